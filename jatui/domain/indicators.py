"""Numbers of indicators in one form, and the periods that their values are of.

Papers print NI 1, NI 01 and NI1 for one indicator, and lists such as "NI185, 186, 187, 188 and 194".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

SCALES: Final = ("strategic", "operational", "individual")
"""The levels of performance that indicators serve."""

POLARITIES: Final = ("higher", "lower", "on target")
"""What is good of an indicator."""

FREQUENCIES: Final = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
"""How often an indicator is measured, with the months that a period of it has."""

_NUMBER: Final = re.compile(r"([A-Za-z]{1,8})[ .\-–]*0*([0-9]{1,9})((?:\.[0-9]{1,9})*[a-z]?)")
_BARE: Final = re.compile(r"0*([0-9]{1,9})")
_PART: Final = re.compile(r"\s*(?:,\s*(?:and|&)?|;|\band\b|&)\s*")
_ON_A_DAY: Final = re.compile(r"(?:(?:as (?:at|of|on)|at|the|end of|year[- ]end)\s+)+", re.IGNORECASE)
_UP_TO: Final = re.compile(
    r"(?:the )?(?:rolling )?(year|12 months|twelve months|half[- ]year|6 months|six months|quarter|3 months|three months)\s+"
    r"(?:to|ending|ended)\s+(?:the )?(?:end of )?",
    re.IGNORECASE,
)
_MONTHS: Final = {
    "year": 12,
    "12": 12,
    "twelve": 12,
    "half": 6,
    "6": 6,
    "six": 6,
    "quarter": 3,
    "3": 3,
    "three": 3,
}
_BESIDE: Final = re.compile(r"\s*\(?\b(?:outturn|actual|result|year[- ]end|provisional)\)?$", re.IGNORECASE)
_PERIODS: Final = frozenset(
    ("day", "month", "quarter", "half-year", "financial-year", "calendar-year", "season", "school-term", "school-year",
     "municipal-year", "week", "range", "part-of-month", "part-of-year")
)  # fmt: skip


def number_form(text: str) -> str:
    """Return an indicator's number in its one form, `NI 1` for `NI 01` and `ni1`; another name as it is, on one line."""
    plain = " ".join(text.split())
    found = _NUMBER.fullmatch(plain)
    return f"{found[1].upper()} {found[2]}{found[3]}" if found else plain


def number_key(text: str) -> str:
    """Return the form in which numbers are compared, however they are typed."""
    return number_form(text).casefold().replace(" ", "")


def numbers_in(text: str) -> tuple[list[str], list[str]]:
    """Return the numbers of a list in their one form, each once, and the parts of it that are none.

    A bare number has the letters of the one before it: "NI185, 186 and 194" are NI 185, NI 186 and NI 194.
    """
    found: list[str] = []
    unread: list[str] = []
    letters = ""
    for part in filter(None, _PART.split(" ".join(text.split()).strip(" .,;"))):
        if whole := _NUMBER.fullmatch(part):
            letters = whole[1].upper()
            found.append(number_form(part))
        elif bare := _BARE.fullmatch(part):
            found.append(f"{letters} {bare[1]}".strip())
        else:
            unread.append(part)
    return list(dict.fromkeys(found)), unread


@lru_cache(maxsize=4096)
def period_days(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a period as it is printed, or None where it is not surely read.

    A day by itself, and the one that words such as "as at" name, is a period of one day; "year to March 2010" has its year.
    """
    plain = _BESIDE.sub("", " ".join(text.split()))
    if found := _read(plain):
        return found
    if begun := _UP_TO.match(plain):
        found = _read(plain[begun.end() :])
        before = months_on(found[1], -_MONTHS[re.split("[ -]", begun[1].casefold())[0]]) if found else None
        return (before + timedelta(1), found[1]) if found and before else None
    if begun := _ON_A_DAY.match(plain):
        found = _read(plain[begun.end() :])
        return (found[1], found[1]) if found else None
    return None


def _read(text: str) -> tuple[date, date] | None:
    """Return the days of a period that stands by itself."""
    from jatui.domain.milestones import read

    reading = read(text)
    if reading.kind not in _PERIODS or reading.ambiguous or reading.unread or reading.end is None:
        return None
    return reading.start or reading.end, reading.end


def months_on(day: date, months: int) -> date | None:
    """Return the day so many months on (or back), the end of a month for the end of one; None off the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    length = monthrange(year, month + 1)[1]
    is_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if is_end else min(day.day, length))
