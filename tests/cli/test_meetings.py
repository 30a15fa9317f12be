from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.cli.conftest import Shell


def test_the_meetings_are_told_by_municipal_year(shell: Shell) -> None:
    shell("meeting", "add", "S&R", "27 April 2021")
    shell("meeting", "cancel", "S&R", "2021-09-21", "--reason", "Election.")
    said = shell("meetings")
    assert (said.code, said.err) == (0, "4 meetings, 1 cancelled.\n")
    assert said.out == (
        "Municipal year 2020/21\n"
        "  ◇ S&R meets Tue 27 Apr 2021; papers close Mon 19 Apr 2021\n"
        "\n"
        "Municipal year 2021/22\n"
        "  ◇ S&R meets Tue 6 Jul 2021; papers close Mon 28 Jun 2021\n"
        "  × S&R cancelled Tue 21 Sep 2021; papers close Mon 13 Sep 2021\n"
        "  ◇ S&R meets Thu 27 Jan 2022; papers close Wed 19 Jan 2022\n"
    )
    assert shell("meetings", "--json").json[2] == {
        "committee": "S&R", "day": "2021-09-21", "deadline": "2021-09-13", "state": "cancelled",
    }  # fmt: skip


def test_a_municipal_year_has_thirteen_months_from_may_to_may(shell: Shell) -> None:
    shell("meeting", "add", "S&R", "2022-05-17")
    lines = shell("meetings", "--year", "2021/22").out.splitlines()
    months = [line for line in lines[1:] if not line.startswith(" ")]
    assert months[0] == "May 2021: no meeting" and months[-1] == "May 2022" and len(months) == 13
    assert lines[-1] == "  ◇ S&R meets Tue 17 May 2022; papers close Tue 10 May 2022".replace(
        "Tue 10", "Mon 9"
    )
    assert len(shell("meetings", "--year", "2022-2023", "--json").json) == 1
    assert shell("meetings", "--year", "2019", "--json").json == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("meetings", "--year", "2021/23"), 2, "municipal year"),
        (("meetings", "--year", "soon"), 2, "municipal year"),
        (("meetings", "--committee", "E&G"), 1, "near it: E&GI"),
        (("meeting", "add", "S&R", "31 June 2021"), 2, "not read as a day"),
        (("meeting", "add", "S&R"), 2, "DAY"),
        (("meeting", "add", "SnR", "2021-11-30"), 1, "near it"),
        (("meeting", "add", "S&R", "2021-09-21"), 1, "already"),
        (("meeting", "change", "S&R", "2021-09-21"), 2, "--to"),
        (("meeting", "cancel", "S&R", "2021-09-22", "--reason", "x"), 1, "no meeting"),
        (("meeting", "import", "missing.csv"), 1, "no file missing.csv"),
        (("calendar", "--force"), 2, "--ics"),
        (("calendar", "theme:E", "--ics", "x.ics"), 2, "whole plan"),
        (("calendar", "--ics"), 2, "argument"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    shell: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    done = shell(*words)
    assert (done.code, done.out) == (code, "") and said in done.err
    assert done.err.count("\n") == 1 and "Traceback" not in done.err


def test_one_committee_is_shown(shell: Shell) -> None:
    shell("meeting", "add", "e&gi", "2021-10-05")
    assert [each["committee"] for each in shell("meetings", "--committee", "E&GI", "--json").json] == ["E&GI"]
    assert "E&GI meets on 5 Oct 2021 already" in shell("meeting", "add", "E&GI", "5/10/21").err


def test_a_list_is_taken_in_whole_or_not_at_all(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "dates.txt"
    file.write_text("21 September 2021\n30 November 2021\n")
    said = shell("meeting", "import", str(file))
    assert said.code == 1 and "line 1: it names no committee" in said.err and "line 2: it names" in said.err
    said = shell("meeting", "import", str(file), "--committee", "S&R")
    assert (
        said.code == 0 and "Added 1 meeting from dates.txt (S&R 2021-11-30); 1 was there already" in said.err
    )
    assert shell("meeting", "import", str(file), "--committee", "S&R", "--json").json["revision"] is None
    assert len(shell("meetings", "--json").json) == 4


def test_the_calendar_goes_into_a_file_that_another_reader_reads(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    said = shell("calendar", "--ics", str(path))
    assert (said.code, said.out) == (0, "")
    assert "3 meetings, 3 paper deadlines, " in said.err
    first = path.read_bytes()
    assert shell("calendar", "--ics", str(path)).code == 1
    assert shell("calendar", f"--ics={path}", "--force", "--json").json["revision"] is None
    assert path.read_bytes() == first
    events = IcsCalendarStream.calendar_from_ics(first.decode()).events
    kinds = [event.categories[0] for event in events]
    assert kinds.count("Meeting") == kinds.count("Paper deadline") == 3
    ends = {event.uid: event.dtend for event in events}
    stages = 0
    for action in shell("list", "--json").json:
        due = shell("show", action["handle"], "--json").json["stages"] if action["milestone"]["due"] else []
        stages += len(due)
        for number, stage in enumerate(due, 1):
            uid = f"joint-agreement/{action['handle'].replace('#', '%23')}/{number}@jatui"
            end = ends[uid]
            assert end and (end - dt.timedelta(days=1)).isoformat() == stage["due"]
    assert stages > 54 and kinds.count("Milestone") == stages + 2
