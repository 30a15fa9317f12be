"""Reports of an action, an officer and a plan on a page: they tell what is there, and nothing that is not for others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jatui.commands.actions import Update
from jatui.commands.committees import RateByCommittee
from jatui.commands.milestones import Move
from jatui.commands.minutes import Ask
from jatui.commands.officers import AddLead, HoldPost
from jatui.commands.pages import action_report, officer_report, plan_page
from jatui.commands.progress import progress
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.errors import Misused, NotFound
from jatui.papers.document import as_markdown
from tests.commands.test_progress import rows, section
from tests.conftest import DAY


def test_an_action_is_told_whole_without_what_is_not_for_others(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", rating="amber", status="in progress", text="Ring 01223 699000.", by="Ann"))
    tracker.run(Submit(ref="E.1", rating="red", text="Not accepted."))
    tracker.run(Move(ref="E.1", wording="Jan '22", reason="Staff left.", meeting="S&R 2021-09-21"))
    tracker.run(RateByCommittee(ref="E.1", committee="S&R", rating="red", text="Not convinced."))
    tracker.run(Ask(question="Which sites?", ref="E.1", meeting="S&R 2021-09-21"))
    found = action_report(tracker, "e1")
    assert found.title == "Action E.1: Small plan" and section(found, "E.1").sentences == ["Do what E.1 says"]
    facts = {row["What"]: row["As it stands"] for row in rows(found, "E.1")}
    assert facts["Milestone"] == "Jan '22; by 31 January 2022" and facts["Rating"] == "▲ A amber"
    assert facts["Rating by S&R"] == "■ R red, 12 September 2021: Not convinced."
    assert facts["Schedule"].startswith("later (next meeting S&R 21 September 2021")
    (said,) = rows(found, "E.1: what was said (1)")
    assert (said["Day"], said["By"], said["Rating"]) == ("12 September 2021", "Ann", "▲ A amber")
    (move,) = rows(found, "E.1: milestones moved (1)")
    assert (move["From"], move["How far"]) == ("Dec '21; by 31 December 2021", "slips 1 month, first slip")
    assert rows(found, "E.1: follow-ups and decisions (1)")[0]["Text"] == "Which sites?"
    told = as_markdown(found)
    assert "Not accepted" not in told and "699000" not in told
    assert any(each.heading == "Key of the ratings" for each in found.sections)


def test_a_ref_that_stands_twice_tells_both(tracker: Tracker) -> None:
    found = action_report(tracker, "F.6")
    assert found.title == "Actions F.6#1 and F.6#2: Small plan"
    assert [each.heading for each in found.sections][:4:3] == ["F.6#1", "F.6#2"]
    with pytest.raises(NotFound):
        action_report(tracker, "Z.9")


def test_an_officer_is_told_with_what_is_late_live_and_done(tracker: Tracker) -> None:
    tracker.run(AddLead(lead="Bo Best"))
    tracker.run(AddLead(lead="Ann Best"))
    tracker.run(Update(ref="E.2", status="complete", rating="blue"))
    late = replace(tracker, given_today=dt.date(2022, 1, 3))
    found = officer_report(late, "able")
    assert found.title == "Ann Able: work in Small plan"
    assert section(found, "Figures").sentences[0].startswith("4 actions, 3 of them live: 0 red")
    assert len(rows(found, "Overdue (3)")) == 3 and [
        row["Ref"] for row in rows(found, "Complete or closed (1)")
    ] == ["E.2"]
    assert "nobody" not in as_markdown(officer_report(tracker, "Bo Best"))
    with pytest.raises(Misused, match=r"Ann Best \(ann-best\), Bo Best \(bo-best\)"):
        officer_report(tracker, "best")
    with pytest.raises(NotFound, match="near it: Ann Able"):
        officer_report(tracker, "Ann Abel")


def test_a_post_is_told_with_who_holds_it_and_its_holder_with_the_post(tracker: Tracker) -> None:
    tracker.run(AddLead(lead="AD Roads", kind="post"))
    assert ("Held by", "nobody") in officer_report(tracker, "roads").facts
    tracker.run(HoldPost(post="AD Roads", officer="Ann Able", since=DAY))
    assert ("Held by", "Ann Able") in officer_report(tracker, "roads").facts


def test_a_plan_on_a_page_counts_every_action_and_names_what_to_look_at(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1,F.6#2", rating="red"))
    tracker.run(Update(ref="E.2", status="complete", rating="blue"))
    found = plan_page(replace(tracker, given_today=dt.date(2022, 1, 3)))
    themes = section(found, "Themes")
    assert themes.sentences[0] == "4 actions, 1 of them complete or closed."
    assert [list(bar.numbers) for bar in themes.charts[0].bars] == [[1, 0, 0, 1, 0], [1, 0, 0, 0, 1]]
    first, second = rows(found, "Themes")
    assert (first["■ R red"], first["Overdue"], first["Complete or closed"]) == ("1: E.1", "1: E.1", "1: E.2")
    assert (second["■ R red"], second["▲ A amber"], second["Overdue"]) == (
        "1: F.6#2",
        "none",
        "2: F.6#1, F.6#2",
    )
    assert sum(bar.numbers[0] for bar in section(found, "The months ahead").charts[0].bars) == 3


def test_the_ratings_are_shown_as_each_meeting_had_them(tracker: Tracker) -> None:
    early = replace(tracker, given_today=dt.date(2021, 9, 20))
    early.run(Update(ref="E.1", rating="green"))
    late = replace(tracker, given_today=dt.date(2021, 10, 1))
    late.run(Update(ref="E.1", rating="red"))
    late.run(Update(ref="E.2", rating="amber"))
    chart = section(progress(late), "In pictures").charts[0]
    assert [(bar.name, list(bar.numbers)) for bar in chart.bars] == [
        ("S&R, 21 September 2021", [0, 0, 1, 0, 3]),
        ("now, 1 October 2021", [1, 1, 0, 0, 2]),
    ]


def test_milestones_met_and_moved_are_counted_by_month(tracker: Tracker) -> None:
    assert [chart.what for chart in section(progress(tracker), "In pictures").charts] == [
        "When",
        "Lead",
        "Due",
    ]
    tracker.run(Move(ref="E.1", wording="Jan '22", reason="Later."))
    tracker.run(Move(ref="E.2", wording="Nov '21", reason="Earlier."))
    months = section(progress(tracker), "In pictures").charts[1]
    assert months.bars[-1].name == "September 2021" and list(months.bars[-1].numbers) == [0, 1]
    assert sum(sum(bar.numbers) for bar in months.bars) == 1
