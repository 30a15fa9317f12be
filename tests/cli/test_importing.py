"""`jatui import`: what a paper would change is shown, then it is one revision, and nothing of the paper is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from jatui.snapshot import open_snapshot
from jatui.store import Store
from tests.cli.conftest import Shell
from tests.papers.printed import SMALL, pages, tabs, word
from tests.seed.papers import FOLDER

ROOT = Path(__file__).resolve().parents[2]
PAPERS = Path(os.environ.get("JATUI_PAPERS", FOLDER))
"""The council's papers, where they are there."""

PLAN = str(ROOT / "tests" / "papers" / "plan.txt")


@pytest.fixture
def fresh(tmp_path: Path) -> Shell:
    """A shell without any database."""
    return Shell(tmp_path / "fresh.sqlite3")


def paper(begin: str) -> Path:
    found = sorted(PAPERS.glob(f"{begin}_*.txt")) if PAPERS.is_dir() else []
    if not found:
        pytest.skip("the council's papers are not there")
    return found[0]


def actions(shell: Shell, plan: str) -> list[dict[str, Any]]:
    with Store.open(shell.database) as store:
        return [
            dict(values)
            for kind, values in store.read.records()
            if kind == "action" and values["plan"] == plan
        ]


def test_the_paper_of_the_plan_that_ships_gives_its_sixty_rows(fresh: Shell) -> None:
    said = fresh("import", str(paper("000")), "--new", "joint-agreement", "--yes")
    assert said.code == 0, said.err
    seeded = open_snapshot(ROOT / "seed" / "joint_agreement.toml").records()
    expected = [dict(values) for kind, values in seeded if kind == "action"]
    found = actions(fresh, "joint-agreement")
    assert len(found) == 60
    for each in (*expected, *found):
        del each["paper"]
    assert found == expected


def test_the_paper_of_the_plan_that_ships_changes_nothing_in_it(shell: Shell) -> None:
    said = shell("import", str(paper("000")), "--plan", "joint-agreement", "--json", "--yes")
    assert (said.code, said.json["same"], said.json["differences"], said.json["revision"]) == (
        0,
        60,
        [],
        None,
    )


@pytest.mark.parametrize(
    ("begin", "tables", "actions"), [("001", 0, 0), ("002", 1, 11), ("003", 0, 0), ("004", 12, 0)]
)
def test_every_character_of_the_other_papers_is_accounted_for(
    fresh: Shell, begin: str, tables: int, actions: int
) -> None:
    file = paper(begin)
    said = fresh("import", str(file), "--dry-run", "--json")
    assert said.code == (0 if actions else 1) and not fresh.database.exists()
    counted = said.json["characters"]
    assert counted["characters"] == len(file.read_text("utf-8"))
    assert counted["characters"] == sum(counted.values()) - counted["characters"]
    assert (len(said.json["tables"]), sum(each["actions"] for each in said.json["tables"])) == (
        tables,
        actions,
    )
    assert actions or "Nothing was stored." in said.err


def test_nothing_is_stored_before_it_is_wished(shell: Shell) -> None:
    before = shell("history", "--json").json
    said = shell("import", PLAN, "--plan", "joint-agreement", "--dry-run")
    assert said.code == 0 and "E.1: changed" in said.out and "Nothing was stored." in said.err
    assert "Target date -> milestone" in said.out and "E.2: gone" in said.out
    assert "not placed, line 1: Our plan for the year" in said.out and "All are accounted for." in said.err
    refused = shell("import", PLAN, "--plan", "joint-agreement")
    assert refused.code == 1 and "say --yes" in refused.err
    assert shell("history", "--json").json == before


def test_an_import_is_one_revision_that_undo_takes_back(shell: Shell) -> None:
    before = actions(shell, "joint-agreement")
    said = shell("import", PLAN, "--plan", "joint-agreement", "--yes")
    assert said.code == 0 and "`jatui undo` takes it back" in said.err
    found = {each["handle"]: each for each in actions(shell, "joint-agreement")}
    assert len(found) == 60 and found["E.2"]["status"] == "not started"
    first = found["E.1"]
    assert (first["text"], first["milestone"], first["committees"]) == (
        "Do what E.1 says, and more",
        "Mar '22",
        ["S&R", "CYP"],
    )
    assert (first["rating"], first["leads"]) == ("amber", ["ann-able", "bo-best"])
    again = shell("import", PLAN, "--plan", "joint-agreement", "--yes")
    assert again.code == 0 and "nothing was changed" in again.err
    assert shell("undo").code == 0
    assert actions(shell, "joint-agreement") == before


def test_a_moved_milestone_stays_moved_where_the_paper_is_the_same(shell: Shell, tmp_path: Path) -> None:
    row = next(each for each in actions(shell, "joint-agreement") if each["handle"] == "E.3")
    printed = [row["ref"], row["text"], row["milestone"], row["committee_cell"], row["lead_cell"]]
    (tmp_path / "p.txt").write_text(tabs(pages([printed], (), headed=True)), "utf-8")
    assert shell("milestone", "move", "E.3", "Jun '22", "--reason", "Late.").code == 0
    said = shell("import", str(tmp_path / "p.txt"), "--plan", "joint-agreement", "--yes", "--json")
    assert said.json["revision"] is None and "it stays moved" in said.json["notes"][0]


def test_what_the_paper_lacks_is_closed_where_that_is_said(fresh: Shell, tmp_path: Path) -> None:
    for name, rows in (("a.txt", SMALL), ("b.txt", SMALL[:1])):
        (tmp_path / name).write_text(tabs(pages(rows, (), headed=True)), "utf-8")
    assert fresh("import", str(tmp_path / "a.txt"), "--new", "p", "--yes").code == 0
    assert fresh("import", str(tmp_path / "b.txt"), "--yes").code == 0
    assert [each["status"] for each in actions(fresh, "p")] == ["not started", "not started"]
    assert fresh("import", str(tmp_path / "b.txt"), "--gone", "withdrawn", "--yes").code == 0
    closed = actions(fresh, "p")[1]
    assert (closed["handle"], closed["status"], closed["closed_as"]) == ("A.2", "closed", "withdrawn")
    assert fresh("import", str(tmp_path / "b.txt"), "--gone", "withdrawn", "--yes").code == 0
    assert len(fresh("history", "--json").json) == 2


def test_what_was_said_of_headings_is_remembered(fresh: Shell, tmp_path: Path) -> None:
    head = ("Ref", "Action", "Zieldatum")
    for name, day in (("a.txt", "Dec '21"), ("b.txt", "Mar '22")):
        (tmp_path / name).write_text(tabs([[head, ("A.1", "Build", day)]]), "utf-8")
    said = fresh("import", str(tmp_path / "a.txt"), "--new", "p", "--map", "zieldatum=milestone", "--yes")
    assert said.code == 0 and "Zieldatum -> milestone" in said.out
    again = fresh("import", str(tmp_path / "b.txt"), "--dry-run", "--json").json
    assert again["remembered"] == ["zieldatum=milestone"]
    assert again["differences"][0]["fields"] == [
        {"field": "milestone", "before": "Dec '21", "after": "Mar '22"}
    ]
    wrong = fresh("import", str(tmp_path / "b.txt"), "--map", "zieldatum=mile", "--dry-run")
    assert wrong.code == 2 and "Did you mean milestone?" in wrong.err


def test_a_plan_among_others_has_to_be_said(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(pages(SMALL, (), headed=True), ["Housing plan"]))
    assert shell("import", str(tmp_path / "a.docx"), "--new", "homes", "--name", "Homes", "--yes").code == 0
    assert shell("--plan", "homes", "list", "--json").json[0]["handle"] == "A.1"
    said = shell("import", str(tmp_path / "a.docx"), "--yes")
    assert said.code == 2 and "Say which plan with --plan (joint-agreement, homes)" in said.err
    taken = shell("import", str(tmp_path / "a.docx"), "--new", "homes", "--yes")
    assert taken.code == 1 and "Nothing was stored." in taken.err


def test_one_ref_in_two_tables_is_a_question_for_a_person(fresh: Shell, tmp_path: Path) -> None:
    one = tabs(pages(SMALL, (), headed=True))
    (tmp_path / "a.txt").write_text(f"Table 1: Homes\n\n{one}\nTable 2: Roads\n\n{one}", "utf-8")
    said = fresh("import", str(tmp_path / "a.txt"), "--yes")
    assert said.code == 1 and "The ref A.1 stands in two tables" in said.err and not fresh.database.exists()
    assert fresh("import", str(tmp_path / "a.txt"), "--new", "p", "--table", "2", "--yes").code == 0
    assert len(actions(fresh, "p")) == 2
    both = Shell(tmp_path / "both.sqlite3")
    assert both("import", str(tmp_path / "a.txt"), "--new", "p", "--repeated", "--yes").code == 0
    assert [each["handle"] for each in actions(both, "p")] == ["A.1#1", "A.2#1", "A.1#2", "A.2#2"]


def test_themes_are_those_of_titles_refs_and_columns(fresh: Shell, tmp_path: Path) -> None:
    text = (
        "Levelling Up Plan\n\nNo\tTheme\tAction\tBy when\n1\tTheme A: Skills\tTrain\t2025\n2\t\tTeach\t2026\n"
        "3\tHealth\tWalk\t2025\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert fresh("import", str(tmp_path / "a.txt"), "--yes").code == 0
    with Store.open(fresh.database) as store:
        themes = [dict(values) for kind, values in store.read.records() if kind == "theme"]
    assert [(each["code"], each["name"]) for each in themes] == [("A", "Skills"), ("2", "Health")]
    assert [each["theme"] for each in actions(fresh, "levelling-up-plan")] == ["A", "A", "2"]


def test_recommendations_and_facts_are_kept_with_their_actions(fresh: Shell, tmp_path: Path) -> None:
    text = "Recommendation\tAction\tCost\tLead\nUse capacity\tHire\t£5,000\tAnn\nTrain staff\tTeach\t\tBo\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert fresh("import", str(tmp_path / "a.txt"), "--new", "p", "--yes").code == 0
    with Store.open(fresh.database) as store:
        found = [(kind, dict(values)) for kind, values in store.read.records()]
    assert [values["text"] for kind, values in found if kind == "commitment"] == [
        "Use capacity",
        "Train staff",
    ]
    assert [values["to_action"] for kind, values in found if kind == "link"] == ["1", "2"]
    assert [values["text"] for kind, values in found if kind == "statement"] == ["1, Cost: £5,000"]
    (tmp_path / "a.txt").write_text(text.replace("£5,000", "£6,000"), "utf-8")
    said = fresh("import", str(tmp_path / "a.txt"), "--yes", "--json").json
    assert said["differences"] == [
        {"name": "1", "what": "changed", "fields": [{"field": "Cost", "before": "£5,000", "after": "£6,000"}]}
    ]


def test_text_is_piped_in(fresh: Shell) -> None:
    said = fresh("import", "-", "--new", "p", "--yes", stdin=tabs(pages(SMALL, (), headed=True)))
    assert said.code == 0 and len(actions(fresh, "p")) == 2


def test_a_copy_is_made_before(shell: Shell, tmp_path: Path) -> None:
    other = Shell(Path(shutil.copy(shell.database, tmp_path / "other.sqlite3")))
    assert other("import", PLAN, "--yes").code == 0
    assert any("import" in each["why"] for each in other("backup", "--list", "--json").json)


def test_a_body_of_another_plan_is_not_taken_for_one_of_the_same_initials(
    shell: Shell, tmp_path: Path
) -> None:
    """The GCP of one paper need not be that of another; a person of one name is one, and the same paper changes nothing."""
    table = tmp_path / "other.csv"
    table.write_text(
        "Ref,Action,Target date,Lead\nX.1,Draw up the plan,Mar '22,Jeremy Smith & GCP\nX.2,Agree it,Jun '22,GCP\n",
        "utf-8",
    )
    assert shell("import", str(table), "--new", "other", "--name", "Other", "--yes").code == 0
    assert [each["leads"] for each in actions(shell, "other")] == [["jeremy-smith", "gcp-2"], ["gcp-2"]]
    with Store.open(shell.database) as store:
        named = [
            values["slug"]
            for kind, values in store.read.records()
            if kind == "lead" and values["name"] == "GCP"
        ]
    assert named == ["gcp", "gcp-2"]
    before = shell("--plan", "all", "list", "--json").out
    assert shell("import", str(table), "--plan", "other", "--yes").code == 0
    assert shell("--plan", "all", "list", "--json").out == before
    assert "initials GCP" in shell("check", "--findings").out
