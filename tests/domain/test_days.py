from __future__ import annotations

import datetime as dt
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.days import parse_day, short_day, show_day, uk_today, whole_day
from jatui.domain.errors import Misused

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2021, 1, 15, 23, 59, 59, tzinfo=UTC), date(2021, 1, 15)),
        (datetime(2021, 1, 16, 0, 0, tzinfo=UTC), date(2021, 1, 16)),
        (datetime(2021, 7, 6, 22, 59, 59, tzinfo=UTC), date(2021, 7, 6)),
        (datetime(2021, 7, 6, 23, 0, tzinfo=UTC), date(2021, 7, 7)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2024, 2, 28, 23, 59, tzinfo=UTC), date(2024, 2, 28)),
        (datetime(2021, 12, 31, 23, 59, tzinfo=UTC), date(2021, 12, 31)),
    ],
)
def test_the_day_turns_at_midnight_in_the_united_kingdom(moment: datetime, day: date) -> None:
    assert uk_today(moment) == day
    with time_machine.travel(moment, tick=False):
        assert uk_today() == day


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata"])
def test_the_machines_own_zone_does_not_matter(zone: str) -> None:
    with time_machine.travel(datetime(2021, 7, 6, 23, 30, tzinfo=UTC).astimezone(ZoneInfo(zone)), tick=False):
        assert uk_today() == date(2021, 7, 7)


@given(st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2037, 1, 1)), st.integers(-12, 14))
def test_the_day_is_that_of_the_zone_table(moment: datetime, offset: int) -> None:
    aware = moment.replace(tzinfo=dt.timezone(timedelta(hours=offset)))
    assert uk_today(aware) == aware.astimezone(LONDON).date()


@pytest.mark.parametrize(
    "text",
    ["2021-09-21", " 2021-09-21 ", "21 September 2021", "21 Sep 2021", "21/9/2021", "21st September 2021"],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2021, 9, 21)


def test_a_day_near_today_is_named() -> None:
    today = date(2021, 9, 12)
    days = [parse_day(word, today) for word in ("yesterday", "Today", "tomorrow")]
    assert days == [date(2021, 9, 11), today, date(2021, 9, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2021-02-30",
        "2021-13-01",
        "Dec '21",
        "2021",
        "31 February 2021",
        "today",
        "21-09",
        "٢٠٢١-٠٩-٢١",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Misused, match="2021-09-21"):
        parse_day(text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_shown_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert show_day(day).startswith(str(day.day)) and short_day(day).endswith(str(day.year))


@pytest.mark.parametrize(
    "text", ["2021-09-21", "21/9/21", " 21 September 2021. ", "Tuesday, 21st Sept 2021", "Tue 21.9.2021"]
)
def test_a_whole_day_is_a_day_with_nothing_beside_it(text: str) -> None:
    assert whole_day(text) == date(2021, 9, 21)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("21 September", "without a year"),
        ("S&R, 21 September 2021", "more than a day"),
        ("21 September 2021, soon", "more than a day"),
        ("by 21 September 2021", "no day of the calendar"),
        ("September 2021", "no day of the calendar"),
        ("Monday 21 September 2021", "is a Tuesday"),
        ("31 June 2021", "no day 31"),
        ("21 September 1850", "1850"),
        ("21 September 2021 & 22 September 2021", "no day"),
        ("soon", "no day"),
        ("", "no day"),
    ],
)
def test_what_is_no_whole_day_is_told_why(text: str, why: str) -> None:
    with pytest.raises(Misused, match=why):
        whole_day(text)
