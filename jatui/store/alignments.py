"""Which themes of two plans are of the same matter, as either plan says it."""

from __future__ import annotations

from typing import Any, NamedTuple

from jatui.domain.links import NO_THEME
from jatui.domain.sources import Source, cited
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.sources import PAPER, source

_THEMES = f"""
    SELECT t.id, p.slug, t.code, t.name, t.caption,
           (SELECT count(*) FROM action a WHERE a.theme_id = t.id),
           (SELECT count(*) FROM commitment c WHERE c.theme_id = t.id), {PAPER}, t.line
    FROM theme t JOIN plan p ON p.id = t.plan_id LEFT JOIN paper pa ON pa.id = t.paper_id
    WHERE :plan IS NULL OR t.plan_id = :plan ORDER BY p.position, p.slug, t.position, t.code
"""
_OWN = f"""
    SELECT l.theme_id, l.id, p.slug, l.to_plan, l.to_theme, o.name, o.id, l.sure, l.said_by, l.note, {PAPER}, l.line
    FROM alignment l JOIN theme t ON t.id = l.theme_id JOIN plan p ON p.id = t.plan_id
    LEFT JOIN plan q ON q.slug = l.to_plan LEFT JOIN theme o ON o.plan_id = q.id AND o.code = l.to_theme
    LEFT JOIN paper pa ON pa.id = l.paper_id
    WHERE :plan IS NULL OR t.plan_id = :plan ORDER BY q.position, l.to_plan, o.position, l.to_theme
"""
_OTHERS = f"""
    SELECT o.id, l.id, p.slug, p.slug, t.code, t.name, t.id, l.sure, l.said_by, l.note, {PAPER}, l.line
    FROM alignment l JOIN theme t ON t.id = l.theme_id JOIN plan p ON p.id = t.plan_id
    JOIN plan q ON q.slug = l.to_plan JOIN theme o ON o.plan_id = q.id AND o.code = l.to_theme
    LEFT JOIN paper pa ON pa.id = l.paper_id
    WHERE :plan IS NULL OR o.plan_id = :plan ORDER BY p.position, p.slug, t.position, t.code
"""


class Aligned(NamedTuple):
    """A theme of another plan that is of the same matter, or that there is none; `said_in` is the plan that says so.

    `theme_id` is None where the theme is not in this database, and where it is said that there is none.
    """

    id: int
    said_in: str
    plan: str
    theme: str
    name: str | None
    theme_id: int | None
    sure: str
    said_by: str | None
    note: str | None
    source: Source | None

    @property
    def none(self) -> bool:
        """Whether it is said that the other plan has no theme of the matter."""
        return self.theme_id is None and self.theme == NO_THEME

    def as_json(self) -> dict[str, Any]:
        """Return the alignment as the verbs print it."""
        return {
            "plan": self.plan,
            "theme": None if self.none else {"code": self.theme, "name": self.name},
            "here": self.theme_id is not None,
            "sure": self.sure,
            "by": self.said_by,
            "note": self.note,
            "said_in": self.said_in,
            **cited(self.source),
        }


class KnownTheme(NamedTuple):
    """A theme of a plan with what it holds, and the themes of other plans that are of the same matter."""

    id: int
    plan: str
    code: str
    name: str
    caption: str | None
    actions: int
    commitments: int
    source: Source | None
    aligned: tuple[Aligned, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the theme as the verbs print it."""
        return {
            "code": self.code,
            "name": self.name,
            "plan": self.plan,
            "caption": self.caption,
            "actions": self.actions,
            "commitments": self.commitments,
            **cited(self.source),
            "aligned": [each.as_json() for each in self.aligned],
        }


def known_themes(read: Reader, scope: Scope) -> list[KnownTheme]:
    """Return the themes of a plan or of all in their order, each with those of other plans that it is aligned with.

    What another plan says of a theme stands behind what its own plan says.
    """
    asked = {"plan": scope.plan}
    aligned: dict[int, list[Aligned]] = {}
    for sql in (_OWN, _OTHERS):
        for theme, *row in read.rows(sql, asked):
            aligned.setdefault(theme, []).append(Aligned._make((*row[:9], source(row[9:]))))
    return [
        KnownTheme._make((*row[:7], source(row[7:]), tuple(aligned.get(row[0], ()))))
        for row in read.rows(_THEMES, asked)
    ]
