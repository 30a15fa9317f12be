"""The journal: triggers that record each change of each row, and the chain of revisions.

The triggers are made from the live columns after each migration, so no writer can forget them or go round
them. A revision is closed by the hash of everything before it; `head` holds the last hash.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from jatui.store.changes import Changes

UNJOURNALED = frozenset({"revision", "change", "head"})
"""Tables that record the journal itself."""

REVISION_COLUMNS = (
    "id",
    "at",
    "day",
    "actor",
    "command",
    "arguments",
    "sentence",
    "reason",
    "undoes",
    "previous",
)


def journaled_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows the journal records, in the order in which they were made."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    names = {name for (name,) in rows} - UNJOURNALED
    ordered = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    ).fetchall()
    return [name for (name,) in ordered if name in names]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of a table's columns in order."""
    return [
        name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    ]


def row_json(names: list[str], alias: str) -> str:
    """Return the SQL expression for a whole row as the JSON text that the journal keeps."""
    return "json_object(" + ", ".join(f"'{name}', {alias}.\"{name}\"" for name in names) + ")"


def drop_triggers(connection: sqlite3.Connection) -> str:
    """Return the SQL that removes the journal's triggers, so that a migration is not itself journaled."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
    )
    return "\n".join(f'DROP TRIGGER "{name}";' for (name,) in rows.fetchall())


def create_triggers(connection: sqlite3.Connection) -> None:
    """Give each journaled table its three triggers, made from its live columns."""
    for table in journaled_tables(connection):
        names = columns(connection, table)
        differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in names)
        for event, when, before, after in (
            ("insert", "", "NULL", row_json(names, "NEW")),
            ("update", f" WHEN {differs}", row_json(names, "OLD"), row_json(names, "NEW")),
            ("delete", "", row_json(names, "OLD"), "NULL"),
        ):
            row = "OLD" if event == "delete" else "NEW"
            connection.execute(
                f'CREATE TRIGGER "journal_{table}_{event}" AFTER {event.upper()} ON "{table}"{when} BEGIN '
                f"INSERT INTO change (revision_id, entity, row_id, before, after) "
                f"VALUES ((SELECT revision + 1 FROM head), '{table}', {row}.id, {before}, {after}); END;"
            )


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and the hash of the last revision (0 and an empty text before the first)."""
    number, digest = connection.execute("SELECT revision, hash FROM head").fetchone()
    return int(number), str(digest)


def _digest(connection: sqlite3.Connection, revision: tuple[object, ...]) -> str:
    """Return the hash of a revision: the chain's link to the one before, its facts, and all its changes."""
    chain = hashlib.sha256(json.dumps(revision, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    changes = connection.execute(
        "SELECT id, entity, row_id, before, after FROM change WHERE revision_id = ? ORDER BY id",
        (revision[0],),
    )
    for change in changes:
        chain.update(b"\n" + json.dumps(change, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return chain.hexdigest()


def close_revision(connection: sqlite3.Connection, facts: dict[str, object]) -> Changes | None:
    """Write the revision of the changes made in this transaction and move the head; None where there are none.

    `facts` holds the columns of `revision` but its number and its link to the one before.
    """
    number, previous = head(connection)
    number += 1
    ids = _touched(connection.execute("SELECT entity, row_id FROM change WHERE revision_id = ?", (number,)))
    if not ids:
        return None
    facts = {**facts, "id": number, "previous": previous}
    row_values = tuple(facts[name] for name in REVISION_COLUMNS)
    marks = ", ".join("?" * len(REVISION_COLUMNS))
    connection.execute(f"INSERT INTO revision ({', '.join(REVISION_COLUMNS)}) VALUES ({marks})", row_values)
    digest = _digest(connection, row_values)
    connection.execute("UPDATE head SET revision = ?, hash = ?", (number, digest))
    return Changes(number, str(facts["sentence"]), ids)


def _touched(rows: Iterable[tuple[str, int]]) -> dict[str, Collection[int]]:
    """Return the rows of each entity; where they follow each other, as the million of a load do, no more than their ends."""
    found: dict[str, range | set[int]] = {}
    for entity, row in rows:
        known = found.setdefault(entity, range(row, row))
        if isinstance(known, set):
            known.add(row)
        elif row == known.stop:
            found[entity] = range(known.start, row + 1)
        elif row not in known:
            found[entity] = {*known, row}
    return {entity: ids if isinstance(ids, range) else frozenset(ids) for entity, ids in found.items()}


def verify_chain(connection: sqlite3.Connection) -> list[str]:
    """Return a sentence for each place where the history does not agree with its hashes or with the rows."""
    findings: list[str] = []
    previous, last = "", 0
    revisions = connection.execute(
        f"SELECT {', '.join(REVISION_COLUMNS)} FROM revision ORDER BY id"
    ).fetchall()
    for row in revisions:
        if row[0] != last + 1:
            findings.append(f"The journal lacks the revisions after {last} and before {row[0]}.")
        elif row[-1] != previous:
            findings.append(
                f"Revision {last} is not as it was written: revision {row[0]} holds another hash of it."
            )
        previous, last = _digest(connection, row), row[0]
    number, digest = head(connection)
    if number != last:
        findings.append(f"The journal ends at revision {last}, but {number} were written.")
    elif digest != previous:
        findings.append(
            f"Revision {last} is not as it was written, or rows were changed outside jatui after it."
        )
    strays = connection.execute(
        "SELECT count(*) FROM change WHERE revision_id NOT IN (SELECT id FROM revision)"
    ).fetchone()[0]
    if strays:
        findings.append(f"{strays} changes belong to no revision: rows were changed outside jatui.")
    for table in journaled_tables(connection):
        findings.extend(_strange_rows(connection, table))
    return findings


def _strange_rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """Yield a sentence for each row of a table that is not as the journal last recorded it."""
    present = row_json(columns(connection, table), "t")
    rows = connection.execute(
        f"""
        WITH last AS (SELECT row_id, max(id) AS id FROM change WHERE entity = ? GROUP BY row_id)
        SELECT c.row_id FROM last JOIN change c ON c.id = last.id LEFT JOIN "{table}" t ON t.id = c.row_id
        WHERE c.after IS NOT (CASE WHEN t.id IS NULL THEN NULL ELSE {present} END)
        UNION ALL
        SELECT t.id FROM "{table}" t WHERE t.id NOT IN (SELECT row_id FROM last)
        LIMIT 20
        """,
        (table,),
    )
    for (row,) in rows.fetchall():
        yield f"Row {row} of {table} is not as the journal last recorded it."
