"""What a merge comes to: what it changes, and the conflicts that a person has to answer before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jatui.domain.merging import WORDING, WORKED_OUT
from jatui.domain.records import KEYS, KINDS
from jatui.snapshot.difference import Difference, told

Values = Mapping[str, Any]
OURS, THEIRS = "ours", "theirs"
ABSENT, GONE = "(nothing)", "(not there)"

CHANGED = "changed differently here and there"
BOTH = "added here and there, and not alike"
GONE_THERE = "changed here, and gone there"
GONE_HERE = "gone here, and changed there"
NEEDED_HERE = "gone there, and what is here refers to it, so it stays"
NEEDED_THERE = "gone here, and what comes from there refers to it, so it comes back"
PUBLISHED = (
    "published here and there under one number; what stands here stays, and nothing is put in its chain"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record, or some fields of it that go together, which two plans have in two ways; base is None where it was not there.

    `choices` are the sides that can be taken: one alone where the other would leave the plan in pieces.
    """

    number: int
    kind: str
    name: str
    what: str
    fields: tuple[str, ...]
    base: Values | None
    ours: Values | None
    theirs: Values | None
    choices: tuple[str, ...] = (OURS, THEIRS)

    @property
    def was(self) -> str:
        """What both sides found, in words."""
        return self._told(self.base)

    @property
    def here(self) -> str:
        """What is here, in words."""
        return self._told(self.ours)

    @property
    def there(self) -> str:
        """What is there, in words."""
        return self._told(self.theirs)

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields that are not the same on all sides; where wordings differ, not the readings that differ with them."""
        sides = [each for each in (self.base, self.ours, self.theirs) if each is not None]
        found = tuple(
            name for name in self.fields if any(each.get(name) != sides[0].get(name) for each in sides)
        ) or tuple(name for name in self.fields if any(name in each for each in sides))
        return tuple(name for name in found if name not in WORKED_OUT) if WORDING in found else found

    def _told(self, values: Values | None) -> str:
        if values is None:
            return GONE
        names = self.differing
        if len(names) == 1:
            return told(values.get(names[0])) or ABSENT
        return "; ".join(f"{name}: {told(values.get(name)) or ABSENT}" for name in names)


class Choice(NamedTuple):
    """What a record becomes where a conflict is answered with theirs: these fields of it, or all of it (None: it goes)."""

    number: int
    values: Values | None
    whole: bool = False


@dataclass
class Piece:
    """A record as it stands here (None where it does not), as it is to be where nobody is asked, and the choices."""

    kind: str
    ours: Values | None
    agreed: Values | None
    choices: list[Choice] = field(default_factory=list)

    def taking(self, taken: frozenset[int]) -> Difference | None:
        """Return what becomes of it where these conflicts are answered with theirs; None where nothing does."""
        values = self.agreed
        for number, theirs, whole in self.choices:
            if number in taken:
                values = theirs if whole or theirs is None else {**(values or {}), **theirs}
        after = None if values is None else ordered(self.kind, values)
        return None if after == self.ours else Difference(self.kind, self.ours, after)


@dataclass
class Merged:
    """What merging comes to: how many records changed on each side, what is to change here, and the conflicts."""

    ours: int
    theirs: int
    conflicts: list[Conflict]
    pieces: Sequence[Piece]

    @property
    def differences(self) -> list[Difference]:
        """What is to change here where nobody is asked."""
        return self._taking(frozenset())

    def taking(self, answers: Mapping[int, str]) -> list[Difference]:
        """Return what is to change here where each conflict is answered; one that takes a single side takes that."""
        taken = {
            each.number
            for each in self.conflicts
            if (each.choices[0] if len(each.choices) == 1 else answers[each.number]) == THEIRS
        }
        return self._taking(frozenset(taken))

    def _taking(self, taken: frozenset[int]) -> list[Difference]:
        found: dict[tuple[Any, ...], Difference] = {}
        for piece in self.pieces:
            if each := piece.taking(taken):
                values = each.before or each.after or {}
                key = (each.kind, *(values.get(name) for name in KEYS[each.kind]))
                other = found.get(key)
                found[key] = _one(other, each) if other else each
        return list(found.values())


def _one(one: Difference, two: Difference) -> Difference:
    """Return as one difference that a record goes, and that another takes its number."""
    return Difference(one.kind, one.before or two.before, one.after or two.after)


def ordered(kind: str, values: Values) -> dict[str, Any]:
    """Return a record with its fields in the order of the format, without those that are absent."""
    return {name: values[name] for name in KINDS[kind].__struct_fields__ if values.get(name) is not None}
