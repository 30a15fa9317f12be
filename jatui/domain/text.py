"""The one gate for text on its way to a screen: nothing in it can steer a terminal or hide from a reader."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
UNSEEN_IN_LINES: Final = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))
"""One character that steers a terminal or hides from a reader, in text of several lines."""


def clean(text: str) -> str:
    """Return text for one line, each character that steers or hides replaced by one that can be seen.

    Control characters become their pictures (U+2400 to U+2421), and C1 codes, bidirectional overrides,
    line separators, zero-width characters, soft hyphens, tags and lone surrogates become U+FFFD. The
    zero-width joiner stays, since emoji and some scripts are written with it; plain right-to-left text
    stays too. The length never changes. A text in which nothing is replaced is returned as it is.
    """
    return text if text.isprintable() else _UNSEEN.sub(_picture, text)


def clean_lines(text: str) -> str:
    """Return text of several lines as `clean` does, but for its line ends, written `\\n`, and its tabs."""
    if text.isprintable():
        return text
    return UNSEEN_IN_LINES.sub(_picture, text.replace("\r\n", "\n"))


def picture(character: str) -> str:
    """Return the visible sign that stands for an unseen character."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _picture(found: re.Match[str]) -> str:
    return picture(found[0])
