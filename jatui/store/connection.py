"""Opening the SQLite file: what it must be, and the settings under which nothing acknowledged is lost.

The rollback journal (DELETE) with `synchronous=EXTRA` keeps every acknowledged commit through a power cut,
needs no shared memory (so the file may lie on a network drive) and leaves one file to copy. Its price is that
an open read locks writers out, so every read here is fetched whole at once and no transaction waits for a key.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from jatui.domain.errors import Busy, Problem, Unusable

APPLICATION_ID = 0x6A617475
"""`jatu` in ASCII: marks a SQLite file as jatui's own."""

BUSY_MILLISECONDS = 5000
PRAGMAS: dict[str, str | int] = {
    "busy_timeout": BUSY_MILLISECONDS,
    "foreign_keys": 1,
    "synchronous": "EXTRA",
    "cell_size_check": 1,
    "mmap_size": 0,
}
_HEADER = b"SQLite format 3\0"


def inspect(path: Path) -> None:
    """Raise Unusable unless the path is a readable SQLite file; the file is not touched."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        raise Unusable(f"There is no database at {path}. Run `jatui init` to make one there.") from None
    except OSError as error:
        raise Unusable(f"{path} cannot be opened: {reason(error)}.") from None
    if stat.S_ISDIR(kind):
        raise Unusable(f"{path} is a folder, not a database. Name a file in it.")
    if not stat.S_ISREG(kind):
        raise Unusable(f"{path} is not a regular file. Name another file.")
    try:
        with path.open("rb") as file:
            begin = file.read(len(_HEADER))
    except OSError as error:
        raise Unusable(f"{path} cannot be read: {reason(error)}.") from None
    if not begin:
        raise Unusable(
            f"{path} is empty, so it is no database. Remove it and run `jatui init`, or name another."
        )
    if begin != _HEADER:
        raise Unusable(f"{path} is not a jatui database. Name another file with --database.")


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection in autocommit mode with jatui's settings; raises Unusable where it is no such file."""
    mode = "ro" if read_only or not os.access(path, os.W_OK) else "rw"
    try:
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except (sqlite3.Error, ValueError) as error:
        raise Unusable(f"{path} cannot be opened: {error}.") from None
    add_functions(connection)
    try:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, path) from None
    if application != APPLICATION_ID:
        connection.close()
        raise Unusable(
            f"{path} is a database of another program, not of jatui. Name another with --database."
        )
    return connection


def add_functions(connection: sqlite3.Connection) -> None:
    """Let a connection's queries compare names as `domain.match` does; what it needs is imported at the first use."""
    for name, arguments in (("fold", 1), ("is_named", 2), ("says", 3)):
        connection.create_function(name, arguments, partial(_compare, name), deterministic=True)


def _compare(name: str, *given: object) -> Any:
    from jatui.domain import match

    return getattr(match, name)(*given)


def create(path: Path) -> None:
    """Make an empty database file, readable by its owner alone, with its folder; never replaces a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise Unusable(f"{path} is already there. Nothing was changed.") from None
    except OSError as error:
        raise Unusable(f"A database cannot be made at {path}: {reason(error)}.") from None
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        finally:
            connection.close()
    except sqlite3.Error as error:
        with suppress(OSError):
            path.unlink()
        raise explain(error, path) from None


def explain(error: Exception, path: Path) -> Problem:
    """Return a database error as a sentence for a person."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return Busy(f"{path} is in use by another program. Nothing was changed; try again in a moment.")
    if "readonly" in text or "read-only" in text:
        return Unusable(f"{path} can be read but not written. Nothing was changed; mind its permissions.")
    if "full" in text:
        return Unusable(
            f"The disk that holds {path} is full. Nothing was changed; free some space and try again."
        )
    if "malformed" in text or "not a database" in text or "no such table" in text or "no such column" in text:
        return Unusable(
            f"{path} is damaged ({text}). Restore a snapshot or a backup; `jatui check` tells more."
        )
    return Unusable(f"{path} cannot be used: {text}.")


def reason(error: OSError) -> str:
    """Return the system's own word for what failed, without numbers and paths."""
    return (error.strerror or str(error)).lower()
