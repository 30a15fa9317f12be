"""Moments in the life of a plan: days and hours as the United Kingdom has them, and the words by which they are named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from jatui.domain.days import short_day, uk_today

_REVISION = re.compile(r"(?:revision\s+|r)?(\d{1,15})", re.ASCII | re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}:\d\d", re.ASCII)
LAST_MEETING = "last-meeting"
"""The word for the meeting before today of the committee that the plan goes to."""


class Moment(NamedTuple):
    """A moment of the past: the revision that stood last, of how many, and the day that it was.

    `said` is how people call the moment, and `file` the snapshot or backup that holds it ("the snapshot plan.toml"), where it
    is not of this history.
    """

    revision: int
    last: int
    day: date
    said: str
    file: str = ""

    @property
    def told(self) -> str:
        """What one looks at there."""
        return self.file or f"the plan as at {self.said}"

    @property
    def sentence(self) -> str:
        """Where one is, in words."""
        if self.file:
            return f"As at {self.said}, as {self.file} holds it."
        return f"As at {self.said}: revision {self.revision:,} of {self.last:,}."

    @property
    def refusal(self) -> str:
        """Why nothing is written there."""
        if self.file:
            return f"This is {self.file}; nothing can be changed there."
        return (
            f"This is the plan as at {self.said} (revision {self.revision:,} of {self.last:,}); "
            "nothing can be changed there."
        )


def revision_named(text: str) -> int | None:
    """Return the revision that a text names: `12`, `r12`, `revision 12`; None where it names none."""
    match = _REVISION.fullmatch(text.strip())
    return int(match[1]) if match else None


def hour_named(text: str) -> datetime | None:
    """Return the moment of a day and an hour, in UTC: `2021-09-21 14:30`, by UK clocks unless it names its own offset.

    None where the text is no such moment.
    """
    if not _HOUR.search(text):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=_uk())).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in the United Kingdom, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), _uk()).astimezone(UTC)


def uk_day(moment: datetime) -> date:
    """Return the day that it was in the United Kingdom at a moment."""
    return uk_today(moment)


def tell_hour(moment: datetime) -> str:
    """Return a moment by UK clocks, as in 21 Sep 2021 14:30."""
    here = moment.astimezone(_uk())
    return f"{short_day(here.date())} {here:%H:%M}"


def _uk() -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return UTC
