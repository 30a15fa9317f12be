"""A database of plans: opened, read by whoever asks, and written in one way, as revisions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jatui.domain.errors import Problem, Unusable
from jatui.store import connection as connections
from jatui.store.reader import Reader

if TYPE_CHECKING:
    from jatui.store.writer import Writer


class Store:
    """One database file. Reads may come from any thread; each has a connection of its own."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a database that is there; raises Unusable where it is not one that this version can use."""
        from jatui.store.schema import LATEST, refuse_newer, version

        connections.inspect(path)
        store = cls(path, read_only=read_only)
        try:
            connection = store.connection()
            refuse_newer(connection, path)
            if (found := version(connection)) < LATEST:
                if found:
                    from jatui.store.backups import back_up_before

                    back_up_before(store, "migration")
                store._migrate(path)
        except (sqlite3.Error, Unusable) as error:
            store.close()
            raise error if isinstance(error, Unusable) else connections.explain(error, path) from None
        return store

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new, empty database, whole or not at all.

        Raises Unusable where something is there already or nothing can be written.
        """
        return cls.filled(path, lambda store: None)

    @classmethod
    def filled(cls, path: Path, fill: Callable[[Store], None]) -> Store:
        """Make a new database and let it be filled before it has its name, whole or not at all.

        Raises Unusable as `create` does, and what `fill` raises.
        """
        with connections.new_file(path) as draft, cls(draft) as store:
            store._migrate(path)
            try:
                fill(store)
            except Problem as problem:
                problem.args = (str(problem).replace(str(draft), str(path)),)
                raise
        return cls(path)

    def _migrate(self, named: Path) -> None:
        """Bring the database to the present schema; what goes wrong is said of the path named."""
        from jatui.store.migrate import migrate

        try:
            migrate(self.connection())
        except sqlite3.Error as error:
            raise connections.explain(error, named) from None

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection for reading."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._connect()
            self._local.connection = found
            self._open.append(found)
        return found

    def _connect(self) -> sqlite3.Connection:
        """Return a new connection for reading."""
        return connections.connect(self.path, read_only=self.read_only)

    def hurry(self, milliseconds: int) -> None:
        """Let this thread's reads wait no longer than so many milliseconds for another program."""
        self.connection().execute(f"PRAGMA busy_timeout = {int(milliseconds)}")

    @property
    def read(self) -> Reader:
        """What the database says now, read on this thread."""
        return Reader(self.connection(), self.path)

    @contextmanager
    def moment(self) -> Iterator[Reader]:
        """Read several things of one moment: nothing written meanwhile is seen between them.

        Raises Unusable or Busy where the database cannot answer.
        """
        connection = self.connection()
        try:
            connection.execute("BEGIN")
            yield Reader(connection, self.path)
        except sqlite3.Error as error:
            raise connections.explain(error, self.path) from None
        finally:
            if connection.in_transaction:
                connection.rollback()

    @contextmanager
    def revision(
        self,
        command: str,
        arguments: str,
        *,
        actor: str,
        day: date,
        reason: str | None = None,
    ) -> Iterator[Writer]:
        """Write one revision: everything done to the writer is committed together, or nothing is.

        The writer's `sentence` and `undoes` are recorded with it, and its `changes` are set at the end.
        Raises Unusable or Busy where the database cannot be written; whatever else is raised inside rolls back.
        """
        from jatui.store.writer import write

        if self.read_only:
            raise Unusable(f"{self.path} is open for reading only. Nothing was changed.")
        facts = {
            "at": now(),
            "day": day.isoformat(),
            "actor": actor,
            "command": command,
            "arguments": arguments,
        }
        with write(self.path, {**facts, "reason": reason}) as writer:
            yield writer

    def close(self) -> None:
        """Close every connection; the store may not be used afterwards."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def now() -> str:
    """Return this moment in UTC, with its offset, as the journal keeps it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
