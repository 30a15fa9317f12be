from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, DeferUpdate, ReturnUpdate, Review, Submit, reply_to
from jatui.domain.errors import Misused, NotFound, Problem, Refused, Stale
from jatui.store.inbox import inbox


def action(tracker: Tracker, ref: str) -> dict[str, object]:
    return tracker.read.actions(tracker.read.find_ref(ref), tracker.scope())[0]


def waiting(tracker: Tracker) -> list[tuple[int, str]]:
    return [(each.number, each.state) for each in inbox(tracker.read, tracker.scope())]


def test_what_is_submitted_waits_and_changes_nothing(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="amber", text="Late.", by="Ann Able", source="Mail"))
    assert waiting(tracker) == [(1, "submitted")]
    assert action(tracker, "E.1")["rating"] is None
    with pytest.raises(Misused, match="needs a rating"):
        tracker.run(Submit(ref="E.1", text=" "))


def test_what_is_accepted_counts_as_it_came_or_corrected(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="amber", text="Late."))
    tracker.run(Submit(ref="E.2", rating="green", status="in progress", text="Fine."))
    assert tracker.run(AcceptUpdate(number=1)).sentence == "accepted update 1 of E.1: rated amber"
    said = tracker.run(AcceptUpdate(number=2, rating="red", text="Not fine."))
    assert said.sentence == "accepted update 2 of E.2, corrected: rated red"
    assert action(tracker, "E.1")["rating"] == "amber"
    assert (action(tracker, "E.2")["rating"], action(tracker, "E.2")["status"]) == ("red", "in progress")
    assert waiting(tracker) == []
    with pytest.raises(Refused, match="Update 1 was accepted already"):
        tracker.run(AcceptUpdate(number=1))


def test_an_older_update_accepted_late_does_not_overtake_a_newer_one(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="red", text="In July.", date=dt.date(2021, 7, 20)))
    tracker.run(Update(ref="E.1", rating="green", text="In September."))
    tracker.run(AcceptUpdate(number=1))
    assert action(tracker, "E.1")["rating"] == "green"


def test_what_is_sent_back_keeps_its_reason(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="Done."))
    with pytest.raises(Misused, match="reason is needed"):
        tracker.run(ReturnUpdate(number=1, reason="  "))
    tracker.run(ReturnUpdate(number=1, reason="Since when?"))
    (update,) = tracker.read.updates(tracker.read.find_ref("E.1")[0])
    assert (update["state"], update["note"]) == ("sent back", "Sent back: Since when?")
    assert action(tracker, "E.1")["status"] == "not started"


def test_what_is_deferred_waits_behind_until_its_day(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="One."))
    tracker.run(Submit(ref="E.2", text="Two."))
    assert tracker.run(DeferUpdate(number=1)).sentence == "deferred update 1 of E.1 until 21 Sep 2021"
    assert waiting(tracker) == [(2, "submitted"), (1, "deferred")]
    later = Tracker(tracker.store, None, dt.date(2021, 9, 21), "test")
    assert waiting(later) == [(1, "deferred"), (2, "submitted")]
    with pytest.raises(Misused, match="not a day that has passed"):
        tracker.run(DeferUpdate(number=2, until=dt.date(2021, 9, 1)))
    tracker.run(AcceptUpdate(number=1))
    assert waiting(tracker) == [(2, "submitted")]


def test_a_number_that_is_none_names_those_that_wait(tracker: Tracker) -> None:
    before = list(tracker.read.records())
    for command in (AcceptUpdate(number=9), ReturnUpdate(number=9, reason="x"), DeferUpdate(number=9)):
        with pytest.raises(NotFound, match=r"no update 9 .* Waiting: none\."):
            tracker.run(command)
    assert list(tracker.read.records()) == before


@pytest.mark.parametrize("number", [2**63, 10**30, -(2**63) - 1])
def test_a_number_beyond_all_that_can_be_kept_is_none(tracker: Tracker, number: int) -> None:
    for asked in (
        AcceptUpdate(number=number),
        ReturnUpdate(number=number, reason="x"),
        DeferUpdate(number=number),
    ):
        with pytest.raises(NotFound, match="There is no update"):
            tracker.run(asked)


def test_what_another_hand_did_first_is_told(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="One."))
    seen = tracker.read.last_revision()
    Tracker(tracker.store, None, tracker.today, "Tom Kelly").run(AcceptUpdate(number=1))
    with pytest.raises(Problem, match="Tom Kelly changed this meanwhile"):
        tracker.run(ReturnUpdate(number=1, reason="x"), seen=seen)


def test_a_review_accepts_what_waits_longest_and_records_where_nothing_waits(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="green", text="First."))
    tracker.run(Submit(ref="E.1", text="Second."))
    done = tracker.run(Review(ref="E.1,E.2", rating="amber"))
    assert done.sentence == "2 actions (E.1, E.2) 1 accepted, rated amber, 1 updated, rated amber"
    assert waiting(tracker) == [(2, "submitted")]
    assert [action(tracker, ref)["rating"] for ref in ("E.1", "E.2")] == ["amber", "amber"]
    tracker.run(Undo())
    assert waiting(tracker) == [(1, "submitted"), (2, "submitted")]
    assert action(tracker, "E.2")["rating"] is None


def test_a_review_says_one_thing(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", text="News."))
    before = list(tracker.read.records())
    for command, problem in (
        (Review(ref="E.2"), "say something"),
        (Review(ref="E.1", rating="red", nothing_new=True), "not several"),
        (Review(ref="E.1", nothing_new=True), "Update 1 of E.1 waits, so there is something new"),
        (Review(ref="E.1", until=dt.date(2021, 9, 1)), "not a day that has passed"),
        (Review(ref="E.1", rating="pink"), "no rating"),
        (Review(ref="E.1", status="mostly"), "no status"),
        (Review(ref="E.1,E.9", rating="red"), r"E\.9"),
    ):
        with pytest.raises(Problem, match=problem):
            tracker.run(command)
    assert list(tracker.read.records()) == before


def test_what_another_has_dealt_with_is_told_and_not_done_twice(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="green", text="News."))
    seen = tracker.read.last_revision()
    tracker.run(Review(ref="E.1", rating="red"))
    before = list(tracker.read.records())
    for command in (Review(ref="E.1", rating="amber", text="Mine."), Review(ref="E.1", nothing_new=True)):
        with pytest.raises(Stale, match="changed this meanwhile"):
            tracker.run(command, seen=seen)
    assert list(tracker.read.records()) == before


def test_a_look_that_is_put_off_comes_up_and_is_answered(tracker: Tracker) -> None:
    tracker.run(Review(ref="E.1", until=dt.date(2021, 9, 20)))
    later = Tracker(tracker.store, None, dt.date(2021, 9, 20), "test")
    later.run(Review(ref="E.1", rating="green", text="Now it is."))
    (update,) = tracker.read.updates(tracker.read.find_ref("E.1")[0])
    assert (update["kind"], update["state"], update["text"]) == ("update", "accepted", "Now it is.")


def test_what_was_odd_is_recorded_with_what_was_accepted(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="green"))
    tracker.run(AcceptUpdate(number=1))
    (update,) = tracker.read.updates(tracker.read.find_ref("E.1")[0])
    assert update["overruled"] == ["no text"]


def test_the_reply_says_what_was_said_and_what_is_missing(tracker: Tracker) -> None:
    tracker.run(Submit(ref="E.1", rating="green", text="Done.", by="Ann Able"))
    (found,) = inbox(tracker.read, tracker.scope())
    text = reply_to(tracker.read, found, "Since when?")
    assert text.startswith("Dear Ann Able,")
    for part in (
        "12 September 2021",
        "E.1 (Do what E.1 says)",
        "Since when?",
        '"Done.", rated green',
        "E.1:",
    ):
        assert part in text
