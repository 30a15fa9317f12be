"""Snapshot text back into records, one at a time, in time and memory that grow with a record only.

Only what `render` writes is read: any other TOML is refused with its line, so that no file can be read in
two ways and none can exhaust the reader. A test holds this to what the standard library's TOML reader says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from jatui.domain.errors import Refused
from jatui.domain.records import KINDS
from jatui.snapshot.render import render_value

LONGEST_LINE = 8 * 1024 * 1024
"""Characters in a line beyond which a snapshot is refused."""
LONGEST_LIST = 10_000
"""Items in a list beyond which a snapshot is refused."""

_HEAD = re.compile(r"^\[\[([a-z_]+)\]\]$")
_FIELD = re.compile(r"^([a-z][a-z0-9_]*) = (.+)$", re.DOTALL)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII)
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)$", re.ASCII)
_NUMBER = re.compile(r"^(0|-?[1-9][0-9]{0,17})$", re.ASCII)


class Unreadable(Exception):
    """A line that is not as a snapshot has it; its text is the reason."""


def parse_value(text: str) -> object:
    """Return the value that a line holds; raises Unreadable for what no snapshot holds."""
    value: object
    if text.startswith('"'):
        try:
            value = json.loads(text, strict=False)
        except ValueError:
            raise Unreadable("the text is not closed, or holds an unknown escape") from None
        try:
            if isinstance(value, str) and render_value(value) == text and value.encode():
                return value
        except UnicodeEncodeError:
            raise Unreadable("the text holds half of a character") from None
        if value == "" and text == '""':
            return value
        raise Unreadable("the text is written in another way than a snapshot does")
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.match(text):
        return int(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unreadable(f"{text} is no day of the calendar") from None
    if _MOMENT.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise Unreadable(f"{text} is no moment") from None
    raise Unreadable("it holds neither a text, a number, a day, true or false, nor a list")


def parse_records(lines: Iterable[str], first: int = 1) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each record of a snapshot's text as its line, its kind and its fields, validated.

    `lines` come with their line ends; `first` is the number of the first. Raises Refused with the line and
    what is wrong there.
    """
    reader = _Lines(lines, first)
    order = list(KINDS)
    reached = 0
    while (line := reader.next()) is not None:
        at = reader.number
        head = _HEAD.match(line)
        if not head or head[1] not in KINDS:
            raise Refused(f"Line {at}: {_short(line)} is where a record such as [[action]] should begin.")
        kind = head[1]
        if order.index(kind) < reached:
            raise Refused(
                f"Line {at}: [[{kind}]] comes after [[{order[reached]}]]; a snapshot has it before."
            )
        reached = order.index(kind)
        yield at, kind, _validated(kind, _fields(reader, kind), at)


class _Lines:
    """The lines of a text, counted."""

    def __init__(self, lines: Iterable[str], first: int) -> None:
        self._lines = iter(lines)
        self.number = first - 1

    def next(self) -> str | None:
        """Return the next line without its end, or None at the end of the text."""
        line = next(self._lines, None)
        if line is None:
            return None
        self.number += 1
        if len(line) > LONGEST_LINE:
            raise Refused(f"Line {self.number} is longer than any snapshot's ({len(line):,} characters).")
        if not line.endswith("\n"):
            raise Refused(f"Line {self.number}: the file ends in the middle; it was cut short.")
        return line[:-1]


def _fields(reader: _Lines, kind: str) -> dict[str, object]:
    """Return the fields of one record, up to the empty line that ends it."""
    fields: dict[str, object] = {}
    while line := reader.next():
        match = _FIELD.match(line)
        if not match:
            raise Refused(
                f"Line {reader.number}: {_short(line)} is not a field of [[{kind}]], as `name = value`."
            )
        name, text = match[1], match[2]
        if name in fields:
            raise Refused(f"Line {reader.number}: {name} stands twice in one [[{kind}]].")
        try:
            fields[name] = _list(reader) if text == "[" else [] if text == "[]" else parse_value(text)
        except Unreadable as problem:
            raise Refused(f"Line {reader.number}, {name}: {problem}.") from None
    if line is None:
        raise Refused(f"Line {reader.number}: the file ends within a [[{kind}]]; it was cut short.")
    return fields


def _list(reader: _Lines) -> list[object]:
    """Return the items of a list, one a line, up to its closing bracket."""
    items: list[object] = []
    while (line := reader.next()) is not None:
        if line == "]" and items:
            return items
        if not line.startswith('    "') or not line.endswith(","):
            raise Unreadable("a list holds one text a line, closed by a bracket")
        if len(items) == LONGEST_LIST:
            raise Unreadable(f"the list has more than {LONGEST_LIST:,} items")
        items.append(parse_value(line[4:-1]))
    raise Unreadable("the file ends within a list; it was cut short")


def _validated(kind: str, fields: dict[str, object], line: int) -> dict[str, Any]:
    """Return a record's fields, in order, if they are what its kind may hold."""
    try:
        record = msgspec.convert(fields, KINDS[kind], strict=True)
    except msgspec.ValidationError as error:
        raise Refused(f"Line {line}, [[{kind}]]: {_plain(str(error))}.") from None
    expected = [name for name in KINDS[kind].__struct_fields__ if name in fields]
    if list(fields) != expected:
        raise Refused(f"Line {line}, [[{kind}]]: its fields come in another order than a snapshot has them.")
    return {
        name: value for name in KINDS[kind].__struct_fields__ if (value := getattr(record, name)) is not None
    }


def _plain(message: str) -> str:
    """Return a validator's message in the words of a snapshot."""
    return message.replace("Object", "the record").replace(" - at `$.", " (in `").replace("`$", "`").rstrip(
        "."
    ) + (")" if " - at `$." in message else "")


def _short(text: str) -> str:
    """Return the beginning of a line for a message, with nothing in it that acts on a terminal."""
    return render_value(text[:60] + ("…" if len(text) > 60 else ""))
