"""The verb that shows the views, the group of those that change them, and the filter that a view stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import out_json, out_table
from jatui.cli.verbs import VIEW_VERBS, Verbs

if TYPE_CHECKING:
    from jatui.commands.tracker import Tracker
    from jatui.store.scope import Scope


@click.group("view", cls=Verbs, sections=VIEW_VERBS)
def view() -> None:
    """Keep filters under names, and drop them."""


@click.command("views")
@AS_JSON
@as_file
@session
def views(given: Session, as_json: bool) -> None:
    """Show the views: filters under names, those that come with jatui first, with their actions counted."""
    from jatui.domain.query import parse
    from jatui.store.filters import compile_query
    from jatui.store.views import views as known

    tracker = given.tracker
    scope = tracker.scope()
    found = [
        (each, tracker.read.count(compile_query(parse(each.filter), scope)))
        for each in known(tracker.read, scope)
    ]
    if as_json:
        out_json(
            [
                {"name": each.name, "filter": each.filter, "actions": number, "kept": each.id is not None}
                for each, number in found
            ]
        )
    else:
        rows = [(each.name, f"{number:>7}", each.filter) for each, number in found]
        out_table(("View", "Actions", "Filter"), rows, flexible=(2,))


def narrowed(tracker: Tracker, scope: Scope, view: str | None, filter: str) -> str:
    """Return the filter of a view and another together; raises NotFound where there is no such view."""
    if view is None:
        return filter
    from jatui.store.views import find_view

    kept = find_view(tracker.read, scope, view).filter
    return f"({kept}) and ({filter})" if filter.strip() else kept
