"""What the database says of one action's milestone: its wordings, its moves, and the stages that were met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from jatui.domain.errors import NotFound
from jatui.domain.moves import Past, slips
from jatui.domain.stages import Standing, plain_standings, standings
from jatui.domain.words import FINISHED
from jatui.store.reader import Reader
from jatui.store.values import day_or_none, read_day

if TYPE_CHECKING:
    from jatui.domain.milestones import Reading


@dataclass(frozen=True, slots=True)
class Milestone:
    """An action's milestone: the wording as printed or moved to, and what a person says it is to be read as.

    `window` holds the start, the end and the due day as they are recorded. `met` gives the day on which the stage
    of a due day was met, `moves` the moves with the first one first, and `paper` the day of the plan, for what
    wordings leave unsaid.
    """

    action: int
    handle: str
    wording: str
    read_as: str | None
    window: tuple[date | None, date | None, date | None]
    status: str
    paper: date | None
    moves: tuple[Past, ...]
    met: dict[date, date]

    @property
    def due(self) -> date | None:
        """The due day as it is recorded."""
        return self.window[2]

    @property
    def reading(self) -> Reading:
        """How the milestone is read: the wording, or what a person put in its place."""
        from jatui.domain.milestones import read

        return read(self.wording if self.read_as is None else self.read_as, paper=self.paper)

    def stages(self, today: date) -> list[Standing]:
        """Return the stages as of a day: met, overdue, next or open."""
        finished = self.status in FINISHED
        if self.read_as is None:
            found = plain_standings(self.wording, self.window, self.met, today, finished=finished)
            if found is not None:
                return found
        return standings(self.reading, self.met, today, finished=finished)


def milestone(reader: Reader, action: int) -> Milestone:
    """Return the milestone of an action; raises NotFound where the action is gone."""
    rows = reader.rows(
        'SELECT a.handle, a.milestone, a.read_as, a.start, a."end", a.due, a.status, p.day FROM action a '
        "JOIN plan p ON p.id = a.plan_id WHERE a.id = ?",
        (action,),
    )
    if not rows:
        raise NotFound("That action is no longer in the plan.")
    handle, wording, read_as, start, end, due, status, paper = rows[0]
    moves = reader.rows(
        "SELECT former, former_due, wording, due FROM move WHERE action_id = ? ORDER BY number", (action,)
    )
    met = reader.rows("SELECT due, met FROM stage_met WHERE action_id = ? ORDER BY due", (action,))
    return Milestone(
        action=action,
        handle=handle,
        wording=wording,
        read_as=read_as,
        window=(day_or_none(start), day_or_none(end), day_or_none(due)),
        status=status,
        paper=day_or_none(paper),
        moves=tuple(Past(former, day_or_none(was), now, day_or_none(due)) for former, was, now, due in moves),
        met={read_day(stage): read_day(day) for stage, day in met},
    )


def more(reader: Reader, action: int, today: date) -> dict[str, Any]:
    """Return what `show --json` adds to an action: what it is read as, its stages as of a day, its moves, latest first."""
    found = milestone(reader, action)
    moved = [
        {**move, "months": slip.months, "total_months": slip.total_months, "slip": words}
        for move, (slip, words) in zip(reversed(reader.moves(action)), slips(found.moves), strict=True)
    ]
    return {
        "read_as": found.read_as,
        "stages": [stage.as_json() for stage in found.stages(today)],
        "moves": moved[::-1],
    }
