from __future__ import annotations

import datetime as dt
from typing import Any

from jatui.commands.actions import Update
from jatui.commands.doubts import doubts_of
from jatui.commands.journal import Undo
from jatui.commands.tracker import Tracker
from jatui.domain.doubts import Said
from tests.conftest import DAY

LATE = dt.date(2022, 1, 5)


def updates(tracker: Tracker, ref: str) -> list[dict[str, Any]]:
    return tracker.read.updates(tracker.read.one_action(ref))


def test_what_was_odd_and_recorded_all_the_same_is_kept_with_the_update(tracker: Tracker) -> None:
    done = tracker.run(Update(ref="E.1", rating="green", date=LATE))
    assert done.overruled == ("no text", "green but passed") and len(done.warnings) == 2
    assert updates(tracker, "E.1")[0]["overruled"] == ["no text", "green but passed"]
    kept = next(values for kind, values in tracker.read.records() if kind == "update")
    assert kept["overruled"] == ["no text", "green but passed"]
    tracker.run(Undo())
    assert updates(tracker, "E.1") == []


def test_what_is_not_odd_leaves_no_trace(tracker: Tracker) -> None:
    done = tracker.run(Update(ref="E.1", rating="green", text="Bids are in.", review=dt.date(2021, 9, 21)))
    assert (done.overruled, done.warnings) == ((), ())
    (update,) = updates(tracker, "E.1")
    assert (update["overruled"], update["review"]) == ([], "2021-09-21")
    assert "overruled" not in next(values for kind, values in tracker.read.records() if kind == "update")
    done = tracker.run(Update(ref="E.1", nothing_new=True, date=LATE))
    assert done.warnings == ()


def test_several_actions_are_judged_each_by_its_own_and_told_of_together(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", text="Bids are in."))
    done = tracker.run(Update(ref="E.1,E.2,F.6#1", rating="amber", text="Bids are in"))
    assert done.warnings == (
        "E.1: The text is the same as last time: ask what has changed, or record that there is nothing new.",
    )
    assert [updates(tracker, ref)[0]["overruled"] for ref in ("E.1", "E.2")] == [["same text"], []]
    done = tracker.run(Update(ref="E.1,E.2", rating="amber", text="bids are in!"))
    assert [warning.partition(":")[0] for warning in done.warnings] == ["2 actions (E.1, E.2)"]


def test_an_update_of_an_earlier_day_is_judged_as_of_that_day(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", text="Bids are in.", date=DAY))
    tracker.given_today = LATE
    done = tracker.run(Update(ref="E.1", rating="green", text="Bids are in.", date=dt.date(2021, 9, 1)))
    assert done.overruled == ()
    assert tracker.run(Update(ref="E.1", rating="green", text="Bids are out.")).overruled == (
        "green but passed",
    )


def test_doubts_can_be_asked_for_before_anything_is_recorded(tracker: Tracker) -> None:
    action = tracker.read.one_action("E.1")
    found = doubts_of(tracker.read, tracker.scope(), action, Said("red", None, ""))
    assert [doubt.name for doubt in found] == ["no text"] and updates(tracker, "E.1") == []
