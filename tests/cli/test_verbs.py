from __future__ import annotations

import json
from pathlib import Path

import pytest

from jatui.store import Store
from tests.cli.conftest import Shell

ACTION = (
    "handle", "ref", "plan", "theme", "text", "committees", "leads", "milestone", "status", "rating", "schedule", "updates"
)  # fmt: skip
SHOWN = (*ACTION, "read_as", "stages", "moves", "committee_ratings", "minutes", "commitments")
MILESTONE = (
    "text", "kind", "start", "end", "due", "precision", "readable", "ambiguous", "recurrence", "unread", "warnings",
    "suggestion",
)  # fmt: skip


def records(shell: Shell) -> list[tuple[str, dict[str, object]]]:
    with Store.open(shell.database) as store:
        return list(store.read.records())


def test_an_action_has_the_keys_of_the_house_in_their_order(shell: Shell) -> None:
    action = shell("show", "E.1", "--json").json
    assert tuple(action) == SHOWN
    assert tuple(action["milestone"]) == MILESTONE
    assert action["theme"] == {"code": "E", "name": "Environment, sustainability, and the climate emergency"}
    assert action["leads"][0] == {"name": "Sheryl French", "kind": "officer"}
    assert (action["status"], action["rating"], action["schedule"]) == ("not started", None, "later")


def test_a_list_is_an_array_of_the_same_without_updates(shell: Shell) -> None:
    found = shell("list", "--json").json
    assert len(found) == 60
    assert all(tuple(action) == ACTION[:-1] for action in found)
    assert [action["handle"] for action in found if action["ref"] == "F.6"] == ["F.6#1", "F.6#2"]


def test_a_ref_is_typed_as_it_comes(shell: Shell) -> None:
    for typed in ("E.1", "e.1", "E1", "e1"):
        assert shell("show", typed, "--json").json["handle"] == "E.1"
    assert [action["handle"] for action in shell("show", "f6", "--json").json] == ["F.6#1", "F.6#2"]
    assert shell("show", "F.6#2", "--json").json["handle"] == "F.6#2"


def test_two_minuses_may_be_the_value_of_an_option(shell: Shell) -> None:
    said = shell("list", "--view", "--", "theme:E", "--json")
    assert said.code == 1 and said.err.startswith("There is no view '--'")


def test_what_cannot_be_read_is_said_and_not_guessed(shell: Shell) -> None:
    milestone = shell("show", "G.2", "--json").json["milestone"]
    assert (milestone["due"], milestone["unread"], milestone["suggestion"]) == (None, ["Ep '21"], "Sep '21")
    text = shell("show", "G.2").out
    assert "Not read" in text and "Sep '21 (not applied)" in text


def test_a_filter_narrows_every_verb_that_takes_one(shell: Shell) -> None:
    in_december = {action["handle"] for action in shell("list", "due:2021-12", "--json").json}
    assert in_december and {"E.1", "E.3"} <= in_december
    calendar = shell("calendar", "due:2021-12", "--json").json
    assert [month["month"] for month in calendar["months"]] == ["2021-12"]
    assert set(calendar["months"][0]["handles"]) == in_december
    counted = shell("themes", "due:2021-12", "--json").json
    assert sum(theme["actions"] for theme in counted) == len(in_december) and len(counted) == 7


def test_a_term_may_be_turned_round(shell: Shell) -> None:
    rest = shell("list", "-theme:E", "--json").json
    assert len(rest) == 54 and all(action["theme"]["code"] != "E" for action in rest)
    assert len(shell("list", "-health", "--json").json) < 60
    assert shell("list", "theme:E", "--jsn").code == 2


def test_a_ref_is_no_beginning_of_another(shell: Shell) -> None:
    assert [action["ref"] for action in shell("list", "T.1", "--json").json] == ["T.1"]
    assert [action["ref"] for action in shell("find", "T.1", "--json").json] == ["T.1"]


def test_a_quoted_name_survives_the_shell(shell: Shell) -> None:
    assert len(shell("list", "lead:Tom Kelly", "--json").json) == 6


def test_find_takes_words_as_they_stand(shell: Shell) -> None:
    assert shell("find", "woodland", "--json").json[0]["handle"] == "E.3"
    assert shell("find", "rating:purple").code == 2
    assert shell("find", "-tree", "--json").json == shell("list", "-tree", "--json").json
    said = shell("find", "zyzzyva")
    assert (said.code, said.out) == (1, "") and "zyzzyva" in said.err


def test_an_empty_list_is_no_failure(shell: Shell) -> None:
    said = shell("list", "rating:red", "--json")
    assert (said.code, said.json) == (0, [])
    assert "0 actions of 60" in shell("list", "rating:red").err


def test_leads_and_themes_are_counted(shell: Shell) -> None:
    leads = shell("officers", "--json").json
    assert sum(lead["name"] != "no lead" for lead in leads) == 30 and leads[0]["name"] == "Amanda Askham"
    assert [lead["name"] for lead in shell("officers", "kelly", "--json").json] == ["Tom Kelly"]
    assert [theme["code"] for theme in shell("themes", "--json").json] == ["E", "C", "H", "CE", "T", "F", "G"]


def test_the_calendar_shows_meetings_and_what_has_no_date(shell: Shell) -> None:
    text = shell("calendar").out
    assert "September 2021: " in text and "◇ S&R meets 21 Sep 2021" in text and "\nNo date: " in text
    found = shell("calendar", "--json").json
    assert sum(month["actions"] for month in found["months"]) == 60 and found["months"][-1]["month"] is None


def test_an_update_is_undone_and_redone_across_programs(shell: Shell) -> None:
    before = records(shell)
    said = shell("update", "E.1", "--rating", "a", "--text", "Draft sent.", "--status", "in progress")
    assert (said.code, said.out) == (0, "") and "E.1 rated amber" in said.err and "jatui undo" in said.err
    after = records(shell)
    shown = shell("show", "E.1", "--json").json
    assert (shown["rating"], shown["status"]) == ("amber", "in progress")
    assert any(update["text"] == "Draft sent." for update in shown["updates"])
    assert shell("undo").code == 0 and records(shell) == before
    assert shell("redo").code == 0 and records(shell) == after
    assert shell("check").code == 0


def test_history_says_who_did_what(shell: Shell) -> None:
    shell("update", "E.1", "--rating", "red", "--json")
    shell("update", "F.6#2", "--nothing-new")
    found = shell("history", "--json").json
    assert [each["command"] for each in found] == ["update", "update", "init"]
    assert {"revision", "at", "actor", "command", "reason"} <= set(found[0])
    assert shell("history", "F.6", "--json").json[0] == found[0]
    assert len(shell("history", "--limit", "1", "--json").json) == 1
    assert "E.1 rated red" in shell("history", "E.1").out


def test_what_was_done_is_json_where_asked_for(shell: Shell) -> None:
    said = shell("update", "E.1", "--rating", "red", "--text", "Staff left.", "--json")
    assert said.json == {"revision": 2, "done": "E.1 rated red", "warnings": []} and said.err == ""


def test_what_is_odd_is_recorded_all_the_same_and_told(shell: Shell) -> None:
    said = shell("update", "E.1", "--rating", "red")
    assert said.code == 0 and said.out == ""
    assert said.err.splitlines()[0] == "warning: E.1: It is rated red without a text: say in a few words why."
    both = shell("update", "E.1,E.2", "--rating", "red", "--text", "Ongoing", "--json")
    (warning,) = both.json["warnings"]
    assert warning.startswith("2 actions (E.1, E.2): ") and "next step" in warning and both.err == ""
    odd = [each["overruled"] for each in shell("show", "E.1", "--json").json["updates"]]
    assert odd[-2:] == [["ongoing"], ["no text"]]
    assert "recorded although: no text" in shell("show", "E.1").out


def test_an_export_restored_elsewhere_exports_the_same_bytes(shell: Shell, tmp_path: Path) -> None:
    shell("update", "E.1", "--rating", "green", "--text", "On course")
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    written = shell("snapshot", "export", str(first), "--json").json
    assert list(written) == ["file", "intact", "sha256", "revision", "public", "counts"]
    other = Shell(tmp_path / "other.sqlite3")
    assert other("snapshot", "restore", str(first)).code == 0
    assert other("snapshot", "export", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()
    (verdict,) = shell("snapshot", "verify", str(second), "--json").json
    assert (
        verdict == {**written, "file": str(second), "kind": "snapshot"} and verdict["counts"]["action"] == 60
    )
    assert shell("snapshot", "verify", str(first), "--expect", verdict["sha256"]).code == 0
    assert shell("snapshot", "verify", str(first), "--expect", "0" * 64).code == 1


def test_an_export_replaces_nothing_unless_told(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "plan.toml"
    target.write_text("mine")
    assert shell("snapshot", "export", str(target)).code == 1 and target.read_text() == "mine"
    assert shell("snapshot", "export", str(shell.database), "--force").code == 1
    assert shell("snapshot", "export", str(target), "--force").code == 0 and "E.1" in target.read_text()


def test_several_files_are_verified_in_one_go(shell: Shell, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    shell("snapshot", "export", str(good))
    data = bytearray(good.read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    said = shell("snapshot", "verify", str(good), str(bad))
    assert said.code == 1 and "good.toml is intact" in said.out and "bad.toml" in said.err
    assert said.err.endswith("1 of 2 files did not verify.\n")


def test_milestones_are_read_from_a_word_and_from_lines(shell: Shell) -> None:
    (line,) = shell("milestone", "read", "Dec '21", "--json").out.splitlines()
    assert tuple(json.loads(line)) == MILESTONE and json.loads(line)["due"] == "2021-12-31"
    several = shell("milestone", "read", "--json", stdin="Dec '21\nMar '22\r\n\n").out.splitlines()
    assert [json.loads(each)["text"] for each in several] == ["Dec '21", "Mar '22", ""]
    assert "no due day" in shell("milestone", "read", "when funds allow").out


def test_check_tells_what_wants_an_eye(shell: Shell) -> None:
    said = shell("check", "--json")
    assert said.code == 0 and said.json["whole"]
    about = {finding["about"] for finding in said.json["findings"]}
    assert {"joint-agreement F.6", "G.2"} <= about


def test_a_database_can_be_begun_empty(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "new" / "plan.sqlite3")
    assert shell("init", "--empty", "--json").json["database"] == str(shell.database)
    assert (shell.database.stat().st_mode & 0o777, shell.database.parent.stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )
    assert shell("list", "--json").json == [] and shell("themes", "--json").json == []


@pytest.mark.parametrize(
    "verb",
    ["", "show", "list", "find", "themes", "officers", "calendar", "update", "undo", "redo", "history", "init",
     "snapshot", "snapshot export", "snapshot verify", "snapshot restore", "check", "milestone", "milestone read"],
)  # fmt: skip
def test_every_verb_explains_itself(shell: Shell, verb: str) -> None:
    said = shell(*verb.split(), "--help")
    assert said.code == 0 and said.err == "" and said.out.startswith(f"Usage: jatui {verb}".rstrip())
    assert max(map(len, said.out.splitlines())) <= 100


def test_the_help_lists_every_verb_under_a_heading(shell: Shell) -> None:
    text = shell("--help").out
    for heading in ("Look:", "Record:", "Keep:", "Examples:"):
        assert heading in text
    assert "130 interrupted" in text
