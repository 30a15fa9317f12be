"""Tables in the manner of other councils: nothing of a row goes to its neighbour, and nothing is a title that is none."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from jatui.domain.errors import Refused
from jatui.domain.importing.account import Found
from jatui.domain.importing.gathering import Wish
from jatui.domain.importing.planned import plan_import
from jatui.domain.importing.standing import Standing
from tests.conftest import DAY
from tests.papers.test_imported import read


def actions(found: Found) -> list[tuple[str, str, str, str | None]]:
    return [
        (item.ref, item.cells["action"], item.cells.get("milestone", ""), item.title) for item in found.items
    ]


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet: Any = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_row_without_a_ref_in_aligned_columns_is_not_part_of_the_row_above() -> None:
    found = read(
        b"""Equality plan
Scrutiny Committee 9 March 2022

Ref   Action                         Lead           By when      RAG
EA1   Publish the pay gap report     HR             31/03/22     G
      and explain it
      Review the dress code          HR             tbc          -
EA2   Train all managers             Head of        Autumn 2022  A
      In every team                  Training
      Buy the books                  HR             May 2023

1  Subject to funding
""",
        "p.txt",
    )
    assert actions(found) == [
        ("EA1", "Publish the pay gap report and explain it", "31/03/22", None),
        ("EA2", "Train all managers In every team", "Autumn 2022", None),
    ]
    assert found.items[1].cells["lead"] == "Head of Training"
    kept = {each.text: each.why for each in found.kept}
    assert kept["\tReview the dress code\tHR\ttbc\t-"] == "it names no ref"
    assert kept["\tBuy the books\tHR\tMay 2023\t"] == "it names no ref"
    assert "1  Subject to funding" in kept and "Scrutiny Committee 9 March 2022" in kept


def test_each_sheet_is_a_table_of_its_own_and_notes_are_no_titles() -> None:
    head = ["#", "Activity", "Owner", "R/A/G"]
    data = workbook(
        People=[
            ["Delivery plan"],
            head,
            ["1", "Hire", "HR", "G"],
            ["Note: as at May"],
            ["Skills"],
            ["2", "Train", "HR", "A"],
        ],
        Place=[["Delivery plan"], head, ["1", "Build", "CEX", "R"]],
    )
    found = read(data, "p.xlsx")
    assert actions(found) == [
        ("1", "Hire", "", "Delivery plan"), ("2", "Train", "", "Skills"), ("1", "Build", "", "Delivery plan"),
    ]  # fmt: skip
    assert [table.part for table in found.tables] == ["People", "Place"]
    assert [(each.part, each.why) for each in found.kept] == [("People", "a note in a table")]
    with pytest.raises(Refused, match="The ref 1 stands in two tables"):
        plan_import(found, Standing("p"), Wish("p", "P", "p.xlsx", "P", DAY))


def test_tables_of_one_caption_under_several_headings_are_of_those() -> None:
    parts = "".join(
        f"<h2>{name}</h2><h3>Now</h3><table><tr><td>Action<td>Due</tr><tr><td>{name} one<td>May 2022</tr></table>"
        f"<h3>Later</h3><table><tr><td>Action<td>Due</tr><tr><td>{name} two<td>2023</tr></table>"
        for name in ("Homes", "Roads")
    )
    found = read(f"<html><h1>Plan</h1>{parts}</html>".encode(), "p.html")
    assert [title for *_, title in actions(found)] == ["Homes", "Homes", "Roads", "Roads"]
    assert sorted(each.text for each in found.kept) == ["Later", "Later", "Now", "Now", "Plan"]
    markdown = (
        "# Plan\n\n## Homes\n\n### Now\n\n| Action | Due |\n|---|---|\n| One | May 2022 |\n\n"
        "## Roads\n\n### Later\n\n| Action | Due |\n|---|---|\n| Two | May 2022 |\n"
    )
    assert [title for *_, title in actions(read(markdown.encode(), "p.md"))] == ["Now", "Later"]


def test_cards_have_the_number_that_stands_above_them() -> None:
    cards = "".join(
        f"<h2>Recommendation {number}</h2><table><tr><td>Recommendation<td>Do {number}</tr>"
        f"<tr><td>What we will do<td>Step {number}</tr><tr><td>Timescale<td>{number} May 2022</tr></table>"
        for number in (4, 7)
    )
    found = read(f"<html><h1>Plan</h1>{cards}</html>".encode(), "p.html")
    assert actions(found) == [("4", "Step 4", "4 May 2022", "Plan"), ("7", "Step 7", "7 May 2022", "Plan")]
    assert not found.kept and len(found.tables) == 1


def test_stages_under_one_heading_are_no_milestone_by_themselves() -> None:
    found = read(
        b"<html><table><tr><td rowspan=2>Action<td colspan=2>Milestones<td rowspan=2>Lead</tr><tr><td>2022<td>2023</tr>"
        b"<tr><td>Set up<td>Order laid<td>Mayor elected<td>CEX</tr></table></html>",
        "p.html",
    )
    assert actions(found) == [("", "Set up", "", None)]
    assert found.items[0].said == [
        ("fact", "Milestones: 2022", "Order laid"), ("fact", "Milestones: 2023", "Mayor elected"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "Ref,Indicator,Owner,Target,Q1,RAG",
        "Ref,Risk,Likelihood,Owner,Mitigation,Target date",
        "Name,Post,E-mail",
    ],
)
def test_tables_of_indicators_risks_and_people_hold_no_actions(head: str) -> None:
    cells = ",".join(f"x{place}" for place, _ in enumerate(head.split(",")))
    assert not read(f"{head}\n{cells}\n".encode(), "p.csv").items


def test_many_columns_of_weeks_hide_no_plan() -> None:
    weeks = [f"w{number}" for number in range(1, 53)]
    found = read(
        workbook(Plan=[["Ref", "Action", "Lead", "Due", *weeks], ["1", "Build", "Ann", "2022", "begun"]]),
        "p.xlsx",
    )
    assert actions(found) == [("1", "Build", "2022", None)]
    assert found.items[0].said == [("fact", "w1", "begun")]
