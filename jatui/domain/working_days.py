"""Working days in England, and the day by which a meeting's papers are to be published."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

CLEAR_DAYS = 5
"""Clear days between publishing an agenda and the meeting: Local Government Act 1972, sections 100A(6) and 100B(3)."""

MOVED = {
    2020: {"early May": date(2020, 5, 8)},
    2012: {"spring": date(2012, 6, 4)},
    2022: {"spring": date(2022, 6, 2)},
}
"""Bank holidays held on another day than their rule says, by year, as proclaimed."""

ONE_OFF = {
    date(1999, 12, 31): "Millennium",
    date(2002, 6, 3): "Golden Jubilee",
    date(2011, 4, 29): "Royal wedding",
    date(2012, 6, 5): "Diamond Jubilee",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State Funeral",
    date(2023, 5, 8): "Coronation",
}
"""Bank holidays of one year only, as proclaimed."""


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> dict[date, str]:
    """Return the bank holidays of England in a year, in order of their days.

    Source: Banking and Financial Dealings Act 1971, schedule 1, with the substitute days that follow a
    holiday on a weekend, and the proclamations in `MOVED` and `ONE_OFF`. Valid from 1978.
    """
    from dateutil.easter import easter

    sunday = easter(year)
    moved = MOVED.get(year, {})
    found = {
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        moved.get("early May", _first_monday(date(year, 5, 1))): "Early May",
        moved.get("spring", _last_monday(date(year, 5, 31))): "Spring",
        _last_monday(date(year, 8, 31)): "Summer",
    }
    for day, name in ((1, "New Year"), (25, "Christmas"), (26, "Boxing Day")):
        held = date(year, 1 if name == "New Year" else 12, day)
        while held.weekday() > 4 or held in found:
            held += timedelta(days=1)
        found[held] = name
    found |= {day: name for day, name in ONE_OFF.items() if day.year == year}
    return dict(sorted(found.items()))


def is_working_day(day: date) -> bool:
    """Tell whether a day is neither at a weekend nor a bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def paper_deadline(meeting: date, clear_days: int = CLEAR_DAYS) -> date:
    """Return the last working day on which papers may be published, so many clear working days before a meeting.

    Neither the day of publishing nor that of the meeting is counted, so a meeting on Tuesday 21 September
    2021 has its papers out by Monday 13 September.
    """
    day, left = meeting, clear_days
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _first_monday(first: date) -> date:
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(last: date) -> date:
    return last - timedelta(days=last.weekday())
