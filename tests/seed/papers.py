"""The papers as they were handed in, where they lie beside the project: their lines, and whether words stand there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(os.environ.get("JATUI_PAPERS") or Path(__file__).resolve().parents[3] / "shared" / "seeds")
"""Where the papers are: beside the project, or where the environment says."""

REACH = 8
"""How many lines a text may go on over: page cuts leave blank ones, and one answer runs beside three rows."""

_MARKS = re.compile(r"</?[pu]>|\*\*|^\s*-\s|^#+\s|\[|\]\(#\)")


@cache
def lines_of(file: str) -> tuple[str, ...]:
    """Return the lines of a paper, the first of them at place 0."""
    return tuple((FOLDER / file).read_text(encoding="utf-8").split("\n"))


def plain(text: str) -> str:
    """Return words without marks of layout and with one blank between them."""
    return " ".join(_MARKS.sub(" ", text).split())


def _readings(file: str, line: int) -> Iterator[tuple[str, int]]:
    """Yield what may be read from a line on, and how far the line itself goes in it.

    This is the whole of the lines, or one column of a table whose cell goes on in the next rows.
    """
    rows = [row for row in lines_of(file)[line - 1 : line - 1 + REACH] if row.strip()]
    yield " ".join(map(plain, rows)), len(plain(rows[0]))
    for column in range(rows[0].count("\t") + 1):
        cells = [plain(row.split("\t")[column]) for row in rows if row.count("\t") >= column]
        yield " ".join(filter(None, cells)), len(cells[0])


def stands(file: str, line: int, words: str) -> bool:
    """Tell whether words begin in a line of a paper, wherever a page cuts them, in capitals or not."""
    wanted = plain(words).casefold()
    return bool(lines_of(file)[line - 1].strip()) and any(
        0 <= found.casefold().find(wanted) <= length for found, length in _readings(file, line)
    )
