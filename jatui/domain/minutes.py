"""What a meeting asked or decided, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jatui.domain.days import told_day


def headline(minute: Mapping[str, Any]) -> str:
    """Return where a minute was taken and what it is: `S&R 21 Sep 2021: follow-up 3, asked by Cllr Doe`."""
    by = f", asked by {minute['asked_by']}" if minute["asked_by"] else ""
    return f"{minute['committee']} {told_day(minute['meeting'])}: {minute['kind']} {minute['number']}{by}"


def state(minute: Mapping[str, Any]) -> str:
    """Return who owes an answer by when, or that it was given and when; nothing for a decision."""
    if minute["kind"] == "decision":
        return ""
    if minute["answered"]:
        return f"answered {told_day(minute['answered'])}"
    whom = f" by {minute['lead']}" if minute["lead"] else ""
    due = f", wanted by {told_day(minute['due'])}" if minute["due"] else ""
    return f"to be answered{whom}{due}"


def is_open(minute: Mapping[str, Any]) -> bool:
    """Tell whether a minute is a question that waits for its answer."""
    return minute["kind"] == "follow-up" and not minute["answered"]
