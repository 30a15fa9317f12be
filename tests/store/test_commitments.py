"""Which commitments are answered: counted by theme, with what is not here shown, and against what is counted naively."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jatui.commands.actions import Update
from jatui.commands.links import LinkCommitment
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.links import ANSWERING, KINDS, state_of
from jatui.domain.words import STATUSES
from jatui.store.commitments import by_theme, coverage, links_of, standings


def told(tracker: Tracker, plan: str | None = None) -> list[tuple[Any, ...]]:
    found = coverage(tracker.read, tracker.read.scope(plan, tracker.today))
    return [(each.plan, each.number, each.theme, each.state, len(each.links)) for each in found]


def test_every_commitment_is_there_in_order_whether_answered_or_not(joined: Tracker) -> None:
    small = [
        ("small", "1.1", "E", "unanswered", 0),
        ("small", "1.2", "E", "unanswered", 0),
        ("small", "2.1", "F", "answered", 1),
    ]
    assert told(joined) == small
    assert told(joined, "all") == [*small, ("other", "1.1", "1", "unanswered", 0)]


def test_a_commitment_tells_its_paper_and_line(joined: Tracker) -> None:
    first = coverage(joined.read, joined.scope())[0]
    assert first.source is not None
    assert (first.source.paper, first.source.line) == ("pledges", 11)
    assert first.source.told == "Pledges, 1 Jun 2021; pledges.txt line 11"
    assert coverage(joined.read, joined.read.scope("other", joined.today))[0].source is None


def test_an_action_that_is_not_here_is_shown_as_such(joined: Tracker) -> None:
    link = coverage(joined.read, joined.scope())[2].links[0]
    assert link.as_json() == {
        "plan": "gone",
        "handle": "G.3",
        "here": False,
        "text": None,
        "status": None,
        "status_said": False,
        "rating": None,
        "due": None,
        "schedule": None,
        "kind": "answers",
        "sure": "certain",
        "by": None,
        "note": None,
        "paper": "pledges",
        "line": 13,
    }


def test_an_action_that_is_here_stands_as_it_does_in_its_plan(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.1", action="F.6#2"))
    link = coverage(joined.read, joined.scope())[0].links[0]
    action = joined.read.actions([joined.read.one_action("F.6#2")], joined.scope())[0]
    assert link.action == joined.read.one_action("F.6#2")
    assert (link.handle, link.text, link.status, link.rating, link.due, link.schedule) == (
        action["handle"],
        action["text"],
        action["status"],
        action["rating"],
        action["milestone"]["due"],
        action["schedule"],
    )


def test_a_status_that_nobody_gave_is_none_that_was_said(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.1", action="E.1", to_plan="small"))

    def said() -> tuple[str | None, bool]:
        link = coverage(joined.read, joined.scope())[0].links[0]
        return link.status, link.status_said

    assert said() == ("not started", False)
    joined.run(Update(ref="E.1", text="Nothing of its status."))
    joined.run(Submit(ref="E.1", status="in progress"))
    assert said() == ("not started", False)
    joined.run(Update(ref="E.1", status="not started"))
    assert said() == ("not started", True)
    joined.run(Update(ref="E.1", status="waiting"))
    assert said() == ("waiting", True)


def test_counts_are_those_of_the_themes(joined: Tracker) -> None:
    counts = by_theme(standings(joined.read, joined.read.scope("all", joined.today)))
    assert [(each.plan, each.theme, each.unanswered, each.answered, each.done) for each in counts] == [
        ("small", "E", 2, 0, 0),
        ("small", "F", 0, 1, 0),
        ("other", "1", 1, 0, 0),
    ]


def test_an_action_tells_which_commitments_it_serves_of_whatever_plan(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.2", action="E.2", by="Ann"))
    joined.run(LinkCommitment(number="1.1", action="E.2", kind="supersedes"))
    found = links_of(joined.read, joined.read.one_action("E.2"))
    assert [(each.plan, each.number, each.kind, each.said_by) for each in found] == [
        ("small", "1.1", "supersedes", "test"),
        ("small", "1.2", "answers", "Ann"),
    ]
    assert links_of(joined.read, joined.read.one_action("F.6#1")) == []


def test_the_commitments_that_are_looked_at_are_those_of_all(joined: Tracker) -> None:
    joined.run(LinkCommitment(number="1.1", action="E.2"))
    joined.run(LinkCommitment(number="1.2", action="1.A", kind="supersedes"))
    joined.run(Update(ref="E.2", status="complete"))
    scope = joined.read.scope("all", joined.today)
    every = coverage(joined.read, scope)
    assert [(each.id, each.state) for each in every] == [
        (each.id, each.state) for each in standings(joined.read, scope)
    ]
    assert {each.state for each in every} == {"unanswered", "answered", "done"}
    assert coverage(joined.read, scope, [every[2].id, every[0].id]) == [every[0], every[2]]
    assert coverage(joined.read, scope, []) == []


def test_asking_takes_as_many_queries_for_many_as_for_one(joined: Tracker) -> None:
    scope = joined.read.scope("all", joined.today)
    ids = [each.id for each in standings(joined.read, scope)]
    asked: list[str] = []
    joined.read.connection.set_trace_callback(asked.append)
    coverage(joined.read, scope, ids)
    many = len(asked)
    coverage(joined.read, scope, ids[:1])
    joined.read.connection.set_trace_callback(None)
    assert len(ids) == 4 and many == 2 and len(asked) == 4


LINKS = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([None, *STATUSES])), max_size=5)


@given(LINKS)
def test_a_state_says_no_more_than_its_links(links: list[tuple[str, str | None]]) -> None:
    state = state_of(links)
    assert (state == "unanswered") == (not links)
    answering = {status for kind, status in links if kind in ANSWERING}
    assert (state == "done") == (answering == {"complete"})


@given(LINKS, st.sampled_from(KINDS))
def test_one_more_action_that_is_not_complete_never_makes_a_commitment_done(
    links: list[tuple[str, str | None]], kind: str
) -> None:
    assert state_of([*links, (kind, "in progress")]) != "done" or state_of(links) == "done"
