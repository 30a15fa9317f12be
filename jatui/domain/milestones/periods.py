"""What a named period means: from its parts (month, quarter, year, part of) to its days.

Sources: the plan's rules of reading. The financial year runs from 1 April to 31 March, the school year from
1 September to 31 August, the municipal year from the annual meeting in May to the next. Seasons and terms have no
fixed days, so their readings are approximate. A quarter or half beside a single year may be of either kind of
year: no days are given.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from jatui.domain.milestones.words import MONTHS, WEEKDAYS


class Year(NamedTuple):
    """A year as written: one year, or the pair of years (2021/22) that it begins."""

    first: int
    pair: bool = False


class Span(NamedTuple):
    """The days of a period, with its kind and how surely they are known; `latest` is the last that a doubtful one may mean."""

    kind: str
    start: date | None
    end: date | None
    exact: bool = True
    doubt: str = ""
    latest: date | None = None


@dataclass(slots=True)
class Period:
    """A period as written. `year` is None where none is written; `broken` says why it names no day at all."""

    shape: str
    start: int = 0
    end: int = 0
    number: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    part_to: str = ""
    basis: str = ""
    year: Year | None = None
    closing: bool = False
    weekday: int = -1
    notes: list[str] = field(default_factory=list)
    broken: str = ""
    fix: str = ""
    assumed: bool = False
    glued: bool = False
    span: Span | None = None
    until: Year | None = None


SEASONS = ("", "spring", "summer", "autumn", "winter")
TERMS = {3: (9, 4), 1: (1, 3), 2: (4, 4)}
"""The season that names a school term, and the first month and the number of months of the term; winter names none."""
_THIRDS = {"start": 0, "early": 0, "mid": 1, "late": 2}
_FESTIVALS = {"christmas": (12, 25), "christmas eve": (12, 24), "new year": (1, 1)}
_FROM_EASTER = {"easter": 0, "good friday": -2, "easter monday": 1}


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _months(first_year: int, first_month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of a run of months."""
    last = first_year * 12 + first_month - 1 + count - 1
    return date(first_year, first_month, 1), month_end(last // 12, last % 12 + 1)


def _parts(period: Period, start: date, months: int) -> tuple[date, date]:
    """Return the thirds of a run of months that `early`, `mid` and `late` name, or the whole of it."""
    if not period.part:
        return _months(start.year, start.month, months)
    third = months // 3
    low, high = _THIRDS[period.part], _THIRDS[period.part_to or period.part]
    begin = start.year * 12 + start.month - 1 + third * low
    return _months(begin // 12, begin % 12 + 1, third * (high - low + 1))


def _year_of_month(period: Period) -> int:
    """Return the calendar year of a month; beside a pair of years the month falls in the financial year."""
    year = period.year
    assert year is not None
    if not year.pair:
        return year.first
    first = 9 if period.basis == "school" else 5 if period.basis == "municipal" else 4
    return year.first if period.month >= first else year.first + 1


def _two_mays(period: Period) -> Span | None:
    """Return what is doubtful of May in a municipal year, which begins and ends at an annual meeting in May."""
    year = period.year
    if period.month != 5 or period.basis != "municipal" or year is None or not year.pair:
        return None
    said = f"The municipal year holds a part of May {year.first} and of May {year.first + 1}."
    return Span(period.shape, None, None, False, said, month_end(year.first + 1, 5))


def _day(period: Period) -> Span:
    """Return a day; a weekday that does not fit it makes it doubtful."""
    day = date(_year_of_month(period), period.month, period.day)
    if period.weekday >= 0 and day.weekday() != period.weekday:
        named, real = WEEKDAYS[period.weekday].title(), WEEKDAYS[day.weekday()].title()
        return Span("day", day, day, True, f"{show(day)} is a {real}, not a {named}.")
    return Span("day", day, day)


def show(day: date) -> str:
    """Return a day as papers print it."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def _month(period: Period) -> Span:
    """Return a month, or the third, half or week of it that is named."""
    year = _year_of_month(period)
    last = month_end(year, period.month).day
    if period.shape == "weekof":
        first = last - 6 if period.number < 0 else period.number * 7 - 6
        final = last if period.number < 0 else min(period.number * 7, last)
        return Span("week", date(year, period.month, first), date(year, period.month, final), False)
    if not period.part:
        return Span("month", date(year, period.month, 1), date(year, period.month, last))
    edges = {
        "start": (1, 10),
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, last),
        "first": (1, 15),
        "second": (16, last),
    }
    first, final = edges[period.part][0], edges[period.part_to or period.part][1]
    return Span("part-of-month", date(year, period.month, first), date(year, period.month, final), False)


def _nth_day(period: Period) -> Span:
    """Return the numbered weekday or day of a month, counted from its end where the number is negative."""
    if period.part == "working day":
        return Span("day", None, None, False, "Which day it is depends on weekends and bank holidays.")
    year = _year_of_month(period)
    first = date(year, period.month, 1)
    if period.weekday < 0:
        day = first.replace(day=period.number)
        return Span("day", day, day)
    if period.number < 0:
        day = month_end(year, period.month)
        day -= timedelta(days=(day.weekday() - period.weekday) % 7)
    else:
        day = first.replace(day=1 + (period.weekday - first.weekday()) % 7 + 7 * (period.number - 1))
    return Span("day", day, day)


def _quarter(period: Period) -> Span:
    """Return a quarter or half of a financial year, or of a calendar year where that is said."""
    size = 3 if period.shape == "quarter" else 6
    kind = "quarter" if period.shape == "quarter" else "half-year"
    year = period.year
    assert year is not None
    if period.part == "second":
        return Span(kind, None, None, False, f"On which day half of a {period.shape} ends nobody can say.")
    offset = (period.number - 1) * size
    if year.pair or period.basis == "calendar":
        base = 0 if period.basis == "calendar" else 3
        begin = year.first * 12 + base + offset
        start, end = _parts(period, date(begin // 12, begin % 12 + 1, 1), size)
        return Span(kind, start, end, not period.part)
    calendar_end = month_end(year.first, offset + size)
    last = year.first * 12 + 3 + offset + size - 1
    latest = month_end(last // 12, last % 12 + 1)
    other = "" if period.basis else f", or by {show(latest)} of a financial one"
    return Span(
        kind,
        None,
        None,
        False,
        f"A {period.shape} beside the single year {year.first} may be of the calendar or of a financial year: "
        f"it ends by {show(calendar_end)} of the calendar year{other}.",
        latest,
    )


def _whole_year(period: Period) -> Span:
    """Return a year of the kind that is named, or the third of it; a single year with `financial` is doubtful."""
    year = period.year
    assert year is not None
    kinds = {
        "financial": ("financial-year", 4),
        "school": ("school-year", 9),
        "municipal": ("municipal-year", 5),
        "calendar": ("calendar-year", 1),
        "": ("financial-year", 4) if year.pair else ("calendar-year", 1),
    }
    kind, month = kinds[period.basis]
    if period.basis and period.basis != "calendar" and not year.pair:
        return Span(
            kind, None, None, False, f"The {period.basis} year {year.first} may begin or end in that year."
        )
    if period.basis == "calendar" and year.pair:
        return Span(kind, None, None, False, "A pair of years is no calendar year.")
    if period.part == "start" and kind != "calendar-year":
        return Span(
            kind,
            None,
            None,
            False,
            f"How long the start of the {kind.replace('-', ' ')} lasts nobody can say.",
        )
    if period.basis == "municipal":
        return Span(kind, date(year.first, 5, 1), date(year.first + 1, 5, 31), False)
    if period.part == "second":
        return _quarter(Period("half", number=2, basis=period.basis, year=year))
    start, end = _parts(period, date(year.first, month, 1), 12)
    kind = "part-of-year" if period.part else kind
    return Span(kind, start, end, not period.part and period.basis != "school")


def _season(period: Period) -> Span:
    """Return the three months of a season; winter crosses into the next year."""
    year = period.year
    assert year is not None
    name = SEASONS[period.number]
    doubt = ""
    first = year.first
    if period.number == 4:
        if not year.pair:
            doubt = f"Winter {first} may be the winter that begins or the one that ends in {first}; the former is taken."
    elif year.pair and period.number < 3:
        _, latest = _months(first + 1, period.number * 3, 3)
        doubt = f"The pair of years holds {name} {first} or {name} {first + 1}."
        return Span("season", None, None, False, doubt, latest)
    start, end = _months(first, period.number * 3, 3)
    return Span("season", start, end, False, doubt)


def _term(period: Period) -> Span:
    """Return a school term: autumn to December, spring to March, summer to July; its first month if `start`."""
    year = period.year
    assert year is not None
    if not period.number:
        return Span(
            "school-term",
            None,
            None,
            False,
            "From when to when a term without a season lasts the school says.",
        )
    first, count = TERMS[period.number]
    calendar_year = year.first + (1 if year.pair and period.number != 3 else 0)
    count = 1 if period.part == "start" else count
    start, end = _months(calendar_year, first, count)
    return Span("school-term", start, end, False)


def _week(period: Period) -> Span:
    """Return the seven days that begin or end on a day."""
    day = date(_year_of_month(period), period.month, period.day)
    start = day if period.part == "from" else day - timedelta(days=6)
    doubt = ""
    if period.weekday >= 0 and day.weekday() != period.weekday:
        named, real = WEEKDAYS[period.weekday].title(), WEEKDAYS[day.weekday()].title()
        doubt = f"{show(day)} is a {real}, not a {named}."
    return Span("week", start, start + timedelta(days=6), True, doubt)


def _festival(period: Period) -> Span:
    """Return the day of a festival; Easter is computed."""
    assert period.year is not None
    year = period.year.first + (1 if period.year.pair and not period.part.startswith("christmas") else 0)
    if period.part in _FESTIVALS:
        day = date(year, *_FESTIVALS[period.part])
    else:
        from dateutil.easter import easter

        day = easter(year) + timedelta(days=_FROM_EASTER[period.part])
    return Span("event", day, day)


def _years(period: Period) -> Span:
    """Return a run of years such as 2022-2025, of which nobody can say where it begins and ends."""
    return Span("range", None, None, False, "The years may be calendar or financial years.")


_RULES = {
    "day": _day,
    "month": _month,
    "weekof": _month,
    "nthday": _nth_day,
    "quarter": _quarter,
    "half": _quarter,
    "year": _whole_year,
    "season": _season,
    "term": _term,
    "week": _week,
    "festival": _festival,
    "years": _years,
}


def resolve(period: Period) -> Span | None:
    """Return the days of a period, or None where its year is not known; sets `broken` on an impossible day."""
    if period.span is not None or period.broken or period.year is None or period.shape not in _RULES:
        return period.span
    try:
        period.span = _two_mays(period) or _RULES[period.shape](period)
    except (ValueError, OverflowError):
        month = MONTHS[period.month - 1].title()
        named = f"day {period.day}" if period.shape != "nthday" else f"such {period.part}"
        period.broken = f"{month} {period.year.first} has no {named}"
    return period.span
