"""What request sheets are made of: leads with their actions, what was last said of each, and whom papers give an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from jatui.domain.moves import Past, slips
from jatui.domain.stages import Standing
from jatui.domain.words import FINISHED
from jatui.store.milestones import Milestone
from jatui.store.reader import Reader
from jatui.store.scope import ORDER, WAITING, Scope, Selection
from jatui.store.values import day_or_none, read_day

OF_PLAN = "(a.plan_id = :plan OR :plan IS NULL)"
"""That an action is of a plan, or of any where none is named."""


class Lead(NamedTuple):
    """An officer, a post or a body that leads actions."""

    id: int
    name: str
    kind: str


class Contact(NamedTuple):
    """An officer whom a paper of the plan names, with an address; `day` is the paper's."""

    name: str
    post: str | None
    email: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said of an action on a day."""

    day: date | None
    text: str
    rating: str | None
    by: str | None
    nothing_new: bool


@dataclass(slots=True)
class Asked:
    """One action that may be asked about: its values as the verbs print them, and what is known besides.

    `last` is what was last accepted of it, `worded` the last of that which is more than that there is nothing new, and
    `waiting` what came in last and waits for triage.
    """

    id: int
    values: Mapping[str, Any]
    read_as: str | None = None
    stages: list[Standing] = field(default_factory=list)
    moved: str | None = None
    moves: int = 0
    last: Spoken | None = None
    worded: Spoken | None = None
    waiting: Spoken | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more is asked of it."""
        return self.values["status"] in FINISHED


def levels(read: Reader, plan: int) -> list[tuple[str, str, str]]:
    """Return the ratings of a plan's scheme in its order: code, name and meaning."""
    return [
        (code, name, meaning)
        for code, name, meaning in read.rows(
            "SELECT l.code, l.name, l.meaning FROM level l JOIN plan p ON p.scheme_id = l.scheme_id "
            "WHERE p.id = ? ORDER BY l.position",
            (plan,),
        )
    ]


def overseer(read: Reader, plan: int) -> str | None:
    """Return the code of the committee that a plan goes to."""
    code = read.value(
        "SELECT c.code FROM plan p JOIN committee c ON c.id = p.committee_id WHERE p.id = ?", (plan,)
    )
    return str(code) if code is not None else None


def last_meeting(read: Reader, committee: str, before: date) -> date | None:
    """Return the day of the last meeting of a committee before a day."""
    return day_or_none(
        read.value(
            "SELECT max(m.day) FROM meeting m JOIN committee c ON c.id = m.committee_id "
            "WHERE c.code = ? AND m.state = 'planned' AND m.day < ?",
            (committee, before.isoformat()),
        )
    )


def contacts(read: Reader, plan: int) -> list[Contact]:
    """Return the officers with an address in the papers that a plan and its actions come from, the newest paper first."""
    rows = read.rows(
        "SELECT c.name, c.post, c.email, p.day FROM contact c JOIN paper p ON p.id = c.paper_id "
        "WHERE c.role = 'officer' AND c.email IS NOT NULL AND (c.paper_id = (SELECT paper_id FROM plan WHERE id = :plan) "
        "OR c.paper_id IN (SELECT paper_id FROM action WHERE plan_id = :plan)) "
        "ORDER BY p.day IS NULL, p.day DESC, p.slug, c.position",
        {"plan": plan},
    )
    return [Contact(name, post, email, day_or_none(day)) for name, post, email, day in rows]


def all_leads(read: Reader) -> list[str]:
    """Return the names of all leads there are."""
    return [name for (name,) in read.rows("SELECT name FROM lead ORDER BY name")]


def leads(read: Reader, actions: Mapping[int, Asked]) -> tuple[list[tuple[Lead, list[Asked]]], list[Asked]]:
    """Return the leads of some actions by name, each with its actions in the plan's order; and the actions without any."""
    found: dict[Lead, list[Asked]] = {}
    led: set[int] = set()
    for row, name, kind, action in read.rows(
        "SELECT o.id, o.name, o.kind, l.action_id FROM action_lead l JOIN lead o ON o.id = l.lead_id "
        "JOIN action a ON a.id = l.action_id ORDER BY o.name, o.id, a.plan_id, a.position, a.id"
    ):
        if action in actions:
            found.setdefault(Lead(row, name, kind), []).append(actions[action])
            led.add(action)
    return list(found.items()), [asked for row, asked in actions.items() if row not in led]


def actions(read: Reader, scope: Scope, committee: str | None) -> dict[int, Asked]:
    """Return the actions of a plan or of all (of those that a committee oversees) in order, with what is known of each."""
    where = OF_PLAN
    if committee is not None:
        where += (
            " AND EXISTS (SELECT 1 FROM action_committee l JOIN committee c ON c.id = l.committee_id "
            "WHERE l.action_id = a.id AND (c.code = :committee OR c.kind = 'every'))"
        )
    selection = Selection(where, {"plan": scope.plan, "committee": committee}, ORDER)
    ids = read.action_ids(selection)
    found = {row: Asked(row, values) for row, values in zip(ids, read.actions(ids, scope), strict=True)}
    _add_milestones(read, scope, found)
    _add_said(read, scope, found)
    return found


def _add_milestones(read: Reader, scope: Scope, found: Mapping[int, Asked]) -> None:
    """Add how milestones are read, their stages as of the day, and how far they were moved."""
    moves: dict[int, list[Past]] = {}
    met: dict[int, dict[date, date]] = {}
    plan = {"plan": scope.plan}
    for action, former, was, wording, due in read.rows(
        "SELECT v.action_id, v.former, v.former_due, v.wording, v.due FROM move v JOIN action a ON a.id = v.action_id "
        f"WHERE {OF_PLAN} ORDER BY v.action_id, v.number",
        plan,
    ):
        moves.setdefault(action, []).append(Past(former, day_or_none(was), wording, day_or_none(due)))
    for action, stage, day in read.rows(
        f"SELECT s.action_id, s.due, s.met FROM stage_met s JOIN action a ON a.id = s.action_id WHERE {OF_PLAN}",
        plan,
    ):
        met.setdefault(action, {})[read_day(stage)] = read_day(day)
    for row, read_as, start, end, due, paper in read.rows(
        'SELECT a.id, a.read_as, a.start, a."end", a.due, p.day FROM action a JOIN plan p ON p.id = a.plan_id '
        f"WHERE {OF_PLAN}",
        plan,
    ):
        asked = found.get(row)
        if asked is None:
            continue
        values, past = asked.values, tuple(moves.get(row, ()))
        milestone = Milestone(
            action=row,
            handle=values["handle"],
            wording=values["milestone"]["text"],
            read_as=read_as,
            window=(day_or_none(start), day_or_none(end), day_or_none(due)),
            status=values["status"],
            paper=day_or_none(paper),
            moves=past,
            met=met.get(row, {}),
        )
        asked.read_as = read_as
        asked.stages = milestone.stages(scope.today)
        if past:
            asked.moves, asked.moved = len(past), slips(past)[-1][1]


def _add_said(read: Reader, scope: Scope, found: Mapping[int, Asked]) -> None:
    """Add what was last accepted of each action, what of that had words, and what came in last and waits."""
    for action, day, text, rating, by, kind, waits, _ in read.rows(
        f"""
        SELECT action_id, day, text, rating, said_by, kind, {WAITING} AS waits,
               max(coalesce(day, '') || printf(' %020d', number))
        FROM "update" WHERE (plan_id = :plan OR :plan IS NULL) AND action_id IS NOT NULL AND state != 'sent back'
        GROUP BY action_id, waits, kind ORDER BY action_id, day IS NOT NULL, day, number
        """,
        {"plan": scope.plan},
    ):
        if asked := found.get(action):
            said = Spoken(day_or_none(day), text, rating, by, kind == "nothing new")
            if waits:
                asked.waiting = said
            else:
                asked.last = said
                asked.worded = asked.worded if said.nothing_new else said
