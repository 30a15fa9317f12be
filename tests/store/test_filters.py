from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.commands.tracker import Tracker
from jatui.domain.errors import NotFound
from jatui.domain.query import IS_WORDS, FilterError, parse, show
from jatui.domain.words import FINISHED, RATINGS, SCHEDULES, STATUSES
from jatui.store import Store
from jatui.store.filters import compile_query, select
from jatui.store.names import settle, unknown
from tests.conftest import DAY
from tests.store.plans import varied_plan

ALL = "E.1 E.2 C.1 C.2 CE.1 T.1 T.2 T.10 F.6#1 F.6#2 H.1"


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    path: Path = tmp_path_factory.mktemp("varied") / "plan.sqlite3"
    with Store.create(path) as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            writer.load(varied_plan())
        yield Tracker(store, None, DAY, "test")


def found(tracker: Tracker, text: str) -> str:
    ids = tracker.read.action_ids(select(text, tracker.scope()))
    return " ".join(tracker.read.handle(row) for row in ids)


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("", ALL),
        ("theme:C", "C.1 C.2"),
        ("theme:ce", "CE.1"),
        ("theme:E,c", "E.1 E.2 C.1 C.2"),
        ("theme:E theme:C", "E.1 E.2 C.1 C.2"),
        ("-theme:T", "E.1 E.2 C.1 C.2 CE.1"),
        ("rating:r,b", "E.1 T.1"),
        ("rating:none theme:C", "C.2"),
        ("rating:none,red theme:E", "E.1"),
        ("-rating:red theme:E,C", "E.2 C.1 C.2"),
        ("status:open theme:T", "T.2 T.10 F.6#2 H.1"),
        ("status:done", "T.1 F.6#1"),
        ("status:in,wait", "T.2 T.10"),
        ("committee:e&gi", "C.1 C.2"),
        ("committee:S&R theme:C,CE,E", "E.1 E.2 C.1 C.2"),
        ("committee:ALL", "C.1"),
        ("committee:'staffing & appeals'", "C.1 CE.1"),
        ("committee:none", "T.2"),
        ("-committee:none,s&r", "CE.1"),
        ('lead:"Tom Kelly"', "E.2"),
        ("lead:tom", "E.2 C.1"),
        ("lead:'kellys t'", "C.1"),
        ("lead:elly", ""),
        ("lead:zoe lead:gcp", "C.2 CE.1"),
        ("lead:'ZO\u00cb no\u00ebl'", "CE.1"),
        ("lead:none", "T.2"),
        ("due:2021-09-12", "E.2"),
        ("due:2021-12", "T.2 T.10"),
        ("due:<2021-12 theme:T", "T.1"),
        ("due:<=2021-12 theme:T", "T.1 T.2 T.10"),
        ("due:>2021-12", "F.6#1"),
        ("due:>=2021-12", "T.2 T.10 F.6#1"),
        ("due:2021-09..2021-11", "E.1 E.2 C.1 C.2 CE.1"),
        ("due:2021-09-12..2021-09-21", "E.2 C.1"),
        ("due:2021/22", "E.1 E.2 C.1 C.2 CE.1 T.1 T.2 T.10"),
        ("due:2022", "F.6#1"),
        ("due:none", "F.6#2 H.1"),
        ("-due:none,2021", "F.6#1"),
        ("-due:2021", "F.6#1 F.6#2 H.1"),
        ("due:>=2021-09 due:<2021-11", "E.1 E.2 C.1 C.2"),
        ("schedule:passed", "E.1 T.1"),
        ("schedule:next", "E.2 C.1"),
        ("schedule:later", "C.2 CE.1 T.2 T.10 F.6#1"),
        ("schedule:none", "H.1"),
        ("schedule:waiting", "F.6#2"),
        ("is:overdue", "E.1"),
        ("-is:silent", "E.1"),
        ("is:rated -is:open", "T.1"),
        ("is:unrated is:done", "F.6#1"),
        ("is:waiting", "T.2"),
        ("is:undated,overdue", "E.1 F.6#2 H.1"),
        ("is:unreadable", "F.6#2"),
        ("is:ambiguous", "H.1"),
        ("is:duplicate", "F.6#1 F.6#2"),
        ("T.1", "T.1"),
        ("t.10", "T.10"),
        ("-t.1 theme:T", "T.2 T.10 F.6#1 F.6#2 H.1"),
        ("C.1", "C.1"),
        ("f.6", "F.6#1 F.6#2"),
        ("F.6#2", "F.6#2"),
        ("f6#2", "F.6#2"),
        ("f.6#3", ""),
        ("f6", "F.6#1 F.6#2"),
        ("t1", "T.1"),
        ('"t1"', "T.10"),
        ("junction t10", "T.10"),
        ("C.", "C.1 C.2"),
        ("wisbech.", "E.1"),
        ("tre wis", "E.1"),
        ('"trees in wis"', ""),
        ('"trees in wisbech"', "E.1"),
        ("rees", ""),
        ("cafe", "E.2"),
        ("caf\u00e9", "E.2"),
        ("2021-12", "T.2 T.10"),
        ("sapling", "E.1 E.2"),
        ("-sapling theme:E,C", "C.1 C.2"),
        ("kell", "E.2 C.1"),
        ("noel", "CE.1"),
        ("communities", "C.1 C.2"),
        ("climate", "CE.1"),
        ("e&gi", "C.2"),
        ("staffing", "CE.1"),
        ("& —", ALL),
    ],
)
def test_a_filter_lets_through(varied: Tracker, text: str, handles: str) -> None:
    assert found(varied, text) == handles
    assert varied.read.count(select(text, varied.scope())) == len(handles.split())


@pytest.mark.parametrize(
    "term",
    [
        *(f"is:{word}" for word in IS_WORDS),
        *(f"rating:{word}" for word in (*RATINGS, "none")),
        *(f'status:"{word}"' for word in STATUSES),
        *(f'schedule:"{word}"' for word in SCHEDULES),
        "theme:C", "committee:S&R", "lead:Tom", "due:2021", "tree", "T.1", "t1", "T.",
    ],
)  # fmt: skip
def test_a_term_and_its_contrary_part_the_plan(varied: Tracker, term: str) -> None:
    with_it, without_it = found(varied, term).split(), found(varied, f"-{term}").split()
    assert sorted(with_it + without_it) == sorted(ALL.split())


def test_the_words_of_schedule_are_those_that_an_action_shows(varied: Tracker) -> None:
    scope = varied.scope()
    actions = varied.read.actions(varied.read.action_ids(select("", scope)), scope)
    for word in SCHEDULES:
        shown = [action["handle"] for action in actions if action["schedule"] == word]
        assert found(varied, f'schedule:"{word}"').split() == shown


def test_what_is_done_is_what_is_finished(varied: Tracker) -> None:
    assert set(found(varied, "is:done").split()) == {
        handle for status in FINISHED for handle in found(varied, f"status:{status}").split()
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("theme:X", "There is no theme 'X' in Small plan; there are E, C, CE, T."),
        ("-lead:Keley", "There is no lead 'Keley' in Small plan; near it: Tom Kelly, Tom Kellyson."),
        (
            "committee:Staffing",
            "There is no committee 'Staffing' in Small plan; near it: Staffing & Appeals.",
        ),
        ("theme:none", "There is no theme 'none' in Small plan; there are E, C, CE, T."),
    ],
)
def test_a_name_that_the_plan_lacks_is_not_found(varied: Tracker, text: str, sentence: str) -> None:
    scope = varied.scope()
    with pytest.raises(NotFound) as problem:
        varied.select(text)
    assert str(problem.value) == sentence == unknown(parse(text), scope, varied.read)
    assert problem.value.code == 1


@pytest.mark.parametrize(
    "text", ["lead:none committee:none", "theme:e,ce lead:tom", "committee:all", "climate"]
)
def test_names_that_the_plan_has_are_no_matter(varied: Tracker, text: str) -> None:
    assert unknown(parse(text), varied.scope(), varied.read) is None


def test_names_are_written_as_the_plan_writes_them(varied: Tracker) -> None:
    query = parse("theme:ce,X committee:'staffing & appeals' -lead:'ZOE NOEL',tom tree")
    assert show(settle(query, varied.scope(), varied.read)) == (
        'theme:CE,X committee:"Staffing & Appeals" -lead:"Zo\u00eb No\u00ebl",tom tree'
    )


SYNTAX = st.sampled_from(
    ['"', "*", "^", "+", "(", ")", "{", "}", ":", "-", "NEAR(", " OR ", " NOT ", "';--", "\0", "%", "\ud800"]
)


@given(
    st.lists(
        st.one_of(SYNTAX, st.text(max_size=5), st.sampled_from(["tree", "is:", "lead:", "theme:"])),
        max_size=8,
    )
)
@settings(max_examples=300)
def test_no_text_of_a_filter_is_ever_sql(varied: Tracker, pieces: list[str]) -> None:
    try:
        query = parse("".join(pieces))
    except FilterError:
        return
    scope = varied.scope()
    assert varied.read.count(compile_query(query, scope)) <= 11
    unknown(query, scope, varied.read)


def test_a_filter_of_the_greatest_length_is_answered(varied: Tracker) -> None:
    assert found(varied, "e1 " + " ".join(f"w{n}" for n in range(99))) == ""
    assert found(varied, "rating:none " + " ".join(f"-w{n}" for n in range(99))) != ""


def test_every_plan_is_filtered_where_none_is_chosen(varied: Tracker) -> None:
    everything = Tracker(varied.store, "all", DAY, "test")
    assert found(everything, "theme:E") == "E.1 E.2"
    assert everything.read.count(select("is:duplicate", everything.scope())) == 2
