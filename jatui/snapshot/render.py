"""Records as TOML text, always the same text for the same record.

The text is what tomli-w writes, one record at a time and faster, but that characters which act on a terminal
or turn the direction of writing are escaped, so that a snapshot may be shown with any tool. Each value has one
layout whatever its length: a text is one line, a list one line for each item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_ESCAPES = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SPECIAL = re.compile(
    '["\\\\\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]'
)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def render_text(text: str) -> str:
    """Return a text as a TOML basic string on one line."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def render_value(value: object) -> str:
    """Return a text, number, day, yes or no, or list of texts as TOML; raises TypeError for anything else."""
    if isinstance(value, str):
        return render_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[\n" + "".join(f"    {render_text(item)},\n" for item in value) + "]"
    raise TypeError(f"a record holds no {type(value).__name__}")


def render_record(kind: str, values: Mapping[str, object]) -> str:
    """Return one record as TOML, its fields in the order given, ended by an empty line."""
    lines = [f"{name} = {render_value(value)}\n" for name, value in values.items()]
    return f"[[{kind}]]\n{''.join(lines)}\n"
