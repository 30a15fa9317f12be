"""The stages of a milestone: what a reading leaves in an action's record, and how each stage stands as of a day.

The grammar is imported only where a wording is read: a look-up of a plain month does without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jatui.domain.milestones import Reading, Stage

MOST_PASSED = 1000
"""How many passed occurrences of a recurring milestone are told one by one, from the first on."""

EARLIER = "of an earlier wording"
"""The label of a stage that was met and that the present wording does not have."""

_PLAIN = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?) (?:'[0-9]{2}|[0-9]{4})"
)


class Due(NamedTuple):
    """A stage with its due day: its words, what they call it, and its window."""

    text: str
    label: str
    start: date | None
    end: date | None
    due: date


@dataclass(frozen=True, slots=True)
class Standing:
    """One stage as of a day: its words, its days, the day on which it was met, and how it stands.

    `state` is `met`, `overdue` (its day has passed, it was not met and the work goes on), `next` (the first that is
    still to come) or `open`. `label` says where it comes from where the wording does not tell.
    """

    text: str
    label: str
    start: date | None
    end: date | None
    due: date
    met: date | None
    state: str

    def as_json(self) -> dict[str, Any]:
        """Return the stage as `show --json` prints it, days as ISO texts."""
        days = {name: getattr(self, name) for name in ("start", "end", "due", "met")}
        return {
            "text": self.text,
            "label": self.label,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "state": self.state,
        }


def record_of(reading: Reading, met: Collection[date] = ()) -> dict[str, Any]:
    """Return the fields of an action's record that say how its milestone is read, the absent ones as None.

    `met` are the due days of the stages that were met. `next_due` is that of the next open stage: None when every
    stage was met, and the due day of the whole where no stage is known or a part could not be read.
    """
    return {
        "milestone_kind": reading.kind,
        "start": reading.start,
        "end": reading.end,
        "due": reading.due,
        "next_due": _next_due(reading, met),
        "precision": reading.precision,
        "readable": reading.readable,
        "ambiguous": reading.ambiguous,
        "recurrence": reading.recurrence,
        "unread": list(reading.unread),
        "warnings": list(reading.warnings),
        "suggestion": reading.suggestion,
    }


def _next_due(reading: Reading, met: Collection[date]) -> date | None:
    if not reading.readable or open_stage(reading) is None:
        return reading.due
    following = open_stage(reading, met)
    return following.due if following else None


def open_stage(reading: Reading, met: Collection[date] = (), due: date | None = None) -> Stage | None:
    """Return the next open stage, or the one due on a day (or in whose window it lies), met or not; None for none."""
    from jatui.domain.milestones import Stage, next_stage, occurrences

    if due is None:
        return next_stage(reading, met)
    if reading.repeat is not None and reading.repeat.first is not None:
        if due < reading.repeat.first:
            return None
        found = occurrences(reading, due - timedelta(days=1), 1)
        return Stage(reading.text, "", None, due, due) if found == [due] else None
    dated = [stage for stage in reading.stages if stage.due]
    within = [stage for stage in dated if stage.start and stage.start <= due <= (stage.due or due)]
    return next((stage for stage in dated if stage.due == due), within[0] if len(within) == 1 else None)


def standings(
    reading: Reading, met: Mapping[date, date], today: date, *, finished: bool = False
) -> list[Standing]:
    """Return every stage as of a day, in the order of the due days, those met under an earlier wording too.

    `met` gives the day on which the stage of a due day was met; where the work is `finished` nothing is overdue.
    Of a recurring milestone these are the occurrences met, those that have passed, and the next.
    """
    return _stood(_stages(reading, met, today), met, today, finished=finished)


def plain_standings(
    wording: str,
    window: tuple[date | None, date | None, date | None],
    met: Mapping[date, date],
    today: date,
    *,
    finished: bool = False,
) -> list[Standing] | None:
    """Return what `standings` does for a wording that is a month and its year and nothing else; None for any other.

    `window` holds the start, the end and the due day as they are recorded.
    """
    start, end, due = window
    if due is None or not _PLAIN.fullmatch(wording):
        return None
    return _stood([Due(wording, "", start, end, due)], met, today, finished=finished)


def _stood(stages: Iterable[Due], met: Mapping[date, date], today: date, *, finished: bool) -> list[Standing]:
    found = list(stages)
    known = {stage.due for stage in found}
    found += [Due("", EARLIER, None, None, due) for due in met if due not in known]
    told: list[Standing] = []
    coming = True
    for stage in sorted(found, key=lambda stage: stage.due):
        state = "met" if stage.due in met else _state(stage.due, today, finished=finished, coming=coming)
        coming = coming and state != "next"
        told.append(Standing(*stage, met.get(stage.due), state))
    return told


def _state(due: date, today: date, *, finished: bool, coming: bool) -> str:
    if finished:
        return "open"
    if due < today:
        return "overdue"
    return "next" if coming else "open"


def _stages(reading: Reading, met: Collection[date], today: date) -> Iterator[Due]:
    """Yield the stages that a wording has as of a day."""
    from jatui.domain.milestones import occurrences

    if reading.repeat is None or reading.repeat.first is None:
        for stage in reading.stages:
            if stage.due is not None:
                yield Due(stage.text, stage.label, stage.start, stage.end, stage.due)
        return
    before = reading.repeat.first - timedelta(days=1)
    ahead = [day for day in met if day >= today]
    coming = occurrences(reading, max(before, today - timedelta(days=1)), len(ahead) + 1)
    following = next((day for day in coming if day not in met), None)
    passed = [day for day in occurrences(reading, before, MOST_PASSED) if day < today]
    for day in [*passed, *(day for day in coming if day in met or day == following)]:
        yield Due(reading.text, "", None, day, day)
