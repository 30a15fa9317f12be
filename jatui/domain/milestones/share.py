"""Give periods without a year the year of the period beside them, or the year that the paper's day suggests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from jatui.domain.milestones.mentions import Mention, Script
from jatui.domain.milestones.periods import TERMS, Period, Span, Year, month_end, resolve, show

_YEARLESS = frozenset(("unsure", "now", "event"))
_FORMER = frozenset(("former", "not"))
_NO_YEAR = frozenset(("thing", "cause", "condition", "unsure"))
_PARTS = frozenset(("month", "day", "season", "term", "quarter", "half", "weekof", "nthday", "week"))
_PARTERS = frozenset(("OR", "BREAK", "DASH", "SLASH", "TO", "ARROW", "PLUS"))
_TIES = _PARTERS | {"AND", "COMMA", "COLON", "OPEN"}
_PAIRED = frozenset(("quarter", "half"))
_WHOLE_YEARS = frozenset(("year", "years"))
_LENGTHS = {"quarter": 3, "season": 3, "half": 6, "year": 4}
_BEGINS = {"school": 5, "municipal": 1}
_PARTS_OF_YEAR = {"mid": 4, "second": 6, "late": 8}
"""Of a part of a year, the months before it; of a kind of year, the months from April to its first."""
_EARLY = frozenset(("start", "early", "mid"))
_MONTH = 32


def _periods(mentions: list[Mention]) -> list[tuple[Period, bool]]:
    """Return the periods that may take or give a year, in order, each with whether it is tied to the one before.

    A period behind other words and no joiner is not: "Spring Budget March 2022" says nothing of the spring of 2022.
    A whole year that no longer holds gives nothing: "Sep (was 2020)"; nor does the day of a note on how far the work is.
    """
    found = []
    for mention in mentions:
        if mention.role in _NO_YEAR or (mention.role in _FORMER and mention.first.shape == "year"):
            continue
        if mention.gap[-1:] == ("UPDATE",):
            continue
        found.append((mention.first, not mention.worded or bool(_TIES & set(mention.gap))))
        if mention.last is not None:
            found.append((mention.last, True))
    return [(one, tied) for one, tied in found if one.shape not in _YEARLESS and not one.broken]


def share_years(script: Script, place: Callable[[Period], None] | None = None) -> bool:
    """Give each period without a year that of the next, else of the one before; return whether it follows that year.

    Going back, the year falls by one where the months cross December (Dec & Feb '22); going on, it rises. The terms
    of a school year lie in it, in whichever order they are named. What a date was moved from lies before it, wherever
    it is written (March, was Dec 2021). What takes no year of the next is placed by `place` before it gives its own.
    """
    _join_years(script)
    periods = _periods(script.mentions)
    former = _former(script.mentions)
    followed = False
    after: Period | None = None
    for period, tied in reversed(periods):
        if period.year is None and after is not None and _same_kind(period, after):
            assert after.year is not None
            pair, step = after.year.pair, 0
            if period.shape == "season" and after.shape == "term" and period.number in TERMS:
                period.shape = "term"
            _lend_kind(after, period)
            if id(after) in former and id(period) not in former:
                step = 1 if _place(period, pair) < _place(after, pair) else 0
                followed = followed or step == 1
            elif _crosses(period, after, pair) and not (pair and after.shape == "term"):
                step = -1
            period.year = Year(after.year.first + step, pair)
        elif place is not None:
            place(period)
        after = period if period.year is not None and tied else None
    return _carry_on(periods, former) or followed


def _former(mentions: list[Mention]) -> set[int]:
    """Return which periods no longer hold: those said to be former, and those before one that is said to hold now."""
    found: set[int] = set()
    is_before = False
    for mention in reversed(mentions):
        if is_before or mention.role in _FORMER:
            found.update((id(mention.first), id(mention.last)))
        is_before = is_before or mention.now
    return found


def _join_years(script: Script) -> None:
    """Give a period a year that stands behind a word or mark of its own (September Cabinet 2021, Dec: 2021)."""
    kept: list[Mention] = []
    for mention in script.mentions:
        before = kept[-1] if kept else None
        year = mention.first
        if (
            before is not None
            and (before.last or before.first).year is None
            and (_takes_year(before.last or before.first))
            and before.role == "plan"
            and mention.role in ("plan", "unsure")
            and year.shape == "year"
            and year.year is not None
            and not (year.part or year.closing or mention.last or mention.cue or _PARTERS & set(mention.gap))
        ):
            if "COMMA" in mention.gap or "AND" in mention.gap:
                mention.role = "unsure"
                kept.append(mention)
                continue
            target = before.last or before.first
            target.year, target.end = year.year, year.end
            target.basis = target.basis or year.basis
            continue
        kept.append(mention)
    script.mentions[:] = kept


def _takes_year(period: Period) -> bool:
    """Return whether a period without a year may take one that stands apart: a month, a quarter, a part of a year."""
    return period.shape in _PARTS or (period.shape == "year" and period.part != "")


def _carry_on(periods: list[tuple[Period, bool]], former: set[int]) -> bool:
    """Give each period still without a year that of the one before; return whether any was."""
    carried = False
    before: Period | None = None
    for period, tied in periods:
        before = before if tied else None
        if period.year is None and before is not None and _same_kind(period, before):
            assert before.year is not None
            pair = before.year.pair
            _lend_kind(before, period)
            step = 1 if _crosses(before, period, pair) else 0
            if id(period) in former and id(before) not in former:
                step = -1 if not pair and _place(period, pair) > _place(before, pair) else 0
            period.year = Year(before.year.first + step, pair)
            carried = True
        before = period if period.year is not None else None
    return carried


def _lend_kind(period: Period, other: Period) -> None:
    """Let a period that shares a year be of the same kind of year: December / academic year 2021/22."""
    if period.shape in ("year", other.shape):
        other.basis = other.basis or period.basis


def _crosses(period: Period, after: Period, pair: bool) -> bool:
    """Return whether a period begins behind the end of one that follows it, so that they lie in two years.

    Spring may be at either end of a pair of years, so it is in the same pair as what stands beside it. Nothing lies
    behind a whole year, its late part or its end.
    """
    if pair and any(one.shape == "season" and one.number == 1 for one in (period, after)):
        return False
    if after.shape in _WHOLE_YEARS and (after.part_to or after.part) not in _EARLY:
        return False
    return _place(period, pair) >= _end(after, pair)


def _same_kind(period: Period, other: Period) -> bool:
    """Return whether a period can take the year of another: a quarter takes no single year from a month."""
    assert other.year is not None
    if period.shape in _PAIRED:
        return other.shape in _PAIRED or other.year.pair
    return period.shape != "year" or period.basis == other.basis


def _place(period: Period, pair: bool) -> int:
    """Return where in its year a period begins, in days of months of 32; a pair of years is counted from April."""
    first = _BEGINS.get("school" if period.shape == "term" else period.basis, 0)
    if period.shape in _PAIRED:
        return ((period.number - 1) * _LENGTHS[period.shape] + (not pair)) * _MONTH
    if period.shape in _WHOLE_YEARS:
        gone = 10 if period.closing else _PARTS_OF_YEAR.get(period.part, 0)
        return ((first if pair else 1) + gone) * _MONTH
    month = period.month
    if period.shape == "season":
        month = period.number * 3
    elif period.shape == "term":
        month, _ = _term(period)
    elif period.shape == "festival":
        month = 12 if period.part.startswith("christmas") else 1 if period.part == "new year" else 4
    return ((month - 4 - first) % 12 + first if pair else month) * _MONTH + period.day


def _term(period: Period) -> tuple[int, int]:
    """Return the first month of a school term and its length; one without a season may be the first of the year."""
    return TERMS.get(period.number, TERMS[3])


def _end(period: Period, pair: bool) -> int:
    """Return where in its year a period has ended, so that a part of it lies neither before nor behind it."""
    if period.shape == "day":
        return _place(period, pair) + 1
    length = _LENGTHS.get(period.shape, 1)
    if period.shape == "term":
        _, length = _term(period)
    return _place(period, pair) + length * _MONTH


def assume_years(script: Script, paper: date) -> list[str]:
    """Place what has no year by the day of the paper: the first such period not ended by then; return what was said.

    A whole year comes first, since a month before it may take it (June of the school year).
    """
    said: dict[int, str] = {}
    nths = {id(mention.last or mention.first): mention.nth for mention in script.mentions}
    for mention in script.mentions:
        for period in (mention.first, mention.last):
            if period is not None and period.year is None:
                period.assumed = True

    def place(period: Period) -> None:
        """Place a period, unless it is the first of a range, which takes the year of its last."""
        if period.year is not None or id(period) not in nths:
            return
        span = _now(period, paper) if period.shape == "now" else _assumed(period, paper, nths[id(period)])
        if span is not None:
            assert span.end is not None
            period.span = span
            said[id(period)] = (
                f"No year is written: {show(span.end)} is assumed from the paper of {show(paper)}."
            )

    for mention in script.mentions:
        if mention.first.shape == "year" and not mention.first.part:
            place(mention.first)
    share_years(script, place)
    for mention in script.mentions:
        place(mention.last or mention.first)
    return [said[ident] for ident in reversed(nths) if ident in said]


def _assumed(period: Period, paper: date, nth: int | None) -> Span | None:
    """Give a period the first year in which it has not ended, or for `next`, has not begun; return its days there."""
    if nth == -1:
        return None
    paired = period.shape in _PAIRED or period.basis not in ("", "calendar")
    for year in range(paper.year - 1, paper.year + 9):
        trial = replace(period, year=Year(year, paired))
        span = resolve(trial)
        if span is None or span.start is None:
            continue
        assert span.end is not None
        if span.start > paper if nth == 1 else span.end >= paper:
            period.year = trial.year
            return span
    return None


def _now(period: Period, paper: date) -> Span | None:
    """Return `this month`, `next week`, `this quarter` as of a paper's day; which year `this year` is nobody can say."""
    nth = period.number
    if nth < 0:
        return None
    if period.part == "week":
        start = paper - timedelta(days=paper.weekday()) + timedelta(days=7 * nth)
        return Span("week", start, start + timedelta(days=6))
    size = {"month": 1, "quarter": 3}.get(period.part)
    if size is None:
        return None
    first = (paper.year * 12 + paper.month - 1) // size * size + nth * size
    last = first + size - 1
    kind = "month" if size == 1 else "quarter"
    return Span(kind, date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1))
