"""The one gate for text on its way to a screen: nothing in it can steer a terminal or hide from a reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from jatui.domain.errors import Misused

UNSEEN: Final = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200C), (0x200E, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE007F),
)  # fmt: skip
"""The characters that steer or hide, from the first to the last of each range."""

_UNSEEN: Final = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSEEN) + "]")
_KEPT_IN_LINES: Final = "\t\n"


def clean(text: str) -> str:
    """Return text for one line, each character that steers or hides replaced by one that can be seen.

    Control characters become their pictures (U+2400 to U+2421), and C1 codes, bidirectional overrides,
    line separators, zero-width characters, soft hyphens, tags and lone surrogates become U+FFFD. The
    zero-width joiner stays, since emoji and some scripts are written with it; plain right-to-left text
    stays too. The length never changes. A text in which nothing is replaced is returned as it is.
    """
    return text if text.isprintable() else _UNSEEN.sub(lambda found: picture(found[0]), text)


def clean_lines(text: str) -> str:
    """Return text of several lines as `clean` does, but for its line ends, written `\\n`, and its tabs."""
    if text.isprintable():
        return text
    return replace_unseen(text.replace("\r\n", "\n"), picture)


def replace_unseen(text: str, sign: Callable[[str], str]) -> str:
    """Return text of several lines with `sign` of each character that steers or hides in the place of it."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in _KEPT_IN_LINES else sign(found[0]), text)


def picture(character: str) -> str:
    """Return the visible sign that stands for an unseen character."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def in_quotes(words: str, most: int = 60) -> str:
    """Return words as a sentence quotes them: on one line, with nothing that steers, and no longer than `most` characters."""
    one = clean(" ".join(words.split()))
    return f'"{one if len(one) <= most else one[: most - 1] + "…"}"'


def written(text: str, what: str) -> str:
    """Return what was written, cleaned; raises Misused where nothing was."""
    found = clean_lines(text).strip()
    if not found:
        raise Misused(f"The {what} is empty. Write it in words; nothing was changed.")
    return found
