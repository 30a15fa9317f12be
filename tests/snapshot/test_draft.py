from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.errors import Refused
from jatui.snapshot import drafted, open_snapshot
from tests.conftest import small_plan
from tests.snapshot.generated import Records
from tests.snapshot.test_file import header, write

GOOD = small_plan()


def only(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", GOOD)
    write(tmp_path / "b.toml", GOOD)
    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()
    assert only(tmp_path) == ["a.toml", "b.toml"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_a_snapshot_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path / "a.toml", GOOD)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.toml").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dead link", "fifo"])
def test_what_stands_at_the_path_stays(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    other = tmp_path / "other"
    other.write_text("other")
    {
        "file": lambda: path.write_text("mine"),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to(other),
        "dead link": lambda: path.symlink_to("nowhere"),
        "fifo": lambda: os.mkfifo(path),
    }[kind]()
    before = path.lstat()
    with pytest.raises(Refused, match=r"already there|is a folder"), drafted(path):
        pass
    if kind != "file":
        with pytest.raises(Refused, match=r"not a regular file|is a folder"), drafted(path, replace=True):
            pass
    assert path.lstat() == before
    assert other.read_text() == "other"
    assert only(tmp_path) == ["other", "x"]


def test_a_file_is_replaced_when_that_is_wished(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("mine")
    assert write(path, GOOD).sha256 == open_snapshot(path).sha256


def test_paths_where_nothing_can_be_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name, reason in (
        ("missing/x", "There is no folder"),
        ("file/x", "not a directory"),
        ("a" * 300, "name too long"),
        ("a\0b", "null"),
        ("", "is a folder"),
        ("..", "is a folder"),
        ("\ud800/x", "no folder|encode"),
    ):
        with pytest.raises(Refused, match=reason), drafted(tmp_path / name):
            pass
    with pytest.raises(Refused, match="is a folder"), drafted(Path("/")):
        pass
    assert only(tmp_path) == ["file"]


def test_a_long_name_that_the_disk_takes_is_taken(tmp_path: Path) -> None:
    write(tmp_path / ("a" * 250 + ".toml"), GOOD)
    assert len(only(tmp_path)) == 1


class _Full:
    """A call that fails from its nth time on, as on a full or failing disk."""

    def __init__(self, real: Any, number: int, code: int) -> None:
        self.real, self.left, self.code = real, number, code

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*given, **named)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize(("call", "number"), [("fsync", 0), ("replace", 0), ("open", 0)])
def test_a_failing_disk_leaves_what_was_there_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: int
) -> None:
    path = tmp_path / "x.toml"
    path.write_text("mine")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, _Full(getattr(os, call), number, code))
        with pytest.raises(Refused, match=os.strerror(code).lower()):
            write(path, GOOD)
    assert path.read_text() == "mine"
    assert only(tmp_path) == ["x.toml"]


def test_a_folder_that_is_not_confirmed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _Full(os.fsync, 1, errno.EIO))
    with pytest.raises(Refused, match="was written, but the disk did not confirm"):
        write(tmp_path / "x.toml", GOOD)
    assert open_snapshot(tmp_path / "x.toml").counts["action"] == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_really_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: Any, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".part"):
            os.close(real(path, flags, mode))
            return real("/dev/full", os.O_WRONLY)
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(Refused, match=r"Nothing was written at .*no space left on device"):
        write(tmp_path / "x.toml", GOOD)
    assert only(tmp_path) == []


def test_a_reader_that_stops_midway_leaves_nothing(tmp_path: Path) -> None:
    def items() -> Iterator[tuple[str, dict[str, Any]]]:
        yield GOOD[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), drafted(tmp_path / "x.toml") as draft:
        draft.write(header(GOOD), items())
    assert only(tmp_path) == []


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        (GOOD[:-1], r"the header counts 4 of \[\[action\]\], and there are 3"),
        ([*GOOD, GOOD[0]], r"\[\[committee\]\] comes after \[\[action\]\]"),
        ([("committee", {"code": "\ud800", "kind": "committee"})], "surrogates not allowed"),
    ],
)
def test_what_does_not_read_back_gets_no_name(tmp_path: Path, items: Records, reason: str) -> None:
    with (
        pytest.raises(Refused, match=f"Nothing was written at .*x.toml.*{reason}"),
        drafted(tmp_path / "x.toml") as draft,
    ):
        draft.write(header(GOOD), items)
        draft.place()
    assert only(tmp_path) == []


def test_bytes_that_changed_on_the_way_to_the_disk_are_found(tmp_path: Path) -> None:
    with (
        pytest.raises(Refused, match=r"did not read back.*sha256 does not hold"),
        drafted(tmp_path / "x") as draft,
    ):
        draft.write(header(GOOD), GOOD)
        part = next(tmp_path.iterdir())
        part.write_bytes(part.read_bytes().replace(b"Small plan", b"Great plan"))
        draft.place()
    assert only(tmp_path) == []


def test_a_file_made_by_another_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for links in (True, False):
        path = tmp_path / f"{links}.toml"
        if not links:
            monkeypatch.setattr(os, "link", _Full(os.link, 0, errno.EPERM))
        with pytest.raises(Refused, match="made by another program meanwhile"), drafted(path) as draft:
            draft.write(header(GOOD), GOOD)
            path.write_text("theirs")
            draft.place()
        assert path.read_text() == "theirs"


def test_a_disk_without_hard_links_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _Full(os.link, 0, errno.EPERM))
    with drafted(tmp_path / "x.toml") as draft:
        draft.write(header(GOOD), GOOD)
        draft.place()
    assert only(tmp_path) == ["x.toml"]
