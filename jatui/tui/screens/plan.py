"""The plan on the screen: four panes and a card, and what they show under one filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.moments import Moment
from jatui.store.finder import standing
from jatui.store.lines import lines
from jatui.tui.keymap import writes
from jatui.tui.panes.actions import FILTERED, MIXED, NO_ACTIONS, ActionsPane, rows
from jatui.tui.panes.calendar import CalendarPane
from jatui.tui.panes.card import CardPane
from jatui.tui.panes.facets import FacetPane, OfficersPane, ThemesPane
from jatui.tui.plans import instead, introduction
from jatui.tui.screens.live import LiveScreen
from jatui.tui.view import FIRST, Counts, Standing, View, whole_action
from jatui.tui.widgets.bars import KeyLine, StatusLine, TabsLine, TopLine
from jatui.tui.widgets.filter_line import FilterLine
from jatui.tui.widgets.lines import WriteLine
from jatui.tui.widgets.table import Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.views import ViewsLine

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

PANES = ("themes", "actions", "officers", "calendar", "card")

ABOUT_ONE = (
    "rate",
    "write",
    "editor",
    "nothing_new",
    "copy",
    "met",
    "suggestion",
    "mark",
    "form('milestone",
    "form('committee",
)
"""What needs an action under the cursor."""

RETURNS, LEAVES = "{past} returns. Nothing can be changed.", "{leave} leaves. Nothing can be changed."
"""What the banner over the past, and over a snapshot, tells besides the moment."""

NARROW = 100
"""Cells below which the top line says less."""

LONGEST_PATIENCE = 0.1
"""Seconds that counting waits for the next key where the last count took longer than that."""


class PlanScreen(LiveScreen):
    """Themes, actions, officers and calendar with one filter, and the card of the action under the cursor."""

    app: Jatui
    AUTO_FOCUS = "#actions"
    KEYS_OF = "plan"

    def __init__(self, view: View, tracker: Tracker, begin: int | None = None) -> None:
        super().__init__(tracker, "-on-actions")
        self.view = view
        self.base = ""
        self._begin = begin
        self.current = "actions"
        self.standing = Standing()
        self._patience = 0.0
        self._caption = NO_ACTIONS

    def compose(self) -> ComposeResult:
        """Lay out the panes; the stylesheet shows one at a time where there is little room."""
        yield TopLine(id="top")
        if self.tracker.past:
            yield Static(f"{_banner(self.tracker.past)} {self._way_out()}", id="banner", markup=False)
        yield TabsLine(PANES, self.current, id="tabs")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ThemesPane()
                yield OfficersPane()
            with Vertical(id="middle"):
                yield ViewsLine(id="views")
                yield ActionsPane()
                yield CalendarPane()
            yield self.card_pane()
        yield FilterLine()
        yield WriteLine(self.tracker.store.path)
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, self.KEYS_OF, id="keys")

    def _way_out(self) -> str:
        return self.in_keys(RETURNS if self.app.looks_back else LEAVES)

    def card_pane(self) -> CardPane:
        """Return the pane of the card."""
        return CardPane()

    def whole(self, action: int) -> Mapping[str, Any] | None:
        """Return everything that the card shows of an action, or None where it is gone."""
        return whole_action(self.tracker, action, self.view.scope)

    def on_mount(self) -> None:
        """Show the first actions at once and let the counts come behind."""
        self.calendar.begin_year(self.app.settings.get("year"))
        self.show_view(self.view)
        if self._begin is not None:
            self.actions.go_to(self._begin)
        if self.actions.cursor is None:
            self._show_card()

    def on_resize(self) -> None:
        """Say as much at the top as fits."""
        self._draw_top()

    @property
    def actions(self) -> ActionsPane:
        """The list of actions."""
        return self.query_one(ActionsPane)

    @property
    def calendar(self) -> CalendarPane:
        """The calendar."""
        return self.query_one(CalendarPane)

    def show_view(self, view: View) -> None:
        """Show another filter, or the same again after a change: the first page now, the counts behind."""
        try:
            seen = self.tracker.read.last_revision()
            ids = view.first(self.tracker)
        except Problem as problem:
            self.miss(problem)
            return
        self.view, self.seen = view, seen
        self.standing = Standing(len(ids), self.standing.total, ahead=len(ids) == FIRST)
        self.actions.set_caption(self.in_keys(FILTERED) if view.text else self._caption)
        self.actions.tell_plans(view.scope.plan is None)
        self.actions.set_source(self._source(ids), partial=self.standing.ahead)
        self.query_one(FilterLine).show(view.text)
        self._draw_top()
        self.call_after_refresh(self._count_if_wanted, view)

    def _source(self, ids: Sequence[int]) -> IdSource:
        tracker, today, where = self.tracker, self.view.scope.today, standing(self.view.query)
        several = self.view.scope.plan is None

        def fetch(wanted: Sequence[int]) -> Mapping[int, Row]:
            return rows(self.try_to(lines, tracker.read, wanted, today), where, several=several)

        return IdSource(ids, fetch)

    def _count_if_wanted(self, view: View) -> None:
        """Count, now that the first page is seen, unless the filter has changed meanwhile."""
        if view is self.view:
            self._count(view, agenda=self.calendar.zoom == "agenda")

    @work(thread=True, exclusive=True, group="count")
    def _count(self, view: View, *, agenda: bool) -> None:
        """Count everything under a filter, away from the keyboard."""
        worker = get_current_worker()
        if self._patience:
            sleep(self._patience)
        begin = monotonic()
        try:
            counts = view.count(self.tracker, agenda=agenda, wanted=lambda: not worker.is_cancelled)
        except Problem as problem:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.miss, problem)
            return
        if counts is not None and not worker.is_cancelled:
            self._patience = LONGEST_PATIENCE if monotonic() - begin > LONGEST_PATIENCE else 0.0
            self.app.call_from_thread(self._show_counts, view, counts)

    def _show_counts(self, view: View, counts: Counts) -> None:
        """Show the counts, unless the filter has changed meanwhile."""
        if view is not self.view:
            return
        if self.standing.ahead:
            self.actions.update_source(self._source(counts.ids))
        self.standing = Standing(len(counts.ids), counts.total, counts.passed, counts.waiting)
        self.actions.border_subtitle = MIXED if counts.schemes > 1 else ""
        themes = self.query_one(ThemesPane)
        if view.scope.plan is None:
            chosen = view.chosen("theme"), view.chosen("plan")
            themes.show_plans(counts.plans, counts.themes, counts.themes_of, *chosen)
        else:
            themes.show(counts.themes, counts.themes_of, view.chosen("theme"))
        self._tell_what_else(counts)
        self.query_one(OfficersPane).show(counts.officers, counts.leads_of, view.chosen("lead"))
        shown = counts.calendar
        days, lines_of = shown.days, shown.lines
        shown = replace(
            shown,
            plans=counts.plans,
            days=lambda first, last: self.try_to(days, first, last),
            lines=lambda ids: self.try_to(lines_of, ids),
        )
        self.calendar.show(shown, view.spot)
        self._draw_top()

    def _tell_what_else(self, counts: Counts) -> None:
        """Say of a plan that has no actions what it has instead, and which keys lead there."""
        mine = [each for each in counts.held if self.view.scope.plan in (None, each.id)]
        told = self.in_keys(instead(mine)) if mine else NO_ACTIONS
        if told != self._caption:
            self._caption = told
            if not self.view.text:
                self.actions.set_caption(told)
        self.query_one(CardPane).introduce(
            introduction(mine[0], counts.held_by, self.in_keys) if len(mine) == 1 else None
        )

    def _draw_top(self) -> None:
        top = self.query_one("#top", TopLine)
        top.name_of_plan = self.view.scope.name
        top.left = self.standing.left(self.view.scope)
        top.right = self.standing.right(self.view.text, brief=self.size.width < NARROW)

    def look_again(self) -> None:
        """Ask again for everything that is shown, with the cursor where it was."""
        self.actions.invalidate()
        try:
            scope = self.tracker.scope()
        except Problem as problem:
            self.miss(problem)
            return
        self.show_view(View(self.view.query, scope))
        self._show_card()

    @on(Table.Highlighted, "#actions")
    def _show_card(self) -> None:
        action = self.actions.cursor
        try:
            found = self.whole(action) if action is not None else None
        except Problem as problem:
            self.miss(problem)
            return
        self.query_one(CardPane).show(found, self.view.scope)
        self.query_one("#keys", KeyLine).refresh()

    @on(FacetPane.Picked)
    def _pick(self, event: FacetPane.Picked) -> None:
        self.show_view(self.view.choosing(event.field, event.value))

    @on(CalendarPane.Picked)
    def _pick_spot(self, event: CalendarPane.Picked) -> None:
        if (event.spot.due, event.spot.theme) != (self.view.spot.due, self.view.spot.theme):
            self.show_view(self.view.at(event.spot))
        if event.spot.action is not None:
            self.actions.go_to(event.spot.action)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if self.tracker.past and writes(action):
            return self.tracker.past.refusal
        if action.startswith(ABOUT_ONE) and self.actions.cursor is None:
            if self.standing.total or self.view.text:
                return self.in_keys(
                    "There is no action under the cursor. Press {back} to widen the filter first."
                )
            if self._caption != NO_ACTIONS:
                return self.in_keys("This plan has no actions. {plan} changes to another.")
            return "There is no action yet. `jatui init` makes a database with plans, `jatui snapshot restore` loads one."
        return None

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self.current = name
        self._mark_pane()
        self.query_one(f"#{name}").focus()

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane, or to the one before."""
        self.action_pane(PANES[(PANES.index(self.current) + step) % len(PANES)])

    def _mark_pane(self) -> None:
        """Let the stylesheet and the tabs know which pane is in use."""
        for pane in PANES:
            self.set_class(pane == self.current, f"-on-{pane}")
        self.query_one("#tabs", TabsLine).current = self.current

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember the pane in use, and show the keys of a line that is typed into."""
        widget: Widget = event.widget
        if widget.id in PANES and widget.id != self.current:
            self.current = widget.id
            self._mark_pane()
        typing = {"filter-text": FilterLine.KEYS, "write-text": WriteLine.KEYS}
        self.query_one("#keys", KeyLine).typing = typing.get(widget.id or "", "")

    @on(TabsLine.Pressed)
    def _press_tab(self, event: TabsLine.Pressed) -> None:
        self.action_pane(event.pane)


def _banner(moment: Moment) -> str:
    """Return what stands over the panes of the past."""
    return moment.sentence.replace("As at", "AS AT", 1)
