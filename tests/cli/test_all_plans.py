"""Several plans at once: what two of them call by the same stands with its plan wherever it is shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def both(shipped: Path, tmp_path: Path) -> Shell:
    """A shell on the plan that ships and on another that has refs of it, with an update that waits."""
    shell = Shell(Path(shutil.copy(shipped, tmp_path / "plan.sqlite3")))
    table = tmp_path / "other.csv"
    table.write_text(
        "Ref,Action,Milestone\nE.1,Plant a wood,Dec '21\nT.3,Count the buses,Mar '22\n", encoding="utf-8"
    )
    shell("import", str(table), "--new", "other", "--yes")
    assert shell("--plan", "other", "submit", "E.1", "--text", "Planted.").code == 0
    return shell


@pytest.mark.parametrize(
    "verb", [("list", "theme:E"), ("themes",), ("inbox",), ("queue", "E.1"), ("find", "wood")]
)
def test_each_line_names_its_plan_where_all_are_looked_at(both: Shell, verb: tuple[str, ...]) -> None:
    head, *lines = both("--plan", "all", *verb).out.splitlines()
    other = [line for line in lines if line.startswith("other ")]
    assert other if head.startswith("Plan ") else "Plan        other" in "\n".join(lines)
    assert not both("--plan", "joint-agreement", "themes").out.startswith("Plan")


def test_an_action_and_the_calendar_tell_the_plan(both: Shell) -> None:
    shown = both("--plan", "all", "show", "E.1").out
    assert [line.split()[1] for line in shown.splitlines() if line.startswith("Plan ")] == [
        "joint-agreement",
        "other",
    ]
    assert "joint-agreement/E.1" in both("--plan", "all", "calendar").out
    months = both("--plan", "all", "calendar", "--json").json["months"]
    assert "other/E.1" in {name for month in months for name in month["handles"]}


def test_a_plain_line_is_called_by_its_ref_and_tells_its_plan(both: Shell) -> None:
    said = both("--plan", "all", "list", "E.1", "--plain").out
    assert said.startswith("Action E.1, 1 of 2.\nPlan: joint-agreement.\n") and "Plan: other." in said


def test_what_waits_for_a_look_is_told_with_its_plan_as_json(both: Shell) -> None:
    cards = both("--plan", "all", "queue", "E.1", "--json").json["actions"]
    assert {(each["plan"], each["handle"]) for each in cards} == {
        ("joint-agreement", "E.1"),
        ("other", "E.1"),
    }


def test_what_changed_and_the_work_of_a_lead_tell_the_plan(both: Shell) -> None:
    both("--plan", "other", "update", "E.1", "--rating", "red", "--text", "Late.")
    for form in ("text", "markdown"):
        assert "other/E.1" in both("--plan", "all", "changes", "--since", "1", "--format", form).out
    assert "other/" not in both("--plan", "other", "changes", "--since", "1").out
    assert "joint-agreement/E.1" in both("--plan", "all", "officers", "Sheryl French").out


@pytest.mark.parametrize("verb", ["who", "officers"])
def test_a_name_that_is_nobody_is_told_on_one_short_line(both: Shell, verb: str) -> None:
    said = both(verb, "x\n\x1b[31m" + "x" * 100_000)
    assert said.code == 1 and said.err.startswith(("Nobody is named", "There is no lead"))
    assert len(said.err) < 400 and "\x1b" not in said.err and said.err.count("\n") == 1
