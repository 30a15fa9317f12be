"""The verbs that show what papers say besides the rows of a plan: statements, and sums of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_words
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import line, out, out_head, out_json, out_table, say, wrapped
from jatui.domain.days import told_day
from jatui.domain.errors import Misused
from jatui.domain.match import fold
from jatui.domain.words import count
from jatui.store.statements import KINDS

if TYPE_CHECKING:
    from jatui.store.statements import Stated


@click.command("statements")
@click.option(
    "--kind",
    metavar="KIND",
    shell_complete=complete_words(KINDS),
    help=f"Only those of one kind: {', '.join(KINDS)}.",
)
@AS_JSON
@session
def statements(given: Session, kind: str | None, as_json: bool) -> None:
    """Show what papers say besides: visions, values, findings, claims, decisions, each with its paper and line."""
    from jatui.store.statements import statements as kept

    wanted = None if kind is None else fold(kind.replace("-", " "))
    if wanted is not None and wanted not in KINDS:
        raise Misused(f"There is no kind {kind!r} of statement. It is one of: {', '.join(KINDS)}.")
    tracker = given.tracker
    scope = tracker.scope()
    found = kept(tracker.read, scope, wanted)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for place, each in enumerate(found):
        if place:
            out()
        out_head("Statement", str(each.number), place + 1, len(found))
        plan = f"{each.plan}  " if scope.plan is None else ""
        theme = f"  {each.theme} {each.theme_name}" if each.theme else ""
        source = f"  ({each.source.told})" if each.source else ""
        out(line(f"{each.number}  {plan}{each.kind}{theme}{source}"))
        out(wrapped(each.text, "  "))
        for told in _besides(each):
            out(wrapped(told, "  "))
    say(f"{count(len(found), 'statement')}.")


def _besides(each: Stated) -> list[str]:
    """Return what a statement claims to count, and how the day in it is read."""
    told = []
    if each.claimed is not None and each.counts is not None:
        told.append(
            f"It says that there {'is' if each.claimed == 1 else 'are'} {count(each.claimed, each.counts)}."
        )
    if each.when is not None:
        days = dict.fromkeys(told_day(day) for day in (each.start, each.end) if day)
        read = " to ".join(days) or "not read as a day"
        implied = f"; the {each.implied} is implied" if each.implied else ""
        told.append(f"{each.when}: {read}{implied}.")
    return told


@click.command("amounts")
@AS_JSON
@session
def amounts(given: Session, as_json: bool) -> None:
    """Show the sums of money that papers name: as printed, in pounds, favourable or adverse, each with its paper and line."""
    from jatui.store.statements import amounts as kept

    tracker = given.tracker
    scope = tracker.scope()
    found = kept(tracker.read, scope)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    several = scope.plan is None
    rows = [
        (
            str(each.number),
            *((each.plan,) if several else ()),
            each.printed,
            f"£{each.pounds:,}".rjust(12),
            each.sense or "",
            each.theme or "",
            each.about or "",
            " ".join(str(part) for part in (each.source.file, each.source.line) if part)
            if each.source
            else "",
            each.text,
        )
        for each in found
    ]
    heads = (
        "No",
        *(("Plan",) if several else ()),
        "Printed",
        "Pounds",
        "Sense",
        "Theme",
        "About",
        "Source",
        "Text",
    )
    out_table(heads, rows, flexible=(len(heads) - 3, len(heads) - 2, len(heads) - 1), record=("Amount", 0))
    say(f"{count(len(found), 'amount')}.")
