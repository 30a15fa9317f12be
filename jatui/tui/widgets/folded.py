"""A text that is folded to the width that it has, and scrolls."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.message import Message


class Folded(VerticalScroll):
    """Tells when there is another width to fold its text to."""

    class Resized(Message):
        """There is another width to fold to."""

    def on_resize(self) -> None:
        """Tell of it."""
        self.post_message(self.Resized())
