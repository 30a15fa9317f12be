"""Keys for everyone: a person's own keys wherever keys are told, a footer that fits, copying, places, the mouse."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.widgets import Input

from jatui.commands.tracker import Tracker
from jatui.settings.file import read_settings
from jatui.store.places import MOST, find_places
from jatui.tui.app import Jatui
from jatui.tui.copying import MOST as MOST_COPIED
from jatui.tui.keymap import KEYS, keys_on
from jatui.tui.screens.help import HelpScreen
from jatui.tui.screens.live import LiveScreen
from jatui.tui.widgets.bars import KeyLine, StatusLine, TabsLine, fitting
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes

Setter = Callable[..., AbstractAsyncContextManager[Eyes]]

OWN = """[keys]
undo = "ctrl+z"
red = "a"
amber = "r"
nothing-new = ""
leave-reading = "f9"
help = ["f2", "f3"]
leave = "f4"
"""


@pytest.fixture
def set_up(agreement: Tracker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Setter:
    """Opens the screen with a file of settings."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    @asynccontextmanager
    async def open(text: str, size: tuple[int, int] = (140, 40)) -> AsyncIterator[Eyes]:
        path = tmp_path / "settings.toml"
        path.write_text(text, "utf-8")
        app = Jatui(agreement, settings=read_settings(path))
        async with app.run_test(size=size) as pilot:
            eyes = Eyes(app, pilot)
            await eyes.settle()
            yield eyes
        app.finish()

    return open


def footer(eyes: Eyes) -> str:
    return eyes.app.screen.query_one(KeyLine).render().plain


async def test_own_keys_act_and_the_old_ones_do_not(set_up: Setter) -> None:
    async with set_up(OWN) as eyes:
        await eyes.press("r")
        assert "▲ A amber" in eyes.text
        await eyes.type("Late.")
        await eyes.press("enter", "u")
        assert eyes.app.tracker.read.last_revision() == 2
        await eyes.press("n", "question_mark", "q")
        assert eyes.app.tracker.read.last_revision() == 2 and len(eyes.app.screen_stack) == 1
        await eyes.press("ctrl+z")
        assert eyes.app.tracker.read.last_revision() == 3
        await eyes.press("f9")
        assert "Leave" in eyes.text and len(eyes.app.screen_stack) == 2


async def test_footer_help_palette_and_sentences_have_the_own_keys(set_up: Setter) -> None:
    async with set_up(OWN) as eyes:
        told = footer(eyes)
        assert (
            " r amber " in told
            and " a red " in told
            and " ^z undo " in told
            and told.endswith(" F2 F3 help ")
        )
        assert "nothing new" not in told
        await eyes.press("f2")
        assert isinstance(eyes.app.screen, HelpScreen)
        assert (
            "a r g b rate the one under the cursor" in eyes.text
            and "“nothing new” in the palette records" in eyes.text
        )
        await eyes.press("escape", "ctrl+p")
        await eyes.type("take back the last")
        assert "^z    Take back the last" in eyes.text
        await eyes.press("escape", "t")
        await eyes.press("escape")
        assert "F4 goes back to the plan." in eyes.text


async def test_what_is_wrong_with_the_settings_is_said_and_the_rest_holds(set_up: Setter) -> None:
    async with set_up('theme = "light"\n[keys]\nundo = "r"\nredo = "f7"\nzoom = "nokey"\n') as eyes:
        status = eyes.app.screen.query_one(StatusLine).said[0]
        assert "line 5: zoom is 'nokey'" in status and "`jatui settings` tells of 1 other." in status
        assert eyes.app.theme == "jatui-light" and eyes.app.keyboard.name("redo") == "F7"
        assert eyes.app.keyboard.name("undo") == "u"


async def test_the_year_of_the_settings_is_shown(set_up: Setter) -> None:
    async with set_up('year = "financial"\n') as eyes:
        assert eyes.app.screen_stack[0].query_one("#calendar").year == "financial"  # type: ignore[attr-defined]


@pytest.mark.parametrize("keys", ["", "t", "slash", "w", "t w", "at"])
async def test_the_footer_fits_whatever_the_width(opened: Opener, keys: str) -> None:
    async with opened((120, 40)) as eyes:
        for key in keys.split():
            await eyes.press(key)
        line = next(s.query_one(KeyLine) for s in reversed(eyes.app.screen_stack) if s.query(KeyLine))
        for width in [*range(20, 60), *range(60, 251, 10)]:
            told = line.draw(width).plain
            assert cell_len(told) <= width, (width, told)
            if not line.typing:
                assert told.endswith(" ? help ") and "…" not in told, (width, told)
                shown = [
                    key for key in eyes.app.keyboard.on(line._screen) if f" {key.name} {key.label} " in told
                ]
                least = min(
                    (
                        k.rank
                        for k in eyes.app.keyboard.on(line._screen)
                        if k.rank is not None and k not in shown
                    ),
                    default=99,
                )
                assert all((key.rank or 0) <= least for key in shown)
            else:
                whole = eyes.app.keyboard.told(line.typing, typing=True)
                assert told.strip() == whole or told.endswith("F1 help"), (width, told)


def test_what_does_not_fit_leads_to_the_rest() -> None:
    parts = ["enter save", "esc leave", "^g editor"]
    assert fitting(parts, 40, "F1 help") == "enter save   esc leave   ^g editor"
    assert fitting(parts, 32, "F1 help") == "enter save   esc leave   F1 help"
    assert fitting(parts, 20, "F1 help") == "enter save   F1 help"
    assert fitting(parts, 8, "F1 help") == "F1 help"


async def test_the_line_of_help_is_reached_while_a_text_is_typed(opened: Opener) -> None:
    async with opened((60, 20)) as eyes:
        await eyes.press("slash", "f1")
        assert isinstance(eyes.app.screen, HelpScreen)
        await eyes.press("escape")
        assert isinstance(eyes.app.screen.focused, Input)


async def test_what_is_copied_is_in_a_file_for_its_owner_alone(opened: Opener, tmp_path: Path) -> None:
    async with opened() as eyes:
        await eyes.press("y")
        path = tmp_path / "state" / "jatui" / "copied.txt"
        assert path.read_text().startswith("E.1 Review the Climate Change")
        assert path.stat().st_mode & 0o777 == 0o600 and str(path) in eyes.app.copied
        assert "Copied E.1" in eyes.text and "Also in" in eyes.app.screen.query_one(StatusLine).said[0]
        eyes.app.copy_to_clipboard("é" * (MOST_COPIED // 2))
        assert eyes.app.copied.startswith("Also in")
        eyes.app.copy_to_clipboard("é" * (MOST_COPIED // 2 + 1))
        assert "too long for the clipboard; only" in eyes.app.copied and path.stat().st_size > MOST_COPIED
        shutil.rmtree(path.parent)
        path.parent.write_text("in the way")
        eyes.app.copy_to_clipboard("short")
        assert eyes.app.copied.startswith("It is on the clipboard alone;")


async def test_the_file_of_copies_is_where_the_settings_say_or_nowhere(
    set_up: Setter, tmp_path: Path
) -> None:
    async with set_up(f'copy-file = "{tmp_path}/mine.txt"') as eyes:
        await eyes.press("y")
        assert (tmp_path / "mine.txt").exists()
    async with set_up('copy-file = ""') as eyes:
        await eyes.press("y")
        assert eyes.app.copied == "" and not (tmp_path / "state" / "jatui" / "copied.txt").exists()


async def test_the_colours_are_kept_from_the_palette(set_up: Setter, tmp_path: Path) -> None:
    async with set_up("# mine\nactor = 'Ann'\n") as eyes:
        eyes.app.theme = "jatui-contrast"
        await eyes.press("ctrl+p")
        await eyes.type("keep these colours")
        await eyes.press("enter")
        assert "contrast colours from now on" in eyes.text
    assert (tmp_path / "settings.toml").read_text() == "# mine\ntheme = \"contrast\"\nactor = 'Ann'\n"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("e1", "action", "E.1"),
        ("ce.1", "action", "CE.1"),
        ("f6", "action", "F.6#1"),
        ("kelly", "lead", "Tom Kelly"),
        ("communities", "theme", "C Communities"),
        ("slipp", "view", "slipped"),
        ("s&r", "committee", "S&R"),
        ("sep 2021", "meeting", "S&R 21 Sep 2021"),
    ],
)
def test_places_are_found_by_ref_and_name(agreement: Tracker, text: str, kind: str, name: str) -> None:
    found = find_places(agreement.read, agreement.scope(), text)
    assert (kind, name) in [(each.kind, each.name) for each in found] and len(found) <= MOST
    if kind == "action":
        assert (found[0].name, found[0].exact) == (name, True)


@pytest.mark.parametrize("text", ["", " ", "...", "%", "'", "zzzz"])
def test_nothing_leads_nowhere(agreement: Tracker, text: str) -> None:
    assert find_places(agreement.read, agreement.scope(), text) == []


@pytest.mark.parametrize(
    ("text", "shows"),
    [("f.9", "F.9"), ("kelly", 'lead:"Tom Kelly"'), ("communities", "theme:C"), ("slipped", "is:slipped")],
)
async def test_the_palette_goes_there(opened: Opener, text: str, shows: str) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("slash", *"theme", "colon", "E", "enter", "ctrl+p")
        await eyes.type(text)
        await eyes.press("enter")
        assert shows in (eyes.handle or "") or shows in eyes.app.screen.view.text  # type: ignore[attr-defined]


async def test_the_palette_goes_to_cards_of_the_queue(opened: Opener) -> None:
    async with opened((120, 40)) as eyes:
        await eyes.press("t", "ctrl+p")
        await eyes.type("g2")
        await eyes.press("enter")
        screen = eyes.app.screen
        assert screen.tracker.read.handle(screen.walk.current) == "G.2"  # type: ignore[attr-defined]


async def test_the_mouse_presses_footer_keys_tabs_and_rows_and_turns_the_wheel(opened: Opener) -> None:
    async with opened((80, 24)) as eyes:
        line = eyes.app.screen.query_one(KeyLine)
        at = line.render().plain.index("? help")
        await eyes.pilot.click("#keys", offset=(at, 0))
        await eyes.settle()
        assert isinstance(eyes.app.screen, HelpScreen)
        await eyes.press("escape")
        await eyes.pilot.click(
            "#tabs", offset=(eyes.app.screen.query_one(TabsLine).render().plain.index("3"), 0)
        )
        await eyes.settle()
        assert eyes.app.screen.current == "officers"  # type: ignore[attr-defined]
        await eyes.press("2")
        await eyes.pilot.click("#actions", offset=(5, 5))
        await eyes.settle()
        assert eyes.handle not in (None, "E.1")
        before = eyes.part("#actions")
        await eyes.pilot._post_mouse_events([MouseScrollDown] * 3, "#actions", (5, 5))
        await eyes.settle()
        assert eyes.part("#actions") != before


def test_every_pane_and_screen_has_words_of_its_own() -> None:
    from jatui.tui.panes.actions import ActionsPane
    from jatui.tui.panes.calendar import CalendarPane
    from jatui.tui.panes.card import CardPane
    from jatui.tui.panes.facets import OfficersPane, ThemesPane
    from jatui.tui.panes.queue import QueuePane

    words = [pane.HELP for pane in (ActionsPane, CalendarPane, CardPane, OfficersPane, ThemesPane, QueuePane)]
    assert all(len(each.split()) > 15 for each in words) and len(set(words)) == len(words)
    names = {key.word for key in KEYS}
    for text in words:
        assert set(re.findall(r"\{([^}]*)\}", text)) <= names


@pytest.mark.parametrize("opens", [("O",), ("H",), ("W",), ("m", "enter"), ("t",), ()])
async def test_a_key_of_another_screen_says_that_it_does_nothing_here(
    opened: Opener, opens: tuple[str, ...]
) -> None:
    async with opened() as eyes:
        await eyes.press(*opens)
        screen = eyes.app.screen
        assert isinstance(screen, LiveScreen)
        here = {name for key in keys_on(screen.KEYS_OF) for name in key.keys.split(",")}
        elsewhere = [
            key for key in KEYS if key.keys and key.label != "next pane" and key.label != "pane before"
        ]
        foreign = [key for key in elsewhere if not here & set(key.keys.split(","))]
        assert foreign
        for key in foreign[:4] + foreign[-3:]:
            screen.say("")
            await eyes.press(key.keys.split(",")[0])
            assert eyes.app.screen is screen
            assert "does nothing here. ? shows the keys that do" in eyes.part("#status"), key.label
