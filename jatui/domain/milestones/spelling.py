"""Notice misspelt words of time, and offer a spelling where exactly one is near.

A word is near another when one letter was lost, doubled, changed or swapped with its neighbour; in a long word, two.
Nothing is ever corrected: a misspelt part is reported as not read, with the likely spelling as a suggestion.
"""

from __future__ import annotations

from functools import lru_cache

from jatui.domain.milestones.words import MONTHS

_SHORT = (*(month[:3] for month in MONTHS), "sept", "june", "july", "march", "april")
_NAMES = (*MONTHS, "easter", "christmas")
_LONG = (*_NAMES, "spring", "summer", "autumn", "winter")
_OTHER = (
    *(
        "quarter",
        "quarterly",
        "monthly",
        "weekly",
        "fortnightly",
        "annually",
        "ongoing",
        "onwards",
        "continuous",
    ),
    *("financial", "academic", "municipal", "until", "before", "dependent"),
)
_REAL_WORDS_TEXT = """
    act map man our any way day say pay lay match marsh larch watch string sprint spying sprints
    springs winner inter eastern master faster easier weakly manually outgoing remember simmer
    summed aprils quarters quartet autumnal annul sever mayo mat mad max de dev deck just jury sun
    son fun run bun gun nun pun jar ear war bar car far tar par fed web red bed wed led ape app nor
    not now no sea see set sen send step sex mark mars mary mayor jane john joan jean julia julie
    aunt onward ongoings monthlies untie unity beforehand summers winters sprig spray sparing sprung
    stump member marshal augusta auguste winder wintry hunter painter printer sinter finances
    defendant academies academics academia financials municipality wax ban fan van pan tan can oak
    own one out old off dog dig doc aid aim air ale all ask new net next nav jet job joy jam
"""
_REAL_WORDS = frozenset(_REAL_WORDS_TEXT.split())


@lru_cache(maxsize=4096)
def near(word: str, beside_year: bool) -> tuple[str, ...]:
    """Return the words of time that a lower-case word may be a slip for; short names of months only beside a year."""
    if word in _REAL_WORDS:
        return ()
    if len(word) <= 4:
        return _near_short(word) if beside_year else ()
    found = [name for name in _LONG if _is_near(word, name, 2 if len(name) > 6 else 1)]
    found += [name for name in _OTHER if _is_near(word, name, 1)]
    closest = [name for name in found if _is_near(word, name, 1)]
    return tuple(closest or found)


def _near_short(word: str) -> tuple[str, ...]:
    """Return the months whose short names are one slip away; of two names of one month the longer counts."""
    found = {name[:3]: name for name in _SHORT if _is_near(word, name, 1)}
    return tuple(found.values())


def is_torn(word: str) -> bool:
    """Return whether a word has no vowel, so that it is more likely a damaged name than a word of its own."""
    return len(word) >= 4 and not any(letter in "aeiouy" for letter in word)


def _is_near(one: str, other: str, most: int) -> bool:
    """Return whether two words differ by at most so many lost, added, changed or swapped letters."""
    if not one or not other:
        return len(one) + len(other) <= most
    if one[0] == other[0]:
        return _is_near(one[1:], other[1:], most)
    if not most:
        return False
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return any(_is_near(left, right, most - 1) for left, right in ways)


def like(name: str, word: str) -> str:
    """Return a name in the case in which a word is written; months and feasts always begin with a capital."""
    if word.isupper():
        return name.upper()
    return name.capitalize() if word[:1].isupper() or name in _SHORT or name in _NAMES else name
