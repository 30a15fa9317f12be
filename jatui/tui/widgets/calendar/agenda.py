"""The agenda: from today on, day by day, the meetings, the paper deadlines and what falls due."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from jatui.domain.days import short_day
from jatui.domain.words import count, sign
from jatui.tui.widgets.calendar.face import Pieces, Shown, Spot
from jatui.tui.widgets.text import fit

_DAY = 13
_REF = 8

Entry = tuple[str, int, str]
"""A day, the action that falls due on it (0 for a meeting), and the words of a meeting."""


def entries(shown: Shown) -> list[Entry]:
    """Return everything from today on, in order; on a day, meetings before what falls due."""
    held: list[Entry] = []
    for each in shown.meetings:
        if each.day >= shown.today:
            held.append((each.day.isoformat(), 0, f"◇ {each.committee} meets"))
        if each.deadline and each.deadline >= shown.today:
            held.append(
                (each.deadline.isoformat(), 0, f"▫ papers close for {each.committee}, {short_day(each.day)}")
            )
    due: list[Entry] = [(day, action, "") for action, day in shown.coming]
    return sorted(held + due, key=lambda entry: (entry[0], entry[1] != 0)) if held else due


@dataclass(slots=True)
class Agenda:
    """The face with a line for each meeting, deadline and action."""

    shown: Shown
    spot: Spot
    all: list[Entry] = field(default_factory=list)
    place: int = 0
    _top: int = 0
    _height: int = 1
    title: str = "agenda"

    def __post_init__(self) -> None:
        """Gather the entries, and find the one that the cursor is on."""
        self.all = entries(self.shown)
        wanted = self.spot.due if self.spot.day else self.shown.today.isoformat()
        self.place = min(bisect_left(self.all, (wanted, -1, "")), max(0, len(self.all) - 1)) if wanted else 0
        if self.spot.action is not None:
            places = (n for n in range(self.place, len(self.all)) if self.all[n][1] == self.spot.action)
            self.place = next(places, self.place)

    def lines(self, width: int, height: int) -> list[Pieces]:
        """Return what is left over, then the entries around the cursor."""
        overdue, undated = self.shown.lane(self.spot.theme)
        made: list[Pieces] = [
            [
                (f"{count(len(self.all), 'entry', 'entries')} from {short_day(self.shown.today)}", "quiet"),
                (f"   overdue {overdue:,}", "passed" if overdue else "quiet"),
                (f"   no date {undated:,}", "quiet"),
            ]
        ]
        self._height = max(1, height - 1)
        if not self._top <= self.place < self._top + self._height:
            self._top = max(0, self.place - self._height // 2)
        seen = self.all[self._top : self._top + self._height]
        lines = {line.id: line for line in self.shown.lines([action for _, action, _ in seen if action])}
        before = ""
        for place, (day, action, words) in enumerate(seen, self._top):
            here = "cursor" if place == self.place and self.spot.due else ""
            said = short_day(date.fromisoformat(day)) if day != before else ""
            before = day
            line: Pieces = [(fit(said, _DAY), here or "strong")]
            if not action:
                line.append((fit(words, max(0, width - _DAY)), here or "meeting"))
            elif found := lines.get(action):
                line.append(
                    (
                        f"{sign(found.rating)} ",
                        here or (f"rating-{found.rating}" if found.rating else "quiet"),
                    )
                )
                line.append((fit(found.handle, _REF), here or "strong"))
                said = f"{found.plan}: {found.text}" if self.shown.plans else found.text
                line.append((fit(said, max(0, width - _DAY - _REF - 4)), here))
            made.append(line)
        return made[:height]

    def go(self, way: str) -> Spot | None:
        """Return where a key leads: from entry to entry, by a page, or to an end."""
        steps = {
            "up": -1,
            "down": 1,
            "page_up": -self._height,
            "page_down": self._height,
            "home": -len(self.all),
            "end": len(self.all),
        }
        if way not in steps or not self.all:
            return None
        if self.spot.due is not None or way != "down":
            self.place = max(0, min(self.place + steps[way], len(self.all) - 1))
        return self._spot(self.place)

    def at(self, x: int, y: int) -> Spot | None:
        """Return the entry on a line."""
        place = self._top + y - 1
        return self._spot(place) if y >= 1 and place < len(self.all) else None

    def _spot(self, place: int) -> Spot:
        self.place = place
        day, action, _ = self.all[place]
        return Spot(day, self.spot.theme, action or None)
