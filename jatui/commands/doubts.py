"""What is odd about an update of an action, asked before it is recorded, and kept with it where it is recorded all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jatui.domain.doubts import Doubt, Said, doubts
from jatui.store.scope import Scope
from jatui.store.standing import standing, standings

if TYPE_CHECKING:
    from jatui.commands.registry import Work
    from jatui.store import Reader


def doubts_of(read: Reader, scope: Scope, action: int, said: Said, day: dt.date | None = None) -> list[Doubt]:
    """Return what is odd about something said of an action on a day, today without one."""
    return [] if said.nothing_new else doubts(said, standing(read, action, scope, day))


def overruled(work: Work, action: int, said: Said, day: dt.date | None = None) -> list[str] | None:
    """Return the names of the doubts about an update that is recorded all the same, None where there are none.

    The person is told of them when the command is done.
    """
    return overruled_of(work, [action], said, day).get(action)


def overruled_of(
    work: Work, actions: Sequence[int], said: Said, day: dt.date | None = None
) -> dict[int, list[str]]:
    """Return what `overruled` does for something said of many actions; those without a doubt are left out."""
    names: dict[int, list[str]] = {}
    if said.nothing_new:
        return names
    for action, stood in standings(work.read, actions, work.scope, day):
        for doubt in doubts(said, stood):
            work.doubts.setdefault(doubt, []).append(action)
            names.setdefault(action, []).append(doubt.name)
    return names
