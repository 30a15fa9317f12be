from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jatui.domain.returns import Answer, read_return
from tests.limits import within

TODAY = dt.date(2021, 9, 12)
REFS = ["E.1", "E.2", "E.3", "CE.1", "CE.2", "F.6#1", "F.6#2"]


def read(text: str) -> list[Answer]:
    return read_return(text, REFS, TODAY)


def one(text: str) -> Answer:
    (answer,) = read(text)
    return answer


def solid(text: str) -> str:
    return "".join(text.split())


PIECES = st.sampled_from(
    [
        *(
            "E.1: ",
            "E.2 - Green - ",
            "**CE.1**",
            "CE.1, CE.2: ",
            "F.6#2 [R] ",
            "> ",
            "\n",
            "\n\n",
            "\r\n",
            "\u2028",
        ),
        *(
            "amber. ",
            "12/9/21 ",
            "(12 Sep) ",
            "Dear Tom,\n",
            "Thanks\nAnn\n",
            "RAG: ",
            "Update: ",
            "New date: Jan '22\n",
        ),
        *("- ", "\t", "E.1–E.3: ", "nothing new", "\x00", "\x1b[31m"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
@example("CE.1, CE.2")
@example("E.1, E.2 and E.3")
def test_each_character_stands_in_exactly_one_answer(text: str) -> None:
    answers = read(text)
    assert "".join(solid(each.printed) for each in answers) == solid(text)
    assert [each.line for each in answers] == sorted(each.line for each in answers)
    assert all(solid(each.printed) for each in answers)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert "".join(solid(each.printed) for each in read_return(text)) == solid(text)


def test_an_answer_goes_on_to_the_next_ref_and_what_names_none_is_kept() -> None:
    found = read(
        "Dear Tom,\n\nMine are below.\n\nE.1: amber. Draft went to the\nportfolio holder.\n\nE.2 - Green - signed\n\n"
        "Something else was said.\n\nMany thanks\nAnn Able\nHead of Things\n"
    )
    assert [(each.line, each.ref, each.rating, each.text) for each in found] == [
        (1, None, None, ""),
        (5, "E.1", "amber", "Draft went to the\nportfolio holder."),
        (8, "E.2", "green", "signed"),
        (10, None, None, ""),
        (12, None, None, ""),
    ]
    assert found[0].printed == "Dear Tom,\n\nMine are below."
    assert found[3].printed == "Something else was said."
    assert found[4].printed == "Many thanks\nAnn Able\nHead of Things"


def test_refs_that_share_a_line_share_what_it_says() -> None:
    first, second = read("CE.1, CE.2: nothing new")
    assert (first.ref, second.ref) == ("CE.1", "CE.2") and first.nothing_new and second.nothing_new
    assert first.doubts == second.doubts == ("One line says this of CE.1, CE.2.",)


def test_a_range_of_refs_is_never_filled_in() -> None:
    found = one("E.1 to E.3: nothing new")
    assert found.ref is None and "E.1 to E.3" in found.doubts[0]


def test_a_bare_ref_takes_the_paragraph_under_it_and_its_list() -> None:
    found = read("E.1\n\nDraft went.\n\n- to the board\n- to the lead\n\nAnother thing.")
    assert [(each.ref, each.text) for each in found] == [
        ("E.1", "Draft went.\n\n- to the board\n- to the lead"),
        (None, ""),
    ]


def test_labels_under_a_ref_are_its_fields() -> None:
    found = one(
        "Ref: E.1\nRAG: Red\nUpdate: Draft went back.\nNew date: Jan '22\nOfficer: Tom Kelly\nDate: 10/9/21\nMore."
    )
    assert (found.ref, found.rating, found.text) == ("E.1", "red", "Draft went back.\nMore.")
    assert (found.asks, found.by, found.day) == ("Jan '22", "Tom Kelly", dt.date(2021, 9, 10))


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        ("E.1 (12 Sep): late", TODAY, True),
        ("12/9/21 E.1: late", TODAY, False),
        ("E.1 - 3 September 2021 - late", dt.date(2021, 9, 3), False),
        ("E.1 (as at 10 Sep 2021) late", dt.date(2021, 9, 10), False),
        ("E.1 (28 Dec): late", None, True),
        ("E.1 (13/9/21): late", None, True),
        ("E.1: late since 3 Sep 2021", None, False),
    ],
)
def test_a_day_is_taken_where_it_is_plain_and_has_come(text: str, day: dt.date | None, told: bool) -> None:
    found = one(text)
    assert found.day == day
    assert any("Sep" in each or "9/21" in each or "Dec" in each for each in found.doubts) == told


def test_two_ratings_leave_none() -> None:
    found = one("E.1: amber. Late.\nRAG: green")
    assert found.rating is None and "amber and then green" in found.doubts[0]


def test_nothing_new_beside_a_rating_is_words() -> None:
    found = one("E.1: amber - no change")
    assert (found.rating, found.nothing_new, bool(found.text)) == ("amber", False, True)


def test_ongoing_stays_text_with_a_doubt() -> None:
    found = one("E.1: ongoing")
    assert (found.text, found.status, found.rating) == ("ongoing", None, None) and found.doubts


def test_what_is_quoted_is_told_to_be() -> None:
    found = one("> E.1: amber. Draft\n> went out.")
    assert found.text == "Draft\nwent out." and "quoted" in found.doubts[-1]


def test_a_ref_in_a_wrapped_sentence_begins_no_answer() -> None:
    found = one("E.2: done as was said at the last meeting of the board under\nE.1 and nowhere else.")
    assert found.ref == "E.2" and "E.1 and nowhere else." in found.text


def test_numbers_of_lines_may_begin_later() -> None:
    assert [each.line for each in read_return("\nE.1: late\n\nE.2: late", REFS, TODAY, 10)] == [11, 13]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 2_000_000,
        "E.1 " * 300_000,
        "E.1: amber. Late, (late) [late] - late\n" * 30_000,
        "(" * 500_000 + "\n" + "> " * 500_000,
        "\n" * 1_000_000,
        "E.1: " + "new date " * 100_000,
        "E.1: extension to " + "1 " * 200_000 + "\n" + ", ".join(["E.1"] * 100_000),
        "Thanks\n\n" * 60_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_the_time_grows_no_faster_than_the_text(text: str) -> None:
    with within(40):
        read(text)
