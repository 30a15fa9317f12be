"""What a person does with updates that came in: handing them in, accepting, sending back, deferring."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jatui.commands.actions import checked_rating
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.text import clean_lines
from jatui.domain.words import RATINGS, STATUSES
from jatui.store.inbox import Incoming, incoming, numbers

MOST_TOLD = 12
"""How many numbers of updates a sentence lists."""


def _checked_status(status: str | None) -> str | None:
    """Return a status if it is one; raises Misused with those that are."""
    if status is not None and status not in STATUSES:
        raise Misused(f"{status!r} is no status. It is one of: {', '.join(STATUSES)}.")
    return status


def _waiting(work: Work, number: int) -> Incoming:
    """Return the update of that number if it waits for triage; raises NotFound or Refused where it does not."""
    found = incoming(work.read, work.scope, number)
    if found is None:
        waiting = numbers(work.read, work.scope)
        listed = ", ".join(map(str, waiting[:MOST_TOLD])) + (" ..." if len(waiting) > MOST_TOLD else "")
        raise NotFound(f"There is no update {number} in {work.scope.name}. Waiting: {listed or 'none'}.")
    work.writer.refuse_stale("update", found.id, work.seen)
    if found.state not in ("submitted", "deferred"):
        raise Refused(f"Update {number} was {found.state} already. Nothing was changed.")
    return found


def _about(found: Incoming) -> str:
    """Return what an update is about, for a sentence."""
    return f"update {found.number} of {found.handle or found.theme or 'no action'}"


@command("submit", "Submit an update")
@dataclass(frozen=True, kw_only=True)
class Submit(Command):
    """Hand in what is said of an action; it waits for triage and changes nothing until it is accepted."""

    ref: str = argument("The action's handle, such as E.1 or F.6#2.")
    rating: str | None = option("The rating that is proposed.", choices=RATINGS)
    status: str | None = option("The owner's word for how far it is.", choices=STATUSES)
    text: str | None = option("What is said, in words.")
    date: dt.date | None = option("The day it was said; today without it.")
    by: str | None = option("Who said it.")
    source: str | None = option("Where it was said.")

    def run(self, work: Work) -> str:
        """Add an update that waits."""
        if not (self.rating or self.status or (self.text or "").strip()):
            raise Misused("An update needs a rating, a status or a text. Give --rating, --status or --text.")
        action = work.read.one_action(self.ref, work.scope.plan)
        number = work.writer.add_said(
            action,
            state="submitted",
            day=self.date or work.scope.today,
            text=clean_lines(self.text or ""),
            rating=checked_rating(work, action, self.rating),
            status=_checked_status(self.status),
            said_by=clean_lines(self.by) if self.by else work.actor,
            source=clean_lines(self.source) if self.source else None,
        )
        return f"update {number} of {work.read.handle(action)} waits for triage"


@command("accept", "Accept an update")
@dataclass(frozen=True, kw_only=True)
class AcceptUpdate(Command):
    """Accept an update that came in, as it is or corrected; the action then stands as it says."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    rating: str | None = option("The rating, in place of the one proposed.", choices=RATINGS)
    status: str | None = option("The status, in place of the one proposed.", choices=STATUSES)
    text: str | None = option("The text, in place of the one that came in; the journal keeps both.")
    date: dt.date | None = option("The day it was said, where it came without one; today without it.")

    def run(self, work: Work) -> str:
        """Let the update count, and the action follow it."""
        found = _waiting(work, self.number)
        if found.action is None:
            raise Refused(
                f"{_about(found).capitalize()} belongs to no action, so none can follow it. Nothing was changed."
            )
        changed: dict[str, object] = {"state": "accepted", "until": None}
        if found.day is None or self.date is not None:
            changed["day"] = self.date or work.scope.today
        if self.rating is not None:
            changed["rating"] = checked_rating(work, found.action, self.rating)
        if self.status is not None:
            changed["status"] = _checked_status(self.status)
        if self.text is not None:
            changed["text"] = clean_lines(self.text)
        work.writer.change("update", found.id, **changed)
        work.writer.settle(found.action)
        rating = changed.get("rating", found.rating)
        corrected = ", corrected" if {"rating", "status", "text"} & changed.keys() else ""
        return f"accepted {_about(found)}{corrected}{f': rated {rating}' if rating else ''}"


@command("return", "Send an update back")
@dataclass(frozen=True, kw_only=True)
class ReturnUpdate(Command):
    """Send an update back to who said it, with the reason; it stays in the history of its action."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    reason: str | None = option("Why it goes back.")

    def run(self, work: Work) -> str:
        """Mark the update sent back."""
        reason = clean_lines(self.reason or "").strip()
        if not reason:
            raise Misused("A reason is needed, since the lead will ask for it. Give --reason.")
        found = _waiting(work, self.number)
        note = f"{found.note}\nSent back: {reason}" if found.note else f"Sent back: {reason}"
        work.writer.change("update", found.id, state="sent back", until=None, note=note)
        return f"sent back {_about(found)}: {reason}"


@command("defer", "Defer an update")
@dataclass(frozen=True, kw_only=True)
class DeferUpdate(Command):
    """Leave an update for later; it waits on, and comes up again on the day that is given."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    until: dt.date | None = option(
        "The day on which it comes up again; the next meeting's paper deadline without it."
    )

    def run(self, work: Work) -> str:
        """Mark the update deferred."""
        found = _waiting(work, self.number)
        meeting = work.scope.next_meeting
        until = self.until or (meeting.deadline or meeting.day if meeting else None)
        if until is not None and until < work.scope.today:
            until = meeting.day if self.until is None and meeting else until
        if until is None or until < work.scope.today:
            raise Misused("Say until when, and not a day that has passed: --until DAY. Nothing was changed.")
        if found.until == until:
            raise Refused(
                f"{_about(found).capitalize()} is deferred until {short_day(until)} already. Nothing was changed."
            )
        work.writer.change("update", found.id, state="deferred", until=until)
        return f"deferred {_about(found)} until {short_day(until)}"
