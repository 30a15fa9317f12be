"""Asking for one thing by its name: typed, or chosen among those that are near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from jatui.domain.errors import Problem
from jatui.domain.match import Near
from jatui.tui.widgets.text import fit, pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui

T = TypeVar("T")


class ChoosingScreen(ModalScreen[T | None], Generic[T]):
    """A line to type in, how it is read, and those that are near; `begin` stands in the line to begin with."""

    app: Jatui
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("down", "choose(1)", show=False),
    ]
    AUTO_FOCUS = "Input"

    TITLE_OF: ClassVar[str]
    DOES: ClassVar[str]
    HOW: ClassVar[str]
    FIELD: ClassVar[type[Input]] = Input

    def __init__(self, near: Sequence[Near], begin: str = "") -> None:
        super().__init__()
        self._near = near
        self._begin = begin

    def find(self, text: str) -> T:
        """Return what a text names; raises a Problem that says what may be written instead."""
        raise NotImplementedError

    def tell(self, found: T) -> str:
        """Return in words what was found."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the line, what it is read as, and what is near."""
        with Vertical(classes="choosing") as box:
            box.border_title = self.TITLE_OF
            box.border_subtitle = f"↑ ↓ choose   enter {self.DOES}   esc leave"
            yield self.FIELD(self._begin, compact=True, id="choosing-text", select_on_focus=True)
            yield Static(id="choosing-read")
            widest = max((len(each.text) for each in self._near), default=0)
            near_by = OptionList(
                *(
                    Option(
                        pieces(
                            [(fit(each.text, widest), "bold"), (f"  {self.app.unseen(each.told)}", "$quiet")]
                        )
                    )
                    for each in self._near
                ),
                id="choosing-near",
                compact=True,
                markup=False,
            )
            near_by.can_focus = False
            yield near_by

    def on_mount(self) -> None:
        """Say how the line is read as it begins; where it is empty nothing is chosen yet."""
        self._read()
        self.call_after_refresh(self._choose_begun)

    def _choose_begun(self) -> None:
        places = [place for place, each in enumerate(self._near) if each.text == self.query_one(Input).value]
        self.query_one(OptionList).highlighted = places[0] if places else None

    def action_choose(self, step: int) -> None:
        """Take the next of those that are near, or the one before."""
        if not self._near:
            return
        near_by, field = self.query_one(OptionList), self.query_one(Input)
        at = near_by.highlighted if near_by.highlighted is not None and field.value else -1
        near_by.highlighted = max(0, min(len(self._near) - 1, at + step))
        field.value = self._near[near_by.highlighted].text
        field.action_end()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.query_one(Input).value = self._near[event.option_index].text
        self.action_take()

    @on(Input.Changed)
    def _read(self) -> None:
        """Tell how what is typed is read."""
        found = self._found()
        try:
            words = str(found) if isinstance(found, Problem) else self.tell(found)
        except Problem as problem:
            words = str(problem)
        quiet = "$quiet" if isinstance(found, Problem) else ""
        self.query_one("#choosing-read", Static).update(shown(words).stylize(quiet))

    def _found(self) -> T | Problem:
        text = self.query_one(Input).value
        if not text.strip():
            return Problem(f"{self.HOW}.")
        try:
            return self.find(text)
        except Problem as problem:
            return problem

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what is typed; where it names nothing, say so and go on."""
        found = self._found()
        if isinstance(found, Problem):
            self.query_one("#choosing-read", Static).update(shown(str(found)).stylize("$warning"))
        else:
            self.dismiss(found)
