"""A command's form, made from its declaration; it stays open, with its text, until the command is done."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, get_args, get_type_hints

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Static

from jatui.commands.registry import Command
from jatui.domain.days import parse_day
from jatui.domain.errors import Problem, Stale
from jatui.store import Changes
from jatui.tui.asked import Asked
from jatui.tui.forms import Form
from jatui.tui.long import Telling
from jatui.tui.widgets.bars import fitting
from jatui.tui.widgets.text import pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui, Outcome

KEYS = ("enter next, at the end save", "ctrl+s save", "ctrl+g editor", "esc leave")
"""What the keys of a form do, the most needed first."""

Done = tuple[Command, Changes]
"""A command that was carried out, and what it changed."""


class Tick(Checkbox):
    """A checkbox whose sign is there only while it is ticked, so that it is read without colour."""

    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Show or hide the sign."""
        self.BUTTON_INNER = "X" if self.value else " "
        super().watch_value()
        self.refresh()


class FormScreen(ModalScreen[Done | None]):
    """Asks for the fields of one command."""

    app: Jatui
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+s", "save", "save", show=False),
        Binding("ctrl+g", "editor", "editor", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, name: str, form: Form, asked: Asked, seen: int) -> None:
        super().__init__()
        self._form = form
        self._asked = asked = asked.in_its_plan() if form.by_number else asked
        self._seen = seen
        self._kind = form.command(name)
        self._known = form.known(asked)
        self._begin = form.begin(asked)
        self._about = [(self.app.unseen(text), style) for text, style in form.about(asked)]
        self.saving = False

    def _fields(self) -> Iterator[tuple[dataclasses.Field[Any], type]]:
        """Yield the fields to ask for, each with its type: first what stands first on the command line."""
        hints = get_type_hints(self._kind)
        fields = sorted(dataclasses.fields(self._kind), key=lambda each: not each.metadata.get("argument"))
        for each in fields:
            if each.name not in self._known and each.name not in self._kind.hidden:
                yield (
                    each,
                    next((t for t in get_args(hints[each.name]) if t is not type(None)), hints[each.name]),
                )

    def compose(self) -> ComposeResult:
        """Lay out what the form is about, its fields, and what is told of them."""
        with VerticalScroll(id="form-box") as box:
            box.border_title = shown(self._kind.title)
            box.can_focus = False
            if self._about:
                yield Static(pieces(self._about), id="form-about")
            yield Static(id="form-live")
            for each, kind in self._fields():
                label = each.name.replace("_", " ").capitalize()
                if kind is bool:
                    yield Tick(
                        shown(label), bool(self._begin.get(each.name)), compact=True, id=f"field-{each.name}"
                    )
                    yield Static(shown(each.metadata["help"]), classes="form-help")
                    continue
                yield Static(
                    pieces([(label, "bold"), (f"  {each.metadata['help']}", "$quiet")]), classes="form-label"
                )
                yield Input(self._begin.get(each.name, ""), compact=True, id=f"field-{each.name}")
            yield Static(id="form-problem")

    def on_mount(self) -> None:
        """Tell what the fields come to as they begin."""
        self._tell()

    def on_resize(self) -> None:
        """Tell of as many keys as there is room for."""
        box = self.query_one("#form-box")
        box.border_subtitle = fitting(KEYS, box.size.width - 2, "esc leave")

    def action_editor(self) -> None:
        """Write the field that is typed into in an editor of one's own; a field is one line, so line ends become blanks."""
        from jatui.tui.editor import edit

        field = self.focused
        if not isinstance(field, Input):
            return
        text = edit(self.app, field.value)
        if isinstance(text, Problem):
            self._complain(str(text))
        else:
            field.value = " ".join(text.split("\n")).strip()
            field.action_end()

    def _texts(self) -> dict[str, str]:
        return {str(field.id).removeprefix("field-"): field.value for field in self.query(Input)}

    @on(Input.Changed)
    def _tell(self) -> None:
        """Tell what the fields come to; where the database cannot answer now, say so and leave the rest."""
        try:
            told = self._form.live(self._asked, self._texts())
        except Problem as problem:
            told = [(str(problem), "$warning")]
        self.query_one("#form-live", Static).update(pieces(told))
        self._complain("")

    def _complain(self, problem: str) -> None:
        self.query_one("#form-problem", Static).update(shown(problem))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        fields = list(self.query(Input))
        place = fields.index(event.input)
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Carry the command out; where it is refused, say why and keep what was typed."""
        if self.saving:
            return
        try:
            command = self._command()
        except Problem as problem:
            self._complain(str(problem))
            return
        self.saving = True
        telling = Telling(self.app, "Working", self._complain)
        self.app.run_command(
            command,
            lambda outcome: self._finish(command, outcome),
            seen=self._seen,
            telling=telling,
            tracker=self._asked.tracker,
        )

    def action_leave(self) -> None:
        """Stop what takes long, else leave."""
        if not (self.saving and self.app.stop_long()):
            self.dismiss(None)

    def _command(self) -> Command:
        values = dict(self._known)
        for each, kind in self._fields():
            if kind is bool:
                values[each.name] = self.query_one(f"#field-{each.name}", Checkbox).value
            elif text := self.query_one(f"#field-{each.name}", Input).value.strip():
                values[each.name] = self._typed(each.name, text, kind)
            elif each.default is dataclasses.MISSING:
                self.query_one(f"#field-{each.name}").focus()
                raise Problem(f"{each.name.capitalize()} is needed. {each.metadata['help']}")
        return self._kind(**values)

    def _typed(self, name: str, text: str, kind: type) -> object:
        """Return what is typed as what the field holds; raises a Problem where it is no such thing."""
        if kind is date:
            return parse_day(text, self._asked.tracker.today)
        if kind is not int:
            return text
        try:
            return int(text)
        except ValueError:
            raise Problem(f"{name.capitalize()} is a number; {text[:40]!r} is none.") from None

    def _finish(self, command: Command, outcome: Outcome) -> None:
        self.saving = False
        if isinstance(outcome, Problem):
            self._complain(str(outcome))
            if isinstance(outcome, Stale):
                with suppress(Problem):
                    self._seen = self._asked.tracker.read.last_revision()
        else:
            self.dismiss((command, outcome))
