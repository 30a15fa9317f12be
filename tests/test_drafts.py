"""Texts that are not saved yet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jatui.drafts import Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


def test_a_text_is_kept_until_it_is_saved(drafts: Drafts) -> None:
    drafts.keep("E.1", "Half a sen")
    drafts.keep("E.1", "Half a sentence")
    drafts.keep("E.2", "Two\nlines")
    assert drafts.find("E.1") == "Half a sentence"
    assert drafts.all() == {"E.1": "Half a sentence", "E.2": "Two\nlines"}
    drafts.drop("E.1")
    assert drafts.find("E.1") is None and drafts.all() == {"E.2": "Two\nlines"}
    drafts.keep("E.2", " ")
    assert not list(drafts.folder.iterdir())


def test_only_its_owner_may_read_it(drafts: Drafts) -> None:
    drafts.keep("E.1", "Not for all")
    assert drafts.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in drafts.folder.iterdir()} == {0o600}


@contextmanager
def elsewhere(folder: Path, text: str) -> Iterator[None]:
    """Keep a text in another process, which is killed in the end."""
    code = (
        "import sys; from pathlib import Path; from jatui.drafts import Drafts; "
        f"Drafts(Path({str(folder)!r})).keep('E.1', {text!r}); print('kept', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout and process.stdout.readline() == "kept\n"
        yield
        process.kill()


def test_what_a_dead_program_left_is_taken_up_once(drafts: Drafts) -> None:
    with elsewhere(drafts.folder, "Left behind"):
        pass
    assert drafts.find("E.1") == "Left behind"
    assert [path.suffix for path in drafts.folder.iterdir()] == [f".{os.getpid()}"]
    drafts.drop("E.1")
    assert drafts.find("E.1") is None


def test_what_another_window_is_typing_is_left_to_it(drafts: Drafts) -> None:
    with elsewhere(drafts.folder, "Theirs"):
        assert drafts.find("E.1") is None
        drafts.keep("E.1", "Mine")
        drafts.drop("E.1")
        assert len(list(drafts.folder.iterdir())) == 1
    assert drafts.find("E.1") == "Theirs"


def test_a_damaged_draft_is_no_draft(drafts: Drafts) -> None:
    drafts.keep("E.1", "Good")
    (path,) = drafts.folder.iterdir()
    for damage in (b"", b"{", b'"text"', b'{"about": "E.1"}', b"\xff"):
        path.write_bytes(damage)
        assert drafts.find("E.1") is None and drafts.all() == {}


def test_where_nothing_can_be_written_that_is_known(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    drafts = Drafts(blocked / "drafts")
    drafts.keep("E.1", "Lost")
    assert drafts.failed
    assert drafts.find("E.1") is None and drafts.place("small", "2021-09-21") is None


def test_the_place_is_that_of_the_same_triage(drafts: Drafts) -> None:
    drafts.keep_place("small", "2021-09-21", "E.1")
    assert drafts.place("small", "2021-09-21") == "E.1"
    assert drafts.place("small", "2021-11-30") is None
    assert drafts.place("large", "2021-09-21") is None


def test_each_database_has_drafts_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = Drafts.of(tmp_path / "one.sqlite3"), Drafts.of(tmp_path / "other.sqlite3")
    one.keep("E.1", "Of the one")
    assert other.find("E.1") is None
    assert Drafts.of(tmp_path / "x" / ".." / "one.sqlite3").find("E.1") == "Of the one"
