"""The lines around the panes: where one is at the top, what was done and what can be done at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from jatui.tui.keymap import Key
from jatui.tui.widgets.text import Piece, pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

GAP = "   "
"""What parts the keys of a line that is typed into."""

LEAST_NAME = 8
"""Cells of a plan's name below which it is left out."""


class TopLine(Widget):
    """The plan, the day, the next meeting and what has passed; at the right the count and the filter."""

    name_of_plan: reactive[str] = reactive("")
    left: reactive[tuple[Piece, ...]] = reactive(())
    right: reactive[tuple[Piece, ...]] = reactive(())

    def render(self) -> Content:
        """Draw both ends: where they do not fit, the plan's name gives way first and the count last."""
        width = self.size.width
        right = pieces(self.right)
        left = pieces(self.left)
        room = max(0, width - right.cell_length - 2)
        name = shown(f" {self.name_of_plan}").stylize("bold $accent")
        spare = room - left.cell_length - 3
        name = name.truncate(spare, ellipsis=True) + Content("   ") if spare >= LEAST_NAME else Content(" ")
        left = (name + left).truncate(room, ellipsis=True)
        return left + Content(" " * max(1, width - left.cell_length - right.cell_length)) + right


class StatusLine(Widget):
    """What was done last, and the shell line that would have done the same; long words take a second line."""

    said: reactive[tuple[str, str]] = reactive(("", ""))
    line: reactive[str] = reactive("")

    def watch_said(self) -> None:
        """Take as many lines as the words need; where that is as many as before, nothing else is laid out anew."""
        height = len(self.render().wrap(self.size.width)) if self.size.width else 1
        if height != self.size.height:
            self.refresh(layout=True)

    def render(self) -> Content:
        """Draw the words at the left and, where there is room, the shell line at the right."""
        text, style = self.said
        left = shown(f" {text}").stylize(style) if style else shown(f" {text}")
        if not self.line or len(self.line) > self.size.width:
            return left
        right = shown(self.line).stylize("$quiet")
        if left.cell_length + right.cell_length + 3 > self.size.width:
            return left
        return left + Content(" " * (self.size.width - left.cell_length - right.cell_length - 1)) + right


class TabsLine(Widget):
    """The panes by number and name where only one is shown; the one in use stands out."""

    class Pressed(Message):
        """A pane's name was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    current: reactive[str] = reactive("")

    def __init__(self, panes: Sequence[str], current: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(TabsLine.current, current)
        self._panes = panes
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Draw every name, or where they do not fit the numbers and the name in use."""
        names = {pane: f" {place} {pane.capitalize()} " for place, pane in enumerate(self._panes, 1)}
        if sum(map(len, names.values())) > self.size.width:
            names.update({pane: f" {names[pane].split()[0]} " for pane in names if pane != self.current})
        parts: list[Piece] = []
        self._spans, at = [], 0
        for pane, name in names.items():
            parts.append((name, "bold reverse" if pane == self.current else "$quiet"))
            self._spans.append((at, at + len(name), pane))
            at += len(name)
        return pieces(parts)

    def on_click(self, event: events.Click) -> None:
        """Go to the pane that was clicked."""
        if (pane := spanned(self._spans, event.x)) is not None:
            self.post_message(self.Pressed(pane))


class KeyLine(Widget):
    """The keys that matter most, as many as fit; a key that cannot act now is dim."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    app: Jatui
    typing: reactive[str] = reactive("")
    """What the keys of the line that is being typed into do; empty while none is."""

    def __init__(
        self, why_not: Callable[[str], str | None], screen: str = "plan", *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._why_not = why_not
        self._screen = screen
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Content:
        """Draw as much as there is room for."""
        return self.draw(self.size.width)

    def draw(self, width: int) -> Content:
        """Return the keys in the order of the table, and help at the end.

        Until they fit, those that cannot act now are left out, and then the highest ranks.
        """
        self._spans = []
        keyboard = self.app.keyboard
        if self.typing:
            told = fitting(keyboard.told(self.typing, typing=True).split(GAP), width - 2, keyboard.way_out)
            return shown(f" {told}").stylize("$quiet").truncate(width, ellipsis=True)
        keys = [key for key in keyboard.on(self._screen) if key.rank is not None and key.name]
        last = [key for key in keys if key.word == "help"]
        able = {key: self._why_not(key.action) is None for key in keys}
        ranked = sorted(
            (key for key in keys if key not in last), key=lambda key: (not able[key], key.rank or 0)
        )
        while ranked and sum(map(cell_len, map(_label, (*ranked, *last)))) > width:
            ranked.pop()
        parts: list[Piece] = []
        at = 0
        for key in (*(key for key in keys if key in ranked), *last):
            parts.append((f" {key.name} ", "bold $accent" if able[key] else "$quiet"))
            parts.append((f"{key.label} ", "" if able[key] else "$quiet"))
            self._spans.append((at, at + cell_len(_label(key)), key.action))
            at += cell_len(_label(key))
        return pieces(parts).truncate(width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Run the key that was clicked."""
        if (action := spanned(self._spans, event.x)) is not None:
            self.post_message(self.Pressed(action))


def _label(key: Key) -> str:
    return f" {key.name} {key.label} "


def fitting(parts: Sequence[str], width: int, rest: str) -> str:
    """Return as many words on keys as fit into a line, the first first; where some are left out, `rest` leads to them."""
    whole = GAP.join(parts)
    if cell_len(whole) <= width:
        return whole
    for number in range(len(parts) - 1, 0, -1):
        told = GAP.join((*parts[:number], rest))
        if cell_len(told) <= width:
            return told
    return rest


def spanned(spans: Sequence[tuple[int, int, str]], x: int) -> str | None:
    """Return what stands at a cell of a line."""
    return next((what for start, stop, what in spans if start <= x < stop), None)
