"""A snapshot on the screen: every look, no change, and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export
from jatui.commands.opened import open_for_reading
from jatui.commands.tracker import Tracker
from jatui.tui.app import Jatui
from tests.tui.screen import Eyes


async def test_a_snapshot_is_browsed_read_only(
    agreement: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    agreement.run(Update(ref="E.1", rating="green", text="Drafting has begun."))
    file = tmp_path / "plan.toml"
    agreement.run(Export(file=str(file)))
    opened = open_for_reading(file, today=agreement.today)
    app = Jatui(opened)
    async with app.run_test(size=(120, 40)) as pilot:
        eyes = Eyes(app, pilot)
        await eyes.settle()
        assert "as the snapshot plan.toml holds it. q leaves." in eyes.text
        assert "Drafting has begun." in str(app.screen.query_one("#card-text").render())
        for key in ("r", "n", "u", "t", "K"):
            await eyes.press(key)
            assert "This is the snapshot plan.toml" in eyes.part("#status"), key
        await eyes.press("@")
        assert "It holds no other moment" in eyes.part("#status")
        await eyes.press("slash", *"ce1", "enter")
        assert "CE.1" in eyes.part("#card")
        await eyes.press("q")
    assert app.return_code == 0
    app.finish()
    opened.store.close()
