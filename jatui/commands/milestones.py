"""What a person does to milestones: stages met, wordings moved, doubtful readings settled."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from jatui.commands.actions import actions_named, called
from jatui.commands.meetings import find_meeting
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.errors import Misused, Refused
from jatui.domain.milestones import Reading, read
from jatui.domain.moves import Described, describe, quoted
from jatui.domain.stages import open_stage, record_of
from jatui.domain.suggestions import with_suggestion
from jatui.domain.text import clean_lines
from jatui.domain.words import count
from jatui.store.milestones import Milestone, milestone

MOST_TOLD = 3
"""How many ways of slipping one sentence tells apart."""


def _named(work: Work, ref: str) -> Milestone:
    """Return the milestone of the one action that a ref stands for, unless another hand changed the action meanwhile."""
    return _milestone(work, work.read.one_action(ref, work.scope.plan))


def _milestone(work: Work, action: int) -> Milestone:
    work.writer.refuse_stale("action", action, work.seen)
    return replace(milestone(work.read, action), handle=called(work, action))


def _reason(given: str | None) -> str:
    """Return a reason as it is kept; raises Misused where there is none, and Refused where it says nothing."""
    if given is None:
        raise Misused("A reason is needed, since the next reader will ask for it. Give --reason.")
    reason = clean_lines(given).strip()
    if not reason:
        raise Refused("A reason is needed, since the next reader will ask for it. Nothing was changed.")
    return reason


def _about(reading: Reading) -> str:
    """Return where a reading leads, in words."""
    return f"by {short_day(reading.due)}" if reading.due else f"no due day ({reading.kind})"


@command("milestone met", "Mark a stage met")
@dataclass(frozen=True, kw_only=True)
class Met(Command):
    """Mark the next open stage of a milestone met, or the one that is named; the rating and the status stay."""

    ref: str = argument("The action's handle, such as F.3 or F.6#2.")
    stage: dt.date | None = option("The due day of the stage; the next open one without it.")
    date: dt.date | None = option("The day on which it was met; today without it.")

    def run(self, work: Work) -> str:
        """Record the day on which the stage was met, and let the next open one count."""
        found = _named(work, self.ref)
        reading = found.reading
        stage = open_stage(reading, found.met, self.stage)
        if stage is None or stage.due is None:
            raise Refused(self._nothing(found, reading))
        if stage.due in found.met:
            raise Refused(
                f"The stage of {found.handle} due by {short_day(stage.due)} was met on "
                f"{short_day(found.met[stage.due])}. Nothing was changed."
            )
        day = self.date or work.scope.today
        work.writer.add("stage_met", action=found.action, due=stage.due, met=day)
        met = {**found.met, stage.due: day}
        fields = record_of(reading, met)
        work.writer.change("action", found.action, next_due=fields["next_due"])
        name = f"{quoted(stage.label)!r} " if stage.label and len(reading.stages) > 1 else ""
        late = " (late)" if day > stage.due else ""
        return (
            f"{found.handle}: stage {name}due by {short_day(stage.due)} met on {short_day(day)}{late}; "
            f"{self._after(reading, met)}"
        )

    @staticmethod
    def _after(reading: Reading, met: dict[dt.date, dt.date]) -> str:
        """Return what comes after, in words."""
        following = open_stage(reading, met)
        if following and following.due:
            return f"next due by {short_day(following.due)}"
        unread = f", and {quoted(reading.unread[0])!r} is not read" if reading.unread else ""
        return f"no stage is open{unread}"

    def _nothing(self, found: Milestone, reading: Reading) -> str:
        """Return why there is no stage to mark."""
        known = [short_day(stage.due) for stage in reading.stages if stage.due]
        if self.stage is not None:
            has = f" It has: {', '.join(known)}." if known else ""
            return f"{found.handle} has no stage due on {short_day(self.stage)}.{has} Nothing was changed."
        if known or reading.repeat:
            return f"Every stage of {found.handle} is met already. Nothing was changed."
        return (
            f"The milestone {quoted(found.wording)!r} of {found.handle} has no dated stage to meet. "
            "Nothing was changed; a status says how far the work is."
        )


@command("milestone move", "Move a milestone")
@dataclass(frozen=True, kw_only=True)
class Move(Command):
    """Give actions a new milestone wording; the old ones stay, and how far each slips is counted."""

    ref: str = argument("The action's handle, or several joined by commas: E.1,E.3.")
    wording: str = argument("The new wording, as it is to be printed.")
    reason: str | None = option("Why it is moved.")
    meeting: str | None = option("The meeting that approved it: a committee and a day, or a day.")
    undated: bool = option("Move it even to a wording without a due day.", False)
    date: dt.date | None = option("The day on which it was moved; today without it.")

    def run(self, work: Work) -> str:
        """Write a move for each action, which then has the new wording and its reading."""
        reason = _reason(self.reason)
        found = [_milestone(work, action) for action in actions_named(work, self.ref)]
        meeting = None if self.meeting is None else find_meeting(work.read, self.meeting)
        told = []
        for each in found:
            if each.wording == self.wording:
                raise Refused(
                    f"The milestone of {each.handle} is {quoted(self.wording)!r} already. Nothing was changed."
                )
            new = describe(each.wording, each.due, each.moves, self.wording, each.paper)
            if new.reading.due is None and not self.undated:
                raise Refused(self._undated(new.reading))
            self._write(work, each, new, reason, meeting)
            told.append((each, new))
        return self._sentence(told)

    def _write(self, work: Work, found: Milestone, new: Described, reason: str, meeting: int | None) -> None:
        """Keep the former wording as a move and give the action the new one."""
        number = work.read.value(
            "SELECT coalesce(max(number), 0) + 1 FROM move WHERE action_id = ?", (found.action,)
        )
        work.writer.add(
            "move",
            action=found.action,
            number=number,
            day=self.date or work.scope.today,
            former=found.wording,
            former_due=found.due,
            wording=self.wording,
            due=new.reading.due,
            reason=reason,
            meeting=meeting,
        )
        fields = record_of(new.reading, found.met)
        work.writer.change("action", found.action, milestone=self.wording, read_as=None, **fields)

    @staticmethod
    def _undated(reading: Reading) -> str:
        """Return why a wording is refused that has no due day."""
        why = f" {reading.warnings[0]}" if reading.warnings else ""
        perhaps = f" Perhaps {quoted(reading.suggestion)!r} is meant." if reading.suggestion else ""
        return (
            f"{quoted(reading.text)!r} is read as {reading.kind} and has no due day.{why}{perhaps} "
            "Say --undated if that is meant; nothing was changed."
        )

    def _sentence(self, told: list[tuple[Milestone, Described]]) -> str:
        """Return what was moved where, with those that slip alike told together."""
        first, new = told[0]
        if len(told) == 1:
            return f"{first.handle} moved from {quoted(first.wording)} to {quoted(self.wording)}: {new.words}"
        ways = Counter(each.words for _, each in told)
        handles = {words: [m.handle for m, each in told if each.words == words] for words in ways}
        parts = [f"{_listed(handles[words])} {words}" for words in list(ways)[:MOST_TOLD]]
        if len(ways) > MOST_TOLD:
            rest = sum(ways[words] for words in list(ways)[MOST_TOLD:])
            parts.append(f"{count(rest, 'more', 'more')} as `jatui history` and `jatui show` tell")
        return f"{count(len(told), 'milestone')} moved to {quoted(self.wording)}: {'; '.join(parts)}"


def _listed(handles: list[str]) -> str:
    """Return some handles in a row, the first few by name."""
    if len(handles) > 6:
        return f"{', '.join(handles[:5])} and {len(handles) - 5} more"
    return handles[0] if len(handles) == 1 else f"{', '.join(handles[:-1])} and {handles[-1]}"


def _read_as(work: Work, found: Milestone, text: str | None) -> Reading:
    """Let an action's milestone be read as a text (as printed without one), and return that reading."""
    reading = read(found.wording if text is None else text, paper=found.paper)
    work.writer.change("action", found.action, read_as=text, **record_of(reading, found.met))
    return reading


@command("milestone accept", "Accept a suggestion")
@dataclass(frozen=True, kw_only=True)
class Accept(Command):
    """Read a milestone with the suggestion in place of its unread part; its wording stays as printed."""

    ref: str = argument("The action's handle, such as G.2.")

    def run(self, work: Work) -> str:
        """Keep beside the wording what it is read as, and the days of that."""
        found = _named(work, self.ref)
        text = with_suggestion(found.wording if found.read_as is None else found.read_as, found.paper)
        if text is None:
            raise Refused(
                f"There is no suggestion for {found.handle} to accept: {quoted(found.wording)!r} is read as it is. "
                "Nothing was changed; `jatui milestone correct` takes a wording of your own."
            )
        reading = _read_as(work, found, text)
        return f"{found.handle}: {quoted(found.wording)!r} is read as {quoted(text)!r}: {_about(reading)}"


@command("milestone correct", "Correct a reading")
@dataclass(frozen=True, kw_only=True)
class Correct(Command):
    """Say in other words what a milestone is to be read as; its wording stays as printed, and nothing is moved."""

    ref: str = argument("The action's handle, such as G.2.")
    wording: str = argument("What it is to be read as.")
    reason: str | None = option("How that is known.")

    def run(self, work: Work) -> str:
        """Keep beside the wording what it is read as, and the days of that."""
        _reason(self.reason)
        found = _named(work, self.ref)
        reading = read(self.wording, paper=found.paper)
        if not reading.readable or not self.wording.strip():
            why = reading.warnings[0] if reading.warnings else "It names no time."
            raise Refused(f"{quoted(self.wording)!r} cannot be read either. {why} Nothing was changed.")
        if self.wording == (found.wording if found.read_as is None else found.read_as):
            raise Refused(f"{found.handle} is read as {quoted(self.wording)!r} already. Nothing was changed.")
        _read_as(work, found, None if self.wording == found.wording else self.wording)
        return f"{found.handle}: {quoted(found.wording)!r} is read as {quoted(self.wording)!r}: {_about(reading)}"


@command("milestone leave", "Leave a reading")
@dataclass(frozen=True, kw_only=True)
class Leave(Command):
    """Note that a person looked at a doubtful milestone and leaves it as printed."""

    ref: str = argument("The action's handle, such as G.2.")
    reason: str | None = option("Why it is left.")

    def run(self, work: Work) -> str:
        """Keep that the wording is to be read as itself, so that it is no longer a finding to act on."""
        _reason(self.reason)
        found = _named(work, self.ref)
        if found.read_as == found.wording:
            raise Refused(f"{found.handle} was left as printed already. Nothing was changed.")
        reading = read(found.wording, paper=found.paper)
        if reading.readable and not reading.ambiguous and not reading.warnings:
            raise Refused(
                f"The milestone {quoted(found.wording)!r} of {found.handle} is read whole, without a doubt to leave. "
                "Nothing was changed."
            )
        _read_as(work, found, found.wording)
        return f"{found.handle}: {quoted(found.wording)!r} is left as printed: {_about(reading)}"
