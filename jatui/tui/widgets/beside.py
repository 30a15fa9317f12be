"""Two texts side by side with the words that changed, or one under the other where there is little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.content import Content

from jatui.domain.differences import Part
from jatui.tui.widgets.text import shown

LEAST_HALF = 34
"""Cells of a half below which the two stand one under the other."""

_GAP = " │ "


def marked(parts: Sequence[Part], style: str) -> Content:
    """Return a text with the words that changed in a style."""
    return Content("").join(
        shown(part.text).stylize(style) if part.changed else shown(part.text) for part in parts
    )


def beside(left: Sequence[Content], right: Sequence[Content], width: int) -> list[Content]:
    """Return the lines of two columns, each folded to its half; or those of the right and then of the left one."""
    half = (width - len(_GAP)) // 2
    if half < LEAST_HALF:
        return [*_folded(right, width), Content(""), *_folded(left, width)]
    pairs = zip_longest(_folded(left, half), _folded(right, half), fillvalue=Content(""))
    gap = Content.styled(_GAP, "$line")
    return [one + Content(" " * (half - one.cell_length)) + gap + other for one, other in pairs]


def _folded(lines: Sequence[Content], width: int) -> list[Content]:
    return [part for line in lines for part in (line.wrap(width) or [Content("")])]
