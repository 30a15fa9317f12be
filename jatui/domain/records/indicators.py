"""What is measured: indicators, the sets that committees watch, and the values of periods."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jatui.domain.records.base import Line, Name, Number, Place, Rating, Record

Scale = Literal["strategic", "operational", "individual"]


class Indicator(Record, frozen=True, kw_only=True):
    """Something that is measured: its number brought into one form, and as printed.

    `baseline`, `target` and `tolerance` are as printed or typed; `lag` is the days from the end of a period to its value.
    """

    plan: Name
    number: Name
    printed: Name | None = None
    position: Place
    name: Name | None = None
    theme: Name | None = None
    scale: Scale | None = None
    unit: Name | None = None
    polarity: Literal["higher", "lower", "on target"] | None = None
    baseline: Name | None = None
    target: Name | None = None
    tolerance: Name | None = None
    frequency: Literal["monthly", "quarterly", "half-yearly", "yearly"] | None = None
    owner: Name | None = None
    committee: Name | None = None
    source: Name | None = None
    lag: Place | None = None
    note: str | None = None
    paper: Name | None = None
    line: Line | None = None


class IndicatorSet(Record, frozen=True, kw_only=True):
    """One version of a set of indicators, how many it may hold, and whether its committee approved it."""

    plan: Name
    name: Name
    version: Number
    scale: Scale | None = None
    least: Place | None = None
    most: Place | None = None
    state: Literal["proposed", "approved", "superseded"]
    committee: Name | None = None
    approved: date | None = None
    note: str | None = None
    paper: Name | None = None
    line: Line | None = None


class SetMember(Record, frozen=True, kw_only=True):
    """An indicator in a version of a set."""

    plan: Name
    indicator_set: Name
    version: Number
    indicator: Name
    position: Place


class Measurement(Record, frozen=True, kw_only=True):
    """What is known of an indicator for a period: its value as printed, the judged rating, or that it met or missed its target.

    `day` is the day of the report and `data_day` that of the data; a value that is not there yet is of kind `no data`.
    """

    plan: Name
    indicator: Name
    number: Number
    period: Name | None = None
    start: date | None = None
    end: date | None = None
    day: date | None = None
    data_day: date | None = None
    kind: Literal["number", "level", "text", "no data"] | None = None
    value: Name | None = None
    target: Name | None = None
    rating: Rating | None = None
    outcome: Literal["met", "missed"] | None = None
    text: str | None = None
    said_by: str | None = None
    paper: Name | None = None
    line: Line | None = None
