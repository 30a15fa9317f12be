"""The verbs of triage: what waits, what needs a look before a meeting, and sending back with a reply."""

from __future__ import annotations

import click

from jatui.cli.build import make_verb, report
from jatui.cli.complete import complete_filter
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import out_json, out_table, out_whole, say
from jatui.cli.schemes import say_key
from jatui.cli.verbs import FilterVerb
from jatui.commands.triage import ReturnUpdate, reply_to
from jatui.domain.words import count, sign


@click.command("inbox")
@AS_JSON
@as_file
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
    heads = ("No", "Ref", "State", "Day", "R", "By", "Text")
    plans = [each.plan for each in found] if tracker.scope().plan is None else None
    if rows:
        out_table(heads, rows, flexible=(6,), record=("Update", 0), plans=plans)
    say_key(tracker.read, tracker.scope().plan)
    say(f"{count(len(found), 'update')} to triage.")


@click.command("queue", cls=FilterVerb)
@click.argument("filter", nargs=-1, shell_complete=complete_filter, help="A filter, as `jatui list` has it.")
@click.option(
    "--for",
    "meeting",
    metavar="MEETING",
    help="The meeting: a committee and a day, or a day; the next one without it.",
)
@AS_JSON
@as_file
@session
def queue(given: Session, filter: tuple[str, ...], meeting: str | None, as_json: bool) -> None:
    """Show the actions that need a look before a meeting, by need, and what came of looking at them so far."""
    from jatui.commands.report import chosen_meeting
    from jatui.domain.query import from_arguments
    from jatui.store.queue import REASONS, outcome, reasons, review_day
    from jatui.store.queue import queue as ordered

    tracker = given.tracker
    scope, read = tracker.scope(), tracker.read
    day = chosen_meeting(read, scope, meeting).day if meeting else review_day(scope)
    found = ordered(read, scope, tracker.select(from_arguments(filter), scope), day)
    actions = read.actions([each.action for each in found], scope)
    came = outcome(read, scope, day)
    if as_json:
        cards = [
            {
                "handle": action["handle"],
                "plan": action["plan"],
                "reason": REASONS[each.reason],
                "looked_at": each.done,
            }
            for action, each in zip(actions, found, strict=True)
        ]
        out_json({"review": day.isoformat(), "actions": cards, "outcome": came.as_json()})
        return
    rows = [
        (
            "✓" if each.done else "",
            action["handle"],
            sign(action["rating"]),
            "looked at" if each.done else REASONS[each.reason],
            action["milestone"]["text"],
            action["text"],
        )
        for action, each in zip(actions, found, strict=True)
    ]
    heads = ("", "Ref", "R", "Why", "Milestone", "Action")
    plans = [action["plan"] for action in actions] if scope.plan is None else None
    if rows:
        out_table(heads, rows, flexible=(5,), record=("Action", 1), plans=plans)
    say_key(read, scope.plan)
    left = ", ".join(f"{number} {name}" for name, number in reasons(found)) or "none"
    whole, under = (" in the whole plan", " under the filter") if filter else ("", "")
    say(
        f"{count(len(came.reviewed), 'action')} reviewed for {day}{whole}, {len(came.changed)} changed; "
        f"left{under}: {left}."
    )


def _send_back(given: Session, command: ReturnUpdate, as_json: bool) -> None:
    """Send an update back and print the reply to whoever sent it."""
    from jatui.store.inbox import incoming

    found = incoming(given.tracker.read, given.tracker.scope(), command.number)
    report(given, command, as_json)
    if found is not None and not as_json:
        out_whole(reply_to(given.tracker.read, found, command.reason or ""))


send_back = make_verb(ReturnUpdate, _send_back)
