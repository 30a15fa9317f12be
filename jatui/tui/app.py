"""The application: themes, palette, and the tracker that every screen works with."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType

from jatui.commands.tracker import Tracker
from jatui.tui.palette import Commands
from jatui.tui.screens.main import MainScreen
from jatui.tui.themes import THEMES
from jatui.tui.view import View


class Jatui(App[None]):
    """The plan on the whole screen."""

    TITLE = "jatui"
    CSS_PATH = "style.tcss"
    COMMANDS = App.COMMANDS | {Commands}
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [(0, "-tabs"), (100, "-wide"), (150, "-large")]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self.tracker = tracker
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "jatui"

    def get_default_screen(self) -> MainScreen:
        """Open on the actions of the plan."""
        return MainScreen(View.of(self.tracker))

    def on_mount(self) -> None:
        """Let a closed window or a stopped session leave the terminal as it was."""
        import asyncio

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._end, number)

    def _end(self, number: int) -> None:
        self.exit(return_code=128 + number)
