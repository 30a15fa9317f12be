"""A database being made, restored over or copied that is killed at any of its writes, or meets a full disk there.

The old one stands there whole, or the new one, and the same command then works. JATUI_WRITES=1000 tries so many writes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jatui.commands.archive import Export, Init, Restore, initialise, restore
from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.store.backups import backups, examine, folder_of
from jatui.store.check import check
from tests.commands.test_archive import put
from tests.conftest import DAY, Records, small_action, small_plan
from tests.faults import each_write, killed, limited, starved
from tests.store.test_exchange import loaded

MOST = int(os.environ.get("JATUI_WRITES", "6"))
SIZES = (0, 3000, 20_000, 70_000, 130_000, 200_000)


def long_plan(text: str, last: int) -> Records:
    actions = [small_action(f"E.{number}", number, text=f"{text} " * 60) for number in range(5, last)]
    return [*small_plan()[:-4], *actions]


def held(path: Path) -> Records:
    """Return the records of a database, which must be sound in every respect."""
    with Store.open(path) as store:
        assert [each for each in check(store.read) if each.grade == "damage"] == []
        return list(store.read.records())


class Making:
    """A command that makes a database where none is, or changes one: what it may leave, and how it is begun anew."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder / "data"
        self.path = self.folder / "plan.sqlite3"
        self.kind = kind
        self.snapshot = put(folder / "new.toml", long_plan("New", 70))
        self.sound = folder / "sound.sqlite3"
        with loaded(self.sound, long_plan("Old", 60)):
            pass
        self.old = held(self.sound)
        self.prepare()
        self.do()
        self.new = held(self.path)
        assert self.new and self.new != self.old

    def prepare(self) -> None:
        """Put everything as it was before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        if self.kind == "over":
            shutil.copy(self.sound, self.path)

    def do(self) -> None:
        """Give the command."""
        if self.kind == "over":
            with Store.open(self.path) as store:
                Tracker(store, None, DAY, "test").run(Restore.of(self.snapshot, over=True))
            return
        made, _ = (
            initialise(self.path, Init(seed="joint_agreement"), actor="test", today=DAY)
            if self.kind == "init"
            else restore(self.path, self.snapshot, actor="test", today=DAY)
        )
        made.close()

    def is_new(self) -> bool:
        """Hold what stands there to all or nothing; return whether it is the new."""
        for each in backups(self.path):
            assert held(each.path) == (self.old if examine(each.path).revision == 1 else self.new)
        if not self.path.exists():
            assert self.kind != "over"
            return False
        found = held(self.path)
        assert found == self.new or (self.kind == "over" and found == self.old)
        assert self.kind != "over" or found == self.old or backups(self.path)
        return found == self.new

    def again(self) -> None:
        """Give the same command once more, which then works."""
        if self.path.exists() and self.kind != "over":
            return
        self.do()
        assert self.is_new()

    def tidy(self) -> bool:
        """Tell whether nothing lies about but the database, its backups, and what SQLite rolls back with at the next look."""
        folders = (self.folder, folder_of(self.path))
        names = [name for folder in folders if folder.is_dir() for name in os.listdir(folder)]
        return not [name for name in names if name.startswith(".")]


@pytest.fixture(params=["init", "restore", "over"])
def making(request: pytest.FixtureRequest, tmp_path: Path) -> Making:
    """One of the commands that make or change a whole database."""
    return Making(tmp_path, request.param)


def test_killed_at_any_write_the_old_stands_or_the_new(making: Making) -> None:
    ended = set()
    for place in each_write(making.do, making.prepare, most=MOST):
        making.prepare()
        assert killed(making.do, place)
        ended.add(making.is_new())
        making.again()
    assert False in ended


def test_on_a_full_disk_it_is_said_and_nothing_is_left(making: Making) -> None:
    for place in each_write(making.do, making.prepare, most=MOST):
        making.prepare()
        said = starved(making.do, place)
        assert making.tidy()
        assert making.is_new() == (said is None)
        assert said is None or not any(word in said for word in (".jatui-", "Traceback", "Errno"))
        making.again()


@pytest.mark.parametrize("kill", [False, True], ids=["told", "killed"])
def test_under_a_limit_on_sizes_the_old_stands_or_the_new(making: Making, kill: bool) -> None:
    for size in SIZES:
        making.prepare()
        said = limited(making.do, size, kill=kill)
        assert making.is_new() == (said is None)
        assert kill or making.tidy()
        making.again()


@pytest.mark.parametrize("work", [killed, starved])
def test_an_undo_of_a_restore_over_is_all_or_nothing_too(tmp_path: Path, work: Callable[..., object]) -> None:
    from jatui.commands.journal import Undo

    making = Making(tmp_path, "over")
    done = tmp_path / "done.sqlite3"
    shutil.copy(making.path, done)

    def undo() -> None:
        with Store.open(making.path) as store:
            Tracker(store, None, DAY, "test").run(Undo())

    for place in each_write(undo, lambda: shutil.copy(done, making.path), most=MOST):
        shutil.copy(done, making.path)
        work(undo, place)
        found = held(making.path)
        assert found in (making.old, making.new)
        if found == making.new:
            undo()
        assert held(making.path) == making.old


def test_a_snapshot_of_a_restored_plan_is_that_of_the_file(tmp_path: Path) -> None:
    making = Making(tmp_path, "restore")
    with Store.open(making.path) as store:
        Export(file=str(tmp_path / "again.toml")).write(Tracker(store, "all", DAY, "test"))
    assert Restore.of(tmp_path / "again.toml").sha256 == Restore.of(making.snapshot).sha256
