"""The editions of a plan and the slips that correct them, as they were published."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.store.reader import Reader
from jatui.store.values import read_day


class Slip(NamedTuple):
    """A correction that stands beside an edition; `sha256` is that of its file."""

    number: int
    day: date
    text: str
    sha256: str


class Edition(NamedTuple):
    """A plan as it was published for a meeting, with the id of its row.

    `sha256` is of the records of its snapshot, `pack` of its pack, `previous` of the pack of the edition before.
    """

    id: int
    plan: str
    number: int
    day: date
    committee: str
    meeting: date
    moment: str
    revision: int
    name: str
    sha256: str
    pack: str
    previous: str | None
    slips: tuple[Slip, ...]


def editions(read: Reader, plan: int | None) -> list[Edition]:
    """Return the editions of a plan (or all), each with its slips, in the order in which they were published."""
    slips: dict[int, list[Slip]] = {}
    for edition, number, day, text, sha256 in read.rows(
        "SELECT edition_id, number, day, text, sha256 FROM slip ORDER BY edition_id, number"
    ):
        slips.setdefault(edition, []).append(Slip(number, read_day(day), text, sha256))
    rows = read.rows(
        "SELECT e.id, p.slug, e.number, e.day, e.meeting_committee, e.meeting_day, e.moment, e.revision, e.name, "
        "e.sha256, e.pack, e.previous FROM edition e JOIN plan p ON p.id = e.plan_id "
        "WHERE (:plan IS NULL OR e.plan_id = :plan) ORDER BY p.position, p.slug, e.number",
        {"plan": plan},
    )
    return [
        Edition(
            row, slug, number, read_day(day), committee, read_day(meeting), moment, revision, name, sha256, pack,
            previous, tuple(slips.get(row, ())),
        )
        for (row, slug, number, day, committee, meeting, moment, revision, name, sha256, pack, previous) in rows
    ]  # fmt: skip
