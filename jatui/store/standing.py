"""How actions stand when something is said of them: what the rules about odd updates look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from jatui.domain.doubts import Former, Standing
from jatui.domain.errors import NotFound
from jatui.store.reader import CHUNK, Reader
from jatui.store.scope import Scope
from jatui.store.values import day_or_none

MOST_FORMER = 60
"""How many accepted updates of an action the rules look back on."""

_FORMER = """
    SELECT action_id, rating, text, kind FROM (
        SELECT action_id, rating, text, kind,
               row_number() OVER (PARTITION BY action_id ORDER BY day DESC, number DESC) AS place
        FROM "update" WHERE action_id IN ({marks}) AND state = 'accepted' AND day <= ?
    ) WHERE place <= ? ORDER BY action_id, place
"""


def standing(read: Reader, action: int, scope: Scope, day: date | None = None) -> Standing:
    """Return how an action stood as of a day (today without one): what was said of it later does not count.

    Raises NotFound where the action is gone.
    """
    found = next(standings(read, [action], scope, day), None)
    if found is None:
        raise NotFound("That action is no longer in the plan.")
    return found[1]


def standings(
    read: Reader, actions: Sequence[int], scope: Scope, day: date | None = None
) -> Iterator[tuple[int, Standing]]:
    """Yield how each of some actions stood as of a day, in no order; those that are gone are left out."""
    as_of = day or scope.today
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        former: dict[int, list[Former]] = {}
        sql = _FORMER.format(marks=marks)
        for action, *said in read.rows(sql, [*part, as_of.isoformat(), MOST_FORMER]):
            former.setdefault(action, []).append(Former(*said))
        sql = f"SELECT id, next_due, rating, status FROM action WHERE id IN ({marks})"
        for action, due, rating, status in read.rows(sql, part):
            yield action, Standing(day_or_none(due), as_of, rating, status, former.get(action, []))


def ratings_of(read: Reader, actions: Sequence[int]) -> Counter[str | None]:
    """Return how many of some actions have each rating, None for those that have none."""
    found: Counter[str | None] = Counter()
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT rating, count(*) FROM action WHERE id IN ({marks}) GROUP BY rating"
        for rating, number in read.rows(sql, part):
            found[rating] += number
    return found
