"""A list as CSV and XLSX: every text reads back, no cell is a formula, and the same list is the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from jatui.domain.errors import Refused
from jatui.domain.text import clean_lines
from jatui.papers.escapes import acts, csv_cell
from jatui.papers.lists import LONGEST_CELL, write_csv, write_xlsx

MOMENT = "2021-09-12T14:30:06.250+01:00"
ODD = (
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "  =HYPERLINK(0)",
    "＝1",
    "a\nb",
    'a"b;c,d',
    "\x1b[2J",
    "\uffff",
    "'=1",
    "",
)
cells = st.sampled_from(ODD) | st.text(max_size=20)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


def as_csv(rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    write_csv(rows[0], rows[1:], file)
    return file.getvalue()


def as_xlsx(rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    write_xlsx(rows[0], rows[1:], file, MOMENT)
    return file.getvalue()


@given(tables)
def test_a_list_reads_back_from_csv_and_none_of_it_is_a_formula(rows: list[list[str]]) -> None:
    data = as_csv(rows)
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert found == [[csv_cell(cell) for cell in row] for row in rows]
    assert not any(acts(cell) for row in found for cell in row)
    assert data.startswith(b"\xef\xbb\xbf") and data == as_csv(rows)


@given(tables)
def test_a_list_reads_back_from_a_spreadsheet_as_text_alone(rows: list[list[str]]) -> None:
    data = as_xlsx(rows)
    sheet = load_workbook(io.BytesIO(data))["List"]
    for row, given_row in zip(sheet.iter_rows(), rows, strict=True):
        for cell, text in zip(row, given_row, strict=True):
            told = clean_lines(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
            if cell.data_type == "n" and cell.value is not None:
                assert told.isdecimal() and cell.value == int(told)
                continue
            assert (cell.value or "") == told
            assert cell.data_type == "s" or not told
            assert cell.quotePrefix == acts(told)
    assert sheet.freeze_panes == "A2" and data == as_xlsx(rows)


def test_columns_of_days_and_of_numbers_hold_such_and_what_only_looks_so_is_text() -> None:
    heads = ["Ref", "Due", "Live", "Pounds", "Mixed", "Odd day", "Nought"]
    rows = [
        ["1", "2021-12-31", "12", "1,200,000", "12", "2021-02-30", "007"],
        ["2", "", "0", "240", "tbc", "2021-02-03", "1"],
    ]
    first, second = load_workbook(io.BytesIO(as_xlsx([heads, *rows])))["List"].iter_rows(min_row=2)
    assert [cell.value for cell in first] == [
        "1", dt.datetime(2021, 12, 31), 12, 1_200_000, "12", "2021-02-30", "007"
    ]  # fmt: skip
    assert [cell.value or None for cell in second] == ["2", None, None, 240, "tbc", "2021-02-03", "1"]
    assert first[1].number_format == "d mmmm yyyy" and first[3].number_format == "#,##0"
    for odd in ("１２", "1,2", "٣", "1e5", "12345678901234567", "1850-01-01", "0000-00-00"):
        assert load_workbook(io.BytesIO(as_xlsx([["X"], [odd]])))["List"]["A2"].value == odd


def test_a_spreadsheet_has_the_moment_of_its_state_and_no_formula() -> None:
    data = as_xlsx([["Ref"], ["=1+1"]])
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2021, 9, 12, 13, 30, 6)}
        told = parts.read("docProps/core.xml").decode()
        assert told.count("2021-09-12T13:30:06Z") == 2
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_formula_in_a_spreadsheet_is_quoted_as_it_is_written_and_other_text_is_not() -> None:
    (cells,) = load_workbook(io.BytesIO(as_xlsx([[*ODD]])))["List"].iter_rows()
    quoted = [str(cell.value) for cell in cells if cell.quotePrefix]
    assert quoted == ["=1+1", "+1", "-1", "@x", "\t=1", "  =HYPERLINK(0)", "＝1"]


def test_what_no_sheet_holds_is_refused() -> None:
    with pytest.raises(Refused, match=r"32,767 characters, which no sheet holds\. Write CSV\."):
        as_xlsx([["Ref"], ["x" * (LONGEST_CELL + 1)]])
    assert (
        load_workbook(io.BytesIO(as_xlsx([["x" * LONGEST_CELL]])))["List"]["A1"].value == "x" * LONGEST_CELL
    )


def test_what_to_install_is_said_where_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Refused, match="python3 -m pip install 'openpyxl"):
        as_xlsx([["Ref"]])
