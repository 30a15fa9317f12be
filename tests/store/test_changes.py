"""The fold of the journal says what comparing the two plans says, action by action."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path
from random import Random

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Redo, Undo
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, ReturnUpdate, Submit
from jatui.domain.changes import SILENT, Asked, Rated, Said, State, changes_between
from jatui.domain.errors import Problem
from jatui.domain.words import FINISHED
from jatui.store import Reader, Store
from jatui.store.changes import changes, changes_of
from jatui.store.journal import _touched
from jatui.store.past import look_back
from jatui.store.values import day_or_none
from tests.conftest import DAY, small_plan
from tests.store.test_past import wish


def standing(read: Reader, now: Reader) -> dict[int, State]:
    """Return how every action of a database stands, asked for plainly and whole; leads are called as they are now."""

    def tied(action: int, kind: str, name: str) -> tuple[str, ...]:
        rows = read.rows(
            f"SELECT o.id, o.{name} FROM action_{kind} l JOIN {kind} o ON o.id = l.{kind}_id WHERE l.action_id = ? "
            "ORDER BY l.position, l.id",
            (action,),
        )
        called = dict(now.rows(f"SELECT id, {name} FROM {kind}"))
        return tuple(called.get(row, there) for row, there in rows)

    found = {}
    for action, handle, text, theme, milestone, due, status, closed, rating in read.rows(
        "SELECT a.id, handle, text, t.code || ' ' || t.name, milestone, due, status, closed_as, rating "
        "FROM action a JOIN theme t ON t.id = a.theme_id"
    ):
        updates = read.rows(
            'SELECT number, day, kind, text, said_by, state, asks FROM "update" WHERE action_id = ?',
            (action,),
        )
        found[action] = State(
            handle,
            text,
            theme,
            milestone,
            day_or_none(due),
            status,
            closed,
            rating,
            tied(action, "committee", "code"),
            tied(action, "lead", "name"),
            frozenset(
                Said(number, day_or_none(day), None if kind == "nothing new" else text, by)
                for number, day, kind, text, by, state, _ in updates
                if state == "accepted"
            ),
            frozenset(
                Asked(number, asks)
                for number, *_, state, asks in updates
                if asks and state in ("submitted", "deferred")
            ),
            frozenset(
                day_or_none(due)
                for (due,) in read.rows("SELECT due FROM stage_met WHERE action_id = ?", (action,))
            ),
            frozenset(
                Rated(*row)
                for row in read.rows(
                    "SELECT number, c.code, rating FROM committee_rating r JOIN committee c ON c.id = r.committee_id "
                    "WHERE action_id = ?",
                    (action,),
                )
            ),
        )
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_fold_is_the_comparison_of_both_plans(seed: int) -> None:
    chance, folder = Random(seed), Path(tempfile.mkdtemp())
    store = Store.create(folder / "plan.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(small_plan())
    tracker = Tracker(store, None, DAY, "test")
    for _ in range(60):
        try:
            tracker.run(wish(chance, tracker.read.last_revision()))
        except Problem:
            continue
    read, after = tracker.read, standing(tracker.read, tracker.read)
    for since in sorted(chance.sample(range(1, read.last_revision() + 1), 6)):
        with look_back(store, since) as past:
            before = standing(past.read, read)
        found = changes(read, since, read.scope("all", DAY))
        wanted = [
            change
            for action in before.keys() | after
            for change in changes_between(action, before.get(action), after.get(action))
        ]
        assert sorted(c for c in map(str, found) if SILENT not in c) == sorted(map(str, wanted))
        silent = {change.action for change in found if change.kind == SILENT}
        assert silent == {
            action
            for action in before.keys() & after
            if not {before[action].status, after[action].status} & FINISHED
            and not after[action].said - before[action].said
        }
        for action in before.keys() | after:
            assert changes_of(read, action, since) == [change for change in found if change.action == action]
    store.close()
    shutil.rmtree(folder)


def test_undone_work_cancels_out(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red", text="Late."))
    tracker.run(Move(ref="E.1", wording="Mar '22", reason="Late."))
    tracker.run(Undo())
    tracker.run(Undo())
    assert {change.kind for change in changes(tracker.read, 1, tracker.scope())} == {SILENT}
    tracker.run(Redo())
    assert [change.kind for change in changes_of(tracker.read, 1, 1)] == ["newly red", "updated"]


def test_an_update_that_waits_is_no_update_and_is_told(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="Please wait.", rating="amber"))
    (found,) = changes_of(tracker.read, 1, 1)
    assert found.sentence == "No update was accepted; one waits for triage; there is none yet."
    tracker.run(ReturnUpdate(number=1, reason="Say more."))
    (found,) = changes_of(tracker.read, 1, 1)
    assert found.sentence == "No update was given; there is none yet."


def test_nothing_new_is_an_answer_and_a_filter_narrows(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", nothing_new=True))
    tracker.run(Submit(ref="E.2", text="Late.", rating="red"))
    tracker.run(AcceptUpdate(number=2))
    scope = tracker.scope()
    found = changes(tracker.read, 1, scope)
    assert [each.handle for each in found if each.kind == SILENT] == ["F.6#1", "F.6#2"]
    red = changes(tracker.read, 1, scope, tracker.select("rating:red", scope))
    assert {each.handle for each in red} == {"E.2"}


def test_since_now_only_silence_is_left(tracker: Tracker) -> None:
    last = tracker.read.last_revision()
    assert len(changes(tracker.read, last, tracker.scope())) == 4
    assert len(changes(tracker.read, last + 5, tracker.scope())) == 4


@pytest.mark.parametrize(
    ("rows", "touched"),
    [
        ([("a", 1), ("a", 2), ("a", 3)], {"a": range(1, 4)}),
        ([("a", 1), ("b", 7), ("a", 1), ("a", 2)], {"a": range(1, 3), "b": range(7, 8)}),
        ([("a", 1), ("a", 3), ("a", 2)], {"a": frozenset({1, 2, 3})}),
        ([("a", 5), ("a", 4)], {"a": frozenset({4, 5})}),
        ([], {}),
    ],
)
def test_rows_that_follow_each_other_are_kept_by_their_ends(
    rows: list[tuple[str, int]], touched: dict[str, Collection[int]]
) -> None:
    assert _touched(rows) == touched
