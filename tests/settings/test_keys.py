"""Keys of one's own: how they are written, which are refused and why, and what of them holds where two clash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from jatui.settings.example import example
from jatui.settings.file import Settings, read_settings
from jatui.settings.keys import NEEDED, Resolved, key_name, resolve, told_key
from jatui.tui.keyboard import Keyboard
from jatui.tui.keymap import KEYS, Key


def wish(**keys: str | tuple[str, ...]) -> Resolved:
    given = {
        name.replace("_", "-"): (each,) if isinstance(each, str) else each for name, each in keys.items()
    }
    return resolve(
        KEYS,
        Settings(
            Path("s.toml"), True, keys={name: tuple(filter(None, each)) for name, each in given.items()}
        ),
    )


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("?", "question_mark", "?"),
        ("/", "slash", "/"),
        (" ", "space", "space"),
        ("Z", "Z", "Z"),
        ("shift+z", "Z", "Z"),
        ("é", "é", "é"),
        ("ctrl+Z", "ctrl+z", "^z"),
        ("^z", "ctrl+z", "^z"),
        ("Control + z", "ctrl+z", "^z"),
        ("F5", "f5", "F5"),
        ("alt+shift+left", "alt+shift+left", "alt+shift+←"),
        ("PgDn", "pagedown", "pgdn"),
        ("esc", "escape", "esc"),
        ("+", "plus", "+"),
        ("ctrl++", "ctrl+plus", "^+"),
        ("minus", "minus", "-"),
    ],
)
def test_a_key_is_written_as_people_write_it(text: str, name: str, shown: str) -> None:
    assert key_name(text) == name and told_key(name) == shown
    assert key_name(name) == name


@pytest.mark.parametrize("text", ["", "banana", "hyper+x", "f25", "\x1b", "ctrl+", "zz"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert key_name(text) is None


@given(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
def test_a_character_is_called_as_the_screen_calls_it(character: str) -> None:
    assert key_name(character) == ("space" if character == " " else _character_to_key(character))


def test_the_keys_that_there_are_clash_nowhere_and_have_names_of_their_own() -> None:
    words = [key.word for key in KEYS]
    assert len(words) == len(set(words)) and all(
        word == word.lower().strip() and " " not in word for word in words
    )
    for screen in {screen for key in KEYS for screen in key.on.split()}:
        taken = [name for key in KEYS if screen in key.on.split() for name in key.keys.split(",") if name]
        assert sorted(taken) == sorted(set(taken)), screen


def test_wishes_are_met_a_swap_too() -> None:
    found = wish(red="a", amber="r", undo=("ctrl+z", "f8"), write="", leave_reading="f9")
    assert found.faults == ()
    keyboard = Keyboard(found.keys)
    assert keyboard.name("red") == "a" and keyboard.name("undo") == "^z F8"
    assert keyboard.told("{undo}, {write}; {nothing} {x}") == "^z F8, “write” in the palette; {nothing} {x}"
    assert keyboard.keymap["jatui.write"] == "unsent" and keyboard.keymap["jatui.leave-reading"] == "f9"


def test_a_command_names_its_action_where_it_has_one_alone() -> None:
    assert dict(wish(**{"milestone move": "X"}).keys) == {"move-milestone": ("X",)}
    assert "Name one of red, amber" in wish(update="X").faults[0].sentence


@pytest.mark.parametrize(
    ("action", "key", "words"),
    [
        ("unddo", "z", "there is no action 'unddo'. Did you mean undo"),
        ("xyzzy", "z", "`jatui settings --example` lists them"),
        ("undo", "banana", "undo is 'banana', which is no key"),
        ("undo", "pagedwn", "Did you mean pagedown"),
        ("undo", "ctrl+q", "undo cannot have ^q, which ends the program"),
        ("undo", "ctrl+i", "which is tab to a terminal"),
        ("undo", "enter", "undo cannot have enter, which is needed to type"),
        ("back", "Q", "back keeps esc, which is needed to type"),
        ("back", "", "back keeps esc"),
        ("open", "", "open keeps enter"),
        ("next-pane", "", "next-pane keeps tab"),
        ("help", "", "help must keep a key"),
        ("palette", "", "palette must keep a key"),
        ("undo", "r", "undo and red would both have r on the same screen (plan and triage)"),
    ],
)
def test_what_cannot_be_is_said(action: str, key: str, words: str) -> None:
    found = wish(**{action: key})
    assert dict(found.keys) == {} and words in found.faults[0].sentence and len(found.faults) == 1


def test_of_two_wishes_for_one_key_the_first_stands() -> None:
    found = wish(undo="z", zoom="f6", redo="z")
    assert (
        set(found.keys) == {"undo", "zoom"} and "redo and undo would both have z" in found.faults[0].sentence
    )
    twice = resolve(
        KEYS, Settings(Path("s"), True, keys={"move-milestone": ("X",), "milestone move": ("W",)})
    )
    assert dict(twice.keys) == {"move-milestone": ("X",)} and "again" in twice.faults[0].sentence


def test_keys_of_two_screens_may_be_the_same() -> None:
    assert wish(archive="s").faults == ()


SOME = st.lists(st.sampled_from([*"rgabwnzu/", "enter", "f5", "ctrl+z", "tab"]), max_size=2)


def keys_of(keys: Sequence[Key], screen: str) -> list[str]:
    return [name for key in keys if screen in key.on.split() for name in key.keys.split(",") if name]


@given(st.dictionaries(st.sampled_from([key.word for key in KEYS]), SOME))
def test_whatever_is_wished_no_key_does_two_things(wishes: dict[str, list[str]]) -> None:
    found = resolve(
        KEYS, Settings(Path("s"), True, keys={word: tuple(keys) for word, keys in wishes.items()})
    )
    assert len(found.keys) + len(found.faults) == len(wishes)
    keyboard = Keyboard(found.keys)
    for screen in {screen for key in KEYS for screen in key.on.split()}:
        taken = keys_of(keyboard.keys, screen)
        assert len(taken) == len(set(taken))
        assert set(NEEDED) & set(keys_of(KEYS, screen)) <= set(taken)


def test_the_example_is_every_default_and_reads_back_as_nothing_changed(tmp_path: Path) -> None:
    text = example(KEYS)
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    assert read_settings(path).keys == {} and read_settings(path).faults == ()
    words = "|".join(key.word for key in KEYS)
    begun = re.sub(rf"(?m)^# (?=(?:{words}) = )", "", text)
    path.write_text(begun, "utf-8")
    found = read_settings(path)
    own = resolve(KEYS, found)
    assert found.faults == () and own.faults == ()
    assert {word: ",".join(keys) for word, keys in own.keys.items()} == {key.word: key.keys for key in KEYS}
