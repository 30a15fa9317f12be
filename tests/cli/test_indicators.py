"""The scorecard in the terminal: the papers' own counts, and in words what cannot be told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(scope="module")
def every_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all the plans that ship; to be copied, not written."""
    path = tmp_path_factory.mktemp("every") / "plan.sqlite3"
    assert Shell(path)("init").code == 0
    return path


@pytest.fixture
def plans(every_plan: Path, tmp_path: Path) -> Shell:
    """A shell on all the plans, on the day of the report of 2010."""
    return Shell(Path(shutil.copy(every_plan, tmp_path / "plan.sqlite3")), "2010-07-05")


def test_the_report_of_2010_has_29_indicators_of_which_11_are_rated(plans: Shell) -> None:
    found = plans("--plan", "all", "indicators", "--json").json
    rated = [each["rating"] for each in found if each["rating"]]
    assert (len(found), rated.count("red"), rated.count("amber"), rated.count("green")) == (29, 4, 6, 1)
    assert len({each["number"] for each in found}) == 29
    said = plans("--plan", "all", "indicators")
    assert "29 indicators: 4 red, 6 amber, 1 green, 18 not rated." in said.err
    assert len(plans("--plan", "all", "indicators", "--rated", "--json").json) == 11
    assert len(plans("--plan", "all", "indicators", "--unrated", "--json").json) == 18


def test_no_data_is_no_miss_and_a_level_is_no_percentage(plans: Shell) -> None:
    found = {each["number"]: each for each in plans("--plan", "all", "indicators", "--json").json}
    emissions, adapting, biodiversity = (found[f"NI {number}"] for number in (186, 188, 197))
    assert (emissions["polarity"], emissions["latest"]["kind"], emissions["latest"]["value"]) == (
        "lower",
        "no data",
        "No data",
    )
    assert emissions["proposed"] == {"rating": None, "outcome": None, "words": "no data, which is no miss"}
    assert (adapting["latest"]["kind"], adapting["latest"]["read"], adapting["target"]) == (
        "level",
        "1",
        "level 1",
    )
    assert (adapting["rating"], adapting["proposed"]["outcome"]) == (None, "met")
    assert (biodiversity["latest"]["value"], biodiversity["target"], biodiversity["rating"]) == (
        "47%",
        "45%",
        None,
    )
    assert found["NI 21"]["target"] == "26.3%" and found["NI 21"]["latest"] is None
    assert found["NI 145"]["outcome"] == "missed" and found["NI 145"]["rating"] is None


def test_what_cannot_be_told_is_said_in_words(plans: Shell) -> None:
    told = plans("--plan", "all", "indicator", "show", "NI08").out
    assert "Age          no data; last reported on 5 Jul 2010" in told and "■ R red" in told
    told = plans("--plan", "partnerships-2010", "indicator", "show", "ni186").out
    for line in (
        "Better is    lower",
        "Target       7.33% ↓ on 2005",
        "Rating       · – not rated",
        "Proposed     · – no data, which is no miss",
        "Value        No data",
        "Last two     cannot be told: no value",
    ):
        assert line in told
    told = plans("--plan", "partnerships-2010", "indicator", "show", "NI 197").out
    assert "whether that is better cannot be told without a polarity" in told
    assert "data of 31 Mar 2010, 96 days old, reported 5 Jul 2010" in told


def test_a_plan_without_indicators_says_where_there_are_some(plans: Shell) -> None:
    said = plans("indicators")
    assert said.out == "" and "`jatui --plan all indicators` shows those of every plan." in said.err
    assert plans("indicators", "--json").json == []
    said = plans("indicator", "show", "NI 197")
    assert (
        said.code == 1
        and "partnerships-2010 has it. Give --plan partnerships-2010 before the verb." in said.err
    )


def test_a_set_that_holds_too_few_says_so(plans: Shell) -> None:
    said = plans("--plan", "all", "indicator", "sets")
    assert "Strategic 1 holds 0 indicators and must hold 15 to 25, so 15 more" in said.out
    (kept,) = plans("--plan", "all", "indicator", "sets", "--json").json
    assert (kept["state"], kept["members"], kept["least"], kept["most"]) == ("proposed", [], 15, 25)
    said = plans("--plan", "strategic-framework", "indicator", "set", "approve", "Strategic")
    assert said.code == 1 and "It stays proposed; nothing was changed." in said.err
    said = plans("--plan", "all", "indicators", "--set", "strategic")
    assert said.code == 0 and "so 15 more." in said.err and "0 indicators" in said.err


def measure(shell: Shell) -> None:
    """Record an indicator with the values of four years, and one of the same number in another plan."""
    lines = (
        ("indicator", "add", "NI 197", "Local biodiversity", "--unit", "%", "--polarity", "higher", "--target", "45%",
         "--tolerance", "3", "--frequency", "yearly", "--scale", "strategic"),
        ("indicator", "measure", "NI197", "38%", "--period", "2006/07", "--rating", "red"),
        ("indicator", "measure", "NI197", "40%", "--period", "2007/08"),
        ("indicator", "measure", "NI197", "No data", "--period", "2008/09"),
        ("indicator", "measure", "NI197", "43%", "--period", "2009/10"),
    )  # fmt: skip
    for words in lines:
        assert shell(*words).code == 0


def test_equal_numbers_of_two_plans_are_two(plans: Shell) -> None:
    measure(plans)
    found = plans("--plan", "all", "indicator", "show", "NI 197", "--json").json
    assert [(each["plan"], each["latest"]["value"]) for each in found] == [
        ("joint-agreement", "43%"),
        ("partnerships-2010", "47%"),
    ]
    table = plans("--plan", "all", "indicators").out
    assert table.startswith("Plan") and table.count("NI 197") == 2
    told = plans("--plan", "all", "indicator", "show", "NI 197").out
    assert "(joint-agreement)" in told and "(partnerships-2010)" in told
    said = plans("--plan", "all", "indicator", "measure", "NI 197", "50%")
    assert said.code == 1 and "Choose one with --plan; nothing was changed." in said.err


def test_one_whole_tells_what_follows_from_its_values(plans: Shell) -> None:
    measure(plans)
    told = plans("indicator", "show", "NI 197").out
    for line in (
        "Rating       ■ R red, judged for 2006/07; the newer value is not rated",
        "Proposed     ▲ A misses the target 45% by 2 points, within the tolerance 3",
        "Last two     up 3 points, better",
        "Last four    up 5 points over 3 values, better",
        "Forecast     45% by 31 Mar 2011, which meets the target 45% (by the median slope of 3 values)",
        "Shape        ▁▃·█ from 38% to 43%, the oldest first",
    ):
        assert line in told, told
    found = plans("indicators", "--json").json[0]
    assert [each["value"] for each in found["measurements"]] == ["38%", "40%", "No data", "43%"]
    assert found["proposed"]["rating"] == "amber" and found["rating"] == "red"


def test_the_table_tells_each_in_a_word_and_plain_in_sentences(plans: Shell) -> None:
    measure(plans)
    (row,) = plans("indicators").out.splitlines()[1:]
    told = "NI 197 ■ R 2006/07 43% 2009/10 45% ▲ A, missed up, better up, better 96 days Local biodiversity"
    assert " ".join(row.split()) == told
    told = plans("indicators", "--plain").out
    assert (
        "Rating: red 2006/07." in told and "Proposed: amber, missed." in told and "Short: up, better." in told
    )


def test_what_stands_beside_a_figure_is_told(plans: Shell) -> None:
    measure(plans)
    assert plans("indicator", "measure", "NI 197", "48% ↑ (provisional)", "--period", "2010/11").code == 0
    latest = plans("indicator", "show", "NI 197", "--json").json["latest"]
    assert (latest["read"], latest["arrow"], latest["notes"]) == ("48", "up", ["provisional"])


def test_a_value_that_begins_with_a_minus_is_a_value(plans: Shell) -> None:
    measure(plans)
    assert (
        plans("indicator", "measure", "NI 197", "-3.5", "--period", "2010/11", "--date", "2010-07-05").code
        == 0
    )
    assert plans("indicator", "measure", "NI 197", "-").code == 0
    found = plans("indicator", "show", "NI 197", "--json").json["measurements"]
    assert {"-": "no data", "-3.5": "number"}.items() <= {
        each["value"]: each["kind"] for each in found
    }.items()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("indicators", "--scale", "national"), 2, "--scale: 'national' is no scale"),
        (("indicators", "--set", "None such"), 1, "There is no set 'None such'"),
        (("indicator", "show", "\x1b[31m"), 1, "There is no indicator"),
        (("indicator", "measure", "NI 197", "--rating", "red", "--data-date", "soon"), 2, "soon"),
        (("indicator", "correct", "NI 197", "x"), 2, "'x' is not a valid integer"),
        (("indicator", "read", "nowhere.csv"), 1, "There is no file nowhere.csv"),
    ],
)
def test_what_is_not_understood_is_said(plans: Shell, words: tuple[str, ...], code: int, said: str) -> None:
    found = plans("--plan", "partnerships-2010", *words)
    assert found.code == code and said in found.err and "\x1b" not in found.err and found.out == ""


def test_what_came_in_cannot_steer_a_terminal(plans: Shell) -> None:
    assert (
        plans(
            "indicator", "add", "NI 1", "\x1b[31mRed \u202e", "--note", "\x1b]0;x\x07", "--target", "\x1b[1m"
        ).code
        == 0
    )
    assert (
        plans("indicator", "measure", "NI 1", "4\x1b[2J", "--text", "a\x1b[2Jb\nc", "--by", "\x07").code == 0
    )
    for words in (
        ("indicators",),
        ("indicator", "show", "NI 1"),
        ("indicators", "--json"),
        ("indicators", "--plain"),
    ):
        told = plans(*words)
        assert told.code == 0 and not {"\x1b", "\x07", "\u202e"} & set(told.out + told.err), words


def test_the_past_tells_how_it_stood(plans: Shell) -> None:
    measure(plans)
    said = plans("--as-at", "3", "indicator", "show", "NI 197", "--json")
    assert said.code == 0 and [each["value"] for each in said.json["measurements"]] == ["38%"]
