from __future__ import annotations

import sqlite3

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Redo, Undo
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, NotFound, Refused
from jatui.store.journal import verify_chain
from tests.conftest import small_plan


def state(tracker: Tracker) -> list[tuple[str, dict[str, object]]]:
    return list(tracker.read.records())


def test_what_is_loaded_is_read_back(tracker: Tracker) -> None:
    assert state(tracker) == small_plan()


def test_undo_and_redo_give_the_records_before_and_after(tracker: Tracker) -> None:
    before = state(tracker)
    tracker.run(Update(ref="E.1", rating="amber", text="Draft sent"))
    after = state(tracker)
    assert after != before
    assert tracker.run(Undo()).sentence == "undid: E.1 rated amber"
    assert state(tracker) == before
    assert tracker.run(Redo()).sentence == "redid: E.1 rated amber"
    assert state(tracker) == after
    assert verify_chain(tracker.store.connection()) == []


def test_undo_goes_back_through_everything_but_the_loading(tracker: Tracker) -> None:
    before = state(tracker)
    for rating in ("red", "amber", "green"):
        tracker.run(Update(ref="E.1", rating=rating))
    for _ in range(3):
        tracker.run(Undo())
    assert state(tracker) == before
    with pytest.raises(Refused, match="nothing to undo"):
        tracker.run(Undo())
    for _ in range(3):
        tracker.run(Redo())
    assert tracker.read.actions(tracker.read.find_ref("E.1"), tracker.scope())[0]["rating"] == "green"


def test_something_new_ends_redo(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red"))
    tracker.run(Undo())
    tracker.run(Update(ref="E.2", rating="red"))
    with pytest.raises(Refused, match="nothing to redo"):
        tracker.run(Redo())


def test_an_older_revision_is_undone_only_while_nothing_touched_its_rows(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red"))
    tracker.run(Update(ref="E.2", rating="red"))
    tracker.run(Undo(revision=2))
    tracker.run(Update(ref="E.2", rating="green"))
    before = state(tracker)
    with pytest.raises(Refused, match=r"revision 5 \(E.2 rated green\) changed the same row since"):
        tracker.run(Undo(revision=3))
    assert state(tracker) == before


def test_a_write_to_a_ref_that_stands_twice_names_both_handles(tracker: Tracker) -> None:
    before = state(tracker)
    with pytest.raises(Ambiguous, match=r"F\.6#1 and F\.6#2"):
        tracker.run(Update(ref="F.6", rating="amber"))
    with pytest.raises(NotFound, match="near it"):
        tracker.run(Update(ref="E.11", rating="amber"))
    assert state(tracker) == before


def test_the_journal_cannot_be_rewritten(tracker: Tracker) -> None:
    connection = tracker.store.connection()
    for statement in (
        "DELETE FROM revision",
        "UPDATE revision SET actor = 'x'",
        "DELETE FROM change",
        "UPDATE change SET row_id = 9",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)


def test_what_is_done_outside_jatui_is_found(tracker: Tracker) -> None:
    connection = tracker.store.connection()
    connection.execute("DROP TRIGGER journal_action_update")
    connection.execute("UPDATE action SET rating = 'green' WHERE handle = 'E.1'")
    assert any("of action is not as the journal" in finding for finding in verify_chain(connection))


def test_a_changed_history_is_found(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red"))
    tracker.run(Update(ref="E.2", rating="red"))
    connection = tracker.store.connection()
    connection.execute("DROP TRIGGER revision_fixed")
    connection.execute("UPDATE revision SET actor = 'somebody else' WHERE id = 2")
    assert verify_chain(connection) == [
        "Revision 2 is not as it was written: revision 3 holds another hash of it."
    ]


def test_a_row_that_changed_since_it_was_seen_is_not_written(tracker: Tracker) -> None:
    seen = tracker.read.last_revision()
    tracker.run(Update(ref="E.1", rating="red"))
    with pytest.raises(Refused, match=r"test changed this meanwhile \(E.1 rated red\)"):
        tracker.run(Update(ref="E.1", rating="green"), seen=seen)
    tracker.run(Update(ref="E.2", rating="green"), seen=seen)
