"""The lines that a request sheet prints, found again in a reply by their codes, whatever stands among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from jatui.domain.mailed import Mail
from jatui.domain.marks import LONGEST, agrees, extend

MOST_BETWEEN: Final = 200
"""How many lines may stand between two lines of the sheet before the second is taken to be gone."""

MOST_MISSING: Final = 12
"""How many lines of a part of the sheet are looked for in vain before the rest of them is taken to be gone too."""

OWN_SIGNS: Final = frozenset("-–—_.,;:!()[]{}<>|*#/\\\"'“”‘’«»•·…=+~`^")
"""Signs that may be left of a line of the sheet where mail programs bend it."""


def take(mail: Mail, own: bytearray, words: range) -> None:
    """Take some words for the sheet's, and the bullet or other signs that stand before them on their line."""
    for word in range(bulleted(mail, words.start), words.stop):
        own[word] = 1


def bulleted(mail: Mail, begin: int) -> int:
    """Return the first of the signs that stand before a word on its line, or the word itself where none do."""
    line = mail.line_of[begin]
    while begin and mail.line_of[begin - 1] == line and set(mail.words[begin - 1]) <= OWN_SIGNS:
        begin -= 1
    return begin


@dataclass(slots=True)
class Matched:
    """Where a sheet's lines were found: each as its words, in order; and the words among them that may be changed lines."""

    after: int
    pieces: list[range] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    missing: bool = False


def match_lines(mail: Mail, own: bytearray, start: int, limit: int, codes: Iterable[int]) -> Matched:
    """Find the lines of a sheet by their codes from a word on, in order, whatever was written among them."""
    found = Matched(start)
    missed = 0
    for code in codes:
        piece = at(mail, found.after, code)
        if piece is None:
            piece = next(
                (each for begin in _begins(mail, found.after, limit) if (each := at(mail, begin, code))),
                None,
            )
        if piece is None:
            found.missing = True
            missed += 1
            if missed == MOST_MISSING:
                break
            continue
        if found.missing:
            found.doubtful += [word for word in range(found.after, piece.start) if not own[word]]
        take(mail, own, piece)
        found.pieces.append(piece)
        found.missing = False
        found.after = _signs_after(mail, own, piece.stop)
    return found


def _begins(mail: Mail, start: int, limit: int) -> Iterator[int]:
    """Yield the words at which a line may begin, after a bullet too."""
    last = mail.line_of[start] + MOST_BETWEEN if start < limit else 0
    for word in range(start, limit):
        if mail.line_of[word] > last:
            return
        if mail.begins_line(word):
            yield word


def at(mail: Mail, begin: int, code: int) -> range | None:
    """Return the words from one on that a code is of, if there are such."""
    hashed = length = 0
    for word in range(begin, len(mail.words)):
        for char in mail.keys[word]:
            hashed = extend(hashed, char)
        length += len(mail.keys[word])
        if length > LONGEST:
            return None
        if length and agrees(hashed, code):
            return range(begin, word + 1)
    return None


def _signs_after(mail: Mail, own: bytearray, word: int) -> int:
    """Take the signs that end a line of the sheet, and return the word after them."""
    while word < len(mail.words) and mail.line_of[word] == mail.line_of[word - 1]:
        if not set(mail.words[word]) <= OWN_SIGNS:
            break
        own[word] = 1
        word += 1
    return word
