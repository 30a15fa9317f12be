"""The rows that a person has marked, by id, so that a mark survives filters, sorting and changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jatui.tui.widgets.table_source import Source


@dataclass(slots=True)
class Marks:
    """Some marked ids or, after "mark all", every row shown but some; `anchor` is where a range begins."""

    all_shown: bool = False
    anchor: int | None = None
    _ids: set[int] = field(default_factory=set)

    def __contains__(self, id: int) -> bool:
        return (id in self._ids) != self.all_shown

    def __bool__(self) -> bool:
        return self.all_shown or bool(self._ids)

    def toggle(self, id: int) -> None:
        """Mark a row, or take its mark away; a row marked so begins the next range."""
        self._ids ^= {id}
        self.anchor = id if id in self else None

    def extend(self, ids: Iterable[int], end: int) -> None:
        """Mark a range of rows; the next one begins at its end."""
        self._ids = self._ids.difference(ids) if self.all_shown else self._ids.union(ids)
        self.anchor = end

    def everything(self) -> None:
        """Mark every row shown, without asking for their ids."""
        self.all_shown, self.anchor = True, None
        self._ids = set()

    def only(self, ids: Iterable[int]) -> None:
        """Mark these rows and no others."""
        self.drop()
        self._ids = set(ids)

    def drop(self, ids: Iterable[int] | None = None) -> None:
        """Take the mark from some rows, or from all."""
        if ids is None:
            self.all_shown, self.anchor = False, None
            self._ids = set()
            return
        gone = frozenset(ids)
        self._ids = self._ids | gone if self.all_shown else self._ids - gone
        self.anchor = None if self.anchor in gone else self.anchor

    def settle(self, source: Source) -> None:
        """Turn "every row shown" into the ids that are meant, before other rows are shown."""
        if self.all_shown:
            self._ids = set(source.ids(0, source.count())) - self._ids
            self.all_shown = False

    def ids(self, source: Source) -> frozenset[int]:
        """Return the marked ids, shown or not."""
        if self.all_shown:
            return frozenset(source.ids(0, source.count())) - self._ids
        return frozenset(self._ids)

    def count(self, source: Source) -> int:
        """Return how many rows are marked, without asking for ids."""
        return source.count() - len(self._ids) if self.all_shown else len(self._ids)
