from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path

import pytest

from jatui.commands.actions import Update
from jatui.commands.meetings import AddMeeting, CancelMeeting
from jatui.commands.milestones import Met, Move
from jatui.commands.report import AskLeads, Requests
from jatui.commands.tracker import Tracker
from jatui.commands.triage import Submit
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.sheets import read_sheets
from jatui.papers.sheets import render
from jatui.store import Store
from tests.conftest import DAY, small_action, small_plan

MEETING = "S&R 2021-09-21"


def asked(tracker: Tracker, **values: object) -> Requests:
    return AskLeads(**{"meeting": MEETING, **values}).make(tracker)  # type: ignore[arg-type]


def text_of(tracker: Tracker, **values: object) -> str:
    (sheet,) = asked(tracker, **values).sheets
    return render(sheet)


def part_of(text: str, handle: str) -> str:
    return text[text.index(f"[jatui: action {handle} of") : text.index(f"[jatui: end of {handle}]")]


def many_leads(tmp_path: Path) -> Tracker:
    """Return a tracker on a plan whose actions have an officer, a post and a body to lead them, or nobody."""
    records = [each for each in small_plan() if each[0] not in ("action", "lead", "plan")]
    plan = next(values for kind, values in small_plan() if kind == "plan")
    records[:0] = [
        ("paper", {"slug": "first", "title": "The plan", "day": dt.date(2021, 7, 6)}),
        ("contact", {"paper": "first", "position": 1, "role": "officer", "name": "ABLE, Ann", "email": "ann@example.org"}),
        ("contact", {"paper": "first", "position": 2, "role": "officer", "name": "Bo", "post": "Head of Roads",
                     "email": "bo@example.org\nBcc: all@example.org"}),
        ("contact", {"paper": "first", "position": 3, "role": "member", "name": "Head of Roads", "email": "m@example.org"}),
    ]  # fmt: skip
    place = next(index for index, (kind, _) in enumerate(records) if kind == "theme")
    records.insert(place, ("plan", {**plan, "paper": "first"}))
    after = next(index for index, (kind, _) in enumerate(records) if kind == "meeting")
    records[after:after] = [
        ("lead", {"slug": "ann-able", "name": "Ann Able", "kind": "officer"}),
        ("lead", {"slug": "gcp", "name": "GCP", "kind": "body"}),
        ("lead", {"slug": "head-of-roads", "name": "Head of Roads", "kind": "post"}),
    ]
    records += [
        small_action("E.1", 1, leads=["ann-able", "gcp"]),
        small_action("E.2", 2, leads=["head-of-roads"]),
        small_action("F.6#1", 3, leads=[]),
        small_action("F.6#2", 4),
    ]
    store = Store.create(tmp_path / "leads.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(records)
        writer.sentence = "loaded"
    return Tracker(store, None, DAY, "test")


def test_each_lead_gets_a_sheet_with_their_own_actions(tmp_path: Path) -> None:
    tracker = many_leads(tmp_path)
    made = asked(tracker)
    assert [(each.lead, each.kind, [action.handle for action in each.actions]) for each in made.sheets] == [
        ("Ann Able", "officer", ["E.1", "F.6#2"]),
        ("GCP", "body", ["E.1"]),
        ("Head of Roads", "post", ["E.2"]),
    ]
    assert made.without_lead == ["F.6#1"]
    text = render(made.sheets[1])
    assert "\nFor GCP (body)\n" in text and "\nAlso asked: Ann Able\n" in text
    assert read_sheets(text).lead == "GCP"


def test_addresses_are_those_of_papers_that_can_stand_in_a_header(tmp_path: Path) -> None:
    made = asked(many_leads(tmp_path))
    assert [each.address for each in made.sheets] == ["ann@example.org", None, None]
    assert made.without_address == ["GCP", "Head of Roads"]


def test_addresses_that_are_given_come_first(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "name,email\nable ann,other@example.org\ngcp;x,y\nNobody Known,n@example.org\nGCP,gcp(at)example.org\n"
    )
    made = asked(many_leads(tmp_path), addresses=str(file))
    assert [each.address for each in made.sheets] == ["other@example.org", None, None]
    assert made.unknown_names == ["Nobody Known"]
    assert len(made.bad_addresses) == 2 and "line 5" in made.bad_addresses[1]
    toml = tmp_path / "list.toml"
    toml.write_text('"Head of Roads" = "roads@example.org"\nGCP = "gcp@example.org"\n')
    (tmp_path / "again").mkdir()
    assert asked(many_leads(tmp_path / "again"), addresses=str(toml)).without_address == []


def test_a_sheet_says_when_papers_close_and_by_when_to_answer(tracker: Tracker) -> None:
    head = text_of(tracker).split("\n")[:5]
    assert head[2] == "Small plan: Strategy and Resources Committee (S&R), Tuesday 21 September 2021"
    assert head[3] == ("Papers close on Monday 13 September 2021. Please answer by Monday 13 September 2021.")
    tracker.given_today = dt.date(2021, 9, 1)
    assert "Please answer by Friday 10 September 2021." in text_of(tracker)
    tracker.given_today = dt.date(2021, 9, 14)
    assert "Papers closed on Monday 13 September 2021. Please answer at once." in text_of(tracker)


def test_a_sheet_says_how_each_action_stands(tracker: Tracker) -> None:
    tracker.run(AddMeeting(committee="S&R", day=dt.date(2021, 7, 6)))
    tracker.run(
        Update(
            ref="E.1",
            rating="amber",
            text="Draft\nsent.",
            date=dt.date(2021, 7, 1),
            by="Ann",
            status="in progress",
        )
    )
    tracker.run(Submit(ref="E.2", text="Came in.", date=dt.date(2021, 9, 2)))
    tracker.run(Move(ref="E.2", wording="Jan '22", reason="Staff left."))
    tracker.run(Move(ref="F.6#2", wording="Aug '21 & Dec '21", reason="In two steps."))
    tracker.run(Met(ref="F.6#2"))
    text = text_of(tracker)
    first = part_of(text, "E.1")
    assert "\nE.1 Do what E.1 says\nMilestone: Dec '21; by 31 December 2021\nCommittees: S&R\n" in first
    assert (
        "\nIt stands at: amber; in progress\nLast update, 1 July 2021, by Ann: Draft sent. [amber]\n" in first
    )
    assert "\nNothing has been said of it since the meeting on 6 July 2021.\n" in first
    second = part_of(text, "E.2")
    assert (
        "\nCame in and not yet taken up: 2 September 2021: Came in.\n" in second
        and "Nothing has" not in second
    )
    assert "\nIt was moved 1 time: slips 1 month, first slip\n" in second
    assert "\nNothing has been said of it yet.\n" in part_of(text, "F.6#1")
    assert "by 31 August 2021, met on 12 September 2021; " in part_of(text, "F.6#2")
    assert "\nThe ratings:\nR Red: Red\nA Amber: Amber\n" in text


def test_an_action_whose_day_has_passed_is_asked_for_that(tracker: Tracker) -> None:
    tracker.run(Move(ref="E.1", wording="Aug '21", reason="x"))
    tracker.run(Move(ref="E.2", wording="15 September 2021", reason="x"))
    text = text_of(tracker)
    assert "Milestone: Aug '21; by 31 August 2021, which has passed\n" in text
    assert "its day has passed. Is it complete" in part_of(text, "E.1")
    assert "it is due before the meeting" in part_of(text, "E.2")
    assert "What is asked: how is it rated" in part_of(text, "F.6#1")


def test_what_is_complete_is_named_and_not_asked_about(tracker: Tracker) -> None:
    tracker.run(Update(ref="E.1", status="complete"))
    text = text_of(tracker)
    assert "\nNot asked about, since complete or closed: E.1.\n" in text and "[jatui: action E.1 " not in text


def test_a_committee_that_the_plan_does_not_go_to_asks_of_its_own_actions(tmp_path: Path) -> None:
    records = small_plan()
    records.insert(0, ("committee", {"code": "H&T", "name": "Highways", "kind": "committee"}))
    records = [
        (kind, {**values, "committees": ["H&T"]} if values.get("handle") == "E.2" else values)
        for kind, values in records
    ]
    store = Store.create(tmp_path / "two.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(records)
        writer.sentence = "loaded"
    tracker = Tracker(store, None, DAY, "test")
    tracker.run(AddMeeting(committee="H&T", day=dt.date(2021, 10, 5)))
    (sheet,) = asked(tracker, meeting="H&T 2021-10-05").sheets
    assert [each.handle for each in sheet.actions] == ["E.2"]


def test_the_same_state_gives_the_same_bytes(tracker: Tracker, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    tracker.run(AskLeads(meeting="next", to=str(one), eml=True))
    tracker.run(AskLeads(meeting=MEETING, to=str(two), eml=True))
    names = sorted(each.name for each in one.iterdir())
    assert names == ["2021-09-21-s-r-ann-able.eml", "2021-09-21-s-r-ann-able.txt"]
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_nothing_is_replaced_unless_it_is_to_be(tracker: Tracker, tmp_path: Path) -> None:
    there = tmp_path / "2021-09-21-s-r-ann-able.eml"
    there.write_text("mine")
    wish = AskLeads(meeting=MEETING, to=str(tmp_path), eml=True)
    with pytest.raises(Refused, match="already there"):
        tracker.run(wish)
    assert there.read_text() == "mine" and not there.with_suffix(".txt").exists()
    done = tracker.run(AskLeads(meeting=MEETING, to=str(tmp_path), eml=True, force=True))
    assert done.sentence.startswith(
        "wrote 2 files for 1 lead about 4 actions; 1 lead has no address: Ann Able"
    )
    assert there.read_bytes().startswith(b"Subject: ")
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".jatui")] == []


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        ({"meeting": None}, Misused, "which meeting"),
        ({"meeting": "S&R 2021-09-22"}, NotFound, "no meeting"),
        ({"eml": True}, Misused, "--to"),
        ({"force": True}, Misused, "--to"),
        ({"lead": "Zed"}, NotFound, "no lead 'Zed'"),
        ({"addresses": "none.csv"}, Refused, "no file"),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(
    tracker: Tracker, values: dict[str, object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        asked(tracker, **values)


def test_a_cancelled_meeting_is_not_asked_for(tracker: Tracker) -> None:
    tracker.run(CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="x"))
    with pytest.raises(Refused, match="cancelled"):
        asked(tracker)
    with pytest.raises(NotFound, match="No meeting is planned"):
        asked(tracker, meeting="next")


def test_names_cannot_put_headers_into_a_draft(tmp_path: Path) -> None:
    evil = "Ann\r\nBcc: all@example.org\r\n\r\n<b>\x1b[31m\u202e"
    records = [
        (kind, {**values, "name": evil} if kind in ("lead", "plan") else values)
        for kind, values in small_plan()
    ]
    store = Store.create(tmp_path / "evil.sqlite3")
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(records)
        writer.sentence = "loaded"
    file = tmp_path / "list.csv"
    file.write_text("Ann Bcc all example org b 31m,ann@example.org\n")
    tracker = Tracker(store, None, DAY, "test")
    made = AskLeads(meeting=MEETING, to=str(tmp_path / "out"), eml=True, addresses=str(file)).make(tracker)
    assert [path.parent for path in made.written] == [tmp_path / "out"] * 2
    data = next(path for path in made.written if path.suffix == ".eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert set(message.keys()) == {
        "To",
        "Subject",
        "X-Unsent",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert [each.addr_spec for each in message["To"].addresses] == ["ann@example.org"]
    text = next(path for path in made.written if path.suffix == ".txt").read_text("utf-8")
    assert message.get_content().replace("\r\n", "\n") == text
    assert all(char.isprintable() or char == "\n" for char in text)
    assert read_sheets(text).untouched == 4
