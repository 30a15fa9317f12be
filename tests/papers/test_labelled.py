"""Actions as labelled paragraphs, block after block, are rows; what is not plainly one of theirs stays where it stands."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.importing.account import Found
from jatui.domain.importing.found import find
from jatui.papers.imported.files import read_paper
from tests.papers.printed import packed, paragraph

Lines = Sequence[str]


def as_word(lines: Lines) -> bytes:
    return packed("".join(map(paragraph, lines)))


def as_web(lines: Lines) -> bytes:
    return f"<html><body>{''.join(f'<p>{html.escape(each)}</p>' for each in lines)}</body></html>".encode()


def as_markdown(lines: Lines) -> bytes:
    bold = (f"**{each.replace(': ', ':** ', 1)}" if ": " in each else each for each in lines)
    return "\n\n".join(bold).encode()


FORMATS: dict[str, Callable[[Lines], bytes]] = {
    "p.txt": lambda lines: "\n".join(lines).encode(),
    "p.md": as_markdown,
    "p.html": as_web,
    "p.docx": as_word,
}
BLOCKS = (
    "Report to the committee", "Date: 3 March 2021",
    "Recommendation 3: Publish a vision.", "Action: Consult, then publish", "Lead: Chief Executive", "By: 31 March 2022",
    "Status: In progress",
    "Recommendation 4: Review the rules.", "Action: Review them", "Lead: A Roe", "By: May 2022", "It depends on elections.",
    "Recommendation 6: Train members.", "Action: Train them", "Lead: B Poe", "By: June 2022", "Status: Not started",
)  # fmt: skip


def read(lines: Lines, name: str) -> Found:
    document, _ = read_paper(FORMATS[name](lines), name)
    found = find(document, {})
    found.tally()
    return found


def rows(found: Found) -> list[tuple[str, ...]]:
    return [
        (item.ref, item.cells.get("action", ""), item.cells.get("lead", ""), item.cells.get("milestone", ""))
        for item in found.items
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_blocks_of_the_same_labels_are_rows(name: str) -> None:
    found = read(BLOCKS, name)
    assert rows(found) == [
        ("3", "Consult, then publish", "Chief Executive", "31 March 2022"),
        ("4", "Review them", "A Roe", "May 2022"),
        ("6", "Train them", "B Poe", "June 2022"),
    ]
    assert [item.recommendations[0].text for item in found.items] == [
        "Publish a vision.",
        "Review the rules.",
        "Train members.",
    ]
    assert [item.said for item in found.items] == [
        [("status", "Status", "In progress")],
        [],
        [("status", "Status", "Not started")],
    ]
    assert {each.text.strip("* ").replace(":**", ":") for each in found.kept} == {
        "Report to the committee",
        "Date: 3 March 2021",
        "It depends on elections.",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_begin_blocks_too_and_short_lines_between_them_are_titles(name: str) -> None:
    found = read(
        (
            "Homes", "H1. Build homes", "Owner: A Roe", "Due: March 2022", "H2. Let homes", "Owner: B Poe", "Due: ongoing",
            "Roads", "R1. Mend roads", "Owner: A Roe", "Due: 2023",
        ),
        name,
    )  # fmt: skip
    assert rows(found) == [
        ("H1", "Build homes", "A Roe", "March 2022"),
        ("H2", "Let homes", "B Poe", "ongoing"),
        ("R1", "Mend roads", "A Roe", "2023"),
    ]
    assert [item.title for item in found.items] == ["Homes", "Homes", "Roads"]
    assert not found.kept


def test_several_actions_under_one_recommendation_have_its_ref() -> None:
    found = read(
        (
            "Recommendation 1: Publish a vision of the place.", "Action: Consult", "Lead: A Roe", "Action: Publish",
            "Lead: B Poe",
            "Recommendation 2: Review all of the rules.", "Action: Review", "Lead: A Roe",
        ),
        "p.txt",
    )  # fmt: skip
    assert rows(found) == [
        ("1", "Consult", "A Roe", ""),
        ("1", "Publish", "B Poe", ""),
        ("2", "Review", "A Roe", ""),
    ]
    assert len(found.notes) == 1


def test_labels_of_one_line_are_told_apart_and_wrapped_lines_joined() -> None:
    found = read(
        (
            "Action 1: Publish the vision that everybody in the borough", "can understand",
            "Lead: A Roe; By: March 2022; Status: Amber", "",
            "Action 2: Review it", "Lead: B Poe | By: May 2022 | Status: Green",
        ),
        "p.txt",
    )  # fmt: skip
    assert rows(found) == [
        ("1", "Publish the vision that everybody in the borough can understand", "A Roe", "March 2022"),
        ("2", "Review it", "B Poe", "May 2022"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        BLOCKS[:7],
        (
            "Present: Cllr Roe",
            "Action: none",
            "Apologies: Cllr Poe",
            "Minutes",
            "Present: Cllr Poe",
            "Apologies: none",
        ),
        ("Name: A Roe", "Email: a@x.uk", "Telephone: 1", "Name: B Poe", "Email: b@x.uk", "Telephone: 2"),
        ("1. The committee noted the report.", "2. The committee agreed: nothing.", "Lead: A Roe"),
    ],
)
def test_one_block_alone_minutes_and_contacts_are_no_rows(lines: Lines) -> None:
    found = read(lines, "p.txt")
    assert not found.items and not found.tables


def test_contacts_and_notes_below_the_last_block_are_none_of_its_words() -> None:
    found = read(
        (*BLOCKS, "Officer Contact", "Name: Jane Roe", "Email: j@x.uk", "Comments: see above"), "p.txt"
    )
    assert found.items[-1].said == [("status", "Status", "Not started")]
    assert [each.name for each in found.contacts] == ["Jane Roe"]


LABELS = st.sampled_from(
    ["Action: ", "Lead: ", "By: ", "Recommendation 2: ", "Status: ", "Theme 1: ", "Name: ",
     "3. ", "H1 ", "Action\n", "", "**Lead:** "]
)  # fmt: skip
WORDS = st.sampled_from(
    ["a Roe", "March 2022", "Publish; review | see.", "x: y", "", "**", "none.\tLead: B", "1. two"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(str.__add__, LABELS, WORDS), max_size=16), st.sampled_from(sorted(FORMATS)))
def test_no_character_of_whatever_labels_is_lost(lines: list[str], name: str) -> None:
    document, _ = read_paper(FORMATS[name](lines) or b" ", name)
    find(document, {}).tally()


def test_a_long_paper_of_blocks_is_read_in_one_go() -> None:
    lines = [
        line
        for number in range(1, 1203)
        for line in (f"Action {number}: Do it", "Lead: A Roe", "By: May 2022")
    ]
    found = read(lines, "p.txt")
    assert [item.ref for item in found.items][-2:] == ["1201", "1202"] and not found.kept
