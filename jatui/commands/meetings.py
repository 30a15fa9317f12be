"""What a person does to meetings: adding, changing, cancelling, and taking in a list of dates."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from jatui.commands.registry import Command, FromTable, Work, argument, command, option
from jatui.domain.days import short_day, show_day, whole_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.match import fold, nearest
from jatui.domain.moves import quoted
from jatui.domain.text import clean_lines
from jatui.domain.words import count
from jatui.domain.working_days import is_working_day, paper_deadline
from jatui.files import read_text
from jatui.papers.meetings import LARGEST, Listed, ListedMeeting, parse_meetings
from jatui.store import Reader
from jatui.store.meetings import Body, KeptMeeting, bodies, meetings

MOST_TOLD = 100
"""How many lines of a list one message names."""


def find_body(read: Reader, given: str) -> Body:
    """Return the committee of a code or a name, in any case; raises NotFound with those near it."""
    known = bodies(read)
    wanted = fold(given)
    for body in known:
        if wanted in (fold(body.code), fold(body.name or body.code)):
            return body
    near = nearest(given, [body.code for body in known] + [body.name for body in known if body.name])
    listed = ", ".join(near) if near else ", ".join(body.code for body in known) or "none yet"
    hint = f"near it: {listed}" if near else f"there are: {listed}"
    raise NotFound(f"There is no committee {quoted(given)!r}; {hint}.")


def find_meeting(read: Reader, given: str) -> int:
    """Return the meeting that a text names: a committee and a day, or a day on which only one is held.

    Raises Misused where the text names no day, NotFound where there is no such meeting, and Refused where it was
    cancelled or several are held on that day.
    """
    words = given.split()
    for place in range(len(words)):
        try:
            day = whole_day(" ".join(words[place:]))
        except Misused:
            continue
        body = find_body(read, " ".join(words[:place])) if place else None
        held = meetings(read, committee=body.id if body else None, first=day, last=day)
        if not held:
            known = meetings(read, committee=body.id if body else None)
            near = sorted(known, key=lambda each: abs((each.day - day).days))[:3]
            listed = ", ".join(f"{each.committee} {each.day}" for each in near)
            hint = f"near it: {listed}" if near else "`jatui meeting add` adds one"
            raise NotFound(f"There is no meeting {quoted(given)!r}; {hint}. Nothing was changed.")
        planned = [each for each in held if each.state == "planned"]
        if len(planned) == 1:
            return planned[0].id
        what = "was cancelled" if not planned else "names several; say of which committee"
        raise Refused(f"The meeting {quoted(given)!r} {what}. Nothing was changed.")
    raise Misused(f"{quoted(given)!r} names no meeting. Write a committee and a day: 'S&R 2021-09-21'.")


def _day(day: dt.date, what: str) -> dt.date:
    """Return a day as the calendar of meetings keeps it; raises Refused where it is out of all likelihood."""
    if not 1900 <= day.year <= 2200:
        raise Refused(f"The {what} {day} is not between 1900 and 2200. Nothing was changed.")
    return day


def _meets(body: Body) -> Body:
    """Return a body that can meet; raises Refused for the sign that stands for all of them."""
    if body.kind == "every":
        raise Refused(f"{body.code} stands for all committees and does not meet. Name one of them.")
    return body


def _deadline(given: dt.date | None, day: dt.date) -> dt.date:
    """Return the paper deadline given, or the one that the law's clear days make; raises Refused where it is too late."""
    if given is None:
        return paper_deadline(day)
    if given >= day:
        raise Refused(
            f"Papers cannot close on {short_day(given)} for a meeting on {short_day(day)}. Nothing was changed."
        )
    return _day(given, "paper deadline")


def _held(read: Reader, body: Body, day: dt.date) -> KeptMeeting | None:
    """Return the meeting of a committee on a day, if there is one."""
    return next(iter(meetings(read, committee=body.id, first=day, last=day)), None)


def _known(work: Work, committee: str, day: dt.date) -> KeptMeeting:
    """Return the meeting of a committee on a day; raises NotFound where there is none."""
    body = find_body(work.read, committee)
    found = _held(work.read, body, day)
    if found is None:
        days = ", ".join(short_day(each.day) for each in meetings(work.read, committee=body.id)) or "none"
        raise NotFound(
            f"{body.code} has no meeting on {short_day(day)}. It has: {days}. Nothing was changed."
        )
    work.writer.refuse_stale("meeting", found.id, work.seen)
    return found


def _closing(day: dt.date, deadline: dt.date) -> str:
    """Return a meeting's day and the day on which its papers close, in words."""
    odd = "" if is_working_day(day) else ", which is no working day"
    return f"{day:%A} {show_day(day)}{odd}; papers close {deadline:%A} {show_day(deadline)}"


@command("meeting add", "Add a meeting")
@dataclass(frozen=True, kw_only=True)
class AddMeeting(Command):
    """Add a meeting of a committee; its papers close five clear working days before it unless that is given."""

    committee: str = argument("The committee's code, such as S&R.")
    day: dt.date = argument("The day of the meeting.")
    deadline: dt.date | None = option("The day on which papers close; five clear days before without it.")

    def run(self, work: Work) -> str:
        """Add the meeting, or plan again one that was cancelled."""
        body = _meets(find_body(work.read, self.committee))
        day = _day(self.day, "day")
        deadline = _deadline(self.deadline, day)
        held = _held(work.read, body, day)
        if held is None:
            work.writer.add("meeting", committee=body.id, day=day, deadline=deadline, state="planned")
            return f"{body.code} meets on {_closing(day, deadline)}"
        if held.state == "planned":
            raise Refused(f"{body.code} meets on {short_day(day)} already. Nothing was changed.")
        work.writer.refuse_stale("meeting", held.id, work.seen)
        work.writer.change("meeting", held.id, deadline=deadline, state="planned")
        return f"{body.code} meets after all on {_closing(day, deadline)}"


@command("meeting change", "Change a meeting")
@dataclass(frozen=True, kw_only=True)
class ChangeMeeting(Command):
    """Hold a meeting on another day, or close its papers on another."""

    committee: str = argument("The committee's code, such as S&R.")
    day: dt.date = argument("The day of the meeting as it stands.")
    to: dt.date | None = option("The day on which it is held instead.")
    deadline: dt.date | None = option("The day on which papers close; five clear days before without it.")

    def run(self, work: Work) -> str:
        """Change the day and the paper deadline; what refers to the meeting follows it."""
        if self.to is None and self.deadline is None:
            raise Misused("Say what changes: --to another day, --deadline for its papers, or both.")
        found = _known(work, self.committee, self.day)
        if found.state == "cancelled":
            raise Refused(
                f"The meeting of {found.committee} on {short_day(found.day)} was cancelled. Nothing was changed; "
                "`jatui meeting add` plans it again."
            )
        day = _day(self.to or found.day, "day")
        deadline = _deadline(self.deadline, day)
        if (day, deadline) == (found.day, found.deadline):
            raise Refused(
                f"{found.committee} meets on {_closing(day, deadline)} already. Nothing was changed."
            )
        there = None if day == found.day else _held(work.read, find_body(work.read, found.committee), day)
        if there:
            was = "has a cancelled meeting" if there.state == "cancelled" else "meets"
            raise Refused(f"{found.committee} {was} on {short_day(day)} already. Nothing was changed.")
        work.writer.change("meeting", found.id, day=day, deadline=deadline)
        if day == found.day:
            return f"{found.committee} {short_day(day)}: papers close {deadline:%A} {show_day(deadline)}"
        return f"{found.committee} meets not on {short_day(found.day)} but on {_closing(day, deadline)}"


@command("meeting cancel", "Cancel a meeting")
@dataclass(frozen=True, kw_only=True)
class CancelMeeting(Command):
    """Cancel a meeting; it stays in the list as cancelled."""

    committee: str = argument("The committee's code, such as S&R.")
    day: dt.date = argument("The day of the meeting.")
    reason: str | None = option("Why it is cancelled.")

    def run(self, work: Work) -> str:
        """Mark the meeting cancelled, so that nothing is due before it any more."""
        if self.reason is None:
            raise Misused("A reason is needed, since the next reader will ask for it. Give --reason.")
        if not clean_lines(self.reason).strip():
            raise Refused("A reason is needed, since the next reader will ask for it. Nothing was changed.")
        found = _known(work, self.committee, self.day)
        if found.state == "cancelled":
            raise Refused(
                f"The meeting of {found.committee} on {short_day(found.day)} was cancelled already. Nothing was changed."
            )
        work.writer.change("meeting", found.id, state="cancelled")
        return f"{found.committee} does not meet on {found.day:%A} {show_day(found.day)}"


@command("meeting import", "Import a list of meetings")
@dataclass(frozen=True, kw_only=True)
class ImportMeetings(FromTable):
    """Add the meetings of a list, text or CSV with one a line; all of them, or none where a line is not understood."""

    file: str = argument("The list: a committee, a day and perhaps its paper deadline on each line.")
    committee: str | None = option("The committee of the lines that name none.")

    def run(self, work: Work) -> str:
        """Add what is new; meetings that are there already stay as they are and are told."""
        path = Path(os.path.expanduser(self.file))
        listed = parse_meetings(read_text(path, LARGEST))
        bad = {each.line: str(each) for each in listed.bad}
        new: dict[tuple[int, dt.date], tuple[str, dt.date]] = {}
        known: list[str] = []
        for each in listed.meetings:
            try:
                self._take(work, each, new, known)
            except (NotFound, Refused, Misused) as problem:
                bad[each.line] = (
                    f"line {each.line}: {str(problem).removesuffix(' Nothing was changed.').rstrip('.')}"
                )
        if bad:
            told = [bad[line] for line in sorted(bad)]
            more = [f"and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
            raise Refused(f"{path.name}: {'; '.join([*told[:MOST_TOLD], *more])}. Nothing was changed.")
        for (body, day), (_, deadline) in new.items():
            work.writer.add("meeting", committee=body, day=day, deadline=deadline, state="planned")
        return self._sentence(path, [f"{code} {day}" for (_, day), (code, _) in new.items()], known, listed)

    def _take(
        self,
        work: Work,
        each: ListedMeeting,
        new: dict[tuple[int, dt.date], tuple[str, dt.date]],
        known: list[str],
    ) -> None:
        """Sort a line into what is new and what is there; raises a Problem where its committee or deadline is none."""
        committee = each.committee or self.committee
        if committee is None:
            raise Misused("it names no committee; give --committee for the lines without one")
        body = _meets(find_body(work.read, committee))
        deadline = _deadline(each.deadline, each.day)
        held = _held(work.read, body, each.day)
        if held is None and (body.id, each.day) not in new:
            new[body.id, each.day] = body.code, deadline
            return
        note = ", cancelled" if held and held.state == "cancelled" else ""
        kept = held.deadline if held else new[body.id, each.day][1]
        if each.deadline and each.deadline != kept:
            note += f", papers close {short_day(kept)}" if kept else ", without a paper deadline"
        known.append(f"{body.code} {each.day}{note}")

    @staticmethod
    def _sentence(path: Path, new: list[str], known: list[str], listed: Listed) -> str:
        """Return what was added, what was there already, and which columns were left out."""
        told = [f"nothing to add from {path.name}"]
        if new:
            told = [f"added {count(len(new), 'meeting')} from {path.name} ({_few(new)})"]
        if known:
            told.append(f"{count(len(known), 'was', 'were')} there already ({_few(known, MOST_TOLD)})")
        if listed.columns_left:
            told.append(f"left out: the columns {', '.join(listed.columns_left)}")
        elif listed.times:
            told.append(f"left out: the hours of {count(listed.times, 'line')}")
        return "; ".join(told)


def _few(names: list[str], most: int = 5) -> str:
    """Return the first names of a list, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
