"""The application: themes, palette, and the tracker that every screen works with."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import get_current_worker

from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.watch import Stopped
from jatui.domain.words import count
from jatui.settings import settings_path
from jatui.settings.file import COLOURS, Settings
from jatui.settings.keys import resolve
from jatui.store import Changes
from jatui.tui.guard import record_crash
from jatui.tui.keyboard import Keyboard
from jatui.tui.keymap import KEYS
from jatui.tui.long import Telling
from jatui.tui.palette import Commands, Places
from jatui.tui.past import LooksBack
from jatui.tui.screens.main import MainScreen
from jatui.tui.themes import THEMES, colours_of, theme_called
from jatui.tui.view import View

if TYPE_CHECKING:
    from jatui.domain.moments import Moment

PATIENCE_MILLISECONDS = 150
"""How long a key waits to read while another program writes, before it is said that the database is in use."""

BACK_UP_AFTER = 10.0
"""Seconds after the start before the day's backup is made, so that it is in nobody's way."""

Outcome = Changes | Problem
"""What came of a command: what it changed, or why it was refused."""


class Jatui(LooksBack):
    """The plan on the whole screen."""

    TITLE = "jatui"
    CSS_PATH = "style.tcss"
    COMMANDS = App.COMMANDS | {Commands, Places}
    BINDINGS: ClassVar[list[BindingType]] = []
    HORIZONTAL_BREAKPOINTS = [(0, "-tabs"), (110, "-wide"), (150, "-large")]  # noqa: RUF012

    def __init__(
        self,
        tracker: Tracker,
        theme: str | None = None,
        moment: Moment | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.tracker = self._ran = tracker
        self.settings = settings or Settings(settings_path())
        own = resolve(KEYS, self.settings)
        self.keyboard = Keyboard(own.keys)
        self._faults = (*self.settings.faults, *own.faults)
        self.copied = ""
        """Where what was copied last is to be found besides the clipboard, in a few words."""
        self._begin = moment
        self._long: list[Telling] = []
        self.crashed = False
        self.crash: Path | None = None
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="write")
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme or theme_called(self.settings.get("theme"))
        for name in set(self.available_themes) - {each.name for each in THEMES}:
            self.unregister_theme(name)

    def get_default_screen(self) -> MainScreen:
        """Open on the actions of the plan."""
        return MainScreen(View.of(self.tracker), self.tracker)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer each theme by its name; everything else is in the table of keys."""
        for name in COLOURS:
            yield SystemCommand(
                f"Colours: {name}", f"Show jatui in its {name} colours.", self._painter(theme_called(name))
            )
        yield SystemCommand(
            "Keep these colours",
            "Write the colours that are shown into the settings file.",
            self.keep_colours,
        )
        yield SystemCommand(
            "Screenshot", "Keep a picture of the screen as an SVG file.", self.deliver_screenshot
        )

    def _painter(self, name: str) -> Callable[[], None]:
        def paint() -> None:
            self.theme = name

        return paint

    def keep_colours(self) -> None:
        """Write the colours that are shown into the settings file, and say so."""
        from jatui.tui.colours import keep_colours

        self.tell(keep_colours(self.settings.path, colours_of(self.theme)))

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the terminal's clipboard where it can take it whole, and into the file of what was copied last."""
        from jatui.tui.copying import copied_path, fits_clipboard, keep_copied

        if fits_clipboard(text):
            super().copy_to_clipboard(text)
        else:
            self._clipboard = text
        self.copied = keep_copied(text, copied_path(self.settings.get("copy-file")))

    def on_mount(self) -> None:
        """Let keys wait for nobody, and a closed window or a stopped session leave the terminal as it was."""
        self.tracker.store.hurry(PATIENCE_MILLISECONDS)
        self.set_keymap(self.keyboard.keymap)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._end, number)

    def refresh_css(self, animate: bool = True) -> None:
        """Draw in the colours of the theme; before there is a screen, let the one reading of the stylesheet have them."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_ready(self) -> None:
        """Gather garbage again, which was left alone until something is shown; what is loaded by now stays for good.

        Say what is wrong with the settings, if anything is. Then begin with the moment of the past that was asked for, if any.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if self._faults:
            more = len(self._faults) - 1
            others = f" `jatui settings` tells of {count(more, 'other')}." if more else ""
            self.tell(f"{self._faults[0].sentence}{others}", "$warning")
        if self._begin is not None:
            self.look_back(self._begin)
        if self.tracker.past is None:
            self.set_timer(BACK_UP_AFTER, self.back_up)

    @work(thread=True, group="backup")
    def back_up(self) -> None:
        """Copy the database where it was not copied today and has changed since; where that fails say so, and go on."""
        from jatui.store.backups import daily

        worker = get_current_worker()
        try:
            daily(self.present.store, lambda share: not worker.is_cancelled)
        except Stopped:
            return
        except Problem as problem:
            if not worker.is_cancelled:
                self.call_from_thread(self.tell, str(problem), "$warning")

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for; where the database cannot answer, say so and go on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Problem as problem:
            self.miss(problem)
            return True

    def miss(self, problem: Problem) -> None:
        """Say on the screen in front that the database could not answer, and drop what was typed ahead."""
        self.forget_typed()
        if front := self.front:
            front.miss(problem)

    def _end(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def run_command(
        self,
        command: Command,
        then: Callable[[Outcome], None],
        *,
        seen: int | None = None,
        telling: Telling | None = None,
        tracker: Tracker | None = None,
    ) -> None:
        """Run a command away from the keyboard, after those before it, and hand on what came of it.

        Where the work is long, `telling` says how far it is, and `stop_long` stops it. Without a `tracker` it is run on
        the plan that is looked at now, whatever is looked at by the time that its turn comes.
        """
        on = tracker or self.tracker
        tracker = replace(on, watch=telling) if telling else on
        self._long += [telling] if telling else []

        async def run() -> None:
            loop = asyncio.get_running_loop()
            outcome = await loop.run_in_executor(self._hand, self._outcome, tracker, command, seen)
            self._long = [each for each in self._long if each is not telling]
            if telling:
                telling.end()
            self._ran = tracker
            try:
                then(outcome)
            except Problem as problem:
                self.miss(problem)

        self.run_worker(run(), group="write")

    def line(self, command: Command) -> str:
        """Return the shell line that does the same as the command that was run last, on the plan on which it was."""
        return self._ran.line(command)

    def stop_long(self) -> bool:
        """Stop the long work that is being done, or waits for its turn; return whether there was any."""
        for each in self._long:
            each.stop()
        return self.is_busy

    def insist(self) -> bool:
        """Let long work say with every word that it is still being done; return whether there is any."""
        for each in self._long:
            each.insists = True
        return self.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether long work is being done, of which nothing would be left if the program ended."""
        return bool(self._long)

    def exit(self, *given: Any, **named: Any) -> None:
        """End; long work is stopped, so that nobody waits for it at a screen that is gone."""
        self.stop_long()
        super().exit(*given, **named)

    def _outcome(self, tracker: Tracker, command: Command, seen: int | None) -> Outcome:
        try:
            return tracker.run(command, seen=seen)
        except Problem as problem:
            return problem

    def finish(self) -> None:
        """Wait until everything that was asked for is written, and leave nothing of the past behind."""
        self._hand.shutdown(wait=True)
        if self.tracker is not self.present:
            self.tracker.store.close()

    def _fatal_error(self) -> None:
        """End after a fault of the program: its traceback goes to a file of the user's, never to the terminal."""
        self.crashed = True
        self.stop_long()
        self.crash = record_crash(self._exception)
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End in the same way where Textual would print an error of its own making."""
        self._return_code = 1
        self._fatal_error()
