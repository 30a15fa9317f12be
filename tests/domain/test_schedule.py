from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.schedule import schedule, tell
from jatui.domain.words import SCHEDULES

TODAY = dt.date(2021, 9, 12)
MEETING = dt.date(2021, 9, 21)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2023, 1, 1))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (dt.date(2021, 9, 11), "passed"),
        (TODAY, "due before next meeting"),
        (MEETING, "due before next meeting"),
        (dt.date(2021, 9, 22), "later"),
    ],
)
def test_a_due_day_stands_to_the_day_and_the_meeting(due: dt.date, expected: str) -> None:
    assert schedule("month", due, TODAY, MEETING) == expected


def test_without_a_meeting_what_is_not_passed_is_later() -> None:
    assert schedule("month", TODAY, TODAY, None) == "later"


@pytest.mark.parametrize("kind", ["dependent", "event"])
def test_a_condition_waits_and_is_never_overdue(kind: str) -> None:
    assert schedule(kind, None, dt.date(2099, 1, 1), MEETING) == "waiting"


@pytest.mark.parametrize("kind", ["recurring", "phased", "ongoing", "unreadable", "none", "list"])
def test_what_has_no_due_day_is_listed_as_such(kind: str) -> None:
    assert schedule(kind, None, dt.date(2099, 1, 1), MEETING) == "no date"


def test_a_condition_with_a_day_goes_by_the_day() -> None:
    assert schedule("dependent", dt.date(2021, 9, 11), TODAY, None) == "passed"


@given(DAYS, DAYS, DAYS, st.none() | DAYS)
def test_time_only_moves_an_action_towards_passed(
    due: dt.date, day: dt.date, other: dt.date, meeting: dt.date | None
) -> None:
    earlier, later = sorted((day, other))
    before, after = schedule("day", due, earlier, meeting), schedule("day", due, later, meeting)
    assert {before, after} <= set(SCHEDULES)
    assert after == "passed" or before == after


@pytest.mark.parametrize(
    ("due", "deadline", "today", "words"),
    [
        (None, None, TODAY, "later (next meeting S&R 21 Sep 2021)"),
        (None, dt.date(2021, 9, 13), TODAY, "later (next meeting S&R 21 Sep 2021, papers close 13 Sep 2021)"),
        (
            dt.date(2021, 9, 14),
            dt.date(2021, 9, 13),
            TODAY,
            "later (next meeting S&R 21 Sep 2021, papers close 13 Sep 2021, before it is due)",
        ),
        (
            dt.date(2021, 9, 13),
            dt.date(2021, 9, 13),
            dt.date(2021, 9, 14),
            "later (next meeting S&R 21 Sep 2021, papers closed 13 Sep 2021)",
        ),
    ],
)
def test_the_next_meeting_and_its_paper_deadline_are_told(
    due: dt.date | None, deadline: dt.date | None, today: dt.date, words: str
) -> None:
    assert tell("later", due, today, ("S&R", MEETING, deadline)) == words
    assert tell("later", due, today, None) == "later (no meeting is planned)"
