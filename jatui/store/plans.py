"""The plans that a database holds, and what each of them has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from jatui.store.reader import Reader
from jatui.store.values import day_or_none

HELD: Final = ("action", "theme", "commitment", "indicator")
"""The kinds of record of which it is told how many a plan has, in that order."""


@dataclass(frozen=True, slots=True)
class Held:
    """A plan: its day, the paper that it stands in with the day of that, the committee that it goes to, and its counts."""

    id: int
    slug: str
    name: str
    day: date | None
    paper: str | None
    paper_day: date | None
    committee: str | None
    counts: dict[str, int]


def by_theme(read: Reader, plan: int) -> list[tuple[str, str, int, int]]:
    """Return each theme of a plan in its order: its code and name, how many commitments it has, how many indicators."""
    return read.rows(
        "SELECT t.code, t.name, (SELECT count(*) FROM commitment c WHERE c.theme_id = t.id), "
        "(SELECT count(*) FROM indicator i WHERE i.theme_id = t.id) FROM theme t WHERE t.plan_id = ? ORDER BY t.position",
        (plan,),
    )


def names(read: Reader) -> dict[str, str]:
    """Return the names of the plans by their short names, in their order."""
    return dict(read.rows("SELECT slug, name FROM plan ORDER BY position, slug"))


def whose(read: Reader, rows: Iterable[int]) -> str:
    """Return the words that tell of which plans something is, behind its name; none where the database has one plan."""
    slugs = dict(read.rows("SELECT id, slug FROM plan ORDER BY position, slug"))
    wanted = set(rows)
    named = [slug for row, slug in slugs.items() if row in wanted]
    return f" of {' and '.join(named)}" if named and len(slugs) > 1 else ""


def plans(read: Reader) -> list[Held]:
    """Return every plan in its order, with how many records of each kind in `HELD` it has."""
    counted = {
        kind: dict(read.rows(f"SELECT plan_id, count(*) FROM {kind} GROUP BY plan_id")) for kind in HELD
    }
    rows = read.rows(
        "SELECT p.id, p.slug, p.name, p.day, r.title, r.day, c.code FROM plan p "
        "LEFT JOIN paper r ON r.id = p.paper_id LEFT JOIN committee c ON c.id = p.committee_id ORDER BY p.position, p.slug"
    )
    return [
        Held(
            row,
            slug,
            name,
            day_or_none(day),
            paper,
            day_or_none(paper_day),
            committee,
            {kind: counted[kind].get(row, 0) for kind in HELD},
        )
        for row, slug, name, day, paper, paper_day, committee in rows
    ]
