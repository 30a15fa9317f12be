"""Write a reading as a canonical wording."""

from __future__ import annotations

from jatui.domain.milestones.reading import Reading


def write(reading: Reading) -> str:
    """Return the canonical wording of a reading."""
    return reading.text
