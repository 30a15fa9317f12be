"""An answer that was cut into rows beside the recommendations that it answers, joined again by the headings in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from jatui.domain.importing.items import Item
from jatui.domain.match import words

_LONGEST: Final = 60
_MOST_WORDS: Final = 6
_SHORTEST: Final = 4
"""Letters that a word has at least by which two headings are of one series."""


def join_headed(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """Return items with the answers that run beside several recommendations as one, and a sentence for each of these.

    Where a text has no merged cells, such an answer looks like one for each row. It is known by its headings: of all
    answers of a table it alone begins with one, and the next of the series stands in the midst of a later row, so that
    what it goes on with began above.
    """
    found: list[Item] = []
    notes: list[str] = []
    for _, group in groupby(items, key=lambda item: item.table):
        table = list(group)
        run = _run(table)
        if run is not None:
            first, last = run
            lines = ", ".join(f"{item.number:,}" for item in table[first : last + 1])
            notes.append(
                f"The rows at {lines} stand beside one text, as the headings in it show; they are taken as one action."
            )
            table[first : last + 1] = [_joined(table[first : last + 1])]
        found += table
    return found, notes


def _run(items: Sequence[Item]) -> tuple[int, int] | None:
    """Return the first and the last item of a table over which one answer runs, if there is such."""
    if any(item.copied or not item.refless or not item.recommendations for item in items):
        return None
    headings = [_headings(item.cells.get("action", "")) for item in items]
    opening = [at for at, found in enumerate(headings) if 0 in found]
    if len(opening) != 1 or opening[0] == 0:
        return None
    begin = opening[0]
    series = _telling(headings[begin][0])
    ends = [
        at
        for at in range(begin + 1, len(items))
        if any(series & _telling(each) for each in headings[at].values())
    ]
    if not ends or any(headings[at] for at in (*range(begin), *range(ends[-1] + 1, len(items)))):
        return None
    run = items[begin - 1 : ends[-1] + 1]
    return (
        (begin - 1, ends[-1])
        if not any(set(item.cells) - {"action"} or item.said for item in run[1:])
        else None
    )


def _headings(text: str) -> dict[int, str]:
    """Return the lines of a text that are headings in it, by their place: short, without an end, and something below."""
    lines = text.split("\n")
    return {
        at: line
        for at, (line, below) in enumerate(pairwise(lines))
        if len(line) <= _LONGEST
        and len(line.split()) <= _MOST_WORDS
        and line[:1].isupper()
        and line[-1:].isalnum()
        and below[:1].isupper()
        and len(below) > len(line)
    }


def _telling(heading: str) -> set[str]:
    """Return the words of a heading by which one knows others of its series."""
    return {word for word in words(heading) if len(word) >= _SHORTEST}


def _joined(items: Sequence[Item]) -> Item:
    """Return items as one that answers the recommendations of all."""
    first = items[0]
    first.cells["action"] = "\n".join(item.cells["action"] for item in items)
    first.recommendations = [each for item in items for each in item.recommendations]
    return first
