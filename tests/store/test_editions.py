from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export, restore
from jatui.commands.journal import Redo, Undo
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.store.check import check
from jatui.store.journal import verify_chain
from jatui.store.past import look_back
from tests.conftest import DAY

EDITION = {
    "number": 1,
    "day": "2021-09-12",
    "meeting_committee": "S&R",
    "meeting_day": "2021-09-21",
    "moment": "2021-09-12T09:00:00.000Z",
    "revision": 1,
    "name": "small-edition-001-2021-09-21",
    "sha256": "0a" * 32,
    "pack": "0b" * 32,
}


@pytest.fixture
def published(tracker: Tracker) -> Tracker:
    """A tracker of a plan with an edition and a slip, in the revisions 2 and 3."""
    plan = tracker.scope().plan
    with tracker.store.revision("publish", "{}", actor="test", day=DAY) as writer:
        edition = writer.add("edition", plan=plan, **EDITION)
        writer.sentence = "published edition 1"
    with tracker.store.revision("slip", "{}", actor="test", day=DAY) as writer:
        writer.add("slip", edition=edition, number=1, day=DAY, text="E.1 is red.", sha256="0d" * 32)
        writer.sentence = "wrote slip 1 to edition 1"
    return tracker


@pytest.mark.parametrize("table", ["edition", "slip"])
@pytest.mark.parametrize("statement", ["UPDATE \"{}\" SET day = '2022-01-01'", 'DELETE FROM "{}"'])
def test_what_was_published_stands_whoever_writes(published: Tracker, table: str, statement: str) -> None:
    before = list(published.read.records())
    with pytest.raises(sqlite3.IntegrityError, match="stands as it is; correct it with"):
        published.store.connection().execute(statement.format(table))
    assert list(published.read.records()) == before


@pytest.mark.parametrize("revision", [None, 2, 3])
def test_nothing_takes_back_what_was_published(published: Tracker, revision: int | None) -> None:
    before = list(published.read.records())
    with pytest.raises(Refused, match=r"cannot be undone: what was published stands.*Nothing was changed"):
        published.run(Undo(revision=revision))
    assert list(published.read.records()) == before
    assert published.read.last_revision() == 3


def test_work_goes_on_above_and_below_an_edition(published: Tracker) -> None:
    published.run(Update(ref="E.1", rating="red"))
    published.run(Undo())
    with pytest.raises(Refused, match="what was published stands"):
        published.run(Undo())
    published.run(Redo())
    assert published.read.value("SELECT rating FROM action WHERE handle = 'E.1'") == "red"
    assert verify_chain(published.store.connection()) == []


def test_the_past_before_an_edition_knows_nothing_of_it_and_is_frozen_too(published: Tracker) -> None:
    counts = []
    for revision in (1, 2, 3):
        with look_back(published.store, revision) as past:
            counts.append((past.read.counts().get("edition", 0), past.read.counts().get("slip", 0)))
            assert [each for each in check(past.read) if each.grade == "damage"] == []
    assert counts == [(0, 0), (1, 0), (1, 1)]


def test_an_edition_that_came_with_a_file_goes_with_the_undoing_of_that(
    published: Tracker, tmp_path: Path
) -> None:
    file = tmp_path / "plan.toml"
    published.run(Export(file=str(file)))
    store, _ = restore(tmp_path / "other.sqlite3", file, actor="test", today=DAY)
    with store:
        other = Tracker(store, None, DAY, "test")
        assert list(other.read.records()) == list(published.read.records())
        other.run(Undo(revision=1))
        assert list(other.read.records()) == []
        other.run(Redo())
        assert list(other.read.records()) == list(published.read.records())
        with pytest.raises(sqlite3.IntegrityError, match="stands as it is"):
            store.connection().execute("UPDATE edition SET number = 2")
        assert store.read.counts()["edition"] == 1
