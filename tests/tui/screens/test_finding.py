from __future__ import annotations

import datetime as dt
import os

import pytest

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.domain.query import parse
from jatui.store.filters import compile_query
from tests.tui.conftest import Opener

STEP = 1 if os.environ.get("JATUI_EVERY_REF") else 4
"""Every ref is looked up where JATUI_EVERY_REF is set; else every fourth of them, and those that stand twice."""


async def test_four_keys_show_the_card_of_every_ref_and_never_another(
    opened: Opener, agreement: Tracker
) -> None:
    scope = agreement.scope()
    ids = agreement.read.action_ids(compile_query(parse(""), scope))
    actions = agreement.read.actions(ids, scope)
    assert len(actions) == 60
    async with opened((80, 24)) as eyes:
        for place, action in enumerate(actions):
            if place % STEP and action["handle"] == action["ref"]:
                continue
            ref = action["ref"].replace(".", "") if place % 2 else action["ref"].lower()
            await eyes.press("slash")
            await eyes.type(ref if place % 3 else ref.upper())
            await eyes.press("enter")
            assert eyes.handle is not None and eyes.handle.partition("#")[0] == action["ref"]
            if action["handle"] == action["ref"]:
                assert eyes.app.focused is not None and eyes.app.focused.id == "card", eyes.text
                assert f" {action['ref']} " in eyes.part("#card").splitlines()[0]
                assert "60 of 60" in eyes.lines[0]
            else:
                assert eyes.shown == ["F.6#1", "F.6#2"]
                await eyes.press("escape")


async def test_a_ref_is_a_jump_from_any_filter_and_leaves_it_standing(opened: Opener) -> None:
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("theme:E")
        await eyes.press("enter")
        assert eyes.app.focused is not None and eyes.app.focused.id == "actions"
        await eyes.press("slash")
        await eyes.type("e3")
        assert eyes.shown == ["E.3"]
        await eyes.press("enter")
        assert (eyes.handle, eyes.app.focused.id) == ("E.3", "card")
        assert "theme:E" in eyes.lines[0] and len(eyes.shown) == 6
        await eyes.press("slash")
        await eyes.type("ce1")
        await eyes.press("enter")
        assert eyes.handle == "CE.1" and "no filter" in eyes.lines[0]


@pytest.mark.parametrize(
    ("typed", "read", "handles"),
    [
        ("overdue", "is:overdue", 3), ("dec 21", "when:2021-12", None), ("askham", 'lead:"Amanda Askham"', 10),
        ("cyp", "committee:CYP", None),
    ],
)  # fmt: skip
async def test_what_words_are_read_as_is_shown(
    opened: Opener, typed: str, read: str, handles: int | None
) -> None:
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type(typed)
        assert f"read as {read}" in eyes.part("#filter")
        assert handles is None or len(eyes.shown) == handles
        number = len(eyes.shown)
        await eyes.press("enter")
        assert read in eyes.lines[0] and len(eyes.shown) == number


async def test_an_action_of_two_windows_is_found_by_either_month(opened: Opener, agreement: Tracker) -> None:
    async with opened((160, 40)) as eyes:
        for month in ("sep 21", "dec 21"):
            await eyes.press("slash")
            await eyes.type(month)
            found = {
                action["milestone"]["text"]
                for action in agreement.read.actions(
                    [agreement.read.find_ref(handle)[0] for handle in eyes.shown], agreement.scope()
                )
            }
            assert "Sep '21 & Dec '21" in found
            await eyes.press("escape", "escape")


async def test_one_action_found_by_words_is_opened_by_enter(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("slash")
        await eyes.type("libraries")
        assert eyes.shown == ["C.7"]
        await eyes.press("enter")
        assert "library service" in " ".join(eyes.part("#card").split())


async def test_a_slip_of_the_finger_is_put_right_by_tab(opened: Opener) -> None:
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("wodland")
        assert eyes.shown == []
        assert "No action of Joint Agreement Action Plan has 'wodland' in its ref" in eyes.part("#actions")
        await eyes.pilot.pause(0.3)
        await eyes.settle()
        assert "did you mean woodland?: 1 action tab takes it" in eyes.part("#filter")
        await eyes.press("tab")
        assert eyes.shown == ["E.3"]
        await eyes.press("enter")
        assert eyes.handle == "E.3"


async def test_what_may_follow_is_shown_and_taken(opened: Opener) -> None:
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("is:ov")
        assert "is:overdue" in eyes.part("#filter-text")
        await eyes.press("tab")
        await eyes.type(" the")
        await eyes.press("right")
        await eyes.type("ce")
        assert {handle.partition(".")[0] for handle in eyes.shown} == {"CE"}
        await eyes.press("tab")
        assert eyes.app.focused is not None and eyes.app.focused.id == "filter-text"


async def test_where_a_word_stands_is_told_of_the_action_under_the_cursor(
    opened: Opener, agreement: Tracker
) -> None:
    agreement.run(Update(ref="E.4", text="The beavers were moved", date=dt.date(2021, 9, 1)))
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("beaver")
        assert "'beaver' in the update of 1 Sep 2021: The beavers were moved" in eyes.part("#filter")
        assert eyes.shown == ["E.4"]


async def test_a_filter_is_explained_where_it_goes_wrong(opened: Opener) -> None:
    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("theme:E ratng:red")
        assert "At 9: there is no field ratng: in the filter. Write rating:" in eyes.part("#filter")


async def test_words_that_were_found_stand_out_without_a_colour_and_no_longer_than_they_are_looked_for(
    opened: Opener,
) -> None:
    def standing_out() -> set[str]:
        region = eyes.app.screen.query_one("#actions").content_region
        strips = eyes.app.screen._compositor.render_strips(eyes.app.size)[region.y + 1 : region.bottom]
        return {
            segment.text.lower()
            for strip in strips
            for segment in strip.crop(region.x, region.right)
            if segment.style and segment.style.underline and segment.style.bold
        }

    async with opened((160, 40)) as eyes:
        await eyes.press("slash")
        await eyes.type("develo")
        assert standing_out() and standing_out() <= {"develop", "developing", "development"}
        await eyes.type(" -rating:red")
        assert standing_out()
        await eyes.press("down")
        assert standing_out()
        await eyes.press("ctrl+u")
        await eyes.type("theme:E")
        assert standing_out() == set()
