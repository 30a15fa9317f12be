"""What a key is about to do to the actions that it is pressed for: how they stand, and what of it is odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jatui.domain.bulk import foretell, named
from jatui.domain.doubts import Said, doubts
from jatui.domain.words import count
from jatui.store.scope import Scope
from jatui.store.standing import ratings_of, standings
from jatui.tui.asked import Asked
from jatui.tui.widgets.lines import Subject
from jatui.tui.widgets.text import Piece

MOST_DOUBTED = 100
"""How many of the actions are looked at for what is odd while a text is being typed."""


def subject(
    asked: Asked, scope: Scope, hidden: Sequence[str], rating: str | None = None, *, nothing_new: bool = False
) -> Subject:
    """Return what a text is about to be typed for; `hidden` are the handles of marked actions that are out of sight."""
    stood = [each for _, each in standings(asked.tracker.read, asked.actions[:MOST_DOUBTED], scope)]

    def odd(said: Said) -> str:
        """Return the names of what is odd about something said of the actions, with how many it is true of."""
        found = Counter(doubt.name for each in stood for doubt in doubts(said, each))
        if len(asked.actions) == 1:
            return " · ".join(found)
        told = " · ".join(f"{name} ({number})" for name, number in found.items())
        return f"{told} of the first {MOST_DOUBTED}" if told and len(asked.actions) > len(stood) else told

    many = len(asked.actions) > 1
    return Subject(
        refs=asked.refs,
        kept_by=asked.refs
        if scope.plan is None
        else ",".join(f"{scope.slug}/{each}" for each in asked.handles),
        name=count(len(asked.actions), "action") if many else asked.handles[0],
        rating=rating,
        nothing_new=nothing_new,
        told=_preview(asked, hidden, rating) if many else (),
        odd=odd,
    )


def _preview(asked: Asked, hidden: Sequence[str], rating: str | None) -> list[Piece]:
    """Return what becomes of several actions, which they are, and which of them are out of sight."""
    ratings = ratings_of(asked.tracker.read, asked.actions)
    told: list[Piece] = [
        (foretell(ratings, rating), ""),
        (f". {named(asked.handles)}. enter does it, esc leaves it.", "$quiet"),
    ]
    if hidden:
        told.append((f"\n{len(hidden):,} out of sight: {named(hidden)}", "$warning"))
    return told
