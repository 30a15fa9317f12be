from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import peewee as pw
import pytest

from jatui.commands.tracker import Tracker
from jatui.domain.records import KINDS
from jatui.store.journal import UNJOURNALED, columns, journaled_tables
from jatui.store.migrate import migrate, migrations
from jatui.store.models import MODELS
from jatui.store.schema import LATEST
from jatui.store.shapes import SHAPES


@pytest.fixture
def fresh() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = 1")
    migrate(connection)
    yield connection
    connection.close()


def test_the_latest_schema_is_the_last_file() -> None:
    numbers = [number for number, _ in migrations()]
    assert numbers == list(range(1, LATEST + 1))


def test_migrating_again_changes_nothing(fresh: sqlite3.Connection) -> None:
    before = fresh.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
    migrate(fresh)
    assert fresh.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall() == before
    assert fresh.execute("PRAGMA user_version").fetchone() == (LATEST,)


def test_every_journaled_table_has_a_model(fresh: sqlite3.Connection) -> None:
    assert set(journaled_tables(fresh)) == set(MODELS)
    assert set(SHAPES) == set(KINDS) == set(MODELS) - {"action_committee", "action_lead"}


@pytest.mark.parametrize("table", MODELS)
def test_a_model_agrees_with_its_table(fresh: sqlite3.Connection, table: str) -> None:
    fields: dict[str, pw.Field] = {field.column_name: field for field in MODELS[table]._meta.sorted_fields}
    rows = fresh.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)).fetchall()
    assert {name for name, *_ in rows} == set(fields)
    for name, kind, required, key in rows:
        field = fields[name]
        whole = isinstance(field, (pw.IntegerField, pw.AutoField, pw.ForeignKeyField))
        assert kind == ("INTEGER" if whole else "TEXT"), name
        assert bool(required) == (not field.null and not key), name
    keys = fresh.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    assert dict(keys) == {
        name: field.rel_model._meta.table_name
        for name, field in fields.items()
        if isinstance(field, pw.ForeignKeyField)
    }


@pytest.mark.parametrize("table", [*MODELS, *sorted(UNJOURNALED)])
def test_a_table_is_strict(fresh: sqlite3.Connection, table: str) -> None:
    assert fresh.execute("SELECT strict FROM pragma_table_list(?)", (table,)).fetchone() == (1,)


@pytest.mark.parametrize("table", MODELS)
def test_each_column_of_a_table_is_in_its_journal(fresh: sqlite3.Connection, table: str) -> None:
    for event in ("insert", "update", "delete"):
        (sql,) = fresh.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (f"journal_{table}_{event}",)
        ).fetchone()
        row = "OLD" if event == "delete" else "NEW"
        assert all(f"'{name}', {row}.\"{name}\"" in sql for name in columns(fresh, table))


@pytest.mark.parametrize(
    "day", ["2021-02-29", "2021-13-01", "2021-1-1", "2021-09-12 ", "today", "", "20210912", "2021-09-31"]
)
@pytest.mark.parametrize("column", ["start", "end", "due", "next_due", "updated"])
def test_only_real_days_are_days(tracker: Tracker, column: str, day: str) -> None:
    connection = tracker.store.connection()
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute(f'UPDATE action SET "{column}" = ?', (day,))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("action", "rating", "grey"),
        ("action", "status", "overdue"),
        ("action", "status", None),
        ("action", "precision", "rough"),
        ("action", "readable", 2),
        ("action", "ambiguous", None),
        ("action", "unread", "[1"),
        ("action", "warnings", "none"),
        ("action", "closed_as", "withdrawn"),
        ("action", "text", None),
        ("action", "position", "first"),
        ("action", "theme_id", 999),
        ("committee", "kind", "panel"),
        ("lead", "kind", "robot"),
        ("level", "code", "grey"),
        ("meeting", "day", None),
        ("meeting", "state", "held"),
        ("plan", "scheme_id", None),
    ],
)
def test_a_value_that_no_column_may_hold_is_refused(
    tracker: Tracker, table: str, column: str, value: object
) -> None:
    connection = tracker.store.connection()
    before = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(f'UPDATE "{table}" SET "{column}" = ?', (value,))
    assert connection.execute(f'SELECT * FROM "{table}"').fetchall() == before
