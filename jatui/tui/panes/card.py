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
from jatui.domain.words import FINISHED, LETTERS, SHAPES
from jatui.store.scope import Scope
from jatui.tui.widgets.text import Piece, pieces, shown

_LABEL = 11


class CardPane(VerticalScroll, can_focus=True):
    """One action whole."""

    HELP: ClassVar[str] = (
        "One action whole: its wording and milestone as printed, how the milestone is read, who leads and oversees it, "
        "how it stands, and what was said of it, the newest first. Updates that wait for triage stand before the others."
    )

    def __init__(self) -> None:
        super().__init__(Static(id="card-text"), id="card")
        self.border_title = "5 Card"

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
        self.border_title = shown(f"5 {action['handle']}") if action else "5 Card"
        self.query_one("#card-text", Static).update(
            card(action, scope) if action else Content.styled("No action is chosen.", "$quiet")
        )
        self.scroll_home(animate=False)


def card(action: Mapping[str, Any], scope: Scope) -> Content:
    """Return an action's card as styled text."""
    theme = action["theme"]
    parts: list[Content] = [
        _row(
            (f"{theme['code']} {theme['name']}", "$quiet"),
            ("  " + " ".join(action["committees"]), "$meeting"),
        ),
        Content(""),
        shown(action["text"]).stylize("bold"),
        Content(""),
        *_facts(action, scope),
        Content(""),
        *_updates(action["updates"]),
        *_moves(action["moves"]),
        Content(""),
        *_source(action["source"]),
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
        parts.append(f"{short_day(date.fromisoformat(last['day']))}: {last['text'] or 'nothing new'}")
    return clean_lines(" ".join(parts))


def _row(*parts: Piece) -> Content:
    return pieces(parts)


def _fact(label: str, *parts: Piece) -> Content:
    return pieces([(f"{label:{_LABEL}}", "$quiet"), *parts])


def _facts(action: Mapping[str, Any], scope: Scope) -> Iterable[Content]:
    milestone = action["milestone"]
    late = action["schedule"] == "passed" and action["status"] not in FINISHED
    yield _fact("Milestone", (milestone["text"] or "(empty)", "bold $passed" if late else "bold"))
    yield _fact("", (_due(milestone, scope.today), "$passed" if late else "$quiet"))
    for part in milestone["unread"]:
        yield _fact("Not read", (part, "$warning"))
    if milestone["suggestion"]:
        yield _fact("Perhaps", (milestone["suggestion"], "$warning"), ("  not applied", "$quiet"))
    for warning in milestone["warnings"]:
        yield _fact("Note", (warning, "$quiet"))
    yield _fact("Schedule", (action["schedule"], "$passed" if late else ""))
    yield _fact("Rating", *rating(action["rating"]))
    yield _fact("Status", (action["status"], ""))
    names = [
        lead["name"] + ("" if lead["kind"] == "officer" else f"  ({lead['kind']})")
        for lead in action["leads"]
    ]
    for place, name in enumerate(names or ["no lead"]):
        yield _fact("" if place else "Leads", (name, ""))


def _due(milestone: Mapping[str, Any], today: date) -> str:
    """Return a milestone's due day and how far off it is, in words."""
    if milestone["due"] is None:
        return "no due day"
    due = date.fromisoformat(milestone["due"])
    days = (due - today).days
    far = "today" if days == 0 else f"in {_days(days)}" if days > 0 else f"{_days(-days)} ago"
    about = "about " if milestone["precision"] == "approximate" else ""
    return f"{about}by {short_day(due)}, {far}"


def _days(number: int) -> str:
    if number < 61:
        return f"{number} day{'' if number == 1 else 's'}"
    return f"{round(number / 30.44)} months" if number < 730 else f"{number // 365} years"


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
        day = short_day(date.fromisoformat(update["day"])) if update["day"] else "no day"
        head = [(day, "bold"), ("  ", "")]
        if update["state"] != "accepted":
            head.append((f"{update['state']}  ", "$warning"))
        if update["rating"]:
            head.append(
                (f"{SHAPES[update['rating']]} {LETTERS[update['rating']]}  ", f"$rating-{update['rating']}")
            )
        head.append((" · ".join(part for part in (update["status"], update["by"]) if part), "$quiet"))
        yield _row(*head)
        yield (
            shown(update["text"])
            if update["text"]
            else Content.styled("Nothing new." if update["kind"] != "update" else "No text.", "$quiet")
        )
        for label in ("source", "note"):
            if update[label]:
                yield Content.styled(f"{label}: ", "$quiet") + shown(update[label]).stylize("$quiet")


def _moves(moves: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    for move in moves:
        yield Content("")
        yield _row((short_day(date.fromisoformat(move["day"])), "bold"), ("  milestone moved", "$quiet"))
        yield _row((move["former"], "$quiet"), (" → ", "$quiet"), (move["wording"], ""))
        yield shown(move["reason"])


def _source(source: Mapping[str, Any]) -> Iterable[Content]:
    if source.get("paper"):
        day = f", {short_day(date.fromisoformat(source['day']))}" if source["day"] else ""
        place = f", line {source['line']}" if source["line"] else ""
        yield _fact("Source", (f"{source['paper']}{day}{place}", "$quiet"))
