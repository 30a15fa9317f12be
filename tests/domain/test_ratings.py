from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.ratings import at_end, in_part, judge, take
from jatui.domain.words import RATINGS, STATUSES


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("G", "green"),
        ("[r]", "red"),
        ("Amber!", "amber"),
        ("**Blue**", "blue"),
        ("● G", "green"),
        ("🔴", "red"),
        ("🟢 Green", "green"),
        ("_amber_", "amber"),
    ],
)
def test_a_colour_or_its_letter_is_a_rating_and_needs_no_word(words: str, rating: str) -> None:
    found = judge(words)
    assert found and (found.rating, found.sentence) == (rating, None)


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("on track", "green"),
        ("ON-TRACK", "green"),
        ("Off track", "red"),
        ("at risk", "amber"),
        ("now amber", "amber"),
        ("🟡", "amber"),
    ],
)
def test_other_words_for_a_rating_are_taken_and_told(words: str, rating: str) -> None:
    found = judge(words)
    assert found and found.rating == rating and found.taken
    assert found.sentence == f'"{words}" was taken for the rating {rating}.'


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("complete", "complete", False),
        ("Completed", "complete", True),
        ("Not started", "not started", False),
        ("not yet started", "not started", True),
        ("under way", "in progress", True),
        ("waiting", "waiting", False),
        ("on hold", "waiting", True),
        ("withdrawn", "closed", True),
    ],
)
def test_a_status_is_never_a_rating(words: str, status: str, told: bool) -> None:
    found = judge(words)
    assert found and (found.rating, found.status, bool(found.sentence)) == (None, status, told)


@pytest.mark.parametrize(
    "words",
    [
        "Green/Amber",
        "amber-green",
        "A/R",
        "A / G",
        "AG",
        "G?",
        "green?",
        "R, A or G",
        "red to amber",
        "behind schedule",
        "delayed",
        "yellow",
        "Amber, was green",
    ],
)
def test_what_has_two_readings_gives_a_doubt_and_no_rating(words: str) -> None:
    found = judge(words)
    assert found and (found.rating, found.status, found.taken) == (None, None, False)
    assert found.sentence and found.sentence.startswith(f'"{words}" ')


@pytest.mark.parametrize("words", ["ongoing", "On-going.", "Continuing"])
def test_ongoing_is_no_status_and_no_rating(words: str) -> None:
    found = judge(words)
    assert found and (found.rating, found.status, found.taken) == (None, None, False)


@pytest.mark.parametrize(
    "words",
    [
        "nothing new",
        "No change",
        "no change since last meeting",
        "No further update.",
        "nothing to report",
        "n/c",
        "As before",
        "There is nothing new to report",
    ],
)
def test_nothing_new_is_known_in_the_usual_words(words: str) -> None:
    found = judge(words)
    assert found and found.nothing_new


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "Consultants were appointed",
        "a new strategy",
        "green belt",
        "no change to the budget was agreed by members",
        "x" * 5000,
    ],
)
def test_other_words_are_text(words: str) -> None:
    assert judge(words) is None


@pytest.mark.parametrize(
    ("cell", "rating", "status", "taken"),
    [
        ("complete", "blue", None, True),
        ("in progress", None, "in progress", True),
        ("tbc", None, None, False),
        ("Ambr", None, None, False),
        ("green belt", None, None, False),
        ("Green ↑", "green", None, True),
        ("likely green", None, None, False),
    ],
)
def test_what_stands_in_a_column_of_ratings_is_one_or_doubtful(
    cell: str, rating: str | None, status: str | None, taken: bool
) -> None:
    found = judge(cell, "rating")
    assert found and (found.rating, found.status, found.taken) == (rating, status, taken) and found.sentence


@pytest.mark.parametrize(
    ("text", "rating", "rest"),
    [
        ("amber. Draft strategy went", "amber", "Draft strategy went"),
        ("Green - on track", "green", "on track"),
        ("[R] late", "red", "late"),
        ("(A) late", "amber", "late"),
        ("RAG: amber; late", "amber", "late"),
        ("RAG status – red. Late", "red", "Late"),
        ("R: late", "red", "late"),
        ("amber consultants are late", "amber", "consultants are late"),
        ("red as the team left", "red", "as the team left"),
        ("G on track", "green", "on track"),
        ("🟢 fine", "green", "fine"),
    ],
)
def test_a_text_that_begins_with_a_rating_is_parted_from_it(text: str, rating: str, rest: str) -> None:
    found, after = take(text)
    assert found and found.rating == rating and after.strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "G. Beasley has met",
        "A. Draft went",
        "Green belt review agreed",
        "Blue badge scheme",
        "R, A and G were discussed",
        "amber (tbc) late",
        "amber to green, late",
        "Green/Amber. Late",
    ],
)
def test_a_text_that_may_begin_with_a_rating_keeps_all_its_words(text: str) -> None:
    found, after = take(text)
    assert found and found.rating is None and not found.taken and after == text


@pytest.mark.parametrize(
    "text",
    ["A new strategy", "a) first", "ongoing consultation with all", "Redesign of the site", "12.5% up", ""],
)
def test_a_text_that_begins_with_none_is_left_alone(text: str) -> None:
    assert take(text) == (None, text)


def test_a_rating_at_the_end_or_as_one_part_is_told() -> None:
    ended = at_end("Draft went out (amber).")
    assert ended and ended.rating == "amber" and ended.sentence
    part = in_part("Review the strategy – Amber – Draft sent")
    assert part and part.rating == "amber" and part.sentence
    several = in_part("Joint work\t\tRed / Amber\tAwaiting")
    assert several and several.rating is None and not several.taken
    assert in_part("Green belt reviewed") is None and at_end("as said (see above)") is None


@given(st.text(max_size=400))
def test_whatever_is_said_is_a_rating_or_a_status_of_the_house(text: str) -> None:
    for found in (judge(text), judge(text, "rating"), take(text)[0], at_end(text), in_part(text)):
        if found:
            assert found.rating in (None, *RATINGS) and found.status in (None, *STATUSES)
            assert found.taken or (found.sentence and found.rating is None and found.status is None)
    assert text.endswith(take(text)[1])
