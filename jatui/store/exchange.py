"""Records out of the tables and into them: the whole of a plan as flat rows without internal ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args

import msgspec

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.store.shapes import LISTS, SHAPES
from jatui.store.values import read_day, read_json, stored

BATCH = 2000
"""How many rows are written at once."""

Values = dict[str, Any]
Fields = tuple[list[str], list[tuple[str, Callable[[Any], Any]]]]
"""The names of the cells of a row, and of those that are converted what converts them."""


def _conversion(kind: object) -> Callable[[Any], Any] | None:
    """Return what turns a stored value into a field of this type, or None where it is that already."""
    types = {kind, *get_args(kind)}
    if date in types:
        return read_day
    if bool in types:
        return bool
    if any(getattr(each, "__origin__", None) is list for each in types):
        return read_json
    return None


@cache
def select(kind: str, where: str) -> tuple[str, Fields]:
    """Return the SQL that reads the id and every field of a kind in order, and what makes fields of its rows."""
    shape = SHAPES[kind]
    fields = msgspec.structs.fields(KINDS[kind])
    expressions = ", ".join(shape.fields.get(field.name, f't."{field.name}"') for field in fields)
    sql = f'SELECT t.id, {expressions} FROM "{kind}" t {shape.joins} {where} ORDER BY {shape.order}'
    conversions = [(field.name, convert) for field in fields if (convert := _conversion(field.type))]
    return sql, (["id", *(field.name for field in fields)], conversions)


def records(connection: sqlite3.Connection, plan: int | None = None) -> Iterator[tuple[str, Values]]:
    """Yield every record of a plan (or of all) as its kind and its fields without the absent ones, in order.

    One read transaction spans them all, so that they are of one moment.
    """
    outer = not connection.in_transaction
    if outer:
        connection.execute("BEGIN")
    try:
        for kind, shape in SHAPES.items():
            sql, fields = select(kind, "" if plan is None else f"WHERE {shape.scope}")
            for row in connection.execute(sql, {"plan": plan} if plan is not None else {}):
                yield kind, _read(fields, row)
    finally:
        if outer and connection.in_transaction:
            connection.execute("COMMIT")


def record_of(
    connection: sqlite3.Connection, kind: str, where: str, given: Sequence[Any]
) -> tuple[int, Values] | None:
    """Return the id and the fields of the one record that a condition lets through, or None."""
    sql, fields = select(kind, where)
    row = connection.execute(sql, given).fetchone()
    return (row[0], _read(fields, row)) if row else None


def _read(fields: Fields, row: Sequence[Any]) -> Values:
    """Return the fields of a record from its row, the id first, without the absent ones."""
    names, conversions = fields
    found = {name: value for name, value in zip(names, row, strict=True) if value is not None}
    del found["id"]
    for name, convert in conversions:
        if name in found:
            found[name] = convert(found[name])
    return found


ALONE = frozenset(
    kind
    for kind, shape in SHAPES.items()
    if not shape.shared
    and not any(
        kind in {each.kinds.get(parent, parent) for parent in each.parents} for each in SHAPES.values()
    )
)
"""The kinds to which no other refers: the database alone holds their keys apart, since there are many of them."""


class Loader:
    """Writes records into the tables, tying them to each other by the names they use.

    What several plans share (papers, committees, leads ...) may be there already if it is the same; anything
    else that is there already, or refers to what is not there, is refused.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[str, dict[tuple[Any, ...], int]] = {}
        self._next: dict[str, int] = {}
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}
        self._named: dict[str, list[Mapping[str, Any]]] = {}
        self.counts: dict[str, int] = {}

    def load(self, items: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Write records that come with each kind after the kinds that it refers to."""
        for kind, values in items:
            self.add(kind, values)
        self.flush()

    def add(self, kind: str, values: Mapping[str, Any]) -> None:
        """Queue a record that is new, which `flush` writes at the latest; raises Refused where it does not fit."""
        if kind in ALONE:
            row = self._new_id(kind)
            self._named.setdefault(kind, []).append(values)
        else:
            known = self._known(kind)
            key = tuple(values.get(name) for name in KEYS[kind])
            if key in known:
                if SHAPES[kind].shared and self.present(kind, known[key]) == self.row(
                    kind, values, known[key]
                ):
                    return
                raise _there_already(kind, values)
            row = known[key] = self._new_id(kind)
        self._queue(kind, self.row(kind, values, row))
        for field, (table, _, _) in LISTS.items() if kind == "action" else ():
            for position, other in enumerate(self.listed(field, values)):
                self.link(table, row, other, position)
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def listed(self, field: str, values: Mapping[str, Any]) -> list[int]:
        """Return the ids of those that a list of an action names, in their order."""
        return [self._parent(LISTS[field][2], (name,), "action", values) for name in values[field]]

    def link(self, table: str, action: int, other: int, position: int) -> None:
        """Queue a new row of a linking table."""
        self._queue(table, (self._new_id(table), action, other, position))

    def row(self, kind: str, values: Mapping[str, Any], row: int) -> tuple[Any, ...]:
        """Return a record as the values of its table's columns."""
        cells: list[Any] = [row]
        given = values.get
        for target, by in _parents(kind):
            if given(by[-1]) is None or given(by[0]) is None:
                cells.append(None)
            else:
                cells.append(self._parent(target, tuple(map(given, by)), kind, values))
        cells += [
            value if (value := given(name, default)) is None or type(value) is str else stored(value)
            for name, default in _own_fields(kind)
        ]
        return tuple(cells)

    def _parent(self, kind: str, key: tuple[Any, ...], child: str, values: Mapping[str, Any]) -> int:
        found = self._known(kind).get(key)
        if found is None:
            raise Refused(
                f"{named(child, values)} refers to the {kind} {' '.join(map(str, key))!r}, which is not there. "
                "Nothing was changed."
            )
        return found

    def _known(self, kind: str) -> dict[tuple[Any, ...], int]:
        """Return the ids of a kind's rows under their keys."""
        if kind not in self._ids:
            shape = SHAPES[kind]
            types = {field.name: field.type for field in msgspec.structs.fields(KINDS[kind])}
            convert = [_conversion(types[name]) for name in KEYS[kind]]
            key = ", ".join(shape.fields.get(name, f"t.{name}") for name in KEYS[kind])
            rows = self._connection.execute(f'SELECT t.id, {key} FROM "{kind}" t {shape.joins}').fetchall()
            self._ids[kind] = {
                tuple(c(v) if c and v is not None else v for c, v in zip(convert, names, strict=True)): row
                for row, *names in rows
            }
        return self._ids[kind]

    def _new_id(self, table: str) -> int:
        """Return the next id of a table, never one that was used before."""
        if table not in self._next:
            sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
            last = self._connection.execute(sql, (table,)).fetchone()
            self._next[table] = last[0] + 1 if last else 1
        row = self._next[table]
        self._next[table] = row + 1
        return row

    def present(self, kind: str, row: int) -> tuple[Any, ...] | None:
        """Return a row as it stands, in the order of its columns."""
        self.flush()
        names = ", ".join(f'"{name}"' for name in columns(kind))
        found: tuple[Any, ...] | None = self._connection.execute(
            f'SELECT {names} FROM "{kind}" WHERE id = ?', (row,)
        ).fetchone()
        return found

    def _queue(self, table: str, cells: tuple[Any, ...]) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting.append(cells)
        if len(waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is queued, parents before children."""
        for table, rows in self._waiting.items():
            if rows:
                names = ", ".join(f'"{name}"' for name in columns(table))
                marks = ", ".join("?" * len(rows[0]))
                try:
                    self._connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
                except sqlite3.IntegrityError:
                    self._refuse(table, rows)
                    raise
                rows.clear()
                self._named.pop(table, None)

    def _refuse(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Raise Refused with the record that is there already, where it was of a kind of which no keys are held."""
        key = [column for column in columns(table) if column.removesuffix("_id") in KEYS.get(table, ())]
        same = " AND ".join(f'"{column}" IS ?' for column in key)
        places = [columns(table).index(column) for column in key]
        for row, values in zip(rows, self._named.get(table, ()), strict=False):
            given = [*(row[place] for place in places), row[0]]
            if self._connection.execute(
                f'SELECT 1 FROM "{table}" WHERE {same} AND id <> ?', given
            ).fetchone():
                raise _there_already(table, values)


def _there_already(kind: str, values: Mapping[str, Any]) -> Refused:
    return Refused(f"{named(kind, values)} is in the database already. Nothing was changed.")


@cache
def _parents(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the kinds that a kind refers to, each with the fields that name it."""
    shape = SHAPES[kind]
    return tuple((shape.kinds.get(parent, parent), by) for parent, by in shape.parents.items())


@cache
def _own_fields(kind: str) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a kind that are columns of its own table, each with the value that it has unsaid."""
    return tuple(
        (field.name, None if field.default is msgspec.NODEFAULT else field.default)
        for field in msgspec.structs.fields(KINDS[kind])
        if field.name not in SHAPES[kind].fields
    )


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the columns that are written for a row of a table, in the order of its cells."""
    for link, column, _ in LISTS.values():
        if table == link:
            return ("id", "action_id", column, "position")
    own = (name for name, _ in _own_fields(table))
    return ("id", *(f"{parent}_id" for parent in SHAPES[table].parents), *own)


def named(kind: str, values: Mapping[str, Any]) -> str:
    """Return how a record is named in a sentence: its kind and what tells it apart."""
    key = " ".join(str(values[name]) for name in KEYS[kind] if values.get(name) is not None)
    return f"The {kind} {key!r}"
