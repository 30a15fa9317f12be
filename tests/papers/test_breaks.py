"""Tables that pages cut, with all that a page prints between; and rows that stand under the ref of the row above."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.importing.breaks import continued
from tests.papers.printed import cell, packed
from tests.papers.test_imported import plans, read, rows

HEAD = "Ref\tAction\tMilestone\tCommittee\tLead"
BETWEEN = (
    ["", "Page 3 of 9", ""],
    ["", "Homes Delivery Plan", "3", ""],
    ["", "\fHomes Delivery Plan", ""],
    ["Homes Delivery Plan 2021/22 | 3", "", "\fScrutiny Committee, agenda item 7", ""],
    ["", "Table 1: Homes (continued)", ""],
    ["- 3 -", "Table 1: Homes (cont'd)"],
)  # fmt: skip
"""What a page may print below and above the rows of a table: numbers, running heads, the caption again."""


@settings(max_examples=60)
@given(plans(), st.sampled_from(BETWEEN), st.booleans(), st.data())
def test_a_table_goes_on_whatever_a_page_prints_between(
    plan: list[tuple[str, ...]], between: list[str], headed: bool, data: st.DataObject
) -> None:
    plan = [(ref, text, "Dec 2021", "S&R", "Ann Able") for ref, text, *_ in plan]
    at = data.draw(st.integers(1, len(plan)))
    ref, text, *rest = plan[at - 1]
    lines = [line.strip("\f") for line in between if line.strip("\f -3|") and "Table" not in line]
    lines += ["", "Table 1: Homes", HEAD, *("\t".join(row) for row in plan[: at - 1])]
    lines += ["\t".join((ref, f"{text} and", *rest)), *between, *([HEAD] if headed else [])]
    lines += ["\tmore of it\t\t\t", *("\t".join(row) for row in plan[at:]), "", "That is all."]
    found = read("\n".join(lines).encode(), "p.txt")
    expected = [*plan[: at - 1], (ref, f"{text} and more of it", *rest), *plan[at:]]
    assert rows(found) == expected
    assert len(found.tables) == 1 and {item.title for item in found.items} == {"Table 1: Homes"}


def test_a_title_that_stands_twice_without_a_page_begins_another_table() -> None:
    text = f"Homes\n{HEAD}\nA.1\tBuild\tMay\tS&R\tAnn\n\nHomes\n{HEAD}\nA.1\tMend\tMay\tS&R\tAnn\n"
    assert len(read(text.encode(), "p.txt").tables) == 2


def test_a_ref_that_is_said_to_go_on_is_no_other_action() -> None:
    text = f"{HEAD}\nA.1\tBuild homes\tMay\tS&R\tAnn\nA.1 (cont.)\tand roads\t\t\t\nA.2 (cont.)\tMend\t\t\t\n"
    found = read(text.encode(), "p.txt")
    assert [(item.ref, item.cells["action"]) for item in found.items] == [
        ("A.1", "Build homes and roads"),
        ("A.2 (cont.)", "Mend"),
    ]
    assert [(kept.number, kept.text) for kept in found.kept] == [(3, "A.1 (cont.)")]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Homes (continued)", "Homes"), ("Homes - cont'd", "Homes"), ("continued:", ""), ("Homes cont.", "Homes"),
        ("Homes continued to grow", None), ("Contents", None), ("Context", None), ("We go on", None),
    ],
)  # fmt: skip
def test_a_caption_says_that_it_goes_on(text: str, rest: str | None) -> None:
    assert continued(text) == rest


SUBS = [
    ("Draft it", "Ann Able", "May 2022"),
    ("Consult on it", "Bo Best", "June 2022"),
    ("Adopt it", "Full Council", "July"),
]
LETTERED = [(f"{letter}) {text}", *rest) for letter, (text, *rest) in zip("abc", SUBS, strict=True)]


def as_text(subs: list[tuple[str, ...]]) -> bytes:
    lines = ["No\tRecommendation\tAction\tWho\tWhen"]
    lines += [
        "\t".join(("" if place else "1", "" if place else "Write a plan.", *sub))
        for place, sub in enumerate(subs)
    ]
    return "\n".join([*lines, "2\tPublish it.\tPublish\tCy Cole\tMay 2023"]).encode()


def as_word(subs: list[tuple[str, ...]]) -> bytes:
    top, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    lines = ["".join(map(cell, ("No", "Recommendation", "Action", "Who", "When")))]
    for place, sub in enumerate(subs):
        merged = [cell("1", top), cell("Write a plan.", top)] if not place else [cell("", on)] * 2
        lines.append("".join([*merged, *map(cell, sub)]))
    lines.append("".join(map(cell, ("2", "Publish it.", "Publish", "Cy Cole", "May 2023"))))
    return packed(f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>")


@pytest.mark.parametrize("subs", [SUBS, LETTERED])
@pytest.mark.parametrize(("name", "write"), [("p.txt", as_text), ("p.docx", as_word)])
def test_several_actions_beside_one_recommendation_keep_their_own_leads_and_dates(
    name: str, write: object, subs: list[tuple[str, ...]]
) -> None:
    found = read(write(subs), name)  # type: ignore[operator]
    said = [tuple(item.cells[part] for part in ("action", "lead", "milestone")) for item in found.items]  # type: ignore[index]
    assert said == [*subs, ("Publish", "Cy Cole", "May 2023")]
    assert [item.ref for item in found.items] == ["1", "1", "1", "2"]
    assert [[each.text for each in item.recommendations] for item in found.items] == [
        *[["Write a plan."]] * 3,
        ["Publish it."],
    ]
    assert len(found.notes) == (2 if write is as_text else 0)


def test_bold_cells_of_markdown_are_read_without_their_signs() -> None:
    text = "| **Ref** | Action | Lead |\n|---|---|---|\n| **A.1** | **Build** a *house* | __Ann Able__ |\n| A**2** | x | y |\n"
    found = read(text.encode(), "p.md")
    assert [(item.ref, item.cells["action"], item.cells["lead"]) for item in found.items] == [
        ("A.1", "**Build** a *house*", "Ann Able"),
        ("A**2**", "x", "y"),
    ]
