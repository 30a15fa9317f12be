"""How names of people and bodies are held together: without titles and case, and never by initials."""

from __future__ import annotations

import re
from typing import Final

from jatui.domain.match import words

TITLES: Final = frozenset({
    "baroness", "cllr", "cllrs", "councillor", "councillors", "dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx",
    "prof", "professor", "rev", "reverend", "sir",
})  # fmt: skip
"""What may stand before a name and is no part of it. Source: the partnerships report prints "Cllr Sir Peter Brown"."""

Key = tuple[str, ...]

_PIECE: Final = re.compile(r"[;/\n]")
_ASIDE: Final = re.compile(r"\s*(?:[,(<]|\s[-–—]\s)\s*")


def name_key(text: str) -> Key:
    """Return the form in which names are held together: its words without titles before them, case and signs."""
    found = words(text)
    while len(found) > 1 and found[0] in TITLES:
        del found[0]
    return tuple(found)


def is_initials(text: str) -> bool:
    """Tell whether a name is initials, which stand for several things and so hold nothing together.

    Source: GCP of the partnerships report of 2010 is a company, GCP of the plan of 2021 a transport partner.
    """
    letters = [character for character in text if character.isalpha()]
    short = len(text.split()) == 1 or all(len(word) == 1 for word in words(text))
    return short and bool(letters) and all(map(str.isupper, letters))


def pieces(text: str) -> list[tuple[str, ...]]:
    """Return the names that a cell holds: each piece whole, then what stands before and after a comma or a bracket in it.

    Of `Julia Turner, Head of Policy, Design and Delivery` that is the whole, the name and the post.
    """
    found = []
    for piece in _PIECE.split(text):
        parts = [part.strip(" )>") for part in _ASIDE.split(piece, maxsplit=1)]
        named = [part for part in parts if name_key(part)]
        if named:
            found.append((piece.strip(), *(named if len(parts) > 1 else ())))
    return found


def answers_to(name: str, given: Key) -> bool:
    """Tell whether each word of a key begins a word of a name; a single letter has to be a word of it."""
    parts = name_key(name)
    return bool(given) and all(
        any(part == word or (len(word) > 1 and part.startswith(word)) for part in parts) for word in given
    )
