"""What papers say besides: in order, with theme and place, and of the kinds that records know."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from jatui.commands.tracker import Tracker
from jatui.domain import links
from jatui.domain.records import Link, Statement
from jatui.store.statements import KINDS, amounts, statements
from tests.conftest import DAY, add_records


@pytest.fixture
def said(joined: Tracker) -> Tracker:
    place = {"plan": "small", "paper": "pledges", "line": 7}
    claim = {"number": 2, "kind": "claim", "text": "Six of them", "counts": "theme", "claimed": 6}
    add_records(
        joined.store.path,
        [
            ("statement", {**place, "number": 1, "kind": "focus", "theme": "F", "text": "Money"}),
            ("statement", {**place, **claim}),
            ("statement", {"plan": "other", "number": 1, "kind": "focus", "text": "Trees"}),
            (
                "amount",
                {
                    **place,
                    "number": 1,
                    "theme": "F",
                    "text": "a gap of £(5.0m)",
                    "printed": "£(5.0m)",
                    "pounds": 5_000_000,
                    "sense": "adverse",
                    "about": "gap",
                },
            ),
        ],
    )
    return joined


def test_the_words_are_those_of_the_records() -> None:
    assert get_args(get_type_hints(Statement)["kind"]) == KINDS
    hints = get_type_hints(Link)
    assert get_args(hints["kind"]) == links.KINDS and get_args(hints["sure"]) == links.SURENESS


def test_statements_are_told_of_one_plan_or_all_and_of_a_kind(said: Tracker) -> None:
    everything = said.read.scope("all", DAY)
    assert [each.text for each in statements(said.read, said.scope())] == ["Money", "Six of them"]
    assert [each.text for each in statements(said.read, everything, "focus")] == ["Money", "Trees"]
    claim = statements(said.read, everything, "claim")[0].as_json()
    assert (claim["counts"], claim["claimed"], claim["theme"]) == ("theme", 6, None)
    assert (claim["paper"], claim["file"], claim["line"]) == ("pledges", "pledges.txt", 7)


def test_an_amount_is_as_printed_and_in_pounds(said: Tracker) -> None:
    assert [each.as_json() for each in amounts(said.read, said.scope())] == [
        {
            "number": 1,
            "plan": "small",
            "theme": {"code": "F", "name": "Finance"},
            "text": "a gap of £(5.0m)",
            "printed": "£(5.0m)",
            "pounds": 5_000_000,
            "sense": "adverse",
            "about": "gap",
            "paper": "pledges",
            "file": "pledges.txt",
            "line": 7,
        }
    ]
    assert amounts(said.read, said.read.scope("other", DAY)) == []
