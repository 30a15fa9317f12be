"""Differences between two plans carried out on the tables: rows change in place, so that whoever holds their ids keeps them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.domain.watch import Wanted, unwatched, watched
from jatui.store.exchange import Loader, columns, named, record_of
from jatui.store.shapes import LISTS, SHAPES
from jatui.store.values import stored

Difference = tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]
"""A kind, a record of it as it was (None where it is new) and as it is to be (None where it goes), under one key."""

UNIQUE = {"delivery": "digest"}
"""Columns beside its key that no two rows of a kind share, and that two of them may therefore have to exchange."""

_PLACE = {kind: place for place, kind in enumerate(SHAPES)}


def reconcile(
    connection: sqlite3.Connection,
    differences: Iterable[Difference],
    plan: int | None = None,
    wanted: Wanted = unwatched,
) -> dict[str, int]:
    """Carry differences out, in whatever order they come, and return how many records were added, changed and gone.

    Where they are of one `plan`, what it shares with others stays with those that have it.
    Raises Refused where a record is not as it was said to be, or one that stays would refer to one that goes.
    """
    connection.execute("PRAGMA defer_foreign_keys = 1")
    ordered = sorted(differences, key=lambda each: _PLACE[each[0]])
    rows = [0 if before is None else _standing(connection, kind, before) for kind, before, _ in ordered]
    for (kind, before, after), row in zip(ordered, rows, strict=True):
        if kind in UNIQUE and before is not None:
            _step_aside(connection, kind, row, before, after)
    loader = Loader(connection)
    counts = {"added": 0, "changed": 0, "gone": 0}
    gone: dict[str, list[int]] = {}
    for (kind, before, after), row in watched(zip(ordered, rows, strict=True), len(rows), wanted):
        if after is None:
            gone.setdefault(kind, []).append(row)
        elif before is None:
            loader.add(kind, after)
        else:
            _change(connection, loader, kind, row, after)
            counts["changed"] += 1
    loader.flush()
    for kind in reversed(list(SHAPES)):
        if kind in gone:
            counts["gone"] += _remove(connection, kind, gone[kind], plan)
    return counts | {"added": sum(loader.counts.values())}


def _standing(connection: sqlite3.Connection, kind: str, before: Mapping[str, Any]) -> int:
    """Return the id of a record; raises Refused where it is not as it was said to be."""
    fields = SHAPES[kind].fields
    where = " AND ".join(f"{fields.get(name, f't.{name}')} IS ?" for name in KEYS[kind])
    found = record_of(connection, kind, f"WHERE {where}", [stored(before.get(name)) for name in KEYS[kind]])
    if found is None or _whole(kind, found[1]) != _whole(kind, before):
        fault = "is not there" if found is None else "is not as it was when the two were compared"
        raise Refused(f"{named(kind, before)} {fault}. Nothing was changed; compare again.")
    return found[0]


def _whole(kind: str, values: Mapping[str, Any]) -> list[Any]:
    """Return every field of a record in order, those unsaid at what they are then."""
    return [values.get(name, default) for name, default in _unsaid(kind)]


@cache
def _unsaid(kind: str) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a kind, each with what it is where it is not said."""
    return tuple(
        (each.name, None if each.default is msgspec.NODEFAULT else each.default)
        for each in msgspec.structs.fields(KINDS[kind])
    )


def _step_aside(
    connection: sqlite3.Connection,
    kind: str,
    row: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
) -> None:
    """Let a row give up what another may take over from it."""
    column = UNIQUE[kind]
    if after is None or after[column] != before[column]:
        aside = f"{before[column]} of row {row}"
        connection.execute(f'UPDATE "{kind}" SET "{column}" = ? WHERE id = ?', (aside, row))


def _change(
    connection: sqlite3.Connection, loader: Loader, kind: str, row: int, after: Mapping[str, Any]
) -> None:
    """Give a row the values of a record, and an action its committees and leads; what is the same is not touched."""
    cells = zip(columns(kind), loader.row(kind, after, row), loader.present(kind, row) or (), strict=True)
    differing = {name: new for name, new, old in cells if new != old}
    if differing:
        assignments = ", ".join(f'"{name}" = ?' for name in differing)
        connection.execute(f'UPDATE "{kind}" SET {assignments} WHERE id = ?', (*differing.values(), row))
    for field, (table, column, _) in LISTS.items() if kind == "action" else ():
        _relink(connection, loader, table, column, row, loader.listed(field, after))


def _relink(
    connection: sqlite3.Connection, loader: Loader, table: str, column: str, action: int, others: list[int]
) -> None:
    """Let an action be tied to these, in their order, keeping the rows of those that it is tied to already."""
    rows = connection.execute(
        f"SELECT {column}, id, position FROM {table} WHERE action_id = ?", (action,)
    ).fetchall()
    standing = {other: (link, position) for other, link, position in rows}
    for place, other in enumerate(others):
        link, position = standing.pop(other, (None, None))
        if link is None:
            loader.link(table, action, other, place)
        elif position != place:
            connection.execute(f"UPDATE {table} SET position = ? WHERE id = ?", (place, link))
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", ((link,) for link, _ in standing.values()))


def _remove(connection: sqlite3.Connection, kind: str, rows: Sequence[int], plan: int | None) -> int:
    """Remove rows of a kind that nothing refers to any more, and return how many."""
    if plan is not None and SHAPES[kind].shared:
        theirs = _of_others(connection, kind, plan)
        rows = [row for row in rows if row not in theirs]
    if kind == "action":
        for table, _, _ in LISTS.values():
            connection.executemany(f"DELETE FROM {table} WHERE action_id = ?", ((row,) for row in rows))
    _refuse_referred(connection, kind, rows)
    connection.executemany(f'DELETE FROM "{kind}" WHERE id = ?', ((row,) for row in rows))
    return len(rows)


def _of_others(connection: sqlite3.Connection, kind: str, plan: int) -> set[int]:
    """Return the rows of a shared kind that other plans have, and that this one no longer has."""
    shape = SHAPES[kind]
    sql = f'SELECT t.id FROM "{kind}" t {shape.joins} WHERE {shape.scope}'
    plans = [each for (each,) in connection.execute("SELECT id FROM plan").fetchall()]
    had = {each: {row for (row,) in connection.execute(sql, {"plan": each}).fetchall()} for each in plans}
    own = had.pop(plan)
    return set().union(*had.values()) - own


def _refuse_referred(connection: sqlite3.Connection, kind: str, rows: Sequence[int]) -> None:
    """Raise Refused where a record that stays refers to one of those that are to go."""
    ids = json.dumps(list(rows))
    for other, table, column, own in _references(kind):
        found = connection.execute(
            f'SELECT {column}, {own} FROM "{table}" WHERE {column} IN (SELECT value FROM json_each(?)) LIMIT 1',
            (ids,),
        ).fetchone()
        if found:
            told = [
                named(each, (record_of(connection, each, "WHERE t.id = ?", (row,)) or (row, {}))[1])
                for each, row in ((kind, found[0]), (other, found[1]))
            ]
            raise Refused(
                f"{told[0]} cannot go: it is referred to by {told[1][0].lower()}{told[1][1:]}. Nothing was changed."
            )


def _references(kind: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield who refers to a kind: the kind that does, its table, the column, and the column with its id."""
    for other, shape in SHAPES.items():
        for parent in shape.parents:
            if shape.kinds.get(parent, parent) == kind:
                yield other, other, f"{parent}_id", "id"
    for table, column, target in LISTS.values():
        if target == kind:
            yield "action", table, column, "action_id"
