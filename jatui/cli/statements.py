"""The verbs that show what papers say besides the rows of a plan: statements, and sums of money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_words
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, is_for_file, line, out, out_json, out_table, say, wrapped
from jatui.domain.days import told_day
from jatui.domain.errors import Misused
from jatui.domain.match import fold
from jatui.domain.moves import quoted
from jatui.domain.words import NO_PAPER, count
from jatui.store.statements import KINDS

if TYPE_CHECKING:
    from jatui.domain.sources import Source
    from jatui.store.statements import Stated, Sum


@click.command("statements")
@click.option(
    "--kind",
    metavar="KIND",
    shell_complete=complete_words(KINDS),
    help=f"Only those of one kind: {', '.join(KINDS)}.",
)
@as_file
@AS_JSON
@session
def statements(given: Session, kind: str | None, as_json: bool) -> None:
    """Show what papers say besides: visions, values, findings, claims, decisions, each with its paper and line."""
    from jatui.store.statements import statements as kept

    wanted = None if kind is None else fold(kind.replace("-", " "))
    if kind is not None and wanted not in KINDS:
        raise Misused(f"There is no kind {quoted(kind)!r} of statement. It is one of: {', '.join(KINDS)}.")
    tracker = given.tracker
    scope = tracker.scope()
    found = kept(tracker.read, scope, wanted)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    if is_for_file():
        rows = [
            (
                each.plan,
                str(each.number),
                each.kind,
                _theme(each),
                each.text,
                " ".join(_besides(each)),
                _told(each),
            )
            for each in found
        ]
        out_table(("Plan", "Number", "Kind", "Theme", "Statement", "Besides", "Source"), rows)
        return
    for each in apart(found, "Statement", lambda each: str(each.number)):
        told = (each.plan if scope.plan is None else "", each.kind, _theme(each))
        _print(each.number, told, each.source, each.text)
        for besides in _besides(each):
            out(wrapped(besides, "  "))
    say(f"{count(len(found), 'statement')}.")


def _print(number: int, told: Sequence[str], source: Source | None, text: str) -> None:
    """Print what a paper says under a line that tells what it is and where it is read."""
    parts = [str(number), *filter(None, told), f"({source.told if source else NO_PAPER})"]
    out(wrapped("  ".join(map(line, parts)), "    ", ""))
    out(wrapped(text, "  "))


def _sum(each: Sum) -> tuple[str, ...]:
    """Return a sum as a row of a list."""
    printed = (each.printed, str(each.pounds), each.sense or "", each.about or "")
    return each.plan, str(each.number), *printed, _theme(each), each.text, _told(each)


def _told(each: Stated | Sum) -> str:
    return each.source.told if each.source else NO_PAPER


def _theme(each: Stated | Sum) -> str:
    return f"{each.theme} {each.theme_name}" if each.theme else ""


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
@as_file
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
    if is_for_file():
        heads = ("Plan", "Number", "Printed", "Pounds", "Sense", "About", "Theme", "Text", "Source")
        out_table(heads, list(map(_sum, found)))
        return
    for each in apart(found, "Amount", lambda each: str(each.number)):
        plan = each.plan if scope.plan is None else ""
        pounds = f"£{each.pounds:,}"
        printed = each.printed if each.printed == pounds else f"{each.printed} ({pounds})"
        told = (plan, printed, each.sense or "", each.about or "", _theme(each))
        _print(each.number, told, each.source, each.text)
    say(f"{count(len(found), 'amount')}.")
