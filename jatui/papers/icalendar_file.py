"""Meetings, paper deadlines and milestones as an iCalendar file (RFC 5545) that other calendar programs take in.

Everything is a whole day or a run of them. The same events give the same bytes: identities come from the plan, and
the stamp is that of the last revision, not of the writing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from jatui.domain.errors import Refused
from jatui.domain.milestones import Reading, Repeat, Stage
from jatui.domain.text import clean, clean_lines

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCER = "-//jatui//Council action plans//EN"
_DAYS = {"day": "daily", "week": "weekly"}
_MONTHS = {"month": 1, "quarter": 3, "term": 4, "year": 12}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: from its first day to its last, both within it, and how it comes round again.

    `name` tells it apart from all others and stays the same from one export to the next.
    """

    name: tuple[str, ...]
    summary: str
    first: date
    last: date
    category: str
    description: str = ""
    cancelled: bool = False
    repeat: Repeat | None = None


def meeting_entries(
    committee: str, name: str | None, day: date, deadline: date | None, *, cancelled: bool = False
) -> list[Entry]:
    """Return a meeting as entries: the meeting itself, and the day on which its papers close."""
    said = f"{name or committee} meets"
    held = Entry(("meeting", committee, day.isoformat()), said, day, day, "Meeting", cancelled=cancelled)
    if deadline is None:
        return [held]
    closing = f"Papers close for {committee} on {day.day} {day:%B %Y}"
    names = ("papers", committee, day.isoformat())
    return [held, Entry(names, closing, deadline, deadline, "Paper deadline", cancelled=cancelled)]


def milestone_entries(
    plan: str,
    handle: str,
    text: str,
    wording: str,
    reading: Reading,
    *,
    notes: str = "",
    cancelled: bool = False,
) -> list[Entry]:
    """Return a milestone as entries: one for each stage that has a day, or one that comes round again.

    A window runs from its first day to its last; where only a deadline is written, the entry is that day; where
    only a beginning is, the entry is that and says so. A milestone without any day has no entry.
    """
    described = f"{text}\nMilestone: {wording}" + (f"\n{notes}" if notes else "")
    repeat = reading.repeat
    if repeat is not None and repeat.first is not None and _comes_round(repeat):
        return [
            Entry(
                (plan, handle, "1"),
                f"{handle} due: {text}",
                repeat.first,
                repeat.first,
                "Milestone",
                described,
                cancelled,
                repeat,
            )
        ]
    entries = []
    for number, stage in enumerate(reading.stages, 1):
        if found := _window(stage, reading.kind):
            first, last, verb = found
            label = f" ({stage.label})" if stage.label and len(reading.stages) > 1 else ""
            name = (plan, handle, str(number))
            summary = f"{handle} {verb}{label}: {text}"
            entries.append(Entry(name, summary, first, last, "Milestone", described, cancelled))
    return entries


def _window(stage: Stage, kind: str) -> tuple[date, date, str] | None:
    """Return the first and the last day of a stage and what they are, or None where it has no day."""
    due = stage.due
    if due is not None:
        return (stage.start if stage.start and stage.start <= due else due), due, "due"
    if stage.start is not None and kind in ("onwards", "not-before"):
        return stage.start, stage.start, "begins"
    return None


def _comes_round(repeat: Repeat) -> bool:
    return repeat.unit in _DAYS or repeat.unit in _MONTHS


def render(title: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """Return entries as the bytes of an iCalendar file, in the order of their days.

    `stamp` is the moment of the last change, in UTC. Raises Refused where the icalendar package is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise Refused(
            "An iCalendar file needs the package icalendar, which is not installed. "
            "Install it with: python3 -m pip install 'icalendar>=7.3,<8'"
        ) from None
    calendar: Calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", clean(title))
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.name)):
        calendar.add_component(_event(entry, stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, stamp: datetime) -> Event:
    """Return an entry as an event of whole days, whose end is the day after its last."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{'/'.join(quote(part, safe='') for part in entry.name)}@jatui")
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + timedelta(days=1))
    if entry.repeat:
        event.add("rrule", rule(entry.repeat))
    event.add("summary", clean(" ".join(entry.summary.split())))
    if entry.description:
        event.add("description", clean_lines(entry.description.replace("\t", " ")))
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")
    if entry.cancelled:
        event.add("status", "CANCELLED")
    return event


def rule(repeat: Repeat) -> dict[str, object]:
    """Return a repetition as a rule of recurrence with the days that `occurrences` gives.

    A series that begins on the last day of a month keeps to last days; one on a day that some months lack takes
    the last day of those.
    """
    found: dict[str, object]
    if repeat.unit in _DAYS:
        found = {"freq": _DAYS[repeat.unit], "interval": repeat.every}
    else:
        found = {"freq": "monthly", "interval": _MONTHS[repeat.unit] * repeat.every}
        first = repeat.first
        if first and (first + timedelta(days=1)).day == 1:
            found["bymonthday"] = -1
        elif first and first.day > 28:
            found |= {"bymonthday": list(range(28, first.day + 1)), "bysetpos": -1}
    if repeat.until:
        found["until"] = repeat.until
    return found
