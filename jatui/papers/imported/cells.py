"""A paper as a table by itself: CSV, TSV and spreadsheets, each sheet a table with its merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jatui.domain.columns import HEADINGS_WITHIN
from jatui.domain.headings import part_of
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, letters
from jatui.domain.text import clean
from jatui.papers.spreadsheet import fills_of, hidden_in, opened, rows_of
from jatui.papers.tables import rows_in
from jatui.papers.workbook import Hidden

_SIGNS: Final = (",", ";", "\t", "|")


def read_separated(text: str, document: Document, part: str = "") -> None:
    """Read a table in text into a document; the sign between the cells is the one that gives headings, or most cells."""
    name = part or document.name
    text = text.removeprefix("\ufeff")
    document.count(text)
    tried = {sign: [row.cells for row in rows_in(text, sign, name, HEADINGS_WITHIN)] for sign in _SIGNS}
    sign = max(_SIGNS, key=lambda each: _likelihood(tried[each]))
    rows = [
        GridRow(row.number, tuple(Cell(cell.strip()) for cell in row.cells))
        for row in rows_in(text, sign, name)
    ]
    document.marks += letters(text) - letters("".join(cell for row in rows for cell in row.texts))
    document.blocks.append(Grid(rows, part))


def _likelihood(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how many headings a row has at most that are known, and how many cells."""
    known = max((sum(part_of(cell) is not None for cell in row) for row in rows), default=0)
    return (known if known > 1 else 0), max((len(row) for row in rows), default=0)


def read_workbook(data: bytes, document: Document, part: str = "") -> None:
    """Read every sheet of a spreadsheet into a document, with the values of its formulas."""
    name = part or document.name
    document.unit = "row"
    with opened(data, name) as (book, hidden):
        for sheet in book.worksheets:
            title = clean(str(sheet.title))
            concealed = hidden_in(sheet, hidden)
            where = f"{part}: {title}" if part else title
            rows: list[GridRow] = []
            fills = fills_of(sheet, concealed)
            merged = _merged(concealed)
            above: dict[tuple[int, int], str] = {}
            for row in rows_of(sheet, concealed, None):
                for cell in row.cells:
                    document.count(cell)
                document.notes += [f"{where}: {words}" for _, words in row.doubts if "formula" in words]
                cells = _row(row.number, row.cells, merged.get(row.number, ()), above)
                rows.append(_filled(cells, fills) if fills else cells)
            if any(concealed.rows):
                document.notes.append(f"{where} has rows that are hidden; they were read all the same.")
            if sheet.sheet_state != "visible":
                document.notes.append(f"The sheet {where} is hidden; it was read all the same.")
            if rows:
                document.blocks.append(Grid(rows, where))


def _filled(row: GridRow, fills: Mapping[tuple[int, int], str]) -> GridRow:
    """Return a row with the colours of its cells."""
    cells = (cell._replace(fill=fills.get((row.number, at), "")) for at, cell in enumerate(row.cells, 1))
    return row._replace(cells=tuple(cells))


def _merged(hidden: Hidden) -> dict[int, list[tuple[int, int, int]]]:
    """Return the merged ranges of a sheet by each row that they go over: first row, first column, last column."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for top, left, bottom, right in hidden.merged:
        for row in range(top, min(bottom, hidden.last_row) + 1):
            found.setdefault(row, []).append((top, left, right))
    return found


def _row(
    number: int,
    texts: Sequence[str],
    merged: Sequence[tuple[int, int, int]],
    above: dict[tuple[int, int], str],
) -> GridRow:
    """Return a row with the words of merged cells in each row that they go over."""
    cells = [Cell(text) for text in texts]
    whole = False
    for top, left, right in merged:
        first = left - 1
        if first >= len(cells):
            continue
        if top == number:
            above[top, left] = cells[first].text
        elif not cells[first].text:
            cells[first] = Cell(above.get((top, left), ""), True)
        for place in range(first + 1, min(right, len(cells))):
            if not cells[place].text:
                cells[place] = Cell("", True)
        whole = whole or (top == number and left == 1 and right >= len(cells) > 1)
    return GridRow(number, tuple(cells), whole)
