from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.milestones import read
from jatui.domain.records import Action
from jatui.domain.stages import EARLIER, open_stage, plain_standings, record_of, standings

SEPTEMBER, DECEMBER = dt.date(2021, 9, 30), dt.date(2021, 12, 31)
TWO = read("Sep '21 & Dec '21")
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2023, 1, 1))


def told(wording: str, met: dict[dt.date, dt.date], today: dt.date, **given: bool) -> list[tuple[str, str]]:
    return [(each.due.isoformat(), each.state) for each in standings(read(wording), met, today, **given)]


def test_a_record_has_the_fields_of_an_action_in_their_order() -> None:
    fields = Action.__struct_fields__
    between = fields[fields.index("milestone_kind") : fields.index("status")]
    assert tuple(record_of(TWO)) == between


def test_the_next_open_stage_counts() -> None:
    assert record_of(TWO)["next_due"] == SEPTEMBER
    assert record_of(TWO, {SEPTEMBER})["next_due"] == DECEMBER
    assert record_of(TWO, {DECEMBER})["next_due"] == SEPTEMBER
    assert record_of(TWO, {SEPTEMBER, DECEMBER})["next_due"] is None
    assert record_of(TWO, {SEPTEMBER, DECEMBER})["due"] == DECEMBER


@pytest.mark.parametrize("wording", ["Jul '21 & Ep '21", "Dependent on funding", "TBC", ""])
def test_without_a_day_for_the_whole_nothing_is_next(wording: str) -> None:
    assert record_of(read(wording))["next_due"] is None


def test_what_repeats_has_always_a_next_day() -> None:
    quarterly = read("Reporting quarterly from Sep '21")
    assert record_of(quarterly)["next_due"] == SEPTEMBER
    assert record_of(quarterly, {SEPTEMBER, DECEMBER})["next_due"] == dt.date(2022, 3, 31)
    assert record_of(quarterly, {SEPTEMBER, DECEMBER})["due"] is None


@pytest.mark.parametrize(
    ("wording", "day", "due"),
    [
        ("Sep '21 & Dec '21", DECEMBER, DECEMBER),
        ("Sep '21 & Dec '21", dt.date(2021, 9, 1), SEPTEMBER),
        ("Sep '21 & Dec '21", dt.date(2021, 10, 5), None),
        ("Reporting quarterly from Sep '21", dt.date(2022, 3, 31), dt.date(2022, 3, 31)),
        ("Reporting quarterly from Sep '21", dt.date(2022, 3, 30), None),
        ("Reporting quarterly from Sep '21", dt.date(2021, 6, 30), None),
        ("Reporting quarterly from Sep '21", dt.date.min, None),
        ("Reporting quarterly from Sep '21", dt.date(9999, 12, 30), None),
        ("Dependent on funding", SEPTEMBER, None),
    ],
)
def test_a_stage_is_named_by_its_day(wording: str, day: dt.date, due: dt.date | None) -> None:
    stage = open_stage(read(wording), (), day)
    assert (stage.due if stage else None) == due


def test_stages_stand_met_overdue_next_and_open() -> None:
    today = dt.date(2021, 10, 5)
    assert told("Sep '21 & Dec '21 & Mar '22", {}, today) == [
        ("2021-09-30", "overdue"), ("2021-12-31", "next"), ("2022-03-31", "open"),
    ]  # fmt: skip
    assert told("Sep '21 & Dec '21", {SEPTEMBER: today}, today) == [
        ("2021-09-30", "met"), ("2021-12-31", "next"),
    ]  # fmt: skip
    assert told("Sep '21 & Dec '21", {}, SEPTEMBER)[0] == ("2021-09-30", "next")
    assert told("Sep '21 & Dec '21", {}, today, finished=True) == [
        ("2021-09-30", "open"), ("2021-12-31", "open"),
    ]  # fmt: skip


def test_what_repeats_shows_what_was_met_what_was_missed_and_the_next() -> None:
    met = {SEPTEMBER: SEPTEMBER, dt.date(2022, 6, 30): dt.date(2022, 2, 1)}
    assert told("Reporting quarterly from Sep '21", met, dt.date(2022, 2, 1)) == [
        ("2021-09-30", "met"), ("2021-12-31", "overdue"), ("2022-03-31", "next"), ("2022-06-30", "met"),
    ]  # fmt: skip


def test_a_stage_met_under_an_earlier_wording_stays() -> None:
    found = standings(read("Jan '22"), {SEPTEMBER: SEPTEMBER}, dt.date(2021, 10, 5))
    assert [(each.label, each.state) for each in found] == [(EARLIER, "met"), ("", "next")]
    assert found[0].as_json()["met"] == "2021-09-30" and found[1].as_json()["met"] is None


@given(
    st.sampled_from(["January", "Jan", "May", "Sept", "Dec", "Later", "Ep", "Spring", "Year"]),
    st.sampled_from([" '21", " 2021", " 21", " '1", " 2021/22"]),
    st.dictionaries(DAYS, DAYS, max_size=2),
    DAYS,
    st.booleans(),
)
def test_the_short_way_tells_what_the_grammar_tells(
    month: str, year: str, met: dict[dt.date, dt.date], today: dt.date, finished: bool
) -> None:
    wording = month + year
    reading = read(wording)
    window = (reading.start, reading.end, reading.due)
    found = plain_standings(wording, window, met, today, finished=finished)
    assert found is None or found == standings(reading, met, today, finished=finished)
    assert found is not None or reading.kind != "month" or year not in (" '21", " 2021")


WORDINGS = st.sampled_from(
    [
        "Sep '21 & Dec '21",
        "Reporting quarterly from Sep '21",
        "Dec '21",
        "Jul–Sep '21",
        "weekly from 3 May 2021",
        "TBC",
    ]
)


@given(WORDINGS, st.dictionaries(DAYS, DAYS, max_size=3), DAYS)
def test_meeting_what_is_next_closes_one_stage_and_no_other(
    wording: str, met: dict[dt.date, dt.date], today: dt.date
) -> None:
    reading = read(wording)
    before = standings(reading, met, today)
    assert [each.due for each in before] == sorted(each.due for each in before)
    assert sum(each.state == "next" for each in before) <= 1
    assert {each.due for each in before if each.state == "met"} == set(met)
    following = open_stage(reading, met)
    if following is not None and following.due is not None:
        after = {each.due: each.state for each in standings(reading, {**met, following.due: today}, today)}
        assert after.pop(following.due) == "met"
        assert {due for due, state in after.items() if state == "met"} == set(met)
