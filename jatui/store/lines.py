"""Actions as a list shows them: what fits on one line, for the few that are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jatui.store.reader import CHUNK, Reader

_LINE = """
    SELECT a.id, a.handle, a.text, a.milestone, a.due, a.rating, a.status, a.ref,
           (SELECT group_concat(code, ' ') FROM (SELECT c.code FROM action_committee l JOIN committee c ON c.id = l.committee_id
            WHERE l.action_id = a.id ORDER BY l.position)),
           (SELECT o.name FROM action_lead l JOIN lead o ON o.id = l.lead_id WHERE l.action_id = a.id
            ORDER BY l.position LIMIT 1),
           (SELECT count(*) FROM action_lead l WHERE l.action_id = a.id)
    FROM action a
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One action on one line; `passed` as of the day that was asked for."""

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
    passed: bool


def lines(read: Reader, ids: Sequence[int], today: date) -> list[Line]:
    """Return the lines of some actions, in no order; ids that are gone have none."""
    found = []
    day = today.isoformat()
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        for row in read.rows(f"{_LINE} WHERE a.id IN ({', '.join('?' * len(part))})", part):
            action, handle, text, milestone, due, rating, status, ref, committee, lead, leads = row
            passed = due is not None and due < day
            found.append(
                Line(
                    action,
                    handle,
                    text,
                    milestone,
                    due,
                    rating,
                    status,
                    ref,
                    committee or "",
                    lead or "",
                    leads,
                    passed,
                )
            )
    return found
