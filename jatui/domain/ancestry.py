"""What a plan descends from: the snapshots that its database was restored from or merged with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST_ANCESTORS = 16
"""How many ancestors a snapshot names, the newest first."""

_WRITTEN = re.compile(r"(0|[1-9][0-9]{0,17}) ([0-9a-f]{64})")


class Ancestor(NamedTuple):
    """A snapshot by the revision that it was written at and the sha256 of its records."""

    revision: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.revision} {self.sha256}"


def ancestor_written(text: str) -> Ancestor | None:
    """Return the ancestor that a text stands for, or None where it is none."""
    found = _WRITTEN.fullmatch(text)
    return Ancestor(int(found[1]), found[2]) if found else None


def nearest(found: Iterable[Ancestor]) -> tuple[Ancestor, ...]:
    """Return ancestors, each once, as many as a snapshot names."""
    return tuple(dict.fromkeys(found))[:MOST_ANCESTORS]


class Lineage(NamedTuple):
    """Where a state comes from: the history that it stands in, and the snapshots that went into that, the newest first.

    A history is told by the hash of its first revision, which no other database has.
    """

    history: str | None = None
    ancestors: tuple[Ancestor, ...] = ()


UNKNOWN = Lineage()
"""What is known of a state that says nothing of where it comes from."""
