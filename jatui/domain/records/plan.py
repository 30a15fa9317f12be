"""A plan as its paper prints it: papers, committees, schemes, themes, commitments, leads, meetings and actions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jatui.domain.records.base import Line, Name, Place, Rating, Record, Status


class Paper(Record, frozen=True, kw_only=True):
    """A council paper: its head as printed, and the file that it was read from."""

    slug: Name
    title: Name
    file: str | None = None
    day: date | None = None
    addressed_to: str | None = None
    sent_by: str | None = None
    divisions: str | None = None
    key_decision: str | None = None
    forward_plan: str | None = None
    outcome: str | None = None
    preamble: str | None = None
    form: Name | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """One lettered recommendation of a paper to its committee."""

    paper: Name
    letter: Name
    text: str
    line: Line | None = None


class Contact(Record, frozen=True, kw_only=True):
    """A person whom a paper names for questions, as of that paper's day, and the body for which, where it names several."""

    paper: Name
    position: Place
    body: Name | None = None
    role: Literal["officer", "member"]
    name: Name
    post: str | None = None
    email: str | None = None
    phone: str | None = None
    line: Line | None = None


class Committee(Record, frozen=True, kw_only=True):
    """A body that oversees actions; kind `every` stands for all committees."""

    code: Name
    name: str | None = None
    kind: Literal["committee", "board", "every"]


class Scheme(Record, frozen=True, kw_only=True):
    """A named way of rating, whose key is its levels."""

    slug: Name
    name: Name


class Level(Record, frozen=True, kw_only=True):
    """One rating of a scheme and what it means there."""

    scheme: Name
    code: Rating
    position: Place
    name: Name
    meaning: str


class Plan(Record, frozen=True, kw_only=True):
    """One published set of actions, the paper it stands in and the committee it reports to."""

    slug: Name
    position: Place
    name: Name
    paper: Name | None = None
    committee: Name | None = None
    scheme: Name
    day: date | None = None


class Theme(Record, frozen=True, kw_only=True):
    """A group of actions in a plan, with the caption of its table."""

    plan: Name
    code: Name
    position: Place
    name: Name
    caption: str | None = None
    paper: Name | None = None
    line: Line | None = None


class Commitment(Record, frozen=True, kw_only=True):
    """A promise in prose, numbered by the paragraph that it stands in."""

    plan: Name
    number: Name
    theme: Name | None = None
    position: Place
    text: str
    paper: Name | None = None
    line: Line | None = None


class Lead(Record, frozen=True, kw_only=True):
    """Who leads actions: an officer, a post or a body."""

    slug: Name
    name: Name
    kind: Literal["officer", "post", "body"]


class Holder(Record, frozen=True, kw_only=True):
    """An officer who holds a post from one day to another, both among them; always where a day is not said."""

    post: Name
    officer: Name
    since: date | None = None
    until: date | None = None


class Meeting(Record, frozen=True, kw_only=True):
    """A committee on a day, with the day on which papers close."""

    committee: Name
    day: date
    deadline: date | None = None
    state: Literal["planned", "cancelled"] = "planned"
    paper: Name | None = None


class Action(Record, frozen=True, kw_only=True):
    """One row of a plan: cells exactly as printed, their readings, and how it stands."""

    plan: Name
    handle: Name
    ref: Name
    theme: Name
    position: Place
    text: str
    milestone: str
    committee_cell: str
    lead_cell: str
    committees: list[Name]
    leads: list[Name]
    read_as: str | None = None
    milestone_kind: Name
    start: date | None = None
    end: date | None = None
    due: date | None = None
    next_due: date | None = None
    precision: Literal["exact", "approximate"] | None = None
    readable: bool
    ambiguous: bool
    recurrence: str | None = None
    unread: list[str]
    warnings: list[str]
    suggestion: str | None = None
    status: Status
    closed_as: Literal["withdrawn", "superseded", "carried forward"] | None = None
    rating: Rating | None = None
    updated: date | None = None
    paper: Name | None = None
    line: Line | None = None
