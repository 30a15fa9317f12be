"""A report to a committee on the council's form: its head, what it recommends, whom to ask, and every question answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from jatui.commands.progress import meeting_of_report, progress
from jatui.commands.tracker import Tracker
from jatui.domain.days import show_day
from jatui.domain.errors import Refused
from jatui.domain.reports import HEAD, RECOMMENDATION, Asked, Checklist, head_field
from jatui.papers.document import Document, Section, Table
from jatui.store.papers import KeptPaper, Whole, checklist, find_paper, whole

NOT_GIVEN: Final = "not given yet"
"""What stands where the form asks and the report says nothing."""

_SECTIONS: Final = {
    "alignment": "Alignment with corporate priorities",
    "implication": "Significant implications",
}
_CONTACTS: Final = {"officer": "Officer contact", "member": "Member contacts"}


def cover(tracker: Tracker, given: str, *, with_progress: bool = False) -> tuple[Document, Checklist]:
    """Return a paper in the form that it is written on, and what it still lacks; the progress report may follow it.

    It names its contacts, as the form asks. Raises NotFound where there is no such paper, and Refused where it is on no form.
    """
    with tracker.store.moment() as read:
        kept = find_paper(read, given)
        if kept.form is None:
            raise Refused(
                f"{kept.slug} is written on no form. Begin a report with `jatui paper add`, which takes the form in force."
            )
        found = whole(read, kept)
        lacking = checklist(read, kept, tracker.today)
        document = Document(kept.title, _head(kept), list(_sections(found)), read.state()[0])
    if not with_progress:
        return document, lacking
    meeting = meeting_of_report(tracker, kept.day.isoformat() if kept.day else None, None)
    told = progress(tracker, meeting)
    first, *others = told.sections
    titled = replace(first, heading=f"{told.title}: {first.heading[:1].lower()}{first.heading[1:]}")
    return replace(document, sections=[*document.sections, titled, *others]), lacking


def _head(kept: KeptPaper) -> list[tuple[str, str]]:
    """Return what stands over the report, in the form's words."""
    told: Mapping[str, str | None] = {**kept.head, "day": show_day(kept.day) if kept.day else None}
    labels = {name: label for name, label in HEAD.items() if name in told and name != "title"}
    return [(label, told[name] or NOT_GIVEN) for name, label in labels.items()]


def _sections(found: Whole) -> Iterator[Section]:
    """Yield the parts of the report in the order of the form."""
    yield _recommended(found)
    for role, heading in _CONTACTS.items():
        yield _contacts(heading, [each for each in found.contacts if each["role"] == role])
    others = [
        each
        for each in found.asked
        if each.kind == "head" and head_field(each) not in (*HEAD, RECOMMENDATION)
    ]
    if others:
        yield Section("Head", [], [_answers(others)])
    for kind, heading in _SECTIONS.items():
        if asked := [each for each in found.asked if each.kind == kind]:
            yield Section(heading, [], [_answers(asked)])
    if cleared := [each for each in found.asked if each.kind == "clearance"]:
        yield Section("Clearances", [], [_clearances(cleared)])


def _recommended(found: Whole) -> Section:
    """Return what the committee is asked to do, in the words of the report."""
    preamble = found.paper.head["preamble"]
    said = [
        f"{each['letter']}) {each['text']}" if each["letter"] else each["text"]
        for each in found.recommendations
    ]
    return Section("Recommendation", [*([preamble] if preamble else []), *(said or [NOT_GIVEN])])


def _contacts(heading: str, contacts: Sequence[Mapping[str, Any]]) -> Section:
    """Return whom to ask."""
    if not contacts:
        return Section(heading, [NOT_GIVEN])
    names = ("name", "post", "body", "email", "phone")
    rows = [[each[name] or "" for name in names] for each in contacts]
    return Section(heading, [], [Table(("Name", "Post", "Body", "Email", "Tel"), rows)])


def _answers(asked: Sequence[Asked]) -> Table:
    rows = [
        (each.number, each.text, each.answer if each.answer and each.is_answered else NOT_GIVEN)
        for each in asked
    ]
    return Table(("No", "What the form asks", "What the report says"), rows)


def _clearances(asked: Sequence[Asked]) -> Table:
    rows = [
        (
            each.number,
            each.text,
            each.answer if each.answer and each.is_answered else NOT_GIVEN,
            each.officer or NOT_GIVEN,
            show_day(each.day) if each.day else NOT_GIVEN,
        )
        for each in asked
    ]
    return Table(("No", "Clearance", "Answer", "Officer", "Day"), rows)
