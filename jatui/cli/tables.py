"""How the list that a verb prints becomes a file for spreadsheet programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from jatui.cli.context import Session
from jatui.cli.output import say, taking
from jatui.domain.errors import Misused, Refused
from jatui.domain.words import count


def write_listed(lists: Callable[[], object], *, csv: Path | None, xlsx: Path | None, force: bool) -> None:
    """Write the one table that a verb lists into a file, whole or not at all, and say what was written."""
    from jatui.commands.written import write_list

    path = csv or xlsx
    if path is None or (csv and xlsx):
        raise Misused("Name one file, with --csv or with --xlsx.")
    with taking() as found:
        lists()
    if len(found) != 1:
        raise Refused("There are no rows here to write into a file. Nothing was written.")
    given = click.get_current_context().find_object(Session)
    assert given is not None
    headings, rows = found[0]
    write_list(
        headings,
        rows,
        path.expanduser(),
        tracker=given.tracker,
        spreadsheet=xlsx is not None,
        replace=force,
    )
    say(f"Wrote {path}: {count(len(rows), 'row')}.")
