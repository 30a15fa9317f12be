"""The verb that shows what meetings asked and decided."""

from __future__ import annotations

import click

from jatui.cli.complete import complete_ref
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, is_taken, line, out, out_json, out_table, say, wrapped
from jatui.domain.words import count

FIELDS = (
    "number", "kind", "committee", "meeting", "action", "text", "asked_by", "lead", "due", "answered", "answer"
)  # fmt: skip
"""What is written of a minute into a file."""


@click.command("minutes")
@click.argument("ref", required=False, shell_complete=complete_ref, help="An action's ref; all without one.")
@click.option(
    "--meeting", metavar="MEETING", help="Only those of one meeting: 'S&R 2021-09-21', or its day alone."
)
@click.option("--open", "unanswered", is_flag=True, help="Only questions that wait for their answer.")
@AS_JSON
@as_file
@session
def minutes(given: Session, ref: str | None, meeting: str | None, unanswered: bool, as_json: bool) -> None:
    """Show what was asked and decided in meetings, the latest first; `jatui meeting answer` closes a question."""
    from jatui.commands.meetings import find_meeting
    from jatui.domain.minutes import headline, is_open, state
    from jatui.store.minutes import minutes as kept

    tracker = given.tracker
    plan = tracker.scope().plan
    actions = tracker.read.find_ref(ref, plan) or [tracker.read.one_action(ref, plan)] if ref else []
    held = find_meeting(tracker.read, meeting) if meeting else None
    found = kept(tracker.read, plan, actions=actions, meeting=held, unanswered=unanswered)
    if as_json:
        out_json(found)
        return
    if is_taken():
        rows = [[str(each[name] or "") for name in FIELDS] for each in found]
        out_table([name[:1].upper() + name[1:].replace("_", " ") for name in FIELDS], rows)
        return
    for each in apart(found):
        about = f"  {each['action']}" if each["action"] else ""
        out(line(f"{headline(each)}{about}{'; ' if state(each) else ''}{state(each)}"))
        out(wrapped(each["text"]))
        if each["answer"]:
            out(wrapped(f"Answer: {each['answer']}"))
    waiting = sum(map(is_open, found))
    say(f"{count(len(found), 'minute')}, {count(waiting, 'question')} open.")
