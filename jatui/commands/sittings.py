"""Sitting in a meeting: what its committee oversees, what it was told at its last meeting, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from jatui.commands.meetings import find_meeting
from jatui.commands.tracker import Tracker
from jatui.domain.changes import SILENT, UPDATED
from jatui.domain.days import short_day
from jatui.domain.match import Near
from jatui.domain.moments import end_of
from jatui.domain.query import Query, show, with_facet
from jatui.domain.words import count
from jatui.store import Reader
from jatui.store.changes import changes_of
from jatui.store.meetings import KeptMeeting, meetings
from jatui.store.moments import stood_on

MOST_BEFORE, MOST_AHEAD = 4, 8
"""How many meetings before today and from today on are offered."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that one sits in, the one of the same committee before it, and the revision that stood as that began.

    Without a meeting before it, or where the history does not reach back to it, everything since the plan was taken in
    counts: `since` is the first revision then.
    """

    meeting: KeptMeeting
    last: KeptMeeting | None
    since: int

    @property
    def name(self) -> str:
        """The meeting as a command takes it."""
        return f"{self.meeting.committee} {self.meeting.day}"

    @property
    def filter(self) -> str:
        """What the committee oversees; what is overseen by every committee with it."""
        return show(with_facet(Query(), "committee", (self.meeting.committee,)))

    @property
    def called(self) -> str:
        """The meeting in words."""
        return f"{self.meeting.committee}, {short_day(self.meeting.day)}"

    @property
    def reaches_back(self) -> str:
        """Since when it is told what changed, in words."""
        return (
            f"since {short_day(self.last.day)}"
            if self.last and self.since > 1
            else "since the plan was taken in"
        )


class Told(NamedTuple):
    """What a committee was told of an action at its last meeting, what was said later, and what has changed since."""

    last: Mapping[str, Any] | None
    later: list[Mapping[str, Any]]
    changes: list[str]


def find_sitting(tracker: Tracker, given: str) -> Sitting:
    """Return the meeting that a text names, to sit in; raises what `find_meeting` raises."""
    read = tracker.read
    row = find_meeting(read, given)
    kept = meetings(read)
    meeting = next(each for each in kept if each.id == row)
    before = [
        each
        for each in kept
        if each.committee == meeting.committee and each.day < meeting.day and each.state == "planned"
    ]
    last = before[-1] if before else None
    stood = stood_before(read, last.day) if last else 0
    return Sitting(meeting, last, max(stood, 1))


def stood_before(read: Reader, day: date) -> int:
    """Return the last revision as a day began; 0 where the history does not reach back to it."""
    eve = day - timedelta(days=1)
    return stood_on(read, eve, end_of(eve))


def near_sittings(tracker: Tracker) -> list[Near]:
    """Return the meetings about today that one may want to sit in: today's and the next first, then those before."""
    kept = [each for each in meetings(tracker.read) if each.state == "planned"]
    ahead = [each for each in kept if each.day >= tracker.today][:MOST_AHEAD]
    before = [each for each in kept if each.day < tracker.today][: -MOST_BEFORE - 1 : -1]
    return [Near(f"{each.committee} {each.day}", _far(tracker, each)) for each in (*ahead, *before)]


def _far(tracker: Tracker, meeting: KeptMeeting) -> str:
    days = (meeting.day - tracker.today).days
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def told(tracker: Tracker, sitting: Sitting, action: int, updates: list[Mapping[str, Any]]) -> Told:
    """Return what a committee knows of an action; `updates` are the action's, the newest first.

    The committee was told the update that was triaged for its last meeting, else the latest that was said up to its day.
    """
    accepted = [each for each in updates if each["state"] == "accepted"]
    last, later = None, accepted
    if sitting.last is not None:
        day = sitting.last.day.isoformat()
        former = [each for each in accepted if each["day"] is not None and each["day"] <= day]
        meant = [each for each in former if each["review"] == day]
        last = next(iter(meant or former), None)
        later = [each for each in accepted if each not in former]
    found = changes_of(tracker.read, action, sitting.since)
    return Told(last, later, [each.sentence for each in found if each.kind not in (SILENT, UPDATED)])
