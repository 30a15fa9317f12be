"""Verbs made from declared commands: fields become arguments and options, docstrings become help."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_args, get_type_hints

import click

from jatui.cli.complete import (
    complete_commitment,
    complete_committee,
    complete_filter,
    complete_form,
    complete_indicator,
    complete_lead,
    complete_paper,
    complete_plan,
    complete_ref,
    complete_theme,
    complete_view,
    complete_words,
)
from jatui.cli.context import AS_JSON, Session, session
from jatui.cli.output import out_json, say
from jatui.cli.verbs import FilterVerb
from jatui.commands.registry import Command, Outside, flag
from jatui.domain.errors import Misused
from jatui.domain.words import sentence

C = TypeVar("C", bound=Command)

_COMPLETE = {
    "ref": complete_ref,
    "action": complete_ref,
    "to_plan": complete_plan,
    "commitment number": complete_commitment,
    "indicator number": complete_indicator,
    "theme theme": complete_theme,
    "committee": complete_committee,
    "view": complete_view,
    "form": complete_form,
    "former": complete_form,
    "paper": complete_paper,
    "against": complete_paper,
    "filter": complete_filter,
    "only": complete_filter,
    **dict.fromkeys(("lead", "leaver", "successor", "post", "officer", "owner"), complete_lead),
}
"""What the shell offers for a field, by the field's name, or by the group of its verb and its name."""


class Day(click.ParamType[dt.date]):
    """A day as people type it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the day that a text names."""
        if isinstance(value, dt.date):
            return value
        from jatui.domain.days import parse_day

        given = ctx.find_object(Session) if ctx else None
        try:
            return parse_day(value, given.day if given else None)
        except Misused as problem:
            self.fail(str(problem), param, ctx)


def make_verb(kind: type[C], run: Callable[[Session, C, bool], None] | None = None) -> click.Command:
    """Return the click command that runs a declared command; `run` is how, where it wants no open database."""
    hints = get_type_hints(kind)
    parameters: list[click.Parameter] = [
        _parameter(each, hints[each.name], kind.name.split()[0])
        for each in dataclasses.fields(kind)
        if each.name not in kind.hidden
    ]
    perform = run or report

    @session
    def callback(given: Session, /, as_json: bool, **values: Any) -> None:
        perform(given, kind(**values), as_json)

    minus = any(parameter.name == "value" for parameter in parameters)
    verb = (FilterVerb if minus else click.Command)(
        kind.name.split()[-1], params=parameters, callback=callback, help=inspect.getdoc(kind)
    )
    return AS_JSON(verb)


def report(given: Session, command: Command, as_json: bool) -> None:
    """Run a command and say what it did."""
    changes = given.tracker.run(command)
    if as_json:
        out_json(
            {
                "revision": changes.revision or None,
                "done": changes.sentence,
                "warnings": list(changes.warnings),
            }
        )
        return
    for warning in changes.warnings:
        say(f"warning: {warning}")
    back = "`jatui redo` does it again" if command.name == "undo" else "`jatui undo` takes it back"
    if command.lasting:
        back = "nothing takes it back"
    told = f"Revision {changes.revision}; {back}." if changes.revision else ""
    if not told and not isinstance(command, Outside):
        told = "Nothing had to be changed."
    say(sentence(changes.sentence) + (f" ({told})" if told else ""))


def _parameter(field: dataclasses.Field[Any], hint: Any, group: str) -> click.Parameter:
    """Return a field of a verb of a group as an argument or an option."""
    wanted = next((kind for kind in get_args(hint) if kind is not type(None)), hint)
    explanation: str = field.metadata["help"]
    choices: tuple[str, ...] = field.metadata.get("choices", ())
    if choices and ":" not in explanation:
        explanation = f"{explanation.rstrip('.')}: {', '.join(choices)}."
    if field.metadata.get("argument"):
        kind: Any = (
            click.Path() if field.name in ("file", "folder") else Day() if wanted is dt.date else wanted
        )
        complete = _COMPLETE.get(f"{group} {field.name}", _COMPLETE.get(field.name))
        return click.Argument(
            [field.name],
            type=kind,
            required=field.default is dataclasses.MISSING,
            help=explanation,
            shell_complete=complete,
        )
    names = [field.name, flag(field)]
    if wanted is bool:
        return click.Option(names, is_flag=True, default=False, help=explanation)
    return click.Option(
        names,
        type=Day() if wanted is dt.date else wanted,
        default=None,
        metavar=flag(field).removeprefix("--").upper(),
        help=explanation,
        shell_complete=complete_words(choices) if choices else _COMPLETE.get(field.name),
    )
