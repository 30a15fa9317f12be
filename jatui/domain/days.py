"""Days as people type them, and the day that it is in the United Kingdom."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from jatui.domain.errors import Misused

_ISO = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII)
_WEEKDAY = re.compile(
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\.?(?:\s*,)?\s+(?=\S)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b", re.ASCII)
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}


def uk_today(moment: datetime | None = None) -> date:
    """Return the day that it is in the United Kingdom, wherever the machine is: due days turn at UK midnight.

    UK clocks are never behind UTC nor more than an hour ahead, so the table of zones, slow to load, is asked
    in the last hour of a UTC day alone.
    """
    now = (moment or datetime.now(UTC)).astimezone(UTC)
    if (now + timedelta(hours=1)).date() == now.date():
        return now.date()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return now.astimezone(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        return now.date()


def parse_day(text: str, today: date | None = None) -> date:
    """Return the day that a text names: `2021-09-21`, `21 September 2021`, `21/9/21`, `today`.

    Raises Misused with what to write instead.
    """
    given = text.strip()
    if today is not None and given.casefold() in _NEAR:
        return today + timedelta(days=_NEAR[given.casefold()])
    if _ISO.match(given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise Misused(f"{given} is no day of the calendar. Write a day such as 2021-09-21.") from None
    from jatui.domain.milestones import read

    reading = read(given)
    if reading.kind == "day" and reading.readable and not reading.ambiguous and reading.due is not None:
        return reading.due
    raise Misused(f"{text!r} is not read as a day. Write a day such as 2021-09-21 or 21 September 2021.")


def whole_day(text: str) -> date:
    """Return the day that a text names with nothing beside it; raises Misused with why it does not.

    A weekday may stand before the day if it is the right one; the year must be written, from 1900 to 2200.
    """
    from jatui.domain.milestones import read

    given = text.strip().rstrip(".").rstrip()
    weekday = _WEEKDAY.match(given)
    plain = given[weekday.end() :] if weekday else given
    reading = read(plain)
    if reading.kind == "day" and reading.due is None and reading.readable:
        raise Misused("names a day without a year")
    if reading.warnings:
        raise Misused(f"names no day: {reading.warnings[0].rstrip('.')}")
    if reading.kind != "day" or reading.ambiguous or len(reading.stages) > 1:
        raise Misused("names no day of the calendar")
    if reading.due is None or [stage.text for stage in reading.stages] != [plain]:
        raise Misused("names more than a day")
    if weekday and f"{reading.due:%A}".casefold()[:3] != weekday[1].casefold()[:3]:
        raise Misused(f"names no day: {show_day(reading.due)} is a {reading.due:%A}, not a {weekday[1]}")
    return reading.due


def show_day(day: date) -> str:
    """Return a day as committee papers print it: 21 September 2021."""
    return f"{day.day} {day:%B %Y}"


def told_day(text: str | None) -> str:
    """Return a day that is kept as ISO text where room is scarce, or that there is none."""
    return short_day(date.fromisoformat(text)) if text else "no day"


def short_day(day: date) -> str:
    """Return a day where room is scarce: 21 Sep 2021."""
    return f"{day.day} {day:%b %Y}"


def days_in_full(words: str) -> str:
    """Return words of jatui's own, never a person's, with each day in them as committee papers print it."""
    return _SHORT.sub(lambda found: show_day(datetime.strptime(found[0], "%d %b %Y").date()), words)
