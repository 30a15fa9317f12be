"""The plot of an indicator: what it shows stands where it belongs, whatever the figures and the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.scorecard import Entry, Standing
from jatui.domain.words import RATINGS
from jatui.tui.widgets.plot import LEAST_HEIGHT, LEAST_WIDTH, draw, plot_of, sparkline
from jatui.tui.widgets.text import fit

BEGIN = date(2020, 3, 31)


def entry(number: int, text: str | None, day: date | None = None, **values: object) -> Entry:
    kind = values.pop("kind", "number")
    found = Entry(
        number,
        number,
        None,
        None,
        text,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        day,
    )
    return found._replace(kind=kind, **values)  # type: ignore[arg-type]


def indicator(*series: Entry, **values: object) -> Standing:
    nothing = dict.fromkeys(
        ("printed", "name", "theme", "theme_name", "scale", "unit", "polarity", "baseline", "target_text", "tolerance",
         "frequency", "owner", "committee", "source", "lag", "note", "paper", "line")
    )  # fmt: skip
    made = {
        **nothing,
        "today": date(2021, 9, 12),
        "sets": (),
        "levels": RATINGS,
        "id": 1,
        "plan": "p",
        "number": "NI 1",
        **values,
    }
    return Standing(series=series, **made)  # type: ignore[arg-type]


def yearly(*texts: str, **values: object) -> Standing:
    series = [entry(place, text, BEGIN + timedelta(365 * place)) for place, text in enumerate(texts)]
    return indicator(*series, **values)


def text(each: Standing, width: int = 60, height: int = 16) -> list[str]:
    plot = plot_of(each)
    assert plot is not None
    return ["".join(piece for piece, _ in line) for line in draw(plot, width, height)]


def rows_with(lines: list[str], sign: str) -> list[int]:
    return [place for place, line in enumerate(lines[:-1]) if sign in line]


def test_higher_is_further_up_and_later_further_right() -> None:
    lines = text(yearly("10", "30", "20"))
    places = [(place, line.index("○")) for place, line in enumerate(lines[:-1]) if "○" in line]
    (_, second), (_, third), (_, first) = places
    assert first < second < third
    assert "Mar 20" in lines[-2] and "Mar 22" in lines[-2]


def test_the_target_is_a_line_and_the_tolerance_a_band_on_the_side_that_it_allows() -> None:
    for polarity, below in (("higher", True), ("lower", False)):
        lines = text(yearly("30%", "60%", target_text="45%", tolerance="5 points", polarity=polarity))
        (line,) = rows_with(lines, "╌")
        band = rows_with(lines, "░")
        assert band and all((row > line) == below for row in band)
        assert "45%▸┤" in lines[line]
        assert "░ tolerance" in lines[-1] and "╌ target" in lines[-1]
    assert not rows_with(text(yearly("30%", "60%", target_text="45%", polarity="higher")), "░")


def test_a_value_has_the_shape_of_its_rating() -> None:
    series = [
        entry(place, str(place), BEGIN + timedelta(90 * place), rating=rating)
        for place, rating in enumerate(("red", "amber", "green", "blue", None), 1)
    ]
    lines = text(indicator(*series))
    for sign in "■▲●◆○":
        assert rows_with(lines, sign)
    assert lines[-1].startswith("■ red  ▲ amber  ● green  ◆ blue  ○ value")


def test_values_without_days_stand_in_their_order_and_those_of_another_measure_are_left_out() -> None:
    lines = text(indicator(entry(1, "10%"), entry(2, "£4m"), entry(3, "20%")), 80)
    assert sum(line.count("○") for line in lines[:-1]) == 2
    assert "in order, without days" in lines[-1] and "1 of another measure left out" in lines[-1]
    assert lines[-2].split() == ["1", "2"]


@pytest.mark.parametrize("series", [(), (entry(1, None),), (entry(1, "No data", kind="no data"),)])
def test_no_figure_makes_no_plot(series: tuple[Entry, ...]) -> None:
    assert plot_of(indicator(*series)) is None


def test_one_figure_and_equal_figures_are_drawn_too() -> None:
    assert rows_with(text(yearly("47%")), "○")
    assert rows_with(text(yearly("0", "0")), "○")
    assert rows_with(text(indicator(entry(1, "Level 1", BEGIN, kind="level"))), "○")


@given(
    st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=30),
    st.integers(LEAST_WIDTH, 150),
    st.integers(LEAST_HEIGHT, 50),
    st.one_of(st.none(), st.integers(-(10**9), 10**9)),
)
def test_every_line_has_its_width_and_every_value_a_place(
    figures: list[object], width: int, height: int, target: int | None
) -> None:
    each = yearly(
        *map(str, figures),
        target_text=None if target is None else str(target),
        tolerance="10%",
        polarity="higher",
    )
    lines = text(each, width, height)
    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    assert any("○" in line for line in lines[:-3])


def test_there_is_a_word_where_there_is_no_room() -> None:
    assert text(yearly("1", "2"), 10, 3) == ["There is no room to draw it."]


def test_the_bars_are_the_last_values_with_a_gap_where_there_is_none() -> None:
    each = yearly("1", "2", "3")
    gap = indicator(each.series[0], entry(9, "No data", BEGIN, kind="no data"), *each.series[1:])
    assert sparkline(each, 8) == "▁▄█" and sparkline(gap, 8) == "▁ ▄█" and sparkline(gap, 2) == "▁█"
    assert sparkline(indicator(), 8) == "" and sparkline(yearly("5"), 8) == "•"
    assert sparkline(replace(each, series=[*each.series, *each.series]), 4) == "█▁▄█"
    assert fit(sparkline(each, 8), 8) == "▁▄█     "
