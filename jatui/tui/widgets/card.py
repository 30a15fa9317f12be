"""An action as the text of its card, and as a paragraph to paste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from textual.content import Content

from jatui.domain.days import short_day, told_day
from jatui.domain.minutes import headline, is_open, state
from jatui.domain.said import ASKS, asides
from jatui.domain.text import clean_lines
from jatui.domain.words import FINISHED, count, sign
from jatui.store.scope import Scope
from jatui.tui.widgets.text import Piece, pieces, shown

_LABEL = 11


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
        *_minutes(action["minutes"]),
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
        parts.append(f"{told_day(last['day'])}: {last['text'] or 'nothing new'}")
    return clean_lines(" ".join(parts))


def _fact(label: str, value: Sequence[Piece], width: int) -> Iterable[Content]:
    """Yield a labelled value, folded under itself."""
    folded = pieces(value).wrap(width - _LABEL) or [Content("")]
    for place, line in enumerate(folded):
        yield Content.styled(f"{'' if place else label:{_LABEL}}", "$quiet") + line


def _facts(action: Mapping[str, Any], scope: Scope, width: int) -> Iterable[Content]:
    """Yield the lines of what is known of an action besides its words: milestone, standing, leads, committees."""
    milestone = action["milestone"]
    late = action["schedule"] == "passed" and action["status"] not in FINISHED
    passed = "$passed" if late else ""
    yield from _fact("Milestone", [(milestone["text"] or "(empty)", f"bold {passed}".strip())], width)
    yield from _fact("", [(due(milestone, scope.today), passed or "$quiet")], width)
    for part in milestone["unread"]:
        yield from _fact("Not read", [(part, "$warning")], width)
    if milestone["suggestion"]:
        yield from _fact(
            "Perhaps", [(milestone["suggestion"], "$warning"), ("  (not applied)", "$quiet")], width
        )
    for warning in milestone["warnings"]:
        yield from _fact("Note", [(warning, "$quiet")], width)
    if action["read_as"] is not None:
        left = action["read_as"] == milestone["text"]
        yield from _fact("Read as", [("left as printed" if left else action["read_as"], "$quiet")], width)
    yield from _stages(action["stages"], width)
    yield from _fact("Schedule", [(action["schedule"], passed)], width)
    yield from _fact("Status", [(action["status"], "")], width)
    yield from _fact("Rating", rating(action["rating"]), width)
    for each in action["committee_ratings"]:
        said = f": {each['text']}" if each["text"] else ""
        yield from _fact(
            "",
            [*rating(each["rating"]), (f"  {each['committee']}, {told_day(each['day'])}{said}", "$quiet")],
            width,
        )
    yield from _fact("", [(action["key"], "$quiet")], width)
    for place, lead in enumerate(action["leads"] or [{"name": "no lead", "kind": "officer"}]):
        kind = [] if lead["kind"] == "officer" else [(f"  {lead['kind']}", "$quiet")]
        held = [(f", held by {lead['holder']}", "")] if "holder" in lead else []
        yield from _fact("" if place else "Leads", [(lead["name"], ""), *kind, *held], width)
    yield from _fact("Committees", [(", ".join(action["committees"]) or "none", "$meeting")], width)


def _stages(stages: Sequence[Mapping[str, Any]], width: int) -> Iterable[Content]:
    """Yield the stages of a milestone where there are several, or one that was met."""
    if len(stages) < 2 and not any(stage["met"] for stage in stages):
        return
    for place, stage in enumerate(stages):
        style = {"met": "$quiet", "overdue": "$passed"}.get(stage["state"], "")
        said = f"met {told_day(stage['met'])}" if stage["met"] else stage["state"]
        words = f"{told_day(stage['due'])}  {stage['label']}".rstrip()
        yield from _fact("" if place else "Stages", [(words, style), (f"  {said}", style or "$quiet")], width)


def due(milestone: Mapping[str, Any], today: date) -> str:
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
    return [(f"{sign(word)} {word or 'not rated'}", f"$rating-{word}" if word else "$quiet")]


def _updates(updates: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    if not updates:
        yield Content.styled("No update yet.", "$quiet")
    for place, update in enumerate(updates):
        if place:
            yield Content("")
        head: list[Piece] = [(told_day(update["day"]), "bold")]
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
        for label, text in asides(update):
            yield pieces([(f"{label}: {text}", "$warning" if label == ASKS else "$quiet")])


def _moves(moves: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    for move in moves:
        yield Content("")
        yield pieces([(told_day(move["day"]), "bold"), (f"  milestone moved: {move['slip']}", "$quiet")])
        yield pieces([(move["former"] or "(empty)", "$quiet"), (" → ", "$quiet"), (move["wording"], "")])
        yield shown(move["reason"])


def _minutes(minutes: Sequence[Mapping[str, Any]]) -> Iterable[Content]:
    for each in minutes:
        yield Content("")
        yield from minute(each)


def minute(found: Mapping[str, Any]) -> Iterable[Content]:
    """Yield what a meeting asked or decided, with its answer, or who owes it."""
    yield pieces([(headline(found), "$meeting")])
    yield shown(found["text"])
    if told := state(found):
        yield pieces([(told, "$warning" if is_open(found) else "$quiet")])
    if found["answer"]:
        yield shown(found["answer"])


def _source(source: Mapping[str, Any], width: int) -> Iterable[Content]:
    day = f", {told_day(source['day'])}" if source["day"] else ""
    place = f", line {source['line']}" if source["line"] else ""
    yield from _fact("Source", [(f"{source['paper']}{day}{place}", "$quiet")], width)
