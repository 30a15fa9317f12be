"""The key of a scheme of ratings: what each rating means there, short for a line and whole for who asks.

Councils mean different things by the same colour: amber is "at risk" in one plan and "a month late" in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from jatui.domain.words import sign

LONGEST = 40
"""Characters of a meaning that a short key gives it."""


class Level(NamedTuple):
    """One rating of a scheme: its code, how it is called there, and what it means."""

    code: str
    name: str
    meaning: str

    @property
    def short(self) -> str:
        """The meaning up to its colon or its first full stop, or the name where it has none."""
        begin = self.meaning.partition(": ")[0].partition(". ")[0].strip().rstrip(".") or self.name
        return begin if len(begin) <= LONGEST else begin[: LONGEST - 1].rstrip() + "…"


class Scheme(NamedTuple):
    """A named way of rating, its levels in order, and the plans that are rated by it."""

    id: int
    slug: str
    name: str
    levels: Sequence[Level]
    plans: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        """Return the scheme as `schemes --json` prints it."""
        return {
            "slug": self.slug,
            "name": self.name,
            "plans": list(self.plans),
            "levels": [level._asdict() for level in self.levels],
        }

    @property
    def key(self) -> str:
        """The key on one line."""
        return " · ".join(f"{sign(level.code)} {level.short}" for level in self.levels) or "no rating yet"


def told_keys(schemes: Sequence[Scheme]) -> list[str]:
    """Return the keys of the schemes that a list is rated by as lines; of several, that they are not to be compared."""
    if len(schemes) == 1:
        return [f"Key ({schemes[0].name}): {schemes[0].key}"]
    return [
        *([mixed("list", len(schemes))] if schemes else []),
        *(f"Key of {', '.join(each.plans)} ({each.name}): {each.key}" for each in schemes),
    ]


def mixed(what: str, schemes: int) -> str:
    """Return the warning that something mixes schemes of rating."""
    return f"This {what} mixes {schemes} schemes of rating; the same letter need not mean the same."
