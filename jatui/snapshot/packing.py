"""The pack of an edition in the making: a bag whose files are written, read back, and only then given its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jatui.domain.editions import snapshot_name
from jatui.domain.errors import Refused
from jatui.domain.watch import Wanted, unwatched
from jatui.files import Folder, begun_folder
from jatui.snapshot.chunks import record_line
from jatui.snapshot.draft import write_snapshot
from jatui.snapshot.header import Header
from jatui.snapshot.pack import RECORDS, Facts, Pack, read_pack
from jatui.snapshot.tags import BAGIT, DECLARATION, INFO, MANIFEST, TAGS, render_info, render_manifest


class Packing:
    """A pack beside the folder that it is to become."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._written: dict[str, str] = {}
        self._size = 0

    def snapshot(self, header: Header, records: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
        """Write the snapshot with the list of its records, and return the sha256 of them."""
        name = snapshot_name(header.plan)
        listed = hashlib.sha256()
        with self._folder.writing(RECORDS) as lines, self._folder.writing(name) as file:

            def note(kind: str, values: Mapping[str, object], text: bytes) -> None:
                line = record_line(kind, values, text)
                listed.update(line)
                lines.write(line)

            found = write_snapshot(file, header, records, note)
            file.seek(0)
            self._written[name] = hashlib.file_digest(file, "sha256").hexdigest()
            self._size += file.tell() + lines.tell()
        self._written[RECORDS] = listed.hexdigest()
        return found

    def add(self, name: str, content: bytes) -> None:
        """Write a file of the payload."""
        self._tag(f"data/{name}", content)
        self._size += len(content)

    def add_lines(self, name: str, lines: Iterable[bytes]) -> None:
        """Write a file of the payload line by line, while the lines are made."""
        digest = hashlib.sha256()
        with self._folder.writing(f"data/{name}") as file:
            for line in lines:
                digest.update(line)
                file.write(line)
            self._size += file.tell()
        self._written[f"data/{name}"] = digest.hexdigest()

    def seal(self, facts: Facts, wanted: Wanted = unwatched) -> Pack:
        """Write what the pack says of itself and its manifests, read everything back, and return it.

        Raises Refused, with nothing placed, where a byte is not as it was to be written, and Stopped.
        """
        payload = dict(self._written)
        self._tag(BAGIT, DECLARATION)
        self._tag(INFO, render_info(facts.labels(f"{self._size}.{len(payload)}")))
        self._tag(MANIFEST, render_manifest(payload))
        tags = {name: self._written[name] for name in (BAGIT, INFO, MANIFEST)}
        self._tag(TAGS, render_manifest(tags))
        found = read_pack(self._folder.part, wanted)
        if found.faults or found.facts != facts or found.digest != self._written[TAGS]:
            detail = found.faults[0].sentence if found.faults else "it is not what was to be written."
            raise Refused(f"Nothing was written at {self._folder.path}, since it did not read back: {detail}")
        return found

    def place(self) -> Path:
        """Give the pack its name and return where it is; raises Refused where something came there meanwhile."""
        self._folder.place()
        return self._folder.path

    def take_back(self) -> None:
        """Take the name from a pack if it has it and is not to have it; it is gone with the part."""
        if not os.path.lexists(self._folder.part):
            os.rename(self._folder.path, self._folder.part)

    def _tag(self, name: str, content: bytes) -> None:
        with self._folder.writing(name) as file:
            file.write(content)
        self._written[name] = hashlib.sha256(content).hexdigest()


@contextmanager
def packing(path: Path) -> Iterator[Packing]:
    """Give a pack in the making for the folder at a path; it is gone afterwards, unless it was placed.

    Raises Refused where folder or disk refuse.
    """
    with begun_folder(path) as folder:
        yield Packing(folder)
