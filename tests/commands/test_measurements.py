"""A table of values is taken in whole or not at all, and nothing of it is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jatui.commands.indicators import AddIndicator
from jatui.commands.measurements import ReadMeasurements
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Refused
from jatui.store.indicators import one
from tests.papers.test_spreadsheet import book


@pytest.fixture
def two(tracker: Tracker) -> Tracker:
    """A tracker with two indicators."""
    tracker.run(AddIndicator(number="NI 1", called="Cohesion", unit="%"))
    tracker.run(AddIndicator(number="NI 2", called="Trust"))
    return tracker


def texts(tracker: Tracker, number: str) -> list[str | None]:
    (found,) = one(tracker.read, tracker.scope(), number)
    return [entry.text for entry in found.series]


def read(tracker: Tracker, folder: Path, text: str | bytes) -> str:
    path = folder / "values.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return tracker.run(ReadMeasurements(file=str(path), by="Ann")).sentence


def test_each_line_becomes_a_measurement(two: Tracker, tmp_path: Path) -> None:
    said = read(
        two,
        tmp_path,
        "Report of 5 July\n"
        "KPI,Period,Actual,Target,RAG Status,Date of data,Commentary,Ward\n"
        "NI 01,2008/09,41%,45%,A,31/3/2009,Begun.,Fen\n"
        "NI 1,2009/10,47% (target 46%),,Green,,,\n"
        'NI2,Q5 2009,"1,23",tbc,n/a,,"Odd, this",\n'
        "NI 2,2009/10,No data,,,,,\n"
        ",,,,,,,\n"
        "NI 2,2010/11,,,,,,\n",
    )
    assert said == (
        "added 4 measurements from values.csv; 1 line without a value or anything else said: 8; line 5, NI 2: '1,23' is kept "
        "and not read as a figure, the days of the period 'Q5 2009' are not read; left out: the columns Ward"
    )
    (first,) = one(two.read, two.scope(), "NI 1")
    assert [(entry.text, entry.target_text, entry.rating) for entry in first.series] == [
        ("41%", "45%", "amber"),
        ("47%", "46%", "green"),
    ]
    assert (first.series[0].data_day, first.series[0].said, first.series[0].said_by) == (
        dt.date(2009, 3, 31),
        "Begun.",
        "Ann",
    )
    (second,) = one(two.read, two.scope(), "NI 2")
    assert {(entry.text, entry.kind) for entry in second.series} == {("1,23", "text"), ("No data", "no data")}


def test_a_table_that_is_read_twice_adds_nothing(two: Tracker, tmp_path: Path) -> None:
    text = "Indicator;Period;Value\nNI 1;2009/10;47%\nNI 1;2009/10;47%\nNI 1;2009/10;48%\n"
    assert read(two, tmp_path, text) == (
        "added 2 measurements from values.csv; 1 was there already; line 4, NI 1: 47% of measurement 1 stays beside it"
    )
    assert read(two, tmp_path, text) == "added 0 measurements from values.csv; 3 were there already"
    assert texts(two, "NI 1") == ["47%", "48%"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("NI 9,2009/10,47%,", "line 3: There is no indicator 'NI 9' in Small plan; near it: NI 1, NI 2"),
        (",2009/10,47%,", "line 3: it names no indicator"),
        ("NI 1,2009/10,47%,pink", "line 3: 'pink' is no rating of this plan's scheme"),
        ("NI 1,2009/10,47%,red,more", "line 3: it has more cells than headings"),
        (f"NI 1,2009/10,{'x' * 200},red", "line 3: A value has at most 120 characters"),
    ],
)
def test_a_table_with_a_line_that_is_not_understood_changes_nothing(
    two: Tracker, tmp_path: Path, line: str, words: str
) -> None:
    before = two.read.last_revision()
    with pytest.raises(Refused) as raised:
        read(two, tmp_path, f"Indicator,Period,Value,RAG\nNI 1,2008/09,41%,red\n{line}\n")
    assert words in str(raised.value) and str(raised.value).endswith("Nothing was changed.")
    assert two.read.last_revision() == before and texts(two, "NI 1") == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no row of headings"),
        (b"Ward,Value\nFen,4\n", "has no row of headings"),
        (b'Indicator,Value\nNI 1,"47\n', "do not close"),
        (b"%PDF-1.4", "is a PDF"),
        (b"Indicator,Value\nNI 1,4\n\x00\x00", "values.csv"),
    ],
)
def test_what_is_no_table_of_values_is_refused(two: Tracker, tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(two, tmp_path, data)


def test_what_an_office_program_wrote_is_read_and_said(two: Tracker, tmp_path: Path) -> None:
    said = read(two, tmp_path, "Indicator,Value\nNI 2,£5\n".encode("cp1252"))
    assert "read as Windows-1252" in said and texts(two, "NI 2") == ["£5"]
    read(two, tmp_path, "\ufeffsep=;\nIndicator;Value\nNI 2;£6\n".encode())
    assert texts(two, "NI 2") == ["£5", "£6"]


def test_the_plans_of_what_is_added_are_told_where_there_are_several(joined: Tracker, tmp_path: Path) -> None:
    for plan, number in (("small", "NI 1"), ("other", "NI 2")):
        joined.plan = plan
        joined.run(AddIndicator(number=number, called="Cohesion"))
    said = read(joined, tmp_path, "Indicator,Value\nNI 2,4\n")
    assert said == "added 1 measurement of other from values.csv"
    joined.plan = "all"
    said = read(joined, tmp_path, "Indicator,Value\nNI 1,4\nNI 2,5\n")
    assert said == "added 2 measurements of small and other from values.csv"


def test_a_spreadsheet_becomes_measurements_row_by_row(two: Tracker, tmp_path: Path) -> None:
    rows = [
        ["Indicator", "Period", "Value", "RAG"],
        ["NI 1", "2009/10", "47%", "Green"],
        ["NI 2", None, "=1+1"],
    ]
    (tmp_path / "values.csv").write_bytes(book(*rows))
    said = two.run(ReadMeasurements(file=str(tmp_path / "values.csv"))).sentence
    assert said == (
        "added 1 measurement from values.csv; 1 row without a value or anything else said: 3; "
        'C3 is a formula without a value, "=1+1"'
    )
    assert texts(two, "NI 1") == ["47%"] and texts(two, "NI 2") == []
    (tmp_path / "values.csv").write_bytes(book(*rows, ["NI 9", None, 4]))
    with pytest.raises(Refused, match=r"row 4: There is no indicator 'NI 9'"):
        two.run(ReadMeasurements(file=str(tmp_path / "values.csv")))
