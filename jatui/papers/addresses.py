"""Addresses of leads: a small list that an officer gives, and the addresses that papers print."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jatui.domain.errors import Refused
from jatui.domain.match import words
from jatui.domain.moves import quoted

LARGEST = 1_000_000
"""Bytes that a list of addresses has at most."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_HEADINGS = frozenset({"name", "lead", "officer", "who"})


@dataclass(slots=True)
class Listed:
    """What a list says: addresses by the words of the name, the names as written, and what is wrong with it."""

    addresses: dict[tuple[str, ...], str] = field(default_factory=dict)
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)


def is_address(text: str) -> bool:
    """Tell whether a text is an e-mail address that may stand in a header as it is."""
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text)) and ".." not in text and text[0] != "."


def name_key(name: str) -> tuple[str, ...]:
    """Return the words by which a name is found, in any order and case."""
    return tuple(sorted(words(name)))


def parse_addresses(text: str, *, toml: bool) -> Listed:
    """Return what a list of names and addresses says: CSV with one a line, or TOML with `"Name" = "address"`.

    A line whose address is none, or that gives a name another address than one before, is told and not used; of
    such a name no address is used. Raises Refused where a TOML file cannot be read as such.
    """
    listed = Listed()
    conflicting: set[tuple[str, ...]] = set()
    for place, name, address in _toml(text) if toml else _csv(text):
        found = name_key(name)
        if not found:
            listed.bad.append(f"{place} names nobody")
        elif not is_address(address):
            listed.bad.append(f"{place}: {quoted(address)!r}, given for {quoted(name)}, is no e-mail address")
        elif listed.addresses.get(found, address).casefold() != address.casefold():
            conflicting.add(found)
            listed.bad.append(f"{place} gives {quoted(name)} another address than a line before")
        else:
            listed.addresses[found] = address
            listed.names[found] = " ".join(name.split())
    for found in conflicting:
        del listed.addresses[found]
    return listed


def _csv(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the name and the address of each line."""
    first = text.partition("\n")[0]
    parted = ";" if first.count(";") > first.count(",") else "\t" if "\t" in first else ","
    rows = csv.reader(
        io.StringIO(text.replace("\0", "\ufffd"), newline=""), delimiter=parted, skipinitialspace=True
    )
    try:
        for number, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or (number == 1 and cells[0].casefold() in _HEADINGS):
                continue
            yield f"line {rows.line_num}", cells[0], cells[1] if len(cells) > 1 else ""
    except csv.Error as error:
        raise Refused(f"Line {rows.line_num} of the addresses is not read: {error}.") from None


def _toml(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the name and the address of each entry."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(f"The addresses are not read as TOML: {str(error).rstrip('.')}.") from None
    for name, value in found.items():
        yield f"entry {quoted(name)!r}", name, value if isinstance(value, str) else ""


def printed_addresses(contacts: Iterable[tuple[str, str | None, str, object]]) -> dict[tuple[str, ...], str]:
    """Return the addresses that papers print by the words of a name, and of a post; the first paper counts.

    A name or a post under which one paper gives two addresses has none.
    """
    found: dict[tuple[str, ...], tuple[str, object]] = {}
    several: set[tuple[str, ...]] = set()
    for name, post, address, paper in contacts:
        if not is_address(address):
            continue
        for known in filter(None, (name_key(name), name_key(post or ""))):
            kept = found.setdefault(known, (address, paper))
            if kept[1] == paper and kept[0].casefold() != address.casefold():
                several.add(known)
    return {known: address for known, (address, _) in found.items() if known not in several}
