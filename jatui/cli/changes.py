"""The verb that tells what changed since a moment, as text, Markdown, CSV or JSON."""

from __future__ import annotations

import click

from jatui.cli.complete import complete_filter
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out, out_json, say, tell_progress, width_of, wrapped
from jatui.cli.verbs import FilterVerb

GROUPINGS = ("kind", "committee", "lead")
FORMATS = ("text", "markdown", "csv", "json")


@click.command("changes", cls=FilterVerb)
@click.argument("filter", nargs=-1, shell_complete=complete_filter, help="A filter, as `jatui list` has it.")
@click.option(
    "--since",
    metavar="WHEN",
    help="Since when: a day, a meeting, last-meeting (as without it), a revision or an hour.",
)
@click.option("--until", metavar="WHEN", help="Until when, likewise; until now without it.")
@click.option(
    "--by", type=click.Choice(GROUPINGS), default="kind", help="Grouped by: kind, committee or lead."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="Text, markdown, csv or json."
)
@AS_JSON
@session
def changes(
    given: Session,
    filter: tuple[str, ...],
    since: str | None,
    until: str | None,
    by: str,
    form: str,
    as_json: bool,
) -> None:
    """Show what changed since the last meeting or another moment, and where no update was given.

    A filter narrows it to the actions that it lets through at the end. What was done and undone again is not told.
    """
    from jatui.commands.changes import moment_of, what_changed
    from jatui.domain.query import from_arguments

    tracker = given.tracker if until is None else given.look_back(until, "--until")
    moment = moment_of(tracker, since)
    try:
        found = what_changed(tracker, moment, from_arguments(filter), tell_progress)
    finally:
        tell_progress("")
    if as_json or form == "json":
        out_json(found.as_json())
    elif form == "csv":
        out(found.as_csv(by).rstrip("\n"))
    elif form == "markdown":
        out(found.as_markdown(by))
    else:
        say(f"{found.title}.")
        for place, group in enumerate(found.groups(by)):
            if place:
                out()
            out(group.heading)
            width = max(width_of(found.called(each)) for each in group.changes)
            for each in group.changes:
                begin = f"  {found.called(each)}{' ' * (width - width_of(found.called(each)))}  "
                out(wrapped(each.sentence, " " * (width + 4), begin))
        say(found.summary)
