"""Looking back: which moment a person means, and the tracker of the plan as it stood then."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from jatui.commands.meetings import find_meeting
from jatui.commands.tracker import Tracker
from jatui.domain.days import parse_day, short_day, whole_day
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.match import Near
from jatui.domain.moments import (
    LAST_MEETING,
    Moment,
    end_of,
    hour_named,
    revision_named,
    tell_hour,
    uk_day,
)
from jatui.domain.moves import quoted
from jatui.domain.watch import Wanted, unwatched
from jatui.domain.words import count
from jatui.store.meetings import meetings
from jatui.store.moments import last_revisions, revision, stood_at, stood_on
from jatui.store.past import look_back as store_of_the_past

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d|today|yesterday|tomorrow", re.ASCII | re.IGNORECASE)
MOST_NEAR, MOST_REVISIONS = 4, 12
"""How many meetings and revisions are offered."""
HOW = "Write a day (2021-09-21), a meeting ('S&R 2021-09-21', last-meeting), a revision (12) or an hour ('2021-09-21 14:30')"


def find_moment(tracker: Tracker, given: str) -> Moment:
    """Return the moment that a text names in the history of a tracker's database.

    A day is meant at its end. A meeting is meant as its day began: what its members had before them, and none of what
    was decided or written down in it. A revision is meant with what it did; an hour is by UK clocks.
    Raises Misused where the text names no moment, NotFound where there is no such meeting or revision, and Refused,
    with the days that there are, where it lies in the future or before the first revision.
    """
    text = given.strip()
    if (number := revision_named(text)) is not None:
        return _revision(tracker, number)
    if (hour := hour_named(text)) is not None:
        said = tell_hour(hour)
        if hour > datetime.now(UTC):
            raise Refused(f"{said} lies in the future{_range(tracker)}")
        return _moment(tracker, stood_at(tracker.read, hour), uk_day(hour), said)
    try:
        day = parse_day(text, tracker.today) if _PLAIN.fullmatch(text) else whole_day(text)
    except Misused as problem:
        return _meeting(tracker, text, problem)
    return _day(tracker, day, day, short_day(day))


def _revision(tracker: Tracker, number: int) -> Moment:
    found = revision(tracker.read, number)
    if found is None:
        raise NotFound(f"There is no revision {number}{_range(tracker)}")
    return Moment(number, tracker.read.last_revision(), found.day, short_day(found.day))


def _meeting(tracker: Tracker, text: str, problem: Misused) -> Moment:
    """Return the beginning of a meeting's day; raises the problem of another reading where the text has no day at all."""
    if text.casefold().replace(" ", "-") == LAST_MEETING:
        scope = tracker.scope()
        if scope.last_meeting is None:
            raise NotFound(f"No meeting is kept before {short_day(tracker.today)} for {scope.name}.")
        committee, day, _ = scope.last_meeting
    else:
        try:
            row = find_meeting(tracker.read, text)
        except Misused:
            words = f"{quoted(text)!r} names no moment." if text else "No moment is named."
            hint = f" {problem}" if _PLAIN.fullmatch(text) else ""
            raise Misused(f"{words}{hint or f' {HOW}.'}") from None
        committee, day = next((each.committee, each.day) for each in meetings(tracker.read) if each.id == row)
    said = f"{short_day(day)}, before the meeting of {committee}"
    return _day(tracker, day - timedelta(days=1), day, said)


def _day(tracker: Tracker, ended: date, day: date, said: str) -> Moment:
    """Return the end of a day as a moment of that day or of the next."""
    if day > tracker.today:
        raise Refused(f"{short_day(day)} lies in the future{_range(tracker)}")
    return _moment(tracker, stood_on(tracker.read, ended, end_of(ended)), day, said)


def _moment(tracker: Tracker, stood: int, day: date, said: str) -> Moment:
    if not stood:
        raise Refused(f"Nothing was kept yet as at {said}{_range(tracker)}")
    return Moment(stood, tracker.read.last_revision(), day, said)


def _range(tracker: Tracker) -> str:
    """Return the end of a sentence: from when to when the history goes."""
    first, last = revision(tracker.read, 1), last_revisions(tracker.read, 1)
    if first is None:
        return "; the database holds no revision yet."
    days = f"from {short_day(first.day)} to {short_day(last[0].day)}"
    return f"; the history goes {days}, {count(last[0].number, 'revision')} in all."


def near(tracker: Tracker) -> list[Near]:
    """Return the last meetings that the history reaches back to, and the last revisions, the newest first."""
    first = revision(tracker.read, 1)
    if first is None:
        return []
    held = [
        each
        for each in meetings(tracker.read, last=tracker.today)
        if each.state == "planned" and each.day > first.day
    ]
    return [
        *(
            Near(f"{each.committee} {each.day}", "before this meeting")
            for each in held[: -MOST_NEAR - 1 : -1]
        ),
        *(
            Near(f"revision {each.number}", f"{short_day(each.day)}: {each.sentence}")
            for each in last_revisions(tracker.read, MOST_REVISIONS)
        ),
    ]


def look_back(tracker: Tracker, moment: Moment, wanted: Wanted = unwatched) -> Tracker:
    """Return a tracker of the plan as it stood at a moment: for reading, and to be closed with its store.

    Its today is the moment's day unless another was given. Raises what `store.past.look_back` raises.
    """
    store = store_of_the_past(tracker.store, moment.revision, wanted)
    return replace(tracker, store=store, past=moment)
