from __future__ import annotations

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.moves import Past, describe, months_between, ordinal, quoted, slip, slips
from jatui.domain.text import clean

D = dt.date.fromisoformat
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
DECEMBER, JANUARY, FEBRUARY, MARCH = map(D, ("2021-12-31", "2022-01-31", "2022-02-28", "2022-03-31"))


@pytest.mark.parametrize(
    ("former", "due", "months"),
    [
        ("2021-12-31", "2022-01-31", 1),
        ("2021-12-31", "2022-02-28", 2),
        ("2022-02-28", "2022-03-31", 1),
        ("2021-11-30", "2021-12-31", 1),
        ("2021-12-15", "2022-01-14", 0),
        ("2021-12-15", "2022-01-15", 1),
        ("2021-12-15", "2021-12-20", 0),
        ("2022-01-31", "2021-12-31", -1),
        ("2022-03-31", "2022-02-28", -1),
        ("2020-02-29", "2021-02-28", 12),
        ("2021-12-31", "2023-12-31", 24),
    ],
)
def test_months_are_whole_and_end_with_the_months(former: str, due: str, months: int) -> None:
    assert months_between(D(former), D(due)) == months


@given(DAYS, DAYS)
def test_months_count_alike_both_ways(one: dt.date, other: dt.date) -> None:
    first, last = min(one, other), max(one, other)
    months = months_between(first, last)
    assert months_between(last, first) == -months
    assert first + relativedelta(months=months) <= last < first + relativedelta(months=months + 1)


@given(DAYS, st.integers(0, 200))
def test_ends_of_months_are_whole_months_apart(day: dt.date, months: int) -> None:
    first = day + relativedelta(day=31)
    assert months_between(first, first + relativedelta(months=months, day=31)) == months


def test_a_slip_is_counted_and_totalled_against_the_original() -> None:
    earlier = [Past("Dec '21", DECEMBER, "Feb '22", FEBRUARY)]
    found = slip(DECEMBER, FEBRUARY, MARCH, earlier)
    assert (found.months, found.number, found.total_months, found.total_days) == (1, 2, 3, 90)


def test_what_is_brought_forward_is_no_slip() -> None:
    earlier = [Past("Dec '21", DECEMBER, "Feb '22", FEBRUARY)]
    found = slip(DECEMBER, FEBRUARY, JANUARY, earlier)
    assert (found.months, found.number, found.total_months) == (-1, 1, 1)


def test_what_has_no_day_cannot_be_counted() -> None:
    found = slip(None, None, MARCH, [])
    assert (found.months, found.days, found.number, found.total_months) == (None, None, 0, None)


ONE_SLIP = [Past("Oct '21", D("2021-10-31"), "Dec '21", DECEMBER)]


@pytest.mark.parametrize(
    ("earlier", "wording", "words"),
    [
        ([], "Jan '22", "by 31 Jan 2022, slips 1 month, first slip"),
        (
            ONE_SLIP,
            "Jan '22",
            "by 31 Jan 2022, slips 1 month, second slip, 3 months in all against the original",
        ),
        (
            ONE_SLIP,
            "Nov '21",
            "by 30 Nov 2021, brought forward 1 month, 1 slip before, 1 month in all against the original",
        ),
        (
            ONE_SLIP,
            "Oct '21",
            "by 31 Oct 2021, brought forward 2 months, 1 slip before, the original due day",
        ),
        (
            ONE_SLIP,
            "Sep '21",
            "by 30 Sep 2021, brought forward 3 months, 1 slip before, 1 month before the original",
        ),
        ([], "by 31 December 2021", "by 31 Dec 2021, the due day stays"),
        ([], "5 January 2022", "by 5 Jan 2022, slips 5 days, first slip"),
        ([], "TBC", "no due day (none), had one by 31 Dec 2021"),
        ([], "Spring 2022", "by 31 May 2022 approximately, slips 5 months, first slip"),
    ],
)
def test_a_move_is_told_as_it_is_typed(earlier: list[Past], wording: str, words: str) -> None:
    found = describe("Dec '21", DECEMBER, earlier, wording)
    assert found.words == words
    assert found.reading.text == wording


def test_what_is_not_read_is_told_with_the_suggestion() -> None:
    words = describe("Dec '21", DECEMBER, [], "Ep '22").words
    assert words.startswith("no due day") and '"Ep \'22" is not read' in words and "Sep '22" in words


def test_what_had_no_day_has_one_now() -> None:
    assert describe("TBC", None, [], "Jan '22").words == "by 31 Jan 2022, had no due day before"
    back = [Past("Dec '21", DECEMBER, "TBC", None)]
    assert describe("TBC", None, back, "Jan '22").words == (
        "by 31 Jan 2022, had no due day before, 1 month in all against the original"
    )


def test_a_missing_year_comes_from_the_paper() -> None:
    assert describe("Dec '21", DECEMBER, [], "March").reading.due is None
    assert describe("Dec '21", DECEMBER, [], "March", D("2021-07-06")).reading.due == MARCH


def test_every_move_so_far_is_told() -> None:
    moves = [
        Past("Dec '21", DECEMBER, "Jan '22", JANUARY),
        Past("Jan '22", JANUARY, "TBC", None),
        Past("TBC", None, "Mar '22", MARCH),
    ]
    found = slips(moves)
    assert [each.number for each, _ in found] == [1, 1, 1]
    assert [words for _, words in found] == [
        "slips 1 month, first slip",
        "had one by 31 Jan 2022",
        "had no due day before, 3 months in all against the original",
    ]
    assert slips([]) == []


@given(DAYS, st.lists(DAYS, min_size=1, max_size=6))
def test_slips_are_those_moves_that_went_later(original: dt.date, days: list[dt.date]) -> None:
    dues = [original, *days]
    moves = [Past("a", one, "b", other) for one, other in zip(dues, days, strict=False)]
    last, _ = slips(moves)[-1]
    assert last.number == sum(other > one for one, other in zip(dues, days, strict=False))
    assert last.total_days == (days[-1] - original).days


def test_ordinals_are_words() -> None:
    assert [ordinal(number) for number in (1, 2, 10, 11, 12, 13, 21, 22, 23, 24, 111)] == [
        "first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "24th", "111th",
    ]  # fmt: skip


@given(st.text())
def test_a_quoted_wording_is_one_short_line_that_steers_nothing(wording: str) -> None:
    shown = quoted(wording)
    assert 0 < len(shown) <= 60 and clean(shown) == shown and "\n" not in shown
