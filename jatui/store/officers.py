"""The work of each lead: what is open by rating and by month, what was last heard, and the posts that officers hold."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jatui.domain.words import RATINGS
from jatui.store.holders import LED, holders_on
from jatui.store.reader import Reader
from jatui.store.scope import HELD, OPEN, ORDER, OVERDUE, Scope, Selection
from jatui.store.values import day_or_none

RATED = (*RATINGS, None)
"""The ratings as work is counted by them, and at the end none."""

PASSED, NO_DATE = "passed", "none"
"""What stands beside months: due days that have passed, and no due day."""

NO_LEAD = "no lead"
"""What actions without a lead are counted under."""


class Lead(NamedTuple):
    """An officer, a post or a body, and the short name by which two of one name are told apart."""

    id: int
    slug: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Workload:
    """What one lead has to do, the posts that an officer holds on the day among it.

    `actions` are all, of which `open` are not finished; the rest counts the open ones: `ratings` in the order of `RATED`,
    those passed, without a due day (`undated`), led through a post (`by_post`), and those of which nothing was accepted
    since the last meeting (`unheard`). `last` is the day of the last accepted update of any of them, `holder` who holds
    a post on the day.
    """

    lead: Lead
    actions: int = 0
    open: int = 0
    passed: int = 0
    ratings: tuple[int, ...] = (0,) * len(RATED)
    undated: int = 0
    unheard: int = 0
    by_post: int = 0
    last: date | None = None
    silent: bool = False
    holder: str | None = None


class Task(NamedTuple):
    """An action that a lead has, and the post through which an officer has it."""

    id: int
    post: str | None


_COUNTS = (
    "count(*)",
    f"sum({OPEN})",
    f"sum({OVERDUE})",
    *(f"sum({OPEN} AND a.rating = '{rating}')" for rating in RATINGS),
    f"sum({OPEN} AND a.rating IS NULL)",
    f"sum({OPEN} AND a.due IS NULL)",
    f"sum({OPEN} AND (a.updated IS NULL OR a.updated < :since))",
)


def known_leads(read: Reader) -> list[Lead]:
    """Return every lead there is, of whatever plan, by name."""
    return [Lead._make(row) for row in read.rows("SELECT id, slug, name, kind FROM lead ORDER BY name, slug")]


def workloads(read: Reader, selection: Selection, scope: Scope) -> list[Workload]:
    """Return the work of every lead under a filter, the busiest first, and last what has no lead.

    Leads without any work come in where they lead nothing in any plan yet.
    """
    parameters = _parameters(selection, scope)
    found: dict[int, tuple[list[int], str | None, int]] = {}
    for place, source in enumerate(LED):
        sql = f"SELECT l.lead_id, {', '.join(_COUNTS)}, max(a.updated) FROM {source} WHERE {selection.where} GROUP BY l.lead_id"
        for lead, *counts, last in read.rows(sql, parameters):
            if lead is not None and counts[0]:
                before, before_last, by_post = found.get(lead, ([0] * len(_COUNTS), None, 0))
                summed = [one + (other or 0) for one, other in zip(before, counts, strict=True)]
                latest = max((day for day in (before_last, last) if day), default=None)
                found[lead] = summed, latest, by_post + (counts[1] if place == 1 else 0)
    holders = holders_on(read, scope.today)
    idle = {
        row for (row,) in read.rows("SELECT id FROM lead WHERE id NOT IN (SELECT lead_id FROM action_lead)")
    }
    told = [
        _workload(lead, found.get(lead.id), scope, holders.get(lead.id))
        for lead in known_leads(read)
        if lead.id in found or lead.id in idle
    ]
    told.sort(key=lambda each: (-each.open, -each.actions, each.lead.name))
    none = found.get(0)
    return [*told, *([_workload(Lead(0, "none", NO_LEAD, "none"), none, scope, None)] if none else [])]


def _workload(
    lead: Lead, found: tuple[list[int], str | None, int] | None, scope: Scope, holder: str | None
) -> Workload:
    """Return what was counted of a lead, or that there was nothing to count."""
    if found is None:
        return Workload(lead, holder=holder)
    (actions, open, passed, *rest), latest, by_post = found
    *ratings, undated, unheard = rest
    last, meeting = day_or_none(latest), scope.last_meeting
    silent = open > 0 and (last is None or (meeting is not None and last < meeting.day))
    return Workload(
        lead, actions, open, passed, tuple(ratings), undated, unheard, by_post, last, silent, holder
    )


def due_by_month(
    read: Reader, selection: Selection, scope: Scope, leads: Collection[int] | None = None
) -> Mapping[int, Mapping[str, int]]:
    """Return the open actions of leads (of all without any given) by the month they are due, `passed` and `none` beside."""
    parameters = _parameters(selection, scope)
    month = f"CASE WHEN a.due IS NULL THEN '{NO_DATE}' WHEN a.due < :today THEN '{PASSED}' ELSE substr(a.due, 1, 7) END"
    where = f"{OPEN} AND ({selection.where})"
    if leads is not None:
        parameters["leads"] = json.dumps(list(leads))
        where += " AND l.lead_id IN (SELECT value FROM json_each(:leads))"
    found: dict[int, dict[str, int]] = {}
    for source in LED if leads is None or 0 in leads else LED[:2]:
        near = source.replace("action a JOIN action_lead l ON", "action_lead l CROSS JOIN action a ON")
        near = near.replace(HELD, f"h.officer_id IN (SELECT value FROM json_each(:leads)) AND {HELD}")
        sql = f"SELECT l.lead_id, {month}, count(*) FROM {near if leads else source} WHERE {where} GROUP BY 1, 2"
        for lead, key, number in read.rows(sql, parameters):
            months = found.setdefault(lead, {})
            months[key] = months.get(key, 0) + number
    return found


def tasks(read: Reader, lead: int, scope: Scope) -> list[Task]:
    """Return what a lead has to do in a plan: what is open first, by due day; 0 asks for what has no lead."""
    where = "(:plan IS NULL OR a.plan_id = :plan)"
    parameters = {"lead": lead, "today": scope.today.isoformat(), "plan": scope.plan}
    order = f"NOT ({OPEN}), a.due IS NULL, a.due, {ORDER}"
    if not lead:
        rows = read.rows(f"SELECT a.id, NULL FROM {LED[2]} WHERE {where} ORDER BY {order}", parameters)
        return [Task._make(row) for row in rows]
    rows = read.rows(
        f"""
        SELECT a.id, p.name FROM (
            SELECT action_id, NULL AS post_id FROM action_lead WHERE lead_id = :lead UNION ALL
            SELECT l.action_id, min(h.post_id) FROM holder h JOIN action_lead l ON l.lead_id = h.post_id
            WHERE h.officer_id = :lead AND {HELD} AND NOT EXISTS (
                SELECT 1 FROM action_lead d WHERE d.action_id = l.action_id AND d.lead_id = :lead)
            GROUP BY l.action_id
        ) t JOIN action a ON a.id = t.action_id LEFT JOIN lead p ON p.id = t.post_id WHERE {where} ORDER BY {order}
        """,
        parameters,
    )
    return [Task._make(row) for row in rows]


def unheard(read: Reader, actions: Sequence[int], scope: Scope) -> set[int]:
    """Return those of some actions that are open and of which nothing was accepted since the last meeting."""
    rows = read.rows(
        f"SELECT a.id FROM action a WHERE a.id IN (SELECT value FROM json_each(:ids)) AND {OPEN} "
        "AND (a.updated IS NULL OR a.updated < :since)",
        {"ids": json.dumps(list(actions)), "since": _since(scope)},
    )
    return {row for (row,) in rows}


def open_elsewhere(read: Reader, lead: int, plan: int | None) -> int:
    """Return how many open actions a lead has in other plans than one; none are elsewhere where all plans are meant."""
    sql = (
        f"SELECT count(*) FROM action_lead l JOIN action a ON a.id = l.action_id WHERE l.lead_id = ? AND {OPEN} "
        "AND a.plan_id <> ?"
    )
    return int(read.value(sql, (lead, -1 if plan is None else plan))) if plan is not None else 0


def leading(read: Reader, lead: int, selection: Selection, *, finished: bool) -> list[tuple[int, int]]:
    """Return the rows that make a lead lead the open actions under a filter, each with its action; `finished` for all."""
    state = "1" if finished else OPEN
    rows = read.rows(
        f"SELECT l.id, a.id FROM action_lead l CROSS JOIN action a ON a.id = l.action_id "
        f"WHERE l.lead_id = :from AND {state} AND ({selection.where}) ORDER BY {ORDER}",
        {**selection.parameters, "from": lead},
    )
    return [(row, action) for row, action in rows]


def led_too(read: Reader, lead: int, actions: Sequence[int]) -> set[int]:
    """Return those of some actions that a lead leads already."""
    rows = read.rows(
        "SELECT action_id FROM action_lead WHERE lead_id = :lead AND action_id IN (SELECT value FROM json_each(:ids))",
        {"lead": lead, "ids": json.dumps(list(actions))},
    )
    return {row for (row,) in rows}


def joint(read: Reader, actions: Sequence[int]) -> int:
    """Return how many of some actions have several leads."""
    return int(
        read.value(
            "SELECT count(*) FROM (SELECT 1 FROM action_lead WHERE action_id IN (SELECT value FROM json_each(:ids)) "
            "GROUP BY action_id HAVING count(*) > 1)",
            {"ids": json.dumps(list(actions))},
        )
    )


def _since(scope: Scope) -> str | None:
    return scope.last_meeting.day.isoformat() if scope.last_meeting else None


def _parameters(selection: Selection, scope: Scope) -> dict[str, object]:
    return {**selection.parameters, "today": scope.today.isoformat(), "since": _since(scope)}
