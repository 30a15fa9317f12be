"""Text that tries to act on the program or the terminal is shown as text, on every screen."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.tui.app import Jatui
from jatui.tui.guard import guard_terminal
from tests.conftest import DAY, small_plan
from tests.tui.screen import Eyes

HOSTILE = (
    "[bold]x[/] [@click=app.quit]q[/] [/] [/nothing] [$x] [link='https://evil.example']l[/link] "
    "\x1b]0;x\x07 \x1b[2J \x1b]52;c;eA==\x07 \x9b31m \x7f \u202e\u2066 \u2028 \u200b \x00 \ue000"
)
NAMED = {
    "text",
    "name",
    "milestone",
    "title",
    "reason",
    "said_by",
    "source",
    "note",
    "wording",
    "former",
    "lead_cell",
}


def poisoned() -> list[tuple[str, dict[str, object]]]:
    """Return the small plan with hostile text wherever a person's text may stand, and an update of each state."""
    plan: list[tuple[str, dict[str, object]]] = []
    for kind, values in small_plan():
        plan.append(
            (kind, {name: f"{HOSTILE}{value}" if name in NAMED else value for name, value in values.items()})
        )
    for number, state in enumerate(("submitted", "accepted", "sent back", "deferred"), 1):
        update = {
            "plan": "small",
            "number": number,
            "action": "E.1",
            "day": DAY,
            "state": state,
            "text": HOSTILE,
        }
        around = dict.fromkeys(("said_by", "source", "note", "asks"), HOSTILE)
        plan.append(("update", {**update, **around, "overruled": [HOSTILE]}))
    return plan


@pytest.fixture
def poisoned_tracker(tmp_path: Path) -> Tracker:
    store = Store.create(tmp_path / "plan.sqlite3")
    with store.revision("init", "{}", actor=HOSTILE.replace("\x00", ""), day=DAY) as writer:
        writer.load(poisoned())
        writer.sentence = "loaded"
    return Tracker(store, None, DAY, "test")


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 20)], ids=str)
async def test_nothing_acts_and_nothing_hides(poisoned_tracker: Tracker, size: tuple[int, int]) -> None:
    guard_terminal()
    app = Jatui(poisoned_tracker)
    async with app.run_test(size=size) as pilot:
        eyes = Eyes(app, pilot)
        await eyes.settle()
        for keys in (
            ["1"],
            ["2"],
            ["3"],
            ["4"],
            ["5", "end"],
            ["2", "r"],
            ["escape"],
            ["y"],
            ["question_mark"],
            ["escape"],
            ["x"],
        ):
            await eyes.press(*keys)
            for strip in app.screen._compositor.render_strips(app.size):
                for segment in strip:
                    assert not {unicodedata.category(c) for c in segment.text} & {"Cc", "Cs", "Zl", "Zp"}
                    assert not set(segment.text) & {"\u202e", "\u2066", "\u200b"}
                    assert segment.style is None or "@click" not in (segment.style.meta or {})
                    assert segment.style is None or not segment.style.link
        await eyes.press("escape", "2")
        assert "[bold]" in eyes.text
        assert app.is_running
        for y, line in enumerate(eyes.lines):
            if (x := line.find("@click")) >= 0:
                await pilot.click(offset=(min(x + 20, size[0] - 2), y))
        assert app.is_running
    app.finish()
    poisoned_tracker.store.close()
