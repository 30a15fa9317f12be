from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.journal import Undo
from jatui.commands.minutes import Answer, Ask, Decide
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, NotFound, Problem, Refused
from jatui.store.minutes import minutes
from tests.conftest import DAY

HELD = "S&R 2021-09-21"


def test_a_question_is_open_until_it_is_answered(tracker: Tracker) -> None:
    done = tracker.run(Ask(question="Which\nsites?", ref="e1", meeting=HELD, by=" Cllr Doe ", due=DAY))
    assert done.sentence == "S&R 21 Sep 2021: follow-up 1 on E.1 for Ann Able by 12 Sep 2021: Which sites?"
    assert tracker.read.count(tracker.select("is:asked")) == 1
    assert minutes(tracker.read, None, unanswered=True) == [
        {
            "number": 1,
            "kind": "follow-up",
            "committee": "S&R",
            "meeting": "2021-09-21",
            "action": "E.1",
            "text": "Which\nsites?",
            "asked_by": "Cllr Doe",
            "lead": "Ann Able",
            "due": "2021-09-12",
            "answered": None,
            "answer": None,
        }
    ]
    tracker.run(Answer(number=1, answer="Three.", date=dt.date(2021, 9, 30)))
    assert minutes(tracker.read, None, unanswered=True) == []
    assert minutes(tracker.read, None)[0]["answered"] == "2021-09-30"
    with pytest.raises(Refused, match=r"Follow-up 1 was answered on 30 Sep 2021\. Undo that first\."):
        tracker.run(Answer(number=1, answer="Four."))
    tracker.run(Undo())
    assert tracker.read.count(tracker.select("is:asked")) == 1


def test_without_a_meeting_the_one_held_last_is_meant(tracker: Tracker) -> None:
    with pytest.raises(Refused, match="No meeting was held up to 12 Sep 2021"):
        tracker.run(Decide(decision="Noted."))
    tracker.given_today = dt.date(2021, 9, 21)
    assert tracker.run(Decide(decision="Noted.")).sentence == "S&R 21 Sep 2021: decision 1: Noted."
    tracker.given_today = dt.date(2021, 12, 1)
    tracker.run(Decide(decision="Again.", ref="E.1,F.6#2"))
    assert [(each["number"], each["action"]) for each in minutes(tracker.read, None)] == [
        (3, "F.6#2"),
        (2, "E.1"),
        (1, None),
    ]


@pytest.mark.parametrize(
    ("wish", "kind", "sentence"),
    [
        (Ask(question=" \n", meeting=HELD), Misused, "The question is empty"),
        (Decide(decision="\t\n", meeting=HELD), Misused, "The decision is empty"),
        (Ask(question="Who?", meeting=HELD, lead="Nobody"), NotFound, "There is no lead 'Nobody'"),
        (Ask(question="Who?", meeting="S&R 2021-09-22"), NotFound, "There is no meeting"),
        (Ask(question="Who?", ref="X.9", meeting=HELD), NotFound, "There is no action 'X.9'"),
        (Answer(number=1, answer="Yes."), Refused, "Number 1 is a decision"),
        (Answer(number=2, answer=" "), Misused, "The answer is empty"),
        (Answer(number=9, answer="Yes."), NotFound, "There is no follow-up 9"),
    ],
    ids=str,
)
def test_what_makes_no_sense_changes_nothing(
    tracker: Tracker, wish: Ask | Decide | Answer, kind: type[Problem], sentence: str
) -> None:
    tracker.run(Decide(decision="Noted.", meeting=HELD))
    tracker.run(Ask(question="Who?", meeting=HELD))
    before = minutes(tracker.read, None)
    with pytest.raises(kind, match=sentence):
        tracker.run(wish)
    assert minutes(tracker.read, None) == before


def test_a_plan_must_be_named_for_what_is_of_no_action(tracker: Tracker) -> None:
    tracker.plan = "all"
    with pytest.raises(Misused, match="Give --plan, or --ref"):
        tracker.run(Decide(decision="Noted.", meeting=HELD))
