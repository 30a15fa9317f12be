"""The schemes of ratings that are kept, and which plans are rated by them."""

from __future__ import annotations

from typing import Any

from jatui.domain.keys import Level, Scheme
from jatui.store.reader import Reader


def schemes(read: Reader) -> list[Scheme]:
    """Return every scheme with its levels in order and the plans that use it."""
    levels: dict[int, list[Level]] = {}
    for scheme, *level in read.rows(
        "SELECT scheme_id, code, name, meaning FROM level ORDER BY scheme_id, position"
    ):
        levels.setdefault(scheme, []).append(Level(*level))
    plans: dict[int, list[str]] = {}
    for scheme, slug in read.rows("SELECT scheme_id, slug FROM plan ORDER BY position, slug"):
        plans.setdefault(scheme, []).append(slug)
    return [
        Scheme(row, slug, name, levels.get(row, []), plans.get(row, []))
        for row, slug, name in read.rows("SELECT id, slug, name FROM scheme ORDER BY slug")
    ]


def schemes_of(read: Reader, plan: int | None) -> list[Scheme]:
    """Return the schemes by which a plan (or every plan, for None) is rated."""
    if plan is None:
        return [each for each in schemes(read) if each.plans]
    rows = read.rows("SELECT scheme_id FROM plan WHERE id = ?", (plan,))
    return [each for each in schemes(read) if (each.id,) in rows]


def level_row(read: Reader, scheme: int, code: str) -> dict[str, Any] | None:
    """Return a level of a scheme as it is kept, with the id of its row, or None where it has no such rating."""
    rows = read.rows(
        "SELECT id, name, meaning, position FROM level WHERE scheme_id = ? AND code = ?", (scheme, code)
    )
    return dict(zip(("id", "name", "meaning", "position"), rows[0], strict=True)) if rows else None


def next_position(read: Reader, scheme: int) -> int:
    """Return the place behind a scheme's last level."""
    return int(read.value("SELECT coalesce(max(position), 0) + 1 FROM level WHERE scheme_id = ?", (scheme,)))


def rated_by(read: Reader, plan: int) -> dict[str, list[str]]:
    """Return the handles of a plan's actions under each rating that they carry.

    Carried is what the officer says, what a committee says, and what an update says that was accepted or waits.
    """
    rows = read.rows(
        """
        SELECT a.handle, r.rating FROM action a JOIN (
            SELECT id AS action_id, rating FROM action WHERE plan_id = :plan
            UNION SELECT action_id, rating FROM "update" WHERE plan_id = :plan AND state <> 'sent back'
            UNION SELECT c.action_id, c.rating FROM committee_rating c JOIN action o ON o.id = c.action_id
                WHERE o.plan_id = :plan
        ) r ON r.action_id = a.id WHERE r.rating IS NOT NULL ORDER BY a.position, a.handle
        """,
        {"plan": plan},
    )
    found: dict[str, list[str]] = {}
    for handle, rating in rows:
        found.setdefault(rating, []).append(handle)
    return found


def levels_of(read: Reader, plan: int) -> list[str]:
    """Return the ratings that the scheme of a plan has, in its order."""
    rows = read.rows(
        "SELECT l.code FROM level l JOIN plan p ON p.scheme_id = l.scheme_id WHERE p.id = ? ORDER BY l.position",
        (plan,),
    )
    return [code for (code,) in rows]
