"""Changing the plan: each by itself, all at once, and one that has no actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.journal import Undo
from jatui.commands.minutes import Ask
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.store import Store
from jatui.tui.screens.main import MainScreen
from jatui.tui.screens.plans import PlansScreen
from jatui.tui.widgets.bars import StatusLine
from tests.conftest import DAY, Records, another_plan, joined_plans, small_plan
from tests.tui.conftest import Opener
from tests.tui.screen import Eyes


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on a database of the small plan."""
    with Store.create(tmp_path / "plans" / "plan.sqlite3") as store:
        yield load(Tracker(store, None, DAY, "test"), small_plan())


@pytest.fixture
def joined(small: Tracker) -> Tracker:
    """The tracker of the small plan beside another, which has an E.1 too."""
    return load(small, joined_plans())


def load(tracker: Tracker, records: Records, command: str = "init") -> Tracker:
    with tracker.store.revision(command, "{}", actor="test", day=DAY) as writer:
        writer.load(records)
        writer.sentence = "loaded"
    return tracker


def main(eyes: Eyes) -> MainScreen:
    screen = eyes.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def named(eyes: Eyes) -> list[str]:
    source = main(eyes).actions.source
    return [name for _, name in eyes.app.tracker.read.names(source.ids(0, source.count()), None)]


def said(eyes: Eyes) -> str:
    return main(eyes).query_one(StatusLine).said[0]


def line(eyes: Eyes) -> str:
    return main(eyes).query_one(StatusLine).line


def ratings(tracker: Tracker) -> dict[str, str | None]:
    rows = tracker.read.rows(
        "SELECT p.slug || '/' || a.handle, a.rating FROM action a JOIN plan p ON p.id = a.plan_id"
    )
    return {name: rating for name, rating in rows if rating}


@pytest.mark.parametrize(
    ("keys", "slug"),
    [
        ("0 2", "other"),
        ("0 0", "all"),
        ("0 down enter", "other"),
        ("0 j j k enter", "other"),
        ("0 up enter", "all"),
        ("0 9", "small"),
        ("0 escape", "small"),
        ("0 1", "small"),
    ],
)
async def test_a_digit_or_an_arrow_chooses_the_plan(
    opened: Opener, joined: Tracker, keys: str, slug: str
) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press(*keys.split())
        if "9" in keys:
            assert isinstance(eyes.app.screen, PlansScreen)
        assert main(eyes).view.scope.slug == slug and (eyes.app.tracker.plan or "small") == slug


async def test_the_list_says_what_each_plan_has_and_which_is_looked_at(
    opened: Opener, joined: Tracker
) -> None:
    async with opened((100, 30), tracker=joined) as eyes:
        await eyes.press("0", "2", "0")
        told = eyes.part("#plans")
        assert "1 Small plan" in told and "4 actions · 3 commitments · 2 themes" in told
        assert "2 Other plan  ● looked at now" in told and "2 actions · 1 commitment · 2 themes" in told
        assert "0 All plans" in told and "6 actions · 4 commitments · 4 themes" in told


async def test_each_pane_and_count_is_of_the_plan_that_is_chosen(opened: Opener, joined: Tracker) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("0", "2")
        assert eyes.shown == ["1.A", "E.1"] and "2 of 2" in eyes.lines[0] and "Other plan" in eyes.lines[0]
        assert "Green" in eyes.part("#themes") and "Environment" not in eyes.part("#themes")
        await eyes.press("end", "g")
        await eyes.type("Good.")
        await eyes.press("enter")
        assert ratings(joined) == {"other/E.1": "green"}
        assert line(eyes) == "jatui --plan other update E.1 --rating green --text Good."
        await eyes.press("0", "1", "g", "enter")
        assert ratings(joined) == {"other/E.1": "green", "small/E.1": "green"}
        assert line(eyes) == "jatui update E.1 --rating green"


async def test_all_plans_at_once_keep_every_row_its_own(opened: Opener, joined: Tracker) -> None:
    async with opened((140, 40), tracker=joined) as eyes:
        await eyes.press("0", "0")
        assert named(eyes) == [
            "small/E.1",
            "small/E.2",
            "small/F.6#1",
            "small/F.6#2",
            "other/1.A",
            "other/E.1",
        ]
        assert "6 of 6" in eyes.lines[0] and "All plans" in eyes.lines[0]
        assert "E.1    small" in eyes.part("#actions") and "E.1    other" in eyes.part("#actions")
        assert main(eyes).query_one("#card").border_title == "5 small/E.1"
        await eyes.press("end")
        assert main(eyes).query_one("#card").border_title == "5 other/E.1"
        await eyes.press("r")
        await eyes.type("Late.")
        await eyes.press("enter")
        assert ratings(joined) == {"other/E.1": "red"}
        assert line(eyes) == "jatui --plan all update other/E.1 --rating red --text Late."
        assert said(eyes) == "E.1 of other rated red."


async def test_every_key_that_writes_works_for_the_row_of_its_plan(opened: Opener, joined: Tracker) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("0", "0", "end", "n")
        assert joined.read.updates(joined.read.one_action("other/E.1"))[0]["kind"] == "nothing new"
        for key, text in (("M", "Mar '22"), ("c", "Apr '22")):
            await eyes.press(key)
            await eyes.type(text)
            await eyes.press("enter")
            await eyes.type("Since.")
            await eyes.press("ctrl+s")
            assert len(eyes.app.screen_stack) == 1, eyes.text
        rows = dict(
            joined.read.rows("SELECT plan_id, coalesce(read_as, milestone) FROM action WHERE handle = 'E.1'")
        )
        assert sorted(rows.values()) == ["Apr '22", "Dec '21"]
        await eyes.press("home", "space", "end", "space", "b", "enter")
        assert ratings(joined) == {"small/E.1": "blue", "other/E.1": "blue"}
        assert "small/E.1,other/E.1" in line(eyes)


async def test_numbers_count_by_plan_where_all_are_looked_at(opened: Opener, joined: Tracker) -> None:
    late = Tracker(joined.store, "all", dt.date(2021, 9, 21), "test")
    for name in ("small/E.1", "other/E.1"):
        late.run(Submit(ref=name, text=f"Of {name}.", rating="amber"))
        late.run(Ask(question=f"What of {name}?", ref=name))
    late.plan = None
    async with opened((120, 40), tracker=late) as eyes:
        await eyes.press("0", "0", "end", "A", "enter")
        await eyes.type("Done.")
        await eyes.press("ctrl+s")
        answers = late.read.rows("SELECT p.slug, m.answer FROM minute m JOIN plan p ON p.id = m.plan_id")
        assert dict(answers) == {"small": None, "other": "Done."}
        assert line(eyes) == "jatui --plan other meeting answer 1 Done."
        await eyes.press("t")
        while eyes.app.screen.query_one("#triage-card").border_title != "other/E.1":
            await eyes.press("down")
        await eyes.press("R")
        await eyes.type("Say when.")
        await eyes.press("ctrl+s", "escape")
        states = late.read.rows('SELECT p.slug, u.state FROM "update" u JOIN plan p ON p.id = u.plan_id')
        assert dict(states) == {"small": "submitted", "other": "sent back"}


async def test_themes_stand_below_their_plans_and_narrow_to_their_own(
    opened: Opener, joined: Tracker
) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("0", "0", "1", "down")
        assert main(eyes).view.text == "plan:small" and len(eyes.shown) == 4
        await eyes.press("down")
        assert main(eyes).view.text == "theme:small/E" and named(eyes) == ["small/E.1", "small/E.2"]
        await eyes.press("down", "down", "down")
        assert main(eyes).view.text == "theme:other/1" and named(eyes) == ["other/1.A", "other/E.1"]
        lines = [each.strip("│▌ ") for each in eyes.part("#themes").splitlines()]
        assert [each.split()[0] for each in lines[1:8]] == ["All", "▾", "E", "F", "▾", "1", "2"]
        await eyes.press("0", "2")
        assert main(eyes).view.text == "theme:1" and "theme:other/1 is theme:1 here" in said(eyes)
        await eyes.press("0", "1")
        assert main(eyes).view.text == "" and "theme:1 narrows nothing here" in said(eyes)


async def test_a_filter_goes_over_where_it_means_the_same(opened: Opener, joined: Tracker) -> None:
    replace(joined, plan="all").run(Update(ref="other/E.1,E.2", rating="red"))
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("slash")
        await eyes.type("rating:red theme:E")
        await eyes.press("enter", "2", "0", "2")
        assert main(eyes).view.text == "rating:red" and named(eyes) == ["other/E.1"]
        await eyes.press("0", "0")
        assert main(eyes).view.text == "rating:red" and named(eyes) == ["small/E.2", "other/E.1"]
        await eyes.press("escape", "slash")
        await eyes.type("E.2 rating:red")
        await eyes.press("enter", "0", "2")
        assert main(eyes).view.text == "" and "stays behind" in said(eyes)


async def test_a_ref_of_two_plans_offers_both(opened: Opener, joined: Tracker) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("0", "0", "slash")
        await eyes.type("E.1")
        assert named(eyes) == ["small/E.1", "other/E.1"]
        await eyes.press("enter")
        assert main(eyes).current == "actions"
        await eyes.press("escape", "ctrl+p")
        await eyes.type("E.1")
        assert "small/E.1" in eyes.text and "other/E.1" in eyes.text
        await eyes.press("escape", "slash")
        await eyes.type("other/E.1")
        assert named(eyes) == ["other/E.1"]


async def test_cursor_and_marks_stay_with_their_actions(opened: Opener, joined: Tracker) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("space", "space", "0", "2")
        assert main(eyes).actions.mark_count == 0 and "2 marks wait in other plans." in said(eyes)
        await eyes.press("end", "space", "0", "1")
        assert eyes.handle == "F.6#1" and main(eyes).actions.mark_count == 2
        await eyes.press("0", "0")
        assert main(eyes).actions.mark_count == 3 and eyes.handle == "F.6#1"
        await eyes.press("end", "0", "2")
        assert eyes.handle == "E.1" and main(eyes).actions.mark_count == 1


async def test_a_plan_without_actions_says_what_it_has_instead(opened: Opener, small: Tracker) -> None:
    promise = {"plan": "other", "number": "1.1", "theme": "1", "position": 1, "text": "We will be green"}
    load(small, [*another_plan(), ("commitment", promise)])
    for size in ((120, 40), (80, 24), (40, 20)):
        async with opened(size, tracker=small) as eyes:
            await eyes.press("0", "2")
            told = " ".join(eyes.part("#actions").replace("│", " ").split())
            assert "Other plan: no actions." in told and "shows 1 commitment." in told
            await eyes.press("r")
            assert said(eyes) == "This plan has no actions. 0 changes to another."
            await eyes.press("5")
            card = eyes.part("#card")
            assert "Other plan" in card and "2 themes" in card
            await eyes.press("0", "1")
            assert len(eyes.shown) == 4


async def test_what_is_typed_waits_for_its_own_plan(opened: Opener, joined: Tracker) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("w")
        await eyes.type("Of the small one.")
        await eyes.press("escape", "0", "2", "end", "w")
        assert "Of the small one." not in eyes.text
        await eyes.press("escape", "0", "0", "home", "w")
        assert "Of the small one." in eyes.text


async def test_a_meeting_leaves_the_choice_to_the_plan_and_the_past_has_its_own(
    opened: Opener, joined: Tracker
) -> None:
    async with opened((120, 40), tracker=joined) as eyes:
        await eyes.press("m", "enter", "0")
        assert "The choice of plan is on the plan; m goes back to it." in eyes.text
        await eyes.press("m", "at")
        await eyes.type("revision 2")
        await eyes.press("enter", "0", "2")
        screen = eyes.app.screen
        assert isinstance(screen, MainScreen) and screen.view.scope.slug == "other" and eyes.app.looks_back
        await eyes.press("at")
        assert not eyes.app.looks_back and main(eyes).view.scope.slug == "small"


async def test_other_screens_say_the_plan_of_each_row(opened: Opener, joined: Tracker) -> None:
    replace(joined, plan="all").run(Update(ref="other/E.1", rating="red", text="Late."))
    async with opened((140, 40), tracker=joined) as eyes:
        await eyes.press("0", "0", "O")
        assert "other" in eyes.part("#lead-actions") and "small" in eyes.part("#lead-actions")
        await eyes.press("escape", "t")
        assert "small" in eyes.part("#queue") and "other" in eyes.part("#queue")
        await eyes.press("q", "W", "W")
        await eyes.type("revision 2")
        await eyes.press("enter")
        assert "other" in eyes.part("#listing")


async def test_a_plan_that_another_program_takes_away_is_left_and_told(
    opened: Opener, small: Tracker
) -> None:
    load(small, another_plan(), "import")
    async with opened((120, 40), tracker=small) as eyes:
        await eyes.press("0", "2")
        assert "Other plan" in eyes.lines[0]
        small.run(Undo())
        while "Other plan is gone; this is Small plan." not in eyes.part("#status"):
            await eyes.pilot.pause(0.05)
        await eyes.settle()
        assert len(eyes.shown) == 4 and "Small plan" in eyes.lines[0]
