"""Asking which plan is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from jatui.domain.days import short_day
from jatui.domain.words import count
from jatui.store.plans import HELD, Held
from jatui.tui.plans import has
from jatui.tui.widgets.text import Piece, pieces

MOST_NUMBERED = 9
"""Plans that have a digit of their own; 0 is for all of them."""


class PlansScreen(ModalScreen[str | None]):
    """The plans with what each has, all of them at once last; answers with the short name of the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "leave", show=False),
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, plans: Sequence[Held], present: str) -> None:
        super().__init__()
        self._plans = plans
        self._present = present
        self._slugs = [each.slug for each in plans] + (["all"] if len(plans) > 1 else [])

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="choosing") as box:
            box.border_title = "Change the plan"
            box.border_subtitle = "↑ ↓ or a digit choose   enter go   esc leave"
            yield OptionList(
                *(Option(prompt, id=slug) for slug, prompt in zip(self._slugs, self._prompts(), strict=True)),
                id="plans",
                compact=True,
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin at the plan that is looked at."""
        if self._present in self._slugs:
            self.query_one(OptionList).highlighted = self._slugs.index(self._present)

    def _prompts(self) -> Iterator[Content]:
        for place, plan in enumerate(self._plans, 1):
            paper = f"in “{plan.paper}”" if plan.paper else ""
            day = plan.day or plan.paper_day
            facts = [plan.committee or "", short_day(day) if day else "", paper]
            yield self._prompt(
                str(place) if place <= MOST_NUMBERED else " ", plan.slug, plan.name, has(plan.counts), facts
            )
        if len(self._slugs) > len(self._plans):
            counts = {kind: sum(plan.counts[kind] for plan in self._plans) for kind in HELD}
            yield self._prompt(
                "0", "all", "All plans", has(counts), [f"{count(len(self._plans), 'plan')} at once"]
            )

    def _prompt(self, digit: str, slug: str, name: str, holds: str, facts: Sequence[str]) -> Content:
        here = slug == self._present
        told: list[Piece] = [(f" {digit} ", "bold $accent"), (name, "bold")]
        if here:
            told.append(("  ● looked at now", "$accent"))
        told.append((f"\n   {holds}", ""))
        if rest := " · ".join(each for each in facts if each):
            told.append((f"\n   {rest}", "$quiet"))
        return pieces(told)

    def action_move(self, way: str) -> None:
        """Go to the next plan or to the one before."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if way == "down" else listed.action_cursor_up)()

    def on_key(self, event: Key) -> None:
        """Take the plan of a digit."""
        if not (event.key.isascii() and event.key.isdigit()):
            return
        event.stop()
        place = int(event.key) - 1
        if place < 0 and len(self._slugs) > len(self._plans):
            self.dismiss("all")
        elif 0 <= place < len(self._plans):
            self.dismiss(self._slugs[place])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
