"""What the faces of the calendar share: what they show, where the cursor is, and how a line is made of pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from jatui.store.calendar import DayCount, MonthCount, Window
from jatui.store.lines import Line
from jatui.store.scope import Meeting
from jatui.tui.widgets.text import Piece

Pieces = list[Piece]
"""One line: texts, each with the name of its style."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is, in the filter's own words: a month, a day or `none` for `due:`, and a theme.

    `action` is the one that the cursor is on, where it is on one.
    """

    due: str | None = None
    theme: str | None = None
    action: int | None = None

    @property
    def month(self) -> str | None:
        """The month, where the cursor is in one."""
        return self.due[:7] if self.due and self.due[0].isdigit() and len(self.due) >= 7 else None

    @property
    def day(self) -> date | None:
        """The day, where the cursor is on one."""
        return (
            date.fromisoformat(self.due)
            if self.due and len(self.due) == 10 and self.due[0].isdigit()
            else None
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """What the calendar shows: counts under the rest of the filter, the meetings, and how to ask for more."""

    today: date
    counts: Sequence[MonthCount] = ()
    windows: Sequence[Window] = ()
    meetings: Sequence[Meeting] = ()
    coming: Sequence[tuple[int, str]] = ()
    days: Callable[[date, date], Sequence[DayCount]] = field(default=lambda first, last: ())
    lines: Callable[[Sequence[int]], Sequence[Line]] = field(default=lambda ids: ())
    plans: Mapping[str, str] = field(default_factory=dict)
    """The names of the plans by their short names, where the themes are those of several."""

    def lane(self, theme: str | None = None) -> tuple[int, int]:
        """Return how many actions (of a theme) are overdue, and how many have no due day."""
        mine = [each for each in self.counts if theme in (None, each.theme)]
        return sum(each.passed for each in mine), sum(each.count for each in mine if not each.month)


class Face(Protocol):
    """One way of drawing the calendar."""

    @property
    def title(self) -> str:
        """What the pane is called."""

    def lines(self, width: int, height: int) -> list[Pieces]:
        """Return the lines that fit."""

    def go(self, way: str) -> Spot | None:
        """Return where a key leads from the cursor, or None where the face has no such way."""

    def at(self, x: int, y: int) -> Spot | None:
        """Return what lies at a cell of what was drawn last."""


def shift(month: str, by: int) -> str:
    """Return the month so many months later, as 2021-09."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12:04}-{number % 12 + 1:02}"
