"""A list as a file for spreadsheet programs, CSV or XLSX, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import product
from typing import IO, Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jatui.domain.errors import Refused
from jatui.papers.escapes import acts, csv_cell, xml_text

MISSING: Final = (
    "Spreadsheets need the package openpyxl, which is not installed. Install it with: "
    "python3 -m pip install 'openpyxl>=3.1.5,<4', or write CSV."
)
LONGEST_CELL: Final = 32_767
MOST_ROWS: Final = 1_048_576
"""What a sheet of XLSX holds at most."""

NAMES: Final = frozenset(("Ref", "Number", "Code", "No"))
"""Headings of columns whose numbers are names, which nobody adds up."""

_WHOLE: Final = re.compile(r"0|[1-9][0-9]{0,14}")
_GROUPED: Final = re.compile(r"0|[1-9][0-9]{0,2}(,[0-9]{3}){0,4}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMATS: Final = {"day": "d mmmm yyyy", "whole": "0", "grouped": "#,##0"}
_FIRST_DAY: Final = date(1900, 3, 1)
_DAY_NOUGHT: Final = date(1899, 12, 30)
"""The first day that all programs count alike, and the one from which they count."""

WIDEST: Final = 60
"""Letters that a column shows at most before it folds its text."""

_EARLIEST: Final = 1980
_SHEET: Final = "xl/worksheets/sheet1.xml"
_STAMPED: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]], file: IO[bytes]) -> None:
    """Write a list as CSV in UTF-8, with the mark by which spreadsheet programs know that."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    try:
        csv.writer(text, lineterminator="\r\n").writerows(
            [csv_cell(cell) for cell in row] for row in (headings, *rows)
        )
    finally:
        text.detach()


def write_xlsx(headings: Sequence[str], rows: Sequence[Sequence[str]], file: IO[bytes], moment: str) -> None:
    """Write a list as one sheet under its headings, the same bytes for the same list and moment of its state.

    Openpyxl makes what stands around the cells, which are written one by one: as its own they would take ten times as long.
    Raises Refused where it is not installed, or the list has more than a sheet holds.
    """
    if len(rows) >= MOST_ROWS:
        raise Refused(f"The list has more than {MOST_ROWS:,} rows, which no sheet holds. Write CSV.")
    frame, looks = _frame()
    widths = _widths((headings, *rows))
    at = datetime.fromisoformat(moment).astimezone(UTC).replace(microsecond=0, tzinfo=None)
    told = f"{at.isoformat()}Z".encode()
    with ZipFile(frame) as parts, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for part in parts.infolist():
            named = ZipInfo(part.filename, (max(at.year, _EARLIEST), *at.timetuple()[1:6]))
            named.compress_type = ZIP_DEFLATED
            if part.filename == _SHEET:
                with written.open(named, "w", force_zip64=True) as sheet:
                    sheet.writelines(line.encode("utf-8") for line in _sheet(headings, rows, widths, looks))
            else:
                content = parts.read(part)
                if part.filename == _STAMPED:
                    content = _MODIFIED.sub(lambda found: found[1] + told, content)
                written.writestr(named, content)


def _frame() -> tuple[IO[bytes], Mapping[tuple[bool, bool] | str, int]]:
    """Return a spreadsheet of one empty sheet, and the numbers of its looks: for headings or not, for what acts or not.

    Days and numbers have looks of their own.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError:
        raise Refused(MISSING) from None
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "List"
    looks: dict[tuple[bool, bool] | str, int] = {}
    for place, (head, quoted) in enumerate(product((False, True), repeat=2), 1):
        cell = sheet.cell(1, place, "x")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=head)
        cell.quotePrefix = quoted
        looks[head, quoted] = cell.style_id
    for place, (kind, shown) in enumerate(_FORMATS.items(), 1):
        cell = sheet.cell(2, place, 1)
        cell.alignment = Alignment(vertical="top")
        cell.number_format = shown
        looks[kind] = cell.style_id
    made = io.BytesIO()
    book.save(made)
    return made, looks


def _widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return how many letters wide each column is."""
    found: list[int] = []
    for row in rows:
        found = [
            max(each, *map(len, text.split("\n")))
            for each, text in zip(found or [0] * len(row), row, strict=True)
        ]
    return [min(each, WIDEST) + 3 for each in found]


def _sheet(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    looks: Mapping[tuple[bool, bool] | str, int],
) -> Iterator[str]:
    """Yield the lines of a sheet: its headings stay in sight and filter; columns of days or numbers hold such, others text."""
    names = list(map(_column, range(len(headings))))
    yield (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for place, width in enumerate(widths, 1):
        yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    kinds = [_kind(heading, [row[place] for row in rows]) for place, heading in enumerate(headings)]
    for number, row in enumerate((headings, *rows), 1):
        cells = (
            f'<c r="{name}{number}" s="{looks[kind]}"><v>{_counted(text)}</v></c>'
            if kind and text and number > 1
            else f'<c r="{name}{number}" s="{looks[number == 1, acts(text)]}" t="inlineStr">'
            f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for name, kind, text in zip(names, kinds, map(_held, row), strict=True)
        )
        yield f'<row r="{number}">{"".join(cells)}</row>\n'
    yield f'</sheetData><autoFilter ref="A1:{names[-1]}{len(rows) + 1}"/></worksheet>'


def _kind(heading: str, texts: Sequence[str]) -> str:
    """Return what all texts of a column are, if not empty: days, whole numbers, such in groups of three, or "" for texts."""
    found = [text for text in texts if text]
    if not found or heading in NAMES:
        return ""
    if all(map(_WHOLE.fullmatch, found)):
        return "whole"
    if all(map(_GROUPED.fullmatch, found)):
        return "grouped"
    return "day" if all(map(_is_day, found)) else ""


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text) >= _FIRST_DAY
    except ValueError:
        return False


def _counted(text: str) -> int:
    """Return a number, or a day as spreadsheet programs count it."""
    if _DAY.fullmatch(text):
        return (date.fromisoformat(text) - _DAY_NOUGHT).days
    return int(text.replace(",", ""))


def _column(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _held(text: str) -> str:
    """Return a text as a cell of XLSX holds it; raises Refused where it holds no such text."""
    shown = xml_text(text)
    if len(shown) > LONGEST_CELL:
        raise Refused(f"A cell has more than {LONGEST_CELL:,} characters, which no sheet holds. Write CSV.")
    return shown
