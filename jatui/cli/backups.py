"""The verb that copies the database, and lists the copies."""

from __future__ import annotations

import inspect

import click

from jatui.cli.build import report
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out_json, out_table, say
from jatui.commands.backups import BackUp, kept
from jatui.domain.errors import Misused
from jatui.domain.sizes import told_size
from jatui.domain.words import count
from jatui.store.backups import folder_of


@click.command("backup", help=inspect.getdoc(BackUp))
@click.option("--to", metavar="FILE", help="The file to write in place of one in that folder.")
@click.option("--list", "listed", is_flag=True, help="List the backups that there are, and make none.")
@AS_JSON
@session
def backup(given: Session, to: str | None, listed: bool, as_json: bool) -> None:
    """Make a backup, or list those that there are."""
    if listed and to is not None:
        raise Misused("--list makes no backup and --to makes one. Leave out one of them.")
    wish = BackUp(to=to)
    if listed:
        if given.as_at is not None:
            raise Misused("The backups are those of the database as it is. Leave --as-at out.")
        _list(given, as_json)
    elif as_json:
        path, found = wish.make(given.tracker)
        facts = {"revision": found.revision, "counts": dict(found.counts)}
        out_json({"file": str(path), "bytes": path.stat().st_size, **facts})
    else:
        report(given, wish, as_json)


def _list(given: Session, as_json: bool) -> None:
    found = kept(given.path)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    rows = [
        (
            f"{each.backup.at:%Y-%m-%d %H:%M:%S}",
            each.backup.why,
            told_size(each.backup.size),
            str(each.found.revision) if each.found else "-",
            str(each.found.counts["action"]) if each.found else "-",
            str(each.found.counts["update"]) if each.found else "-",
            each.backup.path.name if each.found else f"{each.backup.path.name}: {each.problem}",
        )
        for each in found
    ]
    if rows:
        out_table(
            ("When (UTC)", "Why", "Size", "Revision", "Actions", "Updates", "File"),
            rows,
            flexible=(6,),
            record=("Backup", 0),
        )
    say(f"{count(len(found), 'backup is', 'backups are')} in {folder_of(given.path)}.")
