"""The card of one action: everything that is known of it, the newest words first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from jatui.domain.days import short_day
from jatui.domain.text import clean_lines
from jatui.domain.words import FINISHED, LETTERS, SHAPES, count
from jatui.store.scope import Scope
from jatui.tui.widgets.text import Piece, pieces, shown

_LABEL = 11
_LEAST = 20


class CardPane(VerticalScroll, can_focus=True):
    """One action whole."""

    HELP: ClassVar[str] = (
        "One action whole: its wording and milestone as printed, how the milestone is read, who leads and oversees it, "
        "how it stands, and what was said of it, the newest first. Updates that wait for triage stand before the others."
    )

    def __init__(self) -> None:
        super().__init__(Static(id="card-text"), id="card")
        self.border_title = "5 Card"
        self._action: Mapping[str, Any] | None = None
        self._scope: Scope | None = None

    def go(self, way: str) -> bool:
        """Scroll by a line, by a page or to an end; return whether that is a way here."""
        page = max(1, self.size.height - 2)
        steps = {
            "up": -1,
            "down": 1,
            "page_up": -page,
            "page_down": page,
            "home": -self.max_scroll_y,
            "end": self.max_scroll_y,
        }
        if way not in steps:
            return False
        self.scroll_relative(y=steps[way], animate=False)
        return True

    def show(self, action: Mapping[str, Any] | None, scope: Scope) -> None:
        """Show an action (with its updates, moves and source), or that there is none."""
        if action is None or self._action is None or action["handle"] != self._action["handle"]:
            self.scroll_home(animate=False)
        self._action, self._scope = action, scope
        self.border_title = shown(f"5 {action['handle']}") if action else "5 Card"
        self._draw()

    def on_resize(self) -> None:
        """Fold the lines for another width."""
        self._draw()

    def _draw(self) -> None:
        if self._scope is None:
            return
        width = max(_LEAST, self.scrollable_content_region.width)
        text = (
            card(self._action, self._scope, width)
            if self._action
            else Content.styled("No action is chosen.", "$quiet")
        )
        self.query_one("#card-text", Static).update(text)


def card(action: Mapping[str, Any], scope: Scope, width: int) -> Content:
    """Return an action's card as styled text of so many cells a line."""
    rule = Content.styled("─" * width, "$line")
    theme = action["theme"]
    parts: list[Content] = [
        pieces([(f"{theme['code']}  {theme['name']}", "$quiet")]),
        Content(""),
        shown(action["text"]).stylize("bold"),
        Content(""),
        *_facts(action, scope, width),
        rule,
        *_updates(action["updates"]),
        *_moves(action["moves"]),
        *([rule, *_source(action["source"], width)] if action["source"].get("paper") else []),
    ]
    return Content("\n").join(parts)


def paragraph(action: Mapping[str, Any]) -> str:
    """Return an action as a paragraph to paste: its ref, wording, milestone, leads, standing and last update."""
    milestone = action["milestone"]
    due = f", by {short_day(date.fromisoformat(milestone['due']))}" if milestone["due"] else ""
    leads = ", ".join(lead["name"] for lead in action["leads"]) or "no lead"
    rated = f"rated {action['rating']}" if action["rating"] else "not rated"
    parts = [
        f"{action['handle']} {action['text'].rstrip('.')}.",
        f"Milestone: {milestone['text'] or 'none'}{due}. Lead: {leads}. {rated.capitalize()}, {action['status']}.",
    ]
    last = next((update for update in action["updates"] if update["state"] == "accepted"), None)
    if last:
        parts.append(f"{_day(last['day'])}: {last['text'] or 'nothing new'}")
    return clean_lines(" ".join(parts))


def _fact(label: str, value: Sequence[Piece], width: int) -> Iterable[Content]:
    """Yield a labelled value, folded under itself."""
    folded = pieces(value).wrap(width - _LABEL) or [Content("")]
    for place, line in enumerate(folded):
        yield Content.styled(f"{'' if place else label:{_LABEL}}", "$quiet") + line


def _facts(action: Mapping[str, Any], scope: Scope, width: int) -> Iterable[Content]:
    milestone = action["milestone"]
    late = action["schedule"] == "passed" and action["status"] not in FINISHED
    passed = "$passed" if late else ""
    yield from _fact("Milestone", [(milestone["text"] or "(empty)", f"bold {passed}".strip())], width)
    yield from _fact("", [(_due(milestone, scope.today), passed or "$quiet")], width)
    for part in milestone["unread"]:
        yield from _fact("Not read", [(part, "$warning")], width)
    if milestone["suggestion"]:
        yield from _fact(
            "Perhaps", [(milestone["suggestion"], "$warning"), ("  (not applied)", "$quiet")], width
        )
    for warning in milestone["warnings"]:
        yield from _fact("Note", [(warning, "$quiet")], width)
    yield from _fact("Schedule", [(action["schedule"], passed)], width)
    yield from _fact("Status", [(action["status"], "")], width)
    yield from _fact("Rating", rating(action["rating"]), width)
    for place, lead in enumerate(action["leads"] or [{"name": "no lead", "kind": "officer"}]):
        kind = [] if lead["kind"] == "officer" else [(f"  {lead['kind']}", "$quiet")]
        yield from _fact("" if place else "Leads", [(lead["name"], ""), *kind], width)
    yield from _fact("Committees", [(", ".join(action["committees"]) or "none", "$meeting")], width)


def _due(milestone: Mapping[str, Any], today: date) -> str:
    """Return a milestone's due day and how far off it is, in words."""
    if milestone["due"] is None:
        return "no due day"
    due = date.fromisoformat(milestone["due"])
    days = (due - today).days
    far = "today" if days == 0 else f"in {_far(days)}" if days > 0 else f"{_far(-days)} ago"
    about = "about " if milestone["precision"] == "approximate" else ""
    return f"by {about}{short_day(due)}, {far}"


def _far(days: int) -> str:
    """Return a number of days in the unit in which people think of it."""
    if days < 100:
        return count(days, "day")
    return count(round(days / 30.44), "month") if days < 730 else count(days // 365, "year")


def rating(word: str | None) -> list[Piece]:
    """Return a rating as shape, letter and word, in its colour."""
    if word is None:
        return [("· – not rated", "$quiet")]
    return [(f"{SHAPES[word]} {LETTERS[word]} {word}", f"$rating-{word}")]


def _updates(updates: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    if not updates:
        yield Content.styled("No update yet.", "$quiet")
    for place, update in enumerate(updates):
        if place:
            yield Content("")
        head: list[Piece] = [(_day(update["day"]), "bold")]
        if update["state"] != "accepted":
            head.append((f"  {update['state']}", "bold $warning"))
        if update["rating"]:
            head.append(("  ", ""))
            head += rating(update["rating"])
        yield pieces(head)
        if said := " · ".join(part for part in (update["status"], update["by"]) if part):
            yield pieces([(said, "$quiet")])
        yield (
            shown(update["text"])
            if update["text"]
            else Content.styled("Nothing new." if update["kind"] == "nothing new" else "No text.", "$quiet")
        )
        for label in ("source", "note"):
            if update[label]:
                yield pieces([(f"{label.capitalize()}: {update[label]}", "$quiet")])


def _moves(moves: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    for move in moves:
        yield Content("")
        yield pieces([(_day(move["day"]), "bold"), ("  milestone moved", "$quiet")])
        yield pieces([(move["former"], "$quiet"), (" → ", "$quiet"), (move["wording"], "")])
        yield shown(move["reason"])


def _source(source: Mapping[str, Any], width: int) -> Iterable[Content]:
    day = f", {_day(source['day'])}" if source["day"] else ""
    place = f", line {source['line']}" if source["line"] else ""
    yield from _fact("Source", [(f"{source['paper']}{day}{place}", "$quiet")], width)


def _day(day: str | None) -> str:
    return short_day(date.fromisoformat(day)) if day else "no day"
