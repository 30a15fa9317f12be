"""What a paper shows without words: ratings that are a cell's colour alone, and the numbers of lists."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from jatui.domain.importing.account import Found
from jatui.domain.importing.colours import UNCLEAR, colour_of
from jatui.domain.importing.found import find
from jatui.domain.importing.gathering import Wish
from jatui.domain.importing.planned import plan_import
from jatui.domain.importing.standing import Standing
from jatui.papers.imported.files import read_paper
from tests.papers.printed import cell, packed
from tests.papers.test_opendocument import opened

HEAD = ("Ref", "Action", "Lead", "RAG")
Filled = Sequence[tuple[str, str]]
"""The words and the colour of each cell of a row."""


def as_word(rows: Sequence[Filled]) -> bytes:
    made = (
        "".join(cell(text, f'<w:shd w:val="clear" w:fill="{fill or "auto"}"/>') for text, fill in row)
        for row in rows
    )
    return packed(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>")


def as_web(rows: Sequence[Filled]) -> bytes:
    made = ("".join(f'<td style="background:#{fill}">{text}</td>' for text, fill in row) for row in rows)
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in made)}</table></html>".encode()


def as_sheet(rows: Sequence[Filled]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows, 1):
        for place, (text, fill) in enumerate(row, 1):
            made = sheet.cell(number, place, text or None)
            if fill:
                made.fill = PatternFill("solid", fgColor=fill)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_open(rows: Sequence[Filled]) -> bytes:
    fills = {fill for row in rows for _, fill in row if fill}
    styles = "".join(
        f'<style:style style:name="c{fill}" style:family="table-cell">'
        f'<style:table-cell-properties fo:background-color="#{fill}"/></style:style>'
        for fill in fills
    )
    made = (
        "".join(
            f'<table:table-cell table:style-name="c{fill}"><text:p>{text}</text:p></table:table-cell>'
            for text, fill in row
        )
        for row in rows
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in made)
    automatic = f'<office:automatic-styles xmlns:style="s" xmlns:fo="f">{styles}</office:automatic-styles>'
    return opened(f'{automatic}<table:table table:name="Plan">{body}</table:table>')


FORMATS: dict[str, Callable[[Any], bytes]] = {
    "p.docx": as_word,
    "p.html": as_web,
    "p.xlsx": as_sheet,
    "p.odt": as_open,
}


def read(data: bytes, name: str) -> Found:
    found = find(read_paper(data, name)[0], {})
    found.tally()
    return found


@pytest.mark.parametrize(
    ("fill", "rating"),
    [
        ("FF0000", "red"), ("c00000", "red"), ("FFC000", "amber"), ("FFA500", "amber"), ("00B050", "green"),
        ("92D050", "green"),
        ("008000", "green"), ("0070C0", "blue"), ("00B0F0", "blue"), ("0000FF", "blue"), ("FFFF00", ""), ("FF5500", ""),
        ("7030A0", ""), ("FFC7CE", ""), ("DDEBF7", None), (UNCLEAR, ""), ("D9D9D9", None), ("FFFFFF", None), ("000000", None),
        ("auto", None), ("", None), ("transparent", None),
    ],
)  # fmt: skip
def test_a_colour_is_a_rating_where_nobody_would_call_it_otherwise(fill: str, rating: str | None) -> None:
    assert colour_of(fill) == rating


@pytest.mark.parametrize("name", FORMATS)
def test_a_colour_alone_is_the_rating_and_said_to_be_one(name: str) -> None:
    rows: list[Filled] = [
        [(text, "4472C4") for text in HEAD],
        [("A.1", ""), ("Build", ""), ("Ann", ""), ("", "FF0000")],
        [("A.2", ""), ("Mend", ""), ("Bo", ""), ("Green", "FF0000")],
        [("A.3", ""), ("Sell", ""), ("Cy", ""), ("", "FFFF00")],
        [("A.4", "00B050"), ("Rent", "00B050"), ("Di", "00B050"), ("", "00B050")],
        [("A.5", ""), ("Let", ""), ("Ed", ""), ("", "")],
    ]
    found = read(FORMATS[name](rows), name)
    outcome = plan_import(found, Standing("p"), Wish("p", "P", name, "P", date(2022, 1, 1), date(2022, 1, 1)))
    updates = {
        after["action"]: after["rating"] for kind, _, after in outcome.changes if kind == "update" and after
    }
    assert updates == {"A.1": "red", "A.2": "green"}
    told = {each.name: {field: after for field, _, after in each.fields} for each in outcome.told}
    assert told["A.1"]["update"] == "red (by the colour of its cell alone)"
    assert told["A.2"]["update"] == "green"
    at = found.items[2].number
    assert outcome.notes == [
        "1 rating is the colour of its cell alone, which no word says.",
        f"The colour of a cell without a word is plainly none of the plan's ratings in 1 row; not read: at {at}.",
    ]


def test_a_colour_that_the_scheme_lacks_is_no_rating() -> None:
    rows: list[Filled] = [
        [(text, "") for text in HEAD],
        [("A.1", ""), ("Build", ""), ("Ann", ""), ("", "0070C0")],
    ]
    standing = Standing(
        "p",
        {
            "plan": [{"slug": "p", "scheme": "three", "position": 1, "day": None, "name": "P"}],
            "level": [
                {"scheme": "three", "code": each, "name": each.title()} for each in ("red", "amber", "green")
            ],
        },
    )
    outcome = plan_import(
        read(as_web(rows), "p.html"), standing, Wish("p", "P", "p.html", "P", date(2022, 1, 1))
    )
    assert not [kind for kind, _, _ in outcome.changes if kind == "update"]
    assert "not read: at 1" in outcome.notes[0]


LISTS = (
    '<text:list-style style:name="L" xmlns:style="s"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-prefix="E." style:num-suffix=""/><text:list-level-style-number text:level="2" style:num-format="a" '
    'text:display-levels="2" style:num-suffix=")"/><text:list-level-style-bullet text:level="3"/></text:list-style>'
)


def test_the_numbers_of_open_lists_are_read_as_printed() -> None:
    def numbered(text: str, given: str = "") -> str:
        return f'<text:list text:style-name="L" {given}><text:list-item><text:p>{text}</text:p></text:list-item></text:list>'

    rows = "".join(
        f"<table:table-row><table:table-cell>{ref}</table:table-cell><table:table-cell><text:p>{action}</text:p></table:table-cell>"
        "</table:table-row>"
        for ref, action in (
            ("<text:p>Ref</text:p>", "Action"),
            (numbered("", 'xml:id="one"'), "Build"),
            (numbered("", 'text:continue-list="one"'), "Mend"),
        )
    )
    under = (
        '<text:list text:style-name="L"><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item>'
        "<text:p>two</text:p><text:list><text:list-item><text:p>dot</text:p></text:list-item></text:list></text:list-item>"
        '<text:list-item text:start-value="5"><text:p>five</text:p></text:list-item></text:list></text:list-item>'
        "<text:list-header><text:p>head</text:p></text:list-header><text:list-item><text:p>next</text:p></text:list-item></text:list>"
    )
    found = read(
        opened(f"<table:table>{rows}</table:table>{under}", styles=LISTS.replace("xml:id", "id")), "p.odt"
    )
    assert [(item.ref, item.cells["action"]) for item in found.items] == [("E.1", "Build"), ("E.2", "Mend")]
    assert [each.text for each in found.kept] == [
        "E.1 one", "more", "1.a) two", "dot", "1.e) five", "head", "E.2 next",
    ]  # fmt: skip
    assert found.document.notes == [
        "p.odt has 6 paragraphs of numbered lists; the numbers were read as printed."
    ]


def test_the_numbers_of_lists_in_html_are_read_as_printed() -> None:
    rows = "".join(
        f"<tr><td><ol start={at}><li><p></p></li></ol></td><td>{text}</td><td>Ann</td></tr>"
        for at, text in ((3, "Build"), (4, "Mend"))
    )
    listed = "<ol type=a><li><p>one</p><ul><li>dot</ul><li>two</ol>"
    found = read(
        f"<html><table><tr><td>Ref<td>Action<td>Lead</tr>{rows}</table>{listed}</html>".encode(), "p.html"
    )
    assert [(item.ref, item.cells["action"]) for item in found.items] == [("3.", "Build"), ("4.", "Mend")]
    assert [each.text for each in found.kept] == ["a. one", "dot", "b. two"]
