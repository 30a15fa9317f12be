"""Text from records made ready for widgets: never markup, never a control code, always of known width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from rich.cells import cell_len, get_character_cell_size
from textual.content import Content

from jatui.domain.text import clean, clean_lines

Piece = tuple[str, str]
"""A text and its style."""

Align = Literal["left", "right", "center"]
"""Where a text stands in a cell that is wider than it."""

CUT: Final = "…"
"""What ends a text that is longer than its cell."""

_LINE_END: Final = "↵"
_JOINERS: Final = [0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)]
_FLAT: Final[dict[int, str | None]] = {
    0x09: "→",
    0x0A: _LINE_END,
    **dict.fromkeys(_JOINERS, None),
    **{0x1F1E6 + place: chr(ord("A") + place) for place in range(26)},
}


def shown(text: str) -> Content:
    """Return text as content that any widget shows as it is written, brackets and all."""
    return Content(clean_lines(text).expandtabs(4))


def pieces(parts: Sequence[Piece]) -> Content:
    """Return texts, each with its style, as one line."""
    return Content("").join(shown(text).stylize(style) if style else shown(text) for text, style in parts)


def flat(text: str) -> str:
    """Return text as one line whose width every terminal measures alike.

    Line ends become arrows. Joiners, variation selectors and skin tones go, and a flag is shown by its
    letters, since terminals disagree on how many cells such a sequence takes.
    """
    if text.isprintable() and text.isascii():
        return text
    return clean(text.replace("\r\n", "\n").translate(_FLAT))


def fit(text: str, width: int, align: Align = "left", cut: str = CUT) -> str:
    """Return text in exactly `width` cells: padded where it is short, ended by `cut` where it is long."""
    if text.isascii() and text.isprintable():
        taken = len(text)
        if taken > width:
            return text[: width - 1] + cut if width > 0 else ""
    else:
        whole = len(text)
        text = flat(text[: 16 * width + 16])
        taken = cell_len(text)
        if taken > width or whole > 16 * width + 16:
            text, taken = _cut(text, width, cut)
    if align == "left":
        return text + " " * (width - taken)
    if align == "right":
        return " " * (width - taken) + text
    before = (width - taken) // 2
    return " " * before + text + " " * (width - taken - before)


def _cut(text: str, width: int, cut: str) -> tuple[str, int]:
    """Return the beginning of a flat text that fits before a `cut` of one cell, and the cells of both."""
    if width < 1:
        return "", 0
    taken = 0
    for place, character in enumerate(text):
        cells = get_character_cell_size(character)
        if taken + cells > width - 1:
            return text[:place] + cut, taken + 1
        taken += cells
    return text + cut, taken + 1
