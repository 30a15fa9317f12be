"""The archive: editions, snapshots and backups, each with when it was verified; written, opened, compared from here."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.worker import Worker

from jatui.commands.archive import Export
from jatui.commands.compared import NOW
from jatui.commands.editions import Publish
from jatui.commands.journal import Redo, Undo
from jatui.commands.registry import Command
from jatui.commands.shelf import BACKUP, EDITION, SNAPSHOT, Shelf, Shelved, prove, shelf
from jatui.commands.tracker import Tracker
from jatui.commands.verified import Verdict
from jatui.domain.errors import Problem
from jatui.domain.watch import Stopped
from jatui.domain.words import count, sentence
from jatui.files import reason
from jatui.proofs import Proofs
from jatui.snapshot.pack import Fault
from jatui.store.editions import editions
from jatui.tui.asked import Asked
from jatui.tui.forms import Form
from jatui.tui.keymap import bindings
from jatui.tui.long import Telling
from jatui.tui.screens.differences import DifferencesScreen
from jatui.tui.screens.export import ExportScreen
from jatui.tui.screens.form import FormScreen
from jatui.tui.screens.listing import ListingScreen
from jatui.tui.screens.restoring import RestoreScreen
from jatui.tui.screens.shelved import cells, told
from jatui.tui.widgets.bars import TopLine
from jatui.tui.widgets.table import Column, Table
from jatui.tui.widgets.table_source import IdSource, Row
from jatui.tui.widgets.text import shown

if TYPE_CHECKING:
    from jatui.tui.app import Outcome

HEADINGS = {EDITION: "Editions", SNAPSHOT: "Snapshots", BACKUP: "Backups of the database"}
"""What the kinds of things are called, in the order in which they stand."""

MOST = 4
"""Of what is wrong with one thing, how many sentences are told; `jatui snapshot verify` tells all."""

NEW = "new"
"""The line that writes the plan as it stands."""

NEW_HELP = (
    "{open-file} writes the plan as it stands there, as TOML that anyone can read. It is read back and compared before it "
    "takes its name, and nothing is ever replaced. {write-file} asks for another name, and whether it is to be for the public."
)
HOLDS = "Held: {difference} on another line compares the two."


class ArchiveScreen(ListingScreen):
    """What is kept, the newest first, and the line that writes the plan as it stands."""

    BINDINGS: ClassVar = bindings("archive")
    KEYS_OF = "archive"
    HELP = (
        "What is kept of the plan. On the first line {open-file} writes it as it stands under that name, {write-file} asks for "
        "another. On any other line {open-file} browses what it holds, {verify} reads every byte and says whether it is as it "
        "was written, {difference} tells how it differs from the plan as it stands, or from what is held with {hold}, and "
        "{bring-back} shows what restoring it would change. {publish} publishes an edition for a meeting, {merge} takes in "
        "what a colleague did in a database of their own."
    )

    def __init__(self, tracker: Tracker, folder: Path, go: Callable[[int], None]) -> None:
        columns = [
            Column("name", "Kept", "fill", minimum=34),
            Column("moment", "As at", 17, drop_order=3),
            Column("size", "Size", 8, align="right", drop_order=2),
            Column("holds", "Holds", 24, drop_order=1),
            Column("verified", "Verified", 17, drop_order=4),
        ]
        super().__init__(tracker, columns, go)
        self._folder = folder
        self._proofs = Proofs.of_user()
        self._shelf: Shelf | None = None
        self._suggested = folder
        self._lines: list[Shelved | str] = []
        self._held: Path | None = None
        self._came: Path | None = None
        self._telling: Telling | None = None

    def gather(self) -> None:
        """Look at what is kept."""
        self.ask(
            lambda _: (shelf(self.tracker, self._folder, self._proofs), self._free()),
            lambda found: self._show(*found),
        )

    def _show(self, found: Shelf, free: Path) -> None:
        at = self._came or (self.current and self.current.path)
        self._came = None
        self._shelf, self._suggested = found, free
        self._lines = [NEW]
        for kind, heading in HEADINGS.items():
            kept = found.of(kind)
            self._lines += [f"{heading} ({len(kept)})", *kept]
        self.table.set_source(IdSource(range(len(self._lines)), self._rows))
        same = [
            place
            for place, each in enumerate(self._lines)
            if at and isinstance(each, Shelved) and each.path == at
        ]
        self.table.go_to(same[0] if same else self.table.cursor or 0)
        top = self.query_one("#top", TopLine)
        top.name_of_plan = "Archive"
        top.left = ((str(found.folder), "$quiet"),)
        top.right = ((f"{count(len(found.things), 'thing')} kept ", "bold"),)
        if found.problems:
            self.say(" ".join(found.problems), "$warning")
        self.draw()

    def _rows(self, wanted: Sequence[int]) -> Mapping[int, Row]:
        return {place: self._cells(self._lines[place]) for place in wanted if place < len(self._lines)}

    def _cells(self, line: Shelved | str) -> Row:
        if line == NEW:
            return [
                (f"+ {self._suggested.name}", "accent"),
                ("now", "dim"),
                "",
                ("the plan as it stands", "dim"),
                "",
            ]
        if isinstance(line, str):
            return [(line, "accent"), "", "", "", ""]
        return cells(line, held=line.path == self._held)

    def _free(self) -> Path:
        """Return where the plan as it stands can be written: a name that is free, as far as the folder can be looked into."""
        scope = self.tracker.scope()
        day = (self.tracker.past.day if self.tracker.past else scope.today).isoformat()
        names = (
            f"{scope.slug}_{day}{'' if number == 1 else f'-{number}'}.toml" for number in range(1, 10_000)
        )
        return next(path for name in names if not os.path.lexists(path := self._folder / name))

    @property
    def current(self) -> Shelved | None:
        """What is kept under the cursor, or None on a heading and on the first line."""
        line = self._line
        return line if isinstance(line, Shelved) else None

    @property
    def _line(self) -> Shelved | str | None:
        place = self.table.cursor
        return self._lines[place] if place is not None and place < len(self._lines) else None

    def draw(self) -> None:
        """Tell of the line under the cursor."""
        kept = self.current
        if kept is not None:
            self.tell(told(kept, self.width, self.in_keys))
        elif self._line == NEW:
            self.tell(shown(f"{self._suggested}\n\n{self.in_keys(NEW_HELP)}").wrap(self.width))
        else:
            self.tell([])

    def why_not(self, action: str) -> str | None:
        """Return why an action cannot be taken now, or None where it can."""
        name = action.partition("(")[0]
        kept = self.current
        if name in ("verify", "difference", "hold", "restore", "copy_digest") and kept is None:
            return "There is nothing kept on this line."
        if name == "open_file" and self._line != NEW:
            if kept is None:
                return "There is nothing kept on this line."
            if kept.opens is None:
                return f"{kept.name} cannot be opened: {kept.problem}"
            if self.app.looks_back:
                return self.in_keys("Come back to the present first, with {past} on the plan.")
        if (
            name in ("difference", "hold")
            and kept is not None
            and (kept.opens is None or kept.kind == BACKUP)
        ):
            return f"{kept.name} is no snapshot that could be compared or restored."
        if action.startswith("form('slip") and (kept is None or kept.edition is None):
            return "There is no edition on this line that could be corrected."
        if name == "copy_digest" and kept is not None and not kept.sha256:
            return f"{kept.name} has no digest."
        return super().why_not(action)

    @on(Table.Chosen)
    def action_open_file(self) -> None:
        """Browse what is under the cursor, or write the plan as it stands."""
        if self.refuse("open_file"):
            return
        kept = self.current
        if kept is not None and kept.opens is not None:
            self.app.open_file(kept.opens, backup=kept.kind == BACKUP)
        elif self._line == NEW:
            self._write(Export(file=str(self._suggested)))

    def _write(self, command: Export) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            self.say(f"{self._folder} cannot be made: {reason(error)}.", "$error")
            return
        telling = Telling(self.app, "Writing", self.say)
        self.app.run_command(command, lambda outcome: self._written(command, outcome), telling=telling)

    def action_form(self, name: str) -> None:
        """Open the form that publishes an edition, or corrects the one under the cursor."""
        if self.refuse(f"form('{name}')"):
            return
        known: dict[str, Any] = {"folder": None}
        begin: dict[str, str] = {}
        if name == "slip" and self.current:
            known["edition"] = self.current.edition
        elif following := self.tracker.scope().next_meeting:
            begin["meeting"] = f"{following.committee} {following.day}"
        form = Form("editions", known=lambda asked: known, begin=lambda asked: begin)
        screen = FormScreen(name, form, Asked(self.tracker), self.seen)
        self.app.push_screen(screen, lambda done: self._written(*done) if done else None)

    def action_export(self) -> None:
        """Ask for a name, and write the plan as it stands there."""
        screen = ExportScreen(self._suggested, self.tracker.scope().name)
        self.app.push_screen(screen, lambda done: self._written(*done) if done else None)

    def _written(self, command: Command, outcome: Outcome) -> None:
        """Say what came of a command, and show what is kept now; what was read back as it was written is verified."""
        if isinstance(outcome, Problem):
            self.look_again()
            self.say(str(outcome), "$warning" if isinstance(outcome, Stopped) else "$error")
            return
        if isinstance(command, Export):
            self._came = Path(command.file).expanduser()
            self._note({self._came: ""})
        elif isinstance(command, Publish):
            last = editions(self.tracker.read, self.tracker.scope().plan)[-1]
            self._came = self._folder / last.name
            self._note({self._came: ""})
        self.say(sentence(outcome.sentence), "$success", self.app.line(command))
        self.look_again()

    def _note(self, looked: Mapping[Path, str]) -> None:
        try:
            self._proofs.keep(dict(looked))
        except Problem as problem:
            self.say(str(problem), "$warning")

    def action_verify(self) -> None:
        """Read every byte of what is under the cursor, and say whether it is as it was written."""
        if not self.refuse("verify") and self.current:
            self._verify([self.current])

    def action_verify_all(self) -> None:
        """Read every byte of everything that is kept."""
        if not self.refuse("verify_all") and self._shelf:
            self._verify(self._shelf.things, self._folder)

    def _verify(self, things: Sequence[Shelved], folder: Path | None = None) -> None:
        self._telling = telling = Telling(self.app, "Verifying", self.say)

        def verdicts(worker: Worker[Any]) -> list[Verdict]:
            found: list[Verdict] = []
            try:
                for verdict in prove(things, self.tracker, telling.to(worker), folder):
                    found.append(verdict)
            except Stopped:
                pass
            except Problem as problem:
                found.append(Verdict(self._folder, "other", (Fault("valid", "", str(problem)),)))
            return found

        self.ask(verdicts, lambda found: self._looked(found, telling.stopped), "verify", telling)

    def _looked(self, found: Sequence[Verdict], stopped: bool) -> None:
        """Say what came of a verification, and note it."""
        self._telling = None
        kept = {each.path: each for each in found if each.kind != "chain"}
        self._note({path: " ".join(each.problems[:MOST]) for path, each in kept.items()})
        bad = [" ".join(each.problems[:MOST]) for each in found if not each.ok]
        told = f"{sum(each.ok for each in kept.values())} of {count(len(kept), 'thing')} intact."
        chains = sum(each.kind == "chain" and each.ok for each in found)
        words = [told, *bad[:1], *(["The chain of editions is unbroken."] if chains and not bad else [])]
        if stopped:
            words = [str(Stopped()), *(words if kept else ())]
        self.say(" ".join(words), "$error" if bad else "$warning" if stopped else "$success")
        self.gather()

    def action_hold(self) -> None:
        """Hold the line under the cursor, to compare the next one with it; again, to let it go."""
        if not self.refuse("hold") and self.current:
            self._held = None if self._held == self.current.path else self.current.path
            self.say(self.in_keys(HOLDS) if self._held else "Nothing is held.")
            self.table.set_source(IdSource(range(len(self._lines)), self._rows))
            self.draw()

    def action_difference(self) -> None:
        """Tell how the line under the cursor differs from the one that is held, or from the plan as it stands."""
        if self.refuse("difference") or self.current is None or self.current.opens is None:
            return
        held = next((each for each in self._things if each.path == self._held), None)
        if held is None or held.opens is None:
            sides = str(self.current.opens), NOW
        else:
            older, newer = sorted(
                (held, self.current), key=lambda each: (each.moment is not None, each.moment)
            )
            sides = str(older.opens), str(newer.opens)
        self.app.push_screen(DifferencesScreen(self.tracker, *sides, self.go))

    def action_restore(self) -> None:
        """Show what would change if what is under the cursor were restored over the plan; it is asked for again there."""
        if not self.refuse("restore") and self.current and self.current.opens:
            path = self.current.opens
            self.app.push_screen(RestoreScreen(self.tracker, path, self.go, self._written))

    def action_merge(self) -> None:
        """Ask for a colleague's snapshot, and show what it brings and where it conflicts."""
        if self.refuse("merge"):
            return
        from jatui.tui.screens.merging import FileScreen, MergeScreen, near

        kept = [each.path for each in self._things if each.kind == SNAPSHOT and each.opens]
        at = self.current
        begin = str(at.path) if at and at.path in kept else ""

        def show(path: Path | None) -> None:
            if path is not None:
                self.app.push_screen(MergeScreen(self.tracker, path, self.go, self._written))

        self.app.push_screen(FileScreen(near(kept), begin), show)

    def action_undo(self) -> None:
        """Take back the last thing that was done, a restore or a merge among them."""
        if not self.refuse("undo"):
            self.app.run_command(Undo(), lambda outcome: self._written(Undo(), outcome))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self.refuse("redo"):
            self.app.run_command(Redo(), lambda outcome: self._written(Redo(), outcome))

    @property
    def _things(self) -> Sequence[Shelved]:
        return self._shelf.things if self._shelf else ()

    def action_copy_digest(self) -> None:
        """Copy the name and the digest of what is under the cursor, as minutes have them."""
        if self.refuse("copy_digest") or self.current is None:
            return
        self.app.copy_to_clipboard(f"{self.current.name}, sha256 {self.current.sha256}")
        self.say(f"Copied the digest of {self.current.name}. {self.app.copied}".rstrip())

    def action_back(self) -> None:
        """Stop what is long, else go back to the plan."""
        if self._telling is not None:
            self._telling.stop()
        elif not (self.app.stop_looking_back() or self.app.stop_long()):
            self.app.pop_screen()
