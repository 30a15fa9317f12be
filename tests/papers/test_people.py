"""The contacts that a paper names: found in tables and labelled lines, whole, and never made of anything else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.importing.people import Contact
from tests.papers.printed import cell, packed
from tests.papers.test_imported import read

NAMES = st.sampled_from(["Ann Able", "Cllr Bo Best", "Councillor Sir Cy Cole", "Di O'Dea"])
POSTS = st.sampled_from(["Head of Parks", "Service Director: Growth", "Chair/Vice-Chair", ""])
EMAILS = st.sampled_from(["ann.able@council.gov.uk", "bo@Council.gov.uk", ""])
PHONES = st.sampled_from(["01223 699173", "01223 699 173", ""])
PEOPLE = st.tuples(NAMES, POSTS, EMAILS, PHONES)
PAIRS = st.lists(
    st.tuples(st.sampled_from(["Parks Board", "Homes Partnership"]), PEOPLE, PEOPLE), min_size=1, max_size=3
)
LABELS = ("Name:", "Post:", "Email:", "Tel:")


def expected(pairs: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> list[tuple[object, ...]]:
    return [
        (role, name, post or None, email or None, phone or None, body)
        for body, *two in pairs
        for role, (name, post, email, phone) in zip(("officer", "member"), two, strict=True)
    ]


def told(people: list[Contact]) -> list[tuple[object, ...]]:
    return [(each.role, each.name, each.post, each.email, each.phone, each.body) for each in people]


@settings(max_examples=30)
@given(PAIRS, st.booleans())
def test_contacts_side_by_side_are_read_for_each_body(
    pairs: list[tuple[str, tuple[str, ...], tuple[str, ...]]], cut: bool
) -> None:
    rows = [["Officer contact:", "", "Member contact", ""]]
    for body, officer, member in pairs:
        rows.append([body, "", "", ""])
        rows += [
            [label, one, label, other] for label, one, other in zip(LABELS, officer, member, strict=True)
        ]
    lines = ["\t".join(row) for row in rows]
    if cut:
        lines.insert(len(lines) - 1, "")
    text = "\n".join(["A report", "", *lines, "", "1. Background", "", "It was so."])
    found = read(text.encode(), "p.txt")
    assert told(found.contacts) == expected(pairs)
    assert [each.text for each in found.kept] == ["A report", "1. Background", "It was so."]
    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    assert told(read(packed(f"<w:tbl>{table}</w:tbl>"), "p.docx").contacts) == expected(pairs)


@settings(max_examples=30)
@given(PEOPLE, PEOPLE)
def test_contacts_one_below_the_other_are_read(officer: tuple[str, ...], member: tuple[str, ...]) -> None:
    lines: list[str] = []
    for head, person in (("Officer contact:", officer), ("**Member contacts:**", member)):
        lines += [head, "", *(f"{label} {value}" for label, value in zip(LABELS, person, strict=True)), ""]
    found = read("\n".join([*lines, "1. Background"]).encode(), "p.txt")
    assert [(*each[:5], None) for each in told(found.contacts)] == [
        (*each[:5], None) for each in expected([("", officer, member)])
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("Councillors Able and Best", ["Councillor Able", "Councillor Best"]),
        ("Cllr Ann Able / Cllr Bo Best", ["Cllr Ann Able", "Cllr Bo Best"]),
    ],
)
def test_two_members_with_two_addresses_are_two_contacts(names: str, found: list[str]) -> None:
    lines = ["Member contacts:", f"Names: {names}", "Post: Chair", "Email: a@b.uk", "c@d.uk", "Tel: 01223 1"]
    people = read("\n".join(lines).encode(), "p.txt").contacts
    assert [(each.name, each.email, each.phone) for each in people] == [
        (found[0], "a@b.uk", "01223 1"),
        (found[1], "c@d.uk", "01223 1"),
    ]
    (one,) = read("\n".join(lines[:4]).encode(), "p.txt").contacts
    assert (one.name, one.email) == (names, "a@b.uk")


@pytest.mark.parametrize(
    "lines",
    [
        ["Name: Ann Able", "Tel: 01223 1"],
        ["Officer contact:", "Tel: 01223 1", "Name: Ann Able"],
        ["Officer contact:", "The officer will say more.", "Name: Ann Able"],
        ["Officer contact:", "Name:", "Tel: 01223 1"],
    ],
)
def test_what_does_not_stand_as_a_contact_is_shown_as_it_is(lines: list[str]) -> None:
    found = read("\n".join(lines).encode(), "p.txt")
    assert not found.contacts and [each.text for each in found.kept] == lines
