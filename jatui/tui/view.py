"""What is looked at: the filter, the day and plan, and the action under the cursor; and how it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day
from jatui.domain.query import Query, facet, parse, show, with_facet
from jatui.domain.words import count
from jatui.store import facets, plans
from jatui.store.facets import Facet
from jatui.store.filters import compile_query
from jatui.store.names import settle, unknown
from jatui.store.plans import Held
from jatui.store.schemes import schemes_of
from jatui.store.scope import Scope, Selection
from jatui.store.whole import whole
from jatui.tui.panes.calendar import ask_calendar
from jatui.tui.widgets.calendar import Shown, Spot
from jatui.tui.widgets.text import Piece

PARTS = ("plan", "theme")
"""The fields of what the pane of themes chooses among: the themes and, where all are looked at, the plans."""

FIRST = 200
"""How many actions are asked for at once; the others' ids come behind."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything counted under a filter, and every id that it lets through."""

    ids: Sequence[int]
    total: int
    passed: int
    waiting: int
    schemes: int
    themes_of: tuple[int, int]
    leads_of: tuple[int, int]
    themes: Sequence[Facet]
    officers: Sequence[Facet]
    calendar: Shown
    plans: Mapping[str, str]
    held: Sequence[Held]
    held_by: Sequence[tuple[str, str, int, int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the top line tells: how many actions are shown, of how many, past due, and updates that wait.

    `ahead` while only the first page is known.
    """

    shown: int = 0
    total: int = 0
    passed: int = 0
    waiting: int = 0
    ahead: bool = False

    def left(self, scope: Scope) -> tuple[Piece, ...]:
        """Return where one is: the day, the next meeting, and what asks for attention."""
        parts = [(f"as at {short_day(scope.today)}", "")]
        if scope.next_meeting:
            days = (scope.next_meeting.day - scope.today).days
            when = "today" if days == 0 else f"in {count(days, 'day')}"
            parts.append((f" · {scope.next_meeting.committee} {when}", "$meeting"))
        else:
            parts.append((" · no meeting ahead", "$quiet"))
        if self.passed:
            parts.append((f" · {self.passed:,} past due", "$passed"))
        if self.waiting:
            parts.append((f" · {self.waiting:,} to triage", "$accent"))
        return tuple(parts)

    def right(self, filter: str, *, brief: bool = False) -> tuple[Piece, ...]:
        """Return how many are shown and the filter that lets them through."""
        number = f"{self.shown:,}{'+' if self.ahead else ''} of {max(self.total, self.shown):,}"
        said = filter or ("" if brief else "no filter")
        return (number, "bold"), (f"{' ' if brief else '   '}/ {said} ", "$accent" if filter else "$quiet")


@dataclass(frozen=True, slots=True)
class View:
    """A filter on a plan as of a day."""

    query: Query
    scope: Scope

    @classmethod
    def of(cls, tracker: Tracker, text: str = "") -> View:
        """Return the view of a filter's text; raises FilterError where it is not one."""
        scope = tracker.scope()
        return cls(settle(parse(text), scope, tracker.read), scope)

    def complaint(self, tracker: Tracker) -> str:
        """Return what the filter names that the plan does not have, or nothing."""
        return unknown(self.query, self.scope, tracker.read) or ""

    @property
    def text(self) -> str:
        """The filter as it is written."""
        return show(self.query)

    def chosen(self, field: str) -> str | None:
        """Return the one value that the filter holds for a field, None where it holds none or several."""
        values = facet(self.query, field)
        return values[0] if len(values) == 1 else None

    def choosing(self, field: str, value: str | None) -> View:
        """Return the view with another value (or none) for a field; of themes and plans one at a time is chosen."""
        query = self.query
        for other in PARTS if field in PARTS else ():
            query = with_facet(query, other, ())
        return View(with_facet(query, field, () if value is None else (value,)), self.scope)

    @property
    def selection(self) -> Selection:
        """What the filter lets through."""
        return compile_query(self.query, self.scope)

    def first(self, tracker: Tracker) -> list[int]:
        """Return the first ids that the filter lets through."""
        return tracker.read.action_ids(compile_query(self.query, self.scope), FIRST)

    def at(self, spot: Spot) -> View:
        """Return the view of the calendar's cursor."""
        query = with_facet(self.query, "due", (spot.due,) if spot.due else ())
        return View(with_facet(query, "theme", (spot.theme,) if spot.theme else ()), self.scope)

    @property
    def spot(self) -> Spot:
        """Where the calendar's cursor is under this filter."""
        return Spot(self.chosen("due"), self.chosen("theme"))

    def count(
        self, tracker: Tracker, *, agenda: bool = False, wanted: Callable[[], bool] = lambda: True
    ) -> Counts | None:
        """Return everything counted; each pane's counts leave out its own choice, so that one can change it.

        Gives up, with None, as soon as the counts are no longer wanted.
        """
        read, scope = tracker.read, self.scope
        whole, unthemed, unled = self._without(), self._without(*PARTS), self._without("lead")
        found: dict[str, Any] = {}
        steps: dict[str, Callable[[], object]] = {
            "ids": lambda: read.action_ids(whole),
            "total": lambda: read.count(compile_query(parse(""), scope)),
            "passed": lambda: facets.total(read, whole, scope)[1],
            "waiting": lambda: facets.waiting(read, scope),
            "plans": lambda: plans.names(read) if scope.plan is None else {},
            "held": lambda: () if found["total"] else plans.plans(read),
            "held_by": lambda: (
                plans.by_theme(read, scope.plan) if not found["total"] and scope.plan is not None else ()
            ),
            "schemes": lambda: len(schemes_of(read, scope.plan)),
            "themes": lambda: facets.themes(read, unthemed, scope),
            "leads_of": lambda: facets.total(read, unled, scope),
            "officers": lambda: facets.leads(read, unled, scope),
            "calendar": lambda: ask_calendar(
                lambda: tracker.read,
                self._without("due", *PARTS),
                self._without("due"),
                scope,
                agenda=agenda,
            ),
        }
        for name, step in steps.items():
            if not wanted():
                return None
            found[name] = step()
        themes: Sequence[Facet] = found["themes"]
        themes_of = sum(facet.count for facet in themes), sum(facet.passed for facet in themes)
        return Counts(**found, themes_of=themes_of)

    def _without(self, *fields: str) -> Selection:
        query = self.query
        for field in fields:
            query = with_facet(query, field, ())
        return compile_query(query, self.scope)


def whole_action(tracker: Tracker, action: int, scope: Scope) -> Mapping[str, Any] | None:
    """Return everything that the card shows of an action, or None where it is gone."""
    read = tracker.read
    found = whole(read, [action], scope)
    if not found:
        return None
    return {
        **found[0],
        "key": next(
            (each.key for each in schemes_of(read, scope.plan) if found[0]["plan"] in each.plans), ""
        ),
        "source": read.source(action),
    }
