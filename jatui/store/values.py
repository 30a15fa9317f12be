"""Values between Python and SQLite: days as text, lists and rows as JSON, yes and no as 1 and 0."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from jatui.domain.errors import Unusable


def stored(value: Any) -> Any:
    """Return a value in the form in which SQLite keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (list, tuple)):
        return json.dumps(list(value), ensure_ascii=False)
    return value


def read_day(text: str) -> date:
    """Return a stored day; raises Unusable where it is none."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise _damaged(text, "a day") from None


def day_or_none(text: str | None) -> date | None:
    """Return a stored day, or None where there is none; raises Unusable where it is neither."""
    return read_day(text) if text else None


def read_json(text: str) -> Any:
    """Return what a stored JSON text holds; raises Unusable where it is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise _damaged(text, "a list") from None


def theme_json(code: str | None, name: str | None) -> dict[str, Any] | None:
    """Return a theme as the verbs print it, None where there is none."""
    return None if code is None else {"code": code, "name": name}


def _damaged(text: object, what: str) -> Unusable:
    return Unusable(
        f"The database is damaged: {str(text)[:40]!r} stands where {what} should be. `jatui check` tells more."
    )
