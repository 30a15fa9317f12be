"""The verbs that look at the journal and at the soundness of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jatui.cli.complete import complete_ref
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, is_for_file, line, out, out_json, out_table, wrapped
from jatui.domain.errors import Misused, Refused
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.store.history import Details


NO_BACKUP = "There is no backup; `jatui backup` makes one."


@click.command("history")
@click.argument(
    "ref", required=False, shell_complete=complete_ref, help="An action's ref; everything without one."
)
@click.option("--limit", metavar="NUMBER", type=click.IntRange(min=1), help="At most so many.")
@click.option("--changes", is_flag=True, help="Say of each field what it was and what it became.")
@AS_JSON
@as_file
@session
def history(given: Session, ref: str | None, limit: int | None, changes: bool, as_json: bool) -> None:
    """Show who did what, when and why, the newest first."""
    from jatui.store.history import details
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
    wanted = tuple(row for row in ids if row is not None)
    if as_json:
        if changes:
            for each in found:
                each["changes"] = details(tracker.read, each["revision"], wanted).as_json()
        out_json(found)
        return
    if changes:
        for each in apart(found):
            _tell(each, details(tracker.read, each["revision"], wanted))
        return
    rows = [
        (str(r["revision"]), r["at"][:16].replace("T", " "), r["actor"], r["reason"] or "", r["sentence"])
        for r in found
    ]
    out_table(("Revision", "When (UTC)", "Who", "Why", "What"), rows, flexible=(2, 3, 4))


def _tell(revision: dict[str, Any], found: Details) -> None:
    """Print a revision with what it changed, a field a line."""
    who = f"{revision['at'][:16].replace('T', ' ')} UTC, {revision['actor']}"
    out(line(f"Revision {revision['revision']}, {who}: {revision['sentence']}"))
    if revision["reason"]:
        out(wrapped(f"Why: {revision['reason']}", "    ", "  "))
    for row in found.rows:
        out(line(f"  {row.title}"))
        for each in row.fields:
            out(wrapped(each.sentence, "        ", "    "))
    if found.more:
        out(f"  and {count(found.more, 'row')} more")


@click.command("check")
@click.option(
    "--findings", "listed", is_flag=True, help="List what in the data wants an eye, and nothing else."
)
@click.option("--open", "which", flag_value="open", help="Only findings that nobody has ruled on.")
@click.option("--ruled", "which", flag_value="ruled", help="Only findings that somebody has ruled on.")
@click.option("--kind", metavar="KIND", help="Only findings of a kind: twice, unread, count, figures ...")
@click.option("--limit", metavar="NUMBER", type=click.IntRange(min=1), help="At most so many findings.")
@as_file
@AS_JSON
@session
def check(
    given: Session, listed: bool, which: str | None, kind: str | None, limit: int | None, as_json: bool
) -> None:
    """Check the database, its history, its newest backup, what of its editions is in the archive, and the plan's data.

    Exits 1 where the file, its history or the backup is damaged; findings are no damage.
    """
    if listed:
        from jatui.cli.findings import list_findings

        list_findings(given, which, kind, limit, as_json)
    elif which or kind or limit:
        raise Misused("--open, --ruled, --kind and --limit are about findings. Give --findings too.")
    elif is_for_file():
        raise Misused("Findings go into a file. Give --findings too.")
    else:
        _examine(given, as_json)


def _examine(given: Session, as_json: bool) -> None:
    """Print whether the database is whole, with what is gravest in its data; raises Refused where it is damaged."""
    from jatui.commands.backups import newest
    from jatui.commands.published import standing
    from jatui.store.check import check as examine

    tracker = given.tracker
    findings = examine(tracker.read)
    damage = [finding for finding in findings if finding.grade == "damage"]
    backup = newest(tracker) if tracker.past is None else None
    archive, gone = standing(tracker) if tracker.past is None and not damage else ("", [])
    if as_json:
        listed = [{"grade": f.grade, "about": f.about, "sentence": f.sentence} for f in findings]
        told = {**backup.as_json(), "since": backup.since} if backup else None
        out_json({"whole": not damage, "backup": told, "lost": gone, "findings": listed})
    else:
        revisions = count(tracker.read.last_revision(), "revision")
        out(
            "The database is damaged."
            if damage
            else f"The database is whole; its history of {revisions} is unaltered."
        )
        if tracker.past is None:
            out(line(backup.sentence if backup else NO_BACKUP))
        if archive:
            out(line(archive))
        for finding in findings:
            out(f"{finding.grade:6}  {finding.about}: {finding.sentence}")
        if not damage:
            from jatui.cli.findings import summary

            out(summary(given))
    if damage:
        raise Refused(
            f"{count(len(damage), 'thing is', 'things are')} wrong with {given.path}. "
            "Go back to a backup, as README tells, or restore a snapshot into a new database, before writing any more."
        )
    if backup and backup.problem:
        raise Refused(f"{backup.sentence} `jatui backup` makes another.")
