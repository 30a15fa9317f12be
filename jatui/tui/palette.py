"""The command palette: every command by its name, with its key beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from jatui.tui.keymap import Key, keys_on
from jatui.tui.widgets.text import pieces


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


def offered(screen: Screen[Any]) -> Iterator[Key]:
    """Yield the keys of a screen whose command is worth finding by name."""
    return (key for key in keys_on(getattr(screen, "KEYS_OF", "")) if key.palette)


def _display(key: Key) -> Content:
    return pieces([(f"{key.name:6}", "bold $accent"), (key.sentence, "")])
