"""Snapshots of a plan: written, verified, and loaded again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

from jatui.commands.registry import Command, Outside, Work, argument, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.ancestry import UNKNOWN
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.redaction import WITHOUT, public
from jatui.domain.watch import part, watched
from jatui.domain.words import count, counted
from jatui.settings import data
from jatui.snapshot import Header, Snapshot, digest, drafted, naming, open_snapshot
from jatui.store import Reader, Store
from jatui.store.ancestry import lineage
from jatui.store.scope import Scope

WRITTEN = 0.6
"""The share of an export that is done when all is written and it remains to be read back."""


def seeds() -> list[str]:
    """Return the names of the plans that ship with jatui."""
    return sorted(
        file.name.removesuffix(".toml") for file in data("seed").iterdir() if file.name.endswith(".toml")
    )


@command("init", "Load the plans that ship with jatui")
@dataclass(frozen=True, kw_only=True)
class Init(Command):
    """Create a database, and load the plans that ship with jatui unless it is to be empty."""

    seed: str | None = option("The one plan to load; all of them without it.")
    empty: bool = option("Load no plan.", False)

    def run(self, work: Work) -> str:
        """Load the seeds into a database that holds no plan."""
        if not work.read.is_empty():
            raise Refused("The database holds a plan already. Nothing was changed.")
        chosen = self.chosen()
        loaded: Counter[str] = Counter()
        for name in chosen:
            loaded.update(work.writer.load(open_snapshot(Path(str(data("seed") / f"{name}.toml"))).records()))
        return f"loaded {', '.join(chosen)}: {count(loaded['action'], 'action')} in {count(loaded['theme'], 'theme')}"

    def chosen(self) -> list[str]:
        """Return the seeds to load; raises a Problem where they are not there."""
        if self.empty and self.seed:
            raise Misused("--empty loads no plan and --seed loads one. Leave out one of them.")
        known = seeds()
        if self.seed is not None and self.seed not in known:
            raise NotFound(f"There is no seed {self.seed!r}. There are: {', '.join(known)}.")
        return [] if self.empty else [self.seed] if self.seed else known


def initialise(path: Path, wish: Init, *, actor: str, today: date) -> tuple[Store, str]:
    """Create a database and load what is wished; leaves no file behind where that fails."""
    wish.chosen()
    if wish.empty:
        return Store.create(path), f"{path} was made; it holds no plan yet"
    done: list[str] = []
    store = Store.filled(
        path, lambda draft: done.append(Tracker(draft, "all", today, actor).run(wish).sentence)
    )
    return store, f"{path} was made: {done[0]}"


@command("snapshot export", "Export a snapshot")
@dataclass(frozen=True, kw_only=True)
class Export(Outside):
    """Write the plan as it stands to a TOML file that anyone can read, and that proves it is unaltered."""

    file: str = argument("The file to write.")
    force: bool = option("Replace the file if it is there.", False)
    public: bool = option(f"For the public: without {WITHOUT}.", False)

    def perform(self, tracker: Tracker) -> str:
        """Write the file whole or not at all, and say what is in it."""
        done = self.write(tracker)
        kind = " for the public" if done.public else ""
        return (
            f"wrote {done.path.name}{kind}: "
            f"{counted(done.counts, ('action', 'update', 'meeting'))}; sha256 {done.sha256}"
        )

    def write(self, tracker: Tracker) -> Snapshot:
        """Write the file and return it, verified; the database is free for others while it is read back."""
        path = Path(os.path.expanduser(self.file))
        refuse_database(path, tracker.store.path)
        scope = tracker.scope()
        with drafted(path, replace=self.force) as draft:
            with tracker.store.moment() as read:
                header = header_of(read, scope, for_public=self.public)
                records = records_of(read, scope, for_public=self.public)
                total = sum(header.counts.values())
                draft.write(header, watched(records, total, part(tracker.watch, 0.0, WRITTEN)))
            return draft.place(part(tracker.watch, WRITTEN, 1.0))


def header_of(read: Reader, scope: Scope, *, for_public: bool = False) -> Header:
    """Return the header of a snapshot of what is looked at, as it stands; `for_public` where it is for the public."""
    at, revision = read.state()
    moment = datetime.fromisoformat(at).astimezone(UTC)
    counts: Mapping[str, int] = read.counts(scope.plan)
    if for_public:
        counts = Counter(kind for kind, _ in records_of(read, scope, for_public=True))
    return Header(scope.slug, moment, revision, counts, for_public, UNKNOWN if for_public else lineage(read))


def records_of(
    read: Reader, scope: Scope, *, for_public: bool = False
) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Return the records of what is looked at, as it stands; `for_public` where they are for the public."""
    return public(read.records(scope.plan), read.contacts()) if for_public else read.records(scope.plan)


def refuse_database(path: Path, database: Path) -> None:
    """Raise Refused where a path is the database, or one of the names that SQLite uses beside it."""
    try:
        same = path.exists() and database.exists() and path.samefile(database)
        real, own = os.path.realpath(path), os.path.realpath(database)
    except (OSError, ValueError):
        return
    if same or real == own:
        raise Refused(f"{path} is the database itself. Choose another name.")
    if real in (f"{own}-journal", f"{own}-wal", f"{own}-shm"):
        raise Refused(f"{path} is a name that belongs to the database. Choose another name.")


@command("snapshot verify", "Verify snapshots")
@dataclass(frozen=True, kw_only=True)
class Verify(Outside):
    """Prove that snapshots, editions or a whole archive are as they were written: every byte, every record, every count."""

    file: str = argument("A snapshot, the pack of an edition, a slip, or a folder of them.")

    def perform(self, tracker: Tracker) -> str:
        """Read everything and say what it is; raises Refused with the first thing that is wrong."""
        from jatui.commands.verified import verify_paths

        found = list(verify_paths([Path(self.file)], lambda: tracker, tracker.watch))
        for each in found:
            if not each.ok:
                raise Refused(each.sentence)
        return found[0].told if len(found) == 1 else f"{self.file} is whole: {count(len(found), 'verdict')}"


@command("snapshot restore", "Restore a snapshot")
@dataclass(frozen=True, kw_only=True)
class Restore(Command):
    """Load a snapshot into a database that holds no plan, or over the present plan.

    Over the present plan it is one revision, which undo takes back: what differs becomes as the file has it. A file of one
    plan replaces that plan alone. What was published stays. The database is copied before.
    """

    file: str = argument("The snapshot, or the pack of an edition.")
    over: bool = option("Restore over the present plan.", False)
    moment: str | None = option("Set from the file.")
    of_revision: int | None = option("Set from the file.")
    sha256: str | None = option("Set from the file.")
    history: str | None = option("Set from the file.")
    ancestors: list[str] | None = option("Set from the file.")

    hidden: ClassVar[tuple[str, ...]] = ("moment", "of_revision", "sha256", "history", "ancestors")

    @classmethod
    def of(cls, path: Path, *, over: bool = False) -> Restore:
        """Return the command that restores a file, with what the journal is to keep of its header."""
        found = open_snapshot(path)
        return cls(
            file=str(path),
            over=over,
            moment=found.moment.isoformat(timespec="milliseconds"),
            of_revision=found.revision,
            sha256=found.sha256,
            history=found.lineage.history,
            ancestors=[str(each) for each in found.lineage.ancestors] or None,
        )

    def opened(self) -> Snapshot:
        """Return the file; raises Refused where it is not the one that was meant, or may not lie over a plan."""
        found = open_snapshot(Path(self.file))
        if self.sha256 is not None and found.sha256 != self.sha256:
            raise Refused(f"{self.file} was changed while it was being read. Nothing was changed.")
        if self.over and found.public:
            raise Refused(
                f"{found.path} is for the public: over the plan it would take away {WITHOUT}. "
                "Nothing was changed; restore it into a new database with --database."
            )
        return found

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Copy the database before anything is done to it; without a copy nothing is."""
        from jatui.store.backups import back_up_before

        if self.over:
            self.opened()
        if self.over or tracker.read.is_empty():
            back_up_before(tracker.store, "restore", tracker.watch)
        yield self, self.run

    def run(self, work: Work) -> str:
        """Load every record, or carry out what differs; all of it, or nothing where a record is refused."""
        found = self.opened()
        if self.over:
            from jatui.commands.restoring import restore_over

            return restore_over(work, found)
        if not work.read.is_empty():
            raise Refused(
                "The database holds a plan already, and a restore would mix the two. Nothing was changed; "
                "restore over it with --over, or into a new database with --database."
            )
        with naming(found.path):
            loaded = work.writer.load(found.records(), sum(found.counts.values()))
        if digest(work.read.records()) != found.sha256:
            raise Refused(
                f"{self.file}: what was loaded is not what the file holds; its records may be out of order. "
                "Nothing was changed."
            )
        return f"restored {found.path.name}: {counted(loaded)}"


def restore(path: Path, file: Path, *, actor: str, today: date) -> tuple[Store, str]:
    """Restore a snapshot into an empty database, made here where there is none; leaves none behind on failure."""
    wish = Restore.of(file)
    done: list[str] = []

    def load(store: Store) -> None:
        done.append(Tracker(store, "all", today, actor).run(wish).sentence)

    if not os.path.lexists(path):
        return Store.filled(path, load), done[0]
    store = Store.open(path)
    try:
        load(store)
    except BaseException:
        store.close()
        raise
    return store, done[0]
