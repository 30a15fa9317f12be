"""The triage queue: which actions need a look before a meeting, in the order of need, and what came of looking.

An action was looked at for a meeting when an update of it was accepted, sent back or deferred under that
meeting's day (`update.review`).
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from jatui.store.reader import Reader
from jatui.store.scope import OPEN, ORDER, OVERDUE, Meeting, Scope, Selection

REASONS = ("submitted", "passed", "due before", "silent", "other")
"""Why an action needs a look, the most pressing first."""


class Entry(NamedTuple):
    """An action in the queue: why it needs a look, as a place in `REASONS`, and whether it has been looked at."""

    action: int
    reason: int
    done: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a triage so far, each as the handles of actions in the plan's order."""

    reviewed: tuple[str, ...]
    changed: tuple[str, ...]
    newly_red: tuple[str, ...]
    extensions: tuple[str, ...]
    sent_back: tuple[str, ...]
    deferred: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as `queue --json` prints it."""
        return {name: list(getattr(self, name)) for name in self.__dataclass_fields__}


def review_day(scope: Scope, meeting: Meeting | None = None) -> date:
    """Return the day that stands for a triage: its meeting's, or the month's last day where no meeting is planned."""
    found = meeting or scope.next_meeting
    if found is not None:
        return found.day
    return scope.today.replace(day=monthrange(scope.today.year, scope.today.month)[1])


_PLANS = "plan_id IN (SELECT id FROM plan WHERE :plan IS NULL OR id = :plan)"
_OF = f"""SELECT action_id FROM "update" WHERE {_PLANS} {{only}}"""
_QUEUE = f"""
    SELECT id, reason, looked IS NOT NULL AND reason > 0 FROM (
        SELECT a.id, a.due, a.plan_id, a.position, l.looked,
               {OPEN} AND a.id NOT IN ({_OF} AND state = 'deferred' AND until > :today) AS open,
               CASE WHEN a.id IN ({_OF} AND (state = 'submitted' OR state = 'deferred' AND until <= :today)) THEN 0
                    WHEN {OVERDUE} THEN 1
                    WHEN a.due <= :review AND {OPEN} THEN 2
                    WHEN a.updated IS NULL OR a.updated < :since THEN 3
                    ELSE 4 END AS reason
        FROM action a LEFT JOIN (
            SELECT action_id, max(id) AS looked FROM "update" WHERE {_PLANS} {{only}} AND review = :review
            AND state IN ('accepted', 'sent back', 'deferred') GROUP BY action_id) l ON l.action_id = a.id
        WHERE {{where}})
    WHERE looked IS NOT NULL OR reason = 0 OR open
    ORDER BY looked IS NULL OR reason = 0, CASE WHEN reason > 0 THEN looked END, reason, due IS NULL, due,
             plan_id, position, id
"""
"""The queue of the actions for which `where` holds; `only` may narrow the updates that are looked at to theirs."""


def queue(read: Reader, scope: Scope, selection: Selection, review: date) -> list[Entry]:
    """Return the actions under a filter that need a look before a day: those looked at first, as they were, then the others.

    An action is in it while its work is not finished, while an update of it waits, and when it was looked at. What
    was put off to a day is out until that day. Within a reason the earliest due come first.
    """
    return _entries(read, scope, selection, review)


def entry(read: Reader, scope: Scope, action: int, review: date) -> Entry | None:
    """Return one action's place in the queue as it stands now, or None where it needs no look."""
    one = Selection("a.id = :action", {"action": action})
    return next(iter(_entries(read, scope, one, review, "AND action_id = :action")), None)


def _entries(read: Reader, scope: Scope, selection: Selection, review: date, only: str = "") -> list[Entry]:
    asked = {
        "plan": scope.plan,
        "today": scope.today.isoformat(),
        "review": review.isoformat(),
        "since": scope.last_meeting.day.isoformat() if scope.last_meeting else "",
    }
    rows = read.rows(_QUEUE.format(where=selection.where, only=only), {**selection.parameters, **asked})
    return [Entry(action, reason, bool(done)) for action, reason, done in rows]


def reasons(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Return how many of the actions that were not looked at yet are there for each reason, those without any left out."""
    counts = Counter(entry.reason for entry in entries if not entry.done)
    return [(name, counts[place]) for place, name in enumerate(REASONS) if counts[place]]


_OUTCOMES = {
    "reviewed": "1",
    "changed": "kind = 'update' AND state = 'accepted'",
    "sent_back": "state = 'sent back'",
    "deferred": "state = 'deferred'",
    "extensions": "asks IS NOT NULL",
}
"""What makes an action part of each outcome, said of an update of this triage."""

_NAMED = "CASE WHEN :plan IS NULL THEN p.slug || '/' ELSE '' END || a.handle"
"""An action by its handle, with its plan where all plans are looked at."""

_MOVED = """
    SELECT v.action_id FROM move v WHERE v.day >= (SELECT min(day) FROM "update" WHERE review = :review)
    AND v.action_id IN (SELECT action_id FROM "update" WHERE review = :review)
"""
_RED = """
    SELECT a.id FROM action a WHERE a.rating = 'red' AND a.id IN (
        SELECT action_id FROM "update" WHERE review = :review AND state = 'accepted' AND rating = 'red')
    AND 'red' IS NOT (
        SELECT f.rating FROM "update" f WHERE f.action_id = a.id AND f.state = 'accepted' AND f.rating IS NOT NULL
        AND f.review IS NOT :review ORDER BY f.day DESC, f.number DESC LIMIT 1)
"""


def outcome(read: Reader, scope: Scope, review: date) -> Outcome:
    """Return what came of the triage for a day so far; an extension is a milestone asked for or moved meanwhile."""
    asked = {"plan": scope.plan, "review": review.isoformat()}
    found = {
        name: f'SELECT action_id FROM "update" WHERE {_PLANS} AND review = :review AND {condition}'
        for name, condition in _OUTCOMES.items()
    }
    found["extensions"] += f" UNION {_MOVED}"
    found["newly_red"] = _RED
    return Outcome(
        **{
            name: tuple(
                handle
                for (handle,) in read.rows(
                    f"SELECT {_NAMED} FROM action a JOIN plan p ON p.id = a.plan_id "
                    f"WHERE a.{_PLANS} AND a.id IN ({ids}) ORDER BY {ORDER}",
                    asked,
                )
            )
            for name, ids in found.items()
        }
    )
