"""Records of a file that may be damaged, told apart by their texts alone, and compared with those that should stand there.

A record is the bytes from its `[[kind]]` to the empty line that ends it. Both sides are walked together and nothing is
held of what agrees, so that a plan of any size is compared in the memory that its differences take.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.snapshot.difference import Difference
from jatui.snapshot.file import LONGEST_LINE
from jatui.snapshot.parse import Unreadable, parse_records, parse_value
from jatui.snapshot.render import render_record, render_value

MOST_HELD = 50_000
"""Records that may differ before the comparison is given up."""

BLOCK = 1 << 20
"""Bytes that are read at once."""

_HEADS = re.compile(rb"(?<=\n)(?=\[\[)")
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
_HEAD = re.compile(rb"\[\[([a-z_]+)\]\]\n")


class Expected(NamedTuple):
    """A record that should be there: the digest of its text, its name, and its fields where they are known."""

    digest: str
    name: str
    values: Mapping[str, Any] | None = None


class Chunk(NamedTuple):
    """A piece of a file that is or was a record: the line that it begins in, and its bytes."""

    line: int
    text: bytes

    @property
    def digest(self) -> str:
        """The sha256 of the piece."""
        return hashlib.sha256(self.text).hexdigest()


class Odd(NamedTuple):
    """A record that is not as it should be: what became of it, its name, where, and what its fields were and are."""

    what: str
    name: str
    line: int | None = None
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """What is wrong, for a person."""
        where = f", near line {self.line}" if self.line else ""
        told = "; ".join(f"{name} was {was!r} and is {now!r}" for name, was, now in self.fields)
        return f"{self.name}: {self.what}{where}{f' ({told})' if told else ''}"


def record_name(kind: str, values: Mapping[str, Any]) -> str:
    """Return what tells a record from all others: its kind and key, as the list of a pack's records has it."""
    key = (values.get(name) for name in KEYS[kind])
    return " ".join([kind, *("-" if each is None else render_value(each) for each in key)])


def record_line(kind: str, values: Mapping[str, Any], text: bytes) -> bytes:
    """Return the line of the list of a pack's records that stands for a record."""
    return f"{hashlib.sha256(text).hexdigest()}  {record_name(kind, values)}\n".encode()


def read_lines(file: IO[bytes]) -> Iterator[Expected]:
    """Yield the records that the list of a pack's records names; raises Refused where a line of it is none."""
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        match = _LINE.fullmatch(line.decode("utf-8", "replace"))
        if not match:
            raise Refused(f"line {number} is no digest of 64 hexadecimal digits, two blanks and a record")
        yield Expected(match[1], match[2])


def expected(records: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Expected]:
    """Yield records as those that should be there."""
    for kind, values in records:
        digest = hashlib.sha256(render_record(kind, values).encode()).hexdigest()
        yield Expected(digest, record_name(kind, values), values)


def chunks(file: IO[bytes]) -> Iterator[Chunk]:
    """Yield the pieces of a file that are or were its records, whatever stands in it."""
    number, begun = 1, False
    for ended in _ended(file):
        for text in _HEADS.split(ended) if b"\n[[" in ended else (ended,):
            begun = begun or text.startswith(b"[[")
            if begun and text:
                yield Chunk(number, text)
            number += text.count(b"\n")


def _ended(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in pieces that end with an empty line, but for the last and for what no record is as long as."""
    rest = b""
    while block := file.read(BLOCK):
        *pieces, rest = (rest + block).split(b"\n\n")
        for piece in pieces:
            yield piece + b"\n\n"
        if len(rest) > LONGEST_LINE:
            yield rest
            rest = b""
    if rest:
        yield rest


def compare(should: Iterable[Expected], pieces: Iterable[Chunk]) -> list[Odd]:
    """Return how the records of a file differ from those that should be there: in the order of what should be.

    Where too many differ, the first are told, and that there are more.
    """
    lacking: dict[str, Expected] = {}
    strange: dict[str, list[Chunk]] = {}
    moved: Odd | None = None
    left, right = iter(should), iter(pieces)
    while True:
        wanted, found = next(left, None), next(right, None)
        if wanted is None and found is None:
            break
        digest = found.digest if found else ""
        if wanted and found and wanted.digest == digest and not (lacking or strange):
            continue
        if moved is None and wanted and found and wanted.digest != digest:
            moved = Odd("it stands in another place than it should", wanted.name, found.line)
        if wanted:
            _cancel(strange, wanted.digest) or lacking.setdefault(wanted.digest, wanted)
        if found and lacking.pop(digest, None) is None:
            strange.setdefault(digest, []).append(found)
        if len(lacking) + len(strange) > MOST_HELD:
            break
    odd = _paired(list(lacking.values()), [each for same in strange.values() for each in same])
    return odd or ([moved] if moved else [])


def _cancel(strange: dict[str, list[Chunk]], digest: str) -> bool:
    """Take a piece of a digest out of those that were strange until now, and tell whether there was one."""
    same = strange.get(digest)
    if not same:
        return False
    same.pop()
    if not same:
        del strange[digest]
    return True


def _paired(lacking: list[Expected], strange: list[Chunk]) -> list[Odd]:
    """Return what became of the records that are lacking, and what the pieces are that nobody knows."""
    named: dict[str, tuple[Chunk, _Found]] = {}
    rest: list[Odd] = []
    for piece in strange:
        found = _read(piece)
        if found is None:
            rest.append(Odd("what stands there cannot be read as a record", "A record", piece.line))
        elif (name := record_name(found.kind, found.values)) in named:
            rest.append(Odd("it stands there twice", name, piece.line))
        else:
            named[name] = piece, found
    odd = []
    for each in lacking:
        if each.name not in named:
            odd.append(Odd("it is missing", each.name))
            continue
        piece, found = named.pop(each.name)
        what = "it was altered" if found.whole else "it was altered and cannot be read"
        odd.append(Odd(what, each.name, piece.line, _fields(each.values, found)))
    odd += [Odd("it was added", name, piece.line) for name, (piece, _) in named.items()]
    return odd + rest


class _Found(NamedTuple):
    """What could be read of a piece: its kind, its fields or those of its key alone, and whether all was read."""

    kind: str
    values: Mapping[str, Any]
    whole: bool


def _fields(before: Mapping[str, Any] | None, found: _Found) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which two states of a record differ, where both are known."""
    if before is None or not found.whole:
        return ()
    return tuple(Difference(found.kind, before, found.values).fields)


def _read(piece: Chunk) -> _Found | None:
    """Return what can be read of a piece, or None where that is neither its kind nor its key."""
    try:
        lines = [f"{line}\n" for line in piece.text.decode().split("\n")[:-1]]
        ((_, kind, values),) = parse_records(lines)
        return _Found(kind, values, True)
    except (Refused, ValueError):
        pass
    head = _HEAD.match(piece.text)
    kind = head[1].decode() if head else ""
    if kind not in KINDS:
        return None
    found: dict[str, Any] = {}
    for name in KEYS[kind]:
        match = re.search(rf"^{name} = ([^\n]*)$".encode(), piece.text, re.MULTILINE)
        try:
            found |= {name: parse_value(match[1].decode())} if match else {}
        except (Unreadable, ValueError):
            return None
    return _Found(kind, found, False)
