"""The progress report: its figures agree with its tables, it hides nothing that counts, and tells nothing that does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.actions import Update
from jatui.commands.archive import Export, Restore
from jatui.commands.committees import RateByCommittee
from jatui.commands.editions import Publish
from jatui.commands.indicators import AddIndicator, CorrectMeasurement, Measure, RemoveMeasurement
from jatui.commands.meetings import AddMeeting
from jatui.commands.milestones import Accept, Move
from jatui.commands.minutes import Answer, Ask, Decide
from jatui.commands.past import find_moment, look_back
from jatui.commands.progress import meeting_of_report, progress
from jatui.commands.returns import pasted
from jatui.commands.schemes import AddScheme, SetLevel, UseScheme
from jatui.commands.tracker import Tracker
from jatui.commands.triage import AcceptUpdate, Submit
from jatui.domain.errors import NotFound
from jatui.papers.document import Document, Section, as_markdown
from jatui.store import Store
from tests.conftest import DAY, small_action, small_plan
from tests.snapshot.generated import Records, plans

JULY = dt.date(2021, 7, 6)


def progress_report(tracker: Tracker, *given: Any) -> str:
    return as_markdown(progress(tracker, *given))


def section(found: Document, heading: str) -> Section:
    return next(each for each in found.sections if each.heading.startswith(heading))


def rows(found: Document, heading: str) -> list[dict[str, str]]:
    return [
        dict(zip(table.headings, row, strict=True))
        for table in section(found, heading).tables
        for row in table.rows
    ]


def refs(found: Document, heading: str) -> list[str]:
    return [row["Ref"] for row in rows(found, heading)]


def with_meeting_in_july(tracker: Tracker) -> Tracker:
    """Return the tracker after a meeting in July, before which E.1 was green and E.2 amber."""
    early = replace(tracker, given_today=dt.date(2021, 7, 1))
    early.run(AddMeeting(committee="S&R", day=JULY))
    early.run(Update(ref="E.1", rating="green", status="in progress", text="Begun."))
    early.run(Update(ref="E.2", rating="amber"))
    return tracker


@pytest.fixture
def july(tmp_path: Path) -> Tracker:
    """A tracker on the small plan, taken in on 1 July, with a meeting since."""
    store = Store.create(tmp_path / "july.sqlite3")
    with store.revision("init", "{}", actor="test", day=dt.date(2021, 7, 1)) as writer:
        writer.load(small_plan())
        writer.sentence = "loaded"
    return with_meeting_in_july(Tracker(store, None, DAY, "test"))


def test_what_a_committee_asks_for_first_is_told_since_its_last_meeting(july: Tracker) -> None:
    july.run(Update(ref="E.1", rating="red", text="Staff left.", by="Ann"))
    july.run(Update(ref="E.2", status="complete", rating="blue", text="Done."))
    july.run(Update(ref="F.6#1", text="Begun.", date=dt.date(2021, 9, 1)))
    july.run(Move(ref="E.1", wording="Jan '22", reason="Staff left.", meeting="S&R 2021-09-21"))
    july.run(Move(ref="E.1", wording="Mar '22", reason="Still none."))
    found = progress(july)
    (worse,) = rows(found, "Newly red or worse (1)")
    assert (worse["Ref"], worse["Status"], worse["Rating"]) == ("E.1", "in progress", "■ R red")
    assert worse["Last said"] == "12 September 2021, by Ann: Staff left. [red]"
    assert worse["What changed"] == "Rated red, green before."
    assert refs(found, "Completed (1)") == ["E.2"]
    moves = rows(found, "Milestones moved (2)")
    assert [(row["From"], row["To"]) for row in moves] == [
        ("Dec '21; by 31 December 2021", "Jan '22; by 31 January 2022"),
        ("Jan '22; by 31 January 2022", "Mar '22; by 31 March 2022"),
    ]
    assert [row["How far"] for row in moves] == [
        "slips 1 month, first slip",
        "slips 2 months, second slip, 3 months in all against the original",
    ]
    assert moves[0]["When"] == "on 12 September 2021, approved by S&R on 21 September 2021"
    assert refs(found, "Silent (1)") == ["F.6#2"] and refs(found, "Overdue (0)") == []
    assert refs(found, "All live actions (3)") == ["E.1", "F.6#1", "F.6#2"]
    assert any("since the meeting of 6 July 2021" in told for told in section(found, "Figures").sentences)
    assert dict(found.facts)["Meeting"].startswith("Tuesday 21 September 2021")


def test_extensions_are_told_until_they_are_settled(july: Tracker) -> None:
    july.run(pasted("E.1: amber. Please extend to Jan 2022.\nE.2: amber. Please extend to Feb 2022."))
    assert refs(progress(july), "Extensions asked for (0)") == []
    for number in (3, 4):
        july.run(AcceptUpdate(number=number))
    assert {row["What became of it"] for row in rows(progress(july), "Extensions")} == {"not decided"}
    july.run(Move(ref="E.1", wording="Jan 2022", reason="Agreed."))
    first, second = rows(progress(july), "Extensions asked for (2)")
    assert (first["Asked for"], first["What became of it"]) == (
        "Jan 2022",
        "moved to Jan 2022 on 12 September 2021",
    )
    assert (second["Ref"], second["What became of it"]) == ("E.2", "not decided")
    july.run(Update(ref="E.2", status="complete", text="Done after all."))
    later = replace(july, given_today=dt.date(2021, 10, 1))
    assert refs(progress(later), "Extensions asked for (0)") == []


def test_nothing_new_is_told_with_what_was_said_before(july: Tracker) -> None:
    july.run(Update(ref="E.1", nothing_new=True, by="Bo"))
    july.run(Update(ref="F.6#1", nothing_new=True))
    told = {row["Ref"]: row["Last said"] for row in rows(progress(july), "All live actions")}
    assert told["E.1"] == "12 September 2021, by Bo: nothing new, since 1 July 2021, by test: Begun. [green]"
    assert told["F.6#1"] == "12 September 2021, by test: nothing new" and told["F.6#2"] == "nothing yet"


def test_minutes_are_told_while_they_are_open_or_new(july: Tracker) -> None:
    july.run(AddMeeting(committee="S&R", day=dt.date(2021, 5, 4)))
    for meeting in ("S&R 2021-05-04", "S&R 2021-07-06"):
        july.run(Ask(question="Which sites?", ref="E.1", meeting=meeting, by="Cllr Doe", due=DAY))
        july.run(Decide(decision="Noted.", meeting=meeting))
    july.run(Answer(number=3, answer="All.", date=DAY))
    told = rows(progress(july), "Follow-ups and decisions (3)")
    assert [(row["What"], row["Ref"], row["Answer"]) for row in told] == [
        ("Decision 4", "the plan", ""),
        ("Follow-up 3", "E.1", "All. (12 September 2021)"),
        ("Follow-up 1", "E.1", "open"),
    ]
    assert told[2]["To be answered by"] == "Ann Able, by 12 September 2021"


def test_what_is_missing_or_not_read_is_told(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "gaps.sqlite3")
    unread = {"due": None, "next_due": None, "unread": ["Ep '21"], "milestone": "Jul '21 & Ep '21"}
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        records = [each for each in small_plan() if each[0] != "action"]
        writer.load([*records, small_action("E.1", 1, leads=[]), small_action("E.2", 2, **unread)])
        writer.sentence = "loaded"
    tracker = Tracker(store, None, DAY, "test")
    found = progress(tracker)
    assert section(found, "What is missing or not read").sentences == [
        "1 action without a lead: E.1.",
        "1 action whose milestone is not read whole: E.2.",
        "1 action without a due day: E.2.",
    ]
    first, second = rows(found, "All live actions (2)")
    assert first["Lead"] == "no lead" and second["Milestone"].endswith('; "Ep \'21" is not read')
    tracker.run(Accept(ref="E.2"))
    after = progress(tracker)
    assert rows(after, "All live actions")[1]["Milestone"].startswith(
        "Jul '21 & Ep '21; read as Jul '21 & Sep"
    )
    (told,) = rows(after, "What else changed (1)")
    assert told["What changed"].endswith(
        "is read otherwise: due by 30 September 2021, before without a due day."
    )


def test_nothing_is_told_that_was_not_accepted_and_no_note_and_no_contact(july: Tracker) -> None:
    july.run(Submit(ref="E.1", text="SUBMITTED", rating="red"))
    july.run(Update(ref="E.2", text="Ring 01223 703565 or write to Ann.Able@example.org.", by="a@b.org"))
    with july.store.revision("note", "{}", actor="test", day=DAY) as writer:
        writer.change("update", 1, note="INTERNAL")
        writer.sentence = "noted"
    for told in (progress_report(july), str(progress(july).as_json())):
        assert "SUBMITTED" not in told and "INTERNAL" not in told
        assert "703565" not in told and "@" not in told and "Ring " in told


def test_a_committee_that_oversees_a_part_is_told_of_that_part(july: Tracker) -> None:
    with july.store.revision("committee", "{}", actor="test", day=DAY) as writer:
        writer.load([("committee", {"code": "CYP", "kind": "committee"})])
        writer.sentence = "added"
    found = progress(july, committee="cyp")
    assert section(found, "Figures").sentences[:2] == [
        "Of the 4 actions of Small plan those that CYP oversees are told.",
        "0 actions: 0 live, 0 complete, 0 closed.",
    ]
    assert dict(found.facts)["Committee"] == "CYP" and dict(found.facts)["Meeting"] == "none is planned"
    july.run(RateByCommittee(ref="E.1", committee="CYP", rating="red"))
    assert rows(progress(july), "All live")[0]["Rating"] == "● G green; by a committee ■ R red"
    with pytest.raises(NotFound):
        progress(july, committee="nobody")


def test_the_past_tells_what_it_told_then(july: Tracker) -> None:
    then = progress_report(july)
    number = july.read.last_revision()
    july.run(Update(ref="E.1", rating="red"))
    july.run(Move(ref="E.2", wording="Mar '22", reason="Late."))
    assert progress_report(july) != then
    past = look_back(july, find_moment(july, str(number)))
    with past.store:
        assert progress_report(past, meeting_of_report(past, "next", None)) == then


def test_a_plan_with_nothing_in_it_has_a_report(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.sqlite3") as store:
        told = progress_report(Tracker(store, None, DAY, "test"))
    assert "In pictures" not in told
    assert "0 actions: 0 live, 0 complete, 0 closed." in told and "- State: an empty plan\n" in told


def test_a_mix_of_schemes_is_said(july: Tracker) -> None:
    assert len(section(progress(july), "Key").tables) == 1
    july.run(AddScheme(slug="other", called="Another"))
    july.run(SetLevel(slug="other", code="red", meaning="A month late."))
    with july.store.revision("plan", "{}", actor="test", day=DAY) as writer:
        writer.load([("plan", {"slug": "second", "position": 2, "name": "Second", "scheme": "other"})])
        writer.sentence = "added"
    key = section(progress(replace(july, plan="all")), "Key")
    assert key.sentences[0].startswith("This report mixes 2 schemes of rating")
    assert [table.caption for table in key.tables] == ["Another (second)", "Red, amber, green, blue (small)"]
    july.run(UseScheme(to_plan="second", slug="ragb"))
    assert len(section(progress(replace(july, plan="all")), "Key").tables) == 1


@settings(max_examples=15)
@given(plans(), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_the_figures_add_up(tmp_path_factory: pytest.TempPathFactory, records: Records, day: dt.date) -> None:
    """Every part of the actions adds up to all of them, over all themes, and each table holds what is counted."""
    with Store.create(tmp_path_factory.mktemp("sums") / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=day) as writer:
            writer.load(records)
            writer.sentence = "loaded"
        found = progress(Tracker(store, "all", day, "test"))
    *themes, all_of = [
        [int(cell.replace(",", "")) for cell in list(row.values())[1:]] for row in rows(found, "Figures")
    ]
    names = list(rows(found, "Figures")[0])[1:]
    assert all_of == [sum(column) for column in zip(*themes, strict=True)] if themes else set(all_of) <= {0}
    counted = dict(zip(names, all_of, strict=True))
    held = sum(kind == "action" for kind, _ in records)
    assert counted["Actions"] == held == counted["Live"] + counted["Complete"] + counted["Closed"]
    assert held == sum(counted[name] for name in ("Red", "Amber", "Green", "Blue", "Not rated"))
    for heading, name in (("Overdue", "Overdue"), ("Silent", "Silent"), ("All live actions", "Live")):
        assert len(rows(found, f"{heading} ({counted[name]:,})")) == counted[name]
    for each in found.sections:
        number = each.heading.rpartition("(")[2].rstrip(")").replace(",", "")
        assert each.sentences or each.tables
        if number.isdigit():
            assert int(number) == sum(len(table.rows) for table in each.tables)


def test_ratings_are_told_by_editions_where_they_are_of_this_history(july: Tracker, tmp_path: Path) -> None:
    def chart(tracker: Tracker) -> dict[str, Any]:
        return section(progress(tracker), "In pictures").charts[0].as_json()

    assert chart(july)["caption"] == "Ratings of Small plan before each meeting"
    july.run(Publish(meeting="S&R 2021-09-21"))
    july.run(Update(ref="E.1", rating="red", text="Staff left."))
    found = chart(july)
    assert found["caption"] == "Ratings of Small plan in each edition"
    assert [(bar["When"], bar["red"], bar["green"], bar["amber"]) for bar in found["bars"]] == [
        ("edition 1, for S&R, 21 September 2021", 0, 1, 1),
        ("now, 12 September 2021", 1, 0, 1),
    ]
    july.run(Export(file=str(tmp_path / "plan.toml")))
    with Store.create(tmp_path / "again.sqlite3") as store:
        again = Tracker(store, "all", DAY, "test")
        again.run(Restore.of(tmp_path / "plan.toml"))
        assert chart(replace(again, plan="small"))["caption"].endswith("before each meeting")


def test_a_snapshot_restored_tells_the_same_state(july: Tracker, tmp_path: Path) -> None:
    july.run(Export(file=str(tmp_path / "plan.toml")))
    with Store.create(tmp_path / "again.sqlite3") as store:
        again = Tracker(store, "all", DAY, "test")
        again.run(Restore.of(tmp_path / "plan.toml"))
        told = progress(replace(again, plan="small"))
    assert dict(told.facts)["State"] == dict(progress(july).facts)["State"]
    assert dict(told.facts)["Changes"].startswith(
        "told since the plan was taken in, which was after the meeting"
    )


def test_indicators_that_are_red_or_changed_are_told_with_their_targets_and_sources(july: Tracker) -> None:
    early = replace(july, given_today=dt.date(2021, 7, 1))
    assert not [each for each in progress(july).sections if each.heading.startswith("Indicators")]
    for number, target in (("NI 1", "45%"), ("NI 2", None), ("NI 3", "9")):
        early.run(AddIndicator(number=number, called="Cohesion", target=target, polarity="higher"))
        early.run(Measure(number=number, value="41%", period="2019/20", rating="amber"))
    early.run(AddMeeting(committee="S&R", day=dt.date(2021, 9, 1)))
    late = replace(july, given_today=dt.date(2021, 9, 10))
    late.run(Measure(number="NI 1", value="39%", period="2020/21", rating="red", outcome="missed"))
    late.run(CorrectMeasurement(number="NI 2", measurement=1, value="42%", reason="Misread."))
    found = progress(late)
    told = section(found, "Indicators that are red or changed (2)")
    assert told.sentences == [
        "3 indicators: 1 red, 2 amber, 0 green, 0 blue, 0 not rated. Of their targets, as the papers say, 0 met, 1 missed, "
        "2 not said. There are 0 without a value and 1 without a target.",
        "2 of 3 are red, or changed since the meeting of 1 September 2021.",
        "Neither red nor changed, and so not listed here: NI 3.",
    ]
    first, second = rows(found, "Indicators")
    assert [first[each] for each in ("Indicator", "Value", "Of", "Target", "Said of it", "What changed")] == [
        "NI 1 Cohesion", "39%", "2020/21", "45%", "missed", "39%, rated red for 2020/21",
    ]  # fmt: skip
    assert (first["Rating"], first["Source"]) == ("■ R red", "no source")
    assert (second["Target"], second["What changed"]) == ("no target", "the value for 2019/20 was 41%")
    late.run(RemoveMeasurement(number="NI 3", measurement=1, reason="Twice."))
    assert rows(progress(late), "Indicators")[2]["What changed"] == "taken away: 41% for 2019/20"
