"""What the verbs print: data to stdout, words to stderr, and nothing that acts on a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from jatui.domain.text import clean, clean_lines

_UNSEEN_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
GAP = "  "


def out(text: str = "") -> None:
    """Print data: one or more lines to stdout."""
    sys.stdout.write(clean_lines(text) + "\n")


def say(text: str) -> None:
    """Print words for the person: one or more lines to stderr."""
    sys.stderr.write(clean_lines(text) + "\n")


def out_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON; what could act on a terminal stands as escapes, which read back the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.write(_UNSEEN_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def out_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int | None = None) -> None:
    """Print rows in columns. On a terminal the flexible column is cut to fit, with `…`; elsewhere nothing is cut."""
    lines = [[clean(cell).replace("\u240a", " ") for cell in row] for row in rows]
    table = [list(headings), *lines]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    if flexible is not None and sys.stdout.isatty():
        import shutil

        room = (
            shutil.get_terminal_size().columns - sum(widths) - len(GAP) * (len(widths) - 1) + widths[flexible]
        )
        widths[flexible] = max(12, min(widths[flexible], room))
    for row in table:
        cells = [_fit(cell, width) for cell, width in zip(row, widths, strict=True)]
        sys.stdout.write(GAP.join(cells).rstrip() + "\n")


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _fit(text: str, width: int) -> str:
    """Return a text padded, or cut with `…`, to a width in columns."""
    length = _width(text)
    if length <= width:
        return text + " " * (width - length)
    while text and _width(text) > width - 1:
        text = text[:-1]
    return text + "…" + " " * (width - 1 - _width(text))


def wrapped(text: str, indent: str = "") -> str:
    """Return a text folded for reading on a terminal; elsewhere it stays as it is."""
    if not sys.stdout.isatty():
        return indent + text
    import shutil
    import textwrap

    width = min(100, shutil.get_terminal_size().columns)
    return "\n".join(
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent)
        for line in text.splitlines() or [""]
    )
