"""How indicators stand, read in a few queries however many there are, each plan's for itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, NotFound
from jatui.store import Store
from jatui.store.indicators import entries, find_indicator, one, sets, standing
from tests.conftest import DAY, Records, small_plan


def indicator(number: str, position: int, plan: str = "small", **values: Any) -> tuple[str, dict[str, Any]]:
    known = {"plan": plan, "number": number, "position": position, "name": f"What {number} tells"}
    return "indicator", {**known, **values}


def measured(number: str, place: int, plan: str = "small", **values: Any) -> tuple[str, dict[str, Any]]:
    return "measurement", {"plan": plan, "indicator": number, "number": place, **values}


def year(first: int, **values: Any) -> dict[str, Any]:
    """Return the period of a financial year."""
    days = {"start": dt.date(first, 4, 1), "end": dt.date(first + 1, 3, 31)}
    return {"period": f"{first}/{(first + 1) % 100:02}", **days, **values}


def measured_plans() -> Records:
    """Return the records of two plans that share a number, with a set."""
    return [
        *small_plan(),
        ("plan", {"slug": "other", "position": 2, "name": "Other plan", "scheme": "ragb"}),
        indicator("NI 1", 1, unit="%", target="45%", tolerance="3", polarity="higher", frequency="yearly", theme="E",
                  owner="ann-able", committee="S&R", scale="strategic"),
        indicator("NI 2", 2, polarity="lower", target="7.33% ↓ on 2005"),
        indicator("NI 3", 3),
        indicator("NI 1", 1, plan="other", unit="%"),
        measured("NI 1", 1, kind="number", value="47%", rating="green", **year(2009)),
        measured("NI 1", 2, kind="number", value="41%", rating="red", **year(2007)),
        measured("NI 1", 3, kind="number", value="43%", **year(2008)),
        measured("NI 2", 1, kind="no data", value="No data", **year(2009)),
        measured("NI 3", 1, rating="amber"),
        measured("NI 1", 1, plan="other", kind="number", value="10%", **year(2009)),
        ("indicator_set", {"plan": "small", "name": "Strategic", "version": 1, "state": "approved", "least": 1}),
        ("indicator_set", {"plan": "small", "name": "Strategic", "version": 2, "state": "proposed", "least": 1}),
        *(
            ("set_member", {"plan": "small", "indicator_set": "Strategic", "version": version, "indicator": number,
                            "position": place})
            for version, place, number in ((1, 1, "NI 2"), (2, 1, "NI 3"), (2, 2, "NI 1"))
        ),
    ]  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Tracker]:
    with Store.create(tmp_path / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(measured_plans())
            writer.sentence = "loaded"
        yield Tracker(store, None, DAY, "test")


def test_an_indicator_stands_as_its_latest_value_says(kept: Tracker) -> None:
    first, second, third = standing(kept.read, kept.scope())
    assert [entry.number for entry in first.series] == [2, 3, 1]
    assert first.latest and (first.latest.text, first.rating, first.value and first.value.number) == (
        "47%",
        "green",
        47,
    )
    assert (first.proposal.rating, first.short.sense, first.long.sense) == ("green", "better", "better")
    assert (first.owner, first.committee, first.theme, first.theme_name) == (
        "Ann Able",
        "S&R",
        "E",
        "Environment",
    )
    assert first.forecast.number is not None and first.forecast.number > 47
    assert second.value and second.value.kind == "no data"
    assert (second.rating, second.proposal.rating, second.proposal.outcome) == (None, None, None)
    assert second.age.words == "no data"
    assert (third.rating, third.value, third.latest) == ("amber", None, None)


def test_the_last_judgement_stands_until_there_is_a_newer_one_and_says_of_what(kept: Tracker) -> None:
    with kept.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.add("measurement", indicator=1, number=4, kind="no data", value="n/a", end="2011-03-31")
    first = standing(kept.read, kept.scope())[0]
    assert first.latest and first.latest.text == "n/a"
    assert first.judged and (first.rating, first.judged.when) == ("green", "2009/10")
    assert first.as_json()["rated_for"] == "2009/10"
    assert first.age.words.startswith("data of 31 Mar 2010, ")


def test_a_target_of_the_period_goes_before_the_indicators_and_is_not_that_of_later_ones(
    kept: Tracker,
) -> None:
    with kept.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("measurement", 2, target="99%")
    assert standing(kept.read, kept.scope())[0].proposal.words == "meets the target 45%"
    with kept.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("measurement", 1, target="99%")
    assert standing(kept.read, kept.scope())[0].proposal.outcome == "missed"


def test_equal_numbers_of_two_plans_stay_two(kept: Tracker) -> None:
    kept.plan = "all"
    found = standing(kept.read, kept.scope())
    assert [(each.plan, each.number) for each in found] == [
        ("small", "NI 1"),
        ("small", "NI 2"),
        ("small", "NI 3"),
        ("other", "NI 1"),
    ]
    assert [each.latest.text for each in one(kept.read, kept.scope(), "ni01") if each.latest] == [
        "47%",
        "10%",
    ]
    with pytest.raises(
        Ambiguous, match=r"NI 1 stands in several plans \(small, other\)\. Choose one with --plan"
    ):
        find_indicator(kept.read, kept.scope(), "NI 1")
    kept.plan = "other"
    assert [each.plan for each in one(kept.read, kept.scope(), "NI1")] == ["other"]


@pytest.mark.parametrize(
    ("filter", "numbers"),
    [
        ({"scale": "strategic"}, ["NI 1"]),
        ({"scale": "individual"}, []),
        ({"rated": True}, ["NI 1", "NI 3"]),
        ({"rated": False}, ["NI 2"]),
        ({"ids": [3, 1]}, ["NI 1", "NI 3"]),
        ({"ids": []}, []),
        ({"rated": True, "ids": [2, 3]}, ["NI 3"]),
    ],
)
def test_a_list_is_narrowed(kept: Tracker, filter: dict[str, Any], numbers: list[str]) -> None:
    assert [each.number for each in standing(kept.read, kept.scope(), **filter)] == numbers


def test_a_set_tells_its_members_in_order_and_members_their_sets(kept: Tracker) -> None:
    latest, before = sets(kept.read, kept.scope())
    assert (latest.version, latest.members, before.members) == (2, ("NI 3", "NI 1"), ("NI 2",))
    found = {each.number: each.sets for each in standing(kept.read, kept.scope())}
    assert found == {
        "NI 1": ["Strategic 2 (proposed)"],
        "NI 2": ["Strategic 1"],
        "NI 3": ["Strategic 2 (proposed)"],
    }
    narrowed = standing(kept.read, kept.scope(), in_set=before)
    assert [each.number for each in narrowed] == ["NI 2"]


@pytest.mark.parametrize("given", ["NI 1", "ni1", "NI 01", "ni-001"])
def test_a_number_is_found_however_it_is_typed(kept: Tracker, given: str) -> None:
    assert find_indicator(kept.read, kept.scope(), given) == (1, 1, "NI 1")


def test_a_number_that_is_not_there_is_said_with_where_it_is(kept: Tracker) -> None:
    with pytest.raises(NotFound, match=r"no indicator 'NI 9' in Small plan; near it: NI "):
        find_indicator(kept.read, kept.scope(), "NI 9")
    kept.plan = "other"
    with pytest.raises(NotFound, match=r"in Other plan; small has it\. Give --plan small before the verb"):
        one(kept.read, kept.scope(), "NI2")


def test_a_number_that_another_program_wrote_otherwise_is_found_too(kept: Tracker) -> None:
    with kept.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("indicator", 2, number="NI 02")
    assert find_indicator(kept.read, kept.scope(), "ni2")[0] == 2


def test_many_are_read_in_a_few_queries(kept: Tracker) -> None:
    asked: list[str] = []
    kept.store.connection().set_trace_callback(asked.append)
    standing(kept.read, kept.scope())
    few = len(asked)
    asked.clear()
    with kept.store.revision("x", "{}", actor="test", day=DAY) as writer:
        for place in range(10, 60):
            row = writer.add("indicator", plan=1, number=f"NI {place}", position=place)
            writer.add("measurement", indicator=row, number=1, kind="number", value=f"{place}%")
    asked.clear()
    scope = kept.scope()
    asked.clear()
    assert len(standing(kept.read, scope)) == 53
    assert len(asked) <= few <= 8


def test_entries_are_those_of_one_indicator(kept: Tracker) -> None:
    assert [entry.number for entry in entries(kept.read, 1)] == [2, 3, 1]
    assert entries(kept.read, 999) == []


def test_the_whole_is_told_as_json_and_the_list_without_its_values(kept: Tracker) -> None:
    first = standing(kept.read, kept.scope())[0]
    whole = first.as_json()
    assert [each["value"] for each in whole["measurements"]] == ["41%", "43%", "47%"]
    assert whole["latest"]["read"] == "47" and whole["proposed"]["outcome"] == "met"
    assert "measurements" not in first.as_json(whole=False)
