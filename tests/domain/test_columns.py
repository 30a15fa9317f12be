from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from jatui.domain.columns import Row, Table, find_columns, read_rows
from jatui.domain.headings import field_of, labelled
from jatui.domain.returns import Answer

TODAY = dt.date(2021, 9, 12)
REFS = ["E.1", "E.2", "F.6#1", "F.6#2"]


def read(*rows: Sequence[str], known: Sequence[str] = REFS) -> Table:
    listed = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    columns = find_columns(listed)
    assert columns
    return read_rows(listed, columns, known, TODAY)


def one(*rows: Sequence[str], known: Sequence[str] = REFS) -> Answer:
    (answer,) = read(*rows, known=known).answers
    return answer


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ref.", "ref"),
        ("Action ref", "ref"),
        ("No.", "ref"),
        ("RAG (R/A/G/B)", "rating"),
        ("RAG\nstatus", "rating"),
        ("Status", "status"),
        ("Progress since last meeting", "text"),
        ("Position", "text"),
        ("COMMENTS", "text"),
        ("Revised date (if needed)", "asks"),
        ("Extension requested", "asks"),
        ("New milestone if required", "asks"),
        ("Date of update", "day"),
        ("Lead officer(s)", "by"),
        ("Milestone", "own"),
        ("Previous RAG", "own"),
        ("Colour of the front door", None),
        ("x" * 100, None),
    ],
)
def test_a_heading_is_known_however_it_is_worded(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_a_label_is_a_heading_with_a_sign() -> None:
    assert labelled("  **RAG status:** amber") == ("rating", "RAG status", "amber")
    assert labelled("Members agreed: nothing") is None


def test_a_row_says_what_stands_under_its_headings() -> None:
    found = one(
        ["Ref", "RAG", "Status", "Update", "New date", "Date", "Officer"],
        ["E.1", "A", "In progress", "Draft went", "Jan '22", "3/9/21", "Tom Kelly"],
    )
    assert (found.line, found.ref, found.rating, found.status) == (2, "E.1", "amber", "in progress")
    assert (found.text, found.asks, found.day, found.by) == (
        "Draft went",
        "Jan '22",
        dt.date(2021, 9, 3),
        "Tom Kelly",
    )
    assert found.doubts == ()


def test_headings_may_stand_under_titles_and_come_again() -> None:
    found = read(
        ["September returns"], [""], ["Ref", "Update"], ["E.1", "Draft"], ["Ref", "Update"], ["E.2", "Signed"]
    )
    assert [(each.ref, each.text) for each in found.answers] == [
        (None, ""),
        ("E.1", "Draft"),
        ("E.2", "Signed"),
    ]
    assert found.answers[0].printed == "September returns"


def test_no_headings_no_columns() -> None:
    assert find_columns([Row(1, ["Name", "Update"]), Row(2, ["E.1", "x"])]) is None
    assert find_columns([Row(1, ["Ref", "Colour of the door"])]) is None
    assert find_columns([]) is None


def test_what_is_not_known_is_kept_and_told() -> None:
    found = read(["Ref", "Action", "Update", "Priority"], ["E.1", "Do it", "Draft", "high"])
    (answer,) = found.answers
    assert answer.doubts == ('Under "Priority" stands "high".',) and "Priority: high" in answer.printed
    assert any('"Priority"' in note for note in found.notes) and any(
        '"Action"' in note for note in found.notes
    )


def test_cells_beyond_the_headings_are_told() -> None:
    assert one(["Ref", "Update"], ["E.1", "Draft", "and more"]).doubts == (
        'Under no heading stands "and more".',
    )


@pytest.mark.parametrize(
    "cell", ["01-Oct", "2021-10-01", "1/10/2021", "Oct-21", "1.00E+10", "2021-10-01 09:30:00"]
)
def test_a_ref_that_a_spreadsheet_changed_is_doubted(cell: str) -> None:
    found = one(["Ref", "Update"], [cell, "Draft"])
    assert found.ref is None and cell in found.doubts[0] and found.text == "Draft"


def test_a_number_that_may_have_lost_its_nought_is_doubted() -> None:
    assert one(["Ref", "Update"], ["1.1", "x"], known=["1.1", "1.10"]).ref is None
    assert one(["Ref", "Update"], ["1.1", "x"], known=["1.1", "1.2"]).ref == "1.1"


def test_refs_stand_beside_words_or_each_other() -> None:
    assert [each.ref for each in read(["Ref", "Update"], ["E.1, E.2", "x"]).answers] == ["E.1", "E.2"]
    found = one(["Ref", "Update"], ["E.1 - Review", "x"])
    assert found.ref == "E.1" and found.doubts == ('Beside the ref stands "Review".',)


def test_a_row_without_a_ref_is_kept_if_it_says_something() -> None:
    found = one(["Ref", "RAG", "Update"], ["", "", "Also this"], ["", "", ""])
    assert (found.ref, found.text, found.doubts) == (None, "Also this", ("It names no ref.",))


@pytest.mark.parametrize(
    ("cell", "rating", "text"),
    [
        ("Green/Amber", None, ""),
        ("on track", "green", ""),
        ("Amber - staff left", "amber", "staff left"),
        ("tbc", None, ""),
    ],
)
def test_a_cell_of_ratings_is_read_and_told(cell: str, rating: str | None, text: str) -> None:
    found = one(["Ref", "RAG", "Update"], ["E.1", cell, ""])
    assert (found.rating, found.text) == (rating, text)
    assert bool(found.doubts) == (cell != "Amber - staff left")


def test_a_wish_that_is_not_read_is_doubted() -> None:
    found = one(["Ref", "Update", "New date"], ["E.1", "x", "when funded"])
    assert found.asks is None and "when funded" in found.doubts[0]
    assert one(["Ref", "Update", "New date"], ["E.1", "x", "n/a"]).doubts == ()


def test_several_columns_of_text_are_kept_apart() -> None:
    found = one(["Ref", "Progress", "Next steps"], ["E.1", "Draft", "Consult"])
    assert found.text == "Draft\nNext steps: Consult"


def test_formulas_are_text() -> None:
    assert one(["Ref", "Update"], ["E.1", "=cmd|' /C calc'!A0"]).text == "=cmd|' /C calc'!A0"
