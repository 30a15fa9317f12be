from __future__ import annotations

from jatui.domain.bulk import foretell, named


def test_what_changes_is_counted_by_what_it_was() -> None:
    found = {"green": 3, None: 9, "amber": 2}
    assert foretell(found, "amber") == "14 actions: 3 green, 9 not rated become amber; 2 already amber"
    assert foretell({None: 1}, "red") == "1 action: 1 not rated becomes red"
    assert foretell({"red": 4}, "red") == "4 actions: 4 already red"
    assert foretell({None: 12_000, "blue": 1}, "red") == "12,001 actions: 1 blue, 12,000 not rated become red"


def test_without_a_rating_the_ratings_stand() -> None:
    assert foretell({"green": 3, None: 9}, None) == "12 actions: 3 green, 9 not rated; the ratings stand"


def test_the_first_handles_are_named_and_the_others_counted() -> None:
    assert named(["E.1", "E.2"]) == "E.1, E.2"
    assert (
        named([f"E.{number}" for number in range(1, 1008)]) == "E.1, E.2, E.3, E.4, E.5, E.6 and 1,001 more"
    )
