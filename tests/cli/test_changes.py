"""`jatui changes` and `jatui history --changes`: every format, every moment, and nothing that acts on who reads it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def lived(shell: Shell) -> Shell:
    """Revision 2 before the meeting of 21 September, 3 to 5 after it; today is 30 September."""
    shell("update", "E.1", "--rating", "amber", "--text", "Drafting has begun.")
    shell.today = "2021-09-30"
    shell("update", "E.1", "--rating", "red", "--text", "=HYPERLINK(1)\x1b[31m *late* | <b>")
    shell("milestone", "move", "E.3", "Mar '22", "--reason", "The surveys run on.")
    shell("update", "C.1", "--status", "complete")
    return shell


def test_text_since_the_last_meeting(lived: Shell) -> None:
    said = lived("changes")
    assert said.code == 0
    assert said.out.startswith("Completed (1)\n  C.1")
    assert "Newly red (1)\n  E.1  Rated red, amber before.\n" in said.out
    assert '\n  E.3  Slips 3 months: "Dec \'21" became "Mar \'22".\n' in said.out
    assert "\x1b" not in said.out and "since 21 Sep 2021, before the meeting of S&R (revision 2)" in said.err
    assert "1 completed, 1 newly red, 1 slipped" in said.err


def test_markdown_shows_what_is_written(lived: Shell) -> None:
    said = lived("changes", "--format", "markdown", "--by", "committee", "theme:E")
    assert said.out.startswith("# Joint Agreement Action Plan: what changed since 21 Sep 2021")
    assert "## E&GI (" in said.out
    assert r"\*late\* \| \<b\>" in said.out and "\x1b" not in said.out


def test_no_cell_of_the_csv_is_a_formula(lived: Shell) -> None:
    said = lived("changes", "--format", "csv", "--by", "lead")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["Lead"] for row in rows if row["Ref"] == "E.1"} == {"Sheryl French", "Quinton Carroll"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert any(row["After"].startswith("'=HYPERLINK") for row in rows)


def test_json_is_the_same_both_ways(lived: Shell) -> None:
    said = lived("changes", "--json", "theme:E")
    found = json.loads(said.out)
    assert said.out == lived("changes", "--format", "json", "theme:E").out
    assert found["since"]["revision"] == 2 and found["until"]["revision"] == 5
    assert found["counts"] == {"newly red": 1, "slipped": 1, "updated": 1, "no update given": 5}
    red = found["changes"][0]
    assert (red["kind"], red["handle"], red["before"], red["after"]) == ("newly red", "E.1", "amber", "red")
    assert red["committees"] == ["E&GI"] and red["plan"] == "joint-agreement"


@pytest.mark.parametrize("option", ["--until", "--as-at"])
def test_until_an_earlier_moment_is_the_same_as_looking_back(lived: Shell, option: str) -> None:
    words = ("changes", "--since", "revision 2", "--json")
    said = lived("--as-at", "3", *words) if option == "--as-at" else lived(*words, "--until", "3")
    found = json.loads(said.out)
    assert found["until"]["revision"] == 3
    assert set(found["counts"]) == {"newly red", "updated", "no update given"}


def test_before_the_history_it_is_said_from_when_it_is_known(lived: Shell) -> None:
    said = lived("changes", "--since", "2020-01-01")
    assert said.code == 1
    assert (
        "Nothing was kept yet as at 1 Jan 2020; the history goes from 12 Sep 2021 to 30 Sep 2021" in said.err
    )
    lived.today = "2021-09-12"
    assert "Name another moment with --since" in lived("changes").err
    assert lived("changes", "--until", "when pigs fly").err.startswith("--until: ")


def test_history_tells_each_field(lived: Shell) -> None:
    said = lived("history", "E.3", "--changes")
    assert (
        "  E.3: changed\n    milestone: Dec '21 -> Mar '22\n    due: 31 Dec 2021 -> 31 Mar 2022\n" in said.out
    )
    assert "  Why: The surveys run on.\n" in said.out and "milestone_kind" not in said.out
    found = json.loads(lived("history", "E.3", "--changes", "--json", "--limit", "1").out)
    assert found[0].keys() >= {"revision", "at", "actor", "command", "reason", "changes"}
    assert found[0]["changes"][0]["fields"][0] == {
        "field": "milestone",
        "before": "Dec '21",
        "after": "Mar '22",
    }
