"""Lists as files for spreadsheet programs: the verbs that list write what they print, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jatui.papers.escapes import csv_cell
from tests.cli.conftest import Shell


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def told(cell: object) -> str:
    """Return a cell of a spreadsheet as CSV has it."""
    return f"{cell:%Y-%m-%d}" if isinstance(cell, dt.datetime) else "" if cell is None else str(cell)


def test_the_actions_that_a_filter_lets_through_are_written_whole(shell: Shell, tmp_path: Path) -> None:
    shell("update", "E.1", "--rating", "red", "--text", "Late.")
    shell("committee", "rate", "E.1", "--committee", "S&R", "--rating", "amber")
    file = tmp_path / "list.csv"
    said = shell("list", "theme:E", "-is:done", "--csv", str(file))
    assert (said.code, said.out, said.err) == (0, "", f"Wrote {file}: 6 rows.\n")
    first, *others = rows_of(file)
    known = shell("show", "E.1", "--json").json
    assert first["Action"] == known["text"] and first["Leads"] == "Sheryl French; Quinton Carroll"
    assert (first["Ref"], first["Due"], first["Rating"]) == ("E.1", "2021-12-31", "■ R red")
    assert first["Ratings by committees"] == "▲ A amber" and len(others) == 5


def test_what_is_printed_in_another_shape_is_written_as_a_list(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "plan.sqlite3")
    assert shell("init").code == 0
    lists = {
        "Printed": ("amounts", "printed"),
        "Statement": ("statements", "text"),
        "What is found": ("check", "sentence", "--findings"),
    }
    for heading, (verb, key, *options) in lists.items():
        file = tmp_path / f"{verb}.csv"
        said = shell("--plan", "all", verb, *options, "--csv", str(file))
        assert (
            said.code == 0
            and said.out == ""
            and said.err.endswith(f"Wrote {file}: {len(rows_of(file))} rows.\n")
        )
        known = shell("--plan", "all", verb, *options, "--json").json
        assert [(row["Plan"], row[heading]) for row in rows_of(file)] == [
            (each["plan"], csv_cell(each[key])) for each in known
        ]
        assert len(known) > 3


def test_a_check_as_such_is_no_list(shell: Shell, tmp_path: Path) -> None:
    said = shell("check", "--csv", str(tmp_path / "list.csv"))
    assert said.code == 2 and "Give --findings too" in said.err and not list(tmp_path.glob("list.csv"))


def test_a_spreadsheet_has_the_same_rows_and_the_same_bytes_each_time(shell: Shell, tmp_path: Path) -> None:
    text, first, second = (tmp_path / name for name in ("list.csv", "first.xlsx", "second.xlsx"))
    for option, file in (("--csv", text), ("--xlsx", first), ("--xlsx", second)):
        assert shell("list", option, str(file)).code == 0
    assert first.read_bytes() == second.read_bytes()
    heads, *rows = load_workbook(first)["List"].iter_rows(values_only=True)
    assert [dict(zip(heads, map(told, row), strict=True)) for row in rows] == rows_of(text)
    assert len(rows) == 60


@pytest.mark.parametrize(
    "words",
    [
        ("themes",),
        ("officers",),
        ("officers", "--by", "month"),
        ("commitments",),
        ("history",),
        ("queue",),
        ("papers",),
        ("views",),
    ],
)
def test_a_list_is_written_as_it_is_printed(shell: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "list.csv"
    assert shell(*words, "--csv", str(file)).code == 0
    printed = shell(*words).out.splitlines()
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert len(rows) == len(printed)
    for row, line in zip(rows, printed, strict=True):
        assert "".join(row).replace(" ", "").replace("\n", "").lstrip("'") == line.replace(" ", "")


def test_nothing_is_replaced_and_nothing_is_left_behind(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("mine")
    there = shell("list", "--csv", str(file))
    assert there.code == 1 and "already there" in there.err and file.read_text() == "mine"
    assert shell("list", "--csv", str(file), "--force").code == 0 and len(rows_of(file)) == 60
    assert shell("list", "--csv", str(shell.database), "--force").code == 1
    other = tmp_path / "other.csv"
    for words, code in (
        (("list", "--json", "--csv", str(other)), 2),
        (("list", "--csv", str(other), "--xlsx", str(other)), 2),
        (("list", "--force"), 2),
        (("officers", "askham", "--csv", str(other)), 1),
        (("editions", "--csv", str(other)), 1),
        (("list", "--csv", str(tmp_path / "none" / "list.csv")), 1),
    ):
        assert shell(*words).code == code, words
    assert not other.exists() and not list(tmp_path.glob(".jatui*"))


def test_what_is_not_printed_as_rows_is_written_as_rows_all_the_same(shell: Shell, tmp_path: Path) -> None:
    shell("meeting", "ask", "Which sites?", "--ref", "E.1", "--meeting", "S&R 2021-07-06")
    file = tmp_path / "rows.csv"
    for words, first in (
        (
            ("minutes",),
            {"Number": "1", "Kind": "follow-up", "Action": "E.1", "Text": "Which sites?", "Answer": ""},
        ),
        (("meetings",), {"Committee": "S&R", "Day": "2021-07-06", "State": "planned"}),
        (("find", "e1"), {"Ref": "E.1", "Status": "not started"}),
    ):
        assert shell(*words, "--csv", str(file), "--force").code == 0
        found = rows_of(file)
        assert first.items() <= found[0].items() and len(found) == len(shell(*words, "--json").json)
