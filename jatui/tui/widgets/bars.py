"""The lines around the panes: where one is at the top, what was done and what can be done at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from jatui.tui.keymap import KEYS, Key
from jatui.tui.widgets.text import shown

Piece = tuple[str, str]
"""A text and its style."""


def pieces(parts: Sequence[Piece]) -> Content:
    """Return texts with their styles as one line."""
    return Content("").join(shown(text).stylize(style) if style else shown(text) for text, style in parts)


class TopLine(Widget):
    """The plan, the day, the next meeting and what has passed; at the right the count and the filter."""

    left: reactive[tuple[Piece, ...]] = reactive(())
    right: reactive[tuple[Piece, ...]] = reactive(())

    def render(self) -> Content:
        """Draw both ends, the right one giving way last."""
        right = pieces(self.right)
        room = self.size.width - right.cell_length - 2
        left = pieces(self.left).truncate(max(0, room), ellipsis=True)
        gap = max(1, self.size.width - left.cell_length - right.cell_length)
        return left + Content(" " * gap) + right


class StatusLine(Widget):
    """What was done last, and the shell line that would have done the same."""

    said: reactive[tuple[str, str]] = reactive(("", ""))
    line: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the words at the left and, where there is room, the shell line at the right."""
        text, style = self.said
        left = shown(" " + text).stylize(style) if style else shown(" " + text)
        left = left.truncate(self.size.width, ellipsis=True)
        right = shown(self.line).stylize("$quiet")
        if not self.line or left.cell_length + right.cell_length + 3 > self.size.width:
            return left
        return left + Content(" " * (self.size.width - left.cell_length - right.cell_length - 1)) + right


class KeyLine(Widget):
    """The keys that matter most, as many as fit; a key that cannot act now is dim."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    COMPACT: ClassVar[int] = 2

    def __init__(self, why_not: Callable[[str], str | None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._why_not = why_not
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Draw the keys in the order of the table, leaving out the highest ranks until they fit."""
        ranked = sorted((key for key in KEYS if key.rank is not None), key=lambda key: key.rank or 0)
        while ranked and self._width(ranked) > self.size.width:
            ranked.pop()
        chosen = [key for key in KEYS if key in ranked]
        parts: list[Piece] = []
        self._spans = []
        at = 0
        for key in chosen:
            dim = self._why_not(key.action) is not None
            text = f" {key.name} "
            parts += [(text, "$quiet" if dim else "bold $accent"), (f"{key.label} ", "$quiet" if dim else "")]
            width = len(text) + len(key.label) + 1
            self._spans.append((at, at + width, key.action))
            at += width
        return pieces(parts)

    @staticmethod
    def _width(keys: Sequence[Key]) -> int:
        return sum(len(key.name) + len(key.label) + 3 for key in keys)

    def on_click(self, event: events.Click) -> None:
        """Run the key that was clicked."""
        for start, stop, action in self._spans:
            if start <= event.x < stop:
                self.post_message(self.Pressed(action))
