"""A report to a committee on its form: what the form asks, what the report says, and what is missing before papers close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from jatui.domain.findings import clears_own
from jatui.domain.match import fold
from jatui.domain.words import count

HEAD: Final = {
    "title": "Title",
    "addressed_to": "To",
    "day": "Meeting date",
    "sent_by": "From",
    "divisions": "Electoral division(s)",
    "key_decision": "Key decision",
    "forward_plan": "Forward Plan ref",
    "outcome": "Outcome",
    "officer": "Officer contact",
    "member": "Member contacts",
}
"""What stands over a report, under the names by which records keep it, each as the form prints it."""

KINDS: Final = ("head", "alignment", "implication", "clearance")
"""The kinds of questions of a form, in the order in which it asks them."""

RECOMMENDATION: Final = "recommendation"
"""The part of a report that a form does not ask with a question."""

_WORDS: Final = {
    **{fold(name): name for name in HEAD},
    **{fold(label): name for name, label in HEAD.items()},
    "date": "day",
    "electoral divisions": "divisions",
    "forward plan": "forward_plan",
    "purpose": "outcome",
    "officer contacts": "officer",
    "member contact": "member",
    "recommendation": RECOMMENDATION,
    "recommendations": RECOMMENDATION,
}
_WEIGHTS: Final = ("clearance", "implication", "alignment", RECOMMENDATION, "head")
_NO: Final = frozenset({"no", "not yet", "none"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a report's form with what the report says to it."""

    number: str
    kind: str
    text: str
    of: str | None = None
    answer: str | None = None
    officer: str | None = None
    label: str | None = None
    day: date | None = None
    line: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether something is said to it."""
        return bool(self.answer and self.answer.strip())

    @property
    def is_refused(self) -> bool:
        """Whether it is a clearance that was asked for and not given."""
        return self.kind == "clearance" and fold(self.answer or "").rstrip(".") in _NO

    def as_json(self) -> dict[str, Any]:
        """Return the question and its answer as `paper show --json` prints them."""
        return {
            "number": self.number,
            "kind": self.kind,
            "question": self.text,
            "of": self.of,
            "answer": self.answer,
            "officer": self.officer,
            "label": self.label,
            "day": self.day.isoformat() if self.day else None,
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a report lacks: the part and number of the form, what is asked there, and what of it is not there."""

    part: str
    number: str
    asks: str
    lacks: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How long it may take to get, the longest first: what others must say or write, then names and days."""
        if self.lacks[0] in ("officer", "day"):
            return len(_WEIGHTS) + (self.lacks[0] == "day")
        return _WEIGHTS.index(self.part)

    @property
    def told(self) -> str:
        """What is not there, in words."""
        return "not cleared" if self.lacks == ("yes",) else f"no {', no '.join(self.lacks)}"

    def as_json(self) -> dict[str, Any]:
        """Return it as `report checklist --json` prints it."""
        return {"part": self.part, "number": self.number, "asks": self.asks, "lacks": list(self.lacks)}


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a report still lacks, the longest to get first, and how long there is until papers close.

    `computed` tells that the deadline is that of five clear days, since the meeting is not in the calendar or has none.
    `own` are the clearances that the report's own authors gave.
    """

    paper: str
    title: str
    form: str | None
    committee: str | None
    meeting: date | None
    cancelled: bool
    deadline: date | None
    computed: bool
    today: date
    asked: int
    missing: tuple[Missing, ...] = ()
    own: tuple[Asked, ...] = field(default=())

    @property
    def days_left(self) -> int | None:
        """Days until papers close, negative after that; None where the day of the meeting is not known."""
        return (self.deadline - self.today).days if self.deadline else None

    @property
    def until(self) -> str:
        """How long there is, in words."""
        left = self.days_left
        if self.cancelled:
            return "the meeting is cancelled"
        if left is None:
            return "no day of a meeting is given"
        if left < 0:
            return f"papers closed {count(-left, 'day')} ago"
        return "papers close today" if left == 0 else f"papers close in {count(left, 'day')}"

    def as_json(self) -> dict[str, Any]:
        """Return the checklist as `report checklist --json` prints it."""
        return {
            "paper": self.paper,
            "title": self.title,
            "form": self.form,
            "committee": self.committee,
            "meeting": self.meeting.isoformat() if self.meeting else None,
            "cancelled": self.cancelled,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "deadline_computed": self.computed,
            "days_left": self.days_left,
            "asked": self.asked,
            "missing": [each.as_json() for each in self.missing],
            "cleared_by_author": [
                {"number": each.number, "question": each.text, "officer": each.officer} for each in self.own
            ],
        }


def missing(head: Mapping[str, object], recommendations: int, asked: Sequence[Asked]) -> list[Missing]:
    """Return what a report lacks, the longest to get first.

    `head` is what stands over it, by the names of `HEAD`; where its form asks for no head, all of that is wanted.
    """
    found: list[Missing] = []
    if not any(_is_head(each) for each in asked):
        found += [
            Missing("head", name, label, (label,)) for name, label in HEAD.items() if not head.get(name)
        ]
    if not recommendations:
        found.append(Missing(RECOMMENDATION, "", "What is the committee asked to do?", ("recommendation",)))
    for each in asked:
        lacks = tuple(_lacks(each, head))
        if lacks:
            found.append(Missing(each.kind, each.number, each.text, lacks))
    return sorted(found, key=lambda each: each.weight)


def goes_to(addressed: str | None, code: str, name: str | None) -> bool:
    """Tell whether a paper of a committee's day may go to it: it is addressed to its name or code, or to nobody."""
    wanted = fold(addressed or "")
    return not wanted or wanted in (fold(code), fold(name or code))


def authors(sent_by: str | None, officers: Sequence[str]) -> list[str]:
    """Return those who sent a paper and the officers who answer for it."""
    return [*([sent_by] if sent_by else []), *officers]


def own_clearances(asked: Sequence[Asked], authors: Sequence[str]) -> list[Asked]:
    """Return the clearances that were given by somebody who sent the report or answers for it."""
    return [
        each
        for each in asked
        if each.kind == "clearance" and each.officer and clears_own(each.officer, authors)
    ]


def head_field(question: Asked) -> str | None:
    """Return the name under which records keep what a question of the head asks for, or None where it is none of them."""
    for text in (question.number, question.text):
        if found := _WORDS.get(fold(text.replace("_", " ")).rstrip(" :?")) or _WORDS.get(fold(text)):
            return found
    return None


def is_said(question: Asked, head: Mapping[str, object]) -> bool:
    """Tell whether a report says something to a question of its form, be it in its head."""
    name = head_field(question) if question.kind == "head" else None
    return question.is_answered or bool(name and head.get(name))


def _is_head(question: Asked) -> bool:
    return question.kind == "head"


def _lacks(question: Asked, head: Mapping[str, object]) -> Iterator[str]:
    """Yield what is not said to a question."""
    if question.kind == "head":
        name = head_field(question)
        if name != RECOMMENDATION and not is_said(question, head):
            yield HEAD[name] if name else "answer"
        return
    if question.is_refused:
        yield "yes"
        return
    if not question.is_answered:
        yield "answer"
    if question.kind == "clearance":
        if not (question.officer and question.officer.strip()):
            yield "officer"
        if question.day is None:
            yield "day"
