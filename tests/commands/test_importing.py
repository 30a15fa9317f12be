"""Importing papers as irregular as people make them: nothing is lost, and the same paper again changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.importing import ImportPaper, NoPlan, Read, prepare
from jatui.commands.tracker import Tracker
from jatui.papers.imported.files import read_paper
from jatui.store import Store

CELLS = {
    "Ref": ("A.1", "A.2", "A.2 (cont.)", "A.3", "", "Homes and roads"),
    "Recommendation": ("Write a plan.", "Publish it.", "build homes and", ""),
    "Action": (
        "We agree to it.", "a) Draft it", "build homes and", "and more", "",
        "<u>Officer groups</u> We agree to go on as before, and more.",
        "<p>We agree.</p><p>Member groups</p><p>We agree that it goes on.</p>", "**Bold**",
    ),
    "Lead": ("Ann Able", "Bo Best/ Cy Cole", "AD Roads & Parks", ""),
    "When": ("May 2022", "Jul '22 & Ep '22", "Ongoing", ""),
    "Status": ("Done", "In progress", "Green", ""),
    "Theme": ("Homes", "Roads", ""),
}  # fmt: skip
BETWEEN = (
    ["", "Page 3", ""], ["", "Homes Plan", "3", ""], ["", "\fHomes Plan"], ["", "Homes (continued)", ""], [""], ["A note."],
    ["", "Roads", ""], ["Homes\t\t"],
)  # fmt: skip
PEOPLE = (
    "Officer contact:", "Member contacts:", "Name: Ann", "Names: A / B", "Email: a@b.uk", "c@d.uk", "Tel: 1", "Post:",
    "Parks Board", "Officer contact:\t\tMember contact\t", "Name:\tAnn\tName:\tBo", "Tel:\t1\tTel:\t2", "Board\t\t\t",
)  # fmt: skip


@st.composite
def papers(draw: st.DrawFn) -> str:
    """Draw the text of a paper with a table or two, cut and filled as it comes."""
    heads = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=6, unique=True))
    heads = heads if {"Action", "Recommendation"} & set(heads) else [*heads, "Action"]
    lines = ["Homes Plan", "", *draw(st.lists(st.sampled_from(PEOPLE), max_size=6))]
    for _ in range(draw(st.integers(1, 2))):
        lines += [draw(st.sampled_from(("Table 1: Homes", "Homes", ""))), "\t".join(heads)]
        for _ in range(draw(st.integers(1, 6))):
            lines.append("\t".join(draw(st.sampled_from(CELLS[head])) for head in heads))
            lines += draw(st.sampled_from((*[[]] * len(BETWEEN), *BETWEEN)))
    return "\n".join(lines)


@settings(max_examples=12)
@given(papers())
def test_the_same_paper_again_changes_nothing_however_irregular_it_is(text: str) -> None:
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "x.sqlite3") as store:
        tracker = Tracker(store, "all", dt.date(2023, 1, 1), "test")
        wish = ImportPaper(
            file="p.txt", new="p", repeated=True, paper=Read(*read_paper(text.encode(), "p.txt"))
        )
        try:
            ready = prepare(tracker, wish)
        except NoPlan as problem:
            assert problem.tally["characters"] == len(text)
            return
        assert ready.tally["characters"] == len(text)
        tracker.run(replace(wish, ready=ready))
        again = prepare(tracker, replace(wish, new=None, to_plan="p"))
        assert (again.outcome.changes, again.outcome.gone) == ([], [])
        assert again.outcome.same == len(again.found.items) == len(ready.found.items)
