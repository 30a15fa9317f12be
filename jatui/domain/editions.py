"""Editions: what their packs and slips are called, and how long they are kept."""

from __future__ import annotations

import hashlib
import re
from datetime import date

KEEP_YEARS = 6
"""Years for which the minutes of a meeting are open to the public: Local Government Act 1972, section 100C."""

LONGEST_SLUG = 60
"""Characters of a plan's slug that names of files repeat."""

_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def safe_slug(plan: str) -> str:
    """Return a plan's slug as file names have it: small letters, digits and hyphens; another slug never gives the same."""
    if len(plan) <= LONGEST_SLUG and _SAFE.fullmatch(plan):
        return plan
    words = "-".join(re.findall(r"[a-z0-9]+", plan.casefold()))[:LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(plan.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'plan'}-{digest}"


def pack_name(plan: str, number: int, meeting: date) -> str:
    """Return what the pack of an edition is called, as in joint-agreement-edition-003-2021-09-21."""
    return f"{pack_stem(plan, number)}-{meeting.isoformat()}"


def pack_stem(plan: str, number: int) -> str:
    """Return how the names of all packs of a plan's edition of some number begin."""
    return f"{safe_slug(plan)}-edition-{number:03}"


def snapshot_name(plan: str) -> str:
    """Return the name of a plan's snapshot within its pack."""
    return f"data/{safe_slug(plan)}.toml"


def slip_name(pack: str, number: int) -> str:
    """Return what the file of a slip is called."""
    return f"{pack}-slip-{number}.toml"


def keep_until(meeting: date, years: int = KEEP_YEARS) -> date:
    """Return the last day on which an edition for a meeting must be kept, so many years after it."""
    try:
        return meeting.replace(year=meeting.year + years)
    except ValueError:
        return date(meeting.year + years, 3, 1)


def may_be_destroyed(meeting: date, today: date, years: int = KEEP_YEARS) -> bool:
    """Tell whether the time for which an edition must be kept is over."""
    return today > keep_until(meeting, years)
