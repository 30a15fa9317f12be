"""What the keys do on the main screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.journal import Redo, Undo
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem, Stale
from jatui.domain.keys import told_keys
from jatui.domain.words import sentence
from jatui.store import Changes
from jatui.store.filters import compile_query
from jatui.store.schemes import schemes_of
from jatui.tui.asked import Asked
from jatui.tui.bulk import subject
from jatui.tui.keymap import bindings
from jatui.tui.long import STILL
from jatui.tui.panes.actions import ActionsPane
from jatui.tui.panes.calendar import CalendarPane
from jatui.tui.panes.card import CardPane, called
from jatui.tui.panes.facets import FacetPane
from jatui.tui.screens.ways import WaysScreen
from jatui.tui.view import View
from jatui.tui.widgets.card import paragraph
from jatui.tui.widgets.filter_line import FilterLine
from jatui.tui.widgets.lines import WriteLine
from jatui.tui.widgets.table import Table

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

BESIDE = {
    "right": {"themes": "actions", "officers": "calendar", "actions": "card", "calendar": "card"},
    "left": {"card": "actions", "actions": "themes", "calendar": "officers"},
}
"""The pane to the left or the right of each."""

WHILE_TYPING = ("back", "app.command_palette", "go", "help", "editor")
"""What a key may do while a line is being typed into."""


class MainScreen(WaysScreen):
    """The plan on the screen, and what each key does with it."""

    BINDINGS: ClassVar = bindings()

    @property
    def saving(self) -> bool:
        """Whether a text is being saved that was written just now."""
        return self.query_one(WriteLine).saving

    def _leave_filter(self) -> None:
        self.query_one(FilterLine).leave()
        self.action_pane("actions")

    @on(WriteLine.Written)
    def _written(self, event: WriteLine.Written) -> None:
        self.run_command(event.command, seen=event.seen)

    @on(WriteLine.Left)
    def _leave_writing(self) -> None:
        self.query_one(WriteLine).close(saved=False)
        self.action_pane(self.current)

    def run_command(self, command: Command, *, seen: int | None = None) -> None:
        """Run a command away from the keyboard, then show what it changed or why it was refused."""
        self.app.run_command(command, lambda outcome: self._finish(command, outcome), seen=seen)

    def _finish(self, command: Command, outcome: Outcome) -> None:
        writing = self.query_one(WriteLine)
        if isinstance(outcome, Problem):
            self.look_again()
            writing.hold(self.seen if isinstance(outcome, Stale) else None)
            self.say(str(outcome), "$error")
            return
        if isinstance(command, Update) and writing.has_class("-open"):
            writing.close(saved=True)
            self.action_pane(self.current)
        if outcome.revision:
            self.look_again()
        if isinstance(command, Undo | Redo):
            self._follow(outcome)
        elif outcome.revision:
            self.actions.action_clear_marks()
        odd = f" Recorded although: {', '.join(outcome.overruled)}." if outcome.overruled else ""
        said = f"{sentence(outcome.sentence)}{odd}"
        self.say(said, "$warning" if odd else "", line=self.app.line(command))

    def _follow(self, changes: Changes) -> None:
        """Bring the cursor to the action that was changed, where it is among those shown."""
        touched = changes.ids.get("action", frozenset())
        if touched and self.actions.cursor not in touched:
            self.actions.go_to(min(touched))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a line that is being typed into, but for those that it has no use for."""
        return not isinstance(self.focused, Input) or action in WHILE_TYPING

    def _asked(self, action: str) -> Asked | None:
        """Return what a key is pressed for: the marked actions, or the one under the cursor; says why where there is none."""
        if self.refuse(action):
            return None
        read = self.app.tracker.read
        marked = self.actions.marked
        chosen = marked or ({self.actions.cursor} if self.actions.cursor is not None else set())
        named = read.names(sorted(chosen), self.view.scope.plan)
        return Asked(
            self.app.tracker,
            tuple(id for id, _ in named),
            tuple(handle for _, handle in named),
            self.view.spot.day,
        )

    def action_rate(self, rating: str) -> None:
        """Open the line for the text of an update with a rating."""
        if asked := self._asked("rate"):
            self._open_writing(asked, rating)

    def action_write(self) -> None:
        """Open the line for the text of an update without a rating."""
        if asked := self._asked("write"):
            self._open_writing(asked, None)

    def _open_writing(self, asked: Asked, rating: str | None, *, nothing_new: bool = False) -> None:
        """Open the line for what is said of actions, and tell of several what will come of it."""
        told = subject(asked, self.view.scope, self._hidden(asked), rating, nothing_new=nothing_new)
        self.query_one(WriteLine).open(told, self.seen)

    def action_editor(self) -> None:
        """Write the text in an editor of one's own, then go on in the line."""
        from jatui.tui.editor import edit

        line = self.query_one(WriteLine)
        if self.query_one(FilterLine).is_open:
            self.say(self.in_keys("The filter is one line. {back} leaves it."), "$warning")
            return
        if not line.has_class("-open"):
            self.action_write()
        if line.has_class("-open"):
            text = edit(self.app, line.text)
            if isinstance(text, Problem):
                self.say(str(text), "$warning")
            else:
                line.text = text

    def _hidden(self, asked: Asked) -> list[str]:
        """Return the handles of those marked actions that the filter does not let through."""
        if not self.view.text or len(asked.actions) < 2:
            return []
        shown = set(self.app.tracker.read.action_ids(compile_query(self.view.query, self.view.scope)))
        named = zip(asked.actions, asked.handles, strict=True)
        return [handle for action, handle in named if action not in shown]

    def action_nothing_new(self) -> None:
        """Record that there is nothing new; of several actions, once it was told what they are."""
        asked = self._asked("nothing_new")
        if asked and len(asked.actions) > 1:
            self._open_writing(asked, None, nothing_new=True)
        elif asked:
            self.run_command(Update(ref=asked.refs, nothing_new=True), seen=self.seen)

    def action_form(self, name: str) -> None:
        """Open a command's form."""
        from jatui.tui.forms import FORMS
        from jatui.tui.screens.form import FormScreen

        if asked := self._asked(f"form('{name}')"):
            screen = FormScreen(name, FORMS[name], asked, self.seen)
            self.app.push_screen(screen, lambda done: self._finish(*done) if done else None)

    def action_met(self) -> None:
        """Mark the next open stage met today."""
        from jatui.commands.milestones import Met

        if asked := self._asked("met"):
            self.run_command(Met(ref=asked.refs), seen=self.seen)

    def action_suggestion(self) -> None:
        """Read the milestone as it is suggested."""
        from jatui.commands.milestones import Accept

        if asked := self._asked("suggestion"):
            self.run_command(Accept(ref=asked.refs), seen=self.seen)

    def action_mark(self) -> None:
        """Mark the action under the cursor and go on to the next, or take its mark away."""
        if self._asked("mark"):
            self.actions.action_mark()
            self.actions.go("down")

    def action_mark_range(self) -> None:
        """Mark from the action marked last to the cursor."""
        if self._asked("mark"):
            self.actions.action_mark_range()

    def action_mark_all(self) -> None:
        """Mark every action shown."""
        if self._asked("mark"):
            self.actions.action_mark_all()

    def action_copy(self) -> None:
        """Copy the action under the cursor as a paragraph."""
        action = self.actions.cursor
        found = None if action is None else self.whole(action)
        if found is None:
            self.say(self.why_not("copy") or "The action is gone.", "$warning")
            return
        self.app.copy_to_clipboard(self.copied(found))
        self.say(
            f"Copied {called(found, self.view.scope)} with its wording and standing. {self.app.copied}".rstrip()
        )

    def copied(self, action: Mapping[str, Any]) -> str:
        """Return what is copied of an action."""
        return paragraph({**action, "handle": called(action, self.view.scope)})

    def unseen(self, text: str) -> str:
        """Return a text as it may be seen where the plan is."""
        return text

    def of_the_past(self, view: View, tracker: Tracker) -> MainScreen:
        """Return the screen that shows the past in place of this one, at the same action."""
        return MainScreen(view, tracker, self.actions.cursor)

    def action_neighbour(self, step: int) -> None:
        """Go to the next action, or to the one before, wherever one is."""
        self.actions.go("down" if step > 0 else "up")

    def action_leave(self) -> None:
        """Leave the past, or from the present jatui."""
        if self.app.looks_back:
            self.app.return_to_present()
        elif self.app.insist():
            self.say(f"{STILL} esc stops it; it is said here when it is done.", "$warning")
        else:
            self.app.exit()

    def action_help(self) -> None:
        """Show the keys and what the pane in use is for."""
        from jatui.tui.screens.help import HelpScreen

        pane = self.query_one(f"#{self.current}")
        keys = told_keys(schemes_of(self.app.tracker.read, self.view.scope.plan))
        title, words = self.about(getattr(pane, "HELP", "") or "")
        self.app.push_screen(HelpScreen(title, words, self.KEYS_OF, keys))

    def about(self, words: str) -> tuple[str, str]:
        """Return the title and the words of help, given those of the pane in use."""
        return self.current, words

    def action_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterLine).open()

    def action_zoom(self) -> None:
        """Show another face of the calendar."""
        if not self.refuse("zoom") and self.calendar.turn() == "agenda":
            self._count(self.view, agenda=True)

    def action_other_year(self) -> None:
        """Begin the calendar's year in another month."""
        if not self.refuse("other_year"):
            self.say(f"The calendar shows the {self.calendar.other_year()} year.")

    def action_enlarge(self) -> None:
        """Put the calendar before everything else, or back in its place."""
        if not self.refuse("enlarge"):
            self.toggle_class("-calendar")
            self.action_pane("calendar" if self.has_class("-calendar") else "actions")

    def action_back(self) -> None:
        """Leave what is open; then clear the filter; then the past; then go to the actions."""
        if self.app.stop_looking_back() or self.app.stop_long():
            return
        if self.query_one(WriteLine).has_class("-open"):
            self._leave_writing()
        elif self.query_one(FilterLine).has_class("-open"):
            self._leave_filter()
        elif self.actions.mark_count:
            self.actions.action_clear_marks()
        elif self.has_class("-calendar"):
            self.action_enlarge()
        elif self.view.text != self.base:
            self.show_view(View.of(self.app.tracker, self.base))
        elif self.app.looks_back:
            self.app.return_to_present()
        else:
            self.action_pane("actions")

    @on(Table.Chosen)
    def action_open(self) -> None:
        """Open the card of the action under the cursor, or go from a facet to its actions."""
        self.action_pane("card" if self.current == "actions" else "actions")

    def action_go(self, way: str) -> None:
        """Move in the pane in use, or to the one beside it; while the filter is typed, in the actions."""
        if isinstance(self.focused, Input):
            if self.query_one(FilterLine).has_class("-open") and way not in ("left", "right", "home", "end"):
                self.actions.go(way)
            return
        pane: ActionsPane | FacetPane | CalendarPane | CardPane = self.query_one(f"#{self.current}")  # type: ignore[assignment]
        if not pane.go(way) and (beside := BESIDE.get(way, {}).get(self.current)):
            self.action_pane(beside)
