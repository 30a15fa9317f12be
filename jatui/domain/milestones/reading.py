"""What a wording was read as: its kind, its days, its stages, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

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
            names = [date(2000, month, 1).strftime("%B") for month in self.months]
            said += " in " + (names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}")
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
        begin = reading.repeat.first - timedelta(days=1)
        for day in occurrences(reading, begin, len(done) + 1):
            if day not in done:
                return Stage(reading.text, "", None, day, day)
        return None
    dated = sorted((stage for stage in reading.stages if stage.due), key=lambda stage: stage.due or date.max)
    return next((stage for stage in dated if stage.due not in done), None)


def occurrences(reading: Reading, after: date, count: int) -> list[date]:
    """Return up to `count` due days of a recurring milestone that lie after a day; none without a first day.

    A series that begins on the last day of a month keeps to last days of months.
    """
    repeat = reading.repeat
    if repeat is None or repeat.first is None or (repeat.unit not in _DAYS and repeat.unit not in _MONTHS):
        return []
    found: list[date] = []
    step = _steps_before(repeat, after)
    while len(found) < count:
        day = _occurrence(repeat, step)
        if day is None or (repeat.until is not None and day > repeat.until):
            break
        if day > after:
            found.append(day)
        step += 1
    return found


def _steps_before(repeat: Repeat, after: date) -> int:
    """Return how many intervals may be skipped safely on the way to a day."""
    first = repeat.first or after
    if repeat.unit in _DAYS:
        return max(0, (after - first).days // (_DAYS[repeat.unit] * repeat.every) - 1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return max(0, months // (_MONTHS[repeat.unit] * repeat.every) - 1)


def _occurrence(repeat: Repeat, step: int) -> date | None:
    """Return the due day a number of intervals after the first, or None past the end of the calendar."""
    from dateutil.relativedelta import relativedelta

    first = repeat.first
    if first is None:
        return None
    try:
        if repeat.unit in _DAYS:
            return first + timedelta(days=_DAYS[repeat.unit] * repeat.every * step)
        day = first + relativedelta(months=_MONTHS[repeat.unit] * repeat.every * step)
        last_day = (first + timedelta(days=1)).day == 1
        return day + relativedelta(day=31) if last_day else day
    except (OverflowError, ValueError):
        return None
