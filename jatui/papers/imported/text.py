"""A paper as text: tables of tabs, of pipes and of HTML between lines of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jatui.domain.importing.blocks import Cell, Document, Grid, GridRow, Prose, letters
from jatui.papers.imported.aligned import aligned_table
from jatui.papers.imported.ruled import ruled_table

_TAG: Final = re.compile(
    r"</?(?:p|u|b|i|em|strong|span|br|sup|sub|div|ul|ol|li|s|del|ins|mark|font|small|big)\b[^<>\n]*>",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(r"\s*(?P<mark>\*\*|__)(?P<words>[^*_\s](?:[^*_]*[^*_\s])?)(?P=mark)\s*")
_HEADING: Final = re.compile(
    r"(?:^|(?<=<p>))\s*<(?P<mark>[ub]|strong)>[^<>\n.:;,]{3,60}</(?P=mark)>(?=\s+[A-Z][^<>\n]{30})"
)
"""Marked words at the beginning of a paragraph, before a sentence that does not go on with them."""

_BREAKING: Final = re.compile(r"</?(?:p|br|div|li|ul|ol)\b", re.IGNORECASE)
_DASHES: Final = r"\s*(?::?-{2,}:?|:-+:?|-+:)\s*"
_RULE: Final = re.compile(rf"\s*\|?{_DASHES}(?:\|{_DASHES})*\|?\s*")
_DRAWN: Final = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
"""What Markdown writes with a sign before it, so that it is taken as it stands."""

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|$)')
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END: Final = re.compile(r"</table\s*>", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[/&,;(–-]\s*$|\b(?:and|or|the|of|to|for|in|with|by|a|an)\s*$")
_HASHES: Final = re.compile(r"#{1,6}\s+")
_ENTITIES: Final = {"&amp;": "&", "&nbsp;": " "}
MOST_UNCLOSED: Final = 500
"""Rows with a quote that closes nowhere, after which quotes are taken as they stand."""

_LONGEST_CELL: Final = 400
"""Lines over which a quoted cell may go."""


def read_lines(text: str, document: Document, part: str = "") -> None:
    """Read a text into a document: every line is a row of a table, a line of prose, or draws a table."""
    document.count(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    begin = line = 0
    for found in _TABLE.finditer(text):
        if found.start() < begin:
            continue
        end = _TABLE_END.search(text, found.end())
        if end is None:
            break
        line = text.count("\n", 0, begin)
        _Lines(document, part, line).read(text[begin : found.start()])
        from jatui.papers.imported.html import read_html

        read_html(
            text[found.start() : end.end()], document, part, text.count("\n", 0, found.start()), counted=True
        )
        begin = end.end()
    _Lines(document, part, text.count("\n", 0, begin)).read(text[begin:])


class _Lines:
    """Reads lines one after the other, with the table that is open."""

    def __init__(self, document: Document, part: str, before: int) -> None:
        self.document = document
        self.part = part
        self.before = before
        self.rows: list[GridRow] = []
        self.drawn = False
        self.fresh = True
        self.pipes = False
        self.width = 0
        self.patience = MOST_UNCLOSED

    def read(self, text: str) -> None:
        """Read a stretch of text."""
        lines = text.split("\n")
        place = 0
        while place < len(lines):
            place += self._take(lines, place)
        self._close()

    def _take(self, lines: Sequence[str], place: int) -> int:
        """Take what begins on a line, and return over how many lines it goes."""
        line = lines[place]
        number = self.before + place + 1
        if not line.strip():
            self._close()
        elif (ruled := self._ruled(lines, place, number)) is not None:
            return ruled
        elif _DRAWN.fullmatch(line) or (self._is_rule(lines, place)):
            self.document.marks += letters(line)
            self.drawn = self.drawn or bool(_DRAWN.fullmatch(line))
            self.fresh = True
        elif self._is_piped(lines, place):
            self._piped(line, number)
        elif "\t" in line.strip("\t \f") or self._is_half_row(line):
            return self._tabbed(lines, place, number)
        elif (aligned := aligned_table(lines, place, number)) is not None:
            self._close()
            self.document.blocks.append(Grid(aligned.rows, self.part))
            return aligned.lines
        elif not self._wraps(line, lines[place + 1] if place + 1 < len(lines) else ""):
            self._close()
            self._prose(line, number)
        return 1

    def _ruled(self, lines: Sequence[str], place: int, number: int) -> int | None:
        """Take a table whose columns a line of dashes marks out, and return over how many lines it goes."""
        if self.pipes or not any("--" in each or "==" in each for each in lines[place : place + 2]):
            return None
        found = ruled_table(lines, place, number)
        if found is None:
            return None
        self._close()
        for line in found.drawn:
            self.document.marks += letters(line)
        rows = [
            row._replace(cells=tuple(self._cell(cell.text, escaped=True) for cell in row.cells))
            for row in found.rows
        ]
        self.document.blocks.append(Grid(rows, self.part))
        return found.lines

    def _is_half_row(self, line: str) -> bool:
        """Tell whether a line is a row with one cell: behind an empty one, or before the second of two."""
        if line.startswith("\t"):
            return self._is_under_tabs() or (self.width > 2 and line.count("\t") == self.width - 1)
        return (
            line.rstrip(" ").endswith("\t")
            and bool(self.rows)
            and not self.pipes
            and len(self.rows[0].cells) == 2
        )

    def _is_under_tabs(self) -> bool:
        """Tell whether a line that begins with an empty cell may go on with a table of tabs, which a page may have cut."""
        last = next(
            (
                each
                for each in reversed(self.document.blocks)
                if isinstance(each, Grid) or not each.is_furniture
            ),
            None,
        )
        return bool(self.rows and not self.pipes) or isinstance(last, Grid)

    def _prose(self, line: str, number: int) -> None:
        hashes = _HASHES.match(line)
        if hashes:
            self.document.marks += letters(hashes[0])
        shown = line[hashes.end() :] if hashes else line
        level = len(hashes[0].strip()) if hashes else 0
        last = self.document.blocks[-1] if self.document.blocks else None
        follows = isinstance(last, Prose) and last.number == number - 1 and not last.heading
        self.document.blocks.append(
            Prose(number, shown.strip(), bool(hashes), self.part, "\f" in line, follows, level)
        )

    def _close(self) -> None:
        """End the table that is open."""
        if self.rows:
            if self.drawn:
                self.rows = [
                    row._replace(cells=tuple(Cell(cell.text.strip()) for cell in row.cells))
                    for row in self.rows
                ]
            self.document.blocks.append(Grid(self.rows, self.part))
            self.width = max(len(row.cells) for row in self.rows)
        self.rows, self.drawn, self.fresh, self.pipes = [], False, True, False

    def _is_rule(self, lines: Sequence[str], place: int) -> bool:
        """Tell whether a line only parts the headings of a table of pipes from its rows."""
        return (
            bool(self.rows)
            and self.pipes
            and len(self.rows) == 1
            and "-" in lines[place]
            and bool(_RULE.fullmatch(lines[place].strip()))
        )

    def _is_piped(self, lines: Sequence[str], place: int) -> bool:
        line = lines[place]
        if line.strip().startswith("|") and len(_PIPE.findall(line)) > 1:
            return True
        if not _PIPE.search(line):
            return False
        after = lines[place + 1] if place + 1 < len(lines) else ""
        return (self.pipes and bool(self.rows)) or ("|" in after and bool(_RULE.fullmatch(after.strip())))

    def _piped(self, line: str, number: int) -> None:
        """Take a row of a table of pipes; between drawn lines several lines are one row."""
        if self.rows and not self.pipes:
            self._close()
        self.pipes = True
        self.document.marks["|"] += len(_PIPE.findall(line))
        bare = line.strip()
        bare = bare[1:] if bare.startswith("|") else bare
        bare = bare[:-1] if _PIPE.search(bare[-1:]) and not bare.endswith("\\|") else bare
        cells = [self._cell(each, escaped=True) for each in _PIPE.split(bare)]
        if self.drawn and not self.fresh and len(cells) == len(self.rows[-1].cells):
            self.document.marks["\\"] += sum(cell.text.endswith("\\") for cell in self.rows[-1].cells)
            self.rows[-1] = _joined(self.rows[-1], cells)
        else:
            self.rows.append(GridRow(number, tuple(cells), len(cells) == 1))
        self.fresh = False

    def _tabbed(self, lines: Sequence[str], place: int, number: int) -> int:
        """Take a row of a table of tabs, with cells that go over several lines in quotes; return its lines."""
        if self.pipes:
            self._close()
        row, taken = _logical(lines, place) if self.patience else (lines[place], 1)
        self.patience -= '"' in row and taken == 1 and self.patience > 0
        cells = [self._cell(each) for each in self._split(row)]
        last = self.rows[-1] if self.rows else None
        width = max(self.width, len(self.rows[0].cells)) if self.rows else 0
        if last and len(last.cells) < width and len(last.cells) + len(cells) - 1 == width:
            joined = Cell(f"{last.cells[-1].text} {cells[0].text}".strip())
            self.rows[-1] = GridRow(last.number, (*last.cells[:-1], joined, *cells[1:]))
        else:
            self.rows.append(GridRow(number, tuple(cells)))
        return taken

    def _split(self, row: str) -> list[str]:
        """Return the cells of a row of tabs; quotes that a spreadsheet put around a cell are taken away."""
        cells: list[str] = []
        place = 0
        while place <= len(row):
            quoted = _QUOTED.match(row, place)
            if quoted and re.search(r'[\n\t]|""', quoted[1]):
                inner = quoted[1].replace('""', '"')
                self.document.marks['"'] += quoted[0].count('"') - inner.count('"')
                cells.append(inner)
                place = quoted.end() + 1
                continue
            end = row.find("\t", place)
            end = len(row) if end < 0 else end
            cells.append(row[place:end])
            place = end + 1
        return cells

    def _wraps(self, line: str, after: str) -> bool:
        """Take a line without a tab that goes on with the last cell, where it plainly does."""
        if not self.rows or self.pipes:
            return False
        last = self.rows[-1]
        text = last.cells[-1].text
        short = len(last.cells) < max(self.width, len(self.rows[0].cells)) and "\t" in after.strip()
        if not (
            text
            and (len(self.rows) > 1 or self.width)
            and (short or _GOES_ON.search(text[-40:]) or line.lstrip()[:1].islower())
        ):
            return False
        joined = Cell(f"{text} {self._cell(line).text}")
        self.rows[-1] = GridRow(last.number, (*last.cells[:-1], joined))
        return True

    def _cell(self, text: str, *, escaped: bool = False) -> Cell:
        """Return a cell without the tags of HTML that say how it looks."""
        shown = _ESCAPED.sub(r"\1", text) if escaped else text
        if escaped and (bold := _BOLD.fullmatch(shown)):
            shown = bold["words"]
        if "<" in shown:
            shown = _HEADING.sub(r"\g<0>\n", shown)
            shown = _TAG.sub(lambda tag: "\n" if _BREAKING.match(tag[0]) else "", shown)
            shown = re.sub(r"[ \t]*\n[\s]*", "\n", shown)
        for entity, plain in _ENTITIES.items():
            shown = shown.replace(entity, plain)
        shown = shown.strip()
        if shown != text.strip():
            self.document.marks += letters(text) - letters(shown)
        return Cell(shown)


def _joined(row: GridRow, cells: Sequence[Cell]) -> GridRow:
    """Return a row with further lines of its cells."""
    both = zip(row.cells, cells, strict=True)
    return GridRow(row.number, tuple(Cell(_below(old.text, new.text)) for old, new in both))


def _below(text: str, line: str) -> str:
    """Return a cell with one line more; one that is blank parts two paragraphs, as does the sign that ends a line."""
    if text.endswith("\\"):
        return f"{text[:-1].rstrip()}\n{line}"
    if not line:
        return text if text.endswith("\n") else f"{text}\n"
    return f"{text}{'' if text.endswith(chr(10)) or not text else ' '}{line}"


def _logical(lines: Sequence[str], place: int) -> tuple[str, int]:
    """Return the row that begins on a line and how many lines it takes, where a quoted cell goes over several."""
    row = lines[place]
    if '"' not in row:
        return row, 1
    begin = max(row.rfind('\t"') + 1, 0) if '\t"' in row or row.startswith('"') else -1
    if begin < 0 or _QUOTED.match(row, begin):
        return row, 1
    for taken in range(2, min(_LONGEST_CELL, len(lines) - place) + 1):
        row = f"{row}\n{lines[place + taken - 1]}"
        if '"' in lines[place + taken - 1] and _QUOTED.match(row, begin):
            begin = max(row.rfind('\t"') + 1, begin)
            if _QUOTED.match(row, begin):
                return row, taken
    return lines[place], 1
