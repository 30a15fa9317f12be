"""What something was and what it became, with the words that changed marked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from jatui.domain.differences import compare, is_alike
from jatui.tui.widgets.beside import beside, marked
from jatui.tui.widgets.text import fit, shown

ARROW = " → "

LABEL = 18
"""Cells of a field's name."""

LEAST = 30
"""Cells that what a field was and became have at least."""


def difference(before: str | None, after: str | None, width: int) -> list[Content]:
    """Return both texts in so many cells: on one line where they fit, else side by side or one under the other."""
    if before is None or after is None:
        text = shown(after or "").stylize("bold $accent") if before is None else _gone(before)
        return list(text.wrap(width)) or [Content("")]
    former, later = compare(before, after)
    kin = is_alike(former, later)
    left = marked(former, "$quiet strike") if kin else _gone(before)
    right = marked(later, "bold $accent") if kin else shown(after).stylize("bold $accent")
    line = left + Content.styled(ARROW, "$quiet") + right
    if line.cell_length <= width and "\n" not in line.plain:
        return [line]
    return beside([left], [right], width)


def named(name: str, lines: Sequence[Content], label: int) -> list[Content]:
    """Return lines with a name at the left of the first, in so many cells."""
    names = [fit(name, label), *[" " * label] * (len(lines) - 1)]
    return [shown(left).stylize("$quiet") + line for left, line in zip(names, lines, strict=True)]


def field(name: str, before: str | None, after: str | None, width: int) -> list[Content]:
    """Return what a field was and what it became in so many cells, its name at the left."""
    label = min(LABEL, width // 3)
    return named(name.replace("_", " "), difference(before, after, max(LEAST, width - 1 - label)), label)


def _gone(text: str) -> Content:
    return shown(text).stylize("$quiet strike")
