from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from jatui.domain.errors import Refused
from jatui.domain.returns import Answer
from jatui.papers.returns import Return, read_data
from jatui.papers.workbook import MOST_COLUMNS, MOST_ROWS
from tests.limits import within

TODAY = dt.date(2021, 9, 12)
REFS = ["E.1", "E.2", "E.3", "F.6#1"]
HEADINGS = ("Ref", "Action", "RAG", "Update", "Date")


def book(
    *rows: Sequence[Any], change: Callable[[Any], None] | None = None, titles: Sequence[str] = ("Returns",)
) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title in titles:
        sheet = made.create_sheet(title)
        if title == titles[-1]:
            for row in rows:
                sheet.append(list(row))
            if change:
                change(sheet)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a spreadsheet with its parts changed, as no honest program would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def read(data: bytes) -> Return:
    return read_data(data, "return.xlsx", REFS, TODAY)


def answers(data: bytes) -> list[Answer]:
    (part,) = read(data).parts
    assert part.unit == "row"
    return part.answers


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as raised:
        read(data)
    said = str(raised.value)
    assert "return.xlsx" in said and said.endswith(".") and "\n" not in said
    return said


def test_values_are_read_with_the_numbers_of_their_rows() -> None:
    found = answers(
        book(
            ["September"],
            [],
            HEADINGS,
            ["E.1", "Do", "A", "=cmd|x", dt.datetime(2021, 9, 3)],
            ["F.6", 1, "G", 7.0, None],
        )
    )
    assert [(each.line, each.ref, each.rating) for each in found] == [
        (1, None, None),
        (4, "E.1", "amber"),
        (5, "F.6", "green"),
    ]
    assert found[1].day == dt.date(2021, 9, 3) and found[2].text == "7"


def test_a_formula_without_a_value_is_doubted_and_one_with_a_value_read() -> None:
    data = book(HEADINGS, ["E.1", "Do", "G", "=A1&B1", None])
    (answer,) = answers(data)
    assert answer.text == "" and answer.rating == "green" and '"=A1&B1"' in answer.doubts[0]
    held = repacked(
        data,
        lambda name, part: re.sub(
            rb"<v ?/>|<v></v>", b"<v>Signed</v>", part.replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>')
        ),
    )
    (answer,) = answers(held)
    assert answer.text == "Signed" and answer.doubts == ()


def test_what_merged_cells_leave_empty_is_doubted() -> None:
    rows = (
        ["E.1", "x", "A", "Both of them", None],
        ["E.2", "x", None, None, None],
        [None, "x", "R", "Whose?", None],
    )

    def merge(sheet: Any) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A3:A4")

    first, second, third = answers(book(HEADINGS, *rows, change=merge))
    assert first.text == "Both of them" and first.doubts == ()
    assert second.ref == "E.2" and "D3 is merged with D2" in second.doubts[0]
    assert third.ref is None and any(
        "A4 is merged with A3" in doubt and "E.2" in doubt for doubt in third.doubts
    )


def test_a_title_that_goes_over_all_columns_is_no_doubt() -> None:
    found = answers(
        book(
            HEADINGS,
            ["Theme E"],
            ["E.1", "x", "G", "Fine", None],
            change=lambda sheet: sheet.merge_cells("A2:E2"),
        )
    )
    assert [(each.ref, each.text, each.doubts) for each in found] == [
        ("Theme E", "", ()),
        ("E.1", "Fine", ()),
    ]


def test_hidden_rows_are_read_and_told() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    found = read(book(HEADINGS, ["E.1", "x", "G", "Fine", None], change=hide))
    assert found.parts[0].answers[0].doubts == ("Row 2 is hidden in the spreadsheet.",)
    assert any("row 2" in note for note in found.notes)


def test_the_first_sheet_with_refs_is_read_and_the_others_are_named() -> None:
    found = read(book(HEADINGS, ["E.1", "x", "G", "Fine", None], titles=("Guidance", "Returns")))
    assert any('not read: "Guidance"' in note for note in found.notes)
    assert "column of refs; its first row is 'Name'" in refusal(book(["Name", "Update"], ["x", "y"]))


def test_refs_that_became_days_or_numbers_are_doubted() -> None:
    day, number = answers(
        book(HEADINGS, [dt.datetime(2021, 10, 1), "x", "G", "Fine", None], [1.1, "x", "G", "Fine", None])
    )
    assert day.ref is None and "2021-10-01" in day.doubts[0]
    assert number.ref == "1.1"


def test_errors_in_cells_are_told_and_not_taken() -> None:
    def spoil(sheet: Any) -> None:
        sheet["D2"].value, sheet["D2"].data_type = "#REF!", "e"

    (answer,) = answers(book(HEADINGS, ["E.1", "x", "G", None, None], change=spoil))
    assert answer.text == "" and answer.doubts == ("D2 shows the error #REF!.",)


def test_strings_that_cells_share_are_read() -> None:
    shared = b"<sst><si><t>Shared</t></si><si><r><t>in </t></r><r><t>runs</t></r></si></sst>"
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    types = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % (
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"</Types>", types)
            part = part.replace(
                b'<c r="D2" t="inlineStr"><is><t>Fine</t></is></c>', b'<c r="D2" t="s"><v>1</v></c>'
            )
            new.writestr(name, part)
        new.writestr("xl/sharedStrings.xml", shared.replace(b"<sst>", b"<sst " + space + b">"))
    assert [each.text for each in answers(data.getvalue())] == ["in runs"]


GOOD = book(HEADINGS, ["E.1", "Do", "G", "Fine", None])


@pytest.mark.parametrize(
    "cut", [10, 200, len(GOOD) // 2, len(GOOD) - 30], ids=["begun", "beginning", "half", "without its end"]
)
def test_a_file_cut_short_is_refused(cut: int) -> None:
    assert "damaged" in refusal(GOOD[:cut])


def test_damage_anywhere_is_read_or_refused() -> None:
    for place in range(0, len(GOOD), 97):
        spoiled = GOOD[:place] + bytes([GOOD[place] ^ 0xFF]) + GOOD[place + 1 :]
        try:
            read(spoiled)
        except Refused as problem:
            assert str(problem).endswith(".")


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("l"))
    )
    + b"]><worksheet>&k;</worksheet>"
)


@pytest.mark.parametrize(
    "part", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_unfold(part: str, encoding: str) -> None:
    attack = LAUGHS.decode().replace('version="1.0"', f'version="1.0" encoding="{encoding}"').encode(encoding)
    data = repacked(GOOD, lambda name, old: attack if name == part else old)
    with within(10):
        assert "document type" in refusal(data)


def test_a_file_that_unfolds_too_far_is_refused() -> None:
    data = repacked(GOOD, lambda name, old: old + b" " * 120_000_000 if name.endswith("sheet1.xml") else old)
    assert len(data) < 1_000_000
    with within(20):
        assert "100 MB" in refusal(data)


def test_a_cell_far_away_is_refused_and_a_style_there_is_not() -> None:
    far = f'<row r="{MOST_ROWS + 1}"><c r="A{MOST_ROWS + 1}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    assert "row 50,001" in refusal(repacked(GOOD, lambda name, old: old.replace(b"</sheetData>", far)))
    wide = b'<row r="9"><c r="XFD9" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert MOST_COLUMNS < 16384 and "column 16,384" in refusal(
        repacked(GOOD, lambda name, old: old.replace(b"</sheetData>", wide))
    )
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    assert len(answers(repacked(GOOD, lambda name, old: old.replace(b"</sheetData>", styled)))) == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("word/document.xml",), "Word"),
        (("content.xml",), ".ods"),
        (("xl/workbook.bin",), ".xlsb"),
        (("a.txt",), "archive"),
    ],
)
def test_other_archives_are_refused_by_what_they_are(names: Sequence[str], said: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert said in refusal(data.getvalue())


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(GOOD)
    for begin in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(begin)
        while place >= 0:
            data[place + (6 if begin == b"PK\x03\x04" else 8)] |= 1
            place = data.find(begin, place + 4)
    assert "password" in refusal(bytes(data))


def test_without_openpyxl_it_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "CSV" in refusal(GOOD)
