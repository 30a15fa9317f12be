"""Pictures of the screen, few and looked at; README shows these very files. JATUI_REDRAW=1 draws them anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from textual.events import Paste
from textual.widgets import TextArea

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Init, initialise
from jatui.commands.editions import Publish, WriteSlip
from jatui.commands.findings import RuleFinding
from jatui.commands.indicators import ChangeIndicator, Measure
from jatui.commands.milestones import Correct, Move
from jatui.commands.officers import HoldPost
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from tests.tui.conftest import DAY, Opener
from tests.tui.screen import GOLDEN

PAPER = """\
# Year 1 actions: progress
Meeting date: 7 September 2021

| Ref. | Action | Milestone | Lead officer | RAG | Progress so far |
|---|---|---|---|---|---|
| E.3 | Produce a Tree, Hedge and Woodland strategy | Mar '22 | Tony Cooper | Amber | Two surveys are outstanding. |
| C.5 | Support local neighbourhoods to develop youth provision | Jan '22 | Jo Procter | Green | Two clubs open. |
| G.5 | Publish a register of the partnerships that the Council leads | Spring 2022 | Amanda Askham | | |

Progress is reported to each meeting of the Committee.
"""
"""A progress report that changes two actions and has another one."""


@pytest.fixture
def spoken(agreement: Tracker) -> None:
    """Some updates as a September might bring them."""
    for ref, rating, status, text in (
        ("E.1", "green", "in progress", "Scope agreed with the Climate Change team; drafting has begun."),
        ("E.3", "amber", "in progress", "Draft circulated; two parish surveys outstanding."),
        ("E.5", "red", "waiting", "No funding found for the transition so far."),
        ("CE.1", "blue", "complete", "Vouchers were issued before the holidays began."),
    ):
        agreement.run(Update(ref=ref, rating=rating, status=status, text=text, date=DAY))


@pytest.mark.usefixtures("spoken")
async def test_the_plan_at_120_by_40(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("down", "down")
        eyes.check_picture("main-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_plan_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        eyes.check_picture("main-80x24")


@pytest.mark.usefixtures("spoken")
async def test_a_card_at_40_by_20(opened: Opener) -> None:
    async with opened((40, 20)) as eyes:
        await eyes.press("down", "down", "enter")
        eyes.check_picture("card-40x20")


@pytest.mark.usefixtures("spoken")
async def test_writing_in_the_light_colours(opened: Opener) -> None:
    async with opened((120, 40), theme="jatui-light") as eyes:
        await eyes.press("1", "down", "2", "down", "a")
        await eyes.type("Routemap slips to the spring")
        eyes.check_picture("light-120x40")


async def test_help_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24), theme="jatui-contrast") as eyes:
        await eyes.press("question_mark")
        eyes.check_picture("help-80x24")


@pytest.mark.parametrize(("size", "name"), [((120, 40), "120x40"), ((80, 24), "80x24")])
@pytest.mark.parametrize(("zoom", "keys"), [("year", ""), ("month", "z"), ("agenda", "zz")])
@pytest.mark.usefixtures("spoken")
async def test_the_calendar(opened: Opener, zoom: str, keys: str, size: tuple[int, int], name: str) -> None:
    async with opened(size) as eyes:
        await eyes.press(
            "Z", *keys, "right" if zoom != "agenda" else "down", "down" if zoom == "agenda" else "right"
        )
        eyes.check_picture(f"{zoom}-{name}")


@pytest.mark.usefixtures("spoken")
async def test_the_work_of_the_leads(opened: Opener, agreement: Tracker) -> None:
    agreement.run(HoldPost(post="AD Highways", officer="Quinton Carroll", since=DAY.replace(month=4, day=1)))
    async with opened((120, 40)) as eyes:
        await eyes.press("O", "down")
        eyes.check_picture("officers-120x40")


@pytest.mark.usefixtures("spoken")
async def test_a_milestone_on_the_move(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("down", "down", "M")
        await eyes.type("Jan '22")
        eyes.check_picture("move-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_plan_as_it_stood_before_a_meeting(opened: Opener, agreement: Tracker) -> None:
    agreement.given_today = DAY.replace(month=10)
    agreement.run(Update(ref="E.3", rating="green", text="Both surveys are in."))
    async with opened((120, 40)) as eyes:
        await eyes.press("@", "down", "enter", "down", "down")
        eyes.check_picture("past-120x40")


@pytest.mark.usefixtures("spoken")
async def test_what_changed(opened: Opener, agreement: Tracker) -> None:
    agreement.given_today = DAY.replace(month=10)
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late; no draft before January."))
    agreement.run(Update(ref="E.3", rating="green", text="Both surveys are in."))
    agreement.run(Move(ref="E.1", wording="Mar '22", reason="The consultants were appointed late."))
    async with opened((120, 40)) as eyes:
        await eyes.press("W")
        await eyes.app.workers.wait_for_complete()
        await eyes.press("down", "down", "down")
        eyes.check_picture("changed-120x40")


@pytest.mark.usefixtures("spoken")
async def test_the_history_of_an_action(
    opened: Opener, agreement: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jatui.tui.screens.history.tell_hour", lambda moment: "12 Oct 2021 14:30")
    agreement.run(Correct(ref="G.2", wording="Jul '21 & Sep '21", reason="A slip in the paper."))
    agreement.run(Update(ref="G.2", rating="red", text="Consultants are late; no draft before January."))
    async with opened((120, 40)) as eyes:
        await eyes.press("slash", *"G.2", "enter", "H")
        for _ in range(2):
            await eyes.app.workers.wait_for_complete()
            await eyes.settle()
        await eyes.press("down")
        await eyes.app.workers.wait_for_complete()
        await eyes.settle()
        eyes.check_picture("history-120x40")


def test_the_readme_shows_every_picture() -> None:
    readme = (GOLDEN.parents[2] / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in GOLDEN.iterdir() if f"tests/tui/golden/{path.name})" not in readme] == []


@pytest.fixture
def handed_in(spoken: None, agreement: Tracker) -> None:
    """What some leads sent the week before the meeting."""
    for ref, rating, text, by in (
        ("E.3", "green", "Draft circulated; one parish survey outstanding, due by the end of October.", "Quinton Carroll"),
        ("E.1", None, "Scope agreed with the Climate Change team; the draft goes to committee in November.", "Sheryl French"),
    ):  # fmt: skip
        agreement.run(Submit(ref=ref, rating=rating, text=text, by=by, source="Mail of 9 September"))


@pytest.mark.usefixtures("handed_in")
async def test_a_card_of_the_queue(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("t", "enter", "n")
        while "Draft circulated; one parish" not in eyes.text:
            await eyes.press("down")
        eyes.check_picture("triage-120x40")


@pytest.mark.usefixtures("handed_in")
async def test_typing_in_the_queue_at_80_by_24(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("t", "g")
        eyes.check_picture("triage-80x24")


async def test_a_reply_before_it_is_taken_in(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("t", "p")
        area = eyes.app.screen.query_one("#paste-text", TextArea)
        area.cursor_blink, area.text = False, REPLY
        await eyes.settle()
        eyes.check_picture("paste-120x40")


async def test_the_end_of_a_triage_in_the_light_colours(opened: Opener) -> None:
    async with opened((80, 24), theme="jatui-light") as eyes:
        await eyes.press("slash", *"theme", "colon", "E", "enter", "t", "enter", "s", "r")
        await eyes.type("No funding found")
        await eyes.press("enter", *["n"] * 3)
        eyes.check_picture("triage-end-80x24")


REPLY = """Dear Amanda,

E.3: amber. Draft circulated; two parish surveys outstanding. New date: Jan '22
F.6: green, on track
CE.4 nothing new

Regards, Jo"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tracker]:
    """An archive as it might stand after a meeting: an edition that was corrected, a snapshot, and one that was torn.

    Digests and hours are seen, so everything in it happens at one hour.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JATUI_ARCHIVE", "archive")
    with time_machine.travel(datetime(2021, 9, 12, 9, 30, tzinfo=UTC), tick=False):
        store, _ = initialise(
            tmp_path / "kept.sqlite3", Init(seed="joint_agreement"), actor="test", today=DAY
        )
        with store:
            tracker = Tracker(store, None, DAY, "Amanda Askham")
            tracker.run(
                Update(ref="E.3", rating="amber", text="Draft circulated; two parish surveys outstanding.")
            )
            tracker.run(Publish(meeting="S&R 2021-09-21"))
            tracker.run(WriteSlip(edition=1, text="E.5 is amber: funding was found on 8 September."))
            tracker.run(Export(file="archive/before-the-summer.toml"))
            tracker.run(
                Update(ref="E.3", rating="green", text="Draft circulated; both parish surveys are in.")
            )
            (tmp_path / "archive" / "torn.toml").write_text("[snapshot]\n")
            yield tracker


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_archive(opened: Opener, kept: Tracker, size: tuple[int, int]) -> None:
    async with opened(size, tracker=kept) as eyes:
        await eyes.press("x", "down", "down", "I")
        eyes.check_picture(f"archive-{size[0]}x{size[1]}")


async def test_the_difference_between_an_edition_and_now(opened: Opener, kept: Tracker) -> None:
    async with opened((120, 40), tracker=kept) as eyes:
        await eyes.press("x", "down", "down", "equals_sign", "down")
        eyes.check_picture("difference-120x40")


async def test_the_scorecard(opened: Opener, tmp_path: Path) -> None:
    store, _ = initialise(tmp_path / "four" / "plan.sqlite3", Init(), actor="test", today=DAY)
    tracker = Tracker(store, "partnerships-2010", DAY, "Ann Able")
    tracker.run(
        ChangeIndicator(
            number="NI 186", polarity="lower", target="5.5 tonnes", tolerance="10%", frequency="yearly"
        )
    )
    for year, value, rating in (
        ("2015/16", "7.1 tonnes", "red"),
        ("2016/17", "6.9 tonnes", "red"),
        ("2017/18", "6.2 tonnes", "amber"),
        ("2018/19", "6.4 tonnes", "red"),
        ("2019/20", "5.8 tonnes", "amber"),
        ("2020/21", "5.1 tonnes", None),
    ):
        tracker.run(Measure(number="NI 186", period=year, value=value, rating=rating))
    async with opened((120, 40), tracker=tracker) as eyes:
        await eyes.press("percent_sign", "end", "up", "up", "up", "up")
        eyes.check_picture("scorecard-120x40")
    store.close()


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[Tracker]:
    """Every plan that ships, all looked at at once."""
    store, _ = initialise(tmp_path / "all.sqlite3", Init(), actor="test", today=DAY)
    yield Tracker(store, "all", DAY, "Amanda Askham")
    store.close()


async def test_the_desk(opened: Opener, everything: Tracker) -> None:
    everything.run(RuleFinding(finding="twice F.6", ruling="accepted", reason="Printed so; both are kept."))
    async with opened((120, 40), tracker=everything) as eyes:
        await eyes.press("exclamation_mark", *["down"] * 5)
        eyes.check_picture("desk-120x40")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_a_paper_would_change(opened: Opener, size: tuple[int, int]) -> None:
    async with opened(size) as eyes:
        await eyes.press("U")
        eyes.app.screen.query_one("Input").post_message(Paste(PAPER))
        await eyes.settle()
        eyes.check_picture(f"import-{size[0]}x{size[1]}")


async def test_the_commitments_without_an_action(opened: Opener, everything: Tracker) -> None:
    async with opened((120, 40), tracker=everything) as eyes:
        await eyes.press("ampersand", "right")
        eyes.check_picture("commitments-120x40")
