"""What stands around the text of an update, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from jatui.domain.days import told_day

ASKS: Final = "asks for"
"""The label of the milestone that a lead asks for."""


def asides(update: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what an update as `show --json` prints it says besides its text, each with its label."""
    if update["asks"]:
        yield ASKS, update["asks"]
    if update["source"]:
        yield "Source", update["source"]
    if update["note"]:
        yield "Note", update["note"]
    if update["review"]:
        yield "triaged for the meeting of", told_day(update["review"])
    if update["overruled"]:
        yield "recorded although", ", ".join(update["overruled"])
