"""`jatui settings`, and what the verbs make of the file: the name of who is at work, and a word on what is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from jatui.__main__ import known_keys
from jatui.cli.context import Session
from jatui.cli.settings import settings
from jatui.settings.file import ENTRIES
from tests.cli.conftest import Shell


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file, not there yet."""
    monkeypatch.setenv("JATUI_SETTINGS", str(tmp_path / "mine.toml"))
    return tmp_path / "mine.toml"


def ask(*words: str, actor: str | None = None) -> tuple[str, str]:
    session = Session(None, known_keys)
    session.given_actor = actor
    done = CliRunner().invoke(settings, words, obj=session)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_without_a_file_every_default_is_told_and_none_is_made(file: Path, shell: Shell) -> None:
    out, err = ask()
    assert str(file) in out and "not there; every default stands" in out and err == ""
    assert [line.split()[0] for line in out.splitlines()[3:]] == list(ENTRIES)
    assert out.splitlines()[7].split()[-1] == "default"
    assert shell("settings").code == 0 and shell("update", "E.1", "--rating", "red").code == 0
    assert not file.exists()


def test_each_value_is_told_with_where_it_comes_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(
        'actor = "Ann"\ntheme = "light"\n[keys]\nundo = "f7"\n"milestone move" = "X"\nredo = "r"\n'
    )
    out, err = ask()
    told = {line.split("  ")[0]: line.split()[-2:] for line in out.splitlines()[3:]}
    assert (
        told["theme"] == ["line", "2"]
        and told["actor"] == ["line", "1"]
        and told["keys.undo"] == ["line", "4"]
    )
    assert told["keys.move-milestone"] == ["line", "5"] and "keys.redo" not in told
    assert "line 6: redo and red would both have r" in err
    import json

    found = json.loads(ask("--json", actor="Bob")[0])
    assert found["settings"]["actor"] == {"value": "Bob", "from": "--actor"}
    assert found["keys"]["undo"]["keys"] == ["f7"] and found["keys"]["redo"]["from"] == "default"
    assert [fault["line"] for fault in found["faults"]] == [6]
    monkeypatch.setenv("JATUI_ACTOR", "Bob")
    assert json.loads(ask("--json", actor="Bob")[0])["settings"]["actor"]["from"] == "JATUI_ACTOR"


def test_the_example_is_a_file_of_settings_that_names_every_action(file: Path) -> None:
    text = ask("--example")[0]
    assert tomllib.loads(text) == {"keys": {}}
    assert all(f"# {key.word} = " in text for key in known_keys())
    assert not file.exists()


def test_what_is_recorded_has_the_name_of_the_settings(
    file: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text('actor = "Ann Able"\ntheme = "no"\n')
    session = Session()
    assert session.actor() == "Ann Able" and capsys.readouterr().err == ""
    file.write_text("actor = 3\n")
    session = Session()
    assert session.actor() not in ("3", "Ann Able") and "line 1: actor is 3" in capsys.readouterr().err
    session = Session(given_actor="Bob")
    assert session.actor() == "Bob" and capsys.readouterr().err == "" and session._settings is None
    file.write_text("actor = \n")
    assert Session().actor() and "it is not TOML" in capsys.readouterr().err
    assert shell("list").err.count("TOML") == 0
