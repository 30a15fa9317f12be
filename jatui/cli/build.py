"""Verbs made from declared commands: fields become arguments and options, docstrings become help."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from typing import Any, get_args, get_type_hints

import click

from jatui.cli.context import Session
from jatui.cli.output import out_json, say
from jatui.commands.registry import Command
from jatui.domain.errors import Misused


class Day(click.ParamType[dt.date]):
    """A day as people type it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day that a text names."""
        if isinstance(value, dt.date):
            return value
        from jatui.domain.days import parse_day

        try:
            return parse_day(
                value, ctx.find_object(Session).day if ctx and ctx.find_object(Session) else None
            )
        except Misused as problem:
            self.fail(str(problem), param, ctx)


def make_verb(kind: type[Command]) -> click.Command:
    """Return the click command that runs a declared command."""
    hints = get_type_hints(kind)
    parameters: list[click.Parameter] = []
    for each in dataclasses.fields(kind):
        if each.name in kind.hidden:
            continue
        wanted = next((t for t in get_args(hints[each.name]) if t is not type(None)), hints[each.name])
        explanation = each.metadata["help"]
        if choices := each.metadata.get("choices"):
            explanation = (
                f"{explanation.rstrip('.')}: {', '.join(choices)}." if ":" not in explanation else explanation
            )
        if each.metadata.get("argument"):
            parameters.append(click.Argument([each.name], type=str, help=explanation))
        elif wanted is bool:
            parameters.append(click.Option([_flag(each.name)], is_flag=True, default=False, help=explanation))
        else:
            given: Any = Day() if wanted is dt.date else wanted
            parameters.append(click.Option([_flag(each.name)], type=given, default=None, help=explanation))
    parameters.append(click.Option(["--json", "as_json"], is_flag=True, help="Print what was done as JSON."))

    @click.pass_obj
    def run(session: Session, /, as_json: bool, **values: Any) -> None:
        report(session, kind(**values), as_json=as_json)

    return click.Command(kind.name.split()[-1], params=parameters, callback=run, help=inspect.getdoc(kind))


def report(session: Session, command: Command, *, as_json: bool) -> None:
    """Run a command and say what it did."""
    changes = session.tracker.run(command)
    if as_json:
        out_json({"revision": changes.revision or None, "done": changes.sentence})
    else:
        mark = f"  (revision {changes.revision}; `jatui undo` takes it back)" if changes.revision else ""
        say(f"{changes.sentence[0].upper()}{changes.sentence[1:]}.{mark}")


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")
