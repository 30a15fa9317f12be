"""The card of one action: everything that is known of it, the newest words first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from jatui.store.scope import Scope
from jatui.tui.widgets.card import card
from jatui.tui.widgets.text import shown

_LEAST: Final = 20

Paint = Callable[[Mapping[str, Any], Scope, int], Content]
"""Returns an action as styled text of so many cells a line."""


def called(action: Mapping[str, Any], scope: Scope) -> str:
    """Return what an action is called over its card: its handle, with its plan where all plans are looked at."""
    return f"{action['plan']}/{action['handle']}" if scope.plan is None else str(action["handle"])


class CardPane(VerticalScroll, can_focus=True):
    """One action whole."""

    HELP: ClassVar[str] = (
        "One action whole: its wording and milestone as printed, how the milestone is read, who leads and oversees it, "
        "how it stands, and what was said of it, the newest first. Updates that wait for triage stand before the others."
    )

    def __init__(self, paint: Paint = card, title: str = "5 Card") -> None:
        super().__init__(Static(id="card-text"), id="card")
        self.border_title = self._title = title
        self._paint = paint
        self._action: Mapping[str, Any] | None = None
        self._scope: Scope | None = None
        self._instead: Content | None = None

    def introduce(self, instead: Content | None) -> None:
        """Take what is shown where there is no action to be chosen: what else the plan has."""
        if instead != self._instead:
            self._instead = instead
            self._draw()

    def go(self, way: str) -> bool:
        """Scroll by a line, by a page or to an end; return whether that is a way here."""
        page = max(1, self.size.height - 2)
        steps = {
            "up": -1,
            "down": 1,
            "page_up": -page,
            "page_down": page,
            "home": -self.max_scroll_y,
            "end": self.max_scroll_y,
        }
        if way not in steps:
            return False
        self.scroll_relative(y=steps[way], animate=False)
        return True

    def show(self, action: Mapping[str, Any] | None, scope: Scope) -> None:
        """Show an action (with its updates, moves and source), or that there is none."""
        if action is None or self._action is None or called(action, scope) != called(self._action, scope):
            self.scroll_home(animate=False)
        self._action, self._scope = action, scope
        self.border_title = (
            shown(self._title.replace("Card", called(action, scope))) if action else self._title
        )
        self._draw()

    def on_resize(self) -> None:
        """Fold the lines for another width."""
        self._draw()

    def _draw(self) -> None:
        if self._scope is None:
            return
        width = max(_LEAST, self.scrollable_content_region.width)
        text = (
            self._paint(self._action, self._scope, width)
            if self._action
            else self._instead or Content.styled("No action is chosen.", "$quiet")
        )
        self.query_one("#card-text", Static).update(text)
