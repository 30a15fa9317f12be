"""What a return says, place by place: answers of leads, read out of text or rows, with nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """What one place of a return says of one action.

    `line` is where it begins (a line of text or a row of a sheet, from 1) and `printed` what stands there, as it
    came; `ref` is the ref as it was written, None where the place names none. `asks` is the milestone that the lead
    asks for, `meeting` the day of the meeting that a request sheet was for. `doubts` are sentences about what could
    not be taken as it stands; what they speak of is left out of the other fields and stays in `printed`.
    """

    line: int
    printed: str
    ref: str | None
    text: str = ""
    rating: str | None = None
    status: str | None = None
    asks: str | None = None
    day: date | None = None
    by: str | None = None
    nothing_new: bool = False
    meeting: date | None = None
    doubts: tuple[str, ...] = ()
