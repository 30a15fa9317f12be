"""`J`: a colleague's snapshot is taken in beside what was done here; conflicts are answered one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.archive import Export, restore
from jatui.commands.tracker import Tracker
from jatui.tui.screens.archive import ArchiveScreen
from jatui.tui.screens.merging import MergeScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


@pytest.fixture
def theirs(agreement: Tracker, tmp_path: Path) -> Path:
    """The snapshot of a colleague, who began with this plan: E.1 and E.2 were rated here and there, C.1 only there."""
    folder = agreement.store.path.parent / "archive"
    folder.mkdir()
    agreement.run(Export(file=str(tmp_path / "begin.toml")))
    day = dt.date(2021, 9, 12)
    store, _ = restore(tmp_path / "other.sqlite3", tmp_path / "begin.toml", actor="colleague", today=day)
    with store:
        other = Tracker(store, "joint-agreement", day, "colleague")
        other.run(Update(ref="E.1", rating="green", text="All is well, a colleague says."))
        other.run(Update(ref="E.2", rating="red", text="Nobody has begun."))
        other.run(Update(ref="C.1", rating="amber", text="Slow."))
        other.run(Export(file=str(folder / "theirs.toml")))
    agreement.run(Update(ref="E.1", rating="red", text="Consultants are late."))
    agreement.run(Update(ref="E.2", rating="amber", text="A little late."))
    return folder / "theirs.toml"


async def merging(eyes: Eyes) -> MergeScreen:
    """Go to the merge of the one snapshot that is kept."""
    await eyes.press("x", "J", "down", "enter")
    screen = eyes.app.screen
    assert isinstance(screen, MergeScreen)
    return screen


async def test_nothing_is_merged_before_every_conflict_is_answered(
    opened: Opener, agreement: Tracker, theirs: Path
) -> None:
    async with opened() as eyes:
        await merging(eyes)
        assert "theirs.toml" in eyes.part("#top") and "2 of 2 conflicts to answer" in eyes.part("#top")
        told = eyes.part("#told")
        assert "E.1" in told and "red" in told and "green" in told and "was" in told
        await eyes.press("J")
        assert "2 conflicts are not answered yet." in eyes.part("#status")
        await eyes.press("right")
        assert "1 of 2 conflicts to answer" in eyes.part("#top") and "E.2" in eyes.part("#told")
        await eyes.press("left")
        assert "0 of 2 conflicts to answer" in eyes.part("#top")
        assert agreement.read.last_revision() == 3
        await eyes.press("J")
        assert isinstance(eyes.app.screen, ArchiveScreen) and "Merged theirs.toml" in eyes.part("#status")
        assert "Backups of the database (1)" in eyes.part("#listing")
        await eyes.press("u")
        assert agreement.read.actions([1], agreement.scope())[0]["rating"] == "red"
        await eyes.press("ctrl+r")
    scope = agreement.scope()
    rated = {each["handle"]: each["rating"] for each in agreement.read.actions([1, 2, 7], scope)}
    assert rated == {"E.1": "green", "E.2": "amber", "C.1": "amber"}
    said = {each["text"] for row in (1, 2) for each in agreement.read.updates(row)}
    assert {"Consultants are late.", "All is well, a colleague says.", "Nobody has begun."} <= said


async def test_esc_leaves_everything_as_it_is(opened: Opener, agreement: Tracker, theirs: Path) -> None:
    async with opened() as eyes:
        await merging(eyes)
        await eyes.press("right", "escape")
        assert isinstance(eyes.app.screen, ArchiveScreen)
    assert agreement.read.last_revision() == 3


async def test_what_was_changed_meanwhile_is_asked_again(
    opened: Opener, agreement: Tracker, theirs: Path
) -> None:
    async with opened() as eyes:
        screen = await merging(eyes)
        await eyes.press("right", "right")
        agreement.run(Update(ref="C.1", rating="red", text="Very slow."))
        screen._look_elsewhere()
        await eyes.settle()
        assert "3 of 3 conflicts to answer" in eyes.part("#top")


async def test_a_file_that_cannot_be_merged_is_refused_in_words(
    opened: Opener, agreement: Tracker, theirs: Path
) -> None:
    agreement.run(Export(file=str(theirs.with_name("public.toml")), public=True))
    async with opened() as eyes:
        await eyes.press("x", "J")
        await eyes.type("/nowhere.toml")
        assert "There is no file" in eyes.text
        await eyes.press(*["backspace"] * len("/nowhere.toml"), "down", "enter")
        if "public.toml" not in eyes.part("#top"):
            assert isinstance(eyes.app.screen, MergeScreen)
        assert "copy for the public" in " ".join(eyes.text.split())


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (200, 50)])
async def test_it_fits_every_size(opened: Opener, theirs: Path, size: tuple[int, int]) -> None:
    async with opened(size) as eyes:
        await merging(eyes)
        assert "E.1" in eyes.part("#listing")
