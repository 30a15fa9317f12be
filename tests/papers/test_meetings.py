from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.papers.meetings import LONGEST_LINE, parse_meetings

DAY = dt.date(2021, 9, 21)
CLOSES = dt.date(2021, 9, 13)


def one(line: str) -> tuple[str | None, dt.date, dt.date | None]:
    found = parse_meetings(line)
    assert not found.bad, found.bad
    (meeting,) = found.meetings
    return meeting.committee, meeting.day, meeting.deadline


@pytest.mark.parametrize(
    "line",
    [
        "S&R, 21 September 2021",
        "S&R\t21/9/2021",
        "S&R;21.9.2021",
        "S&R, Tuesday 21 September 2021",
        "S&R, Tuesday, 21 September 2021",
        '"S&R","21st September, 2021"',
        "S&R 21 Sept 2021",
        "- S&R, 2021-09-21",
        "S&R , 21 September 2021 ,,",
        "S&R, 21 September 2021, 10:00",
        "S&R, 21 September 2021 at 2pm",
        "S&R, 21 September 2021.",
    ],
)
def test_a_line_is_a_committee_and_a_day(line: str) -> None:
    assert one(line) == ("S&R", DAY, None)


@pytest.mark.parametrize("line", ["21 September 2021", "Tuesday, 21 September 2021", "• 21/09/21"])
def test_a_line_may_leave_its_committee_to_whoever_imports_it(line: str) -> None:
    assert one(line) == (None, DAY, None)


@pytest.mark.parametrize(
    "line",
    [
        "S&R, 21 September 2021, 13 September 2021",
        "S&R\tTuesday, 21 September 2021\tMonday, 13 September 2021",
        "S&R, Tuesday, 21 September 2021, Monday, 13 September 2021",
    ],
)
def test_a_line_may_say_when_papers_close(line: str) -> None:
    assert one(line) == ("S&R", DAY, CLOSES)


def test_a_committee_may_have_several_words() -> None:
    assert one("Staffing & Appeals 21 September 2021")[0] == "Staffing & Appeals"
    assert one('"Strategy, and Resources", 21 September 2021')[0] == "Strategy, and Resources"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("S&R, 31 June 2021", "has no day 31"),
        ("S&R, 29 February 2021", "day 29"),
        ("S&R, 21/13/2021", "no month 13"),
        ("S&R, 21 September", "without a year"),
        ("S&R, September 2021", "'September 2021'"),
        ("S&R, 1 May 1850", "1850"),
        ("S&R, Wednesday 21 September 2021", "is a Tuesday"),
        ("S&R, 21 September 2021, Shire Hall", "'Shire Hall'"),
        ("S&R, 21 September 2021, 13 September 2021, 10 September 2021", "more than"),
        ("S&R,", "no day"),
        ("Hello", "'Hello'"),
        (",,,", "no day"),
        ("S&R, 21 September 2021 or 28 September 2021", "no day"),
        ("S&R, by 21 September 2021", "no day"),
        ("x" * (LONGEST_LINE + 1), "longer than"),
        ("S&R, \x1b[31m21 September 2021", "␛"),
    ],
)
def test_what_is_no_meeting_is_named_with_its_line_and_why(line: str, why: str) -> None:
    found = parse_meetings(f"# dates\n\n{line}\nS&R, 5 October 2021")
    (bad,) = found.bad
    assert bad.line == 3 and why in str(bad) and str(bad).startswith("line 3 ")
    assert len(str(bad)) < 300 and "\x1b" not in str(bad)
    assert [meeting.line for meeting in found.meetings] == [4]


def test_a_heading_names_the_columns_in_any_order() -> None:
    found = parse_meetings(
        "Date of meeting;Time;Committee;Papers close;Venue\r\n"
        "21 September 2021;10:00;S&R;13/9/2021;Shire Hall\r\n"
        "5 October 2021;;E&GI\r\n"
    )
    assert [(m.line, m.committee, m.day, m.deadline) for m in found.meetings] == [
        (2, "S&R", DAY, CLOSES),
        (3, "E&GI", dt.date(2021, 10, 5), None),
    ]
    assert found.columns_left == ("Time", "Venue") and not found.bad


def test_a_heading_is_one_only_at_the_head() -> None:
    found = parse_meetings("S&R, 21 September 2021\nCommittee, Date\n")
    assert [bad.line for bad in found.bad] == [2]


def test_a_line_under_a_heading_may_not_have_more_than_it_names() -> None:
    found = parse_meetings("Committee,Date\nS&R,21 September 2021,10:00\nS&R,\n")
    assert [str(bad) for bad in found.bad] == ["line 2 has 3 cells under 2 headings", "line 3 names no day"]


def test_hours_that_are_left_out_are_counted() -> None:
    assert parse_meetings("S&R, 21 September 2021, 10:00\nS&R, 5 October 2021\n").times == 1


LINES = st.lists(
    st.sampled_from(
        [
            "S&R, 21 September 2021",
            "S&R\t5/10/2021",
            "",
            "# note",
            "Committee,Date",
            "31 June 2021",
            "  ",
            ",",
            "10:00",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=30),
    max_size=8,
)


@given(LINES)
def test_no_line_is_lost(lines: list[str]) -> None:
    found = parse_meetings("\n".join(lines))
    told = sorted([meeting.line for meeting in found.meetings] + [bad.line for bad in found.bad])
    wanted = [n for n, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    assert told == wanted or (told == wanted[1:] and not any(c.isdigit() for c in lines[wanted[0] - 1]))
    assert len(told) == len(set(told))
