"""Tables whose rows have cells of other widths than those above, as Word and LibreOffice leave them when edges are moved.

Their grid has more columns than anybody sees; what stands in the third cell of each row is one column all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jatui.domain.importing.blocks import Cell, GridRow

_FEWEST: Final = 3
"""Cells that most rows have at least of a table that is evened."""


def evened(rows: list[GridRow], starts: Sequence[Sequence[int]]) -> list[GridRow]:
    """Return the rows of a table with as many columns as most of them have cells; as they are where one would not fit.

    `starts` says for each row in which columns of the grid its cells begin.
    """
    most = Counter(len(each) for each in starts).most_common(1)
    if not rows or most[0][0] < _FEWEST or max(len(row.cells) for row in rows) <= most[0][0]:
        return rows
    wide = most[0][0]
    known = next(each for each in starts if len(each) == wide)
    found = []
    for row, begun in zip(rows, starts, strict=True):
        if len(begun) == wide:
            known = begun
            cells = [_cell(row, place) for place in begun]
        else:
            placed = _placed(row, begun, known)
            if placed is None:
                return rows
            cells = placed
        found.append(row._replace(cells=tuple(cells)))
    return found


def _placed(row: GridRow, begun: Sequence[int], known: Sequence[int]) -> list[Cell] | None:
    """Return the cells of a row under those of another by where they begin; None where two stand under one."""
    cells = [Cell("", True)] * len(known)
    for place in begun:
        column = max(bisect_right(known, place) - 1, 0)
        if cells[column] != Cell("", True):
            return None
        cells[column] = _cell(row, place)
    return cells


def _cell(row: GridRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else Cell("")
