"""A paper as one file of HTML that asks for nothing else: read by people, screen readers and printers alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from jatui.domain.text import clean, clean_lines
from jatui.domain.words import SHAPES
from jatui.papers.document import Chart, Document, Section, Table
from jatui.papers.stylesheet import STYLESHEET
from jatui.papers.svg import drawing

_NOTHING_FETCHED: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_BY_SHAPE: Final = {shape: rating for rating, shape in SHAPES.items() if rating}


def html_lines(document: Document, stylesheet: str = STYLESHEET) -> Iterator[str]:
    """Yield the lines of a paper as HTML, each with its end; no text of it is markup, and nothing of it is fetched."""
    title = _line(document.title)
    yield from (
        "<!DOCTYPE html>\n",
        '<html lang="en-GB">\n',
        "<head>\n",
        '<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FETCHED}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n",
        f"<style>\n{_harmless(stylesheet)}</style>\n",
        "</head>\n",
        "<body>\n",
        '<a class="skip" href="#paper">Skip to the paper</a>\n',
        '<header class="wide">\n' if 0 in document.lying else "<header>\n",
        f"<h1>{title}</h1>\n",
        *_facts(document.facts),
        "</header>\n",
        *_contents(document),
        '<main id="paper">\n',
    )
    for number, section in enumerate(document.sections, 1):
        yield from _section(section, number, lies=number - 1 in document.lying)
    yield "</main>\n</body>\n</html>\n"


def _line(text: str) -> str:
    """Return a text as one line in which nothing is markup."""
    return escape(clean(" ".join(text.split())))


def _text(text: str) -> str:
    """Return a text with its lines, in which nothing is markup."""
    return escape(clean_lines(text))


def _harmless(stylesheet: str) -> str:
    """Return a stylesheet that cannot end the element in which it stands."""
    return clean_lines(stylesheet).replace("</", "<\\/").rstrip("\n") + "\n"


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    told = list(facts)
    if told:
        yield "<dl>\n"
        yield from (f"<dt>{_line(name)}</dt><dd>{_text(value)}</dd>\n" for name, value in told)
        yield "</dl>\n"


def _contents(document: Document) -> Iterator[str]:
    if len(document.sections) < 2:
        return
    yield '<nav aria-label="Contents">\n<ul>\n'
    for number, section in enumerate(document.sections, 1):
        yield f'<li><a href="#part-{number}">{_line(section.heading)}</a></li>\n'
    yield "</ul>\n</nav>\n"


def _section(section: Section, number: int, *, lies: bool) -> Iterator[str]:
    wide = ' class="wide"' if lies else ""
    yield f"<section{wide}>\n"
    yield f'<h2 id="part-{number}">{_line(section.heading)}</h2>\n'
    yield from (f"<p>{_text(sentence)}</p>\n" for sentence in section.sentences)
    for place, chart in enumerate(section.charts, 1):
        yield from _figure(chart, f"chart-{number}-{place}")
    for place, table in enumerate(section.tables, 1):
        yield from _table(table, f"table-{number}-{place}", section.heading)
    yield "</section>\n"


def _figure(chart: Chart, name: str) -> Iterator[str]:
    """Yield a chart as a picture, and below it the same numbers as a table."""
    yield "<figure>\n"
    yield from drawing(chart, name)
    yield f"<figcaption>{_line(chart.caption)}</figcaption>\n</figure>\n"
    yield from _table(chart.table(drawn=False), f"{name}-figures", chart.caption, shown=False)


def _table(table: Table, name: str, within: str, *, shown: bool = True) -> Iterator[str]:
    """Yield a table; one without a caption has the heading that it stands under for those who cannot see that."""
    seen = bool(table.caption) and shown
    first = table.first_number
    yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}">\n<table>\n'
    words = _line(table.caption or within)
    yield (
        f'<caption id="{name}">{words}</caption>\n'
        if seen
        else (f'<caption id="{name}"><span class="unseen">{words}</span></caption>\n')
    )
    heads = (
        f'<th scope="col"{_number(place >= first)}>{_line(head)}</th>'
        for place, head in enumerate(table.headings)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = (
            f"<td{_look(cell) if place == table.ratings else _number(place >= first)}>{_text(cell)}</td>"
            for place, cell in enumerate(row)
            if place
        )
        look = _look(row[0]) if table.ratings == 0 else ""
        yield f'<tr><th scope="row"{look}>{_text(row[0])}</th>{"".join(cells)}</tr>\n'
    yield "</tbody>\n</table>\n</div>\n"


def _number(is_one: bool) -> str:
    return ' class="number"' if is_one else ""


def _look(cell: str) -> str:
    """Return the colour of a rating, which its shape, letter and word say as well."""
    rating = _BY_SHAPE.get(cell[:1])
    return f' class="{rating}"' if rating else ""
