"""Bringing a database to the present schema: numbered SQL files, each applied whole or not at all."""

from __future__ import annotations

import re
import sqlite3
from importlib.resources.abc import Traversable

from jatui.domain.errors import Unusable
from jatui.settings import data
from jatui.store.journal import create_triggers, drop_triggers
from jatui.store.schema import version

_NAME = re.compile(r"^(\d{4})_\w+\.sql$")


def migrations() -> list[tuple[int, Traversable]]:
    """Return the numbered migrations that ship with this version, in order."""
    found = [
        (int(match[1]), file)
        for file in data("db").joinpath("sqlite").iterdir()
        if (match := _NAME.match(file.name))
    ]
    return sorted(found, key=lambda pair: pair[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the migrations that are missing, each in one transaction with its triggers and its number."""
    for number, file in migrations():
        if number <= version(connection):
            continue
        connection.execute("PRAGMA foreign_keys = 0")
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{drop_triggers(connection)}\n{file.read_text('utf-8')}"
            )
            create_triggers(connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Unusable(
                    f"The migration {file.name} would leave rows without what they refer to. Nothing was changed."
                )
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            connection.execute("PRAGMA foreign_keys = 1")
