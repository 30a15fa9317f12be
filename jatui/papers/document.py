"""A paper as plain sections, sentences, tables and charts, whatever it tells, and the one way in which it becomes Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple, overload

from jatui.domain.words import LETTERS, SHAPES
from jatui.papers.escapes import markdown

WIDE: Final = 14
"""From how many columns on, those of words counted twice, a table wants a page that lies on its side."""

NOTED: Final = "◇"
"""The sign at a bar of which something is noted, such as a meeting in its month."""

LONGEST_BAR: Final = 30
"""Signs that a bar drawn as text has at most."""

Change = Callable[[str], str]


class Rows(Sequence[Sequence[str]]):
    """Rows of a table, each changed only when it is asked for, so that a long table is never held twice."""

    def __init__(self, rows: Sequence[Sequence[str]], change: Change) -> None:
        self._rows = rows
        self._change = change

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(place, slice):
            return Rows(self._rows[place], self._change)
        return [self._change(cell) for cell in self._rows[place]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `caption` says what they are, and from the column `numbers` on all cells are numbers.

    The column `ratings` holds ratings, each with its shape in front.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numbers: int | None = None
    ratings: int | None = None

    @property
    def wide(self) -> bool:
        """Whether it wants a page that lies on its side."""
        return len(self.headings) + self.first_number >= WIDE

    @property
    def first_number(self) -> int:
        """The first column of numbers, or how many columns there are where none is."""
        return len(self.headings) if self.numbers is None else self.numbers


class Part(NamedTuple):
    """What one kind of part of a bar counts, and how it looks: as a rating or as one of PLAIN."""

    name: str
    look: str

    @property
    def sign(self) -> str:
        """The shape that stands for one of it in text."""
        return PLAIN.get(self.look) or SHAPES[self.look if self.look in SHAPES else None]

    @property
    def called(self) -> str:
        """What it is called in a legend: a rating with its letter in front."""
        letter = LETTERS.get(self.look)
        return f"{letter} {self.name}" if letter else self.name


PLAIN: Final = {"one": "▮", "other": "▯"}
"""How parts look that are no ratings, with their signs."""

RATED: Final = (*(Part(word, word) for word in SHAPES if word), Part("not rated", "none"))
"""The parts of a bar that counts ratings."""


class Bar(NamedTuple):
    """One bar: what it is of, the numbers of its parts, words beside it, and a shorter name for a picture."""

    name: str
    numbers: Sequence[int]
    note: str = ""
    short: str = ""

    def called(self, most: int) -> str:
        """Return a name that fits beside the bar in a picture; the whole of it stands in the table."""
        one = " ".join((self.short or self.name).split())
        return one if len(one) <= most else one[: max(1, most - 1)].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers that people would rather look at: bars of parts, one under the other or, `upright`, side by side.

    `what` says what each bar is of, and `notes` what the words beside the bars are.
    """

    caption: str
    what: str
    parts: Sequence[Part]
    bars: Sequence[Bar]
    notes: str = ""
    upright: bool = False

    @property
    def longest(self) -> int:
        """The highest sum of a bar."""
        return max((sum(bar.numbers) for bar in self.bars), default=0)

    def words(self) -> str:
        """Return what the chart shows, for those who do not see it."""
        return f"{'; '.join(map(self._bar_words, self.bars))}. The table below has the same numbers."

    def _bar_words(self, bar: Bar) -> str:
        told = [
            f"{number:,} {part.name}" for part, number in zip(self.parts, bar.numbers, strict=True) if number
        ]
        note = f" ({bar.note})" if bar.note else ""
        return f"{bar.name}{note}: {', '.join(told) or 'none'}"

    def table(self, *, drawn: bool) -> Table:
        """Return the same numbers as a table, in which bars are `drawn` as text where no picture stands beside it."""
        before = [self.what, *([self.notes] if self.notes else []), *(["Bar"] if drawn else [])]
        rows = [
            [
                bar.name,
                *([bar.note] if self.notes else []),
                *([self._drawn(bar)] if drawn else []),
                *(f"{number:,}" for number in bar.numbers),
            ]
            for bar in self.bars
        ]
        names = [part.name[:1].upper() + part.name[1:] for part in self.parts]
        return Table([*before, *names], rows, self.caption, len(before))

    def _drawn(self, bar: Bar) -> str:
        """Return a bar as signs, each for one or for several where there are many; no number but 0 is without a sign."""
        scale = max(1.0, self.longest / LONGEST_BAR)
        return "".join(
            part.sign * (max(1, round(number / scale)) if number else 0)
            for part, number in zip(self.parts, bar.numbers, strict=True)
        )

    def each(self, change: Change) -> Chart:
        """Return the chart with every text of its bars changed."""
        bars = [Bar(change(bar.name), bar.numbers, change(bar.note), change(bar.short)) for bar in self.bars]
        return replace(self, caption=change(self.caption), bars=bars)

    def as_json(self) -> dict[str, Any]:
        """Return the chart as `--json` prints it."""
        return {
            "caption": self.caption,
            "bars": [
                {
                    self.what: bar.name,
                    **{part.name: number for part, number in zip(self.parts, bar.numbers, strict=True)},
                    **({self.notes: bar.note} if self.notes else {}),
                }
                for bar in self.bars
            ],
        }


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: a heading, sentences of a paragraph each, charts and tables."""

    heading: str
    sentences: Sequence[str] = ()
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()

    def each(self, change: Change) -> Section:
        """Return the section with every text of it changed."""
        return Section(
            change(self.heading),
            [change(sentence) for sentence in self.sentences],
            [
                replace(each, rows=Rows(each.rows, change), caption=change(each.caption))
                for each in self.tables
            ],
            [chart.each(change) for chart in self.charts],
        )

    def as_json(self) -> dict[str, Any]:
        """Return the section as `--json` prints it."""
        return {
            "heading": self.heading,
            "sentences": list(self.sentences),
            "tables": [
                {
                    "caption": table.caption,
                    "rows": [dict(zip(table.headings, row, strict=True)) for row in table.rows],
                }
                for table in self.tables
            ],
            "charts": [chart.as_json() for chart in self.charts],
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: its title, facts about it by their names, its sections, and the moment of the state that it tells."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=tuple)
    moment: str = "1970-01-01T00:00:00+00:00"

    @property
    def lying(self) -> range:
        """The places of the sections on sheets that lie on their side: from the first with a wide table to the last."""
        places = [
            place
            for place, section in enumerate(self.sections)
            if any(table.wide for table in section.tables)
        ]
        return range(places[0], places[-1] + 1) if places else range(0)

    def each(self, change: Change) -> Document:
        """Return the paper with every text of it changed, the rows of its tables when they are asked for."""
        return replace(
            self,
            title=change(self.title),
            facts=[(name, change(told)) for name, told in self.facts],
            sections=[section.each(change) for section in self.sections],
        )

    def as_json(self) -> dict[str, Any]:
        """Return the paper as `--json` prints it: each row of a table by its headings."""
        return {
            "title": self.title,
            "facts": dict(self.facts),
            "sections": [section.as_json() for section in self.sections],
        }


def as_markdown(document: Document) -> str:
    """Return a paper as Markdown, in which every text of it stands as data."""
    return "".join(markdown_lines(document))


def markdown_lines(document: Document) -> Iterator[str]:
    """Yield the lines of a paper as Markdown, each with its end."""
    return (f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield f"# {markdown(document.title)}"
    yield ""
    yield from (f"- {markdown(name)}: {markdown(told)}" for name, told in document.facts)
    for section in document.sections:
        yield from ("", f"## {markdown(section.heading)}")
        for sentence in section.sentences:
            yield from ("", markdown(sentence))
        for chart in section.charts:
            yield from _table(chart.table(drawn=True))
        for table in section.tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield from ("", f"### {markdown(table.caption)}")
    yield ""
    first = table.first_number
    yield _row(table.headings)
    yield _row(["---:" if place >= first else "---" for place in range(len(table.headings))], plain=True)
    yield from (_row(row) for row in table.rows)


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(markdown, cells))} |"
