"""Count a length of time from a day."""

from __future__ import annotations

from datetime import date

from jatui.domain.milestones.mentions import Length


def count_from(day: date, length: Length, sign: int) -> date | None:
    """Return the day a length of time after (1) or before (-1) a day, or None past the end of the calendar."""
    from dateutil.relativedelta import relativedelta

    number = length.number * sign
    try:
        if length.unit == "day":
            return day + relativedelta(days=number)
        if length.unit in ("week", "fortnight"):
            return day + relativedelta(weeks=number * (2 if length.unit == "fortnight" else 1))
        months = {"month": 1, "quarter": 3, "term": 4, "year": 12}[length.unit]
        return day + relativedelta(months=number * months)
    except (OverflowError, ValueError):
        return None
