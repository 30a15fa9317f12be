"""Values of indicators as a table in text: one indicator and period a line, under headings as councils write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from jatui.domain.columns import HEADINGS_WITHIN, Row
from jatui.domain.errors import Refused
from jatui.domain.match import fold
from jatui.domain.text import clean
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
    """What a table holds, the headings of the columns that were left out, and the lines that hold more than headings."""

    rows: list[Measured] = field(default_factory=list)
    columns_left: tuple[str, ...] = ()
    overfull: list[int] = field(default_factory=list)


def read_measurements(text: str, name: str) -> MeasuredTable:
    """Return what a table of values says; raises Refused where it has no column of numbers beside one that says something.

    The sign between the cells is the one under which most headings are known.
    """
    best: tuple[int, str, int, list[str]] | None = None
    for sign in _SIGNS:
        for place, row in enumerate(rows_in(text, sign, name, HEADINGS_WITHIN)):
            fields = _fields(row)
            known = sum(map(bool, fields))
            if "number" in fields and known > 1 and (best is None or known > best[0]):
                best = known, sign, place, fields
    if best is None:
        raise Refused(
            f"{name} has no row of headings with a column for the number (Indicator, KPI, Ref) and one for the value. "
            "Head it so, as in `Indicator,Period,Value,Rating`, and read it again."
        )
    _, sign, place, fields = best
    rows = rows_in(text, sign, name)
    heading = rows[place]
    left = [
        clean(" ".join(cell.split())) for cell, known in zip(heading.cells, fields, strict=True) if not known
    ]
    found = MeasuredTable(columns_left=tuple(filter(None, left)))
    for row in rows[place + 1 :]:
        if not any(cell.strip() for cell in row.cells) or _fields(row) == fields:
            continue
        if any(cell.strip() for cell in row.cells[len(fields) :]):
            found.overfull.append(row.number)
        cells = {
            known: cell.strip()
            for known, cell in zip(fields, row.cells, strict=False)
            if known and cell.strip()
        }
        found.rows.append(Measured(row.number, cells))
    return found


def _fields(row: Row) -> list[str]:
    """Return what each of some headings is about, nothing where it is not known or said before."""
    found: list[str] = []
    for cell in row.cells:
        word = fold(cell.replace("\ufeff", "")).rstrip(":")
        name = next((name for name, known in _HEADINGS.items() if word in known), "")
        found.append("" if name in found else name)
    return found
