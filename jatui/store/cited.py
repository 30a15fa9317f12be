"""Where things stand in the papers, asked for once: papers by their rows, plans by theirs, and which plan a paper is of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jatui.domain.findings import Source
from jatui.store.reader import Reader
from jatui.store.values import day_or_none

_NAMED_IN = ("theme", "commitment", "statement", "indicator", "indicator_set", "amount", "finding")
_HOME = f"""
    SELECT r.id, coalesce(
        (SELECT p.id FROM plan p WHERE p.paper_id = r.id ORDER BY p.position, p.slug LIMIT 1),
        (SELECT p.id FROM plan p WHERE p.id IN (
            {" UNION ALL ".join(f"SELECT plan_id FROM {table} WHERE paper_id = r.id" for table in _NAMED_IN)}
        ) ORDER BY p.position, p.slug LIMIT 1),
        (SELECT p.id FROM plan p ORDER BY p.position, p.slug LIMIT 1)
    ) FROM paper r
"""


@dataclass(frozen=True, slots=True)
class Sources:
    """Papers as places by their rows, the slugs of plans by theirs in their order, and which paper and plan are of each other.

    `prints` is the paper that a plan is printed in. A paper is of the plan that is printed in it, else of the first that
    holds something of it, else of the first.
    """

    papers: dict[int, Source]
    plans: dict[int, str]
    homes: dict[int, int]
    prints: dict[int, int | None]

    def at(self, paper: int | None, line: int | None = None) -> Source | None:
        """Return a place in a paper, or None where no paper is named."""
        known = self.papers.get(paper) if paper is not None else None
        return replace(known, line=line) if known else None

    def of(self, plan: int) -> Source | None:
        """Return the paper that a plan is printed in, at large."""
        return self.at(self.prints[plan])

    def home(self, paper: int) -> str:
        """Return the slug of the plan that a paper is of; empty where there is no plan at all."""
        return self.plans.get(self.homes[paper], "")


def sources(read: Reader) -> Sources:
    """Return the papers and plans of the database as places."""
    papers = {
        row: Source(slug, title, day_or_none(day), file)
        for row, slug, title, day, file in read.rows("SELECT id, slug, title, day, file FROM paper")
    }
    plans = read.rows("SELECT id, slug, paper_id FROM plan ORDER BY position, slug")
    return Sources(
        papers,
        {row: slug for row, slug, _ in plans},
        dict(read.rows(_HOME)),
        {row: paper for row, _, paper in plans},
    )
