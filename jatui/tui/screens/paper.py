"""Asking for the paper that is to be imported: a file by its name, or the text itself, pasted."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, Static

from jatui.commands.arriving import find_paper, near_papers
from jatui.commands.importing import ImportPaper, read_piped
from jatui.domain.errors import Problem
from jatui.domain.sizes import told_size
from jatui.tui.screens.choosing import ChoosingScreen
from jatui.tui.widgets.text import shown

PASTED = "pasted text"
"""What a paper is called that was pasted."""


class PaperInput(Input):
    """A line to name a file in; text of several lines that is pasted is the paper itself."""

    class Pasted(Message):
        """A paper was pasted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: Paste) -> None:
        """Take several lines for a paper; one line is typed in as ever."""
        if len(event.text.strip().splitlines()) > 1:
            event.prevent_default().stop()
            self.post_message(self.Pasted(event.text))


class PaperScreen(ChoosingScreen[ImportPaper]):
    """Asks for a paper; those at hand can be chosen."""

    TITLE_OF = "Import a paper"
    DOES = "see what it changes"
    HOW = "Name a file (or drag it in), choose one of these, or paste the text of a table"
    FIELD: ClassVar[type[Input]] = PaperInput

    def __init__(self) -> None:
        super().__init__(near_papers())

    def find(self, text: str) -> ImportPaper:
        """Return the import of the file that a text names."""
        return ImportPaper(file=str(find_paper(text)))

    def tell(self, found: ImportPaper) -> str:
        """Return how large the file is; nothing of it is read yet."""
        return f"{found.file}, {told_size(find_paper(found.file).stat().st_size)}"

    @on(PaperInput.Pasted)
    def _paste(self, event: PaperInput.Pasted) -> None:
        """Import what was pasted."""
        try:
            read = read_piped(event.text.encode("utf-8", "replace"), PASTED)
        except Problem as problem:
            self.query_one("#choosing-read", Static).update(shown(str(problem)).stylize("$warning"))
            return
        self.dismiss(ImportPaper(file="-", paper=read))
