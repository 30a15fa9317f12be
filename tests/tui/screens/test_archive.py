"""`x`: what is kept, written with two keys, verified, compared, opened and left again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from jatui.commands.actions import Update
from jatui.commands.archive import Export
from jatui.commands.tracker import Tracker
from jatui.domain.watch import Wanted
from jatui.snapshot import Snapshot, open_snapshot
from jatui.tui.keymap import keys_on
from jatui.tui.screens.archive import ArchiveScreen
from jatui.tui.screens.differences import DifferencesScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

NAME = "joint-agreement_2021-09-12.toml"


@pytest.fixture
def folder(agreement: Tracker) -> Path:
    """The folder of the archive, with one snapshot in it, older than the first update."""
    folder = agreement.store.path.parent / "archive"
    folder.mkdir()
    agreement.run(Export(file=str(folder / "before.toml")))
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late."))
    return folder


async def onto(eyes: Eyes, name: str) -> ArchiveScreen:
    """Put the cursor on the line of a name."""
    screen = eyes.app.screen
    assert isinstance(screen, ArchiveScreen)
    for _ in range(20):
        if screen.current and screen.current.name == name:
            return screen
        await eyes.press("down")
    raise AssertionError(name)


async def test_two_keys_write_the_plan(opened: Opener, agreement: Tracker) -> None:
    folder = agreement.store.path.parent / "archive"
    async with opened() as eyes:
        await eyes.press("x")
        assert "the plan as it stands" in eyes.part("#listing") and not folder.exists()
        await eyes.press("enter")
        found = open_snapshot(folder / NAME)
        assert found.counts["action"] == 60 and found.sha256[:12] in eyes.part("#status")
        assert folder.stat().st_mode & 0o777 == 0o700
        screen = eyes.app.screen
        assert isinstance(screen, ArchiveScreen) and screen.current is not None
        assert screen.current.name == NAME, "the cursor stands on what was written"
        assert "intact" in " ".join(eyes.part("#told").split())
        assert "joint-agreement_2021-09-12-2.toml" in eyes.part("#listing"), "the next name is free"
        await eyes.press("escape")
        assert isinstance(eyes.app.screen, MainScreen) and eyes.app.focused.id == "actions"


async def test_a_name_of_ones_own_replaces_nothing(opened: Opener, folder: Path) -> None:
    (folder / NAME).write_text("mine")
    async with opened() as eyes:
        await eyes.press("x", "x")
        assert "TOML that anyone can read" in " ".join(eyes.part("#export-box").split())
        assert eyes.app.screen.query_one(Input).value == str(folder / NAME.replace(".toml", "-2.toml"))
        await eyes.press(*["backspace"] * len("-2.toml"))
        await eyes.type(".toml")
        await eyes.press("enter")
        assert "already there" in " ".join(eyes.part("#export-problem").split())
        assert (folder / NAME).read_text() == "mine"
        await eyes.press(*["backspace"] * len(".toml"))
        await eyes.type("b.toml")
        await eyes.press("tab", "space", "shift+tab", "enter")
        assert open_snapshot(folder / NAME.replace(".toml", "b.toml")).public
        assert "for the public" in eyes.part("#status")


async def test_every_byte_is_read_and_what_is_wrong_is_said(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        screen = await onto(eyes, "before.toml")
        assert "not yet" in eyes.part("#listing")
        await eyes.press("i")
        assert "1 of 1 thing intact." in eyes.part("#status") and "not yet" not in eyes.part("#listing")
        content = bytearray((folder / "before.toml").read_bytes())
        content[-20] ^= 1
        (folder / "before.toml").write_bytes(content)
        screen.look_again()
        await eyes.settle()
        assert "changed since" in eyes.part("#listing")
        await eyes.press("I")
        assert "0 of 1 thing intact." in eyes.part("#status") and "sha256 does not hold" in eyes.text
        assert "NOT INTACT" in eyes.part("#listing")


async def test_what_is_no_snapshot_is_told_and_not_left_out(opened: Opener, folder: Path) -> None:
    (folder / "notes.toml").write_text("[bold]x[/bold] = 1")
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "notes.toml")
        assert "it is not a jatui snapshot" in eyes.text
        await eyes.press("enter")
        assert "notes.toml cannot be opened" in eyes.part("#status")
        await eyes.press("equals_sign")
        assert "no snapshot that could be compared" in eyes.part("#status")


async def test_compared_with_the_plan_as_it_stands_by_record_and_word(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.press("equals_sign")
        screen = eyes.app.screen
        assert isinstance(screen, DifferencesScreen)
        assert "from before.toml to the plan as it stands" in eyes.part("#top")
        assert "2 records differ: 1 changed, 1 added." in eyes.part("#status")
        told = eyes.part("#told")
        assert "action joint-agreement E.1" in told and "red" in told
        assert "E.1: red: Consultants are late." in eyes.part("#listing")
        await eyes.press("down")
        assert "Consultants are late." in eyes.part("#told")
        await eyes.press("y")
        assert "Copied 2 records as Markdown." in eyes.part("#status")
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, MainScreen) and "E.1" in eyes.part("#card")


async def test_two_files_are_compared_the_older_first(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        await eyes.press("x", "enter")
        await onto(eyes, NAME)
        await eyes.press("space")
        assert "Held" in eyes.part("#status") and f"= {NAME}" in eyes.part("#listing")
        await onto(eyes, "before.toml")
        await eyes.press("equals_sign")
        assert f"from before.toml to {NAME}" in eyes.part("#top")
        await eyes.press("escape", "space")
        assert isinstance(eyes.app.screen, ArchiveScreen)


async def test_a_snapshot_is_browsed_and_left_for_the_archive_again(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.press("enter")
        await eyes.settle()
        assert isinstance(eyes.app.screen, MainScreen) and "as the snapshot before.toml holds it" in eyes.text
        await eyes.press("r")
        assert "This is the snapshot before.toml" in eyes.part("#status")
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.press("enter")
        assert "Come back to the present first" in eyes.part("#status")
        await eyes.press("escape", "@")
        assert isinstance(eyes.app.screen, ArchiveScreen) and not eyes.app.looks_back


async def test_a_torn_file_is_not_opened(opened: Opener, folder: Path) -> None:
    content = (folder / "before.toml").read_bytes()
    (folder / "before.toml").write_bytes(content[:-40])
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.press("enter")
        assert isinstance(eyes.app.screen, ArchiveScreen) and "altered or cut short" in " ".join(
            eyes.part("#status").split()
        )


async def test_long_work_tells_how_far_it_is_and_stops(
    opened: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from jatui.commands import verified
    from jatui.domain.watch import Stopped

    def slow(path: Path, wanted: Wanted) -> Snapshot:
        while wanted(0.4):
            time.sleep(0.02)
        raise Stopped

    monkeypatch.setattr(verified, "verify_snapshot", slow)
    async with opened() as eyes:
        await eyes.press("x")
        screen = await onto(eyes, "before.toml")
        await eyes.pilot.press("i")
        while "Verifying ... 40%" not in eyes.part("#status"):
            await eyes.pilot.pause(0.02)
        await eyes.press("escape")
        assert eyes.app.screen is screen and "0 of 0 things" not in eyes.part("#status")
        assert "Stopped" in eyes.part("#status") and "not yet" in eyes.part("#listing")
        await eyes.press("escape")
        assert isinstance(eyes.app.screen, MainScreen)


async def test_an_edition_is_published_verified_corrected_and_opened(
    opened: Opener, folder: Path, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("x", "N")
        assert "S&R 2021-09-21" in eyes.part("#form-box")
        await eyes.press("ctrl+s")
        screen = eyes.app.screen
        assert isinstance(screen, ArchiveScreen) and screen.current is not None
        assert screen.current.name == "Edition 1 for S&R 21 Sep 2021" and "intact" in eyes.part("#told")
        pack = folder / "joint-agreement-edition-001-2021-09-21"
        assert (pack / "bagit.txt").is_file() and "keep until   21 September 2027" in eyes.part("#told")
        await eyes.press("I")
        assert "2 of 2 things intact. The chain of editions is unbroken." in eyes.part("#status")
        screen.action_form("slip")
        await eyes.settle()
        await eyes.type("E.1 is amber")
        await eyes.press("ctrl+s")
        assert "1 of 12 September 2021: E.1 is amber" in eyes.part("#told")
        slip = pack.with_name(f"{pack.name}-slip-1.toml")
        written = slip.read_text()
        slip.write_text(written.replace("amber", "green"))
        await eyes.press("I")
        assert "2 of 3 things intact." in eyes.part("#status") and "slip-1.toml: it was altered" in eyes.text
        slip.write_text(written)
        await eyes.press("I")
        assert "3 of 3 things intact. The chain of editions is unbroken." in eyes.part("#status")
        await eyes.press("enter")
        assert "AS AT" in eyes.text and "the snapshot joint-agreement.toml" in eyes.text
        await eyes.press("@")
        (pack / "data" / "progress.md").unlink()
        await eyes.press("i")
        assert "0 of 1 thing intact." in eyes.part("#status") and "progress.md" in eyes.text
        (pack / "tagmanifest-sha256.txt").unlink()
        screen.look_again()
        await eyes.settle()
        assert "its pack is not in the folder" in eyes.part("#told")
    assert agreement.read.last_revision() == 4


async def test_a_second_edition_of_a_meeting_is_refused_and_the_form_stays(
    opened: Opener, folder: Path
) -> None:
    async with opened() as eyes:
        await eyes.press("x", "N", "ctrl+s", "N", "ctrl+s")
        assert "was published already" in " ".join(eyes.part("#form-problem").split())


async def test_a_backup_is_told_verified_and_opened(opened: Opener, folder: Path, agreement: Tracker) -> None:
    from jatui.store.backups import back_up

    path = back_up(agreement.store, "before restore")
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, path.name)
        assert "before restore" in eyes.part("#told")
        await eyes.press("i")
        assert "1 of 1 thing intact." in eyes.part("#status")
        await eyes.press("enter")
        assert f"as the backup {path.name} holds it" in eyes.text
        await eyes.press("r")
        assert "nothing can be changed there" in eyes.part("#status")
        await eyes.press("@")
        content = bytearray(path.read_bytes())
        content[len(content) // 2 : len(content) // 2 + 4096] = bytes(4096)
        path.write_bytes(content)
        await eyes.press("i")
        assert "0 of 1 thing intact." in eyes.part("#status")


async def test_a_snapshot_is_brought_back_after_a_look_and_undone(
    opened: Opener, folder: Path, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        screen = await onto(eyes, "before.toml")
        await eyes.press("B")
        assert "from the plan as it stands to before.toml" in eyes.part("#top")
        assert "2 records differ: 1 gone, 1 changed." in eyes.part("#status")
        assert agreement.read.last_revision() == 2, "only shown"
        await eyes.press("escape", "B", "B")
        assert eyes.app.screen is screen and "Restored before.toml over the plan" in eyes.part("#status")
        assert agreement.read.last_revision() == 3
        assert "Backups of the database (1)" in eyes.part("#listing")
        await eyes.press("B", "B")
        assert "The plan stands so already." in eyes.part("#status")
        await eyes.press("escape", "escape", "u")
        assert "Consultants are late." in str(eyes.app.screen.query_one("#card-text").render())


async def test_a_plan_that_was_changed_meanwhile_is_compared_anew_before_anything_is_restored(
    opened: Opener, folder: Path, agreement: Tracker
) -> None:
    async with opened() as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        await eyes.press("B")
        agreement.run(Update(ref="E.2", rating="amber", text="Slow."))
        await eyes.press("B")
        assert agreement.read.last_revision() == 3, "nothing was restored"
        await eyes.settle()
        assert "4 records differ" in eyes.part("#status") or "changed since" in eyes.part("#status")


async def test_a_locked_meeting_publishes_nothing(opened: Opener, folder: Path, agreement: Tracker) -> None:
    async with opened() as eyes:
        await eyes.press("m", "enter", "x")
        assert isinstance(eyes.app.screen, ArchiveScreen)
        await eyes.press("N")
        assert "Locked for the meeting" in eyes.part("#status")
    assert agreement.read.last_revision() == 2


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20), (200, 50)])
async def test_it_fits_every_size(opened: Opener, folder: Path, size: tuple[int, int]) -> None:
    async with opened(size) as eyes:
        await eyes.press("x")
        await onto(eyes, "before.toml")
        assert "before.toml" in eyes.part("#listing") and "Not on this computer" in eyes.part("#told")


async def test_every_key_acts_or_says_why(opened: Opener, folder: Path) -> None:
    async with opened() as eyes:
        for key in keys_on("archive"):
            if not key.keys or key.action in ("leave", "back", "help", "app.command_palette"):
                continue
            for name in key.keys.split(","):
                await eyes.press("x")
                await eyes.press("down")
                await eyes.press(name)
                while not isinstance(eyes.app.screen, MainScreen):
                    await eyes.press("escape")


async def test_no_words_on_the_screen_name_a_key_that_is_not_there(opened: Opener, folder: Path) -> None:
    async with opened((200, 50)) as eyes:
        await eyes.press("x", "?")
        assert "{" not in eyes.text
        await eyes.press("escape")
        await onto(eyes, "before.toml")
        await eyes.press("space")
        assert "{" not in eyes.text
        await eyes.press("B")
        assert "{" not in eyes.text
        await eyes.press("?")
        assert "{" not in eyes.text


async def test_the_day_has_a_backup_once_the_screen_was_open_for_a_while(
    opened: Opener, agreement: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jatui.store.backups import backups
    from jatui.tui import app

    monkeypatch.setattr(app, "BACK_UP_AFTER", 0.05)
    async with opened() as eyes:
        while not backups(agreement.store.path):
            await eyes.pilot.pause(0.05)
        await eyes.app.workers.wait_for_complete()
        eyes.app.back_up()
        await eyes.settle()
    assert [each.why for each in backups(agreement.store.path)] == ["daily"], "one a day"


async def test_a_backup_that_cannot_be_made_is_said_and_work_goes_on(
    opened: Opener, agreement: Tracker
) -> None:
    from jatui.store.backups import folder_of

    folder_of(agreement.store.path).write_text("no folder")
    async with opened() as eyes:
        eyes.app.back_up()
        await eyes.settle()
        assert "backup" in eyes.part("#status").lower()
        await eyes.press("n")
    assert agreement.read.last_revision() == 2
