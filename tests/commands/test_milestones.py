from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.journal import Undo
from jatui.commands.milestones import Accept, Correct, Leave, Met, Move
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Refused
from jatui.store.check import check
from jatui.store.journal import verify_chain
from jatui.store.milestones import milestone, more
from tests.conftest import DAY

SEPTEMBER, DECEMBER, JANUARY = dt.date(2021, 9, 30), dt.date(2021, 12, 31), dt.date(2022, 1, 31)


def action(tracker: Tracker, handle: str) -> dict[str, Any]:
    (found,) = [v for kind, v in tracker.read.records() if kind == "action" and v["handle"] == handle]
    return found


def kept(tracker: Tracker, kind: str) -> list[dict[str, Any]]:
    return [values for name, values in tracker.read.records() if name == kind]


def word(tracker: Tracker, handle: str, wording: str) -> None:
    """Give an action another wording, as if it had been printed so."""
    tracker.run(Move(ref=handle, wording=wording, reason="printed so", undated=True))
    with tracker.store.revision("test", "{}", actor="test", day=DAY) as writer:
        for (row,) in writer.read.rows("SELECT id FROM move"):
            writer.remove("move", row)
        writer.sentence = "forgot the move"


def test_stages_are_met_one_after_the_other(tracker: Tracker) -> None:
    word(tracker, "E.1", "Sep '21 & Dec '21")
    assert tracker.run(Met(ref="E.1")).sentence == (
        "E.1: stage due by 30 Sep 2021 met on 12 Sep 2021; next due by 31 Dec 2021"
    )
    assert action(tracker, "E.1")["next_due"] == DECEMBER and action(tracker, "E.1")["due"] == DECEMBER
    late = tracker.run(Met(ref="E.1", date=dt.date(2022, 1, 4))).sentence
    assert late == "E.1: stage due by 31 Dec 2021 met on 4 Jan 2022 (late); no stage is open"
    assert "next_due" not in action(tracker, "E.1")
    assert [(each["due"], each["met"]) for each in kept(tracker, "stage_met")] == [
        (SEPTEMBER, DAY),
        (DECEMBER, dt.date(2022, 1, 4)),
    ]
    with pytest.raises(Refused, match=r"Every stage of E\.1 is met already"):
        tracker.run(Met(ref="E.1"))


def test_a_stage_is_met_by_its_name_and_once_only(tracker: Tracker) -> None:
    word(tracker, "E.1", "Draft: Sep '21 Final: Dec '21")
    assert "stage 'Final' due by 31 Dec 2021" in tracker.run(Met(ref="E.1", stage=DECEMBER)).sentence
    assert action(tracker, "E.1")["next_due"] == SEPTEMBER
    with pytest.raises(Refused, match="was met on 12 Sep 2021"):
        tracker.run(Met(ref="E.1", stage=DECEMBER))
    with pytest.raises(Refused, match=r"no stage due on 31 Jan 2022\. It has: 30 Sep 2021, 31 Dec 2021"):
        tracker.run(Met(ref="E.1", stage=JANUARY))


def test_a_single_milestone_is_met_and_the_rating_and_status_stay(tracker: Tracker) -> None:
    before = action(tracker, "E.1")
    tracker.run(Met(ref="E.1"))
    after = action(tracker, "E.1")
    assert {name for name in before if before[name] != after.get(name)} == {"next_due"}


def test_what_repeats_goes_on(tracker: Tracker) -> None:
    word(tracker, "E.1", "Reporting quarterly from Sep '21")
    tracker.run(Met(ref="E.1"))
    assert tracker.run(Met(ref="E.1")).sentence.endswith("next due by 31 Mar 2022")
    stages = more(tracker.read, 1, dt.date(2022, 7, 1))["stages"]
    assert [(each["due"], each["state"]) for each in stages] == [
        ("2021-09-30", "met"),
        ("2021-12-31", "met"),
        ("2022-03-31", "overdue"),
        ("2022-06-30", "overdue"),
        ("2022-09-30", "next"),
    ]


def test_without_a_dated_stage_nothing_is_met(tracker: Tracker) -> None:
    word(tracker, "E.1", "Dependent on funding")
    with pytest.raises(Refused, match="no dated stage"):
        tracker.run(Met(ref="E.1"))


def test_a_move_keeps_what_was_and_takes_the_new_reading(tracker: Tracker) -> None:
    done = tracker.run(Move(ref="E.1", wording="Jan '22", reason="Staff left."))
    assert done.sentence == "E.1 moved from Dec '21 to Jan '22: by 31 Jan 2022, slips 1 month, first slip"
    again = Move(ref="E.1", wording="Mar '22", reason="Again.", meeting="s&r 21 September 2021", date=DAY)
    assert tracker.run(again).sentence == (
        "E.1 moved from Jan '22 to Mar '22: by 31 Mar 2022, slips 2 months, second slip, "
        "3 months in all against the original"
    )
    found = action(tracker, "E.1")
    assert (found["milestone"], found["due"], found["start"]) == (
        "Mar '22",
        dt.date(2022, 3, 31),
        dt.date(2022, 3, 1),
    )
    first, second = kept(tracker, "move")
    assert (first["number"], first["former"], first["former_due"], first["wording"], first["due"]) == (
        1, "Dec '21", DECEMBER, "Jan '22", JANUARY,
    )  # fmt: skip
    assert (second["meeting_committee"], second["meeting_day"], second["reason"]) == (
        "S&R", dt.date(2021, 9, 21), "Again.",
    )  # fmt: skip
    moves = more(tracker.read, 1, DAY)["moves"]
    assert [(move["number"], move["months"], move["total_months"]) for move in moves] == [
        (2, 2, 3),
        (1, 1, 1),
    ]
    assert moves[0]["meeting"] == {"committee": "S&R", "day": "2021-09-21"} and moves[1]["meeting"] is None


def test_many_are_moved_in_one_revision_and_undone_together(tracker: Tracker) -> None:
    tracker.run(Move(ref="E.1", wording="Nov '21", reason="Sooner."))
    before = list(tracker.read.records())
    done = tracker.run(Move(ref="E.1, e2,F.6#1,E.2", wording="Jan '22", reason="Budget."))
    assert done.sentence == (
        "3 milestones moved to Jan '22: E.1 by 31 Jan 2022, slips 2 months, first slip, 1 month in all against the "
        "original; E.2 and F.6#1 by 31 Jan 2022, slips 1 month, first slip"
    )
    assert done.revision and len(kept(tracker, "move")) == 4
    tracker.run(Undo())
    assert list(tracker.read.records()) == before


def test_one_that_is_not_there_moves_none(tracker: Tracker) -> None:
    before = list(tracker.read.records())
    for ref, problem in (("E.1,X.9", NotFound), ("E.1,F.6", Ambiguous), (" , ", NotFound), ("", NotFound)):
        with pytest.raises(problem):
            tracker.run(Move(ref=ref, wording="Jan '22", reason="x"))
    assert list(tracker.read.records()) == before


@pytest.mark.parametrize(
    "wording",
    ["", "TBC", "31 June 2022", "29 February 2021", "Ep '22", "Dependent on funding", "\x1b[2J\x00", "x" * 5000,
     "Reporting quarterly from Sep '21", "Dec 1850", "13/13/2022", "Mar '22 to Jan '22"],
)  # fmt: skip
def test_a_wording_without_a_due_day_wants_a_word(tracker: Tracker, wording: str) -> None:
    before = list(tracker.read.records())
    with pytest.raises(Refused, match="--undated") as problem:
        tracker.run(Move(ref="E.1", wording=wording, reason="x"))
    assert len(str(problem.value)) < 6000 and list(tracker.read.records()) == before
    tracker.run(Move(ref="E.1", wording=wording, reason="x", undated=True))
    found = action(tracker, "E.1")
    assert found["milestone"] == wording and "due" not in found
    assert verify_chain(tracker.store.connection()) == []


@pytest.mark.parametrize(
    ("move", "problem", "words"),
    [
        (Move(ref="E.1", wording="Jan '22"), Misused, "--reason"),
        (Move(ref="E.1", wording="Jan '22", reason=" \n "), Refused, "reason is needed"),
        (Move(ref="E.1", wording="Dec '21", reason="x"), Refused, "already"),
        (
            Move(ref="E.1", wording="Jan '22", reason="x", meeting="S&R 2021-09-22"),
            NotFound,
            "near it: S&R 2021-09-21",
        ),
        (Move(ref="E.1", wording="Jan '22", reason="x", meeting="SR 2021-09-21"), NotFound, "near it: S&R"),
        (Move(ref="E.1", wording="Jan '22", reason="x", meeting="soon"), Misused, "names no meeting"),
        (Move(ref="E.1", wording="Jan '22", reason="x", meeting=""), Misused, "names no meeting"),
        (Move(ref="E.1", wording="\ud800", reason="x", undated=True), Refused, "surrogate"),
    ],
    ids=str,
)
def test_a_move_that_is_refused_changes_nothing(
    tracker: Tracker, move: Move, problem: type[Exception], words: str
) -> None:
    before = list(tracker.read.records())
    with pytest.raises(problem, match=words):
        tracker.run(move)
    assert list(tracker.read.records()) == before


def test_a_suggestion_is_accepted_and_the_wording_stays(tracker: Tracker) -> None:
    word(tracker, "E.1", "Jul '21 & Ep '21")
    assert "due" not in action(tracker, "E.1")
    done = tracker.run(Accept(ref="E.1"))
    assert done.sentence == "E.1: \"Jul '21 & Ep '21\" is read as \"Jul '21 & Sep '21\": by 30 Sep 2021"
    found = action(tracker, "E.1")
    assert (found["milestone"], found["read_as"]) == ("Jul '21 & Ep '21", "Jul '21 & Sep '21")
    assert (found["due"], found["readable"], found["unread"]) == (SEPTEMBER, True, [])
    assert kept(tracker, "move") == []
    with pytest.raises(Refused, match="no suggestion"):
        tracker.run(Accept(ref="E.1"))
    tracker.run(Move(ref="E.1", wording="Oct '21", reason="Late."))
    assert "read_as" not in action(tracker, "E.1") and kept(tracker, "move")[0]["former_due"] == SEPTEMBER


def test_a_reading_is_corrected_with_a_reason(tracker: Tracker) -> None:
    word(tracker, "E.1", "Q3 2021")
    assert action(tracker, "E.1")["ambiguous"]
    tracker.run(Correct(ref="E.1", wording="December 2021", reason="Asked the lead."))
    found = action(tracker, "E.1")
    assert (found["milestone"], found["read_as"], found["due"]) == ("Q3 2021", "December 2021", DECEMBER)
    for wording, words in (
        ("December 2021", "already"),
        ("Dcember 2021", "cannot be read"),
        ("", "cannot be read"),
    ):
        with pytest.raises(Refused, match=words):
            tracker.run(Correct(ref="E.1", wording=wording, reason="x"))
    with pytest.raises(Misused, match="--reason"):
        tracker.run(Correct(ref="E.1", wording="Nov '21"))
    tracker.run(Correct(ref="E.1", wording="Q3 2021", reason="As printed after all."))
    assert "read_as" not in action(tracker, "E.1")


def test_what_is_left_is_listed_as_left_and_no_longer_to_act_on(tracker: Tracker) -> None:
    word(tracker, "E.1", "Jul '21 & Ep '21")
    assert [(f.grade, f.about) for f in check(tracker.read) if f.about == "E.1"] == [("data", "E.1")]
    tracker.run(Leave(ref="E.1", reason="Nobody knows."))
    (found,) = [f for f in check(tracker.read) if f.about == "E.1"]
    assert found.grade == "left" and "left as printed" in found.sentence
    assert action(tracker, "E.1")["read_as"] == "Jul '21 & Ep '21" and "due" not in action(tracker, "E.1")
    with pytest.raises(Refused, match="left as printed already"):
        tracker.run(Leave(ref="E.1", reason="x"))
    with pytest.raises(Refused, match="read whole"):
        tracker.run(Leave(ref="E.2", reason="x"))
    tracker.run(Accept(ref="E.1"))
    assert [f for f in check(tracker.read) if f.about == "E.1"] == []


@pytest.mark.parametrize(
    "command",
    [
        Met(ref="E.1"),
        Move(ref="E.2,E.1", wording="Jan '22", reason="x"),
        Correct(ref="E.1", wording="Nov '21", reason="x"),
        Accept(ref="E.1"),
        Leave(ref="E.1", reason="x"),
    ],
    ids=str,
)
def test_who_looked_at_an_older_state_is_told(tracker: Tracker, command: Command) -> None:
    word(tracker, "E.1", "Jul '21 & Ep '21")
    seen = tracker.read.last_revision()
    tracker.run(Correct(ref="E.1", wording="Oct '21", reason="x"))
    before = list(tracker.read.records())
    with pytest.raises(Refused, match="changed this meanwhile"):
        tracker.run(command, seen=seen)
    assert list(tracker.read.records()) == before


WORDINGS = st.sampled_from(
    [
        "Jan '22",
        "Sep '21 & Dec '21",
        "TBC",
        "Jul '21 & Ep '21",
        "monthly from May 2021",
        "Q3 2021",
        "Spring 2022",
    ]
)
STEPS = st.lists(
    st.builds(lambda ref, wording: Move(ref=ref, wording=wording, reason="r", undated=True),
              st.sampled_from(["E.1", "E.2", "E.1,E.2"]), WORDINGS)
    | st.builds(lambda ref: Met(ref=ref), st.sampled_from(["E.1", "E.2"]))
    | st.builds(lambda ref: Accept(ref=ref), st.sampled_from(["E.1", "E.2"]))
    | st.builds(lambda ref: Leave(ref=ref, reason="r"), st.sampled_from(["E.1", "E.2"]))
    | st.builds(lambda ref: Correct(ref=ref, wording="Nov '21", reason="r"), st.sampled_from(["E.1", "E.2"])),
    min_size=1,
    max_size=5,
)  # fmt: skip


@settings(max_examples=20)
@given(steps=STEPS)
def test_whatever_is_done_to_milestones_is_undone_step_by_step(
    tracker: Tracker, steps: list[Command]
) -> None:
    states = []
    for step in steps:
        before = list(tracker.read.records())
        try:
            tracker.run(step)
        except Refused:
            assert list(tracker.read.records()) == before
        else:
            states.append(before)
            found = milestone(tracker.read, 1)
            assert found.reading.due == found.due
    for before in reversed(states):
        tracker.run(Undo())
        assert list(tracker.read.records()) == before
