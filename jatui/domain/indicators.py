"""Numbers of indicators in one form, and the periods that their values are of.

Papers print NI 1, NI 01 and NI1 for one indicator, and lists such as "NI185, 186, 187, 188 and 194".
"""

from __future__ import annotations

import re
from datetime import date
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
_AS_AT: Final = re.compile(
    r"(?:as (?:at|of)|at|to|year to|year ending|quarter to|quarter ending|end of|financial year|fy)\s+",
    re.IGNORECASE,
)
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

    A day by itself, and the day that words such as "as at" name, is a period of one day.
    """
    from jatui.domain.milestones import read

    plain = " ".join(text.split())
    begun = _AS_AT.match(plain)
    reading = read(plain)
    if not _surely(reading.kind, reading.ambiguous, reading.unread) and begun:
        reading = read(plain[begun.end() :])
    if not _surely(reading.kind, reading.ambiguous, reading.unread) or reading.end is None:
        return None
    if begun and reading.kind != "day" and begun[0].casefold().split()[0] not in ("financial", "fy"):
        return reading.end, reading.end
    return reading.start or reading.end, reading.end


def _surely(kind: str, ambiguous: bool, unread: tuple[str, ...]) -> bool:
    return kind in _PERIODS and not ambiguous and not unread
