"""Which records of a snapshot that does not hold differ from those that the database had at its revision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from jatui.commands.archive import records_of
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.snapshot import digest
from jatui.snapshot.chunks import Odd, chunks, compare, expected
from jatui.snapshot.header import LONGEST
from jatui.snapshot.parse import Unreadable, parse_value
from jatui.store import Reader
from jatui.store.past import look_back

_PLAN = re.compile(rb'^plan = (".*")$', re.MULTILINE)
_REVISION = re.compile(rb"^revision = (\d{1,15})$", re.MULTILINE)
_DIGEST = re.compile(rb'^sha256 = "([0-9a-f]{64})"$', re.MULTILINE)


class _Claim(NamedTuple):
    """What a file says of itself, read even where its header does not hold."""

    plan: str
    revision: int
    sha256: str
    public: bool


def odd_records(path: Path, present: Callable[[], Tracker | None]) -> list[Odd]:
    """Return how the records of a file differ from those of the database, as it stood at the revision that the file names.

    Empty where the database, or the file, cannot tell: only a state whose digest is the file's own bears witness.
    """
    claim = _claim(path)
    tracker = present() if claim else None
    if claim is None or tracker is None:
        return []
    return witnessed(path, tracker, *claim)


def witnessed(
    path: Path, tracker: Tracker, plan: str, revision: int, sha256: str, for_public: bool
) -> list[Odd]:
    """Return how the records of a file differ from those that the database had at a revision, where they have this sha256.

    `for_public` where they are those of a copy for the public.
    """
    try:
        with _stood(tracker, plan, revision, sha256, for_public) as records, path.open("rb") as file:
            return compare(expected(records()), chunks(file)) if records else []
    except (Problem, OSError):
        return []


Records = Callable[[], Iterable[tuple[str, Mapping[str, Any]]]]


@contextmanager
def _stood(
    tracker: Tracker, plan: str, revision: int, sha256: str, for_public: bool
) -> Iterator[Records | None]:
    """Give the records of a plan at a revision, anew each time, where they have this sha256; else None."""

    def of(read: Reader) -> Records | None:
        scope = read.scope(plan, tracker.today)

        def records() -> Iterable[tuple[str, Mapping[str, Any]]]:
            return records_of(read, scope, for_public=for_public)

        return records if digest(records()) == sha256 else None

    if now := of(tracker.read):
        yield now
    elif 0 < revision < tracker.read.last_revision():
        with look_back(tracker.store, revision) as past:
            yield of(past.read)
    else:
        yield None


def _claim(path: Path) -> _Claim | None:
    """Return what a file says at its head, or None where that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(LONGEST)
    except OSError:
        return None
    plan, revision, sha256 = (pattern.search(head) for pattern in (_PLAN, _REVISION, _DIGEST))
    if not (plan and revision and sha256):
        return None
    try:
        named = str(parse_value(plan[1].decode()))
    except (Unreadable, UnicodeDecodeError):
        return None
    return _Claim(named, int(revision[1]), sha256[1].decode(), b"\npublic = true\n" in head)
