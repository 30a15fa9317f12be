"""The past is what was: exported, counted, searched and told as it stood after each step of a random history.

JATUI_HISTORY=1000 makes the random history as long as that.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Restore
from jatui.commands.journal import Redo, Undo
from jatui.commands.meetings import ImportMeetings
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.errors import Problem, Unusable
from jatui.domain.watch import Stopped
from jatui.domain.words import RATINGS, STATUSES
from jatui.store import Store
from jatui.store.check import check
from jatui.store.facets import themes
from jatui.store.history import history
from jatui.store.past import look_back
from tests.conftest import DAY, small_plan
from tests.test_promises import EXAMPLES, ROOT

STEPS = int(os.environ.get("JATUI_HISTORY", "40"))
HANDLES = ("E.1", "E.2", "F.6#1", "F.6#2")
WORDS = ("draft", "late", "says", "is:overdue", "rating:red -late", "sapling")
KNOWN = [each for name, known in EXAMPLES.items() for each in known if name not in ("undo", "redo")]


def wish(chance: Random, last: int) -> Command:
    """Return something that a person might want next, about rows taken at random."""
    kind = chance.random()
    if kind < 0.15:
        return chance.choice([Undo(), Undo(), Redo(), Undo(revision=chance.randint(2, last + 1))])
    if kind < 0.45:
        said: dict[str, Any] = {
            "ref": ",".join(chance.sample(HANDLES, chance.choice((1, 1, 2)))),
            "rating": chance.choice((None, *RATINGS)),
            "status": chance.choice((None, *STATUSES)),
            "text": chance.choice(
                (None, "Late.", "Draft sent;\nlate", "Saplings \N{SEEDLING} “ordered”", '\\u0041 \\"')
            ),
        }
        return (chance.choice((Update, Submit)))(**said)
    found = chance.choice(KNOWN)
    names = {each.name for each in dataclasses.fields(found)}
    if isinstance(getattr(found, "number", None), int):
        found = dataclasses.replace(found, number=chance.randint(1, 1 + last // 3))
    if "ref" in names and chance.random() < 0.7:
        found = dataclasses.replace(found, ref=chance.choice(HANDLES))
    return found


def exported(tracker: Tracker, folder: Path) -> bytes:
    file = folder / "now.toml"
    tracker.run(Export(file=str(file), force=True))
    return file.read_bytes()


def told(tracker: Tracker) -> list[Any]:
    """Return what reads say: lists, counts, search, history and what is doubtful."""
    scope, read = tracker.scope(), tracker.read
    selections = [tracker.select(text, scope) for text in WORDS]
    return [
        read.counts(),
        read.state(),
        [read.actions(read.action_ids(each), scope) for each in selections],
        themes(read, selections[0], scope),
        history(read),
        check(read),
    ]


def begin(folder: Path) -> Tracker:
    """Return a tracker on an empty database beside the file of a plan that may be restored into it."""
    with Store.create(folder / "first.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(small_plan())
        Tracker(store, "all", DAY, "test").run(Export(file=str(folder / "small.toml")))
    return Tracker(Store.create(folder / "plan.sqlite3"), "all", DAY, "test")


def live(
    tracker: Tracker, folder: Path, chance: Random, steps: int
) -> Iterator[tuple[int, bytes, list[Any]]]:
    """Do things, some of which are refused; yield after each that was done how everything stands."""
    restore = Restore.of(folder / "small.toml")
    known: list[Command] = [restore, Undo(revision=1), Redo(), Undo(revision=3), restore]
    known.append(ImportMeetings(file=str(ROOT / "tests" / "papers" / "dates.csv"), committee="S&R"))
    done = 0
    while done < steps:
        command = known.pop(0) if known else wish(chance, tracker.read.last_revision())
        try:
            revision = tracker.run(command).revision
        except Problem:
            continue
        if revision:
            done += 1
            yield revision, exported(tracker, folder), told(tracker)


def past_of(tracker: Tracker, revision: int) -> Tracker:
    return dataclasses.replace(tracker, store=look_back(tracker.store, revision))


def play(seed: int, steps: int) -> None:
    folder = Path(tempfile.mkdtemp())
    tracker = begin(folder)
    try:
        stood = list(live(tracker, folder, Random(seed), steps))
        assert [revision for revision, *_ in stood] == list(range(1, steps + 1))
        for revision, file, said in stood:
            past = past_of(tracker, revision)
            assert exported(past, folder) == file, revision
            assert told(past) == said, revision
            past.store.close()
    finally:
        tracker.store.close()
        shutil.rmtree(folder)


@settings(max_examples=1 if STEPS > 100 else 2)
@given(st.integers(0, 10**6))
def test_every_step_of_a_random_history_is_there_again_byte_for_byte(seed: int) -> None:
    play(seed, STEPS)


@pytest.fixture
def grown(tracker: Tracker) -> Tracker:
    """The small plan after three revisions more."""
    for text in ("First.", "Second.", "Third."):
        tracker.run(Update(ref="E.1", rating="red", text=text))
    return tracker


def test_the_present_goes_on_while_one_looks_back(grown: Tracker) -> None:
    past = past_of(grown, 2)
    grown.run(Update(ref="E.1", rating="green", text="Fourth."))
    assert [each["text"] for each in past.read.updates(past.read.one_action("E.1"))] == ["First."]
    assert past.read.last_revision() == 2 and grown.read.last_revision() == 5
    past.store.close()


def test_nothing_is_written_there(grown: Tracker) -> None:
    with look_back(grown.store, 2) as past:
        with pytest.raises(Unusable, match="reading only"), past.revision("x", "{}", actor="x", day=DAY):
            pass
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            past.connection().execute("DELETE FROM action")


def test_nothing_is_left_of_it(grown: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with look_back(grown.store, 2) as past:
        (folder,) = (tmp_path / "temporary").iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert past.path == grown.store.path
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("looks", [0, 1, 2, 3])
def test_it_is_stopped_at_any_time(
    grown: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("jatui.store.past.STEPS", 100)
    (tmp_path / "temporary").mkdir()
    shares: list[float] = []

    def wanted(share: float) -> bool:
        shares.append(share)
        return len(shares) <= looks

    with pytest.raises(Stopped):
        look_back(grown.store, 2, wanted)
    assert shares == sorted(shares) and len(shares) == looks + 1
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_interrupt_within_a_statement_is_an_interrupt(
    grown: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jatui.store.past.STEPS", 100)
    looked: list[float] = []

    def wanted(share: float) -> bool:
        looked.append(share)
        if len(looked) == 3:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        look_back(grown.store, 2, wanted)


def test_a_writer_who_goes_on_writing_does_not_hold_it_up(
    grown: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jatui.store.copying.PAGES", 1)
    written: list[str] = []

    def wanted(share: float) -> bool:
        if 0.05 < share < 0.3 and len(written) < 40:
            try:
                with closing(sqlite3.connect(grown.store.path, timeout=0)) as other:
                    other.execute("UPDATE head SET hash = hash || 'x'")
                    other.commit()
                written.append("written")
            except sqlite3.OperationalError:
                written.append("had to wait")
        return True

    with look_back(grown.store, 2, wanted) as past:
        assert past.read.last_revision() == 2
    assert "written" in written and "had to wait" in written


def test_a_journal_that_does_not_lead_back_is_refused(grown: Tracker) -> None:
    with closing(sqlite3.connect(grown.store.path)) as other:
        other.execute("DROP TRIGGER change_fixed")
        other.execute(
            "UPDATE change SET before = json_set(before, '$.theme_id', 99) WHERE before IS NOT NULL"
        )
        other.commit()
    with pytest.raises(Unusable, match=r"does not lead back to revision 1.*`jatui check` tells more"):
        look_back(grown.store, 1)


def test_a_column_that_is_younger_than_a_row_has_its_default(grown: Tracker) -> None:
    with closing(sqlite3.connect(grown.store.path)) as other:
        other.execute("DROP TRIGGER change_fixed")
        other.execute(
            "UPDATE change SET before = json_remove(before, '$.status', '$.line') WHERE entity = 'action'"
        )
        other.commit()
    with look_back(grown.store, 1) as past:
        rows = past.read.rows("SELECT status, line FROM action WHERE handle = 'E.1'")
        assert rows == [("not started", None)]
