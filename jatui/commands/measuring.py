"""What is recorded of a measurement: the columns for what a person or a table says, and what is odd about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from jatui.domain.days import short_day
from jatui.domain.errors import Misused, Refused
from jatui.domain.indicators import period_days
from jatui.domain.moves import quoted
from jatui.domain.scorecard import Entry
from jatui.domain.text import clean
from jatui.domain.values import LONGEST, part_target, read_value
from jatui.domain.words import rating_word
from jatui.store import Reader
from jatui.store.schemes import levels_of

OUTCOMES = ("met", "missed")
"""What may be said of a target."""


def one_line(text: str) -> str | None:
    """Return a text on one clean line, None where nothing is left of it."""
    return clean(" ".join(text.split())) or None


def brief(text: str, what: str) -> str | None:
    """Return a few words on one clean line, None where nothing is left of them; raises Misused where they are too many."""
    found = one_line(text)
    if found and len(found) > LONGEST:
        raise Misused(
            f"{what} has at most {LONGEST} characters; a note or a text says the rest. Nothing was changed."
        )
    return found


def value_columns(value: str, unit: str | None, target: str | None = None) -> dict[str, Any]:
    """Return the columns of a value as printed; one that prints its target in brackets gives that too.

    Raises Misused where it is empty, too long, or prints a target beside another that is given.
    """
    printed = one_line(value)
    if printed is None:
        raise Misused("The value is empty. Write 'No data' where there is none.")
    if len(printed) > LONGEST:
        raise Misused(f"A value has at most {LONGEST} characters; give the rest as --text.")
    alone, beside = part_target(printed)
    if beside is not None and target is not None:
        raise Misused(
            f"{quoted(printed)!r} prints a target already. Leave out --target, or the target in brackets."
        )
    kind = read_value(alone, unit).kind
    found: dict[str, Any] = {"value": alone, "kind": "no data" if kind == "not set" else kind}
    return found if beside is None else {**found, "target": beside}


def period_columns(period: str) -> dict[str, Any]:
    """Return the columns of a period as printed; its days where they are surely read, else none."""
    printed = brief(period, "A period")
    days = period_days(printed) if printed else None
    return {"period": printed, "start": days[0] if days else None, "end": days[1] if days else None}


def past_day(day: date, today: date) -> date:
    """Return a day on which something was done or said; raises Misused where it has not come yet."""
    if day > today:
        raise Misused(f"{short_day(day)} has not come yet. Give a day that has; nothing was changed.")
    return day


def checked_code(read: Reader, plan: int, given: str) -> str | None:
    """Return a rating that a plan's scheme has, None for an empty word; raises Refused with those that it has."""
    if not given.strip():
        return None
    rating, allowed = rating_word(given), levels_of(read, plan)
    if rating not in allowed:
        known = ", ".join(allowed) or "none yet"
        raise Refused(
            f"{quoted(given)!r} is no rating of this plan's scheme. It has: {known}. Nothing was changed."
        )
    return rating


def is_same(entry: Entry, columns: dict[str, Any]) -> bool:
    """Tell whether a measurement says already what is to be recorded."""
    kept = {
        "period": entry.period, "data_day": entry.data_day, "value": entry.text, "target": entry.target_text,
        "rating": entry.rating, "outcome": entry.outcome, "text": entry.said,
    }  # fmt: skip
    return all(columns.get(name) == value for name, value in kept.items())


def told_columns(columns: dict[str, Any]) -> str:
    """Return in a few words what was recorded."""
    parts = [str(columns[name]) for name in ("period", "value", "rating", "outcome") if columns.get(name)]
    if columns.get("data_day"):
        parts.append(f"data of {short_day(columns['data_day'])}")
    return quoted(", ".join(parts)) if parts else "words alone"


def odd(columns: dict[str, Any], known: list[Entry], unit: str | None) -> list[str]:
    """Return in words what is not read, and what stands there already for the period."""
    told = []
    value = columns.get("value")
    if value and read_value(value, unit).unread:
        told.append(f"{quoted(value)!r} is kept and not read as a figure")
    if columns.get("period") and columns.get("end") is None:
        told.append(f"the days of the period {quoted(columns['period'])!r} are not read")
    before = [entry for entry in known if entry.text and value and _same_period(entry, columns)]
    if before and before[-1].text != value:
        told.append(f"{quoted(before[-1].text or '')} of measurement {before[-1].number} stays beside it")
    return told


def _same_period(entry: Entry, columns: dict[str, Any]) -> bool:
    end = columns.get("end")
    return (
        entry.end == end
        if end is not None
        else columns.get("period") is not None and entry.period == columns["period"]
    )


def word_of(given: str, name: str, known: tuple[str, ...]) -> str | None:
    """Return a word of a list, None for an empty one; raises Misused with the list."""
    word = " ".join(given.casefold().split())
    if word and word not in known:
        raise Misused(f"{quoted(given)!r} is no {name}. It is one of: {', '.join(known)}.")
    return word or None
