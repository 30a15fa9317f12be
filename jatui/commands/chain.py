"""The chain of editions: each pack names the one before it, and the database and the slips bear witness to all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jatui.commands.differing import witnessed
from jatui.commands.editions import archive_of
from jatui.commands.published import keep_years
from jatui.commands.tracker import Tracker
from jatui.domain.editions import may_be_destroyed, slip_name, snapshot_name
from jatui.snapshot.pack import MOST_TOLD, Facts, Fault, Pack
from jatui.snapshot.slip import SlipFile
from jatui.snapshot.tags import one_line
from jatui.store.editions import Edition, editions

Slips = Sequence[tuple[Path, SlipFile, str]]


def chained(
    packs: Sequence[Pack], slips: Slips, tracker: Tracker | None, folders: Sequence[Path]
) -> Iterator[tuple[Path, list[Fault], str]]:
    """Yield of each plan with editions, here or in the database, where they are, what is wrong, and what holds.

    What is missing is told only where a whole folder was looked at, or where a pack lies on either side of it; that a plan
    has no pack at all only where the folder is the archive of the database.
    """
    known = editions(tracker.read, None) if tracker is not None else []
    said = [(each, each.facts) for each in packs if each.facts is not None]
    names = {facts.plan for _, facts in said} | {one_line(slip.plan) for _, slip, _ in slips}
    for plan in sorted(
        names | ({one_line(each.plan) for each in known} if _own(folders, tracker) else set())
    ):
        mine = sorted(
            ((each, facts) for each, facts in said if facts.plan == plan), key=lambda pair: pair[1].number
        )
        where = folders[0] if folders else (mine[0][0].path if mine else Path())
        kept = [each for each in known if one_line(each.plan) == plan]
        chain = _Chain(plan, where, mine, kept, tracker)
        faults = chain.follow(whole=bool(folders))
        faults += chain.beside(
            [each for each in slips if one_line(each[1].plan) == plan], whole=bool(folders)
        )
        if faults or len(mine) > 1 or kept or folders:
            told = f"{where}: the editions of {plan} follow each other"
            yield where, faults, told + (", and are those that the database knows" if kept else "")


def _own(folders: Sequence[Path], tracker: Tracker | None) -> bool:
    """Tell whether the archive of a database is among some folders."""
    if tracker is None:
        return False
    archive = os.path.realpath(archive_of(tracker.store.path))
    return any(os.path.realpath(each) == archive for each in folders)


class _Chain:
    """The editions of one plan, by their numbers."""

    def __init__(
        self,
        plan: str,
        where: Path,
        packs: Sequence[tuple[Pack, Facts]],
        known: Sequence[Edition],
        tracker: Tracker | None,
    ) -> None:
        self.plan = plan
        self.where = where
        self.packs = packs
        self.known = {each.number: each for each in known}
        self.tracker = tracker
        self.digests: dict[int, str] = {}

    def follow(self, *, whole: bool) -> list[Fault]:
        """Hold each pack to the one before it and to the database, and tell which are missing."""
        faults: list[Fault] = []
        for pack, facts in self.packs:
            before = self.digests.get(facts.number)
            if before is not None and before != pack.digest:
                faults.append(_wrong(pack.path, f"there is another edition {facts.number} of {self.plan}."))
                continue
            faults += self._linked(pack, facts)
            faults += self._witnessed(pack, facts)
            self.digests[facts.number] = pack.digest or ""
        faults += [
            Fault("complete", self.plan, f"{self.where}: edition {number} of {self.plan} is missing.")
            for number in self._missing(whole=whole)
        ]
        return faults

    def _linked(self, pack: Pack, facts: Facts) -> Iterator[Fault]:
        former = self.digests.get(facts.number - 1)
        if facts.number == 1 and facts.previous is not None:
            yield _wrong(pack.path, "it is the first edition, and names one before it.")
        elif facts.number > 1 and facts.previous is None:
            yield _wrong(pack.path, f"it is edition {facts.number}, and names none before it.")
        elif former is not None and former != facts.previous:
            yield _wrong(
                pack.path,
                f"it follows another edition {facts.number - 1} than the one that is here; one of the two was exchanged.",
            )

    def _witnessed(self, pack: Pack, facts: Facts) -> Iterator[Fault]:
        """Hold a pack to the edition that the database has of its number."""
        if not self.known:
            return
        edition = self.known.get(facts.number)
        if edition is None:
            yield _wrong(pack.path, f"the database knows no edition {facts.number} of {self.plan}.")
        elif edition.pack != pack.digest:
            yield _wrong(
                pack.path,
                f"it is not the edition {facts.number} that the database knows: that pack is {edition.pack}.",
            )
            if self.tracker is not None and edition.sha256 != facts.sha256:
                file = pack.path / snapshot_name(edition.plan)
                public = facts.public
                for odd in witnessed(
                    file, self.tracker, edition.plan, edition.revision, edition.sha256, public
                )[:MOST_TOLD]:
                    yield _wrong(file, f"{odd.sentence}.")

    def _missing(self, *, whole: bool) -> list[int]:
        """Return the numbers of the editions that should be here, but for those that may have been destroyed."""
        last = max([*self.digests, *(self.known if whole else ())], default=0)
        first = 1 if whole else min(self.digests, default=1)
        return [
            number
            for number in range(first, last + 1)
            if number not in self.digests and not self._may_be_gone(number)
        ]

    def _may_be_gone(self, number: int) -> bool:
        edition = self.known.get(number)
        if edition is None or self.tracker is None:
            return False
        return may_be_destroyed(edition.meeting, self.tracker.today, keep_years())

    def beside(self, slips: Slips, *, whole: bool) -> list[Fault]:
        """Hold each slip to the pack that it corrects and to the database, and tell which are missing."""
        faults: list[Fault] = []
        seen: dict[int, set[int]] = {}
        for path, slip, sha256 in slips:
            seen.setdefault(slip.edition, set()).add(slip.number)
            if self.digests.get(slip.edition, slip.pack) != slip.pack:
                faults.append(
                    _wrong(path, f"it corrects another edition {slip.edition} than the one that is here.")
                )
            edition = self.known.get(slip.edition)
            kept = {each.number: each.sha256 for each in edition.slips} if edition else {}
            if self.known and slip.number not in kept:
                faults.append(_wrong(path, "the database knows no such slip."))
            elif kept.get(slip.number, sha256) != sha256:
                faults.append(_wrong(path, "it is not the slip of its number that the database knows."))
        for number in self.digests if whole else ():
            edition = self.known.get(number)
            wanted = {each.number for each in edition.slips} if edition else set()
            wanted |= set(range(1, max(seen.get(number, {0})) + 1))
            faults += [
                Fault("complete", self.plan, f"{self.where}: {self._slip(number, each)} is missing.")
                for each in sorted(wanted - seen.get(number, set()))
            ]
        return faults

    def _slip(self, edition: int, number: int) -> str:
        """Return the name of a slip's file."""
        name = next((facts.name for _, facts in self.packs if facts.number == edition), "")
        return slip_name(name, number)


def _wrong(path: Path, words: str) -> Fault:
    return Fault("valid", path.name, f"{path}: {words}")
