"""Snapshot files: opened, read and verified, a line at a time; every byte is held to the digests of the header."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import IO, Any

from jatui.domain.ancestry import Ancestor, Lineage
from jatui.domain.errors import Refused
from jatui.domain.watch import Stopped, Wanted, unwatched, watched
from jatui.files import reason
from jatui.snapshot.header import LONGEST, Header, read_header
from jatui.snapshot.parse import parse_records

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes in a line beyond which a snapshot is refused."""

BLOCK = 256 * 1024
"""Bytes that are read at once; the line that they end in is read to its end."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot file whose header was read and whose digests hold."""

    path: Path
    plan: str
    moment: datetime
    revision: int
    counts: Mapping[str, int]
    sha256: str
    public: bool
    lineage: Lineage
    _start: int
    _line: int

    @property
    def ancestor(self) -> Ancestor:
        """The snapshot as those that descend from it name it."""
        return Ancestor(self.revision, self.sha256)

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each record as its kind and fields; raises Refused at the first that is not as it should be.

        At the end it is certain that all of them were those that the header speaks of, even where another
        program wrote to the file meanwhile: until then, keep nothing of what came.
        """
        found = dict.fromkeys(self.counts, 0)
        digest = hashlib.sha256()
        try:
            with _open(self.path) as file:
                file.seek(self._start)
                for _, kind, values in parse_records(_lines(file, self._line, digest), self._line):
                    found[kind] = found.get(kind, 0) + 1
                    yield kind, values
        except Refused as problem:
            raise _about(self.path, problem) from None
        except OSError as error:
            raise Refused(f"{self.path} cannot be read: {reason(error)}.") from None
        if digest.hexdigest() != self.sha256:
            raise Refused(f"{self.path} was changed while it was being read. Read it again.")
        for kind, number in found.items():
            if number != self.counts.get(kind, 0):
                raise Refused(
                    f"{self.path}: the header counts {self.counts.get(kind, 0)} of [[{kind}]], and there are {number}."
                )


def peek(path: Path) -> tuple[Header, str]:
    """Return what a file says of itself at its head, whose seal holds, and of its records their digest; they are not read.

    Raises Refused where the file cannot be read, or does not begin as a snapshot.
    """
    with _open(path) as file:
        try:
            return read_header(file.read(LONGEST))[:2]
        except Refused as problem:
            raise _about(path, problem) from None
        except OSError as error:
            raise Refused(f"{path} cannot be read: {reason(error)}.") from None


def within(path: Path) -> Path:
    """Return the snapshot in the folder of a pack, and any other path as it is."""
    if not os.path.isdir(path):
        return path
    found = list((path / "data").glob("*.toml"))
    return found[0] if len(found) == 1 else path


def open_snapshot(path: Path) -> Snapshot:
    """Return a snapshot whose every byte agrees with its digests; raises Refused with what does not.

    The folder of a pack stands for the snapshot in it.
    """
    path = within(path)
    with _open(path) as file:
        try:
            head = file.read(LONGEST)
            header, sha256, start = read_header(head)
            file.seek(start)
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        except Refused as problem:
            raise _about(path, problem) from None
        except OSError as error:
            raise Refused(f"{path} cannot be read: {reason(error)}.") from None
    if digest.hexdigest() != sha256:
        raise Refused(
            f"{path}: its records were altered or cut short since it was written; their sha256 does not hold."
        )
    return Snapshot(
        path=path,
        plan=header.plan,
        moment=header.moment,
        revision=header.revision,
        counts=header.counts,
        sha256=sha256,
        public=header.public,
        lineage=header.lineage,
        _start=start,
        _line=head[:start].count(b"\n") + 1,
    )


def verify_snapshot(path: Path, wanted: Wanted = unwatched) -> Snapshot:
    """Return a snapshot whose every byte and every record was read and holds; raises Refused otherwise.

    Raises Stopped as soon as it is no longer wanted.
    """
    found = open_snapshot(path)
    for _ in watched(found.records(), sum(found.counts.values()), wanted):
        pass
    return found


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let every refusal of what a file holds name the file."""
    try:
        yield
    except Stopped:
        raise
    except Refused as problem:
        raise problem if str(problem).startswith(f"{path}") else _about(path, problem) from None


def _about(path: Path, problem: Refused) -> Refused:
    """Return a problem with the file that it is in."""
    return Refused(f"{path}: {problem}")


def _open(path: Path) -> IO[bytes]:
    """Open a regular file for reading, or say why it cannot be."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path} is not a regular file. Name a snapshot file.")
        return path.open("rb")
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {reason(error)}.") from None


def _lines(file: IO[bytes], first: int, digest: Any) -> Iterator[str]:
    """Yield the lines of a file as text, with their ends, feeding their bytes to a digest, a block at a time."""
    number = first
    while block := file.read(BLOCK):
        if not block.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
            if len(rest) + len(block) - (block.rfind(b"\n") + 1) > LONGEST_LINE:
                at = number + block.count(b"\n")
                raise Refused(f"Line {at} is longer than any line of a snapshot ({LONGEST_LINE:,} bytes).")
            block += rest
        digest.update(block)
        try:
            text = block.decode()
        except UnicodeDecodeError as error:
            at = number + block.count(b"\n", 0, error.start)
            raise Refused(f"Line {at} is not UTF-8.") from None
        yield from StringIO(text, newline="\n")
        number += block.count(b"\n")
