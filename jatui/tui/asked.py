"""What a key is pressed for: the actions that are marked or under the cursor, and the day of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jatui.commands.tracker import Tracker


@dataclass(frozen=True, slots=True)
class Asked:
    """The actions by id and handle, and the day under the calendar's cursor."""

    tracker: Tracker
    actions: tuple[int, ...] = ()
    handles: tuple[str, ...] = ()
    day: date | None = None

    @property
    def refs(self) -> str:
        """The actions as a command takes them."""
        return ",".join(self.handles)
