"""The keys as the person at this screen has them: the table of keys with what their settings say laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jatui.settings.keys import told_key
from jatui.tui.keymap import KEYS, UNSENT, Key, keys_on

_NAMED = re.compile(r"\{([a-z][a-z-]*)\}")


class Keyboard:
    """The table of keys in which some actions have other keys, by the actions' names."""

    def __init__(self, given: Mapping[str, Sequence[str]] | None = None) -> None:
        own = given or {}
        self.keys = tuple(_with(key, own[key.word]) if key.word in own else key for key in KEYS)
        self.keymap = {f"jatui.{word}": ",".join(keys) or UNSENT for word, keys in own.items()}
        """What Textual is to bind in place of the defaults."""
        self._names = {key.word: key.name for key in self.keys}

    def on(self, screen: str) -> list[Key]:
        """Return the keys that a screen has."""
        return keys_on(screen, self.keys)

    def stranger(self, pressed: str, screen: str) -> Key | None:
        """Return what a key does on other screens, where it does nothing on this one."""
        found = [key for key in self.keys if pressed in key.keys.split(",")]
        here = {key.word for key in self.on(screen)}
        return found[0] if found and not any(key.word in here for key in found) else None

    def name(self, word: str) -> str:
        """Return the key of an action as people read it."""
        return (
            self._names[word]
            or f"“{next(key.label for key in self.keys if key.word == word)}” in the palette"
        )

    @property
    def way_out(self) -> str:
        """What leads to all keys while a text is typed, when a letter is but a letter: help or the palette."""
        for word, label in (("help", "help"), ("palette", "more")):
            keys = next(key.keys for key in self.keys if key.word == word).split(",")
            if key := next(filter(_is_no_letter, keys), None):
                return f"{told_key(key)} {label}"
        return "esc leave"

    def told(self, words: str, *, typing: bool = False) -> str:
        """Return words with each `{name}` of an action replaced by its key; while `typing` by one that is no letter."""

        def name(found: re.Match[str]) -> str:
            word = found[1]
            if word not in self._names:
                return found[0]
            keys = next(key.keys for key in self.keys if key.word == word).split(",")
            usable = next(filter(_is_no_letter, keys), None) if typing else None
            return told_key(usable) if usable else self.name(word)

        return _NAMED.sub(name, words)


def _is_no_letter(key: str) -> bool:
    """Tell whether a key is none that puts a character into a text."""
    return "+" in key or (key.startswith("f") and key[1:].isdigit())


def _with(key: Key, names: Sequence[str]) -> Key:
    return replace(key, keys=",".join(names), shown=" ".join(map(told_key, names[:2])))
