"""The lines of a table as Strips: each painted once for its row, its look and its width, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.css.styles import StylesBase
from textual.filter import LineFilter
from textual.strip import Strip
from textual.style import Style as Visual
from textual.widget import Widget

from jatui.domain.text import clean_lines
from jatui.tui.widgets.table_columns import Layout
from jatui.tui.widgets.table_source import Row
from jatui.tui.widgets.text import CUT, fit

PLAIN: Final = 0
CURSOR: Final = 1
MARKED: Final = 2
LOOKS: Final = 4
"""How a row may look: plain, with the cursor, marked, or both."""

FOUND: Final = Style(bold=True, underline=True)
"""What is laid over words that were looked for: no colour, so that every terminal and every eye can tell them."""

_KEPT: Final = 2000


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs at the left of a row and at the end of a cut text, one cell each."""

    cursor: str = "▌"
    mark: str = "✓"
    cut: str = CUT


ASCII: Final = Glyphs(">", "*", "~")
"""The signs for terminals that have no others."""


class Palette:
    """The Rich styles of a table as its stylesheet, its theme and its ground stand now."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self.ground = widget.background_colors[1]
        self.filters: Sequence[LineFilter] = widget.get_line_filters()
        cursor, marked = self._styles("cursor"), self._styles("marked")
        plain = widget.visual_style
        self._bases = [plain, _over(plain, cursor), _over(plain, marked)]
        self._bases.append(_over(self._bases[CURSOR], marked))
        self._inks: dict[tuple[int, str], Style] = {}

    def ink(self, look: int, name: str) -> Style:
        """Return the style of a cell by the name of its style, for a row that looks so."""
        ink = self._inks.get((look, name))
        if ink is None:
            base = self._bases[look]
            styles = self._styles(name) if name else None
            if styles is not None and not base.reverse:
                base = _over(base, styles)
            ink = self._inks[look, name] = base.rich_style
        return ink

    def sign(self, look: int, name: str) -> Style:
        """Return the style of the sign at the left of a row, never reversed with it."""
        key = (look + LOOKS, name)
        ink = self._inks.get(key)
        if ink is None:
            base = self._bases[look]
            styles = self._styles(name)
            visual = base if styles is None else _over(base, styles)
            ink = self._inks[key] = visual.rich_style + Style(reverse=False)
        return ink

    def _styles(self, name: str) -> StylesBase | None:
        """Return the component styles of a name, or None where the stylesheet knows no such name."""
        try:
            return self._widget.get_component_styles(f"table--{name}")
        except KeyError:
            return None


class Painter:
    """Paints the lines of one table at one width in one palette, and keeps what it painted."""

    def __init__(self, palette: Palette, layout: Layout, glyphs: Glyphs) -> None:
        self.palette = palette
        self.layout = layout
        self._glyphs = glyphs
        self._strips: dict[int, Strip] = {}
        self.blank = self._strip([Segment(" " * layout.width, palette.ink(PLAIN, ""))])
        plan = []
        end = min(1, layout.width)
        for placed in layout.placed:
            plan.append((placed.index, placed.width, placed.column.align, " " * (placed.start - end)))
            end = placed.start + placed.width
        self._plan = plan
        self._rest = " " * layout.rest
        self.header = self._header()
        self._captions: dict[str, list[Strip]] = {}

    def kept(self, id: int, look: int) -> Strip | None:
        """Return the line of a row that looks so, if it was painted before."""
        return self._strips.get(id * LOOKS + look)

    def row(self, id: int, look: int, row: Row) -> Strip:
        """Paint the line of a row and keep it."""
        if len(self._strips) > _KEPT:
            self._strips.clear()
        strip = self._strip(self._segments(look, row))
        self._strips[id * LOOKS + look] = strip
        return strip

    def forget(self, ids: Iterable[int]) -> None:
        """Forget the lines of some rows, since their cells have changed."""
        for id in ids:
            for look in range(LOOKS):
                self._strips.pop(id * LOOKS + look, None)

    def _header(self) -> Strip:
        """Return the line of the columns' labels."""
        ink = self.palette.ink(PLAIN, "header")
        text = " " * min(1, self.layout.width)
        for (_, width, align, space), placed in zip(self._plan, self.layout.placed, strict=True):
            text += space + fit(placed.column.label, width, align, self._glyphs.cut)
        return self._strip([Segment(text + self._rest, ink)])

    def caption(self, text: str) -> list[Strip]:
        """Return the lines of the words that stand where there are no rows."""
        if text not in self._captions:
            width = self.layout.width - 2
            ink = self.palette.ink(PLAIN, "caption")
            given = clean_lines(text).split("\n") if width > 0 else []
            lines = [line for words in given for line in wrap(words, width) or [""]]
            self._captions[text] = [self._strip([Segment(" " + fit(line, width + 1), ink)]) for line in lines]
        return self._captions[text]

    def _segments(self, look: int, row: Row) -> list[Segment]:
        """Return the segments of a row, cells of one style joined."""
        ink = self.palette.ink
        if not self.layout.width:
            return []
        glyphs = self._glyphs
        if look & MARKED:
            segments = [Segment(glyphs.mark, self.palette.sign(look, "mark"))]
        elif look & CURSOR:
            segments = [Segment(glyphs.cursor, self.palette.sign(look, "bar"))]
        else:
            segments = [Segment(" ", ink(look, ""))]
        run, style = "", ""
        cells = len(row)
        for index, width, align, space in self._plan:
            cell = row[index] if index < cells else ""
            text, name, *where = (cell, "") if isinstance(cell, str) else cell
            run += space
            if name != style:
                segments.append(Segment(run, ink(look, style)))
                run, style = "", name
            text = fit(text, width, align, glyphs.cut)
            done = 0
            for begin, end in where[0](text) if where and where[0] else ():
                base = ink(look, name)
                segments += [Segment(run + text[done:begin], base), Segment(text[begin:end], base + FOUND)]
                run, done = "", end
            run += text[done:]
        segments.append(Segment(run + self._rest, ink(look, style)))
        return [segment for segment in segments if segment.text]

    def _strip(self, segments: list[Segment]) -> Strip:
        """Return a line as the terminal is to have it, with the app's filters applied."""
        strip = Strip(segments, self.layout.width)
        for line_filter in self.palette.filters:
            strip = strip.apply_filter(line_filter, self.palette.ground)
        return strip


def _over(base: Visual, styles: StylesBase | None) -> Visual:
    """Lay component styles over a style, their colours mixed with its background."""
    if styles is None:
        return base
    ground = base.background or Color(0, 0, 0, 0)
    if styles.has_rule("background"):
        ground += styles.background
    color = base.foreground
    if styles.auto_color:
        color = ground.get_contrast_text(styles.color.a)
    elif styles.has_rule("color"):
        color = styles.color
    text = styles.text_style
    return base + Visual(
        background=ground,
        foreground=color,
        bold=text.bold,
        dim=text.dim,
        italic=text.italic,
        underline=text.underline,
        strike=text.strike,
        reverse=text.reverse,
    )
