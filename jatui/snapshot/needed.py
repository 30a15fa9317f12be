"""What records refer to, so that nothing goes that is still referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jatui.domain.merging import REFERS
from jatui.snapshot.aligned import Changes, Ident, Item


def references(side: Changes, other: Changes) -> Iterator[Ident]:
    """Yield what the records of a side refer to by what was changed in them; all of it where all of them may be taken."""
    for ident, (before, after) in side.known.items():
        contrary = other.known.get(ident)
        if after is not None:
            whole = (
                before is None or ident[0] == "holder" or (contrary is not None and contrary.after is None)
            )
            yield from _refers(after, None if whole else before)
        if ident[0] == "holder" and before is not None:
            yield from _refers(before)
    for ident, (before, _) in other.known.items():
        if ident[0] == "holder" and before is not None:
            yield from _refers(before)
    for item in side.added:
        yield from _refers(item)


def _refers(item: Item, but: Item | None = None) -> Iterator[Ident]:
    """Yield what a record refers to, but for what another one refers to in the same way."""
    for names, kind in REFERS[item.kind]:
        values = [item.values.get(name) for name in names]
        if but is not None and values == [but.values.get(name) for name in names]:
            continue
        if isinstance(values[0], (list, tuple)):
            yield from ((kind, (each,)) for each in values[0])
        elif None not in values:
            yield kind, tuple(values)


def reached(references: Iterable[Ident], gone: Mapping[Ident, Item | None]) -> dict[Ident, Item]:
    """Return what of those that are gone is referred to, and what that refers to in turn."""
    found: dict[Ident, Item] = {}
    waiting = list(references)
    while waiting:
        ident = waiting.pop()
        item = gone.get(ident)
        if item is not None and ident not in found:
            found[ident] = item
            waiting += _refers(item)
    return found
