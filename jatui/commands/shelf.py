"""What the archive holds: the editions of a plan, the snapshots in its folder and the backups of its database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from jatui.commands.published import ANOTHER, MISSING, THERE, Published, published
from jatui.commands.tracker import Tracker
from jatui.commands.verified import Verdict, verify_paths
from jatui.domain.days import short_day, show_day
from jatui.domain.editions import snapshot_name
from jatui.domain.errors import Problem
from jatui.domain.redaction import WITHOUT
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.domain.words import count
from jatui.files import reason
from jatui.proofs import Proof, Proofs, resolved, stamp
from jatui.snapshot import peek
from jatui.snapshot.pack import Fault, is_pack
from jatui.snapshot.slip import is_slip
from jatui.store.backups import backups, examine

EDITION, SNAPSHOT, BACKUP = "edition", "snapshot", "backup"
"""The kinds of things that are kept."""

NAMED = ("action", "update", "meeting")
"""The kinds of record whose numbers are told first."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One thing that is kept: where it lies, what can be opened of it, what it holds and when it was verified.

    `problem` is what is wrong with it as far as its head tells, `facts` what else there is to tell, each with its name,
    `edition` its number where it is one, and `stamp` what shows that it was written to.
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
    edition: int | None = None
    stamp: str = ""

    @property
    def holds(self) -> str:
        """How many records it has of the kinds that people count."""
        return ", ".join(count(self.counts[kind], kind) for kind in NAMED if self.counts.get(kind))

    @property
    def written_since(self) -> bool:
        """Whether it was written to after it was verified."""
        return self.proof is not None and self.proof.stamp != self.stamp


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
    for gather in (_editions, _snapshots, _backups):
        try:
            things += gather(tracker, folder, proved)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(f"{folder} cannot be looked into: {reason(error)}.")
        except Problem as problem:
            problems.append(str(problem))
    stamped = [replace(each, stamp=stamp(each.path) if each.proof else "") for each in things]
    return Shelf(folder, stamped, list(dict.fromkeys(problems)))


def _editions(tracker: Tracker, folder: Path, proved: Mapping[Path, Proof]) -> list[Shelved]:
    """Return the editions that the database knows, the newest first, and then the packs that it does not."""
    known = [_edition(each, proved) for each in reversed(published(tracker, str(folder)))]
    names = {each.path.name for each in known}
    others = [
        path for path in _entries(folder, os.DirEntry.is_dir) if path.name not in names and is_pack(path)
    ]
    return known + [
        Shelved(
            EDITION, path.name, path, None, size=_weight(path), proof=proved.get(resolved(path)),
            problem="the plan that is looked at has no such edition",
        )
        for path in sorted(others)
    ]  # fmt: skip


def _edition(found: Published, proved: Mapping[Path, Proof]) -> Shelved:
    each = found.edition
    over = "; it may be destroyed" if found.may_be_destroyed else ""
    facts = [
        ("for", f"{each.committee} on {show_day(each.meeting)}, published {show_day(each.day)}"),
        ("state", f"of revision {each.revision:,}; sha256 of its records {each.sha256}"),
        *(("slip", f"{slip.number} of {show_day(slip.day)}: {slip.text}") for slip, _ in found.slips),
        ("keep until", f"{show_day(found.keep_until)}{over}"),
    ]
    lost = [f"the file of slip {slip.number} is {there}" for slip, there in found.slips if there != THERE]
    pack = {MISSING: "its pack is not in the folder", ANOTHER: "the folder of its name holds another pack"}
    problems = [pack[found.there]] if found.there in pack else []
    return Shelved(
        EDITION,
        f"Edition {each.number} for {each.committee} {short_day(each.meeting)}",
        found.path,
        found.path / snapshot_name(each.plan) if found.there == THERE else None,
        datetime.fromisoformat(each.moment),
        _weight(found.path),
        found.counts,
        each.pack,
        "; ".join(problems + lost),
        facts,
        proved.get(resolved(found.path)),
        each.number,
    )


def _weight(folder: Path) -> int:
    """Return the bytes of the files in a folder."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def _backups(tracker: Tracker, _: Path, proved: Mapping[Path, Proof]) -> list[Shelved]:
    """Return the backups of the database, the newest first."""
    return [
        Shelved(
            BACKUP, each.path.name, each.path, each.path, each.at, each.size, facts=[("made", each.why)],
            proof=proved.get(resolved(each.path)),
        )
        for each in backups(tracker.store.path)
    ]  # fmt: skip


def _snapshots(_: Tracker, folder: Path, proved: Mapping[Path, Proof]) -> list[Shelved]:
    """Return the snapshots in a folder, the newest first; what only ends like one is told with what it is."""
    files = _entries(folder, os.DirEntry.is_file)
    found = [_snapshot(path, proved.get(resolved(path))) for path in files if not is_slip(path)]
    return sorted(found, key=lambda each: (each.moment is not None, each.moment, each.name), reverse=True)


def _entries(folder: Path, wanted: Callable[[os.DirEntry[str]], bool]) -> list[Path]:
    """Return the folders, or the files that end as snapshots do, in a folder; what begins with a dot is none."""
    with os.scandir(folder) as entries:
        return [
            Path(each.path)
            for each in entries
            if wanted(each)
            and not each.name.startswith(".")
            and (each.is_dir() or each.name.endswith(".toml"))
        ]


def _snapshot(path: Path, proof: Proof | None) -> Shelved:
    try:
        (head, sha256), size = peek(path), path.stat().st_size
    except (Problem, OSError) as problem:
        told = str(problem).removeprefix(f"{path}: ")
        return Shelved(SNAPSHOT, path.name, path, None, problem=told, proof=proof)
    facts = [("plan", head.plan), ("revision", f"{head.revision:,}")]
    if head.public:
        facts.append(("public", f"without {WITHOUT}"))
    return Shelved(
        SNAPSHOT, path.name, path, path, head.moment, size, head.counts, sha256, facts=facts, proof=proof
    )


def prove(
    things: Sequence[Shelved], tracker: Tracker, wanted: Wanted = unwatched, folder: Path | None = None
) -> Iterator[Verdict]:
    """Yield a verdict on each thing, every byte of which is read, and on the chain of editions; raises Stopped.

    What is in the archive comes first, then the backups. Where its `folder` is given all that lies there is looked at, slips
    and what does not belong there too.
    """
    sizes = {each.path: each.size for each in things}
    total = max(1, sum(sizes.values()))
    kept = [each.path for each in things if each.kind != BACKUP]
    paths = kept if folder is None else [folder] if folder.is_dir() else []
    order = iter(_inside(folder) if folder is not None and paths else kept)
    done = 0

    def told(share: float) -> bool:
        return wanted(min(1.0, (done + sizes.get(here, 0) * share) / total))

    here = next(order, Path())
    for verdict in verify_paths(paths, lambda: tracker, told):
        yield verdict
        done += sizes.get(verdict.path, 0)
        here = next(order, Path())
    for each in things:
        if each.kind == BACKUP:
            if not told(0.0):
                raise Stopped
            yield _sound(each.path)
            done += each.size


def _inside(folder: Path) -> list[Path]:
    """Return what lies in a folder in the order in which it is verified."""
    return [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]


def _sound(path: Path) -> Verdict:
    """Return the verdict on a backup."""
    try:
        examine(path)
    except Problem as problem:
        return Verdict(path, BACKUP, (Fault("valid", path.name, str(problem)),))
    return Verdict(path, BACKUP, told=f"{path} is sound.")
