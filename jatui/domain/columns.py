"""A return as a table: which column is which by its heading, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple

from jatui.domain.beginnings import Known, beginning
from jatui.domain.headings import Field, field_of
from jatui.domain.returns import Answer
from jatui.domain.statements import Said, read_cells
from jatui.domain.text import clean, in_quotes

HEADINGS_WITHIN: Final = 30
"""Rows in which the headings must stand; above them are titles."""

_MADE_DAY: Final = re.compile(
    r"\d{1,2}[-/. ](?:\d{1,2}[-/.](?:\d{4}|\d\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/. ]\d{2,4})?)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ]\d{2,4}|\d{4}-\d\d-\d\d(?:[T ].*)?",
    re.IGNORECASE,
)
_MADE_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+\.\d+")
_LONGEST_QUOTE: Final = 500
_LONGEST_REF: Final = 30
_SAYING: Final = frozenset(("rating", "status", "text", "asks"))
"""What a column is about that says something of an action."""


class Row(NamedTuple):
    """A row of a table: its number as the program that made it shows it, its cells, and what is odd about it.

    What is odd is of one cell, given by its place from 0, or of the whole row (None).
    """

    number: int
    cells: Sequence[str]
    doubts: Sequence[tuple[int | None, str]] = ()


@dataclass(slots=True)
class Table:
    """What a table says: its answers, and sentences about the whole of it."""

    answers: list[Answer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    silent: int = 0


class Columns(NamedTuple):
    """Where the headings stand, what each column is about, and the headings themselves."""

    row: int
    fields: tuple[Field | None, ...]
    headings: tuple[str, ...]

    @property
    def ref(self) -> int:
        """The column of the refs."""
        return self.fields.index("ref")

    def about(self, place: int | None) -> Field | Literal["row"] | None:
        """Return what a column is about, by its place from 0; None stands for the whole row."""
        if place is None:
            return "row"
        return self.fields[place] if place < len(self.fields) else None


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return what the columns of a table are, or None where no row has a heading of refs beside another."""
    for place, row in enumerate(rows[:HEADINGS_WITHIN]):
        fields = _fields(row.cells)
        if "ref" in fields and sum(each is not None for each in fields) > 1:
            return Columns(place, fields, tuple(" ".join(cell.split()) for cell in row.cells))
    return None


def _fields(cells: Sequence[str]) -> tuple[Field | None, ...]:
    """Return what each of some headings is about; of two that are about the same, columns of text alone count both."""
    found: list[Field | None] = [field_of(cell) for cell in cells]
    for name in ("ref", "rating", "status", "day", "asks"):
        places = [place for place, each in enumerate(found) if each == name]
        for place in places[1:]:
            found[place] = None
    return tuple(found)


def read_rows(rows: Iterable[Row], columns: Columns, known: Iterable[str], today: date | None) -> Table:
    """Return what the rows of a table say; those above its headings are answers that name no ref."""
    plan = Known(known)
    table = Table(notes=list(_about(columns)))
    for place, row in enumerate(rows):
        if place == columns.row or not any(cell.strip() for cell in row.cells):
            continue
        if place < columns.row:
            table.answers.append(Answer(row.number, _printed(row, ()), None))
        elif _fields(row.cells) != columns.fields:
            table.answers += _answers(row, columns, plan, today)
    return table


def _about(columns: Columns) -> Iterator[str]:
    """Yield sentences about the columns that are not read."""
    own = [columns.headings[place] for place, each in enumerate(columns.fields) if each == "own"]
    if own:
        yield f"What stands under {_listed(own)} is the plan's own and was not compared with it."
    unknown = [
        heading
        for heading, each in zip(columns.headings, columns.fields, strict=True)
        if not each and heading
    ]
    if unknown:
        yield f"Nothing is known of the columns {_listed(unknown)}; what stands there is kept as a note."


def _answers(row: Row, columns: Columns, known: Known, today: date | None) -> Iterator[Answer]:
    """Yield the answers of a row: one for each ref that it names, or one that names none."""
    cells = [*row.cells, *[""] * (len(columns.fields) - len(row.cells))]
    refs, doubts = _refs(cells[columns.ref].strip(), known)
    taken = [
        (about, heading, cell)
        for about, heading, cell in zip(columns.fields, columns.headings, cells, strict=False)
        if about is not None
    ]
    said = read_cells(taken, today)
    for place, cell in enumerate(cells):
        about = columns.fields[place] if place < len(columns.fields) else None
        heading = columns.headings[place] if place < len(columns.headings) else ""
        if about is None and cell.strip():
            under = f'Under "{clean(heading)}"' if heading else "Under no heading"
            said.doubt(f"{under} stands {in_quotes(cell, _LONGEST_QUOTE)}.")
    titled = not _is_ref(refs) and sum(bool(cell.strip()) for cell in cells) == 1
    odd = [] if titled else [(columns.about(place), doubt) for place, doubt in row.doubts]
    for kind, doubt in odd:
        if kind in _SAYING:
            said.doubt(doubt)
    speaks = _speaks(said)
    if speaks or not refs:
        for doubt in (*doubts, *(doubt for kind, doubt in odd if kind in ("ref", "row"))):
            said.doubt(doubt)
    if len(refs) > 1 and speaks:
        said.doubt(f"One row says this of {', '.join(refs)}.")
    if not refs and not speaks and not cells[columns.ref].strip():
        return
    named: list[str | None] = [*refs] or [None]
    for ref in named:
        yield Answer(
            row.number,
            _printed(row, columns.headings),
            ref,
            said.text,
            said.rating,
            said.status,
            said.asks,
            said.day,
            said.by,
            said.nothing_new,
            doubts=tuple(said.doubts),
        )


def _is_ref(refs: Sequence[str]) -> bool:
    """Tell whether what stands for a ref looks like one."""
    return bool(refs) and any(map(str.isdigit, refs[0])) and len(refs[0]) <= _LONGEST_REF


def _speaks(said: Said) -> bool:
    """Tell whether a row says anything of an action."""
    return bool(said.text or said.rating or said.status or said.asks or said.nothing_new or said.doubts)


def _refs(cell: str, known: Known) -> tuple[list[str], list[str]]:
    """Return the refs of a cell, and what is odd about it."""
    if not cell:
        return [], ["It names no ref."]
    if known.has(cell) and not _NUMBER.fullmatch(cell):
        return [cell], []
    if _MADE_DAY.fullmatch(cell) or _MADE_NUMBER.fullmatch(cell):
        made = "number" if _MADE_NUMBER.fullmatch(cell) else "day"
        return (
            [],
            [
                f"{in_quotes(cell)} is a {made} that a spreadsheet may have made of a ref, so no ref was taken."
            ],
        )
    if _NUMBER.fullmatch(cell) and any(
        f"{cell}{zeros}".replace(".", "") in known.keys for zeros in ("0", "00")
    ):
        return [], [f"{in_quotes(cell)} may have lost a nought at its end, so no ref was taken."]
    begun = beginning(cell, known)
    if begun is None:
        return [cell], []
    if begun.span:
        return [], [f"{in_quotes(cell)} names refs from one to another; each needs a row of its own."]
    beside = cell[begun.rest :].strip()
    return list(begun.refs), [f"Beside the ref stands {in_quotes(beside, _LONGEST_QUOTE)}."] if beside else []


def _printed(row: Row, headings: Sequence[str]) -> str:
    """Return a row as it came, each cell on a line after its heading."""
    lines = []
    for place, cell in enumerate(row.cells):
        if cell.strip():
            heading = headings[place] if place < len(headings) else ""
            lines.append(f"{heading}: {cell.strip()}" if heading else cell.strip())
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    """Return the names of columns, quoted."""
    return ", ".join(f'"{clean(name)}"' for name in names)
