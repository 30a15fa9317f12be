from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic

import pytest
from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.store import Store
from jatui.store.connection import BUSY_MILLISECONDS
from jatui.tui.app import Jatui
from jatui.tui.keymap import keys_on
from tests.tui.conftest import DAY, Opener
from tests.tui.screen import Eyes

SIZES = [(200, 50), (160, 38), (120, 40), (80, 24), (40, 20)]


async def test_opens_on_the_plan(opened: Opener) -> None:
    async with opened() as eyes:
        top = eyes.lines[0]
        assert "Joint Agreement Action Plan" in top
        assert "as at 12 Sep 2021" in top
        assert "S&R in 9 days" in top
        assert "60 of 60" in top
        assert "no filter" in top
        assert len(eyes.shown) == 60
        assert eyes.shown[:3] == ["E.1", "E.2", "E.3"]
        assert {"F.6#1", "F.6#2"} <= set(eyes.shown)
        assert eyes.handle == "E.1"
        themes = eyes.part("#themes")
        for code, number in (("E", 6), ("C", 8), ("H", 10), ("CE", 6), ("T", 14), ("F", 12), ("G", 4)):
            assert any(
                line.split()[1:2] == [code] and str(number) in line.split() for line in themes.splitlines()
            ), code
        assert "Amanda Askham" in eyes.part("#officers")
        assert "Sep" in eyes.part("#calendar")
        card = eyes.part("#card")
        assert "Dec '21" in card
        assert "31 Dec 2021" in card
        assert "Sheryl French" in card
        assert "not rated" in card


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_size_shows_where_one_is(opened: Opener, size: tuple[int, int]) -> None:
    async with opened(size) as eyes:
        assert len(eyes.lines) == size[1]
        assert "60 of 60" in eyes.lines[0]
        assert "E.1" in eyes.text
        assert "help" in eyes.lines[-1]
        for number in "12345":
            await eyes.press(number)
            assert eyes.app.focused is not None
            assert eyes.app.focused.id == eyes.app.screen.current
            assert eyes.app.focused.region.height > 2
            assert eyes.app.focused.region.right <= size[0]


async def test_a_theme_narrows_everything_and_esc_widens_it(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("1", "down", "down")
        assert eyes.shown[0] == "C.1"
        assert len(eyes.shown) == 8
        assert "8 of 60" in eyes.lines[0]
        assert "theme:C" in eyes.lines[0]
        assert "Jo Procter" in eyes.part("#officers")
        assert "Tom Kelly" not in eyes.part("#officers")
        await eyes.press("escape")
        assert len(eyes.shown) == 60
        assert "no filter" in eyes.lines[0]


async def test_an_officer_narrows_the_actions(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("3", "down")
        assert len(eyes.shown) == 10
        assert "Amanda Askham" in eyes.lines[0]
        await eyes.press("enter")
        assert eyes.app.focused.id == "actions"


async def test_the_calendar_narrows_to_a_month_and_to_no_date(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("4", "right")
        assert "due:2021-09" in eyes.lines[0]
        assert len(eyes.shown) == 10
        await eyes.press("right")
        assert len(eyes.shown) == 7
        await eyes.press("end")
        assert set(eyes.shown) == {"H.1", "H.5", "H.7", "H.10", "F.1", "G.2"}
        await eyes.press("home")
        assert len(eyes.shown) == 60


async def test_the_filter_narrows_as_it_is_typed(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("e1")
        assert eyes.shown == ["E.1"]
        await eyes.press("enter")
        assert eyes.handle == "E.1"
        await eyes.press("slash", "ctrl+u")
        await eyes.type("t.1")
        assert eyes.shown == ["T.1"]
        await eyes.press("ctrl+u")
        await eyes.type("f6")
        assert eyes.shown[:2] == ["F.6#1", "F.6#2"]
        await eyes.press("ctrl+u")
        await eyes.type("askham is:overdue")
        assert "of 60" in eyes.lines[0]
        await eyes.press("escape", "escape")
        assert len(eyes.shown) == 60


async def test_a_filter_that_is_none_is_explained_and_gone_with_it(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("colour:red")
        assert "colour" in eyes.part("#filter-problem")
        assert eyes.app.focused is not None and eyes.app.focused.id == "filter-text"
        await eyes.press("ctrl+u")
        assert eyes.part("#filter-problem").strip() == ""
        assert len(eyes.shown) == 60


async def test_two_keys_and_the_text_rate_an_action(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("down", "down", "a")
        assert eyes.part("#write-about").strip() == "E.3 ▲ A amber"
        await eyes.type("Draft circulated")
        await eyes.press("enter")
        assert "E.3 rated amber" in eyes.text
        assert "jatui update E.3 --rating amber --text 'Draft circulated'" in eyes.text
        assert eyes.handle == "E.3"
        card = eyes.part("#card")
        assert "▲ A amber" in card
        assert "Draft circulated" in card
        assert eyes.app.focused.id == "actions"
        await eyes.press("u")
        assert "Undid: E.3 rated amber" in eyes.text
        assert "not rated" in eyes.part("#card")
        await eyes.press("ctrl+r")
        assert "▲ A amber" in eyes.part("#card")


async def test_undo_after_another_start(opened: Opener, agreement: Tracker) -> None:
    before = list(agreement.read.records())
    async with opened() as eyes:
        await eyes.press("g")
        await eyes.type("Done")
        await eyes.press("enter")
        await eyes.press("q")
    with Store.open(agreement.store.path) as store:
        assert list(store.read.records()) != before
    async with opened() as eyes:
        await eyes.press("u")
        assert list(agreement.read.records()) == before


async def test_nothing_new_is_one_key(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("down", "down", "n")
        assert "E.3 nothing new" in eyes.text
        assert "Nothing new." in eyes.part("#card")


async def test_a_text_that_was_left_is_there_again(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("w")
        await eyes.type("half a sen")
        await eyes.press("escape", "down", "w")
        assert eyes.app.screen.query_one("#write-text", Input).value == ""
        await eyes.press("escape", "up", "w")
        assert eyes.app.screen.query_one("#write-text", Input).value == "half a sen"


async def test_a_text_that_another_takes_the_place_of_is_there_again(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("w")
        await eyes.type("half a sen")
        await eyes.pilot.click("#actions", offset=(10, 5))
        await eyes.press("a")
        assert eyes.app.screen.query_one("#write-text", Input).value == ""
        await eyes.press("escape", "home", "w")
        assert eyes.app.screen.query_one("#write-text", Input).value == "half a sen"


async def test_what_another_hand_changed_is_told_and_the_text_stays(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("r")
        await eyes.type("late")
        with Store.open(agreement.store.path) as store:
            Tracker(store, None, agreement.today, "Tom Kelly").run(Update(ref="E.1", rating="green"))
        await eyes.press("enter")
        assert "Tom Kelly changed this meanwhile" in eyes.text
        assert eyes.app.screen.query_one("#write-text", Input).value == "late"
        assert "● G green" in eyes.part("#card")
        await eyes.press("enter")
        assert "E.1 rated red" in eyes.text
        assert "late" in eyes.part("#card")


async def test_what_another_program_writes_is_shown(opened: Opener, agreement: Tracker) -> None:
    async with opened() as eyes:
        with Store.open(agreement.store.path) as store:
            Tracker(store, None, agreement.today, "Tom Kelly").run(
                Update(ref="E.3", rating="green", text="From afar")
            )
        await eyes.press("down", "down")
        eyes.app.screen._look_elsewhere()
        await eyes.settle()
        assert "From afar" in eyes.part("#card")


async def test_a_database_in_use_by_another_program_stops_no_key(opened: Opener, agreement: Tracker) -> None:
    keys = [
        "z",
        "z",
        "left",
        "2",
        "down",
        "w",
        "M",
        "escape",
        "y",
        "c",
        "space",
        "escape",
        "5",
        "1",
        "down",
        "2",
        "down",
    ]
    async with opened() as eyes:
        await eyes.press("4", "right")
        other = sqlite3.connect(agreement.store.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        begin = monotonic()
        await eyes.pilot.press(*keys)
        await eyes.pilot.pause()
        assert monotonic() - begin < BUSY_MILLISECONDS / 1000 * len(keys) / 5
        assert "is in use by another program" in eyes.text
        other.rollback()
        await eyes.pilot.pause(0.2)
        eyes.app.screen._look_elsewhere()
        await eyes.pilot.pause(0.2)
        assert "in use" not in eyes.text
        assert eyes.handle in eyes.part("#card").splitlines()[0]


async def test_a_form_goes_on_while_another_program_has_the_database(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("M")
        other = sqlite3.connect(agreement.store.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        await eyes.pilot.press("M", "a", "r")
        await eyes.pilot.pause()
        assert "is in use by another program" in " ".join(eyes.part("#form-live").split())
        other.rollback()
        await eyes.press("space", "2", "2")
        assert "31 Mar 2022" in eyes.text


async def test_the_cursor_stays_with_its_action_when_the_filter_lets_it_go(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("rating:none theme:E")
        await eyes.press("enter", "down", "b", "enter")
        assert "E.2" not in eyes.shown
        assert eyes.handle == "E.3"
        await eyes.press("u")
        assert eyes.handle == "E.2"


async def test_marks_that_the_filter_hides_are_told_of(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("space", "space")
        assert "2 Actions · 2 marked" in eyes.text
        await eyes.press("1", "down", "down")
        assert eyes.shown[0] == "C.1"
        assert "2 Actions · 2 marked" in eyes.text
        await eyes.press("n")
        assert "2 out of sight: E.1, E.2" in eyes.part("#write-told")
        await eyes.press("enter")
        assert "2 actions (E.1, E.2) nothing new" in eyes.text
        assert "marked" not in eyes.part("#actions")


async def test_a_database_without_a_plan_says_what_to_do(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.sqlite3") as store:
        app = Jatui(Tracker(store, None, DAY, "test"))
        async with app.run_test(size=(120, 40)) as pilot:
            eyes = Eyes(app, pilot)
            await eyes.settle()
            assert "There is no action yet." in eyes.part("#actions")
            assert "No action is chosen." in eyes.part("#card")
            await eyes.press("r")
            assert "jatui init" in eyes.text
            await eyes.press("4", "z", "z", "z", "M", "x", "escape")
        app.finish()


async def test_with_nothing_shown_a_key_says_why_it_cannot_act(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("zzzzz")
        await eyes.press("enter")
        assert eyes.shown == []
        assert "No action" in eyes.part("#actions")
        await eyes.press("a")
        assert "no action under the cursor" in eyes.text
        await eyes.press("n", "y")
        assert "no action under the cursor" in eyes.text


async def test_copies_a_paragraph(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("y")
        assert eyes.app.clipboard.startswith("E.1 Review the Climate Change")
        assert "by 31 Dec 2021" in eyes.app.clipboard
        assert "Copied E.1" in eyes.text


async def test_tab_and_arrows_go_round_the_panes(opened: Opener) -> None:
    async with opened() as eyes:
        seen = []
        for _ in range(5):
            seen.append(eyes.app.focused.id)
            await eyes.press("tab")
        assert sorted(seen) == ["actions", "calendar", "card", "officers", "themes"]
        assert eyes.app.focused.id == "actions"
        await eyes.press("right")
        assert eyes.app.focused.id == "card"
        await eyes.press("left", "left")
        assert eyes.app.focused.id == "themes"
        await eyes.press("shift+tab")
        assert eyes.app.focused.id == "card"


async def test_the_mouse_does_what_keys_do(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.pilot.click("#actions", offset=(5, 4))
        await eyes.settle()
        assert eyes.handle == "E.3"
        await eyes.pilot.click("#themes", offset=(5, 3))
        await eyes.settle()
        assert "theme:C" in eyes.lines[0]
        keys = eyes.app.screen.query_one("#keys")
        place = eyes.lines[-1].index("write")
        await eyes.pilot.click(keys, offset=(place, 0))
        await eyes.settle()
        assert eyes.app.focused.id == "write-text"


@pytest.mark.parametrize("part", range(4))
async def test_every_key_in_the_table_acts_or_says_why(opened: Opener, part: int) -> None:
    async with opened() as eyes:
        for key in keys_on("plan")[part::4]:
            if key.action.startswith("app.") or not key.keys or key.label in ("leave", "triage"):
                continue
            begin = "1" if key.label in ("actions", "pane before") else "5" if key.label == "back" else "2"
            await eyes.pilot.press("escape", "escape", begin, "home", *(["down"] if begin == "2" else []))
            eyes.app.screen_stack[0].say("")
            await eyes.pilot.pause()
            before = eyes.look
            await eyes.press(key.keys.split(",")[0])
            assert eyes.look != before, key
