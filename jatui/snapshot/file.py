"""Snapshot files: a header, then records; sealed so that any changed byte is found, and put in place whole.

The header's `sha256` is of the records, which are everything after the header; its `seal` is of every byte
before it. So the same records have the same `sha256` wherever they were written, and no byte lies outside both.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from jatui.domain.errors import Refused
from jatui.snapshot.parse import Unreadable, parse_records, parse_value
from jatui.snapshot.render import render_record, render_value

FORMAT = "jatui-snapshot"
VERSION = 1
_LIMIT = 64 * 1024
_SEAL = 'seal = "'
_PREFACE = """\
# A plan as it stood at a moment, written by jatui. It is plain TOML in UTF-8 and needs no program to read.
#
# Papers come first, then committees, rating schemes, plans with their themes and commitments, leads,
# meetings, actions, and at the end what was said of them. Records refer to each other by the names that
# people use: a plan by its slug, a theme by its code, an action by its handle, a lead by its slug.
# `milestone` is the wording as printed; `start`, `end` and `due` are how it is read. What is absent is unknown.
# `sha256` is of everything after this header, `seal` of everything before the seal.

"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot file whose header was read and whose seals hold."""

    path: Path
    plan: str
    moment: datetime
    revision: int
    counts: Mapping[str, int]
    sha256: str
    _start: int
    _line: int

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each record as its kind and fields; raises Refused at the first that is not as it should be."""
        found = dict.fromkeys(self.counts, 0)
        with _open(self.path) as file:
            file.seek(self._start)
            try:
                for _, kind, values in parse_records(_lines(file), self._line):
                    found[kind] = found.get(kind, 0) + 1
                    yield kind, values
            except Refused as problem:
                raise Refused(f"{self.path}: {problem}") from None
        for kind, number in found.items():
            if number != self.counts.get(kind, 0):
                raise Refused(
                    f"{self.path}: it holds {number} of [[{kind}]], and its header says {self.counts.get(kind, 0)}."
                )


def write_snapshot(
    path: Path,
    items: Iterable[tuple[str, Mapping[str, object]]],
    *,
    plan: str,
    moment: datetime,
    revision: int,
    counts: Mapping[str, int],
    replace: bool = False,
) -> Snapshot:
    """Write records to a file, read it back, and only then put it in its place; return what stands there.

    `counts` is how many records of each kind are to come. Raises Refused, leaving what was there as it was,
    where a file stands at the path (unless `replace`) or the folder or the disk refuses.
    """
    if not replace and (path.is_symlink() or path.exists()):
        raise Refused(f"{path} is already there. Nothing was written; choose another name, or say --force.")
    if path.is_symlink() or (path.exists() and not stat.S_ISREG(path.stat().st_mode)):
        raise Refused(f"{path} is not a regular file, so it is not replaced. Choose another name.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing can be written at {path}: {_reason(error)}.") from None
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _write(file, items, plan=plan, moment=moment, revision=revision, counts=counts)
            file.flush()
            os.fsync(file.fileno())
        written = open_snapshot(part)
        for _ in written.records():
            pass
        _place(part, path, replace=replace)
    except (OSError, ValueError) as error:
        raise Refused(f"Nothing was written at {path}: {_reason(error)}.") from None
    finally:
        with suppress(OSError):
            part.unlink()
    return open_snapshot(path)


def _write(
    file: IO[bytes],
    items: Iterable[tuple[str, Mapping[str, object]]],
    *,
    plan: str,
    moment: datetime,
    revision: int,
    counts: Mapping[str, int],
) -> None:
    """Write header and records; the digests are put in where room was left for them."""
    listed = ", ".join(f"{kind} = {number}" for kind, number in counts.items())
    before = (
        f"{_PREFACE}[snapshot]\nformat = {render_value(FORMAT)}\nversion = {VERSION}\nplan = {render_value(plan)}\n"
        f"moment = {moment.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}\nrevision = {revision}\n"
        f"counts = {{ {listed} }}\n"
    )
    room = '"' + "0" * 64 + '"'
    file.write(f"{before}sha256 = {room}\nseal = {room}\n\n".encode())
    digest = hashlib.sha256()
    for kind, values in items:
        text = render_record(kind, values).encode()
        digest.update(text)
        file.write(text)
    sealed = f'{before}sha256 = "{digest.hexdigest()}"\n'.encode()
    file.seek(0)
    file.write(sealed + f'{_SEAL}{hashlib.sha256(sealed).hexdigest()}"\n\n'.encode())


def _place(part: Path, path: Path, *, replace: bool) -> None:
    """Give a finished file its name, and see that the name itself is on the disk."""
    if replace:
        os.replace(part, path)
    else:
        try:
            os.link(part, path)
        except FileExistsError:
            raise Refused(f"{path} was made by another program meanwhile. Nothing was replaced.") from None
        except OSError:
            if path.exists():
                raise Refused(
                    f"{path} was made by another program meanwhile. Nothing was replaced."
                ) from None
            os.rename(part, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def open_snapshot(path: Path) -> Snapshot:
    """Return a snapshot whose every byte agrees with its seals; raises Refused with what does not."""
    with _open(path) as file:
        head = file.read(_LIMIT)
        end = head.find(f"\n{_SEAL}".encode())
        close = head.find(b'"\n\n', end + 1)
        if end < 0 or close < 0:
            raise Refused(
                f"{path} is not a jatui snapshot: it has no sealed header. It was cut short or altered, or is another file."
            )
        before, seal = head[: end + 1], head[end + 1 + len(_SEAL) : close]
        start = close + 3
        fields = _header(path, before)
        if hashlib.sha256(before).hexdigest().encode() != seal:
            raise Refused(f"{path}: the header was altered since it was written; its seal does not hold.")
        digest = hashlib.sha256()
        file.seek(start)
        while block := file.read(1 << 20):
            digest.update(block)
        if digest.hexdigest() != fields["sha256"]:
            raise Refused(
                f"{path}: the records were altered since they were written; their sha256 does not hold."
            )
        return Snapshot(
            path=path,
            plan=str(fields["plan"]),
            moment=fields["moment"],
            revision=fields["revision"],
            counts=fields["counts"],
            sha256=fields["sha256"],
            _start=start,
            _line=head[:start].count(b"\n") + 1,
        )


def _header(path: Path, before: bytes) -> dict[str, Any]:
    """Return the fields of a header; raises Refused where it is not one that this version reads."""
    try:
        text = before.decode()
    except UnicodeDecodeError:
        raise Refused(f"{path}: the header is not UTF-8; it was altered, or is of another program.") from None
    fields: dict[str, Any] = {}
    for line in text.partition("[snapshot]\n")[2].splitlines():
        name, mark, value = line.partition(" = ")
        try:
            fields[name] = _counts(value) if name == "counts" else parse_value(value) if mark else None
        except (Unreadable, ValueError):
            raise Refused(f"{path}: the header's {name!r} cannot be read; it was altered.") from None
    if fields.get("format") != FORMAT:
        raise Refused(f"{path} is not a jatui snapshot, or its header was altered.")
    version = fields.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise Refused(
            f"{path} is of format {version}; this jatui reads up to {VERSION}. Open it with a newer one."
        )
    expected = {"plan": str, "moment": datetime, "revision": int, "counts": dict, "sha256": str}
    for name, kind in expected.items():
        if not isinstance(fields.get(name), kind):
            raise Refused(f"{path}: the header lacks {name}; it was altered.")
    return fields


def _counts(text: str) -> dict[str, int]:
    """Return the counts by kind that a header gives."""
    pairs = (part.split(" = ") for part in text.removeprefix("{ ").removesuffix(" }").split(", ") if part)
    return {kind: int(number) for kind, number in pairs}


def _open(path: Path) -> IO[bytes]:
    """Open a regular file for reading, or say why it cannot be."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path} is not a regular file. Name a snapshot file.")
        return path.open("rb")
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {_reason(error)}.") from None


def _lines(file: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a file as text, with their ends."""
    for number, line in enumerate(file, 1):
        try:
            yield line.decode()
        except UnicodeDecodeError:
            raise Refused(f"Record line {number} is not UTF-8.") from None


def _reason(error: Exception) -> str:
    """Return what failed in the system's own words, without numbers and paths."""
    return ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
