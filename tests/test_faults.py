"""That the faults of `faults` do befall what they are said to."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jatui.domain.errors import Refused
from jatui.files import write_whole
from tests.faults import each_write, files, killed, limited, starved

OLD, NEW = b"old", b"new" * 100_000


def test_a_file_is_whole_whichever_write_is_the_last(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    met = []
    for place in each_write(lambda: write_whole(path, NEW, replace=True), lambda: path.write_bytes(OLD)):
        for each in tmp_path.iterdir():
            each.unlink()
        path.write_bytes(OLD)
        assert killed(lambda: write_whole(path, NEW, replace=True), place)
        assert path.read_bytes() in (OLD, NEW)
        met.append(path.read_bytes() == NEW)
    assert {False, True} == set(met) and met == sorted(met) and len(met) >= 5


def test_a_disk_that_is_full_is_told_and_leaves_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    said = set()
    for place in each_write(lambda: write_whole(path, NEW, replace=True), lambda: path.write_bytes(OLD)):
        path.write_bytes(OLD)
        problem = starved(lambda: write_whole(path, NEW, replace=True), place)
        assert files(tmp_path) == {"a.toml": OLD if problem else NEW}
        said.add((problem or "").rpartition(": ")[2])
    assert said == {"", "no space left on device."}


def test_the_writes_of_sqlite_are_counted_and_the_last_of_them_is_what_commits(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"

    def prepare() -> None:
        for each in tmp_path.iterdir():
            each.unlink()
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("CREATE TABLE t (v); INSERT INTO t VALUES (1)")

    def work() -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE t SET v = 2")

    found = []
    for place in each_write(work, prepare):
        prepare()
        assert killed(work, place)
        with closing(sqlite3.connect(path)) as connection:
            found += [value for (value,) in connection.execute("SELECT v FROM t")]
    assert set(found) == {1} and len(found) >= 5
    prepare()
    assert not killed(work, len(found) + 1)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT v FROM t").fetchall() == [(2,)]


@pytest.mark.parametrize("kill", [True, False])
def test_a_limit_on_sizes_cuts_a_write_in_the_middle(tmp_path: Path, kill: bool) -> None:
    path = tmp_path / "a.toml"
    for size in (0, 1, 4096, len(NEW) - 1):
        said = limited(lambda: write_whole(path, NEW), size, kill=kill)
        assert said == ("killed" if kill else f"Nothing was written at {path}: file too large.")
        assert not path.exists()
        assert kill or not os.listdir(tmp_path)
    assert limited(lambda: write_whole(path, NEW), len(NEW), kill=kill) is None
    assert path.read_bytes() == NEW


def test_an_error_that_is_no_problem_fails_the_test() -> None:
    def work() -> None:
        raise ValueError("odd")

    with pytest.raises(AssertionError, match="ValueError: odd"):
        limited(work, 1000, kill=False)

    def refuse() -> None:
        raise Refused("Said.")

    assert limited(refuse, 1000, kill=False) == "Said."
