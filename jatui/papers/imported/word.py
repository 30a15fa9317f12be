"""A paper as a Word file: its paragraphs and tables read from its XML, whose links, macros and pictures are left alone.

A .docx is a ZIP of XML, so its parts are held to the limits that a spreadsheet's are held to, and a document type, with
which entities come, is refused. What was deleted with changes tracked, or is hidden, is kept apart as such; numbers that
Word puts before paragraphs are read as printed.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, Prose
from jatui.domain.words import count
from jatui.papers.imported.evened import evened
from jatui.papers.imported.numbering import Given, Numbering, number_of, read_numbering
from jatui.papers.workbook import MOST_COLUMNS
from jatui.papers.zipped import LARGEST_UNPACKED, parse_part, parser_of, refuse_large, too_large, unpacked

MOST_DEEP: Final = 200
MOST_RATIO: Final = 250
_RATIO_FROM: Final = 10 * 1024 * 1024
"""Bytes from which on a part that unfolds by more than the ratio is taken for a bomb."""

_BODY: Final = re.compile(r"word/document\d*\.xml")
_BESIDE: Final = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_HEADING: Final = re.compile(r"(?:heading\s?(?P<level>[1-9])?|title|caption|subtitle)", re.IGNORECASE)
_FORMER: Final = frozenset(
    ("Fallback", *(f"{each}PrChange" for each in ("p", "r", "tc", "tr", "tbl", "sect")))
)
"""What says again, for other programs or as it was before, what is said elsewhere."""

_GONE: Final = frozenset(("del", "moveFrom"))
_OFF: Final = ("0", "false", "off")
_SEEN: Final = {
    "blip": "picture", "imagedata": "picture", "OLEObject": "embedded object", "altChunk": "embedded document",
}  # fmt: skip
"""What a Word file shows without words, by the elements that say so."""

_SIGNS: Final = {
    "wingdings": {
        0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x77: "◆", 0xA7: "▪",
        0xA8: "☐", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "☐"},
    "wingdings 3": {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓"},
    "symbol": {0xB3: "≥", 0xA3: "≤", 0xB7: "•", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB1: "±", 0xB4: "×"},
}  # fmt: skip
"""The signs of fonts that have signs in the place of letters."""

_UNKNOWN: Final = "\ufffd"


def read_word(data: bytes, document: Document, part: str = "") -> None:
    """Read a Word file into a document; raises Refused where it cannot be opened safely, or not at all."""
    name = part or document.name
    with unpacked(data, name) as archive:
        body, beside = _checked(archive, name)
        numbering, left = read_numbering(archive, LARGEST_UNPACKED, name)
        for each in (body, *beside):
            kind = _BESIDE.fullmatch(each)
            reader = _Reader(document, f"{part} {kind[1]}".strip() if kind else part, name, numbering)
            left -= parse_part(archive, archive.getinfo(each), reader.parser(), left, name)
            reader.finish()
        if any(found.endswith("vbaProject.bin") for found in archive.namelist()):
            document.notes.append(f"{name} holds macros; they were neither read nor run.")


def _checked(archive: zipfile.ZipFile, name: str) -> tuple[str, list[str]]:
    """Return the body and the parts beside it; raises Refused where it is no Word file, or unfolds too far."""
    names = sorted(archive.namelist())
    body = next((each for each in names if _BODY.fullmatch(each)), None)
    if body is None:
        raise Refused(f"{name} is an archive and no Word file. Unpack it and read what is in it.")
    refuse_large(archive, name)
    for part in archive.infolist():
        if part.file_size > _RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Refused(too_large(name))
    return body, [each for each in names if _BESIDE.fullmatch(each)]


@dataclass(slots=True)
class _Cell:
    """A cell that is open: its paragraphs, over how many columns it goes, whether it goes on from above, and its colour."""

    paragraphs: list[str] = field(default_factory=list)
    columns: int = 1
    goes_on: bool = False
    begins: bool = False
    fill: str = ""


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, the row that is open, and the words of merged cells by column."""

    rows: list[GridRow] = field(default_factory=list)
    cells: list[Cell] | None = None
    starts: list[list[int]] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    number: int = 0
    cell: _Cell | None = None
    merged: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open."""

    words: list[str] = field(default_factory=list)
    heading: bool = False
    level: int = 0
    style: str = ""
    given: Given = (None, None)
    gone: bool = False


class _Reader:
    """Follows the XML of a part."""

    def __init__(self, document: Document, part: str, name: str, numbering: Numbering) -> None:
        self.document = document
        self.part = part
        self.name = name
        self.numbering = numbering
        self.tables: list[_Table] = []
        self.paragraphs: list[_Paragraph] = []
        self.depth = 0
        self.skipped = 0
        self.gone = 0
        self.stops = 0
        self.apart: dict[str, list[str]] = {"deleted": [], "hidden": []}
        self.seen = Counter[str]()
        self.hidden: bool | None = None
        self.box: bool | None = None
        self.shown: list[str] = []
        self.into: list[str] | None = None
        self.number = 0

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells this of what it meets."""
        parser = parser_of(self.name)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        return parser

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Begin what an element begins."""
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise Refused(f"{self.name} is nested deeper than any Word file. It was not opened.")
        local = tag.rpartition(":")[2]
        if self.skipped or local in _FORMER:
            self.skipped += 1
            return
        attributes = {name.rpartition(":")[2]: value for name, value in given.items()}
        if local in _GONE:
            self.gone += 1
        elif local == "p":
            self.number += 1
            self.paragraphs.append(_Paragraph())
        elif local in ("t", "delText"):
            self._begin_words(local)
        elif local in ("tab", "br", "cr", "noBreakHyphen", "ptab") and self.paragraphs and not self.stops:
            self._say({"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}.get(local, "\n"))
        elif local in _SEEN:
            self.seen[_SEEN[local]] += 1
        elif not self._start_run(local, attributes) and not self._start_numbered(local, attributes):
            self._start_table(local, attributes)

    def _begin_words(self, local: str) -> None:
        """Begin words: of the paragraph that is open, or what is not shown of it."""
        if self.gone or local == "delText":
            self.into = self.apart["deleted"]
            if self.paragraphs:
                self.paragraphs[-1].gone = True
        else:
            self.into = self.apart["hidden"] if self.hidden else self._words()

    def _say(self, text: str) -> None:
        """Put a sign to the paragraph that is open, and count it."""
        self._words().append(text)
        self.shown.append(text)

    def _start_run(self, local: str, given: dict[str, str]) -> bool:
        """Take what an element says of a stretch of words, or the sign that it is; tell whether it is such an element."""
        is_on = given.get("val") not in _OFF
        if local == "r":
            self.hidden = False
        elif local == "ins":
            self.seen["insertion"] += 1
        elif local == "vanish" and self.hidden is not None:
            self.hidden = is_on
        elif local == "sym" and not self.gone:
            self._say(self._sign(given.get("font", ""), given.get("char", "")))
        elif local == "checkBox":
            self.box = False
        elif local in ("checked", "default") and self.box is not None:
            self.box = is_on
        else:
            return False
        return True

    def _sign(self, font: str, code: str) -> str:
        """Return a sign of a font as text has it; one that no text has is seen as unknown."""
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
        if not 0xF000 <= number <= 0xF0FF:
            return chr(number) if number > 0x20 and not 0xD800 <= number <= 0xDFFF else _UNKNOWN
        found = _SIGNS.get(font.casefold(), {}).get(number - 0xF000, _UNKNOWN)
        self.seen["unknown"] += found == _UNKNOWN
        return found

    def _start_numbered(self, local: str, given: dict[str, str]) -> bool:
        """Take what an element says of how a paragraph is numbered; tell whether it is such an element."""
        if local not in ("pStyle", "numId", "ilvl") or not self.paragraphs:
            return False
        found, value = self.paragraphs[-1], given.get("val", "")
        if local == "pStyle":
            heading = _HEADING.search(value)
            found.style, found.heading = value, bool(heading)
            found.level = number_of(heading["level"], 0) if heading else 0
        elif local == "numId":
            found.given = value, found.given[1]
        else:
            found.given = found.given[0], number_of(value, 0)
        return True

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
            table.cells, table.begun, table.number = [], [], self.number + 1
        elif local == "tc":
            table.cell = _Cell()
        elif local == "gridBefore" and table.cells is not None:
            table.cells += [Cell("")] * min(number_of(given.get("val"), 0), MOST_COLUMNS)
        elif local == "gridSpan" and table.cell is not None:
            table.cell.columns = max(number_of(given.get("val"), 1), 1)
        elif local == "shd" and table.cell is not None and not self.paragraphs:
            table.cell.fill = given.get("fill", "")
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
        elif local == "r":
            self.hidden = None
        elif local == "tabs":
            self.stops -= 1
        elif local == "checkBox" and self.box is not None:
            self._say("☒" if self.box else "☐")
            self.box = None
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
        number = "" if found.gone and not text else self.numbering.printed(found.style, found.given)
        if number:
            self.seen["number"] += 1
            self.shown.append(number)
            text = f"{number} {text}".strip()
        if not text:
            return
        cell = self.tables[-1].cell if self.tables else None
        if cell is not None:
            cell.paragraphs.append(text)
        else:
            self.document.blocks.append(Prose(self.number, text, found.heading, self.part, level=found.level))

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
        table.cells.append(Cell(table.merged.get(column, "") if repeated else text, repeated, cell.fill))
        table.cells += [Cell("", True)] * (cell.columns - 1)
        table.begun.append(column)

    def _end_row(self, table: _Table) -> None:
        if table.cells and any(cell.text for cell in table.cells):
            whole = len(table.begun) == 1 and len(table.cells) > 1
            table.starts.append(table.begun)
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
            self.document.blocks.append(Grid(evened(table.rows, table.starts), self.part))

    def finish(self) -> None:
        """End what is still open, and keep what was deleted apart."""
        while self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        self.document.count("".join(self.shown))
        for kind, found in self.apart.items():
            words = " ".join("".join(found).split())
            if words:
                self.document.blocks.append(Prose(self.number, words, False, f"{self.part} {kind}".strip()))
        self._note()

    def _note(self) -> None:
        """Tell of what was read otherwise than as it stands, and of what was not."""
        notes = self.document.notes
        if self.apart["deleted"] or self.seen["insertion"]:
            notes.append(
                f"{self.name} has changes tracked; what was inserted was read, what was deleted was not read into the plan."
            )
        if self.apart["hidden"]:
            notes.append(f"{self.name} has words that are hidden; they were not read into the plan.")
        if numbers := self.seen["number"]:
            notes.append(
                f"{self.name} has {count(numbers, 'paragraph')} that Word numbers itself; the numbers were read as printed."
            )
        if signs := self.seen["unknown"]:
            notes.append(f"{self.name} has {count(signs, 'sign')} that no text has, not read.")
        for kind in dict.fromkeys(_SEEN.values()):
            if self.seen[kind]:
                notes.append(f"{self.name} has {count(self.seen[kind], kind)}, not read.")
