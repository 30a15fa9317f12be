"""Count a length of time from a day."""

from __future__ import annotations

from datetime import date

from jatui.domain.milestones.mentions import Length


def count_from(day: date, length: Length, sign: int) -> date | None:
    """Return the day a length of time after (1) or before (-1) a day, or None past the end of the calendar."""
    from dateutil.relativedelta import relativedelta

    one = {
        "day": relativedelta(days=1),
        "week": relativedelta(weeks=1),
        "fortnight": relativedelta(weeks=2),
        "month": relativedelta(months=1),
        "quarter": relativedelta(months=3),
        "term": relativedelta(months=4),
        "year": relativedelta(years=1),
    }[length.unit]
    try:
        return day + one * length.number * sign
    except (OverflowError, ValueError):
        return None
