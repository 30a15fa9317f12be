"""The views of a plan: those that come with jatui, and the filters that people have kept under names."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.domain.errors import NotFound
from jatui.domain.match import fold, nearest
from jatui.store.reader import Reader
from jatui.store.scope import Scope

SHIPPED = {
    "overdue": "is:overdue",
    "next meeting": "due:today..next-meeting is:open",
    "silent": "is:silent is:open",
    "red": "rating:red",
    "slipped": "is:slipped",
}
"""The views that are there from the first start, each with its filter. One that is kept under the same name goes before it."""


@dataclass(frozen=True, slots=True)
class View:
    """A filter under a name; `id` is None where it comes with jatui."""

    id: int | None
    name: str
    filter: str


def views(read: Reader, scope: Scope) -> list[View]:
    """Return the views of the plan: those that come with jatui, then those that were kept, in the order of keeping."""
    rows = read.rows(
        "SELECT id, name, terms FROM view WHERE :plan IS NULL OR plan_id = :plan ORDER BY plan_id, position, id",
        {"plan": scope.plan},
    )
    kept = {fold(name): View(row, name, filter) for row, name, filter in rows}
    shipped = [kept.pop(fold(name), View(None, name, filter)) for name, filter in SHIPPED.items()]
    return [*shipped, *kept.values()]


def find_view(read: Reader, scope: Scope, name: str) -> View:
    """Return the view of that name in any case; raises NotFound with those that are near, or with all."""
    known = views(read, scope)
    for view in known:
        if fold(view.name) == fold(name):
            return view
    names = [view.name for view in known]
    near = nearest(name, names)
    hint = f"near it: {', '.join(near)}" if near else f"there are {', '.join(names)}"
    raise NotFound(f"There is no view {name[:60]!r}; {hint}.")
