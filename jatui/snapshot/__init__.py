"""A plan as TOML: written, read, verified and put in its place. Knows no database."""

from jatui.snapshot.file import Snapshot, open_snapshot, write_snapshot

__all__ = ["Snapshot", "open_snapshot", "write_snapshot"]
