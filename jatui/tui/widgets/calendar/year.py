"""The year: twelve months by theme, with what lies before and after them and what has no date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from jatui.domain.words import NONE, RATINGS, short_number, sign
from jatui.tui.widgets.calendar.face import Pieces, Shown, Spot, shift
from jatui.tui.widgets.text import fit

YEARS = {"municipal": 5, "financial": 4}
"""The months in which the council's year and the financial year begin."""

NARROWEST, WIDEST = 4, 6
"""Cells that a month takes, with the gap behind it."""

LABEL = 9
LAST = 7
"""Cells of the column for what has no date."""

TALL = 11
"""Lines from which every theme has a row of its own."""

_BARS = " ▁▂▃▄▅▆▇█"
_RATED = (*RATINGS, None)


@dataclass(slots=True)
class Year:
    """The face with a column for each month of a council's or a financial year."""

    shown: Shown
    spot: Spot
    kind: str = "municipal"
    _columns: list[str] = field(default_factory=list)
    _rows: list[str | None] = field(default_factory=list)
    _tall: bool = False
    _cell: int = NARROWEST

    @property
    def title(self) -> str:
        """What the pane is called."""
        first = int(self._first()[:4])
        return f"{self.kind} year {first}/{(first + 1) % 100:02}"

    def _first(self) -> str:
        """Return the first month of the year that the cursor, or else today, lies in."""
        month = self.spot.month or _bound(self.spot.due) or self.shown.today.isoformat()[:7]
        year = int(month[:4]) - (int(month[5:]) < YEARS[self.kind])
        return f"{year:04}-{YEARS[self.kind]:02}"

    def _lay_out(self, width: int) -> None:
        """Choose the columns: what lies before, the months that fit, what lies after, and what has no date."""
        room = width - LABEL - LAST - 1
        self._cell = max(NARROWEST, min(WIDEST, room // 14))
        fits = max(1, min(12, room // self._cell - 2))
        first = self._first()
        months = [shift(first, n) for n in range(12)]
        wanted = self.spot.month or self.shown.today.isoformat()[:7]
        if fits < 12:
            place = months.index(wanted) if wanted in months else 0
            start = max(0, min(place - fits // 3, 12 - fits))
            months = months[start : start + fits]
        self._columns = [f"<{months[0]}", *months, f">{months[-1]}", NONE]

    def _column(self, month: str) -> str:
        """Return the column that a month (or no month) belongs to."""
        before, *months, after, none = self._columns
        if not month:
            return none
        return before if month < months[0] else after if month > months[-1] else month

    def lines(self, width: int, height: int) -> list[Pieces]:
        """Return the lines that fit: with room, one for each theme and each rating; else sums and bars."""
        self._lay_out(width)
        self._tall = height >= TALL
        due: Counter[tuple[str | None, str]] = Counter()
        passed: Counter[tuple[str | None, str]] = Counter()
        rated: Counter[tuple[str | None, str]] = Counter()
        for each in self.shown.counts:
            column = self._column(each.month)
            for theme in (each.theme, None):
                due[theme, column] += each.count
                passed[theme, column] += each.passed
            if self.spot.theme in (None, each.theme):
                rated[each.rating, column] += each.count
        themes = list(dict.fromkeys(each.theme for each in self.shown.counts))
        made: list[tuple[str | None, Pieces]] = [("", self._heads()), ("", self._meetings())]
        if self._tall:
            made += self._themes(themes, due, passed)[: max(0, height - 9)]
        chosen = None if self._tall else self.spot.theme
        made.append((None, self._sums("all due", due, chosen)))
        made.append(("", self._overdue(passed)))
        if self._tall:
            for rating in _RATED:
                made.append(("", self._rated(rating, rated)))
        for line in range(bars := max(0, height - len(made))):
            made.append(("", self._bar(due, passed, line, bars)))
        self._rows = [theme for theme, _ in made[:height]]
        return [pieces for _, pieces in made[:height]]

    def _box(
        self, text: str, column: str, style: str, theme: str | None = None, lead: str = " "
    ) -> list[tuple[str, str]]:
        here = column == (self.spot.month or self.spot.due) and (
            not self._tall or theme in (self.spot.theme, "")
        )
        padded = fit(text, LAST if column == NONE else self._cell - 1, "right")
        if lead != " ":
            padded = lead * (len(padded) - len(padded.lstrip())) + padded.lstrip()
        return [(padded, "cursor" if here else style), (" ", "")]

    def _heads(self) -> Pieces:
        line: Pieces = [(fit("", LABEL), "")]
        now = self.shown.today.isoformat()[:7]
        for column in self._columns:
            name = {"<": "‹", ">": "›", "n": "no date"}.get(
                column[0]
            ) or f"{date.fromisoformat(column + '-01'):%b}"
            line += self._box(
                name, column, "now" if column == now else "quiet" if column[0] in "<>n" else "month", ""
            )
        return line

    def _meetings(self) -> Pieces:
        held: dict[str, list[str]] = {}
        for meeting in self.shown.meetings:
            held.setdefault(meeting.day.isoformat()[:7], []).append(str(meeting.day.day))
        line: Pieces = [(fit("meetings", LABEL), "quiet")]
        for column in self._columns:
            days = held.get(column, [])
            text = f"◇{days[0]}" if len(days) == 1 else f"◇×{len(days)}" if days else ""
            line += self._box(text, column, "meeting", "-")
        return line

    def _themes(
        self, themes: list[str], due: Counter[tuple[str | None, str]], passed: Counter[tuple[str | None, str]]
    ) -> list[tuple[str | None, Pieces]]:
        """Return a line for each theme, and above those of each plan its name where there are several."""
        made: list[tuple[str | None, Pieces]] = []
        last = ""
        for theme in themes:
            plan = theme.partition("/")[0] if self.shown.plans else ""
            if plan != last:
                made.append(("", [(fit(self.shown.plans.get(plan, plan), LABEL + LAST * 6), "quiet")]))
                last = plan
            made.append((theme, self._theme(theme, due, passed)))
        return made

    def _theme(
        self, theme: str, due: Counter[tuple[str | None, str]], passed: Counter[tuple[str | None, str]]
    ) -> Pieces:
        """Return a theme's line: counts, and bars through the months that windows lead through."""
        through = [(window.first, window.last) for window in self.shown.windows if window.theme == theme]
        name = f"  {theme.partition('/')[2]}" if self.shown.plans else theme
        line: Pieces = [(fit(name, LABEL), "strong" if theme == self.spot.theme else "accent")]
        for column in self._columns:
            number = due[theme, column]
            runs = column[0].isdigit() and any(first <= column <= last for first, last in through)
            style = "passed" if passed[theme, column] else "month" if number else "quiet"
            text = short_number(number) if number else "" if runs else "·"
            line += self._box(text, column, style, theme, "─" if runs else " ")
        return line

    def _sums(self, label: str, counts: Counter[tuple[str | None, str]], theme: str | None) -> Pieces:
        line: Pieces = [(fit(label, LABEL), "quiet")]
        for column in self._columns:
            number = counts[theme, column]
            line += self._box(short_number(number) if number else "·", column, "month" if number else "quiet")
        return line

    def _overdue(self, passed: Counter[tuple[str | None, str]]) -> Pieces:
        line: Pieces = [(fit("overdue", LABEL), "quiet")]
        for column in self._columns:
            number = passed[self.spot.theme, column]
            line += self._box(short_number(number) if number else "", column, "passed", "-")
        return line

    def _rated(self, rating: str | None, rated: Counter[tuple[str | None, str]]) -> Pieces:
        line: Pieces = [(fit(f"  {sign(rating)}", LABEL), f"rating-{rating}" if rating else "quiet")]
        for column in self._columns:
            number = rated[rating, column]
            line += self._box(
                short_number(number) if number else "", column, f"rating-{rating}" if rating else "quiet", "-"
            )
        return line

    def _bar(
        self,
        due: Counter[tuple[str | None, str]],
        passed: Counter[tuple[str | None, str]],
        line: int,
        height: int,
    ) -> Pieces:
        most = max((due[self.spot.theme, column] for column in self._columns), default=0) or 1
        made: Pieces = [(" " * LABEL, "")]
        for column in self._columns:
            number = due[self.spot.theme, column]
            eighths = max(round(number / most * height * 8), 1 if number else 0)
            level = max(0, min(8, eighths - (height - 1 - line) * 8))
            made.append(
                (
                    fit(
                        _BARS[level] * 2 if level else "", LAST if column == NONE else self._cell - 1, "right"
                    ),
                    "passed" if passed[None, column] else "bar",
                )
            )
            made.append((" ", ""))
        return made

    def go(self, way: str) -> Spot | None:
        """Return where a key leads: from month to month, from theme to theme, a year on or back, or to the lanes."""
        due, theme = self.spot.due, self.spot.theme
        if way in ("left", "right"):
            return Spot(self._beside(1 if way == "right" else -1), theme)
        if way in ("page_up", "page_down"):
            month = self.spot.month or self.shown.today.isoformat()[:7]
            return Spot(shift(month, 12 if way == "page_down" else -12), theme)
        if way in ("home", "end"):
            return Spot(None if way == "home" else NONE, None if way == "home" else theme)
        if not self._tall:
            return None
        themes: list[str | None] = [*dict.fromkeys(each.theme for each in self.shown.counts), None]
        place = themes.index(theme) if theme in themes else len(themes) - 1
        return Spot(due, themes[max(0, min(place + (1 if way == "down" else -1), len(themes) - 1))])

    def _beside(self, step: int) -> str:
        """Return the column beside the cursor; the months before and after the year lie beyond its ends."""
        due = self.spot.due
        here = self.spot.month or due
        if here is None:
            return self.shown.today.isoformat()[:7]
        if here == NONE:
            return NONE if step > 0 else f">{shift(self._first(), 11)}"
        if here[0] in "<>":
            inward = (here[0] == "<") == (step > 0)
            return here[-7:] if inward else NONE if here[0] == ">" else here
        if here == self._first() and step < 0:
            return f"<{here}"
        if here == shift(self._first(), 11) and step > 0:
            return f">{here}"
        return shift(here, step)

    def at(self, x: int, y: int) -> Spot | None:
        """Return the month, lane or theme at a cell."""
        theme = self._rows[y] if y < len(self._rows) else ""
        theme = self.spot.theme if theme in ("", None) and not (self._tall and theme is None) else theme
        if x < LABEL:
            return Spot(self.spot.due, theme)
        return Spot(self._columns[min((x - LABEL) // self._cell, len(self._columns) - 1)], theme)


def _bound(due: str | None) -> str | None:
    """Return the month beside which a bound such as <2021-05 lies."""
    return due[1:8] if due and due[0] in "<>" and len(due) == 8 else None
