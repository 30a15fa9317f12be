from __future__ import annotations

from pathlib import Path

import docx
import pytest

from jatui.domain.sheets import read_sheets
from tests.cli.conftest import Shell
from tests.papers.pages import read_page


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
    assert said.code == 0 and "officers" in said.out and "progress" in said.out
    assert shell("report", "officers").code == 2


def test_the_progress_report_is_printed_or_written_and_is_the_same_each_time(
    shell: Shell, tmp_path: Path
) -> None:
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    shell("submit", "E.2", "--text", "Not to be told.")
    said = shell("report", "progress")
    assert said.code == 0 and said.err == ""
    assert said.out.startswith("# Progress report: Joint Agreement Action Plan\n\n- Committee: Strategy and")
    assert "- Meeting: Tuesday 21 September 2021; papers close on Monday 13 September 2021\n" in said.out
    assert "Not to be told" not in said.out and "@" not in said.out
    assert shell("report", "progress", "--meeting", "next") == said
    assert shell("report", "progress", "--meeting", "S&R 2021-09-21", "--committee", "s&r") == said
    file = tmp_path / "report.md"
    written = shell("report", "progress", "--to", str(file))
    assert written.out == "" and written.err == f"Wrote {file}.\n" and file.read_text("utf-8") == said.out
    again = shell("report", "progress", "--to", str(file))
    assert again.code == 1 and "already there" in again.err
    found = shell("report", "progress", "--to", str(file), "--force", "--json").json
    assert found["file"] == str(file) and file.read_text("utf-8") == said.out
    (worse,) = (each for each in found["sections"] if each["heading"] == "Newly red or worse (1)")
    assert worse["tables"][0]["rows"][0]["What changed"] == "Rated red, not rated before."


def test_a_progress_report_is_refused_where_it_cannot_be_meant(shell: Shell) -> None:
    assert shell("report", "progress", "--force").code == 2
    assert shell("report", "progress", "--committee", "nobody").code == 1
    other = shell("report", "progress", "--meeting", "S&R 2021-09-21", "--committee", "CYP")
    assert other.code == 2 and "one of S&R" in other.err
    database = shell("report", "progress", "--to", str(shell.database), "--force")
    assert database.code == 1 and "is the database itself" in database.err


def test_the_progress_report_is_a_page_that_passes_the_checks(shell: Shell, tmp_path: Path) -> None:
    shell("update", "E.1", "--rating", "red", "--text", "<b>Late</b> & more.")
    shell("milestone", "move", "E.3", "Jan '22", "--reason", "Staff left.")
    said = shell("report", "progress", "--format", "html")
    assert said.code == 0 and said.err == ""
    root, faults = read_page(said.out)
    assert not faults and not root.all("b") and "<b>Late</b> & more." in root.text
    captions = [each.text for each in root.all("figcaption")]
    assert captions == [
        "Ratings of Joint Agreement Action Plan before each meeting",
        "Milestones met and moved later, month by month",
        "Live actions of each lead, by rating; 15 more leads have up to 1 live action each",
        "Live actions by the month that they are due",
    ]
    file = tmp_path / "Report.HTML"
    assert shell("report", "progress", "--to", str(file)).err == f"Wrote {file}.\n"
    assert file.read_text("utf-8") == said.out and "@" not in root.all("main")[0].text
    assert [each.text for each in root.all("td") if each.given.get("class") == "red"] == ["■ R red"] * 2


def test_a_format_that_is_none_is_refused(shell: Shell, tmp_path: Path) -> None:
    said = shell("report", "progress", "--format", "pdf", "--to", str(tmp_path / "report.pdf"))
    assert said.code == 2 and "not 'pdf'" in said.err and not (tmp_path / "report.pdf").exists()


def test_a_stylesheet_of_the_councils_own_is_used_or_said_to_be_missing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, own = tmp_path / "settings.toml", tmp_path / "own.css"
    settings.write_text(f'report-css = "{own}"\n')
    monkeypatch.setenv("JATUI_SETTINGS", str(settings))
    file = tmp_path / "report.html"
    said = shell("report", "progress", "--to", str(file))
    assert said.code == 1 and "The stylesheet of the setting report-css" in said.err and not file.exists()
    own.write_text("h1 { color: navy }\n")
    assert shell("report", "progress", "--to", str(file)).code == 0
    assert "<style>\nh1 { color: navy }\n</style>" in file.read_text("utf-8")


def test_a_report_is_a_word_document_and_the_same_one_each_time(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "report.docx", tmp_path / "again"
    assert shell("report", "progress", "--to", str(first)).err == f"Wrote {first}.\n"
    assert shell("report", "progress", "--format", "docx", "--to", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()
    book = docx.Document(str(first))
    assert book.core_properties.title == "Progress report: Joint Agreement Action Plan"
    headings = [each.text for each in book.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings[0] == "Figures" and "In pictures" in headings
    unnamed = shell("report", "plan", "--format", "docx")
    assert unnamed.code == 2 and unnamed.err.endswith("Name its file with --to.\n") and unnamed.out == ""
    settings, own = tmp_path / "settings.toml", tmp_path / "own.docx"
    settings.write_text(f'report-docx = "{own}"\n')
    own.write_bytes(b"no document")
    monkeypatch.setenv("JATUI_SETTINGS", str(settings))
    refused = shell("report", "progress", "--to", str(first), "--force")
    assert refused.code == 1 and f"The document of the setting report-docx, {own}, is no Word" in refused.err
    assert first.read_bytes() == second.read_bytes()


def test_an_action_an_officer_and_a_plan_are_told_in_every_format(shell: Shell, tmp_path: Path) -> None:
    for number, words in enumerate((("action", "F.6"), ("officer", "askham"), ("plan",))):
        told = shell("report", *words)
        assert told.code == 0 and told.out.startswith("# ") and "## Key of the ratings" in told.out
        assert not read_page(shell("report", *words, "--format", "html").out)[1]
        file = tmp_path / f"{number}.docx"
        found = shell("report", *words, "--to", str(file), "--json").json
        held = [each for section in found["sections"] for each in (*section["tables"], *section["charts"])]
        assert found["file"] == str(file) and len(docx.Document(str(file)).tables) == len(held)
    assert shell("report", "action", "Z.9").code == 1
    several = shell("report", "officer", "ad")
    assert several.code == 2 and "Name one of them." in several.err
