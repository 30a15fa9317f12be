"""Where an action stands against the day, computed from its milestone alone and never from its rating."""

from __future__ import annotations

from datetime import date

from jatui.domain.days import short_day

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


def tell(
    word: str,
    due: date | None,
    today: date,
    meeting: tuple[str, date, date | None] | None,
) -> str:
    """Return a schedule word with what it rests on: the next meeting, as committee, day and paper deadline, and the due day."""
    if meeting is None:
        return f"{word} (no meeting is planned)"
    committee, day, deadline = meeting
    told = f"next meeting {committee} {short_day(day)}"
    if deadline is not None:
        closed = "closed" if deadline < today else "close"
        told += f", papers {closed} {short_day(deadline)}"
        if due is not None and deadline < due <= day:
            told += ", before it is due"
    return f"{word} ({told})"
