from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.spans import RELATIVE, Anchors, Span, Unanchored, span, span_text

SUNDAY = Anchors(date(2021, 9, 12), last_meeting=date(2021, 7, 6), next_meeting=date(2021, 9, 21))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2021-09-12", "2021-09-12"),
        ("yesterday", "2021-09-11", "2021-09-11"),
        ("tomorrow", "2021-09-13", "2021-09-13"),
        ("+30d", "2021-10-12", "2021-10-12"),
        ("-2w", "2021-08-29", "2021-08-29"),
        ("+1y", "2022-09-12", "2022-09-12"),
        ("<+30d", None, "2021-10-11"),
        ("+2w..+3m", "2021-09-26", "2021-12-12"),
        ("today..+7d", "2021-09-12", "2021-09-19"),
        ("last-meeting", "2021-07-06", "2021-07-06"),
        ("<next-meeting", None, "2021-09-20"),
        ("next-meeting-9d", "2021-09-12", "2021-09-12"),
        ("this-week", "2021-09-06", "2021-09-12"),
        ("next-week", "2021-09-13", "2021-09-19"),
        ("last-month", "2021-08-01", "2021-08-31"),
        ("next-year", "2022-01-01", "2022-12-31"),
        (">this-month", "2021-10-01", None),
        ("2021-09..today", "2021-09-01", "2021-09-12"),
        ("+9999y", "9999-12-31", "9999-12-31"),
        ("<-9999y", None, None),
    ],
)
def test_days_are_told_from_today_and_from_meetings(text: str, first: str | None, last: str | None) -> None:
    assert span_text(text) == text
    days = span(text, SUNDAY)
    assert days == Span(*(date.fromisoformat(day) if day else None for day in (first, last)))


def test_months_are_counted_to_a_day_that_there_is() -> None:
    assert span("+1m", Anchors(date(2022, 1, 31))) == Span(date(2022, 2, 28), date(2022, 2, 28))
    assert span("-1y", Anchors(date(2024, 2, 29))) == Span(date(2023, 2, 28), date(2023, 2, 28))
    assert span("-11m", Anchors(date(2021, 12, 31))) == Span(date(2021, 1, 31), date(2021, 1, 31))


@pytest.mark.parametrize("text", ["next-meeting", "<last-meeting", "today..next-meeting+1w"])
def test_a_meeting_that_is_not_there_is_no_day(text: str) -> None:
    with pytest.raises(Unanchored):
        span(text, Anchors(date(2021, 9, 12)))


@given(
    st.sampled_from(RELATIVE),
    st.sampled_from(["", "<", ">=", "..", "..+9999y"]),
    st.dates(),
    st.dates(),
    st.sampled_from(["+", "-"]),
)
def test_whatever_is_told_has_one_form_and_days(
    word: str, sign: str, today: date, meeting: date, unsigned: str
) -> None:
    text = span_text(word + sign if sign.startswith(".") else sign + word, unsigned)
    assert span_text(text, unsigned) == text
    days = span(text, Anchors(today, meeting, meeting))
    assert days is not None


@pytest.mark.parametrize(
    ("text", "shown"), [("30d", "-30d"), ("Next  Month", "next-month"), ("today+3D", "+3d")]
)
def test_what_is_said_of_the_past_leads_back(text: str, shown: str) -> None:
    assert span_text(text, "-") == shown
