"""Two plans merged: what holds of any two that began as one, and what is asked where they differ."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from collections import Counter
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from jatui.domain.merging import GROUPS, IDENTITY, NUMBERED, REFERS, SHARED
from jatui.domain.records import KEYS, KINDS, PUBLISHED
from jatui.snapshot import conflict as words_of
from jatui.snapshot.conflict import Merged
from jatui.snapshot.difference import applied
from jatui.snapshot.merge import merge
from jatui.store.shapes import LISTS, SHAPES
from tests.snapshot.edited import PEACEFUL, Edited, Records, edited, rich_plan

BASE = rich_plan()
DAY = dt.date(2021, 9, 14)
ANY = settings(max_examples=150)


def merging(base: Records, ours: Records, theirs: Records, **values: Any) -> Merged:
    return merge(lambda: base, lambda: ours, lambda: theirs, **values)


def taking(base: Records, ours: Records, theirs: Records, side: str = "ours", **values: Any) -> Records:
    """Return what ours becomes where every conflict is taken from one side."""
    found = merging(base, ours, theirs, **values)
    answers = {each.number: side for each in found.conflicts}
    return tidy(applied(ours, found.taking(answers)))


def tidy(records: Any) -> Records:
    return Edited([(kind, dict(values)) for kind, values in records]).records()


def same(records: Records) -> list[str]:
    return sorted(map(repr, records))


def unnumbered(records: Records, kinds: tuple[str, ...] = (*NUMBERED, "delivery")) -> Counter[str]:
    """Return records apart from their numbers and places."""
    returns = {values["number"]: values["digest"] for kind, values in records if kind == "delivery"}
    found: Counter[str] = Counter()
    for kind, values in records:
        rest = {name: value for name, value in values.items() if name != "position"}
        if kind in kinds:
            rest.pop("number")
        if rest.get("delivery") is not None:
            rest["delivery"] = returns[rest["delivery"]]
        found[repr((kind, sorted(rest.items())))] += 1
    return found


def loads(records: Records) -> bool:
    """Tell whether no two records have one key and each refers to what is there; raises AssertionError with what does not."""
    known = {(kind, tuple(values.get(name) for name in KEYS[kind])) for kind, values in records}
    assert len(known) == len(records)
    for kind, values in records:
        msgspec.convert(values, KINDS[kind], strict=True)
        for names, target in REFERS[kind]:
            told = [values.get(name) for name in names]
            for each in told[0] if isinstance(told[0], list) else [told[-1]] if None not in told else []:
                key = (each,) if isinstance(told[0], list) else tuple(told)
                assert (target, key) in known, (kind, values, target, key)
    held: dict[str, list[Any]] = {}
    for kind, values in records:
        if kind == "holder":
            held.setdefault(values["post"], []).append(
                (values.get("since", dt.date.min), values.get("until"))
            )
    for spans in held.values():
        spans.sort()
        assert all(one[1] is not None and one[1] < two[0] for one, two in pairwise(spans))
    return True


def words(records: Records) -> set[str]:
    """Return what was said in updates, however it was corrected in triage."""
    return {values["text"].removesuffix(" Corrected.") for kind, values in records if kind == "update"}


def doubled(records: Records) -> bool:
    """Tell whether both sides added an action under one handle, of which the second then has another one."""
    return any(values.get("handle") in ("F.7#2", "F.8#2") for _, values in records)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_one_group_or_tells_the_record(kind: str) -> None:
    placed = [name for group in GROUPS[kind] for name in group]
    key = {*IDENTITY[kind], "number"} if kind in (*NUMBERED, "delivery") else set(KEYS[kind])
    assert sorted([*placed, *key]) == sorted(KINDS[kind].__struct_fields__)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_refers_to_is_what_its_table_refers_to(kind: str) -> None:
    shape = SHAPES[kind]
    parents = [(names, shape.kinds.get(parent, parent)) for parent, names in shape.parents.items()]
    lists = [((name,), target) for name, (_, _, target) in LISTS.items()] if kind == "action" else []
    assert sorted(REFERS[kind]) == sorted([*parents, *lists])
    assert shape.shared == (kind in SHARED)


@ANY
@given(edited(BASE), edited(BASE))
def test_one_sided_merges_are_that_side(ours: Records, theirs: Records) -> None:
    assert merging(BASE, ours, BASE).differences == []
    assert merging(BASE, ours, ours).differences == []
    alone = merging(BASE, BASE, theirs)
    assert not alone.conflicts
    assert same(tidy(applied(BASE, alone.differences))) == same(theirs)


@ANY
@given(edited(BASE), edited(BASE), st.sampled_from(["ours", "theirs"]))
def test_whatever_is_answered_the_plan_is_whole_and_holds_what_either_side_said(
    ours: Records, theirs: Records, side: str
) -> None:
    found = merging(BASE, ours, theirs)
    event("conflicts" if found.conflicts else "none")
    for each in found.conflicts:
        event(f"{each.kind}: {each.what}")
        assert each.name and each.was and each.here and each.there and set(each.choices) <= {"ours", "theirs"}
    assert [each.number for each in found.conflicts] == list(range(1, len(found.conflicts) + 1))
    result = taking(BASE, ours, theirs, side)
    assert loads(result)
    assert (words(ours) | words(theirs)) - words(BASE) <= words(result)
    if not doubled(result):
        for kind in ("move", "committee_rating"):
            one, two, both = (
                unnumbered([each for each in plan if each[0] == kind]) for plan in (ours, theirs, result)
            )
            assert one | two == both


@ANY
@given(edited(BASE), edited(BASE))
def test_merging_is_the_same_from_either_side_but_for_numbers(ours: Records, theirs: Records) -> None:
    one, other = merging(BASE, ours, theirs), merging(BASE, theirs, ours)
    asked = [[each.what for each in side.conflicts if each.kind not in PUBLISHED] for side in (one, other)]
    assert len(asked[0]) == len(asked[1])
    left, right = tidy(applied(ours, one.differences)), tidy(applied(theirs, other.differences))
    if not one.conflicts and not doubled(left):
        event("no conflict")
        assert unnumbered(left) == unnumbered(right)


@ANY
@given(edited(BASE, PEACEFUL), edited(BASE, PEACEFUL), edited(BASE, PEACEFUL))
def test_merging_is_associative_where_nothing_is_asked(one: Records, two: Records, three: Records) -> None:
    pairs = [(one, two), (two, three), (one, three)]
    if any(merging(BASE, left, right).conflicts for left, right in pairs):
        event("conflicts")
        return
    event("no conflict")
    left = taking(BASE, taking(BASE, one, two), three)
    right = taking(BASE, one, taking(BASE, two, three))
    assert same(left) == same(right)


def worked(*edits: Any) -> Records:
    """Return the base as it stands after some edits."""
    plan = Edited(BASE)
    for edit in edits:
        edit(plan)
    return plan.records()


def told(merged: Merged) -> list[tuple[str, str]]:
    return [(each.name, each.what) for each in merged.conflicts]


def changed(kind: str, known: dict[str, Any], **values: Any) -> Any:
    return lambda plan: plan.all(kind, **known)[0].update(values)


def gone(kind: str, **known: Any) -> Any:
    return lambda plan: plan.remove(kind, plan.all(kind, **known)[0])


def test_fields_that_go_together_are_one_conflict_and_others_none() -> None:
    ours = worked(
        changed(
            "action", {"handle": "E.1"}, status="closed", closed_as="superseded", rating="red", updated=DAY
        )
    )
    theirs = worked(
        changed(
            "action", {"handle": "E.1"}, status="complete", text="New words", updated=DAY + dt.timedelta(3)
        )
    )
    found = merging(BASE, ours, theirs)
    (conflict,) = found.conflicts
    assert (conflict.name, conflict.what) == ("action small E.1", words_of.CHANGED)
    assert (conflict.was, conflict.here, conflict.there) == (
        "status: not started; closed_as: (nothing)",
        "status: closed; closed_as: superseded",
        "status: complete; closed_as: (nothing)",
    )
    for side, status in (("ours", "closed"), ("theirs", "complete")):
        action = next(v for k, v in taking(BASE, ours, theirs, side) if v.get("handle") == "E.1")
        assert (action["status"], action["rating"], action["text"]) == (status, "red", "New words")
        assert ("closed_as" in action) is (side == "ours")
        assert action["updated"] == DAY + dt.timedelta(3)


def test_moves_of_both_stay_and_the_milestone_is_asked() -> None:
    ours, theirs = (
        worked(lambda plan: plan.moved("E.1", DAY, "Jan '22")),
        worked(lambda plan: plan.moved("E.1", DAY, "once funded")),
    )
    found = merging(BASE, ours, theirs)
    assert told(found) == [("action small E.1", words_of.CHANGED)]
    result = taking(BASE, ours, theirs)
    moves = [(v["number"], v["wording"]) for k, v in result if k == "move" and v["action"] == "E.1"]
    assert moves == [(1, "Jan '22"), (2, "once funded")]


def test_an_update_is_known_again_under_another_number() -> None:
    ours = worked(lambda plan: plan.said("E.1", DAY, state="submitted", text="Mine."))
    theirs = worked(lambda plan: plan.said("E.2", DAY, state="submitted", text="Yours."))
    here = taking(BASE, ours, theirs)
    assert [v["text"] for k, v in here if k == "update"][-2:] == ["Mine.", "Yours."]
    later = Edited(here)
    for each in later.all("update", text="Yours."):
        each["state"] = "accepted"
    back = Edited(theirs)
    for each in back.all("update", text="Yours."):
        each["note"] = "Ask again."
    found = merging(theirs, back.records(), later.records())
    assert told(found) == [("update small 7", words_of.CHANGED)]
    result = taking(theirs, back.records(), later.records(), "theirs")
    assert [(v["number"], v["text"], v["state"]) for k, v in result if k == "update"][-2:] == [
        (7, "Yours.", "accepted"),
        (8, "Mine.", "submitted"),
    ]


def test_an_answer_that_both_read_from_one_return_is_one_update() -> None:
    def read(plan: Edited) -> None:
        plan.add("delivery", plan="small", number=2, name="oct.csv", day=DAY, digest="d2")
        plan.said("E.1", DAY, state="submitted", text="Sent.", delivery=2, mark="d2 1")

    ours = worked(lambda plan: plan.said("E.2", DAY, text="First."), read)
    theirs = worked(read, changed("update", {"text": "Sent."}, state="sent back", note="Which month?"))
    found = merging(BASE, ours, theirs)
    assert told(found) == [("update small 8", words_of.BOTH)]
    result = taking(BASE, ours, theirs, "theirs")
    assert [v["state"] for k, v in result if v.get("text") == "Sent."] == ["sent back"]
    assert len([1 for k, v in result if k == "delivery"]) == 2


def test_a_return_whose_answers_are_worked_on_there_comes_back() -> None:
    def unread(plan: Edited) -> None:
        for each in plan.all("update", delivery=1):
            plan.remove("update", each)
        plan.remove("delivery", plan.all("delivery")[0])

    ours = worked(unread)
    theirs = worked(changed("update", {"text": "Said 2."}, state="accepted"))
    found = merging(BASE, ours, theirs)
    assert told(found) == [
        ("delivery small 1", words_of.NEEDED_THERE),
        ("update small 2", words_of.GONE_HERE),
    ]
    result = taking(BASE, ours, theirs, "theirs")
    assert loads(result)
    assert [v["state"] for k, v in result if v.get("text") == "Said 2."] == ["accepted"]
    assert loads(taking(BASE, theirs, ours, "theirs")) and loads(taking(BASE, theirs, ours))


def test_a_number_that_is_free_again_is_given_to_another() -> None:
    def again(plan: Edited) -> None:
        for each in [*plan.all("update", delivery=1), *plan.all("update", text="Twice.")]:
            plan.remove("update", each)
        plan.remove("delivery", plan.all("delivery")[0])
        plan.add("delivery", plan="small", number=1, name="oct.csv", day=DAY, digest="d2")
        plan.said("E.1", DAY, text="Sent.", delivery=1)

    found = merging(BASE, BASE, worked(again))
    assert not found.conflicts
    keys = [(each.kind, (each.before or each.after or {}).get("number")) for each in found.differences]
    assert len(keys) == len(set(keys))
    assert same(tidy(applied(BASE, found.differences))) == same(worked(again))


def test_what_comes_back_and_what_is_new_have_numbers_of_their_own() -> None:
    first = {"text": "Said 3."}
    theirs = worked(changed("update", first, note="Look."), lambda plan: plan.said("E.1", DAY, text="New."))
    result = taking(BASE, worked(gone("update", **first)), theirs, "theirs")
    assert loads(result)
    assert [v["number"] for k, v in result if k == "update"][-2:] == [7, 8]


def test_one_answer_that_came_in_twice_there_is_taken_once_for_the_own_one() -> None:
    def read(text: str) -> Any:
        return lambda plan: plan.said("E.1", DAY, state="submitted", text=text, mark="one")

    result = taking(BASE, worked(read("Mine.")), worked(read("Yours."), read("Again.")))
    assert loads(result)
    assert [v["text"] for k, v in result if k == "update" and v.get("mark")] == ["Mine.", "Again."]


def test_holders_of_always_are_merged_too() -> None:
    later = {"post": "paths", "officer": "bo-bell"}

    def held(plan: Edited) -> None:
        plan.add("lead", slug="paths", name="AD Paths", kind="post")
        plan.add("holder", **later, until=DAY)
        plan.add("holder", **later, since=DAY + dt.timedelta(1))

    assert not merging(BASE, BASE, worked(held)).conflicts
    assert same(taking(BASE, BASE, worked(held))) == same(worked(held))


def test_numbers_follow_to_what_refers_to_them() -> None:
    def read(name: str) -> Any:
        def edit(plan: Edited) -> None:
            number = plan.next("delivery")
            plan.add("delivery", plan="small", number=number, name=name, day=DAY, digest=name)
            plan.said("E.1", DAY, text=name, delivery=number)

        return edit

    result = taking(BASE, worked(read("a")), worked(read("b"), read("c")))
    returns = {v["number"]: v["name"] for k, v in result if k == "delivery"}
    assert returns == {1: "sep.csv", 2: "a", 3: "b", 4: "c"}
    said = [v for k, v in result if k == "update" and v["text"] in "abc"]
    assert [returns[each["delivery"]] for each in said] == [each["text"] for each in said] == ["a", "b", "c"]


def test_what_is_gone_on_one_side_and_changed_or_needed_on_the_other_is_asked() -> None:
    view = worked(gone("view", name="Ours"))
    terms = worked(changed("view", {"name": "Ours"}, terms="is:overdue"))
    assert told(merging(BASE, view, terms)) == [("view small Ours", words_of.GONE_HERE)]
    assert told(merging(BASE, terms, view)) == [("view small Ours", words_of.GONE_THERE)]
    assert "Ours" not in [v.get("name") for _, v in taking(BASE, terms, view, "theirs")]
    hired = worked(lambda plan: plan.add("lead", slug="cy", name="Cy", kind="officer"))
    leads = Edited(hired)
    leads.all("action", handle="E.2")[0]["leads"] = ["cy"]
    for ours, theirs, what in (
        (leads.records(), BASE, words_of.NEEDED_HERE),
        (BASE, leads.records(), words_of.NEEDED_THERE),
    ):
        found = merging(hired, ours, theirs)
        assert told(found) == [("lead cy", what)]
        assert len(found.conflicts[0].choices) == 1
        for side in ("ours", "theirs"):
            assert loads(taking(hired, ours, theirs, side))


def test_actions_of_one_handle_and_other_words_both_stay_with_what_was_said_of_them() -> None:
    def added(text: str) -> Any:
        def edit(plan: Edited) -> None:
            values = dict(plan.all("action", handle="F.6#1")[0])
            plan.add("action", **values | {"handle": "F.7", "ref": "F.7", "position": 5, "text": text})
            plan.said("F.7", DAY, text=f"Of {text}")

        return edit

    result = taking(BASE, worked(added("mine")), worked(added("yours")))
    actions = {v["handle"]: (v["text"], v["position"]) for k, v in result if k == "action"}
    assert (actions["F.7"], actions["F.7#2"]) == (("mine", 5), ("yours", 6))
    assert {v["action"]: v["text"] for k, v in result if k == "update" and v["text"].startswith("Of")} == {
        "F.7": "Of mine",
        "F.7#2": "Of yours",
    }


def test_what_was_published_here_stays_and_nothing_is_put_in_its_chain() -> None:
    one, two = (lambda plan: plan.published(DAY)), (lambda plan: plan.published(DAY + dt.timedelta(1)))
    assert not merging(BASE, BASE, worked(one, two)).conflicts
    found = merging(BASE, worked(one), worked(two, one))
    assert told(found) == [("edition small 2", words_of.PUBLISHED), ("edition small 3", words_of.PUBLISHED)]
    assert same(taking(BASE, worked(one), worked(two, one), "theirs")) == same(worked(one))


def test_two_bases_that_differ_leave_nothing_to_chance() -> None:
    rated = lambda rating: changed("action", {"handle": "E.1"}, rating=rating)  # noqa: E731
    said = lambda text: lambda plan: plan.said("E.2", DAY, state="submitted", text=text)  # noqa: E731
    one, two = worked(rated("red"), said("Here.")), worked(said("There."))
    ours, theirs = worked(rated("red"), said("Here."), said("There.")), worked(said("There."), said("Here."))
    assert merging(one, ours, theirs).conflicts == []
    found = merging(one, ours, theirs, also=lambda: two)
    assert told(found) == [("action small E.1", words_of.CHANGED)]
    assert [v["text"] for k, v in taking(one, ours, theirs, "theirs", also=lambda: two) if k == "update"][
        -2:
    ] == [
        "Here.",
        "There.",
    ]


def test_a_plan_that_lacks_what_others_share_takes_nothing_away() -> None:
    theirs = worked(gone("holder", post="roads"), gone("lead", slug="roads"), gone("meeting"), gone("view"))
    theirs = [item for item in theirs if item[0] != "minute"]
    found = merging(BASE, BASE, theirs, partial=True)
    assert sorted(each.kind for each in found.differences) == ["minute", "view"]


def test_only_what_differs_is_held() -> None:
    from tests.conftest import small_action

    many = [small_action(f"F.{number}", number, text="Do it. " * 300) for number in range(10, 2010)]
    plan = [*BASE, *many]
    later = [*BASE, *many[:-1], small_action("F.9", 9)]
    tracemalloc.start()
    merge(lambda: plan, lambda: iter(plan), lambda: iter(later))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < sum(len(values["text"]) for _, values in many) / 2
