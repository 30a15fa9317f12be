"""A list over the plan with what is told of its line below it: made away from the keyboard, and left as it was entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from jatui.commands.tracker import Tracker
from jatui.tui.keymap import writes
from jatui.tui.screens.live import LiveScreen
from jatui.tui.widgets.bars import KeyLine, StatusLine, TopLine
from jatui.tui.widgets.folded import Folded
from jatui.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

LEAST = 30


class ListingScreen(LiveScreen):
    """The list, what is told of the line under the cursor, and the lines around them."""

    app: Jatui
    AUTO_FOCUS = "#listing"
    KEYS_OF = ""
    HELP = ""

    def __init__(self, tracker: Tracker, columns: list[Column], go: Callable[[int], None]) -> None:
        super().__init__(tracker, "-listing")
        self._columns = columns
        self.go = go

    def compose(self) -> ComposeResult:
        """Lay out the list above what is told."""
        yield TopLine(id="top")
        yield from self.banner()
        with Vertical(id="panes"):
            yield Table(self._columns, id="listing", caption="One moment ...")
            with Folded(id="told"):
                yield Static(id="told-text", markup=False)
        yield StatusLine(id="status")
        yield KeyLine(self.why_not, self.KEYS_OF, id="keys")

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one("#listing", Table)

    @property
    def width(self) -> int:
        """The cells that what is told may take."""
        return max(LEAST, self.query_one("#told", Folded).scrollable_content_region.width)

    def tell(self, lines: list[Content]) -> None:
        """Show what is told of the line under the cursor."""
        self.query_one("#told-text", Static).update(Content("\n").join(lines))
        self.query_one("#told").scroll_home(animate=False)
        self.query_one("#keys", KeyLine).refresh()

    def on_mount(self) -> None:
        """Gather, away from the keyboard."""
        self.look_again()

    def look_again(self) -> None:
        """Gather again, with the cursor where it was; what is being gathered already is not asked for twice."""
        if self.gone:
            return
        for seen in self.try_to(lambda: [self.tracker.read.last_revision()]):
            self.seen = seen
        self.gather()

    def gather(self) -> None:
        """Ask for the lines, away from the keyboard."""
        raise NotImplementedError

    def draw(self) -> None:
        """Tell of the line under the cursor."""
        raise NotImplementedError

    @on(Folded.Resized)
    @on(Table.Highlighted)
    def _draw_again(self) -> None:
        self.draw()

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can: nothing is written where the plan is locked."""
        plan = self.app.main
        return plan.why_not("undo") if plan is not None and writes(action) else None

    def to_plan(self, action: int) -> None:
        """Leave, with every list below, and go to an action's card in the plan."""
        while isinstance(self.app.screen, ListingScreen):
            self.app.pop_screen()
        self.go(action)

    def action_go(self, way: str) -> None:
        """Move in the list, or in what is told where that is in use."""
        told = self.query_one("#told", Folded)
        if not told.has_focus:
            self.table.go(way)
            return
        page, end = max(1, told.size.height - 2), told.max_scroll_y
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "home": -end, "end": end}
        told.scroll_relative(y=steps[way], animate=False)

    def action_next_pane(self, _: int) -> None:
        """Go to what is told of the line, or back to the list."""
        told = self.query_one("#told", Folded)
        (self.table if told.has_focus else told).focus()

    def finish(self) -> None:
        """Leave once what was to be done here is done, with whatever lies over it; it may have been left before."""
        while not self.gone:
            self.app.pop_screen()

    def action_back(self) -> None:
        """Stop what is long, else go back to where one came from."""
        if not self.app.stop_long():
            self.app.pop_screen()

    def action_leave(self) -> None:
        """Go back to the plan."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys and what the list is for."""
        from jatui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.KEYS_OF, self.HELP, self.KEYS_OF))
