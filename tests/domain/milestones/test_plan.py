"""The sixty milestone cells of the Joint Agreement's tables, counted by the month in which they are due."""

from __future__ import annotations

from collections import Counter
from datetime import date

from jatui.domain.milestones import Reading, next_stage, occurrences, read

CELLS = {
    "Jul '21": 1,
    "Aug '21": 2,
    "Sep '21": 8,
    "Oct '21": 7,
    "Nov '21": 6,
    "Dec '21": 9,
    "Jan '22": 4,
    "Mar '22": 12,
    "Jun '22": 1,
    "Sep '21 & Dec '21": 1,
    "Dec '21 & Feb '22": 1,
    "Jul '21 Sep '21": 1,
    "Jul–Sep '21": 1,
    "Jul '21 & Ep '21": 1,
    "Reporting quarterly from Sep '21": 1,
    "Phased over the next 2 years": 1,
    "Phased over the next 3 years": 1,
    "Dependent on COVID Wave 3 timing": 1,
    "Dependent on plan schedule": 1,
}
"""Each wording of the milestone column, and in how many cells it stands."""


def test_due_days_by_month() -> None:
    due: Counter[str] = Counter()
    for wording, cells in CELLS.items():
        day = read(wording).due
        due[f"{day:%b %y}" if day else "none"] += cells
    assert sum(CELLS.values()) == 60
    assert due == {
        "Jul 21": 1,
        "Aug 21": 2,
        "Sep 21": 10,
        "Oct 21": 7,
        "Nov 21": 6,
        "Dec 21": 10,
        "Jan 22": 4,
        "Feb 22": 1,
        "Mar 22": 12,
        "Jun 22": 1,
        "none": 6,
    }


def passed(day: date) -> int:
    """Return in how many cells the due day lies before a day."""
    return sum(
        cells for wording, cells in CELLS.items() if (due := read(wording).due) is not None and due < day
    )


def test_what_has_passed() -> None:
    assert passed(date(2021, 10, 1)) == 13
    assert passed(date(2022, 4, 1)) == 53


def test_the_json_object_has_its_keys_in_order() -> None:
    assert read("Dec '21").as_json() == {
        "text": "Dec '21",
        "kind": "month",
        "start": "2021-12-01",
        "end": "2021-12-31",
        "due": "2021-12-31",
        "precision": "exact",
        "readable": True,
        "ambiguous": False,
        "recurrence": None,
        "unread": [],
        "warnings": [],
        "suggestion": None,
    }
    assert list(read("x").as_json()) == list(read("Dec '21").as_json())


def test_a_damaged_month_is_reported_and_never_guessed() -> None:
    reading = read("Jul '21 & Ep '21")
    assert (reading.due, reading.unread, reading.suggestion) == (None, ("Ep '21",), "Sep '21")
    assert [stage.due for stage in reading.stages] == [date(2021, 7, 31)]


def test_the_next_stage_is_the_first_one_still_open() -> None:
    reading = read("Sep '21 & Dec '21")
    first, last = date(2021, 9, 30), date(2021, 12, 31)
    assert [stage.due for stage in reading.stages] == [first, last]
    assert stage_due(reading) == first
    assert stage_due(reading, first) == last
    assert stage_due(reading, first, last) is None


def stage_due(reading: Reading, *met: date) -> date | None:
    """Return the due day of the next open stage."""
    stage = next_stage(reading, met)
    return stage.due if stage else None


def test_what_comes_round_has_a_next_occurrence() -> None:
    reading = read("Reporting quarterly from Sep '21")
    assert occurrences(reading, date(2021, 9, 1), 3) == [
        date(2021, 9, 30),
        date(2021, 12, 31),
        date(2022, 3, 31),
    ]
    assert occurrences(reading, date(2031, 1, 1), 1) == [date(2031, 3, 31)]
    assert stage_due(reading, date(2021, 9, 30)) == date(2021, 12, 31)
    bounded = read("Monthly from Sep 2021 to Nov 2021")
    assert occurrences(bounded, date(2021, 9, 30), 9) == [date(2021, 10, 31), date(2021, 11, 30)]
    assert occurrences(read("monthly"), date(2021, 9, 30), 3) == []


def test_labels_are_kept_with_their_stages() -> None:
    stages = read("Draft: Sep '21 Final: Dec '21").stages
    assert [(stage.text, stage.label) for stage in stages] == [("Sep '21", "Draft"), ("Dec '21", "Final")]


PAPER = date(2021, 7, 6)


def test_a_missing_year_is_assumed_from_the_paper_and_marked() -> None:
    for text, due in {
        "March": date(2022, 3, 31),
        "by end of September": date(2021, 9, 30),
        "24 th August": date(2021, 8, 24),
        "Nov & Jan": date(2022, 1, 31),
        "this month": date(2021, 7, 31),
        "next month": date(2021, 8, 31),
        "end of the financial year": date(2022, 3, 31),
        "Q3": date(2021, 12, 31),
        "this autumn": date(2021, 11, 30),
        "next July": date(2022, 7, 31),
        "July": date(2021, 7, 31),
    }.items():
        assert read(text).due is None, text
        reading = read(text, paper=PAPER)
        assert (reading.due, reading.precision) == (due, "approximate"), text
        assert reading.assumed
        assert set(reading.assumed) <= set(reading.warnings)


def test_a_length_is_counted_from_the_paper_as_an_end_and_never_as_a_due_day() -> None:
    for text, end in {
        "Phased over the next 2 years": date(2023, 7, 6),
        "in 6 months": date(2022, 1, 6),
    }.items():
        reading = read(text, paper=PAPER)
        assert (reading.end, reading.due, reading.precision) == (end, None, "approximate")
        assert reading.assumed
        assert read(text).end is None
