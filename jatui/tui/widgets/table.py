"""A table of any length with a cursor and marks that hold on to ids, never to places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.message import Message

from jatui.tui.widgets.table_columns import Column
from jatui.tui.widgets.table_keep import keep_place, keep_top
from jatui.tui.widgets.table_marks import Marks
from jatui.tui.widgets.table_paint import ASCII, CURSOR, MARKED, PLAIN, Glyphs
from jatui.tui.widgets.table_source import Cell, IdSource, Row, Source
from jatui.tui.widgets.table_view import TableView

__all__ = ["ASCII", "Cell", "Column", "Glyphs", "IdSource", "Row", "Source", "Table"]


class Table(TableView):
    """Rows to move through, mark and choose. It binds no keys: the keymap binds its actions."""

    class _About(Message):
        """A message about one table."""

        def __init__(self, table: Table) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> Table:
            """The table that it is about."""
            return self.table

    class Highlighted(_About):
        """The cursor came to another row, or to none; of several at once only the last is told."""

        def __init__(self, table: Table, id: int | None) -> None:
            super().__init__(table)
            self.id = id

        def can_replace(self, message: Message) -> bool:
            """Say that an older one of the same table need not be told any more."""
            return isinstance(message, Table.Highlighted) and message.table is self.table

    class Chosen(_About):
        """A row was chosen, by key or by mouse."""

        def __init__(self, table: Table, id: int) -> None:
            super().__init__(table)
            self.id = id

    class Marked(_About):
        """The marks changed."""

        def __init__(self, table: Table, count: int, all_shown: bool) -> None:
            super().__init__(table)
            self.count = count
            self.all_shown = all_shown

        @property
        def ids(self) -> frozenset[int]:
            """The ids that are marked now, shown or not; gathered only when asked for."""
            return self.table.marked

    class HeaderChosen(_About):
        """A column's label was clicked."""

        def __init__(self, table: Table, key: str) -> None:
            super().__init__(table)
            self.key = key

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        header: bool = True,
        caption: str = "",
        gap: int = 2,
        glyphs: Glyphs | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            columns, header=header, caption=caption, gap=gap, glyphs=glyphs, id=id, classes=classes
        )
        self._marks = Marks()
        self._place = 0
        self._cursor: int | None = None
        self._wanted: tuple[int, int] | None = None
        self._chose = False

    @property
    def cursor(self) -> int | None:
        """The id of the row under the cursor, or None where there are no rows."""
        return self._cursor

    @property
    def place(self) -> int:
        """The place of the cursor, counted from 0."""
        return self._place

    @property
    def marked(self) -> frozenset[int]:
        """The ids that are marked, shown or not."""
        return self._marks.ids(self._source)

    @property
    def mark_count(self) -> int:
        """How many rows are marked, told without gathering their ids."""
        return self._marks.count(self._source)

    @property
    def all_marked(self) -> bool:
        """Whether "mark all" was the last word, so that a command may take the filter in place of ids."""
        return self._marks.all_shown

    def look(self, id: int) -> int:
        """Return how a row looks: with the cursor, marked, both or plain."""
        return (CURSOR if id == self._cursor else PLAIN) | (MARKED if id in self._marks else PLAIN)

    def set_source(self, source: Source, *, partial: bool = False) -> None:
        """Show other rows; cursor, marks and scroll hold on to their ids.

        Where the row under the cursor is gone, the next one that is left gets it. A `partial` source is the
        first page of more: if it lacks that row, `update_source` goes back to it unless the cursor has moved.
        """
        self._marks.settle(self._source)
        wanted = None
        if partial and self._cursor is not None and source.place(self._cursor) is None:
            wanted = self._wanted or (self._cursor, self._place - self.top)
        self._take(source)
        self._wanted = wanted

    def update_source(self, source: Source) -> None:
        """Show the whole of a listing whose first page is shown; "all marked" stays all."""
        self._take(source)
        if self._wanted is not None:
            id, line = self._wanted
            place = source.place(id)
            if place is not None:
                self._scroll_top(place - line)
                self._move(place)
            self._wanted = None

    def go_to(self, id: int) -> bool:
        """Bring the cursor to a row and the row into view; return whether the table has it."""
        place = self._source.place(id)
        if place is None:
            return False
        self._move(place)
        return True

    def unmark(self, ids: Iterable[int]) -> None:
        """Take the mark from some rows, shown or not, for they are dealt with or gone."""
        self._marks.drop(ids)
        self._tell_marks()

    def mark_only(self, ids: Iterable[int]) -> None:
        """Mark these rows, shown or not, and no others."""
        self._marks.only(ids)
        self._tell_marks()

    def go(self, way: str) -> bool:
        """Move the cursor `up`, `down`, `page_up`, `page_down`, `home` or `end`; return whether that is a way here."""
        moves = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "page_up": self.action_page_up,
            "page_down": self.action_page_down,
            "home": self.action_cursor_home,
            "end": self.action_cursor_end,
        }
        if way not in moves:
            return False
        moves[way]()
        return True

    def action_cursor_up(self) -> None:
        """Go to the row above."""
        self._move(self._place - 1)

    def action_cursor_down(self) -> None:
        """Go to the row below."""
        self._move(self._place + 1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._page(-1)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._page(1)

    def action_cursor_home(self) -> None:
        """Go to the first row."""
        self._move(0)

    def action_cursor_end(self) -> None:
        """Go to the last row."""
        self._move(self._source.count() - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._cursor is not None:
            self.post_message(self.Chosen(self, self._cursor))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if self._cursor is not None:
            self._marks.toggle(self._cursor)
            self._tell_marks()

    def action_mark_range(self) -> None:
        """Mark every row from the one marked last to the cursor."""
        if self._cursor is None:
            return
        anchor = self._marks.anchor
        place = None if anchor is None else self._source.place(anchor)
        first = self._place if place is None else place
        low, high = min(first, self._place), max(first, self._place)
        self._marks.extend(self._source.ids(low, high + 1), self._cursor)
        self._tell_marks()

    def action_mark_all(self) -> None:
        """Mark every row shown."""
        self._marks.everything()
        self._tell_marks()

    def action_clear_marks(self) -> None:
        """Take every mark away."""
        if self._marks:
            self._marks.drop()
            self._tell_marks()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._show(self._place)

    def on_click(self, event: events.Click) -> None:
        """Bring the cursor to the row clicked, or choose the row that has it; tell of a label clicked."""
        offset = event.get_content_offset(self)
        if offset is None or event.button > 1:
            return
        event.stop()
        if offset.y < self._head:
            if (key := self.column_at(offset.x)) is not None:
                self.post_message(self.HeaderChosen(self, key))
            return
        place = self.top + offset.y - self._head
        if place >= self._source.count():
            return
        if place != self._place:
            self._move(place)
            self._chose = False
        elif event.chain == 1 or not self._chose:
            self._chose = True
            self.action_choose()

    def _take(self, source: Source) -> None:
        """Show another source with the cursor and the view where they were, as far as its rows go."""
        old, cursor = self._source, self._cursor
        place = keep_place(old, self._place, cursor, source)
        top = keep_top(old, self.top, self.body_height, self._place, source, place)
        self._source = source
        self._window.forget()
        self._place = place
        self._cursor = next(iter(source.ids(place, place + 1)), None)
        self._resize_to(source.count())
        self._scroll_top(top)
        self._repaint()
        if self._cursor != cursor:
            self.post_message(self.Highlighted(self, self._cursor))

    def _page(self, way: int) -> None:
        """Move cursor and view by a page, of which one line stays in view."""
        page = max(1, self.body_height - 1)
        self._scroll_top(self.top + way * page)
        self._move(self._place + way * page)

    def _move(self, place: int) -> None:
        """Bring the cursor to a place, or as near as there are rows, and draw what that changes."""
        self._wanted = None
        place = max(0, min(place, self._source.count() - 1))
        id = next(iter(self._source.ids(place, place + 1)), None)
        old, self._place = self._place, place
        self._show(place)
        if id != self._cursor:
            self._cursor = id
            self._redraw(old)
            self._redraw(place)
            self.post_message(self.Highlighted(self, id))

    def _show(self, place: int) -> None:
        """Scroll just so far that a place is in view."""
        top, height = self.top, self.body_height
        if height and not top <= place < top + height:
            self._scroll_top(place if place < top else place - height + 1)

    def _scroll_top(self, top: int) -> None:
        """Scroll at once, so that a place is the first in view if there are rows enough behind it."""
        self.scroll_target_y = self.scroll_y = top

    def _tell_marks(self) -> None:
        """Draw the marks and tell of them."""
        self.refresh()
        self.post_message(self.Marked(self, self.mark_count, self._marks.all_shown))
