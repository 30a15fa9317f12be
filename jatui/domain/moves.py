"""Moves of a milestone: how far a new wording slips from the one before and from the original, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jatui.domain.days import short_day
from jatui.domain.text import clean
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.domain.milestones import Reading

LONGEST_SHOWN = 60
"""Characters of a wording that a sentence quotes."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier move: the wording and due day that it found, and those that it left."""

    former: str
    former_due: date | None
    wording: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Slip:
    """How far a due day moves: in whole months and in days, both negative where it is brought forward.

    `number` counts the slips so far, this one with them; the totals are against the original due day. What
    cannot be counted, since one of the two has no due day, is None.
    """

    months: int | None
    days: int | None
    number: int
    total_months: int | None
    total_days: int | None


@dataclass(frozen=True, slots=True)
class Described:
    """A new wording beside the present one: its reading, how far it slips, and both in words."""

    reading: Reading
    slip: Slip
    words: str


def months_between(former: date, due: date) -> int:
    """Return the whole months from one day to another, negative where the other is earlier.

    The end of one month is whole months away from the end of any other, however long they are.
    """
    from dateutil.relativedelta import relativedelta

    if due < former:
        return -months_between(due, former)
    months = (due.year - former.year) * 12 + due.month - former.month
    return months - (former + relativedelta(months=months) > due)


def slip(original: date | None, former: date | None, due: date | None, earlier: Sequence[Past] = ()) -> Slip:
    """Return how far a due day moves from the former and from the original one, after some earlier moves."""
    months, days = _distance(former, due)
    total_months, total_days = _distance(original, due)
    slips = sum(_is_later(move.former_due, move.due) for move in earlier)
    return Slip(months, days, slips + _is_later(former, due), total_months, total_days)


def _is_later(former: date | None, due: date | None) -> bool:
    return former is not None and due is not None and due > former


def _distance(former: date | None, due: date | None) -> tuple[int | None, int | None]:
    if former is None or due is None:
        return None, None
    return months_between(former, due), (due - former).days


def describe(
    present: str, due: date | None, earlier: Sequence[Past], wording: str, paper: date | None = None
) -> Described:
    """Return how a new wording reads and how far it moves a milestone that now has a wording and a due day.

    `earlier` are the moves so far, the first one first: the original is what the first of them found. `paper` is
    the day of the plan's paper, for what the wording leaves unsaid.
    """
    from jatui.domain.milestones import read

    reading = read(wording, paper=paper)
    original = earlier[0].former_due if earlier else due
    moved = slip(original, due, reading.due, earlier)
    return Described(reading, moved, say(reading, due, moved, first=not earlier))


def say(reading: Reading, former: date | None, moved: Slip, *, first: bool) -> str:
    """Return in words where a move leads: `by 31 Jan 2022, slips 1 month, second slip, 3 months in all ...`."""
    told = [f"by {short_day(reading.due)}" if reading.due else f"no due day ({reading.kind})"]
    if reading.due and reading.precision == "approximate":
        told[0] += " approximately"
    told += _distance_words(former, reading.due, moved, first)
    told += [f"{quoted(part)!r} is not read" for part in reading.unread]
    if reading.suggestion:
        told.append(f"perhaps {quoted(reading.suggestion)!r} is meant")
    if reading.ambiguous:
        told.append("it can be read in several ways")
    return ", ".join(told)


def slips(moves: Sequence[Past]) -> list[tuple[Slip, str]]:
    """Return how far each of some moves slipped, and in words, the first one first."""
    told = []
    for place, move in enumerate(moves):
        moved = slip(moves[0].former_due, move.former_due, move.due, moves[:place])
        words = _distance_words(move.former_due, move.due, moved, place == 0)
        told.append((moved, ", ".join(words) or "no due day"))
    return told


def _distance_words(former: date | None, due: date | None, moved: Slip, first: bool) -> list[str]:
    """Return how far a due day moves, in words."""
    if due is None:
        return ["had one by " + short_day(former)] if former else []
    if moved.days is None:
        told = ["had no due day before"]
    elif moved.days == 0:
        told = ["the due day stays"]
    elif moved.days > 0:
        told = [f"slips {length(moved.months, moved.days)}", f"{ordinal(moved.number)} slip"]
    else:
        told = [f"brought forward {length(moved.months, moved.days)}"]
        if moved.number:
            told.append(f"{count(moved.number, 'slip')} before")
    if not first and moved.total_days is not None:
        told.append(_total(moved))
    return told


def _total(moved: Slip) -> str:
    if not moved.total_days:
        return "the original due day"
    far = length(moved.total_months, moved.total_days)
    return f"{far} in all against the original" if moved.total_days > 0 else f"{far} before the original"


def length(months: int | None, days: int) -> str:
    """Return a distance in months, or in days where it is shorter than one."""
    return count(abs(months), "month") if months else count(abs(days), "day")


def ordinal(number: int) -> str:
    """Return a place in a row as a word: first, second ... tenth, 11th."""
    if 0 < number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


def quoted(wording: str) -> str:
    """Return a wording as a sentence names it: on one line, with nothing that steers, and not too long."""
    shown = clean(" ".join(wording[: LONGEST_SHOWN * 4].split()))
    if len(shown) > LONGEST_SHOWN or len(wording) > LONGEST_SHOWN * 4:
        shown = shown[: LONGEST_SHOWN - 1] + "…"
    return shown or "(nothing)"
