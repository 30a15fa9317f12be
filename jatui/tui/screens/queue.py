"""The triage queue on the screen: the list, the card under the cursor, and how both are kept up with the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day
from jatui.domain.errors import Problem
from jatui.drafts import Drafts
from jatui.store.inbox import Incoming, touched, unplaced, waiting
from jatui.store.lines import lines
from jatui.store.queue import REASONS, Entry, entry, outcome, queue, review_day
from jatui.store.scope import Meeting, Scope
from jatui.tui.panes.card import called
from jatui.tui.panes.queue import QueuePane, rows
from jatui.tui.screens.live import LiveScreen
from jatui.tui.view import View, whole_action
from jatui.tui.walk import Walk
from jatui.tui.widgets.bars import KeyLine, StatusLine, TopLine
from jatui.tui.widgets.decide import DecideLine, Lines
from jatui.tui.widgets.folded import Folded
from jatui.tui.widgets.table import Table
from jatui.tui.widgets.table_source import IdSource
from jatui.tui.widgets.text import Piece, pieces, shown
from jatui.tui.widgets.triage_card import end_card, triage_card

MOST_AT_ONCE = 50
"""Actions up to which each is asked for by itself after a change, instead of the whole queue."""

LEAST_CARD = 30

COLOURS = {"submitted": "$accent", "passed": "$passed"}
"""The reasons that stand out at the top."""


class QueueScreen(LiveScreen):
    """The queue for one meeting under a filter, and the card of the action that is looked at."""

    AUTO_FOCUS = "#queue"

    def __init__(self, view: View, tracker: Tracker) -> None:
        super().__init__(tracker, "-ordering")
        self.view = view
        self.meeting = view.scope.next_meeting
        self.walk = Walk([])
        self.drafts = Drafts.of(tracker.store.path)
        self.came_in: Incoming | None = None
        self.ordering = True
        self._unplaced = 0

    @property
    def scope(self) -> Scope:
        """The plan and the day that the queue is of."""
        return self.view.scope

    @property
    def review(self) -> str:
        """The day that this triage is for, as the database keeps it."""
        return review_day(self.scope, self.meeting).isoformat()

    @property
    def queue(self) -> QueuePane:
        """The list of actions."""
        return self.query_one(QueuePane)

    @property
    def decide(self) -> DecideLine:
        """The line for the text of a decision."""
        return self.query_one(DecideLine)

    def compose(self) -> ComposeResult:
        """Lay out the list beside the card, and the line below them."""
        yield TopLine(id="top")
        yield Static(id="reasons", markup=False)
        with Horizontal(id="panes"):
            yield QueuePane(several=self.scope.plan is None)
            with Folded(id="triage-card", can_focus=False):
                yield Static("The queue is being put in order ...", id="triage-text", markup=False)
        yield DecideLine()
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, "triage", id="keys")

    def on_mount(self) -> None:
        """Put the queue in order, away from the keyboard."""
        self._order(self.meeting)

    @on(Folded.Resized)
    def _fold(self) -> None:
        """Fold the card for another width."""
        if not self.ordering:
            self._draw_card()

    @work(thread=True, exclusive=True, group="order")
    def _order(self, meeting: Meeting | None, then: Callable[[], None] = lambda: None) -> None:
        """Ask for the whole queue and show it, then go on."""
        tracker, scope = self.tracker, self.scope
        day = review_day(scope, meeting)
        try:
            with tracker.store.moment() as read:
                seen = read.last_revision()
                found = queue(read, scope, self.view.selection, day)
            at = self.drafts.place(scope.slug, day.isoformat())
            ids = tracker.read.find_ref(at, scope.plan) if at else []
        except Problem as problem:
            self.app.call_from_thread(self.miss, problem)
        else:
            self.app.call_from_thread(self._ordered, found, ids[0] if ids else None, seen)
        self.app.call_from_thread(then)

    def _ordered(self, found: Sequence[Entry], at: int | None, seen: int) -> None:
        """Show the queue, at the card that was looked at last; what was found before the last decision is of no use."""
        if seen < self.seen:
            self._order(self.meeting)
            return
        if self.ordering:
            self.walk, self.ordering = Walk(found, at), False
            self.remove_class("-ordering")
            self._show_list()
            self.show_card()
        else:
            self.walk.update(found)
            known = {each.action for each in found}
            gone = [each for each in self.walk.order if each not in known]
            self.walk.update(Entry(action, len(REASONS) - 1, True) for action in gone)
            self._show_list()
            self._draw_card()
        self.seen = seen

    def _show_list(self) -> None:
        tracker, today, walk, several = self.tracker, self.scope.today, self.walk, self.queue.several

        def fetch(wanted: Sequence[int]) -> Any:
            return rows(self.try_to(lines, tracker.read, wanted, today), walk, several=several)

        self.queue.set_source(IdSource(walk.order, fetch))
        self._draw_top()

    def look_again(self) -> None:
        """Put the queue in order again, unless a text is being typed."""
        if not self.decide.is_open:
            self._order(self.meeting)

    def show_card(self) -> None:
        """Show the card that one has come to, or the end, and keep the place."""
        current = self.walk.current
        self.say("")
        if current is not None:
            self.queue.go_to(current)
            handle = self.try_to(self.tracker.read.names, [current], self.scope.plan)
            if handle:
                self.drafts.keep_place(self.scope.slug, self.review, handle[0][1])
        self.query_one("#triage-card").scroll_home(animate=False)
        self._draw_top()
        self._draw_card()

    def _draw_card(self) -> None:
        """Draw the card of the action that is looked at, or what came of the triage at the end."""
        card = self.query_one("#triage-card", VerticalScroll)
        width = max(LEAST_CARD, card.scrollable_content_region.width)
        current, tracker = self.walk.current, self.tracker
        try:
            if current is None:
                self.came_in = None
                found = outcome(tracker.read, self.scope, review_day(self.scope, self.meeting))
                card.border_title = "Done" if not self.walk.left else "The end of the first round"
                text = end_card(found, self.walk.left, self.walk.skipped)
            else:
                action = whole_action(tracker, current, self.scope)
                came_in = waiting(tracker.read, current, self.scope.today)
                self.came_in = came_in[0] if came_in else None
                if action is None:
                    text = pieces([("The action is gone from the plan.", "$warning")])
                else:
                    card.border_title = shown(called(action, self.scope))
                    text = triage_card(
                        action, self.came_in, len(came_in), self._why(current), self.scope, width
                    )
        except Problem as problem:
            self.miss(problem)
            return
        self.query_one("#triage-text", Static).update(text)
        self.query_one("#keys", KeyLine).refresh()

    def _why(self, action: int) -> str:
        found = self.walk.entry(action)
        if found is None or found.done:
            return "looked at"
        return {"due before": "due before the meeting", "silent": "nothing heard since the last meeting"}.get(
            REASONS[found.reason], REASONS[found.reason]
        )

    def _draw_top(self) -> None:
        self._unplaced = len(self.try_to(unplaced, self.tracker.read, self.scope))
        top, meeting = self.query_one("#top", TopLine), self.meeting
        top.name_of_plan = "Triage"
        if meeting:
            closing = f" · papers close {short_day(meeting.deadline)}" if meeting.deadline else ""
            top.left = (
                (f"for {meeting.committee} ", ""),
                (short_day(meeting.day), "$meeting"),
                (closing, "$quiet"),
            )
        else:
            day = review_day(self.scope)
            top.left = ((f"no meeting ahead; looked at for {short_day(day)}", "$quiet"),)
        walk, total = self.walk, len(self.walk.order)
        at = f"{total if walk.place is None else walk.place + 1:,} of {total:,}"
        filter = f"   / {self.view.text}" if self.view.text else ""
        top.right = ((at, "bold"), (f"   {walk.done:,} done{filter} ", "$quiet"))
        self.query_one("#reasons", Static).update(pieces(self._reasons()), layout=False)

    def _reasons(self) -> list[Piece]:
        """Return how many are left for each reason."""
        told: list[Piece] = [(" ", "")]
        for place, (name, number) in enumerate(self.walk.reasons):
            told.append((f"{' · ' if place else ''}{number:,} {name}", COLOURS.get(name, "")))
        if self.walk.skipped:
            told.append((f" · {self.walk.skipped:,} skipped", "$warning"))
        if self._unplaced:
            told.append(
                (f" · {self._unplaced:,} without an action: {self.app.keyboard.name('place')}", "$warning")
            )
        if marked := self.queue.mark_count:
            told.append((f" · {marked:,} marked", "bold"))
        if len(told) == 1:
            told.append(("" if self.ordering else "all looked at", "$quiet"))
        return told

    def follow(self, revision: int, go_on: Callable[[Sequence[int]], None]) -> None:
        """Take over what a revision changed, then go on with the actions that it is about; 0 changed nothing."""
        read = self.tracker.read
        actions = touched(read, revision) if revision else []
        if len(actions) > MOST_AT_ONCE:
            self._order(self.meeting, lambda: go_on(actions))
            return
        self.seen = revision or self.seen
        day = review_day(self.scope, self.meeting)
        found = [
            entry(read, self.scope, each, day) or Entry(each, len(REASONS) - 1, True) for each in actions
        ]
        self.walk.update(each for each in found if self.walk.entry(each.action) or not each.done)
        self.queue.invalidate()
        go_on(actions)

    @on(Table.Highlighted, "#queue")
    def _highlight(self, event: Table.Highlighted) -> None:
        """Look at the action that the cursor of the list was moved to."""
        if event.id is not None and event.id != self.walk.current and self.queue.cursor == event.id:
            if self.walk.current is None:
                return
            self.walk.go_to(event.id)
            self.show_card()

    @on(Table.Marked, "#queue")
    def _count_marks(self) -> None:
        self._draw_top()

    @property
    def typing(self) -> bool:
        """Whether a text is being typed."""
        return isinstance(self.focused, Lines)
