"""Writing a snapshot: where to, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jatui.commands.archive import Export
from jatui.tui.widgets.text import shown


class ExportScreen(ModalScreen[Export | None]):
    """Asks for a file's name; the snapshot is written and proved before the name stands."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "close", show=False)]

    def __init__(self, suggested: Path, count: str) -> None:
        super().__init__()
        self._suggested = suggested
        self._count = count

    def compose(self) -> ComposeResult:
        """Lay out the name and what will be done."""
        with Vertical(id="export-box") as box:
            box.border_title = "Write a snapshot"
            box.border_subtitle = "enter write   esc leave"
            words = (
                f"{self._count}, as TOML that anyone can read. It is read back and compared before it takes its name; "
                "a file that is there is not replaced."
            )
            yield Static(shown(words))
            yield Input(str(self._suggested), id="export-file")

    def on_mount(self) -> None:
        """Begin at the end of the name."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Export(file=event.value.strip()))
