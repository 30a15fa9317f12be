"""Where a table's rows come from: ids in order, and the cells of the few rows that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, Protocol

Where = Callable[[str], Sequence[tuple[int, int]]]
"""What tells the stretches of a text that are to stand out, in order and apart."""

Cell = str | tuple[str, str] | tuple[str, str, Where | None]
"""A text, perhaps with the name of its style ("dim", "rating-red") and with what stands out in it as it is shown."""

Row = Sequence[Cell]
"""The cells of one row, in the order of the table's columns."""

AHEAD: Final = 64
"""Rows fetched beyond those in view, in the direction of travel, so that not every step fetches one."""

KEPT: Final = 2000
"""Rows kept before all but those in view are forgotten."""

_CHUNK: Final = 10_000


class Source(Protocol):
    """What a table shows: ordered ids, of which only windows are ever asked for."""

    def count(self) -> int:
        """Return how many rows there are."""

    def ids(self, start: int, stop: int) -> Sequence[int]:
        """Return the ids at the places from `start` up to `stop`, fewer at the end."""

    def place(self, id: int) -> int | None:
        """Return the place of an id, or None where it is not among the rows."""

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """Return the cells of some rows, one row for each id."""


class IdSource:
    """Rows whose ids are held in order and whose cells are fetched when looked at."""

    def __init__(self, ids: Sequence[int], fetch: Callable[[Sequence[int]], Mapping[int, Row]]) -> None:
        self._ids = ids
        self._fetch = fetch

    def count(self) -> int:
        """Return how many ids there are."""
        return len(self._ids)

    def ids(self, start: int, stop: int) -> Sequence[int]:
        """Return the ids at the places from `start` up to `stop`."""
        return self._ids[start:stop]

    def place(self, id: int) -> int | None:
        """Return the place of an id; searched for, since keeping every place would cost more than it saves."""
        try:
            return self._ids.index(id)
        except ValueError:
            return None

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """Return the cells of some rows; a row that has gone meanwhile is empty until the ids are asked again."""
        found = self._fetch(ids)
        return [found.get(id, ()) for id in ids]


EMPTY: Final = IdSource((), lambda ids: {})
"""The source of a table that has been given none."""


class Window:
    """The rows of one source that were looked at lately, by id."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._start: int | None = None

    def rows(self, source: Source, start: int, stop: int) -> Mapping[int, Row]:
        """Return rows by id, those from `start` up to `stop` among them, fetching what is missing at once."""
        known = self._rows
        ids = source.ids(start, stop)
        missing = [id for id in ids if id not in known]
        if missing:
            if len(known) > KEPT:
                kept = {id: known[id] for id in ids if id in known}
                known.clear()
                known.update(kept)
            missing += [id for id in self._ahead(source, start, stop) if id not in known]
            known.update(zip(missing, source.rows(missing), strict=True))
        self._start = start
        return known

    def _ahead(self, source: Source, start: int, stop: int) -> Sequence[int]:
        """Return the ids that the next steps in the same direction will show; none after a jump."""
        last = self._start
        if last is None or abs(start - last) > stop - start:
            return ()
        return source.ids(max(0, start - AHEAD), start) if start < last else source.ids(stop, stop + AHEAD)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Forget some rows, or all of them, so that they are fetched again when next looked at."""
        if ids is None:
            self._rows.clear()
            self._start = None
            return
        for id in ids:
            self._rows.pop(id, None)


def survivors(source: Source, ids: Collection[int]) -> set[int]:
    """Return those of some ids that a source has, in one pass over it."""
    wanted = set(ids)
    found: set[int] = set()
    for start in range(0, source.count(), _CHUNK):
        found |= wanted.intersection(source.ids(start, start + _CHUNK))
        if len(found) == len(wanted):
            break
    return found
