"""The calendar: what falls due month by month, the meetings, and what has no date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from jatui.domain.words import short_number
from jatui.store.facets import Facet
from jatui.store.scope import Scope
from jatui.tui.widgets.text import fit

NONE = "none"
_CELL = 5
_LABEL = 8
_BARS = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Month:
    """One column: its key (`2021-09`, or `none`), what falls due, what of it has passed, and its meetings."""

    key: str
    count: int = 0
    passed: int = 0
    meetings: tuple[str, ...] = ()


class CalendarPane(Widget, can_focus=True):
    """Twelve months and more in columns, with a cursor that narrows the actions to a month."""

    HELP: ClassVar[str] = (
        "What falls due in each month, how much of it has passed and is still open, the meetings, and at the end what has no "
        "date. left and right move to a month and narrow the actions to it; home shows all months again."
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "calendar--quiet", "calendar--month", "calendar--now", "calendar--cursor", "calendar--passed", "calendar--meeting",
        "calendar--bar",
    }  # fmt: skip

    class Picked(Message):
        """A month was picked: its key, or None for all months."""

        def __init__(self, key: str | None) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(id="calendar")
        self.border_title = "4 Calendar"
        self._months: list[Month] = []
        self._chosen: str | None = None
        self._now = ""
        self._first = 0

    def show(
        self,
        facets: Sequence[Facet],
        meetings: Sequence[tuple[str, str, str | None]],
        scope: Scope,
        chosen: str | None,
    ) -> None:
        """Show the months from the first with anything in it to the last, and those without a date."""
        self._now = scope.today.isoformat()[:7]
        found = {facet.key: facet for facet in facets}
        held: dict[str, list[str]] = {}
        for _, day, _ in meetings:
            held.setdefault(day[:7], []).append(str(int(day[8:])))
        self._months = [_month(key, found, held) for key in _span([*found, *held])]
        self._months.append(_month(NONE, found, {}))
        self._chosen = chosen
        self._follow()
        self.refresh()

    @property
    def _room(self) -> int:
        return max(1, (self.size.width - _LABEL) // _CELL)

    def _follow(self) -> None:
        """Scroll so that the cursor, or else the present month, is in view."""
        keys = [month.key for month in self._months]
        wanted = self._chosen if self._chosen in keys else self._now
        place = (
            keys.index(wanted)
            if wanted in keys
            else len(keys) - 2
            if self._now > (keys[-2:] or [""])[0]
            else 0
        )
        room = self._room
        if len(keys) <= room:
            self._first = 0
        elif not self._first <= place < self._first + room:
            self._first = max(0, min(place - room // 2, len(keys) - room))

    def on_resize(self) -> None:
        """Keep the cursor in view at another width."""
        self._follow()

    def go(self, way: str) -> bool:
        """Go `left` or `right` by a month, `home` to all months, `end` to what has no date; return whether it is a way."""
        if way in ("left", "right"):
            self._step(1 if way == "right" else -1)
        elif way in ("home", "end"):
            self.post_message(self.Picked(None if way == "home" else NONE))
        return way in ("left", "right", "home", "end")

    def _step(self, step: int) -> None:
        """Go from month to month, from "all months" to the present one first."""
        keys = [month.key for month in self._months]
        if not keys:
            return
        if self._chosen in keys:
            place = keys.index(self._chosen) + step
        else:
            place = keys.index(self._now) if self._now in keys else (0 if step > 0 else len(keys) - 1)
        if 0 <= place < len(keys):
            self.post_message(self.Picked(keys[place]))

    def on_click(self, event: events.Click) -> None:
        """Go to the month that was clicked; a click on the one in use, or beside the months, shows all."""
        offset = event.get_content_offset(self)
        place = (
            self._first + (offset.x - _LABEL) // _CELL if offset is not None and offset.x >= _LABEL else -1
        )
        key = self._months[place].key if 0 <= place < len(self._months) else None
        self.post_message(self.Picked(None if key == self._chosen else key))

    def render_line(self, y: int) -> Strip:
        """Draw one line: the months, what is due, what has passed, the meetings, and bars."""
        months = self._months[self._first : self._first + self._room]
        rows = [self._heads, self._due, self._passed, self._meetings]
        width = self.content_size.width
        if y < len(rows):
            segments = rows[y](months)
        else:
            segments = self._bars(months, y - len(rows), max(1, self.content_size.height - len(rows)))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, *names: str) -> Style:
        style = self.rich_style
        for name in names:
            style += self.get_component_rich_style(f"calendar--{name}", partial=True)
        return style

    def _cell(self, text: str, month: Month, *names: str) -> Segment:
        marks = ("cursor",) if month.key == self._chosen else ()
        return Segment(fit(text, _CELL - 1, "right") + " ", self._style(*names, *marks))

    def _label(self, text: str) -> Segment:
        return Segment(fit(text, _LABEL), self._style("quiet"))

    def _heads(self, months: Sequence[Month]) -> list[Segment]:
        segments = [self._label(_years(months))]
        for month in months:
            name = "none" if month.key == NONE else f"{date.fromisoformat(month.key + '-01'):%b}"
            segments.append(self._cell(name, month, "now" if month.key == self._now else "month"))
        return segments

    def _due(self, months: Sequence[Month]) -> list[Segment]:
        return [
            self._label("due"),
            *(
                self._cell(short_number(m.count) if m.count else "·", m, "month" if m.count else "quiet")
                for m in months
            ),
        ]

    def _passed(self, months: Sequence[Month]) -> list[Segment]:
        return [
            self._label("passed"),
            *(self._cell(short_number(m.passed) if m.passed else "", m, "passed") for m in months),
        ]

    def _meetings(self, months: Sequence[Month]) -> list[Segment]:
        return [
            self._label("meets"),
            *(self._cell("◇" + ",".join(m.meetings)[:3] if m.meetings else "", m, "meeting") for m in months),
        ]

    def _bars(self, months: Sequence[Month], line: int, height: int) -> list[Segment]:
        most = max((month.count for month in self._months), default=0) or 1
        segments = [Segment(" " * _LABEL, self._style())]
        for month in months:
            eighths = round(month.count / most * height * 8)
            if month.count and not eighths:
                eighths = 1
            level = max(0, min(8, eighths - (height - 1 - line) * 8))
            names = "passed" if month.passed else "bar"
            segments.append(self._cell(_BARS[level] * 2 if level else "", month, names))
        return segments


def _years(months: Sequence[Month]) -> str:
    """Return the year of the months in view, or the first and the last."""
    years = sorted({month.key[:4] for month in months if month.key != NONE})
    return "" if not years else years[0] if len(years) == 1 else f"{years[0]}/{years[-1][2:]}"


def _span(keys: Sequence[str]) -> list[str]:
    """Return every month from the first to the last of some, at most ten years."""
    months = sorted(key for key in set(keys) if key != NONE)
    if not months:
        return []
    first = date.fromisoformat(months[0] + "-01")
    last = date.fromisoformat(months[-1] + "-01")
    count = min(120, (last.year - first.year) * 12 + last.month - first.month + 1)
    return [(first + relativedelta(months=n)).isoformat()[:7] for n in range(count)]


def _month(key: str, found: Mapping[str, Facet], held: Mapping[str, Sequence[str]]) -> Month:
    facet = found.get(key)
    return Month(key, facet.count if facet else 0, facet.passed if facet else 0, tuple(held.get(key, ())))
