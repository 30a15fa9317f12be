"""A reader of snapshots written from SNAPSHOT.md alone: it knows nothing of jatui and needs the standard library only."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent.parent / "SNAPSHOT.md"
TYPES: dict[str, Any] = {
    "text": str,
    "word": str,
    "number": int,
    "yes or no": bool,
    "day": dt.date,
    "list of texts": list,
}

Tables = dict[str, dict[str, tuple[str, bool]]]


def described(page: str) -> Tables:
    """Return each kind with its fields, in order: the type of each, and whether it is always there."""
    found: Tables = {}
    for heading, body in re.findall(r"^### `\[\[(\w+)\]\]`\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL):
        rows = re.findall(r"^\| `(\w+)` \| ([\w ]+) \| (always|if known) \|", body, re.MULTILINE)
        found[heading] = {name: (kind, there == "always") for name, kind, there in rows}
    return found


def read(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a snapshot by kind; raises ValueError where it is not what the page describes."""
    tables = described(HERE.read_text("utf-8"))
    before, mark, rest = data.partition(b'seal = "')
    seal, _, after = rest.partition(b'"\n\n')
    document = tomllib.loads(data.decode("utf-8"))
    header = document.pop("snapshot")
    if not mark or hashlib.sha256(before).hexdigest() != header["seal"] or seal.decode() != header["seal"]:
        raise ValueError("the seal does not hold")
    if not all(re.fullmatch(r"\d+ [0-9a-f]{64}", each) for each in header.get("ancestors", [])):
        raise ValueError("an ancestor is no revision with its digest")
    if (header["format"], header["version"]) != ("jatui-snapshot", 1):
        raise ValueError("another format")
    if hashlib.sha256(after).hexdigest() != header["sha256"]:
        raise ValueError("the records were altered")
    if {kind: len(records) for kind, records in document.items()} != header["counts"]:
        raise ValueError("the counts do not hold")
    if list(document) != [kind for kind in tables if kind in document]:
        raise ValueError("the kinds are out of order")
    for kind, records in document.items():
        for record in records:
            _check(kind, record, tables[kind])
    return document


def _check(kind: str, record: dict[str, Any], fields: dict[str, tuple[str, bool]]) -> None:
    if list(record) != [name for name in fields if name in record]:
        raise ValueError(f"a {kind} has other fields, or has them out of order")
    for name, (expected, always) in fields.items():
        if always and name not in record:
            raise ValueError(f"a {kind} lacks {name}")
        if name in record and type(record[name]) is not TYPES[expected]:
            raise ValueError(f"{name} of a {kind} is no {expected}")
