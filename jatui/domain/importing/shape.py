"""Which column of a plan's table is which, by its headings or as a person says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, get_args

from jatui.domain.errors import Misused
from jatui.domain.headings import LONGEST, Part, likely_part, part_of, parts_in
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow
from jatui.domain.match import fold, nearest, words
from jatui.domain.milestones import read

HEADINGS_WITHIN: Final = 30
"""Rows of a table in which its headings must stand; above them are titles."""

_FEWEST: Final = 3
"""Headings below which a column of them is none."""

_ASKED: Final = frozenset(
    ("when", "by", "date", "dates", "deadline", "timescale", "timescales", "timeframe", "timeline", "due", "end", "finish",
     "completion", "completed")
)  # fmt: skip
"""Words of a heading that asks for a time."""

PARTS: Final[tuple[Part, ...]] = get_args(Part)
_ONCE: Final = frozenset(("ref", "theme", "action", "recommendation", "milestone", "rating", "day"))
"""What one column of a table holds; a second one like it is kept as a fact."""


class Shape(NamedTuple):
    """What each column of a table holds, None where that is not known, and the headings as printed."""

    parts: tuple[Part | None, ...]
    headings: tuple[str, ...]

    def place(self, part: Part) -> int | None:
        """Return the column of a part, if there is one."""
        return self.parts.index(part) if part in self.parts else None

    def without(self, part: Part) -> Shape:
        """Return the shape with nothing known of the column of a part."""
        return Shape(tuple(None if each == part else each for each in self.parts), self.headings)

    @property
    def is_plan(self) -> bool:
        """Whether a table of these columns says what is to be done."""
        return "action" in self.parts and sum(each is not None for each in self.parts) > 1


def parse_maps(given: Iterable[str]) -> dict[str, Part]:
    """Return what a person says of headings, folded; raises Misused for what is no such saying."""
    found: dict[str, Part] = {}
    for each in given:
        heading, sign, part = each.rpartition("=")
        word = part.strip().casefold()
        if not sign or not heading.strip():
            raise Misused(f"--map: {each!r} is none. Write a heading and what it holds: Timescale=milestone.")
        if word not in PARTS:
            near = nearest(word, PARTS, 1)
            perhaps = f" Did you mean {near[0]}?" if near else ""
            raise Misused(f"--map: {part.strip()!r} is none of {', '.join(PARTS)}.{perhaps}")
        found[fold(heading)] = PARTS[PARTS.index(word)]
    return found


def first_rows(document: Document) -> Iterator[GridRow]:
    """Yield the rows of a paper's tables among which headings are looked for."""
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from block.rows[:HEADINGS_WITHIN]


def find_shape(rows: Sequence[GridRow], maps: Mapping[str, Part]) -> tuple[int, int, Shape] | None:
    """Return the first and the last row of a table's headings and what they mean; None where no row is one of headings.

    Headings stand on two rows where those that go over both are merged.
    """
    for place, row in enumerate(rows[:HEADINGS_WITHIN]):
        below = rows[place + 1] if place + 1 < len(rows) else None
        if below is not None and _is_second(row, below, maps):
            over = _over(row)
            shape = shape_of(GridRow(row.number, tuple(map(_lower, over, below.cells))), maps)
            if shape is not None:
                return place, place + 1, _apart(shape, over, below)
        shape = shape_of(row, maps)
        if shape is not None:
            return place, place, shape
    return None


def turned(grid: Grid, maps: Mapping[str, Part]) -> Grid:
    """Return a table of two columns, of which the first holds the headings, as one of rows; any other as it is.

    That is how a paper has it that gives each action a table of its own.
    """
    if len(grid.rows) < _FEWEST or any(len(row.cells) != 2 for row in grid.rows):
        return grid
    first, second = ([row.cells[place] for row in grid.rows] for place in (0, 1))
    known = [maps.get(fold(cell.text)) or part_of(cell.text) for cell in first]
    if sum(part is not None for part in known) * 3 < len(known) * 2:
        return grid
    number = grid.rows[0].number
    head = GridRow(number, tuple(first))
    shape = shape_of(head, maps)
    return Grid([head, GridRow(number, tuple(second))], grid.part) if shape and shape.is_plan else grid


def timed(shape: Shape, rows: Sequence[GridRow], maps: Mapping[str, Part]) -> Shape:
    """Return a shape in which a column headed "By" is the milestone where its cells are days, and nothing else asks for one."""
    place = next((at for at, each in enumerate(shape.headings) if words(each) == ["by"]), None)
    if place is None or "milestone" in shape.parts or fold(shape.headings[place]) in maps:
        return shape
    cells = [row.cells[place].text for row in rows if place < len(row.cells) and row.cells[place].text]
    days = [cell for cell in cells if len(cell) <= LONGEST and read(cell).due is not None]
    if not cells or len(days) * 2 <= len(cells):
        return shape
    return shape._replace(parts=(*shape.parts[:place], "milestone", *shape.parts[place + 1 :]))


def _is_second(row: GridRow, below: GridRow, maps: Mapping[str, Part]) -> bool:
    """Tell whether a row is the second one of headings: known headings are merged with it, and it has short ones of its own."""
    if len(row.cells) != len(below.cells):
        return False
    pairs = [*zip(row.cells, below.cells, strict=True)]
    merged = [above.text for above, cell in pairs if cell.again and cell.text and cell.text == above.text]
    own = [cell.text for cell in below.cells if cell.text and not cell.again]
    known = [text for text in merged if (maps.get(fold(text)) or part_of(text)) is not None]
    return bool(known) and bool(own) and all(len(text) <= LONGEST for text in own)


def _over(row: GridRow) -> list[Cell]:
    """Return the upper headings with their words over each column that they go over."""
    found: list[Cell] = []
    for cell in row.cells:
        again = cell.again and not cell.text and bool(found)
        found.append(cell._replace(text=found[-1].text) if again else cell)
    return found


def _apart(shape: Shape, over: Sequence[Cell], below: GridRow) -> Shape:
    """Return a shape in which columns of one thing by stages, as years under one heading, are none of them that thing."""
    parts = list(shape.parts)
    for place, (cell, lower) in enumerate(zip(over, below.cells, strict=True)):
        wide = cell.text and [each.text for each in over].count(cell.text) > 1
        if wide and lower.text and not lower.again and part_of(lower.text) is None and parts[place] in _ONCE:
            parts[place] = "fact"
    return shape._replace(parts=tuple(parts))


def _lower(above: Cell, below: Cell) -> Cell:
    """Return the heading of a column from the two rows of headings, both where the lower alone tells nothing."""
    if not below.text or below.text == above.text or part_of(below.text) is not None:
        return Cell(below.text or above.text)
    return Cell(f"{above.text}: {below.text}" if above.text else below.text)


def shape_of(row: GridRow, maps: Mapping[str, Part]) -> Shape | None:
    """Return what the columns are where a row is one of headings: short, most of them known, two at least."""
    texts = [cell.text for cell in row.cells]
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2 or any(len(text) > LONGEST * 2 for text in filled):
        return None
    said = [maps.get(fold(text)) for text in texts] if maps else [None] * len(texts)
    parts: list[Part | None] = [part or part_of(text) for part, text in zip(said, texts, strict=True)]
    sure = {part for part in parts if part is not None}
    if sure:
        parts = [part or likely_part(text) for part, text in zip(parts, texts, strict=True)]
    if "action" not in parts and "recommendation" not in parts:
        parts = [
            "action" if "action" in parts_in(text) else part for part, text in zip(parts, texts, strict=True)
        ]
    known = [part for part in parts if part is not None]
    if len(set(known)) < 2 or (len(known) * 2 < len(filled) and not _is_plain(sure)):
        return None
    return Shape(tuple(_settled(parts, texts)), tuple(" ".join(text.split()) for text in texts))


def _is_plain(parts: set[Part]) -> bool:
    """Tell whether known headings make a plan however many others stand beside them, as a column for each week may."""
    return "action" in parts and len(parts & {"ref", "milestone", "lead", "rating", "status"}) > 1


def _settled(parts: Sequence[Part | None], texts: Sequence[str]) -> list[Part | None]:
    """Return parts of which those that stand once do, and an action where only what it answers is there.

    Of several milestones the one counts whose heading asks for a time, as "When" does and "Target / milestone" does not.
    """
    found = list(parts)
    timed = [
        place
        for place, part in enumerate(found)
        if part == "milestone" and _ASKED.intersection(words(texts[place]))
    ]
    if timed:
        found = [
            "fact" if part == "milestone" and place != timed[0] else part for place, part in enumerate(found)
        ]
    if "action" not in found and "recommendation" in found:
        found[found.index("recommendation")] = "action"
    if "milestone" not in found:
        for instead in ("revised", "day"):
            if instead in found and "update" not in found and "status" not in found:
                found[found.index(instead)] = "milestone"
                break
    if "lead" not in found and "by" in found and "update" not in found:
        found[found.index("by")] = "lead"
    seen: set[str] = set()
    for place, part in enumerate(found):
        if part in _ONCE and part in seen:
            found[place] = "fact"
        elif part is not None:
            seen.add(part)
    return found
