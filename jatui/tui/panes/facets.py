"""Themes and officers: facets of the actions, each with its counts under the filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.message import Message

from jatui.domain.words import short_number
from jatui.store.facets import Facet
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Cell, IdSource

ALL = -1
"""The id of the row that stands for every value."""


class FacetPane(Table):
    """A list of values with their counts; the one under the cursor narrows the actions."""

    HELP: ClassVar[str] = ""
    field: ClassVar[str] = ""
    everything: ClassVar[str] = "All"

    class Picked(Message):
        """A value was picked; `value` is what the filter is to hold for the field, None for all."""

        def __init__(self, field: str, value: str | None) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, title: str, columns: Sequence[Column], *, id: str) -> None:
        super().__init__(columns, header=False, id=id, gap=1)
        self.border_title = title
        self._facets: dict[int, Facet] = {}
        self._settling: int | None = ALL

    def show(self, facets: Sequence[Facet], total: tuple[int, int], chosen: str | None) -> None:
        """Show these values under a first row for all of them (how many, and past due), the cursor on the chosen one."""
        self._facets = {facet.id: facet for facet in facets}
        rows = {ALL: self.row("", self.everything, *total)}
        rows.update({facet.id: self.facet_row(facet) for facet in facets})
        self.settle(rows, next((facet.id for facet in facets if self.value(facet) == chosen), ALL))

    def settle(self, rows: Mapping[int, Sequence[Cell]], at: int) -> None:
        """Show rows, the cursor on the one that is chosen already."""
        self._settling = at
        self.set_source(IdSource(list(rows), lambda wanted: {id: rows[id] for id in wanted if id in rows}))
        self.go_to(at)

    def facet_row(self, facet: Facet) -> Sequence[Cell]:
        """Return one value as cells."""
        return self.row("", facet.name, facet.count, facet.passed)

    def row(self, key: str, name: str, count: int, passed: int) -> Sequence[Cell]:
        """Return the cells of a row; what is not among the actions shown is quiet."""
        quiet = "dim" if not count else ""
        return [
            (name, quiet),
            (short_number(count), "dim"),
            (short_number(passed) if passed else "", "passed"),
        ]

    def value(self, facet: Facet) -> str:
        """Return what the filter holds for a value."""
        return facet.name

    def on_table_highlighted(self, event: Table.Highlighted) -> None:
        """Pick the value under the cursor, unless it was put there to show what is picked already."""
        event.stop()
        if event.id != self._settling:
            self._settling = event.id
            self.post_message(self.picked(event.id))

    def picked(self, id: int | None) -> FacetPane.Picked:
        """Return what a row stands for in the filter."""
        return self.Picked(self.field, self.value(self._facets[id]) if id in self._facets else None)


class ThemesPane(FacetPane):
    """The themes of the plan in their order."""

    HELP = (
        "The themes of the plan; where all plans are looked at, those of each below its name. Moving the cursor narrows the "
        "actions to that theme or plan; All widens them again. The first number counts its actions under the rest of the "
        "filter, the second those past their due day and still open."
    )
    field = "theme"

    def __init__(self) -> None:
        columns = [
            Column("code", "", 2),
            Column("name", "", "fill", minimum=6),
            Column("count", "", 4, align="right"),
            Column("passed", "", 3, align="right", drop_order=1),
        ]
        super().__init__("1 Themes", columns, id="themes")
        self._plans: dict[int, str] = {}

    def show_plans(
        self,
        plans: Mapping[str, str],
        facets: Sequence[Facet],
        total: tuple[int, int],
        chosen: str | None,
        plan: str | None,
    ) -> None:
        """Show the themes of several plans, those of each under its name, the cursor on the theme or the plan chosen."""
        self._facets = {facet.id: facet for facet in facets}
        self._plans = {ALL - place: slug for place, slug in enumerate(plans, 1)}
        rows = {ALL: self.row("", self.everything, *total)}
        at = ALL
        for id, slug in self._plans.items():
            mine = [facet for facet in facets if facet.plan == slug]
            number, passed = sum(each.count for each in mine), sum(each.passed for each in mine)
            rows[id] = [
                ("▾", "dim"),
                (plans[slug], "strong" if number else "dim"),
                *self.row("", "", number, passed)[2:],
            ]
            rows.update({facet.id: self.facet_row(facet) for facet in mine})
            at = id if slug == plan else at
        self.settle(rows, next((facet.id for facet in facets if f"{facet.plan}/{facet.key}" == chosen), at))

    def show(self, facets: Sequence[Facet], total: tuple[int, int], chosen: str | None) -> None:
        """Show the themes of one plan."""
        self._plans = {}
        super().show(facets, total, chosen)

    def picked(self, id: int | None) -> FacetPane.Picked:
        """Return what a row stands for: a theme, with its plan where several are shown, or a plan."""
        if id in self._plans:
            return self.Picked("plan", self._plans[id])
        return super().picked(id)

    def facet_row(self, facet: Facet) -> Sequence[Cell]:
        """Return a theme as its code, name and counts."""
        return self.row(facet.key, facet.name, facet.count, facet.passed)

    def row(self, key: str, name: str, count: int, passed: int) -> Sequence[Cell]:
        """Return the cells of a row, the code first."""
        return [(key, "accent" if count else "dim"), *super().row(key, name, count, passed)]

    def value(self, facet: Facet) -> str:
        """Return the theme's code, with its plan where several are shown."""
        return f"{facet.plan}/{facet.key}" if self._plans else facet.key


class OfficersPane(FacetPane):
    """The officers, posts and bodies that lead actions, the busiest first."""

    HELP = (
        "Who leads the actions: officers, posts and bodies, the busiest first. Moving the cursor narrows the actions to "
        "those of one lead; All widens them again."
    )
    field = "lead"

    def __init__(self) -> None:
        columns = [
            Column("name", "", "fill", minimum=8),
            Column("count", "", 4, align="right"),
            Column("passed", "", 3, align="right", drop_order=1),
        ]
        super().__init__("3 Officers", columns, id="officers")

    def value(self, facet: Facet) -> str:
        """Return the lead's name, or `none` for actions without a lead."""
        return facet.name if facet.id else "none"
