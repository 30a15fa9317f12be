"""Importing a paper on the screen: what it changes is looked at and put right before any of it is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from jatui.tui.screens.importing import ImportScreen
from jatui.tui.screens.main import MainScreen
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

PLAN = """\
# Year 1 actions, as printed again
Meeting date: 7 September 2021

| Ref. | Action | Milestone | Committee | Lead |
|---|---|---|---|---|
| G.1 | Publish the [bold]review[/] | Jan '22 | S&R | Fiona McMillan |
| G.9 | Something that is new | Spring 2022 | S&R | Amanda Askham |

A line that belongs to no table.
"""

UNKNOWN = """\
| No | Our ask | Timescale | Who | Value |
|---|---|---|---|---|
| 1 | Publish a strategy | Autumn 2021 | Head of Finance | High |

Table 2: People

| No | Our ask | Timescale | Who |
|---|---|---|---|
| 2 | Agree a workforce plan | TBC | HR Manager |
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A paper that changes an action and adds another."""
    path = tmp_path / "the council's plan.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


async def look_into(eyes: Eyes, paper: Path) -> None:
    """Import a paper by its name, up to what it changes."""
    await eyes.press("U")
    eyes.app.screen.query_one("Input").value = str(paper)  # type: ignore[attr-defined]
    await eyes.press("enter")


async def test_a_paper_is_looked_at_then_imported_and_taken_back(opened: Opener, paper: Path) -> None:
    async with opened() as eyes:
        before = list(eyes.app.tracker.read.records())
        await look_into(eyes, paper)
        assert "1 action new, 1 changed, 0 the same, 59 not in the paper, which stay" in eyes.text
        assert "wording, milestone, leads: Publish the [bold]review[/]" in eyes.part("#listing")
        assert list(eyes.app.tracker.read.records()) == before
        await eyes.press("U")
        assert isinstance(eyes.app.screen, MainScreen)
        assert "1 action new" in eyes.text and len(eyes.shown) == 61
        await eyes.press("u")
        assert list(eyes.app.tracker.read.records()) == before


async def test_every_character_is_accounted_for_and_what_has_no_place_is_shown(
    opened: Opener, paper: Path
) -> None:
    async with opened() as eyes:
        await look_into(eyes, paper)
        await eyes.press("left")
        assert "A line that belongs to no table." in eyes.part("#listing")
        assert "All are accounted for." in eyes.part("#told").replace("\n", " ")


async def test_a_column_whose_heading_is_not_known_is_told_and_remembered(
    opened: Opener, paper: Path
) -> None:
    paper.write_text(UNKNOWN, encoding="utf-8")
    async with opened() as eyes:
        await look_into(eyes, paper)
        assert "No column says what is to be done" in eyes.text and "[columns" in eyes.lines[0]
        await eyes.press("U")
        assert isinstance(eyes.app.screen, ImportScreen) and "It is not known" in eyes.text
        await eyes.press("down", "down", "enter")
        await eyes.type("action")
        await eyes.press("enter")
        assert "2 actions new" in eyes.text
        await eyes.press("U")
        await look_into(eyes, paper)
        assert "Our ask=action" in eyes.text and "2 the same" in eyes.text
        await eyes.press("U")
        assert "The plan says all of this already." in eyes.text


async def test_a_table_is_left_out_and_another_plan_is_made(opened: Opener, paper: Path) -> None:
    paper.write_text(UNKNOWN.replace("Our ask", "Action"), encoding="utf-8")
    async with opened() as eyes:
        await look_into(eyes, paper)
        await eyes.press("right", "enter")
        assert "left out" in eyes.part("#listing") and "1 action new" in eyes.text
        await eyes.press("end", *["up"] * 4, "enter")
        assert "One table at least has to be read." in eyes.text
        await eyes.press("home", "enter", "c", "down")
        await eyes.type("people")
        await eyes.press("ctrl+s")
        assert "people (new)" in eyes.lines[0] and "2 actions new" in eyes.text
        await eyes.press("U")
        assert eyes.app.tracker.plan == "people" and eyes.shown == ["1", "2"]
        await eyes.press("u")
        assert "Undid: imported" in eyes.part("#status") and "Joint Agreement" in eyes.lines[0]
        assert len(eyes.shown) == 60 and eyes.handle == "E.1"


async def test_a_paper_goes_into_the_plan_that_is_looked_at(opened: Opener, paper: Path) -> None:
    paper.write_text(UNKNOWN.replace("Our ask", "Action"), encoding="utf-8")
    async with opened() as eyes:
        await look_into(eyes, paper)
        await eyes.press("c", "down")
        await eyes.type("people")
        await eyes.press("ctrl+s", "U")
        paper.write_text(PLAN, encoding="utf-8")
        await eyes.press("0", "1")
        await look_into(eyes, paper)
        assert "→ joint-agreement" in eyes.lines[0] and "1 changed" in eyes.text
        await eyes.press("U")
        assert "1 changed" in eyes.text and eyes.app.tracker.plan == "joint-agreement"


async def test_a_text_is_pasted(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("U")
        eyes.app.screen.query_one("Input").post_message(Paste(PLAN))
        await eyes.settle()
        assert "pasted text → joint-agreement" in eyes.lines[0] and "1 action new" in eyes.text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("broken.docx", b"PK\x03\x04 no archive", "broken.docx"),
        ("empty.txt", b"", "is empty"),
        ("prose.txt", b"Nothing but a line.\n", "has no table"),
        ("two.md", (PLAN + PLAN.replace("Ref", "No")).encode(), "G.1"),
    ],
)
async def test_what_is_no_plan_is_refused_in_a_sentence(
    opened: Opener, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    async with opened() as eyes:
        before = eyes.app.tracker.read.last_revision()
        await look_into(eyes, path)
        assert says in eyes.text
        await eyes.press("U", "c", "escape", "escape")
        assert isinstance(eyes.app.screen, MainScreen)
        assert eyes.app.tracker.read.last_revision() == before


async def test_a_name_of_no_file_stays_to_be_changed(opened: Opener, tmp_path: Path) -> None:
    async with opened() as eyes:
        await look_into(eyes, tmp_path / "none.md")
        assert "There is no file" in eyes.text and eyes.app.screen.query_one("Input")
