from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.changes import KINDS, Asked, Change, Rated, Said, State, changes_between, summary
from jatui.domain.words import RATINGS, STATUSES

DAYS = st.none() | st.sampled_from([dt.date(2021, 12, 31), dt.date(2022, 3, 31), dt.date(2021, 9, 30)])
WORDS = st.sampled_from(["Plant trees", "Plant more trees", "Sell the fleet", ""])
SAID = st.builds(Said, st.integers(1, 3), DAYS, st.none() | WORDS, st.none() | st.just("Ann Able"))
STATES = st.builds(
    State,
    st.sampled_from(["E.1", "E.2"]),
    WORDS,
    st.sampled_from(["E Environment", "F Finance"]),
    st.sampled_from(["Dec '21", "Mar '22"]),
    DAYS,
    st.sampled_from(STATUSES),
    st.none() | st.sampled_from(["withdrawn", "superseded"]),
    st.none() | st.sampled_from(RATINGS),
    st.sampled_from([(), ("S&R",), ("S&R", "E&GI")]),
    st.sampled_from([(), ("Ann Able",), ("GCP", "Ann Able")]),
    st.frozensets(SAID, max_size=3),
    st.frozensets(st.builds(Asked, st.integers(1, 3), WORDS), max_size=2),
    st.frozensets(DAYS.filter(bool), max_size=2),
    st.frozensets(st.builds(Rated, st.integers(1, 2), st.just("S&R"), st.sampled_from(RATINGS)), max_size=2),
)
STOOD = State(
    "E.1", "Plant 200 trees", "E Environment", "Dec '21", dt.date(2021, 12, 31), "in progress", rating="amber"
)


@given(st.none() | STATES, st.none() | STATES)
def test_there_are_changes_exactly_where_states_differ(before: State | None, after: State | None) -> None:
    found = changes_between(7, before, after)
    assert bool(found) == (before != after)
    places = [KINDS.index(change.kind) for change in found]
    assert places == sorted(places)
    for change in found:
        assert change.action == 7 and change.sentence[-1] in ".?!" and "None" not in change.sentence


@given(STATES)
def test_what_came_and_went_is_told_once(state: State) -> None:
    assert [change.kind for change in changes_between(1, None, state)] == ["new"]
    assert [change.kind for change in changes_between(1, state, None)] == ["withdrawn"]
    assert changes_between(1, state, state) == []


@pytest.mark.parametrize(
    ("after", "kinds", "sentence"),
    [
        ({"rating": "red"}, ["newly red"], "Rated red, amber before."),
        ({"rating": "green"}, ["rating better"], "Rated green, amber before."),
        ({"rating": None}, ["rated"], "No longer rated, amber before."),
        (
            {"rating": "blue"},
            ["completed"],
            "Completed: in progress, rated blue; before: in progress, rated amber.",
        ),
        (
            {"status": "complete"},
            ["completed"],
            "Completed: complete, rated amber; before: in progress, rated amber.",
        ),
        (
            {"status": "closed", "closed_as": "superseded"},
            ["withdrawn"],
            "Withdrawn: closed (superseded), in progress before.",
        ),
        ({"status": "waiting"}, ["status"], "Status: in progress became waiting."),
        (
            {"milestone": "Mar '22", "due": dt.date(2022, 3, 31)},
            ["slipped"],
            'Slips 3 months: "Dec \'21" became "Mar \'22".',
        ),
        (
            {"milestone": "Nov '21", "due": dt.date(2021, 11, 30)},
            ["brought forward"],
            'Brought forward 1 month: "Dec \'21" became "Nov \'21".',
        ),
        (
            {"milestone": "Ongoing", "due": None},
            ["milestone reworded"],
            "The milestone \"Dec '21\" became 'Ongoing', without a due day, before due by 31 Dec 2021.",
        ),
        (
            {"due": dt.date(2022, 12, 31)},
            ["milestone reworded"],
            'The milestone "Dec \'21" is read otherwise: due by 31 Dec 2022, before due by 31 Dec 2021.',
        ),
        ({"text": "Plant 300 trees"}, ["reworded"], "Reworded: '200' became '300'."),
        ({"text": "Plant 200 trees at once"}, ["reworded"], "Reworded: 'at once' added."),
        ({"text": "Sell the fleet"}, ["reworded"], "Reworded: 'Plant 200 trees' became 'Sell the fleet'."),
        ({"leads": ("Ann Able",)}, ["lead changed"], "Lead changed: none became Ann Able."),
        ({"committees": ("S&R", "CYP")}, ["committee changed"], "Committee changed: none became S&R, CYP."),
        ({"theme": "F Finance"}, ["theme changed"], "Theme changed: E Environment became F Finance."),
        ({"handle": "E.1#1"}, ["renumbered"], "Renumbered: E.1 became E.1#1."),
        (
            {"asks": frozenset({Asked(4, "Jun '22")})},
            ["extension asked"],
            'Asks for "Jun \'22" instead of "Dec \'21".',
        ),
        ({"met": frozenset({dt.date(2021, 9, 30)})}, ["stage met"], "The stage due by 30 Sep 2021 is met."),
        ({"rated": frozenset({Rated(1, "S&R", "red")})}, ["committee's rating"], "S&R rates it red."),
        (
            {
                "said": frozenset(
                    {Said(1, dt.date(2021, 9, 1), "First", "A"), Said(2, dt.date(2021, 9, 2), None, "B")}
                )
            },
            ["updated"],
            "2 updates, the last on 2 Sep 2021 by B: nothing new.",
        ),
    ],
)
def test_each_kind_is_told(after: dict[str, object], kinds: list[str], sentence: str) -> None:
    found = changes_between(1, STOOD, STOOD._replace(**after))
    assert [change.kind for change in found] == kinds
    assert found[0].sentence == sentence


def test_what_is_undone_of_a_finished_action_reopens_it() -> None:
    (found,) = changes_between(1, STOOD._replace(status="complete"), STOOD)
    assert (found.kind, found.sentence) == (
        "reopened",
        "Status: complete became in progress.".replace("Status", "Reopened"),
    )


def test_a_request_that_no_longer_waits_and_one_that_was_changed() -> None:
    asks = frozenset({Asked(4, "Jun '22")})
    (gone,) = changes_between(1, STOOD._replace(asks=asks), STOOD)
    assert (gone.kind, gone.sentence) == ("request settled", 'The request for "Jun \'22" no longer waits.')
    (other,) = changes_between(
        1, STOOD._replace(asks=asks), STOOD._replace(asks=frozenset({Asked(4, "Jul '22")}))
    )
    assert (other.kind, other.before, other.after) == ("extension asked", "Jun '22", "Jul '22")


def test_what_was_said_and_taken_back_or_changed_is_told() -> None:
    said = Said(1, dt.date(2021, 9, 1), "Late.", "Ann")
    (gone,) = changes_between(1, STOOD._replace(said=frozenset({said})), STOOD)
    assert gone.sentence == "What was said on 1 Sep 2021 by Ann is taken back: Late."
    later = said._replace(text="On time.")
    (other,) = changes_between(
        1, STOOD._replace(said=frozenset({said})), STOOD._replace(said=frozenset({later}))
    )
    assert (other.before, other.after) == ("Late.", "On time.")


def test_a_text_that_steers_is_shown_and_not_obeyed() -> None:
    (found,) = changes_between(1, STOOD, STOOD._replace(milestone="Dec \x1b[31m'21", due=None))
    assert "\x1b" not in found.sentence and "␛" in found.sentence


def test_the_summary_counts_actions() -> None:
    changes = [Change("slipped", 1, "E.1"), Change("slipped", 2, "E.2"), Change("reworded", 1, "E.1")]
    assert summary(changes) == "2 actions: 2 slipped, 1 reworded"
    assert summary([]) == "Nothing changed"
