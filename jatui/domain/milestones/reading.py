"""What a wording was read as: its kind, its days, its stages, and what could not be read."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from operator import itemgetter
from typing import Any, Literal

from jatui.domain.milestones.words import MONTHS

KINDS = (
    *("day", "month", "quarter", "half-year", "financial-year", "calendar-year", "season"),
    *("school-term", "school-year", "municipal-year", "part-of-month", "part-of-year"),
    *("week", "list", "range", "until", "onwards", "not-before", "recurring", "ongoing"),
    *("phased", "dependent", "relative", "event", "status", "revised", "none", "unreadable"),
)
"""Every kind of milestone there is."""

Precision = Literal["exact", "approximate"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One dated part of a wording: its words, what they call it, and its days."""

    text: str
    label: str
    start: date | None
    end: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often a recurring milestone comes round, from which first due day and until which last one.

    `times` counts within one interval, `months` are the months named; `first` is None where no start is written.
    """

    every: int
    unit: str
    first: date | None = None
    until: date | None = None
    months: tuple[int, ...] = ()
    times: int = 1

    def __str__(self) -> str:
        """Return the repetition in plain words: `every 3 months from 2021-09-30`."""
        said = f"every {self.unit}" if self.every == 1 else f"every {self.every} {self.unit}s"
        if self.times > 1:
            said = f"{self.times} times {said}"
        if self.months:
            *before, last = (MONTHS[month - 1].title() for month in self.months)
            said += f" in {', '.join(before)} and {last}" if before else f" in {last}"
        if self.first:
            said += f" from {self.first.isoformat()}"
        if self.until:
            said += f" until {self.until.isoformat()}"
        return said


@dataclass(frozen=True, slots=True)
class Reading:
    """A wording as it is read; the wording itself stays the truth, and a gap in it stays a gap.

    Days are inclusive. `assumed` names what rests on the day of the paper; `former` is what a revised wording
    said before. `readable` is false exactly when `unread` holds something.
    """

    text: str
    kind: str
    start: date | None = None
    end: date | None = None
    due: date | None = None
    precision: Precision | None = None
    ambiguous: bool = False
    unread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    suggestion: str | None = None
    stages: tuple[Stage, ...] = ()
    assumed: tuple[str, ...] = ()
    former: Reading | None = None
    repeat: Repeat | None = None

    @property
    def readable(self) -> bool:
        """Return whether every part of the wording that seems to speak of time was read."""
        return not self.unread

    @property
    def recurrence(self) -> str | None:
        """Return how often the milestone comes round, in plain words, or None where it does not."""
        return str(self.repeat) if self.repeat else None

    def as_json(self) -> dict[str, Any]:
        """Return the `milestone` object that the terminal prints, days as ISO texts."""
        return {
            "text": self.text,
            "kind": self.kind,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "due": self.due.isoformat() if self.due else None,
            "precision": self.precision,
            "readable": not self.unread,
            "ambiguous": self.ambiguous,
            "recurrence": self.recurrence,
            "unread": list(self.unread),
            "warnings": list(self.warnings),
            "suggestion": self.suggestion,
        }


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "term": 4, "year": 12} | dict.fromkeys(
    ("spring", "summer", "autumn", "winter"), 12
)


def next_stage(reading: Reading, met: Iterable[date] = ()) -> Stage | None:
    """Return the first stage still open, where `met` are the due days of the stages that were met.

    A recurring milestone always has a next stage, unless it has no first day or its end was reached.
    """
    done = set(met)
    if reading.repeat is not None and reading.repeat.first is not None:
        coming = _days_after(reading.repeat, reading.repeat.first, date.min)
        return next((Stage(reading.text, "", None, day, day) for day in coming if day not in done), None)
    open = [(stage.due, stage) for stage in reading.stages if stage.due is not None and stage.due not in done]
    return min(open, key=itemgetter(0))[1] if open else None


def occurrences(reading: Reading, after: date, number: int) -> list[date]:
    """Return up to `number` due days of a recurring milestone that lie after a day; none without a first day.

    A series that begins on the last day of a month keeps to last days of months.
    """
    repeat = reading.repeat
    if repeat is None or repeat.first is None:
        return []
    return list(islice(_days_after(repeat, repeat.first, after), number))


def _days_after(repeat: Repeat, first: date, after: date) -> Iterator[date]:
    """Yield the due days that lie after a day, up to the last of the series or the end of the calendar."""
    from dateutil.relativedelta import relativedelta

    if repeat.unit in _DAYS:
        days = _DAYS[repeat.unit] * repeat.every
        interval, skipped = relativedelta(days=days), (after - first).days // days
    elif repeat.unit in _MONTHS:
        months = _MONTHS[repeat.unit] * repeat.every
        is_last = first.day == monthrange(first.year, first.month)[1]
        interval = relativedelta(months=months, day=31 if is_last else None)
        skipped = ((after.year - first.year) * 12 + after.month - first.month) // months
    else:
        return
    for step in count(max(0, skipped)):
        try:
            day = first + interval * step
        except (OverflowError, ValueError):
            return
        if repeat.until is not None and day > repeat.until:
            return
        if day > after:
            yield day
