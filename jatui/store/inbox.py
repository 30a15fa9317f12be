"""The updates that wait for triage: submitted, or deferred to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jatui.domain.errors import Ambiguous
from jatui.store.reader import Reader
from jatui.store.scope import WAITING, Scope
from jatui.store.values import day_or_none

_INCOMING = """
    SELECT u.id, u.number, u.state, u.action_id, a.handle, t.code, u.day, u.until, u.text, u.rating, u.status, u.said_by,
           u.source, u.note, p.slug, u.kind, u.asks
    FROM "update" u JOIN plan p ON p.id = u.plan_id LEFT JOIN action a ON a.id = u.action_id
    LEFT JOIN theme t ON t.id = u.theme_id
"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update on its way through triage, with what it is about."""

    id: int
    number: int
    state: str
    action: int | None
    handle: str | None
    theme: str | None
    day: date | None
    until: date | None
    text: str
    rating: str | None
    status: str | None
    by: str | None
    source: str | None
    note: str | None
    plan: str
    kind: str
    asks: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the update as `inbox --json` prints it, days as ISO texts."""
        days = {
            name: day.isoformat() if day else None for name, day in (("day", self.day), ("until", self.until))
        }
        shown = (
            "number",
            "plan",
            "state",
            "handle",
            "theme",
            "text",
            "rating",
            "status",
            "by",
            "source",
            "note",
            "kind",
            "asks",
        )
        return {**{name: getattr(self, name) for name in shown}, **days}


def inbox(read: Reader, scope: Scope) -> list[Incoming]:
    """Return what waits, in the order of the plan: first what was submitted or is due again, then what is put off."""
    rows = read.rows(
        f"{_INCOMING} WHERE u.{WAITING} AND (:plan IS NULL OR u.plan_id = :plan) "
        "ORDER BY u.state = 'deferred' AND u.until > :today, p.position, a.position IS NULL, a.position, u.number",
        {"plan": scope.plan, "today": scope.today.isoformat()},
    )
    return [_incoming(row) for row in rows]


def numbers(read: Reader, scope: Scope) -> list[int]:
    """Return the numbers of the updates that wait."""
    return [each.number for each in inbox(read, scope)]


def waiting(read: Reader, action: int, today: date) -> list[Incoming]:
    """Return the updates of an action that wait, the one that waits longest first, without those put off to a later day."""
    rows = read.rows(
        f"{_INCOMING} WHERE u.action_id = :action AND u.{WAITING} AND (u.state = 'submitted' OR u.until <= :today) "
        "ORDER BY u.number",
        {"action": action, "today": today.isoformat()},
    )
    return [_incoming(row) for row in rows]


def unplaced(read: Reader, scope: Scope) -> list[Incoming]:
    """Return the updates that wait without an action, the one that waits longest first."""
    rows = read.rows(
        f"{_INCOMING} WHERE u.{WAITING} AND u.action_id IS NULL AND u.theme_id IS NULL "
        "AND (:plan IS NULL OR u.plan_id = :plan) ORDER BY u.number",
        {"plan": scope.plan},
    )
    return [_incoming(row) for row in rows]


def touched(read: Reader, revision: int) -> list[int]:
    """Return the actions that a revision changed, or changed updates of."""
    rows = read.rows(
        """
        SELECT row_id FROM change WHERE revision_id = :revision AND entity = 'action'
        UNION SELECT coalesce(json_extract(after, '$.action_id'), json_extract(before, '$.action_id')) FROM change
        WHERE revision_id = :revision AND entity IN ('update', 'move', 'stage_met')
        """,
        {"revision": revision},
    )
    return [action for (action,) in rows if action is not None]


BITS = 64
"""Bits of the largest numbers that a database keeps, the sign among them."""


def incoming(read: Reader, scope: Scope, number: int) -> Incoming | None:
    """Return the update of a number, in whatever state; raises Ambiguous where several plans have one."""
    if number.bit_length() >= BITS:
        return None
    rows = read.rows(
        f"{_INCOMING} WHERE u.number = :number AND (:plan IS NULL OR u.plan_id = :plan)",
        {"number": number, "plan": scope.plan},
    )
    if len(rows) > 1:
        raise Ambiguous(
            f"Several plans have an update {number}. Choose one with --plan; nothing was changed."
        )
    return _incoming(rows[0]) if rows else None


def _incoming(row: tuple[Any, ...]) -> Incoming:
    values = list(row)
    values[6], values[7] = map(day_or_none, values[6:8])
    return Incoming(*values)
