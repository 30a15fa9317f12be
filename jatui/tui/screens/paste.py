"""Taking in a lead's reply that is pasted: what is read of it is shown before any of it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from jatui.commands.readings import Line, Preview
from jatui.commands.registry import Command
from jatui.commands.returns import PASTED, pasted, preview
from jatui.domain.errors import Problem
from jatui.domain.words import sentence, sign
from jatui.drafts import Drafts
from jatui.tui.screens.form import Done
from jatui.tui.widgets.text import Piece, pieces

if TYPE_CHECKING:
    from jatui.tui.app import Jatui, Outcome

MOST_SHOWN = 100
"""Answers that are shown; the sentence above them counts all."""

LONGEST_SHOWN = 200
"""Characters of an answer that are shown."""


class PasteScreen(ModalScreen[Done | None]):
    """Reads a text as it is pasted or typed, and takes it in."""

    app: Jatui
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+s", "save", "take in", show=False),
    ]
    AUTO_FOCUS = "TextArea"

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._drafts = drafts
        self._preview: Preview | None = None
        self.saving = False

    def compose(self) -> ComposeResult:
        """Lay out the text above what is read of it."""
        with Vertical(id="paste-box") as box:
            box.border_title = "Paste a reply"
            box.border_subtitle = "^s take in   esc leave; the text is kept"
            yield TextArea(self._drafts.find(PASTED) or "", id="paste-text", soft_wrap=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="paste-read", markup=False)

    def on_mount(self) -> None:
        """Read what was left unsaved."""
        self._changed()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Keep the text, and read it."""
        text = self.query_one(TextArea).text
        self._drafts.keep(PASTED, text)
        self._preview = None
        if text.strip():
            self._read(text)
        else:
            self._tell([("Paste what a lead wrote: E.1: amber. The draft went to committee.", "$quiet")])

    @work(thread=True, exclusive=True, group="read")
    def _read(self, text: str) -> None:
        """Read the text, away from the keyboard."""
        try:
            found = preview(self.app.tracker, text)
        except Problem as problem:
            self.app.call_from_thread(self._tell, [(str(problem), "$warning")])
            return
        self.app.call_from_thread(self._show, text, found)

    def _show(self, text: str, found: Preview) -> None:
        if text != self.query_one(TextArea).text:
            return
        self._preview = found
        told: list[Piece] = [(sentence(found.sentence()), "bold")]
        told += [(f"\n{note}", "$warning") for note in found.notes]
        for line in found.lines[:MOST_SHOWN]:
            told += _told(line)
        if len(found.lines) > MOST_SHOWN:
            told.append((f"\n\nand {len(found.lines) - MOST_SHOWN:,} more", "$quiet"))
        self._tell(told)

    def _tell(self, told: list[Piece]) -> None:
        self.query_one("#paste-read", Static).update(pieces(told))

    def action_leave(self) -> None:
        """Leave; the text is there again when one comes back."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Take in what was read."""
        if self.saving:
            return
        if self._preview is None or not self._preview.stored:
            if self._preview is not None:
                self._drafts.drop(PASTED)
                self.dismiss(None)
            return
        self.saving = True
        command = pasted(self.query_one(TextArea).text, found=self._preview.found)
        self.app.run_command(command, lambda outcome: self._finish(command, outcome))

    def _finish(self, command: Command, outcome: Outcome) -> None:
        self.saving = False
        if isinstance(outcome, Problem):
            self._tell([(str(outcome), "$error")])
            return
        self._drafts.drop(PASTED)
        self.dismiss((command, outcome))


def _told(line: Line) -> list[Piece]:
    """Return what is made of one answer."""
    answer = line.answer
    told: list[Piece] = [(f"\n\n{line.handle or answer.ref or 'No action'}", "bold")]
    if line.told:
        told.append((f"  {line.told}", "$quiet"))
    elif line.fate == "unplaced":
        told.append(("  waits without an action", "$warning"))
    if line.rating:
        told.append((f"  {sign(line.rating)} {line.rating}", f"$rating-{line.rating}"))
    told += [
        (f"  {part}", "") for part in (answer.status, "nothing new" if answer.nothing_new else "") if part
    ]
    if answer.asks:
        told += [("  asks for ", "$quiet"), (answer.asks, "$warning")]
    text = line.text
    told.append((f"\n  {text[:LONGEST_SHOWN]}{' …' if len(text) > LONGEST_SHOWN else ''}", ""))
    told += [(f"\n  {doubt}", "$warning") for doubt in line.doubts]
    if line.offers:
        told.append((f"\n  It may be for {' or '.join(line.offers)}.", "$quiet"))
    return told
