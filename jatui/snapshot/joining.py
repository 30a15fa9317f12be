"""What comes of what was done to a plan here and there: record by record, with what has to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jatui.domain.merging import GROUPS, IDENTITY, LATER, NUMBERED, ORDER
from jatui.domain.records import KINDS, PUBLISHED
from jatui.snapshot import conflict as words
from jatui.snapshot.aligned import MADE, Change, Changes, Ident, Item, Sequence, Values
from jatui.snapshot.conflict import OURS, THEIRS, Choice, Conflict, Merged, Piece
from jatui.snapshot.difference import Difference
from jatui.snapshot.needed import reached, references

_PLACE = {kind: place for place, kind in enumerate(KINDS)}


@dataclass
class Joining:
    """A merge at work: what was done here and there, and what comes of it."""

    here: Changes
    there: Changes
    unsure: Mapping[Ident, frozenset[str]]
    pieces: list[Piece] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    returns: dict[tuple[str, str], int] = field(default_factory=dict)
    last: Counter[Sequence] = field(default_factory=Counter)

    def merged(self) -> Merged:
        """Go through the records, kind after kind."""
        self.returns, self.last = dict(self.here.returns), Counter(self.here.last)
        needed_here, needed_there = self._needed()
        self._number_returns(needed_here, needed_there)
        unsure = [ident for ident in self.unsure if (own := self.here.known.get(ident)) and own.after]
        known = {**self.there.known, **dict.fromkeys((*needed_there, *unsure))}
        idents = sorted(known, key=lambda each: _PLACE[each[0]])
        posts = {ident[1][0]: None for ident in idents if ident[0] == "holder"}
        for ident in idents:
            if ident[0] in PUBLISHED or ident[0] == "holder":
                continue
            if ident in needed_here:
                self._keep(ident, needed_here[ident])
            elif ident in needed_there:
                self._bring_back(ident, needed_there[ident])
            else:
                self._record(ident)
        for post in posts:
            self._holders(post)
        self._add_numbered()
        self._published()
        return Merged(self.here.size, self.there.size, self.conflicts, self.pieces)

    def _record(self, ident: Ident) -> None:
        """Merge a record that is not there as it was."""
        own = self.here.known.get(ident)
        before, after = self.there.known.get(ident) or Change(own and own.before, own and own.before)
        mine = own.after if own else before
        if mine is None and own is None and after is not None:
            self.pieces.append(Piece(ident[0], None, self._placed(after)))
        elif mine is None and after is not None:
            conflict = self._conflict(words.GONE_HERE, before, None, after)
            self.pieces.append(
                Piece(ident[0], None, None, [Choice(conflict, self._numbered_anew(after), True)])
            )
        elif mine is not None and after is None:
            ours = self._ours(ident, mine)
            if own is None:
                self.pieces.append(Piece(ident[0], ours, None))
            else:
                conflict = self._conflict(words.GONE_THERE, before, mine, None)
                self.pieces.append(Piece(ident[0], ours, ours, [Choice(conflict, None, True)]))
        elif mine is not None and after is not None:
            self._fields(ident, before, mine, after)

    def _fields(
        self, ident: Ident, before: Item | None, mine: Item, after: Item, number: int | None = None
    ) -> None:
        """Merge a record that both sides have, one group of fields after the other."""
        ours = self._ours(ident, mine, number)
        piece = Piece(mine.kind, ours, ours)
        for group in GROUPS[mine.kind]:
            first, one, two = (
                None if each is None else [each.values.get(name) for name in group]
                for each in (before, mine, after)
            )
            sure = before is not None and not self.unsure.get(ident, frozenset()) & set(group)
            if one == two or (sure and two == first) or (group == ORDER and not (sure and one == first)):
                continue
            theirs = self._final(mine.kind, dict(zip(group, two or (), strict=True)), after)
            if sure and one == first:
                piece.agreed = {**(piece.agreed or {}), **theirs}
            elif group == LATER:
                piece.agreed = {**(piece.agreed or {}), "updated": _later(mine, after)}
            else:
                what = words.CHANGED if before else words.BOTH
                piece.choices.append(Choice(self._conflict(what, before, mine, after, group), theirs))
        self.pieces.append(piece)

    def _keep(self, ident: Ident, there: bool) -> None:
        """Let a record stay that is gone there, since what is here refers to it."""
        own, before = self.here.known.get(ident), self.there.known[ident].before
        mine = own.after if own and own.after else before
        self._conflict(words.NEEDED_HERE, before, mine, None, choices=(OURS,))

    def _bring_back(self, ident: Ident, back: Item) -> None:
        """Let a record come back that is gone here, since what comes from there refers to it."""
        before = self.here.known[ident].before
        conflict = self._conflict(words.NEEDED_THERE, before, None, back, choices=(THEIRS,))
        self.pieces.append(Piece(ident[0], None, None, [Choice(conflict, self._numbered_anew(back), True)]))

    def _holders(self, post: str) -> None:
        """Merge who holds a post as one thing: the holders of either side would overlap with those of the other."""
        here, there = (
            {
                ident: each
                for ident, each in side.known.items()
                if ident[0] == "holder" and ident[1][0] == post
            }
            for side in (self.here, self.there)
        )
        if here and here != there:
            pairs = {
                ident: (
                    here[ident].after if ident in here else there[ident].before,
                    there[ident].after if ident in there else here[ident].before,
                )
                for ident in {**here, **there}
            }
            sides = [
                [each.before for each in {**here, **there}.values()],
                *map(list, zip(*pairs.values(), strict=True)),
            ]
            number = self._conflict_of_holders(post, sides)
            for one, two in pairs.values():
                ours = dict(one.values) if one else None
                choice = Choice(number, two.values if two else None, True)
                self.pieces.append(Piece("holder", ours, ours, [choice]))
        elif not here:
            for before, after in there.values():
                self.pieces.append(
                    Piece("holder", before and dict(before.values), after and dict(after.values))
                )

    def _conflict_of_holders(self, post: str, sides: list[list[Item | None]]) -> int:
        told: list[dict[str, Any]] = []
        for side in sides:
            held = [
                f"{each.values['officer']} {each.values.get('since', '')}–{each.values.get('until', '')}"
                for each in side
                if each
            ]
            told.append({"officer": held or None})
        number = len(self.conflicts) + 1
        self.conflicts.append(
            Conflict(
                number, "holder", f"holder {post}", words.CHANGED, ("officer",), told[0], told[1], told[2]
            )
        )
        return number

    def _add_numbered(self) -> None:
        """Add what only a number tells apart: what both added alike is kept once, the rest follows what is here."""
        own = Counter((each.sequence, each.digest) for each in self.here.added)
        marked = {
            (each.sequence, mark): each
            for each in self.here.added
            if (mark := each.values.get("mark")) is not None
        }
        counted = {each.sequence for each in self.here.added}
        new: dict[Sequence, list[Item]] = {}
        for each in self.there.added:
            alike = each.sequence, each.digest
            twin = marked.pop((each.sequence, each.values.get("mark")), None)
            if own[alike]:
                own[alike] -= 1
            elif twin is not None:
                own[twin.sequence, twin.digest] -= 1
                self._fields(twin.ident, None, twin, each, twin.number)
            else:
                new.setdefault(each.sequence, []).append(each)
        for sequence, found in new.items():
            given = sequence in counted or self.last[sequence] > self.here.last[sequence]
            anew = given or any((sequence, each.number) in self.here.held for each in found)
            for each in found:
                number = self._next(sequence) if anew else each.number
                self.pieces.append(Piece(each.kind, None, self._final(each.kind, each.values, each, number)))

    def _published(self) -> None:
        """Take in what was published there, each after the one that it is chained to; what stands here stays as it is."""
        standing = dict(self.here.editions)
        packs = {ident[1]: each["pack"] for ident, each in standing.items() if ident[0] == "edition"}
        refused: set[tuple[Any, ...]] = set()
        there = [(ident, each) for ident, each in self.there.known.items() if ident[0] in PUBLISHED]
        for (kind, key), (before, after) in sorted(there, key=lambda each: each[0]):
            if after is None:
                continue
            mine = standing.get((kind, key))
            chained = (
                after.values.get("previous") == packs.get((key[0], key[1] - 1))
                if kind == "edition"
                else key[:2] in packs and key[:2] not in refused
            )
            if mine is None and chained:
                self.pieces.append(Piece(kind, None, dict(after.values)))
                if kind == "edition":
                    packs[key] = after.values["pack"]
            elif mine != after.values:
                refused.add(key)
                ours = Item(kind, None, mine) if mine else None
                self._conflict(words.PUBLISHED, before, ours, after, choices=(OURS,))

    def _needed(self) -> tuple[dict[Ident, bool], dict[Ident, Item]]:
        """Return what is gone there and what is here refers to, and what is gone here and what is there refers to."""
        gone_there = {
            ident: own.after if own and own.after else before
            for ident, (before, after) in self.there.known.items()
            if after is None and not ((own := self.here.known.get(ident)) and own.after is None)
        }
        gone_here = {
            ident: theirs.after if theirs and theirs.after else before
            for ident, (before, after) in self.here.known.items()
            if after is None and not ((theirs := self.there.known.get(ident)) and theirs.after is None)
        }
        here = reached(references(self.here, self.there), gone_there)
        there = reached(references(self.there, self.here), gone_here)
        return dict.fromkeys(here, True), there

    def _number_returns(self, kept: Mapping[Ident, bool], back: Mapping[Ident, Item]) -> None:
        """Give the returns that were read there, and those that come back, their numbers."""
        new = [
            each.after
            for ident, each in self.there.known.items()
            if ident[0] == "delivery" and each.before is None and each.after and ident not in self.here.known
        ]
        going = {
            ident[1]
            for ident, each in self.there.known.items()
            if ident[0] == "delivery"
            and each.after is None
            and ident not in kept
            and ident not in self.here.known
        }
        taken = {(key[0], number) for key, number in self.returns.items() if key not in going}
        counted = {
            ident[1][0]
            for ident, each in self.here.known.items()
            if ident[0] == "delivery" and each.before is None
        }
        for each in new:
            plan = each.values["plan"]
            clash = any((plan, other.number) in taken for other in new if other.values["plan"] == plan)
            number = self._next(each.sequence) if plan in counted or clash else each.number or 0
            self.returns[plan, each.values["digest"]] = number
            self.last[each.sequence] = max(self.last[each.sequence], number)
        for each in back.values():
            if each.kind == "delivery":
                self.returns[each.values["plan"], each.values["digest"]] = self._next(each.sequence)

    def _next(self, sequence: Sequence) -> int:
        self.last[sequence] += 1
        return self.last[sequence]

    def _placed(self, item: Item) -> Values:
        """Return a record that is new from there, its position after what is new here."""
        values = item.values
        added = any(
            ident[0] == item.kind
            and each.before is None
            and each.after
            and each.after.sequence == item.sequence
            for ident, each in self.here.known.items()
        )
        if added and "position" in values and "position" not in IDENTITY[item.kind]:
            values = {**values, "position": self._next(item.sequence)}
        return self._final(item.kind, values, item)

    def _numbered_anew(self, item: Item) -> Values:
        """Return a record that comes back, under the next number where it has one."""
        number = self._next(item.sequence) if item.kind in NUMBERED else None
        return self._final(item.kind, item.values, item, number)

    def _ours(self, ident: Ident, mine: Item, number: int | None = None) -> dict[str, Any]:
        """Return a record exactly as it stands here."""
        if mine.kind in NUMBERED and number is None:
            number = self.here.numbers[ident]
        return words.ordered(mine.kind, self._final(mine.kind, mine.values, mine, number))

    def _final(self, kind: str, values: Values, item: Item, number: int | None = None) -> dict[str, Any]:
        """Return values with the number that they have here, and with that of the return that they came in with."""
        found = dict(values)
        plan = item.values.get("plan", "")
        if kind == "delivery" and "digest" in found:
            found["number"] = self.returns[plan, found["digest"]]
        elif found.get("delivery") is not None:
            found["delivery"] = self.returns[plan, found["delivery"]]
        return found if number is None else {**found, "number": number}

    def _conflict(
        self,
        what: str,
        before: Item | None,
        ours: Item | None,
        theirs: Item | None,
        fields: tuple[str, ...] = (),
        choices: tuple[str, ...] = (OURS, THEIRS),
    ) -> int:
        """Note a conflict and return its number."""
        first = ours or before or theirs
        assert first is not None
        named = (
            first.values
            if first.number is None or first.number >= MADE
            else {**first.values, "number": first.number}
        )
        names = fields or tuple(
            name
            for name in KINDS[first.kind].__struct_fields__
            if name not in (*IDENTITY[first.kind], "number")
        )
        sides = [each and {name: each.values.get(name) for name in names} for each in (before, ours, theirs)]
        number = len(self.conflicts) + 1
        name = Difference(first.kind, named, None).name
        self.conflicts.append(
            Conflict(number, first.kind, name, what, names, sides[0], sides[1], sides[2], choices)
        )
        return number


def _later(one: Item, two: Item) -> Any:
    """Return the later of two days of the last update."""
    days = [day for each in (one, two) if (day := each.values.get("updated"))]
    return max(days, default=None)
