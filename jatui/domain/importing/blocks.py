"""What a paper is made of, whatever wrote it: prose and tables in their order, and the characters that it has."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_FURNITURE: Final = re.compile(
    r"[\s\f*_-]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s\f*_-]*|[\s\f]*page\s+[ivxlc]+[\s\f]*|[-_*=\s\f]{3,}",
    re.IGNORECASE,
)


_LONGEST_LINE: Final = 200
"""Characters beyond which what stands between tables is no number of a page."""


class Cell(NamedTuple):
    """A cell of a table; `again` where it is part of a merged cell whose words were printed before.

    `fill` is its colour as six digits.
    """

    text: str
    again: bool = False
    fill: str = ""


class GridRow(NamedTuple):
    """A row of a table and where it begins; `whole` where one cell goes over all columns."""

    number: int
    cells: tuple[Cell, ...]
    whole: bool = False

    @property
    def texts(self) -> list[str]:
        """The words of the cells."""
        return [cell.text for cell in self.cells]


@dataclass(slots=True)
class Grid:
    """A table; `part` names the sheet, or what hangs on a mail, that it stands in.

    One that was made of labelled paragraphs has what their labels are made of, and its headings are those labels again.
    """

    rows: list[GridRow]
    part: str = ""
    labels: Counter[str] | None = None

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


class Prose(NamedTuple):
    """A line or paragraph outside tables; `heading` where the paper marks it as one, `top` where a page begins with it.

    `follows` says of a line of text that it stands right below another; `level` is that of a heading, 0 where it has none.
    """

    number: int
    text: str
    heading: bool = False
    part: str = ""
    top: bool = False
    follows: bool = False
    level: int = 0

    @property
    def is_furniture(self) -> bool:
        """Whether it is the number of a page or a line drawn across it, which part a table only in print."""
        return len(self.text) <= _LONGEST_LINE and bool(_FURNITURE.fullmatch(self.text))


Block = Grid | Prose


@dataclass(slots=True)
class Document:
    """A paper as it was read: its blocks, how many of which characters it has, and sentences about all of it.

    `characters` counts what is not blank in the file itself, before any of it was made into blocks; `marks` counts those
    that only draw a table or say how words look.
    """

    name: str
    unit: str = "line"
    blocks: list[Block] = field(default_factory=list)
    characters: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    blanks: int = 0
    notes: list[str] = field(default_factory=list)

    def count(self, text: str) -> None:
        """Count the characters of a text as the paper's."""
        shown = letters(text)
        self.characters += shown
        self.blanks += len(text) - shown.total()


def letters(text: str) -> Counter[str]:
    """Return how many of each character a text has, without blanks."""
    found = Counter(text)
    for char in [each for each in found if each.isspace()]:
        del found[char]
    return found
