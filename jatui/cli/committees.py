"""The verbs of committees."""

from __future__ import annotations

import click

from jatui.cli.verbs import COMMITTEE_VERBS, Verbs


@click.group("committee", cls=Verbs, sections=COMMITTEE_VERBS)
def committee() -> None:
    """Record what a committee says of actions for itself."""
