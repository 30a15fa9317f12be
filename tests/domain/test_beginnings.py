from __future__ import annotations

import pytest

from jatui.domain.beginnings import Known, beginning, compact

PLAN = Known(["E.1", "E.2", "CE.1", "CE.2", "F.6#1", "F.6#2"])


@pytest.mark.parametrize(
    ("line", "refs", "rest"),
    [
        ("E.1: late", ("E.1",), "late"),
        ("E1 - Green", ("E1",), "Green"),
        ("e.1 – late", ("e.1",), "late"),
        ("E 1: late", ("E 1",), "late"),
        ("F.6#2 [R] late", ("F.6#2",), "[R] late"),
        ("**E.1** late", ("E.1",), "late"),
        ("  * [E.1] late", ("E.1",), "late"),
        ("3. E.1: late", ("E.1",), "late"),
        ("Action E.1 - late", ("E.1",), "late"),
        ("Ref: E.1", ("E.1",), ""),
        ("| E.1 | late |", ("E.1",), "late |"),
        ("E.1\tlate", ("E.1",), "late"),
        ("CE.1, CE.2: late", ("CE.1", "CE.2"), "late"),
        ("CE.1 and CE.2 late", ("CE.1", "CE.2"), "late"),
        ("E.1, CE.1 & CE.2 – late", ("E.1", "CE.1", "CE.2"), "late"),
        ("E.99: late", ("E.99",), "late"),
        ("E99: late", ("E99",), "late"),
        ("X.9: late", ("X.9",), "late"),
        ("E.1", ("E.1",), ""),
    ],
)
def test_a_line_begins_with_refs(line: str, refs: tuple[str, ...], rest: str) -> None:
    found = beginning(line, PLAN)
    assert found and found.refs == refs and line[found.rest :].strip() == rest and not found.span


@pytest.mark.parametrize(
    "line",
    [
        "as said under E.1 it is late",
        "A14: closed",
        "A14 - closed",
        "Q2: late",
        "Covid-19: late",
        "p.4 refers",
        "2021: late",
        "100 people came",
        "see (E.1)",
        "",
        "12 Sep 2021",
    ],
)
def test_a_line_that_names_no_ref_first_begins_nothing(line: str) -> None:
    assert beginning(line, PLAN) is None


def test_a_ref_that_a_wrapped_sentence_puts_first_begins_nothing() -> None:
    before = "The point that was made at the last meeting under"
    assert beginning("E.1 about the reserves", PLAN, before) is None
    assert (
        beginning("E.1 about the reserves", PLAN, "All of this was agreed by the whole board last week.")
        is not None
    )
    assert beginning("E.1: about the reserves", PLAN, before) is not None


def test_a_day_before_a_ref_is_told_apart() -> None:
    for written in ("12/9/21", "12 Sep 2021", "2021-09-12", "Friday 10th September"):
        found = beginning(f"{written} E.1: late", PLAN)
        assert found and found.day == written and found.refs == ("E.1",)


def test_the_ends_of_a_range_are_no_two_refs() -> None:
    found = beginning("CE.1 – CE.2: late", PLAN)
    assert found and found.span and found.refs == ("CE.1", "CE.2")


def test_refs_of_any_shape_are_known_by_the_plan() -> None:
    plan = Known(["1.1", "2.10", "REC/2021/4"])
    for line in ("1.1: late", "2.10 - late", "REC/2021/4: late"):
        found = beginning(line, plan)
        assert found and found.refs == (line.split()[0].rstrip(":"),)
    assert beginning("1.2: late", plan) is None


def test_a_ref_is_found_however_it_is_spaced() -> None:
    assert {compact(ref) for ref in ("E.1", "e1", "E 1", "E-1", "E.1#2", "E.1 # 2")} == {"E1"}
