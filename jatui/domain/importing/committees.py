"""The committees of a paper: those that are known, and those that its own column lets one tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from jatui.domain.cells import split_committees

_HARD: Final = re.compile(r"\s*[\n;/]\s*")
_SHORT: Final = re.compile(r"[A-Z0-9][A-Z0-9&]{0,7}")
_EVERY: Final = re.compile(r"all(?: committees)?", re.IGNORECASE)
_BOARD: Final = re.compile(r"\b(?:board|partnership|forum|trust|authority|panel|group)$", re.IGNORECASE)
_NONE: Final = frozenset(("", "n/a", "na", "none", "tbc", "tbd", "tba", "-", "–", "—"))


def learn(cells: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the names of committees that cells hold, besides the known ones: what stands alone in a cell is one.

    A cell that is made of others is none itself, and of one that begins with an abbreviation what follows it is a name.
    """
    names = list(known)
    pieces = list(dict.fromkeys(piece for cell in cells for piece in _pieces(cell)))
    for piece in sorted(pieces, key=lambda piece: (len(piece.split()), len(piece))):
        found, rest = split_committees(piece, names)
        if found and not rest:
            continue
        tokens = piece.split()
        if len(tokens) > 1 and all(_SHORT.fullmatch(token) and token != "&" for token in tokens):
            names += [token for token in tokens if token not in names]
        elif found and all(_SHORT.fullmatch(name) for name in found) and all(map(_begins_as_name, rest)):
            names += rest
        else:
            names.append(piece)
    return names


def committees_in(cell: str, names: Sequence[str]) -> list[str]:
    """Return the committees of a cell, each once, those that are known first taken whole, and any other words as a name."""
    found: list[str] = []
    for piece in _pieces(cell):
        if piece in names:
            found.append(piece)
            continue
        listed, rest = split_committees(piece, names)
        found += [*listed, *rest] if listed else [piece]
    return list(dict.fromkeys(found))


def kind_of(name: str) -> Literal["committee", "board", "every"]:
    """Return what a committee is as far as its name tells."""
    if _EVERY.fullmatch(name):
        return "every"
    return "board" if _BOARD.search(name) else "committee"


def _pieces(cell: str) -> list[str]:
    """Return the parts of a cell that stand on lines of their own, or are parted by a stroke or a semicolon."""
    pieces = (" ".join(piece.split()) for piece in _HARD.split(cell))
    return [piece for piece in pieces if piece.casefold() not in _NONE]


def _begins_as_name(words: str) -> bool:
    """Tell whether words begin a name of their own, and do not go on with one."""
    return words[:1].isupper() and words.split()[0] not in ("And", "Of", "For", "The")
