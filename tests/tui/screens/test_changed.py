"""`W`: what changed since a meeting, grouped, narrowed, copied, and the way to an action's card."""

from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.actions import Update
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.tui.screens.changed import ChangedScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


@pytest.fixture(autouse=True)
def lived(agreement: Tracker) -> None:
    """One update before the meeting of 21 September, two and a move after it; today is 3 October."""
    agreement.run(Update(ref="E.1", rating="green", text="Drafting has begun."))
    agreement.given_today = dt.date(2021, 10, 3)
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late."))
    agreement.run(Move(ref="E.3", wording="Mar '22", reason="The surveys run on."))


async def settled(eyes: Eyes) -> ChangedScreen:
    screen = eyes.app.screen
    assert isinstance(screen, ChangedScreen)
    await eyes.app.workers.wait_for_complete()
    await eyes.settle()
    return screen


async def test_since_the_last_meeting_by_kind_and_on_to_the_card(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        await settled(eyes)
        assert "since 21 Sep 2021, before the meeting of S&R" in eyes.part("#top")
        listed = eyes.part("#listing")
        assert "Newly red (1)" in listed and "Slipped (1)" in listed and "No update given (59)" in listed
        assert listed.index("Newly red") < listed.index("Slipped") < listed.index("Updated")
        await eyes.press("down", "down", "down")
        told = eyes.part("#told")
        assert "E.3" in told and "Dec '21 → Mar '22" in told
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, MainScreen)
        assert "Produce a Tree and Woodland" in eyes.part("#card") and eyes.app.screen.current == "card"


async def test_grouped_otherwise_with_the_cursor_on_the_same_change(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        screen = await settled(eyes)
        await eyes.press("down")
        change = screen.current
        assert change is not None and change.kind == "newly red"
        await eyes.press("right")
        assert "E&GI (" in eyes.part("#listing") and screen.current == change
        await eyes.press("right")
        assert "by lead" in eyes.part("#top") and screen.current == change
        await eyes.press("left", "left")
        assert "by kind" in eyes.part("#top") and screen.current == change


async def test_a_heading_has_no_action(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        await settled(eyes)
        await eyes.press("enter")
        assert "There is no action on this line." in eyes.part("#status")


async def test_since_another_moment_and_under_the_filter(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("slash", *"theme", "colon", "E", "enter", "W")
        await settled(eyes)
        assert "under theme:E" in eyes.part("#top")
        await eyes.press("W")
        await eyes.type("revision 4")
        await eyes.press("enter")
        await settled(eyes)
        assert "No update given (6)" in eyes.part("#listing") and "Newly red" not in eyes.part("#listing")
        await eyes.press("escape")
        assert isinstance(eyes.app.screen, MainScreen)


async def test_the_list_is_copied_as_markdown(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        await settled(eyes)
        await eyes.press("y")
        assert eyes.app.clipboard.startswith("# Joint Agreement Action Plan: what changed since 21 Sep 2021")
        assert "- **E.1** Rated red, green before." in eyes.app.clipboard
        assert "Copied" in eyes.part("#status")


async def test_behind_the_past_it_ends_there(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("@")
        await eyes.type("3")
        await eyes.press("enter")
        await eyes.press("W")
        await settled(eyes)
        listed = eyes.part("#listing")
        assert "Newly red (1)" in listed and "Slipped" not in listed
        assert "Nothing can be changed." in eyes.part("#banner")


async def test_without_a_meeting_in_the_history_it_says_so_and_asks(
    opened: Opener, agreement: Tracker
) -> None:
    agreement.given_today = dt.date(2021, 9, 12)
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        await settled(eyes)
        assert "with W" in eyes.part("#status") and "Nothing is told" in eyes.part("#listing")


async def test_what_is_being_gathered_is_not_asked_for_again_until_something_is_written(
    opened: Opener, agreement: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(ChangedScreen, "ask", lambda self, *question: asked.append(self._since))
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        screen = eyes.app.screen
        assert isinstance(screen, ChangedScreen)
        screen._look_elsewhere()
        assert asked == [None]
        agreement.run(Update(ref="E.1", text="Said elsewhere."))
        screen._look_elsewhere()
        assert asked == [None, None]
