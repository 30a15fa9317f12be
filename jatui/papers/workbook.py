"""What a spreadsheet file holds besides values: looked through part by part before anything is built from it.

An .xlsx is a ZIP of XML, of which a part can define entities that unfold without end: a document type, which no spreadsheet
needs, is refused.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final
from xml.parsers import expat

from jatui.domain.errors import Refused
from jatui.papers.zipped import LARGEST_UNPACKED, parse_part, refuse_large, unpacked

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
DEEPEST: Final = 64
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class Hidden:
    """What the cells of one sheet do not show: merged ranges, hidden rows, formulas without a value, and its extent."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0


def look_through(data: bytes, name: str) -> dict[str, Hidden]:
    """Return what each sheet's part hides, by the part's name; raises Refused where the file is not a sound spreadsheet."""
    found: dict[str, Hidden] = {}
    with unpacked(data, name) as archive:
        _refuse_other(archive, name)
        left = LARGEST_UNPACKED
        for part in archive.infolist():
            if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            hidden = Hidden() if _is_sheet(part.filename) else None
            left -= parse_part(archive, part, _Watch(hidden, name).parser(), left, name)
            if hidden is not None:
                found[part.filename] = hidden
    return found


def _refuse_other(archive: zipfile.ZipFile, name: str) -> None:
    """Raise Refused where an archive is no spreadsheet, or says that it unfolds too far."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        if any(each.startswith("word/") for each in names):
            raise Refused(
                f"{name} is a Word document. Copy its text and paste or pipe that, or save it as plain text."
            )
        if "xl/workbook.bin" in names or "content.xml" in names:
            raise Refused(
                f"{name} is a spreadsheet of another format (.xlsb, .ods). Save it as .xlsx or .csv and read that."
            )
        raise Refused(f"{name} is an archive and no spreadsheet. Unpack it and read what is in it.")
    refuse_large(archive, name)


def _is_sheet(part: str) -> bool:
    path = PurePosixPath(part)
    return path.parent.name == "worksheets" and path.suffix == ".xml"


class _Watch:
    """Follows the XML of a part, and notes of a sheet what its cells do not show."""

    def __init__(self, hidden: Hidden | None, name: str) -> None:
        self.hidden = hidden
        self.name = name
        self.depth = 0
        self.cell: tuple[int, int] | None = None
        self.formula: list[str] | None = None
        self.valued = False
        self.in_value = False
        self.is_text = False
        self.row = 0
        self.column = 0

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells this of what it meets."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        return parser

    def doctype(self, *_: Any) -> None:
        raise Refused(f"{self.name} defines a document type, which no spreadsheet needs. It was not opened.")

    def entity(self, *_: Any) -> None:
        raise Refused(f"{self.name} defines entities, which no spreadsheet needs. It was not opened.")

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"{self.name} is nested deeper than any spreadsheet. It was not opened.")
        if self.hidden is None:
            return
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row = int(given["r"]) if given.get("r", "").isdecimal() else self.row + 1
            self.column = 0
            if given.get("hidden") in ("1", "true"):
                self.hidden.rows.add(self.row)
        elif tag == "c":
            place = _CELL.fullmatch(given.get("r", ""))
            self.column = _column(place[1]) if place else self.column + 1
            self.cell, self.formula, self.valued = (
                (int(place[2]) if place else self.row, self.column),
                None,
                False,
            )
        elif tag == "f" and self.cell:
            self.formula = []
        elif tag in ("v", "t") and self.cell:
            self.in_value = True
            self.valued = self.valued or self.is_text
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def characters(self, text: str) -> None:
        if self.in_value:
            self.valued = True
        elif self.formula is not None:
            self.formula.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.in_value = False
        if self.hidden is None or self.cell is None or tag.rpartition(":")[2] != "c":
            return
        row, column = self.cell
        if self.formula is not None and not self.valued:
            self.hidden.formulas[self.cell] = "=" + "".join(self.formula)[:200].strip()
        if self.valued or self.formula is not None:
            self.hidden.last_row = max(self.hidden.last_row, row)
            self.hidden.last_column = max(self.hidden.last_column, column)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                raise Refused(
                    f"{self.name} has a cell in row {row:,} and column {column:,}, more than a return ever needs. "
                    "Save the rows that matter in a sheet of their own."
                )
        self.cell, self.formula = None, None

    def _merge(self, given: str) -> None:
        first, _, last = given.partition(":")
        begin, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
        if begin and end and self.hidden is not None and len(self.hidden.merged) < MOST_ROWS:
            rows, columns = sorted((int(begin[2]), int(end[2]))), sorted((_column(begin[1]), _column(end[1])))
            self.hidden.merged.append((rows[0], columns[0], rows[1], columns[1]))


def _column(letters: str) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
