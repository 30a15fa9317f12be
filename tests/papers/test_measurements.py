"""Tables of values: which column is which, whatever parts the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.papers.measurements import read_measurements


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
