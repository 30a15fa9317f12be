from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.store import Store
from jatui.store.check import check
from tests.conftest import DAY, small_plan

EACH = 50
WRITE = """
import sys
from datetime import date
from pathlib import Path
from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.store import Store

path, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store.open(path) as store:
    tracker = Tracker(store, None, date(2021, 9, 12), name)
    print("ready", flush=True)
    sys.stdin.readline()
    for each in range(number):
        tracker.run(Update(ref="E.1" if each % 2 else "E.2", rating="red" if each % 3 else "green", text=f"{name} {each}"))
        print(each, flush=True)
"""


def writer(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    """Start a process that is ready to write so many updates."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), name, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def texts(store: Store) -> list[str]:
    return [values["text"] for kind, values in store.read.records() if kind == "update"]


def damage(store: Store) -> list[str]:
    return [finding.sentence for finding in check(store.read) if finding.grade == "damage"]


def test_two_writers_lose_nothing(tracker: Tracker) -> None:
    path = tracker.store.path
    processes = [writer(path, name, EACH) for name in ("ann", "ben")]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert sorted(texts(tracker.store)) == sorted(
        f"{name} {n}" for name in ("ann", "ben") for n in range(EACH)
    )
    assert tracker.read.last_revision() == 1 + 2 * EACH
    assert damage(tracker.store) == []


def test_a_killed_writer_leaves_what_was_or_what_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.sqlite3"
    with Store.create(path) as store, store.revision("init", "{}", actor="test", day=DAY) as loading:
        loading.load(small_plan())
    chance = random.Random(20)
    acknowledged = 0
    for round in range(20):
        process = writer(path, f"w{round}", 10_000)
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(chance.random() * 0.03)
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[0].splitlines()
        acknowledged += 1 + len(said)
        with Store.open(path) as store:
            written = len(texts(store))
            assert acknowledged <= written <= acknowledged + 1
            assert store.read.last_revision() == written + 1
            assert damage(store) == []
        acknowledged = written
    with Store.open(path) as store:
        Tracker(store, None, DAY, "test").run(Update(ref="E.1", text="at last"))
        assert texts(store)[-1] == "at last"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.sqlite3"]


def test_who_saw_an_older_state_writes_nothing(tracker: Tracker) -> None:
    with Store.open(tracker.store.path) as store:
        other = Tracker(store, None, DAY, "other")
        seen = other.read.last_revision()
        tracker.run(Update(ref="E.1", rating="red", text="mine"))
        with pytest.raises(Refused, match=r"test changed this meanwhile \(E\.1 rated red\)"):
            other.run(Update(ref="E.1", rating="green", text="theirs"), seen=seen)
        assert texts(store) == ["mine"]
        other.run(Update(ref="E.1", rating="green", text="theirs"), seen=other.read.last_revision())
        assert texts(store) == ["mine", "theirs"]
        seen = tracker.read.last_revision()
        other.run(Undo())
        with pytest.raises(Refused, match="other changed this meanwhile"):
            tracker.run(Update(ref="E.1", rating="blue"), seen=seen)


def test_what_a_writer_fails_at_is_not_half_done(tracker: Tracker) -> None:
    before = list(tracker.read.records())
    with (
        pytest.raises(ZeroDivisionError),
        tracker.store.revision("x", "{}", actor="test", day=DAY) as writing,
    ):
        writing.add("lead", slug="new", name="New", kind="officer")
        writing.change("action", 1, rating="red")
        raise ZeroDivisionError
    with (
        pytest.raises(Refused, match="does not fit"),
        tracker.store.revision("x", "{}", actor="test", day=DAY) as writing,
    ):
        writing.add("lead", slug="new", name="New", kind="officer")
        writing.remove("plan", 1)
    with pytest.raises(Refused, match="half of a character"):
        tracker.run(Update(ref="E.1", text="x", source="\ud83d"))
    assert list(tracker.read.records()) == before
    assert tracker.read.last_revision() == 1
    assert damage(tracker.store) == []


def test_a_revision_that_changes_nothing_is_none(tracker: Tracker) -> None:
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writing:
        writing.change("action", 1, text="Do what E.1 says")
    assert (writing.changes.revision, tracker.read.last_revision()) == (0, 1)


def test_what_is_said_later_of_an_earlier_day_does_not_count(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red", status="closed", date=DAY))
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writing:
        writing.change("action", 1, closed_as="withdrawn")
    tracker.run(Update(ref="E.1", rating="green", date=DAY - dt.timedelta(days=1)))
    (action,) = tracker.read.actions([1], tracker.scope())
    assert (action["rating"], action["status"]) == ("red", "closed")
    tracker.run(Update(ref="E.1", status="in progress", date=DAY))
    (action,) = tracker.read.actions([1], tracker.scope())
    assert (action["rating"], action["status"]) == ("red", "in progress")
    assert [v.get("closed_as") for kind, v in tracker.read.records() if kind == "action"] == [None] * 4
