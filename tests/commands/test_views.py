from __future__ import annotations

import pytest

from jatui.commands.journal import Undo
from jatui.commands.tracker import Tracker
from jatui.commands.views import DropView, SaveView
from jatui.domain.errors import Misused, NotFound, Problem, Refused
from jatui.domain.query import parse, show
from jatui.store.views import SHIPPED, find_view, views


def kept(tracker: Tracker) -> dict[str, str]:
    return {view.name: view.filter for view in views(tracker.read, tracker.scope()) if view.id is not None}


def test_the_views_that_come_with_jatui_are_filters_in_their_one_form(tracker: Tracker) -> None:
    for name, filter in SHIPPED.items():
        assert show(parse(filter)) == filter
        assert find_view(tracker.read, tracker.scope(), name.upper()).filter == filter
        tracker.read.action_ids(tracker.select(filter))


def test_a_filter_is_kept_changed_and_dropped(tracker: Tracker) -> None:
    tracker.run(SaveView(view="  Ours  now ", filter="lead:'Ann Able' updated:<2021-9"))
    assert kept(tracker) == {"Ours now": 'lead:"Ann Able" said:<2021-09'}
    with pytest.raises(Refused, match="shows that already"):
        tracker.run(SaveView(view="ours NOW", filter='lead:"Ann Able" said:<2021-09'))
    tracker.run(SaveView(view="ours NOW", filter="is:silent or trees"))
    assert kept(tracker) == {"Ours now": "is:silent or trees"}
    tracker.run(SaveView(view="Second", filter="E.1"))
    assert list(kept(tracker)) == ["Ours now", "Second"]
    tracker.run(DropView(view="OURS now"))
    assert list(kept(tracker)) == ["Second"]
    tracker.run(Undo())
    assert list(kept(tracker)) == ["Ours now", "Second"]


def test_a_shipped_name_takes_another_filter_in_its_place_and_has_its_own_again(tracker: Tracker) -> None:
    order = [view.name for view in views(tracker.read, tracker.scope())]
    tracker.run(SaveView(view="red", filter="rating:red,amber"))
    assert [view.name for view in views(tracker.read, tracker.scope())] == order
    assert find_view(tracker.read, tracker.scope(), "red").filter == "rating:red,amber"
    assert "is back" in tracker.run(DropView(view="red")).sentence
    assert find_view(tracker.read, tracker.scope(), "red").filter == SHIPPED["red"]


@pytest.mark.parametrize(
    ("command", "kind", "hint"),
    [
        (SaveView(view=" ", filter="E.1"), Misused, "needs a name"),
        (SaveView(view="x" * 41, filter="E.1"), Misused, "at most 40"),
        (SaveView(view="x", filter=" "), Misused, "needs a filter"),
        (SaveView(view="x", filter="them:E"), Misused, "At 1: there is no field them:"),
        (DropView(view="overdue"), Refused, "comes with jatui"),
        (DropView(view="overdu"), NotFound, "near it: overdue"),
        (DropView(view="zzz"), NotFound, "there are overdue"),
    ],
)
def test_what_cannot_be_kept_or_dropped_says_why(
    tracker: Tracker, command: SaveView | DropView, kind: type[Problem], hint: str
) -> None:
    revision = tracker.read.last_revision()
    with pytest.raises(kind) as problem:
        tracker.run(command)
    assert hint in str(problem.value)
    assert tracker.read.last_revision() == revision


def test_a_view_belongs_to_one_plan(tracker: Tracker) -> None:
    with pytest.raises(Misused, match="--plan"):
        Tracker(tracker.store, "all", tracker.given_today, "test").run(SaveView(view="x", filter="E.1"))
