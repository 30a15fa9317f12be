"""Two plans side by side, each a snapshot file, an edition, the plan as it stands, or the plan at a moment."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jatui.commands.editions import pack_of
from jatui.commands.past import find_moment, look_back
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Misused, NotFound, Refused
from jatui.domain.moments import Moment
from jatui.domain.watch import Wanted, Watched, unwatched
from jatui.domain.words import count
from jatui.snapshot import open_snapshot
from jatui.snapshot.difference import Difference, Record, Source, differences
from jatui.snapshot.pack import is_pack

_EDITION = re.compile(r"edition\s+(\d{1,9})", re.ASCII | re.IGNORECASE)
READ = 3
"""How often the records of a plan are read to compare two."""

NOW = "now"
"""The word for the plan as it stands."""


class Compared(NamedTuple):
    """What was compared, and how the later differs from the former."""

    former: str
    later: str
    differences: list[Difference]

    @property
    def title(self) -> str:
        """What was compared, in words."""
        return f"From {self.former} to {self.later}"

    @property
    def summary(self) -> str:
        """How many records are gone, changed and added."""
        numbers = Counter(each.verb for each in self.differences)
        if not numbers:
            return "They hold the same records."
        told = [f"{numbers[verb]:,} {verb}" for verb in ("gone", "changed", "added") if numbers[verb]]
        return f"{count(len(self.differences), 'record differs', 'records differ')}: {', '.join(told)}."


def compare_plans(
    tracker: Callable[[], Tracker], former: str, later: str, wanted: Wanted = unwatched
) -> Compared:
    """Return how two plans differ; `tracker` opens the database where one of them is in it.

    A snapshot of one plan is compared with that plan of the database. Raises Refused, NotFound or Misused where one of
    them cannot be had, and Stopped as soon as it is no longer wanted.
    """
    if former.casefold() == later.casefold() == NOW:
        raise Misused(
            "Both are the plan as it stands. Name a snapshot file, or a moment such as last-meeting."
        )
    files = [_file(tracker, each) for each in (former, later)]
    heads = [open_snapshot(each) for each in files if each]
    plan = next((each.plan for each in heads), None)
    size = max((sum(each.counts.values()) for each in heads), default=0)
    with (
        _source(tracker, former, files[0], plan) as (told, was),
        _source(tracker, later, files[1], plan) as (told_later, became),
    ):
        seen: Watched[Record] = Watched(size * READ, wanted)
        return Compared(told, told_later, differences(seen(was), seen(became)))


def _file(tracker: Callable[[], Tracker], given: str) -> Path | None:
    """Return the snapshot, or the pack of an edition, that a text names; None where it may be a moment."""
    if os.path.isfile(given) or is_pack(Path(given)):
        return Path(given)
    match = _EDITION.fullmatch(given)
    return pack_of(tracker(), int(match[1])) if match else None


@contextmanager
def _source(
    tracker: Callable[[], Tracker], given: str, path: Path | None, plan: str | None
) -> Iterator[tuple[str, Source]]:
    if path is not None:
        yield path.name, open_snapshot(path).records
        return
    present = tracker()
    if given.casefold() == NOW:
        with present.store.moment() as read:
            yield (
                present.past.told if present.past else "the plan as it stands",
                lambda: read.records(read.scope(plan or present.plan, present.today).plan),
            )
        return
    then = look_back(replace(present, given_today=None), moment_named(present, given))
    try:
        scope = then.read.scope(plan or then.plan, then.today)
        assert then.past is not None
        yield then.past.told, lambda: then.read.records(scope.plan)
    finally:
        then.store.close()


def moment_named(tracker: Tracker, given: str) -> Moment:
    """Return the moment that a text names which is no file; raises what `find_moment` raises, saying that it is neither."""
    try:
        return find_moment(tracker, given)
    except (Misused, NotFound, Refused) as problem:
        raise type(problem)(f"There is no file {given}, and as a moment: {problem}") from None
