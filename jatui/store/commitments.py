"""Which commitments have an action that answers them, and which commitments an action serves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from jatui.domain.links import ANSWERING, DONE, SURENESS, UNANSWERED, state_of
from jatui.domain.schedule import schedule
from jatui.domain.sources import Source, cited
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.sources import PAPER, source
from jatui.store.values import day_or_none, theme_json

_COMMITMENTS = f"""
    SELECT c.id, p.slug, c.number, t.code, t.name, c.text, {PAPER}, c.line
    FROM commitment c JOIN plan p ON p.id = c.plan_id LEFT JOIN theme t ON t.id = c.theme_id
    LEFT JOIN paper pa ON pa.id = c.paper_id
"""
_LINKS = f"""
    SELECT l.commitment_id, l.id, a.id, l.to_plan, l.to_action, a.text, a.status,
           a.status <> 'not started' OR EXISTS (SELECT 1 FROM "update" u
               WHERE u.action_id = a.id AND u.state = 'accepted' AND u.status IS NOT NULL),
           a.rating, a.due, a.milestone_kind, l.kind, l.sure, l.said_by, l.note, {PAPER}, l.line
    FROM link l JOIN commitment c ON c.id = l.commitment_id
    LEFT JOIN plan q ON q.slug = l.to_plan LEFT JOIN action a ON a.plan_id = q.id AND a.handle = l.to_action
    LEFT JOIN paper pa ON pa.id = l.paper_id
"""
_KINDS = """
    SELECT c.id, l.kind, a.id FROM commitment c JOIN link l ON l.commitment_id = c.id
    LEFT JOIN plan q ON q.slug = l.to_plan LEFT JOIN action a ON a.plan_id = q.id AND a.handle = l.to_action
    WHERE :plan IS NULL OR c.plan_id = :plan
"""
_PLACED = """
    SELECT c.id, p.slug, t.code, t.name FROM commitment c JOIN plan p ON p.id = c.plan_id
    LEFT JOIN theme t ON t.id = c.theme_id WHERE :plan IS NULL OR c.plan_id = :plan
"""
_ORDER = "ORDER BY p.position, p.slug, c.position, c.number"
_COMPLETE = "SELECT id FROM action WHERE status = 'complete'"
_BY_ACTION = f"""
    SELECT l.id, p.slug, c.number, c.text, t.code, t.name, l.kind, l.sure, l.said_by, l.note, {PAPER}, l.line
    FROM action a JOIN plan q ON q.id = a.plan_id JOIN link l ON l.to_plan = q.slug AND l.to_action = a.handle
    JOIN commitment c ON c.id = l.commitment_id JOIN plan p ON p.id = c.plan_id LEFT JOIN theme t ON t.id = c.theme_id
    LEFT JOIN paper pa ON pa.id = l.paper_id
    WHERE a.id = ? ORDER BY p.position, p.slug, c.position, c.number, l.kind
"""


class Linked(NamedTuple):
    """An action that is linked to a commitment: `action` is its id, None where it is not in this database.

    What is known of an action that is not here is its plan and its handle alone. `status_said` is whether anybody has
    given its status: one that nobody speaks of is not started only for want of a word.
    """

    id: int
    action: int | None
    plan: str
    handle: str
    text: str | None
    status: str | None
    status_said: bool
    rating: str | None
    due: str | None
    schedule: str | None
    kind: str
    sure: str
    said_by: str | None
    note: str | None
    source: Source | None

    def as_json(self) -> dict[str, Any]:
        """Return the link as the verbs print it."""
        return {
            "plan": self.plan,
            "handle": self.handle,
            "here": self.action is not None,
            "text": self.text,
            "status": self.status,
            "status_said": self.status_said,
            "rating": self.rating,
            "due": self.due,
            "schedule": self.schedule,
            **_said(self),
        }


class Served(NamedTuple):
    """A commitment that an action serves, and in which way."""

    id: int
    plan: str
    number: str
    text: str
    theme: str | None
    theme_name: str | None
    kind: str
    sure: str
    said_by: str | None
    note: str | None
    source: Source | None

    def as_json(self) -> dict[str, Any]:
        """Return the link as the verbs print it."""
        return {
            "plan": self.plan,
            "number": self.number,
            "text": self.text,
            "theme": theme_json(self.theme, self.theme_name),
            **_said(self),
        }


class Covered(NamedTuple):
    """A commitment with the actions that are linked to it."""

    id: int
    plan: str
    number: str
    theme: str | None
    theme_name: str | None
    text: str
    source: Source | None
    links: tuple[Linked, ...]

    @property
    def state(self) -> str:
        """Whether it is unanswered, answered or done."""
        return state_of((link.kind, link.status) for link in self.links)

    @property
    def sure(self) -> str | None:
        """How sure the state is: as the surest link, but of what is done as the least sure that makes it so."""
        if self.state == DONE:
            return max((link.sure for link in self.links if link.kind in ANSWERING), key=SURENESS.index)
        return min((link.sure for link in self.links), key=SURENESS.index, default=None)

    def as_json(self) -> dict[str, Any]:
        """Return the commitment as the verbs print it."""
        return {
            "number": self.number,
            "plan": self.plan,
            "theme": theme_json(self.theme, self.theme_name),
            "text": self.text,
            **cited(self.source),
            "state": self.state,
            "sure": self.sure,
            "links": [link.as_json() for link in self.links],
        }


@dataclass(slots=True)
class Coverage:
    """How many commitments of a theme (None where they are of none) are unanswered, answered, and done."""

    plan: str
    theme: str | None
    name: str | None
    unanswered: int = 0
    answered: int = 0
    done: int = 0

    @property
    def commitments(self) -> int:
        """All of them."""
        return self.unanswered + self.answered + self.done

    def as_json(self) -> dict[str, Any]:
        """Return the counts as the verbs print them."""
        return {
            "plan": self.plan,
            "theme": theme_json(self.theme, self.name),
            "commitments": self.commitments,
            "unanswered": self.unanswered,
            "answered": self.answered,
            "done": self.done,
        }


class Standing(NamedTuple):
    """A commitment by its id, its plan and theme, and whether it is unanswered, answered or done."""

    id: int
    plan: str
    theme: str | None
    theme_name: str | None
    state: str


def standings(read: Reader, scope: Scope) -> list[Standing]:
    """Return how every commitment of a plan or of all stands, in order: without its links, and so in no time."""
    asked = {"plan": scope.plan}
    complete = {row for (row,) in read.rows(_COMPLETE)}
    links: dict[int, list[tuple[str, str | None]]] = {}
    for commitment, kind, action in read.rows(_KINDS, asked):
        links.setdefault(commitment, []).append((kind, "complete" if action in complete else None))
    return [
        Standing._make((*row, state_of(links.get(row[0], ()))))
        for row in read.rows(f"{_PLACED} {_ORDER}", asked)
    ]


def coverage(read: Reader, scope: Scope, ids: Sequence[int] | None = None) -> list[Covered]:
    """Return some commitments (without any given all of a plan, or of every plan) in order, each with its linked actions.

    Two queries, however many there are.
    """
    if ids is None:
        ids = [each.id for each in standings(read, scope)]
    asked = {"ids": json.dumps(list(ids))}
    where = "WHERE c.id IN (SELECT value FROM json_each(:ids))"
    meeting = scope.next_meeting.day if scope.next_meeting else None
    links: dict[int, list[Linked]] = {}
    for to, row, action, plan, handle, text, status, given, rating, due, kind, *said in read.rows(
        f"{_LINKS} {where} ORDER BY q.position, l.to_plan, a.position, l.to_action, l.kind", asked
    ):
        when = schedule(kind, day_or_none(due), scope.today, meeting) if action is not None else None
        stands = (row, action, plan, handle, text, status, bool(given), rating, due, when)
        links.setdefault(to, []).append(Linked._make((*stands, *said[:4], source(said[4:]))))
    return [
        Covered._make((*row[:6], source(row[6:]), tuple(links.get(row[0], ()))))
        for row in read.rows(f"{_COMMITMENTS} {where} {_ORDER}", asked)
    ]


def by_theme(found: Iterable[Covered | Standing]) -> list[Coverage]:
    """Return how far the commitments of each theme are answered, in the order in which they come."""
    counted: dict[tuple[str, str | None], Coverage] = {}
    for each in found:
        count = counted.setdefault((each.plan, each.theme), Coverage(each.plan, each.theme, each.theme_name))
        if each.state == UNANSWERED:
            count.unanswered += 1
        elif each.state == DONE:
            count.done += 1
        else:
            count.answered += 1
    return list(counted.values())


def links_of(read: Reader, action: int) -> list[Served]:
    """Return the commitments that an action serves, of whatever plan, in their order."""
    return [Served._make((*row[:10], source(row[10:]))) for row in read.rows(_BY_ACTION, (action,))]


def numbered(read: Reader, plan: int | None) -> list[tuple[int, str, str]]:
    """Return every commitment of a plan or of all: its id, its plan and its number."""
    return [
        (row, slug, number)
        for row, slug, number in read.rows(
            "SELECT c.id, p.slug, c.number FROM commitment c JOIN plan p ON p.id = c.plan_id "
            "WHERE :plan IS NULL OR c.plan_id = :plan ORDER BY p.position, c.position, c.number",
            {"plan": plan},
        )
    ]


def _said(link: Linked | Served) -> dict[str, Any]:
    """Return in which way something is linked, who says so, and where."""
    return {
        "kind": link.kind,
        "sure": link.sure,
        "by": link.said_by,
        "note": link.note,
        **cited(link.source),
    }
