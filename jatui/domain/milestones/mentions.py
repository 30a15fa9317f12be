"""Mentions: each period that a wording names, with the words that say what it is the day of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jatui.domain.milestones.periods import Period


@dataclass(slots=True)
class Mention:
    """One period or range, with its cue (by, before, from ...) and its role (plan, done, former, condition ...)."""

    first: Period
    last: Period | None = None
    cue: str = ""
    role: str = "plan"
    about: bool = False
    doubt: str = ""
    joined: str = ""
    label: str = ""
    depth: int = 0
    clause: int = 0
    opened: bool = False
    named_now: bool = False

    @property
    def start(self) -> int:
        """Return where the words of the mention begin."""
        return self.first.start

    @property
    def end(self) -> int:
        """Return where the words of the mention end."""
        return (self.last or self.first).end


class Length(NamedTuple):
    """A length of time as written: `within 6 months of ...`."""

    count: int
    unit: str
    way: str
    start: int
    end: int
    then: str


class Often(NamedTuple):
    """How often something comes round: every so many units, so many times."""

    every: int
    unit: str
    times: int = 1
    months: tuple[int, ...] = ()


@dataclass(slots=True)
class Script:
    """What a wording was found to hold: its mentions, and what else it says of time."""

    plain: str
    mentions: list[Mention] = field(default_factory=list)
    often: Often | None = None
    doubtful: str = ""
    annual: bool = False
    lengths: list[Length] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    unread: list[tuple[int, int, str]] = field(default_factory=list)
    fixes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: int = 0
    open_end: bool = False
    latest_unread: date | None = None
