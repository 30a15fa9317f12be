"""Decide what a wording as a whole says, from its mentions and the other words of time in it.

The kinds are tried from the one that says most of the whole: what was revised, what comes round, what is ongoing or
phased; then days to be met, then starts, status, lengths of time, conditions and events, and last what says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jatui.domain.milestones.dated import STARTS, Dated
from jatui.domain.milestones.mentions import Mention
from jatui.domain.milestones.reading import Reading, Stage
from jatui.domain.milestones.repeat import repetition
from jatui.domain.milestones.sentences import kind_without_days, why_no_day


class Judge(Dated):
    """Weighs one script; each method is one kind of answer, or None where it does not fit."""

    def ruling(self) -> Reading:
        """Return the reading."""
        former, present = self._parted()
        reading = self._of(present)
        if former or any(mention.now for mention in present):
            reading = self._revised(reading, former)
        return self._finished(reading)

    def _parted(self) -> tuple[list[Mention], list[Mention]]:
        """Return the mentions that were, and those that are; what stands before a `now` was."""
        plans = [mention for mention in self.live if mention.role == "plan"]
        former = [mention for mention in self.live if mention.role == "former"]
        refused = [mention for mention in self.live if mention.role == "not"]
        if plans:
            former += refused
        now = [mention for mention in plans if mention.now]
        if now:
            begin = now[0].start
            former += [mention for mention in plans if mention.start < begin]
            plans = [mention for mention in plans if mention.start >= begin]
        held = {id(mention) for mention in plans}
        return former, [one for one in self.live if id(one) in held or one.role != "plan"]

    def _of(self, live: list[Mention]) -> Reading:
        """Return the reading of the mentions that hold."""
        plans = [mention for mention in live if mention.role == "plan"]
        ends = [mention for mention in plans if mention.cue not in STARTS]
        starts = [mention for mention in plans if mention.cue in STARTS]
        states = [mention for mention in live if mention.role in ("done", "begun")]
        if "ongoing" in self.said:
            starts += [mention for mention in states if mention.role == "begun"]
        if ends and "all done" in self.said and not self._is_now():
            return self._status(ends)
        if ends and (states or "done" in self.said) and all(mention.review for mention in ends):
            self.warnings.append("The date of a review is no due day.")
            return self._status(states or ends)
        if self.script.often is not None or self.script.doubtful or self._is_annual(ends):
            return self._recurring(starts, ends)
        if "ongoing" in self.said:
            return self._ongoing(starts, ends)
        if "phased" in self.said or self._is_spread():
            return self._phased(starts, ends)
        if ends:
            return self._due(starts, ends)
        if starts:
            return self._start(starts)
        return self._undated(live)

    def _is_annual(self, ends: list[Mention]) -> bool:
        """Return whether `annual` stands without a date of its own."""
        return "annual" in self.said and not ends and "wait" not in self.said

    def _is_spread(self) -> bool:
        """Return whether work is spread over a length of time."""
        return any(length.way.startswith("over") for length in self.script.lengths)

    def _recurring(self, starts: list[Mention], ends: list[Mention]) -> Reading:
        """Return what comes round."""
        found = repetition(self.script, starts, ends, self.dates)
        if self.script.doubtful:
            self.ambiguous = True
            self.warnings.append(f"The word means {self.script.doubtful}, and nobody can say which.")
        used = found.used
        return Reading(
            self.text,
            "recurring",
            found.start,
            found.end,
            found.end if found.is_end_written else None,
            self._precision(used) if used else None,
            repeat=found.repeat,
            stages=self._stages(starts + ends),
        )

    def _ongoing(self, starts: list[Mention], ends: list[Mention]) -> Reading:
        """Return what goes on: it has a due day only where an end is written with `until` or `by`."""
        real = [mention for mention in ends if not mention.review]
        written = [mention for mention in real if mention.cue in ("until", "before")]
        if written:
            reading = self._due(starts, written)
            return replace(reading, kind="ongoing")
        if ends:
            self.warnings.append("It is ongoing, so the date beside it is no due day.")
        used = starts + ends
        begun = [day for mention in starts + real if (day := self.dates[id(mention)][0]) is not None]
        spans = [mention for mention in real if self._kind_of(mention) in _LONG]
        end = self.dates[id(spans[-1])][1] if spans else None
        return Reading(
            self.text,
            "ongoing",
            min(begun) if begun else None,
            end,
            precision=self._precision(used) if used else None,
            stages=self._stages(used),
        )

    def _phased(self, starts: list[Mention], ends: list[Mention]) -> Reading:
        """Return phased work: its end is due only where it is written as the end of a range, a list or a deadline."""
        bounded = len(ends) > 1 or any(m.last is not None or m.cue in ("until", "before") for m in ends)
        if bounded:
            return replace(self._due(starts, ends), kind="phased")
        used = starts + ends
        begun = [day for mention in used if (day := self.dates[id(mention)][0]) is not None]
        counted = [one for one in self.live if one.role == "anchor" and not used]
        begun += [day for one in counted if (day := self.dates[id(one)][0]) is not None]
        reading = Reading(
            self.text,
            "phased",
            min(begun) if begun else None,
            precision=self._precision(used or counted) if begun else None,
            stages=self._stages(used),
        )
        self.warnings.append("It is phased, and no end is written.")
        return self._count(reading)

    def _undated(self, live: list[Mention]) -> Reading:
        """Return what has no day to be met, and why."""
        states = [m for m in live if m.role in ("done", "begun", "past", "held", "cause")]
        anchors = [m for m in live if m.role == "anchor"]
        if anchors:
            counted = self._counted(anchors[-1])
            if counted is not None:
                return counted
        if states:
            return self._status(states)
        partial = [
            m
            for m in self.script.mentions
            if m.role in ("plan", "unsure")
            and m.first.shape != "misspelt"
            and (m.last is not None or not m.first.broken)
        ]
        kind = kind_without_days(self.script, partial)
        self.warnings += why_no_day(self.script, partial, kind)
        if any(m.role == "unsure" for m in partial):
            self.ambiguous = True
        if kind == "unreadable" and not self.unread.parts:
            self.unread = self.unread.whole(self.plain)
            self.warnings += self.unread.sentences
        return self._count(Reading(self.text, kind))

    def _status(self, states: list[Mention]) -> Reading:
        """Return a status with the day that it speaks of."""
        last = states[-1]
        start, end = self.dates[id(last)]
        if last.role == "held":
            self.warnings.append("Work is on hold until then; no due day is written.")
            return Reading(
                self.text, "not-before", start, precision=self._precision(states), stages=self._stages(states)
            )
        if last.role == "past":
            self.ambiguous = True
            self.warnings.append(
                "Nobody can say whether the date is when it was done or when it is to be done."
            )
        else:
            self.warnings.append("The date is that of the status and not a due day.")
        end = None if last.role == "begun" else end
        return Reading(
            self.text, "status", start, end, precision=self._precision(states), stages=self._stages(states)
        )

    def _counted(self, anchor: Mention) -> Reading | None:
        """Return the day that lies a length of time from a written one."""
        from jatui.domain.milestones.counting import count_from

        length = anchor.length
        assert length is not None and anchor.span is not None and anchor.span.start is not None
        if anchor.span.kind != "day" or not length.number or length.unit == "working day":
            return None
        day = count_from(anchor.span.start, length, length.then)
        if day is None:
            return None
        self.warnings.append("The day is counted from the one that is written.")
        return Reading(
            self.text,
            "relative",
            None,
            day,
            day,
            "approximate",
            stages=(Stage(self.plain, "", None, day, day),),
        )

    def _count(self, reading: Reading) -> Reading:
        """Add the end that a length gives when it is counted from the day of the paper; it is never a due day."""
        from jatui.domain.milestones.counting import count_from

        lengths = [
            one for one in self.script.lengths if one.number and not one.then and one.unit != "working day"
        ]
        if self.paper is None or len(lengths) != 1:
            return reading
        [length] = lengths
        end = count_from(self.paper, length, 1)
        if end is None or reading.start is not None:
            return reading
        said = f"The end is counted from the paper of {self.paper.isoformat()}, which is assumed."
        self.warnings.append(said)
        return replace(reading, end=end, precision="approximate", assumed=(said,))

    def _is_now(self) -> bool:
        """Return whether a date is said to be the present one."""
        return any(mention.now for mention in self.live)

    def _revised(self, reading: Reading, former: list[Mention]) -> Reading:
        """Return a revised wording: the days that hold now, and what it said before."""
        if "moved by" in self.said and reading.due is not None and not self._is_now():
            reading = replace(reading, start=None, end=None, due=None, precision=None, stages=())
            self.ambiguous = True
            self.warnings.append("Whether the date stands before or after the move is not written.")
        before = None
        if former:
            mention = max(former, key=lambda one: self.dates[id(one)][1] or date.min)
            start, end = self.dates[id(mention)]
            said = self.plain[min(one.start for one in former) : max(one.end for one in former)]
            kind = self._kind_of(mention) if mention.cue not in STARTS else "onwards"
            before = Reading(said, kind, start, end, end, self._precision(former))
        if reading.kind in ("recurring", "ongoing", "onwards", "not-before"):
            return replace(reading, former=before)
        if not reading.stages:
            self.warnings.append("The former date is written, and no new one.")
        return replace(reading, kind="revised", former=before)

    def _finished(self, reading: Reading) -> Reading:
        """Return a reading with what could not be read and all warnings; an unread part may hide a later day."""
        due, end = reading.due, reading.end
        if due is not None and (self.unread.latest is None or self.unread.latest > due):
            due = end = None
        if "moved" in self.said and reading.kind != "revised" and reading.due is not None:
            self.ambiguous = True
            self.warnings.append("Whether the date is the one before or after the move is not written.")
            due = end = None
        if "moved by" in self.said and due is not None and not self._is_now():
            due = end = None
            self.ambiguous = True
            self.warnings.append("A length of time is added to the date, and nobody can say from which day.")
        if self.script.dangling in ("AND", "TO", "DASH", "SLASH", "PLUS") and due is not None:
            self.ambiguous = True
            self.warnings.append("The wording breaks off; what follows the date may be missing.")
            due = end = None
        if "question" in self.said:
            self.warnings.append("The wording itself asks whether the date holds.")
        if "none" in self.said and due is not None:
            self.warnings.append("The date is still to be confirmed.")
        if self.ambiguous and not self.warnings:
            self.warnings.append("Honest readers differ on this wording.")
        return Reading(
            reading.text,
            reading.kind,
            reading.start,
            end,
            due,
            reading.precision,
            self.ambiguous,
            self.unread.parts,
            tuple(dict.fromkeys(self.warnings)),
            self.unread.suggestion,
            reading.stages,
            reading.assumed,
            reading.former,
            reading.repeat,
        )


_LONG = frozenset(("financial-year", "calendar-year", "school-year", "municipal-year", "range"))
