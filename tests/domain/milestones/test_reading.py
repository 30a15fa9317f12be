"""What a reading tells of itself: how often it comes round, on which days, which stage is next, and what is printed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jatui.domain.milestones import Reading, next_stage, occurrences, read
from jatui.domain.milestones.mentions import Mention, Often, Script
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.reading import Repeat, Stage

MONTH_ENDS = ["2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31"]

REPEATS = {
    "Every May": (Repeat(1, "year", months=(5,)), "every year in May", []),
    "once a year in May": (Repeat(1, "year", months=(5,)), "every year in May", []),
    "Per quarter": (Repeat(3, "month"), "every 3 months", []),
    "Monthly": (Repeat(1, "month"), "every month", []),
    "every 2 years in March and September": (
        Repeat(2, "year", months=(3, 9)),
        "every 2 years in March and September",
        [],
    ),
    "Quarterly in Mar, Jun, Sep and Dec": (
        Repeat(3, "month", months=(3, 6, 9, 12)),
        "every 3 months in March, June, September and December",
        [],
    ),
    "Monthly from September 2021": (
        Repeat(1, "month", date(2021, 9, 30)),
        "every month from 2021-09-30",
        MONTH_ENDS,
    ),
    "Monthly from 15 Sep 2021": (
        Repeat(1, "month", date(2021, 9, 15)),
        "every month from 2021-09-15",
        ["2021-09-15", "2021-10-15", "2021-11-15", "2021-12-15"],
    ),
    "Twice a year from 30 Sep 2021": (
        Repeat(1, "year", date(2021, 9, 30), times=2),
        "2 times every year from 2021-09-30",
        ["2021-09-30", "2022-09-30", "2023-09-30", "2024-09-30"],
    ),
    "Quarterly from Sep 2021 until Mar 2022": (
        Repeat(3, "month", date(2021, 9, 30), date(2022, 3, 31)),
        "every 3 months from 2021-09-30 until 2022-03-31",
        ["2021-09-30", "2021-12-31", "2022-03-31"],
    ),
    "Weekly from 6 Sept 2021": (
        Repeat(1, "week", date(2021, 9, 6)),
        "every week from 2021-09-06",
        ["2021-09-06", "2021-09-13", "2021-09-20", "2021-09-27"],
    ),
    "Every 2 weeks from 6 Sept 2021 until 30 Sep 2021": (
        Repeat(2, "week", date(2021, 9, 6), date(2021, 9, 30)),
        "every 2 weeks from 2021-09-06 until 2021-09-30",
        ["2021-09-06", "2021-09-20"],
    ),
    "Weekly from 30 Sep 2021": (
        Repeat(1, "week", date(2021, 9, 30)),
        "every week from 2021-09-30",
        ["2021-09-30", "2021-10-07", "2021-10-14", "2021-10-21"],
    ),
    "Daily from 30 Dec 2021": (
        Repeat(1, "day", date(2021, 12, 30)),
        "every day from 2021-12-30",
        ["2021-12-30", "2021-12-31", "2022-01-01", "2022-01-02"],
    ),
    "Annually from 28 Feb 2024": (
        Repeat(1, "year", date(2024, 2, 28)),
        "every year from 2024-02-28",
        ["2024-02-28", "2025-02-28", "2026-02-28", "2027-02-28"],
    ),
    "Annually from Feb 2023": (
        Repeat(1, "year", date(2023, 2, 28)),
        "every year from 2023-02-28",
        ["2023-02-28", "2024-02-29", "2025-02-28", "2026-02-28"],
    ),
    "Every autumn from 2021": (
        Repeat(1, "autumn", date(2021, 11, 30)),
        "every autumn from 2021-11-30",
        ["2021-11-30", "2022-11-30", "2023-11-30", "2024-11-30"],
    ),
    "Every winter from Dec 2021": (
        Repeat(1, "winter", date(2022, 2, 28)),
        "every winter from 2022-02-28",
        ["2022-02-28", "2023-02-28", "2024-02-29", "2025-02-28"],
    ),
    "Every spring from 2022": (
        Repeat(1, "spring", date(2022, 5, 31)),
        "every spring from 2022-05-31",
        ["2022-05-31", "2023-05-31", "2024-05-31", "2025-05-31"],
    ),
    "Every summer from 2022": (
        Repeat(1, "summer", date(2022, 8, 31)),
        "every summer from 2022-08-31",
        ["2022-08-31", "2023-08-31", "2024-08-31", "2025-08-31"],
    ),
    "Every term from Sep 2021": (
        Repeat(1, "term", date(2021, 9, 30)),
        "every term from 2021-09-30",
        ["2021-09-30", "2022-01-31", "2022-05-31", "2022-09-30"],
    ),
}
"""Wordings that come round: their repetition, its words, and the first four due days from 1 September 2021."""


@pytest.mark.parametrize("wording", REPEATS)
def test_what_comes_round_says_how_often_and_when(wording: str) -> None:
    repeat, said, days = REPEATS[wording]
    reading = read(wording)
    assert reading.repeat == repeat
    assert reading.recurrence == said == str(repeat)
    assert reading.as_json()["recurrence"] == said
    assert [day.isoformat() for day in occurrences(reading, date(2021, 9, 1), 4)] == days
    assert occurrences(reading, date(2021, 9, 1), 0) == []


@pytest.mark.parametrize("wording", REPEATS)
def test_occurrences_far_on_are_those_that_counting_one_by_one_meets(wording: str) -> None:
    reading = read(wording)
    days = occurrences(reading, date(2021, 9, 1), 60)
    for place, day in enumerate(days):
        if place < 50 or len(days) < 60:
            assert occurrences(reading, day, 3) == days[place + 1 : place + 4]


@pytest.mark.parametrize("wording", REPEATS)
def test_the_next_stage_of_what_comes_round_is_the_first_day_not_met(wording: str) -> None:
    reading = read(wording)
    days = occurrences(reading, date(2021, 9, 1), 9)
    for met in range(min(len(days), 5)):
        stage = Stage(wording, "", None, days[met], days[met])
        assert next_stage(reading, days[:met]) == stage
        assert next_stage(reading, iter(days[:met])) == stage
    if len(days) > 2:
        assert next_stage(reading, [days[0], days[2]]) == Stage(wording, "", None, days[1], days[1])
    if not days or reading.repeat is None or reading.repeat.until:
        assert next_stage(reading, days) is None


def test_a_repetition_in_a_unit_that_no_calendar_counts_has_no_days() -> None:
    reading = Reading("every meeting", "recurring", repeat=Repeat(1, "meeting", date(2021, 9, 30)))
    assert occurrences(reading, date(2021, 1, 1), 3) == []
    assert next_stage(reading) is None
    assert occurrences(read("Sep 2021"), date(2021, 1, 1), 3) == []


@pytest.mark.parametrize(("unit", "months"), [("quarter", 3), ("month", 1), ("term", 4), ("year", 12)])
def test_a_unit_of_months_is_so_many_months_long(unit: str, months: int) -> None:
    first = date(2021, 1, 10)
    reading = Reading("x", "recurring", repeat=Repeat(2, unit, first))
    second = occurrences(reading, first, 1)[0]
    assert (second.year - 2021) * 12 + second.month - 1 == 2 * months
    assert second.day == 10


def test_days_end_with_the_calendar() -> None:
    for unit in ("year", "month", "week", "day"):
        reading = Reading("x", "recurring", repeat=Repeat(1, unit, date(9999, 12, 30)))
        assert len(occurrences(reading, date(9999, 12, 1), 5)) == (2 if unit == "day" else 1)


def test_a_series_that_begins_after_the_day_begins_with_its_first_day() -> None:
    for unit in ("year", "week"):
        reading = Reading("x", "recurring", repeat=Repeat(1, unit, date(2021, 9, 10)))
        assert occurrences(reading, date(1999, 1, 1), 1) == [date(2021, 9, 10)]
        assert occurrences(reading, date(2021, 9, 9), 1) == [date(2021, 9, 10)]
        assert occurrences(reading, date(2021, 9, 10), 1) > [date(2021, 9, 10)]


NEXT = {
    "Sep '21 & Dec '21": ["Sep '21", "Dec '21"],
    "Final report Dec 2021, draft Sep 2021": ["Sep 2021", "Dec 2021"],
    "Sep 2021, from Dec 2021": ["Sep 2021"],
    "Draft Dec 2021; final December 2021": ["Dec 2021"],
    "From Sep 2021": [],
    "TBC": [],
    "Jul '21 & Ep '21": ["Jul '21"],
}
"""Wordings, and the stages that are next, one after the other."""


@pytest.mark.parametrize("wording", NEXT)
def test_stages_are_next_in_the_order_of_their_days(wording: str) -> None:
    reading = read(wording)
    met: list[date] = []
    for text in NEXT[wording]:
        stage = next_stage(reading, met)
        assert stage is not None and stage.due is not None
        assert stage in reading.stages and stage.text == text
        met.append(stage.due)
    assert next_stage(reading, met) is None


PRINTED: dict[str, dict[str, Any]] = {
    "Reporting quarterly from Sep '21": {
        "kind": "recurring",
        "start": "2021-09-01",
        "precision": "exact",
        "recurrence": "every 3 months from 2021-09-30",
    },
    "Jul '21 & Ep '21": {
        "kind": "list",
        "start": "2021-07-01",
        "precision": "exact",
        "readable": False,
        "unread": ["Ep '21"],
        "suggestion": "Sep '21",
    },
    "spring 2022": {
        "kind": "season",
        "start": "2022-03-01",
        "end": "2022-05-31",
        "due": "2022-05-31",
        "precision": "approximate",
    },
    "Q3 2021": {"ambiguous": True, "readable": True},
    "TBC": {
        "kind": "none",
        "start": None,
        "end": None,
        "due": None,
        "precision": None,
        "ambiguous": False,
        "readable": True,
        "suggestion": None,
        "unread": [],
    },
}
"""What the printed object of a wording holds besides its text and warnings."""


@pytest.mark.parametrize("wording", PRINTED)
def test_what_is_printed_is_what_was_read(wording: str) -> None:
    reading = read(wording)
    printed = reading.as_json()
    assert {key: printed[key] for key in PRINTED[wording]} == PRINTED[wording]
    assert printed["text"] == wording
    assert printed["warnings"] == list(reading.warnings)
    assert printed["readable"] is reading.readable is (not reading.unread)


def test_a_wording_without_a_day_has_no_precision() -> None:
    for wording in (
        "Daily",
        "Annual",
        "BAU",
        "ad hoc",
        "always",
        "Phased",
        "gradual",
        "TBC",
        "subject to funding",
    ):
        assert read(wording).precision is None, wording
    assert read("Dec 2021 (was Sept 2021), extended by 3 months").precision is None


def test_a_reading_is_taken_to_say_nothing_until_it_is_told() -> None:
    reading = Reading("x", "none")
    assert (reading.ambiguous, reading.unread, reading.warnings, reading.stages, reading.assumed) == (
        False,
        (),
        (),
        (),
        (),
    )
    assert Repeat(1, "month").times == 1 and Often(1, "month").times == 1
    former = read("Dec not Sep '21").former
    assert former is not None and former.ambiguous is False
    mention = Mention(Period("month"))
    assert (mention.cue, mention.word, mention.role, mention.label, mention.timed) == (
        "",
        "",
        "plan",
        "",
        False,
    )
    assert (mention.about, mention.now, mention.review, mention.clause) == (False, False, False, 0)
    script = Script()
    assert (script.doubtful, script.dangling, script.unknown, script.numbers) == ("", "", False, False)


@pytest.mark.parametrize("word", ["mid", "end of", "mid end of", "financial year"])
def test_a_word_said_a_thousand_times_has_a_reading(word: str) -> None:
    assert read(f"{word} " * 1000).due is None
