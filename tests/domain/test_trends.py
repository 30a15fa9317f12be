"""Directions, forecasts and ages: what the values bear, and that it is said where they do not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.trends import LONG, Point, age, direction, forecast, year_end
from jatui.domain.values import read_value

TODAY = dt.date(2010, 7, 5)


def points(*texts: str, first: int = 2006, step: int = 1) -> list[Point]:
    """Return values of financial years that follow each other."""
    return [Point(dt.date(first + place * step, 3, 31), read_value(text)) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "polarity", "sense", "words"),
    [
        (("41%", "47%"), "higher", "better", "up 6 points, better"),
        (("41%", "47%"), "lower", "worse", "up 6 points, worse"),
        (("47%", "41%"), "lower", "better", "down 6 points, better"),
        (("47%", "47%"), "lower", "same", "unchanged"),
        (("47%", "47.0%"), None, "same", "unchanged"),
        (("41%", "47%"), None, None, "up 6 points; whether that is better cannot be told without a polarity"),
        (("50%", "47%"), "on target", "better", "down 3 points, better"),
        (("44%", "40%"), "on target", "worse", "down 4 points, worse"),
        (("43%", "47%"), "on target", "same", "up 4 points, as far from the target"),
        (("Level 1", "Level 2"), "higher", "better", "up 1 level, better"),
        (("£1.2m", "£1.1m"), "lower", "better", "down £100,000, better"),
        (("12 days", "No data", "11 days"), "lower", "better", "down 1 day, better"),
    ],
)
def test_a_direction_is_better_or_worse_by_the_polarity_alone(
    texts: tuple[str, ...], polarity: str | None, sense: str | None, words: str
) -> None:
    found = direction(points(*texts), polarity, read_value("45%"))
    assert (found.sense, found.words) == (sense, words)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ((), "cannot be told: no value"),
        (("No data",), "cannot be told: no value"),
        (("47%",), "cannot be told: only one value, and it takes 2"),
        (("No data", "47%", "Good"), "cannot be told: only one value, and it takes 2"),
        (("<5%", "47%"), "cannot be told: only one value, and it takes 2"),
        (("47%", "Level 1"), "not compared: 47% is in %, Level 1 in levels"),
        (("£47", "47%"), "not compared: £47 is in £, 47% in %"),
    ],
)
def test_what_cannot_be_told_is_said(texts: tuple[str, ...], words: str) -> None:
    found = direction(points(*texts), "higher", None)
    assert (found.words, found.by, found.sense, found.sign) == (words, None, None, "")


def test_values_without_a_day_are_in_no_order() -> None:
    undated = [Point(None, read_value("41%")), Point(None, read_value("47%"))]
    assert direction(undated, "higher", None).words == "cannot be told: the values have no days"
    assert direction([*undated, *points("1%", "2%")], "higher", None).by == 1


def test_the_long_direction_is_over_the_last_four_values() -> None:
    series = points("90%", "10%", "20%", "15%", "12%")
    assert direction(series, "higher", None, LONG).words == "up 2 points over 4 values, better"
    assert direction(series, "higher", None).words == "down 3 points, worse"
    assert (
        direction(series[:2], "higher", None, LONG).words == "cannot be told: only 2 values, and it takes 3"
    )


def test_values_before_a_change_of_the_measure_are_left_out() -> None:
    series = points("£10", "£20", "10%", "20%", "30%")
    assert direction(series, "higher", None, LONG).values == 3
    assert forecast(series, "yearly", None).values == 3


def test_of_two_values_for_one_day_the_later_recorded_counts() -> None:
    series = [*points("41%", "47%"), *points("43%", first=2007)]
    assert direction(series, "higher", None).by == 2


def test_a_forecast_goes_on_as_the_values_did_and_says_how() -> None:
    found = forecast(points("41%", "43%", "45%"), "yearly", read_value("46%"), "3", "higher")
    assert (found.day, found.number) == (dt.date(2009, 3, 31), 47)
    assert found.words == "47% by 31 Mar 2009, which meets the target 46% (by the median slope of 3 values)"
    assert found.proposal and found.proposal.rating == "green"


def test_one_odd_value_hardly_moves_a_forecast() -> None:
    found = forecast(points("40%", "41%", "42%", "90%", "44%", "45%"), "yearly", None)
    assert found.number == 46


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("41%", "43%"), "cannot be told: only 2 values, and it takes 3"),
        (("Level 1", "Level 2", "Level 3"), "cannot be told: levels have no slope"),
        (("41%", "43%", "£5"), "not compared: 43% is in %, £5 in £"),
        (("No data",) * 3, "cannot be told: no value"),
    ],
)
def test_a_forecast_that_the_values_do_not_bear_is_none(texts: tuple[str, ...], words: str) -> None:
    found = forecast(points(*texts), "yearly", read_value("45%"), "3", "higher")
    assert (found.words, found.number, found.day, found.proposal) == (words, None, None, None)


def test_a_percentage_is_kept_between_0_and_100_where_it_never_left_them() -> None:
    assert forecast(points("80%", "90%", "100%"), "yearly", None).number == 100
    assert forecast(points("20%", "10%", "0%"), "yearly", None).number == 0
    assert forecast(points("110%", "120%", "130%"), "yearly", None).number == 140
    assert forecast(points("80", "90", "100"), "yearly", None).number == 110


@pytest.mark.parametrize(
    ("frequency", "day"),
    [
        ("monthly", "2008-04-30"),
        ("quarterly", "2008-06-30"),
        ("half-yearly", "2008-09-30"),
        ("yearly", "2009-03-31"),
    ],
)
def test_the_next_period_is_told_by_the_frequency(frequency: str, day: str) -> None:
    found = forecast(points("1", "2", "3"), frequency, None)
    assert found.day == dt.date.fromisoformat(day)


def test_without_a_frequency_the_next_period_is_as_far_as_the_last_ones() -> None:
    quarters = [dt.date(2009, 6, 30), dt.date(2009, 9, 30), dt.date(2009, 12, 31)]
    series = [Point(day, read_value(str(place))) for place, day in enumerate(quarters)]
    assert forecast(series, None, None).day == dt.date(2010, 3, 31)
    days = [Point(dt.date(2010, 1, 1 + 9 * place), read_value(str(place))) for place in range(3)]
    assert forecast(days, None, None).day == dt.date(2010, 1, 28)
    late = [Point(dt.date(9999, 12, 29 + place), read_value(str(place))) for place in range(3)]
    assert "off the calendar" in forecast(late, "yearly", None).words


@given(st.integers(-50, 50), st.integers(-1000, 1000))
def test_values_on_a_line_are_forecast_on_it(slope: int, begin: int) -> None:
    series = [
        Point(dt.date(2000, 1, 1) + dt.timedelta(days=30 * place), read_value(str(begin + slope * place)))
        for place in range(5)
    ]
    found = forecast(series, None, None, day=dt.date(2000, 1, 1) + dt.timedelta(days=150))
    assert found.number == begin + slope * 5


@given(
    st.lists(st.decimals(-100, 100, places=1), min_size=2, max_size=9), st.sampled_from(["higher", "lower"])
)
def test_a_direction_turned_round_is_its_opposite(values: list[Decimal], polarity: str) -> None:
    forth = direction(points(*map(str, values)), polarity, None)
    back = direction(points(*(str(-value) for value in values)), polarity, None)
    assert forth.by is not None and back.by is not None and forth.by == -back.by
    opposite = {"better": "worse", "worse": "better", "same": "same"}
    assert forth.sense and back.sense == opposite[forth.sense]


def test_the_age_of_the_data_is_apart_from_the_day_of_the_report() -> None:
    found = age(dt.date(2009, 3, 31), TODAY, TODAY, "yearly", 60)
    assert (found.days, found.expected, found.late) == (461, dt.date(2010, 5, 30), True)
    assert (
        found.words
        == "data of 31 Mar 2009, 461 days old, reported 5 Jul 2010; newer data were due 30 May 2010"
    )
    assert not age(dt.date(2009, 3, 31), TODAY, TODAY, "yearly", 100).late
    assert not age(dt.date(2009, 3, 31), TODAY, TODAY).late
    assert age(None, TODAY, TODAY).words == "day not known; reported 5 Jul 2010"
    assert age(dt.date(2010, 7, 6), None, TODAY).words == "data of 6 Jul 2010, 1 day ahead"
    assert age(dt.date.max, None, TODAY, "yearly", 10).expected is None


@given(
    st.dates(), st.integers(0, 4000), st.sampled_from([None, "monthly", "quarterly", "half-yearly", "yearly"])
)
def test_any_day_has_an_age(day: dt.date, lag: int, frequency: str | None) -> None:
    found = age(day, None, TODAY, frequency, lag)
    assert found.days == (TODAY - day).days
    assert found.expected is None or found.expected > day


@given(st.dates())
def test_a_financial_year_ends_on_31_march(day: dt.date) -> None:
    end = year_end(day)
    assert (end.month, end.day) == (3, 31)
    if day.year < dt.date.max.year:
        assert 0 <= (end - day).days <= 365


def test_a_period_that_is_over_is_said_to_be() -> None:
    found = forecast(points("41%", "43%", "45%"), "yearly", None, today=TODAY)
    assert found.words.startswith("47% by 31 Mar 2009, a day that has passed (")
    ahead = forecast(points("41%", "43%", "45%", first=2008), "yearly", None, today=TODAY)
    assert "passed" not in ahead.words


@pytest.mark.parametrize(
    ("texts", "brief", "sign"),
    [
        (("41%", "47%"), "up, better", "↑"),
        (("47%", "41%"), "down, worse", "↓"),
        (("47%", "47%"), "unchanged", "→"),
        (("47%",), "one value", ""),
        (("47%", "£5"), "not compared", ""),
        ((), "", ""),
    ],
)
def test_a_direction_is_told_in_a_word_or_two(texts: tuple[str, ...], brief: str, sign: str) -> None:
    found = direction(points(*texts), "higher", None)
    assert (found.brief, found.sign) == (brief, sign)
    assert direction(points("41%", "47%"), None, None).brief == "up"


def test_an_age_is_told_in_a_word_or_two() -> None:
    assert age(dt.date(2010, 7, 4), None, TODAY).brief == "1 day"
    assert age(dt.date(2009, 3, 31), None, TODAY, "yearly").brief == "461 days, late"
    assert age(None, TODAY, TODAY).brief == "day not known"


def test_a_day_that_is_today_is_neither_late_nor_over() -> None:
    due = age(dt.date(2009, 7, 5), None, TODAY, "yearly")
    assert due.expected == TODAY and not due.late and "due" not in due.words
    assert age(TODAY, None, TODAY).words == "data of 5 Jul 2010, 0 days old"
    found = forecast(points("1", "2", "3"), "yearly", None, day=TODAY, today=TODAY)
    assert "passed" not in found.words


def test_what_lies_off_the_calendar_is_not_expected() -> None:
    last = dt.date(9998, 12, 31)
    assert age(last, None, TODAY, "yearly", 0).expected == dt.date.max
    assert age(last, None, TODAY, "yearly", 1).expected is None
    assert year_end(dt.date(9999, 5, 1)) == dt.date(9999, 3, 31)


def test_directions_and_forecasts_are_told_as_json() -> None:
    series = points("41%", "43%", "45%")
    assert direction(series, "higher", None).as_json()["by"] == "2"
    assert direction([], "higher", None).as_json()["by"] is None
    assert forecast(series, "yearly", None).as_json()["value"] == "47"
    assert forecast([], "yearly", None).as_json()["value"] is None
