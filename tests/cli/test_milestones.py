from __future__ import annotations

import json
from pathlib import Path

import pytest

from jatui.store import Store
from tests.cli.conftest import Shell


def records(shell: Shell) -> list[tuple[str, dict[str, object]]]:
    with Store.open(shell.database) as store:
        return list(store.read.records())


def test_a_move_is_told_shown_and_taken_back(shell: Shell) -> None:
    before = records(shell)
    moved = shell("milestone", "move", "E.1", "Jan '22", "--reason", "The consultation runs on.")
    assert (moved.code, moved.out) == (0, "")
    assert "E.1 moved from Dec '21 to Jan '22: by 31 Jan 2022, slips 1 month, first slip." in moved.err
    again = shell(
        *(
            "milestone",
            "move",
            "E.1",
            "Mar '22",
            "--reason",
            "Staff.",
            "--meeting",
            "S&R 2021-09-21",
            "--json",
        ),
    )
    assert again.json["done"].endswith("slips 2 months, second slip, 3 months in all against the original")
    shown = shell("show", "e1", "--json").json
    assert (shown["milestone"]["text"], shown["milestone"]["due"]) == ("Mar '22", "2022-03-31")
    assert shown["moves"][1] == {
        "number": 1, "day": "2021-09-12", "former": "Dec '21", "former_due": "2021-12-31", "wording": "Jan '22",
        "due": "2022-01-31", "reason": "The consultation runs on.", "meeting": None, "months": 1, "total_months": 1,
        "slip": "slips 1 month, first slip",
    }  # fmt: skip
    text = shell("show", "E.1").out
    assert "milestone moved, approved by S&R 21 Sep 2021: slips 2 months, second slip" in text
    assert "from Dec '21 to Jan '22" in text and "The consultation runs on." in text
    (latest, *_) = shell("history", "E.1", "--json").json
    assert (latest["command"], latest["reason"]) == ("milestone move", "Staff.")
    assert shell("undo").code == shell("undo").code == 0 and records(shell) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("E.1", "whenever", "--reason", "x"), 1, "Say --undated"),
        (("E.1", "31 June 2022", "--reason", "x"), 1, "no day 31"),
        (("E.1", "", "--reason", "x"), 1, "--undated"),
        (("E.1", "Jan '22", "--reason", " "), 1, "reason is needed"),
        (("E.1", "Jan '22"), 2, "--reason"),
        (("E.1",), 2, "WORDING"),
        (("F.6", "Jan '22", "--reason", "x"), 1, "F.6#1 and F.6#2"),
        (("E.1,F.6", "Jan '22", "--reason", "x"), 1, "F.6#1 and F.6#2"),
        (("X.1", "Jan '22", "--reason", "x"), 1, "no action"),
        (("E.1", "Dec '21", "--reason", "x"), 1, "already"),
        (("E.1", "Jan '22", "--reason", "x", "--meeting", "S&R 2021-09-22"), 1, "near it"),
        (("E.1", "Jan '22", "--reason", "x", "--date", "31 June 2021"), 2, "not read as a day"),
    ],
    ids=str,
)
def test_a_move_that_cannot_be_made_changes_nothing(
    shell: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    before = records(shell)
    done = shell("milestone", "move", *words)
    assert (done.code, done.out) == (code, "") and said in done.err and "Traceback" not in done.err
    assert records(shell) == before


def test_an_undated_move_is_made_when_it_is_wished(shell: Shell) -> None:
    assert shell("milestone", "move", "E.1", "once funded", "--reason", "x", "--undated").code == 0
    shown = shell("show", "E.1", "--json").json
    assert shown["milestone"]["due"] is None and shown["schedule"] in ("no date", "waiting")


def test_nothing_in_a_new_wording_or_reason_steers_the_terminal(shell: Shell) -> None:
    hostile = "\x1b[2J\x07Jan '22\r\n\u202e"
    said = shell("milestone", "move", "E.1", hostile, "--reason", f"x{hostile}", "--undated")
    assert said.code == 0
    shown = shell("show", "E.1")
    for text in (said.err, shown.out, shell("history", "E.1").out, shell("list", "E.1").out):
        assert not {"\x1b", "\x07", "\r", "\u202e"} & set(text)
    assert shell("show", "E.1", "--json").json["milestone"]["text"] == hostile


def test_stages_are_met_and_an_overdue_one_shows(shell: Shell) -> None:
    shell.today = "2021-10-05"
    stages = shell("show", "F.3", "--json").json["stages"]
    assert [(each["due"], each["met"], each["state"]) for each in stages] == [
        ("2021-09-30", None, "overdue"),
        ("2021-12-31", None, "next"),
    ]
    shown = shell("show", "F.3")
    assert "Stages      by 30 Sep 2021  overdue" in shown.out and shown.out.count("next\n") == 1
    assert "F.3" not in [each["handle"] for each in shell("list", "is:overdue", "--json").json]
    said = shell("milestone", "met", "F.3", "--date", "28 September 2021")
    assert said.code == 0 and "met on 28 Sep 2021; next due by 31 Dec 2021" in said.err
    assert "by 30 Sep 2021  met 28 Sep 2021" in shell("show", "F.3").out
    assert shell("milestone", "met", "F.3", "--stage", "2021-09-30").code == 1
    assert shell("milestone", "met", "H.5").code == 1


def test_the_deadline_of_the_next_meeting_is_told(shell: Shell) -> None:
    assert "later (next meeting S&R 21 Sep 2021, papers close 13 Sep 2021)" in shell("show", "E.1").out
    shell("milestone", "move", "E.1", "21 September 2021", "--reason", "x")
    told = shell("show", "E.1").out
    assert "due before next meeting (next meeting S&R 21 Sep 2021, papers close 13 Sep 2021, before" in told
    shell.today = "2021-09-14"
    assert "papers closed 13 Sep 2021" in shell("show", "E.1").out
    assert shell("show", "E.1", "--json").json["schedule"] == "due before next meeting"


def test_a_doubtful_reading_is_settled(shell: Shell) -> None:
    assert shell("milestone", "accept", "G.2").code == 0
    shown = shell("show", "G.2", "--json").json
    assert (shown["milestone"]["text"], shown["read_as"]) == ("Jul '21 & Ep '21", "Jul '21 & Sep '21")
    assert shown["milestone"]["due"] == "2021-09-30" and shown["milestone"]["suggestion"] is None
    assert "Read as     Jul '21 & Sep '21" in shell("show", "G.2").out
    assert shell("milestone", "accept", "G.2").code == 1
    assert shell("milestone", "correct", "G.2", "Oct '21", "--reason", "Asked.").code == 0
    assert shell("milestone", "leave", "G.2", "--reason", "Ask again.").code == 0
    assert shell("show", "G.2", "--json").json["milestone"]["due"] is None
    found = [each for each in shell("check", "--json").json["findings"] if each["about"] == "G.2"]
    assert [each["grade"] for each in found] == ["left"]
    assert shell("check").code == 0


def test_what_was_done_to_milestones_survives_the_archive(shell: Shell, tmp_path: Path) -> None:
    shell("milestone", "move", "E.1", "Jan '22", "--reason", "x", "--meeting", "S&R 2021-09-21")
    shell("milestone", "met", "F.3")
    shell("milestone", "accept", "G.2")
    shell("meeting", "cancel", "S&R", "2022-01-27", "--reason", "x")
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    assert shell("snapshot", "export", str(first)).code == 0
    other = Shell(tmp_path / "other.sqlite3")
    assert other("snapshot", "restore", str(first)).code == 0
    assert other("snapshot", "export", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()
    for ref in ("E.1", "F.3", "G.2"):
        assert json.loads(other("show", ref, "--json").out) == shell("show", ref, "--json").json
