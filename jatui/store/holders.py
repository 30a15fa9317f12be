"""Who holds which post and when, as the database says it, and that no two hold one on the same day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jatui.domain.errors import Refused
from jatui.domain.holders import Holding, clash, told_clash
from jatui.store.reader import Reader
from jatui.store.scope import HELD
from jatui.store.values import day_or_none

LED = (
    "action a JOIN action_lead l ON l.action_id = a.id",
    (
        "(SELECT l.action_id, h.officer_id AS lead_id, min(h.post_id) AS post_id FROM holder h CROSS JOIN action_lead l "
        f"ON l.lead_id = h.post_id WHERE {HELD} AND NOT EXISTS (SELECT 1 FROM action_lead d "
        "WHERE d.action_id = l.action_id AND d.lead_id = h.officer_id) GROUP BY l.action_id, h.officer_id) l "
        "JOIN action a ON a.id = l.action_id"
    ),
    "(SELECT 0 AS lead_id) l JOIN action a ON NOT EXISTS (SELECT 1 FROM action_lead d WHERE d.action_id = a.id)",
)
"""Each action `a` with each lead `l`: as printed, then through the post that an officer holds as of `:today`, then 0 for none.

No pair comes twice.
"""

_KEPT = """
    SELECT h.id, h.since, h.until, p.id, p.name, p.kind, o.id, o.name, o.kind FROM holder h
    JOIN lead p ON p.id = h.post_id JOIN lead o ON o.id = h.officer_id
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A holding as it is kept: the row, the post and the officer by id and name."""

    id: int
    post: int
    post_name: str
    officer: int
    officer_name: str
    holding: Holding


def kept(read: Reader, *, post: int | None = None, officer: int | None = None) -> list[Kept]:
    """Return who holds what, by post and first day; only of one post or of one officer if that is given."""
    rows = read.rows(
        f"{_KEPT} WHERE (:post IS NULL OR h.post_id = :post) AND (:officer IS NULL OR h.officer_id = :officer) "
        "ORDER BY p.name, p.id, h.since",
        {"post": post, "officer": officer},
    )
    return [
        Kept(
            row[0], row[3], row[4], row[6], row[7], Holding(row[7], day_or_none(row[1]), day_or_none(row[2]))
        )
        for row in rows
    ]


def holders_on(read: Reader, day: date) -> Mapping[int, str]:
    """Return the officer who holds each post on a day, under the post's id; vacant posts have none."""
    rows = read.rows(
        f"SELECT h.post_id, o.name FROM holder h JOIN lead o ON o.id = h.officer_id WHERE {HELD}",
        {"today": day.isoformat()},
    )
    return dict(rows)


def refuse_clashes(read: Reader, since: int) -> None:
    """Raise Refused where something written after a revision makes two holders of a post overlap, or lets no post be held.

    Every writer comes by here, an undo and an import too.
    """
    touched = read.value(
        "SELECT 1 FROM change WHERE entity = 'holder' AND +revision_id > ? LIMIT 1", (since,)
    )
    if touched is None:
        return
    posts: dict[int, list[Holding]] = {}
    for row in read.rows(f"{_KEPT} ORDER BY p.id"):
        if (row[5], row[8]) != ("post", "officer"):
            raise Refused(
                f"Officers hold posts, but {row[7]} is a{'n' if row[8] == 'officer' else ''} {row[8]} and "
                f"{row[4]} a{'n' if row[5] == 'officer' else ''} {row[5]}. Nothing was changed."
            )
        holding = Holding(row[7], day_or_none(row[1]), day_or_none(row[2]))
        posts.setdefault(row[3], []).append(holding)
        if found := clash(posts[row[3]]):
            raise Refused(told_clash(row[4], *found))
