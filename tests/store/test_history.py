from __future__ import annotations

from jatui.commands.actions import Update
from jatui.commands.indicator_sets import ProposeSet
from jatui.commands.indicators import AddIndicator, Measure, RemoveMeasurement
from jatui.commands.journal import Undo
from jatui.commands.milestones import Move
from jatui.commands.minutes import Answer, Ask
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.store.history import details, history, revisions_of
from jatui.store.past import look_back


def plainly(tracker: Tracker, action: int) -> list[int]:
    """Return the revisions of an action by looking at every change there is."""
    rows = tracker.read.rows(
        "SELECT DISTINCT revision_id FROM change WHERE (entity = 'action' AND row_id = ?) "
        "OR json_extract(before, '$.action_id') = ? OR json_extract(after, '$.action_id') = ? ORDER BY 1 DESC",
        (action, action, action),
    )
    return [number for (number,) in rows]


def test_rows_that_are_gone_are_found_too(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="red", text="Late."))
    tracker.run(Undo())
    tracker.run(Submit(ref="E.1", text="Soon."))
    tracker.run(Move(ref="E.2", wording="Mar '22", reason="Late."))
    tracker.run(Undo(revision=4))
    for action in (1, 2, 3):
        assert revisions_of(tracker.read, action) == plainly(tracker, action)
    assert revisions_of(tracker.read, 1) == [6, 4, 3, 2, 1]
    with look_back(tracker.store, 4) as past:
        assert revisions_of(past.read, 1) == [4, 3, 2, 1]


def test_pages_follow_each_other(tracker: Tracker) -> None:
    for number in range(5):
        tracker.run(Update(ref="E.1", text=f"Said {number}."))
    first = history(tracker.read, limit=2)
    second = history(tracker.read, limit=2, before=first[-1]["revision"])
    assert [each["revision"] for each in [*first, *second]] == [6, 5, 4, 3]
    assert [each["revision"] for each in history(tracker.read, 1, limit=2, before=5)] == [4, 3]


def test_an_action_is_found_by_the_index_alone(tracker: Tracker) -> None:
    plan = tracker.read.rows(
        "EXPLAIN QUERY PLAN SELECT DISTINCT entity, row_id FROM change WHERE json_extract(before, '$.action_id') = ? "
        "AND before IS NOT NULL AND json_extract(before, '$.action_id') IS NOT json_extract(after, '$.action_id')",
        (1,),
    )
    assert any("USING INDEX change_left" in row[3] for row in plan)


def test_fields_are_told_in_words(tracker: Tracker) -> None:
    tracker.run(Move(ref="E.1", wording="Mar '22", reason="Late."))
    action, move = details(tracker.read, 2).rows
    assert (action.name, action.did, action.action) == ("E.1", "changed", 1)
    assert [tuple(each) for each in action.fields] == [
        ("milestone", "Dec '21", "Mar '22"),
        ("due", "31 Dec 2021", "31 Mar 2022"),
        ("next due", "31 Dec 2021", "31 Mar 2022"),
    ]
    assert (move.name, move.did) == ("move of the milestone of E.1", "added")
    assert "action" not in {each.name for each in move.fields}


def test_a_revision_of_several_is_told_of_one_action_alone(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1,E.2", rating="red", text="Late."))
    assert {row.name for row in details(tracker.read, 2, (1,)).rows} == {"E.1", "update 1 of E.1"}
    assert len(details(tracker.read, 2).rows) == 4


def test_of_many_rows_it_is_said_how_many_are_left(tracker: Tracker) -> None:
    found = details(tracker.read, 1)
    whole = tracker.read.value("SELECT count(*) FROM change WHERE revision_id = 1")
    assert len(found.rows) + found.more == whole


def test_what_meetings_asked_is_called_by_its_number_and_told_in_words(tracker: Tracker) -> None:
    tracker.run(Ask(question="Which sites?", ref="E.1", meeting="S&R 2021-09-21"))
    tracker.run(Answer(number=1, answer="Three."))
    asked, answered = details(tracker.read, 2, (1,)).rows[0], details(tracker.read, 3, (1,)).rows[0]
    assert (asked.name, asked.did, answered.did) == ("follow-up 1 of E.1", "added", "changed")
    told = {field.name: field.after for field in asked.fields}
    assert (told["meeting"], told["lead"], told["text"]) == ("S&R 2021-09-21", "Ann Able", "Which sites?")
    assert [tuple(field) for field in answered.fields] == [
        ("answered", None, "2021-09-12"),
        ("answer", None, "Three."),
    ]


def test_indicators_and_their_values_are_called_by_their_numbers(tracker: Tracker) -> None:
    tracker.run(AddIndicator(number="NI 1", called="Cohesion"))
    tracker.run(Measure(number="NI 1", value="47%"))
    tracker.run(ProposeSet(called="Strategic", members="NI 1"))
    tracker.run(Undo(revision=4))
    tracker.run(RemoveMeasurement(number="NI 1", measurement=1, reason="Twice."))
    tracker.run(Undo(revision=2))
    names = [[row.name for row in details(tracker.read, revision).rows] for revision in (2, 3, 4, 6)]
    assert names == [
        ["indicator NI 1"],
        ["measurement 1 of NI 1"],
        ["indicator set Strategic 1", "NI 1 in Strategic"],
        ["measurement 1 of NI 1"],
    ]
