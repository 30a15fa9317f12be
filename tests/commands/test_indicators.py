"""What a person does to indicators: what is recorded, and what is refused with nothing changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.commands.indicators import (
    AddIndicator,
    ChangeIndicator,
    CorrectMeasurement,
    Measure,
    RemoveMeasurement,
)
from jatui.commands.registry import Command
from jatui.commands.schemes import AddScheme, SetLevel, UseScheme
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused, Stale
from jatui.domain.scorecard import Standing
from jatui.store.indicators import one
from tests.conftest import DAY


@pytest.fixture
def measured(tracker: Tracker) -> Tracker:
    """A tracker with an indicator that has one value."""
    tracker.run(
        AddIndicator(
            number="NI 01", called="Cohesion", unit="%", polarity="higher", target="45%", tolerance="3"
        )
    )
    tracker.run(Measure(number="NI1", value="41%", period="2008/09", rating="amber", date=DAY, by="Ann"))
    return tracker


def whole(tracker: Tracker, number: str = "NI 1") -> Standing:
    (found,) = one(tracker.read, tracker.scope(), number)
    return found


def refused(tracker: Tracker, command: Command, kind: type[Problem], words: str) -> None:
    before = tracker.read.last_revision()
    with pytest.raises(kind, match=words):
        tracker.run(command)
    assert tracker.read.last_revision() == before


def test_an_indicator_is_added_in_one_form_with_its_print_kept(measured: Tracker) -> None:
    found = whole(measured, "ni1")
    assert (found.number, found.printed, found.name, found.target_text) == (
        "NI 1",
        "NI 01",
        "Cohesion",
        "45%",
    )
    measured.run(AddIndicator(number="NI 2", called="Trust"))
    assert whole(measured, "NI 2").printed is None


@pytest.mark.parametrize("number", ["NI 1", "NI 001", "ni1"])
def test_one_number_is_one_indicator(measured: Tracker, number: str) -> None:
    refused(
        measured,
        AddIndicator(number=number, called="Again"),
        Refused,
        "an indicator NI 1 in Small plan already",
    )


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ({"number": " "}, Misused, "needs a number"),
        ({"number": "&"}, Misused, "needs a number"),
        ({"number": "N" * 50}, Misused, "at most 40"),
        ({"called": " "}, Misused, "and a name"),
        (
            {"scale": "national"},
            Misused,
            "'national' is no scale. It is one of: strategic, operational, individual",
        ),
        ({"polarity": "up"}, Misused, "'up' is no polarity"),
        ({"frequency": "daily"}, Misused, "'daily' is no frequency"),
        ({"owner": "Nobody Known"}, NotFound, "There is no lead 'Nobody Known'"),
        ({"committee": "X"}, NotFound, "There is no committee 'X'"),
        ({"theme": "Q"}, NotFound, "no theme 'Q' in the plan. It has: E, F"),
        ({"lag": "-1"}, Misused, "--lag is a number of days"),
        ({"lag": "99999999999"}, Misused, "from 0 to 3,660"),
        (
            {"target": "x" * 121},
            Misused,
            "--target has at most 120 characters; a note or a text says the rest",
        ),
        ({"unit": "x" * 100_000}, Misused, "--unit has at most 120 characters"),
        ({"theme": "\x1b[2J" + "x" * 100_000}, NotFound, "There is no theme '␛\\[2Jxxx"),
        ({"lag": "1e400"}, Misused, "--lag is a number of days"),
        ({"lag": "٣٠"}, Misused, "--lag is a number of days"),
    ],
)
def test_what_is_no_indicator_is_refused(
    tracker: Tracker, values: dict[str, Any], kind: type[Problem], words: str
) -> None:
    refused(tracker, AddIndicator(**{"number": "NI 1", "called": "Cohesion", **values}), kind, words)


def test_for_which_plan_must_be_clear(tracker: Tracker) -> None:
    tracker.plan = "all"
    refused(tracker, AddIndicator(number="NI 1", called="Cohesion"), Misused, "Give --plan")


def test_what_is_not_read_is_kept_and_told(tracker: Tracker) -> None:
    said = tracker.run(AddIndicator(number="NI 1", called="Cohesion", target="45-50%", tolerance="some"))
    assert "the target '45-50%' is kept and not read as a figure" in said.sentence
    assert "the tolerance some is not read" in said.sentence
    assert whole(tracker).target_text == "45-50%"


@pytest.mark.parametrize("target", [None, "tbc", "No data"])
def test_a_tolerance_that_is_not_read_is_told_where_there_is_no_target_to_hold_it_to(
    tracker: Tracker, target: str | None
) -> None:
    said = tracker.run(AddIndicator(number="NI 1", called="Cohesion", target=target, tolerance="abc \x1b[2J"))
    assert said.sentence.endswith("the tolerance abc ␛[2J is not read")
    said = tracker.run(ChangeIndicator(number="NI 1", tolerance="5%"))
    assert said.sentence == "NI 1: tolerance 5%"
    said = tracker.run(ChangeIndicator(number="NI 1", tolerance="NaN"))
    assert said.sentence == "NI 1: tolerance NaN; the tolerance NaN is not read"


def test_a_change_changes_what_is_given_alone(measured: Tracker) -> None:
    measured.run(
        ChangeIndicator(number="NI1", target="50%", owner="ann", committee="S&R", theme="E", lag="30")
    )
    found = whole(measured)
    assert (found.target_text, found.owner, found.committee, found.theme, found.lag, found.unit) == (
        "50%",
        "Ann Able",
        "S&R",
        "E",
        30,
        "%",
    )
    measured.run(ChangeIndicator(number="NI1", target="", owner="", theme=" ", polarity=""))
    found = whole(measured)
    assert (found.target_text, found.owner, found.theme, found.polarity) == (None, None, None, None)
    assert found.lag == 30
    cleared = ChangeIndicator(number="NI1", lag=" ")
    assert measured.run(cleared).sentence == "NI 1: lag taken away" and whole(measured).lag is None
    assert cleared.line() == "jatui indicator change NI1 --lag ' '"
    refused(measured, ChangeIndicator(number="NI1"), Misused, "Say what changes")
    refused(measured, ChangeIndicator(number="NI7", target="1"), NotFound, "no indicator 'NI7'")


def test_no_rating_is_proposed_that_the_scheme_of_the_plan_lacks(measured: Tracker) -> None:
    measured.run(Measure(number="NI 1", value="43%", period="2009/10"))
    measured.run(Measure(number="NI 1", value="44%", period="2010/11"))
    before = whole(measured)
    assert before.proposal.rating == "amber" and before.forecast.proposal is not None
    assert before.forecast.proposal.rating == "green"
    measured.run(AddScheme(slug="two", called="Two ways"))
    measured.run(SetLevel(slug="two", code="red", meaning="Stop."))
    measured.run(UseScheme(to_plan="small", slug="two"))
    found = whole(measured)
    assert found.proposal.rating is None and found.proposal.outcome == "missed"
    assert found.proposal.words.endswith("the plan's scheme has no amber to propose")
    assert found.as_json()["proposed"]["rating"] is None
    assert found.forecast.proposal is not None and found.forecast.proposal.rating is None


def test_another_hand_is_not_written_over(measured: Tracker) -> None:
    seen = measured.read.last_revision()
    measured.run(ChangeIndicator(number="NI 1", target="50%"))
    with pytest.raises(Stale, match="changed this meanwhile"):
        measured.run(ChangeIndicator(number="NI 1", target="60%"), seen=seen)
    measured.run(CorrectMeasurement(number="NI 1", measurement=1, value="42%", reason="x"))
    with pytest.raises(Stale):
        measured.run(RemoveMeasurement(number="NI 1", measurement=1, reason="x"), seen=seen)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("47%", "number"),
        ("-3.5", "number"),
        ("Level 1", "level"),
        ("No data", "no data"),
        ("n/a", "no data"),
        ("tbc", "no data"),
        ("Good", "text"),
        ("1,23", "text"),
        ("<5", "number"),
    ],
)
def test_a_value_is_kept_as_printed_with_what_it_is(measured: Tracker, value: str, kind: str) -> None:
    measured.run(Measure(number="NI 1", value=value, period="2009/10"))
    latest = whole(measured).latest
    assert latest and (latest.text, latest.kind, latest.end) == (value, kind, dt.date(2010, 3, 31))


def test_the_day_of_the_data_is_apart_from_that_of_the_report(measured: Tracker) -> None:
    data = dt.date(2010, 2, 28)
    said = measured.run(Measure(number="NI 1", value="47%", period="2009/10", data_date=data, outcome="met"))
    latest = whole(measured).latest
    assert latest and (latest.data_day, latest.day, latest.said_by, latest.outcome) == (
        data,
        DAY,
        "test",
        "met",
    )
    assert said.sentence == "NI 1, measurement 2: 2009/10, 47%, met, data of 28 Feb 2010"


def test_a_value_with_its_target_is_two(measured: Tracker) -> None:
    measured.run(Measure(number="NI 1", value="47% (target 46%)", period="2009/10"))
    found = whole(measured)
    assert found.latest and (found.latest.text, found.latest.target_text) == ("47%", "46%")
    wish = Measure(number="NI 1", value="48% (target 46%)", target="45%")
    refused(measured, wish, Misused, "prints a target already")


def test_a_rating_alone_is_no_value(measured: Tracker) -> None:
    measured.run(Measure(number="NI 1", rating="r", period="2009/10"))
    found = whole(measured)
    assert (found.rating, found.latest and found.latest.text) == ("red", "41%")


def test_what_a_period_means_is_told_where_it_is_not_read(measured: Tracker) -> None:
    said = measured.run(Measure(number="NI 1", value="47%", period="Q5 2009"))
    assert said.sentence.endswith("the days of the period 'Q5 2009' are not read")
    last = next(entry for entry in whole(measured).series if entry.period == "Q5 2009")
    assert (last.start, last.end) == (None, None)


def test_another_value_for_a_period_stays_beside_the_first(measured: Tracker) -> None:
    said = measured.run(Measure(number="NI 1", value="43%", period="2008-09"))
    assert said.sentence.endswith("41% of measurement 1 stays beside it")
    assert [entry.text for entry in whole(measured).series] == ["41%", "43%"]


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ({}, Misused, "needs a value, a rating, an outcome or a text"),
        ({"value": " "}, Misused, "The value is empty"),
        ({"value": "x" * 200}, Misused, "at most 120 characters"),
        ({"period": "2009/10"}, Misused, "needs a value"),
        (
            {"value": "47%", "rating": "pink"},
            Refused,
            "'pink' is no rating of this plan's scheme. It has: red, amber",
        ),
        ({"value": "47%", "outcome": "nearly"}, Misused, "'nearly' is no outcome"),
        ({"value": "47%", "data_date": dt.date(2022, 1, 1)}, Misused, "1 Jan 2022 has not come yet"),
        ({"value": "47%", "date": dt.date(2022, 1, 1)}, Misused, "has not come yet"),
        (
            {"value": "41%", "period": "2008/09", "rating": "amber"},
            Refused,
            "has just this already, as measurement 1",
        ),
        ({"number": "NI 9", "value": "1"}, NotFound, "no indicator 'NI 9' in Small plan; near it: NI 1"),
    ],
)
def test_what_is_no_measurement_is_refused(
    measured: Tracker, values: dict[str, Any], kind: type[Problem], words: str
) -> None:
    refused(measured, Measure(**{"number": "NI 1", **values}), kind, words)


def test_a_measurement_is_corrected_with_a_reason(measured: Tracker) -> None:
    said = measured.run(
        CorrectMeasurement(
            number="NI 1", measurement=1, value="Level 2", period="Q2 2009/10", rating="", reason="Misread."
        )
    )
    (entry,) = whole(measured).series
    assert (entry.text, entry.kind, entry.end, entry.rating, entry.said_by) == (
        "Level 2",
        "level",
        dt.date(2009, 9, 30),
        None,
        "Ann",
    )
    assert said.sentence == "NI 1, measurement 1 is Q2 2009/10, Level 2"


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ({"value": "4"}, Misused, "Give --reason"),
        ({"value": "4", "reason": " "}, Refused, "A reason is needed"),
        ({"reason": "x"}, Misused, "Say what is corrected"),
        ({"value": "4", "reason": "x", "measurement": 9}, NotFound, "NI 1 has no measurement 9. It has: 1."),
    ],
)
def test_a_correction_that_says_too_little_is_refused(
    measured: Tracker, values: dict[str, Any], kind: type[Problem], words: str
) -> None:
    refused(measured, CorrectMeasurement(**{"number": "NI 1", "measurement": 1, **values}), kind, words)


def test_a_measurement_is_removed_with_a_reason_and_the_others_keep_their_numbers(measured: Tracker) -> None:
    measured.run(Measure(number="NI 1", value="43%", period="2009/10"))
    said = measured.run(RemoveMeasurement(number="NI 1", measurement=1, reason="Twice."))
    assert said.sentence == "NI 1: removed measurement 1 (2008/09 41%)"
    measured.run(Measure(number="NI 1", value="44%", period="2010/11"))
    assert [entry.number for entry in whole(measured).series] == [2, 3]
    refused(measured, RemoveMeasurement(number="NI 1", measurement=2), Misused, "Give --reason")
    refused(measured, RemoveMeasurement(number="NI 1", measurement=1, reason="x"), NotFound, "It has: 2, 3")


def test_where_several_plans_are_a_sentence_names_that_of_the_indicator(joined: Tracker) -> None:
    for plan in ("small", "other"):
        joined.plan = plan
        assert joined.run(AddIndicator(number="NI 1", called="Cohesion")).sentence == (
            f"added the indicator NI 1 of {plan}: Cohesion"
        )
    assert joined.run(ChangeIndicator(number="NI 1", unit="%")).sentence == "NI 1 of other: unit %"
    said = joined.run(Measure(number="NI 1", value="4%")).sentence
    assert said == "NI 1 of other, measurement 1: 4%"
    said = joined.run(
        CorrectMeasurement(number="NI 1", measurement=1, value="5%", reason="Misread.")
    ).sentence
    assert said == "NI 1 of other, measurement 1 is 5%"
    said = joined.run(RemoveMeasurement(number="NI 1", measurement=1, reason="Twice.")).sentence
    assert said == "NI 1 of other: removed measurement 1 (5%)"


def test_a_number_behind_its_plan_is_of_that_plan(joined: Tracker) -> None:
    for plan in ("small", "other"):
        joined.plan = plan
        joined.run(AddIndicator(number="NI 1", called="Cohesion"))
    joined.plan = "all"
    refused(joined, Measure(number="NI 1", value="4"), Ambiguous, "several plans")
    assert joined.run(Measure(number="other/ni1", value="4")).sentence.startswith("NI 1 of other")
    assert [each.plan for each in one(joined.read, joined.scope(), "other/NI 1")] == ["other"]
    joined.plan = "small"
    refused(joined, Measure(number="other/NI 1", value="4"), NotFound, "no indicator 'other/NI 1' in")


def test_what_was_typed_cannot_steer_a_terminal(measured: Tracker) -> None:
    said = measured.run(Measure(number="NI 1", value="\x1b[31m4", period="\u202e2009", by="A\nB"))
    assert said.sentence.isprintable()
    entry = next(each for each in whole(measured).series if each.number == 2)
    assert entry.text and entry.text.isprintable() and entry.said_by == "A B"
