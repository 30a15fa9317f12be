"""The verbs that look at the journal and at the soundness of the database."""

from __future__ import annotations

import click

from jatui.cli.complete import complete_ref
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out, out_json, out_table
from jatui.domain.errors import Refused
from jatui.domain.words import count


@click.command("history")
@click.argument(
    "ref", required=False, shell_complete=complete_ref, help="An action's ref; everything without one."
)
@click.option("--limit", metavar="NUMBER", type=click.IntRange(min=1), help="At most so many.")
@AS_JSON
@session
def history(given: Session, ref: str | None, limit: int | None, as_json: bool) -> None:
    """Show who did what, when and why, the newest first."""
    from jatui.store.history import history as read_history

    tracker = given.tracker
    plan = tracker.scope().plan
    ids: list[int | None] = [None]
    if ref is not None:
        ids = [*tracker.read.find_ref(ref, plan)] or [tracker.read.one_action(ref, plan)]
    by_number = {
        each["revision"]: each for row in ids for each in read_history(tracker.read, row, limit or -1)
    }
    found = [by_number[number] for number in sorted(by_number, reverse=True)[:limit]]
    if as_json:
        out_json(found)
        return
    rows = [
        (str(r["revision"]), r["at"][:16].replace("T", " "), r["actor"], r["reason"] or "", r["sentence"])
        for r in found
    ]
    out_table(("Revision", "When (UTC)", "Who", "Why", "What"), rows, flexible=(2, 3, 4))


@click.command("check")
@AS_JSON
@session
def check(given: Session, as_json: bool) -> None:
    """Check the database, its history and the plan's data; exits 1 where the file or its history is damaged."""
    from jatui.store.check import check as examine

    tracker = given.tracker
    findings = examine(tracker.read)
    damage = [finding for finding in findings if finding.grade == "damage"]
    if as_json:
        listed = [{"grade": f.grade, "about": f.about, "sentence": f.sentence} for f in findings]
        out_json({"whole": not damage, "findings": listed})
    else:
        revisions = count(tracker.read.last_revision(), "revision")
        out(
            "The database is damaged."
            if damage
            else f"The database is whole; its history of {revisions} is unaltered."
        )
        for finding in findings:
            out(f"{finding.grade:6}  {finding.about}: {finding.sentence}")
    if damage:
        raise Refused(
            f"{count(len(damage), 'thing is', 'things are')} wrong with {given.path}. "
            "Restore a snapshot into a new database before writing any more."
        )
