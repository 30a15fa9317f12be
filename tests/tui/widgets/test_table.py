from __future__ import annotations

from array import array

import pytest

from tests.tui.widgets.tables import Counted, TableApp

SIZE = (60, 12)
BODY = SIZE[1] - 2


async def test_shows_header_rows_and_cursor() -> None:
    app = TableApp(Counted(range(1, 61)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        lines = app.lines()
        assert lines[0].split() == ["Ref", "Action", "Due", "Lead"]
        assert lines[1].startswith("▌E.1")
        assert lines[2].startswith(" E.2")
        assert app.table.cursor == 1
        assert app.told == [("Highlighted", 1)]


async def test_moves_by_row_page_and_to_the_ends() -> None:
    app = TableApp(Counted(range(1, 61)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "up")
        assert app.table.cursor == 2
        await pilot.press("end")
        assert app.table.cursor == 60
        assert app.lines()[BODY].startswith("▌E.60")
        await pilot.press("down")
        assert app.table.cursor == 60
        await pilot.press("pageup")
        assert app.table.cursor == 60 - (BODY - 1)
        assert app.lines()[BODY].startswith(f"▌E.{61 - BODY}")
        await pilot.press("home")
        assert app.table.cursor == 1
        assert app.lines()[1].startswith("▌E.1")
        await pilot.press("pagedown")
        assert app.table.cursor == BODY
        assert app.lines()[1].startswith(f"▌E.{BODY}")


async def test_scrolls_only_when_the_cursor_leaves_the_view() -> None:
    app = TableApp(Counted(range(1, 61)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * (BODY - 1))
        assert app.table.top == 0
        await pilot.press("down")
        assert app.table.top == 1
        assert app.lines()[BODY].startswith(f"▌E.{BODY + 1}")
        assert app.lines()[0].split()[0] == "Ref"


async def test_only_windows_are_asked_for() -> None:
    source = Counted(array("q", range(1, 100_001)))
    app = TableApp(source)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("down", "pagedown", "end", "pageup", "home", *["down"] * 60)
        assert max(source.asked) <= 200
        assert sum(source.asked) <= 400
        assert app.table.cursor == 61


@pytest.mark.parametrize("ids", [[5, 7, 1, 3, 9], [3, 9, 8, 2], [100, *range(50, 60), 3]])
async def test_cursor_holds_on_to_its_id(ids: list[int]) -> None:
    app = TableApp(Counted(range(1, 10)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down")
        app.told.clear()
        app.table.set_source(Counted(ids))
        await pilot.pause()
        assert app.table.cursor == 3
        assert app.table.place == ids.index(3)
        assert any(line.startswith("▌E.3 ") for line in app.lines())
        assert app.told == []


@pytest.mark.parametrize(
    ("ids", "next_id"), [([1, 2, 4, 5], 4), ([9, 8, 6, 1], 6), ([2, 1], 2), ([70, 71], 71), ([], None)]
)
async def test_next_row_is_chosen_when_the_cursor_s_goes(ids: list[int], next_id: int | None) -> None:
    app = TableApp(Counted(range(1, 10)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down")
        app.told.clear()
        app.table.set_source(Counted(ids))
        await pilot.pause()
        assert app.table.cursor == next_id
        assert app.told == [("Highlighted", next_id)]
