"""`jatui snapshot merge`: what is told, asked and left as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def ann(shell: Shell, tmp_path: Path) -> Shell:
    """A colleague's shell, whose database began as a snapshot of this one."""
    shell("update", "E.1", "--rating", "red", "--text", "Before.")
    assert shell("snapshot", "export", str(tmp_path / "base.toml")).code == 0
    other = Shell(tmp_path / "ann.sqlite3")
    assert other("snapshot", "restore", str(tmp_path / "base.toml")).code == 0
    return other


def given(other: Shell, tmp_path: Path) -> str:
    """Return the file of what a colleague has now."""
    path = str(tmp_path / "from-ann.toml")
    assert other("snapshot", "export", "--force", path).code == 0
    return path


def differing(shell: Shell, ann: Shell, tmp_path: Path) -> str:
    """Let both do what cannot both stand, and return the colleague's file."""
    shell("update", "E.1", "--rating", "green", "--status", "complete")
    ann("update", "E.1", "--rating", "amber", "--status", "in progress", "--text", "Ann did it.")
    return given(ann, tmp_path)


def test_what_either_did_is_told_and_taken_over(shell: Shell, ann: Shell, tmp_path: Path) -> None:
    shell("update", "E.3", "--rating", "green")
    ann("update", "E.2", "--rating", "amber", "--text", "Ann did it.")
    said = shell("snapshot", "merge", given(ann, tmp_path))
    assert said.code == 0 and said.out == ""
    assert said.err.splitlines() == [
        "Since revision 2 of 12 Sep 2021, 2 records differ here and 2 records differ there: no conflict.",
        "Merged from-ann.toml: 1 added, 1 changed. (Revision 4; `jatui undo` takes it back.)",
    ]
    assert shell("show", "E.2", "--json").json["rating"] == "amber"
    assert shell("snapshot", "merge", given(ann, tmp_path)).err.startswith(
        "from-ann.toml went into this database"
    )


def test_conflicts_are_listed_where_nobody_can_be_asked(shell: Shell, ann: Shell, tmp_path: Path) -> None:
    file = differing(shell, ann, tmp_path)
    before = shell.database.read_bytes()
    said = shell("snapshot", "merge", file)
    assert said.code == 1
    assert said.out.splitlines() == [
        "1. action joint-agreement E.1: changed differently here and there",
        "     was:    not started",
        "     ours:   complete",
        "     theirs: in progress",
        "2. action joint-agreement E.1: changed differently here and there",
        "     was:    red",
        "     ours:   green",
        "     theirs: amber",
    ]
    assert f"jatui snapshot merge {file} --answer 1=ours|theirs --answer 2=ours|theirs" in said.err
    assert shell("snapshot", "merge", file, "--answer", "2=theirs").code == 1
    dry = shell("snapshot", "merge", file, "--take", "theirs", "--dry-run")
    assert dry.code == 0 and "*  theirs: amber" in dry.out.replace("  * ", "*  ")
    assert shell.database.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "status", "rating"),
    [
        (["--take", "ours"], "complete", "green"),
        (["--take", "theirs"], "in progress", "amber"),
        (["--answer", "1=ours", "--answer", "2=theirs"], "complete", "amber"),
        (["--take", "theirs", "--answer", "1=ours"], "complete", "amber"),
    ],
)
def test_answers_are_taken_from_the_line(
    shell: Shell, ann: Shell, tmp_path: Path, words: list[str], status: str, rating: str
) -> None:
    file = differing(shell, ann, tmp_path)
    said = shell("snapshot", "merge", file, *words, "--json")
    assert said.code == 0
    changed = "" if words == ["--take", "ours"] else ", 1 changed"
    assert said.json["done"] == f"merged from-ann.toml: 1 added{changed}; 2 conflicts answered"
    assert said.json["revision"] == 4
    shown = shell("show", "E.1", "--json").json
    assert (shown["status"], shown["rating"]) == (status, rating)
    assert "Ann did it." in [each["text"] for each in shown["updates"]]
    kept = shell("history", "--limit", "1", "--json").json[0]["arguments"]
    assert set(kept["answers"]) == {"1", "2"} and kept["base"] == "revision 2"
    shell("undo")
    assert shell("show", "E.1", "--json").json["rating"] == "green"


def test_as_json_conflicts_have_their_sides(shell: Shell, ann: Shell, tmp_path: Path) -> None:
    said = shell("snapshot", "merge", differing(shell, ann, tmp_path), "--json", "--answer", "2=theirs")
    assert said.code == 1 and said.json["revision"] is None
    assert [each["answer"] for each in said.json["conflicts"]] == [None, "theirs"]
    assert said.json["conflicts"][0] == {
        "number": 1,
        "kind": "action",
        "name": "action joint-agreement E.1",
        "what": "changed differently here and there",
        "fields": ["status"],
        "choices": ["ours", "theirs"],
        "answer": None,
        "base": {"status": "not started"},
        "ours": {"status": "complete"},
        "theirs": {"status": "in progress"},
    }


def test_at_a_terminal_each_is_asked(
    shell: Shell, ann: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = differing(shell, ann, tmp_path)
    monkeypatch.setattr("jatui.cli.merging.asked", lambda: True)
    before = shell.database.read_bytes()
    quit_at_once = shell("snapshot", "merge", file, stdin="o\nq\n")
    assert quit_at_once.code == 1 and "Nothing was changed" in quit_at_once.err
    assert shell.database.read_bytes() == before
    assert shell("snapshot", "merge", file, stdin="o\n").code != 0
    assert shell.database.read_bytes() == before
    said = shell("snapshot", "merge", file, stdin="o\nwhat\nt\n")
    assert said.code == 0, said.err
    shown = shell("show", "E.1", "--json").json
    assert (shown["status"], shown["rating"]) == ("complete", "amber")


def test_what_is_misused_is_told(shell: Shell, ann: Shell, tmp_path: Path) -> None:
    file = differing(shell, ann, tmp_path)
    for words, code, reason in (
        (["--answer", "1"], 2, "is no answer"),
        (["--answer", "9=ours"], 2, "There is no conflict 9"),
        (["--take", "mine"], 2, "mine"),
        (["--base", "nothing"], 2, "There is no file nothing, and as a moment"),
    ):
        said = shell("snapshot", "merge", file, *words)
        assert (said.code, reason in said.err) == (code, True), said
    assert shell("snapshot", "merge", str(tmp_path / "none.toml")).code == 1


def test_a_hostile_name_acts_on_no_terminal(shell: Shell, ann: Shell, tmp_path: Path) -> None:
    shell("update", "E.1", "--text", "x")
    shell("officer", "rename", "Sheryl French", "Sheryl \x1b[31mFrench")
    ann("officer", "rename", "Sheryl French", "Sheryl \u202eFrench")
    hostile = tmp_path / "odd\x1b[31m.toml"
    shutil.copy(given(ann, tmp_path), hostile)
    said = shell("snapshot", "merge", str(hostile))
    assert said.code == 1
    assert not {"\x1b", "\u202e"} & set(said.out + said.err)
