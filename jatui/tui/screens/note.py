"""A text to read or to copy by hand."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from jatui.tui.widgets.text import shown


class NoteScreen(ModalScreen[None]):
    """Shows a text as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss(None)", "close", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(id="note-box") as box:
            box.border_title = shown(self._title)
            box.border_subtitle = "esc close"
            yield Static(shown(self._text), id="note-text")
