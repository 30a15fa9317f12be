from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from jatui.commands.findings import AddFinding, RuleFinding
from jatui.commands.journal import Undo
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, NotFound, Problem, Refused, Stale
from jatui.domain.findings import Finding
from jatui.store.findings import findings
from tests.conftest import DAY


def found(tracker: Tracker) -> dict[str, Finding]:
    return {each.key: each for each in findings(tracker.read, tracker.scope())}


def doubtful(tracker: Tracker) -> None:
    """Give an action a milestone of which a part is not read, with a suggestion."""
    tracker.run(Move(ref="E.1", wording="Jul '21 & Ep '21", reason="Printed so.", undated=True))


def test_a_ruling_says_what_was_made_of_it_by_whom_and_when(tracker: Tracker) -> None:
    assert found(tracker)["twice F.6"].is_open
    done = tracker.run(RuleFinding(finding="TWICE  f.6", ruling="accepted", reason=" Printed\nso. "))
    assert done.sentence == "twice F.6 of small is accepted: Printed so."
    ruled = found(tracker)["twice F.6"].ruled
    assert ruled and dataclasses.astuple(ruled) == ("accepted", DAY, "Printed\nso.", "test")


def test_a_later_ruling_takes_the_place_of_the_former_and_undo_gives_that_back(tracker: Tracker) -> None:
    tracker.run(RuleFinding(finding="twice F.6", ruling="accepted"))
    before = list(tracker.read.records())
    tracker.given_today = DAY + dt.timedelta(days=1)
    done = tracker.run(RuleFinding(finding="twice F.6", ruling="left", reason="Nobody knows."))
    assert done.sentence == "twice F.6 of small is left instead of accepted: Nobody knows."
    assert tracker.read.value("SELECT count(*) FROM ruling") == 1
    tracker.run(Undo())
    assert list(tracker.read.records()) == before


def test_a_ruling_on_what_is_no_longer_found_is_settled(tracker: Tracker) -> None:
    tracker.run(RuleFinding(finding="twice F.6", ruling="corrected", reason="Renumbered."))
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("action", 4, ref="F.7", handle="F.7")
    gone = found(tracker)["twice F.6"]
    assert gone.kind == "settled" and gone.ruled and gone.ruled.reason == "Renumbered."
    with pytest.raises(Refused, match=r"twice F\.6 is no longer found"):
        tracker.run(RuleFinding(finding="twice F.6", ruling="left", reason="x"))


def test_a_milestone_is_left_in_one_place(tracker: Tracker) -> None:
    doubtful(tracker)
    tracker.run(RuleFinding(finding="unread E.1", ruling="left", reason="Nobody knows."))
    ruled = found(tracker)["unread E.1"].ruled
    assert ruled and ruled.ruling == "left"
    assert tracker.read.value("SELECT count(*) FROM ruling") == 0
    assert tracker.read.value("SELECT read_as = milestone FROM action WHERE handle = 'E.1'") == 1


def test_to_accept_a_milestone_is_to_take_its_suggestion(tracker: Tracker) -> None:
    doubtful(tracker)
    done = tracker.run(RuleFinding(finding="unread E.1", ruling="accepted"))
    assert done.sentence.startswith("E.1: \"Jul '21 & Ep '21\" is read as \"Jul '21 & Sep '21\"")
    settled = found(tracker)["unread E.1"]
    assert settled.kind == "settled" and settled.ruled and settled.ruled.ruling == "corrected"


@pytest.mark.parametrize(
    ("wish", "kind", "sentence"),
    [
        (
            RuleFinding(finding="twice F.6"),
            Misused,
            "A ruling is one of: accepted, corrected, left. Give --ruling",
        ),
        (RuleFinding(finding="twice F.6", ruling="ignored"), Misused, "A ruling is one of"),
        (RuleFinding(finding="twice F.6", ruling="left"), Misused, "A reason is needed"),
        (RuleFinding(finding="twice F.6", ruling="corrected", reason=" "), Misused, "A reason is needed"),
        (
            RuleFinding(finding="twice F.9", ruling="accepted"),
            NotFound,
            "There is no finding 'twice F.9'; near it",
        ),
        (
            RuleFinding(finding="unread E.1", ruling="corrected", reason="x"),
            Refused,
            "Say what the milestone of E.1 is to be read as: `jatui milestone correct E.1 WORDING --reason ...`.",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_ruled_is_refused_in_a_sentence(
    tracker: Tracker, wish: RuleFinding, kind: type[Problem], sentence: str
) -> None:
    doubtful(tracker)
    before = list(tracker.read.records())
    with pytest.raises(kind, match=re.escape(sentence)):
        tracker.run(wish)
    assert list(tracker.read.records()) == before


def test_a_ruling_that_another_hand_changed_is_not_overwritten(tracker: Tracker) -> None:
    seen = tracker.run(RuleFinding(finding="twice F.6", ruling="accepted")).revision
    tracker.run(RuleFinding(finding="twice F.6", ruling="left", reason="x"))
    with pytest.raises(Stale):
        tracker.run(RuleFinding(finding="twice F.6", ruling="accepted"), seen=seen)


def test_what_a_person_saw_is_a_finding_like_any_other(tracker: Tracker) -> None:
    with tracker.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.add("paper", slug="p", title="The paper", file="p.txt")
    tracker.run(AddFinding(about="Sums", text="They differ.", paper="the PAPER", at=3, against_line=9))
    tracker.run(AddFinding(about=" Year 1 ", text="Not\ndefined."))
    first, second = found(tracker)["finding 1"], found(tracker)["finding 2"]
    assert (first.sentence, first.places) == ("Sums: They differ.", "p.txt, line 3 against line 9")
    assert (second.sentence, second.places) == ("Year 1: Not\ndefined.", "")
    tracker.run(RuleFinding(finding="finding 2", ruling="left", reason="So it is."))
    assert not found(tracker)["finding 2"].is_open


def test_the_same_is_no_finding_twice(tracker: Tracker) -> None:
    tracker.run(AddFinding(about="Sums", text="They differ."))
    with pytest.raises(Refused, match=r"^Finding 1 says that already\. Nothing was changed\.$"):
        tracker.run(AddFinding(about=" Sums", text="They differ. "))
    assert tracker.run(AddFinding(about="Sums", text="They differ again.")).sentence == (
        "finding 2 is noted: Sums"
    )


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (AddFinding(about=" ", text="x"), "needs what it is about"),
        (AddFinding(about="x", text=" "), "needs what it is about"),
        (AddFinding(about="x" * 121, text="y"), "at most 120 characters"),
        (AddFinding(about="x", text="y", at=3), "Say with --paper"),
        (AddFinding(about="x", text="y", paper="p", at=0), "Lines are counted from 1"),
        (AddFinding(about="x", text="y", paper="p"), "There is no paper 'p'"),
    ],
    ids=str,
)
def test_what_is_no_finding_is_refused(tracker: Tracker, wish: AddFinding, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        tracker.run(wish)
    assert tracker.read.value("SELECT count(*) FROM finding") == 0


def test_a_finding_belongs_to_one_plan(tracker: Tracker) -> None:
    tracker.plan = "all"
    with pytest.raises(Misused, match="A finding belongs to one plan"):
        tracker.run(AddFinding(about="x", text="y"))


def test_where_several_plans_are_a_sentence_names_that_of_the_finding(joined: Tracker) -> None:
    joined.plan = "other"
    assert joined.run(AddFinding(about="Sums", text="They differ.")).sentence == (
        "finding 1 of other is noted: Sums"
    )
