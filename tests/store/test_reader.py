from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, NotFound
from jatui.store import Store
from jatui.store.filters import select
from jatui.store.lines import lines
from jatui.store.reader import CHUNK
from tests.conftest import DAY, small_action, small_plan


def handles(tracker: Tracker, ids: list[int]) -> list[str]:
    return [tracker.read.handle(row) for row in ids]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("E.1", ["E.1"]),
        ("e1", ["E.1"]),
        (" e.1 ", ["E.1"]),
        ("F.6", ["F.6#1", "F.6#2"]),
        ("f6#2", ["F.6#2"]),
        ("F.6#3", []),
        ("E", []),
        ("E.1; DROP TABLE action", []),
        ("", []),
    ],
)
def test_a_ref_is_found_however_it_is_typed(tracker: Tracker, given: str, found: list[str]) -> None:
    assert handles(tracker, tracker.read.find_ref(given)) == found


@pytest.mark.parametrize(
    ("given", "found"), [("1.1", ["1.1"]), ("11", ["11"]), ("12", ["1.2"]), ("1.2", ["1.2"])]
)
def test_a_dot_tells_refs_apart_where_both_are_printed(tmp_path: Path, given: str, found: list[str]) -> None:
    records = [record for record in small_plan() if record[0] != "action"]
    records += [small_action(ref, n, theme="E", text="x") for n, ref in enumerate(("1.1", "1.2", "11"))]
    with Store.create(tmp_path / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(records)
        tracker = Tracker(store, None, DAY, "test")
        assert handles(tracker, tracker.read.find_ref(given)) == found
        assert handles(tracker, tracker.read.action_ids(select(given, tracker.scope()))) == found
        assert tracker.read.one_action(given)


def test_one_action_is_one_or_says_why_not(tracker: Tracker) -> None:
    assert tracker.read.handle(tracker.read.one_action("f.6#1")) == "F.6#1"
    with pytest.raises(
        Ambiguous, match=r"F\.6 stands for F\.6#1 and F\.6#2\. Name one of them; nothing was changed"
    ):
        tracker.read.one_action("F.6")
    with pytest.raises(NotFound, match=r"no action 'E\.3'; near it are E\.[12], E\.[12]"):
        tracker.read.one_action("E.3")
    with pytest.raises(NotFound, match="`jatui list` shows them all"):
        tracker.read.one_action("zzzzzz")


def test_one_ref_in_two_plans_asks_for_the_plan(tracker: Tracker) -> None:
    with tracker.store.revision("import", "{}", actor="test", day=DAY) as writer:
        writer.load(
            [
                ("plan", {"slug": "other", "position": 2, "name": "Other plan", "scheme": "ragb"}),
                ("theme", {"plan": "other", "code": "E", "position": 1, "name": "Environment"}),
                small_action("E.1", 1, plan="other"),
            ]
        )
    with pytest.raises(Ambiguous, match=r"stands in several plans\. Choose one with --plan"):
        tracker.read.one_action("E.1")
    for slug in ("small", "other"):
        scope = tracker.read.scope(slug, DAY)
        (action,) = tracker.read.actions([tracker.read.one_action("E.1", scope.plan)], scope)
        assert action["plan"] == slug
    assert tracker.read.scope(None, DAY).slug == "small"
    assert tracker.read.scope("all", DAY).plan is None
    with pytest.raises(NotFound, match=r"no plan 'x'\. The plans are: small, other"):
        tracker.read.scope("x", DAY)


def test_actions_come_in_the_order_asked_for_without_those_that_are_gone(tracker: Tracker) -> None:
    ids = [4, 999, 1, *range(1000, 1000 + 2 * CHUNK), 2]
    assert [action["handle"] for action in tracker.read.actions(ids, tracker.scope())] == [
        "F.6#2",
        "E.1",
        "E.2",
    ]
    assert sorted(line.handle for line in lines(tracker.read, ids, DAY)) == ["E.1", "E.2", "F.6#2"]


@pytest.mark.parametrize(
    ("today", "before", "ahead"),
    [
        (dt.date(2021, 9, 20), None, dt.date(2021, 9, 21)),
        (dt.date(2021, 9, 21), None, dt.date(2021, 9, 21)),
        (dt.date(2021, 9, 22), dt.date(2021, 9, 21), None),
    ],
)
def test_a_meeting_is_ahead_until_its_day_is_over(
    tracker: Tracker, today: dt.date, before: dt.date | None, ahead: dt.date | None
) -> None:
    scope = tracker.read.scope(None, today)
    assert (scope.last_meeting and scope.last_meeting.day, scope.next_meeting and scope.next_meeting.day) == (
        before,
        ahead,
    )


def test_what_was_said_comes_newest_first_and_what_waits_before_it(tracker: Tracker) -> None:
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writer:
        for number, (state, day) in enumerate(
            [
                ("accepted", "2021-08-01"),
                ("submitted", None),
                ("accepted", "2021-09-01"),
                ("sent back", None),
                ("accepted", "2021-09-01"),
            ]
        ):
            writer.add("update", plan=1, action=1, number=number, state=state, day=day, text=str(number))
    assert [update["number"] for update in tracker.read.updates(1)] == [1, 4, 2, 0, 3]


def test_a_moment_sees_nothing_that_is_written_meanwhile(tracker: Tracker) -> None:
    """The writer waits for the reader, so what is read twice is the same."""
    with tracker.store.moment() as read:
        before = read.last_revision()
        assert read.connection.in_transaction
        assert read.last_revision() == before
    assert not read.connection.in_transaction
