"""Where a record was read: its paper, and the line in the paper's file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jatui.domain.days import told_day
from jatui.store.reader import CHUNK, Reader

PAPER = "pa.slug, pa.title, pa.day, pa.file"
"""The columns of a paper `pa` that a source is made of; the line of the record comes after them."""

UNLINED = frozenset({"plan", "meeting"})
"""The kinds of record that name their paper and no line of it."""

LINED = frozenset({
    "action", "alignment", "amount", "answer", "commitment", "contact", "finding", "indicator", "indicator_set", "link",
    "measurement", "recommendation", "statement", "theme", "update",
})  # fmt: skip
"""The kinds of record that name their paper and their line."""

NO_PAPER = "no paper is named"
"""What is said of a record that comes from no paper."""


class Source(NamedTuple):
    """The paper of a record by its short name, title, day and file, and the record's line in that file."""

    paper: str | None
    title: str | None
    day: str | None
    file: str | None
    line: int | None

    @property
    def told(self) -> str:
        """The source in words."""
        paper = ", ".join(part for part in (self.title, told_day(self.day) if self.day else "") if part)
        place = " ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)
        return "; ".join(part for part in (paper, place) if part)

    def as_json(self) -> dict[str, Any]:
        """Return the source as the verbs print it."""
        return self._asdict()


def source(cells: Sequence[Any]) -> Source | None:
    """Return the source that the columns `PAPER` and a line make, or None where neither is there."""
    found = Source._make(cells)
    return None if found.paper is None and found.line is None else found


def sources(read: Reader, kind: str, rows: Sequence[int]) -> Mapping[int, Source]:
    """Return the source of each of some records of a kind; those that come from no paper have none."""
    if kind not in UNLINED | LINED:
        return {}
    line = "NULL" if kind in UNLINED else "t.line"
    found: dict[int, Source] = {}
    for start in range(0, len(rows), CHUNK):
        for row, *cells in read.rows(
            f'SELECT t.id, {PAPER}, {line} FROM "{kind}" t LEFT JOIN paper pa ON pa.id = t.paper_id '
            "WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(rows[start : start + CHUNK])),),
        ):
            if known := source(cells):
                found[row] = known
    return found
