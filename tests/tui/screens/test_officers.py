"""The screen of leads: their work, one of them below, the way to the plan, and a leaver's actions passed on."""

from __future__ import annotations

import datetime as dt
import sqlite3

from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.officers import AddLead, HoldPost
from jatui.commands.tracker import Tracker
from jatui.tui.screens.main import MainScreen
from jatui.tui.screens.officers import OfficersScreen
from tests.tui.conftest import DAY, Opener
from tests.tui.screen import Eyes

SEPTEMBER = dt.date(2021, 9, 1)


def screen(eyes: Eyes) -> OfficersScreen:
    assert isinstance(eyes.app.screen, OfficersScreen)
    return eyes.app.screen


def go_to(eyes: Eyes, tracker: Tracker, name: str) -> None:
    assert screen(eyes).leads.go_to(tracker.read.value("SELECT id FROM lead WHERE name = ?", (name,)))


def actions_of(eyes: Eyes, tracker: Tracker, name: str) -> int:
    go_to(eyes, tracker, name)
    (row,) = screen(eyes).leads.source.rows([screen(eyes).leads.cursor or 0])
    return int(row[2][0])


async def test_the_leads_and_their_posts_and_the_way_to_their_actions(
    opened: Opener, agreement: Tracker
) -> None:
    agreement.run(AddLead(lead="Ann Lee"))
    agreement.run(HoldPost(post="AD Highways", officer="Ann Lee", since=SEPTEMBER))
    agreement.run(Update(ref="T.9", rating="red", text="No funding.", date=DAY))
    async with opened((120, 40)) as eyes:
        await eyes.press("O")
        table = eyes.part("#leads")
        assert "AD Highways Maintenance (Ann" in table and "silent" in table and "■ R" in table
        go_to(eyes, agreement, "Ann Lee")
        await eyes.settle()
        assert "since 1 Sep 2021" in eyes.part("#lead-posts") and "last heard 12 Sep" in eyes.part(
            "#lead-posts"
        )
        assert "E.6" in eyes.part("#lead-actions") and "T.11" in eyes.part("#lead-actions")
        row = next(
            line for line in eyes.part("#leads").splitlines() if "Ann Lee" in line and "officer" in line
        )
        assert "silent" not in row
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, MainScreen)
        assert eyes.app.screen.view.text == 'lead:"Ann Lee"'
        assert eyes.shown == ["E.6", "T.9", "T.10", "T.11"]


async def test_a_leavers_actions_are_passed_on_and_taken_back(opened: Opener, agreement: Tracker) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("O")
        go_to(eyes, agreement, "Tom Kelly")
        await eyes.press("X")
        fields = {str(field.id): field for field in eyes.app.screen.query(Input)}
        assert fields["field-leaver"].value == "Tom Kelly"
        fields["field-successor"].value = "Steve Cocks"
        fields["field-reason"].value = "Tom retired."
        await eyes.press("ctrl+s")
        assert "near it: Steve Cox" in " ".join(eyes.text.split()).replace("│ ", "").replace(" │", "")
        fields["field-successor"].value = "steve c"
        await eyes.press("ctrl+s")
        assert "Steve Cox leads 6 open actions in place of Tom Kelly" in eyes.text
        assert actions_of(eyes, agreement, "Tom Kelly") == 0
        await eyes.press("u")
        assert actions_of(eyes, agreement, "Tom Kelly") == 6
        await eyes.press("escape")
        assert isinstance(eyes.app.screen, MainScreen)


async def test_the_past_is_looked_at_only(opened: Opener, agreement: Tracker) -> None:
    agreement.given_today = DAY.replace(month=10)
    agreement.run(AddLead(lead="Ann Lee"))
    async with opened((120, 40)) as eyes:
        await eyes.press("@", "down", "enter", "O")
        before = agreement.read.last_revision()
        await eyes.press("X")
        assert isinstance(eyes.app.screen, OfficersScreen)
        assert "nothing can be changed there" in eyes.part("#status")
        await eyes.press("u")
        assert agreement.read.last_revision() == before


async def test_names_are_read_where_there_is_little_room(opened: Opener) -> None:
    async with opened((40, 20)) as eyes:
        await eyes.press("O")
        table = eyes.part("#leads")
        assert "Amanda Askham" in table and "■ R" in table and "● G" not in table


async def test_a_click_while_another_program_has_the_database_is_answered_in_words(
    opened: Opener, agreement: Tracker
) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("O")
        other = sqlite3.connect(agreement.store.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        place = screen(eyes).leads.region
        for _ in range(2):
            await eyes.pilot.click(offset=(place.x + 4, place.y + 3))
        await eyes.pilot.pause(0.3)
        assert not eyes.app.crashed and isinstance(eyes.app.screen, MainScreen)
        assert "is in use by another program" in eyes.part("#status")
        other.rollback()
        other.close()
