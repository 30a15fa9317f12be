"""A table in an app of its own, with keys bound as a keymap would, and a source that counts what it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from jatui.tui.widgets.table import Cell, Column, IdSource, Row, Table

COLUMNS = (
    Column("ref", "Ref", 8),
    Column("text", "Action", minimum=10),
    Column("due", "Due", 8, drop_order=2),
    Column("lead", "Lead", 12, drop_order=1),
)


class KeyedTable(Table):
    """A table with the keys that its actions have in the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up"),
        Binding("down", "cursor_down"),
        Binding("pageup", "page_up"),
        Binding("pagedown", "page_down"),
        Binding("home", "cursor_home"),
        Binding("end", "cursor_end"),
        Binding("space", "mark"),
        Binding("v", "mark_range"),
        Binding("V", "mark_all"),
        Binding("escape", "clear_marks"),
        Binding("enter", "choose"),
    ]


class Counted(IdSource):
    """Ids with made-up rows, noting how many ids and rows were asked for at a time."""

    def __init__(self, ids: Sequence[int], texts: Mapping[int, str] | None = None) -> None:
        self.texts = dict(texts or {})
        self.asked: list[int] = []
        super().__init__(ids, self._rows)

    def _rows(self, ids: Sequence[int]) -> dict[int, Row]:
        self.asked.append(len(ids))
        return {id: self.row(id) for id in ids}

    def row(self, id: int) -> Sequence[Cell]:
        text = self.texts.get(id, f"Do what {id} says")
        return ((f"E.{id}", "strong"), text, ("Dec '21", "passed"), ("A Chapman", "dim"))


class TableApp(App[None]):
    """One table, something else to focus, and every message that the table posts."""

    CSS = "#other { height: 1; }"

    def __init__(
        self, source: IdSource, columns: Sequence[Column] = COLUMNS, caption: str = "Nothing"
    ) -> None:
        super().__init__()
        self.table = KeyedTable(columns, caption=caption)
        self.given = source
        self.told: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        yield self.table
        other = Static("other", id="other")
        other.can_focus = True
        yield other

    def on_mount(self) -> None:
        self.table.set_source(self.given)
        self.table.focus()

    def on_table_highlighted(self, message: Table.Highlighted) -> None:
        self._note(message, message.id)

    def on_table_chosen(self, message: Table.Chosen) -> None:
        self._note(message, message.id)

    def on_table_marked(self, message: Table.Marked) -> None:
        self._note(message, sorted(message.ids))

    def on_table_header_chosen(self, message: Table.HeaderChosen) -> None:
        self._note(message, message.key)

    def _note(self, message: Message, value: object) -> None:
        self.told.append((type(message).__name__, value))

    def strips(self) -> list[Strip]:
        """Return the lines of the whole screen, as they would be written."""
        return self.screen._compositor.render_strips(self.size)

    def lines(self) -> list[str]:
        """Return the text of the whole screen."""
        return [strip.text for strip in self.strips()]
