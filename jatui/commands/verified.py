"""Proof: snapshots, packs, slips and whole archives held to what they were written as, to each other and to the database.

Whether all files are there and none more (complete), and whether each is as it was written (valid), are two verdicts.
Nothing is ever written, and no link in an archive is followed.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jatui.commands.chain import chained
from jatui.commands.differing import odd_records
from jatui.commands.tracker import Tracker
from jatui.domain.editions import pack_stem
from jatui.domain.errors import Refused
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.domain.words import count
from jatui.files import reason
from jatui.snapshot import verify_snapshot
from jatui.snapshot.pack import MOST_TOLD, Fault, Pack, is_pack, read_pack
from jatui.snapshot.slip import SlipFile, is_slip, read_slip

ASIDE = re.compile(r"-aside-\d+$", re.ASCII)
"""The end of the name of what was moved aside since no edition is of it."""


_NAME = re.compile(r".+-edition-\d{3,}-\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a snapshot, a pack ("edition"), a slip, a chain of editions, or of what is none ("other").

    `path` is the file or folder, and of a chain the archive. `sha256` is of the records of a snapshot or an edition, and of
    the file of a slip; `pack` is the digest of a whole pack.
    """

    path: Path
    kind: str
    faults: tuple[Fault, ...] = ()
    sha256: str | None = None
    pack: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    revision: int | None = None
    public: bool = False
    told: str = ""

    @property
    def complete(self) -> bool:
        """Whether all files are there, and none more."""
        return all(each.verdict != "complete" for each in self.faults)

    @property
    def valid(self) -> bool:
        """Whether every file that is there is as it was written."""
        return all(each.verdict != "valid" for each in self.faults)

    @property
    def ok(self) -> bool:
        """Whether everything is there and as it was written."""
        return not self.faults

    @property
    def problems(self) -> list[str]:
        """What is wrong, a sentence each."""
        return list(dict.fromkeys(each.sentence for each in self.faults))

    @property
    def sentence(self) -> str:
        """What it is where it is whole, else the first thing that is wrong with it."""
        return self.problems[0] if self.faults else self.told

    def as_json(self) -> dict[str, Any]:
        """Return it as `snapshot verify --json` prints it."""
        told: dict[str, Any] = {"file": str(self.path), "kind": self.kind, "intact": self.ok}
        if not self.ok:
            told |= {"complete": self.complete, "valid": self.valid}
            told |= {"problem": self.problems[0], "problems": self.problems}
        elif self.kind in ("snapshot", "edition"):
            told |= {"sha256": self.sha256, "revision": self.revision, "public": self.public}
            told |= {"counts": dict(self.counts)}
        elif self.sha256 is not None:
            told |= {"sha256": self.sha256}
        return told | ({"pack": self.pack} if self.pack else {})


Present = Callable[[], Tracker | None]
"""Returns the tracker of the database that may bear witness, asked only where it is needed; None where there is none."""


def verify_paths(
    paths: Sequence[Path],
    present: Present | None = None,
    wanted: Wanted = unwatched,
    expect: str | None = None,
) -> Iterator[Verdict]:
    """Yield a verdict on each file, pack and slip at some paths and in the folders among them, then on each chain of editions.

    `expect` is what the sha256 of the records, the digest of the pack or that of the slip must be. Raises Stopped.
    """
    witness: Present = present or (lambda: None)
    packs: list[Pack] = []
    slips: list[tuple[Path, SlipFile, str]] = []
    folders: list[Path] = []
    for path in _spread(paths, folders):
        verdict = _other(path) if os.path.islink(path) and path not in paths else None
        if verdict is None and os.path.isdir(path):
            verdict = _pack(path, packs, wanted)
        elif verdict is None and is_slip(path):
            verdict = _slip(path, slips)
        yield _expected(verdict or _snapshot(path, witness, wanted), expect)
    if packs or slips or folders:
        standing = [each for each in packs if not ASIDE.search(each.path.name)]
        beside = [each for each in slips if not ASIDE.search(each[0].name)]
        for where, faults, told in chained(standing, beside, witness(), folders):
            yield Verdict(where, "chain", tuple(faults), told=told)


def _spread(paths: Iterable[Path], folders: list[Path]) -> Iterator[Path]:
    """Yield each path, and of a folder that is no pack what is in it; such folders are noted."""
    for path in paths:
        if not os.path.isdir(path) or is_pack(path):
            yield path
            continue
        folders.append(path)
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise Refused(f"{path} cannot be read: {reason(error)}.") from None
        yield from (path / name for name in names if not name.startswith("."))


def _expected(verdict: Verdict, expect: str | None) -> Verdict:
    """Return a verdict held to the digest that was expected."""
    if expect is None or not verdict.ok or verdict.kind not in ("snapshot", "edition", "slip"):
        return verdict
    if expect.strip().lower() in (verdict.sha256, verdict.pack):
        return verdict
    what = "it is" if verdict.kind == "slip" else "its records are"
    sentence = f"{verdict.path}: {what} of sha256 {verdict.sha256}, not of the one expected."
    return replace(verdict, faults=(Fault("valid", str(verdict.path), sentence),))


def _other(path: Path) -> Verdict:
    sentence = f"{path} is a symbolic link, which no archive has; it was not followed."
    return Verdict(path, "other", (Fault("complete", path.name, sentence),))


def _pack(path: Path, packs: list[Pack], wanted: Wanted) -> Verdict:
    """Return the verdict on a pack, and note it."""
    if not is_pack(path):
        sentence = f"{path} is a folder that is no pack, so it does not belong into an archive."
        return Verdict(path, "other", (Fault("complete", path.name, sentence),))
    try:
        found = read_pack(path, wanted)
    except Stopped:
        raise
    except Refused as problem:
        return Verdict(path, "edition", (Fault("valid", path.name, str(problem)),))
    packs.append(found)
    name, faults = ASIDE.sub("", path.name), found.faults
    if found.facts and _NAME.fullmatch(name) and name != found.facts.name:
        faults = (
            *faults,
            Fault("valid", path.name, f"{path}: it has the name of another pack than {found.facts.name}."),
        )
    facts, counts = found.facts, found.snapshot.counts if found.snapshot else {}
    aside = "; it was moved aside, since no edition is of it" if ASIDE.search(path.name) else ""
    told = (
        f"{path} is whole{', for the public' if facts and facts.public else ''}: edition {facts.number if facts else '?'}, "
        f"{count(counts.get('action', 0), 'action')}; sha256 of the records {facts and facts.sha256}, "
        f"of the pack {found.digest}{aside}"
    )
    return Verdict(
        path,
        "edition",
        faults,
        sha256=facts.sha256 if facts else None,
        pack=found.digest,
        counts=counts,
        revision=facts.revision if facts else None,
        public=bool(facts and facts.public),
        told=told,
    )


def _slip(path: Path, slips: list[tuple[Path, SlipFile, str]]) -> Verdict:
    """Return the verdict on a slip, and note it."""
    try:
        found = read_slip(path)
    except Refused as problem:
        return Verdict(path, "slip", (Fault("valid", path.name, str(problem)),))
    sha256 = hashlib.sha256(found.render()).hexdigest()
    slips.append((path, found, sha256))
    pack, _, number = ASIDE.sub("", path.name).removesuffix(".toml").rpartition("-slip-")
    named = pack.startswith(f"{pack_stem(found.plan, found.edition)}-") and number == str(found.number)
    if _NAME.fullmatch(pack) and not named:
        sentence = f"{path}: it has the name of another slip than {found.number} to edition {found.edition}."
        return Verdict(path, "slip", (Fault("valid", path.name, sentence),))
    told = f"{path} is intact: slip {found.number} to edition {found.edition}; sha256 {sha256}"
    return Verdict(path, "slip", sha256=sha256, told=told)


def _snapshot(path: Path, present: Present, wanted: Wanted) -> Verdict:
    """Return the verdict on a snapshot; where it does not hold, with the records that differ from the database's."""
    try:
        found = verify_snapshot(path, wanted)
    except Stopped:
        raise
    except Refused as problem:
        faults = [Fault("valid", path.name, str(problem))]
        odd = odd_records(path, present) if os.path.isfile(path) else []
        faults += [Fault("valid", path.name, f"{path}: {each.sentence}.") for each in odd[:MOST_TOLD]]
        if len(odd) > MOST_TOLD:
            more = f"{path}: {len(odd) - MOST_TOLD:,} more of its records differ."
            faults.append(Fault("valid", path.name, more))
        return Verdict(path, "snapshot", tuple(faults))
    public = ", for the public" if found.public else ""
    told = (
        f"{path} is intact{public}: {count(found.counts.get('action', 0), 'action')}; sha256 {found.sha256}"
    )
    return Verdict(
        path,
        "snapshot",
        sha256=found.sha256,
        counts=found.counts,
        revision=found.revision,
        public=found.public,
        told=told,
    )
