"""Notice misspelt words of time, and offer a spelling where exactly one is near.

A word is near another when one letter was lost, doubled, changed or swapped with its neighbour; in a long word, two.
Nothing is ever corrected: a misspelt part is reported as not read, with the likely spelling as a suggestion.
"""

from __future__ import annotations

from functools import lru_cache

from jatui.domain.milestones.words import MONTHS

SHORT = (*(month[:3] for month in MONTHS), "sept")
LONG = (
    *(month for month in MONTHS if len(month) > 4),
    *"spring summer autumn winter easter christmas quarter quarterly monthly weekly fortnightly annually".split(),
    *"ongoing onwards financial academic municipal continuous until before".split(),
)
_OTHER_WORDS = frozenset(
    "act map man our any way day say pay lay match marsh larch watch string sprint spying sprints springs winner "
    "inter sinter hinter eastern easter's master faster weakly manually outgoing remember simmer summed aprils "
    "quarters autumnal annul septic sever mayo mat mad max ma'am de dev deck decor just jute jury sun son fun run "
    "bun gun nun pun jar ear war bar car far tar par fed web red bed wed led ape app aug's auger nor not now novel "
    "no oct's sea see set sen step sex mark mars mary mayor jane john joan jean julia julie july's juno aunt june's".split()
)


@lru_cache(maxsize=4096)
def near(word: str, short: bool) -> tuple[str, ...]:
    """Return the words of time that a lower-case word may be a slip for; month abbreviations where `short`."""
    if word in _OTHER_WORDS or len(word) > 12:
        return ()
    if short and len(word) <= 4:
        found = [name for name in (*SHORT, "june", "july") if is_near(word, name, 1)]
        if "sep" in found and "sept" in found:
            found.remove("sept")
        if "jun" in found and "june" in found or "jul" in found and "july" in found:
            found = [name for name in found if name not in ("june", "july")]
        return tuple(found)
    if len(word) < 4:
        return ()
    found = [name for name in LONG if is_near(word, name, 2 if len(name) > 6 and len(word) > 5 else 1)]
    closest = [name for name in found if is_near(word, name, 1)]
    return tuple(closest or found)


def is_near(one: str, other: str, most: int) -> bool:
    """Return whether two words differ by at most so many lost, added, changed or swapped letters."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        now = [i]
        for j, mark in enumerate(other, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (letter != mark))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1] <= most


def like(name: str, word: str) -> str:
    """Return a name in the case in which a word is written."""
    if word.isupper() and len(word) > 1:
        return name.upper()
    if word[:1].isupper():
        return name.capitalize()
    return name.capitalize() if name in MONTHS or name in SHORT else name
