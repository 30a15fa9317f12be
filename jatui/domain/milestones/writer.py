"""Write the canonical wording of a reading, so that reading it again gives the same days.

Each kind has one or a few forms; the first that reads back the same is taken. Where words carry what days cannot
(a condition, an event, what could not be read), or no form reads back, the wording itself is the canonical one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jatui.domain.milestones.periods import month_end, show
from jatui.domain.milestones.read import read
from jatui.domain.milestones.reading import Reading, Repeat, Stage
from jatui.domain.milestones.words import MONTHS, SEASONS

_UNITS = {("month", 3): "quarterly", ("month", 1): "monthly", ("year", 1): "annually", ("week", 1): "weekly"}


def write(reading: Reading) -> str:
    """Return the canonical wording of a reading: `read(write(reading))` has its kind, days, precision and stages."""
    for wording in _forms(reading):
        again = read(wording)
        if is_same(again, reading):
            return wording
    return reading.text


def is_same(one: Reading, other: Reading) -> bool:
    """Return whether two readings say the same: kind, days, precision, repetition and the days of their stages."""
    return _core(one) == _core(other)


def _core(reading: Reading) -> tuple[object, ...]:
    """Return what a reading says, without its words."""
    stages = tuple((stage.start, stage.end, stage.due) for stage in reading.stages)
    days = (reading.start, reading.end, reading.due)
    return (reading.kind, days, reading.precision, reading.recurrence, stages, reading.unread)


def _forms(reading: Reading) -> Iterator[str]:
    """Yield the wordings that may say what a reading says."""
    if reading.ambiguous:
        return
    about = "about " if reading.precision == "approximate" else ""
    start, end, due = reading.start, reading.end, reading.due
    kind = reading.kind
    if reading.repeat is not None:
        yield from _recurring(reading, reading.repeat)
    elif kind == "until" and due is not None:
        yield f"by {about}{show(due)}"
    elif kind == "onwards" and start is not None:
        yield f"from {about}{show(start)}"
    elif kind == "not-before" and start is not None:
        yield f"not before {about}{show(start)}"
    elif kind == "ongoing":
        yield "ongoing"
        for inner in _stages(reading.stages, about):
            yield f"ongoing {inner}"
            yield f"ongoing, {inner}"
    elif kind == "revised":
        former = f" (was {reading.former.text})" if reading.former else ""
        for inner in _stages(reading.stages, about):
            yield f"revised to {inner}{former}"
            yield f"revised to {inner}"
            yield f"now {inner}"
    elif kind == "list":
        yield from _stages(reading.stages, "")
        yield from _stages(reading.stages, about)
    elif kind in ("status", "phased"):
        word = {"status": "completed", "phased": "phased"}[kind]
        for inner in _stages(reading.stages, about):
            yield f"{word} {inner}"
            yield f"started {inner}"
    elif start is not None and end is not None:
        yield from _spans(start, end)
        for form in _spans(start, end):
            yield f"about {form}"


def _stages(stages: tuple[Stage, ...], about: str) -> Iterator[str]:
    """Yield the stages of a reading, one behind the other."""
    named = [_stage(stage, about) for stage in stages]
    if named:
        for pick in range(max(len(forms) for forms in named)):
            yield " & ".join(forms[min(pick, len(forms) - 1)] for forms in named)


def _stage(stage: Stage, about: str) -> list[str]:
    """Return the forms of one stage, which has a first day or a due one."""
    if stage.start is not None and stage.end is not None:
        return [about + form for form in _spans(stage.start, stage.end)]
    if stage.due is not None:
        return [f"by {about}{show(stage.due)}"]
    assert stage.start is not None
    return [f"from {about}{show(stage.start)}"]


def _recurring(reading: Reading, repeat: Repeat) -> Iterator[str]:
    """Yield the forms of what comes round; what has a first day has a start."""
    until = f" until {show(repeat.until)}" if repeat.until else ""
    for often in _often(repeat):
        if repeat.first is not None:
            assert reading.start is not None
            for form in _spans(reading.start, repeat.first):
                yield f"{often} from {form}{until}"
        else:
            yield often + until
            if reading.start is not None and reading.end is not None:
                for form in _spans(reading.start, reading.end):
                    yield f"{often} during {form}"


def _often(repeat: Repeat) -> Iterator[str]:
    """Yield the forms of an interval, with its months."""
    months = ", ".join(MONTHS[month - 1].title() for month in repeat.months)
    inside = f" in {months}" if months else ""
    if repeat.times > 1:
        number = f" {repeat.every}" if repeat.every > 1 else ""
        plural = "s" if repeat.every > 1 else ""
        yield f"{repeat.times} times every{number} {repeat.unit}{plural}{inside}"
    name = _UNITS.get((repeat.unit, repeat.every))
    if name is not None:
        yield name + inside
    yield f"every {repeat.unit}{inside}"
    yield f"every {repeat.every} {repeat.unit}s{inside}"


def _month(day: date) -> str:
    """Return the month of a day."""
    return f"{MONTHS[day.month - 1].title()} {day.year}"


def _pair(first: int) -> str:
    """Return a pair of years."""
    return f"{first}/{(first + 1) % 100:02}"


def _spans(start: date, end: date) -> Iterator[str]:
    """Yield the names of the days from one to another, the plainest first."""
    if start == end:
        yield show(start)
        yield from (
            f"{name} {start.year}" for name in ("Christmas", "Easter", "Christmas eve", "Good Friday")
        )
        yield from (f"{name} {start.year}" for name in ("Easter Monday", "New Year's Day"))
        return
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and end == month_end(end.year, end.month):
        yield from _whole_months(start, months)
        if months > 1:
            yield f"{_month(start)} to {_month(end)}"
    else:
        yield from (
            f"{part} {_month(start)}" for part in ("early", "mid", "late", "early to mid", "mid to late")
        )
        yield from (f"{half} half of {_month(start)}" for half in ("first", "second"))
        yield from (
            f"{number} week of {_month(start)}" for number in ("first", "second", "third", "fourth", "last")
        )
        yield f"fifth week of {_month(start)}"
    if end - start == timedelta(days=6):
        yield f"week commencing {show(start)}"
    yield f"{show(start)} to {show(end)}"


def _whole_months(start: date, months: int) -> Iterator[str]:
    """Yield the names of whole months: month, quarter, season, term, half, third of a year, year."""
    year, month = start.year, start.month
    financial = _pair(year - (month < 4))
    if months == 1:
        yield _month(start)
        yield from (f"start of {season} term {year}" for season in ("spring", "summer", "autumn"))
        yield from (f"{part} Q{_quarter(month)} {financial}" for part in ("early", "mid", "late"))
    elif months == 3:
        yield f"Q{_quarter(month)} {financial}"
        yield f"{SEASONS[month // 3 - 1]} {year}" if month != 12 else f"winter {_pair(year)}"
        yield f"spring term {year}"
    elif months == 6:
        half = 1 if month in (1, 4) else 2
        yield from (f"H{half} {financial}", f"H{half} of the calendar year {year}")
    elif months == 12:
        yield from (_pair(year), str(year), f"academic year {_pair(year)}")
    elif months == 13:
        yield f"municipal year {_pair(year)}"
    yield from (f"{term} term {year}" for term in ("autumn", "summer"))
    for part in ("early", "mid", "late", "early to mid", "mid to late"):
        yield f"{part} {year}"
        yield f"{part} {financial}"


def _quarter(month: int) -> int:
    """Return the financial quarter in which a month lies."""
    return (month - 4) % 12 // 3 + 1
