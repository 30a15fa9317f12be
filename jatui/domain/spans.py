"""Stretches of days as a filter names them: a day, a month, a year, a financial year, a bound or a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from jatui.domain.words import NONE

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_FINANCIAL = re.compile(r"([0-9]{4})/([0-9]{4}|[0-9]{2})")
_BOUND = re.compile(r"(<=|>=|≤|≥|<|>)\s*(.+)")
_SIGNS = {"≤": "<=", "≥": ">="}
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from a first to a last, both within; open on the side that is None."""

    first: date | None = None
    last: date | None = None


def due_text(text: str) -> str:
    """Return a stretch of days in its one form (`2021-9..2021-12` is `2021-09..2021-12`), or `none`.

    Raises ValueError with what is wrong with it.
    """
    if text.casefold() == NONE:
        return NONE
    if found := _BOUND.fullmatch(text):
        shown = _SIGNS.get(found[1], found[1]) + _shown(found[2])
    elif ".." in text:
        first, _, last = text.partition("..")
        if not first.strip() or not last.strip():
            shown = f">={_shown(first)}" if first.strip() else f"<={_shown(last)}"
        else:
            shown = f"{_shown(first)}..{_shown(last)}"
    else:
        shown = _shown(text)
    span(shown)
    return shown


def span(text: str) -> Span | None:
    """Return the days that a stretch in its one form covers; None for `none`, which is no day at all.

    A bound on a month or a year lies on the side of it that was meant: `<2021-12` ends on 30 November,
    `<=2021-12` on 31 December. Raises ValueError where the days run backwards or off the calendar.
    """
    if text == NONE:
        return None
    try:
        if found := _BOUND.fullmatch(text):
            first, last = _days(found[2])
            return {
                "<": lambda: Span(last=first - _ONE),
                "<=": lambda: Span(last=last),
                ">": lambda: Span(first=last + _ONE),
                ">=": lambda: Span(first=first),
            }[found[1]]()
    except OverflowError:
        raise ValueError("it lies off the calendar") from None
    begin, _, end = text.partition("..")
    first, last = _days(begin)[0], _days(end or begin)[1]
    if last < first:
        raise ValueError("it runs backwards")
    return Span(first, last)


def _shown(text: str) -> str:
    """Return a day, month, year or financial year in its one form."""
    text = text.strip()
    if found := _FINANCIAL.fullmatch(text):
        year, end = int(found[1]), found[2]
        if end not in (f"{year + 1:04}", f"{(year + 1) % 100:02}"):
            raise ValueError(
                f"a financial year is two years that follow each other, as in {year}/{(year + 1) % 100:02}"
            )
        shown = f"{year:04}/{(year + 1) % 100:02}"
    elif found := _DAY.fullmatch(text):
        shown = "-".join(part if len(part) > 1 else f"0{part}" for part in found.groups() if part)
    else:
        raise ValueError("it is not read as a day, a month or a year")
    _days(shown)
    return shown


def _days(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month, year or financial year in its one form."""
    year = int(text[:4])
    try:
        if "/" in text:
            return date(year, 4, 1), date(year + 1, 3, 31)
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            return date(*parts), date(*parts)
        if len(parts) == 2:
            month = parts[1]
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - _ONE
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        raise ValueError(_no_day(text)) from None


def _no_day(text: str) -> str:
    """Return why a text in the form of a day is none."""
    year, _, second = text.partition("-")
    if second.isdigit() and int(second) == (int(year) + 1) % 100:
        return f"there is no month {second}; the financial year is {year}/{second}"
    return "it is not in the calendar"
