"""The journal folded: each row that was touched after a revision, as its first change found it and its last one left it.

What was done and undone again thereby cancels out, and the work is that of what changed, however large the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from jatui.domain.errors import Unusable
from jatui.store.reader import CHUNK, Reader

Texts = tuple[str, int, str | None, str | None]
"""A row's table and id, and the row before and after as the journal keeps it: None where it was not there."""


class ActionRow(msgspec.Struct, frozen=True, gc=False):
    """An action as far as changes of it are told."""

    plan_id: int
    theme_id: int
    handle: str
    position: int
    text: str
    milestone: str
    due: date | None
    status: str
    closed_as: str | None
    rating: str | None
    updated: date | None


class UpdateRow(msgspec.Struct, frozen=True, gc=False):
    """An update as far as it changes an action."""

    action_id: int | None
    number: int
    day: date | None
    kind: str
    state: str
    text: str
    said_by: str | None
    asks: str | None


class LeadRow(msgspec.Struct, frozen=True, gc=False):
    """That somebody leads an action."""

    action_id: int
    position: int
    lead_id: int


class CommitteeRow(msgspec.Struct, frozen=True, gc=False):
    """That a committee oversees an action."""

    action_id: int
    position: int
    committee_id: int


class MetRow(msgspec.Struct, frozen=True, gc=False):
    """That a stage was met."""

    action_id: int
    due: date


class RatingRow(msgspec.Struct, frozen=True, gc=False):
    """That a committee rated an action."""

    action_id: int
    number: int
    committee_id: int
    rating: str


TOLD: dict[str, type[msgspec.Struct]] = {
    "action": ActionRow,
    "update": UpdateRow,
    "action_lead": LeadRow,
    "action_committee": CommitteeRow,
    "stage_met": MetRow,
    "committee_rating": RatingRow,
}
"""The tables whose rows make up how an action stands, and what is read of them."""

R = TypeVar("R", bound=msgspec.Struct)


class Folded(NamedTuple):
    """A row that was touched: its id, and how it was first and last."""

    id: int
    before: Any
    after: Any


def first_change(read: Reader, since: int) -> int | None:
    """Return the id of the first change after a revision, or None where there is none."""
    found = read.value(
        "SELECT id FROM change WHERE revision_id > ? ORDER BY revision_id, id LIMIT 1", (since,)
    )
    return None if found is None else int(found)


def fold(read: Reader, since: int) -> dict[str, list[Folded]]:
    """Return every row of the tables in TOLD that differs now from what it was at a revision."""
    first = first_change(read, since)
    if first is None:
        return {}
    names = ", ".join(f"'{name}'" for name in TOLD)
    touched = read.rows(
        "SELECT entity, row_id, min(id), max(id) FROM change "
        f"WHERE id >= ? AND +entity IN ({names}) GROUP BY entity, row_id",
        (first,),
    )
    return _decoded(_texts(read, touched))


def fold_rows(read: Reader, since: int, rows: Iterable[tuple[str, int]]) -> dict[str, list[Folded]]:
    """Return those of some rows that differ now from what they were at a revision."""
    first = first_change(read, since)
    wanted = [row for row in rows if row[0] in TOLD]
    if first is None:
        return {}
    touched: list[tuple[Any, ...]] = []
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        marks = ", ".join("(?, ?)" for _ in part)
        touched += read.rows(
            f"WITH wanted (entity, row_id) AS (VALUES {marks}) SELECT c.entity, c.row_id, min(c.id), max(c.id) "
            "FROM wanted w CROSS JOIN change c ON c.entity = w.entity AND c.row_id = w.row_id WHERE c.id >= ? "
            "GROUP BY c.entity, c.row_id",
            [*(each for row in part for each in row), first],
        )
    return _decoded(_texts(read, touched))


def _texts(read: Reader, touched: Sequence[tuple[Any, ...]]) -> Iterator[Texts]:
    """Yield the texts of rows that were touched, some at a time so that they need not all be held at once."""
    for start in range(0, len(touched), CHUNK):
        part = touched[start : start + CHUNK]
        ends = list({change for row in part for change in row[2:]})
        marks = ", ".join("?" * len(ends))
        texts = {
            change: (before, after)
            for change, before, after in read.rows(
                f"SELECT id, before, after FROM change WHERE id IN ({marks})", ends
            )
        }
        for entity, row, first, last in part:
            yield entity, row, texts[first][0], texts[last][1]


def _decoded(texts: Iterable[Texts]) -> dict[str, list[Folded]]:
    decoders = {name: msgspec.json.Decoder(kind) for name, kind in TOLD.items()}
    found: dict[str, list[Folded]] = {}
    for entity, row, before, after in texts:
        if before == after:
            continue
        decode = decoders[entity].decode
        try:
            folded = Folded(row, decode(before) if before else None, decode(after) if after else None)
        except msgspec.DecodeError:
            raise Unusable(
                f"The database is damaged: the journal of {entity} {row} cannot be read. `jatui check` tells more."
            ) from None
        found.setdefault(entity, []).append(folded)
    return found
