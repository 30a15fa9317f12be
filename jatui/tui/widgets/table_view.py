"""The drawing half of a table: lines of whole Strips, painted once and kept, for the rows in view alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from jatui.tui.widgets.table_columns import Column, lay_out, natural_width
from jatui.tui.widgets.table_paint import Glyphs, Painter, Palette
from jatui.tui.widgets.table_source import EMPTY, Source, Window


class TableView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows from a `Source`, one line each, under a header that stays."""

    ALLOW_SELECT = False

    STYLES: ClassVar[frozenset[str]] = frozenset(
        {"accent", "dim", "passed", "strong", "rating-red", "rating-amber", "rating-green", "rating-blue"}
    )
    """The styles that a cell may name; each is the component class `table--NAME`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"table--{name}" for name in ("header", "caption", "cursor", "bar", "marked", "mark", *STYLES)
    }

    DEFAULT_CSS = """
    TableView {
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 15%;
        scrollbar-color-hover: $foreground 30%;
        scrollbar-color-active: $accent;
        scrollbar-background: $background 0%;
        scrollbar-background-hover: $background 0%;
        scrollbar-background-active: $background 0%;
        & > .table--header { color: $foreground 60%; }
        & > .table--caption { color: $foreground 60%; }
        & > .table--dim { color: $foreground 60%; }
        & > .table--accent { color: $accent; }
        & > .table--mark { color: $accent; }
        & > .table--strong { text-style: bold; }
        & > .table--passed { color: $error; }
        & > .table--rating-red { color: $error; }
        & > .table--rating-amber { color: $warning; }
        & > .table--rating-green { color: $success; }
        & > .table--rating-blue { color: $primary; }
        & > .table--bar { color: $foreground 40%; }
        & > .table--cursor { background: $foreground 5%; }
        &:focus > .table--bar { color: $accent; }
        &:focus > .table--cursor { background: $foreground 12%; }
        &:ansi > .table--header { text-style: dim; }
        &:ansi > .table--caption { text-style: dim; }
        &:ansi > .table--dim { text-style: dim; }
        &:ansi > .table--cursor { text-style: bold; }
        &:nocolor > .table--cursor { text-style: bold; }
        &:ansi:focus > .table--cursor { text-style: reverse; }
        &:nocolor:focus > .table--cursor { text-style: reverse; }
    }
    """

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
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._head = 1 if header else 0
        self._caption = caption
        self._gap = gap
        self._glyphs = glyphs or Glyphs()
        self._source: Source = EMPTY
        self._window = Window()
        self._painter: Painter | None = None
        self._bare = False

    @property
    def source(self) -> Source:
        """Where the rows come from."""
        return self._source

    @property
    def body_height(self) -> int:
        """The number of lines that rows may take."""
        return max(0, self.content_region.height - self._head)

    @property
    def top(self) -> int:
        """The place of the first row in view."""
        return round(self.scroll_y)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same under other labels; rows are asked for again."""
        self._columns = tuple(columns)
        self._window.forget()
        self._repaint()

    def set_caption(self, caption: str) -> None:
        """Change the words that stand where there are no rows."""
        self._caption = caption
        self._repaint()

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Ask for some rows again, or for all, because they were changed; only those in view are redrawn."""
        if ids is None:
            self._window.forget()
            self._repaint()
            return
        changed = frozenset(ids)
        self._window.forget(changed)
        if self._painter is not None:
            self._painter.forget(changed)
        top = self.top
        for line, id in enumerate(self._source.ids(top, top + self.body_height)):
            if id in changed:
                self._redraw(top + line)

    def column_at(self, x: int) -> str | None:
        """Return the key of the column at a cell of the line."""
        return None if self._painter is None else self._painter.layout.column_at(x)

    def look(self, id: int) -> int:
        """Return how a row looks; a table with a cursor and marks knows more."""
        return 0

    def render_line(self, y: int) -> Strip:
        """Return one line of the content, for the ways of Textual that ask line by line."""
        return self._lines(self._ready(), y, y + 1)[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return whole kept lines at once, past Textual's line-by-line way where nothing surrounds them."""
        painter = self._ready()
        if not self._bare:
            return super().render_lines(crop)
        strips = self._lines(painter, crop.y, crop.bottom)
        if crop.x or crop.right < painter.layout.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width that the columns need, where the stylesheet leaves it to them."""
        return natural_width(self._columns, gap=self._gap) + self.styles.scrollbar_size_vertical

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of header and rows, where the stylesheet leaves it to them."""
        return self._head + (self._source.count() or (1 if self._caption else 0))

    def notify_style_update(self) -> None:
        """Let go of everything painted, since it may look otherwise now."""
        super().notify_style_update()
        self._painter = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Redraw the rows but not the header."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(Region(0, self._head, self.content_region.width, self.body_height))

    def _lines(self, painter: Painter, first: int, last: int) -> list[Strip]:
        """Return the lines of the view from `first` up to `last`, header included."""
        strips = [painter.header] if first < self._head and first < last else []
        start = self.top + max(first - self._head, 0)
        stop = self.top + last - self._head
        count = self._source.count()
        if start < min(stop, count):
            strips += self._rows(painter, start, min(stop, count))
        elif not count and self._source is not EMPTY:
            strips += painter.caption(self._caption)[start : max(stop, start)]
        missing = last - first - len(strips)
        return strips + [painter.blank] * missing if missing > 0 else strips

    def _rows(self, painter: Painter, start: int, stop: int) -> list[Strip]:
        """Return the lines of the rows from one place up to another, painting those not painted before."""
        ids = self._source.ids(start, stop)
        kept, look = painter.kept, self.look
        strips = [kept(id, look(id)) for id in ids]
        if None in strips:
            rows = self._window.rows(self._source, start, stop)
            strips = [
                painter.row(id, look(id), rows[id]) if strip is None else strip
                for id, strip in zip(ids, strips, strict=True)
            ]
        return [strip for strip in strips if strip is not None]

    def _ready(self) -> Painter:
        """Return the painter for the width, the colours and the filters of this moment."""
        width = self.scrollable_content_region.width
        painter = self._painter
        if (
            painter is None
            or painter.layout.width != width
            or painter.palette.ground != self.background_colors[1]
            or painter.palette.filters != self.get_line_filters()
        ):
            palette = Palette(self)
            layout = lay_out(self._columns, width, gap=self._gap)
            painter = self._painter = Painter(palette, layout, self._glyphs)
            self._bare = _is_bare(self)
        return painter

    def _repaint(self) -> None:
        """Paint every line in view afresh."""
        self._painter = None
        self.refresh()

    def _redraw(self, place: int) -> None:
        """Draw the line of one row again, if it is in view."""
        line = place - self.top
        if 0 <= line < self.body_height:
            self.refresh(Region(0, line + self._head, self.content_region.width, 1))

    def _resize_to(self, count: int) -> None:
        """Take note of the number of rows; nothing is laid out anew unless the height depends on it."""
        size = Size(0, count + self._head)
        if size == self.virtual_size:
            return
        self.set_reactive(Widget.virtual_size, size)
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        self._scroll_update(size)


def _is_bare(widget: Widget) -> bool:
    """Return whether nothing but the content is drawn: no border, padding, tint, opacity or outline."""
    styles = widget.styles
    return not (
        any(styles.gutter)
        or any(edge for edge, _ in styles.outline)
        or styles.tint.a
        or styles.text_opacity != 1.0
        or widget.opacity != 1.0
        or styles.hatch != "none"
    )
