"""Where a few typed letters may lead: an action by its ref, a theme, a lead, a committee, a view, a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from jatui.domain.days import short_day
from jatui.domain.match import fold, is_named, words
from jatui.domain.refs import ref_key, split_handle
from jatui.store.completion import COMMITTEES, LEADS, THEMES, rows
from jatui.store.meetings import planned
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.views import views

MOST = 12
"""Places that are offered at once, which a small screen can show."""

_BEGUN = (
    "SELECT id, text FROM action WHERE upper(replace(ref, '.', '')) >= :begun "
    "AND upper(replace(ref, '.', '')) < :begun || char(0x10ffff) AND (:plan IS NULL OR plan_id = :plan) "
    "ORDER BY upper(replace(ref, '.', '')) LIMIT :most"
)


class Place(NamedTuple):
    """Somewhere to go: its kind, its name, what it is, and by what it is found; `exact` where its ref was typed."""

    kind: str
    name: str
    told: str
    value: str
    exact: bool = False


def find_places(read: Reader, scope: Scope, text: str, most: int = MOST) -> list[Place]:
    """Return the places that a text may mean, the action of just that ref first, and at most so many."""
    if not words(text):
        return []
    return list(islice(_places(read, scope, text.strip(), most), most))


def _places(read: Reader, scope: Scope, text: str, most: int) -> Iterator[Place]:
    exact = read.find_ref(text, scope.plan)[:most]
    seen = set(exact)
    for row, name in read.names(exact, scope.plan):
        yield Place(
            "action", name, str(read.value("SELECT text FROM action WHERE id = ?", (row,))), str(row), True
        )
    yield from _named(read, scope, text)
    begun = ref_key(split_handle(text)[0])
    found = read.rows(_BEGUN, {"begun": begun, "plan": scope.plan, "most": most})
    names = dict(read.names([row for row, _ in found], scope.plan))
    for row, wording in found:
        if row not in seen:
            yield Place("action", names[row], wording, str(row))


def _named(read: Reader, scope: Scope, text: str) -> Iterator[Place]:
    """Yield the themes, leads, committees, views and meetings that have words which begin as those of a text do."""
    for code, name in rows(read, THEMES, scope.plan):
        if fold(text) in (fold(code), fold(code.rpartition("/")[2])) or is_named(name, text):
            yield Place("theme", f"{code} {name}", "theme", code)
    for _, name in rows(read, LEADS, scope.plan):
        if is_named(name, text):
            yield Place("lead", name, "lead", name)
    for code, name in rows(read, COMMITTEES, None):
        if fold(code).startswith(fold(text)) or is_named(name, text):
            yield Place("committee", code, name or "committee", code)
    for view in views(read, scope):
        if is_named(view.name, text):
            yield Place("view", view.name, f"view: {view.filter}", view.name)
    ahead = sorted(
        planned(read), key=lambda each: (each.day < scope.today, abs((each.day - scope.today).days))
    )
    for each in ahead:
        if is_named(f"{each.committee} {each.day:%d %B %Y} {each.day.day} {each.day}", text):
            closing = f"; papers close {short_day(each.deadline)}" if each.deadline else ""
            name = f"{each.committee} {short_day(each.day)}"
            yield Place("meeting", name, f"meeting{closing}", each.day.isoformat())
