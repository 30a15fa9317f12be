"""Sizes of files in words."""

from __future__ import annotations


def told_size(size: int) -> str:
    """Return a number of bytes as people read it: 117 kB, 19.5 MB."""
    if size < 1_000:
        return f"{size} B"
    value = float(size)
    for unit in ("kB", "MB", "GB"):
        value /= 1_000
        if value < 999.5 or unit == "GB":
            break
    return f"{value:.1f} {unit}" if value < 99.95 and unit != "kB" else f"{value:,.0f} {unit}"
