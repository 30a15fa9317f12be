"""A paper as a Word document: sound whatever its texts are, the same bytes each time, in a look of the council's own."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings

from jatui.domain.errors import Refused
from jatui.domain.text import clean, clean_lines
from jatui.papers.document import Document, Section, Table
from jatui.papers.word import open_book, write_word
from tests.papers.test_document import documents
from tests.papers.test_html import rated


def written(document: Document, reference: bytes | None = None) -> bytes:
    file = io.BytesIO()
    write_word(document, file, open_book(reference, "It"), own=reference is not None)
    return file.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def xml(data: bytes, part: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return ElementTree.fromstring(parts.read(part))


def seen(text: str) -> str:
    return clean_lines(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@settings(max_examples=20)
@given(documents)
def test_every_text_of_a_paper_is_in_its_document(document: Document) -> None:
    data = written(document)
    book = opened(data)
    held = []
    for section in document.sections:
        held += [chart.table(drawn=False) for chart in section.charts] + [*section.tables]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in book.tables] == [
        [[seen(cell) for cell in row] for row in (table.headings, *table.rows)] for table in held
    ]
    headings = [each.text for each in book.paragraphs if each.style.name == "Heading 1"]
    assert headings == [seen(section.heading) for section in document.sections]
    assert [each.text for each in book.paragraphs if each.style.name == "Title"] == [seen(document.title)]
    assert data == written(document)


def test_heads_of_tables_come_again_and_rows_are_not_cut() -> None:
    root = xml(written(rated()), "word/document.xml")
    for table in root.iter(qn("w:tbl")):
        first, *rows = table.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in rows)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (first, *rows))
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is not None
        grid = [int(each.get(qn("w:w"), "")) for each in table.iter(qn("w:gridCol"))]
        assert sum(grid) <= 11906 - 2 * 1134
    captions = [each.text for each in opened(written(rated())).paragraphs if each.style.name == "Caption"]
    assert captions == ["Load", "Ahead (◇ meetings)", "Ratings"]


def test_wide_tables_lie_on_their_side_and_every_sheet_is_numbered() -> None:
    wide = Section("Wide", [], [Table([str(place) for place in range(9)], [["x"] * 9])])
    narrow = Section("Narrow", ["Said."])
    data = written(Document("Paper", [], [narrow, wide, narrow, wide, narrow]))
    sections = opened(data).sections
    assert [each.orientation for each in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert all((each.page_width > each.page_height) == bool(each.orientation) for each in sections)
    for section in sections:
        (line,) = section.footer.paragraphs
        assert line.text.startswith("Page ")
        assert [each.get(qn("w:instr")) for each in line._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_document_says_its_title_its_language_and_the_moment_of_its_state() -> None:
    data = written(Document("A\x07 paper", [("Committee", "S&R")], [], "2021-09-12T14:30:06.250+01:00"))
    told = opened(data).core_properties
    assert (told.title, told.language, told.author, told.comments) == ("A\u2407 paper", "en-GB", "jatui", "")
    assert told.created == told.modified and str(told.created).startswith("2021-09-12 13:30:06")
    languages = {each.get(qn("w:val")) for each in xml(data, "word/styles.xml").iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    spoken = {each.get(qn("w:val")) for each in xml(data, "word/settings.xml").iter(qn("w:themeFontLang"))}
    assert spoken <= {"en-GB"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(2021, 9, 12, 13, 30, 6)}
        assert parts.testzip() is None


def test_a_rating_is_coloured_where_it_stands_and_keeps_its_shape_letter_and_word() -> None:
    root = xml(written(rated()), "word/document.xml")
    cells = [each for each in root.iter(qn("w:tc")) if each.find(f"{qn('w:tcPr')}/{qn('w:shd')}") is not None]
    told = ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in cells]
    assert [each for each in told if each[1:2] == " "] == ["■ red", "▲ amber", "● green", "◆ blue"]


def test_a_chart_is_drawn_by_word_from_its_own_numbers_and_told_in_words() -> None:
    data = written(rated())
    book, (load, ahead) = opened(data), rated().sections[0].charts
    told = [each.get("descr") for each in book.element.body.iter(qn("wp:docPr"))]
    assert told == [load.words(), ahead.words()] and "Ann Able: 1 red, 2 amber, 3 green" in told[0]
    assert [each.get("id") for each in book.element.body.iter(qn("wp:docPr"))] == ["1", "2"]
    for chart, element in zip((load, ahead), book.element.body.iter(qn("c:chart")), strict=True):
        part = book.part.related_parts[element.get(qn("r:id"))]
        assert part.content_type.endswith("drawingml.chart+xml")
        root = ElementTree.fromstring(part.blob)
        assert [
            [int(value.text or "") for value in each.iter(qn("c:v"))] for each in root.iter(qn("c:numCache"))
        ] == [list(numbers) for numbers in zip(*(bar.numbers for bar in chart.bars), strict=True)]
        shown = [each.get("formatCode", "") for each in root.iter(qn("c:numFmt"))]
        assert sum(each.endswith("#,##0;;;") for each in shown) == len(chart.parts)
        looks = [each.find(qn("c:spPr")) for each in root.iter(qn("c:ser"))]
        assert len({ElementTree.tostring(each) for each in looks if each is not None}) == len(chart.parts)


def test_nothing_stands_empty_to_make_room_and_what_a_table_needs_stays_with_it() -> None:
    paper = rated()
    wide = Section("Wide", ["Said."], [Table([str(place) for place in range(9)], [["x"] * 9])])
    body = opened(written(replace(paper, sections=[*paper.sections, wide, *paper.sections]))).element.body
    empty = [
        each
        for each in body.findall(qn("w:p"))
        if not list(each.iter(qn("w:r"))) and each.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None
    ]
    assert not empty
    for table in body.findall(qn("w:tbl")):
        before = table.getprevious()
        assert (before.tag == qn("w:p") and before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None) or (
            before.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "Caption"
        )
        first = table.find(qn("w:tr"))
        assert all(each.find(f".//{qn('w:keepNext')}") is not None for each in first.findall(qn("w:tc")))


def test_a_head_lies_with_the_table_that_it_stands_over() -> None:
    wide = Section("Wide", [], [Table([str(place) for place in range(9)], [["x"] * 9])])
    (section,) = opened(written(Document("Paper", [("As at", "today")], [wide]))).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE


def test_no_word_of_a_heading_is_cut_by_its_column() -> None:
    """Letters are measured in Arial bold of nine points, of which a thousandth of an em is a unit."""
    names = {"Actions": 3557, "Complete": 4502, "Overdue": 4226, "Amber": 3168}
    table = Table(("Theme", *names), [("F Finance, Growth and Commercial Investment", *"1234")], numbers=1)
    root = xml(written(Document("Paper", [], [Section("Figures", [], [table])])), "word/document.xml")
    _, *widths = [int(each.get(qn("w:w"), "")) for each in root.iter(qn("w:gridCol"))]
    assert all(width >= length * 0.18 + 140 for width, length in zip(widths, names.values(), strict=True))


def councils_own() -> bytes:
    book = docx.Document()
    book.add_paragraph("Text that is not taken.")
    book.add_table(1, 1)
    heading: Any = book.styles["Heading 1"]
    heading.font.size = Pt(31)
    book.styles["Caption"].element.getparent().remove(book.styles["Caption"].element)
    book.sections[0].header.paragraphs[0].text = "The Council"
    book.sections[0].footer.paragraphs[0].text = "Its own footer"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_look_of_the_councils_own_is_used_and_its_text_is_not() -> None:
    data = written(rated(), councils_own())
    book = opened(data)
    assert book.sections[0].header.paragraphs[0].text == "The Council"
    assert [each.text for each in book.sections[-1].footer.paragraphs] == ["Its own footer"]
    assert book.styles["Heading 1"].font.size == Pt(31) and book.styles["Caption"].font.bold
    assert "Text that is not taken." not in [each.text for each in book.paragraphs] and len(book.tables) == 3
    assert data == written(rated(), councils_own())


def archive(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("_", "/") + ".xml", text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        (b"", "It is no Word document of the kind .docx, or it is damaged or has a password."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "no Word document of the kind .docx, or it is damaged"),
        (archive(xl_workbook="<x/>"), "It is no Word document of the kind .docx."),
        (archive(word_document="<x/>"), "cannot be read as a Word document"),
        (archive(word_document="not xml"), "cannot be read as a Word document"),
    ],
)
def test_a_look_that_is_none_is_refused_in_a_sentence(reference: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        open_book(reference, "It")


def test_what_to_install_is_said_where_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(
        Refused, match=r"python3 -m pip install 'python-docx>=1.2,<2', or choose --format html"
    ):
        open_book(None)


def test_a_text_is_cleaned_on_its_way_into_a_document() -> None:
    odd = "a\x1b[2J \ud800 \uffff &<>\"'\nb\tc"
    (table,) = opened(written(Document(odd, [], [Section(odd, [odd], [Table([odd], [[odd]], odd)])]))).tables
    assert table.rows[1].cells[0].text == seen(odd) and "\x1b" not in clean(odd)
