from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.working_days import bank_holidays, is_working_day, paper_deadline


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"),
        (2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_bank_holidays_are_those_that_were_held(year: int, days: str) -> None:
    assert [day.isoformat()[5:] for day in bank_holidays(year)] == days.split()


@pytest.mark.parametrize(
    ("meeting", "deadline"),
    [
        ("2021-09-21", "2021-09-13"),
        ("2021-07-06", "2021-06-28"),
        ("2022-01-27", "2022-01-19"),
        ("2021-04-07", "2021-03-26"),  # over Easter: clear days are 6 Apr, 1 Apr, 31, 30 and 29 Mar
        ("2022-01-04", "2021-12-22"),  # over Christmas: 31, 30, 29, 24 and 23 Dec
        ("2022-09-27", "2022-09-16"),  # over the State Funeral
        ("2021-09-20", "2021-09-10"),
    ],
)
def test_papers_are_out_five_clear_days_before(meeting: str, deadline: str) -> None:
    assert paper_deadline(date.fromisoformat(meeting)).isoformat() == deadline


@given(st.dates(date(1980, 1, 1), date(2100, 12, 31)))
def test_five_working_days_lie_between(meeting: date) -> None:
    deadline = paper_deadline(meeting)
    between = [deadline + timedelta(days=n) for n in range(1, (meeting - deadline).days)]
    assert sum(map(is_working_day, between)) == 5
    assert is_working_day(deadline)
    later = [day for day in between if is_working_day(day)]
    assert sum(is_working_day(later[0] + timedelta(days=n)) for n in range(1, (meeting - later[0]).days)) == 4
