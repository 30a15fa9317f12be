from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.actions import Update
from jatui.commands.milestones import Met
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.doubts import Former, Standing
from jatui.domain.errors import NotFound
from jatui.store.standing import standing
from tests.conftest import DAY

DUE = dt.date(2021, 12, 31)


def of(tracker: Tracker, ref: str, day: dt.date | None = None) -> Standing:
    return standing(tracker.read, tracker.read.one_action(ref), tracker.scope(), day)


def test_an_action_of_which_nothing_was_said_stands_as_it_was_printed(tracker: Tracker) -> None:
    assert of(tracker, "E.1") == Standing(DUE, DAY, None, "not started", [])


def test_only_what_was_accepted_counts_the_newest_first(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", text="First.", date=dt.date(2021, 8, 1)))
    tracker.run(Update(ref="E.1", nothing_new=True, date=dt.date(2021, 9, 1)))
    tracker.run(Update(ref="E.1", text="Second.", status="in progress", date=dt.date(2021, 8, 1)))
    tracker.run(Submit(ref="E.1", rating="red", text="Not looked at."))
    found = of(tracker, "E.1")
    assert (found.rating, found.status) == ("amber", "in progress")
    assert found.former == [
        Former(None, "", "nothing new"),
        Former(None, "Second.", "update"),
        Former("amber", "First.", "update"),
    ]


def test_as_of_an_earlier_day_what_was_said_later_does_not_count(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", text="First.", date=dt.date(2021, 8, 1)))
    tracker.run(Update(ref="E.1", text="Second.", date=dt.date(2021, 9, 1)))
    found = of(tracker, "E.1", dt.date(2021, 8, 31))
    assert found.today == dt.date(2021, 8, 31) and [each.text for each in found.former] == ["First."]


def test_the_due_day_is_that_of_the_next_stage_that_is_open(tracker: Tracker) -> None:
    tracker.run(Met(ref="E.1"))
    assert of(tracker, "E.1").due is None


def test_an_action_that_is_gone_stands_nowhere(tracker: Tracker) -> None:
    with pytest.raises(NotFound):
        standing(tracker.read, 99, tracker.scope())
