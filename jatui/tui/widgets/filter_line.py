"""The filter while it is being typed: what it is read as, what may follow, and what is near where nothing is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from jatui.tui.widgets.text import Piece, pieces, shown


class FilterInput(Input):
    """The filter's text; tab takes what is offered. Enter that was typed before the screen was there comes as ctrl+j."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "take", show=False),
        Binding("ctrl+j", "submit", "open", show=False),
    ]

    class Took(Message):
        """What is offered was taken, or asked for where the text itself offers nothing more."""

    def action_take(self) -> None:
        """Take what is offered behind the text, or else let it be known that tab was pressed."""
        if self._suggestion and self.cursor_at_end:
            self.value = self._suggestion
            self.action_end()
        else:
            self.post_message(self.Took())


class FilterLine(Horizontal):
    """The filter while it is being typed; the actions narrow with each key."""

    KEYS = "enter open   tab take   esc leave   ↑ ↓ move   words, refs, theme: rating: committee: lead: due: is: and or not"

    class Typed(Message):
        """The filter's text is another; `added` is what was typed behind the filter that stood."""

        def __init__(self, text: str, added: str) -> None:
            super().__init__()
            self.text = text
            self.added = added

    class Chosen(Message):
        """The filter was left with enter; what was typed stands."""

    def __init__(self) -> None:
        super().__init__(id="filter")
        self._text = ""
        self._stood = ""
        self._near = ""
        self.complete: Callable[[str], str | None] = lambda text: None

    def compose(self) -> ComposeResult:
        """Lay out the sign, the text and what is told of it."""
        yield Static("/", id="filter-sign", markup=False)
        yield FilterInput(
            id="filter-text",
            compact=True,
            placeholder="words, a ref, theme:E rating:red due:2021-12 is:overdue",
            suggester=_Completion(self),
        )
        yield Static(id="filter-problem", markup=False)

    @property
    def stood(self) -> str:
        """The filter that stood when typing began."""
        return self._stood

    @property
    def is_open(self) -> bool:
        """Whether the filter is being typed."""
        return self.has_class("-open")

    def show(self, text: str) -> None:
        """Show the filter that stands, unless it is being typed."""
        field = self.query_one(Input)
        if not self.is_open:
            self._text = text
            with field.prevent(Input.Changed):
                field.value = text

    def open(self) -> None:
        """Begin to type, behind what stands."""
        self.add_class("-open")
        field = self.query_one(Input)
        self._stood = field.value.strip()
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
        self._near = ""
        self.query_one("#filter-problem", Static).update(shown(problem))

    def tell(self, told: Sequence[Piece], near: str = "") -> None:
        """Say what the filter is read as or where its words stand; `near` is the filter that tab then takes."""
        self._near = near
        self.query_one("#filter-problem", Static).update(pieces(told))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            added = event.value.removeprefix(self._stood) if event.value.startswith(f"{self._stood} ") else ""
            self.post_message(self.Typed(event.value, added.strip() if self._stood else ""))

    @on(FilterInput.Took)
    def _took(self, event: FilterInput.Took) -> None:
        event.stop()
        if self._near:
            field = self.query_one(Input)
            field.value = self._near
            field.action_end()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Chosen())


class _Completion(Suggester):
    """Offers what the line's owner says may follow."""

    def __init__(self, line: FilterLine) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._line = line

    async def get_suggestion(self, value: str) -> str | None:
        return self._line.complete(value)
