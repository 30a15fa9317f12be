"""A list as a file for spreadsheet programs, CSV or XLSX, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jatui.domain.errors import Refused
from jatui.domain.text import clean_lines
from jatui.papers.escapes import acts, csv_cell

MISSING: Final = (
    "Spreadsheets need the package openpyxl, which is not installed. Install it with: "
    "python3 -m pip install 'openpyxl>=3.1.5,<4', or write CSV."
)
LONGEST_CELL: Final = 32_767
MOST_ROWS: Final = 1_048_576
"""What a sheet of XLSX holds at most."""

WIDEST: Final = 60
"""Letters that a column shows at most before it folds its text."""

_EARLIEST: Final = 1980
_STAMPED: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NO_XML: Final = re.compile("[\ufffe\uffff]")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]], file: IO[bytes]) -> None:
    """Write a list as CSV in UTF-8, with the mark by which spreadsheet programs know that."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    try:
        csv.writer(text, lineterminator="\r\n").writerows(
            [csv_cell(cell) for cell in row] for row in (headings, *rows)
        )
    finally:
        text.detach()


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]], file: IO[bytes], moment: str) -> None:
    """Write a list as one sheet of text under its headings, the same bytes for the same list and moment of its state.

    Raises Refused where openpyxl is not installed, or the list has more than a sheet holds.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise Refused(MISSING) from None
    held = [list(map(_held, row)) for row in (headings, *rows)]
    if len(held) > MOST_ROWS:
        raise Refused(f"The list has more than {MOST_ROWS:,} rows, which no sheet holds. Write CSV.")
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("List")
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(headings))
    sheet.auto_filter.ref = f"A1:{last}{len(held)}"
    for place, column in enumerate(zip(*held, strict=True), 1):
        longest = max(len(line) for cell in column for line in cell.split("\n"))
        sheet.column_dimensions[get_column_letter(place)].width = min(longest, WIDEST) + 3
    for number, row in enumerate(held):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"
            cell.quotePrefix = acts(text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    _stamp(made, file, datetime.fromisoformat(moment).astimezone(UTC))


def _held(text: str) -> str:
    """Return a text as a cell of XLSX holds it; raises Refused where it holds no such text."""
    shown = _NO_XML.sub("\ufffd", clean_lines(text))
    if len(shown) > LONGEST_CELL:
        raise Refused(f"A cell has more than {LONGEST_CELL:,} characters, which no sheet holds. Write CSV.")
    return shown


def _stamp(made: IO[bytes], file: IO[bytes], moment: datetime) -> None:
    """Write a spreadsheet anew with the moment of the state in the place of the moment at which it is written."""
    at = moment.replace(microsecond=0, tzinfo=None)
    told = f"{at.isoformat()}Z".encode()
    with ZipFile(made) as parts, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == _STAMPED:
                content = _MODIFIED.sub(lambda found: found[1] + told, content)
            named = ZipInfo(part.filename, (max(at.year, _EARLIEST), *at.timetuple()[1:6]))
            named.compress_type = ZIP_DEFLATED
            written.writestr(named, content)
