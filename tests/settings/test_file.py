"""The settings file: what can be used of it, and a sentence on everything else; reading it makes nothing."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.settings import settings_path
from jatui.settings.edit import with_theme
from jatui.settings.file import COLOURS, Settings, read_settings
from jatui.tui.colours import keep_colours


def read(tmp_path: Path, text: str | bytes) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path)


def test_the_file_is_the_one_named_or_that_of_the_user_and_is_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JATUI_SETTINGS", str(tmp_path / "mine.toml"))
    assert settings_path() == tmp_path / "mine.toml"
    monkeypatch.delenv("JATUI_SETTINGS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert settings_path() == tmp_path / "config" / "jatui" / "settings.toml"
    found = read_settings()
    assert not found.there and not found.faults and found.get("theme") is None
    assert list(tmp_path.iterdir()) == []


def test_what_can_be_used_is_used(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '\ufeff# mine\ntheme = "Red green"\nactor=" Ann Able "\nyear = "financial"\ncopy-file = ""\n'
        '[keys]\nundo = "ctrl+z"\n"milestone move" = ["X", "f9"]\nwrite = ""\n',
    )
    assert dict(found.values) == {
        "theme": "red-green",
        "actor": "Ann Able",
        "year": "financial",
        "copy-file": "",
    }
    assert dict(found.keys) == {"undo": ("ctrl+z",), "milestone move": ("X", "f9"), "write": ()}
    assert found.faults == () and found.lines["keys.milestone move"] == 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "solarized"', "line 1: theme is 'solarized', which is none of dark, light"),
        ('\ntheme = "drak"', "line 2: theme is 'drak', which is none of dark, light, contrast, red-green, blue-yellow. Did"),
        ("theme = 3", "theme is 3, which is none of dark"),
        ("theme = true", "theme is True, which"),
        ('actor = ""', "line 1: actor is '', which is no name"),
        ('actor = "a\\u001b[31m"', "which is no name"),
        ("copy-file = [1]", "which is no path"),
        ('year = "May"', "which is none of municipal, financial"),
        ('colour = "dark"', "there is no setting 'colour'. There are theme"),
        ('aktor = "Ann"', "there is no setting 'aktor'. Did you mean actor?"),
        ("keys = 3", "keys is no table"),
        ("[keys]\nundo = 3", "line 2: undo is 3. A key is a text"),
        ("[keys]\nundo = [1]", "line 2: undo is [1]. A key is a text"),
        ('theme = "dark', "line 1: it is not TOML"),
        ("a\nb", "line 1: it is not TOML"),
        ('theme = "dark"\n\ntheme = "light"', "line 3: it is not TOML"),
        (b'theme = "dark"\nactor = "\xff"', "line 2: it is not UTF-8"),
        ("a = " + "[" * 5000, "it is not TOML"),
        (b"#" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)  # fmt: skip
def test_each_fault_is_a_sentence_with_its_place(tmp_path: Path, text: str | bytes, words: str) -> None:
    found = read(tmp_path, text)
    (fault,) = found.faults
    assert words in fault.sentence
    assert fault.sentence.startswith(f"Settings {tmp_path / 'settings.toml'}") and fault.sentence.endswith(
        (".", "?")
    )
    assert dict(found.values) == {}


def test_one_fault_leaves_the_other_entries_alone(tmp_path: Path) -> None:
    found = read(tmp_path, 'theme = "no"\nactor = "Ann"\n[keys]\nundo = "z"\nredo = 4')
    assert found.get("actor") == "Ann" and dict(found.keys) == {"undo": ("z",)} and len(found.faults) == 2


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    assert "not a regular file" in read_settings(tmp_path).faults[0].sentence
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in read_settings(tmp_path / "pipe").faults[0].sentence
    (tmp_path / "file").write_text("")
    assert not read_settings(tmp_path / "file" / "settings.toml").there


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    for fault in read_settings(path).faults:
        assert fault.sentence.startswith("Settings ")


WHOLE = '# About me.\r\n# theme = "dark"\r\nactor = "Ann"  # me\r\n\r\n[keys]\r\ntheme = "x"\r\nundo = "z"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        ("# only this", '# only this\ntheme = "light"\n'),
        (WHOLE, WHOLE.replace('"dark"\r\n', '"dark"\r\ntheme = "light"\r\n')),
        ('actor = "A"\ntheme = \'dark\' # "why"\n[keys]\n', 'actor = "A"\ntheme = "light" # "why"\n[keys]\n'),
        ("[keys]\nundo = 'z'\n", "theme = \"light\"\n[keys]\nundo = 'z'\n"),
        ("\ufefftheme = 3\nx = 1", '\ufefftheme = "light"\nx = 1'),
    ],
)
def test_keeping_a_theme_changes_its_line_alone(before: str, after: str) -> None:
    assert with_theme(before.encode(), "light").decode() == after


@pytest.mark.parametrize("text", ["theme = ", 'theme = """\ndark"""\n', "\xff"])
def test_a_file_that_cannot_be_changed_without_harm_is_left(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(Refused):
        with_theme(path.read_bytes(), "light")
    assert "light" in keep_colours(path, "light") or "not TOML" in keep_colours(path, "light")
    assert path.read_bytes() == text.encode("latin-1")


def test_colours_are_kept_in_a_new_file_in_a_linked_one_and_with_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    assert str(path) in keep_colours(path, COLOURS[1])
    assert (
        tomllib.loads(path.read_text()) == {"theme": COLOURS[1]}
        and read_settings(path).get("theme") == COLOURS[1]
    )
    path.chmod(0o644)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    keep_colours(link, COLOURS[2])
    assert link.is_symlink() and read_settings(path).get("theme") == COLOURS[2]
    assert path.stat().st_mode & 0o777 == 0o644
    assert "cannot be kept" in keep_colours(path / "below", COLOURS[0])
