"""Two plans that began as one, merged: what either side did is kept, and where both did something else it is asked.

Every record is held against what both began with, one group of fields after the other. Numbers are given anew to what
comes from there, and follow what is here; so merging to and fro differs in the order of numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from jatui.domain.merging import SHARED
from jatui.domain.refs import next_handle
from jatui.snapshot.aligned import MADE, Changes, Former, Ident, Item, Items, changes, items
from jatui.snapshot.conflict import Merged
from jatui.snapshot.difference import Source
from jatui.snapshot.joining import Joining


def merge(
    base: Source, ours: Source, theirs: Source, *, also: Source | None = None, partial: bool = False
) -> Merged:
    """Return what becomes of our plan where what was done there since the base is done to it too.

    `also` is a second plan that both sides began with, where they took each other's in crosswise: where the two differ,
    nobody knows what was first, and any difference is asked. With `partial` their plan holds of what plans share only
    what it has to do with, so that what it lacks of that is not gone.
    """
    known, unsure = _both(base, also)
    former = Former.of(known)
    mine: Items = lambda: items(ours())  # noqa: E731
    other: Items = lambda: items(theirs())  # noqa: E731
    there = _changes_there(former, other, partial)
    here = changes(former, mine, there)
    if doubled := _doubled(here, there):
        other = _renamed(other, _handles(doubled, mine, other))
        there = _changes_there(former, other, partial)
        here = changes(former, mine, there)
    return Joining(here, there, unsure).merged()


def _both(base: Source, also: Source | None) -> tuple[Items, Mapping[Ident, frozenset[str]]]:
    """Return what two plans hold together as one base, and the fields of each record in which they are not the same."""
    if also is None:
        return (lambda: items(base())), {}
    found = changes(Former.of(lambda: items(base())), lambda: items(also()))
    unsure: dict[Ident, frozenset[str]] = {}
    more = [Item(each.kind, MADE + place, each.values) for place, each in enumerate(found.added)]
    for ident, (before, after) in found.known.items():
        if before and after:
            names = {*before.values, *after.values}
            unsure[ident] = frozenset(
                name for name in names if before.values.get(name) != after.values.get(name)
            )
        elif after:
            more.append(after)
    return (lambda: chain(items(base()), more)), unsure


def _changes_there(former: Former, other: Items, partial: bool) -> Changes:
    """Return what was done there; of what plans share nothing is gone because one plan has no more to do with it."""
    found = changes(former, other)
    if partial:
        gone = {ident for ident, each in found.known.items() if each.after is None and ident[0] in SHARED}
        for ident in gone:
            if ident[0] != "holder" or ("lead", ident[1][:1]) in gone:
                del found.known[ident]
    return found


def _doubled(here: Changes, there: Changes) -> list[Item]:
    """Return the actions that both sides added under one handle with other words, as they are there."""
    found = []
    for ident, (before, after) in there.known.items():
        own = here.known.get(ident)
        if ident[0] != "action" or before or not after or not own or own.before or not own.after:
            continue
        if own.after.values["text"] != after.values["text"]:
            found.append(after)
    return found


def _handles(doubled: Iterable[Item], *plans: Items) -> dict[tuple[str, str], str]:
    """Return another handle for each action there, as for any ref that stands twice."""
    taken: dict[str, list[str]] = {}
    for item in chain.from_iterable(each() for each in plans):
        if item.kind == "action":
            taken.setdefault(item.values["plan"], []).append(item.values["handle"])
    handles = {}
    for each in doubled:
        known = taken[each.values["plan"]]
        handles[each.values["plan"], each.values["handle"]] = next_handle(each.values["ref"], known)
        known.append(handles[each.values["plan"], each.values["handle"]])
    return handles


def _renamed(plan: Items, handles: Mapping[tuple[str, str], str]) -> Items:
    """Return a plan in which some actions have another handle, for themselves and for what refers to them."""

    def renamed() -> Iterator[Item]:
        for item in plan():
            name = "handle" if item.kind == "action" else "action"
            handle = handles.get((item.values.get("plan", ""), item.values.get(name, "")))
            yield item if handle is None else item._replace(values={**item.values, name: handle})

    return renamed
