"""Two texts side by side: which words the one has that the other has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 2_000
"""Words up to which two texts are compared word by word; longer ones are shown as changed between their common ends."""

LEAST_ALIKE = 4
"""Texts that share less than one word in so many are new to each other, and not one a change of the other."""

_WORD = re.compile(r"\s*\S+|\s+\Z")


class Part(NamedTuple):
    """A stretch of a text, and whether the other text has other words in its place."""

    text: str
    changed: bool


def compare(former: str, later: str) -> tuple[list[Part], list[Part]]:
    """Return both texts in parts, the words that only one of them has marked as changed.

    The parts of each joined are the text itself. Words are compared without the blanks before them.
    """
    before, after = _WORD.findall(former), _WORD.findall(later)
    left: list[Part] = []
    right: list[Part] = []
    for same, first, second in _stretches(before, after):
        _put(left, first, not same)
        _put(right, second, not same)
    return left, right


def is_alike(left: Sequence[Part], right: Sequence[Part]) -> bool:
    """Tell whether two compared texts share enough words that marking the others helps."""
    words = [(len(part.text.split()), part.changed) for part in (*left, *right)]
    same = sum(number for number, changed in words if not changed)
    return same * LEAST_ALIKE >= sum(number for number, _ in words)


def _stretches(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield stretches of both texts that are the same, or stand in each other's place."""
    if max(len(before), len(after)) > MOST_WORDS:
        yield from _ends(before, after)
        return
    words = [word.strip() for word in before], [word.strip() for word in after]
    for name, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        yield name == "equal", before[a:b], after[c:d]


def _ends(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield what both begin with, what lies between, and what both end with."""
    most = min(len(before), len(after))
    first = next((n for n in range(most) if before[n].strip() != after[n].strip()), most)
    last = next(
        (n for n in range(most - first) if before[-1 - n].strip() != after[-1 - n].strip()), most - first
    )
    yield True, before[:first], after[:first]
    yield False, before[first : len(before) - last], after[first : len(after) - last]
    yield True, before[len(before) - last :], after[len(after) - last :]


def _put(parts: list[Part], words: Sequence[str], changed: bool) -> None:
    if words:
        parts.append(Part("".join(words), changed))
