"""Read the wordings of milestones, as an officer reads them."""

from __future__ import annotations

from jatui.domain.milestones.read import read
from jatui.domain.milestones.reading import KINDS, Reading, Repeat, Stage, next_stage, occurrences
from jatui.domain.milestones.writer import write

__all__ = ["KINDS", "Reading", "Repeat", "Stage", "next_stage", "occurrences", "read", "write"]
