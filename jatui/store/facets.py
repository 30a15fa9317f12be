"""Counts of the actions that a filter lets through, by theme, by lead and by month."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Return every lead with an action let through, the busiest first; a last one for actions without any."""
    parameters = _parameters(selection, scope)
    rows = read.rows(
        f"""
        SELECT o.id, o.slug, o.name, n.n, n.passed, o.kind FROM lead o JOIN (
            SELECT l.lead_id, count(*) AS n, sum({OVERDUE}) AS passed FROM action a JOIN action_lead l ON l.action_id = a.id
            WHERE {selection.where} GROUP BY l.lead_id
        ) n ON n.lead_id = o.id ORDER BY n.n DESC, o.name
        """,
        parameters,
    )
    found = [Facet(row[0], row[1], row[2], row[3], row[4] or 0, row[5]) for row in rows]
    none, passed = read.rows(
        f"SELECT count(*), sum({OVERDUE}) FROM action a WHERE ({selection.where}) "
        "AND NOT EXISTS (SELECT 1 FROM action_lead l WHERE l.action_id = a.id)",
        parameters,
    )[0]
    if none:
        found.append(Facet(0, "none", "no lead", none, passed or 0, "none"))
    return found


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
