"""What is done to leads: each thing once, what is refused and why, and that undoing leaves no trace."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.minutes import Answer, Ask
from jatui.commands.officers import AddLead, HoldPost, LeavePost, RenameLead, Transfer
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused, Stale
from jatui.store.minutes import minutes
from jatui.store.officers import due_by_month, tasks, workloads
from tests.conftest import DAY, small_action

OCTOBER = dt.date(2021, 10, 1)


@pytest.fixture
def staffed(tracker: Tracker) -> Tracker:
    """The small plan with Bo, a post, a joint lead in two orders, and another plan in which Ann leads too."""
    for name in ("Bo Best", "Cy Cole"):
        tracker.run(AddLead(lead=name))
    tracker.run(AddLead(lead="AD Roads", kind="post"))
    with tracker.store.revision("import", "{}", actor="test", day=DAY) as writer:
        writer.load(
            [
                ("plan", {"slug": "other", "position": 2, "name": "Other plan", "scheme": "ragb"}),
                ("theme", {"plan": "other", "code": "X", "position": 1, "name": "Others"}),
                small_action("X.1", 1, plan="other", committees=[]),
                ("theme", {"plan": "small", "code": "J", "position": 3, "name": "Joint"}),
                small_action("J.1", 5, leads=["cy-cole", "ann-able"], due=None),
                small_action("J.2", 6, leads=["ann-able", "bo-best"], due=dt.date(2021, 9, 1)),
                small_action("J.3", 7, leads=["ad-roads"], rating="red"),
            ]
        )
        writer.sentence = "loaded"
    tracker.run(Update(ref="E.2", status="complete"))
    return tracker


def leads_of(tracker: Tracker) -> dict[str, list[str]]:
    return {values["handle"]: values["leads"] for kind, values in tracker.read.records() if kind == "action"}


def refs(tracker: Tracker, filter: str) -> list[str]:
    return [tracker.read.handle(each) for each in tracker.read.action_ids(tracker.select(filter))]


def everything(tracker: Tracker) -> list[tuple[str, dict[str, Any]]]:
    return list(tracker.read.records())


def test_a_transfer_keeps_places_doubles_nobody_and_is_undone_whole(staffed: Tracker) -> None:
    before = everything(staffed)
    said = staffed.run(Transfer(leaver="ann", successor="bo", reason="Left."))
    assert leads_of(staffed) == {
        "E.1": ["bo-best"], "E.2": ["ann-able"], "F.6#1": ["bo-best"], "F.6#2": ["bo-best"], "X.1": ["ann-able"],
        "J.1": ["cy-cole", "bo-best"], "J.2": ["bo-best"], "J.3": ["ad-roads"],
    }  # fmt: skip
    for part in ("5 open actions", "2 of them jointly", "led 1 of those already", "1 action of the plan stays",
                 "1 open action in other plans"):  # fmt: skip
        assert part in said.sentence
    assert {values["lead_cell"] for kind, values in before if kind == "action"} == {
        values["lead_cell"] for kind, values in everything(staffed) if kind == "action"
    }
    staffed.run(Undo())
    assert everything(staffed) == before


def test_a_transfer_may_take_a_filter_what_is_done_and_every_plan(staffed: Tracker) -> None:
    staffed.run(Transfer(leaver="ann", successor="bo", only="theme:F", reason="Swap."))
    assert [ref for ref, leads in leads_of(staffed).items() if leads == ["bo-best"]] == ["F.6#1", "F.6#2"]
    every = Tracker(staffed.store, "all", DAY, "test")
    every.run(Transfer(leaver="ann", successor="cy", finished=True, reason="Left."))
    assert not any("ann-able" in leads for leads in leads_of(staffed).values())
    assert leads_of(staffed)["J.1"] == ["cy-cole"] and leads_of(staffed)["E.2"] == ["cy-cole"]


def test_a_transfer_says_what_the_leavers_posts_need(staffed: Tracker) -> None:
    staffed.run(HoldPost(post="roads", officer="ann", since=DAY))
    said = staffed.run(Transfer(leaver="ann", successor="bo", reason="Left.")).sentence
    assert "Ann Able still holds AD Roads (since 12 Sep 2021)" in said and "jatui post leave" in said


HELD = "S&R 2021-09-21"


def owed(tracker: Tracker, plan: int | None = None) -> dict[str, str]:
    return {each["text"]: each["lead"] for each in minutes(tracker.read, plan)}


def test_a_transfer_takes_the_open_follow_ups_along_in_the_same_revision(staffed: Tracker) -> None:
    for text, ref, lead in (("one", "E.1", None), ("of what is done", "E.2", None), ("at large", None, "ann"),
                            ("another's", "J.1", "cy"), ("answered", "F.6#1", None), ("elsewhere", "X.1", None)):  # fmt: skip
        plan = Tracker(staffed.store, "all", DAY, "test") if ref == "X.1" else staffed
        plan.run(Ask(question=text, ref=ref, lead=lead, meeting=HELD))
    number = next(each["number"] for each in minutes(staffed.read, None) if each["text"] == "answered")
    staffed.run(Answer(number=number, answer="Yes."))
    before, revision = everything(staffed), staffed.read.last_revision()
    said = staffed.run(Transfer(leaver="ann", successor="bo", reason="Left."))
    assert staffed.read.last_revision() == revision + 1
    assert "Bo Best is to answer 3 open follow-ups of Ann Able's" in said.sentence
    assert owed(staffed) == {
        "one": "Bo Best", "of what is done": "Bo Best", "at large": "Bo Best",
        "another's": "Cy Cole", "answered": "Ann Able", "elsewhere": "Ann Able",
    }  # fmt: skip
    staffed.run(Undo())
    assert everything(staffed) == before
    staffed.run(Transfer(leaver="ann", successor="bo", only="theme:E", reason="Swap."))
    assert [text for text, lead in owed(staffed).items() if lead == "Bo Best"] == ["of what is done", "one"]


def test_follow_ups_alone_are_passed_on_too_and_a_stale_one_is_refused(staffed: Tracker) -> None:
    staffed.run(Ask(question="Why?", ref="J.3", lead="bo", meeting=HELD))
    staffed.run(Transfer(leaver="bo", successor="cy", only="J.2", reason="Swap."))
    seen = staffed.read.last_revision()
    assert owed(staffed) == {"Why?": "Bo Best"}
    done = staffed.run(Transfer(leaver="bo", successor="cy", reason="Left.")).sentence
    assert done == "Cy Cole is to answer 1 open follow-up of Bo Best's" and owed(staffed) == {
        "Why?": "Cy Cole"
    }
    with pytest.raises(Stale, match="changed this meanwhile"):
        staffed.run(Transfer(leaver="cy", successor="bo", only="J.3", reason="Back."), seen=seen)
    with pytest.raises(Refused, match="nor has any follow-up to answer there"):
        staffed.run(Transfer(leaver="bo", successor="cy", reason="Again."))


@pytest.mark.parametrize(
    ("command", "problem", "words"),
    [
        (Transfer(leaver="ann", successor="Bo Bast", reason="x"), NotFound, ("Bo Best", "jatui officer add")),
        (Transfer(leaver="ann", successor="zyzzyva", reason="x"), NotFound, ("jatui officer add",)),
        (Transfer(leaver="ann", successor="Ann Able", reason="x"), Refused, ("already",)),
        (Transfer(leaver="ann", successor="bo"), Misused, ("--reason",)),
        (Transfer(leaver="ann", successor="bo", reason=" "), Refused, ("reason",)),
        (
            Transfer(leaver="cy", successor="bo", only="theme:F", reason="x"),
            Refused,
            ("no open action", "theme:F"),
        ),
        (AddLead(lead="bo  BEST"), Refused, ("Bo Best", "--namesake")),
        (AddLead(lead="None"), Misused, ("no lead",)),
        (AddLead(lead="!?"), Misused, ("letter",)),
        (AddLead(lead="X", kind="robot"), Misused, ("robot",)),
        (RenameLead(lead="bo", called="Ann Able"), Refused, ("transfer",)),
        (RenameLead(lead="bo", called="Bo Best"), Refused, ("already",)),
        (HoldPost(post="ann", officer="bo"), NotFound, ("post", "--kind post")),
        (HoldPost(post="roads", officer="roads"), NotFound, ("officer",)),
        (HoldPost(post="roads", officer="bo", since=OCTOBER, until=DAY), Misused, ("before",)),
        (HoldPost(post="roads", officer="bo", since=dt.date(1066, 1, 1)), Refused, ("1900",)),
        (LeavePost(post="roads", until=DAY), Refused, ("never had a holder",)),
        (LeavePost(post="roads"), Misused, ("--until",)),
    ],
    ids=str,
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    staffed: Tracker, command: Command, problem: type[Problem], words: tuple[str, ...]
) -> None:
    before = everything(staffed)
    with pytest.raises(problem) as told:
        staffed.run(command)
    assert all(word in str(told.value) for word in words)
    assert everything(staffed) == before


def test_two_of_one_name_are_a_choice_by_their_short_names(staffed: Tracker) -> None:
    staffed.run(AddLead(lead="Bo Best", namesake=True))
    with pytest.raises(Ambiguous, match=r"bo-best \(Bo Best, officer\) or bo-best-2"):
        staffed.run(Transfer(leaver="ann", successor="Bo Best", reason="x"))
    staffed.run(Transfer(leaver="ann", successor="bo-best-2", reason="x"))
    assert leads_of(staffed)["J.2"] == ["bo-best-2", "bo-best"]


def test_a_post_has_one_holder_at_a_time_and_may_be_vacant(staffed: Tracker) -> None:
    staffed.run(HoldPost(post="AD Roads", officer="Ann"))
    with pytest.raises(Refused, match="Ann Able holds it always, Bo Best since 1 Oct 2021"):
        staffed.run(HoldPost(post="AD Roads", officer="bo", since=OCTOBER))
    left = staffed.run(LeavePost(post="roads", until=DAY))
    assert "vacant" in left.sentence
    staffed.run(HoldPost(post="AD Roads", officer="bo", since=OCTOBER))
    with pytest.raises(Refused, match="Ann Able holds it always, Bo Best"):
        staffed.run(Undo(revision=left.revision))
    with pytest.raises(
        Refused, match=r"Nobody holds AD Roads on 20 Sep 2021; it was held by Ann Able until 12 Sep"
    ):
        staffed.run(LeavePost(post="roads", until=dt.date(2021, 9, 20)))
    staffed.run(HoldPost(post="AD Roads", officer="bo", since=OCTOBER, until=OCTOBER))
    assert [values for kind, values in everything(staffed) if kind == "holder"] == [
        {"post": "ad-roads", "officer": "ann-able", "until": DAY},
        {"post": "ad-roads", "officer": "bo-best", "since": OCTOBER, "until": OCTOBER},
    ]


def test_what_was_said_by_a_former_name_stays_so(staffed: Tracker) -> None:
    staffed.run(Update(ref="E.1", text="Drafted.", by="Ann Able"))
    assert (
        staffed.run(RenameLead(lead="ann", called="Ann Abel")).sentence == "Ann Able is called Ann Abel now"
    )
    assert staffed.read.updates(staffed.read.one_action("E.1"))[0]["by"] == "Ann Able"
    assert staffed.read.count(staffed.select('lead:"Ann Abel"')) == 6


def test_a_filter_and_the_counts_find_what_a_post_leads_on_the_day_alone(staffed: Tracker) -> None:
    staffed.run(HoldPost(post="roads", officer="cy", since=DAY, until=DAY))
    assert refs(staffed, 'lead:"Cy Cole"') == ["J.1", "J.3"] and refs(staffed, "lead:roads") == ["J.3"]
    scope = staffed.scope()
    found = {each.lead.name: each for each in workloads(staffed.read, staffed.select(""), scope)}
    cy, ann, roads = found["Cy Cole"], found["Ann Able"], found["AD Roads"]
    assert (cy.open, cy.by_post, cy.ratings, cy.undated) == (2, 1, (1, 0, 0, 0, 1), 1)
    assert (ann.actions, ann.open, ann.passed, ann.last, ann.silent) == (6, 5, 1, DAY, False)
    assert roads.holder == "Cy Cole" and roads.open == 1 and roads.silent
    assert found["Bo Best"].silent and found["Bo Best"].unheard == 1
    months = due_by_month(staffed.read, staffed.select(""), scope, [cy.lead.id, ann.lead.id])
    assert months == {
        cy.lead.id: {"none": 1, "2021-12": 1},
        ann.lead.id: {"none": 1, "passed": 1, "2021-12": 3},
    }
    every = due_by_month(staffed.read, staffed.select(""), scope)
    assert all(every[lead] == counted for lead, counted in months.items())
    assert [(staffed.read.handle(task.id), task.post) for task in tasks(staffed.read, cy.lead.id, scope)] == [
        ("J.3", "AD Roads"), ("J.1", None),
    ]  # fmt: skip
    (j3,) = staffed.read.actions([staffed.read.one_action("J.3")], scope)
    assert j3["leads"] == [{"name": "AD Roads", "kind": "post", "holder": "Cy Cole"}]
    later = Tracker(staffed.store, None, OCTOBER, "test")
    assert refs(later, 'lead:"Cy Cole"') == ["J.1"]
    later.run(Transfer(leaver="cy", successor="ann", reason="Left."))
    idle = [each for each in workloads(later.read, later.select(""), later.scope()) if not each.actions]
    assert [each.lead.name for each in idle] == ["Cy Cole"] and not idle[0].silent
    assert "holder" not in later.read.actions([later.read.one_action("J.3")], later.scope())[0]["leads"][0]
