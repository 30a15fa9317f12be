"""A database copied page by page while others may read it and write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

PAGES = 2048
"""Pages copied between two looks at whether to go on."""


class _BegunAgain(Exception):
    """A page was written to while it was being copied."""


def copy_pages(source: sqlite3.Connection, copy: sqlite3.Connection, tell: Callable[[float], None]) -> None:
    """Copy every page; where another program writes meanwhile, once more with writers waiting.

    `tell` is told the share that is copied, from 0 to 1; what it raises ends the work.
    """
    try:
        source.backup(copy, pages=PAGES, progress=_watch(tell), sleep=0.01)
    except _BegunAgain:
        source.execute("BEGIN")
        try:
            source.execute("SELECT revision FROM head").fetchone()
            source.backup(copy, pages=PAGES, progress=_watch(tell), sleep=0.01)
        finally:
            source.execute("ROLLBACK")


def _watch(tell: Callable[[float], None]) -> Callable[[int, int, int], None]:
    """Return what SQLite tells of its progress; it raises _BegunAgain where no less is left to copy than before."""
    left: int | None = None

    def copied(_: int, remaining: int, total: int) -> None:
        nonlocal left
        if left is not None and remaining >= left:
            raise _BegunAgain
        left = remaining
        tell((total - remaining) / max(total, 1))

    return copied
