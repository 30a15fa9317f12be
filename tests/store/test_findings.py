"""Every kind of finding, on a plan that has one of each."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from jatui.commands.tracker import Tracker
from jatui.domain.errors import Ambiguous, NotFound
from jatui.domain.findings import GRADES, KINDS, Finding
from jatui.store import Store
from jatui.store.findings import find_finding, findings
from jatui.store.shapes import NAMING_PAPERS, SHAPES
from tests.conftest import DAY, Records, small_action, small_plan
from tests.snapshot.generated import plans
from tests.store.test_exchange import loaded

OTHER = "other"


def odd_plan() -> Records:
    """Return the records of two plans in which something of every kind is odd."""
    records = [each for each in small_plan() if each[0] not in ("action", "theme", "lead")]
    head = {
        "file": "p.txt",
        "day": DAY,
        "sent_by": "Julia Turner, Head of Policy",
        "key_decision": "No",
        "form": "f",
    }
    questions = (
        ("5.1", "implication", "Resources"),
        ("C1", "clearance", "Localism?"),
        ("C2", "clearance", "If a Key decision, cleared?"),
        ("C3", "clearance", "Legal?"),
    )
    return [
        ("form", {"slug": "f", "name": "Form", "version": 1}),
        *(
            ("question", {"form": "f", "number": number, "position": place, "kind": kind, "text": text})
            for place, (number, kind, text) in enumerate(questions)
        ),
        ("paper", {"slug": "p", "title": "Paper", **head}),
        ("paper", {"slug": "q", "title": "Old paper", "file": "q.txt", "day": dt.date(2010, 7, 5)}),
        ("contact", {"paper": "p", "position": 0, "role": "officer", "name": "Julia Turner", "line": 3}),
        *(
            ("contact", {"paper": "q", "position": 0, "role": "member", "name": "A", "body": body, "line": 4})
            for body in ("Growth and Care Panel",)
        ),
        *(
            (
                "answer",
                {"paper": "p", "form": "f", "question": number, "text": "Yes", "officer": who, "line": line},
            )
            for number, who, line in (("C1", "Julia Turner", 11), ("C2", "Ann Able", 12), ("C3", None, 13))
        ),
        *records,
        ("plan", {"slug": OTHER, "position": 2, "name": "Other", "paper": "q", "scheme": "ragb"}),
        ("theme", {"plan": OTHER, "code": "A", "position": 1, "name": "Alpha", "paper": "q", "line": 7}),
        (
            "theme",
            {"plan": "small", "code": "E", "position": 1, "name": "Environment", "paper": "p", "line": 5},
        ),
        ("theme", {"plan": "small", "code": "F", "position": 2, "name": "Finance"}),
        ("commitment", {"plan": "small", "number": "1", "position": 1, "text": "We will"}),
        ("alignment", {"plan": "small", "theme": "E", "to_plan": OTHER, "to_theme": "Z", "sure": "likely"}),
        (
            "alignment",
            {"plan": "small", "theme": "F", "to_plan": OTHER, "to_theme": "none", "sure": "likely"},
        ),
        *(
            ("statement", {"plan": plan, "number": number, "paper": paper, "line": line, **said})
            for plan, number, paper, line, said in (
                ("small", 1, "p", 20, {"kind": "claim", "text": "three", "counts": "theme", "claimed": 3}),
                ("small", 2, "p", 21, {"kind": "claim", "text": "two", "counts": "theme", "claimed": 2}),
                ("small", 3, "p", 22, {"kind": "wording", "theme": "E", "text": "Climate and care"}),
                (OTHER, 1, "q", 23, {"kind": "alias", "theme": "A", "text": "Alfa"}),
            )
        ),
        *(
            (
                "amount",
                {"plan": plan, "number": 1, "text": "gap", "printed": printed, "pounds": pounds, **place},
            )
            for plan, printed, pounds, place in (
                ("small", "£64m", 64_000_000, {"about": "the gap", "paper": "p", "line": 30}),
                (OTHER, "£82 million", 82_000_000, {"about": "The  gap", "paper": "q", "line": 31}),
            )
        ),
        ("lead", {"slug": "ann-able", "name": "Ann Able", "kind": "officer"}),
        ("lead", {"slug": "gcp", "name": "GCP", "kind": "body"}),
        small_action("E.1", 1, leads=["gcp"], paper="p", line=41),
        small_action("E.2", 2, leads=[], lead_cell="Somebody else", paper="p", line=42),
        small_action("E.3", 3, committees=[], committee_cell="", paper="p", line=43),
        small_action("F.6#1", 4, paper="p", line=44),
        small_action("F.6#2", 5, paper="p", line=45),
        small_action("F.7", 6, milestone="Ep '21", readable=False, unread=["Ep '21"], paper="p", line=46),
        small_action("F.8", 7, warnings=["Two dates stand beside each other."], paper="p", line=47),
        small_action(
            "F.9", 8, milestone="Ongoing", paper="p", line=48, start=None, end=None, due=None, next_due=None
        ),
        small_action(
            "A.1",
            1,
            plan=OTHER,
            theme="A",
            milestone="",
            readable=False,
            warnings=["No date is written."],
            leads=[],
            lead_cell="",
            committees=[],
            committee_cell="",
            **dict.fromkeys(("start", "end", "due", "next_due")),
        ),
        (
            "link",
            {
                "plan": "small",
                "commitment": "1",
                "to_plan": OTHER,
                "to_action": "A.9",
                "kind": "answers",
                "sure": "likely",
            },
        ),
        (
            "link",
            {
                "plan": "small",
                "commitment": "1",
                "to_plan": "gone",
                "to_action": "A.1",
                "kind": "answers",
                "sure": "likely",
            },
        ),
        ("commitment", {"plan": OTHER, "number": "1", "position": 1, "text": "We will too"}),
        *(
            (
                "indicator",
                {
                    "plan": OTHER,
                    "number": number,
                    "position": place,
                    "paper": "q",
                    "line": 50 + place,
                    **more,
                },
            )
            for place, (number, more) in enumerate((("NI 1", {"target": "9%"}), ("NI 2", {}), ("NI 3", {})))
        ),
        (
            "indicator_set",
            {
                "plan": OTHER,
                "name": "Top",
                "version": 1,
                "least": 2,
                "most": 3,
                "state": "proposed",
                "paper": "q",
                "line": 60,
            },
        ),
        (
            "set_member",
            {"plan": OTHER, "indicator_set": "Top", "version": 1, "indicator": "NI 1", "position": 1},
        ),
        *(
            (
                "measurement",
                {"plan": OTHER, "indicator": number, "number": 1, "paper": "q", "line": line, **said},
            )
            for number, line, said in (
                (
                    "NI 1",
                    70,
                    {
                        "day": DAY,
                        "data_day": dt.date(2009, 3, 31),
                        "kind": "number",
                        "value": "8%",
                        "rating": "red",
                    },
                ),
                ("NI 2", 71, {"day": DAY, "kind": "no data"}),
                ("NI 3", 72, {"day": DAY, "rating": "green"}),
            )
        ),
        (
            "finding",
            {
                "plan": "small",
                "number": 1,
                "about": "F.2",
                "text": "Odd.",
                "paper": "p",
                "line": 9,
                "against": "q",
                "against_line": 8,
            },
        ),
        (
            "ruling",
            {"plan": "small", "finding": "twice F.6", "ruling": "accepted", "day": DAY, "said_by": "Ann"},
        ),
        (
            "ruling",
            {"plan": "small", "finding": "twice X.1", "ruling": "left", "day": DAY, "reason": "Known."},
        ),
    ]


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Tracker]:
    """A tracker on a database of the odd plans."""
    with Store.create(tmp_path / "odd.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(odd_plan())
            writer.sentence = "loaded"
        yield Tracker(store, None, DAY, "test")


def found_in(tracker: Tracker, plan: str = "all") -> dict[str, Finding]:
    found = findings(tracker.read, tracker.read.scope(plan, DAY))
    assert len({(each.plan, each.key) for each in found}) == len(found)
    return {f"{each.plan}: {each.key}": each for each in found}


WANTED = {
    "small: twice F.6": ("The ref F.6 stands for several actions: F.6#1, F.6#2.", "p.txt, line 44 against line 45"),
    "small: unread F.7": ("The milestone \"Ep '21\": \"Ep '21\" is not read.", "p.txt, line 46"),
    "small: doubtful F.8": ("The milestone \"Dec '21\": Two dates stand beside each other.", "p.txt, line 47"),
    "small: no date F.9": ("F.9 cannot be overdue: 'Ongoing' (month) names no date.", "p.txt, line 48"),
    "small: no lead E.2": ("Nobody that is known leads it; its cell says 'Somebody else'.", "p.txt, line 42"),
    "small: no committee E.3": ("Nobody that is known oversees it.", "p.txt, line 43"),
    "other: none lead": ("None of 1 action has a lead, since the paper prints none; none was made up.", "q.txt"),
    "other: none committee": ("None of 1 action has a committee, since the paper prints none; none was made up.", "q.txt"),
    "other: none milestone": ("None of 1 action has a milestone, since the paper prints none; none was made up.", "q.txt"),
    "small: count theme 1": ("The paper says 3 themes ('three'), and 2 are there.", "p.txt, line 20"),
    "small: figures the gap": ("Of the gap the papers say £64m and £82 million.", "p.txt, line 30 against q.txt, line 31"),
    "other: set Top 1": ("Version 1 of the set Top, proposed, has 1 indicator, and it is to have 2 to 3.", "q.txt, line 60"),
    "other: lacks target": ("2 of 3 indicators lack a target: NI 2, NI 3.", "q.txt, line 51"),
    "other: none polarity": ("None of 3 indicators has a polarity; none was made up.", "q.txt"),
    "other: none owner": ("None of 3 indicators has an owner; none was made up.", "q.txt"),
    "other: unrated indicators": (
        "1 of 3 indicators are not rated: 1 with something said of them, 0 only named. Unrated is neither green nor missed.",
        "q.txt, line 51",
    ),
    "other: no data": ("Of 1 of 3 indicators there are no data: NI 2. No data is no miss.", "q.txt, line 51"),
    "other: age of data": ("Of 1 rating no day of the data is told, so their age is not known: NI 3.", "q.txt, line 52"),
    "other: old data NI 1 1": (
        "The data of NI 1 are of 31 Mar 2009, the report of 12 Sep 2021, and it is rated red by them.",
        "q.txt, line 70",
    ),
    "small: wording E": (
        "The wordings of theme E differ: 'Environment' and 'Climate and care'.",
        "p.txt, line 5 against line 22",
    ),
    "other: names A": ("A, 'Alpha', goes by other names too: 'Alfa'.", "q.txt, line 7 against line 23"),
    "small: initials GCP": (
        "GCP may stand for GCP of small (E.1) or Growth and Care Panel of other; they are kept apart, since initials do not "
        "say that it is one body.",
        "p.txt, line 41 against q.txt, line 4",
    ),
    "small: link 1 other A.9": ("Commitment 1 is linked to other A.9, but other has no such action.", ""),
    "small: link 1 gone A.1": ("Commitment 1 is linked to gone A.1, but gone is not here.", ""),
    "small: alignment E other Z": ("Theme E is aligned with other Z, but other has no such theme.", ""),
    "other: unlinked commitments": (
        "1 of 1 commitment has no action linked; that does not say that nothing is done.",
        "q.txt",
    ),
    "small: self-clearance p C1": ("Julia Turner cleared a paper of their own: 'Localism?'.", "p.txt, line 11"),
    "small: key decision p C2": (
        "Key decision is No, and 'If a Key decision, cleared?' is answered Yes all the same.",
        "p.txt, line 12",
    ),
    "small: clearance p C3": ("The clearance 'Legal?' has no officer.", "p.txt, line 13"),
    "small: unanswered p 5.1": ("5.1 'Resources' is left empty, which does not mean that there is nothing.", "p.txt"),
    "other: contacts q": (
        "1 contact is of 5 Jul 2010, and a paper of 12 Sep 2021 names others: posts, addresses and numbers may not be right "
        "any more.",
        "q.txt, line 4",
    ),
    "small: finding 1": ("F.2: Odd.", "p.txt, line 9 against q.txt, line 8"),
    "small: twice X.1": ("This is no longer found.", ""),
}  # fmt: skip


def test_everything_odd_is_found_with_its_place_and_nothing_else(odd: Tracker) -> None:
    found = found_in(odd)
    assert {key: (each.sentence, each.places) for key, each in found.items()} == WANTED
    assert {each.kind for each in found.values()} == set(KINDS)


def test_what_concerns_two_plans_is_found_in_both(odd: Tracker) -> None:
    here, there = found_in(odd, "small"), found_in(odd, OTHER)
    shared = {"small: figures the gap", "small: initials GCP"}
    assert set(here) == {key for key in WANTED if key.startswith("small")}
    assert set(there) == {key for key in WANTED if key.startswith(OTHER)} | shared


def test_rulings_stand_with_what_they_are_of_and_outlive_it(odd: Tracker) -> None:
    found = found_in(odd)
    ruled = found["small: twice F.6"].ruled
    assert ruled and (ruled.ruling, ruled.day, ruled.said_by) == ("accepted", DAY, "Ann")
    gone = found["small: twice X.1"]
    assert gone.kind == "settled" and gone.ruled and gone.ruled.reason == "Known." and not gone.is_open
    assert sum(not each.is_open for each in found.values()) == 2


def test_a_finding_is_named_by_its_key(odd: Tracker) -> None:
    scope = odd.read.scope("small", DAY)
    assert find_finding(odd.read, scope, " TWICE  f.6").key == "twice F.6"
    assert find_finding(odd.read, scope, "no data").plan == OTHER
    assert find_finding(odd.read, scope, "other no data").plan == OTHER
    with pytest.raises(NotFound, match=r"There is no finding 'twice F\.7'; near it: twice F\.6"):
        find_finding(odd.read, scope, "twice F.7")


def test_a_key_of_two_plans_wants_a_plan(odd: Tracker) -> None:
    with odd.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.add("finding", plan=2, number=1, about="A", text="B")
    everywhere = odd.read.scope("all", DAY)
    with pytest.raises(Ambiguous, match=r"finding 1 is found in small and other\. Choose one with --plan"):
        find_finding(odd.read, everywhere, "finding 1")
    assert find_finding(odd.read, odd.read.scope(OTHER, DAY), "finding 1").plan == OTHER


def test_an_empty_database_has_no_findings(tmp_path: Path) -> None:
    with Store.create(tmp_path / "none.sqlite3") as store:
        assert findings(store.read, store.read.scope(None, DAY)) == []


def test_a_paper_that_is_written_here_has_a_checklist_and_no_gaps(odd: Tracker) -> None:
    with odd.store.revision("x", "{}", actor="test", day=DAY) as writer:
        writer.change("paper", 1, file=None)
    kinds = {each.kind for each in found_in(odd).values()}
    assert not {"unanswered", "clearance"} & kinds and {"self-clearance", "key decision"} <= kinds


@settings(max_examples=15)
@given(plans())
def test_whatever_a_plan_holds_each_finding_has_a_key_by_which_it_is_found_again(records: Records) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        loaded(Path(folder) / "plan.sqlite3", records) as store,
    ):
        everywhere = store.read.scope("all", DAY)
        found = findings(store.read, everywhere)
        assert len({each.key for each in found}) == len(found)
        for each in found:
            assert find_finding(store.read, everywhere, each.key) == each
            assert each.grade in GRADES and each.as_json()["key"] == each.key


def test_every_kind_that_names_its_paper_keeps_it_in_the_snapshot_of_its_plan() -> None:
    of_papers = {"recommendation", "contact", "answer"}
    assert (
        set(NAMING_PAPERS) == {kind for kind, shape in SHAPES.items() if "paper" in shape.parents} - of_papers
    )
