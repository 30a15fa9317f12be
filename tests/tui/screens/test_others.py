from __future__ import annotations

import pytest
from textual.widgets import Input

from jatui.tui.keymap import keys_on
from tests.tui.conftest import Opener


async def test_help_is_for_the_pane_in_use_and_lists_every_key(opened: Opener) -> None:
    async with opened((120, 140)) as eyes:
        await eyes.press("4", "question_mark")
        text = eyes.part("#help-box")
        assert "Help: calendar" in text
        for key in keys_on("plan"):
            assert key.name in text
            assert key.help[:30] in text
        await eyes.press("slash")
        await eyes.type("undo")
        assert "Take back the last" in eyes.part("#help-box")
        assert "Rate the action red" not in eyes.part("#help-box")
        await eyes.press("escape")
        assert eyes.app.focused.id == "calendar"


@pytest.mark.parametrize("key", ["ctrl+p", "colon"])
async def test_the_palette_has_every_command_with_its_key_and_runs_it(opened: Opener, key: str) -> None:
    async with opened((120, 120)) as eyes:
        await eyes.press(key)
        for each in keys_on("plan"):
            if each.palette:
                assert each.sentence[:40] in eyes.text
        await eyes.type("nothing")
        await eyes.pilot.pause(0.5)
        await eyes.press("enter")
        await eyes.pilot.pause(0.3)
        await eyes.settle()
        assert "E.1 nothing new" in eyes.text


async def test_colours_are_chosen_from_the_palette(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("ctrl+p")
        await eyes.type("colours light")
        await eyes.pilot.pause(0.5)
        await eyes.press("enter")
        await eyes.pilot.pause(0.3)
        assert eyes.app.theme == "jatui-light"


async def test_leaving_a_dialog_keeps_the_text_line_whole(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("w")
        await eyes.type("hello")
        await eyes.press("ctrl+p")
        await eyes.press("escape")
        assert eyes.app.screen.query_one("#write-text", Input).value == "hello"
