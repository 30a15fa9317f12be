"""The verb that shows schemes of ratings, the group of those that change them, and the key under a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import apart, line, out, out_json, say, wrapped
from jatui.cli.verbs import SCHEME_VERBS, Verbs
from jatui.domain.words import count, sign

if TYPE_CHECKING:
    from jatui.store import Reader


@click.group("scheme", cls=Verbs, sections=SCHEME_VERBS)
def scheme() -> None:
    """Make a scheme of ratings, say what its ratings mean, rate a plan by it."""


@click.command("schemes")
@AS_JSON
@session
def schemes(given: Session, as_json: bool) -> None:
    """Show the schemes of ratings: what each rating means there, and which plans are rated so."""
    from jatui.store.schemes import schemes as kept

    found = kept(given.tracker.read)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for each in apart(found):
        out(line(f"{each.slug}  {each.name}  (rates {', '.join(each.plans) or 'no plan'})"))
        for level in each.levels:
            out(wrapped(f"{level.name}: {level.meaning}", " " * 8, f"  {sign(level.code)}   "))
    say(f"{count(len(found), 'scheme')}.")


def say_key(read: Reader, plan: int | None) -> None:
    """Say under a list what its ratings mean, and where it mixes schemes."""
    from jatui.domain.keys import told_keys
    from jatui.store.schemes import schemes_of

    for told in told_keys(schemes_of(read, plan)):
        say(told)
