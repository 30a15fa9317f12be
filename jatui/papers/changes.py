"""What changed in a plan as Markdown to paste and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jatui.domain.changes import Change
from jatui.papers.escapes import csv_text, markdown


class Group(NamedTuple):
    """Changes under a heading: a kind, a committee or a lead."""

    name: str
    changes: Sequence[Change]

    @property
    def heading(self) -> str:
        """The name with a capital, and how many changes it has."""
        return f"{self.name[:1].upper()}{self.name[1:]} ({len(self.changes):,})"


class Ties(NamedTuple):
    """What an action belongs to: its plan, its committees and its leads."""

    plan: str
    committees: tuple[str, ...]
    leads: tuple[str, ...]


def as_markdown(title: str, summary: str, groups: Sequence[Group]) -> str:
    """Return changes as Markdown: a title, what there is in all, and a list under each heading."""
    parts = [f"# {markdown(title)}", "", markdown(summary)]
    for group in groups:
        parts += ["", f"## {markdown(group.heading)}", ""]
        parts += [f"- **{markdown(each.handle)}** {markdown(each.sentence)}" for each in group.changes]
    return "\n".join(parts)


def as_csv(by: str, groups: Sequence[Group], ties: dict[int, Ties]) -> str:
    """Return changes as CSV, a line for each under each of its headings."""
    rows: list[tuple[str, ...]] = []
    headings = ("Kind", "Ref", "What", "Before", "After", "Committees", "Leads", "Plan")
    rows.append(headings if by == "kind" else (by.capitalize(), *headings))
    for group in groups:
        for each in group.changes:
            plan, committees, leads = ties[each.action]
            cells = (each.kind, each.handle, each.sentence, each.before or "", each.after or "")
            row = (*cells, "; ".join(committees), "; ".join(leads), plan)
            rows.append(row if by == "kind" else (group.name, *row))
    return csv_text(rows)
