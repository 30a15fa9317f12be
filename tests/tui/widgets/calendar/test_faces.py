from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.store.calendar import DayCount, MonthCount, Window
from jatui.store.scope import Meeting
from jatui.tui.widgets.calendar.agenda import Agenda
from jatui.tui.widgets.calendar.face import Face, Shown, Spot, shift
from jatui.tui.widgets.calendar.month import Month
from jatui.tui.widgets.calendar.year import Year

TODAY = date(2021, 9, 12)
MEETING = Meeting("S&R", date(2021, 9, 21), date(2021, 9, 13))
COUNTS = [
    MonthCount("E", "2021-12", "amber", 3, 0),
    MonthCount("E", "2021-07", None, 2, 2),
    MonthCount("F", "2023-01", "red", 4, 0),
    MonthCount("F", "2020-01", None, 5, 5),
    MonthCount("F", "", None, 7, 0),
]
SHOWN = Shown(
    TODAY,
    COUNTS,
    [Window("E", "2021-07", "2021-12", 1)],
    [MEETING],
    [(5, "2021-09-30"), (9, "2021-12-31")],
    lambda first, last: [DayCount(date(2021, 9, 30), 2, 8, 0), DayCount(date(2021, 9, 3), 1, 0, 1)],
)


def text(face: Face, width: int, height: int) -> list[str]:
    return ["".join(piece for piece, _ in line) for line in face.lines(width, height)]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("height", [5, 8, 20])
def test_every_action_is_in_one_column_of_the_year(width: int, height: int) -> None:
    lines = text(Year(SHOWN, Spot()), width, height)
    due = next(line for line in lines if line.startswith("all due"))
    assert sum(int(part) for part in due.split()[2:] if part.isdigit()) == sum(each.count for each in COUNTS)
    overdue = next(line for line in lines if line.startswith("overdue"))
    assert sum(map(int, overdue.split()[1:])) == 7
    assert len(lines) <= height
    assert max(map(len, lines)) <= width


def test_a_tall_year_has_themes_ratings_and_windows() -> None:
    lines = text(Year(SHOWN, Spot()), 100, 20)
    heads = lines[0].split()
    assert heads == [
        "‹",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "›",
        "no",
        "date",
    ]
    assert "◇21" in lines[1]
    environment = next(line for line in lines if line.startswith("E "))
    assert "─" in environment and "─3" in environment
    assert any("▲ A" in line and "3" in line for line in lines)
    assert text(Year(SHOWN, Spot(), "financial"), 100, 20)[0].split()[1:3] == ["Apr", "May"]
    assert Year(SHOWN, Spot("2022-04")).title == "municipal year 2021/22"
    assert Year(SHOWN, Spot("2022-04"), "financial").title == "financial year 2022/23"


@pytest.mark.parametrize(
    ("spot", "way", "leads_to"),
    [
        (Spot(), "right", "2021-09"),
        (Spot("2021-09"), "left", "2021-08"),
        (Spot("2021-12"), "right", "2022-01"),
        (Spot("2022-04"), "right", ">2022-04"),
        (Spot(">2022-04"), "left", "2022-04"),
        (Spot(">2022-04"), "right", "none"),
        (Spot("none"), "left", ">2022-04"),
        (Spot("2021-05"), "left", "<2021-05"),
        (Spot("<2021-05"), "right", "2021-05"),
        (Spot("2021-09"), "page_down", "2022-09"),
        (Spot("2021-09"), "end", "none"),
        (Spot("2021-09"), "home", None),
        (Spot("2021-09-21"), "right", "2021-10"),
    ],
)
def test_the_year_s_cursor_goes_from_month_to_month(spot: Spot, way: str, leads_to: str | None) -> None:
    face = Year(SHOWN, spot)
    face.lines(60, 6)
    found = face.go(way)
    assert found is not None
    assert found.due == leads_to


def test_the_year_s_cursor_goes_from_theme_to_theme_where_they_are_shown() -> None:
    face = Year(SHOWN, Spot("2021-09", "E"))
    face.lines(100, 20)
    assert face.go("down") == Spot("2021-09", "F")
    face.spot = Spot("2021-09", "F")
    assert face.go("down") == Spot("2021-09", None)
    face.lines(100, 6)
    assert face.go("down") is None


def test_a_month_shows_days_meetings_deadlines_and_what_is_due_within_it() -> None:
    lines = text(Month(SHOWN, Spot()), 80, 16)
    assert lines[0].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert any("21◇" in line for line in lines)
    assert any("13▫" in line for line in lines)
    assert any("1 due" in line for line in lines)
    assert any(line.startswith("in the month 8   overdue 1 of 7   no date 7") for line in lines)
    assert any("papers close for S&R, 21 Sep 2021" in line for line in lines)


@pytest.mark.parametrize(
    ("due", "way", "leads_to"),
    [
        (None, "right", "2021-09-12"),
        ("2021-09-12", "down", "2021-09-19"),
        ("2021-09-28", "down", "2021-09"),
        ("2021-09", "up", "2021-09-30"),
        ("2021-09-01", "left", "2021-08-31"),
        ("2021-09-30", "right", "2021-10-01"),
        ("2021-12-15", "page_down", "2022-01"),
        ("2021-12-15", "end", "2021-12"),
        ("2021-12-15", "home", None),
    ],
)
def test_the_month_s_cursor_goes_from_day_to_day(due: str | None, way: str, leads_to: str | None) -> None:
    found = Month(SHOWN, Spot(due)).go(way)
    assert found is not None
    assert found.due == leads_to


def test_the_agenda_begins_today_with_meetings_first() -> None:
    face = Agenda(SHOWN, Spot())
    assert [(day, action) for day, action, _ in face.all] == [
        ("2021-09-13", 0), ("2021-09-21", 0), ("2021-09-30", 5), ("2021-12-31", 9)
    ]  # fmt: skip
    lines = text(face, 60, 10)
    assert lines[0].startswith("4 entries from 12 Sep 2021   overdue 7   no date 7")
    assert "papers close for S&R" in lines[1]
    assert "S&R meets" in lines[2]
    assert face.go("down") == Spot("2021-09-13")
    face.spot = Spot("2021-09-13")
    assert face.go("down") == Spot("2021-09-21")
    assert face.go("end") == Spot("2021-12-31", None, 9)


@given(
    st.integers(1, 200),
    st.integers(1, 60),
    st.sampled_from(["2021-09", "2021-09-21", "none", "<2021-05", ">2022-04", None]),
)
def test_no_size_and_no_spot_breaks_a_face(width: int, height: int, due: str | None) -> None:
    for face in (Year(SHOWN, Spot(due, "E")), Month(SHOWN, Spot(due)), Agenda(SHOWN, Spot(due))):
        assert len(face.lines(width, height)) <= height
        for way in ("left", "right", "up", "down", "page_up", "page_down", "home", "end"):
            face.go(way)
        for x in (0, width // 2, width - 1):
            for y in range(height):
                face.at(x, y)


@given(st.integers(-2000, 2000))
def test_months_shift_there_and_back(by: int) -> None:
    assert shift(shift("2021-09", by), -by) == "2021-09"
