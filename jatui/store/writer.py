"""The one way in which rows are written: through Peewee, in an immediate transaction, as one revision.

IMMEDIATE takes the write lock before anything is read, so two writers queue instead of one being refused
after it has read what the other then changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee as pw

from jatui.domain.errors import Refused, Stale
from jatui.domain.watch import Wanted, unwatched
from jatui.store.changes import Changes
from jatui.store.connection import PRAGMAS, add_functions, explain
from jatui.store.derived import drop_all_derived
from jatui.store.exchange import Loader
from jatui.store.holders import refuse_clashes
from jatui.store.journal import close_revision
from jatui.store.models import MODELS
from jatui.store.reader import Reader
from jatui.store.reconcile import Difference, reconcile
from jatui.store.undo import original, revert, to_redo, to_undo
from jatui.store.values import stored

MANY = 5_000
"""Records above which an empty database is filled first, and its indexes and words are made afterwards."""


def _latest(column: str) -> str:
    """Return the SQL of what the latest accepted update of an action says in a column, null where none says anything."""
    return (
        f"(SELECT u.{column} FROM \"update\" u WHERE u.action_id = action.id AND u.state = 'accepted' "
        f"AND u.{column} IS NOT NULL ORDER BY u.day DESC, u.number DESC LIMIT 1)"
    )


_SETTLE = f"""
    UPDATE action SET rating = coalesce({_latest("rating")}, rating), status = coalesce({_latest("status")}, status),
        updated = coalesce({_latest("day")}, updated),
        closed_as = CASE WHEN coalesce({_latest("status")}, 'closed') = 'closed' THEN closed_as END
    WHERE id = ?
"""


class Writer:
    """A revision in the making: rows are added, changed and removed by kind and id."""

    def __init__(self, database: pw.SqliteDatabase, path: Path) -> None:
        self.database = database
        self.connection = _connection(database)
        add_functions(self.connection)
        self.read = Reader(self.connection, path)
        self.head = self.read.last_revision()
        self.sentence = ""
        self.undoes: int | None = None
        self.changes = Changes(0, "")

    def add(self, kind: str, /, **values: object) -> int:
        """Add one row of a kind and return its id."""
        return int(MODELS[kind].insert(_stored(values)).execute(self.database))

    def load(self, items: Iterable[tuple[str, Mapping[str, Any]]], total: int = 0) -> dict[str, int]:
        """Add records, tied to each other by the names they use; return how many of each kind were new.

        Where `total` says that there are many, and the database holds no plan, indexes and words are made when all are there.
        """
        loader = Loader(self.connection)
        again = drop_all_derived(self.connection) if total > MANY and self.read.is_empty() else []
        loader.load(items)
        for statement in again:
            self.connection.execute(statement)
        refuse_clashes(self.read, self.head)
        return loader.counts

    def reconcile(
        self, differences: Iterable[Difference], plan: int | None = None, wanted: Wanted = unwatched
    ) -> dict[str, int]:
        """Carry differences out; return how many records were added, changed and gone. `plan` spares the others' own."""
        counts = reconcile(self.connection, differences, plan, wanted)
        refuse_clashes(self.read, self.head)
        return counts

    def change(self, kind: str, row: int, /, **values: object) -> None:
        """Change the named columns of one row."""
        model = MODELS[kind]
        model.update(_stored(values)).where(model.id == row).execute(self.database)

    def change_many(self, kind: str, rows: Iterable[int], /, **values: object) -> None:
        """Change the named columns of many rows to the same values, by one statement."""
        fields = MODELS[kind]._meta.fields
        named = ", ".join(f'"{fields[name].column_name}" = ?' for name in values)
        given = list(_stored(values).values())
        self.connection.executemany(
            f'UPDATE "{kind}" SET {named} WHERE id = ?', ([*given, row] for row in rows)
        )

    def remove_many(self, kind: str, rows: Iterable[int]) -> None:
        """Remove many rows; the journal keeps them."""
        self.connection.executemany(f'DELETE FROM "{kind}" WHERE id = ?', ((row,) for row in rows))

    def remove(self, kind: str, row: int) -> None:
        """Remove one row; the journal keeps it."""
        model = MODELS[kind]
        model.delete().where(model.id == row).execute(self.database)

    def add_update(self, action: int, **said: object) -> int:
        """Add an accepted update of an action, which then stands as its latest updates say; return its number."""
        number = self.add_said(action, state="accepted", **said)
        self.settle(action)
        return number

    def add_updates(self, said: Mapping[int, Mapping[str, object]]) -> None:
        """Add an accepted update of each of many actions, the same columns for all, and let the actions follow them."""
        plans = self.read.plans_of(list(said))
        last = dict(self.read.rows('SELECT plan_id, max(number) FROM "update" GROUP BY plan_id'))
        rows = []
        for action, columns in said.items():
            plan = plans[action]
            last[plan] = last.get(plan, 0) + 1
            rows.append(
                {"plan": plan, "number": last[plan], "action": action, "state": "accepted", **columns}
            )
        self.add_many("update", rows)
        self.settle(*said)

    def add_many(self, kind: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows of a kind that all fill the same columns, by one statement: Peewee makes one anew for each."""
        fields = MODELS[kind]._meta.fields
        names = ", ".join(f'"{fields[name].column_name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        self.connection.executemany(
            f'INSERT INTO "{kind}" ({names}) VALUES ({marks})',
            ([stored(value) for value in row.values()] for row in rows),
        )

    def add_said(self, action: int, *, state: str, **said: object) -> int:
        """Add what is said of an action, in some state of triage, under the plan's next number; return that number.

        `said` holds the other columns: day, kind, text, rating, status, said_by, source.
        """
        (plan,) = self.read.rows("SELECT plan_id FROM action WHERE id = ?", (action,))[0]
        number = int(
            self.read.value('SELECT coalesce(max(number), 0) + 1 FROM "update" WHERE plan_id = ?', (plan,))
        )
        self.add("update", plan=plan, number=number, action=action, state=state, **said)
        return number

    def settle(self, *actions: int) -> None:
        """Let the rating, status and day of update of actions be those of their latest accepted updates."""
        self.connection.executemany(_SETTLE, ((action,) for action in actions))

    def refuse_stale(self, kind: str, row: int, seen: int | None) -> None:
        """Raise Stale where a row was changed after the revision that the person was looking at."""
        if seen is None or self.head <= seen:
            return
        if later := self.read.changed_since(kind, row, seen):
            who, sentence = later
            raise Stale(
                f"{who} changed this meanwhile ({sentence}). Nothing was written; look again, then repeat it."
            )

    def undo(self, revision: int | None = None) -> str:
        """Write back what a revision (or the last in force) found; return what was undone."""
        self.undoes = to_undo(self.connection) if revision is None else revision
        return revert(self.connection, self.undoes)

    def redo(self) -> str:
        """Do again what the last undo took back; return what was redone."""
        self.undoes = to_redo(self.connection)
        revert(self.connection, self.undoes)
        return original(self.connection, self.undoes)[1]


def _connection(database: pw.SqliteDatabase) -> sqlite3.Connection:
    """Return the connection that Peewee writes on, for what is plain SQL."""
    connection: sqlite3.Connection = database.connection()  # type: ignore[no-untyped-call]
    return connection


def _stored(values: Mapping[str, object]) -> dict[str, object]:
    """Return values by column in the form in which SQLite keeps them."""
    return {name: stored(value) for name, value in values.items()}


@contextmanager
def write(path: Path, facts: Mapping[str, object]) -> Iterator[Writer]:
    """Open the database for one revision with these facts; commit it at the end, or leave no trace of it."""
    database = pw.SqliteDatabase(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, pragmas=PRAGMAS, autoconnect=False
    )
    try:
        database.connect()
        with database.atomic("IMMEDIATE"):
            writer = Writer(database, path)
            yield writer
            refuse_clashes(writer.read, writer.head)
            closed = close_revision(
                writer.connection, {**facts, "sentence": writer.sentence, "undoes": writer.undoes}
            )
            writer.changes = closed or Changes(0, writer.sentence)
    except pw.IntegrityError as error:
        raise Refused(f"That does not fit with what is in the plan ({error}). Nothing was changed.") from None
    except (pw.DatabaseError, sqlite3.Error, OverflowError) as error:
        raise explain(error, path) from None
    except UnicodeEncodeError:
        raise Refused(
            "The text holds half of a character (a lone surrogate). Nothing was changed; type it again."
        ) from None
    finally:
        if not database.is_closed():
            database.close()
