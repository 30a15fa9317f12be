"""Papers read back as the tables that were written, whatever format and wherever pages cut them; bad ones are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.domain.importing.account import Found
from jatui.domain.importing.found import find
from jatui.papers.imported.files import read_paper
from tests.papers.printed import (
    HEADINGS,
    SMALL,
    cell,
    packed,
    pages,
    paragraph,
    pipes,
    separated,
    tabs,
    web,
    word,
    workbook,
)

FORMATS: dict[str, Callable[[Any], bytes]] = {
    "p.txt": lambda found: tabs(found).encode(),
    "p.md": lambda found: pipes(found).encode(),
    "p.html": lambda found: web(found).encode(),
    "p.csv": lambda found: separated(found).encode(),
    "p.xlsx": workbook,
    "p.docx": word,
}
WORDS = st.sampled_from(
    [
        "Review",
        "the",
        "strategy",
        "(2021/22)",
        "of",
        "homes",
        "&",
        "roads;",
        "£5k",
        "–",
        "'net-zero'",
        "a",
        '"plan"',
        "Ltd.",
        "=SUM(A1)",
        "20mph",
        "é",
        "<5",
        "a|b",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: "Do " + " ".join(words))
CELLS = st.sampled_from(
    ("", "Dec '21", "Phased over 2 years", "S&R", "Ann Able/ Bo Best", "AD Roads & GCP", "tbc")
)


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[str, ...]]:
    count = draw(st.integers(1, 8))
    letter = draw(st.sampled_from(("E.", "CE", "1.", "AP-")))
    return [
        (f"{letter}{place}", draw(TEXTS), draw(CELLS), draw(CELLS), draw(CELLS))
        for place in range(1, count + 1)
    ]


def read(data: bytes, name: str) -> Found:
    found = find(read_paper(data, name)[0], {})
    assert found.tally()
    return found


def rows(found: Found) -> list[tuple[str, ...]]:
    parts = ("ref", "action", "milestone", "committee", "lead")
    return [tuple(item.cells.get(part, "") for part in parts) for item in found.items]  # type: ignore[call-overload]


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25)
@given(plans(), st.lists(st.integers(1, 7), max_size=3), st.booleans())
def test_a_plan_reads_back_as_it_was_printed(
    name: str, plan: list[tuple[str, ...]], cuts: list[int], headed: bool
) -> None:
    headed = headed or name == "p.md"
    assert rows(read(FORMATS[name](pages(plan, cuts, headed=headed)), name)) == plan


def test_a_row_that_a_page_cut_is_joined() -> None:
    text = (
        "Ref\tAction\tLead\nA.1\tBuild homes where\tAnn Able\n\nPage 2 of 3\n\n\tthey are needed\t\n"
        "A.2\tMend roofs\tBo\n"
    )
    found = read(text.encode(), "p.txt")
    assert [item.cells["action"] for item in found.items] == [
        "Build homes where they are needed",
        "Mend roofs",
    ]


def test_a_recommendation_cut_by_a_page_is_joined_without_a_ref() -> None:
    text = (
        "Recommendation\tAction\nUse capacity to both\tA team develops ideas into\n\n"
        "<p>develop and deliver</p>\t<p>business cases.</p><p>It reports.</p>\n\t<p>It goes on.</p>\n"
    )
    (item,) = read(text.encode(), "p.txt").items
    assert [each.text for each in item.recommendations] == ["Use capacity to both develop and deliver"]
    assert item.cells["action"] == "A team develops ideas into business cases.\nIt reports.\nIt goes on."


def test_merged_cells_are_said_of_each_row_and_counted_once() -> None:
    top, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = f"<w:tr>{''.join(map(cell, HEADINGS))}</w:tr>"
    over = '<w:gridSpan w:val="5"/>'
    title = f"<w:tr>{cell('Homes', over)}</w:tr>"
    first = f"<w:tr>{cell('A.1')}{cell('Build')}{cell('Dec 2021', top)}{cell('S&R', top)}{cell('Ann')}</w:tr>"
    second = f"<w:tr>{cell('A.2')}{cell('Mend')}{cell('', on)}{cell('', on)}{cell('Bo')}</w:tr>"
    found = read(packed(f"<w:tbl>{head}{title}{first}{second}</w:tbl>"), "p.docx")
    assert rows(found) == [
        ("A.1", "Build", "Dec 2021", "S&R", "Ann"),
        ("A.2", "Mend", "Dec 2021", "S&R", "Bo"),
    ]
    assert [item.title for item in found.items] == ["Homes", "Homes"]
    page = "<table><tr><th>Ref<th>Action<th>Lead<tr><td>1<td>Build<td rowspan=2>Ann<tr><td>2<td>Mend</table>"
    assert [item.cells["lead"] for item in read(page.encode(), "p.html").items] == ["Ann", "Ann"]
    sheet = workbook([[("Ref", "Action", "Lead"), ("1", "Build", "Ann"), ("2", "Mend", "")]], ["C2:C3"])
    assert [item.cells["lead"] for item in read(sheet, "p.xlsx").items] == ["Ann", "Ann"]


def test_two_columns_of_leads_are_two_names_and_a_total_goes_on_with_no_action() -> None:
    text = (
        "Ref\tAction\tLead Member\tLead Officer\nR1\tBuild\tCllr A Shah\tS151 Officer\n"
        "R2\tMend\t\tAnn\n\tTotal actions: 2\t\t\n"
    )
    found = read(text.encode(), "p.txt")
    assert [item.cells["lead"] for item in found.items] == ["Cllr A Shah\nS151 Officer", "Ann"]
    assert [item.cells["action"] for item in found.items] == ["Build", "Mend"]
    assert [each.why for each in found.kept] == ["it sums up the rows above it"]


def test_what_is_no_table_is_kept_with_its_place() -> None:
    body = paragraph("A heading", "Heading1") + paragraph("Prose that says something else.")
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    table = f"<w:tbl><w:tr>{''.join(map(cell, HEADINGS))}</w:tr><w:tr>{''.join(map(cell, SMALL[0]))}</w:tr></w:tbl>"
    footer = f'<w:ftr xmlns:w="x">{paragraph("Page foot")}</w:ftr>'
    found = read(packed(body + deleted + table, footer1=footer), "p.docx")
    assert {each.text for each in found.kept} == {"Prose that says something else.", "gone", "Page foot"}
    assert found.tables[0].caption == "A heading"


def test_a_mail_gives_what_hangs_on_it() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "ann@example.org", "The plan", "<1@example.org>"
    mail.set_content("Here it is.\n")
    kind = {"maintype": "application", "subtype": "octet-stream"}
    mail.add_attachment(word(pages(SMALL, (), headed=True)), filename="plan.docx", **kind)
    assert rows(read(mail.as_bytes(), "p.eml")) == list(SMALL)


LAID_OUT = {
    "columns under each other": (
        "p.txt",
        "Ref   Action                   Lead                Deadline\n"
        "A1    Build homes and          Head of Housing     May 2024\n"
        "      mend roofs\n"
        "A2    Train                    Ann                 Ongoing\n",
        [
            ("A1", "Build homes and mend roofs", "May 2024", "Head of Housing"),
            ("A2", "Train", "Ongoing", "Ann"),
        ],
    ),
    "lines that wrap": (
        "p.txt",
        "Ref\tAction\tTimescale\tOwner\nA1\tBuild homes and\nmend roofs\tMay 2024\tAnn\nA2\tTrain\t\tBo/\nCy\n",
        [("A1", "Build homes and mend roofs", "May 2024", "Ann"), ("A2", "Train", "", "Bo/ Cy")],
    ),
    "quotes of a spreadsheet": (
        "p.txt",
        'Ref\tAction\tWhen\tWho\nA1\t"Build ""homes""\nand roofs"\tMay 2024\tAnn\n',
        [("A1", 'Build "homes"\nand roofs', "May 2024", "Ann")],
    ),
    "headings on two rows": (
        "p.html",
        "<table><tr><th rowspan=2>Ref<th rowspan=2>Action<th colspan=2>Delivery<tr><th>Target date<th>Lead officer"
        "<tr><td>A1<td>Build<td>May 2024<td>Ann</table>",
        [("A1", "Build", "May 2024", "Ann")],
    ),
    "headings on two rows of which the lower tell little": (
        "p.html",
        "<table><tr><th rowspan=2>Ref<th rowspan=2>What we will do<th colspan=2>When<th rowspan=2>Who<tr><th>From<th>Finish"
        "<tr><td>A1<td>Build<td>May 2023<td>May 2024<td>Ann</table>",
        [("A1", "Build", "May 2024", "Ann")],
    ),
    "words of the first column that wrap": (
        "p.txt",
        "Task                    Update                By when     By whom\n"
        "Plan for all that       Most of it is there   May 2024    Head of\n"
        "can go wrong            by now.                           Service\n"
        "Train                   Not yet.              Ongoing     Bo\n",
        [
            ("", "Plan for all that can go wrong", "May 2024", "Head of Service"),
            ("", "Train", "Ongoing", "Bo"),
        ],
    ),
    "a deliverable that is called a milestone": (
        "p.csv",
        "Ref,Milestone / Deliverable,Target Date,Lead\nA1,Build,May 2024,Ann\n",
        [("A1", "Build", "May 2024", "Ann")],
    ),
    "titles between rows without refs": (
        "p.md",
        "| Action | Target / milestone | When | Who |\n|:-:|:--|--:|:-|\n| *Priority 1: Homes* | | | |\n"
        "| Build | 100 a year | May 2024 | Ann |\n| *Priority 2: Skills* | | | |\n| Train | 2 a year | Ongoing | Bo |\n",
        [("", "Build", "May 2024", "Ann"), ("", "Train", "Ongoing", "Bo")],
    ),
    "a table for each action": (
        "p.html",
        "<table><tr><td>Ref<td>A1<tr><td>Action<td>Build<tr><td>Target date<td>May 2024<tr><td>Lead<td>Ann</table>"
        "<table><tr><td>Ref<td>A2<tr><td>Action<td>Train<tr><td>Target date<td>Ongoing<tr><td>Lead<td>Bo</table>",
        [("A1", "Build", "May 2024", "Ann"), ("A2", "Train", "Ongoing", "Bo")],
    ),
    "cells at other widths than those above": (
        "p.html",
        "<table><tr><th colspan=2>Ref<th>Action<th colspan=3>Deadline<th>Lead<tr><td>A1<td colspan=3>Build"
        "<td colspan=2>May 2024<td>Ann<tr><td colspan=2>A2<td colspan=2>Train<td>Ongoing<td colspan=2>Bo</table>",
        [("A1", "Build", "May 2024", "Ann"), ("A2", "Train", "Ongoing", "Bo")],
    ),
    "drawn tables": (
        "p.md",
        "+-----+--------+----------+------+\n| Ref | Action | Deadline | Lead |\n+=====+========+==========+======+\n"
        "| A1  | Build  | May 2024 | Ann  |\n|     | homes  |          |      |\n+-----+--------+----------+------+\n",
        [("A1", "Build homes", "May 2024", "Ann")],
    ),
    "columns that dashes mark out": (
        "p.md",
        "Ref  Action  Deadline  Lead\n---- ------- --------- ------\n"
        "A1   Build   May 2024  Ann\\*\nA2   Train             Bo\n",
        [("A1", "Build", "May 2024", "Ann*"), ("A2", "Train", "", "Bo")],
    ),
    "rows of several lines between dashes": (
        "p.txt",
        "------------------------------\nRef  Action  Target    Lead\n             date\n---- ------- --------- ------\n"
        "A1   Build   May 2024  Ann\n     homes             Able\n\n"
        "A2   Train   Ongoing   Bo\n------------------------------\n",
        [("A1", "Build homes", "May 2024", "Ann Able"), ("A2", "Train", "Ongoing", "Bo")],
    ),
    "columns that equal signs mark out": (
        "p.txt",
        "==== ======= ========= ====\nRef  Action  Deadline  Lead\n==== ======= ========= ====\nA1   Build   May 2024  Ann\n"
        "     homes\nA2   Train             Bo\n==== ======= ========= ====\n",
        [("A1", "Build homes", "May 2024", "Ann"), ("A2", "Train", "", "Bo")],
    ),
    "paragraphs in drawn cells": (
        "p.md",
        "+-----+--------+------+\n| Ref | Action | Lead |\n+=====+========+======+\n"
        "| A1  | Build. | Ann  |\n|     |        |      |\n"
        "|     | Mend\\  |      |\n|     | roofs  |      |\n+-----+--------+------+\n",
        [("A1", "Build.\nMend\nroofs", "", "Ann")],
    ),
    "a theme said once": (
        "p.txt",
        "Theme\tRef\tAction\tDeadline\tLead\nEconomy\tE1\tBuild\tMay 2024\tAnn\n\tE2\tTrain\tOngoing\tBo\n",
        [("E1", "Build", "May 2024", "Ann"), ("E2", "Train", "Ongoing", "Bo")],
    ),
    "headings in other words": (
        "p.csv",
        "Ref. No.,Cabinet response,Timescale for implementation,Lead Member / Officer\nA1,Agreed,May 2024,Ann\n",
        [("A1", "Agreed", "May 2024", "Ann")],
    ),
}


@pytest.mark.parametrize("case", LAID_OUT)
def test_a_table_is_read_however_it_is_laid_out(case: str) -> None:
    name, text, expected = LAID_OUT[case]
    found = read(text.encode(), name)
    parts = ("ref", "action", "milestone", "lead")
    assert [tuple(item.cells.get(part, "") for part in parts) for item in found.items] == expected  # type: ignore[call-overload]
    assert len(found.tables) == 1 and not found.kept


@pytest.mark.parametrize(
    "text",
    [
        "Ref   Action              Lead   Deadline\n      Review the\nA1    strategy            Ann    May 2024\n"
        "      at length\n",
        "Ref   Action              Lead   Deadline\nA1    Train               Ann    May 2024\n      Review the\n"
        "A2    strategy            Bo     May 2024\n      at length\n",
    ],
)
def test_words_whose_row_cannot_be_told_are_placed_nowhere(text: str) -> None:
    found = read(text.encode(), "p.txt")
    assert not found.items
    assert "Review the" in " ".join(" ".join(each.text for each in found.kept).split())


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                *'ab|\t\n<>"-+#&;',
                "\n\n",
                "Ref",
                "Action",
                "Lead",
                "<table>",
                "<td>",
                "</table>",
                "A.1",
                "&amp;",
                "   ",
            ]
        )
    )
)
def test_no_character_is_lost_of_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    for name in ("p.txt", "p.md"):
        if text:
            found = find(read_paper(text.encode(), name)[0], {})
            assert found.tally()["characters"] == len(text)


@pytest.mark.parametrize(
    "piece",
    ["\n", " ", "<", "<p ", '"', 'a\t"b\n', "|", "-", "a\tb\n", "<td>", "<table>", "<![CDATA[ >", "--- --\n"],
)
def test_the_same_by_the_thousand_is_read_or_refused(piece: str) -> None:
    for name in ("p.txt", "p.html", "p.csv"):
        try:
            found = find(read_paper((piece * 30_000).encode(), name)[0], {})
        except Refused as problem:
            assert str(problem).endswith(".")
        else:
            assert found.tally()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" + " " * 150_000_000 + "</a>")
    return file.getvalue()


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bomb": ("p.docx", bomb, "unfolds to more than"),
    "cut": ("p.docx", lambda: word([SMALL])[:-60], "damaged or cut short"),
    "no xml": ("p.docx", lambda: packed("<w:p>"), "is damaged"),
    "entities": (
        "p.docx",
        lambda: _entities(),
        "defines a document type",
    ),
    "locked": (
        "p.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "old": ("p.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format of Word"),
    "pdf": ("p.pdf", lambda: b"%PDF-1.7 ...", "is a PDF"),
    "wide": ("p.csv", lambda: (",".join(["x"] * 300) + "\n").encode(), "300 columns"),
    "empty": ("p.txt", lambda: b"", "is empty"),
    "nul": ("p.txt", lambda: b"a\0\1\2\3b" * 50, "no text"),
    "long": ("p.txt", lambda: b"x\n" * 200_001, "200,001 lines"),
    "tags": ("p.html", lambda: b"<p>" * 1_000_001, "1,000,001 tags"),
    "large": ("p.txt", lambda: b"x" * (50 * 1024 * 1024 + 1), "larger than 50 MB"),
}


def _entities() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        )
    return file.getvalue()


def test_a_mail_of_tags_that_do_not_end_is_read_as_words() -> None:
    head = "From: a@b\nMIME-Version: 1.0\nMessage-ID: <1@x>\nContent-Type: text/html\n\n"
    found = find(read_paper((head + "<p " * 100_000).encode(), "p.eml")[0], {})
    assert found.tally()["unplaced"] == 200_000


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_refused_with_a_sentence(case: str) -> None:
    name, data, words = BAD[case]
    with pytest.raises(Refused, match=words):
        read_paper(data(), name)
