"""The large card of a meeting: how an action stands, what the committee was told, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from jatui.commands.sittings import Sitting, Told
from jatui.domain.contacts import hide
from jatui.domain.days import told_day
from jatui.domain.words import FINISHED, count
from jatui.store.scope import Scope
from jatui.tui.widgets.card import due, minute, paragraph, rating
from jatui.tui.widgets.text import Piece, pieces, shown

WIDEST = 100
"""Cells of a line beyond which it is read slowly."""

INDENT = 2
"""Cells by which what stands under a heading is set in."""


def meeting_card(
    action: Mapping[str, Any], told: Told, sitting: Sitting, scope: Scope, width: int
) -> Content:
    """Return the card, folded to so many cells; contacts are hidden in the action already."""
    width = min(width, WIDEST)
    theme = action["theme"]
    lines = [
        pieces([(action["handle"], "bold $accent"), (f"   {theme['code']}  {theme['name']}", "$quiet")]),
        Content(""),
        *shown(action["text"]).stylize("bold").wrap(width),
        Content(""),
        *_standing(action, scope, width),
        *_part(_heading(told, sitting), _last(told, sitting), width),
        *_part(f"Changed {sitting.reaches_back}", _changes(told), width),
    ]
    if told.later:
        lines += _part("Said since", [line for each in told.later for line in _update(each)], width)
    if moves := action["moves"]:
        times = count(len(moves), "move of the milestone", "moves of the milestone")
        lines += _part(times, list(_moves(moves)), width)
    if action["minutes"]:
        asked = [line for each in action["minutes"] for line in minute(each)]
        lines += _part("Asked and decided", asked, width)
    if waiting := sum(each["state"] in ("submitted", "deferred") for each in action["updates"]):
        lines += [
            Content(""),
            pieces([(f"{count(waiting, 'update')} not accepted yet, not shown here.", "$quiet")]),
        ]
    return Content("\n").join(lines)


def answer(action: Mapping[str, Any], told: Told, sitting: Sitting) -> str:
    """Return an action as a paragraph to read out: how it stands, and what has changed since the last meeting."""
    changed = " ".join(told.changes) or "Nothing."
    return f"{paragraph(action)} Changed {sitting.reaches_back}: {hide(changed)}"


def _standing(action: Mapping[str, Any], scope: Scope, width: int) -> Iterator[Content]:
    milestone = action["milestone"]
    late = action["schedule"] == "passed" and action["status"] not in FINISHED
    when: list[Piece] = [
        (milestone["text"] or "no milestone", "bold $passed" if late else "bold"),
        (f"   {due(milestone, scope.today)}", "$passed" if late else "$quiet"),
    ]
    leads = ", ".join(lead["name"] for lead in action["leads"]) or "no lead"
    committees = ", ".join(action["committees"]) or "no committee"
    yield from pieces([*rating(action["rating"]), (f"   {action['status']}", "")]).wrap(width)
    yield from pieces(when).wrap(width)
    yield from pieces([(leads, "bold"), (f"   {committees}", "$meeting")]).wrap(width)
    for each in action["committee_ratings"]:
        said = f": {each['text']}" if each["text"] else ""
        yield from pieces(
            [*rating(each["rating"]), (f"  {each['committee']}, {told_day(each['day'])}{said}", "$quiet")]
        ).wrap(width)


def _heading(told: Told, sitting: Sitting) -> str:
    if sitting.last is None:
        return f"{sitting.meeting.committee} has not met before"
    return f"What {sitting.meeting.committee} was told on {told_day(sitting.last.day.isoformat())}"


def _last(told: Told, sitting: Sitting) -> list[Content]:
    if told.last is not None:
        return list(_update(told.last))
    return [Content.styled("Nothing." if sitting.last else "So nothing was told.", "$quiet")]


def _changes(told: Told) -> list[Content]:
    if not told.changes:
        return [Content.styled("Nothing has changed.", "$quiet")]
    return [pieces([("• ", "$accent"), (hide(each), "")]) for each in told.changes]


def _update(update: Mapping[str, Any]) -> Iterator[Content]:
    head: list[Piece] = [(told_day(update["day"]), "bold")]
    if update["rating"]:
        head += [("  ", ""), *rating(update["rating"])]
    if update["by"]:
        head.append((f"  {update['by']}", "$quiet"))
    yield pieces(head)
    yield (
        shown(update["text"])
        if update["text"]
        else Content.styled("Nothing new." if update["kind"] == "nothing new" else "No text.", "$quiet")
    )


def _moves(moves: Sequence[Mapping[str, Any]]) -> Iterator[Content]:
    for move in moves:
        yield pieces([(told_day(move["day"]), "bold"), (f"  {move['slip']}", "$warning")])
        yield pieces([(move["former"] or "(empty)", "$quiet"), (" → ", "$quiet"), (move["wording"], ""),
                      (f"  {move['reason']}", "$quiet")])  # fmt: skip


def _part(heading: str, lines: Sequence[Content], width: int) -> list[Content]:
    """Return lines under a heading, set in and folded."""
    inner = max(1, width - INDENT)
    folded = [part for line in lines for part in (line.wrap(inner) or [Content("")])]
    return [
        Content(""),
        Content.styled(heading, "$accent"),
        *(Content(" " * INDENT) + part for part in folded),
    ]
