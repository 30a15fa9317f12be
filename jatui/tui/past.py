"""Going to another moment, or into a file of the archive, and returning: the present waits below with its cursor and marks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, get_current_worker

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.watch import Stopped, Wanted
from jatui.tui.long import Telling
from jatui.tui.turns import InTurn
from jatui.tui.view import View

if TYPE_CHECKING:
    from jatui.domain.moments import Moment
    from jatui.tui.screens.live import LiveScreen
    from jatui.tui.screens.main import MainScreen


class LooksBack(InTurn):
    """A program whose tracker may be one of the past for a while."""

    tracker: Tracker

    def __init__(self) -> None:
        super().__init__()
        self._present: Tracker | None = None
        self._building: Worker[None] | None = None

    @property
    def present(self) -> Tracker:
        """The tracker of the plan as it stands, wherever one looks."""
        return self._present or self.tracker

    @property
    def looks_back(self) -> bool:
        """Whether one looks at a moment from which the present is returned to."""
        return self._present is not None

    def look_back(self, moment: Moment) -> None:
        """Show the plan as it stood at a moment, once that is made; from another moment the present is passed through."""
        from jatui.commands.past import look_back

        self.return_to_present()
        present = replace(self.tracker, given_today=None)
        self._building = self._build(
            f"Looking back to {moment.said}", lambda wanted: look_back(present, moment, wanted)
        )

    def open_file(self, file: Path, *, backup: bool = False) -> None:
        """Show the plan as a snapshot or a backup holds it, once that is read; the present waits below."""
        from jatui.commands.opened import open_backup, open_for_reading

        plan = self.tracker.plan
        self._building = self._build(
            f"Opening {file.name}",
            lambda wanted: open_backup(file, plan=plan) if backup else open_for_reading(file, wanted=wanted),
        )

    def stop_looking_back(self) -> bool:
        """Give up a moment that is being made; return whether there was one."""
        building, self._building = self._building, None
        if building is None:
            return False
        building.cancel()
        self.tell("Stayed in the present.")
        return True

    @work(thread=True, exclusive=True, group="past")
    def _build(self, doing: str, make: Callable[[Wanted], Tracker]) -> None:
        """Make the database of a moment, away from the keyboard."""
        worker = get_current_worker()
        telling = Telling(self, doing, self.tell)
        try:
            found = make(telling.to(worker))
        except Stopped:
            return
        except Problem as problem:
            said = str(problem)
            self._hand_over(worker, lambda: self._fail(said))
            return
        finally:
            telling.end()
        arrived = False
        try:
            arrived = self._hand_over(worker, lambda: self._arrive(worker, found))
        finally:
            if not arrived:
                found.store.close()

    def _hand_over(self, worker: Worker[None], then: Callable[[], None]) -> bool:
        """Do something on the screen's own thread; return whether it was still there for it."""
        with suppress(RuntimeError):
            if not worker.is_cancelled:
                self.call_from_thread(then)
                return True
        return False

    def tell(self, text: str, style: str = "") -> None:
        """Say something on the screen in front that has a status line."""
        if front := self.front:
            front.say(text, style)

    @property
    def front(self) -> LiveScreen | None:
        """The screen in front of all others that shows what the database says."""
        from jatui.tui.screens.live import LiveScreen

        return next((each for each in reversed(self.screen_stack) if isinstance(each, LiveScreen)), None)

    def _fail(self, text: str) -> None:
        self._building = None
        self.tell(text, "$error")

    def _arrive(self, worker: Worker[None], found: Tracker) -> None:
        """Show the past in place of the present, under the same filter and at the same action."""
        main = self.main
        if worker is not self._building or main is None:
            found.store.close()
            return
        self._building = None
        try:
            view = View.of(found, main.view.text)
        except Problem as problem:
            found.store.close()
            self._fail(str(problem))
            return
        self.tell("")
        self._present, self.tracker = self.tracker, found
        self.push_screen(main.of_the_past(view, found))

    def return_to_present(self) -> None:
        """Come back to where one was before one looked back."""
        if self._present is None:
            return
        past, self.tracker, self._present = self.tracker, self._present, None
        while (main := self.main) is not None and main.tracker is past:
            self.pop_screen()
        past.store.close()

    def unseen(self, text: str) -> str:
        """Return a text as it may be shown over the plan that is looked at: over a meeting without contacts."""
        main = self.main
        return main.unseen(text) if main else text

    @property
    def main(self) -> MainScreen | None:
        """The plan that is looked at, below whatever lies over it."""
        from jatui.tui.screens.main import MainScreen

        return next((each for each in reversed(self.screen_stack) if isinstance(each, MainScreen)), None)
