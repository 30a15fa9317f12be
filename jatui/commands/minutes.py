"""What is written down in a meeting: a question to follow up, its answer, and a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jatui.commands.actions import actions_named, called
from jatui.commands.meetings import find_meeting
from jatui.commands.officers import find_lead
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused
from jatui.domain.text import clean_lines, written
from jatui.store.meetings import KeptMeeting, meetings
from jatui.store.minutes import DECISION, FOLLOW_UP, minute, next_minute
from jatui.store.reader import Reader
from jatui.store.scope import Scope

LONGEST_TOLD = 60
"""Characters of a question that the sentence of its revision repeats."""


@command("meeting ask", "Follow up a question")
@dataclass(frozen=True, kw_only=True)
class Ask(Command):
    """Capture a question that was asked in a meeting as a follow-up; it is open until it is answered."""

    question: str = argument("The question, in words.")
    ref: str | None = option("The action's handle, such as E.1 or F.6#2, or several joined by commas.")
    meeting: str | None = option("The meeting, such as 'S&R 2021-09-21'; the one held last without it.")
    by: str | None = option("Who asked.")
    lead: str | None = option("Who is to answer; the action's first lead without it.")
    due: dt.date | None = option("The day by which an answer is wanted.")

    def run(self, work: Work) -> str:
        """Add the follow-up."""
        actions, text = _about(work, self.ref), written(self.question, "question")
        named = find_lead(work.read, self.lead) if self.lead else None
        meeting = _held(work.read, work.scope, self.meeting)
        by = clean_lines(self.by or "").strip() or None
        told = []
        for action in actions:
            lead = (named.id, named.name) if named else _first_lead(work.read, action)
            owed = {"lead": lead[0] if lead else None, "due": self.due}
            number = _add(work, FOLLOW_UP, meeting, action, text=text, asked_by=by, **owed)
            told.append(f"follow-up {number}{_of(work, action)}{f' for {lead[1]}' if lead else ''}")
        wanted = f" by {short_day(self.due)}" if self.due else ""
        return f"{_at(meeting)}: {', '.join(told)}{wanted}: {_brief(text)}"


@command("meeting decide", "Write down a decision")
@dataclass(frozen=True, kw_only=True)
class Decide(Command):
    """Write down what a meeting decided, of an action or at large; the action itself is changed by the keys for that."""

    decision: str = argument("The decision, in words.")
    ref: str | None = option("The action's handle, such as E.1 or F.6#2, or several joined by commas.")
    meeting: str | None = option("The meeting, such as 'S&R 2021-09-21'; the one held last without it.")

    def run(self, work: Work) -> str:
        """Add the decision."""
        actions, text = _about(work, self.ref), written(self.decision, "decision")
        meeting = _held(work.read, work.scope, self.meeting)
        told = [
            f"decision {_add(work, DECISION, meeting, action, text=text)}{_of(work, action)}"
            for action in actions
        ]
        return f"{_at(meeting)}: {', '.join(told)}: {_brief(text)}"


@command("meeting answer", "Answer a follow-up")
@dataclass(frozen=True, kw_only=True)
class Answer(Command):
    """Answer a question that was captured in a meeting, by its number in `jatui minutes`."""

    number: int = argument("The follow-up's number.")
    answer: str = argument("The answer, in words.")
    date: dt.date | None = option("The day it was given; today without it.")

    def run(self, work: Work) -> str:
        """Close the follow-up with its answer."""
        found = minute(work.read, work.scope.plan, self.number)
        if len(found) > 1:
            raise Ambiguous(
                f"Follow-up {self.number} stands in several plans. Choose one with --plan; nothing was changed."
            )
        if not found:
            raise NotFound(
                f"There is no follow-up {self.number}; `jatui minutes --open` lists those that wait."
            )
        ((row, kind, answered),) = found
        if kind == DECISION:
            raise Refused(f"Number {self.number} is a decision and asks nothing. Nothing was changed.")
        if answered is not None:
            day = short_day(dt.date.fromisoformat(answered))
            raise Refused(f"Follow-up {self.number} was answered on {day}. Undo that first.")
        work.writer.refuse_stale("minute", row, work.seen)
        text = written(self.answer, "answer")
        work.writer.change("minute", row, answered=self.date or work.scope.today, answer=text)
        return f"follow-up {self.number} answered: {_brief(text)}"


def held_last(read: Reader, scope: Scope) -> KeptMeeting | None:
    """Return the meeting of today, else the one held last; of the plan's own committee where there are several."""
    held = [each for each in meetings(read, last=scope.today) if each.state == "planned"]
    own = scope.last_meeting or scope.next_meeting
    return max(
        held, key=lambda each: (each.day, own is not None and each.committee == own.committee), default=None
    )


def next_after(read: Reader, given: str) -> KeptMeeting | None:
    """Return the meeting of the same committee that follows the one named; None where none is named or planned."""
    if not given:
        return None
    try:
        row = find_meeting(read, given)
    except Problem:
        return None
    kept = meetings(read)
    this = next(each for each in kept if each.id == row)
    later = (
        each
        for each in kept
        if each.committee == this.committee and each.day > this.day and each.state == "planned"
    )
    return next(later, None)


def _held(read: Reader, scope: Scope, given: str | None) -> KeptMeeting:
    """Return the meeting that is named, or the one held last; raises Refused where none was held yet."""
    if given is not None:
        row = find_meeting(read, given)
        return next(each for each in meetings(read) if each.id == row)
    found = held_last(read, scope)
    if found is None:
        raise Refused(
            f"No meeting was held up to {short_day(scope.today)}. Name one with --meeting; `jatui meetings` lists "
            "them. Nothing was changed."
        )
    return found


def _about(work: Work, ref: str | None) -> list[int] | list[None]:
    """Return the actions that are named, or one None for the plan at large."""
    return actions_named(work, ref) if ref else [None]


def _first_lead(read: Reader, action: int | None) -> tuple[int, str] | None:
    rows = read.rows(
        "SELECT o.id, o.name FROM action_lead l JOIN lead o ON o.id = l.lead_id WHERE l.action_id = ? "
        "ORDER BY l.position LIMIT 1",
        (action,),
    )
    return rows[0] if rows else None


def _add(work: Work, kind: str, meeting: KeptMeeting, action: int | None, **columns: Any) -> int:
    """Add a minute to the plan of its action, or to the plan that is looked at; return its number."""
    if action is not None:
        plan = work.read.plans_of([action])[action]
    elif work.scope.plan is not None:
        plan = work.scope.plan
    else:
        raise Misused("Without an action it must be clear for which plan it is. Give --plan, or --ref.")
    number = next_minute(work.read, plan)
    work.writer.add(
        "minute", plan=plan, number=number, kind=kind, meeting=meeting.id, action=action, **columns
    )
    return number


def _at(meeting: KeptMeeting) -> str:
    return f"{meeting.committee} {short_day(meeting.day)}"


def _of(work: Work, action: int | None) -> str:
    return f" on {called(work, action)}" if action is not None else ""


def _brief(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_TOLD else f"{flat[: LONGEST_TOLD - 1]}…"
