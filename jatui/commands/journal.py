"""Going back and forth in what was done."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.commands.registry import Command, Work, command, option


@command("undo", "Undo")
@dataclass(frozen=True, kw_only=True)
class Undo(Command):
    """Take back the last thing that was done, or one revision by its number; that can be redone."""

    revision: int | None = option("The revision to take back, as `jatui history` numbers it.")

    def run(self, work: Work) -> str:
        """Write back what that revision found."""
        return f"undid: {work.writer.undo(self.revision)}"


@command("redo", "Redo")
@dataclass(frozen=True, kw_only=True)
class Redo(Command):
    """Do again what the last undo took back."""

    def run(self, work: Work) -> str:
        """Write back what that undo found."""
        return f"redid: {work.writer.redo()}"
