"""Which action of a plan a row of a paper is: by its ref, and where that is not enough by its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jatui.domain.importing.items import Item
from jatui.domain.importing.standing import Standing, Values
from jatui.domain.refs import assign_handles, ref_key, split_handle

ALIKE: Final = 0.6
"""How alike two wordings are that are one action's where no ref says so, from 0 to 1."""


def match(items: Sequence[Item], standing: Standing) -> list[Values | None]:
    """Return for each item the action of the plan that it is, None where it is new; none is two items."""
    found: list[Values | None] = [None] * len(items)
    by_ref: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        if not item.refless:
            by_ref.setdefault(ref_key(item.ref), []).append(place)
    known = standing.by_ref()
    taken: set[int] = set()
    for key, places in by_ref.items():
        _pair(places, known.get(key, []), items, found, taken, every=True)
    refless = [place for place, item in enumerate(items) if item.refless]
    if refless:
        open_ones = [action for action in standing.of_kind("action") if id(action) not in taken]
        _pair(refless, open_ones, items, found, taken, every=False)
    return found


def _pair(
    places: Sequence[int],
    actions: Sequence[Values],
    items: Sequence[Item],
    found: list[Values | None],
    taken: set[int],
    *,
    every: bool,
) -> None:
    """Pair items with actions: those of the same words first, then the likest; `every` pairs unlike ones too.

    `taken` gathers the actions that are paired, by their identity.
    """
    left = list(actions)
    open_ones: list[int] = []
    by_words: dict[tuple[str, ...], list[Values]] = {}
    for action in left:
        by_words.setdefault(tuple(action["text"].split()), []).append(action)
    for place in places:
        same = by_words.get(tuple(items[place].cells.get("action", "").split()))
        if same:
            found[place] = same.pop(0)
            taken.add(id(found[place]))
        else:
            open_ones.append(place)
    left = [action for action in left if id(action) not in taken]
    if every and len(open_ones) == len(left) == 1:
        found[open_ones[0]] = left[0]
        taken.add(id(left[0]))
        return
    scored = sorted(
        (
            (-_alike(items[place].cells.get("action", ""), action["text"]), at, other)
            for at, place in enumerate(open_ones)
            for other, action in enumerate(left)
        )
        if len(open_ones) * len(left) <= 250_000
        else ()
    )
    used: set[int] = set()
    for score, at, other in scored:
        if found[open_ones[at]] is None and other not in used and (every or -score >= ALIKE):
            found[open_ones[at]] = left[other]
            used.add(other)
            taken.add(id(left[other]))


def _alike(one: str, other: str) -> float:
    """Return how many of their words two texts share, from 0 to 1."""
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return len(first & second) / max(len(first | second), 1)


def handles(
    items: Sequence[Item], matched: Sequence[Values | None], standing: Standing
) -> list[tuple[str, str]]:
    """Return the ref and the handle of each item: those of its action, else new ones that nothing in the plan has."""
    refs: list[str] = []
    taken_refs = {ref_key(each["ref"]) for each in standing.of_kind("action")}
    number = len(standing.of_kind("action"))
    for item, action in zip(items, matched, strict=True):
        if action is not None:
            refs.append(action["ref"])
        elif not item.refless:
            refs.append(item.ref)
        else:
            number += 1
            while ref_key(str(number)) in taken_refs:
                number += 1
            refs.append(str(number))
    if not standing.of_kind("action"):
        return list(zip(refs, assign_handles(refs), strict=True))
    used = {each["handle"] for each in standing.of_kind("action")}
    highest: dict[str, int] = {}
    for handle in used:
        ref, at = split_handle(handle)
        highest[ref.upper()] = max(highest.get(ref.upper(), 0), at or 1)
    found: list[tuple[str, str]] = []
    for ref, action in zip(refs, matched, strict=True):
        if action is not None:
            found.append((ref, action["handle"]))
            continue
        before = highest.get(ref.upper(), 0)
        highest[ref.upper()] = before + 1
        handle = f"{ref}#{before + 1}" if before else ref
        used.add(handle)
        found.append((ref, handle))
    return found
