"""Long work: whoever waits for it is told how far it is, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from textual.app import App
from textual.worker import Worker

from jatui.domain.watch import Wanted

TELL_EVERY = 0.1
"""Seconds between two words on how far it is."""

STILL = "Something long is still being done."


class Telling:
    """Tells on the screen how far some work is, until it is stopped; asked from the work's own thread.

    The thread never waits for the screen: at the end of the program the screen waits for it.
    """

    def __init__(self, app: App[None], doing: str, say: Callable[[str], None]) -> None:
        self._app = app
        self._doing = doing
        self._say = say
        self._told = monotonic()
        self.stopped = False
        self._ended = False
        self.insists = False
        """Whether somebody wanted to leave meanwhile, which is then answered with every word."""

    def __call__(self, share: float) -> bool:
        """Tell how much is done, where some time has gone since it was told; return whether to go on."""
        if not self.stopped and monotonic() - self._told > TELL_EVERY:
            self._told = monotonic()
            with suppress(RuntimeError):
                self._app.call_later(self._tell, share)
        return not self.stopped

    def to(self, worker: Worker[Any]) -> Wanted:
        """Return what tells the same, and ends the work too where the screen that its worker is of was left."""
        return lambda share: not worker.is_cancelled and self(share)

    def _tell(self, share: float) -> None:
        if not (self.stopped or self._ended):
            still = f"{STILL} " if self.insists else ""
            self._say(f"{still}{self._doing} ... {share:.0%}   esc stops")

    def end(self) -> None:
        """Say nothing more, since the work is over: a last word that is still on its way would cover what came of it."""
        self._ended = True

    def stop(self) -> None:
        """Let the work end where it is next asked whether to go on, and say nothing more of it."""
        self.stopped = True
