"""What became of a plan, record by record, where the same record may have another number than it had."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from jatui.domain.errors import Refused
from jatui.domain.merging import IDENTITY, NUMBERED
from jatui.domain.records import KEYS, PUBLISHED
from jatui.snapshot.difference import Difference, Records

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
        values = self.values
        if self.kind in NUMBERED:
            return self.kind, (*(values.get(name) for name in KEYS[self.kind][:-1]), self.number)
        return self.kind, tuple(values.get(name) for name in IDENTITY[self.kind])

    @property
    def sequence(self) -> Sequence:
        """What its number, or else its position, counts within."""
        within = KEYS[self.kind][:-1]
        return (self.kind, *(self.values.get(name) for name in within))

    @property
    def digest(self) -> bytes:
        """Tells whether two records say the same apart from their numbers."""
        return hashlib.blake2b(msgspec.json.encode((self.kind, self.values)), digest_size=16).digest()


Numbers = int | tuple[int, ...]
"""The numbers under which one thing is said, mostly one."""

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


@dataclass(frozen=True)
class Former:
    """A plan that others are held against: of each record no more than a digest is held.

    `was` holds the digest of each record, and `said` the numbers under which a numbered one stands.
    """

    items: Items
    was: Mapping[Ident, bytes]
    said: Mapping[bytes, Numbers]

    @classmethod
    def of(cls, items: Items) -> Former:
        """Read a plan; raises Refused where a record stands twice in it."""
        was: dict[Ident, bytes] = {}
        said: dict[bytes, Numbers] = {}
        for item in items():
            if item.number is not None and item.kind in NUMBERED:
                digest = item.digest
                said[digest] = (*numbers(said[digest]), item.number) if digest in said else item.number
            else:
                _once(item.ident, was, item)
                was[item.ident] = item.digest
        return cls(items, was, said)


def numbers(said: Numbers) -> tuple[int, ...]:
    """Return the numbers under which something is said."""
    return said if isinstance(said, tuple) else (said,)


def changes(former: Former, later: Items, wanted: Changes | None = None) -> Changes:
    """Return what became of a former plan in a later one; each is read once.

    `wanted` is what became of the same plan elsewhere: the numbers that its records have, or would take, in the later
    plan are looked for. Raises Refused where a record stands twice.
    """
    was, said = dict(former.was), dict(former.said)
    found = Changes()
    new: list[Item] = []
    looked = wanted.known if wanted else {}
    sought = {(each.sequence, each.number) for each in wanted.added} if wanted else set()
    for item in later():
        _note(found, item)
        if item.number is not None and item.kind in NUMBERED:
            ident = _same(said, item)
            if ident is None:
                new.append(item)
            elif ident in looked:
                found.numbers[ident] = item.number
            going = ident is not None and ident in looked and looked[ident].after is None
            if sought and not going and (item.sequence, item.number) in sought:
                found.held.add((item.sequence, item.number))
            continue
        ident = item.ident
        if was.get(ident) == item.digest:
            del was[ident]
            continue
        if ident in former.was and ident not in was:
            raise _twice(item)
        _once(ident, found.known, item)
        found.known[ident] = Change(None, item)
    _pair(_left(former, was, said, found), new, found)
    return found


def _note(found: Changes, item: Item) -> None:
    """Note of a record what numbers anew are given by."""
    place = item.values.get("position") if item.number is None else item.number
    if place is not None:
        found.last[item.sequence] = max(found.last[item.sequence], place)
    if item.kind == "delivery":
        found.returns[item.values["plan"], item.values["digest"]] = item.number or 0
    elif item.kind in PUBLISHED:
        found.editions[item.ident] = item.values


def _same(said: dict[bytes, Numbers], item: Item) -> Ident | None:
    """Return a record of the former plan that says the same, under the same number if there is one; None without one."""
    digest = item.digest
    if digest not in said:
        return None
    known = numbers(said[digest])
    number = item.number if item.number in known else known[0]
    rest = list(known)
    rest.remove(number)
    if rest:
        said[digest] = tuple(rest)
    else:
        del said[digest]
    return item._replace(number=number).ident


def _left(
    former: Former, was: Mapping[Ident, bytes], said: Mapping[bytes, Numbers], found: Changes
) -> list[Item]:
    """Note the records of the former plan that are not as they were; return the numbered ones among them."""
    old = []
    left = {number for each in said.values() for number in numbers(each)}
    for item in former.items() if left or was else ():
        if item.kind in NUMBERED:
            if item.number in left and item.number in numbers(said.get(item.digest, ())):
                old.append(item)
        elif (ident := item.ident) in was:
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


def _once(ident: Ident, known: Mapping[Ident, object], item: Item) -> None:
    """Raise Refused where a record stands a second time."""
    if ident in known:
        raise _twice(item)


def _twice(item: Item) -> Refused:
    name = Difference(item.kind, item.values, None).name
    return Refused(f"The {name} stands twice in one plan, so the two cannot be merged.")
