"""Papers and plans by their rows, asked for once, so that each finding is cited by its paper, its line and its plan."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.domain.sources import Source
from jatui.store.reader import Reader

_OF_PLANS = ("theme", "commitment", "statement", "indicator", "indicator_set", "amount", "finding")
_NAMED = f"""
    SELECT n.paper_id, n.plan_id FROM (
        {" UNION ALL ".join(f"SELECT paper_id, plan_id FROM {table}" for table in _OF_PLANS)}
    ) n JOIN plan p ON p.id = n.plan_id WHERE n.paper_id IS NOT NULL
    GROUP BY n.paper_id, n.plan_id ORDER BY count(*), p.position DESC, p.slug DESC
"""
"""Papers with the plans that hold something of them, the plan that holds most of each last."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Papers as places by their rows, the slugs of plans by theirs in their order, and which paper and plan are of each other.

    `prints` is the paper that a plan is printed in. A paper is of the plan that is printed in it, else of the one that
    holds most of it, else of the first.
    """

    papers: dict[int, Source]
    plans: dict[int, str]
    homes: dict[int, int]
    prints: dict[int, int | None]

    def at(self, paper: int | None, line: int | None = None) -> Source | None:
        """Return a place in a paper, or None where no paper is named."""
        known = self.papers.get(paper) if paper is not None else None
        return known._replace(line=line) if known else None

    def of(self, plan: int) -> Source | None:
        """Return the paper that a plan is printed in, at large."""
        return self.at(self.prints[plan])

    def home(self, paper: int) -> str:
        """Return the slug of the plan that a paper is of; empty where there is no plan at all."""
        return self.plans[self.homes[paper]] if paper in self.homes else ""


def sources(read: Reader) -> Sources:
    """Return the papers and plans of the database as places."""
    papers = {
        row: Source(slug, title, day, file)
        for row, slug, title, day, file in read.rows("SELECT id, slug, title, day, file FROM paper")
    }
    plans = read.rows("SELECT id, slug, paper_id FROM plan ORDER BY position, slug")
    homes = dict.fromkeys(papers, plans[0][0]) if plans else {}
    homes |= dict(read.rows(_NAMED))
    homes |= {paper: row for row, _, paper in reversed(plans) if paper is not None}
    return Sources(
        papers, {row: slug for row, slug, _ in plans}, homes, {row: paper for row, _, paper in plans}
    )
