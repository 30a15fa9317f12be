"""How a paper is to be read: what a column holds, into which plan it goes, and what becomes of what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jatui.commands.importing import ImportPaper
from jatui.commands.registry import Command
from jatui.domain.errors import Problem
from jatui.domain.headings import Part
from jatui.domain.importing.shape import parse_maps
from jatui.domain.match import Near
from jatui.store.plans import plans
from jatui.tui.asked import Asked
from jatui.tui.forms import Form
from jatui.tui.screens.choosing import ChoosingScreen
from jatui.tui.screens.form import FormScreen
from jatui.tui.widgets.text import Piece

MEANINGS: Final[dict[Part, str]] = {
    "ref": "The short name of an action, as printed.",
    "theme": "The theme or priority that an action belongs to.",
    "recommendation": "What was recommended or promised; it becomes a commitment, which the action answers.",
    "action": "What is to be done.",
    "milestone": "By when.",
    "committee": "Which committees oversee it.",
    "lead": "Who leads it.",
    "rating": "How it is rated: red, amber, green, in whatever words.",
    "status": "How far it is, in the owner's word.",
    "update": "What is said of it.",
    "revised": "Another date that is asked for.",
    "day": "The day of what is said.",
    "by": "Who says it.",
    "fact": "Something else that is said of the action; it is kept with its heading.",
}
"""What a column may hold, in words."""


class ColumnScreen(ChoosingScreen[str]):
    """Asks what a column holds; answers with what is said of its heading, as `--map` takes it."""

    TITLE_OF = "What the column holds"
    DOES = "take it for that"
    HOW = "Write what it holds, or choose it"

    def __init__(self, heading: str, part: Part | None) -> None:
        super().__init__([Near(name, told) for name, told in MEANINGS.items()], part or "")
        self._heading = heading

    def find(self, text: str) -> str:
        """Return what is said of the heading; raises a Problem for what no column holds."""
        word = text.strip().casefold()
        if word not in MEANINGS:
            raise Problem(f"A column holds {', '.join(MEANINGS)}.")
        said = f"{self._heading}={word}"
        parse_maps([said])
        return said

    def tell(self, found: str) -> str:
        """Return what the column would be taken for."""
        heading, _, part = found.rpartition("=")
        return f"“{heading}” holds: {MEANINGS[parse_maps([found]).popitem()[1]][:-1].lower()} ({part})."


def _plans(asked: Asked) -> list[Piece]:
    """Return the plans that are there, which a paper may go into."""
    there = [(f"\n{each.slug}  {each.name}", "$quiet") for each in plans(asked.tracker.read)]
    return [("Plans that are there", "bold"), *there] if there else []


class ChoicesScreen(FormScreen):
    """Asks for what else there is to be said of an import, and hands it on; nothing is imported yet."""

    def __init__(self, wish: ImportPaper, asked: Asked, seen: int, then: Callable[[Command], None]) -> None:
        said = {"file": wish.file, "maps": wish.maps, "tables": wish.tables, "paper": wish.paper}
        begin = {
            "to_plan": wish.to_plan,
            "new": wish.new,
            "called": wish.called,
            "date": wish.date and wish.date.isoformat(),
            "gone": wish.gone,
            "repeated": "yes" if wish.repeated else "",
        }
        form = Form(
            "importing",
            known=lambda _: said,
            begin=lambda _: {name: value or "" for name, value in begin.items()},
            about=_plans,
        )
        super().__init__("import", form, asked, seen)
        self._then = then

    def action_save(self) -> None:
        """Hand on what was said."""
        try:
            command = self._command()
        except Problem as problem:
            self._complain(str(problem))
            return
        self.dismiss(None)
        self._then(command)
