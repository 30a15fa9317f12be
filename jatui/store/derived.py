"""What a database derives from its rows: indexes, and the words of texts; let go and made anew where many rows change."""

from __future__ import annotations

import sqlite3

from jatui.store.journal import journaled_tables


def drop_derived(connection: sqlite3.Connection, table: str) -> list[str]:
    """Drop a table's indexes and what keeps its words, and return the statements that make them anew."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (tbl_name = ? AND type <> 'table' "
        "OR sql LIKE 'CREATE VIRTUAL TABLE%')",
        (table,),
    ).fetchall()
    words = [
        name for kind, name, sql in found if kind == "table" and f"content='{table}'" in sql.replace(" ", "")
    ]
    again = [f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')' for name in words]
    for kind, name, sql in found:
        if kind == "index" or (kind == "trigger" and name.rpartition("_")[0] in words):
            connection.execute(f'DROP {kind} "{name}"')
            again.append(sql)
    return again


def drop_all_derived(connection: sqlite3.Connection) -> list[str]:
    """Drop what is derived from any table, the journal's among them, and return the statements that make it anew."""
    tables = [*journaled_tables(connection), "change"]
    return [statement for table in tables for statement in drop_derived(connection, table)]
