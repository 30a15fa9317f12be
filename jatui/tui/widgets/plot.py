"""The plot of an indicator in a terminal's cells: figures over time, the target as a line, what the tolerance allows as a band.

Everything is told by shape and place: colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Final

from textual.content import Content
from textual.widget import Widget

from jatui.domain.scorecard import Entry, Standing
from jatui.domain.values import Value, same_measure
from jatui.domain.words import sign
from jatui.tui.widgets.text import Piece, fit, pieces

UNRATED, EXPECTED, TARGET, BAND = "○", "◌", "╌", "░"
"""The signs of a value that nobody rated, of what is forecast, of the target's line and of what the tolerance allows."""

BARS: Final = "▁▂▃▄▅▆▇█"
"""The heights of a sparkline."""

LEAST_WIDTH, LEAST_HEIGHT = 20, 5
"""Cells below which nothing can be drawn that would be read."""

_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BRAILLE: Final = 0x2800


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on the plot: when (a day's number, or its place among the others), how much, and how it is shown."""

    at: float
    value: float
    sign: str
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn of an indicator; `others` counts figures of another measure than the latest, which are not."""

    marks: Sequence[Mark]
    dated: bool
    unit: str
    target: float | None = None
    band: tuple[float, float] | None = None
    ahead: Mark | None = None
    others: int = 0


def plot_of(each: Standing) -> Plot | None:
    """Return what can be drawn of an indicator, None where no figure was measured of it."""
    known = [entry for entry in each.series if entry.number_value is not None]
    if not known:
        return None
    last = known[-1].value
    same = [entry for entry in known if _alike(entry.value, last)]
    dated = all(entry.of for entry in same)
    marks = [_mark(entry, place, dated=dated) for place, entry in enumerate(same)]
    target = each.target if _alike(each.target, last) else None
    wanted = None if target is None or target.number is None else float(target.number)
    ahead = None
    coming = each.forecast
    if dated and coming.day is not None and coming.number is not None:
        ahead = Mark(
            coming.day.toordinal(),
            float(coming.number),
            EXPECTED,
            "$quiet",
            f"{coming.day:%b %y}",
        )
    return Plot(
        marks,
        dated,
        (last.unit or "") if last and last.kind == "number" else "",
        wanted,
        (float(each.band[0]), float(each.band[1])) if target and each.band else None,
        ahead,
        len(known) - len(same),
    )


def _alike(value: Value | None, other: Value | None) -> bool:
    return value is not None and other is not None and value.kind == other.kind and same_measure(value, other)


def _mark(entry: Entry, place: int, *, dated: bool) -> Mark:
    at = entry.of.toordinal() if dated and entry.of else place
    shape = sign(entry.rating)[0] if entry.rating else UNRATED
    label = f"{entry.of:%b %y}" if dated and entry.of else str(place + 1)
    return Mark(
        at, float(entry.number_value or 0), shape, f"$rating-{entry.rating}" if entry.rating else "", label
    )


def sparkline(each: Standing, width: int) -> str:
    """Return the last figures as bars of one cell, the oldest first, a gap where there is none; one alone is a dot."""
    figures = [entry.number_value for entry in each.series if entry.kind is not None][-width:]
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2:
        return "•" * len(known)
    least, most = min(known), max(known)
    span = most - least
    return "".join(
        " " if each is None else BARS[int((each - least) / span * 7) if span else 3] for each in figures
    )


class Canvas:
    """Cells with a line of dots under the signs that stand in them."""

    def __init__(self, columns: int, rows: int, low: float, high: float, first: float, last: float) -> None:
        self.columns, self.rows = columns, rows
        self._low, self._high, self._first, self._last = low, high, first, last
        self._dots: dict[tuple[int, int], int] = {}
        self._signs: dict[tuple[int, int], Piece] = {}

    def across(self, at: float) -> int:
        """Return the dot, counted from the left, of a time."""
        span = self._last - self._first
        share = 0.5 if span <= 0 else (at - self._first) / span
        return round(share * (self.columns * 2 - 1))

    def down(self, value: float) -> int:
        """Return the dot, counted from the top, of a value."""
        return round((self._high - value) / (self._high - self._low) * (self.rows * 4 - 1))

    def row(self, value: float) -> int:
        """Return the line of cells that a value is on."""
        return self.down(value) // 4

    def put(self, at: float, value: float, sign: str, style: str) -> None:
        """Put a sign where a value is."""
        self._signs[self.row(value), self.across(at) // 2] = (sign, style)

    def fill(self, row: int, sign: str, style: str) -> None:
        """Put a sign all along a line."""
        for column in range(self.columns):
            self._signs[row, column] = (sign, style)

    def join(self, one: Mark, other: Mark) -> None:
        """Draw dots from one value to the next."""
        x, y, to_x, to_y = (
            self.across(one.at),
            self.down(one.value),
            self.across(other.at),
            self.down(other.value),
        )
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(steps + 1):
            self._dot(x + round((to_x - x) * step / steps), y + round((to_y - y) * step / steps))

    def _dot(self, x: int, y: int) -> None:
        cell = (y // 4, x // 2)
        self._dots[cell] = self._dots.get(cell, 0) | _DOTS[x % 2][y % 4]

    def line(self, row: int, marked: set[tuple[int, int]]) -> list[Piece]:
        """Return a line of cells: the signs of values first, then the dots, then what lies behind them."""
        parts: list[Piece] = []
        for column in range(self.columns):
            cell = (row, column)
            if cell not in marked and cell in self._dots:
                parts.append((chr(_BRAILLE + self._dots[cell]), "$accent"))
            else:
                parts.append(self._signs.get(cell, (" ", "")))
        return parts

    def cell(self, mark: Mark) -> tuple[int, int]:
        """Return where the sign of a value stands."""
        return self.row(mark.value), self.across(mark.at) // 2


def draw(plot: Plot, width: int, height: int) -> list[list[Piece]]:
    """Return the plot as lines of pieces: values with their axis, times below, and at the end what the signs mean."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return [[("There is no room to draw it.", "$quiet")]]
    marks = [*plot.marks, *([plot.ahead] if plot.ahead else [])]
    low, high = _range(plot, marks)
    rows = height - 3
    step = _step((high - low) / max(1, rows // 2))
    ticks = [each * step for each in range(floor(low / step), ceil(high / step) + 1)]
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    labels = {tick: _label(tick, step, plot.unit) for tick in ticks}
    target = "" if plot.target is None else f"{_label(plot.target, step / 10, plot.unit)}▸"
    margin = min(max(len(each) for each in (*labels.values(), target)) + 1, width // 3)
    times = [each.at for each in marks]
    canvas = Canvas(width - margin - 1, rows, low, high, min(times), max(times))
    if plot.band:
        for row in range(canvas.row(plot.band[1]), canvas.row(plot.band[0]) + 1):
            canvas.fill(row, BAND, "$quiet")
    names = {canvas.row(tick): name for tick, name in labels.items()}
    if plot.target is not None:
        canvas.fill(canvas.row(plot.target), TARGET, "bold")
        names[canvas.row(plot.target)] = target
    for one, other in pairwise(plot.marks):
        canvas.join(one, other)
    for each in marks:
        canvas.put(each.at, each.value, each.sign, f"bold {each.style}".strip())
    marked = {canvas.cell(each) for each in marks}
    lines: list[list[Piece]] = []
    for row in range(rows):
        name = names.get(row, "")
        style = "bold" if name.endswith("▸") else "$quiet"
        lines.append(
            [(fit(name, margin, "right"), style), ("┤" if name else "│", "$quiet"), *canvas.line(row, marked)]
        )
    return [*lines, *_times(canvas, marks, plot.marks[-1], margin), _legend(plot, width)]


def _range(plot: Plot, marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the least and the most that the axis has to reach."""
    values = [each.value for each in marks]
    values += [] if plot.target is None else [plot.target]
    values += plot.band or ()
    low, high = min(values), max(values)
    if low == high:
        room = abs(low) * 0.1 or 1.0
        return low - room, high + room
    return low, high


def _step(least: float) -> float:
    """Return the round distance of ticks that is not below a distance: 1, 2 or 5 with noughts."""
    size = 10.0 ** floor(log10(least)) if least > 0 else 1.0
    return next(each * size for each in (1, 2, 5, 10) if each * size >= least * 0.999)


def _label(value: float, step: float, unit: str) -> str:
    places = max(0, min(6, -floor(log10(step)))) if step < 1 else 0
    number = f"{value:,.{places}f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return f"{unit}{number}" if unit in "£€$" else f"{number}%" if unit == "%" else number


def _times(canvas: Canvas, marks: Sequence[Mark], last: Mark, margin: int) -> list[list[Piece]]:
    """Return the axis of time and under it the days of as many values as there is room for, the last and the first of all."""
    axis, words = ["─"] * canvas.columns, [" "] * canvas.columns
    taken: list[tuple[int, int]] = []
    for mark in (last, marks[0], *reversed(marks)):
        column = canvas.across(mark.at) // 2
        axis[column] = "┬"
        label = mark.label
        start = max(0, min(column - len(label) // 2, canvas.columns - len(label)))
        if all(start > end or start + len(label) < begin for begin, end in taken):
            words[start : start + len(label)] = label
            taken.append((start, start + len(label)))
    return [
        [(" " * margin, ""), ("└" + "".join(axis), "$quiet")],
        [(" " * (margin + 1), ""), ("".join(words)[: canvas.columns], "$quiet")],
    ]


def _legend(plot: Plot, width: int) -> list[Piece]:
    """Return what the signs mean, as far as there is room."""
    rated = list(dict.fromkeys(mark.sign for mark in plot.marks))
    told = [f"{each} {_CALLED.get(each, 'value')}" for each in rated]
    told += [f"{TARGET} target"] if plot.target is not None else []
    told += [f"{BAND} tolerance"] if plot.band else []
    told += [f"{EXPECTED} forecast"] if plot.ahead else []
    told += [] if plot.dated else ["in order, without days"]
    told += [f"{plot.others} of another measure left out"] if plot.others else []
    gap = "  " if len("  ".join(told)) <= width else " "
    while len(told) > 1 and len(gap.join(told)) > width:
        told.pop()
    return [(gap.join(told)[:width], "$quiet")]


_CALLED: Final = {UNRATED: "value", **{sign(each)[0]: each for each in ("red", "amber", "green", "blue")}}


class PlotPane(Widget):
    """The plot of one indicator."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._plot: Plot | None = None

    def show(self, plot: Plot | None) -> None:
        """Draw another plot, or none."""
        if plot != self._plot:
            self._plot = plot
            self.refresh()

    def render(self) -> Content:
        """Draw it as large as the pane is."""
        if self._plot is None:
            return Content("")
        lines = draw(self._plot, self.size.width, self.size.height)
        return Content("\n").join(pieces(line) for line in lines)
