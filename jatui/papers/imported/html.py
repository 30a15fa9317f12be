"""A paper as HTML: its tables with their merged cells, and its prose; nothing that it names is ever fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final, NamedTuple

from jatui.domain.errors import Refused
from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, Prose, letters
from jatui.domain.words import count
from jatui.papers.imported.evened import evened
from jatui.papers.imported.numbering import in_form, number_of
from jatui.papers.mail import closed

_UNSHOWN: Final = frozenset(("script", "style", "head", "title", "template", "noscript"))
_BLOCKS: Final = frozenset((
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr",
    "section", "article", "header", "footer", "main", "nav", "figure", "figcaption", "caption", "dt", "dd", "dl",
    "body", "address",
))  # fmt: skip
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"))
_BACKGROUND: Final = re.compile(r"background(?:-color)?\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_DIGITS: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", re.IGNORECASE)
_NAMED: Final = {
    "red": "FF0000", "orange": "FFA500", "green": "008000", "lime": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "limegreen": "32CD32", "dodgerblue": "1E90FF", "pink": "FFC0CB", "lightgreen": "90EE90",
}  # fmt: skip
"""Colours by the names that the ratings of papers have in HTML."""

_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
MOST_COLUMNS: Final = 200
MOST_NESTED: Final = 50
MOST_SPANNED: Final = 5000


def read_html(
    text: str, document: Document, part: str = "", before: int = 0, *, counted: bool = False
) -> None:
    """Read HTML into a document; `counted` where its characters were counted already, tags and all."""
    reader = _Reader(document, part, before)
    reader.feed(closed(text))
    reader.close()
    reader.flush()
    while reader.tables:
        reader.end_table()
    if reader.numbers:
        document.notes.append(
            f"{document.name} has {count(reader.numbers, 'item')} of numbered lists; the numbers were read as printed."
        )
    if counted:
        document.marks += letters(text) - letters("".join(reader.shown))
        document.characters += letters("".join(reader.shown)) - letters(text)
    else:
        document.count("".join(reader.shown))


@dataclass(slots=True)
class _Open:
    """A cell that is open, or was closed and goes over further rows."""

    column: int
    columns: int
    rows: int
    fill: str = ""
    words: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the words of the cell, a line for each paragraph."""
        lines = (" ".join(each.split()) for each in "".join(self.words).split("\n"))
        return "\n".join(each for each in lines if each)


class _Above(NamedTuple):
    """What a cell from above says of a column: how many more rows it goes over, its words, its colour, if it begins."""

    left: int
    text: str
    begins: bool
    fill: str


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, the row that is open, cells from above that go over it, and from it over the next."""

    rows: list[GridRow] = field(default_factory=list)
    row: dict[int, Cell] | None = None
    number: int = 0
    cell: _Open | None = None
    above: dict[int, _Above] = field(default_factory=dict)
    fresh: dict[int, _Above] = field(default_factory=dict)
    starts: list[list[int]] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Listed:
    """A list that is open: the form of its numbers, none for bullets, the next number, and one that was not yet printed."""

    form: str
    number: int
    waiting: bool = False


class _Reader(HTMLParser):
    """Gathers prose and tables."""

    def __init__(self, document: Document, part: str, before: int) -> None:
        super().__init__(convert_charrefs=True)
        self.document = document
        self.part = part
        self.before = before
        self.tables: list[_Table] = []
        self.words: list[str] = []
        self.shown: list[str] = []
        self.heading = False
        self.level = 0
        self.unshown = 0
        self.begun = 1 + before
        self.lists: list[_Listed] = []
        self.numbers = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag begins."""
        table = self.tables[-1] if self.tables else None
        if tag in ("ol", "ul", "li"):
            self._begin_list(tag, dict(attrs))
        if tag in _UNSHOWN:
            self.unshown += 1
        elif tag == "table":
            if table is None:
                self.flush()
            if len(self.tables) >= MOST_NESTED:
                raise Refused(
                    f"{self.document.name} has tables nested deeper than any paper. Nothing was stored."
                )
            self.tables.append(_Table())
        elif tag == "tr" and table is not None:
            self.end_row(table)
            table.row, table.number = {}, self.getpos()[0] + self.before
        elif tag in ("td", "th") and table is not None:
            self.begin_cell(table, dict(attrs))
        elif tag == "br" or tag in _BLOCKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        table = self.tables[-1] if self.tables else None
        if tag in ("ol", "ul", "li"):
            self._end_list(tag)
        if tag in _UNSHOWN:
            self.unshown = max(0, self.unshown - 1)
        elif tag == "table" and table is not None:
            self.end_table()
        elif tag == "tr" and table is not None:
            self.end_row(table)
        elif tag in ("td", "th") and table is not None:
            self.end_cell(table)
        elif tag in _BLOCKS:
            self._break("")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if self.unshown:
            return
        if data.strip():
            self._number()
        self._say(data)

    def _say(self, data: str) -> None:
        """Put words where they stand, and count them."""
        self.shown.append(data)
        cell = next((table.cell for table in reversed(self.tables) if table.cell), None)
        (cell.words if cell else self.words).append(re.sub(r"\s", " ", data))

    def _begin_list(self, tag: str, given: dict[str, str | None]) -> None:
        """Begin a list, or an item of one, which is numbered with its first words."""
        if tag != "li":
            form = _FORMS.get(given.get("type") or "1", "decimal") if tag == "ol" else ""
            self.lists.append(_Listed(form, number_of(given.get("start"), 1)))
        elif self.lists and self.lists[-1].form:
            last = self.lists[-1]
            last.number, last.waiting = number_of(given.get("value"), last.number), True

    def _end_list(self, tag: str) -> None:
        """End a list, or an item of one; one without words has its number alone."""
        if tag == "li":
            self._number()
        elif self.lists:
            self.lists.pop()

    def _number(self) -> None:
        """Print the number that waits for the first words of an item."""
        last = self.lists[-1] if self.lists else None
        if last is not None and last.waiting:
            last.waiting = False
            self._say(f"{in_form(last.number, last.form)}. ")
            self.numbers += 1
            last.number += 1

    def _break(self, tag: str) -> None:
        """Begin a line in the cell that is open, or a block of prose."""
        cell = next((table.cell for table in reversed(self.tables) if table.cell), None)
        if cell is not None:
            cell.words.append("\n")
        elif tag == "br":
            self.words.append("\n")
        else:
            self.flush()
            self.heading = tag in _HEADINGS
            self.level = number_of(tag[1:], 0) if self.heading else 0
            self.begun = self.getpos()[0] + self.before

    def flush(self) -> None:
        """End the prose that is open."""
        for line in "".join(self.words).split("\n"):
            if line.strip():
                self.document.blocks.append(
                    Prose(self.begun, " ".join(line.split()), self.heading, self.part, level=self.level)
                )
        self.words.clear()

    def begin_cell(self, table: _Table, given: dict[str, str | None]) -> None:
        """Open a cell in the next free column."""
        self.end_cell(table)
        if table.row is None:
            table.row, table.number = {}, self.getpos()[0] + self.before
        column = 0
        while column in table.row or column in table.above:
            column += 1
        columns, rows = (_span(given.get(name)) for name in ("colspan", "rowspan"))
        if column + columns > MOST_COLUMNS:
            raise Refused(
                f"{self.document.name} has a table of more than {MOST_COLUMNS} columns, more than a plan ever has."
            )
        table.cell = _Open(column, columns, rows, _fill(given))

    def end_cell(self, table: _Table) -> None:
        """Close the cell that is open, and keep it for the rows that it goes over."""
        cell = table.cell
        if cell is None or table.row is None:
            return
        text = cell.text()
        for column in range(cell.column, cell.column + cell.columns):
            own = text if column == cell.column else ""
            table.row[column] = Cell(own, column != cell.column, cell.fill)
            if cell.rows > 1:
                table.fresh[column] = _Above(cell.rows - 1, own, column == cell.column, cell.fill)
        table.begun.append(cell.column)
        table.cell = None

    def end_row(self, table: _Table) -> None:
        """Close the row that is open."""
        self.end_cell(table)
        if table.row is None:
            return
        for column, each in table.above.items():
            table.row.setdefault(column, Cell(each.text, True, each.fill))
            if each.begins:
                table.begun.append(column)
            if each.left > 1:
                table.fresh.setdefault(column, each._replace(left=each.left - 1))
        table.above, table.fresh = table.fresh, {}
        if table.row:
            width = max(table.row) + 1
            cells = tuple(table.row.get(column, Cell("")) for column in range(width))
            whole = width > 1 and all(cell.again and not cell.text for cell in cells[1:])
            table.rows.append(GridRow(table.number, cells, whole))
            table.starts.append(sorted(set(table.begun)))
        table.row, table.begun = None, []

    def end_table(self) -> None:
        """Close a table; one within a cell becomes words of that cell."""
        table = self.tables.pop()
        self.end_row(table)
        outer = next((each.cell for each in reversed(self.tables) if each.cell), None)
        if outer is not None:
            for row in table.rows:
                outer.words.append(
                    "\n" + " ".join(cell.text.replace("\n", " ") for cell in row.cells if not cell.again)
                )
            outer.words.append("\n")
        elif table.rows:
            self.document.blocks.append(Grid(evened(table.rows, table.starts), self.part))


def _span(given: str | None) -> int:
    """Return over how many columns or rows a cell goes."""
    return min(max(int(given), 1), MOST_SPANNED) if given and given.strip().isdecimal() else 1


def _fill(given: dict[str, str | None]) -> str:
    """Return the colour that is said of a cell as six digits, nothing where none is."""
    styled = _BACKGROUND.search(given.get("style") or "")
    said = (styled[1] if styled else given.get("bgcolor") or "").strip()
    if digits := _DIGITS.search(said):
        return digits[1] if len(digits[1]) == 6 else "".join(each * 2 for each in digits[1])
    if parts := _PARTS.search(said):
        return "".join(f"{min(int(each), 255):02X}" for each in parts.groups())
    return _NAMED.get(said.casefold(), "")
