"""Names: what holds two of them together, and what never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.persons import TITLES, answers_to, is_initials, name_key, pieces


@pytest.mark.parametrize(
    "name",
    [
        "Peter Brown", "Cllr Sir Peter Brown", "COUNCILLOR PETER BROWN", "Sir  Peter\tBrown", "Peter·Brown", "Mr. peter brown",
        "Peter\u00a0Brown",
    ],
)  # fmt: skip
def test_titles_case_and_signs_make_no_difference(name: str) -> None:
    assert name_key(name) == ("peter", "brown")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P Brown", "Peter Brown"),
        ("Councillor Nethsingha", "Cllr Lucy Nethsingha"),
        ("GCP", "Greater Cambridge Partnership"),
    ],
)
def test_initials_and_surnames_hold_nothing_together(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("GCP", True), ("S&R", True), ("G.C.P.", True), ("J B", True), ("TOM KELLY", False), ("Ofsted", False),
        ("T Kelly", False), ("gcp", False), ("2010", False),
    ],
)  # fmt: skip
def test_initials_are_known(name: str, initials: bool) -> None:
    assert is_initials(name) == initials


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Tom Kelly", [("Tom Kelly",)]),
        (
            "Julia Turner, Head of Policy, Design and Delivery",
            [
                (
                    "Julia Turner, Head of Policy, Design and Delivery",
                    "Julia Turner",
                    "Head of Policy, Design and Delivery",
                )
            ],
        ),
        ("Ann Able/ Bo Best", [("Ann Able",), ("Bo Best",)]),
        ("Ann Able (Roads)", [("Ann Able (Roads)", "Ann Able", "Roads")]),
        ("Jean-Luc O'Neill", [("Jean-Luc O'Neill",)]),
        ("AD Transport and Network Management", [("AD Transport and Network Management",)]),
        (" ; , ", []),
    ],
)
def test_a_cell_holds_these_names(cell: str, names: list[tuple[str, ...]]) -> None:
    assert pieces(cell) == names


def test_a_part_of_a_name_finds_it_and_a_letter_does_not() -> None:
    assert answers_to("Tom Kelly", ("kelly",)) and answers_to("Tom Kelly", ("kel", "tom"))
    assert not answers_to("Tom Kelly", ("t", "kelly")) and not answers_to("Tom Kelly", ())
    assert answers_to("T Kelly", ("t", "kelly"))


@given(st.text(max_size=60), st.sampled_from(sorted(TITLES)))
def test_a_title_more_changes_no_name(name: str, title: str) -> None:
    if name_key(name):
        assert name_key(f"{title.title()} {name}") == name_key(name)
