"""Meeting mode: the actions that a committee oversees beside a large card, under a lock, without contacts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from jatui.commands.sittings import Sitting, Told, find_sitting, told
from jatui.commands.tracker import Tracker
from jatui.domain.contacts import hide, hide_all
from jatui.domain.errors import Problem
from jatui.store.lines import lines
from jatui.store.scope import Scope
from jatui.tui.asked import Asked
from jatui.tui.keymap import bindings, is_elsewhere, writes
from jatui.tui.panes.actions import rows
from jatui.tui.panes.card import CardPane
from jatui.tui.screens.main import MainScreen
from jatui.tui.view import View, whole_action
from jatui.tui.widgets.bars import KeyLine
from jatui.tui.widgets.meeting_card import answer, meeting_card
from jatui.tui.widgets.table_source import IdSource
from jatui.tui.widgets.text import Piece, pieces

HELP = (
    "What the committee oversees beside a large card: what it was told at its last meeting, and what has changed since. "
    "The plan is locked, so that no stray key changes it; {follow-up} and {decision} write down what is asked and decided all "
    "the same, and {lock} unlocks. E-mail addresses and telephone numbers are hidden. {meeting} leaves for where one was."
)

CAPTURES = ("form('meeting ask')", "form('meeting decide')")
"""What is written down in a meeting, and so is done under the lock too: each opens a form."""

MAYBE_PHONE = re.compile(r"\d{5}")
"""Digits in a row that no day has."""

LOCKED = "Locked for the meeting, so that no stray key changes the plan."


class MeetingScreen(MainScreen):
    """The plan as a meeting needs it; the screen that one came from waits below as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("meeting")
    KEYS_OF = "meeting"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (64, "-tabs"), (110, "-wide"), (150, "-large")]  # noqa: RUF012

    def __init__(
        self,
        sitting: Sitting,
        tracker: Tracker,
        begin: int | None = None,
        view: View | None = None,
        *,
        over: Tracker | None = None,
    ) -> None:
        super().__init__(view or View.of(tracker, sitting.filter), tracker, begin)
        self.sitting = sitting
        self._over = over or tracker
        self.base = sitting.filter
        self.locked = True

    def compose(self) -> ComposeResult:
        """Lay out what the plan has, with the meeting above it."""
        for place, widget in enumerate(super().compose()):
            yield widget
            if place == 0:
                yield Static(id="sitting", markup=False)

    def card_pane(self) -> CardPane:
        """Return the pane of the large card."""
        return CardPane(self._paint, title="Card")

    def on_mount(self) -> None:
        """Say where one is."""
        self.actions.border_title = "Actions"
        self._draw_sitting()

    def _draw_sitting(self) -> None:
        state = "locked" if self.locked else "unlocked"
        self.query_one("#sitting", Static).update(
            pieces(
                [
                    (f"MEETING  {self.sitting.called}", "bold"),
                    (f"   {state}   contacts hidden   {self.key_of('meeting')} leaves", ""),
                ]
            )
        )
        self.query_one("#keys", KeyLine).refresh()

    def key_of(self, word: str) -> str:
        """Return the key of an action by its name, as the person has it."""
        return self.app.keyboard.name(word)

    def whole(self, action: int) -> Mapping[str, Any] | None:
        """Return an action without contacts, with what the committee was told of it."""
        found = whole_action(self.tracker, action, self.view.scope)
        if found is None:
            return None
        known = told(self.tracker, self.sitting, action, found["updates"])
        return {**hide_all(found), "told": Told(*hide_all(known))}

    def _paint(self, action: Mapping[str, Any], scope: Scope, width: int) -> Content:
        return meeting_card(action, action["told"], self.sitting, scope, width)

    def copied(self, action: Mapping[str, Any]) -> str:
        """Return what is copied of an action: an answer in one paragraph."""
        return answer(action, action["told"], self.sitting)

    def _source(self, ids: Sequence[int]) -> IdSource:
        tracker, today, several = self.tracker, self.view.scope.today, self.view.scope.plan is None

        def fetch(wanted: Sequence[int]) -> Any:
            found = self.try_to(lines, tracker.read, wanted, today)
            return rows(
                [line._replace(text=hide(line.text), milestone=hide(line.milestone)) for line in found],
                several=several,
            )

        return IdSource(ids, fetch)

    def where(self, action: int) -> str:
        """Say nothing of where a word stands: it may be in what is hidden here."""
        return ""

    def _offer(self, view: View, told: list[Piece], near: str) -> None:
        """Offer what is near what was typed, but for numbers that may be of a telephone."""
        if not MAYBE_PHONE.search(near):
            super()._offer(view, told, near)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now: under the lock nothing is that changes the plan."""
        if is_elsewhere(action):
            what = {"triage": "Triage", "pane": "That pane", "choose_plan": "The choice of plan"}.get(
                action.partition("(")[0], "The calendar"
            )
            return f"{what} is on the plan; {self.key_of('meeting')} goes back to it."
        if self.locked and writes(action) and not action.startswith(CAPTURES):
            return f"{LOCKED} {self.key_of('lock')} unlocks."
        return super().why_not(action)

    def unseen(self, text: str) -> str:
        """Return a text without contacts."""
        return hide(text)

    def say(self, text: str, style: str = "", line: str = "") -> None:
        """Say something without contacts."""
        super().say(hide(text), style, hide(line))

    def about(self, words: str) -> tuple[str, str]:
        """Return the title and the words of help: those of the meeting before those of the pane in use."""
        return "meeting", f"{HELP}\n\n{words}"

    def of_the_past(self, view: View, tracker: Tracker) -> MainScreen:
        """Return the same meeting in the past: what must not be seen here must not be seen there."""
        try:
            sitting = find_sitting(tracker, self.sitting.name)
        except Problem:
            sitting = self.sitting
        return MeetingScreen(sitting, tracker, self.actions.cursor, view, over=self.tracker)

    def action_changed(self) -> None:
        """See what changed since the committee met last."""
        from jatui.tui.screens.changed import ChangedScreen

        last, since = self.sitting.last, self.sitting.since
        named = f"{last.committee} {last.day}" if last and since > 1 else f"revision {since}"
        self.app.push_screen(ChangedScreen(self.tracker, self.view.text, self._go_to_card, named))

    def _asked(self, action: str) -> Asked | None:
        """Return what a key is pressed for, with the meeting that is held."""
        found = super()._asked(action)
        return replace(found, meeting=self.sitting.name) if found else None

    def action_pane(self, name: str) -> None:
        """Go to a pane, of the two that there are."""
        if not self.refuse(f"pane('{name}')"):
            super().action_pane(name)

    def action_next_pane(self, step: int) -> None:
        """Go to the other pane."""
        self.action_pane("card" if self.current == "actions" else "actions")

    def action_lock(self) -> None:
        """Unlock the keys that change the plan, or lock them again."""
        self.locked = not self.locked
        self._draw_sitting()
        self.say(
            LOCKED
            if self.locked
            else f"Unlocked: every key of the plan works. {self.key_of('lock')} locks them again.",
            "" if self.locked else "$warning",
        )

    def action_meeting(self) -> None:
        """Leave the meeting; the plan is as one left it. Where the meeting lies over the present, that comes back."""
        if self._over is not self.tracker:
            self.app.return_to_present()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave the meeting."""
        self.action_meeting()

    def look_again(self) -> None:
        """Ask again for everything that is shown; where the meeting itself is gone, go on with what was known of it."""
        try:
            super().look_again()
        except Problem as problem:
            self.miss(problem)
