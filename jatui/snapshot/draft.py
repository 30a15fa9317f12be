"""A snapshot in the making: written beside its place, read back, and only then given its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace as with_values
from pathlib import Path
from typing import IO

from jatui.domain.errors import Refused
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.files import Part, begun
from jatui.snapshot.file import Snapshot, verify_snapshot
from jatui.snapshot.header import Header
from jatui.snapshot.render import render_record

_NO_DIGEST = "0" * 64


def write_snapshot(
    file: IO[bytes],
    header: Header,
    items: Iterable[tuple[str, Mapping[str, object]]],
    note: Callable[[str, Mapping[str, object], bytes], None] = lambda kind, values, text: None,
) -> str:
    """Write a snapshot into a file that can be sought in, and return the sha256 of its records.

    `note` is given each record with the text that was written of it.
    """
    file.write(header.render(_NO_DIGEST))
    digest = hashlib.sha256()
    for kind, values in items:
        text = render_record(kind, values).encode()
        digest.update(text)
        file.write(text)
        note(kind, values, text)
    file.seek(0)
    file.write(header.render(digest.hexdigest()))
    return digest.hexdigest()


class Draft:
    """A snapshot beside the file that it is to become."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def write(self, header: Header, items: Iterable[tuple[str, Mapping[str, object]]]) -> None:
        """Write the records and the header that speaks of them, and see them onto the disk."""
        with self._part.refusing(), self._part.file as file:
            write_snapshot(file, header, items)
            file.flush()
            os.fsync(file.fileno())

    def place(self, wanted: Wanted = unwatched) -> Snapshot:
        """Read back what was written, give it its name, and return what then stands there; raises Stopped."""
        path, part = self._part.path, self._part.part
        with self._part.refusing():
            try:
                written = verify_snapshot(part, wanted)
            except Stopped:
                raise
            except Refused as problem:
                detail = str(problem).removeprefix(f"{part}: ")
                raise Refused(
                    f"Nothing was written at {path}, since it did not read back: {detail}"
                ) from None
        self._part.place()
        return with_values(written, path=path)


@contextmanager
def drafted(path: Path, *, replace: bool = False) -> Iterator[Draft]:
    """Give a draft of the file at a path; it is gone afterwards, whether or not it was placed.

    Raises Refused, leaving what is there as it is, where a file stands at the path (unless `replace`), or
    where folder or disk refuse.
    """
    with begun(path, replace=replace) as part:
        yield Draft(part)
