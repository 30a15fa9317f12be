"""A paper as HTML: sound and accessible whatever its texts are, the same each time, and asking for nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from jatui.domain.words import RATINGS, SHAPES
from jatui.papers.document import RATED, Bar, Chart, Document, Part, Section, Table
from jatui.papers.html import html_lines
from jatui.papers.stylesheet import STYLESHEET
from tests.papers.pages import contrast, read_page
from tests.papers.test_document import documents


def page(document: Document, *own: str) -> str:
    return "".join(html_lines(document, *own))


@given(documents)
def test_no_text_changes_the_shape_of_a_page(document: Document) -> None:
    text = page(document)
    root, faults = read_page(text)
    words = ("a table without a caption", "a title without words", "a picture without words")
    assert not [fault for fault in faults if fault not in words]
    held = [table for section in document.sections for table in (*section.tables, *section.charts)]
    assert len(root.all("table")) == len(held)
    assert len(root.all("svg")) == sum(len(section.charts) for section in document.sections)
    assert len(root.all("h2")) == len(document.sections) and len(root.all("dt")) == len(document.facts)
    assert text == page(document) and text.encode("utf-8")


def test_words_in_cells_are_told_whole_and_are_no_markup() -> None:
    odd = "a <b>&amp;</b> \"q\" 'p' \x1b[2J\nsecond line"
    root, faults = read_page(
        page(Document(odd, [(odd, odd)], [Section(odd, [odd], [Table([odd], [[odd]], odd)])]))
    )
    assert not faults and not root.all("b")
    (cell,) = [each for each in root.all("th") if each.given["scope"] == "row"]
    assert cell.text == odd.replace("\x1b", "\u241b")


def rated() -> Document:
    rows = [
        (f"E.{place}", f"{SHAPES[rating]} {rating or 'not rated'}") for place, rating in enumerate(SHAPES)
    ]
    table = Table(("Ref", "Rating"), rows, "Ratings", ratings=1)
    chart = Chart("Load", "Lead", RATED, [Bar("Ann Able", (1, 2, 3, 4, 5)), Bar("Bo", (0, 0, 0, 0, 0))])
    months = [Bar(f"Month {place}", (place,), "S&R" if place == 2 else "") for place in range(15)]
    strip = Chart("Ahead", "Month", (Part("live", "one"),), months, "Meetings", upright=True)
    return Document("Paper", [], [Section("One", ["Said."], [table], [chart, strip])])


def test_a_rating_is_never_told_by_colour_alone() -> None:
    root, faults = read_page(page(rated()))
    assert not faults
    coloured = {
        each.given["class"]: each.text for each in root.all("td") if each.given.get("class") in RATINGS
    }
    assert coloured == {rating: f"{SHAPES[rating]} {rating}" for rating in RATINGS}
    load = root.all("svg")[0]
    assert "Ann Able: 1 red, 2 amber, 3 green, 4 blue, 5 not rated; Bo: none." in load.all("desc")[0].text
    assert {"R red", "A amber", "G green", "B blue"} <= {each.text for each in load.all("text")}
    patterns = {each.given["id"]: len(each.all("path")) for each in load.all("pattern")}
    assert all(drawn for name, drawn in patterns.items() if not name.endswith("none"))


def test_a_chart_has_its_numbers_beside_it_and_stays_within_its_frame() -> None:
    root, _ = read_page(page(rated()))
    figures = root.all("table")[0]
    assert [each.text for each in figures.all("tr")] == [
        "LeadRedAmberGreenBlueNot rated",
        "Ann Able12345",
        "Bo00000",
    ]
    for picture in root.all("svg"):
        _, _, width, height = map(float, picture.given["viewbox"].split())
        drawn = [each for each in picture.all("rect") if "x" in each.given]
        for each in drawn:
            x, y, wide, tall = (float(each.given[name]) for name in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and x + wide <= width and y + tall <= height
        assert all(float(each.given["y"]) <= height for each in picture.all("text"))


def test_what_stands_on_a_colour_can_be_read() -> None:
    names = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", STYLESHEET))
    grounds = re.findall(
        r"^td\.\w+ \{ background: (#\w{6}); \}| td\.\w+ \{ background: (#\w{6}); \}", STYLESHEET, re.M
    )
    colours = [one or other for one, other in grounds] + [names["ground"], names["head"]]
    assert len(colours) == len(RATINGS) + 2
    assert all(contrast(names["ink"], each) >= 7 for each in colours)
    assert (
        contrast(names["quiet"], names["ground"]) >= 4.5 and contrast(names["link"], names["ground"]) >= 4.5
    )
    assert contrast(names["line"], names["ground"]) >= 3


def test_heads_come_again_on_each_sheet_and_wide_tables_lie_on_their_side() -> None:
    assert "thead { display: table-header-group; }" in STYLESHEET and "size: A4 landscape" in STYLESHEET
    wide = Section("Wide", [], [Table([str(place) for place in range(9)], [["x"] * 9])])
    narrow = Section("Narrow", ["Said."], [Table([str(place) for place in range(9)], [["x"] * 9], numbers=1)])
    root, _ = read_page(page(Document("Paper", [], [narrow, wide, narrow, wide, narrow])))
    assert [each.given.get("class") for each in root.all("section")] == [None, "wide", "wide", "wide", None]


@pytest.mark.parametrize(
    "own", ["p { color: red }</style><script>alert(1)</script>", "\ud800 \u202e </STYLE >"]
)
def test_a_stylesheet_of_the_councils_own_stays_one(own: str) -> None:
    root, faults = read_page(page(rated(), own))
    assert not faults and len(root.all("style")) == 1
    assert page(rated(), own).encode("utf-8")
    assert "default-src 'none'" in root.all("meta")[1].given["content"]
