"""What comes of many actions at once, told before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jatui.domain.words import RATINGS, count

MOST_NAMED = 6
"""How many handles are named."""


def foretell(ratings: Mapping[str | None, int], rating: str | None) -> str:
    """Return what a rating makes of actions, counted by the rating that they have; without one the ratings stand."""
    known = [word for word in (*RATINGS, None) if ratings.get(word)]
    begin = count(sum(ratings.values()), "action")
    if rating is None:
        return f"{begin}: {_counted(ratings, known)}; the ratings stand"
    changing = [word for word in known if word != rating]
    parts = []
    if changing:
        one = sum(ratings[word] for word in changing) == 1
        parts.append(f"{_counted(ratings, changing)} {'becomes' if one else 'become'} {rating}")
    if rating in known:
        parts.append(f"{ratings[rating]:,} already {rating}")
    return f"{begin}: {'; '.join(parts)}"


def _counted(ratings: Mapping[str | None, int], words: Sequence[str | None]) -> str:
    return ", ".join(f"{ratings[word]:,} {word or 'not rated'}" for word in words)


def named(handles: Sequence[str]) -> str:
    """Return the first of some handles, and how many more there are."""
    more = f" and {len(handles) - MOST_NAMED:,} more" if len(handles) > MOST_NAMED else ""
    return ", ".join(handles[:MOST_NAMED]) + more
