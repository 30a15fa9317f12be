"""What holds for every wording: nothing is raised, nothing is changed, no day comes from nowhere."""

from __future__ import annotations

import json
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.milestones import KINDS, next_stage, read, write
from jatui.domain.milestones.gather import Gatherer
from jatui.domain.milestones.naming import Namer
from jatui.domain.milestones.terms import find_terms
from jatui.domain.milestones.tokens import clean, cut
from jatui.domain.milestones.words import INDEX, MONTHS
from jatui.domain.milestones.writer import is_same

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PHRASES = sorted({" ".join((first, *rest)) for first, entries in INDEX.items() for rest, _ in entries})
MARKS = [
    "-",
    "–",
    "&",
    ",",
    ";",
    ".",
    "(",
    ")",
    "'",
    "’",
    "/",
    "?",
    "\n",
    "->",
    "+",
    "~~",
    ":",
    "•",
    "\u00a0",
    "\u00ad",
]
NUMBERS = [
    "1",
    "3",
    "21",
    "22",
    "31",
    "2021",
    "2022",
    "2021/22",
    "'21",
    "2021-12-31",
    "31/12/21",
    "Q3",
    "5th",
    "1850",
]
WORDINGS = st.lists(
    st.sampled_from(PHRASES + MARKS * 20 + NUMBERS * 40 + ["xyz", "Ep", "Cabinet"]), max_size=12
).map(" ".join)


@given(st.text() | WORDINGS)
def test_any_text_has_a_reading_and_keeps_its_words(text: str) -> None:
    reading = read(text)
    assert reading.text == text
    assert reading.kind in KINDS
    assert reading.readable == (not reading.unread)
    assert not reading.ambiguous or reading.warnings
    assert (reading.precision is not None) or not (reading.start or reading.end or reading.due)
    assert json.dumps(reading.as_json())
    if reading.start and reading.due:
        assert reading.start <= reading.due
    if reading.due:
        assert reading.end == reading.due
    assert reading.repeat is None or reading.repeat.every > 0
    stage = next_stage(reading)
    assert stage is None or stage.due


@given(st.text() | WORDINGS, DAYS)
def test_what_rests_on_the_paper_is_said(text: str, paper: date) -> None:
    reading, bare = read(text, paper=paper), read(text)
    if (reading.due, reading.end) != (bare.due, bare.end) and (reading.due or reading.end):
        assert reading.assumed
        assert reading.precision == "approximate"


@given(st.text(alphabet=string.ascii_letters + " &-'/.,é—"))
def test_no_day_comes_from_text_without_numbers(text: str) -> None:
    reading = read(text)
    assert reading.start is reading.end is reading.due is None


@given(WORDINGS)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    reading = read(text)
    assert is_same(read(write(reading)), reading)


@given(
    DAYS,
    st.sampled_from(
        ["%d {month} %Y", "%d/%m/%Y", "%Y-%m-%d", "{weekday} %d {month} %Y", "by %d {month}, %Y"]
    ),
)
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    months = MONTHS[day.month - 1].title()
    text = day.strftime(form.format(month=months, weekday=f"{day:%A}"))
    assert read(text).due == day
    assert not read(text).ambiguous


@given(st.integers(1, 12), st.integers(2000, 2099))
def test_a_month_and_two_digits_is_a_month_and_a_year(month: int, year: int) -> None:
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    for text in (f"{MONTHS[month - 1][:3]} {year % 100:02}", f"{MONTHS[month - 1].upper()} ’{year % 100:02}"):
        reading = read(text)
        assert (reading.kind, reading.due) == ("month", last)


@given(WORDINGS, st.sampled_from(["’", "‘", "`", "′"]), st.sampled_from(["–", "—", "‑", "−"]))
def test_marks_that_look_alike_read_alike(text: str, apostrophe: str, dash: str) -> None:
    other = text.replace("'", apostrophe).replace("-", dash).replace(" ", "\u00a0")
    plain = text.replace("->", ">").replace("~~", "")
    other = other.replace(f"{dash}>", ">").replace("~~", "")
    one, two = read(plain), read(other)
    assert (one.kind, one.start, one.end, one.due) == (two.kind, two.start, two.end, two.due)


@pytest.mark.parametrize(
    "part",
    [
        "Dec '21 ",
        "1, ",
        "early ",
        "end of ",
        "( ",
        "within 6 ",
        "every ",
        "1/",
        "now ",
        "was the ",
        "Ep '21 ",
        "of ",
        "Q1 ",
    ],
)
def test_the_work_grows_no_faster_than_the_wording(part: str) -> None:
    def steps(count: int) -> int:
        looked = 0
        plain, _ = clean(part * count)
        terms = find_terms(cut(plain), plain)

        class Counting(Namer):
            def at(self, place: int):  # type: ignore[no-untyped-def]
                nonlocal looked
                looked += 1
                return super().at(place)

        class Watching(Gatherer):
            def peek(self, ahead: int = 0):  # type: ignore[no-untyped-def]
                nonlocal looked
                looked += 1
                return super().peek(ahead)

        Watching(Counting(terms).find(), plain).gather()
        return looked + len(terms)

    assert steps(400) <= 4.5 * steps(100)


def test_a_very_long_wording_is_read() -> None:
    assert read("Dec '21 & " * 10_000 + "Dec '22").due == date(2022, 12, 31)
    assert read("x" * 100_000).kind == "unreadable"
    assert read("9" * 100_000).kind == "unreadable"
