"""The two lines that a person types into: the filter, and the text of an update."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from jatui.commands.actions import Update
from jatui.commands.registry import Command
from jatui.domain.words import LETTERS, SHAPES
from jatui.tui.widgets.bars import Piece, pieces


class FilterLine(Horizontal):
    """The filter while it is being typed; the actions narrow with each key."""

    class Typed(Message):
        """The filter's text is another."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The filter was left; what was typed stands."""

    def __init__(self) -> None:
        super().__init__(id="filter")
        self._text = ""

    def compose(self) -> ComposeResult:
        """Lay out the sign, the text and what is wrong with it."""
        yield Static("/", id="filter-sign", markup=False)
        yield Input(
            id="filter-text",
            compact=True,
            placeholder="words, refs, theme:E rating:red due:2021-12 is:overdue …",
        )
        yield Static("", id="filter-problem", markup=False)

    def show(self, text: str) -> None:
        """Show the filter that stands, unless it is being typed."""
        field = self.query_one(Input)
        if not field.has_focus:
            with field.prevent(Input.Changed):
                field.value = self._text = text

    def open(self) -> None:
        """Begin to type, behind what stands."""
        self.add_class("-open")
        field = self.query_one(Input)
        if field.value and not field.value.endswith(" "):
            with field.prevent(Input.Changed):
                field.value += " "
        field.focus()
        field.action_end()

    def leave(self) -> None:
        """End typing; the filter stands."""
        self.remove_class("-open")
        self.complain("")

    def complain(self, problem: str) -> None:
        """Say what is wrong with the filter as it is typed."""
        self.query_one("#filter-problem", Static).update(problem)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.leave()
        self.post_message(self.Left())


class WriteLine(Horizontal):
    """The text of an update, typed in place; enter saves it."""

    class Written(Message):
        """A text was finished: the command that records it."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    class Left(Message):
        """Writing ended, saved or not."""

    def __init__(self) -> None:
        super().__init__(id="write")
        self._handle = ""
        self._rating: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out what the text is for, and the text."""
        yield Static("", id="write-about")
        yield Input(id="write-text", compact=True, placeholder="what is said; enter saves, esc leaves")

    def open(self, handle: str, rating: str | None) -> None:
        """Begin an update of an action."""
        self._handle, self._rating = handle, rating
        about: list[Piece] = [(f" {handle} ", "bold")]
        if rating:
            about.append((f"{SHAPES[rating]} {LETTERS[rating]} {rating} ", f"$rating-{rating}"))
        self.query_one("#write-about", Static).update(pieces(about))
        self.query_one(Input).value = ""
        self.add_class("-open")
        self.query_one(Input).focus()

    def leave(self) -> None:
        """End writing."""
        if self.has_class("-open"):
            self.remove_class("-open")
            self.post_message(self.Left())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if text or self._rating:
            self.post_message(self.Written(Update(ref=self._handle, rating=self._rating, text=text or None)))
        else:
            self.leave()
