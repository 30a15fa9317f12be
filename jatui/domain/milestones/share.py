"""Give periods without a year the year of the period beside them, as a list or range shares it."""

from __future__ import annotations

from jatui.domain.milestones.mentions import Script
from jatui.domain.milestones.periods import Period, Year


def share_years(script: Script) -> None:
    """Give each period without a year that of the next, going back one where the months cross December."""
    periods: list[Period] = []
    for mention in script.mentions:
        periods.append(mention.first)
        if mention.last is not None:
            periods.append(mention.last)
    after: Period | None = None
    for period in reversed(periods):
        if period.year is None and after is not None and after.year is not None:
            crossed = place_in_year(period) > place_in_year(after)
            period.year = Year(after.year.first - crossed, after.year.pair)
        if period.year is not None:
            after = period


def place_in_year(period: Period) -> float:
    """Return where in its year a period begins, in months."""
    if period.shape == "quarter":
        return period.number * 3
    if period.shape == "half":
        return period.number * 6
    if period.shape in ("season", "term"):
        return period.number * 3
    return period.month + period.day / 100
