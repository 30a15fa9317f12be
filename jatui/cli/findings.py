"""The verbs of findings: one shown whole, all of them listed, and the group of those that rule on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import is_for_file, line, out, out_head, out_json, out_table, say, wrapped
from jatui.cli.verbs import FINDING_VERBS, Verbs
from jatui.domain.days import short_day
from jatui.domain.errors import Misused
from jatui.domain.moves import quoted
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.domain.findings import Finding
    from jatui.store.scope import Scope


@click.group("finding", cls=Verbs, sections=FINDING_VERBS)
def finding() -> None:
    """Look at a finding in the data, rule on it, or add one of your own."""


@click.command("show")
@click.argument("key", help="The finding, as `jatui check --findings` names it: 'twice F.6'.")
@AS_JSON
@session
def show(given: Session, key: str, as_json: bool) -> None:
    """Show a finding whole: what it is, where it stands, and what was made of it."""
    from jatui.store.findings import find_finding

    tracker = given.tracker
    found = find_finding(tracker.read, _scope(given), key)
    if as_json:
        out_json(found.as_json())
        return
    out(line(f"{found.key}  {found.plan}"))
    out(wrapped(found.sentence, "  "))
    out(f"  {found.grade}: {found.title}")
    for name, place in (("Stands in", found.source), ("Against", found.against)):
        if place:
            out(wrapped(f"{name} {place.told}", "    ", "  "))
    out(line(f"  {_ruling(found) or 'Open: nobody has ruled on it'}"))


def _scope(given: Session) -> Scope:
    """Return the plan that is looked at, and every plan where none is named: findings are of the whole database."""
    tracker = given.tracker
    return tracker.read.scope(tracker.plan or "all", tracker.today)


def summary(given: Session) -> str:
    """Return how many findings there are in the whole database, and how they are listed."""
    from jatui.store.findings import findings

    tracker = given.tracker
    found = findings(tracker.read, tracker.read.scope("all", tracker.today))
    waiting = sum(each.is_open for each in found)
    return (
        f"{count(len(found), 'finding')} in the data, {waiting:,} open; `jatui check --findings` lists them."
    )


def list_findings(
    given: Session, which: str | None, kind: str | None, limit: int | None, as_json: bool
) -> None:
    """Print what is found in the data, the gravest first; only what is open or ruled on if that is asked for."""
    from jatui.domain.findings import KINDS
    from jatui.store.findings import findings

    if kind is not None and kind not in KINDS:
        raise Misused(f"--kind: there is no kind {quoted(kind)!r}. It is one of: {', '.join(KINDS)}.")
    tracker = given.tracker
    known = findings(tracker.read, _scope(given))
    found = [
        each
        for each in known
        if (which is None or each.is_open is (which == "open")) and (kind is None or each.kind == kind)
    ]
    shown = found[:limit]
    if as_json:
        out_json([each.as_json() for each in shown])
    else:
        (_table if is_for_file() else _listed)(shown)
    waiting = sum(each.is_open for each in known)
    more = f" ({len(found) - len(shown):,} more with another --limit)" if len(shown) < len(found) else ""
    say(f"{count(len(shown), 'finding')}{more}; of {len(known):,} in all {waiting:,} open.")


def _table(found: Sequence[Finding]) -> None:
    """Give findings as a list."""
    heads = ("Plan", "Finding", "Grade", "Kind", "What is found", "Place", "What was made of it")
    rows = [
        (each.plan, each.key, each.grade, each.kind, each.sentence, each.places, _ruling(each) or "open")
        for each in found
    ]
    out_table(heads, rows)


def _listed(found: Sequence[Finding]) -> None:
    """Print findings, each with its place and what was made of it."""
    grade = None
    for number, each in enumerate(found, 1):
        if each.grade != grade:
            grade = each.grade
            out(f"{grade.capitalize()}:")
        out_head("Finding", each.key, number, len(found))
        out(wrapped(each.sentence, "      ", f"  {line(f'{each.plan}  {each.key}')}: "))
        for told in (each.places, _ruling(each)):
            if told:
                out(wrapped(told, "        ", "      "))


def _ruling(found: Finding) -> str:
    """Return what was made of a finding, in words; empty where it is open."""
    ruled = found.ruled
    if ruled is None:
        return ""
    who = f" by {ruled.said_by}" if ruled.said_by else ""
    when = f" on {short_day(ruled.day)}" if ruled.day else ""
    where = f"; `jatui history {found.action}` tells by whom" if found.of_milestone else ""
    return f"{ruled.ruling}{who}{when}{f': {ruled.reason}' if ruled.reason else ''}{where}"
