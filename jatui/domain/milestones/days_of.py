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
    """The first and last day of a mention, the span they come from, and what is doubtful about it; the last is due."""

    start: date | None
    end: date | None
    span: Span | None
    doubt: str


def _known(span: Span | None) -> tuple[date, date] | None:
    """Return the first and last day of a span that has any."""
    if span is None or span.start is None:
        return None
    assert span.end is not None
    return span.start, span.end


def span_of(mention: Mention) -> tuple[Span | None, str]:
    """Return the days that a mention names, a range as one, and what is doubtful; a reversed range is broken."""
    first = resolve(mention.first)
    doubt = first.doubt if first else ""
    if mention.last is None:
        return first, doubt
    last = resolve(mention.last)
    doubt = doubt or (last.doubt if last else "")
    began, ended = _known(first), _known(last)
    if began is None or ended is None:
        return None, doubt
    assert first is not None and last is not None
    if began[0] > ended[mention.last.closing]:
        mention.first.broken = f"the range ends on {show(ended[1])}, before it begins"
        return None, doubt
    if first.kind == last.kind == "calendar-year":
        return None, "The years may be calendar or financial years."
    kind = (
        "part-of-year"
        if first.kind == last.kind == "part-of-year" and mention.first.year == mention.last.year
        else "range"
    )
    return Span(kind, began[0], ended[1], first.exact and last.exact), doubt


def days_of(mention: Mention) -> Days:
    """Return the days of a mention: with `before`, the day before its period begins is the last in time."""
    span, doubt = span_of(mention)
    known = _known(span)
    if known is None:
        return Days(None, None, span, doubt)
    start, end = known
    single, cue = mention.last is None, mention.cue
    closing = single and mention.first.closing
    try:
        if cue == "before" and not closing:
            return Days(None, start - _DAY, span, doubt)
        if cue == "after":
            return Days(end + _DAY, None, span, doubt)
    except OverflowError:
        return Days(None, None, None, doubt)
    if cue in ("from", "earliest", "since"):
        return Days(end if closing else start, None, span, doubt)
    bounded = closing or (single and cue == "until")
    return Days(None if bounded else start, end, span, doubt)


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
    outer = _known(span_of(before)[0])
    span, _ = span_of(mention)
    inner = _known(span)
    year = mention.first.year
    if before.first.shape in ("quarter", "half") and mention.first.shape == "year" and year and year.pair:
        before.first.year, before.first.span = year, None
        return True
    if inner is None:
        return outer is not None and mention.first.shape in _WIDE and mention.first.year is None
    if outer is None:
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
        assert span is not None
        before.first.span = Span(kind, *inner, span.exact)
        before.first.notes.append("The bracket says which period is meant.")
        before.first.assumed, before.last = mention.first.assumed, None
        return True
    (opens, closes), (begins, ends) = outer, inner
    within = begins <= opens and closes <= ends and mention.first.shape in _WIDE
    if closes == ends or within:
        return True
    if opens <= begins and ends < closes and before.first.shape in _WIDE:
        before.first, before.last = mention.first, mention.last
        before.first.notes.append("The bracket is narrower, and is taken.")
        return True
    script.notes.append(DIFFERING)
    script.said.add("differing")
    before.role = "unsure"
    return True


def _fits(period: Period, inner: tuple[date, date]) -> bool:
    """Return whether the days in a bracket can be the quarter or half before it, of either kind of year."""
    if period.shape not in ("quarter", "half"):
        return True
    size = 3 if period.shape == "quarter" else 6
    first = (period.number - 1) * size + 1
    months = {(month + step - 1) % 12 + 1 for month in (first, first + 3) for step in range(size)}
    return all(day.month in months for day in inner)
