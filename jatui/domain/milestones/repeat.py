"""When something that comes round is first due, and when it ends."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from jatui.domain.milestones.mentions import Mention, Often, Script
from jatui.domain.milestones.periods import Span, month_end
from jatui.domain.milestones.reading import Repeat
from jatui.domain.milestones.words import SEASONS

Dates = dict[int, tuple[date | None, date | None, date | None]]
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

    An end is written by `until` or a range; a year in which it comes round is a window and no end of it.
    """
    often = script.often or Often(1, "year")
    months = tuple(dict.fromkeys((*often.months, *_months(script))))
    last = [
        mention
        for mention in ends
        if (mention.cue == "until" and mention.word != "due") or mention.last is not None
    ]
    last += [
        m for m in ends if m not in last and m.label.lower().startswith(("final", "last")) and len(ends) == 1
    ]
    closing = {id(mention) for mention in last}
    first = starts or [mention for mention in ends if id(mention) not in closing]
    named = [mention for mention in ends if mention.first.shape in ("month", "day") and mention.last is None]
    if starts and starts[0].first.shape == "year" and named:
        first = named[:1]
        months = tuple(m.first.month for m in named if m is named[0] or _JOINED.issuperset(m.gap))
    used = first + last
    start = end = begin = None
    if first:
        start = dates[id(first[0])][0] or dates[id(first[0])][1]
        span = first[0].span
        begin = span.end if span is not None and span.kind not in _WINDOWS else None
        begin = begin if first[0].cue != "after" else None
        if often.unit in SEASONS:
            begin = _season_end(often.unit, span, start) if span and span.start else None
        elif len(months) == 1 and span is not None and span.kind in _WINDOWS and span.start is not None:
            begin = month_end(span.start.year + (months[0] < span.start.month), months[0])
        if span is not None and span.kind in _WINDOWS and not starts:
            start, end = span.start, span.end
        elif begin is None and often.unit == "year" and span is not None and first[0].cue != "after":
            begin = span.end
    elif last and last[0].last is not None:
        span = last[0].first.span
        start, begin = (span.start, span.end) if span is not None else (None, None)
    written = dates[id(last[-1])][1] if last else None
    if written is not None and start is not None and written < start:
        written, end = None, None
    if written is not None:
        end = written
    repeat = None
    if not script.doubtful:
        repeat = Repeat(often.every, often.unit, begin, written, months, often.times)
    return Repetition(repeat, start, end, written is not None, used)


def _season_end(season: str, span: Span, start: date | None) -> date:
    """Return the end of the first season that comes round: the one of a year that is named, else the first not over yet."""
    month = (SEASONS.index(season) * 3 + 5) % 12
    assert span.start is not None
    year = span.start.year + (season == "winter" and span.kind in _WINDOWS)
    end = month_end(year, month)
    return end if start is None or end >= start else month_end(year + 1, month)


def _months(script: Script) -> tuple[int, ...]:
    """Return the months named without a year: annually in March; quarterly (Jul, Oct, Jan, Apr)."""
    found = [
        m.first.month for m in script.mentions if m.first.shape in ("month", "day") and m.first.year is None
    ]
    return tuple(dict.fromkeys(month for month in found if month))
