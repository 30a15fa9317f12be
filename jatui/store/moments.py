"""The revisions as moments: which one stood last at the end of a day or at an hour, and those made last.

A revision has two times: the clock's moment in UTC, and the day that whoever made it took it to be, which `--today`
may have said. A day goes by the second, as the days of updates and everything overdue do; but a revision that claims
a day ahead of the clock's counts from the clock's, so that one such slip hides nothing that was done after it. How a
plan stood is always the whole history up to some revision: a day ends before the first revision of a later day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from jatui.store.reader import Reader
from jatui.store.values import read_day


class Revision(NamedTuple):
    """A revision as a moment: its number, its moment in UTC, its day, and what was done."""

    number: int
    at: datetime
    day: date
    sentence: str


_REVISION = "SELECT id, at, day, sentence FROM revision"


def revision(read: Reader, number: int) -> Revision | None:
    """Return a revision, or None where there is none of that number."""
    rows = read.rows(f"{_REVISION} WHERE id = ?", (number,))
    return _of(rows[0]) if rows else None


def last_revisions(read: Reader, number: int) -> list[Revision]:
    """Return so many revisions, the newest first."""
    return [_of(row) for row in read.rows(f"{_REVISION} ORDER BY id DESC LIMIT ?", (number,))]


def stood_on(read: Reader, day: date, end: datetime) -> int:
    """Return the last revision at the end of a day, whose end by the clock is given; 0 before the first."""
    return _before(read, "day > ? AND at >= ?", (day.isoformat(), _text(end)))


def stood_at(read: Reader, moment: datetime) -> int:
    """Return the last revision at a moment by the clock; 0 before the first."""
    return _before(read, "at > ?", (_text(moment),))


def _before(read: Reader, later: str, values: tuple[str, ...]) -> int:
    found = read.value(f"SELECT id FROM revision WHERE {later} ORDER BY id LIMIT 1", values)
    return int(found) - 1 if found is not None else read.last_revision()


def _text(moment: datetime) -> str:
    """Return a moment as the journal keeps it, so that texts compare as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _of(row: tuple[int, str, str, str]) -> Revision:
    number, at, day, sentence = row
    return Revision(number, datetime.fromisoformat(at), read_day(day), sentence)
