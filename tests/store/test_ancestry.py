"""Where a plan comes from: what restores and merges leave in the journal, and what a snapshot tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jatui.commands.actions import Update
from jatui.commands.archive import Export, restore
from jatui.commands.journal import Redo, Undo
from jatui.commands.past import find_moment, look_back
from jatui.commands.tracker import Tracker
from jatui.domain.ancestry import Ancestor, Lineage
from jatui.snapshot import Snapshot
from jatui.store.ancestry import history, lineage
from tests.conftest import DAY


def export(tracker: Tracker, path: Path, **values: bool) -> Snapshot:
    return Export(file=str(path), force=True, **values).write(tracker)


@contextmanager
def restored(path: Path, file: Path) -> Iterator[Tracker]:
    store, _ = restore(path, file, actor="other", today=DAY)
    with store:
        yield Tracker(store, None, DAY, "other")


def merged(tracker: Tracker, number: int, *ancestors: Ancestor) -> None:
    """Leave in the journal what a merge of a snapshot leaves there."""
    arguments = {
        "file": "x.toml",
        "of_revision": number,
        "sha256": f"{number:064x}",
        "ancestors": [str(each) for each in ancestors],
    }
    with tracker.store.revision("snapshot merge", json.dumps(arguments), actor="x", day=DAY) as writer:
        writer.change("action", 1, text=f"Merged {number}")


def test_a_plan_of_its_own_has_a_history_and_no_ancestors(tracker: Tracker, tmp_path: Path) -> None:
    first = export(tracker, tmp_path / "a.toml").lineage
    tracker.run(Update(ref="E.1", rating="red"))
    assert export(tracker, tmp_path / "a.toml").lineage == first == Lineage(history(tracker.read))
    assert export(tracker, tmp_path / "p.toml", public=True).lineage == Lineage()


def test_what_was_restored_is_an_ancestor_from_the_first_change_on(tracker: Tracker, tmp_path: Path) -> None:
    first = export(tracker, tmp_path / "a.toml")
    with restored(tmp_path / "b.sqlite3", tmp_path / "a.toml") as other:
        assert export(other, tmp_path / "b.toml").lineage == first.lineage
        other.run(Update(ref="E.1", rating="red"))
        second = export(other, tmp_path / "b.toml")
        assert second.lineage == Lineage(history(other.read), (first.ancestor,))
        assert second.lineage.history != first.lineage.history
        with restored(tmp_path / "c.sqlite3", tmp_path / "b.toml") as third:
            third.run(Update(ref="E.1", rating="green"))
            assert lineage(third.read).ancestors == (second.ancestor, first.ancestor)


def test_merges_are_ancestors_while_they_stand_and_no_more_are_told_than_sixteen(tracker: Tracker) -> None:
    merged(tracker, 50, Ancestor(7, "7" * 64))
    merged(tracker, 60, Ancestor(50, f"{50:064x}"))
    told = [each.revision for each in lineage(tracker.read).ancestors]
    assert told == [60, 50, 7]
    tracker.run(Undo())
    assert [each.revision for each in lineage(tracker.read).ancestors] == [50, 7]
    tracker.run(Redo())
    assert [each.revision for each in lineage(tracker.read).ancestors] == told
    past = look_back(tracker, find_moment(tracker, "2"))
    with past.store:
        assert [each.revision for each in lineage(past.read).ancestors] == [50, 7]
        assert lineage(past.read).history == history(tracker.read)
    for number in range(100, 120):
        merged(tracker, number)
    assert [each.revision for each in lineage(tracker.read).ancestors] == list(range(119, 103, -1))
