"""The calendar of a plan as a file for other calendar programs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jatui.commands.archive import refuse_database
from jatui.commands.registry import Outside, command, option
from jatui.commands.tracker import Tracker
from jatui.domain.days import show_day
from jatui.domain.errors import Misused
from jatui.domain.milestones import read
from jatui.domain.words import count
from jatui.files import write_whole
from jatui.papers.icalendar_file import Entry, meeting_entries, milestone_entries, render

Records = dict[str, list[dict[str, Any]]]


@command("calendar", "Write the calendar to a file")
@dataclass(frozen=True, kw_only=True)
class WriteCalendar(Outside):
    """Show month by month what falls due, or write it to an iCalendar file that other calendar programs take in."""

    ics: str | None = option("The iCalendar file to write: meetings, paper deadlines and milestones.")
    force: bool = option("Replace the file if it is there.", False)

    def perform(self, tracker: Tracker) -> str:
        """Write the file whole or not at all, and say what is in it and what has no day."""
        if not self.ics:
            raise Misused("Name the file to write with --ics.")
        path = Path(os.path.expanduser(self.ics))
        refuse_database(path, tracker.store.path)
        scope = tracker.scope()
        with tracker.store.moment() as reader:
            at, _ = reader.state()
            kept: Records = {}
            for kind, values in reader.records(scope.plan):
                if kind in _KINDS:
                    kept.setdefault(kind, []).append(values)
        entries = [*_meetings(kept)]
        undated = 0
        for found in _milestones(kept):
            entries += found
            undated += not found
        stamp = datetime.fromisoformat(at).astimezone(UTC).replace(microsecond=0)
        write_whole(path, render(scope.name, entries, stamp), replace=self.force)
        held = Counter(entry.category for entry in entries)
        parts = [count(held[name], *nouns) for name, nouns in _NOUNS.items()]
        left = f"; {count(undated, 'action has', 'actions have')} no day and no entry" if undated else ""
        return f"wrote {path.name}: {', '.join(parts)}{left}"


_KINDS = frozenset({"plan", "committee", "meeting", "action", "stage_met"})
_NOUNS = {
    "Meeting": ("meeting", "meetings"),
    "Paper deadline": ("paper deadline", "paper deadlines"),
    "Milestone": ("milestone entry", "milestone entries"),
}


def _meetings(kept: Records) -> Iterator[Entry]:
    """Yield the entries of the meetings."""
    names = {each["code"]: each.get("name") for each in kept.get("committee", [])}
    for each in kept.get("meeting", []):
        code = each["committee"]
        cancelled = each.get("state") == "cancelled"
        yield from meeting_entries(code, names[code], each["day"], each.get("deadline"), cancelled=cancelled)


def _milestones(kept: Records) -> Iterator[list[Entry]]:
    """Yield for each action the entries of its milestone, read as a person said or as printed."""
    papers: dict[str, date | None] = {each["slug"]: each.get("day") for each in kept.get("plan", [])}
    met: dict[tuple[str, str], list[str]] = {}
    for each in kept.get("stage_met", []):
        told = f"The stage due by {show_day(each['due'])} was met on {show_day(each['met'])}."
        met.setdefault((each["plan"], each["action"]), []).append(told)
    for each in kept.get("action", []):
        wording: str = each["milestone"]
        read_as: str = each.get("read_as", wording)
        reading = read(read_as, paper=papers[each["plan"]])
        notes = [f"Not read: {part}" for part in reading.unread]
        notes += [f"Read as: {read_as}"] if read_as != wording else []
        notes += [*met.get((each["plan"], each["handle"]), []), f"Status: {each['status']}"]
        yield milestone_entries(
            each["plan"],
            each["handle"],
            each["text"],
            wording,
            reading,
            notes="\n".join(notes),
            cancelled=each["status"] == "closed",
        )
