"""The command palette: every command by its name, with its key beside it, and every place by its ref or name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from jatui.domain.errors import Problem
from jatui.store.places import Place, find_places
from jatui.tui.keymap import Key, is_elsewhere
from jatui.tui.widgets.text import fit, pieces

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

FIRST = 10_000.0
"""How well an action fits whose ref is typed: before everything else."""

LONGEST = 60
"""Cells of what is told of a place."""


class Commands(Provider):
    """Offers what the table of keys holds, each by what it does and with its key."""

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for key in offered(self.screen):
            yield DiscoveryHit(_display(key), self._runner(key), text=key.sentence)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name or help matches what is typed."""
        matcher = self.matcher(query)
        for key in offered(self.screen):
            score = max(matcher.match(key.sentence), matcher.match(key.label))
            if score > 0:
                yield Hit(score, _display(key), self._runner(key), text=key.sentence)

    def _runner(self, key: Key) -> Callable[[], Awaitable[None]]:
        screen = self.screen

        async def run() -> None:
            await screen.run_action(key.action)

        return run


class Places(Provider):
    """Offers the actions by ref, and themes, leads, committees, views and meetings by name, on screens that go there."""

    async def search(self, query: str) -> Hits:
        """Offer the places that are typed, looked for away from the keyboard."""
        screen: Any = self.screen
        go = getattr(screen, "go_to_place", None)
        if go is None:
            return
        try:
            found = await asyncio.to_thread(_find, screen, query)
        except Problem:
            return
        matcher = self.matcher(query)
        for place in found:
            score = FIRST if place.exact else max(matcher.match(place.name), 0.1)
            told = fit(screen.app.unseen(place.told), LONGEST).rstrip()
            parts = [(f"{place.name}  ", "bold $meeting"), (told, "$quiet")]
            yield Hit(score, pieces(parts), _goer(go, place), text=f"Go to {place.name}")


def _find(screen: Any, query: str) -> list[Place]:
    return find_places(screen.tracker.read, screen.tracker.scope(), query)


def _goer(go: Callable[[Place], None], place: Place) -> Callable[[], None]:
    return lambda: go(place)


def offered(screen: Screen[Any]) -> Iterator[Key]:
    """Yield the keys of a screen whose command is worth finding by name."""
    keyboard = cast("Jatui", screen.app).keyboard
    on = getattr(screen, "KEYS_OF", "")
    return (
        key for key in keyboard.on(on) if key.palette and not (on == "meeting" and is_elsewhere(key.action))
    )


def _display(key: Key) -> Content:
    return pieces([(f"{key.name:6}", "bold $accent"), (key.sentence, "")])
