from __future__ import annotations

from textual import events
from textual.widgets import Input

from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

NAMES = {"\r": "enter", "\t": "tab", " ": "space"}


async def burst(eyes: Eyes, text: str) -> None:
    """Send a text as a terminal does that was held up: all keys at once."""
    for each in text:
        eyes.app.post_message(events.Key(NAMES.get(each, each), each if each.isprintable() else None))
    await eyes.pilot.pause()
    await eyes.settle()


async def test_a_text_typed_right_behind_its_key_is_text(opened: Opener) -> None:
    async with opened() as eyes:
        before = eyes.app.tracker.read.last_revision()
        await burst(eyes, "rnobody was unhappy")
        assert eyes.app.screen.query_one("#write-text", Input).value == "nobody was unhappy"
        assert eyes.app.tracker.read.last_revision() == before


async def test_what_is_typed_behind_a_save_acts_on_the_list(opened: Opener) -> None:
    async with opened() as eyes:
        await burst(eyes, "wone\rjatwo\rj")
        assert eyes.handle == "E.3"
        said = [
            (update["text"], update["rating"])
            for action in (1, 2)
            for update in eyes.app.tracker.read.updates(action)
        ]
        assert ("one", None) in said
        assert ("two", "amber") in said


async def test_what_is_typed_behind_a_form_goes_into_it(opened: Opener) -> None:
    async with opened() as eyes:
        await burst(eyes, "MMar 22\tnone")
        assert "by 31 Mar 2022" in eyes.part("#form-box")
        assert eyes.app.screen.query_one("#field-reason", Input).value == "none"
        assert len(eyes.app.screen_stack) == 2


async def test_a_paste_behind_a_key_goes_where_the_key_leads(opened: Opener) -> None:
    async with opened() as eyes:
        eyes.app.post_message(events.Key("w", "w"))
        eyes.app.post_message(events.Paste("as the lead wrote"))
        await eyes.settle()
        await eyes.pilot.pause(0.1)
        assert eyes.app.screen.query_one("#write-text", Input).value == "as the lead wrote"


async def test_a_held_key_goes_all_the_way(opened: Opener) -> None:
    async with opened() as eyes:
        await burst(eyes, "j" * 40)
        assert eyes.shown.index(eyes.handle or "") == 40
