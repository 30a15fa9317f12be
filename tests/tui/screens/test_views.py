from __future__ import annotations

from jatui.commands.tracker import Tracker
from jatui.commands.views import SaveView
from jatui.store.views import find_view
from tests.tui.conftest import Opener


async def test_the_views_are_tabs_that_two_keys_go_through(opened: Opener, agreement: Tracker) -> None:
    agreement.run(SaveView(view="[bold]Ours", filter="theme:G"))
    async with opened((160, 40)) as eyes:
        assert "all  overdue  next meeting  silent  red  slipped  [bold]Ours" in eyes.part("#views")
        await eyes.press("greater_than_sign")
        assert len(eyes.shown) == 3
        assert "is:overdue" in eyes.lines[0] and "View overdue: is:overdue" in eyes.part("#status")
        await eyes.press("less_than_sign", "less_than_sign")
        assert {handle[0] for handle in eyes.shown} == {"G"} and "theme:G" in eyes.lines[0]
        await eyes.press("greater_than_sign")
        assert len(eyes.shown) == 60 and "no filter" in eyes.lines[0]
        await eyes.pilot.click("#views", offset=(8, 0))
        await eyes.settle()
        assert "is:overdue" in eyes.lines[0]


async def test_the_filter_that_stands_is_kept_and_dropped_again(opened: Opener, agreement: Tracker) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("theme:H -is:done")
        await eyes.press("enter", "K")
        assert "theme:H -is:done" in eyes.text
        await eyes.type("Health")
        await eyes.press("ctrl+s")
        assert find_view(agreement.read, agreement.scope(), "health").filter == "theme:H -is:done"
        assert "Health" in eyes.part("#views")
        await eyes.press("u")
        assert "Health" not in eyes.part("#views")


async def test_a_view_is_gone_to_where_there_is_little_room(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("greater_than_sign")
        assert "View overdue" in eyes.part("#status")
        assert len(eyes.shown) == 3
