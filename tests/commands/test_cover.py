"""A report in the council's form: all that the form asks is in it, answered or marked as not given yet."""

from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.cover import NOT_GIVEN, cover
from jatui.commands.forms import AddForm, SetQuestion
from jatui.commands.papers import AddPaper, AnswerQuestion, NameContact, Recommend, SetHead
from jatui.commands.tracker import Tracker
from jatui.domain.errors import NotFound, Refused
from jatui.papers.document import as_markdown
from tests.commands.test_progress import rows, section


@pytest.fixture
def begun(tracker: Tracker) -> Tracker:
    """A tracker with a report that is begun on a form."""
    tracker.run(AddForm(slug="local", called="Local report"))
    tracker.run(SetQuestion(form="local", number="4.1", text="Communities first", kind="alignment"))
    tracker.run(SetQuestion(form="local", number="5.1", text="Resource implications", kind="implication"))
    tracker.run(
        SetQuestion(form="local", number="C1", text="Cleared by Finance?", kind="clearance", of="5.1")
    )
    tracker.run(AddPaper(called="Progress", meeting="S&R 2021-09-21"))
    return tracker


def test_what_nobody_said_is_marked_and_counted(begun: Tracker) -> None:
    found, lacking = cover(begun, "progress")
    assert found.title == "Progress" and dict(found.facts)["Meeting date"] == "21 September 2021"
    assert dict(found.facts)["Key decision"] == NOT_GIVEN
    assert section(found, "Recommendation").sentences == [NOT_GIVEN]
    assert section(found, "Officer contact").sentences == [NOT_GIVEN]
    (cleared,) = rows(found, "Clearances")
    assert (cleared["Answer"], cleared["Officer"], cleared["Day"]) == (NOT_GIVEN,) * 3
    assert rows(found, "Significant implications")[0]["What the report says"] == NOT_GIVEN
    assert lacking.missing


def test_what_is_said_stands_in_its_place_as_it_was_said(begun: Tracker) -> None:
    begun.run(SetHead(paper="progress", field="key-decision", value="No"))
    begun.run(Recommend(paper="progress", text="Note the *progress*."))
    begun.run(NameContact(paper="progress", person="Ann Able", post="Director", email="ann@example.org"))
    begun.run(AnswerQuestion(paper="progress", number="5.1", text="None."))
    begun.run(
        AnswerQuestion(
            paper="progress", number="C1", text="Yes", officer="Bo Best", date=dt.date(2021, 9, 10)
        )
    )
    found, _ = cover(begun, "progress")
    assert dict(found.facts)["Key decision"] == "No"
    assert section(found, "Recommendation").sentences == ["a) Note the *progress*."]
    (contact,) = rows(found, "Officer contact")
    assert (contact["Name"], contact["Post"], contact["Email"]) == ("Ann Able", "Director", "ann@example.org")
    (cleared,) = rows(found, "Clearances")
    assert (cleared["Answer"], cleared["Officer"], cleared["Day"]) == ("Yes", "Bo Best", "10 September 2021")
    assert "Note the \\*progress\\*." in as_markdown(found)
    assert [each.heading for each in found.sections][-3:] == [
        "Alignment with corporate priorities",
        "Significant implications",
        "Clearances",
    ]


def test_the_progress_report_may_follow(begun: Tracker) -> None:
    alone, _ = cover(begun, "progress")
    found, _ = cover(begun, "progress", with_progress=True)
    assert list(found.sections[: len(alone.sections)]) == list(alone.sections)
    assert found.sections[len(alone.sections)].heading == "Progress report: Small plan: figures"
    assert found.sections[-1].heading.startswith("Sources")


def test_a_paper_that_is_not_there_is_not_found(begun: Tracker) -> None:
    with pytest.raises(NotFound):
        cover(begun, "nothing like it")


def test_a_paper_that_was_read_on_no_form_is_refused(joined: Tracker) -> None:
    with pytest.raises(Refused, match="pledges is written on no form"):
        cover(joined, "pledges")
