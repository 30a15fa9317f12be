"""The tag files of a pack, which is a bag after RFC 8493: manifests with one digest, and what the bag says of itself.

Each is read only as jatui writes it, so that no byte of it can be another; names in a manifest are relative, plain and
below the pack, or the manifest is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jatui.domain.errors import Refused
from jatui.domain.text import clean

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""The whole of `bagit.txt`."""

BAGIT, INFO, MANIFEST, TAGS = "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
"""The tag files of a pack; the last holds the digests of the others."""

LARGEST = 1_000_000
"""Bytes above which a file is no tag file."""

_ENTRY = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
_LABEL = re.compile(r"([A-Za-z0-9-]+): ([^\n]*)\n")
_PLAIN = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")


def render_manifest(entries: Mapping[str, str]) -> bytes:
    """Return a manifest of files and their digests, by name."""
    return "".join(f"{entries[name]}  {name}\n" for name in sorted(entries)).encode()


def read_manifest(content: bytes) -> dict[str, str]:
    """Return the digest of each file that a manifest names; raises Refused with what is wrong in it."""
    found: dict[str, str] = {}
    folded: dict[str, str] = {}
    for number, line in _lines(content):
        entry = _ENTRY.fullmatch(line)
        if not entry:
            raise Refused(f"line {number} is no digest of 64 small hexadecimal digits, two blanks and a name")
        digest, name = entry[1], entry[2]
        if why := unsafe(name):
            raise Refused(f"line {number} names {clean(name)!r}, {why}")
        if name in found:
            raise Refused(f"line {number} names {name} a second time")
        if (other := folded.setdefault(name.casefold(), name)) != name:
            raise Refused(f"line {number} names {name} beside {other}, which many systems take for one file")
        found[name] = digest
    if render_manifest(found) != content:
        raise Refused("its lines are not in the order of their names")
    return found


def unsafe(name: str) -> str | None:
    """Return why a name in a manifest may not be followed, or None where it may."""
    parts = name.split("/")
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "which is no name below the pack"
    if ".." in parts or "." in parts or "" in parts:
        return "which leads out of its place"
    if name.startswith("~"):
        return "which some programs take for a home folder"
    if not _PLAIN.fullmatch(name):
        return "which holds more than letters, digits, points, hyphens and underscores"
    return None


def render_info(values: Mapping[str, str]) -> bytes:
    """Return what a bag says of itself, one label a line, whatever the values hold."""
    return "".join(f"{label}: {one_line(value)}\n" for label, value in values.items()).encode()


def one_line(text: str) -> str:
    """Return a text as the value of a label has it: on one line, with nothing that steers or hides."""
    return clean(" ".join(text.split()))


def read_info(content: bytes) -> dict[str, str]:
    """Return what a bag says of itself by label; raises Refused where it is written in another way."""
    found: dict[str, str] = {}
    for number, line in _lines(content):
        match = _LABEL.fullmatch(line)
        if not match:
            raise Refused(f"line {number} is no label, colon, blank and value")
        if match[1] in found:
            raise Refused(f"line {number} says {match[1]} a second time")
        found[match[1]] = match[2]
    if render_info(found) != content:
        raise Refused("it is written in another way than jatui does")
    return found


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines of a tag file with their numbers; raises Refused where it is not whole lines of UTF-8."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Refused(f"line {content[: error.start].count(10) + 1} is not UTF-8") from None
    lines = text.split("\n")
    if lines.pop():
        raise Refused("it ends within a line")
    yield from ((number, f"{line}\n") for number, line in enumerate(lines, 1))
