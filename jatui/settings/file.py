"""The one file of settings: read whole or entry by entry, and whatever is wrong with it told in a sentence.

A bad file never stops the program: what cannot be used is left at its default, and said.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from jatui.domain.editions import KEEP_YEARS
from jatui.domain.match import nearest
from jatui.settings import settings_path

COLOURS = ("dark", "light", "contrast", "red-green", "blue-yellow")
"""The colours that jatui has, by the names that the file uses, the default first."""

YEARS = ("municipal", "financial")
"""The years that the calendar may show, from May and from April, the default first."""

LARGEST = 1_000_000
"""Bytes above which a file is no settings file."""

MOST_YEARS = 200
"""Years for which editions may be kept at most."""

LONGEST_NAME = 200
"""Characters that a person's name in the journal may have."""


class Fault(NamedTuple):
    """Something in the file that cannot be used: the entry ("" is the whole file), its line, and a sentence about both."""

    entry: str
    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says that can be used. `keys` are the keys that it gives to actions, as they are written."""

    path: Path
    there: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def get(self, name: str) -> str | None:
        """Return what the file says under a name, if that can be used."""
        return self.values.get(name)

    def fault(self, entry: str, words: str) -> Fault:
        """Return a fault of an entry, told with the file and the line that it stands in."""
        return _fault(self.path, entry, self.lines.get(entry), words)


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings, by default the user's own; where there is no file every default stands. Makes nothing."""
    place = path or settings_path()
    try:
        mode = place.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Settings(place)
    except (OSError, ValueError) as error:
        return _unread(place, f"it cannot be read: {getattr(error, 'strerror', None) or error}".lower())
    if not stat.S_ISREG(mode):
        return _unread(place, "it is not a regular file")
    try:
        with place.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        return _unread(place, f"it cannot be read: {(error.strerror or 'no reason given').lower()}")
    return _parse(place, content)


def _unread(path: Path, why: str, line: int | None = None) -> Settings:
    words = f"{why}; none of it is used and every default stands."
    return Settings(path, True, faults=(_fault(path, "", line, words),))


def _fault(path: Path, entry: str, line: int | None, words: str) -> Fault:
    where = f", line {line}" if line else ""
    return Fault(entry, line, f"Settings {path}{where}: {words}")


def _parse(path: Path, content: bytes) -> Settings:
    """Return what a file's bytes say."""
    import tomllib

    if len(content) > LARGEST:
        return _unread(path, f"it has more than {LARGEST:,} bytes")
    try:
        text = content.decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return _unread(path, "it is not UTF-8 text", content[: error.start].count(b"\n") + 1)
    except tomllib.TOMLDecodeError as error:
        told = re.sub(r" \(at (?:line \d+, column \d+|end of document)\)$", "", str(error))
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return _unread(path, f"it is not TOML ({told[:1].lower()}{told[1:]})", line)
    except (RecursionError, ValueError):
        return _unread(path, "it is not TOML that can be read")
    return _take(path, text, found)


def _take(path: Path, text: str, found: Mapping[str, Any]) -> Settings:
    """Return the entries that can be used, and a fault for each other."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    lines = _lines(text)

    def complain(entry: str, words: str) -> None:
        faults.append(_fault(path, entry, lines.get(entry), words))

    for name, value in found.items():
        if name == "keys":
            continue
        check = ENTRIES.get(name)
        if check is None:
            near = nearest(name, [*ENTRIES, "keys"])
            known = (
                f"Did you mean {' or '.join(near)}?"
                if near
                else f"There are {', '.join(ENTRIES)} and [keys]."
            )
            complain(name, f"there is no setting {name!r}. {known}")
        elif isinstance(taken := check(value), _Bad):
            complain(name, f"{name} is {_told(value)}, {taken.words}")
        else:
            values[name] = taken
    keys: dict[str, tuple[str, ...]] = {}
    given = found.get("keys", {})
    if not isinstance(given, dict):
        complain("keys", 'keys is no table. Write a line [keys], and below it lines such as undo = "ctrl+z".')
        given = {}
    for name, value in given.items():
        one = [value] if isinstance(value, str) else value
        if isinstance(one, list) and all(isinstance(each, str) for each in one):
            keys[name] = tuple(each for each in one if each.strip() or each == " ")
        else:
            complain(
                f"keys.{name}",
                f'{name} is {_told(value)}. A key is a text or a list of texts, such as "ctrl+z".',
            )
    return Settings(path, True, values, keys, lines, tuple(faults))


class _Bad(NamedTuple):
    words: str


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str | _Bad]:
    def check(value: Any) -> str | _Bad:
        folded = value.strip().casefold().replace(" ", "-") if isinstance(value, str) else None
        for each in known:
            if each.casefold() == folded:
                return each
        near = nearest(value, known, 1) if isinstance(value, str) else []
        perhaps = f" Did you mean {near[0]}?" if near else ""
        return _Bad(f"which is none of {', '.join(known)}.{perhaps} {known[0]} stands.")

    return check


def _name(value: Any) -> str | _Bad:
    if isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= LONGEST_NAME:
        return value.strip()
    return _Bad(f'which is no name. Write a text of at most {LONGEST_NAME} characters, such as "Ann Able".')


def _path(value: Any) -> str | _Bad:
    if isinstance(value, str) and (value.isprintable() or not value):
        return value
    return _Bad('which is no path. Write a text such as "~/copied.txt".')


def _years(value: Any) -> str | _Bad:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_YEARS:
        return str(value)
    return _Bad(f"which is no number of years from 1 to {MOST_YEARS}. {KEEP_YEARS} stands.")


ENTRIES: Mapping[str, Callable[[Any], str | _Bad]] = {
    "theme": _one_of(COLOURS),
    "actor": _name,
    "year": _one_of(YEARS),
    "copy-file": _path,
    "archive": _path,
    "keep-years": _years,
    "report-css": _path,
    "report-docx": _path,
}
"""The settings besides the keys, each with what checks it."""


def _told(value: Any) -> str:
    """Return a value as a sentence has it."""
    words = value if isinstance(value, str) else str(value)
    shown = words if len(words) <= 40 else words[:39] + "…"
    return repr(shown) if isinstance(value, str) else shown


_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?")
_ENTRY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)


def _lines(text: str) -> dict[str, int]:
    """Return the line in which each entry begins, those of a table under `table.name`."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.fullmatch(line):
            table = _unquoted(match[1])
            found.setdefault(table, number)
            table += "."
        elif match := _ENTRY.match(line):
            found.setdefault(table + _unquoted(match[1]), number)
    return found


def _unquoted(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", name))
