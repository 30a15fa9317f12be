"""A paper as Markdown: whatever its texts are, it has the shape that it was given, and no text acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jatui.papers.document import RATED, Bar, Chart, Document, Part, Section, Table, as_markdown

ODD = (
    "<script>alert(1)</script>",
    "a | b || c",
    "[x](http://example.org) ![y](z)",
    "https://www.example.org/?a=1&amp;b",
    "www.example.org",
    "ann@example.org",
    "`code` **bold** _it_ ~~no~~",
    "---",
    "# head\n\n- item\n1. one",
    "ends with \\",
    "| --- |",
    "\x1b[31m\r\n\t\u202e",
    "",
)
texts = st.sampled_from(ODD) | st.text(max_size=20)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.lists(texts, min_size=width, max_size=width)
    numbers = draw(st.none() | st.integers(0, width))
    return Table(draw(row), draw(st.lists(row, max_size=3)), draw(texts), numbers)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    parts = draw(
        st.sampled_from([RATED, (Part("met", "one"), Part("moved", "other")), (Part("live", "one"),)])
    )
    numbers = st.lists(st.integers(0, 2000), min_size=len(parts), max_size=len(parts))
    bars = st.lists(st.builds(Bar, texts, numbers, texts), max_size=3)
    return Chart(draw(texts), draw(texts), parts, draw(bars), draw(texts), draw(st.booleans()))


sections = st.builds(
    Section,
    texts,
    st.lists(texts.map("Told: {}".format), max_size=2),
    st.lists(tables(), max_size=2),
    st.lists(charts(), max_size=2),
)
documents = st.builds(
    Document, texts, st.lists(st.tuples(texts, texts), max_size=2), st.lists(sections, max_size=3)
)


@given(documents)
def test_no_text_changes_the_shape_of_a_paper(document: Document) -> None:
    tokens = MarkdownIt("gfm-like").parse(as_markdown(document))
    inner = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in tokens]
    assert not {"html_block", "fence", "code_block", "hr", "blockquote_open", "lheading"} & set(kinds)
    assert {child.type for child in inner} <= {"text", "text_special"}
    held = [table for section in document.sections for table in section.tables]
    held += [chart.table(drawn=True) for section in document.sections for chart in section.charts]
    assert kinds.count("table_open") == len(held)
    assert kinds.count("tr_open") == sum(1 + len(table.rows) for table in held)
    assert kinds.count("th_open") == sum(len(table.headings) for table in held)
    assert kinds.count("td_open") == sum(len(row) for table in held for row in table.rows)
    captions = sum(bool(table.caption) for table in held)
    assert kinds.count("heading_open") == 1 + len(document.sections) + captions
    assert kinds.count("list_item_open") == len(document.facts)


def test_each_text_is_changed_and_names_of_columns_and_facts_stay() -> None:
    table = Table(("a", "b"), [("a", "b")], "a", 1)
    chart = Chart("a", "a", (Part("a", "one"),), [Bar("a", (1,), "a", "a")], "a")
    found = Document("a", [("a", "a")], [Section("a", ["a"], [table], [chart])]).each(str.upper)
    (section,) = found.sections
    assert (found.title, list(found.facts), section.heading) == ("A", [("a", "A")], "A")
    assert section.sentences == ["A"] and section.tables[0].caption == "A"
    assert list(section.tables[0].rows) == [["A", "B"]] and section.tables[0].headings == ("a", "b")
    assert section.tables[0].rows[:1][0] == ["A", "B"] and len(section.tables[0].rows) == 1
    assert section.charts == [Chart("A", "a", (Part("a", "one"),), [Bar("A", (1,), "A", "A")], "a")]


def test_a_bar_drawn_as_text_has_a_sign_of_each_part_and_is_never_too_long() -> None:
    chart = Chart("Load", "Lead", RATED, [Bar("Ann", (1, 0, 2, 0, 1)), Bar("Bo", (0, 5000, 0, 1, 0))])
    few = Chart("Load", "Lead", RATED, chart.bars[:1]).table(drawn=True)
    assert list(few.rows) == [["Ann", "■●●·", "1", "0", "2", "0", "1"]]
    assert few.headings == ["Lead", "Bar", "Red", "Amber", "Green", "Blue", "Not rated"] and few.numbers == 2
    (_, short, *_), (_, long, *numbers) = chart.table(drawn=True).rows
    assert short == "■●·" and long == "▲" * 30 + "◆" and numbers == ["0", "5,000", "0", "1", "0"]
