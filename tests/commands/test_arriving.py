"""Which file is meant by what is typed, or dragged into a terminal."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from jatui.commands.arriving import find_paper, near_papers
from jatui.domain.errors import NotFound, Refused

NAMES = ["plan.docx", "the council's plan.md", 'a "draft".txt', "100% done.csv", "Pläne 2021.xlsx", "~.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_found_however_a_terminal_writes_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    escaped = "".join(each if each.isalnum() or each in "/._-" else f"\\{each}" for each in str(path))
    for text in (str(path), f" {path}\n", shlex.quote(str(path)), escaped, path.as_uri()):
        assert find_paper(text) == path, text


@pytest.mark.parametrize("text", ["none.md", "'", "file://", "~nobody/none.md", "\0", "x" * 5000])
def test_what_names_no_file_is_told(text: str) -> None:
    with pytest.raises((NotFound, Refused)):
        find_paper(text)


def test_a_folder_is_no_paper(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        find_paper(str(tmp_path))


def test_papers_at_hand_are_those_that_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    for name in ("plan.docx", "picture.png", ".hidden.txt", "~$plan.docx"):
        (tmp_path / name).touch()
    (tmp_path / "folder.md").mkdir()
    assert [each.text for each in near_papers()] == ["plan.docx"]
