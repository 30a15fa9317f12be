"""The verb that loads a snapshot again."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from jatui.cli.archive import report_made, tell_differences
from jatui.cli.build import report
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import say
from jatui.commands.archive import Restore
from jatui.commands.archive import restore as restore_into
from jatui.domain.errors import Misused


@click.command("restore", help=inspect.getdoc(Restore))
@click.argument("file", type=click.Path(path_type=Path), help="The snapshot, or the pack of an edition.")
@click.option("--over", is_flag=True, help="Restore over the present plan.")
@click.option(
    "--dry-run", is_flag=True, help="Show what --over would change, word by word, and change nothing."
)
@AS_JSON
@session
def restore(given: Session, file: Path, over: bool, dry_run: bool, as_json: bool) -> None:
    """Load a file into a database without a plan, or over the plan, saying before how many records that changes."""
    if dry_run and not over:
        raise Misused("--dry-run shows what --over would change. Say --over too.")
    given.refuse_past()
    if not over:
        store, done = restore_into(given.path, file, actor=given.actor(), today=given.day)
        store.close()
        report_made(given, done, as_json)
        return
    from jatui.commands.restoring import overwriting

    wish = Restore.of(file, over=True)
    found = overwriting(given.tracker, wish)
    if dry_run:
        tell_differences(found, "text", as_json)
        return
    say(f"{found.title}: {found.summary}")
    report(given, wish, as_json)
