from __future__ import annotations

import pytest

from jatui.commands.actions import Update
from jatui.commands.committees import RateByCommittee
from jatui.commands.journal import Undo
from jatui.commands.registry import Command
from jatui.commands.schemes import AddScheme, SetLevel, UseScheme
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.keys import Scheme
from jatui.store.schemes import schemes, schemes_of


def kept(tracker: Tracker, slug: str) -> Scheme:
    return next(each for each in schemes(tracker.read) if each.slug == slug)


def without_amber(tracker: Tracker) -> None:
    tracker.run(AddScheme(slug="two", called="Two ways"))
    tracker.run(SetLevel(slug="two", code="green", meaning="Fine: go on."))
    tracker.run(SetLevel(slug="two", code="r", called="Stop", meaning="Not fine."))


def test_a_scheme_is_made_level_by_level(tracker: Tracker) -> None:
    without_amber(tracker)
    found = kept(tracker, "two")
    assert (found.name, found.plans) == ("Two ways", [])
    assert [(level.code, level.name, level.meaning) for level in found.levels] == [
        ("green", "Green", "Fine: go on."),
        ("red", "Stop", "Not fine."),
    ]


def test_the_meaning_of_a_rating_is_changed_where_the_scheme_is_used(tracker: Tracker) -> None:
    before = kept(tracker, "ragb").levels
    done = tracker.run(SetLevel(slug="ragb", code="amber", called="Late", meaning="A month late."))
    assert done.sentence == "amber in ragb is called Late: A month late."
    after = kept(tracker, "ragb").levels
    assert [level.code for level in after] == [level.code for level in before]
    assert [level for level in after if level.code == "amber"] == [("amber", "Late", "A month late.")]
    tracker.run(Undo())
    assert kept(tracker, "ragb").levels == before


def test_a_plan_is_rated_by_another_scheme(tracker: Tracker) -> None:
    without_amber(tracker)
    tracker.run(UseScheme(to_plan="small", slug="two"))
    assert [each.slug for each in schemes_of(tracker.read, tracker.scope().plan)] == ["two"]
    with pytest.raises(Refused, match="It has: green"):
        tracker.run(Update(ref="E.1", rating="amber", text="Bids are in."))
    tracker.run(Update(ref="E.1", rating="red", text="Bids are in."))


@pytest.mark.parametrize(
    "carried",
    [
        Update(ref="E.1,E.2", rating="amber", text="Bids are in."),
        Submit(ref="E.1", rating="amber", text="Bids are in."),
        RateByCommittee(ref="E.1", committee="S&R", rating="amber"),
    ],
    ids=["accepted", "waiting", "committee"],
)
def test_a_scheme_that_lacks_a_rating_which_actions_carry_is_refused(
    tracker: Tracker, carried: Command
) -> None:
    without_amber(tracker)
    tracker.run(carried)
    revision = tracker.read.last_revision()
    with pytest.raises(Refused, match=r"two lacks ratings .*\(amber: E\.1"):
        tracker.run(UseScheme(to_plan="small", slug="two"))
    assert tracker.read.last_revision() == revision


@pytest.mark.parametrize(
    ("command", "problem", "says"),
    [
        (AddScheme(slug="Two ways", called="Two"), Misused, "small letters"),
        (AddScheme(slug="two", called=" "), Misused, "and a name"),
        (AddScheme(slug="ragb", called="Again"), Refused, "already"),
        (SetLevel(slug="none", code="red", meaning="x"), NotFound, "There are: bare, ragb"),
        (SetLevel(slug="ragb", code="purple", meaning="x"), Misused, "is no rating"),
        (SetLevel(slug="ragb", code="red"), Misused, "--name or --meaning"),
        (SetLevel(slug="ragb", code="red", called=" "), Misused, "--name or --meaning"),
        (SetLevel(slug="bare", code="red", called="Stop"), Misused, "Give --meaning"),
        (UseScheme(to_plan="none", slug="bare"), NotFound, "The plans are: small"),
        (UseScheme(to_plan="small", slug="ragb"), Refused, "already"),
        (UseScheme(to_plan="small", slug="bare"), Refused, "has no rating yet"),
    ],
    ids=str,
)
def test_what_is_no_scheme_is_refused(
    tracker: Tracker, command: Command, problem: type[Exception], says: str
) -> None:
    tracker.run(AddScheme(slug="bare", called="Bare"))
    with pytest.raises(problem, match=says):
        tracker.run(command)
