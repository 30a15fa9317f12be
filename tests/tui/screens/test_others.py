from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from jatui.snapshot import open_snapshot
from jatui.tui.keymap import keys_on
from tests.tui.conftest import Opener


async def test_archive_is_two_keys(opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened() as eyes:
        await eyes.press("x")
        assert "60 actions" in eyes.part("#export-box")
        await eyes.press("enter")
        path = tmp_path / "joint-agreement_2021-09-12.toml"
        found = open_snapshot(path)
        assert found.counts["action"] == 60
        assert "Wrote" in eyes.text
        assert found.sha256[:8] in eyes.text or "sha256" in eyes.text


async def test_archive_never_replaces_a_file(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "joint-agreement_2021-09-12.toml"
    path.write_text("mine")
    async with opened() as eyes:
        await eyes.press("x", "enter")
        assert "already there" in " ".join(eyes.part("#export-problem").split())
        assert path.read_text() == "mine"
        await eyes.press(*["backspace"] * 5, "2", "full_stop", *"toml", "enter")
        assert open_snapshot(path.with_name("joint-agreement_2021-09-122.toml")).counts["action"] == 60
        await eyes.press("x")
        await eyes.press("escape")
        assert eyes.app.focused.id == "actions"


async def test_help_is_for_the_pane_in_use_and_lists_every_key(opened: Opener) -> None:
    async with opened((120, 120)) as eyes:
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
