"""The text of a paper as the markup of Word: paragraphs by their styles, and tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from jatui.domain.words import SHAPES
from jatui.papers.document import NOTED, Document, Section, Table
from jatui.papers.drawn import place_of
from jatui.papers.escapes import xml_line, xml_text

MEASURED: Final = 200
"""Rows of a table from which the widths of its columns are taken."""

NARROWEST: Final = 600
"""Twentieths of a point that a column is wide at least."""

LONGEST_WORD, MOST_LETTERS = 1700, 90
"""Twentieths of a point of a word, and letters of a cell, above which a column is not made wider."""

_BESIDE: Final = 160
_THIN, _BROAD = frozenset("fijlrtI.,;:'|!()[]/- "), frozenset("mwMW@%")

_FILLS: Final = {"red": "FBDCD7", "amber": "FFEDC2", "green": "D5EEDA", "blue": "D6E6F7"}
_BY_SHAPE: Final = {shape: rating for rating, shape in SHAPES.items() if rating}
_HEAD: Final = "E9EDF0"


class Page(NamedTuple):
    """What ends a part whose sheets stand, and one whose sheets lie, and the room across each in twentieths of a point."""

    standing: str
    lying: str
    width: int
    length: int


def body(
    document: Document, page: Page, styles: Mapping[str, str], relations: Sequence[str]
) -> Iterator[str]:
    """Yield the text of a paper; `styles` are the ids of its styles, `relations` those of its charts in their order."""
    charts = enumerate(relations, 1)
    yield _paragraph(document.title, styles["Title"])
    for name, told in document.facts:
        yield f"<w:p>{_run(f'{name}: ', bold=True)}{_run(told)}</w:p>"
    lies = 0 in document.lying
    for place, section in enumerate(document.sections):
        if (place in document.lying) != lies:
            yield f"<w:p><w:pPr>{_FLAT}{page.lying if lies else page.standing}</w:pPr></w:p>"
            lies = not lies
        yield from _section(section, page.length if lies else page.width, styles, charts)
    yield page.lying if lies else page.standing


def _section(
    section: Section, room: int, styles: Mapping[str, str], charts: Iterator[tuple[int, str]]
) -> Iterator[str]:
    """Yield a heading, sentences, charts with their numbers, and tables; what a table needs stays on its sheet."""
    yield _paragraph(section.heading, styles["Heading 1"])
    last = len(section.sentences) - 1 if section.charts or section.tables else None
    yield from (_paragraph(told, stays=place == last) for place, told in enumerate(section.sentences))
    for chart in section.charts:
        number, relation = next(charts)
        noted = f" ({NOTED} {chart.notes.lower()})" if chart.upright and chart.notes else ""
        yield _paragraph(f"{chart.caption}{noted}", styles["Caption"])
        yield f"<w:p><w:pPr><w:keepNext/></w:pPr><w:r>{place_of(chart, number, relation, room)}</w:r></w:p>"
        yield from _table(chart.table(drawn=False), room, styles)
    bare = bool(section.charts)
    for table in section.tables:
        if table.caption:
            yield _paragraph(table.caption, styles["Caption"])
        elif bare:
            yield f"<w:p><w:pPr>{_FLAT}</w:pPr></w:p>"
        yield from _table(table, room, styles)
        bare = True


_FLAT: Final = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
"""How high a paragraph without text is, which stands only where two tables would be one or a part of the paper ends."""


def _table(table: Table, room: int, styles: Mapping[str, str]) -> Iterator[str]:
    """Yield a table, whose head stays with the row below it and comes again on each sheet."""
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
        _cell(head, width, style, number=place >= first, head=True, fill=_HEAD)
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
            )
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


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
    return f"<w:tblCaption w:val={quoteattr(xml_line(table.caption))}/>" if table.caption else ""


def _widths(table: Table, room: int) -> list[int]:
    """Return how wide each column is: numbers have what they need, and words share the rest by how many there are."""
    needed, wanted = [], []
    measured = list(islice(table.rows, MEASURED))
    for place, heading in enumerate(table.headings):
        texts = [row[place] for row in measured]
        words = [_length(word) * 1.08 for word in heading.split()]
        words += [_length(word) for text in texts for word in text.split()]
        needed.append(max(NARROWEST, min(int(max(words, default=0)), LONGEST_WORD) + _BESIDE))
        average = sum(map(len, texts)) / max(1, len(texts))
        wanted.append(0 if place >= table.first_number else min(average, MOST_LETTERS))
    left = room - sum(needed)
    if left <= 0 or not any(wanted):
        return [need * room // sum(needed) for need in needed]
    return [int(need + left * want / sum(wanted)) for need, want in zip(needed, wanted, strict=True)]


def _length(word: str) -> float:
    """Return about how many twentieths of a point a word is long in the letters of tables."""
    return 180 * sum(
        0.34 if sign in _THIN else 0.9 if sign in _BROAD else 0.7 if sign.isupper() else 0.56 for sign in word
    )


def _cell(
    text: str,
    width: int,
    style: str,
    *,
    number: bool = False,
    head: bool = False,
    fill: str | None = None,
) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    right = '<w:jc w:val="right"/>' if number else ""
    stays = "<w:keepNext/>" if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{stays}{right}</w:pPr>{_run(text, bold=head)}</w:p></w:tc>"
    )


def _paragraph(text: str, style: str | None = None, *, stays: bool = False) -> str:
    """Return a paragraph in a style, on the sheet of what follows where it stays with that."""
    look = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + ("<w:keepNext/>" if stays else "")
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{properties}{_run(text)}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    """Return words with their line ends and tabs."""
    parts = re.split("([\n\t])", xml_text(text))
    told = (
        "<w:br/>"
        if part == "\n"
        else "<w:tab/>"
        if part == "\t"
        else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in parts
        if part
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{''.join(told)}</w:r>"
