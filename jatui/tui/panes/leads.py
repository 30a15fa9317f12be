"""The leads with their work: what is open by rating and by month, what has passed, and who is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from jatui.domain.days import short_day
from jatui.domain.words import RATINGS, short_number, sign
from jatui.store.officers import NO_DATE, PASSED, RATED, Workload
from jatui.tui.widgets.calendar.face import shift
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Cell, Row

MONTHS = 12
"""Months that the row of months shows; what is due later stands behind them."""

STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
"""How many open actions of a month it takes for each height of its bar."""

_BARS = "·▁▂▃▄▅▆▇█"


class LeadsPane(Table):
    """The leads, one a line, the busiest first."""

    HELP: ClassVar[str] = (
        "Every officer, post and body with what is open, the busiest first: by rating, passed, without a date, and a row of "
        "bars for the twelve months from this one on and, at its end, for whatever is due later. The bars grow at 1, 2, 3, 5, "
        "8, 13, 21 and 34 actions. What a post leads counts for the post and for the officer who holds it that day. Silent "
        "are those of whom no update was accepted since the last meeting; that there is nothing new is an answer. Below "
        "stand the posts and holders over time, the counts and the actions of the lead under the cursor."
    )

    def __init__(self, today: date) -> None:
        first = today.isoformat()[:7]
        self.months = [shift(first, number) for number in range(MONTHS)]
        initials = "".join(f"{date.fromisoformat(month + '-01'):%b}"[0] for month in self.months)
        columns = [
            Column("name", "Lead", "fill", minimum=14),
            Column("kind", "Kind", 7, drop_order=1),
            Column("open", "Open", 4, align="right"),
            *(Column(f"r{rating}", sign(rating), 4, align="right", drop_order=6) for rating in RATED),
            Column("passed", "Passed", 6, align="right"),
            Column("undated", "No date", 7, align="right", drop_order=2),
            Column("months", f"{initials}›", MONTHS + 1, drop_order=4),
            Column("heard", "Last heard", 11, drop_order=3),
            Column("silent", "", 6, drop_order=5),
        ]
        super().__init__(columns, id="leads", caption="There is no lead yet.", gap=1)
        self.border_title = "Officers, posts and bodies"


def cells(each: Workload, months: Mapping[str, int], shown: Sequence[str]) -> Row:
    """Return a lead as the cells of its row."""
    name = f"{each.lead.name} ({each.holder})" if each.holder else each.lead.name
    rated: list[Cell] = [
        (short_number(number) if number else "·", f"rating-{rating}" if number and rating else "dim")
        for rating, number in zip((*RATINGS, None), each.ratings, strict=True)
    ]
    return [
        (name, "strong" if each.open else "dim"),
        (each.lead.kind if each.lead.id else "", "dim"),
        (short_number(each.open), ""),
        *rated,
        (short_number(each.passed) if each.passed else "·", "passed" if each.passed else "dim"),
        (short_number(each.undated) if each.undated else "·", "dim"),
        (heat(months, shown), "accent"),
        (short_day(each.last) if each.last else "never", "dim"),
        ("silent" if each.silent else "", "passed"),
    ]


def bar(number: int) -> str:
    """Return a count as a bar of one cell, higher at each of `STEPS`."""
    return _BARS[sum(number >= step for step in STEPS)]


def heat(months: Mapping[str, int], shown: Sequence[str]) -> str:
    """Return a bar for each month that is shown, and one for all that is due later."""
    later = sum(n for key, n in months.items() if key not in (PASSED, NO_DATE) and key > shown[-1])
    return "".join(bar(months.get(month, 0)) for month in shown) + bar(later)
