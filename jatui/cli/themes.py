"""The verbs of themes: what a theme holds, and with which themes of other plans it is aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_theme
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import apart, line, out, out_fact, out_json, with_sources, wrapped
from jatui.cli.verbs import THEME_VERBS, Verbs
from jatui.domain.words import NO_PAPER, count

if TYPE_CHECKING:
    from jatui.store.alignments import Aligned, KnownTheme

LABEL = 12
"""Columns that a field's name takes before its value."""


@click.group("theme", cls=Verbs, sections=THEME_VERBS)
def theme() -> None:
    """Show themes whole, and say which themes of other plans they are of one matter with."""


@click.command("show")
@click.argument(
    "code",
    required=False,
    shell_complete=complete_theme,
    help="The theme's code; every theme of the plan without it.",
)
@click.option("--source", is_flag=True, help="With the paper, file and line of each alignment too.")
@AS_JSON
@session
def show(given: Session, code: str | None, source: bool, as_json: bool) -> None:
    """Show themes whole: what they hold, their source, and the themes of other plans that are of one matter.

    Where another plan has none of the matter, that is shown as said; where nothing is said, so is that.
    """
    from jatui.commands.links import themes_named
    from jatui.store.alignments import known_themes

    tracker = given.tracker
    scope = tracker.scope()
    found = known_themes(tracker.read, scope) if code is None else themes_named(tracker.read, scope, code)
    if as_json:
        out_json([with_sources(each, "aligned") if source else each.as_json() for each in found])
        return
    for each in apart(found, "Theme", lambda each: each.code):
        _whole(each, source)


def _whole(each: KnownTheme, source: bool) -> None:
    """Print a theme whole."""
    out(line(f"{each.code}  {each.name}"))
    if each.caption:
        out(wrapped(each.caption))
    out_fact("Plan", each.plan, LABEL)
    out_fact("Holds", f"{count(each.actions, 'action')}, {count(each.commitments, 'commitment')}", LABEL)
    out_fact("Source", each.source.told if each.source else NO_PAPER, LABEL)
    if not each.aligned:
        out_fact("Aligned", "nothing is said", LABEL)
    for place, aligned in enumerate(each.aligned):
        said = f", says {aligned.said_by}" if aligned.said_by else ""
        out_fact("" if place else "Aligned", f"{_told(aligned)}  ({aligned.sure}{said})", LABEL)
        if aligned.note:
            out_fact("", f"Note: {aligned.note}", LABEL)
        if source:
            out_fact("", f"Source: {aligned.source.told if aligned.source else NO_PAPER}", LABEL)


def _told(aligned: Aligned) -> str:
    """Return a theme of another plan, that it is not here, or that there is none."""
    if aligned.none:
        return f"{aligned.plan} has none"
    name = f" {aligned.name}" if aligned.name else ""
    here = "" if aligned.theme_id is not None else " (not here)"
    return f"{aligned.theme}{name} of {aligned.plan}{here}"
