"""What the archive holds: the editions of a plan, the snapshots in its folder and the backups of its database."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.domain.words import count
from jatui.files import reason
from jatui.proofs import Proof, Proofs, resolved, stamp
from jatui.snapshot import peek, verify_snapshot

EDITION, SNAPSHOT, BACKUP = "edition", "snapshot", "backup"
"""The kinds of things that are kept."""

NAMED = ("action", "update", "meeting")
"""The kinds of record whose numbers are told first."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One thing that is kept: where it lies, what can be opened of it, what it holds and when it was verified.

    `problem` is why nothing is known of it, and `facts` what else there is to tell, each with its name.
    """

    kind: str
    name: str
    path: Path
    opens: Path | None
    moment: datetime | None = None
    size: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    sha256: str = ""
    problem: str = ""
    facts: Sequence[tuple[str, str]] = ()
    proof: Proof | None = None

    @property
    def holds(self) -> str:
        """How many records it has of the kinds that people count."""
        return ", ".join(count(self.counts[kind], kind) for kind in NAMED if self.counts.get(kind))

    @property
    def written_since(self) -> bool:
        """Whether it was written to after it was verified."""
        return self.proof is not None and self.proof.stamp != stamp(self.path)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that is kept, each kind with the newest first, and what could not be looked at."""

    folder: Path
    things: Sequence[Shelved]
    problems: Sequence[str] = ()

    def of(self, kind: str) -> list[Shelved]:
        """Return what is kept of a kind."""
        return [each for each in self.things if each.kind == kind]


def shelf(tracker: Tracker, folder: Path, proofs: Proofs) -> Shelf:
    """Return what is kept of the plan that is looked at; heads are read, and no file whole.

    What cannot be looked at is told and not left out.
    """
    problems: list[str] = []
    proved = proofs.all()
    things: list[Shelved] = []
    try:
        things += _snapshots(folder, proved)
    except OSError as error:
        if os.path.lexists(folder):
            problems.append(f"{folder} cannot be looked into: {reason(error)}.")
    return Shelf(folder, things, problems)


def _snapshots(folder: Path, proved: Mapping[Path, Proof]) -> list[Shelved]:
    """Return the snapshots in a folder, the newest first; what only ends like one is told with what it is."""
    found = [_snapshot(path, proved.get(resolved(path))) for path in _files(folder)]
    return sorted(found, key=lambda each: (each.moment is not None, each.moment, each.name), reverse=True)


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        yield from (Path(each.path) for each in entries if each.name.endswith(".toml") and each.is_file())


def _snapshot(path: Path, proof: Proof | None) -> Shelved:
    try:
        (head, sha256), size = peek(path), path.stat().st_size
    except (Problem, OSError) as problem:
        told = str(problem).removeprefix(f"{path}: ")
        return Shelved(SNAPSHOT, path.name, path, None, problem=told, proof=proof)
    facts = [("plan", head.plan), ("revision", f"{head.revision:,}")]
    if head.public:
        facts.append(("public", "without contacts, internal notes and updates that are not accepted"))
    return Shelved(
        SNAPSHOT, path.name, path, path, head.moment, size, head.counts, sha256, facts=facts, proof=proof
    )


def verified(thing: Shelved, wanted: Wanted = unwatched) -> str:
    """Return what is wrong with a thing, of which every byte is read; "" where nothing is. Raises Stopped."""
    try:
        verify_snapshot(thing.path, wanted)
    except Stopped:
        raise
    except Problem as problem:
        return str(problem)
    return ""
