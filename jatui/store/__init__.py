"""The plan in a database: tables, reads, writes, the journal and search. The only room that knows SQL."""

from jatui.store.changes import Changes
from jatui.store.store import Store

__all__ = ["Changes", "Store"]
