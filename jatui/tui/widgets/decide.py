"""The text that goes with a decision, typed in place over as many lines as it takes; enter saves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from jatui.domain.text import clean_lines
from jatui.tui.widgets.text import Piece, pieces, shown


class Lines(TextArea):
    """A text that enter ends; ctrl+j begins a new line."""

    class Entered(Message):
        """The text is finished."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered())
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)


class DecideLine(Vertical):
    """What is decided, its text, and what is odd about it."""

    KEYS: ClassVar[str] = (
        "enter save   esc leave, text kept   ^j new line   {editor} editor   {record-anyway} record anyway"
    )

    class Changed(Message):
        """The text is another."""

    class Saved(Message):
        """The text is finished and to be recorded."""

    def __init__(self) -> None:
        super().__init__(id="decide")
        self.rating: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out what the text is for, the text, and what is odd."""
        with Horizontal():
            yield Static(id="decide-about", markup=False)
            yield Lines(id="decide-text", compact=True, soft_wrap=True, show_line_numbers=False)
        yield Static(id="decide-doubts", markup=False)

    @property
    def field(self) -> Lines:
        """The field that is typed into."""
        return self.query_one(Lines)

    @property
    def is_open(self) -> bool:
        """Whether a text is being typed."""
        return self.has_class("-open")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text

    def open(self, about: Sequence[Piece], rating: str | None, text: str) -> None:
        """Begin, behind the text that is there."""
        self.rating = rating
        self.query_one("#decide-about", Static).update(pieces(about))
        with self.field.prevent(TextArea.Changed):
            self.field.text = clean_lines(text)
        self.add_class("-open")
        self.field.focus()
        self.field.move_cursor(self.field.document.end)
        self.post_message(self.Changed())

    def close(self) -> None:
        """End typing."""
        self.remove_class("-open")
        with self.field.prevent(TextArea.Changed):
            self.field.text = ""
        self.tell([])

    def tell(self, sentences: Sequence[str]) -> None:
        """Show what is odd about the text, or nothing."""
        told = self.query_one("#decide-doubts", Static)
        told.update(shown("\n".join(sentences)))
        told.display = bool(sentences)

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Lines.Entered)
    def _entered(self, event: Lines.Entered) -> None:
        event.stop()
        self.post_message(self.Saved())
