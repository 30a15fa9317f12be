"""How committees themselves rate actions, beside what their officers say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jatui.store.reader import CHUNK, Reader

DIFFERING = """
    coalesce((SELECT group_concat(rating, ' ') FROM (
        SELECT DISTINCT r.rating FROM committee_rating r WHERE r.action_id = a.id AND r.rating IS NOT a.rating
        AND NOT EXISTS (SELECT 1 FROM committee_rating n WHERE n.action_id = r.action_id
            AND n.committee_id = r.committee_id AND (n.day > r.day OR n.day = r.day AND n.number > r.number))
        ORDER BY r.rating)), '')
"""
"""The SQL of the ratings that committees gave `action a` last and that differ from the officer's, parted by blanks."""


def committee_ratings(read: Reader, action: int) -> list[dict[str, Any]]:
    """Return how committees have rated an action, the newest first, as `show --json` prints it."""
    rows = read.rows(
        "SELECT r.number, c.code, r.day, r.rating, r.text FROM committee_rating r JOIN committee c "
        "ON c.id = r.committee_id WHERE r.action_id = ? ORDER BY r.day DESC, r.number DESC",
        (action,),
    )
    return [dict(zip(("number", "committee", "day", "rating", "text"), row, strict=True)) for row in rows]


def differing(read: Reader, actions: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the ratings of committees that differ from the officer's, by action; those without one are left out."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT a.id, {DIFFERING} FROM action a WHERE a.id IN ({marks})"
        found |= {row: tuple(ratings.split()) for row, ratings in read.rows(sql, part) if ratings}
    return found


def next_numbers(read: Reader, actions: Sequence[int]) -> dict[int, int]:
    """Return the number that the next rating by a committee has, by action."""
    found = dict.fromkeys(actions, 1)
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT action_id, max(number) + 1 FROM committee_rating WHERE action_id IN ({marks}) GROUP BY action_id"
        found |= dict(read.rows(sql, part))
    return found
