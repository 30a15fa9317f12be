"""Sets of indicators: versions, what they hold, and the approval of a committee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from jatui.commands.indicator_sets import ApproveSet, ProposeSet, PutInSet, TakeFromSet, find_set
from jatui.commands.indicators import AddIndicator
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused, Stale
from jatui.store.indicators import KeptSet, sets
from tests.conftest import DAY, small_plan


@pytest.fixture
def many(tracker: Tracker) -> Tracker:
    """A tracker with 30 indicators, NI 1 to NI 30."""
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writer:
        for place in range(1, 31):
            writer.add("indicator", plan=1, number=f"NI {place}", position=place)
    return tracker


def first(number: int) -> str:
    return "NI " + ", ".join(map(str, range(1, number + 1)))


def kept(tracker: Tracker, version: int) -> KeptSet:
    return next(each for each in sets(tracker.read, tracker.scope()) if each.version == version)


def refused(tracker: Tracker, command: Command, kind: type[Problem], words: str) -> None:
    before = tracker.read.last_revision()
    with pytest.raises(kind, match=words):
        tracker.run(command)
    assert tracker.read.last_revision() == before


@pytest.mark.parametrize("number", [0, 14, 26, 30])
def test_a_set_of_the_wrong_size_is_not_approved_and_stays_proposed(many: Tracker, number: int) -> None:
    many.run(
        ProposeSet(
            called="Strategic", scale="strategic", least=15, most=25, members=first(number) if number else ""
        )
    )
    more = (
        f"must hold 15 to 25, so {15 - number} more"
        if number < 15
        else f"may hold 15 to 25, so {number - 25} fewer"
    )
    refused(
        many,
        ApproveSet(called="Strategic", committee="S&R"),
        Refused,
        rf"^Strategic 1 holds {number} indicators and {more}\. It stays proposed; nothing was changed\.$",
    )
    assert kept(many, 1).state == "proposed" and len(kept(many, 1).members) == number


@pytest.mark.parametrize("number", [15, 20, 25])
def test_a_set_of_the_right_size_is_approved_by_a_committee_on_a_day(many: Tracker, number: int) -> None:
    many.run(ProposeSet(called="Strategic", least=15, most=25, members=first(number)))
    said = many.run(ApproveSet(called="strategic", committee="s&r", date=dt.date(2021, 9, 1)))
    found = kept(many, 1)
    assert (found.state, found.committee, found.approved) == ("approved", "S&R", dt.date(2021, 9, 1))
    assert said.sentence == f"S&R approved the set Strategic 1 with {number} indicators on 1 Sep 2021"


def test_a_new_version_begins_as_the_last_one_and_supersedes_it_when_it_is_approved(many: Tracker) -> None:
    many.run(ProposeSet(called="Strategic", scale="strategic", least=2, most=3, members="NI 1, 2"))
    many.run(ApproveSet(called="Strategic", committee="S&R"))
    many.run(ProposeSet(called="strategic"))
    second = kept(many, 2)
    assert (second.name, second.members, second.least, second.most, second.scale) == (
        "Strategic",
        ("NI 1", "NI 2"),
        2,
        3,
        "strategic",
    )
    many.run(PutInSet(called="Strategic", numbers="NI 3"))
    many.run(TakeFromSet(called="Strategic", numbers="NI 1"))
    assert (kept(many, 1).members, kept(many, 2).members) == (("NI 1", "NI 2"), ("NI 2", "NI 3"))
    assert find_set(many.read, many.scope(), "Strategic").version == 1
    many.run(ApproveSet(called="Strategic", committee="S&R"))
    assert [kept(many, version).state for version in (1, 2)] == ["superseded", "approved"]
    assert find_set(many.read, many.scope(), "Strategic").version == 2
    assert find_set(many.read, many.scope(), "Strategic 1").version == 1


def test_a_version_that_was_never_approved_is_superseded_by_the_next_proposal(many: Tracker) -> None:
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    many.run(ProposeSet(called="Strategic", version=5, members="NI 2, 3"))
    assert [kept(many, version).state for version in (1, 5)] == ["superseded", "proposed"]
    assert kept(many, 5).members == ("NI 2", "NI 3")
    refused(
        many,
        ProposeSet(called="Strategic", version=5),
        Refused,
        "The version must be a number from 6 to 9,999",
    )


@pytest.mark.parametrize(
    ("command", "kind", "words"),
    [
        (lambda: ProposeSet(called=" "), Misused, "A set needs a name"),
        (lambda: ProposeSet(called="New", least=3, most=2), Misused, "the least no greater than the most"),
        (lambda: ProposeSet(called="New", least=-1), Misused, "numbers from 0"),
        (lambda: ProposeSet(called="New", scale="national"), Misused, "'national' is no scale"),
        (
            lambda: ProposeSet(called="New", members="NI 1, 99 and x"),
            NotFound,
            "no indicator NI 99, x in the plan",
        ),
        (lambda: PutInSet(called="Strategic", numbers="NI 1"), Refused, "holds what is named already"),
        (lambda: PutInSet(called="Strategic", numbers="NI 99"), NotFound, "no indicator NI 99"),
        (
            lambda: PutInSet(called="Nothing", numbers="NI 1"),
            NotFound,
            "no set 'Nothing' in Small plan. There are: Strategic",
        ),
        (lambda: TakeFromSet(called="Strategic", numbers="NI 2"), Refused, "does not hold all that is named"),
        (lambda: ApproveSet(called="Strategic"), Misused, "Give --committee"),
        (lambda: ApproveSet(called="Strategic", committee="X"), NotFound, "no committee 'X'"),
        (
            lambda: ApproveSet(called="Strategic", committee="S&R", date=dt.date(2022, 1, 1)),
            Misused,
            "has not come yet",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    many: Tracker, command: Callable[[], Command], kind: type[Problem], words: str
) -> None:
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    refused(many, command(), kind, words)


def test_what_was_approved_is_not_changed(many: Tracker) -> None:
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    many.run(ApproveSet(called="Strategic", committee="S&R"))
    for command in (
        PutInSet(called="Strategic", numbers="NI 2"),
        TakeFromSet(called="Strategic", numbers="NI 1"),
        ApproveSet(called="Strategic", committee="S&R"),
    ):
        refused(many, command, Refused, "Strategic 1 is approved. Propose a new version")


def test_another_hand_is_not_written_over(many: Tracker) -> None:
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    seen = many.read.last_revision()
    many.run(ApproveSet(called="Strategic", committee="S&R"))
    many.run(ProposeSet(called="Strategic"))
    many.run(ProposeSet(called="Strategic"))
    with pytest.raises(Stale):
        many.run(ApproveSet(called="Strategic", committee="S&R"), seen=seen)


def test_a_set_of_one_name_in_two_plans_asks_for_the_plan(many: Tracker) -> None:
    with many.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.load(
            [*small_plan()[:6], ("plan", {"slug": "other", "position": 2, "name": "Other", "scheme": "ragb"})]
        )
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    many.plan = "other"
    many.run(AddIndicator(number="NI 1", called="Another"))
    many.run(ProposeSet(called="Strategic", members="NI 1"))
    many.plan = "all"
    with pytest.raises(Ambiguous, match=r"a set of several plans \(small, other\)\. Choose one with --plan"):
        find_set(many.read, many.scope(), "Strategic")
    refused(many, ProposeSet(called="Strategic"), Misused, "Give --plan before the verb")


@pytest.mark.parametrize(
    ("wish", "kind", "words"),
    [
        (ProposeSet(called="x" * 121), Misused, "The name of a set has at most 120 characters"),
        (ProposeSet(called="S", version=10_000), Refused, "a number from 2 to 9,999"),
        (ProposeSet(called="S", version=10**20), Refused, "a number from 2 to 9,999"),
        (ProposeSet(called="S", most=10**20), Misused, "A number that was given is larger than any"),
        (PutInSet(called="S", numbers=" "), Misused, "Name the indicators"),
        (TakeFromSet(called="S", numbers=""), Misused, "Name the indicators"),
        (ApproveSet(called="S", committee="S&R"), Refused, "S 1 holds no indicator. It stays proposed"),
    ],
    ids=str,
)
def test_what_makes_no_set_is_refused(many: Tracker, wish: Command, kind: type[Problem], words: str) -> None:
    many.run(ProposeSet(called="S"))
    refused(many, wish, kind, words)


def test_where_several_plans_are_a_sentence_names_that_of_the_set(joined: Tracker) -> None:
    joined.plan = "other"
    for number in ("NI 1", "NI 2"):
        joined.run(AddIndicator(number=number, called="Cohesion"))
    said = [
        joined.run(each).sentence
        for each in (
            ProposeSet(called="Strategic", members="NI 1"),
            PutInSet(called="Strategic", numbers="NI 2"),
            TakeFromSet(called="Strategic", numbers="NI 1"),
            ApproveSet(called="Strategic", committee="S&R"),
        )
    ]
    assert said == [
        "proposed the set Strategic 1 of other with 1 indicator",
        "put 1 indicator in Strategic 1 of other, which now holds 2",
        "took 1 indicator out of Strategic 1 of other, which now holds 1",
        "S&R approved the set Strategic 1 of other with 1 indicator on 12 Sep 2021",
    ]
