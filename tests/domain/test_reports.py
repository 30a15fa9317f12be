from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.domain.reports import HEAD, Asked, Checklist, head_field, is_said, missing, own_clearances

DAY = dt.date(2021, 9, 12)
FILLED: dict[str, Any] = dict.fromkeys(HEAD, "x")


def test_what_takes_longest_to_get_comes_first() -> None:
    asked = [
        Asked("4.1", "alignment", "Priorities"),
        Asked("5.1", "implication", "Resources"),
        Asked("C1", "clearance", "Cleared?", "5.1", "Yes", "Ann Able", None, DAY),
        Asked("C2", "clearance", "Cleared too?"),
        Asked("C3", "clearance", "And?", None, "Yes", None, None, DAY),
        Asked("C4", "clearance", "And then?", None, "Yes", "Ann Able"),
        Asked("C5", "clearance", "And refused?", None, " no. ", "Ann Able", None, DAY),
    ]
    found = missing({**FILLED, "outcome": None}, 0, asked)
    assert [(each.part, each.number, each.lacks) for each in found] == [
        ("clearance", "C2", ("answer", "officer", "day")),
        ("clearance", "C5", ("yes",)),
        ("implication", "5.1", ("answer",)),
        ("alignment", "4.1", ("answer",)),
        ("recommendation", "", ("recommendation",)),
        ("head", "outcome", ("Outcome",)),
        ("clearance", "C3", ("officer",)),
        ("clearance", "C4", ("day",)),
    ]
    assert [each.told for each in found[:3]] == ["no answer, no officer, no day", "not cleared", "no answer"]


def test_a_form_that_asks_for_its_head_is_asked_that_head_alone() -> None:
    asked = [
        Asked("H1", "head", "Key decision:"),
        Asked("H2", "head", "Forward Plan ref"),
        Asked("H3", "head", "Background papers"),
        Asked("H4", "head", "Recommendation"),
        Asked("H5", "head", "From", answer="Ann Able"),
    ]
    found = missing({"key_decision": "No"}, 1, asked)
    assert [(each.number, each.lacks) for each in found] == [
        ("H2", ("Forward Plan ref",)),
        ("H3", ("answer",)),
    ]


@pytest.mark.parametrize(
    ("number", "text", "name"),
    [
        ("H1", "To:", "addressed_to"),
        ("from", "Who sends it?", "sent_by"),
        ("H3", "Electoral division(s)", "divisions"),
        ("H4", "Meeting Date", "day"),
        ("H5", "Purpose", "outcome"),
        ("H6", "Background papers", None),
    ],
)
def test_a_question_of_the_head_is_known_by_its_words(number: str, text: str, name: str | None) -> None:
    assert head_field(Asked(number, "head", text)) == name


def test_something_is_said_where_an_answer_or_the_head_says_it() -> None:
    assert is_said(Asked("5.1", "implication", "x", answer="None."), {})
    assert not is_said(Asked("5.1", "implication", "x", answer=" "), {"outcome": "x"})
    assert is_said(Asked("H1", "head", "Outcome"), {"outcome": "x"})
    assert not is_said(Asked("H1", "head", "Outcome"), {"outcome": None})


def test_a_clearance_by_an_author_is_told() -> None:
    asked = [
        Asked("C1", "clearance", "x", officer="Julia Turner"),
        Asked("C2", "clearance", "x", officer="Emily Bolton"),
        Asked("C3", "clearance", "x"),
        Asked("5.1", "implication", "x", officer="Julia Turner"),
    ]
    assert [each.number for each in own_clearances(asked, ["Julia Turner, Head of Policy"])] == ["C1"]


@pytest.mark.parametrize(
    ("deadline", "cancelled", "words"),
    [
        (dt.date(2021, 9, 13), False, "papers close in 1 day"),
        (dt.date(2021, 9, 12), False, "papers close today"),
        (dt.date(2021, 9, 2), False, "papers closed 10 days ago"),
        (dt.date(2021, 9, 2), True, "the meeting is cancelled"),
        (None, False, "no day of a meeting is given"),
    ],
)
def test_how_long_there_is_is_said_in_words(deadline: dt.date | None, cancelled: bool, words: str) -> None:
    found = Checklist("p", "P", None, None, None, cancelled, deadline, False, DAY, 0)
    assert found.until == words
