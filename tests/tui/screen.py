"""Looking at the program's screen and typing into it, as a person would."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from jatui.tui.app import Jatui
from jatui.tui.panes.actions import ActionsPane

GOLDEN = Path(__file__).parent / "golden"


@dataclass
class Eyes:
    """An open screen: keys go in, text and pictures come out."""

    app: Jatui
    pilot: Pilot[None]

    async def settle(self) -> None:
        """Wait until everything that was set going has come to rest."""
        while not (self.app.at_rest or self.app.crashed):
            await self.pilot.pause()
        for _ in range(2):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before it set going has ended, and wait until the screen rests."""
        for key in keys:
            await self.pilot.press(key)
            if any(not worker.is_finished for worker in self.app.workers):
                await self.settle()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as it is."""
        names = {
            " ": "space",
            ":": "colon",
            "/": "slash",
            ".": "full_stop",
            "'": "apostrophe",
            "-": "minus",
            '"': "quotation_mark",
        }
        await self.press(*(names.get(each, each) for each in text))

    @property
    def lines(self) -> list[str]:
        """The text of the whole screen."""
        return [strip.text for strip in self.app.screen._compositor.render_strips(self.app.size)]

    @property
    def text(self) -> str:
        """The text of the whole screen in one."""
        return "\n".join(self.lines)

    @property
    def look(self) -> list[list[tuple[str, str]]]:
        """The whole screen with its colours."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]

    def part(self, selector: str) -> str:
        """Return the text within one widget's region."""
        region = self.app.screen.query_one(selector).region
        rows = [strip.crop(region.x, region.right).text for strip in
                self.app.screen._compositor.render_strips(self.app.size)[region.y : region.bottom]]  # fmt: skip
        return "\n".join(rows)

    @property
    def handle(self) -> str | None:
        """The handle of the action under the cursor."""
        cursor = self.app.screen_stack[0].query_one(ActionsPane).cursor
        return None if cursor is None else self.app.tracker.read.handle(cursor)

    @property
    def shown(self) -> list[str]:
        """The handles of the actions that are shown, in order."""
        source = self.app.screen_stack[0].query_one(ActionsPane).source
        return [self.app.tracker.read.handle(id) for id in source.ids(0, source.count())]

    def check_picture(self, name: str) -> None:
        """Compare the screen with the picture of that name; JATUI_REDRAW=1 draws the picture anew."""
        svg = re.sub(r"terminal-\d+", "terminal", self.app.export_screenshot(title="jatui"))
        path = GOLDEN / f"{name}.svg"
        if os.environ.get("JATUI_REDRAW"):
            path.write_text(svg, encoding="utf-8")
        assert svg == path.read_text(encoding="utf-8"), (
            f"{path} shows another screen; redraw it if this one is right"
        )
