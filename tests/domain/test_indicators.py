"""Numbers of indicators however they are printed, and the periods of their values."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.indicators import number_form, number_key, numbers_in, period_days


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("NI 1", "NI 1"),
        ("NI 01", "NI 1"),
        ("NI1", "NI 1"),
        ("ni 001", "NI 1"),
        ("NI-1", "NI 1"),
        ("NI115", "NI 115"),
        ("KPI 7a", "KPI 7a"),
        ("HR1.2", "HR 1.2"),
        ("12", "12"),
        ("Recycling  rate", "Recycling rate"),
        ("NI 186 – per capita", "NI 186 – per capita"),
        ("", ""),
    ],
)
def test_a_number_has_one_form(printed: str, form: str) -> None:
    assert number_form(printed) == form and number_form(form) == form
    assert number_key(printed) == number_key(form.lower())


@pytest.mark.parametrize(
    ("text", "numbers", "unread"),
    [
        ("NI185, 186, 187, 188 and 194", ["NI 185", "NI 186", "NI 187", "NI 188", "NI 194"], []),
        ("NI 191, 192, 193, 195, and 196.", ["NI 191", "NI 192", "NI 193", "NI 195", "NI 196"], []),
        ("NI 1 & NI 01; KPI 7, 8", ["NI 1", "KPI 7", "KPI 8"], []),
        ("1, 2 and 3", ["1", "2", "3"], []),
        ("NI 191-193", [], ["NI 191-193"]),
        ("NI 17 and the rest", ["NI 17"], ["the rest"]),
        ("", [], []),
    ],
)
def test_a_list_of_numbers_is_expanded(text: str, numbers: list[str], unread: list[str]) -> None:
    assert numbers_in(text) == (numbers, unread)


@given(st.lists(st.integers(1, 999), min_size=1, max_size=9, unique=True), st.sampled_from(["NI", "KPI "]))
def test_a_written_list_reads_back(numbers: list[int], letters: str) -> None:
    text = f"{letters}{', '.join(map(str, numbers[:-1]))}{' and ' if len(numbers) > 1 else ''}{numbers[-1]}"
    assert numbers_in(text) == ([f"{letters.strip()} {number}" for number in numbers], [])


@given(st.text(max_size=60))
def test_any_text_gives_numbers_and_the_rest(text: str) -> None:
    numbers, unread = numbers_in(text)
    assert len(numbers) == len(set(numbers)) and all(map(str.strip, unread))
    assert number_form(number_form(text)) == number_form(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2009/10", ("2009-04-01", "2010-03-31")),
        ("2009-10", ("2009-04-01", "2010-03-31")),
        ("FY 2009/10", ("2009-04-01", "2010-03-31")),
        ("Q1 2009/10", ("2009-04-01", "2009-06-30")),
        ("Q2 2021-22", ("2021-07-01", "2021-09-30")),
        ("Sep 2021", ("2021-09-01", "2021-09-30")),
        ("Jan – March 2010", ("2010-01-01", "2010-03-31")),
        ("2010", ("2010-01-01", "2010-12-31")),
        ("31/3/2010", ("2010-03-31", "2010-03-31")),
        ("as at 31/3/2010", ("2010-03-31", "2010-03-31")),
        ("as at end of March 2010", ("2010-03-31", "2010-03-31")),
        ("year end 2009/10", ("2010-03-31", "2010-03-31")),
        ("End of year 2009/10", ("2010-03-31", "2010-03-31")),
        ("year to March 2010", ("2009-04-01", "2010-03-31")),
        ("12 months to the end of Feb 2012", ("2011-03-01", "2012-02-29")),
        ("rolling year ending 30 June 2021", ("2020-07-01", "2021-06-30")),
        ("quarter to June 2010", ("2010-04-01", "2010-06-30")),
        ("2009/10 outturn", ("2009-04-01", "2010-03-31")),
        ("2009/10 (provisional)", ("2009-04-01", "2010-03-31")),
        ("2009/10 Q1", ("2009-04-01", "2009-06-30")),
        ("01/04/2009 - 31/03/2010", ("2009-04-01", "2010-03-31")),
        ("year to date", None),
        ("year to March", None),
        ("09/10", None),
        ("Q5 2021/22", None),
        ("quarter 3 2010", None),
        ("31 March", None),
        ("Year 1", None),
        ("by Dec 2021", None),
        ("monthly", None),
        ("TBC", None),
        ("", None),
    ],
)
def test_a_period_has_days_where_they_are_sure(text: str, days: tuple[str, str] | None) -> None:
    found = period_days(text)
    assert (found and tuple(day.isoformat() for day in found)) == days


@given(st.text(max_size=40))
def test_any_period_is_read_or_not(text: str) -> None:
    found = period_days(text)
    assert found is None or (isinstance(found[0], dt.date) and found[0] <= found[1])
