"""The whole filter language against the same told again in plain Python, over the same records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.tracker import Tracker
from jatui.domain.query import FIELDS, INBOX_WORDS, IS_WORDS, SCHEDULE_WORDS, parse
from jatui.domain.words import RATINGS, STATUSES
from jatui.store import Store
from jatui.store.filters import anchors, compile_query
from tests.conftest import DAY, Records
from tests.store.naive import Naive
from tests.store.plans import varied_plan

SAID = [
    ("E.1", "accepted", dt.date(2021, 9, 11), "Trees: draft 1.2 out", "Tom Kelly", "March 2022", None),
    ("E.1", "submitted", dt.date(2021, 9, 12), "More trees", "Ann-Marie Able", None, None),
    ("E.2", "deferred", None, "Café survey", "Zoë Noël", "Ongoing", None),
    ("C.2", "sent back", dt.date(2021, 8, 2), "Nothing of use", "Tom Kelly", "June 2022", None),
    ("CE.1", "accepted", dt.date(2021, 7, 1), "", None, None, None),
    (None, "submitted", None, "For a theme", "GCP", None, "C"),
    (None, "accepted", dt.date(2021, 7, 2), "For another", None, None, "T"),
]
MOVES = [
    ("E.2", "2021-08-01", "2021-09-12"),
    ("E.2", "2021-09-12", "2021-09-01"),
    ("E.2", "2021-09-01", "2021-09-12"),
    ("C.1", "2021-10-01", "2021-09-21"),
    ("T.10", None, "2021-12-31"),
    ("H.1", "2021-08-01", "2021-09-01"),
]


def told_plan() -> Records:
    """Return the varied plan with updates, moves and committees' ratings."""
    records = varied_plan()
    numbers = iter(range(10, 99))
    for ref, state, day, text, by, asks, theme in SAID:
        said = {"action": ref, "theme": theme, "day": day, "said_by": by, "asks": asks}
        records.append(
            (
                "update",
                {
                    "plan": "small",
                    "number": next(numbers),
                    "kind": "update",
                    "state": state,
                    "text": text,
                    **{name: value for name, value in said.items() if value is not None},
                },
            )
        )
    for place, (ref, former, due) in enumerate(MOVES):
        days = {"former_due": former, "due": due}
        records.append(
            (
                "move",
                {
                    "plan": "small",
                    "action": ref,
                    "number": place,
                    "day": DAY,
                    "former": "a",
                    "wording": "b",
                    "reason": "c",
                    **{name: dt.date.fromisoformat(day) for name, day in days.items() if day},
                },
            )
        )
    for place, (ref, committee, day, rating) in enumerate(
        (
            ("E.1", "S&R", 1, "red"),
            ("E.2", "S&R", 1, "red"),
            ("E.2", "S&R", 2, "amber"),
            ("C.1", "E&GI", 1, "red"),
            ("C.1", "S&R", 1, "green"),
        )
    ):
        rated = {"number": place, "committee": committee, "day": dt.date(2021, 8, day), "rating": rating}
        records.append(("committee_rating", {"plan": "small", "action": ref, **rated}))
    for place, (ref, minuted) in enumerate(
        (
            ("E.1", {"kind": "follow-up"}),
            ("E.2", {"kind": "follow-up", "answered": DAY, "answer": "Three."}),
            ("C.1", {"kind": "decision"}),
            (None, {"kind": "follow-up"}),
        )
    ):
        held = {
            "plan": "small",
            "number": place,
            "meeting_committee": "S&R",
            "meeting_day": dt.date(2021, 9, 21),
        }
        about = {"action": ref} if ref else {}
        records.append(("minute", {**held, **about, "text": "Which sites?", **minuted}))
    changed: dict[str, dict[str, object]] = {
        "E.1": {"updated": dt.date(2021, 9, 11)},
        "CE.1": {"updated": dt.date(2021, 7, 1)},
        "H.1": {"start": dt.date(2021, 10, 1), "rating": "green"},
        "C.1": {"start": dt.date(2021, 8, 3)},
        "T.10": {"next_due": dt.date(2021, 9, 1), "rating": "green", "text": "Fix the T1 junction"},
    }
    return [
        (kind, {**values, **changed.get(values["handle"], {})} if kind == "action" else values)
        for kind, values in records
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    with Store.create(tmp_path_factory.mktemp("told") / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(told_plan())
        yield Tracker(store, None, DAY, "test")


WORDS = [
    "tree",
    "trees",
    "cafe",
    "kelly",
    "Zoë",
    "s&r",
    "draft",
    "'draft 1.2'",
    "t",
    "environment",
    "able",
    "&",
]
DAYS = [
    "none", "2021", "2021-09", "2021-09-12", "<2021-09-12", ">=2021-12", "2021-08..2021-10", "2021/22", "today",
    "<today", "<+10d", "-2m..+2w", "this-month", "next-month", "last-week", "<next-meeting", "<=next-meeting+1d",
    ">last-meeting", ">-9999y", "<+9999y", "+2m..-2m",
]  # fmt: skip
VALUES: dict[str, list[str]] = {
    "theme": ["E", "ce", "C,T"],
    "rating": [*RATINGS, "none"],
    "status": [f'"{word}"' for word in STATUSES] + ["open", "done"],
    "committee": ["S&R", "ALL", "none", "E&GI", "'staffing & appeals'"],
    "lead": ["tom", '"Tom Kelly"', "none", "noel"],
    "due": DAYS,
    "is": [*IS_WORDS],
    "schedule": [*SCHEDULE_WORDS],
    "when": DAYS,
    "said": DAYS,
    "since": ["2021-09-01", "2021-09-12", "last-meeting", "2m", "today"],
    "by": ["kelly", "able", "ann", "'kelly t'", "zoe", "marie", "&"],
    "slips": ["0", "1", "2", ">0", ">=2", "<2", "<=0", "1..2", "0..1", ">9"],
    "asks": ["any", "none", "march", "on", "'2022'", "&"],
    "inbox": [f'"{word}"' for word in INBOX_WORDS],
    "text": [*WORDS, "junction"],
    "milestone": [*WORDS, "2021", "'no day'"],
    "update": [*WORDS, "saplings"],
    "kind": ["month", "dependent", "ongoing"],
    "ref": ["E.1", "e1", "t1", "F.6", "f6#2", "F.6#3", "none"],
    "plan": ["small", "Small", "other"],
}  # fmt: skip
TERM = st.one_of(
    st.sampled_from([(field, value) for field, values in VALUES.items() for value in values]).map(":".join),
    st.sampled_from(
        [*WORDS, "T.1", "t1", "'t1'", "e9", "E.", "F.6#2", "2021", '"trees in"', '"trees in wis"']
    ),
)
FILTER = st.recursive(
    TERM,
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.tuples(inner, st.sampled_from([" ", " and ", " or "]), inner).map("".join),
        st.tuples(inner, inner).map("({0[0]}) or not ({0[1]})".format),
    ),
    max_leaves=6,
)


def both(tracker: Tracker, text: str) -> tuple[list[str], list[str]]:
    scope = tracker.scope()
    query = parse(text)
    ids = tracker.read.action_ids(compile_query(query, scope))
    found = [tracker.read.handle(row) for row in ids]
    assert len(set(ids)) == len(ids)
    return sorted(found), sorted(Naive(told_plan(), anchors(scope)).found(query))


def test_every_field_has_values_to_try() -> None:
    assert set(VALUES) == set(FIELDS)


@pytest.mark.parametrize("field", VALUES)
def test_each_value_lets_through_what_it_says(told: Tracker, field: str) -> None:
    found = []
    for value in VALUES[field]:
        for sign in ("", "-"):
            let_through, expected = both(told, f"{sign}{field}:{value}")
            assert let_through == expected, f"{sign}{field}:{value}"
            found.append(len(expected))
    assert 0 < sum(found) < 11 * len(found)


@given(FILTER)
@settings(max_examples=300)
def test_any_filter_lets_through_what_it_says(told: Tracker, text: str) -> None:
    found, expected = both(told, text)
    assert found == expected
