"""Merging a colleague's snapshot: what both began with, what either did, and the conflicts that a person answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from jatui.commands.ancestors import ALL, find_base, of_plan
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, Refused
from jatui.domain.watch import Watched, part
from jatui.domain.words import count
from jatui.snapshot import Snapshot, open_snapshot
from jatui.snapshot.conflict import OURS, THEIRS, Conflict, Merged
from jatui.snapshot.difference import Difference, Record
from jatui.snapshot.merge import merge

SIDES = (OURS, THEIRS)
FOUND, READ = 0.4, 5
"""The share of the work after which it is known what both began with, and how often a plan's records are read then."""


class Prepared(NamedTuple):
    """A merge before it is done: the snapshot, what both began with, and what comes of it, as of a revision here."""

    snapshot: Snapshot
    base: str
    kept_base: str
    plan: str
    revision: int
    merged: Merged

    @property
    def ours(self) -> int:
        """How many records changed here since both began."""
        return self.merged.ours

    @property
    def theirs(self) -> int:
        """How many records changed there since both began."""
        return self.merged.theirs

    @property
    def conflicts(self) -> list[Conflict]:
        """What has to be answered, in a fixed order."""
        return self.merged.conflicts

    @property
    def sentence(self) -> str:
        """What either side did, in words."""
        changed = [count(number, "record differs", "records differ") for number in (self.ours, self.theirs)]
        asked = count(len(self.conflicts), "conflict") if self.conflicts else "no conflict"
        return f"since {self.base}, {changed[0]} here and {changed[1]} there: {asked}"

    def differences(self, answers: Mapping[int, str]) -> list[Difference]:
        """Return what is to change here; raises Misused for an answer that cannot be, and Refused where one is lacking."""
        self.refuse_unknown(answers)
        if lacking := [str(each.number) for each in self.conflicts if each.number not in answers]:
            raise Refused(
                f"{count(len(lacking), 'conflict is', 'conflicts are')} not answered: {', '.join(lacking[:20])}. "
                "Nothing was changed."
            )
        return self.merged.taking(answers)

    def refuse_unknown(self, answers: Mapping[int, str]) -> None:
        """Raise a Problem for an answer to what is no conflict, or with what the conflict does not take."""
        known = {each.number: each for each in self.conflicts}
        for number, side in answers.items():
            if number not in known:
                raise Misused(f"There is no conflict {number}; there are {len(known)}. Nothing was changed.")
            if side not in SIDES:
                raise Misused(f"A conflict takes ours or theirs, not {side!r}. Nothing was changed.")
            if side not in known[number].choices:
                only = known[number].choices[0]
                raise Refused(
                    f"Conflict {number} takes {only} alone: it is {known[number].what}. Nothing was changed."
                )


def prepare(tracker: Tracker, file: Path, base: str | None = None) -> Prepared:
    """Return what merging a snapshot would come to; nothing is changed.

    `base` is a snapshot file or a moment of this database with which both began, where that cannot be found by itself.
    Raises Refused where the file is not whole, is for the public, holds nothing new, or nothing is known in common.
    """
    if tracker.past is not None:
        raise Refused(tracker.past.refusal)
    found = open_snapshot(file)
    if found.public:
        raise Refused(
            f"{file} is a copy for the public: what it lacks would look as if it were gone. Ask for the whole snapshot; "
            "nothing was changed."
        )
    with ExitStack() as held:
        both = find_base(replace(tracker, watch=part(tracker.watch, 0.0, FOUND)), found, base, held)
        read = held.enter_context(tracker.store.moment())
        reads = READ if both.also is None else READ + 2
        seen: Watched[Record] = Watched(sum(found.counts.values()) * reads, part(tracker.watch, FOUND, 1.0))
        merged = merge(
            seen(both.records),
            seen(lambda: of_plan(read, both.plan, tracker)),
            seen(found.records),
            also=both.also and seen(both.also),
            partial=both.plan != ALL,
        )
        return Prepared(found, both.told, both.kept, both.plan, read.last_revision(), merged)


def answered(prepared: Prepared, take: str | None, answers: Mapping[int, str]) -> dict[int, str]:
    """Return an answer to each conflict that has one: the one given, else the side that is taken throughout.

    Where a conflict takes one side alone, that is the answer as soon as any side is taken throughout.
    """
    if take is not None and take not in SIDES:
        raise Misused(f"--take takes ours or theirs, not {take!r}.")
    found = dict(answers)
    for each in prepared.conflicts if take else ():
        found.setdefault(each.number, take if take in each.choices else each.choices[0])
    return found


@command("snapshot merge", "Merge a snapshot")
@dataclass(frozen=True, kw_only=True)
class Merge(Command):
    """Take in what a colleague did in a database that began as a snapshot of this one, or the other way round.

    What both began with is found by itself. Where both changed the same thing, each conflict is asked, and nothing is
    changed before all are answered.
    """

    file: str = argument("The colleague's snapshot.")
    base: str | None = option(
        "What both began with: a snapshot file or a moment, where it is not found by itself."
    )
    take: str | None = option("The side that is taken in every conflict that is not answered.", choices=SIDES)
    answers: Mapping[str, str] | None = option("Set from what is answered.")
    of_revision: int | None = option("Set from the file.")
    sha256: str | None = option("Set from the file.")
    history: str | None = option("Set from the file.")
    ancestors: list[str] | None = option("Set from the file.")
    seen: int | None = option("Set from what was looked at.")

    hidden: ClassVar[tuple[str, ...]] = ("answers", "of_revision", "sha256", "history", "ancestors", "seen")

    @classmethod
    def of(cls, prepared: Prepared, answers: Mapping[int, str], base: str | None = None) -> Merge:
        """Return the command that does what was prepared, with an answer to each conflict; refused if either plan changes."""
        return cls(
            file=str(prepared.snapshot.path),
            base=base,
            answers={str(number): side for number, side in answers.items()} or None,
            sha256=prepared.snapshot.sha256,
            seen=prepared.revision,
        )

    def line(self) -> str:
        """Return the shell line that does the same, with the answers."""
        answers = "".join(f" --answer {number}={side}" for number, side in (self.answers or {}).items())
        return super().line().replace(f"jatui {self.name}", f"jatui {self.name}{answers}", 1)

    @contextmanager
    def prepared(self, tracker: Tracker) -> Iterator[tuple[Command, Callable[[Work], str]]]:
        """Find what is to change and copy the database; what is left to do is to carry that out."""
        from jatui.store.backups import back_up_before

        found = prepare(tracker, Path(os.path.expanduser(self.file)), self.base)
        snapshot = found.snapshot
        if self.sha256 is not None and snapshot.sha256 != self.sha256:
            raise Refused(
                f"{self.file} was changed since it was looked at. Nothing was changed; merge again."
            )
        if self.seen is not None and found.revision != self.seen:
            raise Refused("The plan was changed since it was looked at. Nothing was changed; merge again.")
        given = {int(number): side for number, side in (self.answers or {}).items()}
        answers = answered(found, self.take, given)
        differences = found.differences(answers)
        if differences:
            back_up_before(tracker.store, "merge", tracker.watch)
        wish = replace(
            self,
            file=str(snapshot.path.absolute()),
            base=found.kept_base,
            answers={str(number): side for number, side in answers.items()} or None,
            of_revision=snapshot.revision,
            sha256=snapshot.sha256,
            history=snapshot.lineage.history,
            ancestors=[str(each) for each in snapshot.lineage.ancestors] or None,
            seen=None,
        )
        yield wish, partial(_carry_out, found, differences)


def _carry_out(found: Prepared, differences: Sequence[Difference], work: Work) -> str:
    """Carry the differences out, where nobody has changed anything meanwhile."""
    if work.writer.head != found.revision:
        raise Refused("The plan was changed meanwhile. Nothing was changed; merge again.")
    plan = None if found.plan == ALL else work.read.scope(found.plan, work.scope.today).plan
    done = work.writer.reconcile(differences, plan, work.watch)
    told = ", ".join(f"{done[what]:,} {what}" for what in ("added", "changed", "gone") if done[what])
    asked = len(found.conflicts)
    conflicts = f"; {count(asked, 'conflict')} answered" if asked else ""
    return f"merged {found.snapshot.path.name}: {told or 'nothing to change'}{conflicts}"
