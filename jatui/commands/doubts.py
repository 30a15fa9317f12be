"""What is odd about an update of an action, asked before it is recorded, and kept with it where it is recorded all the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from jatui.domain.doubts import Doubt, Said, doubts
from jatui.store.scope import Scope
from jatui.store.standing import standing

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
    found = doubts_of(work.read, work.scope, action, said, day)
    for doubt in found:
        work.doubts.setdefault(doubt, []).append(action)
    return [doubt.name for doubt in found] or None
