"""A paper as Markdown: whatever its texts are, it has the shape that it was given, and no text acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jatui.papers.document import Document, Section, Table, as_markdown

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


sections = st.builds(
    Section, texts, st.lists(texts.map("Told: {}".format), max_size=2), st.lists(tables(), max_size=2)
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
    assert kinds.count("table_open") == len(held)
    assert kinds.count("tr_open") == sum(1 + len(table.rows) for table in held)
    assert kinds.count("th_open") == sum(len(table.headings) for table in held)
    assert kinds.count("td_open") == sum(len(row) for table in held for row in table.rows)
    captions = sum(bool(table.caption) for table in held)
    assert kinds.count("heading_open") == 1 + len(document.sections) + captions
    assert kinds.count("list_item_open") == len(document.facts)


def test_each_text_is_changed_and_names_of_columns_and_facts_stay() -> None:
    table = Table(("a", "b"), [("a", "b")], "a", 1)
    found = Document("a", [("a", "a")], [Section("a", ["a"], [table])]).each(str.upper)
    section = Section("A", ["A"], [Table(("a", "b"), [["A", "B"]], "A", 1)])
    assert found == Document("A", [("a", "A")], [section])
