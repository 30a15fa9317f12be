"""Who holds a post for a time: both days among them, no two on one day, and nobody where it is vacant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from jatui.domain.days import short_day


@dataclass(frozen=True, slots=True)
class Holding:
    """One officer's time in a post, or without an officer a time in which it is vacant.

    Without `since` it began before anybody wrote it down, without `until` nobody has ended it.
    """

    officer: str | None
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day is among its days."""
        return (self.since or day) <= day <= (self.until or day)

    @property
    def when(self) -> str:
        """Its days in words, as they follow "holds it"."""
        if self.since is None:
            return "always" if self.until is None else f"until {short_day(self.until)}"
        if self.until is None:
            return f"since {short_day(self.since)}"
        if self.since == self.until:
            return f"on {short_day(self.since)}"
        return f"from {short_day(self.since)} until {short_day(self.until)}"


def overlap(one: Holding, other: Holding) -> bool:
    """Tell whether any day is among the days of both."""
    first = max(one.since or date.min, other.since or date.min)
    return first <= min(one.until or date.max, other.until or date.max)


def in_order(holdings: Iterable[Holding]) -> list[Holding]:
    """Return holdings by their first days, those of always first."""
    return sorted(holdings, key=lambda each: (each.since or date.min, each.until or date.max))


def clash(holdings: Iterable[Holding]) -> tuple[Holding, Holding] | None:
    """Return two holdings of one post that overlap, the earlier first; None where it has one holder at most on every day."""
    ordered = in_order(holdings)
    for one, other in pairwise(ordered):
        if overlap(one, other):
            return one, other
    return None


def told_clash(post: str, one: Holding, other: Holding) -> str:
    """Return in a sentence that two holders of a post overlap, and what to do."""
    return (
        f"{post} has one holder at a time: {one.officer} holds it {one.when}, {other.officer} {other.when}. "
        "Nothing was changed; end one first (`jatui post leave`)."
    )


def on_day(holdings: Iterable[Holding], day: date) -> Holding | None:
    """Return who holds a post on a day, or None where it is vacant then."""
    return next((each for each in holdings if each.covers(day)), None)


def over_time(holdings: Iterable[Holding]) -> list[Holding]:
    """Return holdings in their order with the times between and after them in which the post is vacant."""
    told: list[Holding] = []
    for each in in_order(holdings):
        last = told[-1].until if told else None
        if last is not None and each.since is not None and last + timedelta(1) < each.since:
            told.append(Holding(None, last + timedelta(1), each.since - timedelta(1)))
        told.append(each)
    if told and (end := told[-1].until) is not None and end < date.max:
        told.append(Holding(None, end + timedelta(1)))
    return told


def told_over_time(holdings: Sequence[Holding]) -> list[str]:
    """Return holders over time, one a line, the vacant times among them."""
    return [f"{each.officer or 'vacant'} {each.when}" for each in over_time(holdings)] or ["holder not known"]
