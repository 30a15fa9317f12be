"""The verbs that count actions: by theme, by month."""

from __future__ import annotations

import click

from jatui.cli import show as shown
from jatui.cli.complete import complete_filter
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import out_json, out_table
from jatui.cli.schemes import say_key
from jatui.cli.verbs import FilterVerb
from jatui.domain.errors import Misused

FILTER = click.argument(
    "filter", nargs=-1, shell_complete=complete_filter, help="Which actions to count, as for `jatui list`."
)


@click.command("themes", cls=FilterVerb)
@FILTER
@AS_JSON
@as_file
@session
def themes(given: Session, filter: tuple[str, ...], as_json: bool) -> None:
    """Show the themes with their actions counted."""
    from jatui.domain.query import from_arguments
    from jatui.store import facets

    tracker = given.tracker
    scope = tracker.scope()
    found = facets.themes(tracker.read, tracker.select(from_arguments(filter), scope), scope)
    if as_json:
        out_json(
            [
                {"code": f.key, "name": f.name, "plan": f.plan, "actions": f.count, "passed": f.passed}
                for f in found
            ]
        )
    else:
        rows = [(f.key, f"{f.count:>7}", f"{f.passed or '':>6}", f.name) for f in found]
        plans = [f.plan for f in found] if scope.plan is None else None
        out_table(("Theme", "Actions", "Passed", "Name"), rows, flexible=(3,), plans=plans)


@click.command("calendar", cls=FilterVerb)
@FILTER
@click.option(
    "--ics", metavar="FILE", type=click.Path(), help="Write an iCalendar file of the whole plan instead."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@AS_JSON
@session
def calendar(given: Session, filter: tuple[str, ...], ics: str | None, force: bool, as_json: bool) -> None:
    """Show month by month what falls due, or write it to an iCalendar file that other calendar programs take in.

    The meetings stand in it too, and what has no date.
    """
    from jatui.domain.query import from_arguments
    from jatui.store import facets
    from jatui.store.meetings import planned

    if ics is not None:
        _write(given, filter, ics, force, as_json)
        return
    if force:
        raise Misused("--force replaces the file that --ics names. Give --ics too.")
    tracker = given.tracker
    scope = tracker.scope()
    selection = tracker.select(from_arguments(filter), scope)
    months = facets.months(tracker.read, selection, scope)
    meetings = planned(tracker.read)
    actions = tracker.read.actions(tracker.read.action_ids(selection), scope)
    if not as_json:
        shown.calendar(months, meetings, actions, scope)
        say_key(tracker.read, scope.plan)
        return
    due: dict[str, list[str]] = {}
    for action in actions:
        due.setdefault((action["milestone"]["due"] or "none")[:7], []).append(shown.named(action, scope))
    out_json(
        {
            "months": [
                {
                    "month": None if month.key == "none" else month.key,
                    "actions": month.count,
                    "passed": month.passed,
                    "handles": due.get(month.key, []),
                }
                for month in months
            ],
            "meetings": [
                {
                    "committee": each.committee,
                    "day": each.day.isoformat(),
                    "deadline": each.deadline.isoformat() if each.deadline else None,
                }
                for each in meetings
            ],
        }
    )


def _write(given: Session, filter: tuple[str, ...], ics: str, force: bool, as_json: bool) -> None:
    """Write the plan's calendar to a file."""
    from jatui.cli.build import report
    from jatui.commands.calendar import WriteCalendar

    if filter:
        raise Misused("--ics writes the whole plan. Leave out the filter.")
    report(given, WriteCalendar(ics=ics, force=force), as_json)
