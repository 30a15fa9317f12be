from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.asks import asked, read_wording


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Extension to Jan '22 please", "Jan '22"),
        ("new milestone: Jan '22", "Jan '22"),
        ("Revised date: 31.01.2022", "31.01.2022"),
        ("Draft went. We request an extension until March 2022 because staff left.", "March 2022"),
        ("Could we have until Jan '22?", "Jan '22"),
        ("please move the milestone to end of March 2022", "end of March 2022"),
        ("We need a new date: Jan '22 please", "Jan '22"),
        ("revised milestone: draft Oct '21, final Mar '22", "draft Oct '21, final Mar '22"),
        ("First line\nExtension to Jan '22 please\nLast line", "Jan '22"),
    ],
)
def test_a_milestone_is_taken_where_it_is_plainly_asked(text: str, wording: str) -> None:
    assert asked(text) == (wording, None)


@pytest.mark.parametrize(
    "text",
    [
        "The consultation was extended to Jan '22.",
        "no extension to Jan '22 is needed",
        "Extended to Jan 2022",
        "extension to be confirmed",
        "The deadline of Jan '22 will be met.",
        "We do not ask for an extension to Jan '22",
        "",
    ],
)
def test_what_only_speaks_of_a_date_asks_for_nothing(text: str) -> None:
    assert asked(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "If funding slips we would need an extension to March 2022",
        "New date: Jan '22 or Feb '22",
        "New date is Q4 2022",
        "Extension to Jan '22 please. New date: Mar '22",
    ],
)
def test_what_may_be_asked_is_doubtful(text: str) -> None:
    found = asked(text)
    assert found.wording is None and found.doubt


def test_a_wording_is_read_whole_or_not_at_all() -> None:
    assert read_wording("Jan '22, as the consultant is late") == "Jan '22"
    assert read_wording("for the consultation in Jan '22") is None


@given(st.text(max_size=300))
def test_what_is_asked_stands_in_the_text(text: str) -> None:
    found = asked(text)
    assert found.wording is None or found.wording in text
