"""Actions and themes named with their plan, where all plans are looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, NotFound
from jatui.store.calendar import month_counts
from jatui.store.filters import select
from jatui.store.lines import lines
from jatui.store.places import find_places
from jatui.store.plans import plans


@pytest.fixture
def everything(joined: Tracker) -> Tracker:
    """All plans at once, two of which have an E.1."""
    return replace(joined, plan="all")


def names(tracker: Tracker, filter: str) -> list[str]:
    scope = tracker.scope()
    ids = tracker.read.action_ids(select(filter, scope, tracker.read))
    return [name for _, name in tracker.read.names(ids, scope.plan)]


def test_a_ref_of_two_plans_asks_which_and_its_plan_says_so(everything: Tracker) -> None:
    read = everything.read
    with pytest.raises(
        Ambiguous, match=r"several plans\. Choose one with --plan, or name one of small/E\.1 and other/E\.1;"
    ):
        read.one_action("E.1")
    own = {name: read.one_action(name) for name in ("small/E.1", "other/E.1", "other/e1", "small/F.6#2")}
    assert [plan for *_, plan in read.placed(list(own.values()))] == ["small", "small", "other"]
    assert own["other/E.1"] == own["other/e1"]
    with pytest.raises(NotFound, match=r"no action 'other/E\.2'"):
        read.one_action("other/E.2")
    with pytest.raises(NotFound, match=r"no action 'gone/E\.1'"):
        read.one_action("gone/E.1")
    small = read.scope("small", everything.today)
    with pytest.raises(NotFound, match=r"no action 'other/E\.1'"):
        read.one_action("other/E.1", small.plan)


def test_a_write_goes_to_the_plan_that_is_named_and_says_so(everything: Tracker) -> None:
    done = everything.run(Update(ref="other/E.1", rating="red"))
    assert done.sentence == "E.1 of other rated red"
    assert names(everything, "rating:red") == ["other/E.1"]
    done = everything.run(Update(ref="small/E.1,other/E.1", rating="green"))
    assert done.sentence == "2 actions (E.1 of small, E.1 of other) rated green"
    assert replace(everything, plan="other").run(Update(ref="E.1", rating="red")).sentence == "E.1 rated red"


def test_a_filter_names_a_theme_or_a_ref_with_its_plan(everything: Tracker) -> None:
    assert names(everything, "theme:small/E") == ["small/E.1", "small/E.2"]
    assert names(everything, "theme:OTHER/1") == ["other/1.A", "other/E.1"]
    assert names(everything, "ref:other/E.1") == names(everything, "other/E.1") == ["other/E.1"]
    assert names(everything, "-theme:small/E,small/F") == ["other/1.A", "other/E.1"]
    with pytest.raises(NotFound, match="no theme 'other/E'"):
        names(everything, "theme:other/E")


def test_counts_lines_and_places_say_the_plan(everything: Tracker) -> None:
    scope, read = everything.scope(), everything.read
    themes = {each.theme: each.count for each in month_counts(read, select("", scope), scope)}
    assert themes == {"small/E": 2, "small/F": 2, "other/1": 2}
    ids = read.action_ids(select("E.1", scope))
    assert sorted(line.plan for line in lines(read, ids, scope.today)) == ["other", "small"]
    assert [each.name for each in find_places(read, scope, "E.1")][:2] == ["small/E.1", "other/E.1"]
    found = {each.slug: each.counts for each in plans(read)}
    assert found["small"]["action"] == 4 and found["other"]["commitment"] == 1


@pytest.mark.parametrize(
    ("plan", "begins"),
    [
        (None, "jatui update"),
        ("small", "jatui update"),
        ("other", "jatui --plan other update"),
        ("all", "jatui --plan all update"),
    ],
)
def test_the_shell_line_names_the_plan_that_is_not_the_first(
    joined: Tracker, plan: str | None, begins: str
) -> None:
    line = replace(joined, plan=plan).line(Update(ref="E.1", rating="red"))
    assert line == f"{begins} E.1 --rating red"
