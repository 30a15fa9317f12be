"""Tables in text whose columns a line of dashes marks out, as pandoc writes them and people draw them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from jatui.domain.importing.blocks import Cell, GridRow

_RULE: Final = re.compile(r" {0,9}(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+) *")
_WHOLE: Final = re.compile(r" {0,9}-{10,} *")
_MOST_HEADS: Final = 8
"""Lines over which the headings of a table may go."""


class Ruled(NamedTuple):
    """A table between ruled lines: its rows, over how many lines it goes, and the lines that only draw it."""

    rows: list[GridRow]
    lines: int
    drawn: list[str]


def ruled_table(lines: Sequence[str], place: int, number: int) -> Ruled | None:
    """Return the table whose headings, or the line above them, stand on a line; None where none does.

    Between two lines that go over its whole width its rows are parted by blank lines, else each line is one. A table that
    begins with marked columns and has no other such line but the last has no headings.
    """
    wide, above = bool(_WHOLE.fullmatch(lines[place])), bool(_RULE.fullmatch(lines[place]))
    first = place + 1 if wide or above else place
    rule = _find(_RULE, lines, first, _MOST_HEADS if wide else len(lines) if above else 2)
    if rule is None or rule == first:
        return None
    closing = _WHOLE if wide else _RULE
    end = _find(closing, lines, rule + 1, len(lines)) if wide or above else _end(lines, rule + 1)
    if above and ("-" in lines[place] or end is None):
        first, rule, end = place, place, rule
        wide = not all(line.strip() for line in lines[place:end])
    if end is None or not all(line.strip() for line in lines[first:rule]):
        return None
    starts = [found.start() for found in re.finditer(r"[-=]+", lines[rule])]
    groups = [*([(first, lines[first:rule])] if rule > first else []), *_groups(lines, rule + 1, end, wide)]
    rows: list[GridRow] = []
    for at, group in groups:
        cells = [_cells(line, starts) for line in group]
        if not all(cells):
            return None
        texts = (" ".join(filter(None, column)) for column in zip(*cells, strict=True))
        rows.append(GridRow(number + at - place, tuple(map(Cell, texts))))
    closed = end < len(lines) and bool(closing.fullmatch(lines[end]))
    drawn = [lines[at] for at in {*range(place, first), rule, *([end] if closed else [])}]
    return Ruled(rows, end + closed - place, drawn) if rows else None


def _find(wanted: re.Pattern[str], lines: Sequence[str], begin: int, within: int) -> int | None:
    """Return the first line from one on, and within so many, that is wanted."""
    return next(
        (at for at in range(begin, min(begin + within, len(lines))) if wanted.fullmatch(lines[at])), None
    )


def _end(lines: Sequence[str], begin: int) -> int:
    """Return the line behind a table that has none drawn below it: the first that is blank, or drawn."""
    for at in range(begin, len(lines)):
        if not lines[at].strip() or _RULE.fullmatch(lines[at]):
            return at
    return len(lines)


def _groups(lines: Sequence[str], begin: int, end: int, wide: bool) -> list[tuple[int, Sequence[str]]]:
    """Return the lines of each row and where it begins: those between blank lines, or each by itself."""
    if not wide:
        return [(at, lines[at : at + 1]) for at in range(begin, end) if lines[at].strip()]
    found: list[tuple[int, Sequence[str]]] = []
    first = begin
    for at in range(begin, end + 1):
        if at == end or not lines[at].strip():
            if at > first:
                found.append((first, lines[first:at]))
            first = at + 1
    return found


def _cells(line: str, starts: Sequence[int]) -> list[str]:
    """Return the cells of a line; none where words go over the edge of a column."""
    if any(line[start - 1 : start].strip() for start in starts[1:]) or line[: starts[0]].strip():
        return []
    ends = (*starts[1:], len(line))
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
