"""The text of a paper as the markup of Word: paragraphs by their styles, and tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from jatui.domain.text import clean, clean_lines
from jatui.domain.words import SHAPES
from jatui.papers.document import Document, Section, Table

MEASURED: Final = 200
"""Rows of a table from which the widths of its columns are taken."""

NARROWEST: Final = 600
"""Twentieths of a point that a column is wide at least."""

LETTER: Final = 95
"""Twentieths of a point that a letter is taken to be wide."""

LONGEST_WORD, MOST_LETTERS = 16, 90
"""The letters of a word, and of a cell, above which a column is not made wider."""

_FILLS: Final = {"red": "FBDCD7", "amber": "FFEDC2", "green": "D5EEDA", "blue": "D6E6F7"}
_INKS: Final = {"red": "B3261E", "amber": "8A5A00", "green": "1B6B33", "blue": "1F4E8C"}
_BY_SHAPE: Final = {shape: rating for rating, shape in SHAPES.items() if rating}
_HEAD: Final = "E9EDF0"
_NO_XML: Final = re.compile("[\ufffe\uffff]")


class Page(NamedTuple):
    """What ends a part whose sheets stand, and one whose sheets lie, and the room across each in twentieths of a point."""

    standing: str
    lying: str
    width: int
    length: int


def body(document: Document, page: Page, styles: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of a paper; `styles` are the ids of its styles."""
    yield _paragraph(document.title, styles["Title"])
    for name, told in document.facts:
        yield f"<w:p>{_run(f'{name}: ', bold=True)}{_run(told)}</w:p>"
    lies = False
    for place, section in enumerate(document.sections):
        if (place in document.lying) != lies:
            yield f"<w:p><w:pPr>{page.lying if lies else page.standing}</w:pPr></w:p>"
            lies = not lies
        yield from _section(section, page.length if lies else page.width, styles)
    yield page.lying if lies else page.standing


def _section(section: Section, room: int, styles: Mapping[str, str]) -> Iterator[str]:
    yield _paragraph(section.heading, styles["Heading 1"])
    yield from (_paragraph(sentence) for sentence in section.sentences)
    for chart in section.charts:
        yield from _table(chart.table(drawn=True), room, styles, bar=1 + bool(chart.notes))
    for table in section.tables:
        yield from _table(table, room, styles)


def _table(table: Table, room: int, styles: Mapping[str, str], bar: int | None = None) -> Iterator[str]:
    """Yield a table, its caption above it and an empty line below; in the column `bar` signs have their colours."""
    if table.caption:
        yield _paragraph(table.caption, styles["Caption"])
    widths = _widths(table, room)
    look = f"<w:tblStyle w:val={quoteattr(styles['Table Grid'])}/>" if "Table Grid" in styles else ""
    yield (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{"" if look else _BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>{_named(table)}</w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    style, first = styles["Table Text"], table.first_number
    heads = (
        _cell(head, width, style, number=place >= first, bold=True, fill=_HEAD)
        for place, (head, width) in enumerate(zip(table.headings, widths, strict=True))
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(heads)}</w:tr>"
    for row in table.rows:
        cells = (
            _cell(
                cell,
                width,
                style,
                number=place >= first,
                fill=_FILLS.get(_BY_SHAPE.get(cell[:1], "")) if place == table.ratings else None,
                signs=place == bar,
            )
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    yield '</w:tbl><w:p><w:pPr><w:spacing w:before="0" w:after="120"/></w:pPr></w:p>'


_MARGINS: Final = (
    '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
_BORDERS: Final = "".join(
    [
        "<w:tblBorders>",
        *(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A949C"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        ),
        "</w:tblBorders>",
    ]
)


def _named(table: Table) -> str:
    return f"<w:tblCaption w:val={quoteattr(one_line(table.caption))}/>" if table.caption else ""


def _widths(table: Table, room: int) -> list[int]:
    """Return how wide each column is: numbers have what they need, and words share the rest by how many there are."""
    needed, wanted = [], []
    measured = list(islice(table.rows, MEASURED))
    for place, heading in enumerate(table.headings):
        texts = [row[place] for row in measured]
        word = max((len(word) for text in (heading, *texts) for word in text.split()), default=0)
        needed.append(max(NARROWEST, LETTER * min(word, LONGEST_WORD) + 160))
        average = sum(map(len, texts)) / max(1, len(texts))
        wanted.append(0 if place >= table.first_number else min(average, MOST_LETTERS))
    left = room - sum(needed)
    if left <= 0 or not any(wanted):
        return [need * room // sum(needed) for need in needed]
    return [int(need + left * want / sum(wanted)) for need, want in zip(needed, wanted, strict=True)]


def _cell(
    text: str,
    width: int,
    style: str,
    *,
    number: bool = False,
    bold: bool = False,
    fill: str | None = None,
    signs: bool = False,
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    right = '<w:jc w:val="right"/>' if number else ""
    runs = _signs(text) if signs else _run(text, bold=bold)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{right}</w:pPr>{runs}</w:p></w:tc>"
    )


def _signs(text: str) -> str:
    """Return a bar drawn as text, each rating's signs in its colour."""
    return "".join(
        _run("".join(some), ink=_INKS.get(_BY_SHAPE.get(sign, ""))) for sign, some in groupby(text)
    )


def _paragraph(text: str, style: str | None = None) -> str:
    properties = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr>" if style else ""
    return f"<w:p>{properties}{_run(text)}</w:p>"


def _run(text: str, *, bold: bool = False, ink: str | None = None) -> str:
    """Return words with their line ends and tabs."""
    look = ("<w:b/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
    parts = re.split("([\n\t])", _NO_XML.sub("\ufffd", clean_lines(text)))
    told = (
        "<w:br/>"
        if part == "\n"
        else "<w:tab/>"
        if part == "\t"
        else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in parts
        if part
    )
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{''.join(told)}</w:r>"


def one_line(text: str) -> str:
    """Return a text as one line that XML may hold."""
    return _NO_XML.sub("\ufffd", clean(" ".join(text.split())))
