"""Undo and redo: a new revision that writes back what a revision found, where nothing has touched it since.

A revision that undoes an undo redoes. So each original revision has a chain of undos above it, and it is in
force while the chain's length is even.
"""

from __future__ import annotations

import sqlite3

from jatui.domain.errors import NotFound, Refused
from jatui.store.journal import columns, row_json
from jatui.store.values import read_json

NOT_BY_DEFAULT = ("init", "snapshot restore")
"""Commands that `undo` takes back only when their revision is named: a stray key must not unload a plan.

A restore over a plan unloads none, and is taken back as any other revision.
"""

FOR_EVER = ("publish", "slip")
"""Commands that nothing takes back: what was published stands."""


def _tip(connection: sqlite3.Connection, revision: int) -> tuple[int, int]:
    """Return the last revision of the chain of undos above one, and how long that chain is."""
    length = 0
    while row := connection.execute("SELECT id FROM revision WHERE undoes = ?", (revision,)).fetchone():
        revision, length = row[0], length + 1
    return revision, length


def _depth(connection: sqlite3.Connection, revision: int) -> int:
    """Return how many revisions an undo stands on (0 for an original)."""
    depth = 0
    while row := connection.execute(
        "SELECT undoes FROM revision WHERE id = ? AND undoes IS NOT NULL", (revision,)
    ).fetchone():
        revision, depth = row[0], depth + 1
    return depth


def _original_before(connection: sqlite3.Connection, revision: int | None) -> tuple[int, str] | None:
    """Return the last original revision before one (or at all) and its command."""
    limit = revision if revision is not None else 1 << 62
    row = connection.execute(
        "SELECT id, command || iif(json_extract(arguments, '$.over'), ' over', '') FROM revision "
        "WHERE undoes IS NULL AND id < ? ORDER BY id DESC LIMIT 1",
        (limit,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def to_undo(connection: sqlite3.Connection) -> int:
    """Return the revision that `undo` takes back next; raises Refused where there is none."""
    at: int | None = None
    while found := _original_before(connection, at):
        at, command = found
        if command in NOT_BY_DEFAULT:
            break
        tip, length = _tip(connection, at)
        if length % 2 == 0:
            return tip
    raise Refused("There is nothing to undo.")


def to_redo(connection: sqlite3.Connection) -> int:
    """Return the undo that `redo` takes back next; raises Refused where something new was done since."""
    last = _original_before(connection, None)
    rows = connection.execute(
        "SELECT id FROM revision r WHERE id > ? AND NOT EXISTS (SELECT 1 FROM revision u WHERE u.undoes = r.id) "
        "ORDER BY id DESC",
        (last[0] if last else 0,),
    ).fetchall()
    for (revision,) in rows:
        if _depth(connection, revision) % 2:
            return int(revision)
    raise Refused("There is nothing to redo.")


def original(connection: sqlite3.Connection, revision: int) -> tuple[int, str]:
    """Return the original that a revision undoes or redoes (itself where it is one) and its sentence."""
    while True:
        row = connection.execute("SELECT undoes, sentence FROM revision WHERE id = ?", (revision,)).fetchone()
        if row is None:
            raise NotFound(f"There is no revision {revision}. `jatui history` lists them.")
        if row[0] is None:
            return revision, row[1]
        revision = row[0]


def revert(connection: sqlite3.Connection, revision: int) -> str:
    """Write back what a revision found and return what that undid; part of a revision of its own.

    Raises Refused, with nothing changed, where a row is no longer as that revision left it, and NotFound
    where there is no such revision.
    """
    root, sentence = original(connection, revision)
    _refuse_published(connection, root, sentence)
    tip, _ = _tip(connection, root)
    if tip != revision:
        raise Refused(f"Revision {revision} ({sentence}) was undone already, by revision {tip}.")
    entities = [
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT entity FROM change WHERE revision_id = ?", (revision,)
        ).fetchall()
    ]
    for entity in entities:
        _refuse_touched(connection, revision, entity, sentence)
    names = {entity: columns(connection, entity) for entity in entities}
    connection.execute("PRAGMA defer_foreign_keys = 1")
    changes = connection.execute(
        "SELECT entity, row_id, before, after FROM change WHERE revision_id = ? ORDER BY id DESC", (revision,)
    ).fetchall()
    try:
        for entity, row, before, after in changes:
            _write_back(connection, entity, names[entity], row, before, after)
    except sqlite3.IntegrityError as error:
        raise Refused(
            f"Revision {revision} ({sentence}) cannot be undone any more: {error}. Nothing was changed."
        ) from None
    return sentence


def _refuse_published(connection: sqlite3.Connection, revision: int, sentence: str) -> None:
    """Raise Refused where a revision published something."""
    (command,) = connection.execute("SELECT command FROM revision WHERE id = ?", (revision,)).fetchone()
    if command in FOR_EVER:
        raise Refused(
            f"Revision {revision} ({sentence}) cannot be undone: what was published stands, and a slip corrects it "
            "(`jatui slip`). Nothing was changed; what was done before it is undone by its number, as `jatui history` has it."
        )


def _write_back(
    connection: sqlite3.Connection,
    entity: str,
    names: list[str],
    row: int,
    before: str | None,
    after: str | None,
) -> None:
    """Put one row back as it was before a change."""
    if before is None:
        connection.execute(f'DELETE FROM "{entity}" WHERE id = ?', (row,))
        return
    was = read_json(before)
    values = [was.get(name) for name in names]
    if after is None:
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.execute(
            f'INSERT INTO "{entity}" ({quoted}) VALUES ({", ".join("?" * len(names))})', values
        )
    else:
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f'UPDATE "{entity}" SET {assignments} WHERE id = ?', [*values, row])


def _refuse_touched(connection: sqlite3.Connection, revision: int, entity: str, sentence: str) -> None:
    """Raise Refused where a row of this entity is no longer as the revision left it."""
    present = row_json(columns(connection, entity), "t")
    touched = connection.execute(
        f"""
        WITH last AS (SELECT row_id, max(id) AS id FROM change WHERE revision_id = ? AND entity = ? GROUP BY row_id)
        SELECT c.row_id FROM last JOIN change c ON c.id = last.id LEFT JOIN "{entity}" t ON t.id = c.row_id
        WHERE c.after IS NOT (CASE WHEN t.id IS NULL THEN NULL ELSE {present} END) LIMIT 1
        """,
        (revision, entity),
    ).fetchone()
    if touched is None:
        return
    later = connection.execute(
        "SELECT r.id, r.sentence FROM change c JOIN revision r ON r.id = c.revision_id "
        "WHERE c.entity = ? AND c.row_id = ? AND c.revision_id > ? ORDER BY c.id DESC LIMIT 1",
        (entity, touched[0], revision),
    ).fetchone()
    what = (
        f"revision {later[0]} ({later[1]}) changed the same row since; undo that first"
        if later
        else "its rows were changed outside jatui"
    )
    raise Refused(f"Revision {revision} ({sentence}) cannot be undone: {what}. Nothing was changed.")
