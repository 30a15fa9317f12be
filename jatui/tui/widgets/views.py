"""The views as tabs: each filter under its name, and the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from jatui.store.views import View
from jatui.tui.widgets.bars import spanned
from jatui.tui.widgets.text import Piece, pieces


class ViewsLine(Widget):
    """The views by name above the actions; the one in use stands out, and all actions stand first."""

    class Pressed(Message):
        """A view's name was clicked."""

        def __init__(self, name: str, filter: str) -> None:
            super().__init__()
            self.name = name
            self.filter = filter

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs: list[tuple[str, str]] = [("all", "")]
        self._shown = ""
        self._spans: list[tuple[int, int, str]] = []

    def show(self, views: Sequence[View], shown: str) -> None:
        """Show these views; `shown` is the filter that stands."""
        tabs = [("all", ""), *((view.name, view.filter) for view in views)]
        if (tabs, shown) != (self.tabs, self._shown):
            self.tabs, self._shown = tabs, shown
            self.refresh()

    @property
    def place(self) -> int | None:
        """Which view is shown, None where the filter is none of them."""
        return next((place for place, (_, filter) in enumerate(self.tabs) if filter == self._shown), None)

    def render(self) -> Content:
        """Draw the names, from where the one in use is to be seen."""
        place, width = self.place or 0, self.size.width
        names = [f" {name} " for name, _ in self.tabs]
        first = 0
        while first < place and sum(map(len, names[first : place + 1])) > width - 2:
            first += 1
        parts: list[Piece] = [("‹", "$quiet")] if first else []
        self._spans, at = [], len(parts)
        for number in range(first, len(names)):
            parts.append((names[number], "bold reverse" if number == self.place else "$quiet"))
            self._spans.append((at, at + len(names[number]), str(number)))
            at += len(names[number])
        return pieces(parts).truncate(width, ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the view that was clicked."""
        if (number := spanned(self._spans, event.x - self.styles.padding.left)) is not None:
            self.post_message(self.Pressed(*self.tabs[int(number)]))
