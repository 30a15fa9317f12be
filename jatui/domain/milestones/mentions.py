"""Mentions: each period that a wording names, with the words that say what it is the day of."""

from __future__ import annotations

from dataclasses import dataclass, field

from jatui.domain.milestones.periods import Period, Span


@dataclass(slots=True)
class Length:
    """A length of time as written: `within 6 months of ...`; a count of 0 is a number that is not said.

    `then` is 1 where it lies after what follows it, and -1 where it lies before.
    """

    number: int
    unit: str
    way: str
    then: int = 0


@dataclass(slots=True)
class Mention:
    """One period or range, with its cue (by, before, from ...) and its role (plan, done, former, condition ...).

    `gap` holds the parts of speech between the mention before and this one.
    """

    first: Period
    last: Period | None = None
    cue: str = ""
    word: str = ""
    role: str = "plan"
    about: bool = False
    label: str = ""
    clause: int = 0
    now: bool = False
    review: bool = False
    gap: tuple[str, ...] = ()
    length: Length | None = None
    span: Span | None = None
    nth: int | None = None
    timed: bool = False

    @property
    def start(self) -> int:
        """Return where the words of the mention begin."""
        return self.first.start

    @property
    def end(self) -> int:
        """Return where the words of the mention end."""
        return (self.last or self.first).end

    @property
    def worded(self) -> bool:
        """Return whether words stand between the mention before and this one."""
        return "WORD" in self.gap


@dataclass(slots=True)
class Often:
    """How often something comes round: every so many units, so many times, in the months named."""

    every: int
    unit: str
    times: int = 1
    months: tuple[int, ...] = ()


@dataclass(slots=True)
class Script:
    """What a wording was found to hold: its mentions, and what else it says of time."""

    mentions: list[Mention] = field(default_factory=list)
    often: Often | None = None
    doubtful: str = ""
    lengths: list[Length] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    unknown: bool = False
    numbers: bool = False
    dangling: str = ""
