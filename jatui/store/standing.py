"""How an action stands when something is said of it: what the rules about odd updates look at."""

from __future__ import annotations

from datetime import date

from jatui.domain.doubts import Former, Standing
from jatui.domain.errors import NotFound
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.values import day_or_none

MOST_FORMER = 60
"""How many accepted updates the rules look back on."""


def standing(read: Reader, action: int, scope: Scope, day: date | None = None) -> Standing:
    """Return how an action stood as of a day (today without one): what was said of it later does not count.

    Raises NotFound where the action is gone.
    """
    rows = read.rows("SELECT next_due, rating, status FROM action WHERE id = ?", (action,))
    if not rows:
        raise NotFound("That action is no longer in the plan.")
    due, rating, status = rows[0]
    as_of = day or scope.today
    former = read.rows(
        "SELECT rating, text, kind FROM \"update\" WHERE action_id = ? AND state = 'accepted' AND day <= ? "
        "ORDER BY day DESC, number DESC LIMIT ?",
        (action, as_of.isoformat(), MOST_FORMER),
    )
    return Standing(day_or_none(due), as_of, rating, status, [Former(*row) for row in former])
