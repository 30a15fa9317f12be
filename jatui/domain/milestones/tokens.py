"""Cut a wording into tokens: words, numbers and marks, each with its place in the wording.

Typists, word processors and scanners write one mark in many ways. `clean` makes each kind of apostrophe, dash
and space one character and leaves every place as it was, so that a token can always show the very characters
that it stands for. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALIKE = {
    "'": "‘’‚‛′‵`´ʹʻʼʽˈ＇",
    '"': "“”„‟″«＂",
    "-": "‐‑‒–—―−﹘﹣－⁃",
    " ": "_\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "\n": "\u2028\u2029\x0b\x0c\r\x85",
    "/": "⁄∕／",
    "&": "＆﹠",
    ".": "．․",
    ",": "，、",
    ":": "：",
    ";": "；",
    "(": "（",
    ")": "）",
    "?": "？",
    ">": "→⇒⟶➔➜►»",
    "s": "ˢ",
    "t": "ᵗ",
    "n": "ⁿ",
    "d": "ᵈ",
    "r": "ʳ",
    "h": "ʰ",
} | {str(digit): chr(0xFF10 + digit) for digit in range(10)}
"""Each character that is read, and those that are read as it. One stands for one, so that places stay."""

_TABLE = {ord(other): one for one, others in _ALIKE.items() for other in others}
_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing: a soft hyphen inside a month must not break it."""

_MARKUP = re.compile(
    r"</?(?:p|br|li|ul|ol|div|td|tr|u|b|i|em|strong|span|sup|sub)\b[^<>]{0,80}>|&nbsp;|&amp;", re.I
)
_INLINE = re.compile(r"</?(?:u|b|i|em|strong|span|sup|sub)\b|&nbsp;", re.I)

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[0-9]+|-->|->|=>|~~|[^ ]")


@dataclass(slots=True)
class Token:
    """One word, number or mark; `glued` when nothing stands between it and the token before."""

    text: str
    low: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Return whether the token is a run of digits."""
        return self.text[0] in "0123456789"


def clean(text: str) -> tuple[str, list[int] | None]:
    """Return the wording with one character for each kind of mark, and where each stood if any was dropped."""
    plain = _MARKUP.sub(_blank, text.translate(_TABLE))
    if not any(mark in plain for mark in _SILENT):
        return plain, None
    kept = [place for place, mark in enumerate(plain) if mark not in _SILENT]
    return "".join(plain[place] for place in kept), kept


def _blank(match: re.Match[str]) -> str:
    """Return what markup left over from a table's cell stands for, as wide as it is: a line, a space, an ampersand."""
    mark = match.group()
    sign = "&" if mark.lower() == "&amp;" else " " if _INLINE.match(mark) else "\n"
    return sign.ljust(len(mark))


def cut(plain: str) -> list[Token]:
    """Return the tokens of a cleaned wording in order."""
    tokens = []
    last = None
    for match in _TOKEN.finditer(plain):
        start, end = match.span()
        word = match.group()
        tokens.append(Token(word, word.lower(), start, end, start == last))
        last = end
    return tokens
