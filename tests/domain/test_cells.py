from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.cells import lead_kind, slug, split_committees, split_leads

COMMITTEES = (
    "S&R",
    "E&GI",
    "H&T",
    "CSMI",
    "CYP",
    "A&H",
    "A&A",
    "Staffing & Appeals",
    "Safeguarding Board",
    "ALL",
)
NAMES = ("Ann Able", "Bo O'Neill-Ash", "AD Roads and Bridges", "GCP", "Fenland Housing Trust", "Zoë Müller")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sheryl French/ Quinton Carroll", ["Sheryl French", "Quinton Carroll"]),
        ("Will Patten / Charlotte Black", ["Will Patten", "Charlotte Black"]),
        ("Gillian Beasley/Fiona McMillan/Tony Cooper", ["Gillian Beasley", "Fiona McMillan", "Tony Cooper"]),
        ("Jeremy Smith & GCP", ["Jeremy Smith", "GCP"]),
        ("Tom Kelly & Janet Atkin", ["Tom Kelly", "Janet Atkin"]),
        ("AD Transport and Network Management", ["AD Transport and Network Management"]),
        ("AD Roads and Bridges/\u00a0Ann Able", ["AD Roads and Bridges", "Ann Able"]),
        ("R&D Unit & Ann Able", ["R&D Unit", "Ann Able"]),
        ("Ann Able\nBo Best", ["Ann Able", "Bo Best"]),
        ("  Ann   Able ; Ann Able /", ["Ann Able"]),
        ("", []),
        (" TBC ", []),
        ("N/A", []),
        ("–", []),
        ("Ann Able / TBC", ["Ann Able"]),
    ],
)
def test_leads_are_parted_by_strokes_and_ampersands_with_spaces(cell: str, names: list[str]) -> None:
    assert split_leads(cell) == names


@given(
    st.lists(st.sampled_from(NAMES), unique=True),
    st.sampled_from(["/", " / ", "/ ", " /", " & ", "; ", "\n"]),
)
def test_any_of_the_separators_gives_the_same_leads(names: list[str], separator: str) -> None:
    assert split_leads(separator.join(names)) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Wendi Ogle-Welbourn", "officer"),
        ("Ada Lovelace", "officer"),
        ("Anthony Head", "officer"),
        ("TOM KELLY", "officer"),
        ("AD Highways Maintenance", "post"),
        ("AD Transport and Network Management", "post"),
        ("AD Children's Services", "post"),
        ("Head of Policy, Design and Delivery", "post"),
        ("Service Director: Adults", "post"),
        ("Executive Director of People and Communities", "post"),
        ("Monitoring Officer", "post"),
        ("Section 151 Officer", "post"),
        ("Interim Chief Finance Officer", "post"),
        ("Chief Executive", "post"),
        ("GCP", "body"),
        ("SMT", "body"),
        ("NHS England", "body"),
        ("Joint Management Team", "body"),
        ("Cambridgeshire Community Services", "body"),
        ("Safeguarding Partnership Board", "body"),
        ("Senior Officer Group", "body"),
        ("Health and Safety Executive", "body"),
    ],
)
def test_officers_posts_and_bodies_are_told_apart(name: str, kind: str) -> None:
    assert lead_kind(name) == kind


def test_a_name_known_to_be_a_body_is_one() -> None:
    assert lead_kind("Cambridge Ahead") == "officer"
    assert lead_kind("Cambridge Ahead", ["Cambridge Ahead"]) == "body"


@pytest.mark.parametrize(
    ("cell", "found", "unknown"),
    [
        ("E&GI S&R", ["E&GI", "S&R"], []),
        ("S&R Staffing & Appeals", ["S&R", "Staffing & Appeals"], []),
        ("Staffing & Appeals S&R", ["Staffing & Appeals", "S&R"], []),
        ("S&R ALL", ["S&R", "ALL"], []),
        ("Safeguarding Board", ["Safeguarding Board"], []),
        ("  A&H\u00a0 S&R ", ["A&H", "S&R"], []),
        ("A&H, S&R / CYP", ["A&H", "S&R", "CYP"], []),
        ("S&R & CYP", ["S&R", "CYP"], []),
        ("S&R S&R", ["S&R"], []),
        ("Staffing", [], ["Staffing"]),
        ("Pension Fund S&R Planning Committee", ["S&R"], ["Pension Fund", "Planning Committee"]),
        ("ALLOTMENTS S&RX", [], ["ALLOTMENTS S&RX"]),
        ("", [], []),
    ],
)
def test_committees_are_known_names_the_longest_first(
    cell: str, found: list[str], unknown: list[str]
) -> None:
    assert split_committees(cell, COMMITTEES) == (found, unknown)


def test_a_longer_name_wins_over_the_shorter_one_it_begins_with() -> None:
    known = ["Health", "Health & Care", "Health & Care Board"]
    assert split_committees("Health & Care Board Health Health & Care", known) == (
        ["Health & Care Board", "Health", "Health & Care"],
        [],
    )


@given(st.lists(st.sampled_from(COMMITTEES), unique=True))
def test_committees_parted_by_a_space_are_all_found(names: list[str]) -> None:
    assert split_committees(" ".join(names), COMMITTEES) == (names, [])


@given(st.lists(st.sampled_from([*COMMITTEES, "Pension", "Fund", "S&RX"])))
def test_no_word_of_a_cell_is_lost(words: list[str]) -> None:
    runs = [list(run) for known, run in groupby(words, key=COMMITTEES.__contains__) if not known]
    assert split_committees(" ".join(words), COMMITTEES) == (
        list(dict.fromkeys(word for word in words if word in COMMITTEES)),
        [" ".join(run) for run in runs],
    )


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_cell_is_split(cell: str, known: list[str]) -> None:
    found, unknown = split_committees(cell, known)
    assert set(found) <= set(known)
    assert all(run.strip() for run in unknown)


def test_slugs_are_typeable() -> None:
    assert slug("Wendi Ogle-Welbourn") == "wendi-ogle-welbourn"
    assert slug("Zoë  Müller") == "zoe-muller"
    assert slug("市長") == "unnamed"
