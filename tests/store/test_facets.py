from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.commands.tracker import Tracker
from jatui.domain.query import parse, with_facet
from jatui.domain.words import FINISHED
from jatui.store import Store
from jatui.store.facets import Facet, leads, months, themes
from jatui.store.filters import compile_query
from jatui.store.meetings import planned
from tests.conftest import DAY
from tests.store.plans import varied_plan

TERMS = st.lists(
    st.sampled_from(
        [
            "theme:E",
            "theme:T,C",
            "-theme:T",
            "lead:tom",
            "lead:none",
            "-lead:ann",
            "committee:S&R",
            "committee:ALL",
            "rating:none",
            "rating:red,green",
            "status:open",
            "due:2021",
            "-due:none",
            "due:<2021-12",
            "is:overdue",
            "is:silent",
            "tree",
            "t1",
            "T.1",
            "sapling",
            "schedule:later",
        ]
    ),
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    with Store.create(tmp_path_factory.mktemp("varied") / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(varied_plan())
        yield Tracker(store, None, DAY, "test")


def listed(tracker: Tracker, text: str) -> list[dict[str, Any]]:
    scope = tracker.scope()
    return tracker.read.actions(tracker.read.action_ids(compile_query(parse(text), scope)), scope)


def overdue(action: dict[str, Any]) -> bool:
    due = action["milestone"]["due"]
    return due is not None and due < DAY.isoformat() and action["status"] not in FINISHED


def counted(facets: list[Facet]) -> dict[str, tuple[int, int]]:
    return {facet.key: (facet.count, facet.passed) for facet in facets}


def naive(actions: list[dict[str, Any]], keys: Any) -> dict[str, tuple[int, int]]:
    """Count the actions, and the overdue ones, under each of their keys."""
    every = Counter(key for action in actions for key in keys(action))
    late = Counter(key for action in actions for key in keys(action) if overdue(action))
    return {key: (number, late[key]) for key, number in every.items()}


@given(TERMS)
def test_the_counts_are_those_of_the_listed_actions(varied: Tracker, text: str) -> None:
    scope = varied.scope()
    selection, actions = compile_query(parse(text), scope), listed(varied, text)
    slugs = dict(varied.read.rows("SELECT name, slug FROM lead"))
    by_theme = naive(actions, lambda a: [a["theme"]["code"]])
    assert counted(themes(varied.read, selection, scope)) == {
        code: by_theme.get(code, (0, 0)) for code in ("E", "C", "CE", "T")
    }
    assert counted(leads(varied.read, selection, scope)) == naive(
        actions, lambda a: [slugs[lead["name"]] for lead in a["leads"]] or ["none"]
    )
    assert counted(months(varied.read, selection, scope)) == naive(
        actions, lambda a: [(a["milestone"]["due"] or "none")[:7]]
    )


@given(TERMS, st.sampled_from(["theme", "lead", "due"]))
def test_a_count_is_what_choosing_it_would_show(varied: Tracker, text: str, field: str) -> None:
    scope, query = varied.scope(), parse(text)
    count = {"theme": themes, "lead": leads, "due": months}[field]
    for each in count(varied.read, compile_query(with_facet(query, field, ()), scope), scope):
        value = "none" if each.key == "none" else each.name if field == "lead" else each.key
        chosen = compile_query(with_facet(query, field, [value]), scope)
        assert varied.read.count(chosen) == each.count, value


def test_facets_stand_in_their_order(varied: Tracker) -> None:
    scope = varied.scope()
    everything = compile_query(parse(""), scope)
    assert [each.key for each in themes(varied.read, everything, scope)] == ["E", "C", "CE", "T"]
    found = [(each.count, each.name) for each in leads(varied.read, everything, scope)]
    assert found[:-1] == sorted(found[:-1], key=lambda pair: (-pair[0], pair[1]))
    assert found[-1] == (1, "no lead")
    dates = [each.key for each in months(varied.read, everything, scope)]
    assert dates[:-1] == sorted(dates[:-1])
    assert dates[-1] == "none"


def test_an_action_of_every_committee_is_counted_once(varied: Tracker) -> None:
    scope = varied.scope()
    for text in ("committee:S&R,E&GI,ALL", "committee:S&R"):
        selection = compile_query(parse(text), scope)
        ids = varied.read.action_ids(selection)
        assert len(ids) == len(set(ids)) == varied.read.count(selection)
        assert sum(each.count for each in themes(varied.read, selection, scope)) == len(ids)
        assert varied.read.find_ref("C.1")[0] in ids


def test_meetings_that_were_cancelled_are_not_shown(tmp_path: Any) -> None:
    with Store.create(tmp_path / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(varied_plan())
            writer.add("meeting", committee=3, day="2021-10-01", state="cancelled")
            writer.add("meeting", committee=2, day="2021-09-20", deadline="2021-09-10")
        scope = store.read.scope(None, DAY)
        assert planned(store.read) == [
            ("E&GI", date(2021, 9, 20), date(2021, 9, 10)),
            ("S&R", date(2021, 9, 21), None),
        ]
        assert scope.next_meeting is not None and scope.next_meeting.committee == "S&R"
