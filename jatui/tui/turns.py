"""One key after the other: what is typed ahead waits until the key before it has done all that it does.

Textual hands a key to the widget that has the focus when the key arrives. Of keys that come in one burst, those behind
one that opens a line would go to the list behind it and act there, when they were meant as text.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

LONGEST_TURN = 1.0
"""Seconds after which the next key no longer waits for the one before."""

_TRIPS = 2
"""How often the way of a key is gone again behind it: its action sends messages up the same way, such as a text to save."""

_LOOK_EVERY = 0.01


class InTurn(App[None]):
    """A program that takes what is typed or pasted one by one, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._turn: events.Event | None = None
        self._limit: Timer | None = None

    @property
    def at_rest(self) -> bool:
        """Whether every key has done what it does, or the program has ended."""
        return self._exit or (self._turn is None and not self._typed)

    def forget_typed(self) -> None:
        """Drop what was typed ahead, since what it was meant for did not open."""
        self._typed.clear()

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a paste wait for its turn; everything else is taken at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._take()
        else:
            await super().on_event(event)

    async def _take(self) -> None:
        if self._turn is None and self._typed:
            event = self._turn = self._typed.popleft()
            self._limit = self.set_timer(LONGEST_TURN, partial(self._end_turn, event))
            begin = self.focused or self.screen
            await super().on_event(event)
            self._follow(event, begin, _TRIPS)

    def _follow(self, event: events.Event, pump: MessagePump, trips: int) -> None:
        """Go behind a key the way that it goes, from the widget that it is given to up to the program."""
        above = pump._parent
        if pump is self or above is None or not pump.call_later(self._follow, event, above, trips):
            self.call_later(self._settle, event, trips)

    def _settle(self, event: events.Event, trips: int) -> None:
        """Wait for what a key has set going: focus, another screen, a text that is being saved."""
        if event is not self._turn:
            return
        if trips:
            self._follow(event, self.focused or self.screen, trips - 1)
        elif self._unsettled:
            self.set_timer(_LOOK_EVERY, partial(self._settle, event, 1))
        else:
            self.call_later(self._end_turn, event)

    @property
    def _unsettled(self) -> bool:
        screen = self.screen
        chosen = self.AUTO_FOCUS if screen.AUTO_FOCUS is None else screen.AUTO_FOCUS
        return bool(chosen and screen.focused is None) or getattr(screen, "saving", False)

    async def _end_turn(self, event: events.Event) -> None:
        if event is self._turn:
            self._turn = None
            if self._limit is not None:
                self._limit.stop()
            await self._take()
