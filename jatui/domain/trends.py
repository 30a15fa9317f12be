"""What the values of an indicator say together, computed and never stored: direction, forecast and age.

Nothing is told that the values do not bear. Two measures are not compared, a level has no slope, and whether up is
better is told by the polarity alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from statistics import median
from typing import Any, Final, Literal

from jatui.domain.days import short_day
from jatui.domain.indicators import FREQUENCIES, months_on
from jatui.domain.proposals import NOT_COMPARED, Proposal, propose
from jatui.domain.values import Value, plain, same_measure, told, told_distance
from jatui.domain.words import count

LONG: Final = 4
"""How many of the last values the long direction is told from, at most."""

LEAST_LONG: Final = 3
"""How many values a long direction and a forecast need."""

MOST_FORECAST: Final = 12
"""How many of the last values a forecast is drawn from, at most."""

Sense = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of an indicator and the day that it is of, None where that is not known."""

    day: date | None
    value: Value


@dataclass(frozen=True, slots=True)
class Direction:
    """How far a value went and whether that is better; `words` says it, or why it cannot be told."""

    words: str
    by: Decimal | None = None
    sense: Sense | None = None
    values: int = 0

    @property
    def sign(self) -> str:
        """An arrow for where it went, which says nothing of better or worse; nothing where it cannot be told."""
        return "" if self.by is None else "↑" if self.by > 0 else "↓" if self.by < 0 else "→"

    @property
    def brief(self) -> str:
        """The direction in a word or two; nothing where there is no value."""
        if self.by is not None:
            way = {"↑": "up", "↓": "down", "→": "unchanged"}[self.sign]
            return f"{way}, {self.sense}" if self.by and self.sense else way
        if self.words.startswith(NOT_COMPARED):
            return NOT_COMPARED
        return _few(self.values) if self.values else ""

    def as_json(self) -> dict[str, Any]:
        """Return the direction as the verbs print it."""
        return {
            "by": None if self.by is None else plain(self.by),
            "sense": self.sense,
            "values": self.values,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Forecast:
    """A value that may be expected on a day, how it was reckoned, and what it would mean; no day where it cannot be told."""

    words: str
    day: date | None = None
    number: Decimal | None = None
    proposal: Proposal | None = None
    values: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the forecast as the verbs print it."""
        return {
            "day": self.day.isoformat() if self.day else None,
            "value": None if self.number is None else plain(self.number),
            "would_be": self.proposal.as_json() if self.proposal else None,
            "values": self.values,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Age:
    """How old the last data are; `expected` is when newer ones were to be there, `late` whether that has passed."""

    words: str
    days: int | None = None
    expected: date | None = None
    late: bool = False

    @property
    def brief(self) -> str:
        """The age in a word or two."""
        if self.days is None:
            return self.words.partition(";")[0]
        return count(self.days, "day") + (", late" if self.late else "")

    def as_json(self) -> dict[str, Any]:
        """Return the age as the verbs print it."""
        expected = self.expected.isoformat() if self.expected else None
        return {"days": self.days, "expected": expected, "late": self.late, "words": self.words}


def direction(
    points: Sequence[Point], polarity: str | None, target: Value | None, last: int = 2
) -> Direction:
    """Return where the last values went: the last two, or for `last` of more from the first of so many to the last.

    The points are in the order of their days. Where too few can be compared, the words say so.
    """
    some = _comparable(points, last)
    if isinstance(some, str):
        return Direction(some)
    least = 2 if last == 2 else LEAST_LONG
    if len(some) < least:
        return Direction(f"cannot be told: only {_few(len(some))}, and it takes {least}", values=len(some))
    first, now = some[0].value, some[-1].value
    assert first.number is not None and now.number is not None
    by = now.number - first.number
    sense, why = _sense(first.number, now.number, polarity, _number_of(target, now))
    moved = f"{'up' if by > 0 else 'down'} {told_distance(by, now)}" if by else "unchanged"
    over = "" if last == 2 else f" over {count(len(some), 'value')}"
    meaning = {
        "better": ", better",
        "worse": ", worse",
        "same": "" if not by else ", as far from the target",
        None: why,
    }
    return Direction(f"{moved}{over}{meaning[sense]}", by, sense, len(some))


def forecast(
    points: Sequence[Point],
    frequency: str | None,
    target: Value | None,
    tolerance: str | None = None,
    polarity: str | None = None,
    *,
    day: date | None = None,
    today: date | None = None,
) -> Forecast:
    """Return what the next period (or another `day`) may bring if it goes on as it has.

    The line is that of the median of the slopes between each two of the last values (Theil and Sen), which one odd value
    hardly moves; it takes three values. A percentage that never left 0 to 100 is kept there, and a period that is over as of
    `today` is said to be so.
    """
    some = _comparable(points, MOST_FORECAST)
    if isinstance(some, str):
        return Forecast(some)
    if any(point.value.kind != "number" for point in some):
        return Forecast("cannot be told: levels have no slope")
    if len(some) < LEAST_LONG:
        return Forecast(
            f"cannot be told: only {_few(len(some))}, and it takes {LEAST_LONG}", values=len(some)
        )
    days = [point.day.toordinal() for point in some if point.day]
    values = [point.value.number for point in some if point.value.number is not None]
    when = day or _next_end(some, frequency)
    if when is None:
        return Forecast("cannot be told: the next period lies off the calendar")
    number = _line(days, values, when.toordinal())
    now = some[-1].value
    if now.unit == "%" and not now.change and all(0 <= value <= 100 for value in values):
        number = min(max(number, Decimal(0)), Decimal(100))
    places = max(0, *(-int(value.as_tuple().exponent) for value in values))
    number = round(number, min(places, 6)) if places else number.to_integral_value()
    expected = Value(told(number, now), "number", number, now.unit, now.change, now.base)
    would = propose(expected, target, tolerance, polarity)
    means = f", which {would.words}" if would.outcome else ""
    over = ", a day that has passed" if today is not None and when < today else ""
    told_of = f"by the median slope of {count(len(some), 'value')}"
    return Forecast(
        f"{expected.text} by {short_day(when)}{over}{means} ({told_of})", when, number, would, len(some)
    )


def year_end(day: date) -> date:
    """Return the end of the financial year that a day lies in."""
    return date(day.year + (day.month > 3), 3, 31) if day.year < date.max.year else date(day.year, 3, 31)


def age(
    data: date | None, told_on: date | None, today: date, frequency: str | None = None, lag: int | None = None
) -> Age:
    """Return how old data are, apart from the day on which they were reported, and whether newer ones are late."""
    if data is None:
        said = f"; reported {short_day(told_on)}" if told_on else ""
        return Age(f"day not known{said}")
    days = (today - data).days
    said = f", reported {short_day(told_on)}" if told_on else ""
    ahead = f"{count(days, 'day')} old" if days >= 0 else f"{count(-days, 'day')} ahead"
    expected = None
    if frequency in FREQUENCIES:
        after = months_on(data, FREQUENCIES[frequency])
        expected = after + timedelta(lag or 0) if after and (date.max - after).days >= (lag or 0) else None
    late = expected is not None and expected < today
    newer = f"; newer data were due {short_day(expected)}" if late and expected else ""
    return Age(f"data of {short_day(data)}, {ahead}{said}{newer}", days, expected, late)


def _comparable(points: Sequence[Point], most: int) -> list[Point] | str:
    """Return the last values that can be compared, the oldest first and of each day the last one; or why there are none.

    Values of another measure than the latest end the row, since from one to the other nothing can be told.
    """
    found: list[Point] = []
    undated = False
    for point in reversed(points):
        if point.value.kind != "level" and point.value.exact is None:
            continue
        if point.day is None:
            undated = True
        elif not found:
            found.append(point)
        elif point.day != found[-1].day:
            if not same_measure(point.value, found[0].value):
                if len(found) > 1:
                    break
                one, other = point.value, found[0].value
                return f"{NOT_COMPARED}: {one.text} is in {one.measure}, {other.text} in {other.measure}"
            found.append(point)
            if len(found) == most:
                break
    if not found:
        return f"cannot be told: {'the values have no days' if undated else 'no value'}"
    return found[::-1]


def _few(values: int) -> str:
    return "one value" if values == 1 else count(values, "value")


def _sense(
    first: Decimal, now: Decimal, polarity: str | None, target: Decimal | None
) -> tuple[Sense | None, str]:
    """Return whether a move is better, or None and why that cannot be told."""
    if first == now:
        return "same", ""
    if polarity in ("higher", "lower"):
        return ("better" if (now > first) == (polarity == "higher") else "worse"), ""
    if polarity is None:
        return None, "; whether that is better cannot be told without a polarity"
    if target is None:
        return None, "; whether that is better cannot be told without a target in the same unit"
    before, after = abs(first - target), abs(now - target)
    return ("same" if before == after else "better" if after < before else "worse"), ""


def _number_of(target: Value | None, measure: Value) -> Decimal | None:
    return target.number if target is not None and same_measure(target, measure) else None


def _line(days: Sequence[int], values: Sequence[Decimal], day: int) -> Decimal:
    """Return where the line of the median slope lies on a day."""
    pairs = combinations(zip(days, values, strict=True), 2)
    slope = median((later - value) / (then - now) for (now, value), (then, later) in pairs)
    return median(value + slope * (day - then) for then, value in zip(days, values, strict=True))


def _next_end(points: Sequence[Point], frequency: str | None) -> date | None:
    """Return the end of the period after the last: by the frequency, else by the median distance of the values."""
    ends = [point.day for point in points if point.day]
    if frequency in FREQUENCIES:
        return months_on(ends[-1], FREQUENCIES[frequency])
    gaps = [(later - end).days for end, later in pairwise(ends)]
    step = int(median(gaps))
    months = max(1, round(step / 30.44))
    if abs(step - months * 30.44) <= 3:
        return months_on(ends[-1], months)
    return ends[-1] + timedelta(step) if (date.max - ends[-1]).days >= step else None
