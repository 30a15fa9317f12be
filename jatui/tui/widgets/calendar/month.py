"""The month: a grid of days with meetings, paper deadlines and what is due on each, and what is due within the month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from jatui.domain.days import short_day
from jatui.domain.words import short_number
from jatui.store.calendar import DayCount
from jatui.tui.widgets.calendar.face import Pieces, Shown, Spot, shift
from jatui.tui.widgets.text import fit

_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WIDEST = 14


@dataclass(slots=True)
class Month:
    """The face with a cell for each day of one month."""

    shown: Shown
    spot: Spot
    _cell: int = 0
    _tall: int = 1
    _weeks: list[list[date]] = field(default_factory=list)

    @property
    def month(self) -> str:
        """The month that is shown: the cursor's, or the present one."""
        return self.spot.month or self.shown.today.isoformat()[:7]

    @property
    def title(self) -> str:
        """What the pane is called."""
        return f"{date.fromisoformat(self.month + '-01'):%B %Y}"

    def lines(self, width: int, height: int) -> list[Pieces]:
        """Return the lines that fit: the names of the days, the weeks, what is due within the month, the meetings."""
        year, number = int(self.month[:4]), int(self.month[5:])
        self._weeks = calendar.Calendar().monthdatescalendar(year, number)
        self._cell = max(4, min(_WIDEST, width // 7))
        self._tall = 2 if height >= 2 * len(self._weeks) + 4 else 1
        counts = {each.day: each for each in self.shown.days(self._weeks[0][0], self._weeks[-1][-1])}
        made: list[Pieces] = [[(fit(name, self._cell, "left"), "quiet") for name in _WEEK]]
        for week in self._weeks:
            made.append([piece for day in week for piece in self._day(day, counts.get(day))])
            if self._tall == 2:
                made.append([piece for day in week for piece in self._due(day, counts.get(day))])
        made.append(self._within(counts))
        made += self._held(width)
        return made[:height]

    def _style(self, day: date, style: str) -> str:
        if self.spot.day == day:
            return "cursor"
        return "quiet" if day.isoformat()[:7] != self.month else "now" if day == self.shown.today else style

    def _day(self, day: date, count: DayCount | None) -> Pieces:
        """Return a day's number with its meetings and deadlines, and, where there is one line only, what is due."""
        held = any(each.day == day for each in self.shown.meetings)
        closing = any(each.deadline == day for each in self.shown.meetings)
        marks = ("◇" if held else "") + ("▫" if closing else "")
        text = f"{day.day:2}{marks}"
        style = self._style(day, "meeting" if marks else "month")
        due = _number(count) if self._tall == 1 else ""
        room = self._cell - 1 - len(text)
        late = "passed" if count and count.passed else "strong"
        return [(text, style), (fit(due, room, "right"), "cursor" if style == "cursor" else late), (" ", "")]

    def _due(self, day: date, count: DayCount | None) -> Pieces:
        number = _number(count)
        text = f"   {number} due" if number and self._cell > 9 else f"   {number}"
        style = "cursor" if self.spot.day == day else "passed" if count and count.passed else "strong"
        return [(fit(text, self._cell - 1), style), (" ", "")]

    def _within(self, counts: dict[date, DayCount]) -> Pieces:
        """Return what is due by a day of the month but within a longer period, such as the month itself."""
        mine = [each for day, each in counts.items() if day.isoformat()[:7] == self.month]
        within, passed = sum(each.within for each in mine), sum(each.passed for each in mine)
        style = "cursor" if self.spot.due == self.month else "strong" if within else "quiet"
        overdue, undated = self.shown.lane(self.spot.theme)
        return [
            (f"in the month {short_number(within)}", style),
            (
                f"   overdue {short_number(passed)} of {short_number(overdue)}",
                "passed" if passed else "quiet",
            ),
            (f"   no date {short_number(undated)}", "quiet"),
        ]

    def _held(self, width: int) -> list[Pieces]:
        """Return the meetings and deadlines of the month in words."""
        said = [
            (each.day, f"◇ {each.day.day} {each.committee}")
            for each in self.shown.meetings
            if each.day.isoformat()[:7] == self.month
        ] + [
            (each.deadline, f"▫ {each.deadline.day} papers close for {each.committee}, {short_day(each.day)}")
            for each in self.shown.meetings
            if each.deadline and each.deadline.isoformat()[:7] == self.month
        ]
        return [[(fit(text, width), "meeting")] for _, text in sorted(said)]

    def go(self, way: str) -> Spot | None:
        """Return where a key leads: from day to day, from week to week, to another month, or to the month as a whole."""
        theme = self.spot.theme
        first = date.fromisoformat(self.month + "-01")
        last = date.fromisoformat(shift(self.month, 1) + "-01") - timedelta(days=1)
        if way in ("page_up", "page_down"):
            return Spot(shift(self.month, 1 if way == "page_down" else -1), theme)
        if way in ("home", "end"):
            return Spot(None if way == "home" else self.month, theme)
        day = self.spot.day
        if day is None:
            begin = self.shown.today if self.shown.today.isoformat()[:7] == self.month else first
            return Spot((last if way == "up" else begin).isoformat(), theme)
        if way == "down" and day + timedelta(days=7) > last:
            return Spot(self.month, theme)
        step = {"left": -1, "right": 1, "up": -7, "down": 7}[way]
        return Spot((day + timedelta(days=step)).isoformat(), theme)

    def at(self, x: int, y: int) -> Spot | None:
        """Return the day, or the month as a whole, at a cell."""
        week, column = (y - 1) // self._tall, x // self._cell if self._cell else 7
        if y >= 1 and week < len(self._weeks) and column < 7:
            return Spot(self._weeks[week][column].isoformat(), self.spot.theme)
        return Spot(self.month, self.spot.theme) if week == len(self._weeks) else None


def _number(count: DayCount | None) -> str:
    return short_number(count.on) if count and count.on else ""
