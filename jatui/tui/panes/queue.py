"""The triage queue: which actions are to be looked at, in the order of need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from jatui.domain.words import sign
from jatui.store.lines import Line
from jatui.store.queue import REASONS
from jatui.tui.walk import Walk
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Row

EMPTY = "No action needs a look."

STYLES = {"submitted": "accent", "passed": "passed", "due before": "strong"}
"""How the reasons stand out."""


class QueuePane(Table):
    """The queue, one action a line: those looked at first, then the others by need."""

    HELP: ClassVar[str] = (
        "Every action that needs a look before the meeting, the most pressing first: those of which an update came in, those "
        "whose day has passed, those due before the meeting, those of which nothing was heard since the last one, and the "
        "others. {red} {amber} {green} {blue} accept what came in with that rating and open its text, {accept} accepts it as "
        "it stands, {nothing-new} records that there is nothing new; the next card then comes. {skip} leaves a card for a "
        "second round, {defer} puts it off to a day. Whatever is typed is kept, and {leave} and {triage} come back to the "
        "same card. A sign after the ref: ✓ looked at, » skipped."
    )

    def __init__(self, *, several: bool) -> None:
        plan = [Column("plan", "Plan", "fill", minimum=8)] if several else []
        columns = [
            Column("done", "", 1),
            Column("ref", "Ref", 6),
            *plan,
            Column("rating", "RAG", 3),
            Column("reason", "Why", "fill", minimum=8),
        ]
        super().__init__(columns, id="queue", caption=EMPTY, gap=1 if several else 2)
        self.several = several
        self.border_title = "Queue"

    def on_table_marked(self, event: Table.Marked) -> None:
        """Say how many are marked."""
        self.border_title = f"Queue · {event.count:,} marked" if event.count else "Queue"


def rows(lines: Sequence[Line], walk: Walk, *, several: bool) -> Mapping[int, Row]:
    """Return actions by id as the cells of their rows, with their plans where there are several."""
    return {line.id: _cells(line, walk, several) for line in lines}


def _cells(line: Line, walk: Walk, several: bool) -> Row:
    entry = walk.entry(line.id)
    done = entry is not None and entry.done
    reason = REASONS[entry.reason] if entry else ""
    sign_of = "✓" if done else "»" if walk.was_skipped(line.id) else ""
    return [
        (sign_of, "dim"),
        (line.handle, "dim" if done else "strong"),
        *([(line.plan, "dim")] if several else []),
        (sign(line.rating), f"rating-{line.rating}" if line.rating else "dim"),
        ("looked at" if done else reason, "dim" if done else STYLES.get(reason, "dim")),
    ]
