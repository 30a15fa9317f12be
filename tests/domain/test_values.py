"""Printed values: each as it is read, and nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jatui.domain.values import (
    LONGEST,
    Value,
    part_target,
    plain,
    read_value,
    same_measure,
    told,
    told_distance,
)

FIGURES = [
    ("26.3%", "26.3", "%"),
    ("26.3 %", "26.3", "%"),
    ("26.3 per cent", "26.3", "%"),
    ("26.3 percent", "26.3", "%"),
    ("1,234", "1234", None),
    ("12,345,678.90", "12345678.90", None),
    ("0", "0", None),
    (".5", "0.5", None),
    ("-3.5", "-3.5", None),
    ("−3.5", "-3.5", None),
    ("–3.5%", "-3.5", "%"),
    ("+3.5%", "3.5", "%"),
    ("£1.2m", "1200000", "£"),
    ("£1Million", "1000000", "£"),
    ("£4,095k", "4095000", "£"),
    ("£99.7m", "99700000", "£"),
    ("£2bn", "2000000000", "£"),
    ("-£3k", "-3000", "£"),
    ("£-3k", "-3000", "£"),
    ("£(5.0m)", "-5000000", "£"),
    ("£713,000", "713000", "£"),
    ("1.2 million", "1200000", None),
    ("£12 per head", "12", "£ per head"),
    ("47 per 1,000", "47", "per 1,000"),
    ("47 per 1,000 population", "47", "per 1,000 population"),
    ("6.2 tonnes per head", "6.2", "tonnes per head"),
    ("12 days", "12", "days"),
    ("1 day", "1", "days"),
    ("12 working days", "12", "working days"),
    ("3 hrs", "3", "hours"),
    ("500kg", "500", "kg"),
    ("5 pp", "5", "points"),
    ("5 percentage points", "5", "points"),
    ("1 in 4", "25", "%"),
    ("3 out of 4", "75", "%"),
    ("47%*", "47", "%"),
    ("47% (provisional)", "47", "%"),
    ("c. 47%", "47", "%"),
    ("approx 47%", "47", "%"),
    ("47% (p)", "47", "%"),
]


@pytest.mark.parametrize(("text", "number", "unit"), FIGURES)
def test_a_figure_is_read_with_its_unit(text: str, number: str, unit: str | None) -> None:
    found = read_value(text)
    assert (found.kind, found.number, found.unit) == ("number", Decimal(number), unit)
    assert found.exact == found.number and not found.change and not found.unread and found.text == text


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("7.33% ↓ on 2005", "-7.33", "2005"),
        ("7.33%↓ on 2005", "-7.33", "2005"),
        ("↓ 7.33% on 2005", "-7.33", "2005"),
        ("down 7.33% on 2005", "-7.33", "2005"),
        ("down by 7.33% on the 2005 baseline", "-7.33", "2005 baseline"),
        ("7.33% reduction on 2005", "-7.33", "2005"),
        ("a reduction of 7.33% against 2005", "-7.33", "2005"),
        ("up 10% compared to 2009/10", "10", "2009/10"),
        ("10% higher than last year", None, None),
        ("10% up on last year", "10", "last year"),
        ("-5% on 2005", "-5", "2005"),
        ("up 3%", "3", None),
        ("increase of 3%", "3", None),
        ("fall of 3%", "-3", None),
    ],
)
def test_a_change_carries_its_sign_and_what_it_is_against(
    text: str, number: str | None, base: str | None
) -> None:
    found = read_value(text)
    if number is None:
        assert found.kind == "text" and found.unread == (text,)
    else:
        assert (found.kind, found.number, found.unit, found.change, found.base) == (
            "number",
            Decimal(number),
            "%",
            True,
            base,
        )


@pytest.mark.parametrize(
    ("text", "way"), [("47% ↑", "up"), ("↑47%", "up"), ("47%▼", "down"), ("47% →", "same")]
)
def test_an_arrow_alone_says_where_a_figure_went_and_changes_nothing_of_it(text: str, way: str) -> None:
    found = read_value(text)
    assert (found.number, found.way, found.change) == (Decimal(47), way, False)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 45%", "at least"),
        ("≥ 45%", "at least"),
        (">=45%", "at least"),
        ("45%+", "at least"),
        ("45% or more", "at least"),
        ("more than 45%", "more than"),
        (">45%", "more than"),
        ("no more than 45%", "at most"),
        ("≤45%", "at most"),
        ("45% or less", "at most"),
        ("max 45%", "at most"),
        ("<45%", "less than"),
        ("under 45%", "less than"),
    ],
)
def test_a_bound_is_no_figure_to_reckon_with(text: str, bound: str) -> None:
    found = read_value(text)
    assert (found.kind, found.number, found.bound, found.exact) == ("number", Decimal(45), bound, None)


@pytest.mark.parametrize("text", ["Level 1", "level 1", "LEVEL 1", "Level1", "Lvl 1", "stage 1", "level 1."])
def test_a_level_is_no_percentage(text: str) -> None:
    found = read_value(text, "%")
    assert (found.kind, found.number, found.unit, found.exact) == ("level", Decimal(1), None, None)
    assert same_measure(found, read_value("Level 2")) and not same_measure(found, read_value("1%"))


@pytest.mark.parametrize(
    "text",
    [
        "No data",
        "no data.",
        "n/a",
        "N/A",
        "-",
        "–",
        "—",
        "not available",
        "Data not available",
        "#N/A",
        "No data until March 2011",
        "n/a (annual)",
        "Not available until Q4",
        "awaiting data from DECC",
        "No more recent data at the time of writing",
        "(no data)",
        "..",
    ],
)
def test_no_data_is_said_to_be_so(text: str) -> None:
    assert read_value(text) == Value(text, "no data")


@pytest.mark.parametrize(
    "text", ["tbc", "TBC", "", "to be confirmed", "tbc in autumn", "under review", "TBA"]
)
def test_what_is_to_be_confirmed_is_not_set(text: str) -> None:
    assert read_value(text).kind == "not set" and read_value(text).number is None


@pytest.mark.parametrize(
    "text",
    ["1,23", "1.234,5", "1,2345", "45-50%", "45% to 50%", "up to 47%", "1.2m", "31/3/2010", "09/10", "1e5", "47%%", "½", "٣",
     "26.3% for the county", "1 in 0", "5 in 4", "5% on 2005", "47% 48%", "£5 %", "--5", "+-5", "£(5", "(5)", "94% up", "1st",
     "↑47%↓", "at least 45% or more", "down -5%", "10:30", "9" * 20, "4 5", "3/4", "£", "%", "per 1,000", "47 blue lamps"],
)  # fmt: skip
def test_what_is_not_read_whole_is_not_read_at_all(text: str) -> None:
    found = read_value(text)
    assert found.kind == "text" and found.number is None
    assert found.unread == ((text,) if any(map(str.isnumeric, text)) else ())


def test_words_are_words() -> None:
    assert read_value("Good progress") == Value("Good progress", "text")
    assert read_value("Met") == Value("Met", "text")
    assert read_value("#REF!").unread == ("#REF!",)
    assert read_value("No data breaches") == Value("No data breaches", "text")


def test_the_unit_of_the_indicator_is_that_of_a_bare_figure() -> None:
    assert read_value("47", "%").unit == "%" and read_value("47", "Percentage").unit == "%"
    assert read_value("47", "day").unit == "days" == read_value("47 days", "day").unit
    assert read_value("£47", "%").unit == "£"
    assert read_value("47 blue lamps", "Blue lamps") == Value(
        "47 blue lamps", "number", Decimal(47), "blue lamps"
    )
    assert read_value("47%", "% of residents").unit == "%"


def test_a_forecast_of_somebodys_is_no_result() -> None:
    assert read_value("47% (forecast)").exact is None
    assert read_value("est 47%").exact == 47 and read_value("est 47%").notes == ("est",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("47% (target 45%)", ("47%", "45%")),
        ("No data (target 7.33% ↓ on 2005)", ("No data", "7.33% ↓ on 2005")),
        ("Level 1 (target level 1)", ("Level 1", "level 1")),
        ("47% [Target: 45%]", ("47%", "45%")),
        ("47% (against a target of 45%)", ("47%", "45%")),
        ("47% (provisional)", ("47% (provisional)", None)),
        ("47% (target 45%) (target 46%)", ("47% (target 45%) (target 46%)", None)),
        ("(target 45%)", ("(target 45%)", None)),
        ("", ("", None)),
    ],
)
def test_a_cell_with_its_target_is_two(text: str, parts: tuple[str, str | None]) -> None:
    assert part_target(text) == parts


def test_figures_of_two_measures_are_not_of_one() -> None:
    values = [
        read_value(text) for text in ("47%", "47", "£47", "47 days", "up 47%", "up 47% on 2005", "Level 47")
    ]
    assert all(same_measure(one, other) == (one is other) for one in values for other in values)
    assert len({value.measure for value in values}) == len(values)
    assert not same_measure(read_value("n/a"), read_value("n/a"))


def test_numbers_are_told_as_people_read_them() -> None:
    assert told(Decimal("-1234.5"), read_value("£5")) == "−£1,234.5"
    assert told(Decimal("1"), read_value("Level 2")) == "1 level"
    assert told(Decimal("5"), read_value("£12 per head")) == "£5 per head"
    assert told_distance(Decimal("-1"), read_value("5%")) == "1 point"
    assert told_distance(Decimal("2.5"), read_value("5 days")) == "2.5 days"
    assert plain(Decimal("1E+6")) == "1000000" and plain(Decimal(100) / 3) == f"{Decimal(100) / 3:f}".rstrip(
        "0"
    )


@given(st.text(max_size=200))
@example("(" * 100)
@example("1 per a " * 12)
@example("a" * (LONGEST + 1))
def test_any_text_is_read_and_kept(text: str) -> None:
    found = read_value(text)
    assert found.text == text.strip()
    assert (found.number is None) == (found.kind not in ("number", "level"))
    if found.kind in ("no data", "not set", "text"):
        assert found.unit is None and not found.change


@given(
    st.decimals(-(10**9), 10**9, places=2, allow_nan=False),
    st.sampled_from(["", "%", " days", " per 1,000", " tonnes per head"]),
    st.sampled_from(["", "at least ", "c. ", "approx "]),
    st.sampled_from(["", " (provisional)", "*"]),
)
def test_a_written_figure_reads_back(number: Decimal, unit: str, before: str, after: str) -> None:
    found = read_value(f"{before}{number:,}{unit}{after}")
    assert (found.kind, found.number, found.unit) == ("number", number, unit.strip() or None)


@given(st.from_regex(r"[0-9]{1,4}[.,/:;xe-][0-9]{1,4}[.,/:;xe-][0-9]{1,4}", fullmatch=True))
def test_digits_parted_in_other_ways_are_never_a_figure_by_chance(text: str) -> None:
    found = read_value(text)
    if found.number is not None:
        whole, _, rest = text.rstrip(".,;").partition(".")
        assert f"{int(whole.replace(',', '')):,}" == whole or "," not in whole
        assert Decimal(f"{whole.replace(',', '')}.{rest or 0}") == found.number
