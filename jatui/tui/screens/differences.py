"""How two plans differ, record by record: snapshots, backups, moments, the plan as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.content import Content

from jatui.commands.compared import Compared, compare_plans
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.records import KEYS
from jatui.domain.watch import Wanted
from jatui.domain.words import count
from jatui.papers.difference import as_markdown
from jatui.snapshot.difference import Difference
from jatui.tui.keymap import bindings
from jatui.tui.long import Telling
from jatui.tui.screens.listing import ListingScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.difference import field
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import pieces

SIGNS = {"added": ("+", "accent"), "gone": ("-", "passed"), "changed": ("~", "")}
"""How what became of a record stands out, without colour too."""

TELLING = ("action", "rating", "name", "title", "wording", "text")
"""The fields that tell best what a record is that came or went."""


class DifferencesScreen(ListingScreen):
    """The records that only one of two plans has or that they have differently, and of one its fields before and after."""

    BINDINGS: ClassVar = bindings("differences")
    KEYS_OF = "differences"
    HELP = (
        "The records that differ, kind by kind: + was added, - is gone, ~ was changed. Below the list stands what each field "
        "was and what it became, with the words that changed."
    )

    def __init__(self, tracker: Tracker, former: str, later: str, go: Callable[[int], None]) -> None:
        columns = [
            Column("sign", "", 1),
            Column("name", "Record", "fill", minimum=24),
            Column("fields", "What differs", "fill", minimum=16),
        ]
        super().__init__(tracker, columns, go)
        self._sides = former, later
        self.found: Compared | None = None

    def gather(self) -> None:
        """Compare the two."""
        self.found = None
        telling = Telling(self.app, "Comparing", self.say)
        self.ask(lambda worker: self.compare(telling.to(worker)), self._show, telling=telling)

    def compare(self, wanted: Wanted) -> Compared:
        """Return how the two differ; away from the keyboard."""
        return compare_plans(lambda: self.tracker, *self._sides, wanted)

    def fail(self, problem: Problem) -> None:
        """Say why the two could not be compared."""
        self.table.set_caption("The two could not be compared.")
        self.table.set_source(IdSource((), self._rows))
        self.say(str(problem), "$error")

    def _show(self, found: Compared) -> None:
        self.found = found
        self.table.set_caption("They hold the same records.")
        self.table.set_source(IdSource(range(len(found.differences)), self._rows))
        top = self.query_one("#top", TopLine)
        top.name_of_plan = "Difference"
        top.left = ((found.title[0].lower() + found.title[1:], "$quiet"),)
        top.right = ((f"{count(len(found.differences), 'record')} ", "bold"),)
        self.say(self.told(found))
        self.draw()

    def told(self, found: Compared) -> str:
        """Return what is said of the whole."""
        return found.summary

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {
            place: _cells(self.found.differences[place], self.app.unseen) for place in wanted if self.found
        }

    @property
    def current(self) -> Difference | None:
        """The difference under the cursor."""
        place = self.table.cursor
        found = self.found.differences if self.found else ()
        return found[place] if place is not None and place < len(found) else None

    def draw(self) -> None:
        """Tell of the record under the cursor what each field was and what it became."""
        found = self.current
        if found is None:
            self.tell([])
            return
        lines = [pieces([(found.name, "bold $accent"), (f"  {found.verb}", "bold")]), Content("")]
        for name, before, after in found.fields:
            if name not in KEYS[found.kind]:
                was, became = (self.app.unseen(text) if text else None for text in (before, after))
                lines += field(name, was, became, self.width)
        self.tell(lines)

    @on(Table.Chosen)
    def action_to_action(self) -> None:
        """Go to the action's card in the plan, where the record is of an action."""
        if not self.refuse("to_action"):
            for row in self._action():
                self.to_plan(row)

    def _action(self) -> Sequence[int]:
        """Return the action of the plan that the record under the cursor is of."""
        found = self.current
        values = (found.after or found.before or {}) if found else {}
        handle = values.get("handle") or values.get("action")
        scope = self.tracker.scope()
        if handle and scope.plan is None and "plan" in values:
            handle = f"{values['plan']}/{handle}"
        return self.try_to(self.tracker.read.find_ref, handle, scope.plan)[:1] if handle else []

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith("to_action") and not self._action():
            return "This record is of no action in the plan."
        if action.startswith("restore"):
            return self.in_keys("{bring-back} on a line of the archive shows what would be restored first.")
        if action.startswith("copy_list") and not (self.found and self.found.differences):
            return "There is nothing to copy."
        return super().why_not(action)

    def action_copy_list(self) -> None:
        """Copy all of it as Markdown."""
        if not self.refuse("copy_list") and self.found:
            found = self.found
            self.app.copy_to_clipboard(as_markdown(found.title, found.summary, found.differences))
            self.say(
                f"Copied {count(len(found.differences), 'record')} as Markdown. {self.app.copied}".rstrip()
            )


def _cells(found: Difference, unseen: Callable[[str], str]) -> Row:
    sign, style = SIGNS[found.verb]
    values = found.after or found.before or {}
    if found.verb == "changed":
        told = ", ".join(name.replace("_", " ") for name, _, _ in found.fields)
    else:
        telling = (name for name in TELLING if name in values and name not in KEYS[found.kind])
        told = unseen(": ".join(str(values[name]) for name in telling))
    return [(sign, style), (found.name, "strong"), (told, "dim")]
