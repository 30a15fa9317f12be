"""A return as a spreadsheet: the values of its cells, with what they hide told."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Context, Decimal
from math import isfinite
from typing import Any, Final

from jatui.domain.columns import HEADINGS_WITHIN, Columns, Row, find_columns
from jatui.domain.errors import Refused
from jatui.domain.text import clean, in_quotes
from jatui.papers.workbook import Hidden, look_through

_ERRORS: Final = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)


_WORDS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What stands in a cell's form besides the form: words in quotes, single signs, blanks, colours."""

_MONTH: Final = re.compile(r"(m{1,5}|y{2,4})[\s/.,-]*(m{1,5}|y{2,4})")
"""The form of a day of which month and year alone are shown."""

_FIGURES: Final = Context(prec=12)
"""The figures of a percentage that are kept, of the 15 or so that a spreadsheet has."""


@dataclass(slots=True)
class Sheet:
    """The sheet of a spreadsheet that holds the return, its rows, its columns, and sentences about the file."""

    title: str
    rows: list[Row]
    columns: Columns
    notes: list[str] = field(default_factory=list)


def is_spreadsheet(data: bytes, name: str) -> bool:
    """Tell whether a file is to be read as a spreadsheet: an archive, or one that is called .xlsx and of no older format."""
    return data.startswith(b"PK\x03\x04") or (
        name.lower().endswith(".xlsx") and not data.startswith(b"\xd0\xcf\x11\xe0")
    )


def read_spreadsheet(data: bytes, name: str) -> Sheet:
    """Return the first sheet with a column of refs, one that is shown before one that is hidden.

    Raises Refused where openpyxl is not installed, the file cannot be opened safely, or no sheet has such a column.
    """
    with opened(data, name) as (book, hidden):
        return _chosen(book, hidden, name)


@contextmanager
def opened(data: bytes, name: str) -> Iterator[tuple[Any, dict[str, Hidden]]]:
    """Open a spreadsheet whose parts were looked through, and give it with what its sheets hide.

    Raises Refused where openpyxl is not installed, or the file cannot be opened or read safely.
    """
    hidden = look_through(data, name)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise Refused(
            f"{name} is a spreadsheet, for which the package openpyxl is needed and not installed. "
            "Install it with: python3 -m pip install 'openpyxl>=3.1.5,<4', or save the sheet as CSV."
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                yield book, hidden
            finally:
                book.close()
        except Refused:
            raise
        except Exception as error:
            why = type(error).__name__
            raise Refused(
                f"{name} cannot be read as a spreadsheet ({why}). Save it again, or as CSV."
            ) from None


def hidden_in(sheet: Any, hidden: dict[str, Hidden]) -> Hidden:
    """Return what a sheet of an opened spreadsheet hides."""
    return hidden.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), Hidden())


def _chosen(book: Any, hidden: dict[str, Hidden], name: str) -> Sheet:
    """Return the sheet to read, with a sentence about those that are not."""
    seen: list[str] = []
    found: Sheet | None = None
    others: list[str] = []
    ordered = sorted(book.worksheets, key=lambda each: each.sheet_state != "visible")
    for each in ordered:
        title = clean(str(each.title))
        concealed = hidden_in(each, hidden)
        if found is None:
            rows = list(rows_of(each, concealed, HEADINGS_WITHIN))
            if columns := find_columns(rows):
                found = Sheet(title, list(rows_of(each, concealed, None)), columns)
                if each.sheet_state != "visible":
                    found.notes.append(f'The sheet "{title}" that was read is hidden in the spreadsheet.')
                continue
            seen += [cell for row in rows[:1] for cell in row.cells if cell]
        others.append(f'"{title}"' + ("" if each.sheet_state == "visible" else " (hidden)"))
    if found is None:
        first = ", ".join(repr(clean(cell)[:40]) for cell in seen[:8])
        what = f"; its first row is {first}" if first else ""
        raise Refused(
            f"{name} has no sheet with a column of refs{what}. Head it with Ref, and read it again."
        )
    if others:
        found.notes.append(f'The sheet "{found.title}" was read; not read: {", ".join(others)}.')
    _tell_of_odd_rows(found, hidden, ordered)
    return found


def _tell_of_odd_rows(found: Sheet, hidden: dict[str, Hidden], sheets: Sequence[Any]) -> None:
    """Say of the whole sheet how many of its rows are hidden."""
    for each in sheets:
        if clean(str(each.title)) == found.title:
            concealed = hidden_in(each, hidden)
            numbers = [row.number for row in found.rows if row.number in concealed.rows]
            if numbers:
                listed = ", ".join(map(str, numbers[:10])) + (" ..." if len(numbers) > 10 else "")
                found.notes.append(f"Hidden in the spreadsheet, and read all the same: row {listed}.")
            return


def rows_of(sheet: Any, hidden: Hidden, most: int | None) -> Iterator[Row]:
    """Yield the rows of a sheet that hold something, with what is odd about each."""
    sheet.reset_dimensions()
    last = hidden.last_row if most is None else min(hidden.last_row, most)
    if not last or not hidden.last_column:
        return
    merged = _Merged(hidden.merged)
    found = sheet.iter_rows(min_row=1, max_row=last, max_col=hidden.last_column)
    kept: dict[tuple[int, int], str] = {}
    for number, row in enumerate(found, 1):
        cells = [_text(cell.value, cell) for cell in row]
        doubts: list[tuple[int | None, str]] = []
        if number in hidden.rows:
            doubts.append((None, f"Row {number} is hidden in the spreadsheet."))
        for place, cell in enumerate(cells):
            named = _name(number, place + 1)
            formula = hidden.formulas.get((number, place + 1))
            if formula is not None and not cell:
                doubts.append((place, f"{named} is a formula without a value, {in_quotes(formula)}."))
            elif cell in _ERRORS:
                cells[place] = ""
                doubts.append((place, f"{named} shows the error {cell}."))
        for top, left, right in merged.over(number):
            if top == number:
                kept[top, left] = cells[left - 1] if left <= len(cells) else ""
            over = kept.get((top, left))
            for column in range(left, min(right, len(cells)) + 1) if over else ():
                if (top, left) != (number, column):
                    first = f"{_name(top, left)}, {in_quotes(over or '')}"
                    words = f"{_name(number, column)} is merged with {first}, and empty by itself."
                    doubts.append((column - 1, words))
        if any(cells):
            yield Row(number, cells, doubts)


def fills_of(sheet: Any, hidden: Hidden) -> dict[tuple[int, int], str]:
    """Return the colours of a sheet's cells by row and column, as six digits; `?` stands for one of the file's own theme."""
    if not hidden.last_row or not any(map(_colour, getattr(sheet.parent, "_fills", ()))):
        return {}
    sheet.reset_dimensions()
    rows = sheet.iter_rows(min_row=1, max_row=hidden.last_row, max_col=hidden.last_column)
    return {
        (cell.row, cell.column): colour
        for row in rows
        for cell in row
        if getattr(cell, "has_style", False) and (colour := _colour(cell.fill))
    }


def _colour(fill: Any) -> str:
    """Return the colour of a cell that is filled with one, nothing where it is not."""
    from openpyxl.styles.colors import COLOR_INDEX

    if getattr(fill, "fill_type", None) != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "rgb":
        return str(colour.rgb)[-6:]
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else ""
    return "?" if colour.type == "theme" and colour.theme >= _FIRST_ACCENT else ""


_FIRST_ACCENT: Final = 4
"""The first colour of a file's theme that is no white, black or grey."""


class _Merged:
    """The merged ranges of a sheet, found by row; the rows are asked for in their order."""

    def __init__(self, ranges: Sequence[tuple[int, int, int, int]]) -> None:
        self.ranges = sorted(ranges)
        self.open: list[tuple[int, int, int, int]] = []
        self.next = 0

    def over(self, row: int) -> list[tuple[int, int, int]]:
        """Return the first row, the first and the last column of the ranges that go over a row."""
        while self.next < len(self.ranges) and self.ranges[self.next][0] <= row:
            self.open.append(self.ranges[self.next])
            self.next += 1
        self.open = [each for each in self.open if each[2] >= row][:MOST_OPEN]
        return [(top, left, right) for top, left, _, right in self.open]


MOST_OPEN: Final = 50
"""How many merged ranges are told of one row."""


def _text(value: Any, cell: Any) -> str:
    """Return a cell's value as it is read: days as ISO texts, whole numbers without a point.

    Where the sheet shows it as a percentage or as a month alone, so does this: 0.47 as 47%, 1 September as Sep 2021.
    """
    if value is None:
        return ""
    if isinstance(value, date) and _MONTH.fullmatch(_shown_as(cell)):
        return f"{value:%b %Y}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and "%" in _shown_as(cell) and isfinite(value):
        return f"{(Decimal(repr(value)) * 100).normalize(_FIGURES):f}%"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value).strip()


def _shown_as(cell: Any) -> str:
    """Return the form in which a sheet shows a cell, without the words and colours that stand in it."""
    return _WORDS.sub("", str(cell.number_format)).partition(";")[0].lower()


def _name(row: int, column: int) -> str:
    """Return a cell's name: B7."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return f"{letters}{row}"
