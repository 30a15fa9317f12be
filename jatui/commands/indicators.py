"""What a person does to indicators: adding and changing them, and recording, correcting and removing what was measured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from jatui.commands.measuring import (
    OUTCOMES,
    brief,
    checked_code,
    is_same,
    odd,
    one_line,
    past_day,
    period_columns,
    told_columns,
    value_columns,
    word_of,
)
from jatui.commands.meetings import find_body
from jatui.commands.officers import find_lead
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.indicators import FREQUENCIES, POLARITIES, SCALES, number_form, number_key
from jatui.domain.moves import quoted
from jatui.domain.proposals import tolerance_fault
from jatui.domain.scorecard import Entry
from jatui.domain.text import clean, clean_lines
from jatui.domain.values import read_value
from jatui.domain.words import RATINGS
from jatui.store import Reader
from jatui.store.indicators import (
    entries,
    find_indicator,
    next_measurement,
    next_position,
    numbers_of,
    theme_of,
    unit_and_target,
)
from jatui.store.plans import whose

LONGEST_NUMBER = 40
"""Characters that an indicator's number may have."""

MOST_LAG = 3_660
"""Days from the end of a period to its value, at most: ten years."""

_SCALE = "The level of performance that it serves."
_POLARITY = "What is good of it."
_FREQUENCY = "How often it is measured."


@dataclass(frozen=True, kw_only=True)
class _Described(Command):
    """What may be said of an indicator; an empty word takes away what was said."""

    theme: str | None = option("The code of its theme.")
    scale: str | None = option(_SCALE, choices=SCALES)
    unit: str | None = option("What it is measured in, such as % or days.")
    polarity: str | None = option(_POLARITY, choices=POLARITIES)
    baseline: str | None = option("The value that it began at.")
    target: str | None = option("The value that is wanted, such as 45% or tbc.")
    tolerance: str | None = option(
        "How far beside the target is still amber, in its unit or in per cent of it."
    )
    frequency: str | None = option(_FREQUENCY, choices=tuple(FREQUENCIES))
    owner: str | None = option("Who answers for it: an officer, post or body.")
    committee: str | None = option("The committee that watches it.")
    source: str | None = option("Where its values come from.")
    lag: str | None = option("Days from the end of a period to its value, in figures.")
    note: str | None = option("What is to be known besides.")

    def columns(self, work: Work, plan: int) -> dict[str, Any]:
        """Return the columns for what is given; raises a Problem where a word is none of its list or a name is not known."""
        found: dict[str, Any] = {}
        for name in ("unit", "baseline", "target", "tolerance"):
            if (given := getattr(self, name)) is not None:
                found[name] = brief(given, f"--{name}")
        if self.source is not None:
            found["source"] = one_line(self.source)
        for name, known in (("scale", SCALES), ("polarity", POLARITIES), ("frequency", tuple(FREQUENCIES))):
            if (given := getattr(self, name)) is not None:
                found[name] = word_of(given, name, known)
        if self.note is not None:
            found["note"] = clean_lines(self.note).strip() or None
        if self.lag is not None:
            found["lag"] = _days(self.lag)
        if self.theme is not None:
            found["theme"] = theme_of(work.read, plan, self.theme.strip()) if self.theme.strip() else None
        if self.owner is not None:
            found["owner"] = find_lead(work.read, self.owner).id if self.owner.strip() else None
        if self.committee is not None:
            found["committee"] = find_body(work.read, self.committee).id if self.committee.strip() else None
        return found

    def unread(self, unit: str | None, target: str | None) -> str:
        """Return in words which figures that are given are not read; they are kept as they are."""
        told = []
        for name in ("baseline", "target"):
            if (given := getattr(self, name)) and (value := read_value(given, unit)).unread:
                told.append(f"the {name} {quoted(value.text)!r} is kept and not read as a figure")
        if given := one_line(self.tolerance or ""):
            fault = tolerance_fault(quoted(given), read_value(target, unit) if target else None)
            told += [fault] if fault else []
        return "".join(f"; {each}" for each in told)


def _days(given: str) -> int | None:
    """Return a number of days, None for an empty word; raises Misused where it is none."""
    figures = given.strip()
    if not figures:
        return None
    if not (figures.isascii() and figures.isdigit() and len(figures) < 10 and int(figures) <= MOST_LAG):
        raise Misused(f"--lag is a number of days, from 0 to {MOST_LAG:,}. Nothing was changed.")
    return int(figures)


@command("indicator add", "Add an indicator")
@dataclass(frozen=True, kw_only=True)
class AddIndicator(_Described):
    """Add an indicator to the plan; nothing is measured of it yet."""

    number: str = argument("Its number, such as NI 197; NI 01 and NI1 are NI 1.")
    called: str = argument("What it is called.")

    def run(self, work: Work) -> str:
        """Add the indicator behind the others."""
        plan = work.scope.plan
        if plan is None:
            raise Misused("It must be clear for which plan it is. Give --plan before the verb.")
        name, printed = one_line(self.called), " ".join(clean(self.number).split())
        number = number_form(printed)
        if not name or not any(map(str.isalnum, number)) or len(number) > LONGEST_NUMBER:
            raise Misused(
                f"An indicator needs a number of at most {LONGEST_NUMBER} characters, such as NI 197, and a name."
            )
        if number_key(number) in numbers_of(work.read, plan):
            raise Refused(
                f"There is an indicator {number} in {work.scope.name} already. Nothing was changed."
            )
        columns = self.columns(work, plan)
        work.writer.add(
            "indicator",
            plan=plan,
            number=number,
            printed=printed if printed != number else None,
            position=next_position(work.read, plan),
            name=name,
            **columns,
        )
        unread = self.unread(columns.get("unit"), columns.get("target"))
        return f"added the indicator {number}{whose(work.read, [plan])}: {quoted(name)}{unread}"


@command("indicator change", "Change an indicator")
@dataclass(frozen=True, kw_only=True)
class ChangeIndicator(_Described):
    """Change what is kept of an indicator: its name, target, polarity and the like; '' takes a word away."""

    number: str = argument("The indicator's number.")
    called: str | None = option("What it is called.", name="name")

    def run(self, work: Work) -> str:
        """Change the columns that are given."""
        row, plan, number = find_indicator(work.read, work.scope, self.number)
        columns = self.columns(work, plan)
        if self.called is not None:
            columns["name"] = one_line(self.called)
        if not columns:
            raise Misused("Say what changes, such as --target or --polarity; `--help` lists what there is.")
        work.writer.refuse_stale("indicator", row, work.seen)
        work.writer.change("indicator", row, **columns)
        told = ", ".join(f"{name} {self._told(name)}" for name in columns)
        return f"{number}{whose(work.read, [plan])}: {told}{self.unread(*unit_and_target(work.read, row))}"

    def _told(self, name: str) -> str:
        given = getattr(self, "called" if name == "name" else name)
        return quoted(str(given)) if str(given).strip() else "taken away"


@dataclass(frozen=True, kw_only=True)
class _Measured(Command):
    """What may be said of a value."""

    period: str | None = option("The period, such as 2009/10, Q2 2021-22 or Sep 2021.")
    data_date: dt.date | None = option("The day of the data, where it is another than the period's last.")
    date: dt.date | None = option("The day of the report.")
    rating: str | None = option("The judged rating: red, amber, green or blue (complete).", choices=RATINGS)
    target: str | None = option("The target of the period, where it is not the indicator's.")
    outcome: str | None = option("What is said of the target.", choices=OUTCOMES)
    text: str | None = option("What is said of it, in words.")
    by: str | None = option("Who says so.")

    def columns(self, work: Work, plan: int, value: str | None, unit: str | None) -> dict[str, Any]:
        """Return the columns of what is given; an empty word takes away what was said. Raises a Problem."""
        found: dict[str, Any] = {}
        if value is not None:
            found |= value_columns(value, unit, self.target)
        if self.target is not None:
            found["target"] = brief(self.target, "--target")
        if self.period is not None:
            found |= period_columns(self.period)
        for name, day in (("data_day", self.data_date), ("day", self.date)):
            if day is not None:
                found[name] = past_day(day, work.scope.today)
        if self.rating is not None:
            found["rating"] = checked_code(work.read, plan, self.rating)
        if self.outcome is not None:
            found["outcome"] = word_of(self.outcome, "outcome", OUTCOMES)
        if self.text is not None:
            found["text"] = clean_lines(self.text).strip() or None
        if self.by is not None:
            found["said_by"] = one_line(self.by)
        return found


@command("indicator measure", "Record a value")
@dataclass(frozen=True, kw_only=True)
class Measure(_Measured):
    """Record a value of an indicator as it was reported: a figure, a level, words or that there are no data."""

    number: str = argument("The indicator's number, such as NI 197.")
    value: str | None = argument(
        "The value as printed: 47%, Level 1, No data; none for a rating alone.", None
    )

    def run(self, work: Work) -> str:
        """Add the measurement; what was recorded before stays beside it."""
        row, plan, number = find_indicator(work.read, work.scope, self.number)
        unit, _ = unit_and_target(work.read, row)
        columns = self.columns(work, plan, self.value, unit)
        if not {"value", "rating", "outcome", "text"} & {name for name, each in columns.items() if each}:
            raise Misused("A measurement needs a value, a rating, an outcome or a text. Give one of them.")
        columns.setdefault("day", work.scope.today)
        columns.setdefault("said_by", work.actor)
        known = entries(work.read, row)
        if same := next((entry for entry in known if is_same(entry, columns)), None):
            raise Refused(
                f"{number} has just this already, as measurement {same.number}. Nothing was changed."
            )
        added = next_measurement(work.read, row)
        work.writer.add("measurement", indicator=row, number=added, **columns)
        said = "; ".join([told_columns(columns), *odd(columns, known, unit)])
        return f"{number}{whose(work.read, [plan])}, measurement {added}: {said}"


@command("indicator correct", "Correct a value")
@dataclass(frozen=True, kw_only=True)
class CorrectMeasurement(_Measured):
    """Correct a measurement, with a reason; the history keeps what stood there. '' takes a word away."""

    number: str = argument("The indicator's number.")
    measurement: int = argument("The measurement's number, as `jatui indicator show` lists it.")
    value: str | None = option("The value as it should be.")
    reason: str | None = option("Why.")

    def run(self, work: Work) -> str:
        """Change the columns that are given."""
        _reason(self.reason)
        row, plan, number = find_indicator(work.read, work.scope, self.number)
        unit, _ = unit_and_target(work.read, row)
        entry = _entry(work.read, row, number, self.measurement)
        columns = self.columns(work, plan, self.value, unit)
        if not columns:
            raise Misused("Say what is corrected, such as --value or --period.")
        work.writer.refuse_stale("measurement", entry.id, work.seen)
        work.writer.change("measurement", entry.id, **columns)
        others = [each for each in entries(work.read, row) if each.id != entry.id]
        said = "; ".join([told_columns(columns), *odd(columns, others, unit)])
        return f"{number}{whose(work.read, [plan])}, measurement {self.measurement} is {said}"


@command("indicator remove", "Remove a value")
@dataclass(frozen=True, kw_only=True)
class RemoveMeasurement(Command):
    """Remove a measurement that should not be there, with a reason; the history keeps it."""

    number: str = argument("The indicator's number.")
    measurement: int = argument("The measurement's number, as `jatui indicator show` lists it.")
    reason: str | None = option("Why.")

    def run(self, work: Work) -> str:
        """Remove the row."""
        _reason(self.reason)
        row, plan, number = find_indicator(work.read, work.scope, self.number)
        entry = _entry(work.read, row, number, self.measurement)
        work.writer.refuse_stale("measurement", entry.id, work.seen)
        work.writer.remove("measurement", entry.id)
        was = " ".join(part for part in (entry.when, entry.text) if part)
        what = f"{self.measurement}{f' ({quoted(was)})' if was else ''}"
        return f"{number}{whose(work.read, [plan])}: removed measurement {what}"


def _reason(given: str | None) -> None:
    """Raise Misused or Refused where no reason is given."""
    if given is None:
        raise Misused("A reason is needed, since the next reader will ask for it. Give --reason.")
    if not clean_lines(given).strip():
        raise Refused("A reason is needed, since the next reader will ask for it. Nothing was changed.")


def _entry(read: Reader, indicator: int, number: str, measurement: int) -> Entry:
    """Return a measurement by its number; raises NotFound with those that there are."""
    known = entries(read, indicator)
    for entry in known:
        if entry.number == measurement:
            return entry
    there = ", ".join(str(entry.number) for entry in known[-20:]) or "none"
    raise NotFound(f"{number} has no measurement {measurement}. It has: {there}. Nothing was changed.")
