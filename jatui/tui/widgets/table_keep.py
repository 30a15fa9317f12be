"""How cursor and view hold on to their rows when a table is given others."""

from __future__ import annotations

from typing import Final

from jatui.tui.widgets.table_source import Source, survivors

_NEAR: Final = 200


def keep_place(old: Source, place: int, id: int | None, new: Source) -> int:
    """Return where the cursor goes: its own row, else the next that is left, else the one before."""
    if id is None:
        return 0
    found = new.place(id)
    if found is not None:
        return found
    near = [*old.ids(place + 1, place + 1 + _NEAR), *reversed(old.ids(max(0, place - _NEAR), place))]
    left = survivors(new, near)
    for other in near:
        if other in left and (found := new.place(other)) is not None:
            return found
    return max(0, min(place, new.count() - 1))


def keep_top(old: Source, top: int, height: int, place: int, new: Source, new_place: int) -> int:
    """Return the place of the first row in view, such that what was looked at stays on its line.

    That is the row under the cursor or, where the view was scrolled away from it, the first row in view
    that is left.
    """
    if top <= place < top + height:
        return new_place - (place - top)
    seen = old.ids(top, top + height)
    left = survivors(new, seen)
    for line, id in enumerate(seen):
        if id in left and (found := new.place(id)) is not None:
            return found - line
    return new_place
