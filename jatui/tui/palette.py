"""The command palette: every command by its name, with its key beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from jatui.tui.keymap import KEYS, Key


class Commands(Provider):
    """Offers what the table of keys holds."""

    def _entries(self) -> Iterator[tuple[str, Key]]:
        for key in KEYS:
            if key.palette:
                yield f"{key.label[:1].upper()}{key.label[1:]}  ({key.name})", key

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for title, key in self._entries():
            yield DiscoveryHit(Content(title), self._runner(key), text=title, help=key.help)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose name or help matches what is typed."""
        matcher = self.matcher(query)
        for title, key in self._entries():
            score = max(matcher.match(title), matcher.match(key.help) * 0.6)
            if score > 0:
                yield Hit(score, Content(title), self._runner(key), text=title, help=key.help)

    def _runner(self, key: Key) -> Callable[[], Awaitable[None]]:
        screen = self.screen

        async def run() -> None:
            await screen.run_action(key.action)

        return run
