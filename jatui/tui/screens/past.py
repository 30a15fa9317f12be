"""Asking for a moment of the past."""

from __future__ import annotations

from jatui.commands.past import HOW, find_moment, near
from jatui.commands.tracker import Tracker
from jatui.domain.moments import Moment
from jatui.tui.screens.choosing import ChoosingScreen


class PastScreen(ChoosingScreen[Moment]):
    """Asks at which moment the plan is to be shown; the meetings and revisions that are near can be chosen."""

    TITLE_OF = "See the plan as it stood"
    DOES = "look back"
    HOW = HOW

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(near(tracker))
        self._tracker = tracker

    def find(self, text: str) -> Moment:
        """Return the moment that a text names."""
        return find_moment(self._tracker, text)

    def tell(self, found: Moment) -> str:
        """Return where one would be."""
        return found.sentence
