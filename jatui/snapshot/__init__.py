"""A plan as TOML: written, read, verified and put in its place. Knows no database."""

from jatui.snapshot.draft import Draft, drafted
from jatui.snapshot.file import Snapshot, naming, open_snapshot, peek, verify_snapshot
from jatui.snapshot.header import Header
from jatui.snapshot.render import digest

__all__ = [
    "Draft",
    "Header",
    "Snapshot",
    "digest",
    "drafted",
    "naming",
    "open_snapshot",
    "peek",
    "verify_snapshot",
]
