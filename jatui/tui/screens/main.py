"""The main screen: four panes and a card under one filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from jatui.commands.actions import Update
from jatui.commands.registry import Command
from jatui.domain.days import show_day
from jatui.domain.errors import Problem
from jatui.domain.query import FilterError
from jatui.domain.words import count
from jatui.store import Changes
from jatui.store.lines import lines
from jatui.tui.keymap import bindings
from jatui.tui.panes.actions import ActionsPane, rows
from jatui.tui.panes.calendar import NONE, CalendarPane
from jatui.tui.panes.card import CardPane
from jatui.tui.panes.facets import FacetPane, OfficersPane, ThemesPane
from jatui.tui.view import FIRST, Counts, View, whole_action
from jatui.tui.widgets.bars import KeyLine, StatusLine, TopLine
from jatui.tui.widgets.lines import FilterLine, WriteLine
from jatui.tui.widgets.table import Table
from jatui.tui.widgets.table_source import IdSource

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

PANES = ("themes", "actions", "officers", "calendar", "card")
RATES = ("rate", "write", "nothing_new", "copy")


class MainScreen(Screen[None]):
    """Themes, actions, officers and calendar with one filter, and the card of the action under the cursor."""

    app: Jatui
    BINDINGS: ClassVar = bindings()
    AUTO_FOCUS = "#actions"

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.current = "actions"
        self._total = 0
        self._passed = 0
        self._shown = 0
        self._ahead = False
        self._seen = 0

    def compose(self) -> ComposeResult:
        """Lay out the panes; the stylesheet turns them into tabs where there is little room."""
        yield TopLine(id="top")
        yield FilterLine()
        yield Widget(id="tabs")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ThemesPane()
                yield OfficersPane()
            with Vertical(id="middle"):
                yield ActionsPane()
                yield CalendarPane()
            yield CardPane()
        yield WriteLine()
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, id="keys")

    def on_mount(self) -> None:
        """Show the first actions at once and let the counts come behind."""
        self.show_view(self.view)
        self.set_interval(2, self._look_elsewhere)

    @property
    def actions(self) -> ActionsPane:
        """The list of actions."""
        return self.query_one(ActionsPane)

    def show_view(self, view: View) -> None:
        """Show another filter, or the same again after a change: the first page now, the counts behind."""
        self.view = view
        tracker = self.app.tracker
        try:
            self._seen = tracker.read.last_revision()
            ids = view.first(tracker)
        except Problem as problem:
            self.say(str(problem), "$error")
            return
        self._shown = len(ids)
        self._ahead = len(ids) == FIRST
        self._set_rows(ids, partial=self._ahead)
        self._draw_top()
        self.query_one(FilterLine).show(view.text)
        self._count(view)

    def _set_rows(self, ids: object, *, partial: bool) -> None:
        tracker, today = self.app.tracker, self.view.scope.today
        source = IdSource(ids, lambda wanted: rows(lines(tracker.read, wanted, today)))  # type: ignore[arg-type]
        self.actions.set_source(source, partial=partial)

    @work(thread=True, exclusive=True, group="count", exit_on_error=False)
    def _count(self, view: View) -> None:
        """Count everything under a filter, away from the keyboard."""
        worker = get_current_worker()
        try:
            counts = view.count(self.app.tracker)
        except Problem as problem:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.say, str(problem), "$error")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_counts, view, counts)

    def _show_counts(self, view: View, counts: Counts) -> None:
        """Show the counts, unless the filter has changed meanwhile."""
        if view is not self.view:
            return
        self._shown, self._total, self._passed, self._ahead = (
            len(counts.ids),
            counts.total,
            counts.passed,
            False,
        )
        if len(counts.ids) >= FIRST:
            self._set_rows(counts.ids, partial=False)
        scope = view.scope
        for pane, found in (
            (self.query_one(ThemesPane), counts.themes),
            (self.query_one(OfficersPane), counts.officers),
        ):
            pane.show(found, view.chosen(pane.field))
        self.query_one(CalendarPane).show(counts.months, counts.meetings, scope, view.chosen("due"))
        self._draw_top()

    def _draw_top(self) -> None:
        scope = self.view.scope
        left = [(f" {scope.name}", "bold $accent"), (f"   as at {show_day(scope.today)}", "")]
        if scope.next_meeting:
            days = (scope.next_meeting.day - scope.today).days
            when = "today" if days == 0 else f"in {count(days, 'day')}"
            left.append((f"   {scope.next_meeting.committee} {when}", "$meeting"))
        if self._passed:
            left.append((f"   {self._passed} past due", "$passed"))
        shown = f"{self._shown}{'+' if self._ahead else ''}"
        right = [
            (f"{shown} of {self._total or shown}", "bold"),
            (f"   / {self.view.text or 'no filter'} ", "$accent" if self.view.text else "$quiet"),
        ]
        top = self.query_one("#top", TopLine)
        top.left, top.right = tuple(left), tuple(right)

    def _look_elsewhere(self) -> None:
        """Notice what another window or program has written."""
        try:
            changed = self.app.tracker.read.last_revision() != self._seen
        except Problem:
            return
        if changed:
            self.refresh_rows()

    def refresh_rows(self) -> None:
        """Ask again for everything that is shown, with the cursor where it was."""
        self.actions.invalidate()
        self.show_view(View(self.view.query, self.app.tracker.scope()))
        self._show_card()

    @on(Table.Highlighted, "#actions")
    def _show_card(self) -> None:
        action = self.actions.cursor
        try:
            found = whole_action(self.app.tracker, action, self.view.scope) if action is not None else None
        except Problem as problem:
            self.say(str(problem), "$error")
            return
        self.query_one(CardPane).show(found, self.view.scope)
        self.query_one("#keys", KeyLine).refresh()

    @on(Table.Chosen, "#actions")
    def action_open(self) -> None:
        """Open the card of the action under the cursor, or go from a facet to its actions."""
        self.action_pane("actions" if self.current in ("themes", "officers", "calendar") else "card")

    @on(FacetPane.Picked)
    def _pick(self, event: FacetPane.Picked) -> None:
        self.show_view(self.view.choosing(event.pane.field, event.value))

    @on(CalendarPane.Picked)
    def _pick_month(self, event: CalendarPane.Picked) -> None:
        self.show_view(self.view.choosing("due", "none" if event.key == NONE else event.key))

    @on(FilterLine.Typed)
    def _filter(self, event: FilterLine.Typed) -> None:
        try:
            view = View.of(self.app.tracker, event.text)
        except FilterError as problem:
            self.query_one(FilterLine).complain(str(problem))
            return
        except Problem as problem:
            self.say(str(problem), "$error")
            return
        self.query_one(FilterLine).complain("")
        self.show_view(view)

    @on(FilterLine.Left)
    def _leave_filter(self) -> None:
        self.action_pane("actions")

    @on(WriteLine.Written)
    def _written(self, event: WriteLine.Written) -> None:
        self.run_command(event.command)

    @on(WriteLine.Left)
    def _leave_writing(self) -> None:
        self.action_pane(self.current)

    @on(KeyLine.Pressed)
    async def _press(self, event: KeyLine.Pressed) -> None:
        await self.run_action(event.action)

    def run_command(self, command: Command) -> None:
        """Run a command away from the keyboard, then show what it changed."""
        self._run(command, self._seen)

    @work(thread=True, group="write", exit_on_error=False)
    def _run(self, command: Command, seen: int) -> None:
        try:
            changes = self.app.tracker.run(command, seen=seen)
        except Problem as problem:
            self.app.call_from_thread(self._refused, command, str(problem))
            return
        self.app.call_from_thread(self._done, command, changes)

    def _done(self, command: Command, changes: Changes) -> None:
        self.query_one(WriteLine).leave()
        self.refresh_rows()
        sentence = changes.sentence
        self.say(f"{sentence[:1].upper()}{sentence[1:]}.", line=command.line())

    def _refused(self, command: Command, sentence: str) -> None:
        self.refresh_rows()
        self.say(sentence, "$error")

    def say(self, text: str, style: str = "", line: str = "") -> None:
        """Say something on the status line, with the shell line that would have done the same."""
        status = self.query_one("#status", StatusLine)
        status.said, status.line = (text, style), line

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        name = action.partition("(")[0]
        if name in RATES and self.actions.cursor is None:
            return "There is no action under the cursor. Widen the filter first (esc)."
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a line that is being written, but for those that leave it."""
        return not isinstance(self.focused, Input) or action in ("back", "command_palette")

    def _handle(self) -> str | None:
        """Return the handle of the action under the cursor; says why where there is none."""
        if reason := self.why_not("rate"):
            self.say(reason, "$warning")
            return None
        assert self.actions.cursor is not None
        return self.app.tracker.read.handle(self.actions.cursor)

    def action_rate(self, rating: str) -> None:
        """Open the line for the text of an update with a rating."""
        if handle := self._handle():
            self.query_one(WriteLine).open(handle, rating)

    def action_write(self) -> None:
        """Open the line for the text of an update without a rating."""
        if handle := self._handle():
            self.query_one(WriteLine).open(handle, None)

    def action_nothing_new(self) -> None:
        """Record that there is nothing new."""
        if handle := self._handle():
            self.run_command(Update(ref=handle, nothing_new=True))

    def action_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterLine).open()

    def action_back(self) -> None:
        """Leave what is open; then clear the filter; then go to the actions."""
        if isinstance(self.focused, Input):
            self.query_one(WriteLine).leave()
            self.query_one(FilterLine).leave()
            self.action_pane("actions")
        elif self.current != "actions" and self.has_class("-tabs"):
            self.action_pane("actions")
        elif self.view.text:
            self.show_view(View.of(self.app.tracker, ""))
        else:
            self.action_pane("actions")

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self.current = name
        for pane in PANES:
            self.query_one(f"#{pane}").set_class(pane == name, "-current")
        self.query_one(f"#{name}").focus()
        self._draw_tabs()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember the pane in use."""
        if event.widget.id in PANES and event.widget.id != self.current:
            self.action_pane(event.widget.id)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.action_pane(PANES[(PANES.index(self.current) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.action_pane(PANES[PANES.index(self.current) - 1])
