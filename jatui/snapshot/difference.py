"""The difference between two plans, record by record and field by field; it knows no database and no file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from jatui.domain.errors import Refused
from jatui.domain.records import KEYS, KINDS
from jatui.snapshot.render import render_record

Record = tuple[str, Mapping[str, Any]]
Records = Iterable[Record]
Source = Callable[[], Records]
"""Returns the records of a plan anew each time, in the order of a snapshot."""

Ident = tuple[str, tuple[Any, ...]]
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


class Difference(NamedTuple):
    """A record that only one of two plans has, or that they have differently: as it was, and as it became."""

    kind: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        """The record as a person names it: its kind and what tells it apart."""
        values = self.before or self.after or {}
        return " ".join([self.kind.replace("_", " "), *(told(values.get(name)) for name in KEYS[self.kind])])

    @property
    def verb(self) -> str:
        """What became of it."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """The fields that differ, in the order of the format, each as it was and as it became; empty where it is absent."""
        before, after = self.before or {}, self.after or {}
        known = KINDS[self.kind].__struct_fields__
        return [
            (name, told(before.get(name)), told(after.get(name)))
            for name in known
            if before.get(name) != after.get(name)
        ]


def told(value: Any) -> str:
    """Return a value of a record in words; nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def differences(former: Source, later: Source) -> list[Difference]:
    """Return how a later plan differs from a former one, kind by kind: what is gone or changed, then what was added.

    The former is read twice, the later once; of what is the same no more than a digest is held.
    Raises Refused where a record stands twice in one of them.
    """
    was: dict[Ident, bytes] = {}
    for kind, values in former():
        was[_once(was, kind, values, "former")] = _digest(kind, values)
    seen: dict[Ident, None] = {}
    became: dict[Ident, Mapping[str, Any]] = {}
    found: list[Difference] = []
    for kind, values in later():
        ident = _once(seen, kind, values, "later")
        seen[ident] = None
        before = was.get(ident)
        if before is None:
            found.append(Difference(kind, None, values))
        elif before != _digest(kind, values):
            became[ident] = values
        else:
            del was[ident]
    altered = [
        Difference(kind, values, became.get(ident))
        for kind, values in former()
        if (ident := _ident(kind, values)) in was
    ]
    return sorted([*altered, *found], key=lambda each: _PLACE[each.kind])


def applied(former: Records, changes: Iterable[Difference]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the records of a former plan with differences carried out, in no order within a kind."""
    found = {_ident(kind, values): values for kind, values in former}
    for each in changes:
        if each.before is not None:
            del found[_ident(each.kind, each.before)]
        if each.after is not None:
            found[_ident(each.kind, each.after)] = each.after
    return [
        (kind, values) for (kind, _), values in sorted(found.items(), key=lambda item: _PLACE[item[0][0]])
    ]


def _ident(kind: str, values: Mapping[str, Any]) -> Ident:
    return kind, tuple(values.get(name) for name in KEYS[kind])


def _once(known: Mapping[Ident, object], kind: str, values: Mapping[str, Any], which: str) -> Ident:
    ident = _ident(kind, values)
    if ident in known:
        name = Difference(kind, values, None).name
        raise Refused(f"The {name} stands twice in the {which} plan, so the two cannot be compared.")
    return ident


def _digest(kind: str, values: Mapping[str, Any]) -> bytes:
    return hashlib.blake2b(render_record(kind, values).encode(), digest_size=16).digest()
