"""Where a record was read: its paper, and the line in the paper's file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jatui.domain.sources import Source
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


_PARTS = f"""
    SELECT 'action', a.handle, {PAPER}, a.line, 0 FROM action a LEFT JOIN paper pa ON pa.id = a.paper_id WHERE a.id = :of
    UNION ALL
    SELECT 'theme', t.code || ' ' || t.name, {PAPER}, t.line, 0 FROM action a JOIN theme t ON t.id = a.theme_id
    LEFT JOIN paper pa ON pa.id = t.paper_id WHERE a.id = :of
    UNION ALL
    SELECT 'plan', p.name, {PAPER}, NULL, 0 FROM action a JOIN plan p ON p.id = a.plan_id
    LEFT JOIN paper pa ON pa.id = p.paper_id WHERE a.id = :of
    UNION ALL
    SELECT 'link', l.kind || ' ' || c.number || ' of ' || o.slug, {PAPER}, l.line, l.id
    FROM action a JOIN plan p ON p.id = a.plan_id JOIN link l ON l.to_plan = p.slug AND l.to_action = a.handle
    JOIN commitment c ON c.id = l.commitment_id JOIN plan o ON o.id = c.plan_id
    LEFT JOIN paper pa ON pa.id = l.paper_id WHERE a.id = :of
    UNION ALL
    SELECT 'move', 'to ' || v.wording, {PAPER}, NULL, v.number FROM move v LEFT JOIN meeting m ON m.id = v.meeting_id
    LEFT JOIN paper pa ON pa.id = m.paper_id WHERE v.action_id = :of
    UNION ALL
    SELECT 'minute', n.kind || ' ' || n.number, {PAPER}, NULL, n.number FROM minute n JOIN meeting m ON m.id = n.meeting_id
    LEFT JOIN paper pa ON pa.id = m.paper_id WHERE n.action_id = :of
    UNION ALL
    SELECT 'update', CAST(u.number AS TEXT), {PAPER}, u.line, u.number FROM "update" u
    LEFT JOIN paper pa ON pa.id = u.paper_id WHERE u.action_id = :of
"""
PARTS = ("action", "theme", "plan", "link", "move", "minute", "update")
"""What belongs to an action and tells its paper, in the order of telling; a move and a minute tell their meeting's."""


def source(cells: Sequence[Any]) -> Source | None:
    """Return the source that the columns `PAPER` and a line make, or None where neither is there."""
    return None if cells[0] is None and cells[-1] is None else Source._make(cells)


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


class Part(NamedTuple):
    """Something that belongs to an action: its kind, its name, and where it is read; None where it comes from no paper."""

    kind: str
    name: str
    source: Source | None

    def as_json(self) -> dict[str, Any]:
        """Return the part as the verbs print it."""
        place = self.source or Source(None, None, None, None, None)
        return {"kind": self.kind, "name": self.name, **place.as_json()}


def parts(read: Reader, action: int) -> list[Part]:
    """Return an action and everything that belongs to it, each with where it is read."""
    rows = sorted(read.rows(_PARTS, {"of": action}), key=lambda row: (PARTS.index(row[0]), row[-1]))
    return [Part(row[0], row[1], source(row[2:-1])) for row in rows]
