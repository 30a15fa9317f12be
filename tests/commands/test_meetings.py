from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.journal import Undo
from jatui.commands.meetings import AddMeeting, CancelMeeting, ChangeMeeting, ImportMeetings
from jatui.commands.milestones import Move
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, NotFound, Problem, Refused
from tests.conftest import DAY

KNOWN = dt.date(2021, 9, 21)
NOVEMBER = dt.date(2021, 11, 30)


def meetings(tracker: Tracker) -> list[tuple[str, str, str | None, str]]:
    found: list[dict[str, Any]] = [v for kind, v in tracker.read.records() if kind == "meeting"]
    return [
        (
            m["committee"],
            m["day"].isoformat(),
            m["deadline"].isoformat() if "deadline" in m else None,
            m["state"],
        )
        for m in found
    ]


@pytest.fixture(autouse=True)
def more_committees(tracker: Tracker) -> None:
    with tracker.store.revision("test", "{}", actor="test", day=DAY) as writer:
        writer.add("committee", code="ALL", name="All committees", kind="every")
        writer.add("committee", code="E&GI", kind="committee")
        writer.sentence = "added committees"


def test_a_meeting_has_the_deadline_that_the_law_makes(tracker: Tracker) -> None:
    done = tracker.run(AddMeeting(committee="s&r", day=NOVEMBER))
    assert done.sentence == ("S&R meets on Tuesday 30 November 2021; papers close Monday 22 November 2021")
    assert meetings(tracker)[1] == ("S&R", "2021-11-30", "2021-11-22", "planned")
    tracker.run(AddMeeting(committee="E&GI", day=NOVEMBER, deadline=dt.date(2021, 11, 19)))
    assert meetings(tracker)[0] == ("E&GI", "2021-11-30", "2021-11-19", "planned")


def test_bank_holidays_are_no_clear_days(tracker: Tracker) -> None:
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2022, 1, 6)))
    assert meetings(tracker)[-1][2] == "2021-12-24"


def test_a_committee_is_named_by_its_code_or_its_name(tracker: Tracker) -> None:
    tracker.run(AddMeeting(committee="strategy and  resources COMMITTEE", day=NOVEMBER))
    assert meetings(tracker)[-1][0] == "S&R"


def test_the_next_meeting_is_the_next_that_is_planned(tracker: Tracker) -> None:
    tracker.run(CancelMeeting(committee="S&R", day=KNOWN, reason="Election."))
    assert tracker.scope().next_meeting is None
    tracker.run(AddMeeting(committee="S&R", day=NOVEMBER))
    meeting = tracker.scope().next_meeting
    assert meeting and (meeting.day, meeting.deadline) == (NOVEMBER, dt.date(2021, 11, 22))
    tracker.run(AddMeeting(committee="S&R", day=KNOWN))
    assert ("S&R", "2021-09-21", "2021-09-13", "planned") in meetings(tracker)


def test_a_change_takes_the_deadline_along_and_what_refers_to_it(tracker: Tracker) -> None:
    tracker.run(Move(ref="E.1", wording="Jan '22", reason="x", meeting="2021-09-21"))
    later = dt.date(2021, 9, 28)
    done = tracker.run(ChangeMeeting(committee="S&R", day=KNOWN, to=later))
    assert done.sentence.startswith("S&R meets not on 21 Sep 2021 but on Tuesday 28 September 2021; papers")
    assert meetings(tracker) == [("S&R", "2021-09-28", "2021-09-20", "planned")]
    (move,) = [v for kind, v in tracker.read.records() if kind == "move"]
    assert move["meeting_day"] == later
    done = tracker.run(ChangeMeeting(committee="S&R", day=later, deadline=dt.date(2021, 9, 17)))
    assert done.sentence == "S&R 28 Sep 2021: papers close Friday 17 September 2021"
    assert meetings(tracker) == [("S&R", "2021-09-28", "2021-09-17", "planned")]


@pytest.mark.parametrize(
    ("command", "problem", "words"),
    [
        (AddMeeting(committee="S&R", day=KNOWN), Refused, "already"),
        (AddMeeting(committee="SR", day=NOVEMBER), NotFound, "near it: S&R"),
        (AddMeeting(committee="zzz", day=NOVEMBER), NotFound, "there are: ALL, E&GI, S&R"),
        (AddMeeting(committee="", day=NOVEMBER), NotFound, "no committee"),
        (AddMeeting(committee="ALL", day=NOVEMBER), Refused, "does not meet"),
        (AddMeeting(committee="S&R", day=NOVEMBER, deadline=NOVEMBER), Refused, "cannot close"),
        (AddMeeting(committee="S&R", day=dt.date(1, 1, 1)), Refused, "between 1900 and 2200"),
        (AddMeeting(committee="S&R", day=dt.date(9999, 12, 31)), Refused, "between 1900 and 2200"),
        (AddMeeting(committee="S&R", day=NOVEMBER, deadline=dt.date(1, 1, 1)), Refused, "between 1900"),
        (ChangeMeeting(committee="S&R", day=KNOWN), Misused, "--to"),
        (ChangeMeeting(committee="S&R", day=NOVEMBER, to=KNOWN), NotFound, "It has: 21 Sep 2021"),
        (ChangeMeeting(committee="E&GI", day=NOVEMBER, to=KNOWN), NotFound, "It has: none"),
        (ChangeMeeting(committee="S&R", day=KNOWN, to=dt.date(2300, 1, 1)), Refused, "between 1900"),
        (CancelMeeting(committee="S&R", day=KNOWN), Misused, "--reason"),
        (CancelMeeting(committee="S&R", day=KNOWN, reason=" "), Refused, "reason is needed"),
        (CancelMeeting(committee="S&R", day=NOVEMBER, reason="x"), NotFound, "no meeting on 30 Nov 2021"),
    ],
    ids=str,
)
def test_what_is_refused_changes_nothing(
    tracker: Tracker, command: Command, problem: type[Problem], words: str
) -> None:
    before = list(tracker.read.records())
    with pytest.raises(problem, match=words):
        tracker.run(command)
    assert list(tracker.read.records()) == before


def test_a_cancelled_meeting_is_neither_changed_nor_cancelled_again(tracker: Tracker) -> None:
    tracker.run(CancelMeeting(committee="S&R", day=KNOWN, reason="Election."))
    for command in (
        ChangeMeeting(committee="S&R", day=KNOWN, to=NOVEMBER),
        CancelMeeting(committee="S&R", day=KNOWN, reason="x"),
        Move(ref="E.1", wording="Jan '22", reason="x", meeting="S&R 2021-09-21"),
    ):
        with pytest.raises(Refused, match="was cancelled"):
            tracker.run(command)
    tracker.run(AddMeeting(committee="S&R", day=NOVEMBER))
    with pytest.raises(Refused, match="has a cancelled meeting on 21 Sep 2021 already"):
        tracker.run(ChangeMeeting(committee="S&R", day=NOVEMBER, to=KNOWN))


def test_who_looked_at_an_older_state_is_told(tracker: Tracker) -> None:
    seen = tracker.read.last_revision()
    tracker.run(ChangeMeeting(committee="S&R", day=KNOWN, deadline=dt.date(2021, 9, 10)))
    with pytest.raises(Refused, match="changed this meanwhile"):
        tracker.run(CancelMeeting(committee="S&R", day=KNOWN, reason="x"), seen=seen)


def test_a_day_on_which_two_meet_wants_a_committee(tracker: Tracker) -> None:
    tracker.run(AddMeeting(committee="E&GI", day=KNOWN))
    with pytest.raises(Refused, match="names several"):
        tracker.run(Move(ref="E.1", wording="Jan '22", reason="x", meeting="21 September 2021"))
    tracker.run(Move(ref="E.1", wording="Jan '22", reason="x", meeting="E&GI 21 September 2021"))


def imported(tracker: Tracker, tmp_path: Path, text: str, committee: str | None = None) -> str:
    file = tmp_path / "dates.csv"
    file.write_text(text, "utf-8")
    return tracker.run(ImportMeetings(file=str(file), committee=committee)).sentence


def test_a_list_adds_what_is_new_and_tells_what_was_there(tracker: Tracker, tmp_path: Path) -> None:
    text = "\ufeffCommittee,Date,Time\nS&R,21 September 2021,10:00\ne&gi,5 October 2021,14:00\n,30/11/2021,\nS&R,30/11/2021\n"
    assert imported(tracker, tmp_path, text, "S&R") == (
        "added 2 meetings from dates.csv (E&GI 2021-10-05, S&R 2021-11-30); "
        "2 were there already (S&R 2021-09-21, without a paper deadline, S&R 2021-11-30)".replace(
            ", without a paper deadline", ""
        )
        + "; left out: the columns Time"
    )
    assert meetings(tracker) == [
        ("E&GI", "2021-10-05", "2021-09-27", "planned"),
        ("S&R", "2021-09-21", None, "planned"),
        ("S&R", "2021-11-30", "2021-11-22", "planned"),
    ]
    assert imported(tracker, tmp_path, text, "S&R").startswith("nothing to add from dates.csv; 4 were there")
    tracker.run(Undo())
    assert meetings(tracker) == [("S&R", "2021-09-21", None, "planned")]


def test_what_is_there_stays_as_it_is(tracker: Tracker, tmp_path: Path) -> None:
    tracker.run(CancelMeeting(committee="S&R", day=KNOWN, reason="x"))
    before = meetings(tracker)
    said = imported(tracker, tmp_path, "S&R,21/9/2021,10/9/2021")
    assert "1 was there already (S&R 2021-09-21, cancelled, without a paper deadline)" in said
    assert meetings(tracker) == before


def test_one_bad_line_keeps_all_out_and_each_is_named(tracker: Tracker, tmp_path: Path) -> None:
    before = list(tracker.read.records())
    text = (
        "S&R, 5 October 2021\nS&T, 5 October 2021\nS&R, 31 June 2021\n5 October 2021\nALL, 5 October 2021\n"
    )
    text += "S&R, 5 November 2021, 6 November 2021\n"
    with pytest.raises(Refused) as problem:
        imported(tracker, tmp_path, text)
    said = str(problem.value)
    assert said.startswith(
        "dates.csv: line 2: There is no committee 'S&T'; near it: S&R; line 3 names no day:"
    )
    for words in (
        "line 4: it names no committee",
        "line 5: ALL stands for all",
        "line 6: Papers cannot close",
    ):
        assert words in said
    assert said.endswith(". Nothing was changed.") and said.count("Nothing was changed") == 1
    assert list(tracker.read.records()) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"S&R, 21 September 2021\n\xff\xfe", "line 2 is not UTF-8"),
        (b"x" * (1024 * 1024 + 1), "larger than"),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    tracker: Tracker, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(Refused, match=words):
        tracker.run(ImportMeetings(file=str(tmp_path / "x")))
    for name in ("missing", "."):
        with pytest.raises(Refused, match=r"There is no file|not a regular file"):
            tracker.run(ImportMeetings(file=str(tmp_path / name)))


def test_many_bad_lines_are_told_up_to_a_hundred(tracker: Tracker, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="and 50 more"):
        imported(tracker, tmp_path, "nothing\n" * 150)


def test_an_empty_list_changes_nothing(tracker: Tracker, tmp_path: Path) -> None:
    assert imported(tracker, tmp_path, "# none yet\n\n") == "nothing to add from dates.csv"


@settings(max_examples=15)
@given(days=st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), max_size=8))
def test_every_line_of_a_list_is_a_meeting_afterwards(
    tracker: Tracker, tmp_path: Path, days: list[dt.date]
) -> None:
    before = meetings(tracker)
    done = imported(tracker, tmp_path, "\n".join(f"E&GI, {day.day} {day:%B %Y}" for day in days))
    after = meetings(tracker)
    assert {day.isoformat() for day in days} == {day for code, day, _, _ in after if code == "E&GI"}
    assert all(deadline and deadline < day for code, day, deadline, _ in after if code == "E&GI")
    if set(days):
        assert done.startswith(f"added {len(set(days))} meeting")
        tracker.run(Undo())
    assert meetings(tracker) == before
