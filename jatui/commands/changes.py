"""What changed in a plan since a moment, gathered for whoever tells it: by kind, by committee or by lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from jatui.commands.past import find_moment
from jatui.commands.tracker import Tracker
from jatui.domain.changes import KINDS, Change, summary
from jatui.domain.errors import NotFound, Refused
from jatui.domain.moments import LAST_MEETING, Moment
from jatui.papers.changes import Group, Ties, as_csv, as_markdown
from jatui.store.changes import changes
from jatui.store.compared import names_of
from jatui.store.scope import Scope

GROUPINGS: Final = ("kind", "committee", "lead")
"""By what changes are grouped."""

GONE: Final = "gone from the plan"
"""The heading for actions that have no committee and no lead any more, since they are gone."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since a moment, in the order of kinds, and what each of its actions belongs to now."""

    since: Moment
    until: Moment | None
    scope: Scope
    revision: int
    changes: list[Change]
    ties: dict[int, Ties]

    @property
    def title(self) -> str:
        """What this is, in words."""
        until = f" until {self.until.said}" if self.until else ""
        return f"{self.scope.name}: what changed since {self.since.said} (revision {self.since.revision:,}){until}"

    @property
    def summary(self) -> str:
        """How much changed, by kind."""
        return f"{summary(self.changes)}."

    def groups(self, by: str) -> list[Group]:
        """Return the changes by kind, or by committee or lead: a change stands in each group that its action is of."""
        if by == "kind":
            found: dict[str, list[Change]] = {kind: [] for kind in KINDS}
            for change in self.changes:
                found[change.kind].append(change)
            return [Group(kind, some) for kind, some in found.items() if some]
        found = {}
        for change in self.changes:
            for name in self._of(change.action, by):
                found.setdefault(name, []).append(change)
        last = (f"no {by}", GONE)
        names = sorted(found, key=lambda name: (name in last, name.casefold()))
        return [Group(name, found[name]) for name in names]

    def _of(self, action: int, by: str) -> tuple[str, ...]:
        ties = self.ties[action]
        return (ties.committees if by == "committee" else ties.leads) or (f"no {by}" if ties.plan else GONE,)

    def called(self, change: Change) -> str:
        """Return the handle of a change's action, behind its plan where several are looked at."""
        plan = self.ties[change.action].plan if self.scope.plan is None else ""
        return f"{plan}/{change.handle}" if plan else change.handle

    def as_markdown(self, by: str) -> str:
        """Return it as Markdown."""
        groups = [
            group._replace(changes=[each._replace(handle=self.called(each)) for each in group.changes])
            for group in self.groups(by)
        ]
        return as_markdown(self.title, self.summary, groups)

    def as_csv(self, by: str) -> str:
        """Return it as CSV."""
        return as_csv(by, self.groups(by), self.ties)

    def as_json(self) -> dict[str, Any]:
        """Return it as `jatui changes --json` prints it."""
        counts = {group.name: len(group.changes) for group in self.groups("kind")}
        return {
            "plan": self.scope.slug,
            "since": {
                "revision": self.since.revision,
                "day": self.since.day.isoformat(),
                "said": self.since.said,
            },
            "until": {"revision": self.revision, "day": self.scope.today.isoformat()},
            "counts": counts,
            "changes": [self._change(change) for change in self.changes],
        }

    def _change(self, change: Change) -> dict[str, Any]:
        ties = self.ties[change.action]
        return {
            "kind": change.kind,
            "handle": change.handle,
            "plan": ties.plan or None,
            "sentence": change.sentence,
            "before": change.before,
            "after": change.after,
            "committees": list(ties.committees),
            "leads": list(ties.leads),
        }


def moment_of(tracker: Tracker, given: str | None) -> Moment:
    """Return the moment since which changes are told: the one given, or else the last meeting.

    Raises what `find_moment` raises.
    """
    try:
        return find_moment(tracker, given or LAST_MEETING)
    except (NotFound, Refused) as problem:
        if given:
            raise
        raise type(problem)(
            f"{problem} Name another moment with --since: a day, a meeting, revision 1."
        ) from None


def what_changed(
    tracker: Tracker, since: Moment, filter: str = "", told: Callable[[str], None] = lambda words: None
) -> Changed:
    """Return what changed since a moment in the actions that a filter lets through now, read at one moment.

    `told` is given in words what is being done.
    """
    scope = tracker.scope()
    selection = tracker.select(filter, scope) if filter.strip() else None
    with tracker.store.moment() as read:
        told("Reading what changed ...")
        found = changes(read, since.revision, scope, selection)
        actions = {change.action for change in found}
        told(f"Grouping {len(found):,} changes ...")
        slugs = dict(read.rows("SELECT id, slug FROM plan"))
        plans = read.plans_of(sorted(actions))
        committees, leads = names_of(read, "committee", actions), names_of(read, "lead", actions)
        ties = {
            action: Ties(
                slugs[plans[action]] if action in plans else "",
                committees.get(action, ()),
                leads.get(action, ()),
            )
            for action in actions
        }
        return Changed(since, tracker.past, scope, read.last_revision(), found, ties)
