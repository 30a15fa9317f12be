"""What could not be read: misspelt parts, impossible days, reversed ranges, years out of range."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.domain.milestones.days_of import span_of
from jatui.domain.milestones.mentions import Script
from jatui.domain.milestones.periods import Period


class Unread(NamedTuple):
    """The parts not read, why, the latest day that they may mean (None: any), and a likely spelling of one."""

    parts: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    latest: date | None = None
    suggestion: str | None = None

    def whole(self, plain: str) -> Unread:
        """Return the whole wording as not read."""
        return Unread((plain,), ("Nothing in the wording is a date, a period or a known word of time.",))


def find_unread(script: Script, plain: str) -> Unread:
    """Return what could not be read in a script."""
    parts: list[str] = []
    sentences: list[str] = []
    fixes: list[str] = []
    latest: date | None = date.min
    for mention in script.mentions:
        if mention.role == "condition":
            continue
        span_of(mention)
        for period in (mention.first, mention.last):
            if period is None or not period.broken:
                continue
            whole = period.broken.startswith("the range")
            part = plain[mention.start : mention.end] if whole else plain[period.start : period.end]
            parts.append(part)
            sentences.append(f'"{part}" is not read: {period.broken}.')
            fixes.append(_fixed(period, plain))
            year = period.until
            end = date(year.first + year.pair, 12, 31) if year is not None else None
            latest = None if end is None or latest is None else max(latest, end)
    known = [fix for fix in fixes if fix]
    suggestion = known.pop() if len(known) == 1 and len(parts) == 1 and known != parts else None
    return Unread(tuple(parts), tuple(sentences), latest, suggestion)


def _fixed(period: Period, plain: str) -> str:
    """Return a misspelt part with its likely spelling, or nothing where none is likely."""
    if not period.fix:
        return ""
    return plain[period.start : period.month] + period.fix + plain[period.number : period.end]
