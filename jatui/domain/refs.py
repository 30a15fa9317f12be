"""Refs as printed, and the handles that tell apart two actions under one ref."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence

_PARTS = re.compile(r"([0-9]+)")
_NUMBERED = re.compile(r"(.+)#([0-9]{1,9})", re.DOTALL)
_UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase, ".")


def ref_key(ref: str) -> str:
    """Return the form in which refs are compared: upper case and without the dot (`e.1` and `E1` are one).

    Only ASCII letters change, as in SQLite's `upper`, so that both make the same key.
    """
    return ref.strip().translate(_UPPER)


def split_handle(handle: str) -> tuple[str, int | None]:
    """Return the ref of a handle and its number among the actions of that ref (`F.6#2` is `F.6` and 2)."""
    found = _NUMBERED.fullmatch(handle.strip())
    return (found[1], int(found[2])) if found else (handle.strip(), None)


def assign_handles(refs: Sequence[str]) -> list[str]:
    """Return a unique handle for each ref in order: the ref where it stands once, else `ref#1`, `ref#2`.

    Refs that differ in case alone are numbered together, since either stands for both when typed. A number that
    would make a handle of another ref as printed is passed over.
    Source: the Joint Agreement Action Plan prints F.6 twice (table 6, two rows); neither is renumbered.
    """
    total = Counter(map(str.upper, refs))
    seen: Counter[str] = Counter()
    handles = []
    for ref in refs:
        key = ref.upper()
        if total[key] == 1:
            handles.append(ref)
            continue
        seen[key] += 1
        while f"{key}#{seen[key]}" in total:
            seen[key] += 1
        handles.append(f"{ref}#{seen[key]}")
    return handles


def next_handle(ref: str, taken: Iterable[str]) -> str:
    """Return the handle for one more action under a ref, given the handles that stand already."""
    parts = [split_handle(handle) for handle in taken]
    numbers = [number or 1 for other, number in parts if other.upper() == ref.upper()]
    return f"{ref}#{max(numbers) + 1}" if numbers else ref


def ref_order(ref: str) -> tuple[tuple[int, int | str], ...]:
    """Return a key that sorts refs as a person does: T.2 before T.10, digits as numbers.

    A letter code comes before a longer one that begins with it, so that C.8 stands before CE.1.
    """
    parts = (part for part in _PARTS.split(ref_key(ref)) if part)
    return tuple((0, _number(part)) if part.isascii() and part.isdigit() else (1, part) for part in parts)


def _number(digits: str) -> int:
    """Return digits as a number; past what a ref could mean they all sort alike, at the end."""
    return int(digits) if len(digits) <= 18 else 10**18
