from __future__ import annotations

from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.store import Store
from tests.tui.conftest import Opener


async def test_a_move_is_read_as_it_is_typed_and_can_be_taken_back(
    opened: Opener, agreement: Tracker
) -> None:
    before = list(agreement.read.records())
    async with opened() as eyes:
        await eyes.press("down", "down", "M")
        assert "E.3  Dec '21" in eyes.part("#form-box")
        await eyes.type("Jan '22")
        assert "by 31 Jan 2022, slips 1 month, first slip" in eyes.part("#form-box")
        await eyes.press("enter")
        await eyes.type("Surveys are late")
        await eyes.press("ctrl+s")
        assert "E.3 moved from Dec '21 to Jan '22" in eyes.text
        card = eyes.part("#card")
        assert "Jan '22" in card
        assert (
            "milestone moved: slips 1 month" in card.replace("\n", " ").replace("│", "").replace("  ", " ")
            or "moved" in card
        )
        assert "Surveys are late" in card
        await eyes.press("M")
        await eyes.type("Mar '22")
        assert "slips 2 months, second slip, 3 months in all against the original" in eyes.part(
            "#form-live"
        ).replace("\n", " ")
        await eyes.press("escape", "u")
    assert list(agreement.read.records()) == before


async def test_a_tick_is_seen_without_colour(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("M", "tab", "tab", "tab")
        assert "X" not in eyes.part("#field-undated")
        await eyes.press("space")
        assert "X" in eyes.part("#field-undated")


async def test_a_form_says_what_is_missing_and_keeps_what_was_typed(
    opened: Opener, agreement: Tracker
) -> None:
    before = list(agreement.read.records())
    async with opened() as eyes:
        await eyes.press("M", "ctrl+s")
        assert "Wording is needed" in eyes.part("#form-problem")
        await eyes.type("ongoing")
        await eyes.press("ctrl+s")
        assert "reason is needed" in eyes.part("#form-problem")
        await eyes.press("enter")
        await eyes.type("why not")
        await eyes.press("ctrl+s")
        assert "no due day" in eyes.part("#form-problem")
        assert eyes.app.screen.query_one("#field-wording", Input).value == "ongoing"
        await eyes.press("escape")
        assert eyes.app.focused.id == "actions"
    assert list(agreement.read.records()) == before


async def test_marked_actions_are_moved_and_rated_as_one_revision(opened: Opener, agreement: Tracker) -> None:
    before = list(agreement.read.records())
    seen = agreement.read.last_revision()
    async with opened() as eyes:
        await eyes.press("space", "space", "down", "space", "M")
        assert "and 2 more actions: E.2, E.4" in eyes.part("#form-box")
        await eyes.type("Jun '22")
        await eyes.press("enter")
        await eyes.type("All wait for the strategy")
        await eyes.press("ctrl+s")
        assert agreement.read.last_revision() == seen + 1
        assert "3 milestones moved to Jun '22" in eyes.text
        await eyes.press("home", "space", "V", "r")
        await eyes.type("All late")
        await eyes.press("enter")
        assert agreement.read.last_revision() == seen + 2
        assert "60 actions (E.1, E.2, E.3" in eyes.text
        await eyes.press("u", "u")
    assert list(agreement.read.records()) == before


async def test_a_suggestion_is_taken_with_one_key(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("g2")
        await eyes.press("enter", "S")
        card = eyes.part("#card")
        assert "30 Sep 2021" in card
        assert "Jul '21 & Ep '21" in card
        assert "Read as" in card
        await eyes.press("u")
        assert "Not read" in eyes.part("#card")


async def test_a_reading_is_corrected_in_a_form_that_begins_with_the_suggestion(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("g2")
        await eyes.press("enter", "c")
        assert eyes.app.screen.query_one("#field-wording", Input).value == "Jul '21 & Sep '21"
        assert "by 30 September 2021" in eyes.part("#form-live")


async def test_stages_are_met_with_one_key_each(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("f.3")
        await eyes.press("enter")
        assert "Stages" in eyes.part("#card")
        await eyes.press("D")
        assert "met 12" in eyes.part("#card")
        assert "next due by 31 Dec 2021" in eyes.text


async def test_a_meeting_is_added_on_the_calendar_s_day_with_its_deadline(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("4", "z", "right", "right", "plus")
        assert eyes.app.screen.query_one("#field-day", Input).value == "2021-09-13"
        assert "papers close Friday 3 September 2021" in eyes.part("#form-live")
        await eyes.type("e&gi")
        await eyes.press("ctrl+s")
        assert "E&GI meets on Monday 13 September 2021" in eyes.text
        assert "13◇" in eyes.part("#calendar")


async def test_what_another_hand_changed_while_a_form_was_open_is_told(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("M")
        await eyes.type("Jan '22")
        await eyes.press("enter")
        await eyes.type("late")
        with Store.open(agreement.store.path) as store:
            Tracker(store, None, agreement.today, "Tom Kelly").run(Update(ref="E.1", rating="green"))
        await eyes.press("ctrl+s")
        assert "Tom Kelly changed this meanwhile" in eyes.part("#form-problem")
