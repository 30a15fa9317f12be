"""Opening a file of the archive: the plan that it holds, to look at with everything that looks at a plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.domain.moments import Moment, tell_hour, uk_day
from jatui.domain.watch import Wanted, unwatched, watched
from jatui.snapshot import digest, open_snapshot
from jatui.store import Store
from jatui.store.past import held


def open_for_reading(
    file: Path, *, plan: str | None = None, today: date | None = None, wanted: Wanted = unwatched
) -> Tracker:
    """Return a tracker of the plan that a snapshot holds: for reading, and to be closed with its store.

    Its today is the day of the snapshot unless another is given. Raises Refused where the file is not as it was written,
    or its records do not fit together, and Stopped as soon as it is no longer wanted.
    """
    found = open_snapshot(file)
    day = uk_day(found.moment)
    facts = {"command": "snapshot open", "arguments": "{}", "actor": "snapshot", "day": day}
    store = held(file, watched(found.records(), sum(found.counts.values()), wanted), facts)
    try:
        if digest(store.read.records()) != found.sha256:
            raise Refused(f"{file}: its records are out of order, so it is not as jatui wrote it.")
    except BaseException:
        store.close()
        raise
    moment = Moment(1, 1, day, tell_hour(found.moment), f"the snapshot {file.name}")
    return Tracker(store, plan, today, "snapshot", moment)


def open_backup(file: Path, *, plan: str | None = None) -> Tracker:
    """Return a tracker of the plans in a backup of a database: for reading, and to be closed with its store.

    Raises Unusable where it is not a database that this version can read.
    """
    store = Store.open(file, read_only=True)
    try:
        last = store.read.last_revision()
        at, _ = store.read.state()
    except BaseException:
        store.close()
        raise
    made = datetime.fromisoformat(at)
    return Tracker(
        store,
        plan,
        None,
        "backup",
        Moment(last, last, uk_day(made), tell_hour(made), f"the backup {file.name}"),
    )
