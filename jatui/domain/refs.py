"""Refs as printed, and the handles that tell apart two actions under one ref."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_PARTS = re.compile(r"(\d+)")


def ref_key(ref: str) -> str:
    """Return the form in which refs are compared: upper case and without the dot (`e.1` and `E1` are one)."""
    return ref.strip().upper().replace(".", "")


def split_handle(handle: str) -> tuple[str, int | None]:
    """Return the ref of a handle and its number among the actions of that ref (`F.6#2` is `F.6` and 2)."""
    ref, mark, number = handle.strip().partition("#")
    if mark and number.isascii() and number.isdigit():
        return ref, int(number)
    return handle.strip(), None


def assign_handles(refs: Sequence[str]) -> list[str]:
    """Return a unique handle for each ref in order: the ref where it stands once, else `ref#1`, `ref#2`.

    Source: the Joint Agreement Action Plan prints F.6 twice (tables 6, two rows); neither is renumbered.
    """
    total = Counter(refs)
    seen: Counter[str] = Counter()
    handles = []
    for ref in refs:
        seen[ref] += 1
        handles.append(ref if total[ref] == 1 else f"{ref}#{seen[ref]}")
    return handles


def next_handle(ref: str, taken: Iterable[str]) -> str:
    """Return the handle for one more action under a ref, given the handles that stand already."""
    numbers = [split_handle(handle)[1] or 1 for handle in taken if split_handle(handle)[0] == ref]
    return f"{ref}#{max(numbers) + 1}" if numbers else ref


def ref_order(ref: str) -> tuple[tuple[int, int | str], ...]:
    """Return a key that sorts refs as a person does: T.2 before T.10, digits as numbers."""
    parts = (part for part in _PARTS.split(ref_key(ref)) if part)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
