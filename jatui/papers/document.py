"""A paper as plain sections, sentences and tables, whatever it tells, and the one way in which it becomes Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jatui.papers.escapes import markdown


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `caption` says what they are, and from the column `numbers` on all cells are numbers."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numbers: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: a heading, sentences of a paragraph each, and tables."""

    heading: str
    sentences: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: its title, facts about it by their names, and its sections."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=tuple)

    def each(self, change: Callable[[str], str]) -> Document:
        """Return the paper with every text of it changed."""
        return Document(
            change(self.title),
            [(name, change(told)) for name, told in self.facts],
            [
                Section(
                    change(section.heading),
                    [change(sentence) for sentence in section.sentences],
                    [
                        replace(
                            table,
                            rows=[[change(cell) for cell in row] for row in table.rows],
                            caption=change(table.caption),
                        )
                        for table in section.tables
                    ],
                )
                for section in self.sections
            ],
        )

    def as_json(self) -> dict[str, Any]:
        """Return the paper as `--json` prints it: each row of a table by its headings."""
        return {
            "title": self.title,
            "facts": dict(self.facts),
            "sections": [
                {
                    "heading": section.heading,
                    "sentences": list(section.sentences),
                    "tables": [
                        {
                            "caption": table.caption,
                            "rows": [dict(zip(table.headings, row, strict=True)) for row in table.rows],
                        }
                        for table in section.tables
                    ],
                }
                for section in self.sections
            ],
        }


def as_markdown(document: Document) -> str:
    """Return a paper as Markdown, in which every text of it stands as data."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {markdown(document.title)}"
    yield ""
    yield from (f"- {markdown(name)}: {markdown(told)}" for name, told in document.facts)
    for section in document.sections:
        yield from ("", f"## {markdown(section.heading)}")
        for sentence in section.sentences:
            yield from ("", markdown(sentence))
        for table in section.tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from ("", f"### {markdown(table.caption)}")
    yield ""
    first = len(table.headings) if table.numbers is None else table.numbers
    yield _row(table.headings)
    yield _row(["---:" if place >= first else "---" for place in range(len(table.headings))], plain=True)
    yield from (_row(row) for row in table.rows)


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(markdown, cells))} |"
