from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS, PUBLISHED
from jatui.snapshot import digest
from jatui.snapshot.difference import differences
from jatui.store import Store
from jatui.store.journal import verify_chain
from jatui.store.reconcile import UNIQUE, Difference
from tests.conftest import DAY, Records, small_action, small_plan
from tests.snapshot.generated import plans
from tests.snapshot.test_difference import unique
from tests.store.test_exchange import loaded

FEW = st.sampled_from(["a", "b", "c", "d#1", "é\u0301 \x1b["])


def carried_out(store: Store, found: Any, plan: int | None = None) -> dict[str, int]:
    with store.revision("restore", "{}", actor="test", day=DAY) as writer:
        return writer.reconcile(found, plan)


def undone(store: Store) -> None:
    with store.revision("undo", "{}", actor="test", day=DAY) as writer:
        writer.undo()


def held(store: Store) -> Records:
    return list(store.read.records())


def replaced(kind: str, key: object, **values: Any) -> Records:
    """Return the small plan with one record, found by the last part of its key, given other values."""
    return [
        (each, {**found, **values} if each == kind and found[KEYS[kind][-1]] == key else found)
        for each, found in small_plan()
    ]


@settings(max_examples=12)
@given(plans(FEW), plans(FEW), st.randoms(use_true_random=False))
def test_what_differs_carried_out_gives_the_other_plan_and_undo_the_first(
    former: Records, later: Records, shuffle: Any
) -> None:
    former, later = ([each for each in unique(plan) if each[0] not in PUBLISHED] for plan in (former, later))
    with (
        tempfile.TemporaryDirectory() as folder,
        loaded(Path(folder) / "plan.sqlite3", former) as store,
    ):
        with loaded(Path(folder) / "other.sqlite3", later) as other:
            wanted = held(other)
        before = held(store)
        ids = {kind: store.read.rows(f'SELECT * FROM "{kind}" ORDER BY id') for kind in KINDS}
        found = differences(lambda: iter(before), lambda: iter(wanted))
        shuffle.shuffle(found)
        counts = carried_out(store, found)
        assert digest(store.read.records()) == digest(wanted)
        assert sum(counts.values()) == len(found)
        assert not store.read.rows("PRAGMA foreign_key_check")
        if found:
            undone(store)
        assert digest(store.read.records()) == digest(before)
        assert ids == {kind: store.read.rows(f'SELECT * FROM "{kind}" ORDER BY id') for kind in KINDS}
        assert verify_chain(store.connection()) == []


def test_rows_keep_their_ids_and_only_what_differs_is_journaled(tmp_path: Path) -> None:
    later = replaced("action", "E.1", rating="red", leads=[])
    with loaded(tmp_path / "plan.sqlite3", small_plan()) as store:
        (row,) = store.read.rows("SELECT id FROM action WHERE handle = 'E.1'")[0]
        assert carried_out(store, differences(small_plan, lambda: later)) == {
            "added": 0,
            "changed": 1,
            "gone": 0,
        }
        assert held(store) == later
        assert store.read.rows("SELECT id, rating FROM action WHERE handle = 'E.1'") == [(row, "red")]
        changes = store.read.rows("SELECT entity, row_id, after IS NULL FROM change WHERE revision_id = 2")
    assert changes == [("action", row, 0), ("action_lead", 1, 1)]


def test_what_two_returns_are_known_by_can_be_exchanged_and_taken_over(tmp_path: Path) -> None:
    def plan(*digests: str) -> Records:
        return [
            *small_plan(),
            *(
                ("delivery", {"plan": "small", "number": place, "name": "r", "day": DAY, "digest": each})
                for place, each in enumerate(digests)
            ),
        ]

    with loaded(tmp_path / "plan.sqlite3", plan("0a", "0b")) as store:
        for later in (plan("0b", "0a"), plan("0a"), plan("0c", "0a", "0b")):
            before = held(store)
            found = differences(lambda before=before: before, lambda later=later: later)  # type: ignore[misc]
            carried_out(store, found)
            assert held(store) == later
        undone(store)
        assert held(store) == before


def test_each_column_that_no_two_rows_share_is_of_a_key_or_known_beside_it(tmp_path: Path) -> None:
    with Store.create(tmp_path / "plan.sqlite3") as store:
        for kind, names in KEYS.items():
            for _, index, single, *_ in store.read.rows(f'PRAGMA index_list("{kind}")'):
                if single:
                    columns = store.read.rows(f'PRAGMA index_info("{index}")')
                    own = {name.removesuffix("_id") for *_, name in columns}
                    assert own <= set(names) or own == {"plan", UNIQUE.get(kind)}, (kind, own)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            [("lead", {"slug": "ann-able", "name": "Ann Able", "kind": "officer"}, None)],
            "The lead 'ann-able' cannot go: it is referred to by the action 'small E.1'.",
        ),
        (
            [("theme", {"plan": "small", "code": "E", "position": 1, "name": "Environment"}, None)],
            "The theme 'small E' cannot go: it is referred to by the action 'small E.1'.",
        ),
        (
            [("lead", {"slug": "ann-able", "name": "Ann", "kind": "officer"}, None)],
            "The lead 'ann-able' is not as it was when the two were compared.",
        ),
        (
            [("lead", {"slug": "bo", "name": "Bo", "kind": "body"}, None)],
            "The lead 'bo' is not there.",
        ),
        (
            [("lead", None, {"slug": "ann-able", "name": "Ann", "kind": "body"})],
            "The lead 'ann-able' is in the database already.",
        ),
        (
            [("action", None, small_action("E.9", 9, leads=["bo"])[1])],
            "The action 'small E.9' refers to the lead 'bo', which is not there.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_no_trace(
    tmp_path: Path, found: list[Difference], sentence: str
) -> None:
    fits: Difference = ("lead", None, {"slug": "new", "name": "New", "kind": "body"})
    with loaded(tmp_path / "plan.sqlite3", small_plan()) as store:
        with pytest.raises(Refused) as problem:
            carried_out(store, [fits, *found])
        assert sentence in str(problem.value)
        assert held(store) == small_plan()
        assert store.read.last_revision() == 1


def test_what_a_plan_shares_with_another_stays_with_that(tmp_path: Path) -> None:
    """The committee, its meetings and a lead go from one plan; the other has the first two, nobody has the last."""
    other: Records = [
        ("plan", {"slug": "other", "position": 2, "name": "O", "committee": "S&R", "scheme": "ragb"}),
        ("theme", {"plan": "other", "code": "E", "position": 1, "name": "Env"}),
        ("action", {**small_action("E.1", 1, leads=[])[1], "plan": "other"}),
    ]
    later: Records = [
        ("committee", {"code": "E&GI", "kind": "committee"}),
        ("scheme", {"slug": "three", "name": "Three"}),
        ("plan", {"slug": "small", "position": 1, "name": "Small", "committee": "E&GI", "scheme": "three"}),
        ("theme", {"plan": "small", "code": "F", "position": 2, "name": "Finance"}),
        ("meeting", {"committee": "E&GI", "day": dt.date(2021, 9, 21), "state": "planned"}),
    ]
    with loaded(tmp_path / "plan.sqlite3", small_plan()) as store:
        with store.revision("import", "{}", actor="test", day=DAY) as writer:
            writer.load(other)
        plan = store.read.scope("small", DAY).plan
        before, theirs = held(store), list(store.read.records(store.read.scope("other", DAY).plan))
        carried_out(store, differences(lambda: store.read.records(plan), lambda: later), plan)
        assert list(store.read.records(plan)) == later
        assert [each for each in theirs if each[0] != "lead"] == list(
            store.read.records(store.read.scope("other", DAY).plan)
        )
        undone(store)
        assert held(store) == before
