"""Taking in a table of values of indicators, whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from jatui.commands.measuring import (
    OUTCOMES,
    brief,
    checked_code,
    is_same,
    odd,
    one_line,
    period_columns,
    value_columns,
    word_of,
)
from jatui.commands.registry import FromTable, Work, argument, command, option
from jatui.domain.days import parse_day
from jatui.domain.errors import Misused, Problem, Refused
from jatui.domain.match import fold
from jatui.domain.scorecard import Entry
from jatui.domain.text import clean_lines
from jatui.domain.words import count
from jatui.papers.measurements import Measured, read_measured
from jatui.papers.returns import read_bytes_of
from jatui.store.indicators import find_indicator, standing
from jatui.store.plans import whose

MOST_TOLD = 100
"""How many lines of a table one message names."""


@command("indicator read", "Read a table of values")
@dataclass(frozen=True, kw_only=True)
class ReadMeasurements(FromTable):
    """Add the values of a table, all or none, from CSV or a spreadsheet; what is not read as a figure is kept and told."""

    file: str = argument(
        "The table, CSV or .xlsx, headed as in Indicator, Period, Value, Target, Rating, Data date, Comment."
    )
    by: str | None = option("Who says so, where the table does not.")

    def run(self, work: Work) -> str:
        """Add what is new; a value that is there already stays as it is, another for its period stands beside it."""
        path = Path(os.path.expanduser(self.file))
        table = read_measured(read_bytes_of(path), path.name)
        taking = _Taking(work, self.by, table.unit)
        for row in table.rows:
            taking.take(row)
        bad = taking.bad + [
            f"{table.unit} {line}: it has more cells than headings" for line in table.overfull
        ]
        if bad:
            raise Refused(f"{path.name}: {_listed(bad, '; ')}. Nothing was changed.")
        if taking.new:
            work.writer.add_many("measurement", taking.new)
        of = whose(work.read, taking.plans)
        told = [f"added {count(len(taking.new), 'measurement')}{of} from {path.name}"]
        if taking.known:
            told.append(f"{count(taking.known, 'was', 'were')} there already")
        if taking.empty:
            told.append(
                f"{count(len(taking.empty), table.unit)} without a value or anything else said: {_listed(taking.empty)}"
            )
        notes = [*taking.notes, *(each.rstrip(".") for each in table.notes)]
        told += notes[:MOST_TOLD]
        if len(notes) > MOST_TOLD:
            told.append(f"and {len(notes) - MOST_TOLD} more such")
        if table.columns_left:
            told.append(f"left out: the columns {', '.join(table.columns_left)}")
        return "; ".join(told)


_UNRATED: Final = frozenset(("-", "–", "n/a", "none", "no rating", "not rated", "unrated", "grey", "tbc"))
"""Words in a column of ratings that say that there is none."""


class _Taking:
    """Sorts the lines of a table into what is new, what is there, what says nothing and what is wrong."""

    def __init__(self, work: Work, by: str | None, unit: str) -> None:
        self.work = work
        self.by = by
        self.unit = unit
        self.new: list[dict[str, Any]] = []
        self.plans: set[int] = set()
        self.known = 0
        self.empty: list[str] = []
        self.bad: list[str] = []
        self.notes: list[str] = []
        self._series: dict[int, list[Entry]] = {}
        self._find = cache(lambda number: find_indicator(work.read, work.scope, number))
        self._rating = cache(lambda plan, given: checked_code(work.read, plan, given))
        self._units: dict[int, str | None] = {}
        for each in standing(work.read, work.scope):
            self._series[each.id] = list(each.series)
            self._units[each.id] = each.unit

    def take(self, row: Measured) -> None:
        """Sort one line."""
        try:
            self._take(row)
        except Problem as problem:
            said = (
                str(problem)
                .replace(" Nothing was changed.", "")
                .replace("; nothing was changed", "")
                .rstrip(".")
            )
            self.bad.append(f"{self.unit} {row.line}: {said}")

    def _take(self, row: Measured) -> None:
        if "number" not in row.cells:
            raise Misused("it names no indicator")
        indicator, plan, number = self._find(row.cells["number"])
        columns = self._columns(row.cells, plan, self._units[indicator])
        if not any(columns[name] for name in ("value", "rating", "outcome", "text")):
            self.empty.append(str(row.line))
            return
        series = self._series[indicator]
        if any(is_same(entry, columns) for entry in series):
            self.known += 1
            return
        if note := odd(columns, series, self._units[indicator]):
            self.notes.append(f"{self.unit} {row.line}, {number}: {', '.join(note)}")
        added = max((entry.number for entry in series), default=0) + 1
        self.plans.add(plan)
        self.new.append({"indicator": indicator, "number": added, **columns})
        series.append(_entry(added, columns, self._units[indicator]))

    def _columns(self, cells: dict[str, str], plan: int, unit: str | None) -> dict[str, Any]:
        """Return the columns of a line, the same ones for each; raises a Problem where a cell is not understood."""
        found: dict[str, Any] = dict.fromkeys(
            ("period", "start", "end", "kind", "value", "target", "rating", "outcome", "text")
        )
        if "value" in cells:
            found |= value_columns(cells["value"], unit, cells.get("target"))
        if "target" in cells:
            found["target"] = brief(cells["target"], "a target")
        if "period" in cells:
            found |= period_columns(cells["period"])
        today = self.work.scope.today
        for name in ("data_day", "day"):
            found[name] = parse_day(cells[name], today) if name in cells else None
            if found[name] is not None and found[name] > today:
                raise Misused(f"{found[name]} has not come yet")
        found["day"] = found["day"] or today
        if "rating" in cells and fold(cells["rating"]) not in _UNRATED:
            found["rating"] = self._rating(plan, cells["rating"])
        if "outcome" in cells:
            found["outcome"] = word_of(cells["outcome"], "outcome", OUTCOMES)
        if "text" in cells:
            found["text"] = clean_lines(cells["text"]).strip() or None
        by = cells.get("by") or self.by
        found["said_by"] = one_line(by) if by else self.work.actor
        return found


def _entry(number: int, columns: dict[str, Any], unit: str | None) -> Entry:
    """Return a line as the measurement that it becomes, so that later lines are held against it."""
    own = {
        name: columns[name]
        for name in ("period", "kind", "rating", "outcome", "start", "end", "day", "data_day")
    }
    return Entry(
        id=0,
        number=number,
        text=columns["value"],
        target_text=columns["target"],
        said=columns["text"],
        said_by=columns["said_by"],
        paper=None,
        line=None,
        unit=unit,
        **own,
    )


def _listed(told: list[str], mark: str = ", ") -> str:
    more = [f"and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    return mark.join([*told[:MOST_TOLD], *more])
