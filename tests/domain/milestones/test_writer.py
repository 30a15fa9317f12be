"""What each kind of reading is written as, which reads back as the same."""

from __future__ import annotations

import pytest

from jatui.domain.milestones import read, write
from jatui.domain.milestones.writer import is_same

WRITTEN = {
    "Dec '21": "December 2021",
    "5/12/21": "5 December 2021",
    "Christmas '22": "Christmas 2022",
    "Easter '22": "Easter 2022",
    "Christmas Eve '22": "Christmas eve 2022",
    "Good Friday '22": "Good Friday 2022",
    "Easter Monday '22": "Easter Monday 2022",
    "New Year's Day '22": "New Year's Day 2022",
    "early Dec '21": "early December 2021",
    "mid-Dec '21": "mid December 2021",
    "late Dec '21": "late December 2021",
    "early to mid Dec '21": "early to mid December 2021",
    "mid to late Dec '21": "mid to late December 2021",
    "first half of Dec '21": "first half of December 2021",
    "latter half of Dec '21": "second half of December 2021",
    "first week in Dec '21": "first week of December 2021",
    "second week in Dec '21": "second week of December 2021",
    "third week in Dec '21": "third week of December 2021",
    "fourth week in Dec '21": "fourth week of December 2021",
    "last week in Feb '22": "fourth week of February 2022",
    "fifth week in Jan '22": "fifth week of January 2022",
    "Q3 21/22": "Q3 2021/22",
    "Q4 21/22": "Q4 2021/22",
    "spring '22": "spring 2022",
    "summer '22": "summer 2022",
    "autumn '21": "autumn 2021",
    "winter 21/22": "winter 2021/22",
    "spring term '22": "spring term 2022",
    "summer term '22": "summer term 2022",
    "autumn term '21": "autumn term 2021",
    "start of autumn term '21": "start of autumn term 2021",
    "start of spring term '22": "start of spring term 2022",
    "start of summer term '22": "start of summer term 2022",
    "early Q3 21/22": "early Q3 2021/22",
    "mid Q4 21/22": "mid Q4 2021/22",
    "late Q1 21/22": "late Q1 2021/22",
    "H1 21/22": "H1 2021/22",
    "H2 21/22": "H2 2021/22",
    "H1 calendar year '21": "H1 of the calendar year 2021",
    "H2 calendar year '21": "H2 of the calendar year 2021",
    "FY 21/22": "2021/22",
    "2021": "2021",
    "academic year 21/22": "academic year 2021/22",
    "municipal year 21/22": "municipal year 2021/22",
    "early '22": "early 2022",
    "mid '22": "mid 2022",
    "late '22": "late 2022",
    "early to mid '22": "early to mid 2022",
    "mid to late '22": "mid to late 2022",
    "early 22/23": "early 2022/23",
    "late 22/23": "late 2022/23",
    "Sep-Dec '21": "September 2021 to December 2021",
    "5 - 9 Dec '21": "5 December 2021 to 9 December 2021",
    "w/c 6 Sept '21": "week commencing 6 September 2021",
    "by 5/12/21": "by 5 December 2021",
    "by about Dec '21": "by about 31 December 2021",
    "about Dec '21": "about December 2021",
    "from Sep '21": "from 1 September 2021",
    "from about Sep '21": "from about 1 September 2021",
    "not before Sep '21": "not before 1 September 2021",
    "Dec '21 (was Sep '21)": "revised to December 2021 (was Sep '21)",
    "moved to Dec '21": "revised to December 2021",
    "Sep '21 & Dec '21": "September 2021 & December 2021",
    "by Sep '21 and by Dec '21": "by 30 September 2021 & by 31 December 2021",
    "Sep '21, from Dec '21": "Sep '21, from Dec '21",
    "completed Dec '21": "completed December 2021",
    "started Dec '21": "started December 2021",
    "phased from Sep '21": "phased from 1 September 2021",
    "phased Sep-Dec '21": "phased September 2021 to December 2021",
    "ongoing": "ongoing",
    "ongoing from Sep '21": "ongoing from 1 September 2021",
    "ongoing until Dec '21": "ongoing by 31 December 2021",
    "quarterly from Sep '21": "quarterly from September 2021",
    "monthly": "monthly",
    "annually in March": "annually in March",
    "annually from Mar '22 until Mar '25": "annually from March 2022 until 31 March 2025",
    "every 2 years from Dec '21": "every 2 years from December 2021",
    "every 3 weeks from 6 Sept '21": "every 3 weeks from 6 September 2021",
    "weekly from 6 Sept '21": "weekly from 6 September 2021",
    "twice a year from Sep '21": "2 times every year from September 2021",
    "3 times every 2 years": "3 times every 2 years",
    "quarterly during 21/22": "quarterly during 2021/22",
    "every winter from Dec '21": "every winter from Dec '21",
    "monthly Sep '21 to 5/3/22": "monthly from September 2021 until 5 March 2022",
    "monthly Sep '21 to Mar '22": "monthly from September 2021 until 31 March 2022",
    "early Q1 22/23": "early Q1 2022/23",
    "late Q4 21/22": "late Q4 2021/22",
    "Oct-Nov '21": "October 2021 to November 2021",
    "Phase One Sept 2021, Phase Two 2022": (
        "1 September 2021 to 30 September 2021 & 1 January 2022 to 31 December 2022"
    ),
    "Q1 22/23": "Q1 2022/23",
    "last week of March '22": "last week of March 2022",
    "1 April 2022 to 30 April 2022": "1 April 2022 to 30 April 2022",
    "moved to • Sept '21\n• Dec '21": "revised to September 2021 & December 2021",
    "every year from 2022 until 2025": "every year from 2022 until 2025",
    "w/c Mon 21/9/21": "w/c Mon 21/9/21",
    "Throughout": "ongoing",
    "ongoing '22": "ongoing 2022",
    "quarterly in Mar, Jun, Sep and Dec": "quarterly in March, June, September, December",
    "Monthly in May": "monthly in May",
    "twice every 2 years in May": "2 times every 2 years in May",
    "At each Full Council": "every meeting",
    "Biennial, next 2026": "every 2 years from 2026",
    "autumn term '21 & spring term '22": "autumn term 2021 & Q4 2021/22",
    "Winter and autumn terms 2021/22": "about December 2021 to February 2022 & about 1 September 2021 to 31 December 2021",
    "subject to funding": "subject to funding",
    "TBC": "TBC",
    "Ep '21": "Ep '21",
    "31/6/21": "31/6/21",
}
"""Wordings as they come, and as they are written."""


@pytest.mark.parametrize("wording", WRITTEN)
def test_a_reading_is_written_plainly_and_reads_back_the_same(wording: str) -> None:
    reading = read(wording)
    assert write(reading) == WRITTEN[wording]
    assert is_same(read(write(reading)), reading)


def test_readings_that_differ_in_a_day_or_a_kind_are_not_the_same() -> None:
    assert is_same(read("Dec '21"), read("December 2021"))
    for other in ("by Dec '21", "about Dec '21", "Dec '22", "1 Dec 2021", "Sep '21 & Dec '21", "Ep '21"):
        assert not is_same(read("Dec '21"), read(other))
