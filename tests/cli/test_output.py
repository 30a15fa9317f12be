from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.cli import output
from jatui.domain.text import clean


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(columns: int | None, call: object, *given: object, **named: object) -> str:
    stream = io.StringIO() if columns is None else Terminal()
    patch = pytest.MonkeyPatch()
    with patch.context() as context:
        context.setattr(sys, "stdout", stream)
        context.setenv("COLUMNS", str(columns or 80))
        assert callable(call)
        result = call(*given, **named)
    return stream.getvalue() if result is None else str(result)


ROWS = [
    (
        "E.1",
        "in progress",
        "Dec '21 and then some more of it",
        "Ann Able, Bob Best, Cy Cole",
        "Plant trees " * 20,
    )
]
HEAD = ("Ref", "Status", "Milestone", "Leads", "Action")


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_table_fits_the_terminal(columns: int) -> None:
    lines = shown(columns, output.out_table, HEAD, ROWS, flexible=(2, 3, 4)).splitlines()
    assert all(output.width_of(line) <= columns for line in lines)
    assert output.width_of(lines[1]) >= columns - 12 and lines[1].endswith("…")


def test_a_table_in_a_pipe_is_whole() -> None:
    text = shown(None, output.out_table, HEAD, ROWS, flexible=(2, 3, 4))
    assert all(cell.strip() in text for cell in ROWS[0]) and "…" not in text


def test_columns_are_aligned_whatever_the_script() -> None:
    rows = [("日本", "x"), ("e\u0301té", "x"), ("👩‍🔬", "x"), ("plain", "x")]
    lines = shown(None, output.out_table, ("Name", "Mark"), rows).splitlines()
    assert {output.width_of(line[: line.rindex("x")]) for line in lines[1:]} == {7}


@given(st.text(max_size=60), st.integers(8, 40))
def test_what_is_cut_fits_and_begins_alike(text: str, width: int) -> None:
    part = output._cut(clean(text), width)
    assert output.width_of(part) <= width
    assert part == clean(text) or (part.endswith("…") and clean(text).startswith(part[:-1]))


def test_a_megabyte_in_a_cell_is_cut_at_once() -> None:
    assert len(output._cut("é" * 1_000_000, 40)) == 40


def test_running_text_is_folded_on_a_terminal_alone() -> None:
    text = "word " * 60
    assert max(map(len, shown(70, output.wrapped, text, "    ").splitlines())) <= 70
    assert shown(None, output.wrapped, text, "    ") == f"    {text}"
    assert shown(None, output.wrapped, "a\nb", "  ") == "  a\n  b"


@given(st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()))
def test_json_reads_back_the_same_and_acts_on_nothing(value: object) -> None:
    import json

    text = shown(80, output.out_json, value)
    assert json.loads(text) == value
    assert clean(text.replace("\n", "")) == text.replace("\n", "")
