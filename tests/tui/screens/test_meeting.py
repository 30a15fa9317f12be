"""`m`: what a committee oversees, beside a large card, under a lock, without contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Init, initialise
from jatui.commands.meetings import AddMeeting
from jatui.commands.milestones import Move
from jatui.commands.minutes import Ask
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.store.minutes import minutes
from jatui.tui.keymap import is_elsewhere, keys_on, writes
from jatui.tui.screens.finding import PATIENCE
from jatui.tui.screens.form import FormScreen
from jatui.tui.screens.main import MainScreen
from jatui.tui.screens.meeting import CAPTURES, MeetingScreen
from jatui.tui.screens.sitting import SittingScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

TAKEN_IN = dt.date(2021, 7, 6)
TOLD, LATER, NOW = dt.date(2021, 8, 12), dt.date(2021, 9, 2), dt.date(2021, 9, 12)


@pytest.fixture
def agreement(tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on the Joint Agreement plan, taken in on the day of its paper."""
    store, _ = initialise(
        tmp_path / "plan.sqlite3", Init(seed="joint_agreement"), actor="test", today=TAKEN_IN
    )
    yield Tracker(store, None, TAKEN_IN, "Amanda Askham")
    store.close()


@pytest.fixture(autouse=True)
def met(agreement: Tracker) -> Tracker:
    """E&GI met on 31 August and meets on 13 October; E.1 was rated green before and amber after."""
    for day in (dt.date(2021, 8, 31), dt.date(2021, 10, 13), dt.date(2021, 11, 24)):
        agreement.run(AddMeeting(committee="E&GI", day=day))
    agreement.given_today = TOLD
    agreement.run(Update(ref="E.1", rating="green", text="Ring 01904 551550 or mail ann@york.gov.uk."))
    agreement.given_today = LATER
    agreement.run(Update(ref="E.1", rating="amber", text="Four weeks late.", by="Sheryl French"))
    agreement.run(Move(ref="E.1", wording="Jan '22", reason="Consultants late."))
    agreement.run(Submit(ref="E.1", rating="red", text="Worse than thought."))
    agreement.given_today = NOW
    return agreement


async def sit(eyes: Eyes, meeting: str = "") -> MeetingScreen:
    await eyes.press("m")
    assert isinstance(eyes.app.screen, SittingScreen)
    if meeting:
        await eyes.press(*meeting)
    await eyes.press("enter")
    assert isinstance(eyes.app.screen, MeetingScreen)
    return eyes.app.screen


def at(screen: MainScreen) -> str:
    assert screen.actions.cursor is not None
    return screen.tracker.read.handle(screen.actions.cursor)


def records(tracker: Tracker) -> list[tuple[str, dict[str, Any]]]:
    return list(tracker.read.records())


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24)])
async def test_the_card_says_what_was_told_and_what_has_changed(
    opened: Opener, size: tuple[int, int]
) -> None:
    async with opened(size) as eyes:
        screen = await sit(eyes, "E&GI 2021-10-13")
        assert screen.view.text == "committee:E&GI" and at(screen) == "E.1"
        said = " ".join(str(screen.query_one("#card-text").render()).split())
        assert "What E&GI was told on 31 Aug 2021 12 Aug 2021 ● G green" in said
        assert "Ring [phone] or mail [e-mail]. Changed since 31 Aug 2021" in said
        assert 'Changed since 31 Aug 2021 • Slips 1 month: "Dec \'21" became "Jan \'22".' in said
        assert "Rated amber, green before." in said
        assert "Said since 2 Sep 2021 ▲ A amber Sheryl French Four weeks late." in said
        assert "2 updates not accepted yet" in said and "Worse" not in said
        assert "MEETING  E&GI, 13 Oct 2021   locked" in eyes.text
        if size == (120, 40):
            eyes.check_picture("meeting-120x40")


async def test_the_next_meeting_stands_there_to_begin_with(opened: Opener) -> None:
    async with opened() as eyes:
        screen = await sit(eyes)
        assert screen.sitting.name == "S&R 2021-09-21" and screen.view.text == "committee:S&R"
        assert "since the plan was taken in" in str(screen.query_one("#card-text").render())


async def test_no_key_writes_under_the_lock(opened: Opener, met: Tracker) -> None:
    async with opened() as eyes:
        screen = await sit(eyes, "E&GI 2021-10-13")
        before = records(met)
        for key in keys_on("meeting"):
            if not key.keys or not writes(key.action) or key.action.startswith(CAPTURES):
                continue
            for name in key.keys.split(","):
                screen.say("")
                await eyes.press(name)
                assert eyes.app.screen is screen, key.label
                why = "is on the plan" if is_elsewhere(key.action) else "Locked for the meeting"
                assert why in eyes.part("#status"), key.label
        assert records(met) == before
        await eyes.press("L", "r", *"Late", "enter")
        assert eyes.app.tracker.read.actions([met.read.one_action("E.1")], met.scope())[0]["rating"] == "red"
        await eyes.press("L", "u")
        assert "Locked for the meeting" in eyes.part("#status")


async def test_a_question_has_its_lead_meeting_and_day(opened: Opener, met: Tracker) -> None:
    async with opened() as eyes:
        screen = await sit(eyes, "E&GI 2021-10-13")
        await eyes.press("f")
        assert isinstance(eyes.app.screen, FormScreen)
        await eyes.type("Which wards first?")
        await eyes.press("ctrl+s")
        assert eyes.app.screen is screen
        (found,) = minutes(met.read, None)
        told = {
            name: found[name]
            for name in ("committee", "meeting", "action", "text", "lead", "due", "answered")
        }
        assert told == {
            "committee": "E&GI",
            "meeting": "2021-10-13",
            "action": "E.1",
            "text": "Which wards first?",
            "lead": "Sheryl French",
            "due": "2021-11-16",
            "answered": None,
        }
        assert "Which wards first?" in str(screen.query_one("#card-text").render())
        await eyes.press("F")
        await eyes.type("Bring it back.")
        await eyes.press("ctrl+s")
        assert [each["kind"] for each in minutes(met.read, None)] == ["decision", "follow-up"]
        await eyes.press("m", "A")
        assert isinstance(eyes.app.screen, FormScreen)
        await eyes.press("enter")
        await eyes.type("Acomb.")
        await eyes.press("ctrl+s")
        assert minutes(met.read, None)[1]["answer"] == "Acomb."


async def test_any_action_is_four_keys_away_and_esc_comes_back_to_the_committee(opened: Opener) -> None:
    async with opened() as eyes:
        screen = await sit(eyes, "E&GI 2021-10-13")
        await eyes.press("slash", *"ce1", "enter")
        assert at(screen) == "CE.1" and "CE.1" in eyes.part("#card")
        await eyes.press("escape", "escape", "escape")
        assert screen.view.text == "committee:E&GI"
        assert isinstance(eyes.app.screen, MeetingScreen)


async def test_brackets_step_from_the_card_too_and_one_key_leaves(opened: Opener) -> None:
    async with opened((160, 50)) as eyes:
        await eyes.press("slash", *"theme", "colon", "T", "enter", "down", "space")
        plan = eyes.app.screen
        assert isinstance(plan, MainScreen)
        before = (at(plan), plan.view.text, plan.actions.marked)
        screen = await sit(eyes, "E&GI 2021-10-13")
        first = at(screen)
        await eyes.press("enter", "right_square_bracket", "right_square_bracket", "left_square_bracket")
        assert screen.current == "card" and at(screen) != first
        for key, words in (("3", "That pane is on the plan"), ("z", "The calendar is on the plan")):
            await eyes.press(key)
            assert words in eyes.part("#status")
        await eyes.press("m")
        assert eyes.app.screen is plan
        assert (at(plan), plan.view.text, plan.actions.marked) == before


async def test_what_is_copied_is_an_answer_without_contacts(opened: Opener) -> None:
    async with opened() as eyes:
        await sit(eyes, "E&GI 2021-10-13")
        await eyes.press("y")
        assert eyes.app.clipboard.startswith("E.1 Review the Climate Change")
        assert "Changed since 31 Aug 2021: Slips 1 month" in eyes.app.clipboard
        assert "@" not in eyes.app.clipboard and "551550" not in eyes.app.clipboard


async def test_the_past_has_its_meetings_too(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("@")
        await eyes.type("2021-08-20")
        await eyes.press("enter")
        screen = await sit(eyes, "E&GI 2021-08-31")
        assert "Four weeks late" not in str(screen.query_one("#card-text").render())
        await eyes.press("f")
        assert "nothing can be changed there" in eyes.part("#status")
        await eyes.press("m", "@")
        assert eyes.app.tracker.past is None


async def test_contacts_are_unseen_behind_every_key_of_a_meeting(opened: Opener, met: Tracker) -> None:
    told = "Ring 01904 551550 or mail ann@york.gov.uk."
    meeting = "E&GI 2021-08-31"
    met.run(Ask(question=f"Who? {told}", ref="E.1", meeting=meeting, by="Doe, doe@york.gov.uk"))
    met.run(Update(ref="E.1", rating="red", text=f"No. {told}", by="Sheryl French"))
    met.run(Move(ref="E.1", wording="Feb '22", reason=told))
    async with opened((200, 60)) as eyes:

        def check(words: str) -> None:
            assert words in eyes.text
            assert "551550" not in eyes.text and "york.gov.uk" not in eyes.text
            assert "551550" not in eyes.app.clipboard and "york.gov.uk" not in eyes.app.clipboard

        await sit(eyes, "E&GI 2021-10-13")
        check("Who? Ring [phone]")
        await eyes.press("f")
        check("Follow up a question")
        await eyes.press("escape", "W", "down", *["down", "y"] * 8)
        check("Copied")
        assert "phone" in eyes.app.clipboard
        await eyes.press("q", "H")
        for _ in range(8):
            check("History of E.1")
            await eyes.press("y")
            check("Copied revision")
            await eyes.press("down")
        await eyes.press("q", "O")
        check("silent")
        await eyes.press("q", "at")
        check("See the plan as it stood")
        await eyes.press(*"revision", "space", "8", "enter")
        past = eyes.app.screen
        assert isinstance(past, MeetingScreen) and past.tracker.past
        check("Four weeks late.")
        await eyes.press("r")
        assert "Locked for the meeting" in eyes.part("#status")
        await eyes.press("m")
        assert isinstance(eyes.app.screen, MeetingScreen) and not eyes.app.tracker.past


async def test_nothing_is_passed_on_or_undone_over_a_locked_meeting(opened: Opener, met: Tracker) -> None:
    async with opened() as eyes:
        screen = await sit(eyes, "E&GI 2021-10-13")
        before = records(met)
        await eyes.press("O")
        for key in ("X", "u", "ctrl+r"):
            await eyes.press(key)
            assert "Locked for the meeting" in eyes.part("#status")
        await eyes.press("q", "L", "O", "X")
        assert isinstance(eyes.app.screen, FormScreen)
        await eyes.press("escape", "q")
        assert eyes.app.screen is screen and records(met) == before


async def test_help_tells_of_the_meeting_and_of_its_keys_alone(opened: Opener) -> None:
    async with opened((120, 60)) as eyes:
        await sit(eyes, "E&GI 2021-10-13")
        await eyes.press("question_mark")
        box = eyes.app.screen.query_one("#help-text").render()
        words = str(box)
        assert "what it was told at its last meeting" in words and " L         lock" in words
        assert "triage queue" not in words and "large calendar" not in words and " 3    " not in words


async def test_no_telephone_number_is_offered_as_near_what_was_typed(opened: Opener) -> None:
    async with opened() as eyes:
        await sit(eyes, "E&GI 2021-10-13")
        for typed, offered in (("consultents", True), ("551551", False)):
            await eyes.press("slash", "ctrl+u", *typed)
            await eyes.pilot.pause(PATIENCE * 2)
            await eyes.settle()
            assert ("did you mean" in eyes.part("#filter")) is offered, typed
            assert "551550" not in eyes.text
            await eyes.press("escape")
