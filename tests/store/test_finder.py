from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.commands.tracker import Tracker
from jatui.domain.match import says, stands
from jatui.domain.query import parse, show
from jatui.store import Store
from jatui.store.completion import complete
from jatui.store.filters import compile_query
from jatui.store.finder import elsewhere, exact, found_in, nearest_to, searched, standing
from jatui.store.names import settle, understand
from tests.conftest import DAY
from tests.store.test_language import told_plan


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    with Store.create(tmp_path_factory.mktemp("told") / "plan.sqlite3") as store:
        with store.revision("init", "{}", actor="test", day=DAY) as writer:
            promise = {
                "plan": "small",
                "theme": "E",
                "position": 1,
                "text": "We will open the libraries again",
            }
            writer.load([*told_plan(), ("commitment", {"number": "2.1", **promise})])
        yield Tracker(store, None, DAY, "test")


def found(tracker: Tracker, text: str) -> list[str]:
    scope = tracker.scope()
    query = settle(parse(text), scope, tracker.read)
    return [tracker.read.handle(row) for row in tracker.read.action_ids(compile_query(query, scope))]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("E.1", "E.1"), ("e1", "E.1"), ("ce1", "CE.1"), ("Ce.1", "CE.1"), ("t1", "T.1"), ("T.10", "T.10"),
        ("f6", "F.6#1 F.6#2"), ("F6#2", "F.6#2"), ("ref:c1", "C.1"), ("-e1", ""), ('"e1"', ""), ("e1 trees", ""),
        ("trees", ""), ("x9", ""), ("e1 or e2", ""),
    ],
)  # fmt: skip
def test_a_ref_alone_is_that_action_and_no_other(told: Tracker, text: str, handles: str) -> None:
    ids = exact(parse(text), told.scope(), told.read)
    assert [told.read.handle(row) for row in ids] == handles.split()
    if handles:
        assert found(told, text) == handles.split()


def test_no_ref_of_the_plan_ever_shows_another(told: Tracker) -> None:
    for action in told.read.actions(found_ids(told), told.scope()):
        for way in (action["ref"], action["ref"].lower(), action["ref"].replace(".", "").lower()):
            refs = {told.read.actions([row], told.scope())[0]["ref"] for row in exact_ids(told, way)}
            assert refs == {action["ref"]}
            assert all(handle.partition("#")[0] == action["ref"] for handle in found(told, way))


def found_ids(tracker: Tracker) -> list[int]:
    scope = tracker.scope()
    return tracker.read.action_ids(compile_query(parse(""), scope))


def exact_ids(tracker: Tracker, text: str) -> list[int]:
    return exact(parse(text), tracker.scope(), tracker.read)


def test_wordings_come_before_names_and_updates(told: Tracker) -> None:
    assert found(told, "trees") == ["E.1"]
    assert found(told, "saplings") == ["E.1", "E.2"]
    assert found(told, "caf\u00e9") == found(told, "CAFE") == ["E.2"]
    assert found(told, "communities") == ["C.1", "C.2"]


WORDED = (
    "saplings",
    "says",
    "says what",
    "e",
    "a the",
    "co",
    "saplings or trees",
    "trees -rating:red",
    "e. trees",
    "ce.",
    "e1",
    "kelly",
    "x",
    "",
)


@pytest.mark.parametrize("text", WORDED)
def test_every_page_is_a_part_of_the_one_order(told: Tracker, text: str) -> None:
    """However the pages are asked for, they follow each other in the order that the selection states."""
    scope = told.scope()
    selection = compile_query(settle(parse(text), scope, told.read), scope)
    sql = f"SELECT a.id FROM action a WHERE {selection.where} ORDER BY {selection.order}"
    whole = [row for (row,) in told.read.rows(sql, selection.parameters)]
    assert told.read.action_ids(selection) == whole
    for limit in range(len(whole) + 2):
        for offset in range(len(whole) + 2):
            page = told.read.action_ids(selection, limit, offset)
            assert page == whole[offset : offset + limit], (limit, offset)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("says", False),
        ("sa", False),
        ("says -rating:blue", False),
        ("e1", True),
        ("says or e2", True),
        ("kelly", True),
    ],
)
def test_a_page_that_wordings_fill_asks_for_no_update(told: Tracker, text: str, waits: bool) -> None:
    selection = compile_query(parse(text), told.scope())
    asked: list[str] = []
    told.store.connection().set_trace_callback(asked.append)
    try:
        assert len(told.read.action_ids(selection, 1)) == 1
    finally:
        told.store.connection().set_trace_callback(None)
    assert any("update_words" in sql for sql in asked) == waits


@pytest.mark.parametrize(
    ("text", "read", "notes"),
    [
        ("kelly", 'lead:"Tom Kelly"', ['lead:"Tom Kelly"']),
        ("sep 21", "when:2021-09", ["when:2021-09"]),
        ("e&gi overdue", "committee:E&GI is:overdue", ["committee:E&GI", "is:overdue"]),
        ("gcp", "gcp", []),
        ("all", "all", []),
        ("e1", "e1", []),
    ],
)
def test_words_are_read_against_the_names_of_the_plan(
    told: Tracker, text: str, read: str, notes: list[str]
) -> None:
    query, said = understand(parse(text), told.scope(), told.read)
    assert (show(query), said) == (read, notes)


def near(tracker: Tracker, text: str) -> tuple[str, str] | None:
    scope = tracker.scope()
    typed = parse(text)
    found = nearest_to(typed, settle(typed, scope, tracker.read), scope, tracker.read)
    return (found.filter, found.sentence) if found else None


@pytest.mark.parametrize(
    ("text", "filter", "sentence"),
    [
        ("C.99", "C.2", "did you mean C.2?: 1 action"),
        ("wisbeck", "wisbech", "did you mean wisbech?: 1 action"),
        ("sapplings", "saplings", "did you mean saplings?: 2 actions"),
        ("trees rating:blue", "trees", "without rating:blue: 1 action"),
        ("rating:blue trees", "rating:blue", "without trees: 1 action"),
        ("junctoin rating:green", "junction rating:green", "did you mean junction?: 1 action"),
    ],
)
def test_what_is_near_is_offered_and_lets_something_through(
    told: Tracker, text: str, filter: str, sentence: str
) -> None:
    offered = near(told, text)
    assert found(told, text) == []
    assert found(told, filter)
    assert offered == (filter, sentence)


def test_where_nothing_is_near_nothing_is_offered(told: Tracker) -> None:
    assert near(told, "qqqqqq") is None
    assert searched(parse("qqqqqq"), told.scope()) == (
        "No action of Small plan has 'qqqqqq' in its ref, wording, milestone, updates or names."
    )
    assert searched(parse("a rating:red"), told.scope()) == "No action of Small plan answers a rating:red."


def test_words_that_were_read_as_more_are_offered_as_they_stand(told: Tracker) -> None:
    with told.store.revision("update", "{}", actor="test", day=DAY) as writer:
        writer.change("action", told.read.find_ref("H.1")[0], text="Ask Kelly about stalls")
        writer.sentence = "changed"
    assert found(told, "kelly stalls") == []
    assert near(told, "kelly stalls") == ('"kelly" "stalls"', 'as plain words "kelly" "stalls": 1 action')
    assert found(told, '"kelly" stalls') == ["H.1"]


def test_commitments_and_meetings_are_told_of(told: Tracker) -> None:
    scope = told.scope()
    assert elsewhere(parse("library"), scope, told.read) == ""
    assert elsewhere(parse("libraries open"), scope, told.read) == "commitment 2.1 (theme:E)"
    assert elsewhere(parse("libraries rating:red"), scope, told.read) == ""
    assert elsewhere(parse("s&r sep"), scope, told.read) == "the meeting of S&R on 21 Sep 2021"


def test_it_is_told_where_a_word_stands_that_the_wording_lacks(told: Tracker) -> None:
    def where(text: str, handle: str) -> str:
        return found_in(parse(text), told.read.find_ref(handle)[0], told.read)

    assert where("trees", "E.1") == ""
    assert where("saplings", "E.1") == "'saplings' in the update of 1 Aug 2021: Saplings ordered"
    assert where("drafts", "E.1") == "'draft' in the update of 11 Sep 2021: Trees: draft 1.2 out"
    assert where("tom", "E.2") == "'tom' in a lead: Tom Kelly"
    assert where("communities", "C.1") == "'communities' in its theme: Communities"
    assert where("theme:C", "C.1") == where("e1", "E.1") == ""


def test_a_long_text_is_shown_around_the_word(told: Tracker) -> None:
    action = told.read.find_ref("C.2")[0]
    long = "word " * 40 + "the Zebra crossing " + "tail " * 40
    with told.store.revision("update", "{}", actor="test", day=DAY) as writer:
        writer.add_update(action, day=dt.date(2021, 9, 1), text=long)
        writer.sentence = "said"
    shown = found_in(parse("zebra"), action, told.read)
    assert "Zebra crossing" in shown and len(shown) < 130 and shown.count("…") == 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("rat", "rating:"), ("rating:gr", "rating:green"), ("theme:E,c", None),
        ("lead:tom,a", "lead:tom,ann"), ("is:wat", "is:watermelon"),
        ("trees is:sil", "trees is:silent"), ("(is:ov", "(is:overdue"), ("-is:dup", "-is:duplicate"),
        ("lead:kel", "lead:kelly"), ("committee:s", "committee:S&R"), ("due:<+3", "due:<+30d"),
        ("due:next-m", "due:next-meeting"), ("over", "overdue"), ("kel", "kelly"), ("wisb", "wisbech"),
        ("kind:rec", "kind:recurring"), ("ref:f", "ref:F.6#1"), ("plan:sm", "plan:small"), ("inbox:d", "inbox:deferred"),
        ("", None), ("rating:", None), ("rating:red", None), ("zz", None), ("nosuch:x", None), ('lead:"To', None),
        ("e1", None), ("rating:red ", None), ("'21", None),
    ],
)  # fmt: skip
def test_a_term_that_is_begun_is_written_out(told: Tracker, text: str, whole: str | None) -> None:
    offered = complete(text, told.read, told.scope().plan)
    if whole is None or offered is None:
        assert offered == whole
        return
    assert offered.casefold() == whole.casefold()
    assert offered.startswith(text)


@pytest.mark.parametrize(
    ("filter", "text", "marked"),
    [
        ("libr", "Libraries, not a library", "[Libraries], not a [library]"),
        ("libraries", "Libraries, not a library", "[Libraries], not a [library]"),
        ("CAFE", "The caf\u00e9s' cafe, decaf", "The [caf\u00e9s]' [cafe], decaf"),
        ('"the plan"', "the plan of the plans", "[the plan] of the plans"),
        ("plan the", "the plan of then", "[the] [plan] of [then]"),
        ("text:plan -of rating:red", "plan of red", "[plan] of red"),
        ("plan or of", "plan of red", "[plan] [of] red"),
        ("pla plan", "plan", "[plan]"),
        ("rating:red is:open", "red open", None),
        ("-red", "red", None),
        ("&", "a & b", None),
    ],
)
def test_the_words_that_are_looked_for_stand_out(filter: str, text: str, marked: str | None) -> None:
    where = standing(parse(filter))
    assert (where is None) == (marked is None)
    for begin, end in reversed(where(text) if where else []):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    assert marked is None or text == marked


@given(st.text("aB\u00e9 -s", max_size=12), st.text("aB\u00e9 s", max_size=4), st.booleans())
def test_words_stand_where_a_text_says_them(text: str, given: str, whole: bool) -> None:
    assert bool(stands(text, given, whole)) == says(text, given, whole)
