"""The rating that the colour of a cell is, where a paper has no word for it; only what nobody would call otherwise is one."""

from __future__ import annotations

import colorsys
from typing import Final

_HUES: Final = (("red", 0, 14), ("amber", 25, 53), ("green", 78, 165), ("blue", 192, 250), ("red", 346, 360))
"""The hues, in degrees, of the colours that ratings have; yellow, orange red, turquoise and purple are none of them."""

_STRONG: Final = 0.45
"""How strong and how light a colour is at least that is plainly one, from 0 to 1."""

_COLOURED: Final = 0.12
"""How strong at least what is no white, grey or black."""

UNCLEAR: Final = "?"
"""What a fill is called of which one only knows that it is coloured."""


def colour_of(fill: str) -> str | None:
    """Return the rating that a fill is, given as six digits; an empty one where it is unclear, None where it is no colour."""
    if fill == UNCLEAR:
        return ""
    try:
        red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return None
    hue, strength, light = colorsys.rgb_to_hsv(red, green, blue)
    if strength < _COLOURED or light < _COLOURED:
        return None
    if strength < _STRONG or light < _STRONG:
        return ""
    return next((name for name, begin, end in _HUES if begin <= hue * 360 <= end), "")
