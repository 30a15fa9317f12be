"""Pictures of the screen, few and looked at; README shows these very files. JATUI_REDRAW=1 draws them anew."""

from __future__ import annotations

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from tests.tui.conftest import DAY, Opener


@pytest.fixture
def spoken(agreement: Tracker) -> None:
    """Some updates as a September might bring them."""
    for ref, rating, status, text in (
        ("E.1", "green", "in progress", "Scope agreed with the Climate Change team; drafting has begun."),
        ("E.3", "amber", "in progress", "Draft circulated; two parish surveys outstanding."),
        ("E.5", "red", "waiting", "No funding found for the transition so far."),
        ("CE.1", "blue", "complete", "Vouchers were issued before the holidays began."),
    ):
        agreement.run(Update(ref=ref, rating=rating, status=status, text=text, date=DAY))


@pytest.mark.usefixtures("spoken")
async def test_the_plan_at_120_by_40(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("down", "down")
        eyes.check_picture("main-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_plan_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        eyes.check_picture("main-80x24")


@pytest.mark.usefixtures("spoken")
async def test_a_card_at_40_by_20(opened: Opener) -> None:
    async with opened((40, 20)) as eyes:
        await eyes.press("down", "down", "enter")
        eyes.check_picture("card-40x20")


@pytest.mark.usefixtures("spoken")
async def test_writing_in_the_light_colours(opened: Opener) -> None:
    async with opened((120, 40), theme="jatui-light") as eyes:
        await eyes.press("1", "down", "2", "down", "a")
        await eyes.type("Routemap slips to the spring")
        eyes.check_picture("light-120x40")


async def test_help_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24), theme="jatui-contrast") as eyes:
        await eyes.press("question_mark")
        eyes.check_picture("help-80x24")


@pytest.mark.usefixtures("spoken")
async def test_the_year_at_120_by_40(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("Z", "right", "right")
        eyes.check_picture("year-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_month_at_120_by_40(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("Z", "z", "right")
        eyes.check_picture("month-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_agenda_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("4", "z", "z", "down", "down")
        eyes.check_picture("agenda-80x24")


async def test_the_year_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("4", "right")
        eyes.check_picture("year-80x24")
