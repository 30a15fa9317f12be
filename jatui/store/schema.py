"""Which schema a database has, and which this version knows."""

from __future__ import annotations

import sqlite3

from jatui.domain.errors import Unusable

LATEST = 1
"""The schema that this version reads and writes; a test holds it to the SQL files."""


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that a database has been through."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def refuse_newer(connection: sqlite3.Connection, path: object) -> None:
    """Raise Unusable where a database was made by a later version of jatui."""
    if (found := version(connection)) > LATEST:
        raise Unusable(
            f"{path} was written by a newer jatui (schema {found}; this one knows up to {LATEST}). "
            "Nothing was changed; install the newer version to use it."
        )
