"""The card that triage shows: the action, what was said last beside what came in, and at the end what came of it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.content import Content

from jatui.domain.days import told_day
from jatui.domain.differences import compare, is_alike
from jatui.domain.words import FINISHED, count
from jatui.store.inbox import Incoming
from jatui.store.queue import Outcome
from jatui.store.scope import Scope
from jatui.tui.widgets.beside import beside, marked
from jatui.tui.widgets.card import due, rating
from jatui.tui.widgets.text import Piece, pieces, shown

MOST_LISTED = 40
"""Handles of one outcome that the end lists."""


def triage_card(
    action: Mapping[str, Any], came_in: Incoming | None, waiting: int, why: str, scope: Scope, width: int
) -> Content:
    """Return the card of an action in the queue: why it is there, what it is, and what was said; `waiting` counts updates."""
    rule = Content.styled("─" * width, "$line")
    theme = action["theme"]
    lines = [
        pieces([(why, "bold $accent"), (f"  {theme['code']}  {theme['name']}", "$quiet")]),
        Content(""),
        shown(action["text"]).stylize("bold"),
        Content(""),
        *_facts(action, scope),
        *_slips(action["moves"]),
        rule,
        *_said(action["updates"], came_in, waiting, width),
    ]
    return Content("\n").join(lines)


def _facts(action: Mapping[str, Any], scope: Scope) -> list[Content]:
    """Return how the action stands in few lines, so that what was said stays in view."""
    milestone = action["milestone"]
    late = action["schedule"] == "passed" and action["status"] not in FINISHED
    when = due(milestone, scope.today)
    lines = [
        pieces(
            [
                (milestone["text"] or "(empty)", "bold $passed" if late else "bold"),
                (f"  {when}", "$passed" if late else "$quiet"),
                (f"  {action['schedule']}" if action["schedule"] != "passed" else "", "$quiet"),
            ]
        )
    ]
    lines += [pieces([("Not read ", "$quiet"), (part, "$warning")]) for part in milestone["unread"]]
    if milestone["suggestion"]:
        lines.append(pieces([("Perhaps ", "$quiet"), (milestone["suggestion"], "$warning")]))
    leads = ", ".join(lead["name"] for lead in action["leads"]) or "no lead"
    committees = ", ".join(action["committees"]) or "no committee"
    stands = [
        *rating(action["rating"]),
        (f" · {action['status']} · ", "$quiet"),
        (leads, ""),
        (" · ", "$quiet"),
    ]
    key = [pieces([(action["key"], "$quiet")])] if action["key"] else []
    return [*lines, pieces([*stands, (committees, "$meeting")]), *key]


def _slips(moves: Sequence[Mapping[str, Any]]) -> list[Content]:
    told = [f"from {move['former'] or '(empty)'}: {move['slip']}" for move in moves]
    return [
        pieces([(f"{'' if place else 'Moved':11}", "$quiet"), (words, "$warning")])
        for place, words in enumerate(told)
    ]


def _said(
    updates: Sequence[Mapping[str, Any]], came_in: Incoming | None, waiting: int, width: int
) -> list[Content]:
    """Return what was said last, beside what came in where something did."""
    last = next((each for each in updates if each["state"] == "accepted" and each["text"]), None)
    if came_in is None:
        return _former(last, shown(last["text"])) if last else _former(None, Content(""))
    former, later = compare(last["text"] if last else "", came_in.text)
    kin = is_alike(former, later)
    text = marked(former, "$quiet strike") if kin else pieces([(last["text"] if last else "", "$quiet")])
    left = _former(last, text)
    right = _incoming(came_in, waiting, marked(later, "bold $accent" if kin else ""))
    return beside(left, right, width) if last else [*right, Content(""), *left]


def _former(last: Mapping[str, Any] | None, text: Content) -> list[Content]:
    if last is None:
        return [Content.styled("Nothing was said of it before.", "$quiet")]
    head: list[Piece] = [("Last said ", "$quiet"), (told_day(last["day"]), "bold"), ("  ", "")]
    by = [pieces([(last["by"], "$quiet")])] if last["by"] else []
    return [pieces([*head, *rating(last["rating"])]), *by, text]


def _incoming(came_in: Incoming, waiting: int, text: Content) -> list[Content]:
    day = told_day(came_in.day.isoformat()) if came_in.day else "no day"
    head: list[Piece] = [("Came in ", "$accent"), (day, "bold"), ("  ", "")]
    head += rating(came_in.rating) if came_in.rating else [("no rating", "$quiet")]
    if came_in.status:
        head.append((f"  {came_in.status}", ""))
    who = " · ".join(part for part in (came_in.by, came_in.source) if part)
    lines = [pieces(head)]
    if waiting > 1:
        lines.append(
            pieces([(f"The first of {waiting} that wait; the next comes after it.", "bold $warning")])
        )
    if who:
        lines.append(pieces([(who, "$quiet")]))
    if came_in.asks:
        asks: list[Piece] = [
            ("Asks for ", "$quiet"),
            (came_in.asks, "bold $warning"),
            ("  M moves it", "$quiet"),
        ]
        lines.append(pieces(asks))
    lines.append(text if came_in.text else Content.styled("No text.", "$quiet"))
    if came_in.note:
        lines.append(pieces([(f"Note: {came_in.note}", "$quiet")]))
    return lines


def end_card(found: Outcome, left: int, skipped: int) -> Content:
    """Return what came of the triage: the counts in one line, and the actions of each."""
    told = [
        f"{len(found.reviewed):,} reviewed",
        f"{len(found.changed):,} changed",
        f"{len(found.newly_red):,} newly red",
    ]
    told.append(count(len(found.extensions), "extension request"))
    lines = [Content.styled(", ".join(told), "bold"), Content("")]
    if left:
        lines += [
            pieces([(f"{count(skipped, 'card')} skipped; enter goes through them.", "$warning")]),
            Content(""),
        ]
    for name, handles in (
        ("Changed", found.changed),
        ("Newly red", found.newly_red),
        ("Extension requests", found.extensions),
        ("Sent back", found.sent_back),
        ("Put off", found.deferred),
    ):
        if handles:
            more = f" and {len(handles) - MOST_LISTED:,} more" if len(handles) > MOST_LISTED else ""
            lines.append(pieces([(f"{name}  ", "$quiet"), (", ".join(handles[:MOST_LISTED]) + more, "")]))
    return Content("\n").join(lines)
