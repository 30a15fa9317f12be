from __future__ import annotations

from tests.tui.conftest import Opener


async def test_zooms_from_year_to_month_to_agenda_under_one_cursor(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("4", "right")
        assert "municipal year 2021/22" in eyes.part("#calendar")
        await eyes.press("z")
        assert "September 2021" in eyes.part("#calendar")
        assert len(eyes.shown) == 10
        await eyes.press("up")
        assert "due:2021-09-30" in eyes.lines[0]
        assert len(eyes.shown) == 10
        await eyes.press("left")
        assert eyes.shown == []
        await eyes.press("home", "z")
        assert "agenda" in eyes.part("#calendar")
        assert "S&R meets" in eyes.part("#calendar")
        await eyes.press("z")
        assert "municipal year" in eyes.part("#calendar")


async def test_the_large_calendar_narrows_by_month_and_theme_and_esc_puts_it_back(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("Z", "right")
        assert "due:2021-09" in eyes.lines[0]
        await eyes.press("up")
        assert "due:2021-09 theme:G" in eyes.lines[0]
        assert eyes.shown == ["G.1", "G.3", "G.4"]
        await eyes.press("enter")
        assert eyes.app.focused.id == "actions"
        await eyes.press("enter")
        assert eyes.app.focused.id == "card"
        await eyes.press("escape")
        assert eyes.app.screen.query_one("#themes").region.width > 0
        await eyes.press("escape")
        assert len(eyes.shown) == 60


async def test_the_agenda_brings_the_card_of_the_action_under_its_cursor(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("Z", "z", "z", "down", "down", "down", "down")
        assert eyes.handle == "C.8"
        assert "5 C.8" in eyes.part("#card")


async def test_the_financial_year_begins_in_april(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("4", "Y")
        assert "financial year 2021/22" in eyes.part("#calendar")
        assert "financial year" in eyes.lines[-2]


async def test_a_click_goes_to_a_month_and_a_second_one_back(opened: Opener) -> None:
    async with opened() as eyes:
        line = eyes.part("#calendar").splitlines()[1]
        await eyes.pilot.click("#calendar", offset=(line.index("Oct") + 1, 3))
        await eyes.settle()
        assert "due:2021-10" in eyes.lines[0]
        assert len(eyes.shown) == 7


async def test_nothing_is_left_out_at_any_width(opened: Opener) -> None:
    for size in ((120, 40), (80, 24), (40, 20), (200, 50)):
        async with opened(size) as eyes:
            await eyes.press("4")
            row = next(line for line in eyes.part("#calendar").splitlines() if "all due" in line)
            numbers = [int(part) for part in row.replace("│", " ").split() if part.isdigit()]
            assert sum(numbers) == 60, size
