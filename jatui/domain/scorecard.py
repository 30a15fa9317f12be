"""How an indicator stands: what is kept of it, what was measured, and what follows from both, reckoned when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from jatui.domain.days import short_day
from jatui.domain.proposals import Proposal, propose, read_tolerance
from jatui.domain.trends import LONG, Age, Direction, Forecast, Point, age, direction, forecast, year_end
from jatui.domain.values import Value, plain, read_value, same_measure


class Entry(NamedTuple):
    """One measurement: its period and days, its value as printed, the judged rating, and who says so where.

    `id` is that of its row; `unit` its indicator's, for what is printed without one.
    """

    id: int
    number: int
    period: str | None
    kind: str | None
    text: str | None
    target_text: str | None
    rating: str | None
    outcome: str | None
    said: str | None
    said_by: str | None
    paper: str | None
    line: int | None
    unit: str | None
    start: date | None
    end: date | None
    day: date | None
    data_day: date | None

    @property
    def of(self) -> date | None:
        """The day that the value is of: that of the data, else the end of the period."""
        return self.data_day or self.end

    @property
    def has_value(self) -> bool:
        """Whether it says something of the value, be it that there are no data."""
        return self.kind is not None or self.text is not None

    @property
    def value(self) -> Value | None:
        """The value as it is read, None where none was given; what was recorded to be no data or words stays so."""
        if not self.has_value:
            return None
        found = read_value(self.text or "", self.unit)
        if self.kind == "no data":
            return Value(self.text or "no data", "no data")
        if self.kind == "text":
            return Value(self.text or "", "text", unread=found.unread)
        if self.kind == "level" and found.kind == "number" and found.exact is not None:
            return Value(found.text, "level", found.number)
        return found

    @property
    def number_value(self) -> Decimal | None:
        """The figure to draw, None where the value is none; that of a level is its number."""
        if self.value is None:
            return None
        return self.value.number if self.value.kind == "level" else self.value.exact

    @property
    def when(self) -> str:
        """The period as printed, else its last day."""
        return self.period or (self.of.isoformat() if self.of else "")

    def as_json(self) -> dict[str, Any]:
        """Return the measurement as the verbs print it."""
        value = self.value
        days = {"start": self.start, "end": self.end, "day": self.day, "data_day": self.data_day}
        return {
            "number": self.number,
            "period": self.period,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "kind": self.kind,
            "value": self.text,
            "read": None if value is None or value.number is None else plain(value.number),
            "unit": value.unit if value else None,
            "arrow": value.way if value else None,
            "notes": list(value.notes) if value else [],
            "unread": list(value.unread) if value else [],
            "target": self.target_text,
            "rating": self.rating,
            "outcome": self.outcome,
            "text": self.said,
            "by": self.said_by,
            "paper": self.paper,
            "line": self.line,
        }


@dataclass(frozen=True)
class Standing:
    """How an indicator of a plan stands on a day; the series is in the order of the days, what has none before the rest.

    `levels` are the ratings that the plan's scheme has.
    """

    today: date
    series: Sequence[Entry]
    sets: Sequence[str]
    levels: Collection[str]
    id: int
    plan: str
    number: str
    printed: str | None
    name: str | None
    theme: str | None
    theme_name: str | None
    scale: str | None
    unit: str | None
    polarity: str | None
    baseline: str | None
    target_text: str | None
    tolerance: str | None
    frequency: str | None
    owner: str | None
    committee: str | None
    source: str | None
    lag: int | None
    note: str | None
    paper: str | None
    line: int | None

    @cached_property
    def latest(self) -> Entry | None:
        """The last measurement that says something of the value, be it that there are no data."""
        return next((entry for entry in reversed(self.series) if entry.has_value), None)

    @cached_property
    def judged(self) -> Entry | None:
        """The measurement by which the indicator was rated last."""
        return next((entry for entry in reversed(self.series) if entry.rating is not None), None)

    @property
    def rating(self) -> str | None:
        """The judged rating, as it was given last; None where nobody has rated it, which is not green."""
        return self.judged.rating if self.judged else None

    @cached_property
    def outrun(self) -> bool:
        """Whether there is a newer value than the one that was rated last."""
        return (
            self.judged is not None
            and self.latest is not None
            and (self.series.index(self.judged) < self.series.index(self.latest))
        )

    @property
    def value(self) -> Value | None:
        """The latest value, None where none was ever given."""
        return self.latest.value if self.latest else None

    @cached_property
    def target(self) -> Value | None:
        """The target of the latest value: that printed with it, else the indicator's."""
        printed = (self.latest.target_text if self.latest else None) or self.target_text
        return read_value(printed, self.unit) if printed is not None else None

    @cached_property
    def outcome(self) -> str | None:
        """Whether the latest value met or missed its target, as the papers say; None where none says so."""
        for entry in reversed(self.series):
            if entry.outcome is not None or entry.has_value:
                return entry.outcome
        return None

    @cached_property
    def proposal(self) -> Proposal:
        """What target and tolerance propose for the latest value, of the ratings that the plan has."""
        return propose(self.value, self.target, self.tolerance, self.polarity).within(self.levels)

    @cached_property
    def band(self) -> tuple[Decimal, Decimal] | None:
        """The figures that are still amber, from the lowest to the highest; None where that cannot be told."""
        if self.target is None or self.target.number is None or self.polarity is None:
            return None
        allowed = read_tolerance(self.tolerance, self.target)
        if isinstance(allowed, str):
            return None
        number = self.target.number
        return (
            number - (allowed if self.polarity != "lower" else 0),
            number + (allowed if self.polarity != "higher" else 0),
        )

    @cached_property
    def points(self) -> list[Point]:
        """The values with the days that they are of."""
        return [Point(entry.of, entry.value) for entry in self.series if entry.value is not None]

    @cached_property
    def figures(self) -> list[Decimal | None]:
        """The figure of each measurement, to be drawn; None where it has none or is of another measure than the latest."""
        last = next((entry.value for entry in reversed(self.series) if entry.number_value is not None), None)
        return [
            entry.number_value if last and entry.value and same_measure(entry.value, last) else None
            for entry in self.series
        ]

    @cached_property
    def short(self) -> Direction:
        """The direction of the last two values."""
        return direction(self.points, self.polarity, self.target)

    @cached_property
    def long(self) -> Direction:
        """The direction over the last four values."""
        return direction(self.points, self.polarity, self.target, LONG)

    @cached_property
    def forecast(self) -> Forecast:
        """What the next period may bring."""
        return self._forecast(None)

    @cached_property
    def year_forecast(self) -> Forecast | None:
        """What the end of the financial year may bring, None where that is when the next period ends or cannot be told."""
        last = max((point.day for point in self.points if point.day), default=None)
        if self.forecast.day is None or last is None:
            return None
        end = year_end(self.forecast.day)
        if end == self.forecast.day or self.frequency == "yearly":
            return None
        return self._forecast(end)

    def _forecast(self, day: date | None) -> Forecast:
        found = forecast(
            self.points, self.frequency, self.target, self.tolerance, self.polarity, day=day, today=self.today
        )
        return replace(found, proposal=found.proposal and found.proposal.within(self.levels))

    @cached_property
    def age(self) -> Age:
        """How old the last data are, which a report without data does not make younger."""
        known = [entry for entry in self.series if entry.value is not None and entry.value.kind != "no data"]
        if not known:
            told = [entry.day for entry in self.series if entry.day is not None]
            said = f"; last reported on {short_day(max(told))}" if told else ""
            return Age(f"no data{said}" if self.series else "not measured")
        last = known[-1]
        return age(last.of, last.day, self.today, self.frequency, self.lag)

    def as_json(self, *, whole: bool = True) -> dict[str, Any]:
        """Return the standing as the verbs print it, with each measurement or (not `whole`) without."""
        latest = self.latest
        kept = ("plan", "number", "printed", "name", "scale", "unit", "polarity", "baseline", "tolerance", "frequency",
                "owner", "committee", "source", "lag", "note")  # fmt: skip
        found = {
            **{name: getattr(self, name) for name in kept},
            "theme": {"code": self.theme, "name": self.theme_name} if self.theme else None,
            "target": self.target_text,
            "sets": list(self.sets),
            "paper": self.paper,
            "line": self.line,
            "rating": self.rating,
            "rated_for": self.judged.when if self.judged else None,
            "newer_unrated": self.outrun,
            "outcome": self.outcome,
            "latest": latest.as_json() if latest else None,
            "proposed": self.proposal.as_json(),
            "direction": {"short": self.short.as_json(), "long": self.long.as_json()},
            "forecast": self.forecast.as_json(),
            "year_end": self.year_forecast.as_json() if self.year_forecast else None,
            "age": self.age.as_json(),
        }
        return {**found, "measurements": [entry.as_json() for entry in self.series]} if whole else found
