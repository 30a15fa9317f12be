"""Quotes in a filter: how they are read and written, straight or curly, and what in them is an apostrophe."""

from __future__ import annotations

import re

from jatui.domain.query.model import FilterError

DOUBLE = '"“”„‟'
SINGLE = "'‘’‚‛"
QUOTES = DOUBLE + SINGLE
VALUE = re.compile(r"(?:[^\s,()]|\([^\s,()]*\))+")
"""A value without quotes: up to a blank, a comma, or a parenthesis that stands alone."""

BRIEF = 20
"""Characters of a text that a sentence repeats."""


def unquoted(text: str, start: int) -> tuple[str, int]:
    """Return what stands between the quotes that open at a place, and where they end.

    Straight and curly quotes close each other. A quote within is doubled or follows a backslash; a single
    quote that a letter follows is an apostrophe. Raises FilterError where nothing closes them.
    """
    quotes = DOUBLE if text[start] in DOUBLE else SINGLE
    kept: list[str] = []
    place = start + 1
    while place < len(text):
        char, after = text[place], text[place + 1 : place + 2]
        if after and ((char == "\\" and after in f"\\{QUOTES}") or (char in quotes and after == char)):
            kept.append(after)
            place += 2
        elif char in quotes and (quotes is DOUBLE or not after or after.isspace() or after in ",)"):
            return "".join(kept), place + 1
        else:
            kept.append(char)
            place += 1
    begun = text[start + 1 : start + BRIEF].strip()
    raise FilterError(f"The quote before {begun!r} is not closed. Close it or leave it out.", start)


def is_apostrophe(text: str, place: int) -> bool:
    """Tell whether a single quote stands before the digits of a year, as in `Dec '21`, and closes nowhere."""
    if text[place] not in SINGLE or not text[place + 1 : place + 2].isdigit():
        return False
    try:
        unquoted(text, place)
    except FilterError:
        return True
    return False


def quoted(text: str) -> str:
    """Return text in quotes, those within it and backslashes marked."""
    return '"' + "".join(f"\\{char}" if char in f"\\{DOUBLE}" else char for char in text) + '"'


def quoted_if_needed(value: str) -> str:
    """Return a value as it is written after a colon."""
    return value if VALUE.fullmatch(value) and value[0] not in QUOTES else quoted(value)
