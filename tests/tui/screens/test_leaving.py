"""A screen that is left while something long was begun on it: that is stopped or done, and told where one is by then."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.watch import Stopped, Wanted
from jatui.snapshot import Snapshot
from jatui.tui.app import Jatui, Outcome
from jatui.tui.long import Telling
from jatui.tui.screens.archive import ArchiveScreen
from jatui.tui.screens.differences import DifferencesScreen
from jatui.tui.screens.main import MainScreen
from jatui.tui.screens.merging import MergeScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes
from tests.tui.screens.test_archive import NAME, folder, onto
from tests.tui.screens.test_merging import merging, theirs

__all__ = ["folder", "theirs"]


class Long:
    """Commands that take until they are let go on, or are stopped."""

    done = False

    def outcome(self, app: Jatui, tracker: Tracker, command: Command, seen: int | None) -> Outcome:
        """Run a command once it may."""
        while not self.done:
            if not tracker.watch(0.4):
                return Stopped()
            time.sleep(0.02)
        try:
            return tracker.run(command, seen=seen)
        except Problem as problem:
            return problem


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> Iterator[Long]:
    """Lets every command be long."""
    found = Long()
    monkeypatch.setattr(Jatui, "_outcome", lambda *given: found.outcome(*given))
    yield found
    found.done = True


async def until(eyes: Eyes, words: str) -> None:
    """Wait until words are on the screen."""
    while words not in eyes.text:
        assert not eyes.app.crashed
        await eyes.pilot.pause(0.02)


async def writing(eyes: Eyes) -> None:
    """Begin to write the plan as it stands."""
    await eyes.press("x")
    await eyes.pilot.press("enter")
    await until(eyes, "Writing ... 40%")


async def test_a_screen_that_was_left_is_told_of_on_the_one_in_front(
    opened: Opener, folder: Path, long: Long
) -> None:
    async with opened() as eyes:
        await writing(eyes)
        await eyes.pilot.press("q")
        while not isinstance(eyes.app.screen, MainScreen):
            await eyes.pilot.pause(0.02)
        await until(eyes, "Writing ... 40%")
        await eyes.pilot.press("q")
        await until(eyes, "is still being done")
        long.done = True
        await eyes.settle()
        assert f"Wrote {NAME}" in eyes.part("#status") and (folder / NAME).exists()


async def test_esc_on_the_plan_stops_what_was_begun_in_the_archive(
    opened: Opener, folder: Path, long: Long
) -> None:
    async with opened() as eyes:
        await writing(eyes)
        await eyes.pilot.press("q", "escape")
        await eyes.settle()
        assert "Stopped" in eyes.part("#status") and os.listdir(folder) == ["before.toml"]


@pytest.mark.parametrize("over", [(), ("question_mark",), ("q",)])
async def test_a_restore_ends_on_the_archive_whatever_lies_over_it(
    opened: Opener, folder: Path, long: Long, over: tuple[str, ...]
) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        screen = await onto(eyes, "before.toml")
        await eyes.press("B")
        await eyes.pilot.press("B")
        await until(eyes, "Restoring ... 40%")
        await eyes.pilot.press(*over)
        long.done = True
        await eyes.settle()
        assert eyes.app.screen is screen and "Restored before.toml" in eyes.part("#status")


async def test_esc_stops_a_merge_that_is_carried_out(opened: Opener, theirs: Path, long: Long) -> None:
    async with opened() as eyes:
        screen = await merging(eyes)
        await eyes.press("left", "left")
        await eyes.pilot.press("J")
        await until(eyes, "Merging ... 40%")
        await eyes.press("escape")
        assert eyes.app.screen is screen and "Stopped" in eyes.part("#status")


async def test_the_end_of_the_program_stops_what_is_long(opened: Opener, folder: Path, long: Long) -> None:
    async with opened() as eyes:
        await writing(eyes)
        eyes.app.exit()
    assert os.listdir(folder) == ["before.toml"] and not eyes.app.crashed


async def test_a_verification_ends_with_the_screen(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatui.commands import verified

    ended = []

    def slow(path: Path, wanted: Wanted) -> Snapshot:
        while wanted(0.4):
            time.sleep(0.02)
        ended.append(path)
        raise Stopped

    monkeypatch.setattr(verified, "verify_snapshot", slow)
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.pilot.press("i")
        await until(eyes, "Verifying ... 40%")
        await eyes.pilot.press("q")
        while not ended:
            await eyes.pilot.pause(0.02)
        await eyes.settle()
        assert isinstance(eyes.app.screen, MainScreen) and not eyes.app.crashed


@pytest.mark.parametrize(("key", "kind"), [("equals_sign", DifferencesScreen), ("B", DifferencesScreen)])
async def test_a_comparison_tells_how_far_it_is_and_ends_with_the_screen(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch, key: str, kind: type
) -> None:
    ended = []

    def slow(former: Any, later: Any) -> Any:
        try:
            while True:
                for _ in former():
                    pass
        except Stopped:
            ended.append(1)
            raise

    monkeypatch.setattr("jatui.commands.compared.differences", slow)
    monkeypatch.setattr("jatui.commands.restoring.differences", slow)
    async with opened() as eyes:
        await eyes.press("x")
        screen = await onto(eyes, "before.toml")
        await eyes.pilot.press(key)
        await until(eyes, "Comparing ... ")
        assert isinstance(eyes.app.screen, kind)
        await eyes.pilot.press("escape")
        while not ended:
            await eyes.pilot.pause(0.02)
        await eyes.settle()
        assert eyes.app.screen is screen


async def test_what_a_merge_brings_tells_how_far_it_is_and_ends_with_the_screen(
    opened: Opener, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []

    def slow(tracker: Tracker, file: Path) -> Any:
        while tracker.watch(0.4):
            time.sleep(0.02)
        ended.append(1)
        raise Stopped

    monkeypatch.setattr("jatui.tui.screens.merging.prepare", slow)
    async with opened() as eyes:
        await eyes.press("x", "J", "down")
        await eyes.pilot.press("enter")
        await until(eyes, "Comparing ... 40%")
        assert isinstance(eyes.app.screen, MergeScreen)
        await eyes.pilot.press("escape")
        while not ended:
            await eyes.pilot.pause(0.02)
        await eyes.settle()
        assert isinstance(eyes.app.screen, ArchiveScreen)


async def test_a_folder_that_may_not_be_looked_into_is_said(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    stat = os.stat

    def within(path: Any, **given: Any) -> Any:
        return denied(path) if str(path).startswith(f"{folder}/") else stat(path, **given)

    monkeypatch.setattr(os, "scandir", denied)
    monkeypatch.setattr(os, "stat", within)
    async with opened() as eyes:
        await eyes.press("x", "down", "up")
        told = " ".join(eyes.part("#status").split())
        assert "cannot be looked into: permission denied." in told and NAME in eyes.text


async def test_a_name_that_was_taken_meanwhile_is_refused_once(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        (folder / NAME).write_text("from another window")
        await eyes.press("enter")
        assert "already there" in " ".join(eyes.part("#status").split())
        await eyes.press("home", "enter")
        assert f"Wrote {NAME.replace('.toml', '-2.toml')}" in eyes.part("#status")


async def test_no_word_that_is_on_its_way_covers_what_came_of_the_work(opened: Opener) -> None:
    async with opened() as eyes:
        screen = eyes.app.screen
        assert isinstance(screen, MainScreen)
        telling = Telling(eyes.app, "Writing", screen.say)
        telling._told -= 1
        telling(0.9)
        telling.end()
        screen.say("Wrote it.")
        await eyes.settle()
        assert "Wrote it." in eyes.part("#status")
