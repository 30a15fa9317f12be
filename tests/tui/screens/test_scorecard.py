"""The scorecard: each indicator on a line, one of them drawn and told, and values recorded on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jatui.commands.archive import Init, initialise
from jatui.commands.indicators import AddIndicator, ChangeIndicator, Measure
from jatui.commands.tracker import Tracker
from jatui.domain.scorecard import Standing
from jatui.store.indicators import standing
from jatui.tui.screens.help import HelpScreen
from jatui.tui.screens.scorecard import ScorecardScreen
from jatui.tui.widgets.bars import StatusLine
from tests.tui.conftest import DAY, Opener
from tests.tui.screen import Eyes
from tests.tui.test_hostile import HOSTILE

SIZES = [(120, 40), (80, 24), (200, 50), (40, 20)]


@pytest.fixture
def measured(tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on the partnerships of 2010, one of whose indicators was measured for years after."""
    store, _ = initialise(tmp_path / "measured" / "plan.sqlite3", Init(), actor="test", today=DAY)
    tracker = Tracker(store, "partnerships-2010", DAY, "Ann Able")
    tracker.run(ChangeIndicator(number="NI 197", polarity="higher", tolerance="3 points", frequency="yearly"))
    for period, value, rating in (
        ("31 Mar 2018", "38%", "red"),
        ("31 Mar 2019", "43%", "amber"),
        ("31 Mar 2020", "46%", "green"),
        ("31 Mar 2021", "44%", None),
    ):
        tracker.run(Measure(number="NI 197", value=value, period=period, rating=rating))
    yield tracker
    store.close()


def screen(eyes: Eyes) -> ScorecardScreen:
    found = eyes.app.screen
    assert isinstance(found, ScorecardScreen)
    return found


def numbers(eyes: Eyes) -> list[str]:
    return [line.about.number for line in screen(eyes).lines if line.about]


async def go_to(eyes: Eyes, number: str) -> None:
    place = next(n for n, line in enumerate(screen(eyes).lines) if line.about and line.about.number == number)
    screen(eyes).table.go_to(place)
    await eyes.settle()


def row(eyes: Eyes, number: str) -> str:
    return next(line for line in eyes.part("#listing").splitlines() if f"{number} " in line)


def last(tracker: Tracker, number: str) -> Standing:
    return next(each for each in standing(tracker.read, tracker.scope()) if each.number == number)


async def test_a_line_says_value_target_ratings_and_directions(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign")
        assert "[all 29]" in eyes.lines[0] and "red 4  amber 6  green 2" in eyes.lines[0]
        assert len(numbers(eyes)) == 29
        await go_to(eyes, "NI 197")
        told = " ".join(row(eyes, "NI 197").split())
        assert "local biodiversity 44% 45% ● G‹ (▲ A) ↓ worse" in told and "165 days" in told
        assert "▆" in told or "█" in told
        await go_to(eyes, "NI 186")
        assert "No data" in row(eyes, "NI 186") and "· –" in row(eyes, "NI 186")
        await eyes.press("home")
        assert "missed" in row(eyes, "NI 145") and "(missed)" not in row(eyes, "NI 145")


async def test_the_plot_and_its_words_say_the_same(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign")
        await go_to(eyes, "NI 197")
        plot, told = eyes.part("#plot"), " ".join(eyes.part("#told").replace("│", " ").split())
        assert "45%▸┤" in plot and "╌" in plot and "░" in plot
        for shape in "■▲●○":
            assert shape in plot
        assert "Mar 10" in plot and "Mar 21" in plot and "○ value" in plot and "■ red" in plot
        assert "● G green, judged for 31 Mar 2020; a newer value is not rated" in told
        assert "(▲ A) misses the target 45% by 1 point, within the tolerance 3 points" in told
        assert "lowest 38% 31 Mar 2018" in told
        await eyes.press("enter")
        whole = " ".join(eyes.part("#told").replace("│", " ").split())
        assert "5 measurements" in whole or "6 measurements" in whole
        assert "44%" in whole and "by Ann Able" in whole
        assert not screen(eyes).table.display
        await eyes.press("escape")
        assert screen(eyes).table.display and screen(eyes).table.has_focus


async def test_no_figure_is_told_in_words_without_an_empty_plot(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign")
        await go_to(eyes, "NI 21")
        assert not screen(eyes).query_one("#plot").display
        assert "no value" in eyes.part("#told") and "26.3%" in eyes.part("#told")
        await go_to(eyes, "NI 188")
        assert screen(eyes).query_one("#plot").display and "○ value" in eyes.part("#plot")


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_whatever_the_size(opened: Opener, measured: Tracker, size: tuple[int, int]) -> None:
    async with opened(size, tracker=measured) as eyes:
        await eyes.press("percent_sign")
        await go_to(eyes, "NI 197")
        assert "44%" in row(eyes, "NI 197") and "● G" in row(eyes, "NI 197")
        assert all(len(line) == size[0] for line in eyes.lines)
        await eyes.press("enter")
        assert "╌" in eyes.part("#plot") and "Rated" in eyes.part("#told")
        assert screen(eyes).query_one("#plot").region.right <= size[0]
        assert screen(eyes).query_one("#told").region.right <= size[0]


async def test_parts_are_those_of_one_rating(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign", "right")
        assert "[red 4]" in eyes.lines[0] and numbers(eyes) == ["NI 115", "NI 152", "NI 171", "NI 8"]
        await eyes.press("left", "left")
        assert "[not rated 17]" in eyes.lines[0] and "NI 145" in numbers(eyes)
        screen(eyes).table.go_to(0)
        await eyes.settle()
        assert "2 indicators" in eyes.part("#told")
        await eyes.press("y")
        copied = eyes.app.clipboard.splitlines()
        assert copied[0].endswith("indicators, not rated") and sum("| NI" in line for line in copied) == 17


async def test_a_value_is_recorded_and_taken_back(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign")
        await go_to(eyes, "NI 197")
        await eyes.press("o")
        await eyes.type("47")
        await eyes.press("percent_sign", "enter")
        await eyes.type("30 Jun 2021")
        await eyes.press("ctrl+s")
        assert last(measured, "NI 197").value and last(measured, "NI 197").latest.text == "47%"  # type: ignore[union-attr]
        assert "47%" in row(eyes, "NI 197")
        line = screen(eyes).query_one(StatusLine).line
        assert line.startswith("jatui --plan partnerships-2010 indicator measure 'NI 197' 47%")
        await eyes.press("u")
        assert "44%" in row(eyes, "NI 197") and "47%" not in row(eyes, "NI 197")


async def test_where_all_plans_are_looked_at_a_value_goes_to_its_own(
    opened: Opener, measured: Tracker
) -> None:
    other = Tracker(measured.store, "joint-agreement", DAY, "test")
    other.run(AddIndicator(number="NI 197", called="Another of this number"))
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("0", "0", "percent_sign")
        assert "joint-agreement" in eyes.part("#listing")
        await go_to(eyes, "NI 197")
        await eyes.press("o")
        await eyes.type("12")
        await eyes.press("ctrl+s")
        assert [entry.text for entry in last(other, "NI 197").series] == ["12"]
        assert last(measured, "NI 197").latest.text == "44%"  # type: ignore[union-attr]


async def test_a_wrong_number_is_refused_in_words(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        await eyes.press("percent_sign")
        await go_to(eyes, "NI 197")
        await eyes.app.screen.run_action("form('indicator correct')")
        await eyes.settle()
        await eyes.type("x")
        await eyes.press("ctrl+s")
        assert "is a number" in eyes.text


async def test_a_plan_without_indicators_says_so(opened: Opener, measured: Tracker) -> None:
    async with opened((80, 24), tracker=measured) as eyes:
        await eyes.press("0", "1", "percent_sign")
        assert "This plan has no indicators." in eyes.text
        await eyes.press("o")
        assert "There is no indicator on this line." in eyes.part("#status")
        await eyes.press("question_mark")
        assert isinstance(eyes.app.screen, HelpScreen)


async def test_the_plan_that_has_them_leads_to_them(opened: Opener, measured: Tracker) -> None:
    async with opened((120, 40), tracker=measured) as eyes:
        told = " ".join(eyes.part("#actions").replace("│", " ").split())
        assert (
            "no actions." in told
            and "% shows 29 indicators." in told
            and "0 changes to another plan." in told
        )
        await eyes.press("percent_sign", "q")
        assert len(eyes.app.screen_stack) == 1


async def test_hostile_words_are_shown_as_words(opened: Opener, measured: Tracker) -> None:
    tame = HOSTILE.replace("\x00", "")
    measured.run(AddIndicator(number="X 1", called=tame, unit=tame[:40], target="[bold]5", note=tame))
    measured.run(Measure(number="X 1", value="[/]3", text=tame, period=tame[:60], by="[@click=app.quit]q[/]"))
    for size in SIZES:
        async with opened(size, tracker=measured) as eyes:
            await eyes.press("percent_sign")
            await go_to(eyes, "X 1")
            await eyes.press("enter")
            assert "[bold]x[/]" in eyes.text and "\x1b" not in eyes.text and "\u202e" not in eyes.text
            await eyes.press("y", "escape", "q")
