"""The verbs of commitments: which have an action that answers them, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli import show as shown
from jatui.cli.complete import complete_commitment, complete_theme
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import (
    apart,
    line,
    out,
    out_fact,
    out_json,
    out_table,
    say,
    with_sources,
    wrapped,
)
from jatui.cli.verbs import COMMITMENT_VERBS, Verbs
from jatui.domain.days import told_day
from jatui.domain.links import ANSWERED, DONE, NO_ACTION, NO_STATUS, UNANSWERED
from jatui.domain.words import NO_PAPER, count

if TYPE_CHECKING:
    from jatui.store.commitments import Coverage, Covered, Linked

LABEL = 12
"""Columns that a field's name takes before its value."""


@click.group("commitment", cls=Verbs, sections=COMMITMENT_VERBS)
def commitment() -> None:
    """Show a commitment whole, and say which actions serve it."""


@click.command("commitments")
@click.option("--unanswered", is_flag=True, help="Only those that no action is linked to.")
@click.option("--answered", is_flag=True, help="Only those that an action is linked to, and not done yet.")
@click.option("--done", is_flag=True, help="Only those of which every answering action is complete.")
@click.option("--theme", metavar="CODE", shell_complete=complete_theme, help="Only those of one theme.")
@click.option("--by-theme", is_flag=True, help="Count them by theme instead.")
@AS_JSON
@as_file
@session
def commitments(
    given: Session,
    unanswered: bool,
    answered: bool,
    done: bool,
    theme: str | None,
    by_theme: bool,
    as_json: bool,
) -> None:
    """Show the commitments with the actions that serve them: unanswered, answered or done.

    Unanswered means that no action is linked, and nothing else is known.
    """
    from jatui.commands.links import themes_named
    from jatui.store import commitments as store

    tracker = given.tracker
    scope = tracker.scope()
    states = [
        state for state, wanted in ((UNANSWERED, unanswered), (ANSWERED, answered), (DONE, done)) if wanted
    ]
    found = store.standings(tracker.read, scope)
    if theme is not None:
        keys = {(each.plan, each.code) for each in themes_named(tracker.read, scope, theme)}
        found = [each for each in found if (each.plan, each.theme) in keys]
    if states:
        found = [each for each in found if each.state in states]
    counts = store.by_theme(found)
    if by_theme:
        _count(counts, as_json, several=scope.plan is None)
        return
    covered = store.coverage(tracker.read, scope, [each.id for each in found])
    if as_json:
        out_json([each.as_json() for each in covered])
    else:
        _list(covered, several=scope.plan is None)
        say(_total(counts))


def _list(found: Sequence[Covered], *, several: bool) -> None:
    """Print commitments one a line, with their plan where several are shown."""
    rows = [
        (
            *((each.plan,) if several else ()),
            each.number,
            each.theme or "",
            _state(each),
            ", ".join(_action(link, each.plan) for link in each.links),
            each.text,
        )
        for each in found
    ]
    heads = (*(("Plan",) if several else ()), "Number", "Theme", "State", "Actions", "Commitment")
    place = len(heads)
    out_table(heads, rows, flexible=(place - 2, place - 1), record=("Commitment", heads.index("Number")))


def _state(each: Covered) -> str:
    """Return the state of a commitment in words, and how sure it is where it is not certain."""
    if each.state == UNANSWERED:
        return NO_ACTION
    return each.state if each.sure == "certain" else f"{each.state} ({each.sure})"


def _action(link: Linked, plan: str) -> str:
    """Return a linked action by its handle, with its plan where that is another, and that it is not here."""
    of = "" if link.plan == plan else f" of {link.plan}"
    return f"{link.handle}{of}{'' if link.action is not None else ' (not here)'}"


def _count(found: Sequence[Coverage], as_json: bool, *, several: bool) -> None:
    """Print how far the commitments of each theme are answered."""
    if as_json:
        out_json([each.as_json() for each in found])
        return
    rows = [
        (
            each.theme or "",
            f"{each.commitments:>11}",
            f"{each.unanswered:>10}",
            f"{each.answered:>8}",
            f"{each.done:>4}",
            each.name or "(of no theme)",
        )
        for each in found
    ]
    heads = ("Theme", "Commitments", "Unanswered", "Answered", "Done", "Name")
    out_table(heads, rows, flexible=(5,), plans=[each.plan for each in found] if several else None)
    say(_total(found))


def _total(found: Sequence[Coverage]) -> str:
    """Return how many commitments there are in each state, in a sentence."""
    states = (
        f"{sum(each.unanswered for each in found):,} with {NO_ACTION}",
        f"{sum(each.answered for each in found):,} answered",
        f"{sum(each.done for each in found):,} done",
    )
    return f"{count(sum(each.commitments for each in found), 'commitment')}: {', '.join(states)}."


@click.command("show")
@click.argument(
    "number",
    shell_complete=complete_commitment,
    help="The commitment's number, as `jatui commitments` shows it.",
)
@click.option("--source", is_flag=True, help="With the paper, file and line of each link too.")
@AS_JSON
@session
def show(given: Session, number: str, source: bool, as_json: bool) -> None:
    """Show a commitment whole: its wording and source, and the actions that serve it with how they stand.

    A number that two plans have shows both.
    """
    from jatui.commands.links import commitments_named
    from jatui.store.commitments import coverage

    tracker = given.tracker
    scope = tracker.scope()
    found = coverage(tracker.read, scope, commitments_named(tracker.read, scope, number))
    if as_json:
        whole = [with_sources(each, "links") if source else each.as_json() for each in found]
        out_json(whole[0] if len(whole) == 1 else whole)
        return
    for each in apart(found, "Commitment", lambda each: each.number):
        _whole(each, source)


def _whole(each: Covered, source: bool) -> None:
    """Print a commitment whole."""
    out(line(f"{each.number}  {each.theme_name or each.plan}"))
    out(wrapped(each.text))
    out()
    out_fact("Plan", each.plan, LABEL)
    out_fact("State", _state(each), LABEL)
    out_fact("Source", each.source.told if each.source else NO_PAPER, LABEL)
    for link in each.links:
        out()
        said = f", says {link.said_by}" if link.said_by else ""
        out(line(f"{_action(link, each.plan)}  {link.kind}, {link.sure}{said}"))
        if link.action is None:
            out("  This action is not in this database.")
        else:
            due = f"by {told_day(link.due)}" if link.due else "no due day"
            status = link.status if link.status_said else NO_STATUS
            out(line(f"  {shown.rating(link.rating)}  {status}  {due}  {link.schedule}"))
            out(wrapped(link.text or "", "  "))
        if link.note:
            out(wrapped(f"Note: {link.note}", "  "))
        if source:
            out(wrapped(f"Source: {link.source.told if link.source else NO_PAPER}", "  "))
