"""What of actions wants a person's eye: refs printed twice, milestones not read or without a date, nobody who leads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from jatui.domain.findings import Finding, Ruled, told_milestone
from jatui.domain.moves import quoted
from jatui.domain.words import count
from jatui.store.cited import Sources
from jatui.store.reader import Reader
from jatui.store.values import read_json

_TWICE = """
    SELECT plan_id, ref, handle, paper_id, line FROM action WHERE (plan_id, ref) IN (
        SELECT plan_id, ref FROM action WHERE handle <> ref AND (:plan IS NULL OR plan_id = :plan)
    ) ORDER BY plan_id, ref, position, id
"""
"""The actions under each ref of which a handle differs, since of two actions under one ref one at least has another handle."""

_READ = """
    SELECT plan_id, handle, milestone, read_as, readable, ambiguous, unread, warnings, suggestion,
        due IS NULL AND start IS NULL AND "end" IS NULL AND next_due IS NULL, paper_id, line FROM action
    WHERE trim(milestone) <> '' AND (NOT readable OR ambiguous OR unread <> '[]' OR warnings <> '[]')
        AND (:plan IS NULL OR plan_id = :plan)
    ORDER BY plan_id, position, id
"""
_UNDATED = """
    SELECT plan_id, handle, milestone, milestone_kind, paper_id, line FROM action
    WHERE due IS NULL AND start IS NULL AND "end" IS NULL AND next_due IS NULL
        AND (trim(milestone) = '' OR (readable AND NOT ambiguous AND unread = '[]' AND warnings = '[]'))
        AND (:plan IS NULL OR plan_id = :plan)
    ORDER BY plan_id, position, id
"""
_CORRECTED = """
    SELECT plan_id, handle, milestone, read_as, paper_id, line FROM action
    WHERE read_as <> milestone AND readable AND NOT ambiguous AND unread = '[]' AND warnings = '[]'
        AND (:plan IS NULL OR plan_id = :plan)
    ORDER BY plan_id, position, id
"""
_WITHOUT = """
    SELECT plan_id, handle, {cell}, paper_id, line FROM action
    WHERE id NOT IN (SELECT action_id FROM {links}) AND (:plan IS NULL OR plan_id = :plan) ORDER BY plan_id, position, id
"""
_COLUMNS = """
    SELECT p.id, (SELECT count(*) FROM action a WHERE a.plan_id = p.id),
        EXISTS (SELECT 1 FROM action a WHERE a.plan_id = p.id AND trim(a.milestone) <> ''),
        EXISTS (SELECT 1 FROM action a WHERE a.plan_id = p.id AND trim(a.lead_cell) <> '')
            OR EXISTS (SELECT 1 FROM action a JOIN action_lead l ON l.action_id = a.id WHERE a.plan_id = p.id),
        EXISTS (SELECT 1 FROM action a WHERE a.plan_id = p.id AND trim(a.committee_cell) <> '')
            OR EXISTS (SELECT 1 FROM action a JOIN action_committee l ON l.action_id = a.id WHERE a.plan_id = p.id)
    FROM plan p WHERE :plan IS NULL OR p.id = :plan ORDER BY p.position, p.slug
"""
_PRINTED = ("milestone", "lead", "committee")


def of_actions(
    read: Reader, places: Sources, plan: int | None, wanted: Callable[[str], bool] = lambda kind: True
) -> Iterator[Finding]:
    """Yield what is found of the actions of a plan, or of all; what a plan's paper has no column for is found once.

    `wanted` tells which kinds are looked for, since a plan may have very many actions.
    """
    if wanted("twice"):
        yield from twice(read, places, plan)
    if wanted("unread") or wanted("doubtful") or wanted("no date"):
        yield from milestones(read, places, plan)
        yield from _corrected(read, places, plan)
    columns = {
        row[0]: (row[1], dict(zip(_PRINTED, row[2:], strict=True))) for row in _asked(read, _COLUMNS, plan)
    }
    for row, (number, has) in columns.items():
        for name in _PRINTED if number else ():
            if not has[name]:
                told = f"None of {count(number, 'action')} has a {name}, since the paper prints none; none was made up."
                yield Finding(f"none {name}", places.plans[row], "none", told, places.of(row))
    printed = {name: {row for row, (_, has) in columns.items() if has[name]} for name in _PRINTED}
    if wanted("no date"):
        yield from _undated(read, places, plan, printed["milestone"])
    for name, verb in (("lead", "leads it"), ("committee", "oversees it")):
        if wanted(f"no {name}"):
            yield from _without(read, places, plan, name, verb, printed[name])


def twice(read: Reader, places: Sources, plan: int | None = None) -> Iterator[Finding]:
    """Yield each ref that stands for several actions of a plan, with their handles."""
    for (row, ref), group in groupby(_asked(read, _TWICE, plan), key=lambda each: each[:2]):
        same = list(group)
        if len(same) == 1:
            continue
        handles = ", ".join(handle for _, _, handle, _, _ in same)
        yield Finding(
            f"twice {ref}",
            places.plans[row],
            "twice",
            f"The ref {ref} stands for several actions: {handles}.",
            places.at(*same[0][3:]),
            places.at(*same[1][3:]),
            action=same[0][2],
        )


def milestones(read: Reader, places: Sources, plan: int | None = None) -> Iterator[Finding]:
    """Yield each milestone that could not be read whole, or that honest readers read in several ways.

    One that a person left as printed counts as ruled.
    """
    for row in _asked(read, _READ, plan):
        of, handle, wording, read_as, readable, ambiguous, unread, warnings, suggestion, undated, *place = row
        parts = read_json(unread)
        kind = "unread" if parts or not readable else "no date" if undated else "doubtful"
        yield Finding(
            f"{kind} {handle}",
            places.plans[of],
            kind,
            told_milestone(wording, read_as, readable, ambiguous, parts, read_json(warnings), suggestion),
            places.at(*place),
            ruled=Ruled("left") if read_as == wording else None,
            action=handle,
            of_milestone=True,
        )


def _corrected(read: Reader, places: Sources, plan: int | None) -> Iterator[Finding]:
    """Yield each milestone that a person had read otherwise than printed, which is doubtful no more."""
    for of, handle, wording, read_as, *place in _asked(read, _CORRECTED, plan):
        yield Finding(
            f"unread {handle}",
            places.plans[of],
            "settled",
            f"The milestone {quoted(wording)!r} is read as {quoted(read_as)!r}.",
            places.at(*place),
            ruled=Ruled("corrected"),
            action=handle,
            of_milestone=True,
        )


def _undated(read: Reader, places: Sources, plan: int | None, printed: set[int]) -> Iterator[Finding]:
    for row, handle, wording, kind, *place in _asked(read, _UNDATED, plan):
        if row in printed:
            told = f"{quoted(wording)!r} ({kind}) names no date" if wording.strip() else "it has no milestone"
            yield Finding(
                f"no date {handle}",
                places.plans[row],
                "no date",
                f"{handle} cannot be overdue: {told}.",
                places.at(*place),
                action=handle,
            )


def _without(
    read: Reader, places: Sources, plan: int | None, name: str, verb: str, printed: set[int]
) -> Iterator[Finding]:
    """Yield the actions that have no lead or committee, in plans that print some."""
    sql = _WITHOUT.format(cell=f"{name}_cell", links=f"action_{name}")
    for row, handle, cell, *place in _asked(read, sql, plan):
        if row in printed:
            said = f"; its cell says {quoted(cell)!r}" if cell.strip() else ""
            yield Finding(
                f"no {name} {handle}",
                places.plans[row],
                f"no {name}",
                f"Nobody that is known {verb}{said}.",
                places.at(*place),
                action=handle,
            )


def _asked(read: Reader, sql: str, plan: int | None) -> list[tuple[Any, ...]]:
    return read.rows(sql, {"plan": plan})
