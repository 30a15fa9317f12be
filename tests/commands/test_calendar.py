from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from jatui.commands.actions import Update
from jatui.commands.calendar import WriteCalendar
from jatui.commands.meetings import AddMeeting, CancelMeeting
from jatui.commands.milestones import Met, Move
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, Refused

DAY = dt.date(2021, 9, 21)


def events(path: Path) -> dict[str, Event]:
    found = IcsCalendarStream.calendar_from_ics(path.read_bytes().decode()).events
    assert len({event.uid for event in found}) == len(found)
    return {event.uid.removesuffix("@jatui"): event for event in found}


def test_meetings_deadlines_and_milestones_are_all_there(tracker: Tracker, tmp_path: Path) -> None:
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 11, 30)))
    tracker.run(CancelMeeting(committee="S&R", day=DAY, reason="x"))
    tracker.run(Move(ref="E.1", wording="Sep '21 & Dec '21", reason="x"))
    tracker.run(Move(ref="E.2", wording="Dependent on funding", reason="x", undated=True))
    tracker.run(Move(ref="F.6#1", wording="monthly from Oct '21 until Mar '22", reason="x"))
    tracker.run(Met(ref="E.1"))
    tracker.run(Update(ref="F.6#2", status="closed"))
    path = tmp_path / "plan.ics"
    done = tracker.run(WriteCalendar(ics=str(path)))
    assert (
        done.sentence
        == (
            "wrote plan.ics: 2 meetings, 1 paper deadline, 4 milestone entries; 1 action has no day and no entry"
        )
        and done.revision == 0
    )
    found = events(path)
    assert sorted(found) == [
        "meeting/S%26R/2021-09-21", "meeting/S%26R/2021-11-30", "papers/S%26R/2021-11-30", "small/E.1/1", "small/E.1/2",
        "small/F.6%231/1", "small/F.6%232/1",
    ]  # fmt: skip
    assert found["meeting/S%26R/2021-09-21"].status == "CANCELLED"
    assert found["small/F.6%232/1"].status == "CANCELLED" and found["small/E.1/1"].status is None
    assert "The stage due by 30 September 2021 was met on 12 September 2021." in str(
        found["small/E.1/1"].description
    )
    assert found["small/F.6%231/1"].rrule is not None


def test_writing_twice_gives_the_same_bytes_and_a_change_another_stamp(
    tracker: Tracker, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    tracker.run(WriteCalendar(ics=str(first)))
    tracker.run(WriteCalendar(ics=str(second)))
    assert first.read_bytes() == second.read_bytes()
    at, _ = tracker.read.state()
    assert {event.dtstamp for event in events(first).values()} == {
        dt.datetime.fromisoformat(at).replace(microsecond=0)
    }
    tracker.run(Move(ref="E.1", wording="Jan '22", reason="x"))
    tracker.run(WriteCalendar(ics=str(second), force=True))
    assert set(events(second)) == set(events(first)) and second.read_bytes() != first.read_bytes()


def test_a_file_that_stands_there_stays_unless_it_is_to_go(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_text("mine")
    with pytest.raises(Refused, match="--force"):
        tracker.run(WriteCalendar(ics=str(path)))
    assert path.read_text() == "mine" and len(list(tmp_path.glob("*.part"))) == 0
    tracker.run(WriteCalendar(ics=str(path), force=True))
    assert len(events(path)) == 5 and stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(Refused, match="database itself"):
        tracker.run(WriteCalendar(ics=str(tracker.store.path), force=True))
    with pytest.raises(Refused, match="no folder"):
        tracker.run(WriteCalendar(ics=str(tmp_path / "no" / "plan.ics")))
    with pytest.raises(Misused, match="--ics"):
        tracker.run(WriteCalendar())
