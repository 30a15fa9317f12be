"""`@`: the plan as it stood, read-only under a banner, and the present again as it was left."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.past import find_moment
from jatui.commands.tracker import Tracker
from jatui.domain.watch import Stopped, Wanted
from jatui.tui.app import Jatui
from jatui.tui.keymap import keys_on, writes
from jatui.tui.screens.main import MainScreen
from jatui.tui.screens.past import PastScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

LATER = dt.date(2021, 9, 30)


@pytest.fixture(autouse=True)
def grown(agreement: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two updates before the meeting of 21 September and one after it; today is 30 September."""
    agreement.run(Update(ref="E.1", rating="green", text="Drafting has begun."))
    agreement.run(Update(ref="E.3", rating="amber", text="Two surveys outstanding."))
    agreement.given_today = LATER
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late."))
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def main_of(eyes: Eyes) -> MainScreen:
    assert isinstance(eyes.app.screen, MainScreen), eyes.app.screen
    return eyes.app.screen


def at(eyes: Eyes) -> str:
    screen = main_of(eyes)
    assert screen.actions.cursor is not None
    return screen.tracker.read.handle(screen.actions.cursor)


async def go(eyes: Eyes, moment: str) -> None:
    await eyes.press("@")
    await eyes.type(moment)
    await eyes.press("enter")


async def test_the_plan_of_then_is_shown_and_the_present_waits_as_it_was(opened: Opener, grown: Path) -> None:
    async with opened((160, 60)) as eyes:
        await eyes.press("slash", *"theme", "colon", "E", "enter", "down", "space", "down")
        present = main_of(eyes)
        before = (at(eyes), present.view.text, present.actions.marked)
        await go(eyes, "last-meeting")
        banner = "AS AT 21 Sep 2021, before the meeting of S&R: revision 3 of 4. @ returns. Nothing can be changed."
        assert banner in eyes.part("#banner")
        assert "as at 21 Sep 2021" in eyes.part("#top") and "S&R today" in eyes.part("#top")
        assert at(eyes) == before[0] and main_of(eyes).view.text == before[1]
        await eyes.press("home")
        assert "Drafting has begun." in eyes.part("#card") and "Consultants" not in eyes.text
        assert len(list(grown.iterdir())) == 1
        await eyes.press("@")
        assert main_of(eyes) is present and not eyes.app.screen.query("#banner")
        assert (at(eyes), present.view.text, present.actions.marked) == before
        assert list(grown.iterdir()) == []
        await eyes.press("home")
        assert "Consultants are late." in eyes.part("#card")


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_other_keys_that_leave_return_too(opened: Opener, key: str) -> None:
    async with opened((160, 60)) as eyes:
        await go(eyes, "1")
        assert main_of(eyes).tracker.past is not None
        await eyes.press(key)
        assert main_of(eyes).tracker.past is None and eyes.app.tracker.past is None
        assert eyes.app.is_running


@pytest.mark.parametrize("key", ["r", "w", "n", "u", "ctrl+r", "M", "D", "t", "plus"])
async def test_a_key_that_writes_is_dim_and_says_why(opened: Opener, key: str) -> None:
    async with opened((160, 60)) as eyes:
        await go(eyes, "2")
        await eyes.press(key)
        assert (
            "This is the plan as at 12 Sep 2021 (revision 2 of 4); nothing can be changed there." in eyes.text
        )
        assert eyes.app.present.read.last_revision() == 4
        assert isinstance(eyes.app.screen, MainScreen)


async def test_every_key_that_has_a_writing_command_is_known_as_one(opened: Opener) -> None:
    files = {"snapshot export"}
    for key in keys_on("plan"):
        assert not key.command or key.command in files or writes(key.action), key
    assert not any(
        writes(action) for action in ("look_back", "filter", "copy", "export", "back", "leave", "go('up')")
    )


async def test_what_is_typed_is_read_as_one_types(opened: Opener) -> None:
    async with opened((160, 60)) as eyes:
        await eyes.press("@")
        assert "Write a day (2021-09-21)" in eyes.text
        assert "S&R 2021-09-21" in eyes.text and "E.1 rated red" in eyes.text
        await eyes.type("2030-01-01")
        assert "1 Jan 2030 lies in the future; the history goes from 12 Sep 2021 to 30 Sep 2021" in eyes.text
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, PastScreen)
        await eyes.press(*["backspace"] * 10)
        await eyes.type("2021-09-15")
        assert "As at 15 Sep 2021: revision 3 of 4." in eyes.text
        await eyes.press("escape")
        assert main_of(eyes).tracker.past is None


async def test_arrows_choose_among_what_is_near(opened: Opener) -> None:
    async with opened((160, 60)) as eyes:
        await eyes.press("@", "down")
        assert "As at 21 Sep 2021, before the meeting of S&R: revision 3 of 4." in eyes.text
        await eyes.press("down", "down", "down", "enter")
        assert "AS AT 12 Sep 2021: revision 2 of 4." in eyes.text


async def test_the_present_may_change_meanwhile_and_neither_disturbs_the_other(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened((160, 60)) as eyes:
        present = main_of(eyes)
        await go(eyes, "2")
        agreement.run(Update(ref="E.1", rating="blue", text="All done elsewhere."))
        present._look_elsewhere()
        main_of(eyes)._look_elsewhere()
        await eyes.settle()
        assert "Drafting has begun." in eyes.part("#card") and "elsewhere" not in eyes.text
        await eyes.press("escape")
        assert "All done elsewhere." in eyes.part("#card")


async def test_from_one_moment_to_another(opened: Opener, grown: Path) -> None:
    async with opened((160, 60)) as eyes:
        await go(eyes, "3")
        eyes.app.look_back(find_moment(eyes.app.present, "1"))
        await eyes.settle()
        assert "revision 1 of 4" in eyes.part("#banner") and "Drafting" not in eyes.part("#card")
        assert len(eyes.app.screen_stack) == 2 and len(list(grown.iterdir())) == 1
        await eyes.press("escape")
        assert len(eyes.app.screen_stack) == 1


async def test_escape_stops_what_is_being_made(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    def slow(store: object, revision: int, wanted: Wanted) -> None:
        while wanted(0.42):
            time.sleep(0.01)
        ended.append("stopped")
        raise Stopped

    monkeypatch.setattr("jatui.commands.past.store_of_the_past", slow)
    async with opened((160, 60)) as eyes:
        await eyes.pilot.press("@", "1", "enter")
        while "Looking back to 12 Sep 2021 ... 42%   esc stops" not in eyes.text:
            await eyes.pilot.pause(0.02)
        await eyes.pilot.press("down")
        assert at(eyes) == "E.2"
        await eyes.press("escape")
        assert "Stayed in the present." in eyes.text and ended == ["stopped"]
        assert main_of(eyes).tracker.past is None and at(eyes) == "E.2"


async def test_what_cannot_be_made_is_said(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened((160, 60)) as eyes:
        await eyes.press("@", "1")
        monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
        await eyes.press("enter")
        assert "The past needs a temporary folder, and none can be made" in eyes.text
        assert main_of(eyes).tracker.past is None


async def test_nothing_of_the_past_is_left_when_one_leaves_from_there(opened: Opener, grown: Path) -> None:
    async with opened((160, 60)) as eyes:
        await go(eyes, "1")
        assert len(list(grown.iterdir())) == 1
    assert list(grown.iterdir()) == []


async def test_the_banner_stands_in_any_width(opened: Opener) -> None:
    for size in ((200, 50), (80, 24), (40, 20)):
        async with opened(size) as eyes:
            await go(eyes, "last-meeting")
            told = " ".join(eyes.part("#banner").split())
            assert told.startswith("AS AT 21 Sep 2021") and told.endswith("Nothing can be changed.")
            await eyes.press("escape")


async def test_filter_and_export_work_there(opened: Opener, tmp_path: Path, agreement: Tracker) -> None:
    async with opened((160, 60)) as eyes:
        await go(eyes, "2")
        await eyes.press("slash", *"drafting", "enter")
        assert "1 of 60" in eyes.part("#top")
        await eyes.press("x", "x")
        eyes.app.screen.query_one("#export-file").value = str(tmp_path / "then.toml")  # type: ignore[attr-defined]
        await eyes.press("enter")
        assert "revision = 2" in (tmp_path / "then.toml").read_text("utf-8")
    assert agreement.read.last_revision() == 4


async def test_one_may_begin_in_the_past(agreement: Tracker, grown: Path) -> None:
    app = Jatui(agreement, moment=find_moment(agreement, "2"))
    async with app.run_test(size=(120, 40)) as pilot:
        eyes = Eyes(app, pilot)
        await eyes.settle()
        assert "AS AT 12 Sep 2021: revision 2 of 4." in eyes.part("#banner")
    app.finish()
    assert list(grown.iterdir()) == []
