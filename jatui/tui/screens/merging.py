"""Merging a colleague's snapshot: what either side did, and the conflicts, answered one by one before anything changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content

from jatui.commands.merging import Merge, Prepared, prepare
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.match import Near
from jatui.domain.words import count, sentence
from jatui.snapshot import peek
from jatui.snapshot.conflict import OURS, THEIRS, Conflict
from jatui.tui.keymap import bindings
from jatui.tui.long import Telling
from jatui.tui.screens.choosing import ChoosingScreen
from jatui.tui.screens.listing import LEAST, ListingScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.difference import difference, named
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

LABEL = 8
"""Cells of the names of the sides."""

OPEN = "?"
"""What stands for the answer that is still to be given."""


class FileScreen(ChoosingScreen[Path]):
    """Asks for the snapshot that is to be merged; those of the archive can be chosen."""

    TITLE_OF = "Merge a colleague's snapshot"
    DOES = "see what it brings"
    HOW = "Write the name of the file, or choose one of the archive"

    def find(self, text: str) -> Path:
        """Return the file that a text names, whose head is that of a snapshot."""
        path = Path(text.strip()).expanduser()
        peek(path)
        return path

    def tell(self, found: Path) -> str:
        """Return what the file says of itself."""
        from jatui.domain.moments import tell_hour

        head, _ = peek(found)
        actions = count(head.counts.get("action", 0), "action")
        return f"{head.plan} as at {tell_hour(head.moment)}, revision {head.revision:,}: {actions}."


def near(paths: Sequence[Path]) -> list[Near]:
    """Return snapshots as they can be chosen."""
    return [Near(str(path), "") for path in paths]


class MergeScreen(ListingScreen):
    """The conflicts of a merge, each with its answer, and of the one under the cursor what it was, and is here and there."""

    BINDINGS: ClassVar = bindings("merge")
    KEYS_OF = "merge"
    HELP = (
        "What a colleague did since both of you began with the same plan is taken in beside what was done here. Where both "
        "changed the same thing, the conflict is listed: {take-ours} keeps what is here, {take-theirs} takes what is there. "
        "{merge} carries all of it out once every conflict is answered, as one revision; the database is copied before."
    )

    def __init__(
        self,
        tracker: Tracker,
        path: Path,
        go: Callable[[int], None],
        then: Callable[[Command, Outcome], None],
    ) -> None:
        columns = [
            Column("answer", "Take", 6),
            Column("name", "Record", "fill", minimum=20),
            Column("here", "Here", "fill", minimum=12, drop_order=2),
            Column("there", "There", "fill", minimum=12, drop_order=1),
        ]
        super().__init__(tracker, columns, go)
        self._path = path
        self._then = then
        self._found: Prepared | None = None
        self._answers: dict[int, str] = {}

    def gather(self) -> None:
        """Find what the merge comes to; after a change elsewhere every answer is asked for again."""
        self._found, self._answers = None, {}
        telling = Telling(self.app, "Comparing", self.say)
        self.ask(
            lambda worker: prepare(replace(self.tracker, watch=telling.to(worker)), self._path),
            self._show,
            telling=telling,
        )

    def fail(self, problem: Problem) -> None:
        """Say why nothing is merged."""
        self.table.set_caption("Nothing is merged.")
        self.table.set_source(IdSource((), self._rows))
        self.say(str(problem), "$error")

    def _show(self, found: Prepared) -> None:
        self._found, self.seen = found, found.revision
        self._answers = {each.number: each.choices[0] for each in found.conflicts if len(each.choices) == 1}
        self.table.set_caption("No conflict: nobody changed what the other changed.")
        self._list()
        top = self.query_one("#top", TopLine)
        top.name_of_plan = "Merge"
        top.left = ((found.snapshot.path.name, "$quiet"),)
        self.say(f"{sentence(found.sentence)} {self._next()}".replace("..", "."))

    def _next(self) -> str:
        """Return what is to be done next."""
        if self._left:
            return self.in_keys("{take-ours} keeps what is here, {take-theirs} takes what is there.")
        return self.in_keys("{merge} merges; esc leaves everything as it is.")

    @property
    def _left(self) -> int:
        """How many conflicts are not answered."""
        return len(self._found.conflicts) - len(self._answers) if self._found else 0

    def _list(self) -> None:
        conflicts = self._found.conflicts if self._found else []
        self.table.set_source(IdSource(range(len(conflicts)), self._rows))
        self.query_one("#top", TopLine).right = (
            (f"{self._left} of {count(len(conflicts), 'conflict')} to answer ", "bold"),
        )
        self.draw()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {place: self._cells(self._found.conflicts[place]) for place in wanted if self._found}

    def _cells(self, conflict: Conflict) -> Row:
        answer = self._answers.get(conflict.number, OPEN)
        unseen = self.app.unseen
        return [
            (answer, "passed" if answer == OPEN else "accent"),
            (conflict.name, "strong"),
            (unseen(conflict.here), "strong" if answer == OURS else "dim"),
            (unseen(conflict.there), "strong" if answer == THEIRS else "dim"),
        ]

    @property
    def current(self) -> Conflict | None:
        """The conflict under the cursor."""
        place, found = self.table.cursor, self._found.conflicts if self._found else []
        return found[place] if place is not None and place < len(found) else None

    def draw(self) -> None:
        """Tell of the conflict under the cursor what it was, and what either side made of it."""
        conflict = self.current
        if conflict is None:
            self.tell([])
            return
        lines = [
            pieces([(conflict.name, "bold $accent"), (f"  {', '.join(conflict.differing)}", "bold")]),
            shown(conflict.what[0].upper() + conflict.what[1:] + ".").stylize("$quiet"),
            Content(""),
        ]
        unseen, room = self.app.unseen, max(LEAST, self.width - 1 - LABEL)
        was = None if conflict.base is None else unseen(conflict.was)
        lines += named("was", shown(was or "(nothing)").wrap(room), LABEL)
        for name, text in (("here", unseen(conflict.here)), ("there", unseen(conflict.there))):
            lines += [Content(""), *named(name, difference(was, text, room), LABEL)]
        self.tell(lines)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith("take"):
            conflict, side = self.current, OURS if OURS in action else THEIRS
            if conflict is None:
                return "There is no conflict on this line."
            if side not in conflict.choices:
                return f"Only {conflict.choices[0]} can be taken: {conflict.what}."
        if action.startswith("merge"):
            if self._found is None:
                return "It is not known what would be merged."
            if self._left:
                return f"{count(self._left, 'conflict is', 'conflicts are')} not answered yet."
            return super().why_not("undo")
        return super().why_not(action)

    def action_take(self, side: str) -> None:
        """Answer the conflict under the cursor, and go on to the next one that is not answered."""
        if self.refuse(f"take('{side}')") or self.current is None or self._found is None:
            return
        self._answers[self.current.number] = side
        at = self.table.cursor or 0
        self._list()
        order = [*range(at + 1, len(self._found.conflicts)), *range(at)]
        following = (each for each in order if self._found.conflicts[each].number not in self._answers)
        self.table.go_to(next(following, at))
        self.say(self._next())

    def action_merge(self) -> None:
        """Carry the merge out."""
        if self.refuse("merge") or self._found is None:
            return
        command = Merge.of(self._found, self._answers)
        telling = Telling(self.app, "Merging", self.say)
        self.app.run_command(command, lambda outcome: self._finish(command, outcome), telling=telling)

    def _finish(self, command: Command, outcome: Outcome) -> None:
        if isinstance(outcome, Problem):
            self.say(str(outcome), "$error")
            return
        self.finish()
        self._then(command, outcome)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        """Say what can be done with a line: a click or enter answers nothing."""
        self.say(self._next())
