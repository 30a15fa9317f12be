"""What changed since a moment: by kind, committee or lead, each with what it was and what it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.content import Content
from textual.worker import Worker

from jatui.commands.changes import GROUPINGS, Changed, moment_of, what_changed
from jatui.commands.tracker import Tracker
from jatui.domain.changes import COMPLETED, NEWLY_RED, SILENT, SLIPPED, WITHDRAWN, Change
from jatui.domain.errors import Problem
from jatui.domain.moments import Moment
from jatui.domain.words import count
from jatui.papers.changes import Group
from jatui.tui.keymap import bindings
from jatui.tui.screens.listing import ListingScreen
from jatui.tui.screens.past import PastScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.difference import difference
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import pieces, shown

STYLES = {
    COMPLETED: "rating-blue",
    NEWLY_RED: "rating-red",
    SLIPPED: "passed",
    WITHDRAWN: "dim",
    SILENT: "dim",
}
"""How the kinds of change stand out."""


class SinceScreen(PastScreen):
    """Asks since which moment changes are to be told."""

    TITLE_OF = "What changed since"
    DOES = "tell"

    def tell(self, found: Moment) -> str:
        """Return since when they would be told."""
        return f"Since {found.said}: after revision {found.revision:,} of {found.last:,}."


class ChangedScreen(ListingScreen):
    """The changes of a plan under a filter, grouped, since the last meeting or another moment."""

    BINDINGS: ClassVar = bindings("changed")
    KEYS_OF = "changed"
    HELP = (
        "What changed since the last meeting, or since another moment: by kind with what a committee asks for first, by "
        "committee or by lead. What was done and undone again is not there. Below the list stands what the line was and "
        "what it is now, with the words that changed."
    )

    def __init__(
        self, tracker: Tracker, filter: str, go: Callable[[int], None], since: str | None = None
    ) -> None:
        self._several = tracker.plan == "all"
        columns = [
            Column("ref", "Ref", 7),
            *([Column("plan", "Plan", "fill", minimum=8)] if self._several else []),
            Column("what", "What changed", "fill", minimum=32 if self._several else 44, weight=5),
            Column("committee", "Committee", 12, drop_order=2),
            Column("lead", "Lead", 18, drop_order=1),
        ]
        super().__init__(tracker, columns, go)
        self._filter = filter
        self._since = since
        self._by = GROUPINGS[0]
        self._found: Changed | None = None
        self._lines: list[Change | Group] = []

    def gather(self) -> None:
        """Ask what changed since the moment."""
        since = self._since

        def changed(worker: Worker[Any]) -> Changed:
            def told(words: str) -> None:
                if not worker.is_cancelled:
                    self.app.call_from_thread(self.say, words)

            return what_changed(self.tracker, moment_of(self.tracker, since), self._filter, told)

        self.ask(changed, self._show)

    def fail(self, problem: Problem) -> None:
        """Say since when nothing can be told."""
        self._found, self._lines = None, []
        self.table.set_caption(self.in_keys("Nothing is told. {since-when} asks since when."))
        self.table.set_source(IdSource((), self._rows))
        self.query_one("#top", TopLine).name_of_plan = "What changed"
        option = " with --since: a day, a meeting, revision 1"
        self.say(str(problem).replace(option, self.in_keys(" with {since-when}")), "$warning")

    def _show(self, found: Changed) -> None:
        self._found, self.seen = replace(found, changes=list(map(self._seen, found.changes))), found.revision
        self.say(found.summary)
        self._list()

    def _seen(self, change: Change) -> Change:
        """Return a change as it may be seen over the plan that is looked at."""
        unseen, said = self.app.unseen, change.said
        before, after = (text and unseen(text) for text in (change.before, change.after))
        if said:
            said = said._replace(text=said.text and unseen(said.text), by=said.by and unseen(said.by))
        return change._replace(before=before, after=after, note=unseen(change.note), said=said)

    def _list(self) -> None:
        """Show the groups one under the other."""
        found = self._found
        if found is None:
            return
        self._lines = []
        for group in found.groups(self._by):
            self._lines += [group, *group.changes]
        self.table.set_caption("Nothing changed.")
        self.table.set_source(IdSource(range(len(self._lines)), self._rows))
        self.table.border_title = f"By {self._by}"
        top = self.query_one("#top", TopLine)
        top.name_of_plan = found.scope.name
        top.left = (("since ", "$quiet"), (found.since.said, "$meeting"), (f" · by {self._by}", ""))
        narrowed = f" under {self._filter}" if self._filter else ""
        top.right = ((f"{count(len(found.changes), 'change')}{narrowed} ", "bold"),)
        self.draw()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {place: self._cells(self._lines[place]) for place in wanted if place < len(self._lines)}

    def _cells(self, line: Change | Group) -> Row:
        if isinstance(line, Group):
            plan = [("", "")] if self._several else []
            return [("", ""), *plan, (line.heading, "accent"), ("", ""), ("", "")]
        assert self._found is not None
        ties = self._found.ties[line.action]
        return [
            (line.handle, "strong"),
            *([(ties.plan, "dim")] if self._several else []),
            (line.sentence, STYLES.get(line.kind, "")),
            (", ".join(ties.committees), "dim"),
            (", ".join(ties.leads), "dim"),
        ]

    @property
    def current(self) -> Change | None:
        """The change under the cursor, or None on a heading."""
        place = self.table.cursor
        line = self._lines[place] if place is not None and place < len(self._lines) else None
        return line if isinstance(line, Change) else None

    def draw(self) -> None:
        """Tell of the change under the cursor, or of the group whose heading it is on."""
        change = self.current
        if change is None:
            self.tell([shown(self._found.title).stylize("$quiet")] if self._found else [])
            return
        plan = f"{self._found.ties[change.action].plan}/" if self._several and self._found else ""
        lines = [
            pieces([(f"{plan}{change.handle}", "bold $accent"), (f"  {change.kind}", "bold")]),
            Content(""),
        ]
        if change.kind != SILENT and (change.before is not None or change.after is not None):
            lines += [*difference(change.before, change.after, self.width), Content("")]
        lines += shown(change.sentence).wrap(self.width)
        self.tell(lines)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith("to_action"):
            change = self.current
            if change is None:
                return "There is no action on this line."
            if self._found and not self._found.ties[change.action].plan:
                return f"{change.handle} is gone from the plan. {self.in_keys('{past} looks back to it.')}"
        if action.startswith("copy_list") and not (self._found and self._found.changes):
            return "There is nothing to copy."
        return super().why_not(action)

    @on(Table.Chosen)
    def action_to_action(self) -> None:
        """Go to the action's card in the plan."""
        if not self.refuse("to_action") and self.current:
            self.to_plan(self.current.action)

    def action_group(self, step: int) -> None:
        """Group by kind, by committee or by lead."""
        change = self.current
        self._by = GROUPINGS[(GROUPINGS.index(self._by) + step) % len(GROUPINGS)]
        self._list()
        self.table.go_to(self._lines.index(change) if change in self._lines else 0)

    def action_since(self) -> None:
        """Ask since when changes are to be told."""

        def tell(moment: Moment | None) -> None:
            if moment is not None:
                self._since = f"revision {moment.revision}"
                self.look_again()

        self.app.push_screen(SinceScreen(self.tracker), tell)

    def action_copy_list(self) -> None:
        """Copy all of it as Markdown."""
        if not self.refuse("copy_list") and self._found:
            self.app.copy_to_clipboard(self._found.as_markdown(self._by))
            self.say(
                f"Copied {count(len(self._found.changes), 'change')} as Markdown. {self.app.copied}".rstrip()
            )
