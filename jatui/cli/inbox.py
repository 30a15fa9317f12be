"""The verb that shows what waits for triage."""

from __future__ import annotations

import click

from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out_json, out_table, say
from jatui.domain.words import count, sign


@click.command("inbox")
@AS_JSON
@session
def inbox(given: Session, as_json: bool) -> None:
    """Show the updates that wait for triage: those handed in or due again first, then those put off."""
    from jatui.store.inbox import inbox as waiting

    tracker = given.tracker
    found = waiting(tracker.read, tracker.scope())
    if as_json:
        out_json([each.as_json() for each in found])
        return
    rows = [
        (
            str(each.number),
            each.handle or each.theme or "no action",
            f"until {each.until}" if each.until else each.state,
            str(each.day or ""),
            sign(each.rating),
            each.by or "",
            each.text,
        )
        for each in found
    ]
    if rows:
        out_table(("No", "Ref", "State", "Day", "R", "By", "Text"), rows, flexible=(6,))
    say(f"{count(len(found), 'update')} to triage.")
