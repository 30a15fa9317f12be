"""Opening the SQLite file: what it must be, and the settings under which nothing acknowledged is lost.

The rollback journal (DELETE) with `synchronous=EXTRA` keeps every acknowledged commit through a power cut,
needs no shared memory (so the file may lie on a network drive) and leaves one file to copy. Its price is that
an open read locks writers out, so every read here is fetched whole at once and no transaction waits for a key.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from jatui.domain.errors import Busy, Misused, Problem, Unusable
from jatui.files import reason, sync_folder

APPLICATION_ID = 0x6A617475
"""`jatu` in ASCII: marks a SQLite file as jatui's own."""

DRAFT = re.compile(r"\.jatui-[a-z0-9_]{8}\.new(-journal)?")
"""The names of databases that are being made."""

ABANDONED = 24 * 60 * 60
"""Seconds since the last write after which a draft is taken to be left by a program that was killed."""

BUSY_MILLISECONDS = 5000
PRAGMAS: dict[str, str | int] = {
    "busy_timeout": BUSY_MILLISECONDS,
    "foreign_keys": 1,
    "synchronous": "EXTRA",
    "cell_size_check": 1,
    "mmap_size": 0,
}
"""What every connection is set to. `trusted_schema` stays on: SQLite counts the `json_valid` of our CHECKs as unsafe."""

_DAMAGE = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "decode",
    "not authorized",
    "unsupported file",
)
_HEADER = b"SQLite format 3\0"


def inspect(path: Path) -> None:
    """Raise Unusable unless the path is a readable SQLite file; the file is not touched."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        raise Unusable(f"There is no database at {path}. Run `jatui init` to make one there.") from None
    except (OSError, ValueError) as error:
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


def _tidy(folder: Path) -> None:
    """Remove from a folder the drafts of databases that killed programs left there."""
    with suppress(OSError):
        for each in folder.glob(".jatui-*"):
            if DRAFT.fullmatch(each.name) and time.time() - each.lstat().st_mtime > ABANDONED:
                each.unlink()


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give an empty database to fill, readable by its owner alone, which then takes the path's name.

    It has another name until it is filled, so that nobody finds it half made. Its folder is made with it.
    Raises Unusable where something is there already or nothing can be written.
    """
    if os.path.lexists(path):
        raise _taken(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _tidy(path.parent)
        handle, name = tempfile.mkstemp(prefix=".jatui-", suffix=".new", dir=path.parent)
        os.close(handle)
    except (OSError, ValueError) as error:
        raise Unusable(f"A database cannot be made at {path}: {reason(error)}.") from None
    draft = Path(name)
    try:
        _mark(draft, path)
        yield draft
        _rename(draft, path)
    finally:
        for left in (draft, Path(f"{draft}-journal")):
            with suppress(OSError):
                left.unlink()


def _mark(draft: Path, path: Path) -> None:
    """Make an empty file a database of jatui's."""
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.Error as error:
        raise explain(error, path) from None


def _rename(draft: Path, path: Path) -> None:
    """Give a finished file its name, never in place of another that has come there meanwhile.

    That name, and that of a folder which was made for it, are seen onto the disk where the system can do that.
    """
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise _taken(path) from None
        except OSError:
            if os.path.lexists(path):
                raise _taken(path) from None
            draft.rename(path)
        for folder in (path.parent, path.parent.parent):
            with suppress(OSError):
                sync_folder(folder)
    except OSError as error:
        raise Unusable(f"A database cannot be made at {path}: {reason(error)}.") from None


def _taken(path: Path) -> Unusable:
    return Unusable(f"{path} is already there. Nothing was changed.")


def explain(error: Exception, path: Path) -> Problem:
    """Return a database error as a sentence for a person."""
    if isinstance(error, OverflowError):
        return Misused("A number that was given is larger than any that is kept here. Nothing was changed.")
    text = str(error)
    if "locked" in text or "busy" in text:
        return Busy(f"{path} is in use by another program. Nothing was changed; try again in a moment.")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return Unusable(
            f"{path} cannot be written, or its folder cannot. Nothing was changed; mind the permissions of both."
        )
    if "full" in text:
        return Unusable(
            f"The disk that holds {path} is full. Nothing was changed; free some space and try again."
        )
    if any(sign in text for sign in _DAMAGE):
        return Unusable(
            f"{path} is damaged ({text}). Restore a snapshot or a backup; `jatui check` tells more."
        )
    return Unusable(f"{path} cannot be used: {text}.")
