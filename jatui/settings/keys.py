"""Giving actions other keys: what a person writes is held against the keys that there are, and clashes are told."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from jatui.domain.match import nearest
from jatui.settings.file import Fault, Settings


class Known(Protocol):
    """An action that has a key, or could have one."""

    @property
    def word(self) -> str:
        """Its name in the file."""

    @property
    def command(self) -> str | None:
        """The command that it runs, if any."""

    @property
    def keys(self) -> str:
        """Its keys, with commas between them."""

    @property
    def on(self) -> str:
        """The screens that have it, with blanks between them."""

    @property
    def help(self) -> str:
        """What it does."""

    @property
    def group(self) -> str:
        """What it is listed under."""

    @property
    def palette(self) -> bool:
        """Whether it can be found by its name."""


NEEDED = ("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right")
"""Keys without which nothing can be typed, chosen or left."""

TAKEN = {
    "ctrl+q": "ends the program",
    "ctrl+c": "belongs to the terminal",
    "ctrl+i": "is tab to a terminal; choose another",
    "ctrl+m": "is enter to a terminal; choose another",
    "ctrl+left_square_bracket": "is escape to a terminal; choose another",
}
"""Keys that nothing can have, each with the reason."""

_NAMED = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter", "escape",
    "tab", "space", *(f"f{number}" for number in range(1, 25)),
)  # fmt: skip
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "bksp": "backspace", "spacebar": "space",
}  # fmt: skip
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_MODIFIERS = ("ctrl", "alt", "shift")
_SHOWN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "⌫", "escape": "esc", "pagedown": "pgdn",
    "pageup": "pgup", "delete": "del",
}  # fmt: skip


def _named(character: str) -> str:
    """Return how a terminal's key of one character is called."""
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_CHARACTERS = {_named(each): each for each in string.punctuation}


def key_name(text: str) -> str | None:
    """Return how the program calls a key that a person writes (`?`, `ctrl+z`, `^z`, `F5`), or None where it is none."""
    if len(text) == 1:
        return _named(text) if text.isprintable() else None
    given = f"ctrl+{text[1:]}" if text.startswith("^") else text
    if given.endswith("+") and not given.endswith("++"):
        return None
    *before, last = [*given.removesuffix("++").split("+"), *["plus"] * given.endswith("++")]
    modifiers = {each.strip().casefold() for each in before}
    modifiers = {{"control": "ctrl", "option": "alt", "meta": "alt"}.get(each, each) for each in modifiers}
    if not modifiers <= set(_MODIFIERS):
        return None
    last = last.strip()
    if len(last) == 1:
        if "shift" in modifiers and last.isalpha():
            modifiers.discard("shift")
            last = last.upper()
        name = _named(last.lower() if "ctrl" in modifiers else last)
    else:
        name = _ALIASES.get(last.casefold(), last.casefold())
        if name not in _NAMED and name not in _CHARACTERS:
            return None
    return "+".join([*(each for each in _MODIFIERS if each in modifiers), name])


def told_key(name: str) -> str:
    """Return how a key is written for people: `^r`, `?`, `esc`, `F5`."""
    *before, last = name.split("+")
    shown = _CHARACTERS.get(last) or _SHOWN.get(last) or (last.upper() if last in _NAMED[-24:] else last)
    if before == ["ctrl"] and len(shown) == 1:
        return f"^{shown}"
    return "+".join([*before, shown])


class Resolved(NamedTuple):
    """The keys that actions have by a person's wish, by the actions' names, and what of the wishes could not be met.

    `entries` are the names under which the file gives them.
    """

    keys: Mapping[str, tuple[str, ...]]
    faults: tuple[Fault, ...]
    entries: Mapping[str, str]


def resolve(known: Sequence[Known], settings: Settings) -> Resolved:
    """Hold the file's keys against the actions that there are; where two would have one key, the later wish is dropped."""
    by_word = {each.word: each for each in known}
    wishes: dict[str, tuple[str, tuple[str, ...]]] = {}
    faults: list[Fault] = []
    for entry, written in settings.keys.items():
        try:
            word = _find(entry, known)
            if word in wishes:
                raise _Refused(
                    f"{entry} is {wishes[word][0]} again, which has a line already. Keep one of the two."
                )
            wishes[word] = entry, _keys(entry, by_word[word], written)
        except _Refused as refused:
            faults.append(settings.fault(f"keys.{entry}", str(refused)))
    while (clash := _clash(known, {word: keys for word, (_, keys) in wishes.items()})) is not None:
        key, word, other = clash
        entry, _ = wishes.pop(word)
        where = " and ".join(sorted(set(by_word[word].on.split()) & set(by_word[other].on.split())))
        words = (
            f"{entry} and {other} would both have {told_key(key)} on the same screen ({where}). "
            f"Give {entry} another key, or {other}; the default of {entry} stands."
        )
        faults.append(settings.fault(f"keys.{entry}", words))
    return Resolved(
        {word: keys for word, (_, keys) in wishes.items()},
        tuple(faults),
        {word: entry for word, (entry, _) in wishes.items()},
    )


class _Refused(Exception):
    """A wish that cannot be met; its text says why."""


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-").replace(" ", "-")


def _find(entry: str, known: Sequence[Known]) -> str:
    """Return the action that an entry names, by its own name or by its command's."""
    wanted = _plain(entry)
    for each in known:
        if each.word == wanted:
            return each.word
    running = [each.word for each in known if each.command and _plain(each.command) == wanted]
    if len(running) == 1:
        return running[0]
    if running:
        raise _Refused(f"{entry} is done by several keys. Name one of {', '.join(running)}.")
    names = {each.word for each in known} | {_plain(each.command) for each in known if each.command}
    near = nearest(wanted, sorted(names))
    hint = f"Did you mean {' or '.join(near)}?" if near else "`jatui settings --example` lists them."
    raise _Refused(f"there is no action {entry!r}. {hint}")


def _keys(entry: str, action: Known, written: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that a wish gives an action; none frees it."""
    keys: list[str] = []
    for each in written:
        name = key_name(each)
        if name is None:
            near = nearest(each.split("+")[-1], [*_NAMED, *_CHARACTERS])
            hint = (
                f"Did you mean {' or '.join(near)}?"
                if near
                else "Write a character, or ctrl+z, f5, pagedown ..."
            )
            raise _Refused(f"{entry} is {each!r}, which is no key. {hint}")
        if name in TAKEN:
            raise _Refused(f"{entry} cannot have {told_key(name)}, which {TAKEN[name]}.")
        if name in NEEDED and name not in action.keys.split(","):
            raise _Refused(
                f"{entry} cannot have {told_key(name)}, which is needed to type, to choose and to leave."
            )
        if name not in keys:
            keys.append(name)
    for name in NEEDED:
        if name in action.keys.split(",") and name not in keys:
            raise _Refused(
                f"{entry} keeps {told_key(name)}, which is needed to type, to choose and to leave; "
                f'list it too, as in ["{name}", ...].'
            )
    if not keys and (action.word == "help" or not action.palette):
        raise _Refused(f"{entry} must keep a key, for nothing else leads to it. Its default stands.")
    return tuple(keys)


def _clash(known: Sequence[Known], wishes: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Return a key that two actions would have on one screen, the one whose wish came later, and the other."""
    order = {word: place for place, word in enumerate(wishes)}
    for screen in dict.fromkeys(screen for each in known for screen in each.on.split()):
        taken: dict[str, str] = {}
        for each in known:
            if screen not in each.on.split():
                continue
            for key in wishes.get(each.word, _split(each.keys)):
                other = taken.setdefault(key, each.word)
                if other != each.word and (other in order or each.word in order):
                    later, former = sorted(
                        (other, each.word), key=lambda word: order.get(word, -1), reverse=True
                    )
                    return key, later, former
    return None


def _split(keys: str) -> Iterable[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]
