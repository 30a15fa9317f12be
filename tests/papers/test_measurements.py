"""Tables of values: which column is which, whatever parts the cells."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.papers.measurements import read_measured, read_measurements
from tests.papers.test_spreadsheet import book, repacked


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_columns_are_known_by_their_headings_in_any_order(sign: str) -> None:
    heading = "RAG,Period,KPI Ref,Ward,Actual\n"
    text = f"Some title\n{heading}Red,2009/10,NI 1,Fen,47%\n\n{heading},2010/11,NI 2,,4\n"
    found = read_measurements(text.replace(",", sign), "values.csv")
    assert [(row.line, row.cells) for row in found.rows] == [
        (3, {"rating": "Red", "period": "2009/10", "number": "NI 1", "value": "47%"}),
        (6, {"period": "2010/11", "number": "NI 2", "value": "4"}),
    ]
    assert found.columns_left == ("Ward",) and found.overfull == []


def test_of_two_columns_for_one_thing_the_first_counts_and_the_other_is_told() -> None:
    found = read_measurements("Indicator,Value,Actual\nNI 1,4,5\n", "values.csv")
    assert found.rows[0].cells == {"number": "NI 1", "value": "4"} and found.columns_left == ("Actual",)


def test_a_line_with_more_cells_than_headings_is_told() -> None:
    assert read_measurements("Indicator,Value\nNI 1,4,,\nNI 1,4,,5\n", "values.csv").overfull == [3]


@pytest.mark.parametrize(
    "text", ["", "x", "Indicator\nNI 1\n", "Value,Rating\n4,red\n", "\n" * 40 + "Indicator,Value\n"]
)
def test_a_table_without_such_headings_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"values\.csv has no row of headings"):
        read_measurements(text.replace("\n" * 40, "a,b\n" * 40), "values.csv")


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6))
def test_any_table_is_read_or_refused(rows: list[list[str]]) -> None:
    text = "Indicator,Value\n" + "\n".join(",".join(row) for row in rows)
    try:
        found = read_measurements(text, "values.csv")
    except Refused:
        return
    assert all(set(row.cells) <= {"number", "value"} for row in found.rows)


def cells(data: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, row.cells) for row in read_measured(data, "values.xlsx").rows]


def test_a_spreadsheet_says_what_it_shows() -> None:
    def formats(sheet: Any) -> None:
        sheet["C3"].number_format, sheet["C4"].number_format = "0%", '[Red]0.0"%"'
        sheet["B4"].number_format, sheet["B5"].number_format = "mmm-yy", "dd/mm/yyyy"

    day = dt.datetime(2021, 9, 1)
    data = book(
        ["Scorecard"],
        ["KPI Ref", "Period", "Actual", "Ward", "RAG"],
        ["NI 1", "2009/10", 0.47, "Fen", "Green"],
        ["NI 1", day, 47.5, None, None],
        ["NI 2", day, 0.30, None, None],
        [None, None, None, None, None],
        ["NI 2", "2010/11", "No data", None, None],
        change=formats,
        titles=("Notes", "Values"),
    )
    assert cells(data) == [
        (3, {"number": "NI 1", "period": "2009/10", "value": "47%", "rating": "Green"}),
        (4, {"number": "NI 1", "period": "Sep 2021", "value": "47.5"}),
        (5, {"number": "NI 2", "period": "2021-09-01", "value": "0.3"}),
        (7, {"number": "NI 2", "period": "2010/11", "value": "No data"}),
    ]
    found = read_measured(data, "values")
    assert (found.columns_left, found.unit) == (("Ward",), "row")
    assert found.notes == ['Sheets that were not read: "Notes".']


def test_formulas_are_their_values_and_one_without_a_value_is_told() -> None:
    data = book(["Indicator", "Value"], ["NI 1", "=2*3"], ["NI 2", "=SUM(A1)"], ["NI 3", "#REF!"])
    valued = repacked(data, lambda _, part: re.sub(rb"(<f>2\*3</f>)<v ?/?>(</v>)?", rb"\1<v>6</v>", part))
    assert valued != data
    found = read_measured(valued, "values.xlsx")
    assert [row.cells for row in found.rows] == [
        {"number": "NI 1", "value": "6"},
        {"number": "NI 2"},
        {"number": "NI 3"},
    ]
    assert found.notes == ['B3 is a formula without a value, "=SUM(A1)".', "B4 shows the error #REF!."]


def test_a_column_without_a_heading_is_told_and_not_lost() -> None:
    for data in (
        book(["Indicator", None, "Value"], ["NI 1", "odd", 4]),
        b"Indicator,,Value\nNI 1,odd,4\n",
    ):
        found = read_measured(data, "values")
        assert found.columns_left == ("number 2, which has no heading",) and not found.overfull


def test_a_spreadsheet_without_such_headings_is_refused() -> None:
    with pytest.raises(Refused, match=r"values\.xlsx has no row of headings"):
        read_measured(book(["Value", "Rating"], [4, "red"]), "values.xlsx")


def test_without_openpyxl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        Refused, match=r"openpyxl is needed and not installed\. .*or save the sheet as CSV\.$"
    ):
        read_measured(book(["Indicator", "Value"]), "values.xlsx")
