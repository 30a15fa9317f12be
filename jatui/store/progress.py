"""What a progress report asks of the store that nobody else asks: extensions asked for, and milestones moved since."""

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
