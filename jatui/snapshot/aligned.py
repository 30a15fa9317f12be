"""What became of a plan, record by record, where the same record may have another number than it had."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jatui.domain.errors import Refused
from jatui.domain.merging import IDENTITY, NUMBERED
from jatui.domain.records import KEYS, PUBLISHED
from jatui.snapshot.difference import Difference, Records
from jatui.snapshot.render import render_record

Values = Mapping[str, Any]
Ident = tuple[str, tuple[Any, ...]]
"""A record in both plans: its kind and what tells it, of a numbered one its number in the former."""

Sequence = tuple[Any, ...]
"""Within what records are counted: a kind, and the plan or the action."""

MADE = 10**15
"""Where the numbers begin that stand for no number of a plan."""


class Item(NamedTuple):
    """A record apart from its number; a return that it came in with is named by its digest."""

    kind: str
    number: int | None
    values: Values

    @property
    def ident(self) -> Ident:
        """What tells it in its own plan."""
        values = self.values if self.number is None else {**self.values, "number": self.number}
        key = tuple(values.get(name) for name in IDENTITY[self.kind])
        return self.kind, key

    @property
    def sequence(self) -> Sequence:
        """What its number, or else its position, counts within."""
        within = KEYS[self.kind][:-1]
        return (self.kind, *(self.values.get(name) for name in within))

    @property
    def digest(self) -> bytes:
        """Tells whether two of a kind say the same."""
        return hashlib.blake2b(render_record(self.kind, self.values).encode(), digest_size=16).digest()


Items = Callable[[], Iterable[Item]]
"""Returns the items of a plan anew each time."""


def items(records: Records) -> Iterator[Item]:
    """Yield records apart from their numbers."""
    returns: dict[tuple[str, int], str] = {}
    for kind, values in records:
        if kind == "delivery":
            returns[values["plan"], values["number"]] = values["digest"]
        if kind != "delivery" and kind not in NUMBERED:
            yield Item(kind, None, values)
            continue
        rest = {name: value for name, value in values.items() if name != "number"}
        if "delivery" in rest:
            rest["delivery"] = returns[rest["plan"], rest["delivery"]]
        yield Item(kind, values["number"], rest)


class Change(NamedTuple):
    """A record as it was and as it became; None where it is not there."""

    before: Item | None
    after: Item | None


@dataclass
class Changes:
    """What became of a plan: what changed, is gone or is new, and the new records that only a number tells apart.

    Of the later plan it also tells the last number or position of each sequence, its returns and editions, and the
    number that each record of those looked for has.
    """

    known: dict[Ident, Change] = field(default_factory=dict)
    added: list[Item] = field(default_factory=list)
    last: Counter[Sequence] = field(default_factory=Counter)
    numbers: dict[Ident, int] = field(default_factory=dict)
    held: set[tuple[Sequence, int]] = field(default_factory=set)
    returns: dict[tuple[str, str], int] = field(default_factory=dict)
    editions: dict[tuple[Any, ...], Values] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many records are not as they were."""
        return len(self.known) + len(self.added)


def changes(former: Items, later: Items, wanted: Changes | None = None) -> Changes:
    """Return what became of a former plan in a later one.

    The former is read twice, the later once; of what is the same no more than a digest is held. `wanted` is what became
    of the same plan elsewhere: the numbers that its records have, or would take, in the later plan are looked for.
    Raises Refused where a record stands twice in one of them.
    """
    was, said = _digests(former)
    found = Changes()
    new: list[Item] = []
    looked = wanted.known if wanted else {}
    sought = {(each.sequence, each.number) for each in wanted.added} if wanted else set()
    seen: set[Ident] = set()
    for item in later():
        _note(found, item)
        if item.kind in NUMBERED:
            ident = _same(said, item)
            if ident is None:
                new.append(item)
            elif ident in looked and item.number is not None:
                found.numbers[ident] = item.number
            going = ident is not None and ident in looked and looked[ident].after is None
            if (item.sequence, item.number) in sought and not going:
                found.held.add((item.sequence, item.number or 0))
            continue
        ident = item.ident
        _once(ident, seen, item)
        before = was.get(ident)
        if before is None:
            found.known[ident] = Change(None, item)
        elif before != item.digest:
            found.known[ident] = Change(None, item)
            continue
        was.pop(ident, None)
    old = _left(former, was, said, found)
    _pair(old, new, found)
    return found


def _digests(former: Items) -> tuple[dict[Ident, bytes], dict[tuple[Sequence, bytes], list[Ident]]]:
    """Return the digest of each record of a plan, and of numbered ones who says it."""
    was: dict[Ident, bytes] = {}
    said: dict[tuple[Sequence, bytes], list[Ident]] = {}
    for item in former():
        if item.kind in NUMBERED:
            said.setdefault((item.sequence, item.digest), []).append(item.ident)
        else:
            _once(item.ident, was, item)
            was[item.ident] = item.digest
    return was, said


def _note(found: Changes, item: Item) -> None:
    """Note of a record what numbers anew are given by."""
    place = item.values.get("position") if item.number is None else item.number
    if place is not None:
        found.last[item.sequence] = max(found.last[item.sequence], place)
    if item.kind == "delivery":
        found.returns[item.values["plan"], item.values["digest"]] = item.number or 0
    elif item.kind in PUBLISHED:
        found.editions[item.ident] = item.values


def _same(said: dict[tuple[Sequence, bytes], list[Ident]], item: Item) -> Ident | None:
    """Return a record of the former plan that says the same, under the same number if there is one; None without one."""
    idents = said.get((item.sequence, item.digest))
    if not idents:
        return None
    ident = item.ident if item.ident in idents else idents[0]
    idents.remove(ident)
    return ident


def _left(
    former: Items,
    was: Mapping[Ident, bytes],
    said: Mapping[tuple[Sequence, bytes], list[Ident]],
    found: Changes,
) -> list[Item]:
    """Note the records of the former plan that are not as they were; return the numbered ones among them."""
    gone = {ident for idents in said.values() for ident in idents}
    old = []
    for item in former():
        ident = item.ident
        if item.kind in NUMBERED:
            if ident in gone:
                old.append(item)
        elif ident in was:
            became = found.known.get(ident)
            found.known[ident] = Change(item, became.after if became else None)
    return old


def _pair(old: list[Item], new: list[Item], found: Changes) -> None:
    """Take for the same record what is gone and what is new where enough of it is the same."""
    for kind, tiers in NUMBERED.items():
        gone = {item.ident: item for item in old if item.kind == kind}
        come = [item for item in new if item.kind == kind]
        for tier in tiers:
            waiting: dict[tuple[Any, ...], list[Item]] = {}
            for item in gone.values():
                waiting.setdefault(_facts(item, tier), []).append(item)
            rest = []
            for item in come:
                alike = waiting.get(_facts(item, tier), [])
                if not alike:
                    rest.append(item)
                    continue
                before = next((each for each in alike if each.number == item.number), alike[0])
                alike.remove(before)
                del gone[before.ident]
                found.known[before.ident] = Change(before, item)
                found.numbers[before.ident] = item.number or 0
            come = rest
        found.known |= {ident: Change(item, None) for ident, item in gone.items()}
        found.added += come


def _facts(item: Item, names: Iterable[str]) -> tuple[Any, ...]:
    return (item.sequence, *(item.values.get(name) for name in names))


def _once(ident: Ident, known: set[Ident] | Mapping[Ident, object], item: Item) -> None:
    """Raise Refused where a record stands a second time, and note it where that is a set."""
    if ident in known:
        name = Difference(item.kind, item.values, None).name
        raise Refused(f"The {name} stands twice in one plan, so the two cannot be merged.")
    if isinstance(known, set):
        known.add(ident)
