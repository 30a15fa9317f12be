"""Who leads what: the work of every lead, and of the one under the cursor the posts and the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static
from textual.worker import Worker

from jatui.commands.tracker import Tracker
from jatui.domain.days import short_day
from jatui.domain.holders import over_time
from jatui.domain.words import FINISHED, count, sign
from jatui.store.holders import kept
from jatui.store.lines import lines
from jatui.store.officers import NO_DATE, PASSED, Workload, due_by_month, tasks, workloads
from jatui.tui.keymap import bindings, writes
from jatui.tui.panes.leads import LeadsPane, bar, cells
from jatui.tui.screens.live import LiveScreen
from jatui.tui.view import View
from jatui.tui.widgets.bars import KeyLine, StatusLine, TopLine
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import Piece, pieces

if TYPE_CHECKING:
    pass

ABOUT_ONE = ("narrow", "form('officer transfer", "form('officer rename", "form('post")
"""What needs a lead under the cursor."""


class OfficersScreen(LiveScreen):
    """The table of all leads of a plan, and the one under the cursor below it."""

    BINDINGS: ClassVar = bindings("officers")
    KEYS_OF = "officers"
    AUTO_FOCUS = "#leads"

    def __init__(self, view: View, tracker: Tracker, narrow: Callable[[str], None]) -> None:
        super().__init__(tracker, "-officers")
        self.scope = view.scope
        self._narrow = narrow
        self._found: dict[int, Workload] = {}

    def compose(self) -> ComposeResult:
        """Lay out the table above the posts and the actions of one lead."""
        yield TopLine(id="top")
        yield from self.banner()
        yield LeadsPane(self.scope.today)
        with Horizontal(id="lead"):
            with VerticalScroll(id="lead-posts", can_focus=False):
                yield Static(id="lead-text", markup=False)
            yield Table(
                [
                    Column("ref", "Ref", 6),
                    *([Column("plan", "Plan", "fill", minimum=8)] if self.scope.plan is None else []),
                    Column("rating", "RAG", 3),
                    Column("due", "Due", 11),
                    Column("text", "Action", "fill", minimum=12, weight=4),
                    Column("post", "Through the post", 22, drop_order=1),
                ],
                id="lead-actions",
                caption="Nothing to do.",
                gap=1,
            )
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, "officers", id="keys")

    def on_mount(self) -> None:
        """Count, away from the keyboard."""
        self.query_one("#lead-actions").can_focus = False
        self._count()

    @property
    def leads(self) -> LeadsPane:
        """The table of leads."""
        return self.query_one(LeadsPane)

    def look_again(self) -> None:
        """Count again, with the cursor on the same lead."""
        self._count()

    def _count(self) -> None:
        """Count the work of every lead, away from the keyboard."""

        def counted(_: Worker[Any]) -> tuple[list[Workload], int]:
            scope = self.tracker.scope()
            with self.tracker.store.moment() as read:
                return workloads(read, self.tracker.select("", scope), scope), read.last_revision()

        self.ask(counted, lambda found: self._counted(*found))

    def _counted(self, found: Sequence[Workload], seen: int) -> None:
        self.seen = seen
        self._found = {each.lead.id: each for each in found}
        self.leads.set_source(IdSource(list(self._found), self._rows))
        silent = sum(each.silent for each in found)
        top, meeting = self.query_one("#top", TopLine), self.scope.last_meeting
        top.name_of_plan = self.scope.name
        since = f" since {meeting.committee} met on {short_day(meeting.day)}" if meeting else ""
        top.left = ((f"as at {short_day(self.scope.today)}", ""), (f" · {silent:,} silent{since}", "$passed"))
        top.right = ((f"{count(len(found), 'lead')} ", "bold"),)
        self._show_lead()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        """Return leads as rows, their months asked for now."""
        return {
            row: cells(self._found[row], months, self.leads.months)
            for row, months in self._due(wanted).items()
        }

    def _due(self, wanted: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
        def ask() -> Sequence[Any]:
            return [due_by_month(self.tracker.read, self.tracker.select("", self.scope), self.scope, wanted)]

        found = self.try_to(ask)
        return {row: found[0].get(row, {}) if found else {} for row in wanted if row in self._found}

    @on(Table.Highlighted, "#leads")
    def _show_lead(self) -> None:
        """Show the posts and the actions of the lead under the cursor."""
        each = self._found.get(self.leads.cursor or 0)
        actions = self.query_one("#lead-actions", Table)
        if each is None:
            return
        read, today, several = self.tracker.read, self.scope.today, self.scope.plan is None
        mine = self.try_to(tasks, read, each.lead.id, self.scope)
        posts = {task.id: task.post or "" for task in mine}

        def rows(wanted: Sequence[int]) -> Mapping[int, Row]:
            return {
                found.id: [
                    (found.handle, "strong"),
                    *([(found.plan, "dim")] if several else []),
                    (sign(found.rating), f"rating-{found.rating}" if found.rating else "dim"),
                    (
                        short_day(date.fromisoformat(found.due)) if found.due else "no date",
                        "passed" if found.passed and found.status not in FINISHED else "dim",
                    ),
                    (self.app.unseen(found.text), "dim" if found.status in FINISHED else ""),
                    (posts.get(found.id, ""), "dim"),
                ]
                for found in self.try_to(lines, read, wanted, today)
            }

        actions.set_source(IdSource(list(posts), rows))
        actions.border_title = pieces([(f"{each.lead.name} · {count(len(posts), 'action')}", "")])
        self.query_one("#lead-text", Static).update(pieces(self._told(each)))
        self.query_one("#lead-posts").border_title = each.lead.kind
        self.query_one("#keys", KeyLine).refresh()

    def _told(self, each: Workload) -> list[Piece]:
        """Return the posts or holders of a lead over time, when it was heard last, and what is due when."""
        told: list[Piece] = []
        read, today = self.tracker.read, self.scope.today
        held = self.try_to(lambda: kept(read, officer=each.lead.id))
        holders = self.try_to(lambda: kept(read, post=each.lead.id))
        for one in held:
            told.append((f"{one.post_name} ", "bold" if one.holding.covers(today) else "$quiet"))
            told.append((f"{one.holding.when}\n", "$quiet"))
        for time in over_time(one.holding for one in holders):
            told.append((f"{time.officer or 'vacant'} ", "bold" if time.covers(today) else "$quiet"))
            told.append((f"{time.when}\n", "$quiet"))
        if each.lead.kind == "post" and not holders:
            told.append(("nobody is known to hold it\n", "$quiet"))
        last = f"last heard {short_day(each.last)}" if each.last else "never heard"
        told.append((f"{last}{', silent' if each.silent else ''}\n", "$passed" if each.silent else ""))
        if each.unheard:
            told.append((f"nothing heard of {count(each.unheard, 'open action')}\n", "$quiet"))
        if each.by_post:
            told.append((f"{each.by_post:,} led through posts\n", "$quiet"))
        months = self._due([each.lead.id]).get(each.lead.id, {})
        names = {PASSED: "passed", NO_DATE: "no date"}
        for key in sorted(months, key=lambda key: (key != PASSED, key == NO_DATE, key)):
            name = names.get(key) or f"{date.fromisoformat(key + '-01'):%b %Y}"
            told.append(
                (f"{name:9} {bar(months[key])} {months[key]:,}\n", "$passed" if key == PASSED else "")
            )
        return told

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        plan = self.app.main
        if plan is not None and writes(action) and (reason := plan.why_not("undo")):
            return reason
        if action.startswith(ABOUT_ONE) and self.leads.cursor is None:
            return "There is no lead under the cursor."
        if action.startswith("form('officer") and action != "form('officer add')" and not self.leads.cursor:
            return "This counts what has no lead; there is nobody to take it from."
        return None

    def action_form(self, name: str) -> None:
        """Open a command's form, with the lead under the cursor in it."""
        if self.refuse(f"form('{name}')"):
            return
        each = self._found.get(self.leads.cursor or 0)
        begin: dict[str, str] = {}
        if each is not None and each.lead.id:
            same = sum(one.lead.name == each.lead.name for one in self._found.values()) > 1
            given = each.lead.slug if same else each.lead.name
            begin = {"leaver": given}
            if name == "officer rename":
                begin = {"lead": given, "called": each.lead.name}
            elif name.startswith("post"):
                begin = {"post" if each.lead.kind == "post" else "officer": given}
        self.fill(name, "officers", begin)

    @on(Table.Chosen, "#leads")
    def action_narrow(self) -> None:
        """Leave for the plan, narrowed to the lead under the cursor."""
        if self.refuse("narrow"):
            return
        each = self._found.get(self.leads.cursor or 0)
        self.dismiss()
        self._narrow(each.lead.name if each is not None and each.lead.id else "none")

    def action_go(self, way: str) -> None:
        """Move in the table of leads."""
        self.leads.go(way)

    def action_help(self) -> None:
        """Show the keys and what the screen is for."""
        from jatui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("officers", self.leads.HELP, "officers"))

    def action_back(self) -> None:
        """Go back to the plan."""
        self.dismiss()

    def action_leave(self) -> None:
        """Go back to the plan."""
        self.dismiss()
