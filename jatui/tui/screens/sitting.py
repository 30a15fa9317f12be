"""Asking which meeting one sits in."""

from __future__ import annotations

from jatui.commands.sittings import Sitting, find_sitting, near_sittings
from jatui.commands.tracker import Tracker
from jatui.domain.words import count
from jatui.store.filters import select
from jatui.tui.screens.choosing import ChoosingScreen


class SittingScreen(ChoosingScreen[Sitting]):
    """Asks for the meeting; today's, or the next, stands there to begin with."""

    TITLE_OF = "Go to a meeting"
    DOES = "go there"
    HOW = "Write a committee and a day ('S&R 2021-09-21'), or a day on which only one meets; `jatui meeting add` adds one"

    def __init__(self, tracker: Tracker) -> None:
        near = near_sittings(tracker)
        super().__init__(near, near[0].text if near else "")
        self._tracker = tracker

    def find(self, text: str) -> Sitting:
        """Return the meeting that a text names."""
        return find_sitting(self._tracker, text)

    def tell(self, found: Sitting) -> str:
        """Return what there is to talk about, and since when changes are told."""
        read, scope = self._tracker.read, self._tracker.scope()
        number = read.count(select(found.filter, scope))
        met = "" if found.last else f" {found.meeting.committee} has not met before as far as is kept."
        return f"{found.called}: {count(number, 'action')}; what changed is told {found.reaches_back}.{met}"
