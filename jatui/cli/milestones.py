"""The verbs that look at milestone wordings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from jatui.cli import show as shown
from jatui.cli.build import Day
from jatui.cli.context import AS_JSON
from jatui.cli.output import out_json
from jatui.cli.verbs import MILESTONE_VERBS, Verbs


@click.group("milestone", cls=Verbs, sections=MILESTONE_VERBS)
def milestone() -> None:
    """Read milestone wordings, move them, mark their stages met, settle what is doubtful."""


@click.command(
    "read",
    epilog="""\
\b
Examples:
  jatui milestone read "Draft by Oct '21, final by Mar '22"
  jatui list --json | jq -r '.[].milestone.text' | jatui milestone read --json
""",
)
@click.argument("text", required=False, help="The wording; without it, one a line from stdin.")
@click.option(
    "--paper",
    metavar="DATE",
    type=Day(),
    help="The day of the paper that the wording stands in, for what it leaves unsaid.",
)
@AS_JSON
def milestone_read(text: str | None, paper: date | None, as_json: bool) -> None:
    """Show how a wording is read: its kind, its days, and what could not be read.

    With --json each reading is one line.
    """
    from jatui.domain.milestones import read

    if text is None and sys.stdin.isatty():
        raise click.UsageError("Give a wording, or wordings on stdin, one a line.")
    for wording in [text] if text is not None else _lines():
        reading = read(wording, paper=paper).as_json()
        if as_json:
            out_json(reading, indent=None)
        else:
            shown.reading(reading)


def _lines() -> Iterator[str]:
    """Yield stdin's lines without their ends; bytes that are not UTF-8 are kept as escapes, never dropped."""
    stream: Any = sys.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in stream:
        yield line.rstrip("\r\n")
