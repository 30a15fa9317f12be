from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.milestones import read
from jatui.domain.suggestions import with_suggestion


@pytest.mark.parametrize(
    ("wording", "accepted"),
    [
        ("Jul '21 & Ep '21", "Jul '21 & Sep '21"),
        ("JUL '21 & EP '21", "JUL '21 & SEP '21"),
        ("Setpember 2021", "September 2021"),
        ("by 21 Setpember 2021", "by 21 September 2021"),
    ],
)
def test_the_suggestion_takes_the_place_of_what_is_not_read(wording: str, accepted: str) -> None:
    assert with_suggestion(wording) == accepted
    assert read(accepted).readable and read(accepted).due is not None


def test_only_the_part_itself_is_changed_and_no_piece_of_a_longer_word() -> None:
    assert with_suggestion("SEP '21 & EP '21") == "SEP '21 & SEP '21"


@pytest.mark.parametrize("wording", ["Dec '21", "31 June 2021", "Ep '21 & Otc '21", "TBC", ""])
def test_without_one_suggestion_there_is_nothing_to_accept(wording: str) -> None:
    assert with_suggestion(wording) is None


@given(st.text(max_size=60))
def test_any_text_may_be_asked(wording: str) -> None:
    accepted = with_suggestion(wording)
    assert accepted is None or accepted != wording
