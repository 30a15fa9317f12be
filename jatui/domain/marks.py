"""The marks of a request sheet: what it is about, and codes by which its own words are known again in a reply.

A mark names the plan, the day of the meeting and the action, and holds a code for each line that the sheet prints
after it. Codes are of letters and digits alone, so that quoting, wrapping and other dashes or quotes leave them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from jatui.domain.match import fold

LONGEST = 400
"""How many letters and digits one code covers at most; a longer line has several."""

MOST_BESIDE = 3
"""How many words after a mark may look like codes of it."""

ALPHABET = "0123456789bcdfghjkmnpqrstvwxyz"
"""The letters of a mark's codes: no vowel, so that none is a word."""
_WIDTH = 5
_SPACE: Final[int] = len(ALPHABET) ** _WIDTH
_BASE, _PRIME = 1_000_003, (1 << 61) - 1

DASHES = "-‐‑‒–—―−"
_DAY = rf"(\d{{4}})\s*[{DASHES}]\s*(\d\d)\s*[{DASHES}]\s*(\d\d)"
_BEGIN = re.compile(
    rf"jatui\s*:?\s*(?:(?P<kind>sheet)|action\s+(?P<handle>\S.{{0,80}}?))\s+of\s+(?P<plan>\S.{{0,120}}?)\s+for\s+{_DAY}"
    rf"\s*=?\s*(?P<codes>(?:[{ALPHABET}]{{{_WIDTH}}}(?![^\W_])\s*){{0,400}})[\])}}]?",
    re.IGNORECASE,
)
_END = re.compile(r"jatui\s*:?\s*end\s+of\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\s\])}]+")
_CLOSED = re.compile(r"\s*[\])}]")
_KEY = re.compile(r"[^a-z0-9]")
_TOKEN = re.compile(r"\[?[^\s:\[\]]*[:\]]+|\[?[^\s:\[\]]+|\[+")


def key(text: str) -> str:
    """Return the letters and digits of a text, folded: what no mail program changes."""
    if text.isascii():
        return _KEY.sub("", text.lower())
    return "".join(char for char in fold(unicodedata.normalize("NFKC", text)) if char.isalnum())


def codes(line: str) -> list[int]:
    """Return the codes of a line that a sheet prints: one, or several where it is long; none where it has no words."""
    found: list[int] = []
    hashed = length = 0
    for word in tokens(line):
        added = key(word)
        if length and length + len(added) > LONGEST:
            found.append(hashed % _SPACE)
            hashed = length = 0
        for char in added:
            hashed = extend(hashed, char)
        length += len(added)
    return [*found, hashed % _SPACE] if length else found


def extend(hashed: int, char: str) -> int:
    """Return the running number of a text that goes on with a character."""
    return (hashed * _BASE + ord(char) + 1) % _PRIME


def agrees(hashed: int, code: int) -> bool:
    """Tell whether a running number is that of a code."""
    return hashed % _SPACE == code


def tokens(text: str) -> list[str]:
    """Return the words of a text, parted at blanks and at the colons and brackets where people begin to type."""
    return _TOKEN.findall(text)


def token_places(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end."""
    return [found.span() for found in _TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it was found: from the word `first` to before the word `after`.

    `kind` is `sheet`, `action` or `end`. `sound` tells whether it is as it was written; a mark that is not is
    never trusted with an answer.
    """

    kind: str
    handle: str
    plan: str
    day: date | None
    codes: tuple[int, ...]
    first: int
    after: int
    sound: bool = True


def begin_mark(plan: str, day: date, lines: Iterable[str], handle: str | None = None) -> str:
    """Return the mark of a sheet (or of an action on it) whose own lines follow it."""
    kind = "sheet" if handle is None else "action"
    own = [code for line in lines for code in codes(line)]
    check = _check(kind, handle or "", plan, day, own)
    name = kind if handle is None else f"{kind} {handle}"
    written = " ".join(map(_written, [check, *own]))
    return f"[jatui: {name} of {plan} for {day.isoformat()} = {written}]"


def end_mark(handle: str) -> str:
    """Return the mark that ends what is asked of an action."""
    return f"[jatui: end of {handle}]"


def find_marks(words: Sequence[str]) -> list[Mark]:
    """Return the marks in the words of a mail, in order, however they were wrapped, bracketed or spelt."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(words)
    begun = list(_begins(text, starts))
    found = [*begun, *_ends(text, starts, {mark.handle for mark in begun if mark.handle})]
    return sorted(found, key=lambda mark: mark.first)


def _begins(text: str, starts: Sequence[int]) -> Iterator[Mark]:
    """Yield the marks that begin a sheet or an action."""
    for match in _BEGIN.finditer(text):
        year, month, day_of = (int(match[place]) for place in (4, 5, 6))
        try:
            day = date(year, month, day_of)
        except ValueError:
            continue
        kind = "sheet" if match["kind"] else "action"
        given = [_read(code) for code in match["codes"].lower().split()]
        named, read = _verified(kind, match["handle"] or "", match["plan"], day, given)
        end = match.end()
        if read < len(given):
            parts = list(re.finditer(r"\S+", match["codes"]))
            end = match.start("codes") + parts[read - 1].end() if read else end
        sound = read > 0
        kept = given[1:read] if sound else given[1:]
        yield Mark(
            kind, *named, day, tuple(kept), _word(starts, match.start()), _word(starts, end - 1) + 1, sound
        )


def _verified(
    kind: str, handle: str, plan: str, day: date, given: Sequence[int]
) -> tuple[tuple[str, str], int]:
    """Return the handle and the plan of a mark, and how many of its codes are its own; 0 where it was changed.

    A handle or a name that was wrapped, or that holds the word between them, is tried in each way it may be read.
    """
    cuts = [(handle, plan)]
    whole = f"{handle} of {plan}"
    cuts += [(whole[: cut.start()], whole[cut.end() :]) for cut in re.finditer(r"\s+of\s+", whole)]
    for number in range(len(given), max(len(given) - MOST_BESIDE - 1, 0), -1):
        for one, other in cuts:
            if _check(kind, one, other, day, given[1:number]) == given[0]:
                return (_joined(one), re.sub(r"\s", "", _plain(other)).lower()), number
    return (_joined(handle), re.sub(r"\s", "", _plain(plan)).lower()), 0


def _ends(text: str, starts: Sequence[int], handles: Iterable[str]) -> Iterator[Mark]:
    """Yield the marks that end an action, of the handles that are known or of the one word that is named."""
    known = [
        (
            re.compile(r"[-\s]+".join(map(re.escape, re.split(r"[-\s]+", handle))) + r"(?![^\W_])", re.I),
            handle,
        )
        for handle in sorted(handles, key=len, reverse=True)
    ]
    plain = _plain_dashes(text)
    for match in _END.finditer(plain):
        place = match.end()
        named = next(((found, handle) for each, handle in known if (found := each.match(plain, place))), None)
        if named is None and (found := _WORD.match(plain, place)):
            named = found, found[0]
        if named is None:
            continue
        closed = _CLOSED.match(plain, named[0].end())
        end = (closed or named[0]).end()
        yield Mark("end", named[1], "", None, (), _word(starts, match.start()), _word(starts, end - 1) + 1)


def _word(starts: Sequence[int], place: int) -> int:
    """Return the number of the word that a place of the joined text lies in."""
    return bisect_right(starts, place) - 1


def _check(kind: str, handle: str, plan: str, day: date, own: Iterable[int]) -> int:
    """Return the code of a mark itself, over everything that it says."""
    hashed = 0
    said = f"{kind}|{_plain(handle)}|{_plain(plan)}|{day.isoformat()}|{','.join(map(str, own))}"
    for char in re.sub(r"\s", "", said).casefold():
        hashed = extend(hashed, char)
    return hashed % _SPACE


def _plain(text: str) -> str:
    """Return a name with its dashes alike."""
    return _plain_dashes(unicodedata.normalize("NFKC", text))


def _plain_dashes(text: str) -> str:
    """Return a text of the same length with its dashes alike."""
    return re.sub(rf"[{DASHES}]", "-", text)


def _joined(handle: str) -> str:
    """Return a handle in one piece where it was wrapped after a hyphen."""
    return re.sub(r"-\s+", "-", " ".join(_plain(handle).split()))


def _written(code: int) -> str:
    """Return a code as it is printed."""
    letters = []
    for _ in range(_WIDTH):
        code, place = divmod(code, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(reversed(letters))


def _read(code: str) -> int:
    """Return a code that was printed."""
    number = 0
    for letter in code:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number
