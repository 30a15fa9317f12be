"""The lines of prose that begin with a label, "Lead: ...", or with the number of an action."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jatui.domain.headings import Part, part_of
from jatui.domain.importing.blocks import Cell, Grid, Prose, letters
from jatui.domain.importing.shape import shape_of
from jatui.domain.match import words

_REF: Final = r"(?:[A-Z]{1,4}[.\-/ ]?)?\d{1,4}(?:[./]\d{1,3})*[a-z]?"
_LABEL: Final = re.compile(
    rf"[\s>*_•·\-–—]{{0,8}}(?P<label>[A-Za-z][A-Za-z /&()'’-]{{0,50}}?)(?:\s+(?:no\.?\s*)?(?P<ref>{_REF}))?[*_\s]{{0,4}}"
    r"(?P<sign>:|\s?[-–—](?=\s)|\.(?=\s)|$)[*_]{0,3}\s*"
)
_NUMBERED: Final = re.compile(
    r"[\s>*_]{0,8}(?P<ref>(?:[A-Z]{1,4}[.\-/]?\d{1,3}|\d{1,3}(?=[.):/]))(?:[./]\d{1,3})*[a-z]?)[.):]{0,2}[*_]{0,3}\s+(?=[^\s\d])"
)
_APART: Final = re.compile(r"(?:\s*[|;]|\t|\s{3})\s*")
_SIGNS: Final = " \t|;"
_LONGEST: Final = 70
"""Characters within which a label ends."""

_LONGEST_LINE: Final = 500
"""Characters beyond which a line has no labels but the one that it begins with."""

NUMBER: Final = ""
"""The key of a line that begins with a number in the place of a label."""


_TITLES: Final[tuple[Part, ...]] = ("ref", "theme", "recommendation", "action")
"""What a label is about that may begin a title."""


class Line(NamedTuple):
    """A line of prose: the label that it begins with, folded to tell it again, and as printed, its number, and the rest."""

    prose: Prose
    key: str | None = None
    label: str = ""
    ref: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return self.prose.text

    @property
    def part(self) -> Part | None:
        """What its label is about."""
        return "action" if self.key == NUMBER else part_of(self.label) if self.key else None

    def is_label(self, below: Sequence[Line]) -> bool:
        """Tell whether it is one after all: a number, before labels alone, and a label without a sign, before other words."""
        if self.key == NUMBER:
            after = next((each for each in below if each.key is not None or not each.prose.follows), None)
            return after is not None and after.part not in (None, "fact", "action", "theme")
        return bool(self.value or self.ref or self.text.rstrip("*_ ").endswith(":")) or bool(
            below and below[0].key is None and not below[0].prose.heading
        )


def lines_of(prose: Prose) -> list[Line]:
    """Return the lines of a paragraph, and of one with several labels the stretch of each."""
    found: list[Line] = []
    for text in filter(str.strip, prose.text.split("\n")):
        pieces = _pieces(text.strip())
        found += [_line(prose._replace(text=piece)) for piece in pieces]
    return found


def is_said(prose: Prose) -> bool:
    """Tell whether a line says something by its label, as "Date: 3 March" does, and is the title of nothing."""
    line = lines_of(prose)[0]
    return bool(line.key and line.value) and line.part not in (None, *_TITLES)


def with_ref(grid: Grid, above: Prose, maps: Mapping[str, Part]) -> Grid:
    """Return a table of one action with its ref from the line above it, which has a label and a number alone."""
    lines = lines_of(above)
    shape = shape_of(grid.rows[0], maps)
    if shape is None or "ref" in shape.parts or len(lines) != 1 or lines[0].part not in _TITLES:
        return grid
    ref = lines[0].ref
    if not ref or lines[0].value:
        return grid
    head, *rows = (
        row._replace(cells=(Cell(ref if at else "Ref"), *row.cells)) for at, row in enumerate(grid.rows)
    )
    labels = letters(above.text) + letters("".join(grid.rows[0].texts)) - letters(ref)
    return Grid([head, *rows], grid.part, labels)


def _pieces(text: str) -> list[str]:
    """Return the stretches of a line that begin with a known label each; the line itself where one does not."""
    if len(text) > _LONGEST_LINE or text.count(":") < 2:
        return [text]
    ends = [found.end() for found in _APART.finditer(text)]
    begins = [0, *ends]
    pieces = [text[at:end].strip() for at, end in zip(begins, [*ends, len(text)], strict=True)]
    known = (_line(Prose(0, piece)) for piece in pieces)
    return pieces if all(each.key and each.part and each.value for each in known) else [text]


def _line(prose: Prose) -> Line:
    """Return a line with its label, if it begins with one."""
    text = prose.text
    found = _LABEL.match(text[:_LONGEST])
    if found and _counts(found, prose.heading, len(text)):
        label = " ".join(found["label"].split())
        part = part_of(label)
        key = " ".join(words(label))
        if part == "theme":
            return Line(prose, key, label, "", text.strip("*_ "))
        return Line(prose, key, label, found["ref"] or "", _bare(text[found.end() :]))
    numbered = _NUMBERED.match(text[:_LONGEST])
    if numbered:
        return Line(prose, NUMBER, "", numbered["ref"], _bare(text[numbered.end() :]))
    return Line(prose)


def _counts(found: re.Match[str], heading: bool, length: int) -> bool:
    """Tell whether what looks like a label is one: a colon ends it, or it is known and a number or a sign stands behind it."""
    if found["sign"] == ":":
        return True
    if part_of(" ".join(found["label"].split())) is None or (not found["sign"] and found.end() < length):
        return False
    return bool(found["ref"]) or (found["sign"] != "." and not heading)


def _bare(value: str) -> str:
    """Return what stands behind a label without the signs that end it, or say how it looks."""
    bare = value.strip(_SIGNS)
    for mark in ("**", "__"):
        if bare.endswith(mark) and bare.count(mark) % 2:
            bare = bare.removesuffix(mark).rstrip()
    return bare
