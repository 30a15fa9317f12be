"""Rules of importing: what headings hold, which committees a column names, and what captions call a theme."""

from __future__ import annotations

from datetime import date

import pytest

from jatui.domain.cells import split_leads
from jatui.domain.headings import likely_part, part_of
from jatui.domain.importing.committees import committees_in, kind_of, learn
from jatui.domain.importing.items import Item
from jatui.domain.importing.said import progress_of
from jatui.domain.importing.themes import code_of_ref, name_of


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Ref.", "ref"), ("Action No", "ref"), ("What we will do", "action"), ("Target Date", "milestone"),
        ("Timescale", "milestone"), ("By when?", "milestone"), ("Lead Officer(s)", "lead"), ("Owner / Lead", "lead"),
        ("Responsible", "lead"), ("RAG", "rating"), ("Status", "status"), ("Progress update", "update"),
        ("Comments", "update"), ("Committee", "committee"), ("Recommendation", "recommendation"), ("Cost", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_column_holds(heading: str, part: str | None) -> None:
    assert part_of(heading) == part


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Timescale for implementation", "milestone"), ("Lead Member / Officer", "lead"), ("Actual completion date", "fact"),
        ("Revised target date", "revised"), ("Success criteria", "fact"), ("Progress against target", "update"),
        ("Ward", None), ("Date raised", "fact"),
    ],
)  # fmt: skip
def test_a_heading_in_other_words_is_told_by_one_of_them(heading: str, part: str | None) -> None:
    assert likely_part(heading) == part


def test_committees_are_learnt_from_the_cells_that_name_one() -> None:
    cells = [
        "E&GI",
        "E&GI S&R",
        "S&R",
        "S&R Staffing & Appeals",
        "A&H S&R CYP",
        "Safeguarding Board",
        "S&R ALL",
        "tbc",
    ]
    names = learn(cells, ["H&T"])
    assert [committees_in(cell, names) for cell in cells] == [
        ["E&GI"], ["E&GI", "S&R"], ["S&R"], ["S&R", "Staffing & Appeals"], ["A&H", "S&R", "CYP"], ["Safeguarding Board"],
        ["S&R", "ALL"], [],
    ]  # fmt: skip
    assert [kind_of(each) for each in ("ALL", "Safeguarding Board", "S&R")] == ["every", "board", "committee"]


def test_a_committee_whose_name_begins_as_another_is_not_cut() -> None:
    cells = ["Children", "Children and Young People", "Highways & Transport"]
    names = learn(cells, [])
    assert [committees_in(cell, names) for cell in cells] == [[cell] for cell in cells]


@pytest.mark.parametrize(
    ("caption", "code", "name"),
    [
        ("Table 1: Environment, sustainability, year 1 actions", None, "Environment, sustainability"),
        ("Priority 2 – Clean Streets", "2", "Clean Streets"),
        ("Theme A: Homes", "A", "Homes"),
        ("Governance Action Plan", None, "Governance Action Plan"),
        ("1. Customers (continued)", "1", "Customers"),
    ],
)
def test_a_caption_gives_the_name_of_a_theme(caption: str, code: str | None, name: str) -> None:
    assert name_of(caption) == (code, name)


def test_a_ref_gives_the_code_of_its_theme() -> None:
    assert [code_of_ref(ref) for ref in ("E.1", "CE.12", "T10", "1.2", "AP-03", "7", "")] == [
        "E", "CE", "T", "1", "AP", None, None,
    ]  # fmt: skip


def test_the_ampersand_of_a_post_parts_no_leads() -> None:
    assert split_leads("Head of Legal & Procurement") == ["Head of Legal & Procurement"]
    assert split_leads("Jeremy Smith & GCP") == ["Jeremy Smith", "GCP"]
    assert split_leads("AD Highways & GCP") == ["AD Highways", "GCP"]


@pytest.mark.parametrize(
    ("status", "rating"),
    [
        ("🟡 Ongoing", "amber"),
        ("🔴 Overdue", "red"),
        (" 🟢 Complete", "green"),
        ("Ongoing", None),
        ("Done 🟢 by Ann", None),
    ],
)
def test_a_disc_before_a_status_is_its_rating(status: str, rating: str | None) -> None:
    item = Item(1, 1, "")
    item.said.append(("status", "Status", status))
    found = progress_of(item, {each: each for each in ("red", "amber", "green", "blue")}, date(2021, 9, 1))
    assert found is not None and (found.rating, found.text) == (rating, status)
