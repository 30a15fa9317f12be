"""When something that comes round is first due, and when it ends."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.domain.milestones.mentions import Mention, Often, Script
from jatui.domain.milestones.periods import Span, month_end, resolve
from jatui.domain.milestones.reading import Repeat
from jatui.domain.milestones.words import SEASONS

Dates = dict[int, tuple[date | None, date | None]]
_JOINED = frozenset(("AND", "COMMA", "SLASH"))
_WINDOWS = frozenset(("financial-year", "calendar-year", "school-year", "municipal-year"))


class Repetition(NamedTuple):
    """A repetition with its first and last day; `used` are the mentions that they rest on."""

    repeat: Repeat | None
    start: date | None
    end: date | None
    is_end_written: bool
    used: list[Mention]


def repetition(script: Script, starts: list[Mention], ends: list[Mention], dates: Dates) -> Repetition:
    """Return how something comes round: first due at the end of the first period named, last where an end is written.

    An end is written by `until` or a range; a year in which it comes round is a window and no end of it, nor is a
    range in which what is annual comes round once.
    """
    often = script.often or Often(1, "year")
    months = tuple(dict.fromkeys((*often.months, *_months(script))))
    last = [mention for mention in ends if _is_end(mention, often)]
    last += [mention for mention in ends if mention.label.lower().startswith(("final", "last"))]
    closing = {id(mention) for mention in last}
    due = [mention for mention in ends if id(mention) not in closing]
    first = starts or due
    named = [mention for mention in due if mention.first.shape in ("month", "day")]
    if starts and named and all(mention.first.shape == "year" for mention in starts):
        first = named[:1]
        single = [m for m in named if m.last is None and (m in first or _JOINED.issuperset(m.gap))]
        months = tuple(mention.first.month for mention in single)
    start = end = begin = written = None
    if first:
        opening, *_ = first
        start = next(day for day in dates[id(opening)] if day is not None)
        begin = _first_due(often, months, opening, start, bool(starts))
        span = _span(opening)
        if span.kind in _WINDOWS and not starts:
            start, end = span.start, span.end
    elif last and last[0].last is not None:
        began = resolve(last[0].first)
        assert began is not None
        start, begin = began.start, began.end
    if last:
        _, written = dates[id(last[-1])]
    if written is not None and start is not None and written < start:
        written, end = None, None
    if written is not None:
        end = written
    repeat = None
    if not script.doubtful:
        repeat = Repeat(often.every, often.unit, begin, written, months, often.times)
    return Repetition(repeat, start, end, written is not None, first + last)


def _span(mention: Mention) -> Span:
    """Return the span of a mention, which has one where it has a day."""
    assert mention.span is not None
    return mention.span


def _is_end(mention: Mention, often: Often) -> bool:
    """Return whether a mention says when it is last due; a range is its bounds where it comes round more than once."""
    if mention.cue == "until" and mention.word != "due":
        return True
    span = _span(mention)
    assert span.start is not None and span.end is not None
    again = (span.end.year - 1, span.end.month) >= (span.start.year, span.start.month)
    return mention.last is not None and (again or often.unit != "year")


def _first_due(
    often: Often, months: tuple[int, ...], opening: Mention, start: date, is_start: bool
) -> date | None:
    """Return when it is first due: at the end of the period named, or of the season or month in the year named."""
    span = _span(opening)
    if often.unit in SEASONS:
        return _season_end(often.unit, span, start)
    if span.kind not in _WINDOWS:
        return span.end if opening.cue != "after" else None
    if len(months) == 1:
        (month,) = months
        return month_end(start.year + (month < start.month), month)
    return span.end if is_start and often.unit == "year" and opening.cue != "after" else None


def _season_end(season: str, span: Span, start: date) -> date:
    """Return the end of the first season that comes round: the one of a year that is named, else the first not over yet."""
    month = (SEASONS.index(season) * 3 + 5) % 12
    assert span.start is not None
    year = span.start.year + (season == "winter" and span.kind in _WINDOWS)
    end = month_end(year, month)
    return end if end >= start else month_end(year + 1, month)


def _months(script: Script) -> tuple[int, ...]:
    """Return the months named without a year: annually in March; quarterly (Jul, Oct, Jan, Apr)."""
    found = [
        m.first.month for m in script.mentions if m.first.shape in ("month", "day") and m.first.year is None
    ]
    return tuple(dict.fromkeys(month for month in found if month))
