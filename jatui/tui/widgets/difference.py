"""What something was and what it became, with the words that changed marked."""

from __future__ import annotations

from textual.content import Content

from jatui.domain.differences import compare, is_alike
from jatui.tui.widgets.beside import beside, marked
from jatui.tui.widgets.text import shown

ARROW = " → "


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


def _gone(text: str) -> Content:
    return shown(text).stylize("$quiet strike")
