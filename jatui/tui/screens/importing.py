"""What a paper would change in the plan: looked at and put right here, and imported when it is asked for again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.content import Content
from textual.worker import Worker

from jatui.commands.importing import ImportPaper, NoPlan, Prepared, prepare
from jatui.commands.registry import Command
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem, Stale
from jatui.domain.headings import Part
from jatui.domain.importing.account import Found
from jatui.domain.importing.gathering import Told
from jatui.domain.importing.tables import Kept
from jatui.domain.importing.tables import Table as Printed
from jatui.domain.match import fold
from jatui.domain.words import count, sentence
from jatui.tui.asked import Asked
from jatui.tui.keymap import bindings
from jatui.tui.long import Telling
from jatui.tui.screens.mapping import MEANINGS, ChoicesScreen, ColumnScreen
from jatui.tui.screens.sifted import Line, SiftedScreen
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.difference import field
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import Row
from jatui.tui.widgets.text import Piece, pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

CHANGES, COLUMNS, UNPLACED = range(3)
"""The parts: what changes, which column is taken for what, and what was placed nowhere."""

STAYS = "Not in the paper, and stays as it is"
"""What is said of actions that a paper lacks, where nothing was said as what they are closed."""

STYLES = {"new": "accent", "changed": "strong", "gone": "dim"}
"""How what becomes of a thing stands out; what is closed stands out as what has passed."""


class TableAt(NamedTuple):
    """The line of a table, by its number."""

    number: int


class ColumnAt(NamedTuple):
    """The line of a column of a table: its heading, and what it is taken for."""

    table: int
    heading: str
    part: Part | None


class ImportScreen(SiftedScreen):
    """What an import comes to, before it is done: what changes, how its columns are read, what was placed nowhere."""

    BINDINGS: ClassVar = bindings("import")
    KEYS_OF = "import"
    PARTS = ("changes", "columns", "not placed")
    HELP = (
        "What the paper would change in the plan; nothing is stored yet. {next-part} shows which column is taken for what, "
        "where {column} says otherwise or leaves a table out, and then everything that was placed nowhere: every character "
        "is accounted for. {import-choices} says into which plan it goes, and what becomes of actions that the paper lacks. "
        "{import} imports it as one revision, which {undo} on the plan takes back; the database is copied before."
    )

    def __init__(
        self,
        tracker: Tracker,
        wish: ImportPaper,
        go: Callable[[int], None],
        then: Callable[[ImportPaper, Outcome], None],
    ) -> None:
        columns = [
            Column("name", "What", 18),
            Column("what", "Becomes", 14, drop_order=1),
            Column("text", "Words", "fill", minimum=24),
        ]
        super().__init__(tracker, columns, go)
        self._wish = wish
        self._then = then
        self._found: Found | None = None
        self._ready: Prepared | None = None
        self._tally = ""
        self._parts: list[list[Line]] = [[] for _ in self.PARTS]
        self._counts = [0 for _ in self.PARTS]

    def gather(self) -> None:
        """Read the paper and find what it changes."""
        self._ready = None
        telling = Telling(self.app, "Reading", self.say)

        def looked(worker: Worker[Any]) -> tuple[ImportPaper, Prepared]:
            wish = self._wish.read()
            return wish, prepare(replace(self.tracker, watch=telling.to(worker)), wish)

        self.ask(looked, lambda found: self._show(*found), telling=telling)

    def fail(self, problem: Problem) -> None:
        """Say why nothing can be imported, and show what the paper has all the same."""
        self._found, words = None, f"{problem} {{import-choices}} decides more."
        if isinstance(problem, NoPlan):
            self._found, self._tally = problem.found, problem.found.told_tally(problem.tally)
            headed = any(each.headings for each in problem.found.tables)
            self.part = COLUMNS if headed else UNPLACED
            words = (
                "No column says what is to be done. Go to the one that does; {column} says so."
                if headed
                else str(problem)
            )
        self._list()
        self.say(self.in_keys(words), "$error")

    def _show(self, wish: ImportPaper, found: Prepared) -> None:
        self._wish, self._ready, self._found, self.seen = wish, found, found.found, found.revision
        self._tally = found.found.told_tally(found.tally)
        self._list()
        self.say(f"{sentence(found.sentence)} {self._next(found)}")

    def _next(self, found: Prepared) -> str:
        """Return what is to be done next."""
        if not found.outcome.changes:
            return "The plan says all of this already."
        known = (
            found.is_new or found.outcome.same or any(each.verb == "changed" for each in found.outcome.told)
        )
        choices = (
            "decides more"
            if known
            else f"makes a new plan of it (nothing of it is in {found.wish.slug} so far)"
        )
        return self.in_keys(
            f"{{import}} imports it, {{import-choices}} {choices}, esc leaves everything as it is."
        )

    def _list(self) -> None:
        """Make the lines of every part, and show the one that is chosen."""
        self._parts = [[*self._changes()], [*self._tables()], [*self._unplaced()]]
        self._counts = [
            sum(line.about is not None and not isinstance(line.about, TableAt) for line in each)
            for each in self._parts
        ]
        self.sift()

    def sift(self) -> None:
        """Show the part that is chosen."""
        top = self.query_one("#top", TopLine)
        top.name_of_plan = "Import"
        top.left = self.told_parts(self._counts)
        into = f" → {self._ready.wish.slug}{' (new)' if self._ready.is_new else ''}" if self._ready else ""
        name = self._found.document.name if self._found else self._wish.file
        top.right = ((f"{name}{into} ", "bold"),)
        nothing = (
            "The plan says all of this already.",
            "It has no table.",
            "Nothing: every word was placed.",
        )
        self.show_lines(self._parts[self.part], nothing[self.part] if self._found else "Nothing is imported.")

    def _changes(self) -> Iterator[Line]:
        """Yield what is to be looked at, and what changes, under headings."""
        if self._ready is None:
            return
        remembered = [f"As said with the last import of these headings: {', '.join(self._ready.remembered)}"]
        notes = [
            *self._ready.found.document.notes,
            *self._ready.outcome.notes,
            *remembered[: len(self._ready.remembered)],
        ]
        if notes:
            yield _heading(f"Worth a look ({len(notes):,})")
        for note in notes:
            yield Line([("!", "passed"), ("", ""), (self.app.unseen(note), "")], note)
        kinds: dict[str, list[Told]] = {}
        for each in self._ready.outcome.told:
            kinds.setdefault(each.verb, []).append(each)
        for verb, told in kinds.items():
            heading = STAYS if verb == "gone" else sentence(verb).rstrip(".")
            yield _heading(f"{heading} ({len(told):,})")
            style = STYLES.get(verb, "passed")
            for each in told:
                words = (self.app.unseen(_in_short(each)), "")
                yield Line([(each.name, "strong"), (_becomes(verb), style), words], each)

    def _tables(self) -> Iterator[Line]:
        """Yield the tables, each with its columns where those differ from the ones before."""
        last: object = None
        for number, table in enumerate(self._found.tables if self._found else (), 1):
            yield Line(self._table_cells(number, table), TableAt(number))
            if table.shape is None or table.shape != last:
                last = table.shape
                parts = table.shape.parts if table.shape else (None,) * len(table.headings)
                for heading, part in zip(table.headings, parts, strict=True):
                    if heading:
                        yield Line(_column_cells(heading, part), ColumnAt(number, heading, part))

    def _table_cells(self, number: int, table: Printed) -> Row:
        if table.shape is None or not table.shape.is_plan:
            read: Piece = ("no plan", "passed")
        elif self._is_read(number):
            read = (count(table.actions, "action"), "accent")
        else:
            read = ("left out", "passed")
        words = self.app.unseen(table.caption or "")
        return [(f"Table {number}", "accent"), read, (words, "accent")]

    def _is_read(self, number: int) -> bool:
        return not self._wish.tables or number in self._wish.tables

    def _place(self, each: Kept | Printed) -> str:
        unit = self._found.document.unit if self._found else ""
        return f"{each.part + ', ' if each.part else ''}{unit} {each.number:,}"

    def _unplaced(self) -> Iterator[Line]:
        """Yield what was placed nowhere, by why."""
        reasons: dict[str, list[Kept]] = {}
        for each in self._found.kept if self._found else ():
            reasons.setdefault(each.why, []).append(each)
        for why, kept in reasons.items():
            yield _heading(f"{sentence(why).rstrip('.')} ({len(kept):,})")
            for each in kept:
                words = (self.app.unseen(each.text), "")
                yield Line([(self._place(each), "dim"), ("", ""), words], each)

    def key(self, about: Any) -> object:
        """Return what a line is known by: a column stays itself, whatever it is taken for."""
        return about[:2] if isinstance(about, ColumnAt) else about

    def draw(self) -> None:
        """Tell of the line under the cursor; of none, what became of the characters of the paper."""
        lines = [*self._told(self.about)] or [*shown(self._tally).wrap(self.width)]
        self.tell(lines)

    def _told(self, about: Any) -> Iterator[Content]:
        unseen = self.app.unseen
        if isinstance(about, Told):
            yield pieces([(about.name, "bold $accent"), (f"  {about.verb}", "bold")])
            yield Content("")
            for name, before, after in about.fields:
                was, became = (unseen(text) if text else None for text in (before, after))
                yield from field(name, was, became, self.width)
        elif isinstance(about, Kept):
            yield from pieces([(self._place(about), "bold $accent"), (f"  {about.why}", "$quiet")]).wrap(
                self.width
            )
            yield from shown(unseen(about.text)).wrap(self.width)
            yield from [Content(""), *shown(self._tally).stylize("$quiet").wrap(self.width)]
        elif isinstance(about, ColumnAt):
            yield from pieces([(about.heading, "bold $accent")]).wrap(self.width)
            yield from shown(_meaning(about.part)).wrap(self.width)
            yield from shown(self.in_keys("{column} says what it holds.")).stylize("$quiet").wrap(self.width)
        elif isinstance(about, TableAt) and self._found:
            table = self._found.tables[about.number - 1]
            told = f"  {self._place(table)}: {count(table.rows, 'row')}, {count(table.actions, 'action')}"
            yield from pieces([(f"Table {about.number}", "bold $accent"), (told, "bold")]).wrap(self.width)
            yield from shown(unseen(table.caption or "It has no caption.")).wrap(self.width)
            does = "leaves it out" if self._is_read(about.number) else "reads it again"
            yield from shown(self.in_keys(f"{{column}} {does}.")).stylize("$quiet").wrap(self.width)
        elif about:
            yield from shown(unseen(about)).wrap(self.width)

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        if action.startswith("import_paper"):
            if self._ready is None:
                return "It is not known what would be imported."
            if not self._ready.outcome.changes:
                return "The plan says all of this already."
        if action.startswith("column") and not isinstance(self.about, ColumnAt | TableAt):
            return self.in_keys("Go to a column first; {next-part} shows them.")
        return super().why_not(action)

    @on(Table.Chosen)
    def action_column(self) -> None:
        """Ask what the column under the cursor holds, or leave its table out, or read it again."""
        if self.refuse("column"):
            return
        about = self.about
        if isinstance(about, ColumnAt):
            self.app.push_screen(ColumnScreen(about.heading, about.part), self._map)
        else:
            self._leave_out(about.number)

    def _map(self, said: str | None) -> None:
        """Take a column for what a person says, in place of what was said of it before."""
        if said is not None:
            heading = fold(said.rpartition("=")[0])
            before = [each for each in self._wish.maps or () if fold(each.rpartition("=")[0]) != heading]
            self._again(replace(self._wish, maps=[*before, said]))

    def _leave_out(self, number: int) -> None:
        """Leave a table out, or read it again."""
        every = range(1, len(self._found.tables) + 1) if self._found else ()
        read = {each for each in every if self._is_read(each)} ^ {number}
        if not read:
            self.say("One table at least has to be read.", "$warning")
        else:
            self._again(replace(self._wish, tables=None if len(read) == len(every) else sorted(read)))

    def _again(self, wish: Command) -> None:
        """Look again at what the paper changes, read in another way."""
        assert isinstance(wish, ImportPaper)
        self._wish = wish
        self.gather()

    def action_choices(self) -> None:
        """Ask into which plan it goes, of which day it is, and what becomes of what it lacks."""
        if not self.refuse("choices"):
            self.app.push_screen(ChoicesScreen(self._wish, Asked(self.tracker), self.seen, self._again))

    def action_import_paper(self) -> None:
        """Import the paper."""
        if self.refuse("import_paper") or self._ready is None:
            return
        command = replace(self._wish, ready=self._ready)
        telling = Telling(self.app, "Importing", self.say)
        self.app.run_command(
            command, lambda outcome: self._finish(command, outcome), telling=telling, tracker=self.tracker
        )

    def _finish(self, command: ImportPaper, outcome: Outcome) -> None:
        if isinstance(outcome, Problem):
            self.say(str(outcome), "$error")
            if isinstance(outcome, Stale):
                self.look_again()
        else:
            self.finish()
            self._then(command, outcome)


def _becomes(verb: str) -> str:
    """Return what becomes of a thing, in a word."""
    return "stays" if verb == "gone" else verb.removeprefix("gone, ")


def _heading(words: str) -> Line:
    return Line([("", ""), ("", ""), (words, "accent")], None, words)


def _column_cells(heading: str, part: Part | None) -> Row:
    return [
        (f"  {heading}", ""),
        (part or "not known", "" if part else "passed"),
        (_meaning(part), "dim"),
        ("", ""),
    ]


def _meaning(part: Part | None) -> str:
    return (
        MEANINGS[part]
        if part
        else "Its heading is not known: what stands below it is kept as a fact of the action."
    )


def _in_short(told: Told) -> str:
    """Return the words of a thing, with the names of the fields that change before those of the first."""
    words = next((after or before for _, before, after in told.fields), "")
    return f"{', '.join(name for name, _, _ in told.fields)}: {words}" if told.verb == "changed" else words
