"""The plan in a database: tables, reads, writes, the journal and search. The only room that knows SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jatui.store.changes import Changes
from jatui.store.reader import Reader
from jatui.store.store import Store

if TYPE_CHECKING:
    from jatui.store.writer import Writer

__all__ = ["Changes", "Reader", "Store", "Writer"]
