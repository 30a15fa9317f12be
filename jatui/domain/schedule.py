"""Where an action stands against the day, computed from its milestone alone and never from its rating."""

from __future__ import annotations

from datetime import date

WAITING_KINDS = frozenset({"dependent", "event"})
"""Kinds of milestone that wait on something other than a day."""


def schedule(kind: str, due: date | None, today: date, next_meeting: date | None) -> str:
    """Return one of the five schedule words for a milestone's kind and due day, as of a day.

    A due day passes when the day after it begins; due on the day of the meeting counts as before it.
    """
    if due is None:
        return "waiting" if kind in WAITING_KINDS else "no date"
    if due < today:
        return "passed"
    if next_meeting is not None and due <= next_meeting:
        return "due before next meeting"
    return "later"
