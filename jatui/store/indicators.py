"""The indicators of a plan with what was measured, and the sets that committees watch.

Indicators, measurements and members are each asked for once, however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from jatui.domain.errors import Ambiguous, NotFound
from jatui.domain.indicators import number_form, number_key
from jatui.domain.moves import quoted
from jatui.domain.scorecard import Entry, Standing
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.values import day_or_none

_INDICATOR = """
    SELECT i.id, p.slug, i.number, i.printed, i.name, t.code, t.name, i.scale, i.unit, i.polarity, i.baseline, i.target,
           i.tolerance, i.frequency, l.name, c.code, i.source, i.lag, i.note, r.slug, i.line
    FROM indicator i JOIN plan p ON p.id = i.plan_id LEFT JOIN theme t ON t.id = i.theme_id
    LEFT JOIN lead l ON l.id = i.owner_id LEFT JOIN committee c ON c.id = i.committee_id
    LEFT JOIN paper r ON r.id = i.paper_id
"""
_MEASUREMENT = """
    SELECT m.indicator_id, m.start, m."end", m.day, m.data_day, m.id, m.number, m.period, m.kind, m.value, m.target,
           m.rating, m.outcome, m.text, m.said_by, r.slug, m.line, i.unit
    FROM measurement m JOIN indicator i ON i.id = m.indicator_id LEFT JOIN paper r ON r.id = m.paper_id
"""
_IN_TIME = "m.indicator_id, coalesce(m.data_day, m.\"end\", m.day, ''), m.number"


@dataclass(frozen=True, slots=True)
class KeptSet:
    """One version of a set of indicators as it is kept, with the numbers of its members in order."""

    approved: date | None
    members: tuple[str, ...]
    member_ids: tuple[int, ...]
    id: int
    plan_id: int
    plan: str
    name: str
    version: int
    scale: str | None
    least: int | None
    most: int | None
    state: str
    committee: str | None
    note: str | None
    paper: str | None
    line: int | None

    @property
    def label(self) -> str:
        """The name with the version."""
        return f"{self.name} {self.version}"

    def as_json(self) -> dict[str, Any]:
        """Return the set as the verbs print it."""
        names = (
            "plan",
            "name",
            "version",
            "scale",
            "least",
            "most",
            "state",
            "committee",
            "note",
            "paper",
            "line",
        )
        return {
            **{name: getattr(self, name) for name in names},
            "approved": self.approved.isoformat() if self.approved else None,
            "members": list(self.members),
        }


def standing(
    read: Reader,
    scope: Scope,
    *,
    scale: str | None = None,
    in_set: KeptSet | None = None,
    rated: bool | None = None,
    ids: Collection[int] | None = None,
) -> list[Standing]:
    """Return how the indicators of a scope stand, in the plans' order.

    They may be narrowed to a scale, to a version of a set, to those that somebody has rated (or nobody, for False), and to some
    ids. Equal numbers of two plans stay two.
    """
    where, given = ["(:plan IS NULL OR i.plan_id = :plan)"], {"plan": scope.plan}
    if scale is not None:
        where.append("i.scale = :scale")
        given["scale"] = scale  # type: ignore[assignment]
    if in_set is not None:
        where.append("i.id IN (SELECT indicator_id FROM set_member WHERE indicator_set_id = :set)")
        given["set"] = in_set.id
    if rated is not None:
        some = "EXISTS" if rated else "NOT EXISTS"
        where.append(
            f"{some} (SELECT 1 FROM measurement x WHERE x.indicator_id = i.id AND x.rating IS NOT NULL)"
        )
    if ids is not None:
        where.append(f"i.id IN ({', '.join(str(int(each)) for each in ids)})")
    condition = " AND ".join(where)
    rows = read.rows(
        f"{_INDICATOR} WHERE {condition} ORDER BY p.position, p.slug, i.position, i.number", given
    )
    series = _series(read, condition, given)
    sets = _sets_of(read, scope)
    levels: dict[str, list[str]] = {}
    for slug, code in read.rows(
        "SELECT p.slug, l.code FROM plan p JOIN level l ON l.scheme_id = p.scheme_id ORDER BY l.position"
    ):
        levels.setdefault(slug, []).append(code)
    return [
        Standing(scope.today, series.get(row[0], ()), sets.get(row[0], ()), levels.get(row[1], ()), *row)
        for row in rows
    ]


def touched_since(read: Reader, revision: int) -> dict[tuple[str, int], dict[str, Any] | None]:
    """Return the indicators and measurements that changed after a revision, by entity and row, as they were; None if new."""
    rows = read.rows(
        "WITH touched AS (SELECT min(id) AS first FROM change WHERE entity IN ('indicator', 'measurement') AND revision_id > ? "
        "GROUP BY entity, row_id) SELECT c.entity, c.row_id, c.before FROM touched t JOIN change c ON c.id = t.first "
        "ORDER BY c.id",
        (revision,),
    )
    return {(entity, row): json.loads(before) if before else None for entity, row, before in rows}


def _series(read: Reader, condition: str, given: dict[str, Any]) -> dict[int, list[Entry]]:
    """Return what was measured of the indicators that answer a condition, by their ids, each in the order of time."""
    found: dict[int, list[Entry]] = {}
    for indicator, start, end, day, data_day, *rest in read.rows(
        f"{_MEASUREMENT} WHERE {condition} ORDER BY {_IN_TIME}", given
    ):
        days = [day_or_none(each) for each in (start, end, day, data_day)]
        found.setdefault(indicator, []).append(Entry(*rest, *days))
    return found


def _sets_of(read: Reader, scope: Scope) -> dict[int, list[str]]:
    """Return the sets in force or proposed that indicators are in, by the indicators' ids."""
    found: dict[int, list[str]] = {}
    for indicator, name, version, state in read.rows(
        "SELECT m.indicator_id, s.name, s.version, s.state FROM set_member m JOIN indicator_set s "
        "ON s.id = m.indicator_set_id WHERE s.state <> 'superseded' AND (:plan IS NULL OR s.plan_id = :plan) "
        "ORDER BY s.name, s.version",
        {"plan": scope.plan},
    ):
        found.setdefault(indicator, []).append(
            f"{name} {version}{'' if state == 'approved' else f' ({state})'}"
        )
    return found


def find_indicator(read: Reader, scope: Scope, given: str) -> tuple[int, int, str]:
    """Return the id, the plan and the number of the one indicator that a number names, however it is typed.

    Raises NotFound with where it is or what is near, and Ambiguous where it stands in several plans.
    """
    found = _named(read, given, scope.plan)
    if len(found) > 1:
        plans = ", ".join(row[3] for row in found)
        raise Ambiguous(
            f"{found[0][2]} stands in several plans ({plans}). Choose one with --plan; nothing was changed."
        )
    if found:
        return found[0][:3]
    raise NotFound(_nowhere(read, scope, given))


def one(read: Reader, scope: Scope, given: str) -> list[Standing]:
    """Return the whole of the indicators of a number: one, or one of each plan where all are looked at; raises NotFound."""
    found = _named(read, given, scope.plan)
    if not found:
        raise NotFound(_nowhere(read, scope, given))
    return standing(read, scope, ids=[row[0] for row in found])


def _named(read: Reader, given: str, plan: int | None) -> list[tuple[int, int, str, str]]:
    """Return the id, plan, number and plan's name of the indicators of a number; behind its plan it is of that one alone."""
    slug, mark, rest = given.partition("/")
    own = read.value("SELECT id FROM plan WHERE slug = ?", (slug.strip(),)) if mark else None
    if own is not None and plan in (None, own):
        return _named(read, rest, own)
    sql = (
        "SELECT i.id, i.plan_id, i.number, p.slug FROM indicator i JOIN plan p ON p.id = i.plan_id "
        "WHERE (:plan IS NULL OR i.plan_id = :plan)"
    )
    order = "ORDER BY p.position, p.slug"
    exact = read.rows(f"{sql} AND i.number = :number {order}", {"plan": plan, "number": number_form(given)})
    if exact:
        return exact
    key = number_key(given)
    return [row for row in read.rows(f"{sql} {order}", {"plan": plan}) if number_key(row[2]) == key]


def _nowhere(read: Reader, scope: Scope, given: str) -> str:
    """Return that there is no such indicator, where there is one of its number, and else what is near it."""
    from jatui.domain.match import nearest

    begin = f"There is no indicator {quoted(given)!r} in {scope.name}"
    if scope.plan is not None and (others := _named(read, given, None)):
        slug = others[0][3]
        return f"{begin}; {slug} has it. Give --plan {slug} before the verb. Nothing was changed."
    known = read.rows(
        "SELECT number FROM indicator WHERE :plan IS NULL OR plan_id = :plan ORDER BY position, number LIMIT 5000",
        {"plan": scope.plan},
    )
    near = nearest(number_form(given), [number for (number,) in known])
    hint = f"near it: {', '.join(near)}" if near else "`jatui indicators` lists them all"
    return f"{begin}; {hint}. Nothing was changed."


def sets(read: Reader, scope: Scope) -> list[KeptSet]:
    """Return every version of every set of a scope with its members, the latest version of each first."""
    members: dict[int, list[tuple[str, int]]] = {}
    for kept, number, row in read.rows(
        "SELECT m.indicator_set_id, i.number, i.id FROM set_member m JOIN indicator i ON i.id = m.indicator_id "
        "JOIN indicator_set s ON s.id = m.indicator_set_id WHERE :plan IS NULL OR s.plan_id = :plan "
        "ORDER BY m.indicator_set_id, m.position, i.number",
        {"plan": scope.plan},
    ):
        members.setdefault(kept, []).append((number, row))
    rows = read.rows(
        "SELECT s.approved, s.id, s.plan_id, p.slug, s.name, s.version, s.scale, s.least, s.most, s.state, c.code, s.note, "
        "r.slug, s.line FROM indicator_set s JOIN plan p ON p.id = s.plan_id "
        "LEFT JOIN committee c ON c.id = s.committee_id LEFT JOIN paper r ON r.id = s.paper_id "
        "WHERE :plan IS NULL OR s.plan_id = :plan ORDER BY p.position, p.slug, s.name, s.version DESC",
        {"plan": scope.plan},
    )
    return [
        KeptSet(
            day_or_none(approved),
            tuple(number for number, _ in members.get(row[0], ())),
            tuple(member for _, member in members.get(row[0], ())),
            *row,
        )
        for approved, *row in rows
    ]


def member_rows(read: Reader, kept: int) -> dict[int, tuple[int, int]]:
    """Return the row and the place of each member of a version of a set, by the indicators' ids."""
    sql = "SELECT indicator_id, id, position FROM set_member WHERE indicator_set_id = ?"
    return {indicator: (row, position) for indicator, row, position in read.rows(sql, (kept,))}


def numbers_of(read: Reader, plan: int) -> dict[str, int]:
    """Return the ids of a plan's indicators by their numbers as they are compared."""
    rows = read.rows("SELECT number, id FROM indicator WHERE plan_id = ?", (plan,))
    return {number_key(number): row for number, row in rows}


def next_position(read: Reader, plan: int) -> int:
    """Return the place behind a plan's last indicator."""
    return int(read.value("SELECT coalesce(max(position), 0) + 1 FROM indicator WHERE plan_id = ?", (plan,)))


def next_measurement(read: Reader, indicator: int) -> int:
    """Return the number that an indicator's next measurement has."""
    sql = "SELECT coalesce(max(number), 0) + 1 FROM measurement WHERE indicator_id = ?"
    return int(read.value(sql, (indicator,)))


def entries(read: Reader, indicator: int) -> list[Entry]:
    """Return what was measured of an indicator, in the order of time."""
    return _series(read, "i.id = :indicator", {"indicator": indicator}).get(indicator, [])


def unit_and_target(read: Reader, indicator: int) -> tuple[str | None, str | None]:
    """Return the unit and the target of an indicator as they are kept."""
    unit, target = read.rows("SELECT unit, target FROM indicator WHERE id = ?", (indicator,))[0]
    return unit, target


def theme_of(read: Reader, plan: int, code: str) -> int:
    """Return the theme of a code in a plan; raises NotFound with those that it has."""
    rows = read.rows("SELECT id, code FROM theme WHERE plan_id = ? ORDER BY position, code", (plan,))
    for row, known in rows:
        if known.casefold() == code.casefold():
            return int(row)
    listed = ", ".join(known for _, known in rows) or "none"
    raise NotFound(f"There is no theme {quoted(code)!r} in the plan. It has: {listed}. Nothing was changed.")
