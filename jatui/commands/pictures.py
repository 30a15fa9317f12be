"""The charts of a report: ratings over editions or meetings, milestones met and slipped, load per lead, the months ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from jatui.commands.sittings import stood_before
from jatui.domain.days import show_day
from jatui.domain.words import FINISHED, RATINGS, count
from jatui.papers.document import RATED, Bar, Chart, Part
from jatui.store import Reader
from jatui.store.editions import Edition, editions
from jatui.store.meetings import meetings
from jatui.store.moments import revision
from jatui.store.officers import workloads
from jatui.store.progress import met_by_month, ratings_after, slipped_by_month
from jatui.store.scope import Scope, Selection

MOST_MEETINGS: Final = 6
"""How many past editions or meetings the ratings are shown for."""

MOST_LEADS: Final = 15
"""How many leads the load is shown of."""

MONTHS: Final = 12
"""How many months are looked back at, or ahead to."""


def ratings_over_time(read: Reader, scope: Scope, committee: str | None) -> Chart:
    """Return the ratings of the whole plan in its last editions, and as they stand.

    Where it has none, or some of another database's history, they are those with which each of a committee's last
    meetings began.
    """
    published = [each for each in editions(read, scope.plan) if each.day <= scope.today]
    if scope.plan is None or not published or not all(_is_of_history(read, each) for each in published):
        return _over_meetings(read, scope, committee)
    bars = [
        _rated(
            f"edition {each.number}, for {each.committee}, {show_day(each.meeting)}",
            ratings_after(read, scope.plan, each.revision),
            f"edition {each.number}, {show_day(each.meeting)}",
        )
        for each in published[-MOST_MEETINGS:]
    ]
    return Chart(f"Ratings of {scope.name} in each edition", "When", RATED, [*bars, _now(read, scope)])


def _is_of_history(read: Reader, edition: Edition) -> bool:
    """Tell whether the revision of an edition is one of this history, and not of one that it was restored from."""
    kept = revision(read, edition.revision)
    return kept is not None and kept.at == datetime.fromisoformat(edition.moment)


def _over_meetings(read: Reader, scope: Scope, committee: str | None) -> Chart:
    held = [
        each
        for each in meetings(read, last=scope.today)
        if each.committee == committee and each.state == "planned" and each.day < scope.today
    ]
    bars = []
    for each in held[-MOST_MEETINGS:]:
        if stood := stood_before(read, each.day):
            bars.append(
                _rated(f"{each.committee}, {show_day(each.day)}", ratings_after(read, scope.plan, stood))
            )
    return Chart(f"Ratings of {scope.name} before each meeting", "When", RATED, [*bars, _now(read, scope)])


def _now(read: Reader, scope: Scope) -> Bar:
    return _rated(f"now, {show_day(scope.today)}", ratings_after(read, scope.plan, read.last_revision()))


def _rated(name: str, found: Mapping[str | None, int], short: str = "") -> Bar:
    return Bar(name, [found.get(rating, 0) for rating in (*RATINGS, None)], short=short)


def met_and_slipped(read: Reader, selection: Selection, today: date) -> Chart | None:
    """Return how many milestones were met and moved to a later day month by month; None where there were none."""
    met, slipped = met_by_month(read, selection), slipped_by_month(read, selection)
    bars = [
        Bar(f"{month:%B %Y}", (met.get(key, 0), slipped.get(key, 0)), short=f"{month:%b %y}")
        for month in _months(_month(today, 1 - MONTHS))
        if (key := f"{month:%Y-%m}")
    ]
    parts = (Part("met", "one"), Part("moved later", "other"))
    chart = Chart("Milestones met and moved later, month by month", "Month", parts, bars, upright=True)
    return chart if chart.longest else None


def load_per_lead(read: Reader, selection: Selection, scope: Scope) -> Chart | None:
    """Return the live actions of the busiest leads by rating; its caption tells how many leads it does not show."""
    found = [each for each in workloads(read, selection, scope) if each.open]
    if not found:
        return None
    bars = [Bar(each.lead.name, each.ratings) for each in found[:MOST_LEADS]]
    left = found[MOST_LEADS:]
    most = max((each.open for each in left), default=0)
    told = (
        f"; {count(len(left), 'more lead has', 'more leads have')} up to {count(most, 'live action')} each"
        if left
        else ""
    )
    return Chart(f"Live actions of each lead, by rating{told}", "Lead", RATED, bars)


def months_ahead(read: Reader, actions: Iterable[Mapping[str, Any]], scope: Scope) -> Chart | None:
    """Return the months ahead with the live actions that fall due and the meetings; None where no action is live."""
    counted = Counter(
        _when_due(each["milestone"]["due"], scope.today) for each in actions if each["status"] not in FINISHED
    )
    if not counted:
        return None
    months = list(_months(scope.today.replace(day=1)))
    held: dict[str, list[str]] = {}
    for each in meetings(read, first=scope.today):
        if each.state == "planned":
            held.setdefault(f"{each.day:%Y-%m}", []).append(f"{each.committee} on {show_day(each.day)}")
    bars = [
        Bar("overdue", (counted["overdue"],)),
        *(
            Bar(
                f"{month:%B %Y}",
                (counted[f"{month:%Y-%m}"],),
                "; ".join(held.get(f"{month:%Y-%m}", [])),
                f"{month:%b %y}",
            )
            for month in months
        ),
        Bar("later", (counted["later"],)),
        Bar("no due day", (counted["none"],), short="no day"),
    ]
    return Chart(
        "Live actions by the month that they are due", "Due", (Part("live", "one"),), bars, "Meetings", True
    )


def _when_due(due: str | None, today: date) -> str:
    if due is None:
        return "none"
    if due < today.isoformat():
        return "overdue"
    return due[:7] if due < f"{_month(today, MONTHS)}" else "later"


def _month(day: date, further: int) -> date:
    """Return the first day of the month so many months after that of a day."""
    months = day.year * 12 + day.month - 1 + further
    return date(months // 12, months % 12 + 1, 1)


def _months(first: date) -> Iterator[date]:
    return (_month(first, place) for place in range(MONTHS))
