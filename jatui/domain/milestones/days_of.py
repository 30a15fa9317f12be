"""The days of a mention, by its cue: by, before, from, after; and what a bracket behind it explains."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from jatui.domain.milestones.mentions import Mention, Script
from jatui.domain.milestones.periods import Period, Span, resolve, show

DIFFERING = "The two dates differ, and nobody can say which holds."
_DAY = timedelta(days=1)
_WIDE = frozenset(("quarter", "half", "season", "term", "year"))


class Days(NamedTuple):
    """The start, end and due day of a mention, the span they come from, and what is doubtful about it."""

    start: date | None
    end: date | None
    due: date | None
    span: Span | None
    doubt: str = ""


def span_of(mention: Mention) -> tuple[Span | None, str]:
    """Return the days that a mention names, a range as one, and what is doubtful; a reversed range is broken."""
    first = resolve(mention.first)
    doubt = first.doubt if first else ""
    if mention.last is None:
        return first, doubt
    last = resolve(mention.last)
    doubt = doubt or (last.doubt if last else "")
    if first is None or last is None or first.start is None or last.start is None or last.end is None:
        return None, doubt
    if first.start > (last.end if mention.last.closing else last.start):
        mention.first.broken = f"the range ends on {show(last.end)}, before it begins"
        return None, doubt
    if mention.first.shape == mention.last.shape == "year" and first.kind == last.kind == "calendar-year":
        return None, "The years may be calendar or financial years."
    kind = (
        "part-of-year"
        if first.kind == last.kind == "part-of-year" and mention.first.year == mention.last.year
        else "range"
    )
    return Span(kind, first.start, last.end, first.exact and last.exact), doubt


def days_of(mention: Mention) -> Days:
    """Return the days of a mention: with `before`, the day before its period begins is the last in time."""
    span, doubt = span_of(mention)
    if span is None or span.start is None or span.end is None:
        return Days(None, None, None, span, doubt)
    closing = (mention.last or mention.first).closing
    cue = mention.cue
    try:
        if cue == "before" and not closing:
            day = span.start - _DAY
            return Days(None, day, day, span, doubt)
        if cue == "after":
            return Days(span.end + _DAY, None, None, span, doubt)
    except OverflowError:
        return Days(None, None, None, None, doubt)
    if cue in ("from", "earliest", "since"):
        return Days(span.end if closing else span.start, None, None, span, doubt)
    bounded = mention.last is None and (cue == "until" or closing)
    return Days(None if bounded else span.start, span.end, span.end, span, doubt)


def explain(script: Script) -> None:
    """Let a bracket explain the period before it: Q3 (Oct-Dec 2021), autumn 2021 (November), Dec 2021 (Q3)."""
    kept: list[Mention] = []
    for mention in script.mentions:
        before = kept[-1] if kept else None
        if before is None or not _explains(mention, before) or not _merge(before, mention, script):
            kept.append(mention)
    script.mentions[:] = kept


def _explains(mention: Mention, before: Mention) -> bool:
    """Return whether a mention stands in a bracket of its own right behind another."""
    gap = [part for part in mention.gap if part not in ("FILL", "UNTIL", "DUE")]
    return gap == ["OPEN"] and mention.role == before.role == "plan" and not mention.now and not mention.about


def _merge(before: Mention, mention: Mention, script: Script) -> bool:
    """Merge an explanation into what it explains; return whether it was one."""
    outer, _ = span_of(before)
    inner, _ = span_of(mention)
    year = mention.first.year
    if before.first.shape in ("quarter", "half") and mention.first.shape == "year" and year and year.pair:
        before.first.year, before.first.span = year, None
        return True
    if inner is None or inner.start is None or inner.end is None:
        known = outer is not None and outer.start is not None
        return known and mention.first.shape in _WIDE and mention.first.year is None
    if outer is None or outer.start is None or outer.end is None:
        if before.first.shape not in _WIDE or before.first.broken:
            return False
        if not _fits(before.first, inner):
            script.notes.append("The bracket does not fit the period before it.")
            before.role = "unsure"
            return True
        year_kind = f"{before.first.basis or 'financial'}-year"
        kind = {"half": "half-year", "term": "school-term", "year": year_kind}.get(
            before.first.shape, before.first.shape
        )
        before.first.span = Span(kind, inner.start, inner.end, inner.exact)
        before.first.notes.append("The bracket says which period is meant.")
        before.first.assumed, before.last = mention.first.assumed, None
        return True
    within = inner.start <= outer.start and outer.end <= inner.end and mention.first.shape in _WIDE
    if outer.end == inner.end or within:
        return True
    if outer.start <= inner.start and inner.end < outer.end and before.first.shape in _WIDE:
        before.first, before.last = mention.first, mention.last
        before.first.notes.append("The bracket is narrower, and is taken.")
        return True
    script.notes.append(DIFFERING)
    script.said.add("differing")
    before.role = "unsure"
    return True


def _fits(period: Period, inner: Span) -> bool:
    """Return whether the days in a bracket can be the quarter or half before it, of either kind of year."""
    assert inner.start is not None and inner.end is not None
    if period.shape not in ("quarter", "half"):
        return True
    size = 3 if period.shape == "quarter" else 6
    first = (period.number - 1) * size + 1
    starts = {first, (first + 2) % 12 + 1}
    months = {(month + step - 1) % 12 + 1 for month in starts for step in range(size)}
    return inner.start.month in months and inner.end.month in months
