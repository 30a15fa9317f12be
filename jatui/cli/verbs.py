"""Groups of verbs in which those made from declared commands are made only when they are called or listed."""

from __future__ import annotations

from importlib import import_module

import click

DECLARED = {
    "update": "jatui.commands.actions",
    "undo": "jatui.commands.journal",
    "redo": "jatui.commands.journal",
    "snapshot export": "jatui.commands.archive",
}
"""The module that declares each command that is a verb; importing them all would slow every look-up."""


class Verbs(click.Group):
    """A group whose declared commands are looked up by name when wanted; `prefix` is the group's own name."""

    prefix = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the verbs, those written out first."""
        declared = [name.removeprefix(self.prefix) for name in DECLARED if self._mine(name)]
        return [*self.commands, *declared]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb of a name, made from its declaration where it has one."""
        name = self.prefix + cmd_name
        if name in DECLARED and self._mine(name):
            from jatui.cli.build import make_verb
            from jatui.commands.registry import REGISTRY

            import_module(DECLARED[name])
            return make_verb(REGISTRY[name])
        return super().get_command(ctx, cmd_name)

    def _mine(self, name: str) -> bool:
        rest = name.removeprefix(self.prefix)
        return name.startswith(self.prefix) and " " not in rest


class SnapshotVerbs(Verbs):
    """The verbs of the archive."""

    prefix = "snapshot "
