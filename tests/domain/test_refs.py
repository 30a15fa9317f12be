from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.refs import assign_handles, next_handle, ref_key, ref_order, split_handle

REFS = st.lists(
    st.sampled_from(["A", "a", "A.1", "a1", "A1", "A#1", "A.1#2", "F.6", "f6", "É.1", "1.12", "11.2"])
)


def test_a_ref_that_stands_twice_has_two_handles_and_keeps_its_print() -> None:
    assert assign_handles(["F.5", "F.6", "F.6", "F.7"]) == ["F.5", "F.6#1", "F.6#2", "F.7"]


def test_refs_that_differ_in_case_alone_are_numbered_together() -> None:
    assert assign_handles(["F.6", "f.6", "G.1"]) == ["F.6#1", "f.6#2", "G.1"]


def test_numbers_with_dots_are_told_apart() -> None:
    assert assign_handles(["1.12", "11.2", "112"]) == ["1.12", "11.2", "112"]


def test_a_number_that_is_part_of_another_ref_is_passed_over() -> None:
    assert assign_handles(["A", "A#1", "A"]) == ["A#2", "A#1", "A#3"]


@given(REFS)
def test_handles_are_unique_however_they_are_typed(refs: list[str]) -> None:
    handles = assign_handles(refs)
    assert len({handle.upper() for handle in handles}) == len(refs)
    assert all(
        handle == ref or handle.startswith(f"{ref}#") for ref, handle in zip(refs, handles, strict=True)
    )


def test_case_and_dot_do_not_matter() -> None:
    assert {ref_key(ref) for ref in ("e.1", "E1", " E.1 ", "e1")} == {"E1"}
    assert ref_key("C.1") != ref_key("CE.1")


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_the_key_is_the_one_that_the_database_makes(ref: str) -> None:
    row = sqlite3.connect(":memory:").execute("SELECT upper(replace(?, '.', ''))", (ref.strip(),)).fetchone()
    assert ref_key(ref) == row[0]


@pytest.mark.parametrize(
    ("handle", "parts"),
    [
        ("F.6#2", ("F.6", 2)),
        (" F.6#02 ", ("F.6", 2)),
        ("F.6", ("F.6", None)),
        ("F.6#", ("F.6#", None)),
        ("#2", ("#2", None)),
        ("F.6#two", ("F.6#two", None)),
        ("F.6#²", ("F.6#²", None)),
        ("A#1#2", ("A#1", 2)),
        ("F.6#" + "9" * 5000, ("F.6#" + "9" * 5000, None)),
    ],
)
def test_a_handle_is_a_ref_and_perhaps_a_number(handle: str, parts: tuple[str, int | None]) -> None:
    assert split_handle(handle) == parts


def test_the_next_handle_goes_on_from_those_that_stand() -> None:
    assert next_handle("F.6", ["F.6#1", "F.6#2", "F.7"]) == "F.6#3"
    assert next_handle("F.6", ["f.6"]) == "F.6#2"
    assert next_handle("F.8", ["F.6#1", "F.7"]) == "F.8"


def test_refs_sort_by_number_and_shorter_codes_first() -> None:
    printed = ["C.1", "C.8", "CE.1", "CE.10", "T.1", "T.2", "T.9", "T.10", "T.14"]
    assert sorted(sorted(printed), key=ref_order) == printed
    assert ref_order("t.2") < ref_order("T10")


@given(st.lists(st.text()))
def test_any_refs_can_be_sorted(refs: list[str]) -> None:
    assert sorted(sorted(refs), key=ref_order) == sorted(sorted(refs, reverse=True), key=ref_order) or len(
        set(map(ref_order, refs))
    ) < len(set(refs))


def test_a_ref_of_thousands_of_digits_sorts_last() -> None:
    assert ref_order("T." + "9" * 5000) > ref_order("T.10")
