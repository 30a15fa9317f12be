"""Stretches of days as a filter names them: days, months and years, bounds and ranges, and days told from today.

What is told from today or from a meeting stays so as it is written and is worked out when it is asked for, so
that a filter that is kept means the same next month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from jatui.domain.words import NONE

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_FINANCIAL = re.compile(r"([0-9]{4})/([0-9]{4}|[0-9]{2})")
_BOUND = re.compile(r"(<=|>=|≤|≥|<|>)\s*(.+)")
_SIGNS = {"≤": "<=", "≥": ">="}
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MEETINGS = ("last-meeting", "next-meeting")
_POINT = re.compile(rf"({'|'.join((*_NEAR, *_MEETINGS))})?(?:([+-]?)([0-9]{{1,4}})([dwmy]))?")
_PERIOD = re.compile(r"(last|this|next)-(week|month|year)")
_ONE = timedelta(days=1)

RELATIVE = (
    *_NEAR,
    *_MEETINGS,
    *(f"{which}-{unit}" for unit in ("week", "month", "year") for which in ("last", "this", "next")),
    *("+30d", "+2w", "+3m", "-30d"),
)
"""Days and stretches that are told from today or from a meeting; the last ones are examples of distances."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What days are told from: today, and the meetings on either side of it, None where there is none."""

    today: date
    last_meeting: date | None = None
    next_meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from a first to a last, both within; open on the side that is None."""

    first: date | None = None
    last: date | None = None


class Unanchored(LookupError):
    """A meeting that a stretch is told from is not there; its text is the meeting's word."""


def span_text(text: str, unsigned: str = "+") -> str:
    """Return a stretch of days in its one form (`2021-9..2021-12` is `2021-09..2021-12`), or `none`.

    `unsigned` is the way in which a distance without a sign leads. Raises ValueError with what is wrong with it.
    """
    if text.casefold() == NONE:
        return NONE
    if found := _BOUND.fullmatch(text):
        shown = _SIGNS.get(found[1], found[1]) + _shown(found[2], unsigned)
    elif ".." in text:
        first, _, last = text.partition("..")
        if not first.strip() or not last.strip():
            shown = f">={_shown(first, unsigned)}" if first.strip() else f"<={_shown(last, unsigned)}"
        else:
            shown = f"{_shown(first, unsigned)}..{_shown(last, unsigned)}"
    else:
        shown = _shown(text, unsigned)
    if not _is_relative(shown):
        span(shown)
    return shown


def span(text: str, anchors: Anchors | None = None) -> Span | None:
    """Return the days that a stretch in its one form covers; None for `none`, which is no day at all.

    A bound on a month or a year lies on the side of it that was meant: `<2021-12` ends on 30 November,
    `<=2021-12` on 31 December. Raises ValueError where the days run backwards or off the calendar (days told from
    today never do: they end with the calendar, and backwards there are none), and Unanchored without the meeting.
    """
    if text == NONE:
        return None
    relative = _is_relative(text)
    try:
        if found := _BOUND.fullmatch(text):
            first, last = _days(found[2], anchors)
            return {
                "<": lambda: Span(last=first - _ONE),
                "<=": lambda: Span(last=last),
                ">": lambda: Span(first=last + _ONE),
                ">=": lambda: Span(first=first),
            }[found[1]]()
    except OverflowError:
        if relative:
            return Span()
        raise ValueError("it lies off the calendar") from None
    begin, _, end = text.partition("..")
    first, last = _days(begin, anchors)[0], _days(end or begin, anchors)[1]
    if last < first and not relative:
        raise ValueError("it runs backwards")
    return Span(first, last)


def _is_relative(shown: str) -> bool:
    """Tell whether a stretch in its one form is told from today or from a meeting."""
    parts = re.sub(r"^[<>]=?", "", shown).split("..")
    return not all(_DAY.fullmatch(part) or _FINANCIAL.fullmatch(part) for part in parts)


def _shown(text: str, unsigned: str) -> str:
    """Return a day, month, year, financial year or a day told from another in its one form."""
    text = text.strip()
    word = "-".join(text.casefold().split())
    if found := _FINANCIAL.fullmatch(text):
        year, end = int(found[1]), found[2]
        if end not in (f"{year + 1:04}", f"{(year + 1) % 100:02}"):
            raise ValueError(
                f"a financial year is two years that follow each other, as in {year}/{(year + 1) % 100:02}"
            )
        shown = f"{year:04}/{(year + 1) % 100:02}"
    elif found := _DAY.fullmatch(text):
        shown = "-".join(part if len(part) > 1 else f"0{part}" for part in found.groups() if part)
    elif _PERIOD.fullmatch(word):
        return word
    elif (found := _POINT.fullmatch(word)) and word and not (found[1] and found[3] and not found[2]):
        distance = f"{found[2] or unsigned}{int(found[3])}{found[4]}" if found[3] else ""
        point = "" if found[1] == "today" and distance else found[1] or ""
        return point + distance
    else:
        raise ValueError("it is not read as a day, a month or a year")
    _days(shown, None)
    return shown


def _days(text: str, anchors: Anchors | None) -> tuple[date, date]:
    """Return the first and the last day of a part of a stretch in its one form."""
    if not text[:4].isdigit():
        assert anchors is not None, "days told from today need a today"
        return _told_from(text, anchors)
    year = int(text[:4])
    try:
        if "/" in text:
            return date(year, 4, 1), date(year + 1, 3, 31)
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            return date(*parts), date(*parts)
        if len(parts) == 2:
            return _month(year, parts[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        raise ValueError(_no_day(text)) from None


def _told_from(text: str, anchors: Anchors) -> tuple[date, date]:
    """Return the days of a part that is told from today or from a meeting."""
    if found := _PERIOD.fullmatch(text):
        return _period(anchors.today, {"last": -1, "this": 0, "next": 1}[found[1]], found[2])
    found = _POINT.fullmatch(text)
    assert found is not None
    point = found[1] or "today"
    if point in _NEAR:
        day = _moved(anchors.today, _NEAR[point], "d")
    else:
        meeting = anchors.last_meeting if point == "last-meeting" else anchors.next_meeting
        if meeting is None:
            raise Unanchored(point)
        day = meeting
    if found[3]:
        day = _moved(day, int(f"{found[2]}{found[3]}"), found[4])
    return day, day


def _period(today: date, step: int, unit: str) -> tuple[date, date]:
    """Return the week (from Monday), month or year so many steps from the one that holds a day."""
    if unit == "week":
        first = _moved(today - min(timedelta(today.weekday()), today - date.min), step, "w")
        return first, _moved(first, 6, "d")
    if unit == "month":
        moved = _moved(today.replace(day=1), step, "m")
        return _month(moved.year, moved.month)
    year = _moved(today.replace(day=1), step, "y").year
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _moved(day: date, number: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years from another; the calendar's end where it lies beyond."""
    end = date.max if number > 0 else date.min
    if unit in "dw":
        try:
            return day + timedelta(days=number * (7 if unit == "w" else 1))
        except OverflowError:
            return end
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return end
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _no_day(text: str) -> str:
    """Return why a text in the form of a day is none."""
    year, _, second = text.partition("-")
    if second.isdigit() and int(second) == (int(year) + 1) % 100:
        return f"there is no month {second}; the financial year is {year}/{second}"
    return "it is not in the calendar"
