"""The meetings that are kept: planned and cancelled, and the committees that may hold them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.store.reader import Reader
from jatui.store.scope import Meeting
from jatui.store.values import day_or_none, read_day


class KeptMeeting(NamedTuple):
    """A meeting as it is kept, with the id of its row."""

    id: int
    committee: str
    day: date
    deadline: date | None
    state: str


class Body(NamedTuple):
    """A committee or board that may meet."""

    id: int
    code: str
    name: str | None
    kind: str


def meetings(
    read: Reader, *, committee: int | None = None, first: date = date.min, last: date = date.max
) -> list[KeptMeeting]:
    """Return the meetings (of a committee) from one day to another, cancelled ones too, in the order of their days."""
    rows = read.rows(
        "SELECT m.id, c.code, m.day, m.deadline, m.state FROM meeting m JOIN committee c ON c.id = m.committee_id "
        "WHERE (:committee IS NULL OR c.id = :committee) AND m.day BETWEEN :first AND :last ORDER BY m.day, c.code",
        {"committee": committee, "first": first.isoformat(), "last": last.isoformat()},
    )
    return [
        KeptMeeting(row, code, read_day(day), day_or_none(deadline), state)
        for row, code, day, deadline, state in rows
    ]


def planned(read: Reader) -> list[Meeting]:
    """Return the meetings that are planned, in the order of their days."""
    return [
        Meeting(each.committee, each.day, each.deadline) for each in meetings(read) if each.state == "planned"
    ]


def bodies(read: Reader) -> list[Body]:
    """Return every committee and board, by code."""
    return [Body(*row) for row in read.rows("SELECT id, code, name, kind FROM committee ORDER BY code")]
