"""Values of indicators as a table or a spreadsheet: one indicator and period a line, under headings as councils write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jatui.domain.columns import HEADINGS_WITHIN, Row
from jatui.domain.errors import Refused
from jatui.domain.match import fold
from jatui.domain.text import clean
from jatui.papers.encodings import decode
from jatui.papers.spreadsheet import hidden_in, is_spreadsheet, opened, rows_of
from jatui.papers.tables import rows_in

_SIGNS: Final = (",", ";", "\t", "|")
_HEADINGS: Final = {
    "number": (
        "number", "no", "no.", "ref", "ref.", "reference", "indicator", "indicator number", "indicator no", "indicator ref",
        "kpi", "kpi ref", "kpi number", "pi", "pi ref", "measure", "measure ref", "national indicator",
        "national indicator (ni)", "ni", "code", "id",
    ),
    "period": ("period", "reporting period", "quarter", "month", "year", "financial year", "for", "time period"),
    "value": (
        "value", "actual", "result", "performance", "outturn", "current", "current performance", "latest", "latest value",
        "reported value", "figure", "data", "score",
    ),
    "target": ("target", "target value", "period target"),
    "rating": ("rating", "rag", "rag rating", "rag status", "colour", "judged rating"),
    "outcome": ("outcome", "met", "target met", "met or missed"),
    "data_day": ("data date", "date of data", "day of data", "data as at", "as at", "data day", "snapshot date"),
    "day": ("report date", "reported", "reported on", "date reported", "date", "date of report"),
    "text": ("comment", "comments", "commentary", "text", "narrative", "notes", "note", "explanation"),
    "by": ("by", "reported by", "said by", "officer", "lead", "owner"),
}  # fmt: skip
"""What a column is about, by its heading in any case."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of a table: its number there, and what stands under each heading that is known; empty cells are left out."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class MeasuredTable:
    """What a table holds, the headings of the columns that were left out, and the lines that hold more than headings.

    `unit` is what its lines are called, and `notes` are sentences about what they hide or how they were read.
    """

    rows: list[Measured] = field(default_factory=list)
    columns_left: tuple[str, ...] = ()
    overfull: list[int] = field(default_factory=list)
    unit: str = "line"
    notes: list[str] = field(default_factory=list)


def read_measured(data: bytes, name: str) -> MeasuredTable:
    """Return what the bytes of a table of values say, be it a spreadsheet or text; raises Refused where they are neither."""
    if is_spreadsheet(data, name):
        return _read_spreadsheet(data, name)
    text, assumed = decode(data, name)
    found = read_measurements(text, name)
    found.notes += [assumed] if assumed else []
    return found


def read_measurements(text: str, name: str) -> MeasuredTable:
    """Return what a table of values says; raises Refused where it has no column of numbers beside one that says something.

    The sign between the cells is the one under which most headings are known.
    """
    tried = {sign: _heading(rows_in(text, sign, name, HEADINGS_WITHIN)) for sign in _SIGNS}
    sign = max(_SIGNS, key=lambda each: sum(map(bool, tried[each][1])))
    place, fields = tried[sign]
    if not fields:
        raise Refused(_unheaded(name))
    return _table(rows_in(text, sign, name), place, fields)


def _read_spreadsheet(data: bytes, name: str) -> MeasuredTable:
    """Return what the first sheet with such headings says, one that is shown before one that is hidden."""
    found: MeasuredTable | None = None
    others: list[str] = []
    with opened(data, name) as (book, hidden):
        for sheet in sorted(book.worksheets, key=lambda each: each.sheet_state != "visible"):
            title, concealed = clean(str(sheet.title)), hidden_in(sheet, hidden)
            place, fields = _heading(rows_of(sheet, concealed, HEADINGS_WITHIN))
            if found is not None or not fields:
                others.append(f'"{title}"')
                continue
            found = _table(list(rows_of(sheet, concealed, None)), place, fields)
            found.unit = "row"
            if sheet.sheet_state != "visible":
                found.notes.append(f'The sheet "{title}" that was read is hidden in the spreadsheet.')
    if found is None:
        raise Refused(_unheaded(name))
    if others:
        found.notes.append(f"Sheets that were not read: {', '.join(others)}.")
    return found


def _unheaded(name: str) -> str:
    return (
        f"{name} has no row of headings with a column for the number (Indicator, KPI, Ref) and one for the value. "
        "Head it so, as in `Indicator,Period,Value,Rating`, and read it again."
    )


def _heading(rows: Iterable[Row]) -> tuple[int, list[str]]:
    """Return which row has most of the headings that are known, and what each is about; nothing where none will do."""
    best: tuple[int, list[str]] = 0, []
    for place, row in enumerate(rows):
        fields = _fields(row)
        known = sum(map(bool, fields))
        if "number" in fields and known > max(1, sum(map(bool, best[1]))):
            best = place, fields
    return best


def _table(rows: Sequence[Row], place: int, fields: Sequence[str]) -> MeasuredTable:
    """Return what rows say below the one of headings, whose fields are known."""
    found = MeasuredTable(columns_left=tuple(_left(rows[place:], fields)))
    for row in rows[place + 1 :]:
        if not any(cell.strip() for cell in row.cells) or _fields(row) == fields:
            continue
        if any(cell.strip() for cell in row.cells[len(fields) :]):
            found.overfull.append(row.number)
        found.notes += [
            words for where, words in row.doubts if where is None or any(fields[where : where + 1])
        ]
        cells = {
            known: cell.strip()
            for known, cell in zip(fields, row.cells, strict=False)
            if known and cell.strip()
        }
        found.rows.append(Measured(row.number, cells))
    return found


def _left(rows: Sequence[Row], fields: Sequence[str]) -> Iterator[str]:
    """Yield the columns that are not read, by their headings; one without a heading where something stands below it."""
    for column, known in enumerate(fields):
        heading = clean(" ".join(rows[0].cells[column].split()))
        if heading and not known:
            yield heading
        elif not heading and any("".join(row.cells[column : column + 1]).strip() for row in rows):
            yield f"number {column + 1}, which has no heading"


def _fields(row: Row) -> list[str]:
    """Return what each of some headings is about, nothing where it is not known or said before."""
    found: list[str] = []
    for cell in row.cells:
        word = fold(cell.replace("\ufeff", "")).rstrip(":")
        name = next((name for name, known in _HEADINGS.items() if word in known), "")
        found.append("" if name in found else name)
    return found
