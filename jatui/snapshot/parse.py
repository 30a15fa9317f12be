"""Snapshot text back into records, one at a time, in time and memory that grow with a record only.

Only what `render` writes is read: any other TOML is refused with its line, so that no file can be read in
two ways and none can exhaust the reader. A test holds this to what the standard library's TOML reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import msgspec

from jatui.domain.errors import Refused
from jatui.domain.records import KINDS
from jatui.snapshot.render import is_plain, render_text

LONGEST_LIST = 10_000
"""Items in a list beyond which a snapshot is refused."""

MOST_LINES = 200
"""Lines of a record that are looked at together; a longer one is read line by line."""

_HEAD = re.compile(r"\[\[([a-z_]+)\]\]")
_FIELD = re.compile(r"([a-z][a-z0-9_]*) = (.+)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))")
_MEANT = {"b": "\b", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_HEADS = {f"[[{kind}]]\n": kind for kind in KINDS}
_TIED = frozenset(
    (
        "committees",
        "leads",
        "closed_as",
        "until",
        "since",
        "answer",
        "answered",
        "meeting_committee",
        "meeting_day",
    )
)
"""The fields that have to go together with others."""


class Unreadable(Exception):
    """A line that is not as a snapshot has it; its text is the reason."""


def parse_value(text: str) -> object:
    """Return the value that a line holds; raises Unreadable for what no record holds."""
    if text.startswith('"'):
        return _text(text)
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unreadable(f"{text} is no day of the calendar") from None
    raise Unreadable("it holds neither a text, a number, a day, true or false, nor a list")


def _text(text: str) -> str:
    """Return the text that a quoted one stands for, if that is how it is written."""
    if len(text) > 1 and text[-1] == '"' and is_plain(text[1:-1]):
        return text[1:-1]
    try:
        value = _ESCAPED.sub(_meant, text[1:-1])
    except (KeyError, ValueError, OverflowError):
        raise Unreadable("the text holds an unknown escape") from None
    if len(text) < 2 or render_text(value) != text:
        raise Unreadable("the text is not closed, or is written in another way than a snapshot does")
    return value


def _meant(escaped: re.Match[str]) -> str:
    """Return the character that an escape stands for."""
    code = escaped[1] or escaped[2]
    return chr(int(code, 16)) if code else _MEANT[escaped[3]]


def parse_records(lines: Iterable[str], first: int = 1) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each record of a snapshot's text as its line, its kind and its fields, validated.

    `lines` come with their line ends; `first` is the number of the first. Raises Refused with the line and
    what is wrong there.
    """
    rest = iter(lines)
    reached = ""
    at = first
    while record := _whole(rest):
        found = _plainly(record) if record[-1] == "\n" else None
        after = at + len(record)
        if found is None:
            reader = _Lines(record if record[-1] == "\n" else chain(record, rest), at)
            found = _read(reader)
            after = reader.number + 1
        kind, fields = found
        if reached and _ORDER[kind] < _ORDER[reached]:
            raise Refused(f"Line {at}: [[{kind}]] comes after [[{reached}]]; a snapshot has it before.")
        reached = kind
        yield at, kind, fields
        at = after


def _whole(lines: Iterator[str]) -> list[str]:
    """Return the lines of the next record with the empty one that ends it, or as many as are looked at together."""
    found: list[str] = []
    for line in lines:
        found.append(line)
        if line == "\n" or len(found) == MOST_LINES:
            break
    return found


def _read(reader: _Lines) -> tuple[str, dict[str, Any]]:
    """Return the kind and the fields of the record that comes next; raises Refused with what is wrong in it."""
    line = reader.next() or ""
    at = reader.number
    head = _HEAD.fullmatch(line)
    if not head or head[1] not in KINDS:
        raise Refused(f"Line {at}: {_short(line)} is where a record such as [[action]] should begin.")
    return head[1], _validated(head[1], _fields(reader, head[1]), at)


def _plainly(lines: list[str]) -> tuple[str, dict[str, Any]] | None:
    """Return the kind and the fields of a whole record that has nothing unusual in it; None for all that is to be judged.

    This is for speed alone: what it returns is what `_read` makes of the same lines, which a test holds it to.
    """
    kind = _HEADS.get(lines[0])
    if kind is None:
        return None
    fields: dict[str, Any] = {}
    rest = iter(lines)
    next(rest)
    number = 0
    for line in rest:
        if line == "\n":
            break
        name, _, text = line.partition(" = ")
        if text[:1] == '"':
            value: object = _plain_text(text[:-1])
        elif text == "[\n":
            value = _plain_list(rest)
        else:
            value = [] if text == "[]\n" else _plain_value(text)
        if value is None:
            return None
        fields[name] = value
        number += 1
    tied = _ties(kind, tuple(fields)) if number == len(fields) else None
    if tied is None:
        return None
    try:
        msgspec.convert(fields, KINDS[kind], strict=True)
    except msgspec.ValidationError:
        return None
    return None if tied and _at_odds(fields) else (kind, fields)


def _plain_text(text: str) -> str | None:
    """Return what a quoted text stands for, or None where that is to be judged."""
    inner = text[1:-1]
    if len(text) > 1 and text[-1] == '"' and inner.isprintable() and '"' not in inner and "\\" not in inner:
        return inner
    try:
        return _text(text)
    except Unreadable:
        return None


def _plain_list(lines: Iterator[str]) -> list[str] | None:
    """Return the texts of a list up to its closing bracket, or None where that is to be judged."""
    found: list[str] = []
    for line in lines:
        if line == "]\n":
            return found or None
        text = _plain_text(line[4:-2]) if line[:5] == '    "' and line[-2:] == ",\n" else None
        if text is None:
            return None
        found.append(text)
    return None


@lru_cache(maxsize=4096)
def _plain_value(text: str) -> object:
    """Return what a line holds that is neither a text nor a list, or None where that is to be judged."""
    try:
        return parse_value(text[:-1]) if text[-1:] == "\n" else None
    except Unreadable:
        return None


@lru_cache(maxsize=4096)
def _ties(kind: str, names: tuple[str, ...]) -> bool | None:
    """Tell whether fields of these names in this order have to go together; None where a record has not just these."""
    places = [_places(kind).get(name, -1) for name in names]
    if -1 in places or places != sorted(places) or not set(_always(kind)) <= set(names):
        return None
    return not _TIED.isdisjoint(names)


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
        if not line.endswith("\n"):
            raise Refused(f"Line {self.number}: the file ends in the middle; it was cut short.")
        return line[:-1]


def _fields(reader: _Lines, kind: str) -> dict[str, object]:
    """Return the fields of one record, up to the empty line that ends it."""
    fields: dict[str, object] = {}
    known = _places(kind)
    reached = -1
    while line := reader.next():
        match = _FIELD.fullmatch(line)
        if not match:
            raise Refused(
                f"Line {reader.number}: {_short(line)} is not a field of [[{kind}]], as `name = value`."
            )
        name, text = match[1], match[2]
        if name not in known:
            raise Refused(f"Line {reader.number}: [[{kind}]] has no field {_short(name)}.")
        if name in fields:
            raise Refused(f"Line {reader.number}: {name} stands twice in one [[{kind}]].")
        if known[name] < reached:
            raise Refused(f"Line {reader.number}: {name} stands later than a snapshot has it in [[{kind}]].")
        reached = known[name]
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
        items.append(_text(line[4:-1]))
    raise Unreadable("the file ends within a list; it was cut short")


def _validated(kind: str, fields: dict[str, object], line: int) -> dict[str, Any]:
    """Return a record's fields if they are all that its kind must have, and of the right types."""
    try:
        msgspec.convert(fields, KINDS[kind], strict=True)
    except msgspec.ValidationError as error:
        raise Refused(f"Line {line}, [[{kind}]]: {_plain(str(error))}.") from None
    for name in _always(kind):
        if name not in fields:
            raise Refused(f"Line {line}, [[{kind}]]: it lacks {name}.")
    if odd := _at_odds(fields):
        raise Refused(f"Line {line}, [[{kind}]]: {odd}.")
    return fields


def _at_odds(fields: dict[str, Any]) -> str | None:
    """Return what within a record does not go together, where each field for itself is as it should be."""
    for name in ("committees", "leads"):
        if len(set(fields.get(name, ()))) < len(fields.get(name, ())):
            return f"one of its {name} stands twice"
    if "closed_as" in fields and fields["status"] != "closed":
        return f"closed_as stands beside the status {fields['status']!r}"
    if fields.get("kind") == "decision" and {"answer", "answered"} & set(fields):
        return "a decision has no answer"
    if "until" in fields and fields.get("state", "deferred") != "deferred":
        return f"until stands beside the state {fields['state']!r}"
    if "officer" in fields and "since" in fields and fields.get("until", fields["since"]) < fields["since"]:
        return "until stands before since"
    if ("meeting_committee" in fields) is not ("meeting_day" in fields):
        return "meeting_committee and meeting_day stand together or not at all"
    return None


@cache
def _places(kind: str) -> dict[str, int]:
    """Return the place of each field in a record of a kind."""
    return {name: place for place, name in enumerate(KINDS[kind].__struct_fields__)}


@cache
def _always(kind: str) -> tuple[str, ...]:
    """Return the fields that every record of a kind has, though the program could do without them."""
    return tuple(
        field.name
        for field in msgspec.structs.fields(KINDS[kind])
        if field.default is not msgspec.NODEFAULT and field.default is not None
    )


def _plain(message: str) -> str:
    """Return a validator's message in the words of a snapshot."""
    what, mark, where = message.replace("Object", "the record").partition(" - at `$")
    return f"{what} (in {where.strip('.`')})" if mark else what


def _short(text: str) -> str:
    """Return the beginning of a line for a message, with nothing in it that acts on a terminal."""
    return render_text(text[:60] + ("…" if len(text) > 60 else ""))
