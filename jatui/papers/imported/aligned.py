"""Tables in text whose columns stand under each other, with blanks between them, as the text of a PDF has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from jatui.domain.importing.blocks import Cell, GridRow, Prose
from jatui.domain.importing.shape import Shape, shape_of
from jatui.domain.milestones import read

_SEGMENT: Final = re.compile(r"\S+(?: \S+)*")
_MANY: Final = 3
"""Known headings that make a table where none of them says what is to be done."""

_MARK: Final = re.compile(r"\d{1,2}|[*†‡§]+")
"""What stands before a footnote."""

_YEAR: Final = re.compile(r"\d\D*\d{2}$|[a-z]\W*\d{2,4}$", re.IGNORECASE)
"""How a date ends that has its year."""

_LONGEST: Final = 2000
"""Characters beyond which a line is no row of columns that stand under each other."""

_SLACK: Final = 2
"""By how many characters a cell may begin before its column."""


class Aligned(NamedTuple):
    """A table of aligned columns: its rows, and over how many lines it goes."""

    rows: list[GridRow]
    lines: int


def aligned_table(lines: Sequence[str], place: int, number: int) -> Aligned | None:
    """Return the table of aligned columns whose headings stand on a line; None where none do.

    A line with nothing in the first column goes on with the row above it, blank lines or not, and so does one whose first
    words go on with a small letter where that column holds no refs; the number of a page, or words that go over several
    columns, end the table. Headings of which none says what is to be done count where most of them are known.
    """
    heads = _segments(lines[place]) if len(lines[place]) <= _LONGEST else []
    if len(heads) < 3:
        return None
    shape = shape_of(GridRow(number, tuple(Cell(text) for _, text in heads)), {})
    if shape is None or not (shape.is_plan or sum(map(bool, shape.parts)) >= _MANY):
        return None
    has_refs = shape.parts[0] == "ref"
    starts = [at for at, _ in heads]
    rows = [[text for _, text in heads]]
    numbers = [number]
    last = place
    for at in range(place + 1, len(lines)):
        if not lines[at].strip():
            continue
        cells = _cells(lines[at], starts) if len(lines[at]) <= _LONGEST else None
        if cells is None or "\t" in lines[at] or at - last > 2 or Prose(number, lines[at]).is_furniture:
            break
        last = at
        begins = cells[0] and (has_refs or not cells[0][0].islower())
        if len(rows) == 1 or begins or _is_another(rows[-1], cells, shape):
            rows.append(cells)
            numbers.append(number + at - place)
        else:
            rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], cells, strict=True)]
    if len(rows) == 1 or (has_refs and _is_centred(rows, last - place)):
        return None
    found = [GridRow(line, tuple(map(Cell, row))) for line, row in zip(numbers, rows, strict=True)]
    return Aligned(found, last - place + 1)


def _is_another(above: Sequence[str], cells: Sequence[str], shape: Shape) -> bool:
    """Tell whether a line without a ref is a row by itself: it has a rating, or a whole date, as the row above has."""
    pairs = [*zip(above, cells, shape.parts, strict=True)]
    rated = any(_is_word(old) and _is_word(new) for old, new, part in pairs if part == "rating")
    dated = any(_is_whole(old) and _is_whole(new) for old, new, part in pairs if part == "milestone")
    says = any(new[:1].isupper() for _, new, part in pairs if part == "action")
    return says and (rated or dated)


def _is_word(text: str) -> bool:
    """Tell whether a rating is whole by itself: one word, or the sign that there is none."""
    return len(text.split()) == 1 and not text[0].islower()


def _is_whole(text: str) -> bool:
    """Tell whether a text is a milestone by itself, with its year."""
    return bool(_YEAR.search(text)) and read(text).due is not None


def _is_centred(rows: Sequence[Sequence[str]], lines: int) -> bool:
    """Tell whether refs seem to stand in the middle of their rows, so that nobody can tell whose the lines between them are.

    Then words stand before the first ref, or words beside a ref go on with a small letter.
    """
    wraps = lines >= len(rows)
    return not rows[1][0] or (wraps and any(row[0] and row[1][:1].islower() for row in rows[1:]))


def _segments(line: str) -> list[tuple[int, str]]:
    """Return the words of a line that stand together, each with where it begins."""
    return [(found.start(), found[0]) for found in _SEGMENT.finditer(line.expandtabs().rstrip("\f"))]


def _cells(line: str, starts: Sequence[int]) -> list[str] | None:
    """Return the cells of a line; None where words begin under no column or go far into the next, or it is a footnote."""
    cells = [""] * len(starts)
    segments = _segments(line)
    for at, text in segments:
        column = max((place for place, start in enumerate(starts) if start <= at + _SLACK), default=None)
        if column is None:
            return None
        if column == 0 and cells[0] and _MARK.fullmatch(cells[0]):
            return None
        after = starts[column + 1] if column + 1 < len(starts) else None
        if after is not None and at + len(text) > after + _SLACK:
            return None
        cells[column] = f"{cells[column]} {text}".strip()
    return cells
