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

from jatui.domain.milestones.words import MONTHS, SEASONS, WEEKDAYS


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
    span: Span | None = None
    until: Year | None = None


TERMS = {3: (9, 4), 1: (1, 3), 2: (4, 4)}
"""The season that names a school term, and the first month and the number of months of the term; winter names none."""
_THIRDS = {"start": 0, "early": 0, "mid": 1, "late": 2}
_FESTIVALS = {"christmas": (12, 25), "christmas eve": (12, 24), "new year": (1, 1)}
_FROM_EASTER = {"easter": 0, "good friday": -2, "easter monday": 1}


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and last day of a run of months; a month beyond the twelfth lies in a later year."""
    first = year * 12 + month - 1
    last = first + count - 1
    return date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1)


def _parts(period: Period, year: int, month: int, count: int) -> tuple[date, date]:
    """Return the thirds of a run of months that `early`, `mid` and `late` name, or the whole of it."""
    if not period.part:
        return _months(year, month, count)
    third = count // 3
    low, high = _THIRDS[period.part], _THIRDS[period.part_to or period.part]
    return _months(year, month + third * low, third * (high - low + 1))


def _unknown(period: Period, doubt: str, latest: date | None = None) -> Span:
    """Return a span without days, why it has none, and the last day that it may mean."""
    return Span(period.shape, None, None, doubt=doubt, latest=latest)


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
    assert year is not None
    if period.month != 5 or period.basis != "municipal" or not year.pair:
        return None
    said = f"The municipal year holds a part of May {year.first} and of May {year.first + 1}."
    return _unknown(period, said, month_end(year.first + 1, 5))


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
        first = last - 6 if period.number == -1 else period.number * 7 - 6
        final = last if period.number == -1 else min(period.number * 7, last)
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
    """Return the numbered or last weekday or day of a month."""
    if period.part == "working day":
        return _unknown(period, "Which day it is depends on weekends and bank holidays.")
    last = month_end(_year_of_month(period), period.month)
    if period.weekday < 0:
        day = last if period.number == -1 else last.replace(day=period.number)
    elif period.number == -1:
        day = last - timedelta(days=(last.weekday() - period.weekday) % 7)
    else:
        first = last.replace(day=1)
        day = first.replace(day=1 + (period.weekday - first.weekday()) % 7 + 7 * (period.number - 1))
    return Span("day", day, day)


def _quarter(period: Period) -> Span:
    """Return a quarter or half of a financial year, or of a calendar year where that is said."""
    size = 3 if period.shape == "quarter" else 6
    year = period.year
    assert year is not None
    if period.part == "second":
        return _unknown(period, f"On which day half of a {period.shape} ends nobody can say.")
    first = (period.number - 1) * size + 1
    if year.pair or period.basis == "calendar":
        kind = "quarter" if period.shape == "quarter" else "half-year"
        start, end = _parts(period, year.first, first if period.basis == "calendar" else first + 3, size)
        return Span(kind, start, end, not period.part)
    _, calendar_end = _months(year.first, first, size)
    _, latest = _months(year.first, first + 3, size)
    other = "" if period.basis else f", or by {show(latest)} of a financial one"
    return _unknown(
        period,
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
        return _unknown(period, f"The {period.basis} year {year.first} may begin or end in that year.")
    if period.basis == "calendar" and year.pair:
        return _unknown(period, "A pair of years is no calendar year.")
    if period.part == "start" and kind != "calendar-year":
        return _unknown(
            period, f"How long the start of the {period.basis or 'financial'} year lasts nobody can say."
        )
    if period.basis == "municipal":
        return Span(kind, date(year.first, month, 1), month_end(year.first + 1, month), False)
    if period.part == "second":
        return _quarter(Period("half", number=2, basis=period.basis, year=year))
    start, end = _parts(period, year.first, month, 12)
    kind = "part-of-year" if period.part else kind
    return Span(kind, start, end, not period.part and period.basis != "school")


def _season(period: Period) -> Span:
    """Return the three months of a season; winter crosses into the next year."""
    year = period.year
    assert year is not None
    name = SEASONS[period.number - 1]
    doubt = ""
    first = year.first
    if period.number == 4:
        if not year.pair:
            doubt = f"Winter {first} may be the winter that begins or the one that ends in {first}; the former is taken."
    elif year.pair and period.number < 3:
        _, latest = _months(first + 1, period.number * 3, 3)
        doubt = f"The pair of years holds {name} {first} or {name} {first + 1}."
        return _unknown(period, doubt, latest)
    start, end = _months(first, period.number * 3, 3)
    return Span("season", start, end, False, doubt)


def _term(period: Period) -> Span:
    """Return a school term: autumn to December, spring to March, summer to July; its first month if `start`."""
    year = period.year
    assert year is not None
    if not period.number:
        return _unknown(period, "From when to when a term without a season lasts the school says.")
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
    return _unknown(period, "The years may be calendar or financial years.")


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
    """Return the days of a period, or None where its year is not known; sets `broken` where it names no day at all."""
    if period.span is not None or period.broken or period.year is None or period.shape not in _RULES:
        return period.span
    if period.part_to and _THIRDS[period.part_to] < _THIRDS[period.part]:
        period.broken = f"its {period.part_to} part lies before its {period.part} part"
        return None
    try:
        period.span = _two_mays(period) or _RULES[period.shape](period)
    except (ValueError, OverflowError):
        month = MONTHS[period.month - 1].title()
        named = {"weekof": f"week {period.number}", "nthday": f"such {period.part}"}
        said = named.get(period.shape, f"day {period.day}")
        period.broken = f"{month} {period.year.first} has no {said}"
    return period.span
