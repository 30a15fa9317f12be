from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.committees import RateByCommittee
from jatui.commands.journal import Undo
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.store.committee_ratings import committee_ratings, differing
from jatui.store.lines import lines
from tests.conftest import DAY


def ratings(tracker: Tracker, ref: str) -> list[dict[str, Any]]:
    return committee_ratings(tracker.read, tracker.read.one_action(ref))


def own(tracker: Tracker, ref: str) -> tuple[str, ...]:
    """Return what is told of committees beside an action in a list, on the screen and in print."""
    action = tracker.read.one_action(ref)
    (line,) = lines(tracker.read, [action], DAY)
    found = differing(tracker.read, [action]).get(action, ())
    assert tuple(line.committees_say.split()) == found
    return found


def test_a_committees_rating_stands_beside_the_officers(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="Bids are in."))
    done = tracker.run(RateByCommittee(ref="E.1", committee="s&r", rating="r", text="Not convinced."))
    assert done.sentence == "S&R rates E.1 red"
    action = tracker.read.actions([tracker.read.one_action("E.1")], tracker.scope())[0]
    assert (action["rating"], action["status"]) == ("amber", "not started")
    assert ratings(tracker, "E.1") == [
        {"number": 1, "committee": "S&R", "day": "2021-09-12", "rating": "red", "text": "Not convinced."}
    ]
    assert len(tracker.read.updates(tracker.read.one_action("E.1"))) == 1


def test_several_actions_are_rated_in_one_revision(tracker: Tracker) -> None:
    before = tracker.read.last_revision()
    done = tracker.run(RateByCommittee(ref="E.1,F.6#2", committee="S&R", rating="red"))
    assert done.revision == before + 1 and done.sentence == "S&R rates 2 actions (E.1, F.6#2) red"
    assert [len(ratings(tracker, ref)) for ref in ("E.1", "E.2", "F.6#2")] == [1, 0, 1]
    tracker.run(Undo())
    assert ratings(tracker, "E.1") == []


def test_the_latest_of_each_committee_is_told_where_it_differs(tracker: Tracker) -> None:
    assert own(tracker, "E.1") == ()
    tracker.run(RateByCommittee(ref="E.1", committee="S&R", rating="red", date=dt.date(2021, 9, 1)))
    assert own(tracker, "E.1") == ("red",)
    tracker.run(RateByCommittee(ref="E.1", committee="S&R", rating="amber", date=dt.date(2021, 8, 1)))
    assert own(tracker, "E.1") == ("red",)
    tracker.run(RateByCommittee(ref="E.1", committee="S&R", rating="amber", date=dt.date(2021, 9, 2)))
    assert own(tracker, "E.1") == ("amber",)
    tracker.run(Update(ref="E.1", rating="amber", text="So be it."))
    assert own(tracker, "E.1") == ()
    assert [each["number"] for each in ratings(tracker, "E.1")] == [3, 1, 2]


@pytest.mark.parametrize(
    ("given", "problem", "says"),
    [
        ({"rating": "red"}, Misused, "needs the committee"),
        ({"committee": "S&R"}, Misused, "needs the committee"),
        ({"committee": "Nobody", "rating": "red"}, NotFound, "There is no committee"),
        ({"committee": "S&R", "rating": "purple"}, Refused, "is no rating"),
    ],
)
def test_what_is_lacking_or_unknown_is_refused(
    tracker: Tracker, given: dict[str, str], problem: type[Exception], says: str
) -> None:
    before = tracker.read.last_revision()
    with pytest.raises(problem, match=says):
        tracker.run(RateByCommittee(ref="E.1", **given))  # type: ignore[arg-type]
    assert tracker.read.last_revision() == before
