"""How names and words are compared: without case and accents, word by word, however they are composed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")


class Near(NamedTuple):
    """Something that may be meant: the text that names it, and what it is."""

    text: str
    told: str


def fold(text: str) -> str:
    """Return text as it is compared: without case, accents and runs of blanks, composed or not."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def compose(text: str) -> str:
    """Return text in one form: its accents composed, its runs of blanks one space."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def words(text: str) -> list[str]:
    """Return the words of a text, folded; whatever is neither letter nor digit parts them."""
    return _WORD.findall(fold(text))


def is_named(name: str, given: str) -> bool:
    """Tell whether each word given begins a word of a name, in any order (`kelly t` is Tom Kelly)."""
    parts = words(name)
    wanted = words(given)
    return bool(wanted) and all(any(part.startswith(word) for part in parts) for word in wanted)


def says(text: str, given: str, whole: bool = False) -> bool:
    """Tell whether a text holds the words given in their order, the last of them begun or (`whole`) complete."""
    wanted = words(given)
    if not wanted:
        return False
    parts = words(text)
    last = len(wanted) - 1
    for place in range(len(parts) - last):
        end = parts[place + last]
        begins = end == wanted[last] if whole else end.startswith(wanted[last])
        if begins and parts[place : place + last] == wanted[:last]:
            return True
    return False


def stands(text: str, given: str, whole: bool = False) -> list[tuple[int, int]]:
    """Return where a text holds the words given as `says` tells it: the begin and the end of each such stretch."""
    wanted = words(given)
    parts = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
    last = len(wanted) - 1
    places = []
    for place in range(len(parts) - last if wanted else 0):
        end = parts[place + last][2]
        begins = end == wanted[last] if whole else end.startswith(wanted[last])
        if begins and [part[2] for part in parts[place : place + last]] == wanted[:last]:
            places.append((parts[place][0], parts[place + last][1]))
    return places


def forms(word: str) -> list[str]:
    """Return a word as it is looked for: itself, and where it looks like a plural its singular."""
    folded = fold(word)
    if (
        not folded.isalpha()
        or len(folded) < 5
        or not folded.endswith("s")
        or folded.endswith(("ss", "us", "is"))
    ):
        return [word]
    return [word, f"{folded[:-3]}y" if folded.endswith("ies") else folded[:-1]]


def nearest(given: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the known names that look most like the one given, or have a word that does, the likest first."""
    from difflib import SequenceMatcher

    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(fold(given))
    found: list[tuple[float, str]] = []
    for name in known:
        score = 0.0
        for part in {fold(name), *words(name)}:
            matcher.set_seq1(part)
            if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6:
                score = max(score, matcher.ratio())
        if score > 0.6:
            found.append((-score, name))
    return [name for _, name in sorted(found)[:most]]
