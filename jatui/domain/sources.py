"""Where a record was read: its paper, and the line in the paper's file."""

from __future__ import annotations

from typing import Any, NamedTuple

from jatui.domain.days import told_day


class Source(NamedTuple):
    """The paper of a record by its short name, title, day and file, and the record's line in that file."""

    paper: str | None
    title: str | None
    day: str | None = None
    file: str | None = None
    line: int | None = None

    @property
    def told(self) -> str:
        """The source in words."""
        paper = ", ".join(part for part in (self.title, told_day(self.day) if self.day else "") if part)
        place = " ".join(part for part in (self.file, f"line {self.line}" if self.line else "") if part)
        return "; ".join(part for part in (paper, place) if part)

    @property
    def place(self) -> str:
        """The source in few words: the file, or the paper where there is none, and the line."""
        return f"{self.file or self.paper}{f', line {self.line}' if self.line else ''}"

    def as_json(self) -> dict[str, Any]:
        """Return the source as the verbs print it."""
        return self._asdict()


def cited(source: Source | None, *names: str) -> dict[str, Any]:
    """Return some of what is known of a source by its names, paper and line without any; nothing is known of none."""
    return {name: getattr(source, name) if source else None for name in names or ("paper", "line")}
