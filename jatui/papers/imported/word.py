"""A paper as a Word file: its paragraphs and tables read from its XML, whose links, macros and pictures are left alone.

A .docx is a ZIP of XML, so its parts are held to the limits that a spreadsheet's are held to, and a document type, with
which entities come, is refused. What was deleted with changes tracked is kept apart as such.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, Prose
from jatui.papers.workbook import MOST_COLUMNS
from jatui.papers.zipped import LARGEST_UNPACKED, parse_part, refuse_large, too_large, unpacked

MOST_DEEP: Final = 200
MOST_RATIO: Final = 250
_RATIO_FROM: Final = 10 * 1024 * 1024
"""Bytes from which on a part that unfolds by more than the ratio is taken for a bomb."""

_BODY: Final = "word/document.xml"
_BESIDE: Final = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
_HEADING: Final = re.compile(r"(?:heading|title|caption|subtitle)", re.IGNORECASE)
_REPEATED: Final = frozenset(("Fallback",))
_GONE: Final = frozenset(("del", "moveFrom"))


def read_word(data: bytes, document: Document, part: str = "") -> None:
    """Read a Word file into a document; raises Refused where it cannot be opened safely, or not at all."""
    name = part or document.name
    with unpacked(data, name) as archive:
        names = _checked(archive, name)
        left = LARGEST_UNPACKED
        for each in names:
            reader = _Reader(document, part, name)
            left -= parse_part(archive, archive.getinfo(each), reader.parser(), left, name)
            reader.finish()
            if each == _BODY and any(found.endswith("vbaProject.bin") for found in archive.namelist()):
                document.notes.append(f"{name} holds macros; they were neither read nor run.")


def _checked(archive: zipfile.ZipFile, name: str) -> list[str]:
    """Return the parts to read, the body first; raises Refused where it is no Word file, or unfolds too far."""
    names = set(archive.namelist())
    if _BODY not in names:
        raise Refused(f"{name} is an archive and no Word file. Unpack it and read what is in it.")
    refuse_large(archive, name)
    for part in archive.infolist():
        if part.file_size > _RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Refused(too_large(name))
    return [_BODY, *sorted(each for each in names if _BESIDE.fullmatch(each))]


@dataclass(slots=True)
class _Cell:
    """A cell that is open: its paragraphs, over how many columns it goes, and whether it goes on from above."""

    paragraphs: list[str] = field(default_factory=list)
    columns: int = 1
    goes_on: bool = False
    begins: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, the row that is open, and the words of merged cells by column."""

    rows: list[GridRow] = field(default_factory=list)
    cells: list[Cell] | None = None
    spanned: int = 0
    number: int = 0
    cell: _Cell | None = None
    merged: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open."""

    words: list[str] = field(default_factory=list)
    heading: bool = False


class _Reader:
    """Follows the XML of a part."""

    def __init__(self, document: Document, part: str, name: str) -> None:
        self.document = document
        self.part = part
        self.name = name
        self.tables: list[_Table] = []
        self.paragraphs: list[_Paragraph] = []
        self.depth = 0
        self.skipped = 0
        self.gone = 0
        self.stops = 0
        self.deleted: list[str] = []
        self.shown: list[str] = []
        self.into: list[str] | None = None
        self.number = 0

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells this of what it meets."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        return parser

    def refuse_doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise Refused(f"{self.name} defines a document type, which no Word file needs. It was not opened.")

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Begin what an element begins."""
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise Refused(f"{self.name} is nested deeper than any Word file. It was not opened.")
        local = tag.rpartition(":")[2]
        if self.skipped or local in _REPEATED:
            self.skipped += 1
            return
        attributes = {name.rpartition(":")[2]: value for name, value in given.items()}
        if local in _GONE:
            self.gone += 1
        elif local == "p":
            self.number += 1
            self.paragraphs.append(_Paragraph())
        elif local in ("t", "delText"):
            self.into = self.deleted if self.gone or local == "delText" else self._words()
        elif local in ("tab", "br", "cr", "noBreakHyphen", "ptab") and self.paragraphs and not self.stops:
            self._words().append({"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}.get(local, "\n"))
            self.shown.append("\u2011" if local == "noBreakHyphen" else " ")
        elif local == "pStyle" and self.paragraphs:
            self.paragraphs[-1].heading = bool(_HEADING.search(attributes.get("val", "")))
        else:
            self._start_table(local, attributes)

    def _start_table(self, local: str, given: dict[str, str]) -> None:
        """Begin a table, or what is within one."""
        table = self.tables[-1] if self.tables else None
        if local == "tabs":
            self.stops += 1
        elif local == "tbl":
            self.tables.append(_Table())
        elif table is None:
            return
        elif local == "tr":
            table.cells, table.spanned, table.number = [], 0, self.number + 1
        elif local == "tc":
            table.cell = _Cell()
        elif local == "gridBefore" and table.cells is not None:
            table.cells += [Cell("")] * min(_number(given.get("val")), MOST_COLUMNS)
        elif local == "gridSpan" and table.cell is not None:
            table.cell.columns = max(_number(given.get("val")), 1)
        elif local == "vMerge" and table.cell is not None:
            table.cell.begins = given.get("val") == "restart"
            table.cell.goes_on = not table.cell.begins

    def characters(self, text: str) -> None:
        """Keep words, and count them where they stand."""
        if self.into is not None and not self.skipped:
            self.into.append(text)
            self.shown.append(text)

    def _words(self) -> list[str]:
        """Return the words of the paragraph that is open; words outside one are a paragraph of their own."""
        if not self.paragraphs:
            self.paragraphs.append(_Paragraph())
        return self.paragraphs[-1].words

    def end(self, tag: str) -> None:
        """End what an element ends."""
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        local = tag.rpartition(":")[2]
        if local in _GONE:
            self.gone -= 1
        elif local in ("t", "delText"):
            self.into = None
        elif local == "tabs":
            self.stops -= 1
        elif local == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif local == "tc" and self.tables:
            self._end_cell(self.tables[-1])
        elif local == "tr" and self.tables:
            self._end_row(self.tables[-1])
        elif local == "tbl" and self.tables:
            self._end_table()

    def _end_paragraph(self, found: _Paragraph) -> None:
        text = "".join(found.words).strip()
        if not text:
            return
        cell = self.tables[-1].cell if self.tables else None
        if cell is not None:
            cell.paragraphs.append(text)
        else:
            self.document.blocks.append(Prose(self.number, text, found.heading, self.part))

    def _end_cell(self, table: _Table) -> None:
        cell, table.cell = table.cell, None
        if cell is None or table.cells is None:
            return
        column = len(table.cells)
        if column + cell.columns > MOST_COLUMNS:
            raise Refused(
                f"{self.name} has a table of more than {MOST_COLUMNS} columns, more than a plan ever has."
            )
        text = "\n".join(cell.paragraphs)
        if cell.begins:
            table.merged[column] = text
        repeated = cell.goes_on and not text
        table.cells.append(Cell(table.merged.get(column, ""), True) if repeated else Cell(text))
        table.cells += [Cell("", True)] * (cell.columns - 1)
        table.spanned += 1

    def _end_row(self, table: _Table) -> None:
        if table.cells and any(cell.text for cell in table.cells):
            whole = table.spanned == 1 and len(table.cells) > 1
            table.rows.append(GridRow(table.number, tuple(table.cells), whole))
        table.cells = None

    def _end_table(self) -> None:
        """Close a table; one within a cell becomes words of that cell."""
        table = self.tables.pop()
        outer = self.tables[-1].cell if self.tables else None
        if outer is not None:
            for row in table.rows:
                outer.paragraphs.append(" ".join(cell.text for cell in row.cells if not cell.again))
        elif table.rows:
            self.document.blocks.append(Grid(table.rows, self.part))

    def finish(self) -> None:
        """End what is still open, and keep what was deleted apart."""
        self.document.count("".join(self.shown))
        while self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        deleted = " ".join("".join(self.deleted).split())
        if deleted:
            self.document.blocks.append(Prose(self.number, deleted, False, f"{self.part} deleted".strip()))
            self.document.notes.append(
                f"{self.name} has changes tracked; what was deleted was not read into the plan."
            )


def _number(given: str | None) -> int:
    """Return a number that an attribute gives; 0 where it gives none."""
    return int(given) if given and given.isdecimal() and len(given) < 6 else 0
