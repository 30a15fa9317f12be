"""The journal read aloud: who did what, when and why, and the rows it touched, as they were and as they became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jatui.store.reader import CHUNK, Reader
from jatui.store.values import read_json

if TYPE_CHECKING:
    from jatui.domain.history import Touched

MOST_ROWS = 200
"""Rows of one revision that are told field by field; of more it is said how many there are."""

_NAMED = ("revision", "at", "day", "actor", "command", "arguments", "sentence", "reason", "undoes")
_SELECT = "SELECT id, at, day, actor, command, arguments, sentence, reason, undoes FROM revision"

CALLED: Mapping[str, str] = {
    "action": "handle",
    "committee": "code",
    "lead": "name",
    "theme": "code || ' ' || name",
    "paper": "title",
    "plan": "name",
    "scheme": "name",
    "meeting": "(SELECT code FROM committee c WHERE c.id = committee_id) || ' ' || day",
    "delivery": "name",
    "indicator": "number",
    "indicator_set": "name || ' ' || version",
}
"""How the rows that others refer to are called."""


@dataclass(frozen=True, slots=True)
class Details:
    """The rows that a revision touched, as many as are told, and how many there are besides."""

    rows: tuple[Touched, ...]
    more: int = 0

    def as_json(self) -> list[dict[str, Any]]:
        """Return the rows as `jatui history --changes --json` prints them."""
        return [row.as_json() for row in self.rows]


def history(
    read: Reader, action: int | None = None, limit: int = -1, before: int | None = None
) -> list[dict[str, Any]]:
    """Return the revisions, the newest first: all of them, or those that touched an action or what was said of it.

    With `before` only those of a lower number, which is how the next page is asked for.
    """
    if action is not None:
        numbers = [each for each in revisions_of(read, action) if before is None or each < before]
        return revisions(read, numbers[:limit] if limit >= 0 else numbers)
    where = "" if before is None else "WHERE id < :before"
    values = {"before": before, "limit": limit}
    rows = read.rows(f"{_SELECT} {where} ORDER BY id DESC LIMIT :limit", values)
    return [_revision(row) for row in rows]


def revisions(read: Reader, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return the revisions of some numbers, in their order; those that are not there are left out."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        for row in read.rows(f"{_SELECT} WHERE id IN ({', '.join('?' * len(part))})", part):
            found[row[0]] = _revision(row)
    return [found[number] for number in numbers if number in found]


def _revision(row: tuple[Any, ...]) -> dict[str, Any]:
    return {**dict(zip(_NAMED, row, strict=True)), "arguments": read_json(row[5])}


def revisions_of(read: Reader, action: int) -> list[int]:
    """Return the numbers of the revisions that touched an action or a part of one, the newest first."""
    return sorted({number for number, *_ in _changes_of(read, rows_of(read, action))}, reverse=True)


def _changes_of(
    read: Reader, rows: Sequence[tuple[str, int]], revision: int | None = None
) -> list[tuple[int, int, str, int]]:
    """Return the changes of some rows (in one revision), found by their index, as revision, id, table and row."""
    found: list[Any] = []
    within = "" if revision is None else "WHERE c.revision_id = ?"
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        marks = ", ".join("(?, ?)" for _ in part)
        values = [*(each for row in part for each in row), *([] if revision is None else [revision])]
        found += read.rows(
            f"WITH wanted (entity, row_id) AS (VALUES {marks}) SELECT c.revision_id, c.id, c.entity, c.row_id "
            f"FROM wanted w CROSS JOIN change c ON c.entity = w.entity AND c.row_id = w.row_id {within}",
            values,
        )
    return sorted(found)


def details(read: Reader, revision: int, actions: Sequence[int] = ()) -> Details:
    """Return what a revision did to each row that it touched, or to those of some actions: each row as first and last.

    Of a row that it touched several times only what came of it is told.
    """
    from jatui.domain.history import Touched, fields_changed, row_name

    if actions:
        rows = list(dict.fromkeys(row for action in actions for row in rows_of(read, action)))
        touched = [each[1:] for each in _changes_of(read, rows, revision)]
        total = len(touched)
    else:
        touched = read.rows(
            "SELECT id, entity, row_id FROM change WHERE revision_id = ? ORDER BY id LIMIT ?",
            (revision, MOST_ROWS * 2),
        )
        last_id = read.value(
            "SELECT id FROM change WHERE revision_id = ? ORDER BY id DESC LIMIT 1", (revision,)
        )
        total = last_id - touched[0][0] + 1 if touched else 0
    ends: dict[tuple[str, int], tuple[int, int]] = {}
    for change, entity, row in touched:
        first, _ = ends.get((entity, row), (change, change))
        ends[entity, row] = (first, change)
    names = _Called(read)
    told = []
    for (entity, row), (first, last) in list(ends.items())[:MOST_ROWS]:
        texts = [
            read.value(f"SELECT {side} FROM change WHERE id = ?", (change,))
            for side, change in (("before", first), ("after", last))
        ]
        before, after = (read_json(text) if text else None for text in texts)
        if before == after:
            continue
        there = after or before or {}
        did = "added" if before is None else "removed" if after is None else "changed"
        fields = fields_changed(entity, before, after, names)
        name = row_name(entity, there, names)
        told.append(
            Touched(entity, row, name, did, fields, row if entity == "action" else there.get("action_id"))
        )
    told.sort(key=lambda each: each.entity != "action")
    more = max(0, len(ends) - MOST_ROWS) + (total - len(touched))
    return Details(tuple(told), more)


class _Called:
    """What the rows are called that others refer to, asked for once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[tuple[str, int], str] = {}

    def __call__(self, column: str, row: int) -> str:
        table = column.removesuffix("_id")
        if (table, row) not in self._known:
            self._known[table, row] = self._ask(table, row)
        return self._known[table, row]

    def _ask(self, table: str, row: int) -> str:
        if table in CALLED:
            name = self._read.value(f'SELECT {CALLED[table]} FROM "{table}" WHERE id = ?', (row,))
            if name is not None:
                return str(name)
        text = self._read.value(
            "SELECT before FROM change WHERE entity = ? AND row_id = ? AND after IS NULL ORDER BY id DESC LIMIT 1",
            (table, row),
        )
        gone = read_json(text) if text else {}
        return next(
            (str(gone[key]) for key in ("handle", "code", "number", "name", "title", "day") if gone.get(key)),
            f"{table} {row}",
        )


def rows_of(read: Reader, action: int) -> list[tuple[str, int]]:
    """Return each row, by table and id, that is or ever was an action or a part of one, those that are gone too."""
    found = [("action", action)]
    for (table,) in read.rows(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) i WHERE m.type = 'table' "
        "AND i.name = 'action_id' ORDER BY m.name"
    ):
        found += [
            (table, row) for (row,) in read.rows(f'SELECT id FROM "{table}" WHERE action_id = ?', (action,))
        ]
    gone = read.rows(
        "SELECT DISTINCT entity, row_id FROM change WHERE json_extract(before, '$.action_id') = ? "
        "AND before IS NOT NULL AND json_extract(before, '$.action_id') IS NOT json_extract(after, '$.action_id')",
        (action,),
    )
    return list(dict.fromkeys([*found, *gone]))
