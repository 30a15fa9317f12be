"""A list of which all is shown or a part: under headings, with how many lines each part has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from jatui.tui.screens.listing import ListingScreen
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import Piece, shown


class Line(NamedTuple):
    """A line of the list: its cells, and what it is about; a heading is about nothing but has its words."""

    cells: Row
    about: Any = None
    heading: str = ""


class SiftedScreen(ListingScreen):
    """The lines of one part, found again by what they are about; a key goes to the part before or after."""

    PARTS: ClassVar[tuple[str, ...]] = ()
    part = 0

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.lines: list[Line] = []

    def sift(self) -> None:
        """Show the lines of the part that is chosen."""
        raise NotImplementedError

    def show_lines(self, lines: list[Line], caption: str) -> None:
        """Show lines, with the cursor on what it was on, else on the first line that is about something."""
        before = self.about
        self.lines = lines
        self.table.set_caption(caption)
        self.table.set_source(IdSource(range(len(lines)), self._rows))
        places = [place for place, line in enumerate(lines) if line.about is not None]
        same = (place for place in places if self.key(lines[place].about) == self.key(before))
        self.table.go_to(next(same, places[0] if places else 0))
        self.draw()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {place: self.lines[place].cells for place in wanted if place < len(self.lines)}

    @property
    def about(self) -> Any:
        """What the line under the cursor is about; None on a heading."""
        place = self.table.cursor
        return self.lines[place].about if place is not None and place < len(self.lines) else None

    def tell_heading(self) -> None:
        """Tell the words of the heading under the cursor, whole."""
        place = self.table.cursor
        words = self.lines[place].heading if place is not None and place < len(self.lines) else ""
        self.tell(list(shown(words).stylize("bold $accent").wrap(self.width)) if words else [])

    def key(self, about: Any) -> object:
        """Return what a line is known by from one look to the next."""
        return about

    def told_parts(self, counts: Sequence[int]) -> tuple[Piece, ...]:
        """Return the parts, each with how many lines it has, the chosen one marked."""
        told: list[Piece] = []
        for place, (name, number) in enumerate(zip(self.PARTS, counts, strict=True)):
            chosen = place == self.part
            told.append(
                (f"[{name} {number:,}]" if chosen else f" {name} {number:,} ", "bold" if chosen else "$quiet")
            )
        return tuple(told)

    def action_choose(self, step: int) -> None:
        """Show the part before or after."""
        self.part = (self.part + step) % len(self.PARTS)
        self.sift()
