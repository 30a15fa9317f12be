"""Asking for a moment of the past: typed, or chosen among the meetings and revisions that are near."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from jatui.commands.past import HOW, find_moment, near
from jatui.commands.tracker import Tracker
from jatui.domain.errors import Problem
from jatui.domain.moments import Moment
from jatui.tui.widgets.text import fit, pieces, shown

if TYPE_CHECKING:
    from jatui.tui.app import Jatui


class PastScreen(ModalScreen[Moment | None]):
    """Asks at which moment the plan is to be shown."""

    app: Jatui
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("down", "choose(1)", show=False),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._tracker = tracker
        self._near = near(tracker)

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, what it is read as, and what is near."""
        with Vertical(id="past-box") as box:
            box.border_title = "See the plan as it stood"
            box.border_subtitle = "↑ ↓ choose   enter look back   esc leave"
            yield Input(compact=True, id="past-moment")
            yield Static(id="past-read")
            near_by = OptionList(
                *(
                    Option(pieces([(fit(each.text, 18), "bold"), (f"  {each.told}", "$quiet")]))
                    for each in self._near
                ),
                id="past-near",
                compact=True,
                markup=False,
            )
            near_by.can_focus = False
            yield near_by

    def on_mount(self) -> None:
        """Say what may be written; nothing is chosen yet."""
        self._read()
        self.call_after_refresh(self._choose_none)

    def _choose_none(self) -> None:
        if not self.query_one(Input).value:
            self.query_one(OptionList).highlighted = None

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
        self.action_look_back()

    @on(Input.Changed)
    def _read(self) -> None:
        """Tell how what is typed is read."""
        found = self._moment()
        words = found.sentence if isinstance(found, Moment) else str(found)
        self.query_one("#past-read", Static).update(
            shown(words).stylize("" if isinstance(found, Moment) else "$quiet")
        )

    def _moment(self) -> Moment | Problem:
        text = self.query_one(Input).value
        if not text.strip():
            return Problem(f"{HOW}.")
        try:
            return find_moment(self._tracker, text)
        except Problem as problem:
            return problem

    @on(Input.Submitted)
    def action_look_back(self) -> None:
        """Look back to what is typed; where that is no moment, say so and go on."""
        found = self._moment()
        if isinstance(found, Moment):
            self.dismiss(found)
        else:
            self.query_one("#past-read", Static).update(shown(str(found)).stylize("$warning"))
