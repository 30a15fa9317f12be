"""An editor of one's own for every text that is typed, and a sentence where there is none or it fails."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from jatui.domain.errors import Problem
from jatui.tui.app import Jatui
from jatui.tui.editor import edit
from jatui.tui.widgets.bars import StatusLine
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


@pytest.fixture(autouse=True)
def handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen be handed to an editor, which a test's screen cannot."""
    monkeypatch.setattr(Jatui, "suspend", lambda self: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes two lines behind what it finds."""
    path = tmp_path / "my editor"
    path.write_text('#!/bin/sh\nprintf " first\\nsecond\\n" >> "$1"\n')
    path.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{path}'")
    return path


def status(eyes: Eyes) -> str:
    return eyes.app.screen.query_one(StatusLine).said[0]


@pytest.mark.usefixtures("editor")
async def test_the_line_of_the_plan_is_written_in_the_editor(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("a")
        await eyes.type("Begun")
        await eyes.press("ctrl+g")
        assert eyes.app.screen.query_one("#write-text", Input).value == "Begun first second"
        await eyes.press("enter")
        (update,) = (each for each in eyes.app.tracker.read.updates(1) if each["state"] == "accepted")
        assert (update["text"], update["rating"]) == ("Begun first second", "amber")
        await eyes.press("E")
        assert eyes.app.screen.query_one("#write-text", Input).value == "first second"


@pytest.mark.usefixtures("editor")
async def test_a_field_of_a_form_and_a_text_of_the_queue_are_written_in_the_editor(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("M", "ctrl+g")
        assert isinstance(eyes.app.screen.focused, Input) and eyes.app.screen.focused.value.endswith(
            "first second"
        )
        await eyes.press("escape", "t", "w", "ctrl+g")
        assert eyes.app.screen.decide.text.endswith(" first\nsecond")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("", "No editor is chosen. Set VISUAL or EDITOR"),
        ("/nowhere/vi", "/nowhere/vi cannot be started: no such file"),
        ("false", "false ended with 1; the text is as it was"),
        ("'vi", "a quotation mark without its other"),
    ],
)
async def test_an_editor_that_fails_is_a_sentence_and_the_text_stays(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, chosen: str, words: str
) -> None:
    monkeypatch.setenv("VISUAL", chosen)
    async with opened() as eyes:
        found = edit(eyes.app, "x")
        assert isinstance(found, Problem) and words in str(found)
        await eyes.press("w", "o", "ctrl+g")
        assert words in status(eyes) and eyes.app.screen.query_one("#write-text", Input).value == "o"
        await eyes.press("escape", "M", "ctrl+g")
        assert words[:30] in str(eyes.app.screen.query_one("#form-problem", Static).render())
        await eyes.press("escape", "t", "w", "o", "ctrl+g")
        assert words in status(eyes)


async def test_the_filter_is_no_text_for_an_editor(opened: Opener) -> None:
    async with opened() as eyes:
        await eyes.press("slash", "ctrl+g")
        assert "The filter is one line." in status(eyes)
