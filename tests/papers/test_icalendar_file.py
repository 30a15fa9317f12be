"""Held to a reader of another hand: what is written is read back by `ical`, which is strict."""

from __future__ import annotations

import builtins
import datetime as dt
import sys
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from jatui.domain.errors import Refused
from jatui.domain.milestones import occurrences, read
from jatui.papers.icalendar_file import Entry, meeting_entries, milestone_entries, render

STAMP = dt.datetime(2021, 9, 12, 10, 30, tzinfo=dt.UTC)
DAY = dt.date(2021, 9, 21)
PAPER = dt.date(2021, 7, 6)


def read_back(entries: list[Entry], title: str = "Plan") -> list[Event]:
    text = render(title, entries, STAMP).decode()
    return list(IcsCalendarStream.calendar_from_ics(text).events)


def entries_of(wording: str) -> list[Entry]:
    return milestone_entries("plan", "E.1", "Do it", wording, read(wording, paper=PAPER))


def test_a_meeting_and_its_papers_are_two_days() -> None:
    events = read_back(meeting_entries("S&R", "Strategy and Resources Committee", DAY, dt.date(2021, 9, 13)))
    assert [(e.summary, e.dtstart, e.dtend) for e in events] == [
        ("Papers close for S&R on 21 September 2021", dt.date(2021, 9, 13), dt.date(2021, 9, 14)),
        ("Strategy and Resources Committee meets", DAY, dt.date(2021, 9, 22)),
    ]
    assert [e.categories for e in events] == [["Paper deadline"], ["Meeting"]]
    assert {e.dtstamp for e in events} == {STAMP}


def test_a_cancelled_meeting_is_cancelled_there_too() -> None:
    (event,) = read_back(meeting_entries("S&R", None, DAY, None, cancelled=True))
    assert event.status == "CANCELLED" and event.summary == "S&R meets"


@pytest.mark.parametrize(
    ("wording", "days"),
    [
        ("Dec '21", [("2021-12-01", "2022-01-01")]),
        ("by 31 December 2021", [("2021-12-31", "2022-01-01")]),
        ("Jul–Sep '21", [("2021-07-01", "2021-10-01")]),
        ("Sep '21 & Dec '21", [("2021-09-01", "2021-10-01"), ("2021-12-01", "2022-01-01")]),
        ("21 September 2021", [("2021-09-21", "2021-09-22")]),
        ("from April 2022", [("2022-04-01", "2022-04-02")]),
        ("Jul '21 & Ep '21", [("2021-07-01", "2021-08-01")]),
        ("Dependent on funding", []),
        ("Phased over the next 2 years", []),
        ("TBC", []),
    ],
)
def test_each_stage_is_an_event_of_whole_days(wording: str, days: list[tuple[str, str]]) -> None:
    events = read_back(entries_of(wording))
    assert [(e.dtstart.isoformat(), e.dtend.isoformat()) for e in events if e.dtend] == days
    assert [e.uid for e in events] == [f"plan/E.1/{n}@jatui" for n in range(1, len(days) + 1)]


@pytest.mark.parametrize(
    "wording",
    [
        "Reporting quarterly from Sep '21",
        "monthly from 30 January 2022",
        "monthly from 29 January 2022",
        "monthly from 31 January 2022",
        "every six weeks from 6 September 2021",
        "fortnightly from 3 May 2021 until March 2022",
        "annually from 28 February 2022",
        "annually from 29 February 2024",
        "quarterly from Sep '21 until Sep '22",
    ],
)
def test_what_repeats_comes_round_on_the_days_that_jatui_tells(wording: str) -> None:
    reading = read(wording)
    (entry,) = entries_of(wording)
    text = render("Plan", [entry], STAMP).decode()
    (line,) = [line.removeprefix("RRULE:") for line in text.split("\r\n") if line.startswith("RRULE:")]
    (event,) = read_back([entry])
    assert event.rrule is not None and event.dtstart == entry.first
    start = dt.datetime.combine(entry.first, dt.time())
    rule = rrulestr(line, dtstart=start)
    found = [day.date() for _, day in zip(range(30), rule, strict=False)]
    assert found == occurrences(reading, entry.first - dt.timedelta(days=1), 30) and len(found) > 3


def test_the_same_entries_in_any_order_give_the_same_bytes() -> None:
    entries = [*meeting_entries("S&R", None, DAY, dt.date(2021, 9, 13)), *entries_of("Sep '21 & Dec '21")]
    assert render("Plan", entries, STAMP) == render("Plan", entries[::-1], STAMP)


def test_lines_end_and_fold_as_the_standard_says() -> None:
    written = render("Plan", entries_of("Dec '21 " + "é" * 300), STAMP)
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in written.split(b"\r\n"))


SIGNS = "\r\n;:,\\\"' \t\x00\x07\x1b\x7f\x85\u2028\u200b\u202eBEGIN:VEVENTé日"
HOSTILE = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=120)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_brings_in_a_property(text: str, handle: str, title: str) -> None:
    entries = milestone_entries("plan", handle, text, text, read("Dec '21"), notes=text)
    written = render(title, entries, STAMP)
    names = [
        line.partition(b":")[0].partition(b";")[0]
        for line in written.replace(b"\r\n ", b"").split(b"\r\n")
        if line
    ]
    assert sorted(set(names)) == sorted(
        {b"BEGIN", b"END", b"VERSION", b"PRODID", b"CALSCALE", b"X-WR-CALNAME", b"SUMMARY", b"DTSTART", b"DTEND",
         b"DTSTAMP", b"UID", b"CATEGORIES", b"DESCRIPTION", b"TRANSP"}
    )  # fmt: skip
    assert names.count(b"SUMMARY") == names.count(b"UID") == 1
    (event,) = IcsCalendarStream.calendar_from_ics(written.decode()).events
    assert event.uid and event.description and "\x1b" not in event.description


def test_without_the_package_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *given: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "icalendar":
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.delitem(sys.modules, "icalendar", raising=False)
    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(Refused, match=r"python3 -m pip install 'icalendar"):
        render("Plan", [], STAMP)
