from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.findings import (
    GRADES,
    KINDS,
    LONGEST_CITED,
    MOST_LISTED,
    Finding,
    Ruled,
    Source,
    are_mixed_up,
    cited,
    clears_own,
    different,
    in_order,
    initials,
    listed,
    told_size,
)


def test_kinds_stand_in_the_order_of_their_grades() -> None:
    grades = [grade for grade, _ in KINDS.values()]
    assert grades == sorted(grades, key=GRADES.index)


def test_the_gravest_comes_first_and_within_a_kind_the_first_plan() -> None:
    found = [
        Finding("names B", "p", "names", "x"),
        Finding("twice 2", "q", "twice", "x"),
        Finding("twice 9", "p", "twice", "x"),
        Finding("twice 1", "p", "twice", "x"),
        Finding("old", "gone", "settled", "x", ruled=Ruled("left")),
    ]
    assert [each.key for each in in_order(found, ["p", "q"])] == [
        "twice 9",
        "twice 1",
        "twice 2",
        "names B",
        "old",
    ]
    assert [each.is_open for each in in_order(found, ["p", "q"])] == [True] * 4 + [False]


def test_a_place_is_told_by_file_and_line() -> None:
    place = Source("paper", "Title", "2021-07-06", "000.txt", 9)
    other = Source("other", "Other")
    found = Finding("k", "p", "twice", "x", place, other)
    assert found.places == "000.txt, line 9 against other"
    assert Finding("k", "p", "twice", "x").places == ""
    assert found.as_json()["source"] == {
        "paper": "paper",
        "title": "Title",
        "day": "2021-07-06",
        "file": "000.txt",
        "line": 9,
    }


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("GCP", "GCP"),
        ("Greater Cambridge Partnership", "GCP"),
        ("Cambridgeshire and Peterborough Combined Authority", "CPCA"),
        ("Children's Trust Board", "CTB"),
        ("Cambridge Horizons", None),
        ("Tom Kelly's own board", None),
        ("X", None),
        ("", None),
    ],
)
def test_initials_are_those_of_three_words_or_the_name_itself(name: str, short: str | None) -> None:
    assert initials(name) == short


def test_bodies_are_mixed_up_only_across_plans_and_where_initials_stand_for_one() -> None:
    whole, short = "Greater Cambridge Partnership", "GCP"
    assert are_mixed_up([(short, "p"), (whole, "q")])
    assert are_mixed_up([(short, "p"), (short, "q")])
    assert are_mixed_up([(whole, "p"), ("Growth Co-ordination Panel", "q")])
    assert not are_mixed_up([(short, "p"), (whole, "p")])
    assert not are_mixed_up([(whole, "p"), (whole, "q")])
    assert not are_mixed_up([(short, "p")])


def test_wordings_differ_by_what_they_say() -> None:
    assert different(["Fair and open", " fair  and open."]) == ["Fair and open"]
    assert different(["We will be fair and open", "fair and open"]) == ["We will be fair and open"]
    assert different(["fair and open", "We will be fair and open"]) == ["We will be fair and open"]
    assert different(["fair", "open", "fair"]) == ["fair", "open"]
    assert different([]) == []


@given(st.lists(st.text(max_size=12), max_size=6))
def test_wordings_that_differ_are_among_those_given(wordings: list[str]) -> None:
    found = different(wordings)
    assert set(found) <= set(wordings) and bool(found) == bool(wordings)
    assert different(found) == found


@pytest.mark.parametrize(
    ("officer", "own"),
    [
        ("Julia Turner", True),
        ("julia  TURNER", True),
        ("Julia Turn", False),
        ("Emily Bolton", False),
        ("", False),
    ],
)
def test_an_author_is_known_by_the_whole_name(officer: str, own: bool) -> None:
    assert clears_own(officer, ["Julia Turner, Head of Policy", "Ann Able"]) is own


@pytest.mark.parametrize(
    ("held", "least", "most", "told"),
    [
        (14, 15, 25, "15 to 25"),
        (15, 15, 25, None),
        (25, 15, 25, None),
        (26, 15, 25, "15 to 25"),
        (1, 2, None, "at least 2"),
        (3, None, 2, "at most 2"),
        (0, None, None, None),
    ],
)
def test_a_set_of_fourteen_or_twenty_six_is_not_of_its_size(
    held: int, least: int | None, most: int | None, told: str | None
) -> None:
    assert told_size(held, least, most) == told


def test_what_is_cited_is_one_safe_line_of_bounded_length() -> None:
    assert cited("a\n b\x1b") == "a b␛"
    assert len(cited("x" * 5000)) == LONGEST_CITED
    assert listed([str(n) for n in range(MOST_LISTED + 2)]).endswith("11 and 2 more")
