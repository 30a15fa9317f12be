from __future__ import annotations

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.store.committee_ratings import committee_ratings
from tests.tui.conftest import Opener


async def test_a_committees_rating_is_asked_for_and_shown_beside_the_officers(
    opened: Opener, agreement: Tracker
) -> None:
    agreement.run(Update(ref="E.1", rating="amber", text="Bids are in."))
    async with opened() as eyes:
        await eyes.press("C")
        assert "▲ A amber by the officer, which stands" in eyes.text
        await eyes.press("ctrl+u")
        await eyes.type("S&R")
        await eyes.press("enter")
        await eyes.type("red")
        await eyes.press("ctrl+s")
        assert "S&R rates E.1 red" in eyes.text
        assert "▲ A/R" in eyes.part("#actions")
        assert "■ R red  S&R" in eyes.part("#card")
    (kept,) = committee_ratings(agreement.read, agreement.read.one_action("E.1"))
    assert (kept["committee"], kept["rating"]) == ("S&R", "red")


async def test_what_a_committees_rating_lacks_is_said_in_the_form(opened: Opener, agreement: Tracker) -> None:
    async with opened() as eyes:
        await eyes.press("space", "space", "C")
        assert "E.1, E.2" in eyes.text and "not rated (2)" in eyes.text
        await eyes.press("ctrl+s")
        assert "Give --committee and --rating" in eyes.text


async def test_what_ratings_mean_stands_on_the_card_and_in_the_help(opened: Opener) -> None:
    async with opened((160, 50)) as eyes:
        card = " ".join(eyes.part("#card").replace("│", " ").split())
        assert "■ R Off track · ▲ A At risk · ● G On track · ◆ B Complete" in card
        await eyes.press("question_mark", "slash")
        await eyes.type("track")
        assert "Key (Red, amber, green, blue): ■ R Off track" in eyes.text
