"""What reports ask of the store that nobody else asks: extensions, moves, ratings as they were, milestones by month."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.store.reader import Reader
from jatui.store.scope import Selection
from jatui.store.values import day_or_none


class Extension(NamedTuple):
    """Another milestone that an accepted update asks for: on which day, and by whom."""

    action: int
    wording: str
    day: date | None
    by: str | None


def extensions(read: Reader, selection: Selection) -> list[Extension]:
    """Return the milestones that accepted updates ask for, in the order of a selection and of their days."""
    rows = read.rows(
        'SELECT a.id, u.asks, u.day, u.said_by FROM "update" u JOIN action a ON a.id = u.action_id '
        f"WHERE u.asks IS NOT NULL AND u.state = 'accepted' AND ({selection.where}) "
        f"ORDER BY {selection.order}, u.day, u.number",
        selection.parameters,
    )
    return [Extension(action, wording, day_or_none(day), by) for action, wording, day, by in rows]


def moved_since(read: Reader, revision: int) -> dict[int, set[int]]:
    """Return the numbers of the moves that were made after a revision and stand, by action."""
    found: dict[int, set[int]] = {}
    for action, number in read.rows(
        "SELECT v.action_id, v.number FROM change c JOIN move v ON v.id = c.row_id "
        "WHERE c.entity = 'move' AND c.revision_id > ? AND c.before IS NULL",
        (revision,),
    ):
        found.setdefault(action, set()).add(number)
    return found


def ratings_after(read: Reader, plan: int | None, revision: int) -> dict[str | None, int]:
    """Return how many actions of a plan (or of all) stood under each rating after a revision, as the journal tells it."""
    rows = read.rows(
        """
        WITH touched AS (
            SELECT row_id, min(id) AS first FROM change WHERE entity = 'action' AND revision_id > :revision GROUP BY row_id
        ) SELECT rating, sum(n) FROM (
            SELECT plan_id, rating, 1 AS n FROM action
            UNION ALL SELECT a.plan_id, a.rating, -1 FROM touched t JOIN action a ON a.id = t.row_id
            UNION ALL SELECT json_extract(c.before, '$.plan_id'), json_extract(c.before, '$.rating'), 1
            FROM touched t JOIN change c ON c.id = t.first WHERE c.before IS NOT NULL
        ) WHERE plan_id = :plan OR :plan IS NULL GROUP BY rating
        """,
        {"plan": plan, "revision": revision},
    )
    return {rating: number for rating, number in rows if number}


def met_by_month(read: Reader, selection: Selection) -> dict[str, int]:
    """Return how many stages of milestones were met in each month, written 2021-09."""
    return dict(
        read.rows(
            "SELECT substr(s.met, 1, 7), count(*) FROM stage_met s JOIN action a ON a.id = s.action_id "
            f"WHERE {selection.where} GROUP BY 1",
            selection.parameters,
        )
    )


def slipped_by_month(read: Reader, selection: Selection) -> dict[str, int]:
    """Return how many milestones were moved to a later day, or to none, in each month, written 2021-09."""
    return dict(
        read.rows(
            "SELECT substr(v.day, 1, 7), count(*) FROM move v JOIN action a ON a.id = v.action_id "
            f"WHERE v.former_due IS NOT NULL AND (v.due IS NULL OR v.due > v.former_due) AND ({selection.where}) GROUP BY 1",
            selection.parameters,
        )
    )
