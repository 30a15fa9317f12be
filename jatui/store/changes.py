"""What a write has touched, so that whoever shows it can ask again for just that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds and ids of the rows that a revision touched, and in one sentence what it did.

    `revision` is its number, or 0 where nothing had to be changed. `overruled` names what was odd about it and done
    all the same, and `warnings` tells each of these in a sentence.
    """

    revision: int
    sentence: str
    ids: Mapping[str, frozenset[int]] = field(default_factory=dict)
    overruled: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
