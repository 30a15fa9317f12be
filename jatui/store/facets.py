"""Counts of the actions that a filter lets through, by theme, by lead and by month."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.store.holders import LED
from jatui.store.reader import Reader
from jatui.store.scope import OVERDUE, WAITING, Scope, Selection


@dataclass(frozen=True, slots=True)
class Facet:
    """One theme, lead or month: how many actions it has, and how many are past their due day and open."""

    id: int
    key: str
    name: str
    count: int
    passed: int
    kind: str = ""
    plan: str = ""


def themes(read: Reader, selection: Selection, scope: Scope) -> list[Facet]:
    """Return every theme of the plan in its order, those with no action let through too."""
    rows = read.rows(
        f"""
        SELECT t.id, t.code, t.name, coalesce(n.n, 0), coalesce(n.passed, 0), p.slug
        FROM theme t JOIN plan p ON p.id = t.plan_id LEFT JOIN (
            SELECT a.theme_id, count(*) AS n, sum({OVERDUE}) AS passed FROM action a WHERE {selection.where} GROUP BY a.theme_id
        ) n ON n.theme_id = t.id
        WHERE :plan IS NULL OR t.plan_id = :plan ORDER BY p.position, t.position
        """,
        _parameters(selection, scope),
    )
    return [Facet(row[0], row[1], row[2], row[3], row[4] or 0, "theme", row[5]) for row in rows]


def leads(read: Reader, selection: Selection, scope: Scope) -> list[Facet]:
    """Return every lead with an action let through, the busiest first; a last one for actions without any.

    What a post leads is counted for the post and for who holds it that day.
    """
    parameters = _parameters(selection, scope)
    counted: dict[int, tuple[int, int]] = {}
    for source in LED:
        sql = f"SELECT l.lead_id, count(*), sum({OVERDUE}) FROM {source} WHERE {selection.where} GROUP BY l.lead_id"
        for lead, number, passed in read.rows(sql, parameters):
            before = counted.get(lead, (0, 0))
            counted[lead] = before[0] + number, before[1] + (passed or 0)
    found = [
        Facet(row, slug, name, *counted[row], kind)
        for row, slug, name, kind in read.rows("SELECT id, slug, name, kind FROM lead")
        if row in counted
    ]
    found.sort(key=lambda each: (-each.count, each.name))
    return [*found, *([Facet(0, "none", "no lead", *counted[0], "none")] if 0 in counted else [])]


def months(read: Reader, selection: Selection, scope: Scope) -> list[Facet]:
    """Return every month in which an action falls due, in order, and a last one for those without a due day."""
    rows = read.rows(
        f"SELECT coalesce(substr(a.due, 1, 7), '') AS month, count(*), sum({OVERDUE}) FROM action a "
        f"WHERE {selection.where} GROUP BY month ORDER BY month = '', month",
        _parameters(selection, scope),
    )
    return [
        Facet(i, row[0] or "none", row[0] or "no date", row[1], row[2] or 0) for i, row in enumerate(rows)
    ]


def total(read: Reader, selection: Selection, scope: Scope) -> tuple[int, int]:
    """Return how many actions are let through, and how many of them are past their due day and open."""
    rows = read.rows(
        f"SELECT count(*), sum({OVERDUE}) FROM action a WHERE {selection.where}",
        _parameters(selection, scope),
    )
    return rows[0][0], rows[0][1] or 0


def waiting(read: Reader, scope: Scope) -> int:
    """Return how many updates of the plan wait for triage."""
    return int(
        read.value(
            f'SELECT count(*) FROM "update" WHERE {WAITING} AND (:plan IS NULL OR plan_id = :plan)',
            {"plan": scope.plan},
        )
    )


def _parameters(selection: Selection, scope: Scope) -> dict[str, object]:
    return {**selection.parameters, "today": scope.today.isoformat(), "plan": scope.plan}
