from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.papers.difference import as_markdown, as_text
from jatui.snapshot.difference import applied, differences
from tests.conftest import small_action, small_plan
from tests.snapshot.generated import Records, plans


def known(records: Records) -> list[str]:
    return sorted(repr((kind, sorted(values.items()))) for kind, values in records)


def unique(records: Records) -> Records:
    """Return records without those whose key stood before."""
    found: dict[Any, tuple[str, dict[str, Any]]] = {}
    for kind, values in records:
        found.setdefault((kind, tuple(values.get(name) for name in KEYS[kind])), (kind, values))
    return list(found.values())


def test_every_kind_has_a_key_of_its_own_fields() -> None:
    assert list(KEYS) == list(KINDS)
    for kind, names in KEYS.items():
        assert set(names) <= set(KINDS[kind].__struct_fields__)


@settings(max_examples=15)
@given(plans(), plans(), st.booleans())
def test_a_difference_carried_out_gives_the_later_plan(former: Records, later: Records, same: bool) -> None:
    former = unique(former)
    later = former[::2] if same else unique(later)
    found = differences(lambda: former, lambda: later)
    assert known(applied(former, found)) == known(later)  # type: ignore[arg-type]
    assert (found == []) == (known(former) == known(later))
    assert all(each.fields for each in found)
    back = differences(lambda: later, lambda: former)
    assert len(back) == len(found)
    assert (list(as_text(found)) and found) or not found
    assert as_markdown("A", "B", found).startswith("# A")


def test_what_differs_is_told_field_by_field_with_the_words_that_changed() -> None:
    later = [*small_plan()[:-1], small_action("F.7", 9)]
    place = next(place for place, (kind, values) in enumerate(later) if values.get("handle") == "E.1")
    later[place] = small_action("E.1", 1, text="Do what E.1 really says", rating="red", leads=[])
    found = differences(small_plan, lambda: later)
    told = list(as_text(found))
    assert told[:4] == [
        "action small E.1: changed",
        "  text: Do what E.1 {+really+} says",
        "  leads: ann-able → none",
        "  rating: (nothing) → red",
    ]
    assert [line for line in told if not line.startswith(" ")] == [
        "action small E.1: changed",
        "action small F.6#2: gone",
        "action small F.7: added",
    ]
    assert "- text: Do what E.1 **really** says" in as_markdown("A", "B", found)


def test_a_record_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refused, match=r"The action small E.1 stands twice in the former plan"):
        differences(lambda: [*small_plan(), small_action("E.1", 9)], small_plan)
    with pytest.raises(Refused, match=r"stands twice in the later plan"):
        differences(small_plan, lambda: [*small_plan(), small_action("E.1", 9)])
