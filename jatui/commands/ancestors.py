"""Where two databases began to differ: the newest state that both hold, found by what a snapshot and the journal tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from jatui.commands.compared import moment_named
from jatui.commands.past import find_moment, look_back
from jatui.commands.tracker import Tracker
from jatui.domain.ancestry import Ancestor
from jatui.domain.days import short_day
from jatui.domain.errors import NotFound, Refused
from jatui.domain.merging import SHARED
from jatui.snapshot import Snapshot, digest, open_snapshot
from jatui.snapshot.difference import Source
from jatui.snapshot.pack import is_pack
from jatui.store.ancestry import RESTORE, TakenIn, history, taken_in
from jatui.store.reader import Reader

ALL = "all"


class Base(NamedTuple):
    """What both began with: in words, as the journal keeps it, its records, and those of a second one beside it.

    `plan` is the plan that is merged, or `all`.
    """

    told: str
    kept: str
    plan: str
    records: Source
    also: Source | None = None


def find_base(tracker: Tracker, found: Snapshot, given: str | None, held: ExitStack) -> Base:
    """Return what a snapshot and the database began with: what is given, else the newest state that both hold.

    What has to be closed afterwards is put on `held`. Raises Refused where there is no such state, or nothing is new.
    """
    path = Path(given) if given is not None else None
    file = open_snapshot(path) if path is not None and (path.is_file() or is_pack(path)) else None
    if file is not None and file.public:
        raise Refused(
            f"{file.path} is a copy for the public, which lacks what is not for it. Give the whole snapshot."
        )
    if given is not None and file is None:
        return _at_moment(tracker, found, given, held)
    known = [each for each in taken_in(tracker.read) if _descends(found, each)]
    for each in known:
        if each.snapshot == found.ancestor:
            raise Refused(
                f"{found.path.name} went into this database already, by revision {each.number}. Nothing was changed."
            )
    merged = next((each for each in known if each.command != RESTORE), None)
    restored = next((each for each in known if each.command == RESTORE), None)
    if file is not None and (merged is None or file.sha256 != merged.snapshot.sha256):
        return Base(
            f"the snapshot {file.path.name}", file.sha256, _wider(found.plan, file.plan), file.records
        )
    own = _own(tracker, found, held)
    if restored is not None and (own is None or restored.number > own.number):
        past = _back(tracker, restored.number, held)
        own = _Own(restored.number, restored.snapshot, restored.lineage.history, ALL, past)
    if merged is not None and (own is None or merged.number > own.number):
        return _beside(found, own, merged, file or _file_of(merged, found))
    if own is None:
        raise Refused(_unrelated(found))
    return _of(found, own)


def _holds(merged: TakenIn, own: _Own) -> bool:
    """Tell whether a snapshot that was merged here descends from a revision itself."""
    same = own.history is not None and own.history == merged.lineage.history
    return own.ancestor in merged.lineage.ancestors or (
        same and own.ancestor.revision <= merged.snapshot.revision
    )


class _Own(NamedTuple):
    """A revision of this database that a snapshot descends from, under the name and history that it has there, as it stood."""

    number: int
    ancestor: Ancestor
    history: str | None
    plan: str
    tracker: Tracker


def _of(found: Snapshot, own: _Own) -> Base:
    plan = _wider(found.plan, own.plan)
    assert own.tracker.past is not None
    told = f"revision {own.number:,} of {short_day(own.tracker.past.day)}"
    return Base(told, f"revision {own.number}", plan, lambda: of_plan(own.tracker.read, plan, own.tracker))


def _beside(found: Snapshot, own: _Own | None, merged: TakenIn, file: Snapshot) -> Base:
    """Return a snapshot that was merged here as the base; with the own revision where neither holds the other."""
    told, plan = (
        f"the snapshot {file.path.name}, which revision {merged.number:,} merged",
        _wider(found.plan, file.plan),
    )
    if own is None or _holds(merged, own):
        return Base(told, file.sha256, plan, file.records)
    first = _of(found, own)
    return Base(
        f"{first.told} and {told}", f"{first.kept} and {file.sha256}", first.plan, first.records, file.records
    )


def _descends(found: Snapshot, taken: TakenIn) -> bool:
    """Tell whether a snapshot descends from one that went into this database, or is it."""
    if taken.snapshot == found.ancestor or taken.snapshot in found.lineage.ancestors:
        return True
    same = taken.lineage.history is not None and taken.lineage.history == found.lineage.history
    return same and taken.snapshot.revision <= found.revision


def _own(tracker: Tracker, found: Snapshot, held: ExitStack) -> _Own | None:
    """Return the newest revision of this database that a snapshot descends from; raises Refused where it is that itself."""
    read = tracker.read
    own = history(read)
    here = own is not None and found.lineage.history == own
    foreign = {each.snapshot for each in taken_in(read)}
    candidates = [*((found.ancestor,) if here else ()), *found.lineage.ancestors]
    for each in candidates:
        if each in foreign or not 0 < each.revision <= read.last_revision():
            continue
        with ExitStack() as trying:
            past = _back(tracker, each.revision, trying)
            plan = _plan_of(past, each, found.plan)
            if plan is None:
                continue
            if each == found.ancestor:
                raise Refused(
                    f"{found.path.name} is this plan as at revision {each.revision:,}; there is nothing in it to merge."
                )
            held.push(trying.pop_all())
            return _Own(each.revision, each, own, plan, past)
    return None


def _plan_of(past: Tracker, ancestor: Ancestor, first: str) -> str | None:
    """Return of which plan an ancestor is the snapshot, where it is one of this past."""
    slugs: list[str] = [slug for (slug,) in past.read.rows("SELECT slug FROM plan ORDER BY position")]
    for slug in dict.fromkeys((first, ALL, *slugs)):
        if slug != ALL and slug not in slugs:
            continue
        plan = None if slug == ALL else past.read.scope(slug, past.today).plan
        if digest(past.read.records(plan)) == ancestor.sha256:
            return slug
    return None


def _back(tracker: Tracker, revision: int, held: ExitStack) -> Tracker:
    past = look_back(replace(tracker, given_today=None), find_moment(tracker, str(revision)), tracker.watch)
    held.callback(past.store.close)
    return past


def _at_moment(tracker: Tracker, found: Snapshot, given: str, held: ExitStack) -> Base:
    moment = moment_named(tracker, given)
    past = _back(tracker, moment.revision, held)
    return _of(found, _Own(moment.revision, found.ancestor, None, found.plan, past))


def _file_of(merged: TakenIn, found: Snapshot) -> Snapshot:
    """Return the file of a snapshot that was merged, where it was then or beside the present one."""
    path = Path(merged.file)
    for each in (path, found.path.with_name(path.name)):
        try:
            file = open_snapshot(each)
        except Refused:
            continue
        if file.sha256 == merged.snapshot.sha256:
            return file
    raise Refused(
        f"Revision {merged.number:,} merged {path.name}, from which {found.path.name} goes on, and that file is not at "
        f"{path} any more. Give it with --base FILE; its sha256 is {merged.snapshot.sha256}."
    )


def _wider(theirs: str, base: str) -> str:
    """Return the plan that is merged: theirs, or that of the base where theirs are all."""
    return base if theirs == ALL else theirs


def _unrelated(found: Snapshot) -> str:
    return (
        f"{found.path.name} names no state that this database holds, so what was done there since is not known. "
        "Give what both began with: --base FILE, or --base with a moment such as 'revision 12'. Nothing was changed."
    )


def of_plan(read: Reader, plan: str, tracker: Tracker) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of a plan, and every one that plans share; raises Refused where there is no such plan."""
    if plan == ALL:
        yield from read.records()
        return
    try:
        row = read.scope(plan, tracker.today).plan
    except NotFound as problem:
        raise Refused(
            f"{problem} A snapshot of a plan is merged with that plan; nothing was changed."
        ) from None
    yield from _shared(read.records())
    for kind, values in read.records(row):
        if kind not in SHARED:
            yield kind, values


def _shared(records: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what plans share, which stands before the actions."""
    for kind, values in records:
        if kind == "action":
            return
        if kind in SHARED:
            yield kind, values
