"""The rating that target and tolerance propose for a value; it stands beside the judged one and is never stored as it.

Nothing is proposed that the two do not bear: another measure is not compared, a level is no percentage, no data is no miss.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Literal

from jatui.domain.values import Value, read_value, same_measure, told_distance
from jatui.domain.words import sign

NO_VALUE: Final = "no value"
NO_TARGET: Final = "no target is set"
NOT_COMPARED: Final = "not compared"
"""What is said of a value that is of another measure than what it would be held against."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What target and tolerance say of a value; it stands beside the judged rating and is never stored as it."""

    words: str
    rating: str | None = None
    outcome: Literal["met", "missed"] | None = None

    @property
    def brief(self) -> str:
        """The proposal in a word or two; nothing where there is no value."""
        if self.rating or self.outcome:
            return ", ".join(
                part for part in (sign(self.rating) if self.rating else "", self.outcome) if part
            )
        if self.words.startswith((NO_VALUE, "no data")):
            return ""
        known = (NOT_COMPARED, NO_TARGET, "the target is not set")
        return next((words for words in known if self.words.startswith(words)), "not told")

    def within(self, levels: Collection[str]) -> Proposal:
        """Return the proposal for a plan whose scheme has some ratings: one that it lacks is not proposed, and that is said."""
        if self.rating is None or self.rating in levels:
            return self
        return replace(
            self, rating=None, words=f"{self.words}; the plan's scheme has no {self.rating} to propose"
        )

    def as_json(self) -> dict[str, Any]:
        """Return the proposal as the verbs print it."""
        return {"rating": self.rating, "outcome": self.outcome, "words": self.words}


def propose(
    value: Value | None, target: Value | None, tolerance: str | None = None, polarity: str | None = None
) -> Proposal:
    """Return what target and tolerance say of a value: met is green, missed within the tolerance amber, beyond it red.

    Without a tolerance amber cannot be told from red, and without a polarity only what is just on the target is told.
    """
    refused = _not_compared(value, target)
    if refused or value is None or target is None or value.number is None or target.number is None:
        return Proposal(refused or "cannot be told")
    wanted = _wanted(polarity, target)
    if wanted is None:
        return Proposal(f"{target.text} and the polarity {polarity} do not go together")
    gap = _gap(value.number, target.number, wanted)
    if gap is None:
        return Proposal("beside the target; whether that is better cannot be told without a polarity")
    if gap == 0 and not (target.bound in ("more than", "less than") and value.number == target.number):
        return Proposal(f"meets the target {target.text}", "green", "met")
    allowed = read_tolerance(tolerance, target)
    missed = f"misses the target {target.text} by {told_distance(gap, value)}"
    if isinstance(allowed, str):
        return Proposal(f"{missed}; {allowed}", None, "missed")
    if gap <= allowed:
        return Proposal(f"{missed}, within the tolerance {tolerance}", "amber", "missed")
    return Proposal(f"{missed}, beyond the tolerance {tolerance}", "red", "missed")


def read_tolerance(tolerance: str | None, target: Value) -> Decimal | str:
    """Return how far beside a target still counts as amber, or why that cannot be told.

    It is in the target's own unit, or in per cent of the target: "5%" of a target in % is five of its points.
    """
    if tolerance is None:
        return "without a tolerance amber cannot be told from red"
    read = _allowance(tolerance)
    if read is None or target.number is None:
        return f"the tolerance {tolerance} is not read"
    number, unit, relative = read
    if unit == "%" and (relative or target.unit != "%"):
        return abs(target.number) * number / 100
    if relative or unit not in (None, target.unit, *(("points",) if target.unit == "%" else ())):
        return f"the tolerance {tolerance} is in another unit than the target"
    return number


def tolerance_fault(tolerance: str, target: Value | None) -> str | None:
    """Return why a tolerance is of no use; None where it is, or may be as soon as there is a figure for a target."""
    if target is not None and target.number is not None:
        found = read_tolerance(tolerance, target)
        return found if isinstance(found, str) else None
    return None if _allowance(tolerance) else f"the tolerance {tolerance} is not read"


def _allowance(tolerance: str) -> tuple[Decimal, str | None, bool] | None:
    """Return the figure of a tolerance, its unit, and whether it is said to be of the target; None where it is not read."""
    words = tolerance.strip().casefold()
    relative = words.endswith((" of target", " of the target"))
    found = read_value(words.rpartition(" of ")[0] if relative else words.lstrip("±+"), None)
    number = found.exact
    if number is None or number < 0 or found.change:
        return None
    return number, found.unit, relative


def _not_compared(value: Value | None, target: Value | None) -> str | None:
    """Return why a value is not compared with a target, or None where it is."""
    if value is None:
        return NO_VALUE
    if value.kind in ("no data", "not set"):
        return "no data, which is no miss"
    if target is None:
        return NO_TARGET
    if target.kind in ("no data", "not set"):
        return f"the target is not set ({target.text})" if target.text else NO_TARGET
    for each, what in ((value, "value"), (target, "target")):
        if each.kind == "text":
            return (
                f"{NOT_COMPARED}: the {what} {each.text!r} is words"
                if not each.unread
                else (f"{NOT_COMPARED}: the {what} {each.text!r} is not read")
            )
    if value.kind == "number" and value.exact is None:
        return f"{NOT_COMPARED}: {value.text} is no measured figure"
    if not same_measure(value, target):
        return f"{NOT_COMPARED}: {value.text} is in {value.measure}, the target {target.text} in {target.measure}"
    return None


def _wanted(polarity: str | None, target: Value) -> str | None:
    """Return what is wanted of a value: higher, lower, on target, or `unknown`; None where words and polarity disagree."""
    bound = {"at least": "higher", "more than": "higher", "at most": "lower", "less than": "lower"}.get(
        target.bound or ""
    )
    if bound and polarity not in (None, bound):
        return None
    return bound or polarity or "unknown"


def _gap(value: Decimal, target: Decimal, wanted: str) -> Decimal | None:
    """Return how far a value is on the wrong side of a target, 0 where it is not; None where the sides are not known."""
    if value == target:
        return Decimal(0)
    if wanted == "unknown":
        return None
    if wanted == "on target":
        return abs(value - target)
    return max(Decimal(0), target - value if wanted == "higher" else value - target)
