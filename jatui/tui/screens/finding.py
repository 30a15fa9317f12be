"""Finding an action by typing: the list narrows, what was read is told, and enter opens what was meant."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import on, work
from textual.worker import get_current_worker

from jatui.domain.errors import Problem
from jatui.domain.query import FilterError, Query, parse
from jatui.store.completion import complete
from jatui.store.filters import compile_query
from jatui.store.finder import elsewhere, exact, found_in, nearest_to, searched
from jatui.store.names import understand, unknown
from jatui.store.places import Place
from jatui.store.views import views
from jatui.tui.asked import Asked
from jatui.tui.panes.actions import FILTERED
from jatui.tui.screens.plan import PlanScreen
from jatui.tui.view import View
from jatui.tui.widgets.filter_line import FilterLine
from jatui.tui.widgets.table import Table
from jatui.tui.widgets.text import Piece
from jatui.tui.widgets.views import ViewsLine

PATIENCE = 0.15
"""Seconds after the last key before it is asked what is near where nothing is found."""


class FindingScreen(PlanScreen):
    """The plan with the line that finds, and the views."""

    def _finish(self, command: Any, outcome: Any) -> None:
        """Show what came of a command; what has the keys says how."""
        raise NotImplementedError

    def show_view(self, view: View) -> None:
        """Show another filter, and which of the views it is."""
        super().show_view(view)
        with suppress(Problem):
            self.query_one(ViewsLine).show(views(self.tracker.read, view.scope), view.text)

    @on(ViewsLine.Pressed)
    def _press_view(self, event: ViewsLine.Pressed) -> None:
        self._go_to_view(event.name, event.filter)

    def action_view(self, step: int) -> None:
        """Go to the next view or to the one before; before the first and after the last stand all actions."""
        tabs = self.query_one(ViewsLine).tabs
        place = self.query_one(ViewsLine).place
        place = (0 if place is None else place + step) if step > 0 or place is not None else len(tabs) - 1
        name, filter = tabs[place % len(tabs)]
        self._go_to_view(name, filter)

    def _go_to_view(self, name: str, filter: str) -> None:
        view = View.of(self.tracker, filter)
        self.show_view(view)
        self.say(view.complaint(self.tracker) or f"View {name}: {filter or 'no filter'}")

    def action_keep_view(self) -> None:
        """Ask for the name under which the filter is kept."""
        self._ask_of_views("view save", {"filter": self.view.text})

    def action_drop_view(self) -> None:
        """Ask which view is to be dropped."""
        line = self.query_one(ViewsLine)
        self._ask_of_views("view drop", {"view": line.tabs[line.place][0] if line.place else ""})

    def _go_to_card(self, action: int) -> None:
        """Go to an action's card; an action that the filter hides is shown without it."""
        self._jump(action, self.view.text)
        self.action_pane("card")

    def go_to_place(self, place: Place) -> None:
        """Go to what was found in the palette; an action that the filter hides is shown without it."""
        from jatui.tui.going import view_of

        try:
            if place.kind == "action":
                self._go_to_card(int(place.value))
                return
            self.show_view(view_of(place, self.view, self.tracker))
        except Problem as problem:
            self.say(str(problem), "$warning")
            return
        self.action_pane("calendar" if place.kind == "meeting" else "actions")
        self.say(f"{place.name}: {place.told if place.kind == 'meeting' else self.view.text}")

    def _ask_of_views(self, name: str, begin: dict[str, str]) -> None:
        from jatui.tui.forms import Form
        from jatui.tui.screens.form import FormScreen

        if self.refuse("keep_view"):
            return
        asked = Asked(self.tracker, (), (), None)
        screen = FormScreen(name, Form("views", begin=lambda _: begin), asked, self.seen)
        self.app.push_screen(screen, lambda done: self._finish(*done) if done else None)

    def on_mount(self) -> None:
        """Let the line offer what may follow."""
        self._typed = Query()
        self._notes: list[str] = []
        self.query_one(FilterLine).complete = self._complete

    def _complete(self, text: str) -> str | None:
        try:
            return complete(text, self.tracker.read, self.view.scope.plan)
        except Problem:
            return None

    @on(FilterLine.Typed)
    def _find(self, event: FilterLine.Typed) -> None:
        """Narrow to what is typed; a ref typed behind a filter is that action, whatever the filter."""
        line = self.query_one(FilterLine)
        read, scope = self.tracker.read, self.tracker.scope()
        try:
            typed = parse(event.text)
            if event.added and exact(parse(event.added), scope, read):
                typed = parse(event.added)
            query, notes = understand(typed, scope, read)
            complaint = unknown(query, scope, read) or ""
        except FilterError as problem:
            line.complain(str(problem))
            return
        except Problem as problem:
            self.miss(problem)
            return
        self._typed, self._notes = typed, notes
        self.show_view(View(query, scope))
        if complaint:
            line.complain(complaint)
            return
        self._tell()
        if self.actions.cursor is None and query.terms:
            self.actions.set_caption(f"{searched(query, scope)} {self.in_keys('{back} leaves.')}")
            self.set_timer(PATIENCE, lambda: self._seek(typed, self.view))

    def _tell(self) -> None:
        """Say what words were read as, or where they stand in the action under the cursor."""
        line = self.query_one(FilterLine)
        if not line.is_open:
            return
        action = self.actions.cursor
        told: list[Piece] = []
        if self._notes:
            told = [(f"read as {' '.join(self._notes)}", "$accent")]
        elif action is not None and (where := self.where(action)):
            told = [(where, "$quiet")]
        line.tell(told)

    def where(self, action: int) -> str:
        """Return where an action has the words that its wording lacks."""
        return found_in(self.view.query, action, self.tracker.read)

    @on(Table.Highlighted, "#actions")
    def _tell_where(self) -> None:
        """Say where the words stand in another action."""
        try:
            if self.actions.cursor is not None:
                self._tell()
        except Problem as problem:
            self.miss(problem)

    def _seek(self, typed: Query, view: View) -> None:
        if view is self.view and self.query_one(FilterLine).is_open:
            self._seek_nearest(typed, view)

    @work(thread=True, exclusive=True, group="nearest")
    def _seek_nearest(self, typed: Query, view: View) -> None:
        """Look for what is near a filter that lets nothing through, away from the keyboard."""
        worker = get_current_worker()
        read = self.tracker.read
        try:
            near = nearest_to(typed, view.query, view.scope, read)
            also = elsewhere(view.query, view.scope, read)
        except Problem:
            return
        told: list[Piece] = []
        if near:
            told.append((f"{near.sentence} ", "$accent"))
            told.append(("tab takes it ", "$quiet"))
        if also:
            told.append((f"it stands in {also}", "$quiet"))
        if told and not worker.is_cancelled:
            self.app.call_from_thread(self._offer, view, told, near.filter if near else "")

    def _offer(self, view: View, told: list[Piece], near: str) -> None:
        if view is self.view and self.query_one(FilterLine).is_open:
            self.query_one(FilterLine).tell(told, near)

    @on(FilterLine.Chosen)
    def _choose(self) -> None:
        """Open the card of the one action that was meant; several, or none, are gone to in the list.

        A ref is a jump: the filter that stood before stands again, or none where it hides the action.
        """
        line = self.query_one(FilterLine)
        read = self.tracker.read
        found = exact(self.view.query, self.view.scope, read)
        shown = read.action_ids(compile_query(self.view.query, self.view.scope), 2)
        action = found[0] if len(found) == 1 else shown[0] if len(shown) == 1 else None
        line.leave()
        self.actions.set_caption(self.in_keys(FILTERED))
        if len(found) == 1:
            self._jump(found[0], line.stood)
        elif action is not None:
            self.actions.go_to(action)
        elif found:
            self.actions.go_to(found[0])
        self.action_pane("actions" if action is None else "card")

    def _jump(self, action: int, stood: str) -> None:
        """Go to an action under the filter that stood before, or under none where that hides it."""
        read = self.tracker.read
        for text in (stood, ""):
            view = View.of(self.tracker, text)
            if read.lets_through(view.selection, action):
                break
        self.actions.go_to(action)
        self.show_view(view)
        if not self.actions.go_to(action):
            self.actions.update_source(self._source(read.action_ids(view.selection)))
            self.actions.go_to(action)
