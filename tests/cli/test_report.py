from __future__ import annotations

from pathlib import Path

from jatui.domain.sheets import read_sheets
from tests.cli.conftest import Shell


def test_the_sheets_of_the_shipped_plan_are_printed(shell: Shell) -> None:
    said = shell("report", "officers", "--for", "next")
    assert said.code == 0 and said.err.startswith("30 leads to ask.\n29 leads have no address: ")
    reply = read_sheets(said.out)
    assert reply.answers == [] and reply.asked == reply.untouched > 60
    again = shell("report", "officers", "--for", "S&R 2021-09-21")
    assert again == said


def test_one_lead_alone_can_be_asked(shell: Shell) -> None:
    said = shell("report", "officers", "--for", "21 September 2021", "--lead", "askham", "--json").json
    (sheet,) = said["sheets"]
    assert (sheet["lead"], sheet["address"]) == ("Amanda Askham", "Amanda.askham@cambridgeshire.gov.uk")
    assert (
        len(sheet["actions"]) == 10
        and "[jatui: action E.2 of joint-agreement for 2021-09-21" in sheet["text"]
    )
    assert said["without_address"] == said["without_lead"] == sheet["files"] == []
    assert said["meeting"] == {"committee": "S&R", "day": "2021-09-21", "deadline": "2021-09-13"}


def test_files_and_drafts_are_written(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "requests"
    said = shell("report", "officers", "--for", "next", "--to", str(folder), "--eml", "--json")
    found = said.json
    assert said.err == "" and len(found["sheets"]) == 30 and len(list(folder.iterdir())) == 60
    files = [Path(name) for sheet in found["sheets"] for name in sheet["files"]]
    assert sorted(files) == sorted(folder.iterdir())
    assert all(Path(sheet["files"][0]).read_text("utf-8") == sheet["text"] for sheet in found["sheets"])
    again = shell("report", "officers", "--for", "next", "--to", str(folder))
    assert again.code == 1 and "already there" in again.err


def test_a_sheet_that_is_filled_in_and_sent_back_waits_for_triage(shell: Shell, tmp_path: Path) -> None:
    text = shell("report", "officers", "--for", "next", "--lead", "Sheryl").out
    reply = tmp_path / "reply.txt"
    filled = text.replace("E.1 what has been done since:", "E.1 what has been done since: Draft sent.")
    reply.write_text("".join(f"> {line}\n" for line in filled.splitlines()), "utf-8")
    assert shell("returns", "read", str(reply), "--yes").code == 0
    (update,) = [each for each in shell("inbox", "--json").json if each["text"] == "Draft sent."]
    assert update["handle"] == "E.1" and update["by"] == "Sheryl French"
    other = tmp_path / "other.txt"
    other.write_text(text, "utf-8")
    assert shell("returns", "read", str(other), "--yes").code == 1


def test_the_group_names_what_there_is(shell: Shell) -> None:
    said = shell("report", "--help")
    assert said.code == 0 and "officers" in said.out and "progress" not in said.out
    assert shell("report", "officers").code == 2
