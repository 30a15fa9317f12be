"""The dated answers: one period, a list, a range, a deadline or a start, and what may be later than all of them."""

from __future__ import annotations

from datetime import date
from typing import cast

from jatui.domain.milestones.days_of import DIFFERING, days_of, explain
from jatui.domain.milestones.mentions import Mention, Script
from jatui.domain.milestones.periods import Span
from jatui.domain.milestones.reading import Precision, Reading, Stage
from jatui.domain.milestones.sentences import plural_doubt
from jatui.domain.milestones.unread import Unread, find_unread

STARTS = frozenset(("from", "after", "earliest", "since"))


class Dated:
    """The mentions of one script with their days, and the answers that rest on days alone."""

    def __init__(self, text: str, plain: str, script: Script, paper: date | None) -> None:
        self.text = text
        self.plain = plain
        self.script = script
        self.said = script.said
        self.paper = paper
        self.ambiguous = False
        self.dates: dict[int, tuple[date | None, date | None]] = {}
        explain(script)
        self.warnings: list[str] = list(script.notes)
        self.unread: Unread = find_unread(script, plain)
        self.warnings += self.unread.sentences
        self.live: list[Mention] = []
        for mention in script.mentions:
            self._resolve(mention)

    def _resolve(self, mention: Mention) -> None:
        """Find the days of a mention, and keep it if it has any."""
        found = days_of(mention)
        mention.span = found.span
        if found.doubt and mention.role in ("plan", "former"):
            self.warnings.append(found.doubt)
            self.ambiguous = True
        for period in (mention.first, mention.last):
            if period is not None:
                self.warnings += period.notes
                self.ambiguous = self.ambiguous or (period.shape == "unsure" and mention.role == "plan")
        if found.start or found.end:
            self.dates[id(mention)] = (found.start, found.end)
            self.live.append(mention)

    def _stages(self, mentions: list[Mention]) -> tuple[Stage, ...]:
        """Return the dated parts, in the order of the wording."""
        stages = []
        for mention in mentions:
            start, end = self.dates[id(mention)]
            stages.append(Stage(self.plain[mention.start : mention.end], mention.label, start, end, end))
        return tuple(stages)

    def _precision(self, mentions: list[Mention]) -> Precision:
        """Return how surely the days of mentions are known."""
        sure = all(cast(Span, m.span).exact and not m.about for m in mentions)
        assumed = any(m.first.assumed or (m.last is not None and m.last.assumed) for m in mentions)
        return "exact" if sure and not assumed else "approximate"

    def _due(self, starts: list[Mention], ends: list[Mention]) -> Reading:
        """Return one period, a list, a range or a deadline."""
        latest = max(ends, key=lambda mention: cast(date, self.dates[id(mention)][1]))
        begun = [day for mention in starts + ends if (day := self.dates[id(mention)][0]) is not None]
        start = min(begun) if begun else None
        end = due = self.dates[id(latest)][1]
        if len(ends) > 1 or self.unread.parts:
            kind = "list"
            if any(mention.cue in ("until", "before") for mention in ends) and len(ends) == 1:
                kind = "until"
            self.warnings += plural_doubt(ends)
            if any("OR" in mention.gap for mention in ends):
                self.ambiguous = True
                for mention in ends:
                    mention.about = True
        else:
            kind = self._kind_of(latest)
            start = None if kind == "until" and not starts else start
        if starts and kind != "list":
            kind = "range"
        if "open end" in self.said:
            kind = "list"
            end = due = None
            self.warnings.append("A later part has no date yet, so it has no due day.")
        later = self._later(starts, latest, due) if due is not None else ""
        if later:
            kind, end, due = "list", None, None
            self.ambiguous = True
            self.warnings.append(later)
        else:
            self.warnings += [f'"{part}" has no day.' for part in self._without_day()]
        if "wait" in self.said:
            self.warnings.append("What stands beside the date is a condition; it is kept as said.")
        return Reading(
            self.text,
            kind,
            start,
            end,
            due,
            self._precision(starts + ends),
            stages=self._stages(starts + ends),
        )

    def _later(self, starts: list[Mention], latest: Mention, due: date) -> str:
        """Return why something in the wording may be later than the latest due day, or nothing."""
        if any((day := self.dates[id(one)][0]) is not None and day > due for one in starts):
            return "What begins after the last date has no end."
        if "differing" in self.said:
            return DIFFERING
        for mention in self.script.mentions:
            period = mention.first
            day = self.dates[id(mention)][0] if id(mention) in self.dates else None
            if mention.role in ("done", "past") and day is not None and day > due:
                return "The status is of a later day than the date."
            if mention.role == "anchor":
                return "Another part is counted from a day, and may be later."
            apart = mention.clause > latest.clause
            if mention.role == "unsure" and apart and day is not None and day > due:
                return "A part of the wording may be later than the date."
            if mention.role != "plan" or id(mention) in self.dates or period.broken:
                continue
            latest_of = mention.span.latest if mention.span is not None else None
            if latest_of is not None and latest_of > due and mention.cue not in STARTS:
                return "A part of the wording may be later than the date."
            year = period.until or period.year
            behind = mention.start > latest.start and period.shape not in ("event", "unsure")
            if behind and (year is None or year.first >= due.year):
                return "A later part of the wording has no day."
        return ""

    def _without_day(self) -> list[str]:
        """Return the parts of the plan that are read and have no day, as a month without its year."""
        return [
            self.plain[one.start : one.end]
            for one in self.script.mentions
            if one.role == "plan" and id(one) not in self.dates and not one.first.broken
        ]

    def _kind_of(self, mention: Mention) -> str:
        """Return the kind of a single mention."""
        if mention.cue in ("until", "before") or (mention.first.closing and mention.last is None):
            return "until"
        assert mention.span is not None
        return mention.span.kind

    def _start(self, starts: list[Mention]) -> Reading:
        """Return a start without an end."""
        first = min(starts, key=lambda mention: cast(date, self.dates[id(mention)][0]))
        kind = {"from": "onwards", "since": "status"}.get(first.cue, "not-before")
        start = self.dates[id(first)][0]
        if first.cue == "since":
            self.warnings.append("The date is the one since when it has been so, not a due day.")
        return Reading(
            self.text, kind, start, precision=self._precision([first]), stages=self._stages(starts)
        )
