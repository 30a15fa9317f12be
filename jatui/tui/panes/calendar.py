"""The calendar: what falls due when, with the meetings, and what has no date."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from jatui.store import Reader
from jatui.store.calendar import coming, day_counts, month_counts, windows
from jatui.store.lines import lines
from jatui.store.meetings import planned
from jatui.store.scope import Scope, Selection
from jatui.tui.widgets.calendar import Calendar, Shown


class CalendarPane(Calendar):
    """What falls due when, with a cursor that narrows the actions."""

    HELP: ClassVar[str] = (
        "What falls due when. {zoom} goes from the year to the month to the agenda; {large-calendar} puts the calendar before "
        "everything else. The arrows move the cursor, which narrows the actions to a month, a day or a theme; {page-up} and "
        "{page-down} go a year or a month back and on; {top} shows everything again; {bottom} goes to what has no date. "
        "{other-year} changes between the council's year (from May) and the financial year (from April). ‹ and › count what "
        "lies before and after the months in view, ◇ is a meeting, ▫ the day on which its papers close. A line through "
        "several months is the window of an action. Nothing is left out: what is overdue and what has no date stands in lanes "
        "of its own."
    )

    def __init__(self) -> None:
        super().__init__(id="calendar")


def ask_calendar(
    ask: Callable[[], Reader], every: Selection, themed: Selection, scope: Scope, *, agenda: bool
) -> Shown:
    """Return what the calendar shows: `every` leaves out its days and themes, `themed` its days alone.

    What the agenda lists is asked for only where it is shown, and what is asked for later on the thread that asks.
    """
    read = ask()
    return Shown(
        today=scope.today,
        counts=month_counts(read, every, scope),
        windows=windows(read, every, scope),
        meetings=planned(read),
        coming=coming(read, themed, scope) if agenda else (),
        days=lambda first, last: day_counts(ask(), themed, scope, first, last),
        lines=lambda ids: lines(ask(), ids, scope.today),
    )
