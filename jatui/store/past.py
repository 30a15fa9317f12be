"""The past as a database: a private copy of the present one into which the journal's `before` is written back.

The copy is taken page by page, indexes, words and journal included, and lies in a temporary file of its owner's:
held in memory it would take the size of the database. Of the rows that later revisions touched each is written once,
as its first later change found it; the journal is not cut row by row but looked at through views that end at the
revision. So the work is that of a plain copy and of what changed since, however often a row changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jatui.domain.errors import Problem, Unusable
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.files import reason
from jatui.store import connection as connections
from jatui.store.copying import copy_pages
from jatui.store.derived import drop_derived
from jatui.store.journal import columns, create_triggers, drop_triggers, journaled_tables
from jatui.store.store import Store

ROWS, STEPS = 20_000, 200_000
"""Rows written back and machine steps of SQLite's between two looks at whether to go on."""

COPYING = 0.3
"""The share of the work that the copy is taken to be."""

SETTINGS: dict[str, str | int] = {
    "journal_mode": "OFF",
    "synchronous": "OFF",
    "locking_mode": "EXCLUSIVE",
    "foreign_keys": 0,
    "cache_size": -131_072,
}
"""How the copy is made: nobody else knows it, it is thrown away where it fails, and it may take 128 MiB for pages."""

MOST_FOLLOWED = 0.2
"""The share of a table's rows above which its indexes and words are made anew, and do not follow row by row."""


class Past(Store):
    """A database as it stood after a revision: for reading, and gone when it is closed.

    Its `path` is that of the present database, which messages name and no export may overwrite.
    """

    def __init__(self, path: Path, folder: TemporaryDirectory[str], revision: int) -> None:
        super().__init__(path, read_only=True)
        self.revision_number = revision
        self._folder = folder

    def _connect(self) -> sqlite3.Connection:
        """Return a connection that sees the journal up to the revision."""
        connection = connections.connect(_file(self._folder), read_only=True)
        connection.execute("PRAGMA temp_store = MEMORY")
        for table, column in (("revision", "id"), ("change", "revision_id")):
            connection.execute(
                f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" '
                f"WHERE {column} <= {self.revision_number}"
            )
        return connection

    def close(self) -> None:
        """Close every connection and remove the copy."""
        super().close()
        self._folder.cleanup()


def _file(folder: TemporaryDirectory[str]) -> Path:
    return Path(folder.name) / "past.sqlite3"


def look_back(store: Store, revision: int, wanted: Wanted = unwatched) -> Past:
    """Return a database as it stood after a revision, which must be one of those that are there.

    Raises Stopped as soon as it is no longer wanted, and Unusable or Busy where it cannot be made.
    """
    folder = _folder()
    watch = _Watch(wanted)
    try:
        with closing(sqlite3.connect(_file(folder), isolation_level=None)) as copy:
            for name, value in SETTINGS.items():
                copy.execute(f"PRAGMA {name} = {value}")
            connections.add_functions(copy)
            copy_pages(store.connection(), copy, lambda share: watch.go(COPYING * share))
            copy.set_progress_handler(watch.look, STEPS)
            _write_back(copy, revision, watch)
        return Past(store.path, folder, revision)
    except BaseException as error:
        folder.cleanup()
        if watch.stopped:
            raise watch.error or Stopped from None
        if isinstance(error, sqlite3.Error):
            raise _explain(error, folder, store.path) from None
        raise


def held(path: Path, records: Iterable[tuple[str, Mapping[str, Any]]], facts: Mapping[str, Any]) -> Past:
    """Return a database of the records that a file holds: for reading, and gone when it is closed.

    `facts` are those of the one revision that it has: command, arguments, actor and day. Raises what `load` raises for
    records that do not fit together, and Unusable where the database cannot be made.
    """
    folder = _folder()
    try:
        with Store.create(_file(folder)) as store, store.revision(**facts) as writer:
            writer.load(records)
            writer.sentence = f"opened {path.name}"
        return Past(path, folder, 1)
    except BaseException:
        folder.cleanup()
        raise


def _folder() -> TemporaryDirectory[str]:
    """Return a temporary folder of its owner's; raises Unusable where none can be made."""
    try:
        return TemporaryDirectory(prefix="jatui-past-", ignore_cleanup_errors=True)
    except OSError as error:
        raise Unusable(f"The past needs a temporary folder, and none can be made: {reason(error)}.") from None


def _explain(error: sqlite3.Error, folder: TemporaryDirectory[str], path: Path) -> Problem:
    """Return as a sentence why the past could not be made."""
    if "full" in str(error) or "disk I/O" in str(error):
        return Unusable(
            f"There is no room for a copy of {path} in {Path(folder.name).parent}. Free some space there, or let "
            "TMPDIR name another folder."
        )
    return connections.explain(error, path)


class _Watch:
    """Tells how far the work is, and stops it where it is no longer wanted."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.stopped = False
        self.share = 0.0
        self.error: BaseException | None = None

    def go(self, share: float) -> None:
        """Tell how much is done; raises Stopped."""
        self.share = share
        if self.look():
            raise Stopped

    def look(self) -> bool:
        """Return whether to stop, as SQLite asks it within a statement, where an exception would be lost."""
        try:
            self.stopped = self.stopped or not self._wanted(self.share)
        except BaseException as error:
            self.stopped, self.error = True, error
        return self.stopped


def _write_back(copy: sqlite3.Connection, revision: int, watch: _Watch) -> None:
    """Let every table of a copy be as a revision left it; raises Unusable where its rows do not fit together then."""
    copy.executescript(drop_triggers(copy))
    frozen = _thawed(copy)
    copy.execute("BEGIN")
    _gather_touched(copy, revision)
    tables = {
        entity: (first, last)
        for entity, first, last in copy.execute(
            "SELECT entity, min(rowid), max(rowid) FROM touched GROUP BY entity"
        ).fetchall()
    }
    work = sum(last - first + 1 for first, last in tables.values()) * 2
    done = 0
    for table in journaled_tables(copy):
        for _ in _table_back(copy, table, *tables[table]) if table in tables else ():
            done += ROWS
            watch.go(COPYING + (0.95 - COPYING) * min(1.0, done / work))
    copy.execute(
        "UPDATE head SET revision = :last, hash = coalesce((SELECT previous FROM revision WHERE id = :last + 1), hash)",
        {"last": revision},
    )
    create_triggers(copy)
    for statement in frozen:
        copy.execute(statement)
    if _orphaned(copy, tables):
        raise Unusable(
            f"The journal does not lead back to revision {revision}: rows would lack what they refer to. "
            "`jatui check` tells more."
        )
    copy.execute("COMMIT")


def _thawed(copy: sqlite3.Connection) -> list[str]:
    """Drop the triggers that keep what was published as it is, and return the statements that make them anew."""
    found = copy.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen\\_%' ESCAPE '\\'"
    ).fetchall()
    for name, _ in found:
        copy.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in found]


def _gather_touched(copy: sqlite3.Connection, revision: int) -> None:
    """Note each row that was touched after a revision, with the first change of it, by table and row."""
    (kept,) = copy.execute("SELECT max(id) FROM change WHERE revision_id = ?", (revision,)).fetchone()
    (last,) = copy.execute("SELECT max(id) FROM change").fetchone()
    few = "NOT INDEXED" if (last - kept) < MOST_FOLLOWED * last else "INDEXED BY change_row"
    copy.execute("CREATE TEMP TABLE touched (entity TEXT, row_id INTEGER, first INTEGER)")
    copy.execute(
        f"INSERT INTO touched SELECT entity, row_id, min(id) FROM change {few} WHERE id > ? "
        "GROUP BY entity, row_id ORDER BY entity, row_id",
        (kept,),
    )


def _orphaned(copy: sqlite3.Connection, touched: Container[str]) -> bool:
    """Tell whether a row that was put back, or one whose parent went, refers to what is not there."""
    for child in journaled_tables(copy):
        for _, _, parent, column, *_ in copy.execute(f'PRAGMA foreign_key_list("{child}")').fetchall():
            gone = f'NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = '
            asked = (
                child in touched
                and f"SELECT 1 FROM touched x JOIN \"{child}\" t ON t.id = x.row_id WHERE x.entity = '{child}' "
                f'AND t."{column}" IS NOT NULL AND {gone}t."{column}") LIMIT 1',
                parent in touched
                and f'SELECT 1 FROM "{child}" t WHERE t."{column}" IN (SELECT row_id FROM touched x '
                f"WHERE x.entity = '{parent}' AND {gone}x.row_id)) LIMIT 1",
            )
            if any(sql and copy.execute(sql).fetchone() for sql in asked):
                return True
    return False


def _table_back(copy: sqlite3.Connection, table: str, first: int, last: int) -> Iterator[None]:
    """Put the touched rows of a table back as they were, some at a time: all are removed before any is added.

    `first` and `last` are theirs in `touched`. What is derived follows by its triggers, or is made anew.
    """
    (rows,) = copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    derived = drop_derived(copy, table) if last - first + 1 > MOST_FOLLOWED * rows else []
    parts = [(begin, min(begin + ROWS - 1, last)) for begin in range(first, last + 1, ROWS)]
    for part in parts:
        copy.execute(
            f'DELETE FROM "{table}" WHERE id IN (SELECT row_id FROM touched WHERE rowid BETWEEN ? AND ?)',
            part,
        )
        yield
    names = ", ".join(f'"{name}"' for name in columns(copy, table))
    for part in parts:
        copy.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {_kept(copy, table)} FROM touched x '
            "JOIN change c ON c.id = x.first WHERE x.rowid BETWEEN ? AND ? AND c.before IS NOT NULL",
            part,
        )
        yield
    for statement in derived:
        copy.execute(statement)
        yield


def _kept(copy: sqlite3.Connection, table: str) -> str:
    """Return the SQL of a row's columns out of `before`; a column younger than that has its default."""
    return ", ".join(
        f"coalesce(json_extract(c.before, '$.\"{name}\"'), {default})"
        if needed and default is not None
        else f"json_extract(c.before, '$.\"{name}\"')"
        for _, name, _, needed, default, _ in copy.execute(f'PRAGMA table_info("{table}")').fetchall()
    )
