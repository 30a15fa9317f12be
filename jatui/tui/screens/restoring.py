"""A snapshot over the present plan: what it would change is shown first, and carried out when it is asked for again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jatui.commands.archive import Restore
from jatui.commands.compared import Compared
from jatui.commands.registry import Command
from jatui.commands.restoring import overwriting
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem, Stale
from jatui.domain.watch import Wanted
from jatui.tui.long import Telling
from jatui.tui.screens.differences import DifferencesScreen

if TYPE_CHECKING:
    from jatui.tui.app import Outcome


class RestoreScreen(DifferencesScreen):
    """What a restore over the plan would change."""

    HELP = (
        "What restoring the snapshot over the plan would change: + would come in, - would go, ~ would change. {bring-back} "
        "carries it out as one revision, which {undo} takes back; the database is copied before. What was published stays."
    )

    def __init__(
        self,
        tracker: Tracker,
        path: Path,
        go: Callable[[int], None],
        then: Callable[[Command, Outcome], None],
    ) -> None:
        super().__init__(tracker, "", "", go)
        self._path = path
        self._then = then
        self._wish: Restore | None = None

    def compare(self, wanted: Wanted) -> Compared:
        """Return what would change."""
        self._wish = Restore.of(self._path, over=True)
        return overwriting(replace(self.tracker, watch=wanted), self._wish)

    def told(self, found: Compared) -> str:
        """Return what is said of the whole, and how it is carried out."""
        if not found.differences:
            return found.summary
        return f"{found.summary} {self.in_keys('{bring-back} restores it over the plan; esc leaves everything as it is.')}"

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith("restore"):
            if self.found is None or self._wish is None:
                return "It is not known yet what would change."
            if not self.found.differences:
                return "The plan stands so already."
            return super(DifferencesScreen, self).why_not(action)
        return super().why_not(action)

    def action_restore(self) -> None:
        """Restore the snapshot over the plan."""
        if self.refuse("restore") or self._wish is None:
            return
        telling = Telling(self.app, "Restoring", self.say)
        self.app.run_command(self._wish, self._finish, seen=self.seen, telling=telling)

    def _finish(self, outcome: Outcome) -> None:
        if isinstance(outcome, Problem):
            self.say(str(outcome), "$error")
            if isinstance(outcome, Stale):
                self.look_again()
        elif self._wish is not None:
            self.finish()
            self._then(self._wish, outcome)
