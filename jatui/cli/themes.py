"""The verbs of themes: what a theme holds, and with which themes of other plans it is aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jatui.cli.complete import complete_theme
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import line, out, out_fact, out_head, out_json, wrapped
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
        out_json([_as_json(each, source) for each in found])
        return
    for place, each in enumerate(found):
        if place:
            out()
        out_head("Theme", each.code, place + 1, len(found))
        _whole(each, source)


def _as_json(each: KnownTheme, source: bool) -> dict[str, Any]:
    """Return a theme as it is printed, with its sources in full where they are asked for."""
    found = each.as_json()
    if source:
        found["source"] = each.source.as_json() if each.source else None
        for told, aligned in zip(found["aligned"], each.aligned, strict=True):
            told["source"] = aligned.source.as_json() if aligned.source else None
    return found


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
