from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jatui.commands.forms import AddForm, DropQuestion, SetQuestion
from jatui.commands.journal import Undo
from jatui.commands.meetings import AddMeeting, CancelMeeting, ChangeMeeting
from jatui.commands.papers import AddPaper, AnswerQuestion, NameContact, Recommend, SetHead, of_meeting
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, Misused, NotFound, Problem, Refused, Stale
from jatui.store.papers import Whole, checklist, find_paper, forms, whole
from tests.conftest import DAY

QUESTIONS = (
    ("H1", "To", "head", None),
    ("H2", "Key decision", "head", None),
    ("4.1", "Communities", "alignment", None),
    ("5.1", "Resources", "implication", None),
    ("5.10", "Health", "implication", None),
    ("C1", "Cleared by Finance?", "clearance", "5.1"),
)


@pytest.fixture
def report(tracker: Tracker) -> Tracker:
    """A tracker on a plan with a form and a report that was begun on it."""
    tracker.run(AddForm(slug="council-1", called="Council report", since=dt.date(2021, 5, 1)))
    for number, text, kind, of in QUESTIONS:
        tracker.run(SetQuestion(form="council-1", number=number, text=text, kind=kind, of=of))
    tracker.run(AddPaper(called="Progress  report", meeting="S&R 2021-09-21"))
    return tracker


def read(tracker: Tracker, paper: str = "progress report") -> Whole:
    return whole(tracker.read, find_paper(tracker.read, paper))


def lacking(tracker: Tracker, paper: str = "progress report") -> list[tuple[str, str]]:
    found = checklist(tracker.read, find_paper(tracker.read, paper), tracker.today)
    return [(each.number, each.told) for each in found.missing]


def test_a_report_is_begun_on_the_newest_form_and_keeps_it(report: Tracker) -> None:
    report.run(AddForm(slug="council-2", former="council-1", since=dt.date(2021, 9, 1)))
    done = report.run(AddPaper(called="Progress  report", meeting="S&R 2021-09-21"))
    assert done.sentence == (
        "began 2021-09-21-progress-report-2 for Strategy and Resources Committee on 21 Sep 2021, on council-2"
    )
    assert find_paper(report.read, "2021-09-21-progress-report").form == "council-1"
    with pytest.raises(Refused, match="keeps the form that it was begun on"):
        report.run(SetHead(paper="2021-09-21-progress-report", field="form", value="council-2"))
    second, first = forms(report.read)[::-1]
    assert (second.version, first.version, second.papers, first.papers) == (2, 1, 1, 1)
    assert [each.as_json() for each in second.questions] == [each.as_json() for each in first.questions]


def test_a_report_without_any_form_can_be_begun(tracker: Tracker) -> None:
    assert tracker.run(AddPaper(called="Short", meeting="2021-09-21")).sentence.endswith("on no form")
    assert ("title", "no Title") not in lacking(tracker, "short") and len(lacking(tracker, "short")) == 8
    with pytest.raises(Refused, match="is written on no form"):
        tracker.run(AnswerQuestion(paper="short", number="5.1", text="x"))


def test_a_checklist_gets_shorter_as_the_report_is_written(report: Tracker) -> None:
    assert lacking(report) == [
        ("C1", "no answer, no officer, no day"),
        ("5.1", "no answer"),
        ("5.10", "no answer"),
        ("4.1", "no answer"),
        ("", "no recommendation"),
        ("H2", "no Key decision"),
    ]
    for wish in (
        SetHead(paper="progress report", field="Key decision", value="No"),
        Recommend(paper="progress report", text="Note it."),
        AnswerQuestion(paper="progress report", number="5.1", text="None."),
        AnswerQuestion(paper="progress report", number="5.10", text="None."),
        AnswerQuestion(paper="progress report", number="4.1", text="It serves them."),
        AnswerQuestion(paper="progress report", number="c1", text="Yes"),
    ):
        report.run(wish)
    assert lacking(report) == [("C1", "no officer")]
    report.run(AnswerQuestion(paper="progress report", number="c1", officer="Stephen Howarth"))
    assert lacking(report) == []
    assert read(report).asked[-1].day == DAY
    report.run(AnswerQuestion(paper="progress report", number="c1", text="No"))
    assert lacking(report) == [("C1", "not cleared")]


def test_a_clearance_by_an_author_is_told_at_once_and_in_the_checklist(report: Tracker) -> None:
    report.run(NameContact(paper="progress report", person="Ann Able", post="Director"))
    done = report.run(AnswerQuestion(paper="progress report", number="C1", text="Yes", officer="ann able"))
    assert done.sentence.endswith("C1: Yes, ann able, who is an author of the paper")
    found = checklist(report.read, find_paper(report.read, "progress report"), DAY)
    assert [each.number for each in found.own] == ["C1"]


def test_the_days_that_are_left_are_those_to_the_paper_deadline(report: Tracker) -> None:
    def left() -> tuple[str, int | None, bool]:
        found = checklist(report.read, find_paper(report.read, "progress report"), report.today)
        return found.until, found.days_left, found.computed

    assert left() == ("papers close in 1 day", 1, True)
    report.run(ChangeMeeting(committee="S&R", day=dt.date(2021, 9, 21), deadline=dt.date(2021, 9, 10)))
    assert left() == ("papers closed 2 days ago", -2, False)
    report.run(CancelMeeting(committee="S&R", day=dt.date(2021, 9, 21), reason="Election."))
    assert left()[0] == "the meeting is cancelled"
    report.run(AddMeeting(committee="S&R", day=dt.date(2021, 11, 30), deadline=dt.date(2021, 11, 19)))
    report.run(SetHead(paper="progress report", field="meeting", value="S&R 2021-11-30"))
    assert left() == ("papers close in 68 days", 68, False)
    assert [each.slug for each in of_meeting(report.read, "2021-11-30")] == ["2021-09-21-progress-report"]


def test_recommendations_are_lettered_and_changed_by_their_letter(report: Tracker) -> None:
    for text in ("Note it.", "Agree it."):
        report.run(Recommend(paper="progress report", text=text))
    report.run(Recommend(paper="progress report", text="Note it well.", letter="(a)"))
    assert [(each["letter"], each["text"]) for each in read(report).recommendations] == [
        ("a", "Note it well."),
        ("b", "Agree it."),
    ]


def test_what_is_long_is_kept_whole_and_told_short(report: Tracker) -> None:
    long = "x" * 100_000
    begun = report.run(AddPaper(called=long, meeting="S&R 2021-09-21")).sentence
    named = report.run(NameContact(paper="progress report", person=long)).sentence
    cleared = report.run(
        AnswerQuestion(paper="progress report", number="C1", text="Yes", officer=long)
    ).sentence
    assert all(len(said) < 250 for said in (begun, named, cleared))
    kept = read(report, f"2021-09-21-{'x' * 80}")
    assert kept.paper.title == long and read(report).contacts[0]["name"] == long


def test_a_contact_is_named_once_in_each_role(report: Tracker) -> None:
    report.run(NameContact(paper="progress report", person="Ann Able", email="ann@example.org"))
    report.run(NameContact(paper="progress report", person="ann able", phone="01223 1"))
    report.run(NameContact(paper="progress report", person="Ann Able", role="member"))
    assert [(each["role"], each["name"], each["email"], each["phone"]) for each in read(report).contacts] == [
        ("officer", "Ann Able", "ann@example.org", "01223 1"),
        ("member", "Ann Able", None, None),
    ]


def test_a_paper_is_named_by_a_part_that_only_one_has(report: Tracker) -> None:
    report.run(AddPaper(called="Progress of schools", meeting="S&R 2021-09-21"))
    assert find_paper(report.read, "prog rep").title == "Progress report"
    assert find_paper(report.read, "2021-09-21-PROGRESS-REPORT").title == "Progress report"
    with pytest.raises(
        Ambiguous, match="'progress' may be 2021-09-21-progress-of-schools or 2021-09-21-progress-report"
    ):
        find_paper(report.read, "progress")


def test_what_was_printed_and_is_changed_no_longer_names_its_line(report: Tracker) -> None:
    with report.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("paper", 1, file="p.txt", key_decision="No")
        writer.add("answer", paper=1, question=2, text="No", line=13)
        writer.add("answer", paper=1, question=4, text="None.", line=95)
    report.run(AnswerQuestion(paper="progress report", number="5.1", text="Some."))
    report.run(SetHead(paper="progress report", field="key-decision", value="Yes"))
    asked = {each.number: each for each in read(report).asked}
    assert (asked["5.1"].answer, asked["5.1"].line) == ("Some.", None)
    assert (asked["H2"].answer, asked["H2"].line) == ("Yes", None)
    report.run(SetHead(paper="progress report", field="key-decision", value=""))
    assert read(report).asked[1].answer is None
    report.run(Undo())
    assert read(report).asked[1].answer == "Yes"


def test_an_answer_can_be_taken_out(report: Tracker) -> None:
    report.run(AnswerQuestion(paper="progress report", number="5.1", text="None."))
    report.run(AnswerQuestion(paper="progress report", number="5.1", text=" "))
    assert report.read.value("SELECT count(*) FROM answer") == 0


@pytest.mark.parametrize(
    ("wish", "kind", "sentence"),
    [
        (AddPaper(called=" ", meeting="2021-09-21"), Misused, "The title is empty"),
        (AddPaper(called="x"), Misused, "Say for which meeting it is"),
        (AddPaper(called="x", meeting="2021-09-22"), NotFound, "There is no meeting"),
        (
            AddPaper(called="x", meeting="2021-09-21", form="y"),
            NotFound,
            "There is no form 'y'. There are: council-1",
        ),
        (
            SetHead(paper="p", field="colour", value="x"),
            Misused,
            "A report has no 'colour'. It has: to, from",
        ),
        (SetHead(paper="p", field="title", value=" "), Misused, "cannot be without a title"),
        (SetHead(paper="p", field="outcome", value=""), Refused, "is that already"),
        (
            SetHead(paper="prugress", field="outcome", value="x"),
            NotFound,
            "There is no paper 'prugress'; near it: p.",
        ),
        (Recommend(paper="p", text=" "), Misused, "The recommendation is empty"),
        (Recommend(paper="p", text="x", letter=" "), Misused, "The letter is empty"),
        (Recommend(paper="p", text="x", letter="()"), Misused, "The letter is empty"),
        (Recommend(paper="p", text="x", letter="x" * 11), Misused, "at most 10 characters"),
        (
            AnswerQuestion(paper="p", number="C1", text="Yes", officer="x", date=dt.date(9999, 12, 31)),
            Misused,
            "31 Dec 9999 has not come yet",
        ),
        (NameContact(paper="p", person=" "), Misused, "The name is empty"),
        (NameContact(paper="p", person="x", role="chair"), Misused, "A contact is an officer or a member"),
        (AnswerQuestion(paper="p", number="5.1"), Misused, "An answer needs a text, an officer or a day"),
        (AnswerQuestion(paper="p", number="5.2", text="x"), NotFound, "has no question '5.2'; near it: 5.1"),
        (AnswerQuestion(paper="p", number="H1", text="x"), Refused, "stands in the head: `jatui paper set"),
        (AnswerQuestion(paper="p", number="5.1", text=""), Refused, "says that already"),
        (SetQuestion(form="council-1", number="9", text="x"), Refused, "1 paper is written on council-1"),
        (
            DropQuestion(form="council-1", number="5.1"),
            Refused,
            "make a new version with `jatui form add SLUG",
        ),
        (AddForm(slug="Council 2", called="x"), Misused, "A form needs a short name"),
        (AddForm(slug="council-2"), Misused, "A form needs a short name"),
        (AddForm(slug="council-1", called="x"), Refused, "There is a form council-1 already"),
        (AddForm(slug="council-2", former="x"), NotFound, "There is no form 'x'"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    report: Tracker, wish: Command, kind: type[Problem], sentence: str
) -> None:
    with report.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("paper", 1, slug="p")
    before = list(report.read.records())
    with pytest.raises(kind) as caught:
        report.run(wish)
    assert sentence in str(caught.value) and list(report.read.records()) == before


def test_a_new_version_of_a_form_can_be_changed(report: Tracker) -> None:
    report.run(AddForm(slug="council-2", former="council-1"))
    report.run(SetQuestion(form="council-2", number="5.2", text="Legal", before="5.10"))
    report.run(SetQuestion(form="council-2", number="4.1", text="Our communities"))
    with pytest.raises(Refused, match=r"C1 clears the answer to 5\.1"):
        report.run(DropQuestion(form="council-2", number="5.1"))
    report.run(DropQuestion(form="council-2", number="c1"))
    report.run(DropQuestion(form="council-2", number="5.1"))
    newest = forms(report.read)[-1]
    assert [each.number for each in newest.questions] == ["H1", "H2", "4.1", "5.2", "5.10"]
    assert newest.questions[2].text == "Our communities" and newest.questions[2].kind == "alignment"


def test_a_paper_that_another_hand_changed_is_not_overwritten(report: Tracker) -> None:
    seen = report.read.last_revision()
    report.run(SetHead(paper="progress report", field="outcome", value="Noted."))
    with pytest.raises(Stale):
        report.run(SetHead(paper="progress report", field="outcome", value="Agreed."), seen=seen)


def test_a_report_that_nothing_names_is_in_the_snapshot_of_the_plan(report: Tracker) -> None:
    kept: dict[str, list[dict[str, Any]]] = {}
    for kind, values in report.read.records(report.scope().plan):
        kept.setdefault(kind, []).append(dict(values))
    assert [each["slug"] for each in kept["paper"]] == ["2021-09-21-progress-report"]
    assert [each["slug"] for each in kept["form"]] == ["council-1"] and len(kept["question"]) == len(
        QUESTIONS
    )
