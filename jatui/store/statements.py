"""What papers say besides the rows of a plan: statements as printed, and sums of money."""

from __future__ import annotations

from typing import Any, NamedTuple

from jatui.domain.sources import Source, cited
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.sources import PAPER, source
from jatui.store.values import theme_json

KINDS = (
    "vision", "priority", "wording", "alias", "value", "phase", "next step", "focus", "strength", "challenge",
    "shared services", "claim", "fact", "decision", "meeting",
)  # fmt: skip
"""The kinds of statement."""

_FROM = (
    "t JOIN plan p ON p.id = t.plan_id LEFT JOIN theme h ON h.id = t.theme_id LEFT JOIN paper pa ON pa.id = t.paper_id "
    "WHERE (:plan IS NULL OR t.plan_id = :plan)"
)
_ORDER = "ORDER BY p.position, p.slug, t.number"
_STATEMENTS = f"""
    SELECT t.id, p.slug, t.number, t.kind, h.code, h.name, t.text, t.counts, t.claimed, t."when", t.start, t."end",
           t.implied, {PAPER}, t.line FROM statement {_FROM} AND (:kind IS NULL OR t.kind = :kind) {_ORDER}
"""
_AMOUNTS = f"""
    SELECT t.id, p.slug, t.number, h.code, h.name, t.text, t.printed, t.pounds, t.sense, t.about, {PAPER}, t.line
    FROM amount {_FROM} {_ORDER}
"""


class Stated(NamedTuple):
    """A statement of a paper, as printed.

    `claimed` is how many of `counts` it says there are; `start` and `end` are how `when` is read, `implied` what of it is
    not printed.
    """

    id: int
    plan: str
    number: int
    kind: str
    theme: str | None
    theme_name: str | None
    text: str
    counts: str | None
    claimed: int | None
    when: str | None
    start: str | None
    end: str | None
    implied: str | None
    source: Source | None

    def as_json(self) -> dict[str, Any]:
        """Return the statement as the verbs print it."""
        return {
            "number": self.number,
            "plan": self.plan,
            "kind": self.kind,
            "theme": theme_json(self.theme, self.theme_name),
            "text": self.text,
            "counts": self.counts,
            "claimed": self.claimed,
            "when": self.when,
            "start": self.start,
            "end": self.end,
            "implied": self.implied,
            **cited(self.source, "paper", "file", "line"),
        }


class Sum(NamedTuple):
    """A sum of money that a paper names: `printed`, in `pounds`, and whether its words make it good or bad news.

    Sums with the same `about` are of one thing.
    """

    id: int
    plan: str
    number: int
    theme: str | None
    theme_name: str | None
    text: str
    printed: str
    pounds: int
    sense: str | None
    about: str | None
    source: Source | None

    def as_json(self) -> dict[str, Any]:
        """Return the sum as the verbs print it."""
        return {
            "number": self.number,
            "plan": self.plan,
            "theme": theme_json(self.theme, self.theme_name),
            "text": self.text,
            "printed": self.printed,
            "pounds": self.pounds,
            "sense": self.sense,
            "about": self.about,
            **cited(self.source, "paper", "file", "line"),
        }


def statements(read: Reader, scope: Scope, kind: str | None = None) -> list[Stated]:
    """Return the statements of a plan or of all in their order, of one kind if that is asked for."""
    rows = read.rows(_STATEMENTS, {"plan": scope.plan, "kind": kind})
    return [Stated._make((*row[:13], source(row[13:]))) for row in rows]


def amounts(read: Reader, scope: Scope) -> list[Sum]:
    """Return the sums of money of a plan or of all in their order."""
    return [Sum._make((*row[:10], source(row[10:]))) for row in read.rows(_AMOUNTS, {"plan": scope.plan})]
