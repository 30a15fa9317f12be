"""A snapshot over the present plan: what it will change, and that carried out within one revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from jatui.commands.compared import READ, Compared
from jatui.commands.registry import Work
from jatui.domain.errors import Refused, Stale
from jatui.domain.records import PUBLISHED
from jatui.domain.watch import Wanted, Watched, part, watched
from jatui.snapshot import Snapshot, digest, naming
from jatui.snapshot.difference import Difference, Record, differences

if TYPE_CHECKING:
    from jatui.commands.archive import Restore
    from jatui.commands.tracker import Tracker
    from jatui.store import Reader

Records = Iterable[Record]

COMPARED, CARRIED_OUT = 0.4, 0.8
"""The shares of the work after which the difference is known and carried out; the rest proves what came of it."""


def overwriting(tracker: Tracker, wish: Restore) -> Compared:
    """Return what a restore over the present plan will change; raises Refused where it will not be done."""
    found = wish.opened()
    with tracker.store.moment() as read:
        changes = _differences(read, found, _plan(read, found), tracker.watch)
    return Compared("the plan as it stands", found.path.name, changes)


def restore_over(work: Work, found: Snapshot) -> str:
    """Carry out what differs in a file from the present plan, and prove that this then stands as the file has it.

    Raises Stale where the plan was changed since the revision that was looked at, and Refused where a record that other
    plans refer to would go, or the proof fails.
    """
    if work.seen is not None and work.writer.head != work.seen:
        raise Stale(
            "The plan was changed since the difference was shown. Nothing was changed; look again, then repeat it."
        )
    plan = _plan(work.read, found)
    changes = _differences(work.read, found, plan, part(work.watch, 0.0, COMPARED))
    with naming(found.path):
        counts = work.writer.reconcile(changes, plan, part(work.watch, COMPARED, CARRIED_OUT))
    present = _present(work.read, found, _plan(work.read, found))
    proving = watched(present(), sum(found.counts.values()), part(work.watch, CARRIED_OUT, 1.0))
    if digest(_unpublished(proving)) != digest(_unpublished(found.records())):
        raise Refused(
            f"{found.path}: the plan would not stand as the file has it: its records are out of order, or other plans "
            "share some of them. Nothing was changed; restore it into a new database with --database."
        )
    told = ", ".join(f"{number:,} {verb}" for verb, number in counts.items() if number)
    return f"restored {found.path.name} over the plan: {told or 'it stands so already'}"


def _plan(read: Reader, found: Snapshot) -> int | None:
    """Return the plan that a file is of; None where it is of all of them, or the plan is not there."""
    return None if found.plan == "all" else read.value("SELECT id FROM plan WHERE slug = ?", (found.plan,))


def _present(read: Reader, found: Snapshot, plan: int | None) -> Callable[[], Records]:
    """Return what gives the present records of what a file is of."""
    return lambda: () if plan is None and found.plan != "all" else read.records(plan)


def _differences(read: Reader, found: Snapshot, plan: int | None, wanted: Wanted) -> list[Difference]:
    """Return what differs in the file from what stands now; what was published neither goes nor changes."""
    seen: Watched[Record] = Watched(sum(found.counts.values()) * READ, wanted)
    with naming(found.path):
        changes = differences(seen(_present(read, found, plan)), seen(found.records))
    return [each for each in changes if each.before is None or each.kind not in PUBLISHED]


def _unpublished(records: Records) -> Records:
    return ((kind, values) for kind, values in records if kind not in PUBLISHED)
