"""The triage queue: its order, who is in it, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.commands.triage import ReturnUpdate, Review, Submit
from jatui.store import Store
from jatui.store.queue import REASONS, Outcome, entry, outcome, queue, reasons, review_day
from tests.conftest import DAY, small_action, small_plan

MEETING = dt.date(2021, 9, 21)


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[Tracker]:
    """A plan with an action of each reason."""
    records = [
        *small_plan(),
        small_action("E.7", 7, due=dt.date(2021, 8, 31)),
        small_action("E.8", 8, due=MEETING),
        small_action("E.9", 9, due=dt.date(2021, 7, 31)),
    ]
    meeting = ("meeting", {"committee": "S&R", "day": dt.date(2021, 7, 6), "state": "planned"})
    place = next(at for at, (kind, _) in enumerate(records) if kind == "meeting")
    store = Store.create(tmp_path / "plan.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load([*records[:place], meeting, *records[place:]])
        writer.sentence = "loaded"
    yield Tracker(store, None, DAY, "test")
    store.close()


def told(tracker: Tracker, filter: str = "", day: dt.date = MEETING) -> list[tuple[str, str, bool]]:
    scope = tracker.scope()
    found = queue(tracker.read, scope, tracker.select(filter, scope), day)
    return [(tracker.read.handle(each.action), REASONS[each.reason], each.done) for each in found]


def came(tracker: Tracker, day: dt.date = MEETING) -> Outcome:
    return outcome(tracker.read, tracker.scope(), day)


def test_the_most_pressing_come_first_and_each_action_once(tracker: Tracker) -> None:
    tracker.run(Submit(ref="F.6#2", text="News."))
    tracker.run(Update(ref="E.2", rating="green", text="Fine."))
    assert told(tracker) == [
        ("F.6#2", "submitted", False),
        ("E.9", "passed", False),
        ("E.7", "passed", False),
        ("E.8", "due before", False),
        ("E.1", "silent", False),
        ("F.6#1", "silent", False),
        ("E.2", "other", False),
    ]
    counted = reasons(queue(tracker.read, tracker.scope(), tracker.select(""), MEETING))
    assert counted == [("submitted", 1), ("passed", 2), ("due before", 1), ("silent", 2), ("other", 1)]
    assert [handle for handle, _, _ in told(tracker, "theme:F")] == ["F.6#2", "F.6#1"]


def test_what_was_heard_before_the_last_meeting_is_silence(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", text="In May.", date=dt.date(2021, 5, 1)))
    assert ("E.1", "silent", False) in told(tracker)


def test_what_was_looked_at_stands_first_in_the_order_of_looking(tracker: Tracker) -> None:
    tracker.run(Review(ref="E.8", nothing_new=True, review=MEETING))
    tracker.run(Review(ref="E.7", rating="amber", text="Late.", review=MEETING))
    assert told(tracker)[:3] == [
        ("E.8", "due before", True),
        ("E.7", "passed", True),
        ("E.9", "passed", False),
    ]
    assert not any(done for _, _, done in told(tracker, day=dt.date(2021, 11, 30)))


def test_what_comes_in_after_the_look_wants_another(tracker: Tracker) -> None:
    tracker.run(Review(ref="E.8", nothing_new=True, review=MEETING))
    tracker.run(Submit(ref="E.8", text="News after all."))
    assert told(tracker)[0] == ("E.8", "submitted", False)


def test_finished_actions_are_in_it_only_with_news(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.9", rating="blue", status="complete", text="Signed off."))
    assert "E.9" not in [handle for handle, _, _ in told(tracker)]
    tracker.run(Submit(ref="E.9", text="It broke."))
    assert told(tracker)[0] == ("E.9", "submitted", False)


def test_what_is_put_off_is_out_until_its_day(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="Soon."))
    tracker.run(Review(ref="E.1,E.2", until=dt.date(2021, 9, 15), review=MEETING))
    assert [row for row in told(tracker) if row[0] in ("E.1", "E.2")] == [
        ("E.1", "silent", True),
        ("E.2", "silent", True),
    ]
    assert not {"E.1", "E.2"} & {handle for handle, _, _ in told(tracker, day=dt.date(2021, 11, 30))}
    later = Tracker(tracker.store, None, dt.date(2021, 9, 15), "test")
    assert told(later)[:2] == [("E.1", "submitted", False), ("E.2", "submitted", False)]


def test_one_entry_is_what_it_is_in_the_queue(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="Soon."))
    tracker.run(Review(ref="E.2", nothing_new=True, review=MEETING))
    scope = tracker.scope()
    for each in queue(tracker.read, scope, tracker.select(""), MEETING):
        assert entry(tracker.read, scope, each.action, MEETING) == each
    assert entry(tracker.read, scope, 999, MEETING) is None


def test_the_outcome_tells_what_changed(tracker: Tracker) -> None:
    assert came(tracker) == Outcome((), (), (), (), (), ())
    tracker.run(Update(ref="E.2", rating="red", text="Lost.", date=dt.date(2021, 8, 1)))
    tracker.run(Submit(ref="E.8", text="When?"))
    tracker.run(Review(ref="E.1", rating="red", text="Stuck.", review=MEETING))
    tracker.run(Review(ref="E.2", rating="red", text="Still lost.", review=MEETING))
    tracker.run(Review(ref="E.7", nothing_new=True, review=MEETING))
    tracker.run(Move(ref="E.7", wording="Jan '22", reason="Staff left."))
    tracker.run(Review(ref="E.9", until=dt.date(2021, 9, 20), review=MEETING))
    tracker.run(ReturnUpdate(number=2, reason="Which day?", review=MEETING))
    assert came(tracker) == Outcome(
        reviewed=("E.1", "E.2", "E.7", "E.8", "E.9"),
        changed=("E.1", "E.2"),
        newly_red=("E.1",),
        extensions=("E.7",),
        sent_back=("E.8",),
        deferred=("E.9",),
    )
    tracker.run(Undo())
    assert came(tracker).sent_back == ()


def test_without_a_meeting_the_month_is_what_a_triage_is_for(tracker: Tracker) -> None:
    later = Tracker(tracker.store, None, dt.date(2024, 2, 3), "test")
    assert review_day(later.scope()) == dt.date(2024, 2, 29)
    later.run(Review(ref="E.1", nothing_new=True))
    assert ("E.1", "passed", True) in told(later, day=dt.date(2024, 2, 29))
