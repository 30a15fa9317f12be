"""How actions stood at a revision and how they stand, put together from the rows that were touched since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import msgspec

from jatui.domain.changes import Asked, Rated, Said, State
from jatui.domain.words import FINISHED
from jatui.store.fold import ActionRow, Folded
from jatui.store.reader import CHUNK, Reader
from jatui.store.values import read_json

Folds = Mapping[str, Sequence[Folded]]
T = TypeVar("T")


class Pair(NamedTuple):
    """An action before and after: its rows, and how it stood with all that is a part of it."""

    action: int
    former: ActionRow | None
    row: ActionRow | None
    before: State | None
    after: State | None

    @property
    def is_heard(self) -> bool:
        """Whether nobody can miss an update of it: one was recorded since, or it was not open before.

        That there is nothing new is an answer too.
        """
        if self.before is None or self.before.status in FINISHED or self.after is None:
            return True
        return bool(self.after.said - self.before.said)

    @property
    def there(self) -> ActionRow:
        """The row as it is, or as it was where it is gone."""
        found = self.row or self.former
        assert found is not None
        return found


def compared(read: Reader, folds: Folds) -> Iterator[Pair]:
    """Yield each action that was touched, itself or a part of it, as it was and as it is, in the plan's order."""
    parts = _Parts(read, folds)
    rows = {each.id: (each.before, each.after) for each in folds.get("action", ())}
    missing = parts.touched - rows.keys()
    rows.update((action, (row, row)) for action, row in _present(read, sorted(missing)))
    themes = _Names(read, "theme", "code || ' ' || name")

    def place(action: int) -> tuple[int, int, int]:
        former, row = rows[action]
        there = row or former
        assert there is not None
        return there.plan_id, there.position, action

    for action in sorted(rows, key=place):
        former, row = rows[action]
        before, after = parts.state(0, action, former, themes), parts.state(1, action, row, themes)
        yield Pair(action, former, row, before, after)


class _Parts:
    """What was touched of actions besides their own rows: on either side, by action."""

    def __init__(self, read: Reader, folds: Folds) -> None:
        self._said: tuple[dict[int, set[Said]], dict[int, set[Said]]] = ({}, {})
        self._asks: tuple[dict[int, set[Asked]], dict[int, set[Asked]]] = ({}, {})
        self._met: tuple[dict[int, set[date]], dict[int, set[date]]] = ({}, {})
        self._rated: tuple[dict[int, set[Rated]], dict[int, set[Rated]]] = ({}, {})
        committees = _Names(read, "committee", "code")
        self._take_updates(folds.get("update", ()))
        for each in folds.get("stage_met", ()):
            for side, row in enumerate(each[1:]):
                if row is not None:
                    self._met[side].setdefault(row.action_id, set()).add(row.due)
        for each in folds.get("committee_rating", ()):
            for side, row in enumerate(each[1:]):
                if row is not None:
                    rated = Rated(row.number, committees[row.committee_id], row.rating)
                    self._rated[side].setdefault(row.action_id, set()).add(rated)
        self._leads = _links(read, folds.get("action_lead", ()), "lead", _Names(read, "lead", "name"))
        self._committees = _links(read, folds.get("action_committee", ()), "committee", committees)
        self.touched: set[int] = set()
        for kind in (self._said, self._asks, self._met, self._rated, self._leads, self._committees):
            self.touched.update(*kind)

    def _take_updates(self, folded: Iterable[Folded]) -> None:
        for each in folded:
            for side, row in enumerate(each[1:]):
                if row is None or row.action_id is None:
                    continue
                if row.state == "accepted":
                    text = None if row.kind == "nothing new" else row.text
                    said = Said(row.number, row.day, text, row.said_by)
                    self._said[side].setdefault(row.action_id, set()).add(said)
                elif row.asks and row.state != "sent back":
                    self._asks[side].setdefault(row.action_id, set()).add(Asked(row.number, row.asks))

    def state(self, side: int, action: int, row: ActionRow | None, themes: _Names) -> State | None:
        """Return how an action stood on one side, or None where it was not there."""
        if row is None:
            return None
        return State(
            row.handle,
            row.text,
            themes[row.theme_id],
            row.milestone,
            row.due,
            row.status,
            row.closed_as,
            row.rating,
            self._committees[side].get(action, ()),
            self._leads[side].get(action, ()),
            _frozen(self._said, side, action),
            _frozen(self._asks, side, action),
            _frozen(self._met, side, action),
            _frozen(self._rated, side, action),
        )


def _frozen(kind: tuple[dict[int, set[T]], dict[int, set[T]]], side: int, action: int) -> frozenset[T]:
    found = kind[side].get(action)
    return frozenset(found) if found else frozenset()


class _Names:
    """What the rows of a table are called now, or were called last where they are gone; asked for when needed first."""

    def __init__(self, read: Reader, table: str, name: str) -> None:
        self._read, self._table, self._name = read, table, name
        self._known: dict[int, str] | None = None

    def __getitem__(self, row: int) -> str:
        if self._known is None:
            self._known = dict(self._read.rows(f'SELECT id, {self._name} FROM "{self._table}"'))
        if row not in self._known:
            self._known[row] = self._gone(row)
        return self._known[row]

    def _gone(self, row: int) -> str:
        text = self._read.value(
            "SELECT before FROM change WHERE entity = ? AND row_id = ? AND after IS NULL ORDER BY id DESC LIMIT 1",
            (self._table, row),
        )
        known = read_json(text) if text else {}
        words = [str(known[part]) for part in ("code", "name") if known.get(part) and part in self._name]
        return " ".join(words) or f"{self._table} {row}"


Links = tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]


def _links(read: Reader, folded: Sequence[Folded], kind: str, names: _Names) -> Links:
    """Return the names that actions are tied to, on either side, of those actions whose ties were touched."""
    actions = {row.action_id for each in folded for row in each[1:] if row is not None}
    touched = {each.id for each in folded}
    sides: tuple[dict[int, list[tuple[int, int, int]]], ...] = ({}, {})
    for row, action, position, target in _ties(read, kind, sorted(actions)):
        for side in sides[1:] if row in touched else sides:
            side.setdefault(action, []).append((position, row, target))
    for each in folded:
        if each.before is not None:
            tie = (each.before.position, each.id, getattr(each.before, f"{kind}_id"))
            sides[0].setdefault(each.before.action_id, []).append(tie)
    before, after = (
        {action: tuple(names[target] for _, _, target in sorted(side.get(action, ()))) for action in actions}
        for side in sides
    )
    return before, after


def _ties(read: Reader, kind: str, actions: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        yield from read.rows(
            f"SELECT id, action_id, position, {kind}_id FROM action_{kind} WHERE action_id IN ({marks})", part
        )


def names_of(read: Reader, kind: str, actions: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the leads or the committees (`kind`) of some actions as they are now, by their names or codes, in order."""
    names = _Names(read, kind, "code" if kind == "committee" else "name")
    found: dict[int, list[tuple[int, int, int]]] = {}
    for row, action, position, target in _ties(read, kind, sorted(actions)):
        found.setdefault(action, []).append((position, row, target))
    return {action: tuple(names[target] for _, _, target in sorted(ties)) for action, ties in found.items()}


def _present(read: Reader, actions: Sequence[int]) -> Iterator[tuple[int, ActionRow]]:
    """Yield actions that were not touched themselves, as they are."""
    for start in range(0, len(actions), CHUNK):
        part = actions[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        names = ActionRow.__struct_fields__
        for action, *row in read.rows(
            f"SELECT id, {', '.join(names)} FROM action WHERE id IN ({marks})", part
        ):
            yield action, msgspec.convert(dict(zip(names, row, strict=True)), ActionRow)
