"""What a read is about: which plan, as of which day, and the meetings on either side of that day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jatui.domain.words import FINISHED

ORDER = "a.plan_id, a.position, a.id"
"""The order of the plan."""

OPEN = f"a.status NOT IN ({', '.join(repr(word) for word in sorted(FINISHED))})"
"""That an action's work is not finished."""

OVERDUE = f"a.due < :today AND {OPEN}"
"""That an action's due day has passed while its work is not finished, as of `:today`."""


HELD = "coalesce(h.since, '') <= :today AND coalesce(h.until, '9999-12-31') >= :today"
"""That a holder `h` holds the post on the day `:today`."""

HOLDER = (
    "CASE WHEN o.kind = 'post' THEN (SELECT w.name FROM holder h JOIN lead w ON w.id = h.officer_id "
    f"WHERE h.post_id = o.id AND {HELD}) END"
)
"""Who holds the post of a lead `o` as of `:today`; nothing where it is vacant or no post."""

WAITING = "state IN ('submitted', 'deferred')"
"""That an update waits for triage."""


class Meeting(NamedTuple):
    """A meeting that is planned, and the day on which its papers close where that is known."""

    committee: str
    day: date
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The plan that is read (None for all), the day, and the meetings next to it.

    `next_meeting` is the first on or after the day; `last_meeting` the last before it.
    """

    plan: int | None
    slug: str
    name: str
    today: date
    next_meeting: Meeting | None = None
    last_meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """A filter as SQL over `action a`: a condition, its parameters and an order.

    `ahead` is the condition of those that the order puts before all others, where it is cheaper to ask for them alone; they
    are in the plan's order among themselves. Without it, nothing is known of them.
    """

    where: str
    parameters: dict[str, object] = field(default_factory=dict)
    order: str = ORDER
    ahead: str = ""
