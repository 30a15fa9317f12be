"""Who holds a post: against a calendar in which each day is looked at by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.holders import (
    Holding,
    clash,
    in_order,
    on_day,
    over_time,
    overlap,
    told_clash,
    told_over_time,
)

FIRST = dt.date(2021, 1, 1)
LAST = dt.date(2021, 1, 30)
CALENDAR = [FIRST + dt.timedelta(days) for days in range(30)]
DAYS = st.none() | st.sampled_from(CALENDAR)


@st.composite
def holdings(draw: st.DrawFn) -> list[Holding]:
    """Return holdings by officers of names of their own, whether or not they overlap."""
    found = []
    for number in range(draw(st.integers(0, 5))):
        since, until = draw(DAYS), draw(DAYS)
        if since and until and until < since:
            since, until = until, since
        found.append(Holding(f"Officer {number}", since, until))
    return found


def holders(given: list[Holding], day: dt.date) -> list[str | None]:
    return [
        each.officer
        for each in given
        if (each.since is None or each.since <= day) and (each.until is None or day <= each.until)
    ]


def days_of(given: list[Holding]) -> list[dt.date]:
    """Return the days that tell everything: those of the calendar, one before and one behind."""
    return [FIRST - dt.timedelta(400), *CALENDAR, LAST + dt.timedelta(400)]


@given(holdings())
def test_two_clash_where_some_day_has_two_holders(given: list[Holding]) -> None:
    doubled = [day for day in days_of(given) if len(holders(given, day)) > 1]
    found = clash(given)
    assert (found is not None) == bool(doubled)
    if found:
        one, other = found
        assert overlap(one, other) and overlap(other, one)
        assert any({one.officer, other.officer} <= set(holders(given, day)) for day in doubled)
        sentence = told_clash("AD Roads", one, other)
        assert str(one.officer) in sentence and str(other.officer) in sentence and "AD Roads" in sentence


@given(holdings())
def test_who_holds_a_post_on_a_day_is_who_the_calendar_says(given: list[Holding]) -> None:
    for day in days_of(given):
        found = on_day(given, day)
        assert [found.officer] == holders(given, day)[:1] if found else not holders(given, day)


@given(holdings().filter(lambda given: clash(given) is None))
def test_over_time_each_day_from_the_first_holder_on_is_held_or_vacant_just_once(
    given: list[Holding],
) -> None:
    told = over_time(given)
    assert [each for each in told if each.officer] == in_order(given)
    assert clash(told) is None
    begin = told[0].since if told else None
    for day in days_of(given) if told else []:
        stretches = [each for each in told if each.covers(day)]
        if begin is not None and day < begin:
            assert stretches == []
        else:
            assert [each.officer for each in stretches] == (holders(given, day) or [None])


def test_a_post_goes_over_from_one_day_to_the_next() -> None:
    ann = Holding("Ann", until=dt.date(2021, 1, 9))
    bob = Holding("Bob", dt.date(2021, 1, 10))
    assert clash([bob, ann]) is None
    assert clash([Holding("Cid", dt.date(2021, 1, 9), dt.date(2021, 1, 9)), ann]) is not None
    assert told_over_time([bob, ann]) == ["Ann until 9 Jan 2021", "Bob since 10 Jan 2021"]


def test_a_vacancy_is_told_and_so_is_that_nothing_is_known() -> None:
    told = told_over_time(
        [
            Holding("Ann", dt.date(2021, 1, 1), dt.date(2021, 1, 9)),
            Holding("Bob", dt.date(2021, 1, 11), dt.date(2021, 1, 11)),
        ]
    )
    assert told == [
        "Ann from 1 Jan 2021 until 9 Jan 2021",
        "vacant on 10 Jan 2021",
        "Bob on 11 Jan 2021",
        "vacant since 12 Jan 2021",
    ]
    assert told_over_time([]) == ["holder not known"]


@pytest.mark.parametrize("day", [dt.date.max, dt.date.min])
def test_the_ends_of_time_are_days_too(day: dt.date) -> None:
    assert told_over_time([Holding("Ann", day, day)])[0].startswith("Ann on")
