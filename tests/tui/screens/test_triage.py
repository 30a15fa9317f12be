"""The triage queue on the screen, as the officer goes through it."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from jatui.commands.actions import Update
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Review, Submit
from jatui.domain.errors import Problem
from jatui.store.queue import outcome
from jatui.tui.keymap import keys_on
from jatui.tui.screens.triage import TriageScreen
from jatui.tui.widgets.decide import DecideLine, Lines
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

MEETING = dt.date(2021, 9, 21)


def triage(eyes: Eyes) -> TriageScreen:
    screen = eyes.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


def card(eyes: Eyes) -> str | None:
    current = triage(eyes).walk.current
    return None if current is None else eyes.app.tracker.read.handle(current)


def said(eyes: Eyes, ref: str) -> dict[str, Any]:
    """Return the last update of an action."""
    read = eyes.app.tracker.read
    return max(read.updates(read.find_ref(ref)[0]), key=lambda update: update["number"])


def action(eyes: Eyes, ref: str) -> dict[str, Any]:
    tracker = eyes.app.tracker
    return tracker.read.actions(tracker.read.find_ref(ref), tracker.scope())[0]


async def test_the_queue_opens_on_the_most_pressing_card_and_says_how_many(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t")
        assert card(eyes) == "CE.1"
        assert "1 of 60" in eyes.lines[0] and "for S&R 21 Sep 2021" in eyes.lines[0]
        assert eyes.lines[1].strip() == "6 submitted · 2 passed · 52 silent"
        assert "Food vouchers provided" in eyes.part("#triage-card")
        assert "by 31 Jul 2021, 43 days ago" in eyes.part("#triage-card")


async def test_enter_alone_accepts_what_came_in(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "enter")
        assert card(eyes) == "C.6" and "2 of 60" in eyes.lines[0] and "5 submitted" in eyes.lines[1]
        update = said(eyes, "CE.1")
        assert (update["state"], update["review"], update["rating"]) == ("accepted", "2021-09-21", None)


async def test_two_keys_and_the_text(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "a")
        assert eyes.app.screen.query_one(Lines).text.startswith("Food vouchers provided")
        await eyes.type(" And more")
        await eyes.press("enter")
        update = said(eyes, "CE.1")
        assert update["text"].endswith("Support Fund. And more") and update["rating"] == "amber"
        assert action(eyes, "CE.1")["rating"] == "amber" and card(eyes) == "C.6"
        assert not eyes.app.screen.query_one(DecideLine).is_open


async def test_nothing_new_is_one_key(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash", *"theme", "colon", "F", "enter", "t")
        assert card(eyes) == "F.5" and "of 12" in eyes.lines[0]
        await eyes.press("n")
        assert "Update 2 of F.5 waits, so there is something new" in eyes.text and card(eyes) == "F.5"
        await eyes.press("s", "n")
        assert said(eyes, "F.2")["kind"] == "nothing new" and "1 skipped" in eyes.lines[1]


async def test_what_is_odd_stops_until_it_is_overruled(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "g")
        assert "but it was due by 31 Jul 2021" in eyes.text
        await eyes.press("enter")
        assert card(eyes) == "CE.1" and said(eyes, "CE.1")["state"] == "submitted"
        assert "^o records it anyway" in eyes.part("#status")
        await eyes.press("ctrl+o")
        assert card(eyes) == "C.6" and said(eyes, "CE.1")["overruled"] == ["green but passed"]
        await eyes.press("r", "ctrl+o")
        assert "Nothing about it is odd" in eyes.text and card(eyes) == "C.6"


async def test_marked_cards_are_decided_in_one_revision(opened: Opener) -> None:
    async with opened() as eyes:
        before = list(eyes.app.tracker.read.records())
        await eyes.press("t", "s", "s", "s", "s", "s", "s", "space", "space", "space")
        assert "3 marked" in eyes.lines[1]
        await eyes.press("enter")
        assert "Some are marked" in eyes.text
        await eyes.press("a")
        assert "3 actions" in eyes.text
        await eyes.type("All late")
        await eyes.press("enter")
        assert [said(eyes, ref)["text"] for ref in ("CE.3", "F.2", "C.1")] == ["All late"] * 3
        assert "marked" not in eyes.lines[1] and triage(eyes).walk.done == 3
        await eyes.press("u")
        assert list(eyes.app.tracker.read.records()) == before and triage(eyes).walk.done == 0


async def test_undo_goes_back_to_the_card(opened: Opener) -> None:
    async with opened() as eyes:
        before = list(eyes.app.tracker.read.records())
        await eyes.press("t", "enter", "enter", "s", "u")
        assert card(eyes) == "C.6" and "5 submitted" in eyes.lines[1]
        await eyes.press("ctrl+r")
        assert said(eyes, "C.6")["state"] == "accepted"
        await eyes.press("u", "u")
        assert card(eyes) == "CE.1" and list(eyes.app.tracker.read.records()) == before


async def test_backspace_shows_the_card_before_and_it_can_be_decided_again(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "enter", "backspace")
        assert card(eyes) == "CE.1" and "looked at" in eyes.part("#triage-card")
        await eyes.press("r")
        assert eyes.app.screen.query_one(Lines).text == ""
        await eyes.type("Not enough")
        await eyes.press("enter")
        assert said(eyes, "CE.1")["rating"] == "red" and card(eyes) == "C.6"


async def test_a_text_that_is_left_is_there_again(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "down", "down", "r")
        await eyes.type(" Half")
        await eyes.press("escape")
        assert not eyes.app.screen.query_one(DecideLine).is_open
        await eyes.press("down", "a")
        assert "Half" not in eyes.app.screen.query_one(Lines).text
        await eyes.press("escape", "up", "a")
        assert eyes.app.screen.query_one(Lines).text.endswith(" Half") and "unsaved" in eyes.text
    async with opened() as eyes:
        await eyes.press("t")
        assert card(eyes) == "H.9"
        await eyes.press("r")
        assert eyes.app.screen.query_one(Lines).text.endswith(" Half")
        await eyes.press("enter", "backspace", "r")
        assert "Half" not in eyes.app.screen.query_one(Lines).text


async def test_the_queue_is_left_and_taken_up_at_the_same_card(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "enter", "down", "down", "q")
        assert not isinstance(eyes.app.screen, TriageScreen)
        await eyes.press("t")
        assert card(eyes) == "F.5"


async def test_skipped_cards_come_in_a_second_round_and_the_end_sums_up(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash", *"theme", "colon", "E", "enter", "t")
        await eyes.press("s", "a")
        await eyes.type("Draft is late")
        await eyes.press("enter", "r")
        await eyes.type("Stopped")
        await eyes.press("enter", *["n"] * 3)
        assert card(eyes) is None
        assert "5 reviewed, 2 changed, 1 newly red, 0 extension requests" in eyes.text
        assert "1 card skipped; enter goes through them." in eyes.text
        await eyes.press("enter")
        assert card(eyes) == "E.1"
        await eyes.press("enter", "enter")
        assert "6 reviewed, 3 changed, 1 newly red" in eyes.text
        assert "Every action was looked at" in eyes.text
        await eyes.press("backspace")
        assert card(eyes) is not None


async def test_deferring_asks_for_the_day(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "d")
        await eyes.press(*["backspace"] * 10)
        await eyes.type("2021-09-18")
        await eyes.press("enter")
        assert (said(eyes, "CE.1")["state"], said(eyes, "CE.1")["review"]) == ("deferred", "2021-09-21")
        assert card(eyes) == "C.6"


async def test_sending_back_makes_a_reply(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "R")
        await eyes.type("Which date?")
        await eyes.press("enter")
        assert "Dear colleague," in eyes.text and "Which date?" in eyes.text
        assert "Which date?" in eyes.app.clipboard
        await eyes.press("escape")
        assert card(eyes) == "C.6" and said(eyes, "CE.1")["state"] == "sent back"
        await eyes.press("end", "R")
        assert "No update of this action came in" in eyes.text


async def test_moving_begins_with_what_the_lead_asks_for(opened: Opener, agreement: Tracker) -> None:
    agreement.run(Submit(ref="CE.3", text="We need longer."))
    with agreement.store.revision("test", "{}", actor="t", day=MEETING) as writer:
        (row,) = writer.read.rows("SELECT id FROM \"update\" WHERE text = 'We need longer.'")[0]
        writer.change("update", row, asks="Jan '22")
    async with opened() as eyes:
        await eyes.press("t", "down")
        while card(eyes) != "CE.3":
            await eyes.press("down")
        assert "Asks for Jan '22" in eyes.part("#triage-card")
        await eyes.press("M")
        assert "slips 5 months" in eyes.text
        await eyes.press("enter")
        await eyes.type("Staff left")
        await eyes.press("ctrl+s")
        assert action(eyes, "CE.3")["milestone"]["text"] == "Jan '22"
        assert card(eyes) == "CE.3" and "slips 5 months" in eyes.part("#triage-card")
        await eyes.press("enter")
        found = outcome(agreement.read, agreement.scope(), MEETING)
        assert found.extensions == ("CE.3",)


async def test_another_meeting_is_another_triage(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "enter", "T")
        assert "for S&R 27 Jan 2022" in eyes.lines[0] and "1 of 60   0 done" in eyes.lines[0]
        await eyes.press("T")
        assert "for S&R 21 Sep 2021" in eyes.lines[0] and "1 done" in eyes.lines[0]


async def test_what_another_window_decided_is_told_and_the_text_stays(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("t", "r")
        await eyes.type(" Mine")
        agreement.run(Review(ref="CE.1", rating="green", text="Theirs", review=MEETING))
        await eyes.press("enter")
        assert "changed this meanwhile" in eyes.text
        assert eyes.app.screen.query_one(Lines).text.endswith(" Mine")
        assert said(eyes, "CE.1")["text"] == "Theirs"
        await eyes.press("enter")
        assert said(eyes, "CE.1")["text"].endswith(" Mine") and card(eyes) == "C.6"


async def test_what_comes_in_meanwhile_joins_the_queue(opened: Opener, agreement: Tracker) -> None:
    async with opened() as eyes:
        await eyes.press("t")
        agreement.run(Submit(ref="G.1", text="News"))
        await eyes.pilot.pause(2.2)
        await eyes.settle()
        assert "7 submitted" in eyes.lines[1]


async def test_marks_of_more_than_fit_one_by_one_are_followed(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "V", "b")
        await eyes.type("All of it was delivered and signed off")
        await eyes.press("enter")
        assert triage(eyes).walk.done == 60 and card(eyes) is None
        assert "60 reviewed, 60 changed" in eyes.text


async def test_sixty_actions_fifteen_with_news_take_seventy_five_keys(opened: Opener) -> None:
    """One key opens the queue, one accepts as it stands, two rate fourteen more besides the text, one says nothing is new."""
    pressed = 0

    async with opened() as eyes:

        async def press(*keys: str) -> None:
            nonlocal pressed
            pressed += len(keys)
            await eyes.press(*keys)

        before = list(eyes.app.tracker.read.records())
        await press("t")
        await press("enter")
        for number in range(14):
            await press("ragr"[number % 2])
            await eyes.type(f" News {number}")
            await press("enter")
        while card(eyes) is not None:
            await press("n")
        assert "60 reviewed, 15 changed" in eyes.text
        assert pressed == 75
        await eyes.press(*"u" * 60)
        assert list(eyes.app.tracker.read.records()) == before


async def test_where_the_database_is_held_the_text_is_not_lost(opened: Opener, agreement: Tracker) -> None:
    async with opened() as eyes:
        await eyes.press("t", "r")
        await eyes.type(" Mine")

        def refuse(*_: object, **__: object) -> None:
            raise Problem("The database is in use.")

        kept, agreement.run = agreement.run, refuse  # type: ignore[method-assign, assignment]
        await eyes.press("enter")
        assert "The database is in use." in eyes.text
        assert eyes.app.screen.query_one(Lines).text.endswith(" Mine")
        agreement.run = kept  # type: ignore[method-assign]
        await eyes.press("enter")
        assert card(eyes) == "C.6"


async def test_an_empty_queue_says_so(opened: Opener, agreement: Tracker) -> None:
    refs = ",".join(
        handle for _, handle in agreement.read.handles(agreement.read.action_ids(agreement.select("theme:E")))
    )
    agreement.run(Update(ref=refs, status="complete", rating="blue", text="Signed off by the committee"))
    agreement.run(Review(ref="E.1", rating="blue", review=MEETING))
    async with opened() as eyes:
        await eyes.press("slash", *"is", "colon", *"silent", "space", *"theme", "colon", "E", "enter", "t")
        assert "0 of 0" in eyes.lines[0] or "No action needs a look" in eyes.text


async def test_every_key_of_the_queue_acts_or_says_why(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "down", "down")
        for key in keys_on("triage"):
            if key.action.startswith("app.") or not key.keys or key.label == "leave":
                continue
            triage(eyes).say("")
            await eyes.pilot.pause()
            before = eyes.look
            await eyes.press(key.keys.split(",")[0])
            assert eyes.look != before, key
            while not isinstance(eyes.app.screen, TriageScreen):
                await eyes.press("escape")
            if triage(eyes).decide.is_open:
                await eyes.press("escape")


async def test_a_pasted_reply_is_shown_before_it_is_taken_in_and_what_is_unplaced_is_placed(
    opened: Opener,
) -> None:
    async with opened() as eyes:
        before = list(eyes.app.tracker.read.records())
        await eyes.press("t", "p")
        field = eyes.app.screen.query_one("#paste-text", TextArea)
        field.text = "G.1: amber. The draft went out.\nF.6: green, on track\n"
        await eyes.settle()
        assert "F.6 stands for F.6#1 and F.6#2" in eyes.text and "1 line without an action" in eyes.text
        assert list(eyes.app.tracker.read.records()) == before
        await eyes.press("escape", "p")
        assert eyes.app.screen.query_one("#paste-text", TextArea).text == field.text
        await eyes.settle()
        await eyes.press("ctrl+s")
        assert "7 submitted" in eyes.lines[1] and "1 without an action: P" in eyes.lines[1]
        assert said(eyes, "G.1")["state"] == "submitted"
        await eyes.press("P")
        assert "F.6: green, on track" in eyes.text
        await eyes.type("F.6#2")
        await eyes.press("enter")
        assert "8 submitted" in eyes.lines[1] and "without" not in eyes.lines[1]
        await eyes.press("P")
        assert "Every update that waits has an action." in eyes.text
        await eyes.press("u", "u")
        assert list(eyes.app.tracker.read.records()) == before
        await eyes.press("p")
        assert eyes.app.screen.query_one("#paste-text", TextArea).text == ""


async def test_the_editor_of_ones_own_writes_the_text(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write(' and from the editor')")
    async with opened() as eyes:
        monkeypatch.setattr(eyes.app, "suspend", nullcontext)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
        await eyes.press("t", "E")
        assert eyes.app.screen.query_one(Lines).text.endswith("Support Fund. and from the editor")
        await eyes.press("ctrl+g")
        assert eyes.app.screen.query_one(Lines).text.count("and from the editor") == 2
        monkeypatch.setenv("EDITOR", "")
        await eyes.press("ctrl+g")
        assert "Set VISUAL or EDITOR" in eyes.text
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await eyes.press("ctrl+g")
        assert "cannot be started: no such file" in eyes.text
        monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'raise SystemExit(3)'")
        await eyes.press("ctrl+g")
        assert "ended with 3" in eyes.text
        assert eyes.app.screen.query_one(Lines).text.count("and from the editor") == 2


async def test_help_and_palette_name_every_key_of_the_queue(opened: Opener) -> None:
    async with opened((120, 80)) as eyes:
        await eyes.press("t", "question_mark")
        shown = eyes.part("#help-box")
        for key in keys_on("triage"):
            assert key.name in shown and key.help[:30] in shown
        assert "other year" not in shown
        await eyes.press("escape", "ctrl+p")
        await eyes.pilot.pause(0.3)
        for key in keys_on("triage"):
            assert not key.palette or key.sentence[:40] in eyes.text
        await eyes.type("nothing")
        await eyes.pilot.pause(0.5)
        await eyes.press("enter")
        await eyes.pilot.pause(0.3)
        await eyes.settle()
        assert "so there is something new" in eyes.text


async def test_keys_are_clicked_too(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t")
        keys = eyes.app.screen.query_one("#keys")
        await eyes.pilot.click(keys, offset=(eyes.lines[-1].index("accept"), 0))
        await eyes.settle()
        assert card(eyes) == "C.6"
        await eyes.pilot.click("#queue", offset=(6, 6))
        await eyes.settle()
        assert card(eyes) == "E.1"


async def test_a_text_that_is_cleared_is_recorded_as_cleared(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "r")
        eyes.app.screen.query_one(Lines).text = ""
        await eyes.settle()
        await eyes.press("enter")
        assert "say in a few words why" in eyes.text and said(eyes, "CE.1")["state"] == "submitted"
        await eyes.press("ctrl+o")
        assert said(eyes, "CE.1")["text"] == "" and said(eyes, "CE.1")["overruled"] == ["no text"]
        await eyes.press("w")
        eyes.app.screen.query_one(Lines).text = " "
        await eyes.settle()
        await eyes.press("enter")
        assert "Nothing is typed" in eyes.text and said(eyes, "C.6")["state"] == "submitted"


async def test_esc_stays_in_the_queue_and_q_leaves_it(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("t", "escape", "escape")
        assert "q goes back to the plan." in eyes.text and card(eyes) == "CE.1"
        await eyes.press("q")
        assert not isinstance(eyes.app.screen, TriageScreen)
