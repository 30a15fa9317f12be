"""Actions as a list shows them: what fits on one line, for the few that are in view."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jatui.store.committee_ratings import DIFFERING
from jatui.store.reader import CHUNK, Reader
from jatui.store.scope import HOLDER

_LINE = f"""
    SELECT a.id, a.handle, a.text, a.milestone, a.due, a.rating, a.status, a.ref,
           coalesce((SELECT group_concat(code, ' ') FROM (
                SELECT c.code FROM action_committee l JOIN committee c ON c.id = l.committee_id
                WHERE l.action_id = a.id ORDER BY l.position)), ''),
           coalesce((SELECT o.name || coalesce(' (' || {HOLDER} || ')', '') FROM action_lead l
            JOIN lead o ON o.id = l.lead_id WHERE l.action_id = a.id
            ORDER BY l.position LIMIT 1), ''),
           (SELECT count(*) FROM action_lead l WHERE l.action_id = a.id), {DIFFERING},
           (SELECT slug FROM plan p WHERE p.id = a.plan_id)
    FROM action a
"""


class Line(NamedTuple):
    """One action on one line; `passed` as of the day that was asked for.

    Behind a post's name stands in brackets who holds it that day. `committees_say` are the ratings by committees
    that differ from the officer's, parted by blanks.
    """

    id: int
    handle: str
    text: str
    milestone: str
    due: str | None
    rating: str | None
    status: str
    ref: str
    committee: str
    lead: str
    leads: int
    committees_say: str
    plan: str
    passed: bool


_DUE = Line._fields.index("due")


def lines(read: Reader, ids: Sequence[int], today: date) -> list[Line]:
    """Return the lines of some actions, in no order; ids that are gone have none."""
    found: list[Line] = []
    day = today.isoformat()
    for start in range(0, len(ids), CHUNK):
        part = {"ids": json.dumps(ids[start : start + CHUNK]), "today": day}
        rows = read.rows(f"{_LINE} WHERE a.id IN (SELECT value FROM json_each(:ids))", part)
        found += [Line._make((*row, row[_DUE] is not None and row[_DUE] < day)) for row in rows]
    return found
