"""An export that is killed at any of its writes, or meets a full disk there: the whole new file stands there, or the old one.

JATUI_WRITES=1000 tries so many of its writes, which are all of them.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jatui.commands.archive import Export
from jatui.commands.tracker import Tracker
from jatui.commands.verified import verify_paths
from jatui.domain.errors import Refused
from jatui.files import ABANDONED, PART
from jatui.snapshot import verify_snapshot
from jatui.store import Store
from tests.conftest import DAY, small_action, small_plan
from tests.faults import each_write, files, killed, limited, starved

MOST = int(os.environ.get("JATUI_WRITES", "9"))
FORMER = b"what stood there before\n"


class Exporting:
    """An export of a plan into a folder, over a former file or where none is."""

    def __init__(self, folder: Path, *, over: bool) -> None:
        self.folder = folder / "out"
        self.file = self.folder / "plan.toml"
        self.over = over
        self._sound = folder / "sound.sqlite3"
        self._database = folder / "plan.sqlite3"
        actions = [
            small_action(f"E.{number}", number, text="Do it at length. " * 20) for number in range(5, 150)
        ]
        with Store.create(self._sound) as store, store.revision("init", "{}", actor="a", day=DAY) as writer:
            writer.load([*small_plan()[:-4], *actions])
            writer.sentence = "loaded"
        self.prepare()
        self.do()
        self.whole = self.file.read_bytes()

    def prepare(self) -> None:
        """Put everything as it was before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self._sound, self._database)
        if self.over:
            self.file.write_bytes(FORMER)

    def do(self) -> None:
        """Export."""
        with Store.open(self._database) as store:
            Export(file=str(self.file), force=self.over).write(Tracker(store, "all", DAY, "test"))

    def is_whole(self) -> bool:
        """Hold what stands there to all or nothing; return whether it is the new file."""
        found = files(self.folder)
        there = found.pop("plan.toml", None)
        assert there == self.whole or there == (FORMER if self.over else None)
        assert all(PART.fullmatch(name) for name in found) and len(found) <= 1
        assert self._database.read_bytes() == self._sound.read_bytes()
        if there == self.whole:
            verify_snapshot(self.file)
        return there == self.whole

    def again(self) -> None:
        """Give the same command once more, which then works."""
        if not self.over:
            self.file.unlink(missing_ok=True)
        self.do()
        assert self.is_whole()


@pytest.fixture(params=[False, True], ids=["new", "over"])
def exporting(request: pytest.FixtureRequest, tmp_path: Path) -> Exporting:
    """An export where no file is, and one over a former file."""
    return Exporting(tmp_path, over=request.param)


def test_an_export_that_is_killed_leaves_the_whole_or_the_former_file(exporting: Exporting) -> None:
    ended = set()
    for place in each_write(exporting.do, exporting.prepare, most=MOST):
        exporting.prepare()
        assert killed(exporting.do, place)
        ended.add(exporting.is_whole())
        judged = [each for each in verify_paths([exporting.folder], None) if each.kind == "snapshot"]
        assert not [each for each in judged if PART.fullmatch(each.path.name)]
        exporting.again()
    assert ended == {False, True}


def test_an_export_on_a_full_disk_says_so_and_leaves_the_former_file(exporting: Exporting) -> None:
    said = set()
    for place in each_write(exporting.do, exporting.prepare, most=MOST):
        exporting.prepare()
        problem = starved(exporting.do, place)
        assert exporting.is_whole() == (problem is None)
        assert len(files(exporting.folder)) <= 1
        said.add(problem)
        exporting.again()
    assert f"Nothing was written at {exporting.file}: no space left on device." in said


@pytest.mark.parametrize("kill", [False, True])
def test_an_export_that_is_larger_than_files_may_be_leaves_the_former_file(
    exporting: Exporting, kill: bool
) -> None:
    for size in (0, 1, 5_000, len(exporting.whole) - 1, len(exporting.whole)):
        exporting.prepare()
        problem = limited(exporting.do, size, kill=kill)
        assert exporting.is_whole() == (problem is None) == (size == len(exporting.whole))
        exporting.again()


def left(folder: Path, *, age: float, name: str = f".jatui-{'0a' * 8}.part") -> Path:
    """Leave a part as a killed program does, so many seconds ago."""
    path = folder / name
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_what_a_killed_export_left_is_removed_by_a_later_one(exporting: Exporting) -> None:
    exporting.prepare()
    old = left(exporting.folder, age=ABANDONED + 60)
    exporting.do()
    assert exporting.is_whole() and not old.exists()


@pytest.mark.parametrize(
    ("name", "age"),
    [
        (f".jatui-{'0a' * 8}.part", ABANDONED - 60),
        (".jatui-notes.part", 10**6),
        (f"jatui-{'0a' * 8}.part", 10**6),
    ],
)
def test_what_may_be_another_s_is_left(tmp_path: Path, name: str, age: float) -> None:
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    other = left(exporting.folder, name=name, age=age)
    exporting.do()
    assert other.read_bytes() == b"half"


def test_a_part_whose_writer_lives_is_left(tmp_path: Path) -> None:
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    other = left(exporting.folder, age=10**6)
    with other.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        exporting.do()
        assert other.exists()
    exporting.again()
    assert not other.exists()


def test_a_part_that_is_no_file_is_left(tmp_path: Path) -> None:
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    names = [f".jatui-{digit * 16}.part" for digit in "ab"]
    places = [exporting.folder / name for name in names]
    os.mkfifo(places[0])
    places[1].symlink_to(exporting._sound)
    for place in places:
        os.utime(place, (1, 1), follow_symlinks=False)
    exporting.do()
    assert all(os.path.lexists(place) for place in places) and verify_snapshot(exporting.file)


def refusing(number: int) -> Callable[..., None]:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("number", [1, 38, 95, 18])
def test_a_share_without_links_gets_the_file_by_its_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    monkeypatch.setattr(os, "link", refusing(number))
    exporting.do()
    assert exporting.is_whole() and len(files(exporting.folder)) == 1


def test_a_share_that_neither_links_nor_renames_gets_nothing(
    exporting: Exporting, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting.prepare()
    with monkeypatch.context() as patch:
        for name in ("link", "rename", "replace"):
            patch.setattr(os, name, refusing(95))
        with pytest.raises(Refused, match=r"Nothing was written at .*: operation not supported"):
            exporting.do()
    assert not exporting.is_whole() and len(files(exporting.folder)) == exporting.over
    exporting.again()


def test_a_share_without_locks_gets_the_file_and_keeps_what_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    old = left(exporting.folder, age=10**6)
    monkeypatch.setattr(fcntl, "flock", refusing(95))
    exporting.do()
    assert old.exists() and verify_snapshot(exporting.file)


@pytest.mark.parametrize(
    "name", ["../plan.toml", "a/../../plan.toml", "link.toml", "gone/plan.toml", "fifo", "a\0b", "x" * 300]
)
def test_an_odd_name_is_the_place_that_it_names_or_is_refused(tmp_path: Path, name: str) -> None:
    """A name with `..` leads where it says, as in any program; a link is not followed and nothing else is replaced."""
    exporting = Exporting(tmp_path, over=False)
    exporting.prepare()
    (exporting.folder / "a").mkdir()
    target = tmp_path / "target.toml"
    target.write_bytes(FORMER)
    (exporting.folder / "link.toml").symlink_to(target)
    os.mkfifo(exporting.folder / "fifo")
    exporting.file = exporting.folder / name
    for exporting.over in (False, True):
        before = files(tmp_path)
        if ".." in name:
            Export(file=str(exporting.file), force=exporting.over)
            exporting.do()
            assert verify_snapshot(tmp_path / "plan.toml")
            continue
        with pytest.raises(Refused):
            exporting.do()
        assert files(tmp_path) == before and target.read_bytes() == FORMER


def test_a_folder_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exporting = Exporting(tmp_path, over=True)
    exporting.prepare()
    monkeypatch.setattr(os, "open", refusing(13))
    with pytest.raises(Refused, match=r"Nothing can be written at .*: permission denied"):
        exporting.do()
    assert not exporting.is_whole() and len(files(exporting.folder)) == 1
