from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.papers.escapes import csv_cell, csv_text, markdown


@given(st.text())
def test_a_cell_never_begins_as_a_formula_or_steers(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert "\x1b" not in cell and "\x00" not in cell


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2), max_size=4))
def test_the_rows_are_read_back(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert found == [[csv_cell(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*bold* _it_ `c`", r"\*bold\* \_it\_ \`c\`"),
        ("a | b <i> [x](y)", r"a \| b \<i\> \[x\](y)"),
        ("# head\n- item", r"\# head - item"),
        ("- item", r"\- item"),
        ("3. third", r"3\. third"),
        ("E&GI and &amp; &#8364;", r"E&GI and \&amp; \&\#8364;"),
        ("say \x1b[1m", "say ␛\\[1m"),
    ],
)
def test_markdown_shows_just_what_is_written(text: str, shown: str) -> None:
    assert markdown(text) == shown
