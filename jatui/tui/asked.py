"""What a key is pressed for: the actions that are marked or under the cursor, a day, and in triage what came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jatui.commands.tracker import Tracker
from jatui.store.inbox import Incoming


@dataclass(frozen=True, slots=True)
class Asked:
    """The actions by id and handle, the day of the calendar's cursor or of the triage, what came in, the meeting held."""

    tracker: Tracker
    actions: tuple[int, ...] = ()
    handles: tuple[str, ...] = ()
    day: date | None = None
    came_in: Incoming | None = None
    meeting: str = ""

    @property
    def refs(self) -> str:
        """The actions as a command takes them."""
        return ",".join(self.handles)
