from __future__ import annotations

import datetime as dt
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.store import Store
from jatui.store.exchange import ALONE
from jatui.store.shapes import SHAPES
from tests.conftest import DAY, Records, small_action, small_plan
from tests.store.plans import varied_plan

FULL: Records = [
    ("form", {"slug": "form-1", "name": "Report form", "version": 1, "since": DAY}),
    (
        "question",
        {
            "form": "form-1",
            "number": "5.1",
            "position": 1,
            "kind": "clearance",
            "text": "Cleared?",
            "of": "5",
        },
    ),
    (
        "paper",
        {
            "slug": "p",
            "title": "Paper",
            "file": "p.docx",
            "day": DAY,
            "addressed_to": "S&R",
            "sent_by": "x",
            "divisions": "All",
            "key_decision": "No",
            "forward_plan": "2021/1",
            "outcome": "Noted",
            "preamble": "Words",
            "form": "form-1",
        },
    ),
    ("paper", {"slug": "q", "title": "Another", "day": dt.date(2021, 9, 13)}),
    ("recommendation", {"paper": "p", "letter": "a", "text": "Note it", "line": 3}),
    (
        "contact",
        {
            "paper": "p",
            "position": 0,
            "body": "B",
            "role": "member",
            "name": "N",
            "post": "P",
            "email": "n@x",
            "phone": "0",
            "line": 4,
        },
    ),
    (
        "answer",
        {
            "paper": "p",
            "form": "form-1",
            "question": "5.1",
            "text": "Yes",
            "officer": "O",
            "label": "Name of Officer",
            "day": DAY,
            "line": 9,
        },
    ),
    ("committee", {"code": "E&GI", "kind": "committee"}),
    ("committee", {"code": "S&R", "name": "Strategy", "kind": "committee"}),
    ("scheme", {"slug": "ragb", "name": "RAGB"}),
    ("level", {"scheme": "ragb", "code": "red", "position": 0, "name": "Red", "meaning": "Late"}),
    (
        "plan",
        {
            "slug": "small",
            "position": 1,
            "name": "Small plan",
            "paper": "p",
            "committee": "S&R",
            "scheme": "ragb",
            "day": DAY,
        },
    ),
    (
        "theme",
        {
            "plan": "small",
            "code": "E",
            "position": 1,
            "name": "Environment",
            "caption": "Green",
            "paper": "p",
            "line": 5,
        },
    ),
    (
        "commitment",
        {
            "plan": "small",
            "theme": "E",
            "number": "1",
            "position": 1,
            "text": "We will",
            "paper": "p",
            "line": 6,
        },
    ),
    (
        "alignment",
        {
            "plan": "small",
            "theme": "E",
            "to_plan": "large",
            "to_theme": "1",
            "sure": "likely",
            "said_by": "N",
            "note": "no",
            "paper": "p",
            "line": 10,
        },
    ),
    (
        "statement",
        {
            "plan": "small",
            "number": 1,
            "kind": "claim",
            "theme": "E",
            "text": "six themes",
            "counts": "theme",
            "claimed": 6,
            "when": "24 th August",
            "start": DAY,
            "end": DAY,
            "implied": "year",
            "paper": "p",
            "line": 11,
        },
    ),
    (
        "amount",
        {
            "plan": "small",
            "number": 1,
            "theme": "E",
            "text": "an overspend",
            "printed": "£(5.0m)",
            "pounds": 5_000_000,
            "sense": "adverse",
            "about": "outturn",
            "paper": "p",
            "line": 12,
        },
    ),
    ("lead", {"slug": "ann-able", "name": "Ann Able", "kind": "post"}),
    ("lead", {"slug": "bo-best", "name": "Bo Best", "kind": "officer"}),
    ("holder", {"post": "ann-able", "officer": "bo-best", "until": dt.date(2021, 7, 31)}),
    (
        "holder",
        {
            "post": "ann-able",
            "officer": "bo-best",
            "since": dt.date(2021, 9, 1),
            "until": dt.date(2021, 9, 2),
        },
    ),
    (
        "meeting",
        {
            "committee": "E&GI",
            "day": DAY,
            "deadline": dt.date(2021, 9, 3),
            "state": "cancelled",
            "paper": "q",
        },
    ),
    small_action(
        "E.1",
        1,
        read_as="Dec 2021",
        recurrence="P1M",
        unread=["it"],
        warnings=["w"],
        suggestion="Dec '21",
        status="closed",
        closed_as="superseded",
        rating="red",
        updated=DAY,
        paper="p",
        line=7,
    ),
    (
        "link",
        {
            "plan": "small",
            "commitment": "1",
            "to_plan": "small",
            "to_action": "E.1",
            "kind": "answers",
            "sure": "certain",
            "said_by": "N",
            "note": "no",
            "paper": "p",
            "line": 13,
        },
    ),
    (
        "indicator",
        {
            "plan": "small",
            "number": "NI 1",
            "printed": "NI 01",
            "position": 1,
            "name": "People",
            "theme": "E",
            "scale": "strategic",
            "unit": "%",
            "polarity": "lower",
            "baseline": "9",
            "target": "7.33% ↓ on 2005",
            "tolerance": "5%",
            "frequency": "yearly",
            "owner": "bo-best",
            "committee": "S&R",
            "source": "Survey",
            "lag": 90,
            "note": "no",
            "paper": "p",
            "line": 14,
        },
    ),
    (
        "indicator_set",
        {
            "plan": "small",
            "name": "Strategic",
            "version": 1,
            "scale": "strategic",
            "least": 15,
            "most": 25,
            "state": "approved",
            "committee": "S&R",
            "approved": DAY,
            "note": "no",
            "paper": "p",
            "line": 15,
        },
    ),
    (
        "set_member",
        {"plan": "small", "indicator_set": "Strategic", "version": 1, "indicator": "NI 1", "position": 1},
    ),
    (
        "measurement",
        {
            "plan": "small",
            "indicator": "NI 1",
            "number": 1,
            "period": "2020/21",
            "start": DAY,
            "end": DAY,
            "day": DAY,
            "data_day": DAY,
            "kind": "level",
            "value": "Level 1",
            "target": "Level 2",
            "rating": "amber",
            "outcome": "missed",
            "text": "so",
            "said_by": "N",
            "paper": "p",
            "line": 16,
        },
    ),
    ("stage_met", {"plan": "small", "action": "E.1", "due": DAY, "met": DAY}),
    (
        "move",
        {
            "plan": "small",
            "action": "E.1",
            "number": 1,
            "day": DAY,
            "former": "Sep '21",
            "former_due": DAY,
            "wording": "Dec '21",
            "due": dt.date(2021, 12, 31),
            "reason": "Late",
            "meeting_committee": "E&GI",
            "meeting_day": DAY,
        },
    ),
    (
        "committee_rating",
        {
            "plan": "small",
            "action": "E.1",
            "number": 1,
            "committee": "E&GI",
            "day": DAY,
            "rating": "red",
            "text": "Not there",
        },
    ),
    (
        "minute",
        {
            "plan": "small",
            "number": 1,
            "kind": "follow-up",
            "meeting_committee": "E&GI",
            "meeting_day": DAY,
            "action": "E.1",
            "text": "Which sites?",
            "asked_by": "Cllr Doe",
            "lead": "ann-able",
            "due": DAY,
            "answered": DAY,
            "answer": "Three.",
        },
    ),
    (
        "delivery",
        {"plan": "small", "number": 1, "name": "returns.csv", "day": DAY, "digest": "0a"},
    ),
    (
        "update",
        {
            "plan": "small",
            "number": 1,
            "action": "E.1",
            "theme": "E",
            "day": DAY,
            "kind": "nothing new",
            "state": "deferred",
            "until": DAY,
            "text": "So\r\nit \u0000 is",
            "status": "waiting",
            "rating": "blue",
            "said_by": "N",
            "source": "S",
            "note": "no",
            "asks": "Jan '22",
            "review": DAY,
            "overruled": ["no text"],
            "mark": "0a",
            "delivery": 1,
            "paper": "q",
            "line": 8,
        },
    ),
    (
        "finding",
        {
            "plan": "small",
            "number": 1,
            "about": "counts",
            "text": "six or seven",
            "paper": "p",
            "line": 17,
            "against": "q",
            "against_line": 18,
        },
    ),
    (
        "ruling",
        {
            "plan": "small",
            "finding": "finding 1",
            "ruling": "left",
            "day": DAY,
            "reason": "as printed",
            "said_by": "N",
        },
    ),
    ("view", {"plan": "small", "position": 1, "name": "Ours", "terms": "lead:none or is:silent"}),
    (
        "edition",
        {
            "plan": "small",
            "number": 2,
            "day": DAY,
            "meeting_committee": "E&GI",
            "meeting_day": DAY,
            "moment": "2021-09-12T09:00:00.000Z",
            "revision": 7,
            "name": "small-edition-002-2021-09-12",
            "sha256": "0a" * 32,
            "pack": "0b" * 32,
            "previous": "0c" * 32,
        },
    ),
    (
        "slip",
        {"plan": "small", "edition": 2, "number": 1, "day": DAY, "text": "E.1 is red.", "sha256": "0d" * 32},
    ),
]
"""One record of each kind with every field said."""


def loaded(path: Path, records: Records) -> Store:
    store = Store.create(path)
    with store.revision("init", "{}", actor="test", day=DAY) as writer:
        writer.load(records)
    return store


def test_every_field_of_every_kind_comes_back(tmp_path: Path) -> None:
    assert {kind for kind, _ in FULL} == set(KINDS)
    for kind, record in KINDS.items():
        assert any(set(values) == set(record.__struct_fields__) for each, values in FULL if each == kind)
    with loaded(tmp_path / "plan.sqlite3", FULL) as store:
        assert list(store.read.records()) == FULL


def test_a_plan_by_itself_refers_to_nothing_that_is_left_out(tmp_path: Path) -> None:
    other = [
        (
            kind,
            {
                **values,
                **({"plan": "other"} if "plan" in values else {}),
                **({"slug": "other"} if kind == "plan" else {}),
            },
        )
        for kind, values in small_plan()
        if kind in ("plan", "theme", "action")
    ]
    with loaded(tmp_path / "plan.sqlite3", FULL) as store:
        with store.revision("import", "{}", actor="test", day=DAY) as writer:
            writer.load(other)
        scope = store.read.scope("small", DAY)
        assert list(store.read.records(scope.plan)) == FULL
        alone = list(store.read.records(store.read.scope("other", DAY).plan))
        with loaded(tmp_path / "other.sqlite3", alone) as copy:
            assert list(copy.read.records()) == alone
        counts = store.read.counts(scope.plan)
    assert counts == {kind: sum(1 for each, _ in FULL if each == kind) for kind in KINDS}


def test_a_plan_takes_along_what_belongs_to_no_plan_and_nothing_of_another(tmp_path: Path) -> None:
    """Who leads nothing yet or no more, whose post they hold, and a scheme that rates nothing."""
    idle: Records = [
        ("scheme", {"slug": "spare", "name": "Spare"}),
        ("level", {"scheme": "spare", "code": "red", "position": 0, "name": "Red", "meaning": "Late"}),
        ("lead", {"slug": "new", "name": "New", "kind": "officer"}),
        ("lead", {"slug": "vacant", "name": "Vacant", "kind": "post"}),
        ("holder", {"post": "vacant", "officer": "new", "since": DAY}),
        ("lead", {"slug": "far", "name": "Far", "kind": "officer"}),
        ("scheme", {"slug": "theirs", "name": "Theirs"}),
        ("plan", {"slug": "other", "position": 2, "name": "Other", "scheme": "theirs"}),
        ("theme", {"plan": "other", "code": "E", "position": 1, "name": "Env"}),
        ("action", {**small_action("E.1", 1, leads=["far"], committees=[])[1], "plan": "other"}),
    ]
    with loaded(tmp_path / "plan.sqlite3", FULL) as store:
        with store.revision("import", "{}", actor="test", day=DAY) as writer:
            writer.load(idle)
        found = list(store.read.records(store.read.scope("small", DAY).plan))
    assert {each[1].get("slug") or each[0] for each in found if each not in FULL} == {
        "spare", "level", "new", "vacant", "holder",
    }  # fmt: skip
    assert all(each in found for each in FULL)


def test_what_plans_share_may_be_there_already_if_it_is_the_same(tmp_path: Path) -> None:
    shared = [
        record for record in varied_plan() if record[0] in ("committee", "scheme", "level", "lead", "meeting")
    ]
    with loaded(tmp_path / "plan.sqlite3", varied_plan()) as store:
        before = list(store.read.records())
        with store.revision("import", "{}", actor="test", day=DAY) as writer:
            assert writer.load(shared) == {}
            assert writer.load([("meeting", {"committee": "S&R", "day": dt.date(2021, 9, 21)})]) == {}
        with (
            pytest.raises(Refused, match="lead 'gcp' is in the database already"),
            store.revision("import", "{}", actor="test", day=DAY) as writer,
        ):
            writer.load([("lead", {"slug": "gcp", "name": "Another", "kind": "body"})])
        assert list(store.read.records()) == before


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (
            ("theme", {"plan": "small", "code": "E", "position": 9, "name": "x"}),
            "theme 'small E' is in the database already",
        ),
        (
            ("theme", {"plan": "nowhere", "code": "X", "position": 9, "name": "x"}),
            "refers to the plan 'nowhere', which is not there",
        ),
        (small_action("E.9", 9, leads=["nobody"]), "refers to the lead 'nobody'"),
        (small_action("E.9", 9, committees=["X"]), "refers to the committee 'X'"),
        (small_action("X.9", 9), "refers to the theme 'small X'"),
        (
            (
                "move",
                {
                    "plan": "small",
                    "action": "E.1",
                    "number": 1,
                    "day": DAY,
                    "former": "a",
                    "wording": "b",
                    "reason": "c",
                    "meeting_committee": "S&R",
                    "meeting_day": DAY,
                },
            ),
            "refers to the meeting 'S&R 2021-09-12'",
        ),
    ],
)
def test_a_record_that_does_not_fit_leaves_no_trace(
    tmp_path: Path, record: tuple[str, dict[str, object]], sentence: str
) -> None:
    with loaded(tmp_path / "plan.sqlite3", small_plan()) as store:
        before = list(store.read.records())
        with (
            pytest.raises(Refused) as problem,
            store.revision("import", "{}", actor="test", day=DAY) as writer,
        ):
            writer.load([("lead", {"slug": "new", "name": "New", "kind": "body"}), record])
        assert sentence in str(problem.value)
        assert list(store.read.records()) == before
        assert store.read.last_revision() == 1


HELD = {"post": "ann-able", "officer": "bo-best"}


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (
            {**HELD, "since": dt.date(2021, 7, 31)},
            "Bo Best holds it until 31 Jul 2021, Bo Best since 31 Jul 2021",
        ),
        ({**HELD, "since": dt.date(2021, 9, 1)}, "holder 'ann-able 2021-09-01' is in the database already"),
        ({**HELD, "officer": "ann-able", "since": dt.date(2022, 1, 1)}, "Ann Able is a post"),
        ({"post": "bo-best", "officer": "bo-best"}, "Bo Best an officer"),
        ({**HELD, "officer": "nobody"}, "refers to the lead 'nobody'"),
    ],
)
def test_holders_that_do_not_go_together_are_not_taken_in(
    tmp_path: Path, record: dict[str, Any], sentence: str
) -> None:
    with loaded(tmp_path / "plan.sqlite3", FULL) as store:
        with (
            pytest.raises(Refused) as problem,
            store.revision("import", "{}", actor="test", day=DAY) as writer,
        ):
            writer.load([("holder", record)])
        assert sentence in str(problem.value)
        assert list(store.read.records()) == FULL
        with store.revision("import", "{}", actor="test", day=DAY) as writer:
            assert writer.load([each for each in FULL if each[0] == "holder"]) == {}


@pytest.mark.parametrize("kind", sorted(ALONE))
def test_a_record_that_stands_twice_is_named_whichever_keys_are_held(tmp_path: Path, kind: str) -> None:
    assert KEYS[kind] and not any(kind in shape.parents for shape in SHAPES.values())
    place = next(place for place, (each, _) in enumerate(FULL) if each == kind)
    twice = [*FULL[:place], FULL[place], *FULL[place:]]
    with Store.create(tmp_path / "plan.sqlite3") as store:
        for before, items in (([], twice), (FULL, [FULL[place]])):
            with (
                pytest.raises(Refused, match=f"^The {kind} .* is in the database already"),
                store.revision("import", "{}", actor="test", day=DAY) as writer,
            ):
                writer.load(before)
                writer.load(items)
        assert list(store.read.records()) == []


def test_the_number_of_updates_takes_no_memory(tmp_path: Path) -> None:
    def updates(number: int) -> Iterator[tuple[str, dict[str, Any]]]:
        yield from small_plan()
        for place in range(1, number + 1):
            said = {"kind": "update", "state": "accepted", "text": "Said.", "action": "E.1"}
            yield "update", {"plan": "small", "number": place, **said}

    peaks = []
    for number in (5_000, 5_000, 25_000):
        with (
            Store.create(tmp_path / f"{len(peaks)}.sqlite3") as store,
            store.revision("import", "{}", actor="test", day=DAY) as writer,
        ):
            tracemalloc.start()
            writer.load(updates(number))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[2] < peaks[1] * 2.5


def test_many_records_are_loaded_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes and words are made afterwards, and then the database is the very one that a load row by row makes."""
    from jatui.store import writer as writers
    from jatui.store.check import altered_schema

    found = []
    for most in (10**9, 0):
        monkeypatch.setattr(writers, "MANY", most)
        with Store.create(tmp_path / f"{most}.sqlite3") as store:
            with store.revision("init", "{}", actor="test", day=dt.date(2021, 9, 12)) as writer:
                writer.load(iter(FULL), len(FULL))
                writer.sentence = "loaded"
            read = store.read
            assert not altered_schema(read.connection)
            words = [read.rows(f"SELECT term, doc FROM {kind}_terms") for kind in ("action", "update")]
            assert all(words)
            found.append((list(read.records()), words, writer.changes.ids.keys()))
            assert not [text for (text,) in read.rows("PRAGMA integrity_check") if text != "ok"]
    assert found[0] == found[1]
