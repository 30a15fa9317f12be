"""The verbs that look at meetings, and the group of those that change them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_committee
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import is_taken, line, out, out_json, out_table, say
from jatui.cli.verbs import MEETING_VERBS, Verbs
from jatui.domain.days import short_day
from jatui.domain.errors import Misused
from jatui.domain.moves import quoted
from jatui.domain.words import count

if TYPE_CHECKING:
    from jatui.store.meetings import KeptMeeting

_YEAR = re.compile(r"(\d{4})(?:[/-](\d{2}|\d{4}))?", re.ASCII)


@click.group("meeting", cls=Verbs, sections=MEETING_VERBS)
def meeting() -> None:
    """Add, change and cancel meetings, or take in a list of them."""


@click.command("meetings")
@click.option("--year", metavar="2021/22", help="Only a municipal year, from May to the next May.")
@click.option(
    "--committee", metavar="CODE", shell_complete=complete_committee, help="Only those of one committee."
)
@AS_JSON
@as_file
@session
def meetings(given: Session, year: str | None, committee: str | None, as_json: bool) -> None:
    """Show the meetings by municipal year, with the days on which papers close; cancelled ones too.

    A municipal year runs from the annual meeting in May to the next; with --year both Mays are shown.
    """
    from jatui.commands.meetings import find_body
    from jatui.store.meetings import meetings as kept

    tracker = given.tracker
    begins = _begins(year) if year is not None else None
    first, last = (date(begins, 5, 1), date(begins + 1, 5, 31)) if begins else (date.min, date.max)
    body = find_body(tracker.read, committee) if committee is not None else None
    found = kept(tracker.read, committee=body.id if body else None, first=first, last=last)
    if as_json:
        out_json(
            [
                {
                    "committee": each.committee,
                    "day": each.day.isoformat(),
                    "deadline": each.deadline.isoformat() if each.deadline else None,
                    "state": each.state,
                }
                for each in found
            ]
        )
        return
    if is_taken():
        days = ((each.day.isoformat(), each.deadline.isoformat() if each.deadline else "") for each in found)
        rows = [(each.committee, *told, each.state) for each, told in zip(found, days, strict=True)]
        out_table(("Committee", "Day", "Papers close", "State"), rows)
    elif begins:
        _months(found, begins)
    else:
        _years(found)
    cancelled = sum(each.state == "cancelled" for each in found)
    say(f"{count(len(found), 'meeting')}{f', {cancelled} cancelled' if cancelled else ''}.")


def _begins(text: str) -> int:
    """Return the calendar year in which a municipal year begins; raises Misused where the text is none."""
    match = _YEAR.fullmatch(text.strip())
    if match:
        year = int(match[1])
        end = match[2] or f"{(year + 1) % 100:02}"
        if 1900 <= year <= 2199 and end in (f"{(year + 1) % 100:02}", str(year + 1)):
            return year
    raise Misused(f"--year: {quoted(text)!r} is no municipal year. Write one such as 2021/22.")


def _years(found: Sequence[KeptMeeting]) -> None:
    """Print the meetings under their municipal years."""
    last = None
    for each in found:
        begins = each.day.year - (each.day.month < 5)
        if begins != last:
            if last is not None:
                out()
            out(f"Municipal year {begins}/{(begins + 1) % 100:02}")
            last = begins
        out(f"  {_told(each)}")


def _months(found: Sequence[KeptMeeting], begins: int) -> None:
    """Print a municipal year month by month, those without a meeting too."""
    out(f"Municipal year {begins}/{(begins + 1) % 100:02}")
    for place in range(13):
        year, month = divmod(begins * 12 + 4 + place, 12)
        held = [each for each in found if (each.day.year, each.day.month) == (year, month + 1)]
        out(f"{date(year, month + 1, 1):%B %Y}" + ("" if held else ": no meeting"))
        for each in held:
            out(f"  {_told(each)}")


def _told(meeting: KeptMeeting) -> str:
    """Return a meeting in words."""
    sign = "×" if meeting.state == "cancelled" else "◇"
    closing = (
        f"; papers close {meeting.deadline:%a} {short_day(meeting.deadline)}" if meeting.deadline else ""
    )
    said = "cancelled" if meeting.state == "cancelled" else "meets"
    return line(f"{sign} {meeting.committee} {said} {meeting.day:%a} {short_day(meeting.day)}{closing}")
