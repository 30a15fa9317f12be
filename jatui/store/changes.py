"""What a write has touched, so that whoever shows it can ask again for just that; and what has changed since a revision."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jatui.domain.changes import Change
    from jatui.store.reader import Reader
    from jatui.store.scope import Scope, Selection


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds and ids of the rows that a revision touched, and in one sentence what it did.

    `revision` is its number, or 0 where nothing had to be changed. `overruled` names what was odd about it and done
    all the same, and `warnings` tells each of these in a sentence.
    """

    revision: int
    sentence: str
    ids: Mapping[str, Collection[int]] = field(default_factory=dict)
    overruled: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def changes(read: Reader, since: int, scope: Scope, selection: Selection | None = None) -> list[Change]:
    """Return what has changed in a plan since a revision: by kind in the order of KINDS, then in the plan's order.

    With a selection only the actions that it lets through now are told of; those that are gone from the plan, which no
    filter can judge, always are. Up to another moment than now it is asked of the past as at that moment.
    """
    from jatui.domain.changes import KINDS, changes_between
    from jatui.store.compared import compared
    from jatui.store.fold import fold

    shown = None if selection is None else _let_through(read, selection)
    found: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    heard: set[int] = set()
    for pair in compared(read, fold(read, since)):
        if pair.is_heard:
            heard.add(pair.action)
        here = scope.plan is None or pair.there.plan_id == scope.plan
        if here and (shown is None or pair.row is None or pair.action in shown):
            for change in changes_between(pair.action, pair.before, pair.after):
                found[change.kind].append(change)
    where = "a.plan_id = :plan OR :plan IS NULL" if selection is None else selection.where
    parameters = {"plan": scope.plan} if selection is None else selection.parameters
    found[KINDS[-1]] += _silent(read, heard, where, parameters)
    return [change for kind in KINDS for change in found[kind]]


def changes_of(read: Reader, action: int, since: int) -> list[Change]:
    """Return what has changed in one action since a revision, in the order of KINDS; found by its own rows alone."""
    from jatui.domain.changes import changes_between
    from jatui.store.compared import compared
    from jatui.store.fold import fold_rows
    from jatui.store.history import rows_of

    pairs = [
        pair
        for pair in compared(read, fold_rows(read, since, rows_of(read, action)))
        if pair.action == action
    ]
    heard = {pair.action for pair in pairs if pair.is_heard}
    told = [change for pair in pairs for change in changes_between(action, pair.before, pair.after)]
    return told + _silent(read, heard, "a.id = :action", {"action": action})


def _let_through(read: Reader, selection: Selection) -> set[int]:
    return {
        row
        for (row,) in read.rows(f"SELECT a.id FROM action a WHERE {selection.where}", selection.parameters)
    }


def _silent(read: Reader, heard: set[int], where: str, parameters: Mapping[str, object]) -> list[Change]:
    """Return the actions that are open and not among those heard of: no update of them was recorded since."""
    from jatui.domain.changes import SILENT, WAITS, Change
    from jatui.store.scope import OPEN, ORDER, WAITING

    rows = read.rows(
        "SELECT a.id, a.handle, a.updated, "
        f'EXISTS (SELECT 1 FROM "update" u WHERE u.action_id = a.id AND u.{WAITING}) '
        f"FROM action a WHERE ({where}) AND {OPEN} ORDER BY {ORDER}",
        parameters,
    )
    return [
        Change(SILENT, action, handle, updated, WAITS if waits else None)
        for action, handle, updated, waits in rows
        if action not in heard
    ]
