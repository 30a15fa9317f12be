"""The calendar: the year, the month and the agenda under one cursor, which is the filter's own."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from jatui.tui.widgets.calendar.agenda import Agenda
from jatui.tui.widgets.calendar.face import Face, Shown, Spot
from jatui.tui.widgets.calendar.month import Month
from jatui.tui.widgets.calendar.year import YEARS, Year

ZOOMS: Final = ("year", "month", "agenda")
"""The faces, from the widest to the closest."""


class Calendar(Widget, can_focus=True):
    """What falls due when, with a cursor that narrows the actions."""

    STYLES: ClassVar[tuple[str, ...]] = (
        "quiet", "month", "now", "cursor", "passed", "meeting", "bar", "strong", "accent",
        "rating-red", "rating-amber", "rating-green", "rating-blue",
    )  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"calendar--{name}" for name in STYLES}

    class Picked(Message):
        """The cursor came to another spot."""

        def __init__(self, spot: Spot) -> None:
            super().__init__()
            self.spot = spot

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.zoom = ZOOMS[0]
        self.year = next(iter(YEARS))
        self._shown: Shown | None = None
        self._spot = Spot()
        self._face: Face | None = None
        self._lines: list[Strip] = []
        self._styles_of: dict[str, Style] = {}

    def show(self, shown: Shown, spot: Spot) -> None:
        """Show other counts, with the cursor where the filter has it."""
        if (spot.due, spot.theme) != (self._spot.due, self._spot.theme):
            self._spot = spot
        self._shown = shown
        self._draw()

    def turn(self, zoom: str | None = None) -> str:
        """Show another face (the next without one), and return which."""
        self.zoom = zoom or ZOOMS[(ZOOMS.index(self.zoom) + 1) % len(ZOOMS)]
        self._draw()
        return self.zoom

    def begin_year(self, kind: str | None) -> None:
        """Show the year of this kind from the beginning, where there is such a one."""
        if kind in YEARS:
            self.year = kind

    def other_year(self) -> str:
        """Begin the year in another month, and return which year that is."""
        kinds = list(YEARS)
        self.year = kinds[(kinds.index(self.year) + 1) % len(kinds)]
        self._draw()
        return self.year

    def go(self, way: str) -> bool:
        """Move the cursor as a key says; return whether that is a way here."""
        spot = self._face.go(way) if self._face else None
        if spot is None:
            return False
        self._pick(spot)
        return True

    def _pick(self, spot: Spot) -> None:
        """Draw the cursor at once; the actions follow."""
        self._spot = spot
        self._draw()
        self.post_message(self.Picked(spot))

    def _draw(self) -> None:
        if self._shown is not None:
            self._face = self._make(self._shown)
            self.border_title = f"4 Calendar: {self._face.title}"
            self.border_subtitle = "z zoom" if self.has_focus else ""
            self.refresh()

    def _make(self, shown: Shown) -> Face:
        """Return the face of the zoom in use; the agenda keeps its entries while they are the same."""
        if self.zoom == "year":
            return Year(shown, self._spot, self.year)
        if self.zoom == "month":
            return Month(shown, self._spot)
        if isinstance(self._face, Agenda) and self._face.shown is shown:
            self._face.spot = self._spot
            return self._face
        return Agenda(shown, self._spot)

    def on_focus(self) -> None:
        """Show the key that belongs to this pane."""
        self._draw()

    def on_blur(self) -> None:
        """Show that its keys are not in use."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked; a click on the spot in use shows everything."""
        offset = event.get_content_offset(self)
        spot = self._face.at(offset.x, offset.y) if self._face and offset is not None else None
        if spot is not None:
            self._pick(replace(spot, due=None) if spot == self._spot else spot)

    def notify_style_update(self) -> None:
        """Let go of the styles, since they may be others now."""
        super().notify_style_update()
        self._styles_of.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the face once for all lines that are asked for."""
        self._lines = self._drawn()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one line of the face."""
        width = self.content_size.width
        return self._lines[y] if y < len(self._lines) else Strip.blank(width, self.rich_style)

    def _drawn(self) -> list[Strip]:
        if self._face is None:
            return []
        width, height = self.content_size
        return [
            Strip([Segment(text, self._style(style)) for text, style in line]).adjust_cell_length(
                width, self.rich_style
            )
            for line in self._face.lines(width, height)
        ]

    def _style(self, name: str) -> Style:
        if name not in self._styles_of:
            style = self.rich_style
            if name:
                style += self.get_component_rich_style(f"calendar--{name}", partial=True)
            self._styles_of[name] = style
        return self._styles_of[name]
