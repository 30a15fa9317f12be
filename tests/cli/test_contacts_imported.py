"""Contacts of a paper that is imported: taken with its plan, or alone where a plan is to be new."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def fresh(tmp_path: Path) -> Shell:
    """A shell without any database."""
    return Shell(tmp_path / "fresh.sqlite3", today="2022-06-01")


REPORT = (
    "Parks Plan\n\nMeeting Date: 4 May 2022\n\nOfficer contact:\nName: Ann Able\nPost: Head of Parks\nTel: 01223 1\n\n"
    "1. Background\n"
)
TABLE = "Ref\tAction\tLead\nP.1\tMend\tAnn Able\n"


def test_contacts_are_imported_with_their_paper_once(fresh: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(REPORT + TABLE, "utf-8")
    said = fresh("import", str(file), "--new", "parks", "--yes")
    assert said.code == 0 and "1 action new" in said.err and "1 contact new" in said.err
    again = fresh("import", str(file), "--yes", "--json").json
    assert (again["differences"], again["revision"]) == ([], None)
    file.write_text((REPORT + TABLE).replace("01223 1", "01223 2"), "utf-8")
    assert fresh("import", str(file), "--yes", "--json").json["differences"] == [
        {
            "name": "contact Ann Able",
            "what": "changed",
            "fields": [{"field": "phone", "before": "01223 1", "after": "01223 2"}],
        }
    ]


def test_a_paper_of_contacts_alone_is_taken_only_where_a_plan_is_named(fresh: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(REPORT, "utf-8")
    assert fresh("import", str(file), "--yes").code == 1 and not fresh.database.exists()
    said = fresh("import", str(file), "--new", "parks", "--yes")
    assert said.code == 0 and "of the plan's actions it says nothing" in said.out
    assert "2022-05-04" in fresh("papers", "--json").out
    again = fresh("import", str(file), "--plan", "parks", "--gone", "withdrawn", "--yes", "--json").json
    assert (again["differences"], again["gone"], again["revision"]) == ([], [], None)


def test_a_paper_of_contacts_alone_takes_no_action_for_gone(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(REPORT.replace("2022", "2021"), "utf-8")
    said = shell(
        "import", str(file), "--plan", "joint-agreement", "--gone", "withdrawn", "--yes", "--json"
    ).json
    assert [each["name"] for each in said["differences"]] == ["contact Ann Able"] and said["gone"] == []
