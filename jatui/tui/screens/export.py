"""Writing a snapshot: where to; the name stays to be changed until a file could be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jatui.commands.archive import Export
from jatui.domain.errors import Problem
from jatui.tui.long import Telling
from jatui.tui.screens.form import Done, Tick
from jatui.tui.widgets.text import shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui, Outcome


class ExportScreen(ModalScreen[Done | None]):
    """Asks for a file's name; the snapshot is written and proved before the name stands."""

    app: Jatui
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "close", show=False)]

    def __init__(self, suggested: Path, count: str) -> None:
        super().__init__()
        self._suggested = suggested
        self._count = count
        self.saving = False

    def compose(self) -> ComposeResult:
        """Lay out the name and what will be done."""
        with Vertical(id="export-box") as box:
            box.border_title = "Write a snapshot"
            box.border_subtitle = "enter write   tab, space public   esc leave"
            words = (
                f"{self._count}, as TOML that anyone can read. It is read back and compared before it takes its name; "
                "a file that is there is not replaced."
            )
            yield Static(shown(words))
            yield Input(str(self._suggested), id="export-file", select_on_focus=False)
            yield Tick(
                "Public: without contacts, notes and updates that are not accepted",
                compact=True,
                id="export-public",
            )
            yield Static(id="export-problem")

    def on_mount(self) -> None:
        """Begin at the end of the name."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip() and not self.saving:
            self.saving = True
            command = Export(file=event.value.strip(), public=self.query_one(Tick).value)
            telling = Telling(self.app, "Writing", self._say)
            self.app.run_command(command, lambda outcome: self._finish(command, outcome), telling=telling)

    def action_leave(self) -> None:
        """Stop what is being written, else leave."""
        if not (self.saving and self.app.stop_long()):
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#export-problem", Static).update(shown(words))

    def _finish(self, command: Export, outcome: Outcome) -> None:
        self.saving = False
        if isinstance(outcome, Problem):
            self._say(str(outcome))
        else:
            self.dismiss((command, outcome))
