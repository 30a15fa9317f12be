"""Answers that run beside several recommendations: in merged cells, cut into rows, or under headings of their own."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jatui.domain.importing.account import Found
from tests.papers.printed import cell, packed, workbook
from tests.papers.test_imported import read

WORDS = st.sampled_from("a plan for homes roads schools and the budget of 2022/23 £5k parks (new)".split())  # noqa: SIM905
SENTENCES = st.lists(WORDS, min_size=3, max_size=9).map(
    lambda words: f"We agree with all that is said of {' '.join(words)}."
)
Table = list[tuple[list[str], str]]
"""Answers, each with the recommendations that stand beside it."""
TABLES = st.lists(st.tuples(st.lists(SENTENCES, min_size=1, max_size=4), SENTENCES), min_size=1, max_size=5)


def in_word(table: Table, numbered: bool) -> bytes:
    """Write a table to Word whose cells of answers are merged downwards."""
    rows = [[*(["No."] if numbered else []), "Recommendation", "Action"]]
    merges = [""]
    number = 0
    for asked, answer in table:
        for place, each in enumerate(asked):
            number += 1
            rows.append([*([str(number)] if numbered else []), each, "" if place else answer])
            merges.append(
                "" if len(asked) == 1 else "<w:vMerge/>" if place else '<w:vMerge w:val="restart"/>'
            )
    body = "".join(
        f"<w:tr>{''.join(map(cell, row[:-1]))}{cell(row[-1], merge)}</w:tr>"
        for row, merge in zip(rows, merges, strict=True)
    )
    return packed(f"<w:tbl>{body}</w:tbl>")


def on_the_web(table: Table, numbered: bool) -> bytes:
    """Write a table as a page whose cells of answers go over several rows."""
    lines = [f"<table><tr>{'<th>No.' * numbered}<th>Recommendation<th>Action"]
    number = 0
    for asked, answer in table:
        for place, each in enumerate(asked):
            number += 1
            ref = f"<td>{number}" * numbered
            lines.append(f"<tr>{ref}<td>{each}" + ("" if place else f"<td rowspan={len(asked)}>{answer}"))
    return "\n".join([*lines, "</table>"]).encode()


def in_a_sheet(table: Table, numbered: bool) -> bytes:
    """Write a table as a spreadsheet with merged cells."""
    rows = [(*(["No."] if numbered else []), "Recommendation", "Action")]
    merges = []
    column = "C" if numbered else "B"
    for asked, answer in table:
        first = len(rows) + 1
        for place, each in enumerate(asked):
            rows.append((*([str(len(rows))] if numbered else []), each, "" if place else answer))
        if len(asked) > 1:
            merges.append(f"{column}{first}:{column}{len(rows)}")
    return workbook([rows], merges)


def cut(table: Table, numbered: bool) -> bytes:
    """Write a table as text in which each answer is cut in the midst of its sentence beside the recommendations."""
    lines = ["No.\tRecommendation\tAction" if numbered else "Recommendation\tAction"]
    for asked, answer in table:
        words = answer.split()
        for place, each in enumerate(asked):
            ref = f"{len(lines)}\t" * numbered
            part = " ".join(
                words[2 * place :] if place == len(asked) - 1 else words[2 * place : 2 * place + 2]
            )
            lines.append(f"{ref}{each}\t{part}")
    return "\n".join(lines).encode()


def answers(found: Found) -> Table:
    return [([each.text for each in item.recommendations], item.cells["action"]) for item in found.items]


@pytest.mark.parametrize(
    ("name", "write"),
    [("p.docx", in_word), ("p.html", on_the_web), ("p.xlsx", in_a_sheet), ("p.txt", cut)],
)
@settings(max_examples=15)
@given(TABLES, st.booleans())
def test_an_answer_beside_several_recommendations_is_one_action(
    name: str, write: object, table: Table, numbered: bool
) -> None:
    if write is cut:
        assume(
            all(
                place < 1 or _begins_small(answer, place)
                for asked, answer in table
                for place in range(len(asked))
            )
        )
    found = read(write(table, numbered), name)  # type: ignore[operator]
    assert answers(found) == table
    if numbered:
        refs = [each.ref for item in found.items for each in item.recommendations]
        firsts = [item.ref for item in found.items]
        assert sorted(map(int, [*firsts, *filter(None, refs)])) == list(range(1, len(refs) + 1))


def _begins_small(answer: str, place: int) -> bool:
    """Tell whether the part of an answer at a place goes on in the midst of its sentence."""
    words = answer.split()[2 * place :]
    return bool(words) and words[0][0].islower()


@settings(max_examples=40)
@given(TABLES, st.booleans())
def test_a_recommendation_beside_an_empty_cell_is_kept_and_answered_by_nothing_for_certain(
    table: Table, numbered: bool
) -> None:
    lines = ["No.\tRecommendation\tAction" if numbered else "Recommendation\tAction"]
    for asked, answer in table:
        for place, each in enumerate(asked):
            lines.append(f"{len(lines)}\t" * numbered + f"{each}\t{'' if place else answer}")
    found = read("\n".join(lines).encode(), "p.txt")
    assert answers(found) == table
    assert [each.answered for item in found.items for each in item.recommendations] == [
        place == 0 for asked, _ in table for place in range(len(asked))
    ]


SERIES = st.sampled_from(
    [
        ("Officer groups", "Member groups"),
        ("Phase one", "Phase two"),
        ("What the council does", "What partners will do"),
    ]
)


@settings(max_examples=40)
@given(
    st.lists(SENTENCES, min_size=4, max_size=7, unique=True),
    st.lists(SENTENCES, min_size=7, max_size=7),
    SERIES,
    st.data(),
)
def test_a_text_with_headings_that_goes_over_rows_is_one_answer(
    asked: list[str], texts: list[str], series: tuple[str, str], data: st.DataObject
) -> None:
    begin = data.draw(st.integers(1, len(asked) - 2))
    end = data.draw(st.integers(begin + 1, len(asked) - 1))
    lines = ["Recommendation\tAction"]
    for place, (recommendation, text) in enumerate(zip(asked, texts, strict=False)):
        if place == begin:
            text = f"<u>{series[0]}</u> {text}"
        elif place == end:
            text = f"<p>{text}</p><p><b>{series[1]}</b></p><p>{text}</p>"
        lines.append(f"{recommendation}\t{text}")
    found = read("\n".join(lines).encode(), "p.txt")
    run = [item for item in found.items if len(item.recommendations) > 1]
    assert [[each.text for each in item.recommendations] for item in run] == [asked[begin - 1 : end + 1]]
    assert [each.text for item in found.items for each in item.recommendations] == asked
    assert found.notes == [
        f"The rows at {', '.join(str(place + 2) for place in range(begin - 1, end + 1))} stand beside one text, "
        "as the headings in it show; they are taken as one action."
    ]
    assert found.tables[0].actions == len(found.items)


@pytest.mark.parametrize(
    "rows",
    [
        ["Ask\t<u>Done</u> {}", "Beg\t<u>Done</u> {}", "Call\t<p>{}</p><p>Done</p><p>{}</p>"],
        ["Ask\t{}", "Beg\t<p><u>Officer training</u></p><p>{}</p>", "Call\t<p>{}</p><p>Next steps</p><p>{}</p>"],
        ["Ask\t<u>Officer groups</u> {}", "Beg\t<p>{}</p><p>Member groups</p><p>{}</p>", "Call\t{}"],
        ["Ask\t{}", "Beg\t<p><u>Officer groups</u></p><p>{}</p><p>Member groups</p><p>{}</p>", "Call\t{}"],
    ],
)  # fmt: skip
def test_answers_with_headings_of_their_own_stay_apart(rows: list[str]) -> None:
    text = "We agree on what is to be done about it."
    lines = ["Recommendation\tAction", *(row.replace("{}", text) for row in rows)]
    found = read("\n".join(lines).encode(), "p.txt")
    assert [[each.text for each in item.recommendations] for item in found.items] == [
        ["Ask"],
        ["Beg"],
        ["Call"],
    ]
    assert found.notes == []


def test_rows_with_leads_of_their_own_stay_apart_whatever_headings_they_have() -> None:
    text = "We agree on what is to be done about it."
    lines = [
        "Recommendation\tAction\tLead", f"Ask\t{text}\tAnn Able", f"Beg\t<u>Officer groups</u> {text}\tBo Best",
        f"Call\t<p>{text}</p><p>Member groups</p><p>{text}</p>\tCy Cole",
    ]  # fmt: skip
    found = read("\n".join(lines).encode(), "p.txt")
    assert [item.cells["lead"] for item in found.items] == ["Ann Able", "Bo Best", "Cy Cole"]


def test_several_actions_under_one_objective_stay_apart_where_its_cell_is_empty_below() -> None:
    text = "Objective\tAction\tLead\nClean streets\tSweep roads\tAnn\n\tEmpty bins\tBo\n\tand paint them\t\n"
    found = read(text.encode(), "p.txt")
    assert [(item.cells["action"], item.cells["lead"]) for item in found.items] == [
        ("Sweep roads", "Ann"),
        ("Empty bins and paint them", "Bo"),
    ]
