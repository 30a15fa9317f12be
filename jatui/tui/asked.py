"""What a key is pressed for: the actions that are marked or under the cursor, a day, and in triage what came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from jatui.commands.tracker import Tracker
from jatui.store.inbox import Incoming


@dataclass(frozen=True, slots=True)
class Asked:
    """The actions by id and handle, the day of the calendar's cursor or of the triage, what came in, the meeting held.

    Where all plans are looked at, each handle has its plan before it: peer-challenge/PC.1.
    """

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

    def in_its_plan(self) -> Asked:
        """Return the same, asked in the plan of what came in or of the first action: numbers count by plan."""
        plan = self.came_in.plan if self.came_in else None
        if plan is None and self.actions:
            plan = next((slug for _, _, slug in self.tracker.read.placed(self.actions[:1])), None)
        return self if plan is None else replace(self, tracker=replace(self.tracker, plan=plan))
