"""Copies of a database in a folder beside it: made whole and proven sound before they get a name, and thinned out by age."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jatui.domain.errors import Busy, Problem, Unusable
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.files import reason
from jatui.store import connection as connections
from jatui.store.copying import copy_pages
from jatui.store.schema import refuse_newer

if TYPE_CHECKING:
    from jatui.store.store import Store

NEWEST, DAYS, WEEKS = 10, 7, 4
"""How many backups are kept: the newest, then the last of each day, then the last of each week.

So what was just done, what is noticed within a week and what nobody looked at for a month can each be gone back to.
"""

COPYING = 0.7
"""The share of the work that the copy is taken to be; the rest is its examination."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)-([a-z]+(?:-[a-z]+)*)(?:-(\d+))?\.sqlite3")
_TIME = "%Y-%m-%dT%H%M%SZ"


class Backup(NamedTuple):
    """A copy of the database: where it is, its moment in UTC, why it was made, and its size in bytes."""

    path: Path
    at: datetime
    why: str
    size: int


class Facts(NamedTuple):
    """What a database holds: its last revision with its moment in UTC and its hash, and how many actions and updates."""

    revision: int
    at: str
    hash: str
    counts: Mapping[str, int]


def folder_of(path: Path) -> Path:
    """Return the folder of the backups of a database, there or not."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}-backups")


def backups(path: Path) -> list[Backup]:
    """Return the backups of a database, the newest first; raises Unusable where their folder cannot be read."""
    folder = folder_of(path)
    found = []
    try:
        for each in folder.iterdir() if folder.is_dir() else ():
            about = each.lstat()
            if (match := _NAME.fullmatch(each.name)) and stat.S_ISREG(about.st_mode):
                with suppress(ValueError):
                    at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                    backup = Backup(each, at, match[2].replace("-", " "), about.st_size)
                    found.append((at, int(match[3] or 1), backup))
    except OSError as error:
        raise Unusable(f"The backups in {folder} cannot be read: {reason(error)}.") from None
    return [backup for *_, backup in sorted(found, reverse=True)]


def back_up(store: Store, why: str, wanted: Wanted = unwatched) -> Path:
    """Copy a database into its folder of backups, take away those that are no longer kept, and return the copy.

    `why` is one or a few words of small letters. Raises Unusable or Busy where no sound copy can be made, and Stopped.
    """
    folder = folder_of(store.path)
    try:
        target = _new_name(folder, why)
    except OSError as error:
        raise Unusable(f"No backup of {store.path} could be made in {folder}: {reason(error)}.") from None
    copy_to(store, target, wanted)
    with suppress(Unusable):
        thin_out(store.path, target)
    return target


def _new_name(folder: Path, why: str) -> Path:
    """Return the path of a backup made now; of those of one second the later have higher numbers, whatever they are for."""
    moment, last = datetime.now(UTC).strftime(_TIME), 0
    with suppress(FileNotFoundError, NotADirectoryError):
        matches = [_NAME.fullmatch(name) for name in os.listdir(folder)]
        last = max((int(each[3] or 1) for each in matches if each and each[1] == moment), default=0)
    return folder / f"{moment}-{why.replace(' ', '-')}{f'-{last + 1}' if last else ''}.sqlite3"


def back_up_before(store: Store, what: str, wanted: Wanted = unwatched) -> Path | None:
    """Copy a database before something is done to it that many rows depend on, unless its newest backup is the same.

    Returns None where there is nothing to copy yet. Raises as `back_up` does: without a copy it is not to be done.
    """
    return _unless_held(store, f"before {what}", wanted)


def daily(store: Store, wanted: Wanted = unwatched) -> Path | None:
    """Copy a database where none was copied today and something has changed since; return the copy, if one was made.

    Raises as `back_up` does; the present plan can be worked with all the same.
    """
    found = backups(store.path)
    if store.read_only or (found and found[0].at.date() == datetime.now(UTC).date()):
        return None
    made = _unless_held(store, "daily", wanted)
    return None if made in [each.path for each in found] else made


def _unless_held(store: Store, why: str, wanted: Wanted) -> Path | None:
    now = facts(store.connection(), store.path)
    if now.revision == 0:
        return None
    for newest in backups(store.path)[:1]:
        with suppress(Problem):
            if examine(newest.path) == now:
                return newest.path
    return back_up(store, why, wanted)


def copy_to(store: Store, target: Path, wanted: Wanted = unwatched) -> Facts:
    """Copy a database to a path where nothing is yet, and return what the copy holds; it has no name before it is sound.

    Raises Unusable where the database is damaged or no copy can be written, Busy, and Stopped.
    """

    def tell(share: float) -> None:
        if not wanted(COPYING * share):
            raise Stopped

    try:
        before = facts(store.connection(), store.path)
        with connections.new_file(target) as draft:
            with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                copy.execute("PRAGMA journal_mode = OFF")
                copy_pages(store.connection(), copy, tell)
            tell(1.0)
            found = examine(draft, before, store.path)
    except sqlite3.Error as error:
        named = target if "full" in str(error) or "I/O" in str(error) else store.path
        raise _not_made(connections.explain(error, named), store.path, target) from None
    except Stopped:
        raise
    except Problem as problem:
        raise _not_made(problem, store.path, target) from None
    wanted(1.0)
    return found


def _not_made(problem: Problem, path: Path, target: Path) -> Problem:
    """Return why there is no backup, as the sentence that whoever waits for it is told."""
    kind = Busy if isinstance(problem, Busy) else Unusable
    return kind(f"No backup of {path} could be made in {target.parent}: {problem}")


def examine(path: Path, least: Facts | None = None, named: Path | None = None) -> Facts:
    """Return what a backup holds; raises Unusable where it is damaged, or holds less than it must.

    What is wrong is said of the path `named`, where that is another.
    """
    named = named or path
    connections.inspect(path)
    with closing(connections.connect(path, read_only=True)) as connection:
        try:
            refuse_newer(connection, named)
            faults = [text for (text,) in connection.execute("PRAGMA quick_check(1)") if text != "ok"]
            if not faults and connection.execute("PRAGMA foreign_key_check").fetchone():
                faults = ["a row refers to one that is not there"]
            found = None if faults else facts(connection, named)
        except sqlite3.Error as error:
            raise connections.explain(error, named) from None
    if found is None:
        raise Unusable(f"{named} is damaged ({faults[0]}). `jatui check` tells more.")
    if least and (found.revision < least.revision or (found.revision == least.revision and found != least)):
        raise Unusable("The copy does not hold what the database holds.")
    return found


def look(path: Path) -> Facts:
    """Return what a backup says that it holds, without examining it; raises Unusable where it cannot tell."""
    connections.inspect(path)
    with closing(connections.connect(path, read_only=True)) as connection:
        return facts(connection, path)


def facts(connection: sqlite3.Connection, path: Path) -> Facts:
    """Return what a database holds; raises Unusable or Busy where it cannot tell."""
    try:
        revision, digest, at = connection.execute(
            "SELECT h.revision, h.hash, r.at FROM head h LEFT JOIN revision r ON r.id = h.revision"
        ).fetchone()
        counts = {
            kind: int(connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0])
            for kind in ("action", "update")
        }
    except (sqlite3.Error, TypeError) as error:
        raise connections.explain(error, path) from None
    return Facts(int(revision), at or "", str(digest), counts)


def thin_out(path: Path, made: Path) -> None:
    """Take away the backups that are no longer kept, never the one just made."""
    found = backups(path)
    kept = {made, *(each.path for each in found[:NEWEST])}
    for most, period in ((DAYS, _day), (WEEKS, _week)):
        last: dict[object, Path] = {}
        for each in found:
            last.setdefault(period(each.at), each.path)
        kept.update(list(last.values())[:most])
    for each in found:
        if each.path not in kept:
            with suppress(OSError):
                each.path.unlink()


def _day(at: datetime) -> date:
    return at.date()


def _week(at: datetime) -> tuple[int, int]:
    return at.isocalendar()[:2]
