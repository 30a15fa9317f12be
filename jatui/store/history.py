"""The journal read aloud: who did what, when and why, and the rows it touched."""

from __future__ import annotations

from typing import Any

from jatui.store.reader import Reader
from jatui.store.values import read_json


def history(read: Reader, action: int | None = None, limit: int = -1) -> list[dict[str, Any]]:
    """Return the revisions, the newest first: all of them, or those that touched an action or what was said of it."""
    where = ""
    if action is not None:
        where = (
            "WHERE r.id IN (SELECT revision_id FROM change WHERE (entity = 'action' AND row_id = :action) "
            "OR (entity IN ('update', 'move', 'stage_met', 'action_lead', 'action_committee') "
            "AND json_extract(coalesce(after, before), '$.action_id') = :action))"
        )
    rows = read.rows(
        f"SELECT r.id, r.at, r.day, r.actor, r.command, r.arguments, r.sentence, r.reason, r.undoes FROM revision r {where} "
        "ORDER BY r.id DESC LIMIT :limit",
        {"action": action, "limit": limit},
    )
    names = ("revision", "at", "day", "actor", "command", "arguments", "sentence", "reason", "undoes")
    return [{**dict(zip(names, row, strict=True)), "arguments": read_json(row[5])} for row in rows]
