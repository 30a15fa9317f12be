"""What a person does with updates that came in: handing them in, accepting, sending back, deferring.

What is done so is marked with the day of the meeting that it is done for, so that the queue knows it was looked at.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from jatui.commands.actions import actions_named, called, checked_rating, told
from jatui.commands.doubts import overruled
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.doubts import Said
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.replies import reply
from jatui.domain.text import clean_lines
from jatui.domain.words import RATINGS, STATUSES, rating_word
from jatui.store import Reader
from jatui.store.inbox import Incoming, incoming, numbers, waiting
from jatui.store.queue import review_day

FOR_MEETING = "The day of the meeting that it is triaged for; the next one's without it."

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
        known = numbers(work.read, work.scope)
        listed = ", ".join(map(str, known[:MOST_TOLD])) + (" ..." if len(known) > MOST_TOLD else "")
        raise NotFound(f"There is no update {number} in {work.scope.name}. Waiting: {listed or 'none'}.")
    work.writer.refuse_stale("update", found.id, work.seen)
    if found.state not in ("submitted", "deferred"):
        raise Refused(f"Update {number} was {found.state} already. Nothing was changed.")
    return found


def _review(work: Work, given: dt.date | None) -> dt.date:
    """Return the day of the meeting that a triage is for: the one given, else the next one's."""
    return given or review_day(work.scope)


def _put_off_to(work: Work, given: dt.date | None) -> dt.date:
    """Return the day on which an update comes up again; raises Misused where it has passed, or none is given and known."""
    meeting = work.scope.next_meeting
    until = given or (meeting.deadline or meeting.day if meeting else None)
    if given is None and meeting and until is not None and until < work.scope.today:
        until = meeting.day
    if until is None or until < work.scope.today:
        raise Misused("Say until when, and not a day that has passed: --until DAY. Nothing was changed.")
    return until


def _accept(
    work: Work,
    found: Incoming,
    *,
    rating: str | None,
    status: str | None,
    text: str | None,
    day: dt.date | None,
    review: dt.date,
) -> bool:
    """Let an update count, as it came or corrected, and its action follow it; return whether it was corrected."""
    assert found.action is not None
    changed: dict[str, object] = {"state": "accepted", "until": None, "review": review}
    if found.day is None or day is not None:
        changed["day"] = day or work.scope.today
    corrections: dict[str, object] = {}
    if rating is not None:
        corrections["rating"] = checked_rating(work, found.action, rating)
    if status is not None:
        corrections["status"] = _checked_status(status)
    if text is not None:
        corrections["text"] = clean_lines(text)
    if corrections.get("text") and found.kind == "nothing new":
        corrections["kind"] = "update"
    said = Said(
        rating=str(corrections.get("rating") or found.rating or "") or None,
        status=str(corrections.get("status") or found.status or "") or None,
        text=str(corrections.get("text", found.text)),
        nothing_new=corrections.get("kind", found.kind) == "nothing new",
        source=found.source,
    )
    changed["overruled"] = overruled(work, found.action, said)
    work.writer.change("update", found.id, **changed, **corrections)
    work.writer.settle(found.action)
    return any(value != getattr(found, name) for name, value in corrections.items())


def _about(found: Incoming) -> str:
    """Return what an update is about, for a sentence."""
    return f"update {found.number} of {found.handle or found.theme or 'no action'}"


def _begun(words: str) -> str:
    """Return words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def reply_to(read: Reader, found: Incoming, reason: str) -> str:
    """Return the text that tells a lead why an update goes back."""
    wording = read.value("SELECT text FROM action WHERE id = ?", (found.action,)) if found.action else ""
    return reply(
        handle=found.handle or found.theme or f"update {found.number}",
        wording=str(wording),
        text=found.text,
        rating=found.rating,
        day=found.day,
        by=found.by,
        reason=reason,
    )


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
        return f"update {number} of {called(work, action)} waits for triage"


@command("accept", "Accept an update")
@dataclass(frozen=True, kw_only=True)
class AcceptUpdate(Command):
    """Accept an update that came in, as it is or corrected; the action then stands as it says."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    rating: str | None = option("The rating, in place of the one proposed.", choices=RATINGS)
    status: str | None = option("The status, in place of the one proposed.", choices=STATUSES)
    text: str | None = option("The text, in place of the one that came in; the journal keeps both.")
    date: dt.date | None = option("The day it was said, where it came without one; today without it.")
    review: dt.date | None = option(FOR_MEETING)

    def run(self, work: Work) -> str:
        """Let the update count, and the action follow it."""
        found = _waiting(work, self.number)
        if found.action is None:
            raise Refused(
                f"{_begun(_about(found))} belongs to no action, so none can follow it. Nothing was changed."
            )
        corrected = _accept(
            work,
            found,
            rating=self.rating,
            status=self.status,
            text=self.text,
            day=self.date,
            review=_review(work, self.review),
        )
        rating = self.rating or found.rating
        said = f": rated {rating_word(rating)}" if rating else ""
        return f"accepted {_about(found)}{', corrected' if corrected else ''}{said}"


@command("return", "Send an update back")
@dataclass(frozen=True, kw_only=True)
class ReturnUpdate(Command):
    """Send an update back to who said it, with the reason; it stays in the history of its action."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    reason: str | None = option("Why it goes back.")
    review: dt.date | None = option(FOR_MEETING)

    def run(self, work: Work) -> str:
        """Mark the update sent back."""
        reason = clean_lines(self.reason or "").strip()
        if not reason:
            raise Misused("A reason is needed, since the lead will ask for it. Give --reason.")
        found = _waiting(work, self.number)
        note = f"{found.note}\nSent back: {reason}" if found.note else f"Sent back: {reason}"
        review = _review(work, self.review)
        work.writer.change("update", found.id, state="sent back", until=None, note=note, review=review)
        return f"sent back {_about(found)}: {reason}"


@command("defer", "Defer an update")
@dataclass(frozen=True, kw_only=True)
class DeferUpdate(Command):
    """Leave an update for later; it waits on, and comes up again on the day that is given."""

    number: int = argument("The update's number, as `jatui inbox` shows it.")
    until: dt.date | None = option(
        "The day on which it comes up again; the next meeting's paper deadline without it."
    )
    review: dt.date | None = option(FOR_MEETING)

    def run(self, work: Work) -> str:
        """Mark the update deferred."""
        found = _waiting(work, self.number)
        until = _put_off_to(work, self.until)
        if found.until == until:
            raise Refused(
                f"{_begun(_about(found))} is deferred until {short_day(until)} already. Nothing was changed."
            )
        review = _review(work, self.review)
        work.writer.change("update", found.id, state="deferred", until=until, review=review)
        return f"deferred {_about(found)} until {short_day(until)}"


@command("review", "Triage")
@dataclass(frozen=True, kw_only=True)
class Review(Command):
    """Record what triage decides of actions: what waits longest is accepted or put off; where nothing waits, say it."""

    ref: str = argument("The action's handle, such as E.1 or F.6#2, or several joined by commas.")
    rating: str | None = option("The judged rating: red, amber, green or blue (complete).", choices=RATINGS)
    status: str | None = option("The owner's word for how far it is.", choices=STATUSES)
    text: str | None = option("What is said, in place of what came in; the journal keeps both.")
    nothing_new: bool = option("There is nothing new: rating and text stand, and that is recorded.", False)
    until: dt.date | None = option("Look at it again on this day instead.")
    review: dt.date | None = option(FOR_MEETING)

    def run(self, work: Work) -> str:
        """Do for each action what is decided of it."""
        said = bool(self.rating or self.status or (self.text or "").strip())
        if said + self.nothing_new + (self.until is not None) > 1:
            raise Misused(
                "Give what is said (a rating, a status, a text), --nothing-new or --until, not several of these."
            )
        actions = actions_named(work, self.ref)
        done = Counter(self._decide(work, action, said=said) for action in actions)
        how = [each if len(done) == 1 else f"{number} {each}" for each, number in done.items()]
        return f"{told(work, actions)} {', '.join(how)}"

    def _decide(self, work: Work, action: int, *, said: bool) -> str:
        """Do what is decided of one action and return it in words."""
        work.writer.refuse_stale("action", action, work.seen)
        found = next(iter(waiting(work.read, action, work.scope.today)), None)
        review = _review(work, self.review)
        if found is not None:
            work.writer.refuse_stale("update", found.id, work.seen)
        if self.until is not None:
            return self._put_off(work, action, found, review)
        if self.nothing_new:
            if found is not None and found.kind != "nothing new":
                raise Refused(
                    f"{_begun(_about(found))} waits, so there is something new. Accept it or send it back; "
                    "nothing was changed."
                )
            self._record(work, action, found, review)
            return "nothing new"
        if found is None and not said:
            handle = called(work, action)
            raise Misused(
                f"No update of {handle} waits, so say something: a rating, a status, a text or --nothing-new."
            )
        self._record(work, action, found, review)
        rating = self.rating or (found.rating if found else None)
        words = "accepted" if found is not None else "updated"
        return f"{words}, rated {rating_word(rating)}" if rating else words

    def _put_off(self, work: Work, action: int, found: Incoming | None, review: dt.date) -> str:
        """Leave an action for another day: the update that waits, or the look at it."""
        until = _put_off_to(work, self.until)
        if found is not None:
            work.writer.change("update", found.id, state="deferred", until=until, review=review)
        else:
            work.writer.add_said(
                action,
                state="deferred",
                kind="nothing new",
                until=until,
                text="",
                said_by=work.actor,
                review=review,
            )
        return f"put off until {short_day(until)}"

    def _record(self, work: Work, action: int, found: Incoming | None, review: dt.date) -> None:
        """Accept the update that waits, or record one."""
        if found is not None:
            _accept(
                work,
                found,
                rating=self.rating,
                status=self.status,
                text=self.text,
                day=None,
                review=review,
            )
            return
        text = clean_lines(self.text or "")
        rating = checked_rating(work, action, self.rating)
        status = _checked_status(self.status)
        said = Said(rating=rating, status=status, text=text, nothing_new=self.nothing_new)
        work.writer.add_update(
            action,
            day=work.scope.today,
            kind="nothing new" if self.nothing_new else "update",
            text=text,
            rating=rating,
            status=status,
            said_by=work.actor,
            review=review,
            overruled=overruled(work, action, said),
        )
