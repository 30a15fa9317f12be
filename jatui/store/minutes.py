"""What meetings asked and decided: follow-ups, open until they are answered, and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jatui.store.reader import Reader
from jatui.store.scope import Selection

FOLLOW_UP, DECISION = "follow-up", "decision"

_FIELDS = (
    "number", "kind", "committee", "meeting", "action", "text", "asked_by", "lead", "due", "answered", "answer",
)  # fmt: skip

ASKED = "minute.kind = 'follow-up' AND minute.answered IS NULL"
"""That a minute is a question that nobody has answered."""


def minutes(
    read: Reader,
    plan: int | None,
    *,
    actions: Sequence[int] = (),
    meeting: int | None = None,
    unanswered: bool = False,
) -> list[dict[str, Any]]:
    """Return what was asked and decided (of some actions, at a meeting), the latest meeting first.

    Each has number, kind, committee, meeting (its day), action (its handle), text, asked_by, lead, due, answered and
    answer, as `minutes --json` prints them.
    """
    where = [
        "(:plan IS NULL OR minute.plan_id = :plan)",
        "(:meeting IS NULL OR minute.meeting_id = :meeting)",
    ]
    if actions:
        where.append(f"minute.action_id IN ({', '.join(str(int(action)) for action in actions)})")
    if unanswered:
        where.append(ASKED)
    rows = read.rows(
        "SELECT minute.number, minute.kind, c.code, m.day, a.handle, minute.text, minute.asked_by, l.name, minute.due, "
        "minute.answered, minute.answer "
        "FROM minute JOIN meeting m ON m.id = minute.meeting_id JOIN committee c ON c.id = m.committee_id "
        "LEFT JOIN action a ON a.id = minute.action_id LEFT JOIN lead l ON l.id = minute.lead_id "
        f"WHERE {' AND '.join(where)} ORDER BY m.day DESC, minute.plan_id, minute.number DESC",
        {"plan": plan, "meeting": meeting},
    )
    return [dict(zip(_FIELDS, row, strict=True)) for row in rows]


def minute(read: Reader, plan: int | None, number: int) -> list[tuple[int, str, str | None]]:
    """Return the minutes of a number, one in each plan that has it: row, kind, and the day on which it was answered."""
    return read.rows(
        "SELECT id, kind, answered FROM minute WHERE number = :number AND (:plan IS NULL OR plan_id = :plan)",
        {"number": number, "plan": plan},
    )


def waiting_for(read: Reader, lead: int, selection: Selection, plan: int | None, *, whole: bool) -> list[int]:
    """Return the rows of the open follow-ups that a lead is to answer, of actions under a filter.

    With `whole` those of no action are among them, of one plan or of all.
    """
    rows = read.rows(
        f"SELECT minute.id FROM minute LEFT JOIN action a ON a.id = minute.action_id WHERE {ASKED} "
        "AND minute.lead_id = :from AND CASE WHEN minute.action_id IS NULL "
        f"THEN :whole AND (:of IS NULL OR minute.plan_id = :of) ELSE ({selection.where}) END ORDER BY minute.id",
        {**selection.parameters, "from": lead, "whole": whole, "of": plan},
    )
    return [row for (row,) in rows]


def next_minute(read: Reader, plan: int) -> int:
    """Return the number that the next minute of a plan has."""
    return int(read.value("SELECT coalesce(max(number), 0) + 1 FROM minute WHERE plan_id = ?", (plan,)))
