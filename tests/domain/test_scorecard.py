"""A measurement is what was recorded of it, whatever its text looks like."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from jatui.domain.scorecard import Entry, Standing
from jatui.domain.words import RATINGS


def entry(kind: str | None, text: str | None, number: int = 1, day: dt.date | None = None) -> Entry:
    said = (None, None, None, None, None, None, None)
    return Entry(number, number, None, kind, text, *said, "%", None, day, None, None)


@pytest.mark.parametrize(
    ("kind", "text", "read", "number"),
    [
        ("number", "47", "number", Decimal(47)),
        ("level", "Level 1", "level", Decimal(1)),
        ("level", "1", "level", Decimal(1)),
        ("level", "high", "text", None),
        ("text", "47", "text", None),
        ("no data", "47", "no data", None),
        ("no data", None, "no data", None),
        ("number", "1,23", "text", None),
        ("number", "<5", "number", None),
    ],
)
def test_a_value_is_read_as_the_kind_that_it_was_recorded_as(
    kind: str, text: str | None, read: str, number: Decimal | None
) -> None:
    found = entry(kind, text)
    assert found.value is not None and (found.value.kind, found.number_value) == (read, number)


def test_without_a_kind_no_value_was_given() -> None:
    assert entry(None, None).value is None and entry(None, None).number_value is None


def test_a_value_without_a_kind_is_read_all_the_same() -> None:
    found = standing(entry(None, "47%"))
    assert found.latest is not None and found.value is not None and found.value.number == 47


def test_figures_of_another_measure_than_the_latest_are_not_drawn() -> None:
    found = standing(
        entry("number", "£5"), entry("number", "41%", 2), entry("no data", "-", 3), entry("number", "43%", 4)
    )
    assert found.figures == [None, 41, None, 43] and standing().figures == []


def test_the_value_is_of_the_day_of_its_data_before_the_end_of_its_period() -> None:
    end, data = dt.date(2010, 3, 31), dt.date(2010, 2, 1)
    known = entry("number", "47", day=end)
    assert known.of == end and known._replace(data_day=data).of == data
    assert known._replace(end=None).of is None and known.when == "2010-03-31"


def standing(*series: Entry, frequency: str | None = None) -> Standing:
    nothing = (None,) * 10
    return Standing(
        dt.date(2010, 7, 5), series, (), RATINGS, 1, "p", "NI 1", *nothing, frequency, *(None,) * 7
    )  # fmt: skip


def test_the_end_of_the_year_is_forecast_where_the_next_period_ends_before_it() -> None:
    quarters = [dt.date(2009, 6, 30), dt.date(2009, 9, 30), dt.date(2009, 12, 31), dt.date(2010, 3, 31)]
    series = [entry("number", str(40 + place), place + 1, day) for place, day in enumerate(quarters)]
    found = standing(*series, frequency="quarterly")
    assert found.forecast.day == dt.date(2010, 6, 30)
    assert found.year_forecast is not None and found.year_forecast.day == dt.date(2011, 3, 31)
    assert standing(*series, frequency="yearly").year_forecast is None
    assert standing(*series[:3], frequency="quarterly").year_forecast is None
    assert standing().year_forecast is None and standing().forecast.words == "cannot be told: no value"


@pytest.mark.parametrize(
    ("polarity", "tolerance", "target", "band"),
    [
        ("higher", "3", "45%", (42, 45)),
        ("lower", "3", "45%", (45, 48)),
        ("on target", "3", "45%", (42, 48)),
        ("lower", "10%", "50 days", (50, 55)),
        (None, "3", "45%", None),
        ("higher", None, "45%", None),
        ("higher", "3", None, None),
        ("higher", "3", "tbc", None),
    ],
)
def test_the_band_is_what_is_still_amber(
    polarity: str | None, tolerance: str | None, target: str | None, band: tuple[int, int] | None
) -> None:
    found = replace(standing(), polarity=polarity, tolerance=tolerance, target_text=target)
    assert found.band == band
