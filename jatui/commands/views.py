"""What a person does to views: keeping a filter under a name, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.commands.registry import Command, Work, argument, command
from jatui.domain.errors import Misused, Refused
from jatui.domain.match import fold
from jatui.domain.query import parse, show
from jatui.domain.text import clean
from jatui.store.views import SHIPPED, find_view, views

LONGEST_NAME = 40
"""Characters that the name of a view may have."""


@command("view save", "Keep the filter as a view")
@dataclass(frozen=True, kw_only=True)
class SaveView(Command):
    """Keep a filter under a name; a view that has the name shows this filter from then on."""

    view: str = argument("What the view is called.")
    filter: str = argument("Its filter, in quotes, as for `jatui list`.")

    def run(self, work: Work) -> str:
        """Add the view, or change its filter."""
        name = " ".join(clean(self.view).split())
        if not name or len(name) > LONGEST_NAME:
            raise Misused(f"A view needs a name of at most {LONGEST_NAME} characters.")
        if work.scope.plan is None:
            raise Misused("A view belongs to one plan. Choose it with --plan.")
        filter = show(parse(self.filter))
        if not filter:
            raise Misused("A view needs a filter, such as 'is:overdue lead:none'.")
        known = views(work.read, work.scope)
        for view in known:
            if fold(view.name) == fold(name) and view.id is not None:
                work.writer.refuse_stale("view", view.id, work.seen)
                if view.filter == filter:
                    raise Refused(f"The view {view.name} shows that already. Nothing was changed.")
                work.writer.change("view", view.id, terms=filter)
                return f"the view {view.name} shows {filter}"
        last = work.read.value("SELECT max(position) FROM view WHERE plan_id = ?", (work.scope.plan,)) or 0
        work.writer.add("view", plan=work.scope.plan, position=last + 1, name=name, terms=filter)
        return f"kept the view {name}: {filter}"


@command("view drop", "Drop a view")
@dataclass(frozen=True, kw_only=True)
class DropView(Command):
    """Drop a view that was kept; its actions stay as they are."""

    view: str = argument("The view, as `jatui views` shows it.")

    def run(self, work: Work) -> str:
        """Remove the view."""
        view = find_view(work.read, work.scope, self.view)
        if view.id is None:
            raise Refused(
                f"The view {view.name} comes with jatui and cannot be dropped. Keep another filter under its name instead."
            )
        work.writer.refuse_stale("view", view.id, work.seen)
        work.writer.remove("view", view.id)
        again = "; the one that comes with jatui is back" if fold(view.name) in map(fold, SHIPPED) else ""
        return f"dropped the view {view.name}{again}"
