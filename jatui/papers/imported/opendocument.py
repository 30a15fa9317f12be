"""A paper as OpenDocument, a text (.odt) or a spreadsheet (.ods): paragraphs and tables read from its XML, nothing fetched.

Both are a ZIP of XML as .docx is, and held to the same limits; the cells of a sheet are read as they are shown.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, Prose
from jatui.domain.text import clean
from jatui.domain.words import count
from jatui.papers.imported.evened import evened
from jatui.papers.imported.numbering import number_of
from jatui.papers.imported.open_styles import OpenStyles
from jatui.papers.workbook import MOST_COLUMNS, MOST_ROWS
from jatui.papers.zipped import (
    LARGEST_UNPACKED,
    locked,
    parse_part,
    parser_of,
    refuse_large,
    too_large,
    unpacked,
)

_CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MOST_DEEP: Final = 200
_APART: Final = {"tracked-changes": "deleted", "annotation": "comments", "note": "footnotes"}
"""What stands apart from the words in which it is marked, and how it is called."""

_UNSHOWN: Final = frozenset(
    ("title", "desc", "note-citation", "forms", "automatic-styles", "font-face-decls")
)
_LISTED: Final = ("list", "list-item", "list-header")
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}


def is_open_document(data: bytes) -> bool:
    """Tell whether an archive begins as OpenDocument does, which says first what it is."""
    return b"mimetypeapplication/vnd.oasis.opendocument." in data[:200]


def read_open_document(data: bytes, document: Document, part: str = "") -> None:
    """Read a text or a spreadsheet into a document; raises Refused where it cannot be opened safely, or not at all."""
    name = part or document.name
    document.unit = "row" if b"opendocument.spreadsheet" in data[:200] else "paragraph"
    with unpacked(data, name) as archive:
        names = set(archive.namelist())
        if _CONTENT not in names:
            raise Refused(f"{name} is an archive and no OpenDocument file. Unpack it and read what is in it.")
        refuse_large(archive, name)
        _refuse_locked(archive, names, name)
        left = LARGEST_UNPACKED
        beside = () if document.unit == "row" else ((_STYLES, "header or footer"),)
        styles = OpenStyles()
        if _STYLES in names:
            left -= parse_part(archive, archive.getinfo(_STYLES), _style_parser(styles, name), left, name)
        for each, kind in ((_CONTENT, ""), *beside):
            if each in names:
                reader = _Reader(document, part, f"{part} {kind}".strip(), name, styles)
                left -= parse_part(archive, archive.getinfo(each), reader.parser(), left, name)
                reader.finish()


def _style_parser(styles: OpenStyles, name: str) -> expat.XMLParserType:
    """Return a parser that takes of a part what it says of styles, before anything is read that has them."""
    parser = parser_of(name)
    parser.StartElementHandler = lambda tag, given: styles.define(_local(tag), _locals(given))
    return parser


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _locals(given: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in given.items()}


def _refuse_locked(archive: zipfile.ZipFile, names: set[str], name: str) -> None:
    """Raise Refused where the parts of a file are encrypted."""

    def start(tag: str, _: dict[str, str]) -> None:
        if tag.endswith("encryption-data"):
            raise Refused(locked(name))

    if _MANIFEST in names:
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parse_part(archive, archive.getinfo(_MANIFEST), parser, LARGEST_UNPACKED, name)


@dataclass(slots=True)
class _Cell:
    """A cell that is open: its paragraphs, how many like it follow, over which columns and rows it goes, and its colour."""

    repeated: int
    columns: int
    rows: int
    covered: bool
    fill: str = ""
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table that is open: its name, its rows, the row that is open, and the words of merged cells by column."""

    name: str
    rows: list[GridRow] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    cell: _Cell | None = None
    covered: int = 0
    starts: list[list[int]] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    number: int = 0
    repeated: int = 1
    above: dict[int, str] = field(default_factory=dict)


class _Reader:
    """Follows the XML of a part."""

    def __init__(self, document: Document, part: str, beside: str, name: str, styles: OpenStyles) -> None:
        self.document = document
        self.part = part
        self.beside = beside
        self.name = name
        self.styles = styles
        self.outline = self.level = 0
        self.depth = 0
        self.unshown = 0
        self.number = 0
        self.tables: list[_Table] = []
        self.paragraphs: list[list[str] | None] = []
        self.apart: list[str] = []
        self.shown: list[str] = []
        self.seen = Counter[str]()
        self.again = 0

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
        if self.depth > _MOST_DEEP:
            raise Refused(f"{self.name} is nested deeper than any paper. It was not opened.")
        local, attributes = _local(tag), _locals(given)
        if self.unshown or local in _UNSHOWN:
            self.unshown += 1
            self.styles.define(local, attributes)
        elif local in _APART:
            self.apart.append(_APART[local])
            self.seen[_APART[local]] += 1
            self.paragraphs.append(None)
        elif local in ("p", "h"):
            self.number += 1
            self.paragraphs.append([])
            numbered = local == "h" and attributes.get("is-list-header") != "true"
            self.level = number_of(attributes.get("outline-level"), 0) if local == "h" else 0
            self.outline = self.level if numbered else 0
        elif local in _SIGNS:
            self.characters(_SIGNS[local])
        elif local == "s":
            self.characters(" " * min(number_of(attributes.get("c"), 1), 1000))
        elif local in ("image", "object"):
            self.seen[local] += 1
        elif local in _LISTED:
            self.styles.begin(local, attributes)
        else:
            self._start_table(local, attributes)

    def _start_table(self, local: str, given: dict[str, str]) -> None:
        """Begin a table, or what is within one."""
        table = self.tables[-1] if self.tables else None
        if local == "table":
            self.tables.append(_Table(clean(given.get("name", ""))))
        elif table is None:
            return
        elif local == "table-row":
            table.cells, table.covered, table.begun = [], 0, []
            table.repeated = min(_repeated(given, "number-rows-repeated"), MOST_ROWS)
            table.number = table.number + 1 if self.document.unit == "row" else self.number + 1
        elif local in ("table-cell", "covered-table-cell"):
            named = ("number-columns-repeated", "number-columns-spanned", "number-rows-spanned")
            repeated, columns, rows = (_repeated(given, each) for each in named)
            fill = self.styles.fills.get(given.get("style-name", ""), "")
            table.cell = _Cell(repeated, columns, rows, local.startswith("covered"), fill)

    def characters(self, text: str) -> None:
        """Keep words, and count them where they stand; what stands outside paragraphs is not shown."""
        if not self.unshown and self.paragraphs and (words := self.paragraphs[-1]) is not None:
            words.append(text)
            self.shown.append(text)

    def end(self, tag: str) -> None:
        """End what an element ends."""
        self.depth -= 1
        if self.unshown:
            self.unshown -= 1
            return
        local = _local(tag)
        self.styles.end(local)
        if local in _APART:
            self.apart.pop()
            self.paragraphs.pop()
        elif local in ("p", "h"):
            self._end_paragraph(local == "h")
        elif local in ("table-cell", "covered-table-cell") and self.tables:
            self._end_cell(self.tables[-1])
        elif local == "table-row" and self.tables:
            self._end_row(self.tables[-1])
        elif local == "table" and self.tables:
            self._end_table()

    def _end_paragraph(self, heading: bool) -> None:
        text = "".join(self.paragraphs.pop() or ()).strip()
        if not self.apart and (number := self.styles.printed(self.outline if text else 0)):
            self.seen["number"] += 1
            self.shown.append(number)
            text = f"{number} {text}".strip()
        cell = self.tables[-1].cell if self.tables else None
        if not text:
            return
        if cell is not None and not self.apart:
            cell.paragraphs.append(text)
            return
        part = f"{self.part} {self.apart[-1]}".strip() if self.apart else self.beside
        self.document.blocks.append(
            Prose(self.number, text, heading and not self.apart, part, level=self.level)
        )

    def _end_cell(self, table: _Table) -> None:
        cell, table.cell = table.cell, None
        if cell is None:
            return
        text = "\n".join(cell.paragraphs)
        for _ in range(cell.repeated if text or cell.covered else min(cell.repeated, MOST_COLUMNS)):
            column = len(table.cells)
            if column >= MOST_COLUMNS:
                if text:
                    raise Refused(
                        f"{self.name} has a table of more than {MOST_COLUMNS} columns, more than a plan ever has."
                    )
                break
            if cell.covered:
                own = "" if table.covered else table.above.get(column, "")
                if not table.covered and column in table.above:
                    table.begun.append(column)
                table.covered = max(0, table.covered - 1)
                table.cells.append(Cell(own, True, cell.fill))
                continue
            table.above.pop(column, None)
            if cell.rows > 1:
                table.above[column] = text
            table.covered = cell.columns - 1
            table.begun.append(column)
            table.cells.append(Cell(text, False, cell.fill))
        self._show_again(text, cell.repeated - 1)

    def _show_again(self, text: str, times: int) -> None:
        """Count words as often as they are shown again; raises Refused where a file repeats them without end."""
        self.again += len(text) * times
        if self.again > LARGEST_UNPACKED:
            raise Refused(too_large(self.name))
        self.shown.append(text * times)

    def _end_row(self, table: _Table) -> None:
        if any(cell.text for cell in table.cells):
            whole = len(table.begun) == 1 and len(table.cells) > 1
            own = "".join(cell.text for cell in table.cells if not cell.again)
            for place in range(table.repeated):
                table.starts.append(table.begun)
                table.rows.append(GridRow(table.number + place, tuple(table.cells), whole))
            self._show_again(own, table.repeated - 1)
        if self.document.unit == "row":
            table.number += table.repeated - 1

    def _end_table(self) -> None:
        """Close a table; one within a cell becomes words of that cell."""
        table = self.tables.pop()
        outer = self.tables[-1].cell if self.tables else None
        if outer is not None:
            for row in table.rows:
                outer.paragraphs.append(" ".join(cell.text for cell in row.cells if not cell.again))
        elif table.rows:
            even = evened(table.rows, table.starts)
            width = max(_width(row) for row in even)
            rows = [
                row._replace(cells=(*row.cells[:width], *(Cell(""),) * (width - len(row.cells))))
                for row in even
            ]
            sheet = table.name if self.document.unit == "row" else ""
            self.document.blocks.append(Grid(rows, ": ".join(filter(None, (self.part, sheet)))))

    def finish(self) -> None:
        """Count what is shown, and tell of what was not read as it stands."""
        self.document.count("".join(self.shown))
        notes = self.document.notes
        if self.seen["deleted"]:
            notes.append(
                f"{self.name} has changes tracked; what was inserted was read, what was deleted was not read into the plan."
            )
        if numbers := self.seen["number"]:
            notes.append(
                f"{self.name} has {count(numbers, 'paragraph')} of numbered lists; the numbers were read as printed."
            )
        for kind, called in (("image", "picture"), ("object", "embedded object")):
            if self.seen[kind]:
                notes.append(f"{self.name} has {count(self.seen[kind], called)}, not read.")


def _repeated(given: dict[str, str], name: str) -> int:
    """Return how often something is there that an attribute says; once where it does not."""
    return max(int(given[name]), 1) if given.get(name, "").isdecimal() and len(given[name]) < 9 else 1


def _width(row: GridRow) -> int:
    """Return how many columns a row has up to the last one that says something or is merged."""
    return max((place for place, cell in enumerate(row.cells, 1) if cell.text or cell.again), default=0)
