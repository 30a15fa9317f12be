"""What is done to many actions at once is told before it is done, and is one thing to take back."""

from __future__ import annotations

import datetime as dt

from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


def told(eyes: Eyes) -> str:
    return " ".join(eyes.part("#write-told").split())


async def test_a_rating_of_many_is_told_before_it_is_given(opened: Opener, agreement: Tracker) -> None:
    agreement.run(Update(ref="E.1", rating="green", text="Bids are in."))
    agreement.run(Update(ref="E.2", rating="amber", text="No bids."))
    revision = agreement.read.last_revision()
    before = list(agreement.read.records())
    async with opened() as eyes:
        await eyes.press("space", "down", "down", "v", "a")
        assert eyes.part("#write-about").split() == ["4", "actions", "▲", "A", "amber"]
        assert told(eyes).startswith(
            "4 actions: 1 green, 2 not rated become amber; 1 already amber. E.1, E.2, E.3, E.4"
        )
        assert list(agreement.read.records()) == before
        await eyes.type("All late")
        await eyes.press("enter")
        assert agreement.read.last_revision() == revision + 1
        assert "4 actions (E.1, E.2, E.3, E.4) rated amber" in eyes.text
        await eyes.press("u")
        assert list(agreement.read.records()) == before


async def test_marks_out_of_sight_are_named_before_a_rating_is_given(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("space", "space", "slash")
        await eyes.type("theme:C")
        await eyes.press("enter", "space", "r")
        assert "3 actions: 3 not rated become red" in told(eyes)
        assert "2 out of sight: E.1, E.2" in told(eyes)
        await eyes.press("escape")
        assert "3 marked" in eyes.part("#actions")


async def test_everything_shown_is_rated_at_once(opened: Opener, agreement: Tracker) -> None:
    async with opened() as eyes:
        await eyes.press("slash")
        await eyes.type("theme:E")
        await eyes.press("enter", "V", "g")
        await eyes.type("Agreed")
        await eyes.press("enter")
        rated = agreement.read.count(agreement.select("rating:green"))
        assert rated == agreement.read.count(agreement.select("theme:E")) == 6
        assert agreement.read.count(agreement.select("rating:none")) == 54


async def test_nothing_new_of_many_is_told_before_it_is_recorded(opened: Opener, agreement: Tracker) -> None:
    revision = agreement.read.last_revision()
    async with opened() as eyes:
        await eyes.press("space", "space", "n")
        assert "2 actions: 2 not rated; the ratings stand" in told(eyes)
        assert agreement.read.last_revision() == revision
        await eyes.press("escape", "n", "enter")
        assert agreement.read.last_revision() == revision + 1


async def test_what_is_odd_is_told_as_one_types_and_stops_nothing(opened: Opener, agreement: Tracker) -> None:
    agreement.run(Update(ref="E.1", text="Bids are in."))
    async with opened() as eyes:
        await eyes.press("r")
        assert told(eyes) == "odd: no text"
        await eyes.type("Bids are")
        assert told(eyes) == ""
        await eyes.type(" in")
        assert told(eyes) == "odd: same text"
        await eyes.press("enter")
        assert "E.1 rated red. Recorded although: same text." in eyes.text
        await eyes.press("enter", "end")
        card = " ".join(eyes.part("#card").replace("│", " ").split())
        assert "recorded although: same text" in card
        said = agreement.read.updates(agreement.read.one_action("E.1"))
        assert next(each for each in said if each["rating"] == "red")["overruled"] == ["same text"]


async def test_what_is_odd_of_many_is_counted(opened: Opener, agreement: Tracker) -> None:
    agreement.given_today = dt.date(2022, 1, 5)
    agreement.run(Update(ref="E.2", text="Fine."))
    late = [
        agreement.read.value("SELECT next_due < '2022-01-05' FROM action WHERE handle = ?", (f"E.{n}",))
        for n in (1, 2, 3)
    ]
    async with opened() as eyes:
        await eyes.press("space", "down", "v", "g")
        await eyes.type("Fine")
        assert late[0] == 1
        assert told(eyes).endswith(f"odd: green but passed ({sum(map(bool, late))}) · same text (1)")
        assert eyes.app.screen.query_one("#write-text", Input).value == "Fine"
