"""`!`: what does not agree, is lacking or misleads; what is made of it, and the way to the action."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from jatui.commands.tracker import Tracker
from jatui.store.findings import findings
from jatui.tui.screens.desk import DeskScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


def screen(eyes: Eyes) -> DeskScreen:
    assert isinstance(eyes.app.screen, DeskScreen)
    return eyes.app.screen


def go_to(eyes: Eyes, key: str) -> None:
    places = [place for place, line in enumerate(screen(eyes).lines) if line.about and line.about.key == key]
    assert screen(eyes).table.go_to(places[0])


async def test_the_findings_by_their_kind_with_their_places(opened: Opener, agreement: Tracker) -> None:
    open_ones = sum(each.is_open for each in findings(agreement.read, agreement.scope()))
    async with opened((120, 40)) as eyes:
        await eyes.press("exclamation_mark")
        assert f"[open {open_ones}]" in eyes.part("#top") and "ruled 0" in eyes.part("#top")
        listed = eyes.part("#listing")
        assert "A ref stands for several actions (1)" in listed and "grave" in listed
        key = next(each.key for each in findings(agreement.read, agreement.scope()) if each.kind == "unread")
        go_to(eyes, key)
        await eyes.settle()
        assert "Ep '21" in eyes.part("#told") and "line 196" in eyes.part("#told")
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, MainScreen)
        assert eyes.handle == "G.2" and eyes.app.screen.current == "card"


async def test_a_finding_is_ruled_on_and_that_is_taken_back(opened: Opener, agreement: Tracker) -> None:
    async with opened((80, 24)) as eyes:
        await eyes.press("exclamation_mark")
        key = next(each.key for each in findings(agreement.read, agreement.scope()) if each.kind == "twice")
        go_to(eyes, key)
        await eyes.press("G")
        fields = {str(field.id): field for field in eyes.app.screen.query(Input)}
        assert fields["field-finding"].value == f"joint-agreement {key}"
        fields["field-ruling"].value = "accepted"
        fields["field-reason"].value = "Printed so; [b]told[/b] to the clerk."
        await eyes.press("ctrl+s")
        assert "[open" in eyes.part("#top") and " ruled 1 " in eyes.part("#top")
        await eyes.press("right")
        assert "accepted" in eyes.part("#listing") and "[b]told[/b]" in eyes.part("#told")
        await eyes.press("u")
        assert "[ruled 0]" in eyes.part("#top")


async def test_what_is_shown_is_copied(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("exclamation_mark", "y")
        assert eyes.app.clipboard.startswith("# Joint Agreement Action Plan: findings, open")
        assert "F.6" in eyes.app.clipboard


async def test_nothing_is_ruled_on_under_the_lock_of_a_meeting(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("m", "enter", "exclamation_mark", "G")
        assert isinstance(eyes.app.screen, DeskScreen)
        assert "Locked for the meeting" in eyes.part("#status")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
async def test_a_finding_of_all_plans_is_told_with_its_plan_however_narrow(
    opened: Opener, agreement: Tracker, size: tuple[int, int]
) -> None:
    async with opened(size, tracker=replace(agreement, plan="all")) as eyes:
        await eyes.press("exclamation_mark")
        line = next(line for line in eyes.part("#listing").splitlines() if "twice F.6" in line)
        assert "joint-agr" in line
        await eyes.press("y")
        assert "**twice F.6 of joint-agreement**" in eyes.app.clipboard
