"""Give periods without a year the year of the period beside them, or the year that the paper's day suggests."""

from __future__ import annotations

from datetime import date, timedelta

from jatui.domain.milestones.mentions import Mention, Script
from jatui.domain.milestones.periods import TERMS, Period, Span, Year, month_end, resolve, show

_YEARLESS = frozenset(("misspelt", "unsure", "now", "event"))
_FORMER = frozenset(("former", "not"))
_LISTED = frozenset(("AND", "SLASH", "DASH"))
_NO_YEAR = frozenset(("thing", "cause", "condition", "unsure"))
_PARTS = frozenset(("month", "day", "season", "term", "quarter", "half", "weekof", "nthday", "week"))
_PARTERS = frozenset(("OR", "SEMI", "LINE", "BREAK", "DASH", "SLASH", "TO", "ARROW", "PLUS"))
_TIES = _PARTERS | {"AND", "COMMA", "COLON", "OPEN"}
_PAIRED = frozenset(("quarter", "half"))
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3}


def _periods(mentions: list[Mention]) -> list[tuple[Period, bool]]:
    """Return the periods that may take or give a year, in order, each with whether it is tied to the one before.

    A period behind other words and no joiner is not: "Spring Budget March 2022" says nothing of the spring of 2022.
    A whole year that no longer holds gives nothing: "Sep (was 2020)".
    """
    found = []
    for mention in mentions:
        if mention.role in _NO_YEAR or (mention.role in _FORMER and mention.first.shape == "year"):
            continue
        found.append((mention.first, not mention.worded or bool(_TIES & set(mention.gap))))
        if mention.last is not None:
            found.append((mention.last, True))
    return [(one, tied) for one, tied in found if one.shape not in _YEARLESS and not one.broken]


def share_years(script: Script) -> bool:
    """Give each period without a year that of the next, else of the one before; return whether it follows that year.

    Going back, the year falls by one where the months cross December (Dec & Feb '22); going on, it rises. The terms
    of a school year lie in it, in whichever order they are named. What a date was moved from lies before it, wherever
    it is written (March, was Dec 2021).
    """
    _join_years(script)
    periods = _periods(script.mentions)
    if all(period.year is not None for period, _ in periods):
        return False
    former = {
        id(mention.first)
        for mention in script.mentions
        if mention.role in _FORMER and not (mention.gap and _LISTED.issuperset(mention.gap))
    }
    followed = False
    after: Period | None = None
    for period, tied in reversed(periods):
        if period.year is None and after is not None and after.year is not None and _same_kind(period, after):
            if period.shape == "season" and after.shape == "term" and period.number in TERMS:
                period.shape = "term"
            pair = after.year.pair
            step = (
                -1
                if _crosses(period, after, pair)
                and after.shape != "year"
                and not (pair and after.shape == "term")
                else 0
            )
            if id(after) in former and id(period) not in former:
                step = 1 if place_in_year(period, pair) < place_in_year(after, pair) else 0
                followed = followed or step == 1
            period.year = Year(after.year.first + step, pair)
            period.basis = period.basis or (after.basis if after.shape == period.shape else "")
        after = period if period.year is not None and tied else None
    return _carry_on(periods, former) or followed


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
        if (
            period.year is None
            and before is not None
            and before.year is not None
            and _same_kind(period, before)
        ):
            pair = before.year.pair
            step = 1 if _crosses(before, period, pair) else 0
            if id(period) in former and id(before) not in former:
                step = -1 if not pair and place_in_year(period, pair) > place_in_year(before, pair) else 0
            period.year = Year(before.year.first + step, pair)
            carried = True
        before = period if period.year is not None else None
    return carried


def _crosses(period: Period, after: Period, pair: bool) -> bool:
    """Return whether a period begins behind the end of one that follows it, so that they lie in two years.

    Spring may be at either end of a pair of years, so it is in the same pair as what stands beside it.
    """
    if pair and any(one.shape == "season" and one.number == 1 for one in (period, after)):
        return False
    return place_in_year(period, pair) > _end_in_year(after, pair)


def _same_kind(period: Period, other: Period) -> bool:
    """Return whether two periods can share a year: a quarter takes no single year from a month."""
    if period.shape in _PAIRED:
        return other.shape in _PAIRED or (other.year is not None and other.year.pair)
    return period.shape != "year" or period.basis == other.basis


def place_in_year(period: Period, pair: bool) -> float:
    """Return where in its year a period begins, in months and hundredths of a day; a pair of years begins in April."""
    if period.shape in ("quarter", "half"):
        return (period.number - 1) * _LENGTHS[period.shape] + (not pair)
    month: float = period.month + period.day / 100
    if period.shape == "season":
        month = period.number * 3
    elif period.shape == "term":
        month = TERMS[period.number][0] if period.number else 9
    elif period.shape == "festival":
        month = 12 if period.part.startswith("christmas") else 1 if period.part == "new year" else 4
    elif period.shape in ("year", "years"):
        return 0
    first = 6 if period.shape == "term" else 4
    return (month - first) % 12 if pair else month


def _end_in_year(period: Period, pair: bool) -> float:
    """Return where in its year a period ends, so that a part of it lies neither before nor behind it."""
    length = (
        TERMS[period.number][1] if period.shape == "term" and period.number else _LENGTHS.get(period.shape, 0)
    )
    return place_in_year(period, pair) + max(0, length - 0.01)


def assume_years(script: Script, paper: date) -> list[str]:
    """Place what has no year by the day of the paper: the first such period not ended by then; return what was said."""
    assumed: list[str] = []
    yearless = [period for period, _ in _periods(script.mentions) if period.year is None]
    for mention in reversed(script.mentions):
        period = mention.last or mention.first
        if period.year is not None or period.broken:
            continue
        if period.shape == "now":
            period.span = _now(period, paper)
        else:
            _assume(period, paper, mention.nth)
        if period.span is not None or period.year is not None:
            period.assumed = True
            span = resolve(period)
            if span is not None and span.end is not None:
                assumed.append(
                    f"No year is written: {show(span.end)} is assumed from the paper of {show(paper)}."
                )
            share_years(script)
    for period in yearless:
        period.assumed = period.assumed or period.year is not None
    return assumed


def _assume(period: Period, paper: date, nth: int | None) -> None:
    """Give a period the first year in which it has not ended, or for `next`, has not begun."""
    paired = period.shape in _PAIRED or (period.shape == "year" and period.basis not in ("", "calendar"))
    for year in range(paper.year - 1, paper.year + 4):
        trial = Period(
            period.shape,
            number=period.number,
            month=period.month,
            day=period.day,
            part=period.part,
            weekday=period.weekday if period.shape == "nthday" else -1,
            basis=period.basis,
            year=Year(year, paired),
        )
        span = resolve(trial)
        if span is None or span.end is None or span.start is None:
            continue
        if (nth == 1 and span.start > paper) or (nth != 1 and span.end >= paper):
            if nth == -1:
                return
            period.year = trial.year
            return


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
