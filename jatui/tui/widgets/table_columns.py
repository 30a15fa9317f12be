"""How the columns of a table share its width, and which of them give way when it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jatui.tui.widgets.text import Align


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, the label in the header, and how it behaves when the table is wide or narrow.

    A width is a number of cells, or "fill" for a share (`weight`) of what the others leave, at least
    `minimum`. The column with the lowest `drop_order` goes first; one without is never dropped.
    """

    key: str
    label: str
    width: int | Literal["fill"] = "fill"
    minimum: int = 8
    weight: int = 1
    align: Align = "left"
    drop_order: int | None = None

    @property
    def least(self) -> int:
        """The cells below which the column is not shrunk while another can be dropped."""
        return max(1, self.minimum if self.width == "fill" else self.width)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column as it stands: which cell of a row it shows, from which cell of the line, and how wide."""

    index: int
    column: Column
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one table at one width, and the cells left over behind the last of them."""

    width: int
    placed: tuple[Placed, ...]
    rest: int

    def column_at(self, x: int) -> str | None:
        """Return the key of the column at a cell of the line, its gap to the next one included."""
        found = None
        for placed in self.placed:
            if placed.start <= x:
                found = placed.column.key
        return found


def lay_out(columns: Sequence[Column], width: int, gutter: int = 1, gap: int = 2) -> Layout:
    """Place columns in `width` cells behind a gutter, dropping and then shrinking those that do not fit.

    Gutter, columns, gaps and rest make up the width exactly; the rest is 0 where a column fills.
    """
    kept = _drop(columns, width - gutter, gap)
    widths = _share([columns[index] for index in kept], width - gutter - gap * (len(kept) - 1))
    placed = []
    start = gutter
    for index, cells in zip(kept, widths, strict=True):
        placed.append(Placed(index, columns[index], start, cells))
        start += cells + gap
    taken = start - gap if placed else min(gutter, max(width, 0))
    return Layout(width, tuple(placed), max(width, 0) - taken)


def natural_width(columns: Sequence[Column], gutter: int = 1, gap: int = 2) -> int:
    """Return the cells that all columns take up at their least."""
    return gutter + sum(column.least for column in columns) + gap * max(0, len(columns) - 1)


def _drop(columns: Sequence[Column], width: int, gap: int) -> list[int]:
    """Return the columns that stay: those that fit, then those that cannot be dropped, at a cell each."""
    kept = list(range(len(columns)))
    order = sorted(
        (column.drop_order, -index) for index, column in enumerate(columns) if column.drop_order is not None
    )
    for _, negative in order:
        if sum(columns[index].least for index in kept) + gap * (len(kept) - 1) <= width:
            break
        if len(kept) > 1:
            kept.remove(-negative)
    while kept and len(kept) + gap * (len(kept) - 1) > width:
        kept.pop()
    return kept


def _share(columns: Sequence[Column], width: int) -> list[int]:
    """Return the width of each column: fills take what is spare; where cells are short, fills shrink first."""
    widths = [column.least for column in columns]
    fills = [index for index, column in enumerate(columns) if column.width == "fill"]
    spare = width - sum(widths)
    if spare >= 0:
        weights = sum(max(1, columns[index].weight) for index in fills)
        given = passed = 0
        for index in fills:
            passed += max(1, columns[index].weight)
            share = spare * passed // weights - given
            widths[index] += share
            given += share
        return widths
    others = [index for index in reversed(range(len(columns))) if index not in fills]
    for index in [*reversed(fills), *others]:
        taken = min(widths[index] - 1, -spare)
        widths[index] -= taken
        spare += taken
    return widths
