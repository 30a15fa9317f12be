"""The fixed words of the house: statuses, ratings, schedules and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

STATUSES: Final = ("not started", "in progress", "waiting", "complete", "closed")
"""What the owner says of an action, in the order in which work goes."""

RATINGS: Final = ("red", "amber", "green", "blue")
"""The judged ratings; no rating at all is shown as grey."""

SCHEDULES: Final = ("passed", "due before next meeting", "later", "no date", "waiting")
"""Where an action's due day lies, computed from its milestone and the day alone."""

NO_PAPER: Final = "no paper is named"
"""What is said of a record that comes from no paper."""

NONE: Final = "none"
"""The word of a filter for a field that has nothing."""

FINISHED: Final = frozenset({"complete", "closed"})
"""The statuses after which an action asks for nothing more."""

SHAPES: Final = {"red": "■", "amber": "▲", "green": "●", "blue": "◆", None: "·"}
"""A rating's shape, so that it is read without colour."""

LETTERS: Final = {"red": "R", "amber": "A", "green": "G", "blue": "B", None: "–"}
"""A rating's letter, so that it is read without colour."""


def sign(rating: str | None, committees: Sequence[str] = ()) -> str:
    """Return a rating, or that there is none, as shape and letter, and behind it the letters of committees' own ratings."""
    own = "/" + "".join(LETTERS[each] for each in committees) if committees else ""
    return f"{SHAPES[rating]} {LETTERS[rating]}{own}"


def rating_word(given: str) -> str | None:
    """Return the rating that a letter or a word in any case stands for, or None where it is no rating."""
    folded = given.strip().casefold()
    for rating in RATINGS:
        if folded in (rating, rating[0]):
            return rating
    return None


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, as in "1 action" and "60 actions"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def counted(counts: Mapping[str, int], kinds: Iterable[str] = ("action", "update")) -> str:
    """Return how many records of some kinds there are, as in "60 actions, 1 update"."""
    return ", ".join(count(counts.get(kind, 0), kind) for kind in kinds)


def short_number(number: int) -> str:
    """Return a number in at most four cells: 999, 1.2k, 13k, 250k, 3.1M; exact below a thousand."""
    for size, sign in ((1_000_000, "M"), (1000, "k")):
        if number >= size:
            scaled = number / size
            return f"{scaled:.1f}{sign}" if scaled < 9.95 else f"{scaled:.0f}{sign}"
    return str(number)


def sentence(text: str) -> str:
    """Return words as a sentence: with a capital, and a full stop where nothing ends them yet."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?', '!')) else '.'}"
