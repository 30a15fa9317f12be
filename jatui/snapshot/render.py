"""Records as TOML text, always the same text for the same record.

The text is what tomli-w writes, one record at a time and faster, but that characters which act on a terminal,
turn the direction of writing or cannot be seen are escaped, so that a snapshot may be shown with any tool. Each
value has one layout whatever its length: a text is one line, a list one line for each item.

Which characters are escaped is part of the format: since a reader takes only what is written here, a change to
that is a new version.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date

_ESCAPES = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = (
    '"\\\\\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f'
    "\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_SPECIAL = re.compile(f"[{_ESCAPED}]")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def render_text(text: str) -> str:
    """Return a text as a TOML basic string on one line."""
    return f'"{text}"' if is_plain(text) else '"' + _SPECIAL.sub(_escape, text) + '"'


def is_plain(text: str) -> bool:
    """Tell whether nothing in a text is escaped; what is printable holds none of the characters that act, turn or hide."""
    return (text.isprintable() and '"' not in text and "\\" not in text) or not _SPECIAL.search(text)


def render_value(value: object) -> str:
    """Return a text, number, day, yes or no, or list of texts as TOML; raises TypeError for anything else."""
    if isinstance(value, str):
        return render_text(value)
    if value is True or value is False:
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
    """Return one record as TOML, its fields in the order given, ended by an empty line.

    What most fields hold, a text in which nothing is escaped, is written here, without a call.
    """
    lines = [f"[[{kind}]]"]
    for name, value in values.items():
        if type(value) is str and value.isprintable() and '"' not in value and "\\" not in value:
            lines.append(f'{name} = "{value}"')
        else:
            lines.append(f"{name} = {render_value(value)}")
    lines.append("\n")
    return "\n".join(lines)


def digest(items: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return the sha256 of records as a snapshot writes them, in hexadecimal digits."""
    found = hashlib.sha256()
    for kind, values in items:
        found.update(render_record(kind, values).encode())
    return found.hexdigest()
