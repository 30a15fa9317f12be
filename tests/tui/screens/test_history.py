"""`H`: who did what to an action or to all, what became of each field, the way into the past, and undo from there."""

from __future__ import annotations

import pytest

from jatui.commands.actions import Update
from jatui.commands.milestones import Move
from jatui.commands.tracker import Tracker
from jatui.tui.screens.history import HistoryScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


@pytest.fixture(autouse=True)
def lived(agreement: Tracker) -> None:
    """Revisions 2 to 4: an update and a move of E.1, and an update of E.3 between."""
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late."))
    agreement.run(Update(ref="E.3", rating="amber", text="Two surveys outstanding."))
    agreement.run(Move(ref="E.1", wording="Mar '22", reason="The surveys run on."))


async def settled(eyes: Eyes) -> HistoryScreen:
    for _ in range(3):
        await eyes.app.workers.wait_for_complete()
        await eyes.settle()
    screen = eyes.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


async def test_an_action_then_everything(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("H")
        screen = await settled(eyes)
        assert "History of E.1" in eyes.part("#top") and "3 revisions" in eyes.part("#top")
        told = eyes.part("#told")
        assert "milestone" in told and "Dec '21 → Mar '22" in told and "The surveys run on." in told
        await eyes.press("down")
        await settled(eyes)
        assert "rating" in eyes.part("#told") and "Consultants are late." in eyes.part("#told")
        await eyes.press("H")
        await settled(eyes)
        assert "History of everything" in eyes.part("#top") and screen.table.cursor == 2
        assert "E.3 rated amber" in eyes.part("#listing")
        await eyes.press("up", "enter")
        assert isinstance(eyes.app.screen, MainScreen)
        assert "Two surveys outstanding." in eyes.part("#card")


async def test_a_line_leads_to_the_plan_as_it_was_then(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("H")
        await settled(eyes)
        await eyes.press("down", "@")
        await eyes.app.workers.wait_for_complete()
        await eyes.settle()
        assert "revision 2 of 4" in eyes.part("#banner")
        await eyes.press("H")
        await settled(eyes)
        assert "2 revisions" in eyes.part("#top")
        await eyes.press("u")
        assert "nothing can be changed there" in eyes.part("#status")


async def test_that_very_revision_is_undone_or_it_is_said_why_not(opened: Opener, agreement: Tracker) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("H")
        await settled(eyes)
        await eyes.press("down", "u")
        await settled(eyes)
        assert "changed the same row since; undo that first" in eyes.part("#status")
        assert agreement.read.last_revision() == 4
        await eyes.press("up", "u")
        await settled(eyes)
        assert agreement.read.last_revision() == 5 and "Undid:" in eyes.part("#status")
        assert "jatui undo --revision 4" in eyes.part("#status")
        assert "4 revisions" in eyes.part("#top")


async def test_nothing_is_undone_from_a_meeting_whose_keys_are_locked(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("m", "enter", "H", "H")
        await settled(eyes)
        await eyes.press("u")
        await settled(eyes)
        assert "lock" in eyes.part("#status") and agreement.read.last_revision() == 4


async def test_a_revision_is_copied_with_what_it_changed(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("H")
        await settled(eyes)
        await eyes.press("y")
        assert (
            "milestone: Dec '21 -> Mar '22" in eyes.app.clipboard and "Why: The surveys" in eyes.app.clipboard
        )


async def test_everything_is_told_of_the_first_revision_too(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("H", "H")
        await settled(eyes)
        await eyes.press("end")
        await settled(eyes)
        assert "Loaded joint_agreement" in eyes.part("#told")
        await eyes.press("tab", "end")
        assert "more" in eyes.part("#told") and "Loaded" not in eyes.part("#told")
        await eyes.press("tab", "home")
        assert "Rev" in eyes.part("#listing")
        await eyes.press("q")
        assert isinstance(eyes.app.screen, MainScreen)
