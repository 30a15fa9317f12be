"""The actions: the list that everything else narrows or opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jatui.domain.words import FINISHED, sign
from jatui.store.lines import Line
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Row, Where

FILTERED = "No action has all of that. {back} clears the filter."
NO_ACTIONS = "There is no action yet."
"""What stands in place of actions: under a filter that lets none through, and where there are none."""

MIXED = "ratings of several schemes"
"""What stands under actions whose ratings do not mean the same."""


class ActionsPane(Table):
    """The actions that the filter lets through, one a line, in the plan's order."""

    HELP: ClassVar[str] = (
        "The actions that the filter lets through. {red} {amber} {green} {blue} rate the one under the cursor and open a line "
        "for the reason, {write} writes without a rating, {nothing-new} records that there is nothing new, {open} opens its "
        "card. A letter behind a rating, as in A/R, is a committee's own that differs from the officer's; {committee-rating} "
        "records one. A due date in the colour of what has passed is past and the action still open."
    )

    def __init__(self) -> None:
        super().__init__(self._columns_of(several=False), id="actions", caption=NO_ACTIONS)
        self.border_title = "2 Actions"
        self._several = False

    def tell_plans(self, several: bool) -> None:
        """Say in each row which plan it is of, where there are several."""
        if several != self._several:
            self._several = several
            self.set_columns(self._columns_of(several))

    @staticmethod
    def _columns_of(several: bool) -> list[Column]:
        plan = [Column("plan", "Plan", "fill", minimum=12)] if several else []
        return [
            Column("ref", "Ref", 5),
            *plan,
            Column("text", "Action", "fill", minimum=20 if several else 22, weight=7),
            Column("due", "Milestone", 10, drop_order=4),
            Column("rating", "Rating", 6),
            Column("lead", "Lead", 16, drop_order=3),
            Column("status", "Status", 11, drop_order=2),
            Column("committee", "Committee", 10, drop_order=1),
        ]

    def on_table_marked(self, event: Table.Marked) -> None:
        """Say how many are marked, for the filter may hide some that a key would still go for."""
        self.border_title = f"2 Actions · {event.count:,} marked" if event.count else "2 Actions"


def cells(line: Line, where: Where | None = None, *, several: bool = False) -> Row:
    """Return an action as the cells of its row, with its plan where there are several.

    `where` tells the words of its wording that were looked for.
    """
    late = line.passed and line.status not in FINISHED
    done = "dim" if line.status in FINISHED else ""
    lead = line.lead + (f" +{line.leads - 1}" if line.leads > 1 else "")
    rating = f"rating-{line.rating}" if line.rating else "dim"
    return [
        (line.handle, "strong"),
        *([(line.plan, "dim")] if several else []),
        (line.text, done, where),
        (line.milestone or "(empty)", "passed" if late else "dim" if line.due is None else ""),
        (sign(line.rating, line.committees_say.split()), rating),
        (lead or "no lead", "dim"),
        (line.status, "dim"),
        (line.committee, "dim"),
    ]


def rows(lines: Sequence[Line], where: Where | None = None, *, several: bool = False) -> Mapping[int, Row]:
    """Return actions by id as the cells of their rows."""
    return {line.id: cells(line, where, several=several) for line in lines}
