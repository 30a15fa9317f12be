"""The tables of a paper as they were found, and what was placed nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jatui.domain.importing.shape import Shape


class Kept(NamedTuple):
    """Something that was placed nowhere: where it stands, its words, and why."""

    number: int
    text: str
    why: str
    part: str = ""


@dataclass(slots=True)
class Table:
    """A table as it was found: where it begins, its columns where it is a plan's, its rows and its caption."""

    number: int
    part: str
    shape: Shape | None
    rows: int = 0
    actions: int = 0
    caption: str | None = None
    first: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings, or what stands in its first row where none were found."""
        return self.shape.headings if self.shape else self.first
