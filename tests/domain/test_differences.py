"""Words that changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jatui.domain import differences
from jatui.domain.differences import compare, is_alike

WORDS = st.text("ab \n", max_size=40)


def changed(text: str, other: str) -> list[str]:
    return [part.text.strip() for part in compare(text, other)[0] if part.changed]


def test_words_that_only_one_has_are_marked() -> None:
    former, later = compare("Draft went to committee in May.", "Final draft went to committee in June.")
    assert [part for part in former if part.changed] == [("Draft", True), (" May.", True)]
    assert [part for part in later if part.changed] == [("Final draft", True), (" June.", True)]


def test_other_blanks_are_no_change() -> None:
    assert changed("went  to\ncommittee", "went to committee") == []


def test_all_is_changed_where_there_was_nothing() -> None:
    assert compare("", "All new words") == ([], [("All new words", True)])


@given(WORDS, WORDS)
def test_the_parts_make_up_the_texts(former: str, later: str) -> None:
    left, right = compare(former, later)
    assert "".join(part.text for part in left) == former
    assert "".join(part.text for part in right) == later
    same = ["".join(part.text for part in parts if not part.changed).split() for parts in (left, right)]
    assert same[0] == same[1]


@given(WORDS, WORDS)
def test_long_texts_are_compared_from_both_ends(former: str, later: str) -> None:
    kept = differences.MOST_WORDS
    differences.MOST_WORDS = 0
    try:
        left, right = compare(former, later)
    finally:
        differences.MOST_WORDS = kept
    assert "".join(part.text for part in left) == former
    assert "".join(part.text for part in right) == later
    assert [p.text.split() for p in left if not p.changed] == [p.text.split() for p in right if not p.changed]


def test_texts_that_share_few_words_are_not_each_other_s_change() -> None:
    assert is_alike(*compare("Draft went to committee in May.", "Final draft went to committee in June."))
    assert not is_alike(
        *compare("Vouchers were issued before May.", "Food was provided to all in the new term")
    )
    assert is_alike(*compare("", ""))
