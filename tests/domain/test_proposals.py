"""What target and tolerance propose, and what they do not bear."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.proposals import Proposal, propose, read_tolerance, tolerance_fault
from jatui.domain.values import read_value


def proposed(
    value: str, target: str | None, tolerance: str | None = None, polarity: str | None = None
) -> Proposal:
    return propose(read_value(value), read_value(target) if target is not None else None, tolerance, polarity)


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "polarity", "rating", "outcome"),
    [
        ("47%", "45%", None, "higher", "green", "met"),
        ("45%", "45%", None, "higher", "green", "met"),
        ("43%", "45%", "3", "higher", "amber", "missed"),
        ("42%", "45%", "3", "higher", "amber", "missed"),
        ("41.9%", "45%", "3", "higher", "red", "missed"),
        ("43%", "45%", None, "higher", None, "missed"),
        ("47%", "45%", "3", "lower", "amber", "missed"),
        ("43%", "45%", "3", "lower", "green", "met"),
        ("45%", "45%", "3", "on target", "green", "met"),
        ("47%", "45%", "3", "on target", "amber", "missed"),
        ("43%", "45%", "3", "on target", "amber", "missed"),
        ("50%", "45%", "3", "on target", "red", "missed"),
        ("47%", "45%", "3", None, None, None),
        ("45%", "45%", None, None, "green", "met"),
        ("Level 1", "level 1", None, None, "green", "met"),
        ("Level 1", "level 2", None, "higher", None, "missed"),
        ("Level 2", "level 1", None, "higher", "green", "met"),
        ("8% ↓ on 2005", "7.33% ↓ on 2005", None, "lower", "green", "met"),
        ("5% ↓ on 2005", "7.33% ↓ on 2005", "3", "lower", "amber", "missed"),
        ("47%", "at least 45%", None, None, "green", "met"),
        ("45%", "more than 45%", None, "higher", None, "missed"),
        ("45%", "less than 45%", "2", None, "amber", "missed"),
        ("12 days", "10 days", "20%", "lower", "amber", "missed"),
        ("13 days", "10 days", "20% of target", "lower", "red", "missed"),
        ("12 days", "10 days", "2 days", "lower", "amber", "missed"),
        ("£95", "£100", "£5", "higher", "amber", "missed"),
        ("44%", "45%", "2 points", "higher", "amber", "missed"),
        ("44%", "45%", "±2%", "higher", "amber", "missed"),
        ("43%", "45%", "2% of target", "higher", "red", "missed"),
    ],
)
def test_a_rating_is_proposed_by_target_tolerance_and_polarity(
    value: str,
    target: str,
    tolerance: str | None,
    polarity: str | None,
    rating: str | None,
    outcome: str | None,
) -> None:
    found = proposed(value, target, tolerance, polarity)
    assert (found.rating, found.outcome) == (rating, outcome), found.words


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        ("No data", "7.33% ↓ on 2005", "no data, which is no miss"),
        ("tbc", "45%", "no data, which is no miss"),
        ("47%", None, "no target is set"),
        ("47%", "tbc", "the target is not set (tbc)"),
        ("Level 1", "45%", "not compared: Level 1 is in levels, the target 45% in %"),
        ("47%", "£45", "not compared: 47% is in %, the target £45 in £"),
        ("47", "45%", "not compared: 47 is in a bare number, the target 45% in %"),
        (
            "47%",
            "7% ↓ on 2005",
            "not compared: 47% is in %, the target 7% ↓ on 2005 in a change in % on 2005",
        ),
        ("1,23", "45%", "not compared: the value '1,23' is not read"),
        ("Good", "45%", "not compared: the value 'Good' is words"),
        ("47%", "45-50%", "not compared: the target '45-50%' is not read"),
        ("<5%", "45%", "not compared: <5% is no measured figure"),
        ("47% (forecast)", "45%", "not compared: 47% (forecast) is no measured figure"),
        ("47%", "at most 45%", "at most 45% and the polarity higher do not go together"),
    ],
)
def test_what_is_not_compared_is_said_and_not_rated(value: str, target: str | None, words: str) -> None:
    assert proposed(value, target, "3", "higher") == Proposal(words)


def test_no_rating_is_proposed_that_the_scheme_lacks() -> None:
    amber = proposed("43%", "45%", "3", "higher")
    assert amber.within(("red", "amber")) is amber
    left = amber.within(("green", "red"))
    assert (left.rating, left.outcome, left.brief) == (None, "missed", "missed")
    assert left.words == f"{amber.words}; the plan's scheme has no amber to propose"
    untold = proposed("43%", None)
    assert untold.within(()) is untold


def test_where_nothing_was_measured_nothing_is_proposed() -> None:
    assert propose(None, read_value("45%"), "3", "higher") == Proposal("no value")


@pytest.mark.parametrize("tolerance", ["some", "-3", "£3", "3 days", "", "up 3%", "<3", "3% of target of it"])
def test_a_tolerance_that_is_not_read_rates_nothing(tolerance: str) -> None:
    found = proposed("43%", "45%", tolerance, "higher")
    assert found.rating is None and found.outcome == "missed" and "tolerance" in found.words


figures = st.decimals(-1000, 1000, places=1, allow_nan=False)


@given(figures, figures, st.decimals(0, 100, places=1), st.sampled_from(["higher", "lower", "on target"]))
def test_ratings_get_no_better_away_from_the_target(
    value: Decimal, target: Decimal, tolerance: Decimal, polarity: str
) -> None:
    order = ["green", "amber", "red"]

    def rated(figure: Decimal) -> int:
        found = proposed(f"{figure}%", f"{target}%", f"{tolerance}", polarity)
        assert found.rating is not None and (found.rating == "green") == (found.outcome == "met")
        return order.index(found.rating)

    worse = Decimal("0.1") * (
        -1 if polarity == "higher" or (polarity == "on target" and value < target) else 1
    )
    assert rated(value + worse) >= rated(value)
    assert rated(target) == 0


@given(figures, figures)
def test_up_is_better_for_one_and_worse_for_the_other(value: Decimal, target: Decimal) -> None:
    higher = proposed(f"{value}", f"{target}", "0", "higher")
    lower = proposed(f"{value}", f"{target}", "0", "lower")
    assert (higher.outcome == lower.outcome == "met") == (value == target)


def test_a_tolerance_is_in_the_unit_of_the_target_or_in_per_cent_of_it() -> None:
    per_cent, days = read_value("45%"), read_value("10 days")
    assert read_tolerance("5%", per_cent) == 5 and read_tolerance("5", per_cent) == 5
    assert read_tolerance("10% of target", per_cent) == Decimal("4.5")
    assert read_tolerance("5%", days) == Decimal("0.5") and read_tolerance("5", days) == 5


@pytest.mark.parametrize(
    ("tolerance", "target", "fault"),
    [
        ("some", None, "the tolerance some is not read"),
        ("some", "tbc", "the tolerance some is not read"),
        ("-3", None, "the tolerance -3 is not read"),
        ("3 days", "45%", "the tolerance 3 days is in another unit than the target"),
        ("3 days", None, None),
        ("3 days", "tbc", None),
        ("5% of target", "45%", None),
    ],
)
def test_a_tolerance_of_no_use_is_told_with_or_without_a_target(
    tolerance: str, target: str | None, fault: str | None
) -> None:
    assert tolerance_fault(tolerance, read_value(target) if target else None) == fault


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "brief"),
    [
        ("47%", "45%", None, "● G, met"),
        ("43%", "45%", "3", "▲ A, missed"),
        ("43%", "45%", None, "missed"),
        ("No data", "45%", None, ""),
        ("47%", None, None, "no target is set"),
        ("47%", "tbc", None, "the target is not set"),
        ("47%", "£45", None, "not compared"),
        ("47%", "at most 45%", None, "not told"),
    ],
)
def test_a_proposal_is_told_in_a_word_or_two(
    value: str, target: str | None, tolerance: str | None, brief: str
) -> None:
    assert proposed(value, target, tolerance, "higher").brief == brief
