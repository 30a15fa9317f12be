"""The history of an action or of everything: who did what, when and why, and what each field was and became."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.content import Content
from textual.worker import Worker

from jatui.commands.journal import Undo
from jatui.commands.past import find_moment
from jatui.commands.tracker import Tracker
from jatui.domain.moments import tell_hour
from jatui.domain.text import clean_lines
from jatui.domain.words import count, sentence
from jatui.store.history import Details, details, revisions, revisions_of
from jatui.tui.keymap import bindings
from jatui.tui.screens.listing import ListingScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.difference import difference
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import pieces, shown

if TYPE_CHECKING:
    from jatui.domain.history import Touched

LABEL = 18


class HistoryScreen(ListingScreen):
    """The revisions, the newest first, and what the one under the cursor changed."""

    BINDINGS: ClassVar = bindings("history")
    KEYS_OF = "history"
    HELP = (
        "Everything that was done, the newest first: of one action, or of the whole plan. Below the list stands what each "
        "field was and what it became, with the words that changed. {see-then} shows the plan as the revision left it, "
        "{undo-revision} takes back that very revision, where nothing has touched the same rows since."
    )

    def __init__(self, tracker: Tracker, action: int | None, go: Callable[[int], None]) -> None:
        columns = [
            Column("number", "Rev", 7, align="right"),
            Column("at", "When", 17),
            Column("actor", "Who", 16, drop_order=2),
            Column("what", "What", "fill", minimum=20, weight=2),
            Column("why", "Why", "fill", minimum=12, drop_order=1),
        ]
        super().__init__(tracker, columns, go)
        self._action = action
        self._of: int | None = action
        self._details: tuple[int, Details] | None = None

    def gather(self) -> None:
        """Ask for the revisions."""
        action = self._of

        def revisions(_: Worker[Any]) -> tuple[Sequence[int], str, int]:
            read = self.tracker.read
            last = read.last_revision()
            if action is None:
                return range(last, 0, -1), "everything", last
            called = read.names([action], self.tracker.scope().plan)
            return revisions_of(read, action), called[0][1], last

        self.ask(revisions, lambda found: self._show(*found))

    def _show(self, numbers: Sequence[int], handle: str, last: int) -> None:
        self.seen = last
        self.table.set_caption("Nothing was done yet.")
        self.table.set_source(IdSource(numbers, self._rows))
        self.table.border_title = pieces([(f"History of {handle}", "")])
        top = self.query_one("#top", TopLine)
        top.name_of_plan = f"History of {handle}"
        top.left = (("the newest first", "$quiet"),)
        top.right = ((f"{count(len(numbers), 'revision')} ", "bold"),)
        self.draw()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {each["revision"]: _cells(each) for each in self._revisions(wanted)}

    def draw(self) -> None:
        """Ask what the revision under the cursor changed, away from the keyboard, and tell it."""
        number = self.table.cursor
        if number is None:
            self.tell([])
        elif self._details is not None and self._details[0] == number:
            self._tell(number, self._details[1])
        else:
            wanted = () if self._of is None else (self._of,)
            self.ask(
                lambda _: details(self.tracker.read, number, wanted),
                lambda found: self._tell(number, found),
                "details",
            )

    def _tell(self, number: int, found: Details) -> None:
        if number != self.table.cursor:
            return
        found = replace(found, rows=tuple(map(self._seen, found.rows)))
        self._details = (number, found)
        revision = self._revision(number)
        if revision is None:
            return
        lines = [*shown(sentence(revision["sentence"])).stylize("bold").wrap(self.width)]
        if revision["reason"]:
            lines += pieces([("Why  ", "$quiet"), (revision["reason"], "")]).wrap(self.width)
        for row in found.rows:
            lines += [Content(""), pieces([(row.name, "$accent"), (f"  {row.did}", "$quiet")])]
            for each in row.fields:
                folded = difference(each.before, each.after, self.width - LABEL)
                for place, text in enumerate(folded):
                    lines.append(Content.styled(f"{'' if place else each.name:{LABEL}}", "$quiet") + text)
        if found.more:
            lines.append(Content.styled(f"and {count(found.more, 'row')} more", "$quiet"))
        self.tell(lines)

    def _seen(self, row: Touched) -> Touched:
        """Return a row as it may be seen over the plan that is looked at."""
        unseen = self.app.unseen
        fields = (
            each._replace(before=each.before and unseen(each.before), after=each.after and unseen(each.after))
            for each in row.fields
        )
        return row._replace(name=unseen(row.name), fields=tuple(fields))

    def _revision(self, number: int) -> dict[str, Any] | None:
        return next(iter(self._revisions([number])), None)

    def _revisions(self, wanted: Sequence[int]) -> list[dict[str, Any]]:
        """Return revisions as they may be seen over the plan that is looked at."""
        found, unseen = self.try_to(lambda: revisions(self.tracker.read, wanted)), self.app.unseen
        return [
            {**each, "sentence": unseen(each["sentence"]), "reason": unseen(each["reason"] or "")}
            for each in found
        ]

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if (
            action.startswith(("undo_revision", "look_at", "copy_list", "to_action"))
            and not self.table.cursor
        ):
            return "There is no revision under the cursor."
        if action.startswith("to_action") and self._of is None and self._touched() is None:
            return "That revision touched no action that is in the plan."
        return super().why_not(action)

    def _touched(self) -> int | None:
        """Return the first action that the revision under the cursor touched and that is there."""
        found = self._details[1].rows if self._details and self._details[0] == self.table.cursor else ()
        actions = list(dict.fromkeys(row.action for row in found if row.action is not None))
        there = {id for id, _ in self.tracker.read.handles(actions)}
        return next((each for each in actions if each in there), None)

    @on(Table.Chosen)
    def action_to_action(self) -> None:
        """Go to the card of the action that the revision touched."""
        if not self.refuse("to_action"):
            action = self._of if self._of is not None else self._touched()
            if action is not None:
                self.to_plan(action)

    def action_history(self) -> None:
        """Show the history of everything, or of the action again."""
        if self._of is None and self._action is None:
            self.say("This is the history of everything.")
            return
        self._of = None if self._of is not None else self._action
        self._details = None
        self.look_again()

    def action_look_at(self) -> None:
        """See the plan as the revision under the cursor left it."""
        if self.refuse("look_at"):
            return
        app, number = self.app, self.table.cursor
        moment = find_moment(app.present, f"revision {number}")
        app.pop_screen()
        app.look_back(moment)

    def action_undo_revision(self) -> None:
        """Take back the very revision under the cursor."""
        if not self.refuse("undo_revision"):
            self.run_command(Undo(revision=self.table.cursor))

    def action_copy_list(self) -> None:
        """Copy the revision under the cursor with what it changed."""
        number = self.table.cursor
        if self.refuse("copy_list") or number is None:
            return
        revision = self._revision(number)
        found = self._details[1] if self._details and self._details[0] == number else None
        if revision is None or found is None:
            return
        why = [f"Why: {revision['reason']}"] if revision["reason"] else []
        lines = [f"Revision {number}, {_when(revision)}, {revision['actor']}: {revision['sentence']}", *why]
        for row in found.rows:
            lines += [row.title, *(f"  {each.sentence}" for each in row.fields)]
        self.app.copy_to_clipboard(clean_lines("\n".join(lines)))
        self.say(f"Copied revision {number:,} with what it changed. {self.app.copied}".rstrip())


def _when(revision: Mapping[str, Any]) -> str:
    from datetime import datetime

    return tell_hour(datetime.fromisoformat(revision["at"]))


def _cells(revision: Mapping[str, Any]) -> Row:
    undone = "dim" if revision["undoes"] else ""
    return [
        (str(revision["revision"]), "dim"),
        (_when(revision), "dim"),
        (revision["actor"], "dim"),
        (revision["sentence"], undone),
        (revision["reason"] or "", "dim"),
    ]
