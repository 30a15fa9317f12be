"""What the keys do in the triage queue: two keys and the text for an update, one where there is nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from jatui.commands.registry import Command
from jatui.commands.triage import Review
from jatui.domain.errors import Problem
from jatui.store.inbox import unplaced
from jatui.store.meetings import planned
from jatui.store.places import Place
from jatui.store.queue import review_day
from jatui.tui.asked import Asked
from jatui.tui.keymap import bindings
from jatui.tui.screens.deciding import DecidingScreen
from jatui.tui.view import whole_action
from jatui.tui.widgets.card import paragraph
from jatui.tui.widgets.table import Table

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

WHILE_TYPING = ("back", "overrule", "editor", "app.command_palette", "help")
"""What a key may do while a text is being typed."""

AT_THE_END = (
    "accept",
    "step",
    "undo",
    "redo",
    "help",
    "leave",
    "back",
    "other_meeting",
    "paste",
    "go",
    "app.",
)
"""What a key may do where no card is looked at."""

MANY = ("rate", "write", "nothing_new", "form('review')", "form('milestone move')", "mark")
"""What goes for the marked actions where some are marked, so that the card need not be looked at."""


class TriageScreen(DecidingScreen):
    """The queue, and what each key does with the card or with the marked actions."""

    BINDINGS: ClassVar = bindings("triage")
    KEYS_OF = "triage"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a text that is being typed, but for those that it has no use for."""
        return not self.typing or action in WHILE_TYPING

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if self.ordering and not action.startswith(("leave", "back", "help", "app.")):
            return "The queue is being put in order."
        if action.startswith(AT_THE_END):
            if action.startswith("accept") and self.walk.current is None and not self.walk.skipped:
                return self.in_keys("Every action was looked at. {leave} leaves the queue.")
            return None
        if self.walk.current is None and not (self.queue.mark_count and action.startswith(MANY)):
            return self.in_keys("Every action was looked at. {card-before} goes back to the card before.")
        if action.startswith("send_back") and self.came_in is None:
            return "No update of this action came in, so there is nothing to send back."
        if action.startswith("overrule") and not self._doubtful():
            return self.in_keys("Nothing about it is odd; {accept} saves it.")
        return None

    def action_rate(self, rating: str) -> None:
        """Open the text of a decision with a rating."""
        if not self.refuse("rate"):
            self._open(rating)

    def action_write(self) -> None:
        """Open the text of a decision without a rating."""
        if not self.refuse("write"):
            self._open(None)

    def action_accept(self) -> None:
        """Accept what came in as it stands; at the end, go through what was skipped."""
        if self.refuse("accept"):
            return
        if self.walk.current is None:
            self.walk.again()
            self.show_card()
        elif self.queue.mark_count:
            words = (
                "Some are marked: {red} {amber} {green} {blue}, {defer} or {nothing-new} go for all of them. "
            )
            self.say(self.in_keys(words + "{back} takes the marks away."), "$warning")
        elif self.came_in is None:
            words = "Nothing came in to accept. {nothing-new} records that there is nothing new, "
            self.say(self.in_keys(words + "{red} {amber} {green} {blue} rate it."), "$warning")
        else:
            self._decide(self._review())

    def action_overrule(self) -> None:
        """Record the decision although something about it is odd."""
        if not self.refuse("overrule"):
            self._decide(self._review(), anyway=True)

    def action_nothing_new(self) -> None:
        """Record that there is nothing new."""
        if not self.refuse("nothing_new"):
            asked = self._asked()
            self.run_command(Review(ref=asked.refs, nothing_new=True, review=asked.day))

    def action_skip(self) -> None:
        """Leave the card for the second round."""
        if not self.refuse("skip"):
            self.walk.skip()
            self.queue.invalidate()
            self.show_card()

    def action_step(self, way: int) -> None:
        """Go to the card before, or after."""
        if not self.refuse("step"):
            self.walk.step(way)
            self.show_card()

    def action_go(self, way: str) -> None:
        """Move in the list; the card follows."""
        if not self.refuse("go"):
            if self.walk.current is None and self.walk.order:
                self.walk.go_to(self.queue.cursor or self.walk.order[-1])
            self.queue.go(way)
            if self.queue.cursor is not None:
                self.walk.go_to(self.queue.cursor)
            self.show_card()

    def action_form(self, name: str) -> None:
        """Open a command's form."""
        if not self.refuse(f"form('{name}')"):
            self._ask(name, self._asked())

    def action_send_back(self, unplaced: bool = False) -> None:
        """Ask why what came in goes back, then show the reply to paste."""
        if unplaced:
            self._ask_unplaced("return")
        elif not self.refuse("send_back"):
            self._ask("return", self._asked())

    def action_place(self) -> None:
        """Ask which action the update is for that waits longest without one."""
        self._ask_unplaced("place")

    def _ask_unplaced(self, name: str) -> None:
        waiting = unplaced(self.tracker.read, self.scope)
        if waiting:
            self._ask(name, Asked(self.tracker, day=review_day(self.scope, self.meeting), came_in=waiting[0]))
        else:
            self.say("Every update that waits has an action.", "$warning")

    def _ask(self, name: str, asked: Asked) -> None:
        from jatui.tui.forms import FORMS
        from jatui.tui.screens.form import FormScreen

        screen = FormScreen(name, FORMS[name], asked, self.seen)

        def done(found: tuple[Command, Outcome] | None) -> None:
            if found:
                self._finish(*found)
                if name == "return" and asked.came_in is not None:
                    self._show_reply(asked, found[0])

        self.app.push_screen(screen, done)

    def _show_reply(self, asked: Asked, command: Command) -> None:
        """Show the reply to whoever sent the update, and put it on the clipboard."""
        from jatui.commands.triage import reply_to
        from jatui.tui.screens.note import NoteScreen

        assert asked.came_in is not None
        text = reply_to(self.tracker.read, asked.came_in, str(command.reason_given()))
        self.app.copy_to_clipboard(text)
        self.app.push_screen(
            NoteScreen(f"A reply to paste; it is on the clipboard. {self.app.copied}".rstrip(), text)
        )

    def action_paste(self) -> None:
        """Take in a reply that is pasted."""
        from jatui.tui.screens.paste import PasteScreen

        if not self.refuse("paste"):
            self.app.push_screen(PasteScreen(self.drafts), lambda done: self._finish(*done) if done else None)

    def action_editor(self) -> None:
        """Write the text in an editor, then go on in the line."""
        from jatui.tui.editor import edit

        if self.refuse("editor"):
            return
        if not self.decide.is_open:
            self._open(None)
        text = edit(self.app, self.decide.text)
        if isinstance(text, Problem):
            self.say(str(text), "$warning")
        else:
            self.decide.field.text = text
        self.decide.field.focus()

    def action_mark(self) -> None:
        """Mark the action and go to the next in the list, or take its mark away."""
        if not self.refuse("mark"):
            self.queue.action_mark()
            self.action_go("down")

    def action_mark_range(self) -> None:
        """Mark from the action marked last to this one."""
        if not self.refuse("mark"):
            self.queue.action_mark_range()

    def action_mark_all(self) -> None:
        """Mark every action in the queue."""
        if not self.refuse("mark"):
            self.queue.action_mark_all()

    def action_copy(self) -> None:
        """Copy the action as a paragraph."""
        if self.refuse("copy") or self.walk.current is None:
            return
        found = whole_action(self.tracker, self.walk.current, self.scope)
        if found is not None:
            self.app.copy_to_clipboard(paragraph(found))
            self.say(f"Copied {found['handle']} with its wording and standing. {self.app.copied}".rstrip())

    def go_to_place(self, place: Place) -> None:
        """Go to the card of an action that was found in the palette, where the queue has it."""
        if place.kind == "action" and self.walk.entry(int(place.value)):
            self.walk.go_to(int(place.value))
            self.show_card()
        else:
            self.say(
                f"{place.name} is not in the queue. {self.in_keys('{leave} goes back to the plan.')}",
                "$warning",
            )

    def action_other_meeting(self) -> None:
        """Go through the actions for the meeting after this one; after the last for the first again."""
        ahead = [each for each in planned(self.tracker.read) if each.day >= self.scope.today]
        if not ahead:
            self.say(self.in_keys("No meeting is planned. {add-meeting} on the plan adds one."), "$warning")
            return
        known = [(each.committee, each.day) for each in ahead]
        at = known.index((self.meeting.committee, self.meeting.day)) if self.meeting else -1
        self.meeting = ahead[(at + 1) % len(ahead)]
        self.ordering = True
        self._order(self.meeting)

    def action_help(self) -> None:
        """Show the keys and what the queue is for."""
        from jatui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("triage", self.queue.HELP, "triage"))

    def action_back(self) -> None:
        """Leave the text, which is kept; then take the marks away."""
        if self.decide.is_open:
            self._close()
        elif self.queue.mark_count:
            self.queue.action_clear_marks()
        else:
            self.say(self.in_keys("{leave} goes back to the plan."))

    def action_leave(self) -> None:
        """Go back to the plan; the queue is as it was when one comes again."""
        self.dismiss(None)

    @on(Table.Chosen, "#queue")
    def _chosen(self) -> None:
        self.show_card()
