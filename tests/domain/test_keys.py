from __future__ import annotations

from jatui.domain.keys import LONGEST, Level, Scheme, told_keys

RED = Level("red", "Red", "Off track: it will not be done. Ask why.")


def scheme(slug: str, *levels: Level) -> Scheme:
    return Scheme(1, slug, f"The {slug}", levels, [f"plan-{slug}"])


def test_a_key_is_short_on_one_line() -> None:
    amber = Level("amber", "Amber", "At risk.")
    assert scheme("a", RED, amber).key == "■ R Off track · ▲ A At risk"
    assert Level("red", "Red", "").short == "Red"
    assert Level("red", "Red", "A. B").short == "A"
    long = Level("red", "Red", "word " * 30).short
    assert len(long) <= LONGEST and long.endswith("…")


def test_a_list_of_one_scheme_has_its_key() -> None:
    assert told_keys([scheme("a", RED)]) == ["Key (The a): ■ R Off track"]
    assert told_keys([]) == []


def test_a_list_that_mixes_schemes_says_so() -> None:
    told = told_keys([scheme("a", RED), scheme("b")])
    assert told == [
        "This list mixes 2 schemes of rating; the same letter need not mean the same.",
        "Key of plan-a (The a): ■ R Off track",
        "Key of plan-b (The b): no rating yet",
    ]
