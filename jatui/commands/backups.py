"""Backups: the database copied as it is, history and all, into the folder beside it; listed, and the newest examined."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jatui.commands.archive import refuse_database
from jatui.commands.registry import Outside, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem, Refused
from jatui.domain.words import count, counted
from jatui.store.backups import Backup, Facts, back_up, backups, copy_to, examine, facts, look


@command("backup", "Make a backup")
@dataclass(frozen=True, kw_only=True)
class BackUp(Outside):
    """Copy the database and its history into the folder of backups beside it; the copy has no name before it is proven."""

    to: str | None = option("The file to write in place of one in that folder.")

    def perform(self, tracker: Tracker) -> str:
        """Copy it and say where to and what it holds."""
        path, found = self.make(tracker)
        return f"copied the database to {path}: {held(found)}"

    def make(self, tracker: Tracker) -> tuple[Path, Facts]:
        """Copy the database and return the copy and what it holds."""
        if tracker.past is not None:
            raise Refused("A backup is of the database as it is. Leave --as-at out.")
        if self.to is None:
            path = back_up(tracker.store, "by hand", tracker.watch)
            return path, look(path)
        path = Path(os.path.expanduser(self.to))
        refuse_database(path, tracker.store.path)
        return path, copy_to(tracker.store, path, tracker.watch)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup with what it holds, or why that cannot be told, and how many revisions were made since, where that is known."""

    backup: Backup
    found: Facts | None
    problem: str
    since: int | None = None

    @property
    def when(self) -> str:
        """Its moment and why it was made, in words."""
        return f"{self.backup.at:%d %b %Y %H:%M} UTC, {self.backup.why}".lstrip("0")

    @property
    def sentence(self) -> str:
        """What came of its examination."""
        if self.found is None:
            return f"The newest backup ({self.when}) is no good: {self.problem}"
        later = (
            ""
            if self.since is None
            else f"; {count(self.since, 'revision was', 'revisions were')} made since"
        )
        return f"The newest backup ({self.when}) is whole: {held(self.found)}{later}."

    def as_json(self) -> dict[str, Any]:
        """Return it as verbs print it."""
        found = self.found
        return {
            "file": str(self.backup.path),
            "at": self.backup.at.isoformat(),
            "why": self.backup.why,
            "bytes": self.backup.size,
            "revision": found.revision if found else None,
            "counts": dict(found.counts) if found else None,
            "problem": self.problem or None,
        }


def kept(path: Path) -> list[Kept]:
    """Return the backups of a database, which may be lost, the newest first, each with what it says that it holds."""
    return [_kept(each, look) for each in backups(path)]


def newest(tracker: Tracker) -> Kept | None:
    """Return the newest backup, examined whole, or None where there is none."""
    for each in backups(tracker.store.path):
        found = _kept(each, examine)
        with suppress(Problem):
            now = facts(tracker.store.connection(), tracker.store.path)
            if found.found:
                return replace(found, since=max(0, now.revision - found.found.revision))
        return found
    return None


def held(found: Facts) -> str:
    """Return what a database holds, in words."""
    return f"revision {found.revision}, {counted(found.counts)}"


def _kept(backup: Backup, read: Callable[[Path], Facts]) -> Kept:
    try:
        return Kept(backup, read(backup.path), "")
    except Problem as problem:
        return Kept(backup, None, str(problem))
