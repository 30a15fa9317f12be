"""The pack of an edition as it lies in a folder: read whole, with every fault that is found, and never written to."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BufferedReader
from pathlib import Path
from typing import Literal, NamedTuple

from jatui.domain.errors import Refused
from jatui.domain.text import clean
from jatui.domain.watch import Stopped, Wanted, unwatched
from jatui.files import reason
from jatui.snapshot.chunks import Odd, chunks, compare, read_lines
from jatui.snapshot.file import Snapshot, verify_snapshot
from jatui.snapshot.header import instant
from jatui.snapshot.tags import (
    BAGIT,
    DECLARATION,
    INFO,
    LARGEST,
    MANIFEST,
    TAGS,
    one_line,
    read_info,
    read_manifest,
)

RECORDS = "data/records.txt"
"""The list of the records: one line each with the sha256 of its text, its kind and its key."""

MOST_TOLD = 20
"""Records that are told of where more differ."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_OTHER = re.compile(r"(?:tag)?manifest-.*\.txt", re.IGNORECASE)


class Fault(NamedTuple):
    """Something that is wrong: whether files lack or are too many, or are not as they were written; which, and why."""

    verdict: Literal["complete", "valid"]
    file: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the pack of an edition says of itself; `day` is that of its publication, `meeting` a committee and a day."""

    name: str
    description: str
    agent: str
    day: date
    plan: str
    number: int
    meeting: str
    moment: datetime
    revision: int
    sha256: str
    previous: str | None = None
    public: bool = False

    def labels(self, oxum: str) -> dict[str, str]:
        """Return it by the labels of a bag; `oxum` is how many bytes and files the payload has."""
        told = {
            "Bagging-Date": self.day.isoformat(),
            "Payload-Oxum": oxum,
            "External-Identifier": self.name,
            "External-Description": self.description,
            "Bag-Software-Agent": self.agent,
            "Edition-Plan": self.plan,
            "Edition-Number": str(self.number),
            "Edition-Meeting": self.meeting,
            "Edition-Moment": instant(self.moment),
            "Edition-Revision": str(self.revision),
            "Edition-Records-SHA256": self.sha256,
        }
        if self.previous is not None:
            told["Previous-Edition"] = self.previous
        if self.public:
            told["Edition-Public"] = "true"
        return told

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> Facts:
        """Return what the labels of a bag say; raises Refused where it is no edition."""
        try:
            found = cls(
                name=labels["External-Identifier"],
                description=labels["External-Description"],
                agent=labels["Bag-Software-Agent"],
                day=date.fromisoformat(labels["Bagging-Date"]),
                plan=labels["Edition-Plan"],
                number=_number(labels["Edition-Number"]),
                meeting=labels["Edition-Meeting"],
                moment=datetime.fromisoformat(labels["Edition-Moment"]),
                revision=_number(labels["Edition-Revision"]),
                sha256=_digest(labels["Edition-Records-SHA256"]),
                previous=_digest(labels["Previous-Edition"]) if "Previous-Edition" in labels else None,
                public="Edition-Public" in labels,
            )
        except KeyError as missing:
            raise Refused(f"it does not say its {missing.args[0]}, so it is no edition of jatui's") from None
        except ValueError as error:
            raise Refused(f"it holds what is no value of its label ({error})") from None
        if found.moment.tzinfo is None or found.labels(labels.get("Payload-Oxum", "")) != dict(labels):
            raise Refused("its labels are not those that jatui writes")
        return found


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{clean(text)!r} is no number")
    return int(text)


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise ValueError(f"{clean(text)!r} is no sha256")
    return text


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of an edition as it was found: what it says of itself, its snapshot, its digest, and what is wrong.

    `digest` is the sha256 of its tag manifest, which stands for the whole; `odd` are the records that differ from
    those that it lists.
    """

    path: Path
    facts: Facts | None
    snapshot: Snapshot | None
    digest: str | None
    faults: tuple[Fault, ...]
    odd: tuple[Odd, ...] = ()


def is_pack(path: Path) -> bool:
    """Tell whether a folder is, or is meant to be, a pack."""
    return any(os.path.lexists(path / name) for name in (BAGIT, MANIFEST, TAGS, INFO))


def read_pack(path: Path, wanted: Wanted = unwatched) -> Pack:
    """Return a pack with everything that is wrong with it; raises Stopped, and Refused where the folder cannot be read."""
    return _Reading(path).read(wanted)


class _Reading:
    """One look at a pack."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.sizes: dict[str, int] = {}
        self.digest: str | None = None

    def lacks(self, file: str, sentence: str) -> None:
        """Note that a file is not there, or one too many is."""
        self.faults.append(Fault("complete", file, f"{self.path / file}: {sentence}"))

    def wrong(self, file: str, sentence: str) -> None:
        """Note that a file is not as it was written."""
        self.faults.append(Fault("valid", file, f"{self.path / file}: {sentence}"))

    def read(self, wanted: Wanted) -> Pack:
        """Look at every file, and return what was found."""
        self._walk()
        declaration = self._tag(BAGIT)
        if declaration is not None and declaration != DECLARATION:
            self.wrong(BAGIT, "it does not declare a bag of version 1.0 in UTF-8, as jatui writes it.")
        tags = self._manifest(TAGS)
        payload = self._manifest(MANIFEST)
        facts = self._facts()
        others = self._others()
        self._hold(
            tags, {name for name in self.sizes if not name.startswith("data/")} - {TAGS} - others, TAGS
        )
        self._hold(payload, {name for name in self.sizes if name.startswith("data/")}, MANIFEST)
        snapshot = self._snapshot(facts, wanted)
        odd = self._compared()
        return Pack(self.path, facts, snapshot, self.digest, tuple(self.faults), tuple(odd))

    def _walk(self) -> None:
        """Take down every file, and refuse what is no plain file: nothing is followed."""
        for name, entry in _entries(self.path):
            if entry.is_symlink():
                self.lacks(name, "it is a symbolic link, which no pack has; it was not followed.")
            elif entry.is_dir(follow_symlinks=False):
                if name != "data":
                    self.lacks(name, "no pack has this folder.")
            elif not entry.is_file(follow_symlinks=False):
                self.lacks(name, "it is no regular file; it was not opened.")
            else:
                self.sizes[name] = entry.stat(follow_symlinks=False).st_size

    def _others(self) -> set[str]:
        """Refuse manifests of other algorithms, and return their names."""
        found = {name for name in self.sizes if _OTHER.fullmatch(name)} - {MANIFEST, TAGS}
        for name in sorted(found):
            self.lacks(name, "a pack has manifests of sha256 alone; this one proves nothing.")
        return found

    def _tag(self, name: str) -> bytes | None:
        """Return the whole of a tag file, or None where there is none to be read."""
        if name not in self.sizes:
            self.lacks(name, "it is missing.")
            return None
        if self.sizes[name] > LARGEST:
            self.wrong(name, f"it has more than {LARGEST:,} bytes.")
            return None
        try:
            with _open(self.path / name) as file:
                return file.read(LARGEST)
        except OSError as error:
            self.wrong(name, f"it cannot be read: {reason(error)}.")
            return None

    def _manifest(self, name: str) -> dict[str, str] | None:
        content = self._tag(name)
        if content is None:
            return None
        if name == TAGS:
            self.digest = hashlib.sha256(content).hexdigest()
        try:
            found = read_manifest(content)
        except Refused as problem:
            self.wrong(name, f"{problem}.")
            return None
        for each in (BAGIT, INFO, MANIFEST) if name == TAGS else (RECORDS,):
            if each not in found:
                self.wrong(name, f"it does not name {each}.")
        astray = [each for each in found if each.startswith("data/") is (name == TAGS) or each == TAGS]
        for each in astray:
            self.wrong(name, f"it names {each}, which does not belong into it.")
        return {each: digest for each, digest in found.items() if each not in astray}

    def _facts(self) -> Facts | None:
        content = self._tag(INFO)
        if content is None:
            return None
        try:
            labels = read_info(content)
            facts = Facts.of(labels)
        except Refused as problem:
            self.wrong(INFO, f"{problem}.")
            return None
        sizes = [size for name, size in self.sizes.items() if name.startswith("data/")]
        if labels["Payload-Oxum"] != f"{sum(sizes)}.{len(sizes)}":
            self.lacks(
                INFO,
                f"the payload should have {labels['Payload-Oxum']} bytes and files, and has {sum(sizes)}.{len(sizes)}.",
            )
        return facts

    def _hold(self, listed: Mapping[str, str] | None, there: set[str], manifest: str) -> None:
        """Hold the files that are there to a manifest, where that could be read."""
        if listed is None:
            return
        for name in sorted(there - set(listed)):
            self.lacks(name, f"{manifest} does not know it.")
        for name, digest in listed.items():
            if name not in there:
                self.lacks(name, f"it is missing; {manifest} names it.")
                continue
            try:
                with _open(self.path / name) as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                self.wrong(name, f"it cannot be read: {reason(error)}.")
                continue
            if found != digest:
                self.wrong(
                    name, f"it was altered since it was published; {manifest} has another sha256 of it."
                )

    def _snapshot_name(self) -> str | None:
        names = [name for name in self.sizes if name.startswith("data/") and name.endswith(".toml")]
        return names[0] if len(names) == 1 else None

    def _snapshot(self, facts: Facts | None, wanted: Wanted) -> Snapshot | None:
        """Read the snapshot, and hold it to what the pack says of itself."""
        name = self._snapshot_name()
        if name is None:
            self.lacks("data", "a pack has one snapshot, data/<plan>.toml.")
            return None
        try:
            found = verify_snapshot(self.path / name, wanted)
        except Stopped:
            raise
        except Refused as problem:
            self.faults.append(Fault("valid", name, str(problem)))
            return None
        if facts is not None and (
            (one_line(found.plan), found.revision, found.sha256, found.public)
            != (facts.plan, facts.revision, facts.sha256, facts.public)
            or instant(found.moment) != instant(facts.moment)
        ):
            self.wrong(name, f"it is not the snapshot that {INFO} speaks of.")
        return found

    def _compared(self) -> list[Odd]:
        """Hold the records of the snapshot to the list of them, and note each that differs."""
        name = self._snapshot_name()
        if name is None:
            return []
        if RECORDS not in self.sizes:
            self.lacks(RECORDS, "it is missing.")
            return []
        try:
            with _open(self.path / RECORDS) as lines, _open(self.path / name) as file:
                odd = compare(read_lines(lines), chunks(file))
        except Refused as problem:
            self.wrong(RECORDS, f"{problem}.")
            return []
        except OSError as error:
            self.wrong(RECORDS, f"it cannot be read: {reason(error)}.")
            return []
        for each in odd[:MOST_TOLD]:
            self.wrong(name, f"{each.sentence}.")
        if len(odd) > MOST_TOLD:
            self.wrong(name, f"{len(odd) - MOST_TOLD:,} more of its records differ.")
        return odd


def _entries(path: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder by its name there; links are told and not followed."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(path / below) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            raise Refused(f"{path / below} cannot be read: {reason(error)}.") from None
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            yield name, entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)


def _open(path: Path) -> BufferedReader:
    """Open a regular file for reading, never through a link."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is no regular file")
    return os.fdopen(descriptor, "rb")
