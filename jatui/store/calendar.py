"""What falls due when, counted by the database: by theme, month and rating, and by the days of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jatui.store.reader import Reader
from jatui.store.scope import OVERDUE, Scope, Selection

_THEME = "CASE WHEN :plan IS NULL THEN p.slug || '/' ELSE '' END || t.code"
_IN_ORDER = "JOIN plan p ON p.id = t.plan_id ORDER BY p.position, t.position"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many actions of a theme fall due in a month under one rating, and how many of them are overdue.

    Where all plans are looked at, the theme is named with its plan, as in peer-challenge/PC.
    `month` is written 2021-09, and empty for actions without a due day.
    """

    theme: str
    month: str
    rating: str | None
    count: int
    passed: int


@dataclass(frozen=True, slots=True)
class Window:
    """How many actions of a theme have a window from one month to a later one."""

    theme: str
    first: str
    last: str
    count: int


class DayCount(NamedTuple):
    """How many actions are due on a day, how many by it within a longer period, and how many of all are overdue."""

    day: date
    on: int
    within: int
    passed: int


def month_counts(read: Reader, selection: Selection, scope: Scope) -> list[MonthCount]:
    """Return the counts of a filter by theme, month and rating; every action is in one of them."""
    rows = read.rows(
        f"SELECT {_THEME}, coalesce(n.month, ''), n.rating, n.n, n.passed FROM ("
        f"SELECT a.theme_id, substr(a.due, 1, 7) AS month, a.rating, count(*) AS n, sum({OVERDUE}) AS passed "
        f"FROM action a WHERE {selection.where} "
        "GROUP BY a.theme_id, month, a.rating) n JOIN theme t ON t.id = n.theme_id "
        f"{_IN_ORDER}, n.month",
        _at(selection, scope),
    )
    return [
        MonthCount(theme, month, rating, count, passed or 0) for theme, month, rating, count, passed in rows
    ]


def windows(read: Reader, selection: Selection, scope: Scope) -> list[Window]:
    """Return the windows of several months that the actions of a filter have, those of one theme and span together."""
    rows = read.rows(
        f"SELECT {_THEME}, n.first, n.last, n.n FROM (SELECT a.theme_id, substr(a.start, 1, 7) AS first, "
        f"substr(a.due, 1, 7) AS last, count(*) AS n FROM action a WHERE a.start IS NOT NULL AND a.due IS NOT NULL "
        f"AND substr(a.start, 1, 7) < substr(a.due, 1, 7) AND ({selection.where}) GROUP BY a.theme_id, first, last) n "
        f"JOIN theme t ON t.id = n.theme_id {_IN_ORDER}, n.first",
        _at(selection, scope),
    )
    return [Window(*row) for row in rows]


def day_counts(read: Reader, selection: Selection, scope: Scope, first: date, last: date) -> list[DayCount]:
    """Return the counts of a filter for each day, from the first to the last, on which anything falls due."""
    rows = read.rows(
        f"SELECT a.due, sum(a.start IS NULL OR a.start = a.due), sum(a.start < a.due), sum({OVERDUE}) FROM action a "
        f"WHERE a.due BETWEEN :first AND :last AND ({selection.where}) GROUP BY a.due ORDER BY a.due",
        {**_at(selection, scope), "first": first.isoformat(), "last": last.isoformat()},
    )
    return [
        DayCount(date.fromisoformat(day), on or 0, within or 0, passed or 0)
        for day, on, within, passed in rows
    ]


def coming(read: Reader, selection: Selection, scope: Scope) -> list[tuple[int, str]]:
    """Return the id and the due day of every action of a filter that is due today or later, the next first."""
    rows = read.rows(
        f"SELECT a.id, a.due FROM action a WHERE a.due >= :today AND ({selection.where}) ORDER BY a.due, {selection.order}",
        _at(selection, scope),
    )
    return [(row, day) for row, day in rows]


def _at(selection: Selection, scope: Scope) -> dict[str, object]:
    return {**selection.parameters, "today": scope.today.isoformat()}
