"""What papers say besides the rows of a plan: answers on their form, statements, amounts, and what does not agree in them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jatui.domain.records.base import Line, Name, Number, Place, Record


class Form(Record, frozen=True, kw_only=True):
    """One version of the form that papers to a committee are written on."""

    slug: Name
    name: Name
    version: Number
    since: date | None = None


class Question(Record, frozen=True, kw_only=True):
    """One thing that a form asks a paper to say, under the number that is printed or, where none is, one of ours."""

    form: Name
    number: Name
    position: Place
    kind: Literal["head", "alignment", "implication", "clearance"]
    text: Name
    of: Name | None = None


class Answer(Record, frozen=True, kw_only=True):
    """What a paper says to a question of its form; of a clearance also by whom it was given, and on which day."""

    paper: Name
    form: Name
    question: Name
    text: str | None = None
    officer: str | None = None
    label: str | None = None
    day: date | None = None
    line: Line | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Something that a paper says, as printed: a finding, a value, another name, a decision, a count that it claims.

    A day in it is read as it stands; where its year is not printed, `implied` says so.
    """

    plan: Name
    number: Number
    kind: Literal[
        "vision",
        "priority",
        "wording",
        "alias",
        "value",
        "phase",
        "next step",
        "focus",
        "strength",
        "challenge",
        "shared services",
        "claim",
        "fact",
        "decision",
        "meeting",
    ]
    theme: Name | None = None
    text: Name
    counts: Literal["theme", "commitment", "action", "indicator"] | None = None
    claimed: Place | None = None
    when: Name | None = None
    start: date | None = None
    end: date | None = None
    implied: Literal["year"] | None = None
    paper: Name | None = None
    line: Line | None = None


class Amount(Record, frozen=True, kw_only=True):
    """A sum of money that a paper names: as printed, in pounds, and whether its words make it good or bad news.

    Amounts with the same `about` are of one thing, and ought to agree.
    """

    plan: Name
    number: Number
    theme: Name | None = None
    text: Name
    printed: Name
    pounds: Place
    sense: Literal["favourable", "adverse"] | None = None
    about: Name | None = None
    paper: Name | None = None
    line: Line | None = None


class Finding(Record, frozen=True, kw_only=True):
    """Something irregular that a person saw in the papers, with its place, and the other place where there are two."""

    plan: Name
    number: Number
    about: Name
    text: Name
    paper: Name | None = None
    line: Line | None = None
    against: Name | None = None
    against_line: Line | None = None


class Ruling(Record, frozen=True, kw_only=True):
    """What a person made of a finding, which is named by its key: accepted, corrected or left as it is, and why."""

    plan: Name
    finding: Name
    ruling: Literal["accepted", "corrected", "left"]
    day: date
    reason: str | None = None
    said_by: str | None = None
