"""What a person does to sets of indicators: proposing a version, putting and taking members, and approving it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jatui.commands.measuring import brief, word_of
from jatui.commands.meetings import find_body
from jatui.commands.registry import Command, Work, argument, command, option
from jatui.domain.days import short_day
from jatui.domain.errors import Ambiguous, Misused, NotFound, Refused
from jatui.domain.indicators import SCALES, number_key, numbers_in
from jatui.domain.match import fold, nearest
from jatui.domain.moves import quoted
from jatui.domain.text import clean_lines
from jatui.domain.words import count
from jatui.store import Reader
from jatui.store.indicators import KeptSet, member_rows, numbers_of, sets
from jatui.store.plans import whose
from jatui.store.scope import Scope

MOST_VERSIONS = 9_999
"""The highest number that a version of a set may have."""


def versions(read: Reader, scope: Scope, given: str) -> list[KeptSet]:
    """Return the versions of a set of that name in one plan, the latest first; none where there is none.

    Raises Ambiguous where several plans have a set of the name.
    """
    found = [each for each in sets(read, scope) if fold(each.name) == fold(given)]
    plans = list(dict.fromkeys(each.plan for each in found))
    if len(plans) > 1:
        raise Ambiguous(
            f"{quoted(given)!r} is a set of several plans ({', '.join(plans)}). Choose one with --plan; nothing was changed."
        )
    return found


def find_set(read: Reader, scope: Scope, given: str, version: int | None = None) -> KeptSet:
    """Return a version of a set: the one asked for, else that in force, else the latest.

    "Strategic 2" names the second version too. Raises NotFound with the sets or versions that there are, and what
    `versions` raises.
    """
    found = versions(read, scope, given)
    name, _, last = given.strip().rpartition(" ")
    if not found and version is None and name and last.isascii() and last.isdigit() and len(last) < 10:
        found, version = versions(read, scope, name), int(last)
    if not found:
        known = list(dict.fromkeys(each.name for each in sets(read, scope)))
        near = nearest(given, known) or known
        raise NotFound(
            f"There is no set {quoted(given)!r} in {scope.name}. There are: {', '.join(near) or 'none'}. Nothing was changed."
        )
    if version is None:
        return next((each for each in found if each.state == "approved"), found[0])
    for each in found:
        if each.version == version:
            return each
    known_versions = ", ".join(str(each.version) for each in found)
    raise NotFound(
        f"The set {found[0].name} has no version {version}. It has: {known_versions}. Nothing was changed."
    )


def size_fault(kept: KeptSet) -> str | None:
    """Return in words why a set holds too few or too many, None where it does not."""
    number = len(kept.members)
    if not number and kept.least is None and kept.most is None:
        return f"{kept.label} holds no indicator"
    held = f"{kept.label} holds {count(number, 'indicator')}"
    if kept.least is not None and number < kept.least:
        return f"{held} and must hold {_limits(kept)}, so {kept.least - number:,} more"
    if kept.most is not None and number > kept.most:
        return f"{held} and may hold {_limits(kept)}, so {number - kept.most:,} fewer"
    return None


def _limits(kept: KeptSet) -> str:
    if kept.least is not None and kept.most is not None:
        return f"{kept.least} to {kept.most}"
    return f"at least {kept.least}" if kept.most is None else f"at most {kept.most}"


@command("indicator set propose", "Propose a set of indicators")
@dataclass(frozen=True, kw_only=True)
class ProposeSet(Command):
    """Propose a set of indicators or its next version; what is not said is as in the version before, members too."""

    called: str = argument("What the set is called, such as Strategic.")
    version: int | None = option("The number of the version; the next without it.")
    scale: str | None = option("The level of performance that it serves.", choices=SCALES)
    least: int | None = option("How many indicators it must hold at least.")
    most: int | None = option("How many it may hold at most.")
    members: str | None = option("Its indicators, such as 'NI 1, 4 and 7'.")
    note: str | None = option("What is to be known besides.")

    def run(self, work: Work) -> str:
        """Add the version; one that was proposed before and never approved is superseded by it."""
        name = brief(self.called, "The name of a set")
        if work.scope.plan is None or name is None:
            raise Misused("A set needs a name, and a plan. Give --plan before the verb.")
        before = versions(work.read, work.scope, name)
        last = before[0] if before else None
        version = self.version if self.version is not None else (last.version if last else 0) + 1
        first = (last.version if last else 0) + 1
        if not first <= version <= MOST_VERSIONS:
            raise Refused(
                f"The version must be a number from {first} to {MOST_VERSIONS:,}. Nothing was changed."
            )
        columns = self._columns(last)
        listed = members_named(work, work.scope.plan, self.members) if self.members is not None else None
        rows = list(last.member_ids) if listed is None and last else listed or []
        for each in before:
            if each.state == "proposed":
                work.writer.refuse_stale("indicator_set", each.id, work.seen)
                work.writer.change("indicator_set", each.id, state="superseded")
        called = last.name if last else name
        added = work.writer.add(
            "indicator_set", plan=work.scope.plan, name=called, version=version, state="proposed", **columns
        )
        _put(work, added, rows)
        of = whose(work.read, [work.scope.plan])
        return f"proposed the set {called} {version}{of} with {count(len(rows), 'indicator')}"

    def _columns(self, last: KeptSet | None) -> dict[str, Any]:
        """Return what is kept of the version; raises Misused where its limits cannot be."""
        found = {
            "scale": word_of(self.scale, "scale", SCALES) if self.scale is not None else last and last.scale,
            "least": self.least if self.least is not None else last and last.least,
            "most": self.most if self.most is not None else last and last.most,
            "note": clean_lines(self.note).strip() or None if self.note is not None else None,
        }
        least, most = found["least"], found["most"]
        if any(isinstance(each, int) and each < 0 for each in (least, most)) or (
            isinstance(least, int) and isinstance(most, int) and least > most
        ):
            raise Misused("--least and --most are numbers from 0, the least no greater than the most.")
        return found


@command("indicator set put", "Put indicators in a set")
@dataclass(frozen=True, kw_only=True)
class PutInSet(Command):
    """Put indicators in a set that is proposed; one that was approved asks for a new version first."""

    called: str = argument("The set.")
    numbers: str = argument("The indicators, such as 'NI 1, 4 and 7'.")

    def run(self, work: Work) -> str:
        """Add those that are not in it yet."""
        kept = _open(work, self.called)
        rows = _members(work, kept, self.numbers)
        new = [row for row in rows if row not in kept.member_ids]
        if not new:
            raise Refused(f"{kept.label} holds what is named already. Nothing was changed.")
        _put(work, kept.id, new)
        held = f"{_named(work, kept)}, which now holds {len(kept.members) + len(new)}"
        return f"put {count(len(new), 'indicator')} in {held}"


@command("indicator set take", "Take indicators out of a set")
@dataclass(frozen=True, kw_only=True)
class TakeFromSet(Command):
    """Take indicators out of a set that is proposed; one that was approved asks for a new version first."""

    called: str = argument("The set.")
    numbers: str = argument("The indicators, such as 'NI 1, 4 and 7'.")

    def run(self, work: Work) -> str:
        """Remove those that are in it."""
        kept = _open(work, self.called)
        rows = _members(work, kept, self.numbers)
        gone = [row for row in rows if row in kept.member_ids]
        if len(gone) < len(rows):
            raise Refused(f"{kept.label} does not hold all that is named. Nothing was changed.")
        rows_of = member_rows(work.read, kept.id)
        work.writer.remove_many("set_member", [rows_of[row][0] for row in gone])
        left = f"{_named(work, kept)}, which now holds {len(kept.members) - len(gone)}"
        return f"took {count(len(gone), 'indicator')} out of {left}"


@command("indicator set approve", "Approve a set of indicators")
@dataclass(frozen=True, kw_only=True)
class ApproveSet(Command):
    """Record that a committee approved a set; it is then in force, and the version before is superseded."""

    called: str = argument("The set.")
    committee: str | None = option("The committee that approved it; the one that the set names without it.")
    date: dt.date | None = option("The day on which it did; today without it.")

    def run(self, work: Work) -> str:
        """Mark the version approved; refused, and kept as proposed, where it holds too few or too many."""
        kept = _open(work, self.called)
        given = self.committee if self.committee is not None else kept.committee
        if given is None:
            raise Misused("Say which committee approved it. Give --committee.")
        body = find_body(work.read, given)
        if body.kind == "every":
            raise Refused(f"{body.code} stands for all committees. Name the one that approved it.")
        if fault := size_fault(kept):
            raise Refused(f"{fault}. It stays proposed; nothing was changed.")
        day = self.date or work.scope.today
        if day > work.scope.today:
            raise Misused(f"{short_day(day)} has not come yet. Give --date a day that has.")
        work.writer.refuse_stale("indicator_set", kept.id, work.seen)
        for each in versions(work.read, work.scope, kept.name):
            if each.state == "approved":
                work.writer.change("indicator_set", each.id, state="superseded")
        work.writer.change("indicator_set", kept.id, state="approved", committee=body.id, approved=day)
        held = count(len(kept.members), "indicator")
        return f"{body.code} approved the set {_named(work, kept)} with {held} on {short_day(day)}"


def _named(work: Work, kept: KeptSet) -> str:
    return f"{kept.label}{whose(work.read, [kept.plan_id])}"


def members_named(work: Work, plan: int, given: str) -> list[int]:
    """Return the indicators of a list of numbers; raises NotFound with those that are none of the plan."""
    numbers, unread = numbers_in(given)
    known = numbers_of(work.read, plan)
    missing = [number for number in numbers if number_key(number) not in known]
    if missing or unread:
        raise NotFound(
            f"There is no indicator {', '.join(map(quoted, [*missing, *unread]))} in the plan; `jatui indicators` lists "
            "them all. Nothing was changed."
        )
    return [known[number_key(number)] for number in numbers]


def _members(work: Work, kept: KeptSet, given: str) -> list[int]:
    """Return the indicators that are named; raises Misused where none is, and what `members_named` raises."""
    rows = members_named(work, kept.plan_id, given)
    if not rows:
        raise Misused("Name the indicators, such as 'NI 1, 4 and 7'. Nothing was changed.")
    return rows


def _put(work: Work, kept: int, rows: Sequence[int]) -> None:
    """Add members behind those that a set holds."""
    last = max((position for _, position in member_rows(work.read, kept).values()), default=0)
    members = [
        {"indicator_set": kept, "indicator": row, "position": place}
        for place, row in enumerate(rows, last + 1)
    ]
    if members:
        work.writer.add_many("set_member", members)


def _open(work: Work, given: str) -> KeptSet:
    """Return the latest version of a set where it is still proposed; raises Refused where it is not."""
    found = versions(work.read, work.scope, given)
    kept = found[0] if found else find_set(work.read, work.scope, given)
    if kept.state != "proposed":
        raise Refused(
            f"{kept.label} is {kept.state}. Propose a new version with `jatui indicator set propose`. Nothing was changed."
        )
    work.writer.refuse_stale("indicator_set", kept.id, work.seen)
    return kept
