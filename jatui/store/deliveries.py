"""The returns that were read, and what tells an answer that came in before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jatui.domain.errors import Misused, Refused
from jatui.store.reader import CHUNK, Reader
from jatui.store.scope import WAITING, Scope
from jatui.store.values import read_day

if TYPE_CHECKING:
    from jatui.store.writer import Writer


class Delivery(NamedTuple):
    """A return that was read: its number in the plan, its name and day, and what became of its answers."""

    number: int
    name: str
    day: date
    digest: str
    answers: int
    waiting: int
    unplaced: int


class Placeable(NamedTuple):
    """An action as answers are placed at it."""

    id: int
    handle: str
    ref: str


def plan_of(read: Reader, scope: Scope) -> int:
    """Return the one plan that a return can be for; raises Misused where several are looked at, Refused where none is."""
    if scope.plan is not None:
        return scope.plan
    plans = [plan for (plan,) in read.rows("SELECT id FROM plan")]
    if len(plans) == 1:
        return int(plans[0])
    if not plans:
        raise Refused("The database holds no plan that a return could be for. `jatui init` loads some.")
    raise Misused("A return is for one plan. Choose it with --plan; nothing was changed.")


def placeable(read: Reader, plan: int) -> list[Placeable]:
    """Return the actions of a plan in its order."""
    rows = read.rows("SELECT id, handle, ref FROM action WHERE plan_id = ? ORDER BY position, id", (plan,))
    return [Placeable(*row) for row in rows]


def deliveries(read: Reader, plan: int | None) -> list[Delivery]:
    """Return the returns that were read for a plan (or all), the latest first."""
    return _deliveries(read, "(:plan IS NULL OR d.plan_id = :plan)", {"plan": plan})


def delivered(read: Reader, plan: int, digest: str) -> Delivery | None:
    """Return the return of a digest, if it was read before."""
    found = _deliveries(read, "d.plan_id = :plan AND d.digest = :digest", {"plan": plan, "digest": digest})
    return found[0] if found else None


def _deliveries(read: Reader, where: str, asked: Mapping[str, object]) -> list[Delivery]:
    rows = read.rows(
        f"SELECT d.number, d.name, d.day, d.digest, count(u.id), coalesce(sum(u.{WAITING}), 0), "
        f"coalesce(sum(u.{WAITING} AND u.action_id IS NULL), 0) "
        f'FROM delivery d LEFT JOIN "update" u ON u.delivery_id = d.id WHERE {where} '
        "GROUP BY d.id ORDER BY d.plan_id, d.number DESC",
        asked,
    )
    return [Delivery(number, name, read_day(day), *rest) for number, name, day, *rest in rows]


def read_before(read: Reader, plan: int, marks: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return those of some marks that the plan's updates have, each with the number and the state of the update."""
    wanted = list(dict.fromkeys(marks))
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = read.rows(
            f'SELECT mark, number, state FROM "update" WHERE plan_id = ? AND mark IN ({", ".join("?" * len(part))})',
            [plan, *part],
        )
        found.update({mark: (number, state) for mark, number, state in rows})
    return found


def add_delivery(
    writer: Writer, plan: int, facts: Mapping[str, object], said: Sequence[Mapping[str, object]]
) -> range:
    """Add a return with what it says, as updates that wait; return the numbers that they get.

    `facts` are the return's name, day and digest; each of `said` fills the same columns of an update.
    """
    number = writer.read.value("SELECT coalesce(max(number), 0) + 1 FROM delivery WHERE plan_id = ?", (plan,))
    delivery = writer.add("delivery", plan=plan, number=number, **facts)
    first = writer.read.value('SELECT coalesce(max(number), 0) + 1 FROM "update" WHERE plan_id = ?', (plan,))
    numbers = range(first, first + len(said))
    writer.add_many(
        "update",
        [
            {"plan": plan, "number": number, "state": "submitted", "delivery": delivery, **columns}
            for number, columns in zip(numbers, said, strict=True)
        ],
    )
    return numbers
