"""A person in all roles: held together by the name, stamped by the day, and never by initials."""

from __future__ import annotations

import datetime as dt

import pytest

from jatui.commands.actions import Update
from jatui.commands.officers import AddLead, HoldPost
from jatui.commands.tracker import Tracker
from jatui.store.persons import Person, near_names, who
from tests.conftest import DAY, Records, add_records, small_action

OLD, NEW = dt.date(2010, 7, 5), dt.date(2021, 7, 6)


def papers() -> Records:
    """Return two papers, eleven years apart, that name the same people and initials."""
    contact = {
        "paper": "old",
        "role": "officer",
        "name": "Cllr Ann Able",
        "post": "Head of Roads",
        "phone": "01223 1",
    }
    return [
        ("form", {"slug": "report", "name": "Report", "version": 1}),
        (
            "question",
            {"form": "report", "number": "1", "position": 1, "kind": "clearance", "text": "Cleared by Law?"},
        ),
        (
            "paper",
            {"slug": "old", "title": "Old", "file": "old.txt", "day": OLD, "sent_by": "Chief Executive"},
        ),
        (
            "paper",
            {
                "slug": "new",
                "title": "New",
                "file": "new.txt",
                "day": NEW,
                "sent_by": "ANN ABLE, Director of Roads, Paths",
                "form": "report",
            },
        ),
        ("contact", {**contact, "position": 1, "body": "GCP", "line": 4}),
        ("contact", {**contact, "position": 2, "paper": "new", "name": "Ann Able", "line": 9}),
        (
            "answer",
            {
                "paper": "new",
                "form": "report",
                "question": "1",
                "text": "Yes",
                "officer": "Ann Able",
                "line": 7,
            },
        ),
        ("plan", {"slug": "past", "position": 8, "name": "Past", "scheme": "ragb", "paper": "old"}),
        ("theme", {"plan": "past", "code": "F", "position": 1, "name": "Growth Partnership", "paper": "old"}),
        (
            "statement",
            {
                "plan": "past",
                "number": 1,
                "kind": "alias",
                "theme": "F",
                "text": "GCP",
                "paper": "old",
                "line": 3,
            },
        ),
        ("lead", {"slug": "gcp", "name": "GCP", "kind": "body"}),
        ("indicator", {"plan": "past", "number": "NI 1", "position": 1, "owner": "ann-able"}),
        small_action("F.9", 1, plan="past", leads=["gcp"]),
    ]


@pytest.fixture
def known(tracker: Tracker) -> Tracker:
    add_records(tracker.store.path, papers())
    return tracker


def told(person: Person) -> list[tuple[str, str, str | None]]:
    return [(role.role, role.told, role.day) for role in person.roles]


def find(tracker: Tracker, name: str) -> list[Person]:
    return who(tracker.read, tracker.scope(), name)


def test_a_person_is_seen_in_all_roles_each_with_its_day(known: Tracker) -> None:
    known.run(AddLead(lead="AD Roads", kind="post"))
    known.run(HoldPost(post="AD Roads", officer="Ann Able", since=DAY))
    known.run(Update(ref="E.1", rating="green", text="Done.", by="ann able"))
    (person,) = find(known, "Councillor ANN able")
    assert (person.name, person.kind) == ("Ann Able", "officer")
    assert list(person.names) == ["Ann Able", "ann able", "ANN ABLE", "Cllr Ann Able"]
    assert told(person) == [
        ("leads", "4 actions", None),
        ("holds", "AD Roads since 12 Sep 2021", "2021-09-12"),
        ("owns", "1 indicator", None),
        ("said", "1 update", "2021-09-12"),
        ("contact", "officer contact for GCP", "2010-07-05"),
        ("contact", "officer contact", "2021-07-06"),
        ("cleared", "Cleared by Law? Yes", "2021-07-06"),
        ("sent", "New", "2021-07-06"),
    ]
    assert person.roles[0].refs == ("E.1", "E.2", "F.6#1", "F.6#2") and person.roles[2].refs == ("NI 1",)
    cleared = person.roles[6].source
    assert cleared is not None and (cleared.paper, cleared.line) == ("new", 7)
    assert person.roles[4].more["phone"] == "01223 1"


def test_initials_of_two_papers_are_two(known: Tracker) -> None:
    """X1: GCP of 2010 is not GCP of 2021."""
    body, theme = find(known, "gcp")
    assert (body.name, body.kind, told(body)) == ("GCP", "body", [("leads", "1 action", None)])
    assert (theme.name, theme.kind) == ("Growth Partnership", "theme")
    assert ("contact", "officer contact for GCP: Cllr Ann Able", "2010-07-05") in told(theme)
    known.run(Update(ref="E.1", text="So.", by="GCP"))
    said = find(known, "GCP")[-1]
    assert (said.kind, told(said)) == ("name", [("said", "1 update", "2021-09-12")])
    assert len(find(known, "GCP")) == 3 and told(body) == told(find(known, "gcp")[0])


def test_two_officers_of_one_name_are_not_told_apart_by_a_guess(known: Tracker) -> None:
    known.run(AddLead(lead="Ann Able", namesake=True))
    found = find(known, "Ann Able")
    assert [each.kind for each in found] == ["officer", "officer", "name"]
    assert [role for role, _, _ in told(found[2])].count("contact") == 2
    assert [role for role, _, _ in told(found[1])] == []


def test_a_post_that_sends_a_paper_is_found_and_a_part_of_a_cell_too(known: Tracker) -> None:
    assert told(find(known, "chief executive")[0]) == [("sent", "Old", "2010-07-05")]
    assert told(find(known, "Director of Roads")[0]) == [("sent", "New", "2021-07-06")]


def test_nobody_is_found_by_an_initial_and_near_names_are_told(known: Tracker) -> None:
    assert find(known, "A Able") == [] == find(known, "") == find(known, "…")
    assert near_names(known.read, "An Abel")[0] == "Ann Able"
