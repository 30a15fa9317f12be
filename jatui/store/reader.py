"""What the database says, asked with plain SQL: ids first, rows for the ids that are looked at.

Plain SQL since Peewee's objects take fifteen times as long for a screenful, and importing it half as long
again as the whole of a look-up. Every result is fetched whole, so no read stays open to lock a writer out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jatui.domain.errors import Ambiguous, NotFound
from jatui.domain.refs import ref_key, split_handle
from jatui.domain.schedule import schedule
from jatui.store.connection import explain
from jatui.store.scope import HOLDER, ORDER, WAITING, Meeting, Scope, Selection
from jatui.store.values import day_or_none, read_day, read_json

CHUNK = 500
"""How many ids are asked for in one statement."""

_COMMITTEES = (
    "(SELECT json_group_array(code) FROM (SELECT c.code FROM action_committee l JOIN committee c ON c.id = l.committee_id "
    "WHERE l.action_id = a.id ORDER BY l.position))"
)
_LEADS = (
    "(SELECT json_group_array(json_patch(json_object('name', name, 'kind', kind), json_object('holder', holder))) FROM ("
    f"SELECT o.name, o.kind, {HOLDER} AS holder FROM action_lead l JOIN lead o ON o.id = l.lead_id "
    "WHERE l.action_id = a.id ORDER BY l.position))"
)
_ACTION = f"""
    SELECT a.id, a.handle, a.ref, p.slug, t.code, t.name, a.text, {_COMMITTEES}, {_LEADS},
           a.milestone, a.milestone_kind, a.start, a."end", a.due, a.precision, a.readable, a.ambiguous, a.recurrence,
           a.unread, a.warnings, a.suggestion, a.status, a.rating
    FROM action a JOIN plan p ON p.id = a.plan_id JOIN theme t ON t.id = a.theme_id
"""


class Reader:
    """Questions to one connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self._path = path

    def rows(
        self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """Return every row that a query gives; raises Unusable or Busy where the database cannot answer."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise explain(error, self._path) from None

    def value(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> Any:
        """Return the first column of the first row, or None where there is none."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def scope(self, slug: str | None, today: date) -> Scope:
        """Return the plan of that name (the first without one, every one for `all`) as of a day.

        Raises NotFound where there is no such plan.
        """
        plans = self.rows("SELECT id, slug, name, committee_id FROM plan ORDER BY position, slug")
        if slug == "all" or (slug is None and not plans):
            name = plans[0][2] if len(plans) == 1 else "All plans"
            return Scope(None, "all", name, today, *self._meetings([row[3] for row in plans], today))
        for row, found, name, committee in plans:
            if slug is None or found == slug:
                return Scope(row, found, name, today, *self._meetings([committee], today))
        known = ", ".join(row[1] for row in plans) or "none; `jatui init` loads some"
        raise NotFound(f"There is no plan {slug!r}. The plans are: {known}.")

    def _meetings(
        self, committees: Sequence[int | None], today: date
    ) -> tuple[Meeting | None, Meeting | None]:
        """Return the next and the last meeting of some committees, as of a day."""
        marks = ", ".join("?" * len(committees))
        base = (
            "SELECT c.code, m.day, m.deadline FROM meeting m JOIN committee c ON c.id = m.committee_id "
            f"WHERE m.committee_id IN ({marks}) AND m.state = 'planned' AND m.day"
        )
        found = []
        for end in (">= ? ORDER BY m.day LIMIT 1", "< ? ORDER BY m.day DESC LIMIT 1"):
            rows = self.rows(f"{base} {end}", [*committees, today.isoformat()])
            found.append(Meeting(rows[0][0], read_day(rows[0][1]), day_or_none(rows[0][2])) if rows else None)
        return found[0], found[1]

    def action_ids(self, selection: Selection, limit: int = -1, offset: int = 0) -> list[int]:
        """Return the ids of the actions that a filter lets through, in its order.

        Where those that the order puts first fill the page, nobody else is looked for: no page waits for a million updates.
        """
        if not selection.ahead:
            return self._ordered(selection, selection.where, selection.order, limit, offset)
        end = -1 if limit < 0 else offset + limit
        found = self._ordered(selection, selection.ahead, ORDER, end)
        if end < 0 or len(found) < end:
            seen = set(found)
            rest = self._ordered(selection, selection.where, ORDER, end)
            found += [row for row in rest if row not in seen]
        return found[offset : None if end < 0 else end]

    def _ordered(
        self, selection: Selection, where: str, order: str, limit: int, offset: int = 0
    ) -> list[int]:
        """Return the ids of the actions that answer a condition, in an order."""
        sql = f"SELECT a.id FROM action a WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
        rows = self.rows(sql, {**selection.parameters, "limit": limit, "offset": offset})
        return [row for (row,) in rows]

    def count(self, selection: Selection) -> int:
        """Return how many actions a filter lets through."""
        return int(self.value(f"SELECT count(*) FROM action a WHERE {selection.where}", selection.parameters))

    def lets_through(self, selection: Selection, action: int) -> bool:
        """Tell whether a filter lets an action through."""
        sql = f"SELECT 1 FROM action a WHERE a.id = :action AND ({selection.where})"
        return self.value(sql, {**selection.parameters, "action": action}) is not None

    def find_ref(self, text: str, plan: int | None = None) -> list[int]:
        """Return the actions that a handle or a ref stands for, in order; `peer-challenge/G.3` is that of one plan.

        The case does not matter, nor the dot, unless a ref is printed just as it is given (1.1 and 11 are two).
        """
        slug, _, rest = text.strip().partition("/")
        own = self.value("SELECT id FROM plan WHERE slug = ?", (slug,)) if rest else None
        mine = self._refs(rest, own) if own is not None and plan in (None, own) else []
        return mine or self._refs(text, plan)

    def _refs(self, text: str, plan: int | None) -> list[int]:
        """Return the actions of a plan (or of all) that a handle or a ref without its plan stands for."""
        ref, number = split_handle(text)
        rows = self.rows(
            "SELECT a.id, a.handle, a.ref FROM action a WHERE upper(replace(a.ref, '.', '')) = :key "
            "AND (:plan IS NULL OR a.plan_id = :plan) ORDER BY a.plan_id, a.position",
            {"key": ref_key(ref), "plan": plan},
        )
        just_so = [row for row in rows if row[2].upper() == ref.upper()]
        return [
            row for row, handle, _ in just_so or rows if number is None or split_handle(handle)[1] == number
        ]

    def one_action(self, text: str, plan: int | None = None) -> int:
        """Return the one action that a handle stands for; raises NotFound, or Ambiguous naming the handles."""
        found = self.find_ref(text, plan)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"There is no action {text!r}{self._nearest(text, plan)}.")
        several = len(set(self.plans_of(found).values())) > 1
        called = self.names(found, None) if several else self.handles(found)
        names = " and ".join(name for _, name in called)
        if several:
            raise Ambiguous(
                f"{text} stands in several plans. Choose one with --plan, or name one of {names}; nothing was changed."
            )
        raise Ambiguous(f"{text} stands for {names}. Name one of them; nothing was changed.")

    def _nearest(self, text: str, plan: int | None) -> str:
        """Return a hint at the refs that look like a text, or nothing."""
        near = self.near_refs(text, plan)
        return f"; near it are {', '.join(near)}" if near else "; `jatui list` shows them all"

    def near_refs(self, text: str, plan: int | None = None) -> list[str]:
        """Return up to three handles that look like a text, those with its letters first."""
        import difflib

        refs = self.rows(
            "SELECT DISTINCT handle FROM action WHERE :plan IS NULL OR plan_id = :plan LIMIT 5000",
            {"plan": plan},
        )
        given = text.upper()
        letters = given.rstrip("0123456789.#")
        mine = [handle for (handle,) in refs if letters and handle.upper().rstrip("0123456789.#") == letters]
        others = [handle for (handle,) in refs if handle not in mine]
        near = [difflib.get_close_matches(given, some, n=3, cutoff=0.5) for some in (mine, others)]
        return [*near[0], *near[1]][:3]

    def actions(self, ids: Sequence[int], scope: Scope) -> list[dict[str, Any]]:
        """Return actions, in the order of their ids, as the objects that `list --json` prints.

        A post has its `holder` on the scope's day, where it has one.
        """
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), CHUNK):
            part = {"ids": json.dumps(ids[start : start + CHUNK]), "today": scope.today.isoformat()}
            for row in self.rows(f"{_ACTION} WHERE a.id IN (SELECT value FROM json_each(:ids))", part):
                found[row[0]] = _action_object(row, scope)
        return [found[row] for row in ids if row in found]

    def updates(self, action: int) -> list[dict[str, Any]]:
        """Return what was said of an action, the newest first, as `show --json` prints it."""
        rows = self.rows(
            f"""
            SELECT number, day, kind, state, text, status, rating, said_by, source, note, asks, review,
                   coalesce(overruled, '[]') FROM "update"
            WHERE action_id = ? ORDER BY ({WAITING}) DESC, day IS NULL, day DESC, number DESC
            """,
            (action,),
        )
        said = ("number", "day", "kind", "state", "text", "status", "rating", "by", "source", "note")
        names = (*said, "asks", "review")
        return [{**dict(zip(names, row[:-1], strict=True)), "overruled": read_json(row[-1])} for row in rows]

    def moves(self, action: int) -> list[dict[str, Any]]:
        """Return how an action's milestone was moved, the latest first."""
        rows = self.rows(
            "SELECT v.number, v.day, v.former, v.former_due, v.wording, v.due, v.reason, c.code, m.day FROM move v "
            "LEFT JOIN meeting m ON m.id = v.meeting_id LEFT JOIN committee c ON c.id = m.committee_id "
            "WHERE v.action_id = ? ORDER BY v.number DESC",
            (action,),
        )
        names = ("number", "day", "former", "former_due", "wording", "due", "reason")
        return [
            {
                **dict(zip(names, row[:7], strict=True)),
                "meeting": {"committee": row[7], "day": row[8]} if row[7] else None,
            }
            for row in rows
        ]

    def source(self, action: int) -> dict[str, Any]:
        """Return the paper, its day, its file and the line that an action was read from."""
        rows = self.rows(
            "SELECT p.title, p.day, p.file, a.line FROM action a LEFT JOIN paper p ON p.id = a.paper_id WHERE a.id = ?",
            (action,),
        )
        return dict(zip(("paper", "day", "file", "line"), rows[0], strict=True)) if rows else {}

    def handle(self, action: int) -> str:
        """Return an action's handle."""
        return str(self.value("SELECT handle FROM action WHERE id = ?", (action,)))

    def handles(self, actions: Sequence[int]) -> list[tuple[int, str]]:
        """Return some actions with their handles, in the plan's order; those that are gone are left out."""
        return [(row, handle) for row, handle, _ in self.placed(actions)]

    def names(self, actions: Sequence[int], plan: int | None) -> list[tuple[int, str]]:
        """Return some actions as commands take them where a plan is looked at, or all: there each with its plan's name."""
        named = self.placed(actions)
        return [(row, handle if plan is not None else f"{slug}/{handle}") for row, handle, slug in named]

    def placed(self, actions: Sequence[int]) -> list[tuple[int, str, str]]:
        """Return some actions with their handles and the names of their plans, in the plan's order."""
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(actions), CHUNK):
            part = actions[start : start + CHUNK]
            marks = ", ".join("?" * len(part))
            found += self.rows(
                "SELECT a.plan_id, a.position, a.id, a.handle, p.slug FROM action a JOIN plan p ON p.id = a.plan_id "
                f"WHERE a.id IN ({marks})",
                part,
            )
        return [(row, handle, slug) for _, _, row, handle, slug in sorted(found)]

    def plans_of(self, actions: Sequence[int]) -> dict[int, int]:
        """Return the plan of each of some actions."""
        found: dict[int, int] = {}
        for start in range(0, len(actions), CHUNK):
            part = actions[start : start + CHUNK]
            marks = ", ".join("?" * len(part))
            found |= dict(self.rows(f"SELECT id, plan_id FROM action WHERE id IN ({marks})", part))
        return found

    def levels(self, action: int) -> list[str]:
        """Return the ratings that the scheme of an action's plan has, in its order."""
        rows = self.rows(
            "SELECT l.code FROM level l JOIN plan p ON p.scheme_id = l.scheme_id JOIN action a ON a.plan_id = p.id "
            "WHERE a.id = ? ORDER BY l.position",
            (action,),
        )
        return [code for (code,) in rows]

    def is_empty(self) -> bool:
        """Tell whether the database holds no plan yet."""
        return self.value("SELECT 1 FROM plan LIMIT 1") is None

    def state(self) -> tuple[str, int]:
        """Return the moment and the revision at which the records came to stand as they do.

        Right after a restore these are the snapshot's own, so that its export is the same file.
        """
        rows = self.rows(
            "SELECT r.at, r.id, r.command, r.arguments FROM revision r JOIN head h ON h.revision = r.id"
        )
        if not rows:
            return "1970-01-01T00:00:00.000+00:00", 0
        at, revision, command, arguments = rows[0]
        given = read_json(arguments) if command == "snapshot restore" else {}
        if given.get("over"):
            return at, revision
        return given.get("moment", at), given.get("of_revision", revision)

    def records(self, plan: int | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every record of a plan (or of all), in the order of a snapshot."""
        from jatui.store.exchange import records

        try:
            yield from records(self.connection, plan)
        except sqlite3.Error as error:
            raise explain(error, self._path) from None

    def contacts(self) -> list[tuple[str | None, str | None]]:
        """Return the e-mail address and the telephone number of every contact."""
        return self.rows("SELECT email, phone FROM contact")

    def counts(self, plan: int | None = None) -> dict[str, int]:
        """Return how many records of each kind a plan (or all) has, without the kinds that it has none of."""
        from jatui.store.shapes import SHAPES

        found = {}
        for kind, shape in SHAPES.items():
            where = f"{shape.joins} WHERE {shape.scope}" if plan is not None else ""
            number = self.value(
                f'SELECT count(*) FROM "{kind}" t {where}', {"plan": plan} if plan is not None else {}
            )
            if number:
                found[kind] = int(number)
        return found

    def changed_since(self, kind: str, row: int, revision: int) -> tuple[str, str] | None:
        """Return who changed a row after a revision, and what they did, or None where nobody did."""
        rows = self.rows(
            "SELECT r.actor, r.sentence FROM change c JOIN revision r ON r.id = c.revision_id "
            "WHERE c.entity = ? AND c.row_id = ? AND c.revision_id > ? ORDER BY c.id DESC LIMIT 1",
            (kind, row, revision),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def last_revision(self) -> int:
        """Return the number of the last revision, 0 before the first."""
        return int(self.value("SELECT revision FROM head"))


def _action_object(row: tuple[Any, ...], scope: Scope) -> dict[str, Any]:
    """Return a row of `_ACTION` as the object that the verbs print."""
    meeting = scope.next_meeting.day if scope.next_meeting else None
    return {
        "handle": row[1],
        "ref": row[2],
        "plan": row[3],
        "theme": {"code": row[4], "name": row[5]},
        "text": row[6],
        "committees": read_json(row[7]),
        "leads": read_json(row[8]),
        "milestone": {
            "text": row[9],
            "kind": row[10],
            "start": row[11],
            "end": row[12],
            "due": row[13],
            "precision": row[14],
            "readable": bool(row[15]),
            "ambiguous": bool(row[16]),
            "recurrence": row[17],
            "unread": read_json(row[18]),
            "warnings": read_json(row[19]),
            "suggestion": row[20],
        },
        "status": row[21],
        "rating": row[22],
        "schedule": schedule(row[10], day_or_none(row[13]), scope.today, meeting),
    }
