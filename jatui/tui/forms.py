"""Forms: which fields of a command a person is asked for, what they begin with, and what is told as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from jatui.commands.registry import REGISTRY, Command
from jatui.domain.days import parse_day, show_day, told_day
from jatui.domain.errors import Problem
from jatui.domain.words import count, sign
from jatui.tui.asked import Asked
from jatui.tui.widgets.text import Piece

Texts = Mapping[str, str]
"""What stands in the fields of a form, by name."""


@dataclass(frozen=True, slots=True)
class Form:
    """A command's form: what is known beforehand and not asked, what fields begin with, and the words around them."""

    module: str
    known: Callable[[Asked], dict[str, Any]] = lambda asked: {}
    begin: Callable[[Asked], dict[str, str]] = lambda asked: {}
    about: Callable[[Asked], list[Piece]] = lambda asked: []
    live: Callable[[Asked, Texts], list[Piece]] = lambda asked, texts: []
    by_number: bool = False
    """Whether the command takes the number of an update or a question, which is that of one plan."""

    def command(self, name: str) -> type[Command]:
        """Return the command that the form fills in."""
        import_module(f"jatui.commands.{self.module}")
        return REGISTRY[name]


def _wording(asked: Asked) -> list[Piece]:
    """Return the milestone that a form is about, with its moves so far."""
    from jatui.store.milestones import milestone

    found = milestone(asked.tracker.read, asked.actions[0])
    told: list[Piece] = [(found.handle, "bold"), (f"  {found.wording or '(empty)'}", "")]
    if found.read_as is not None and found.read_as != found.wording:
        told.append((f"  read as {found.read_as}", "$quiet"))
    told += [(f"\nmoved from {move.former}", "$quiet") for move in reversed(found.moves)]
    if len(asked.actions) > 1:
        told.append(
            (
                f"\nand {count(len(asked.actions) - 1, 'more action')}: {', '.join(asked.handles[1:8])}",
                "$quiet",
            )
        )
    return told


def _rated(asked: Asked) -> list[Piece]:
    """Return how the actions of a form are rated by their officers, and the first of them by committees."""
    from jatui.domain.bulk import named
    from jatui.store.committee_ratings import committee_ratings
    from jatui.store.standing import ratings_of

    read = asked.tracker.read
    ratings = ratings_of(read, asked.actions)
    told: list[Piece] = [(named(asked.handles), "bold")]
    told += [(f"  {sign(each)} {each or 'not rated'}{f' ({number:,})' if len(asked.actions) > 1 else ''}", "")
             for each, number in ratings.items()]  # fmt: skip
    told.append((" by the officer, which stands", "$quiet"))
    for each in committee_ratings(read, asked.actions[0]) if len(asked.actions) == 1 else ():
        told.append(
            (
                f"\n{sign(each['rating'])} {each['rating']} by {each['committee']}, {told_day(each['day'])}",
                "$quiet",
            )
        )
    return told


def _overseen(asked: Asked) -> dict[str, str]:
    """Return the committee that oversees an action, or met last, to begin with."""
    scope = asked.tracker.scope()
    found = asked.tracker.read.actions(asked.actions[:1], scope)
    named = [code for each in found for code in each["committees"] if code != "ALL"]
    last = scope.last_meeting
    if last is not None and (last.committee in named or not named):
        return {"committee": last.committee}
    return {"committee": named[0]} if named else {}


def _live_move(asked: Asked, texts: Texts) -> list[Piece]:
    """Return how far the wording that is being typed moves the milestone."""
    from jatui.domain.moves import describe
    from jatui.store.milestones import milestone

    if not texts["wording"].strip():
        return [("The new wording is read as you type it.", "$quiet")]
    found = milestone(asked.tracker.read, asked.actions[0])
    new = describe(found.wording, found.due, found.moves, texts["wording"], found.paper)
    return [
        (new.words, "" if new.reading.due else "$warning"),
        *((f"\n{each}", "$quiet") for each in new.reading.warnings),
    ]


def _live_reading(asked: Asked, texts: Texts) -> list[Piece]:
    """Return how the wording that is being typed is read."""
    from jatui.domain.milestones import read
    from jatui.store.milestones import milestone

    found = read(texts["wording"], paper=milestone(asked.tracker.read, asked.actions[0]).paper)
    due = f"by {show_day(found.due)}" if found.due else "no due day"
    return [
        (f"{found.kind}: {due}", "" if found.due else "$warning"),
        *((f"\n{each}", "$quiet") for each in found.warnings),
    ]


def _suggested(asked: Asked) -> dict[str, str]:
    """Return the wording with its suggestion in place, or as it stands."""
    from jatui.domain.suggestions import with_suggestion
    from jatui.store.milestones import milestone

    found = milestone(asked.tracker.read, asked.actions[0])
    return {"wording": with_suggestion(found.wording, found.paper) or found.wording}


def _live_meeting(asked: Asked, texts: Texts) -> list[Piece]:
    """Return when papers close for the day that is being typed."""
    from jatui.domain.working_days import paper_deadline

    text = texts.get("to") or texts.get("day") or ""
    if not text.strip():
        return [("Papers close five clear working days before the meeting.", "$quiet")]
    try:
        day = parse_day(text, asked.tracker.today)
    except Problem as problem:
        return [(str(problem), "$warning")]
    return [
        (
            f"{day:%A} {show_day(day)}; papers close {paper_deadline(day):%A} {show_day(paper_deadline(day))}",
            "",
        )
    ]


def _of_meeting(asked: Asked) -> dict[str, str]:
    """Return the meeting on or after the calendar's day, to begin with."""
    from jatui.store.meetings import planned

    held = planned(asked.tracker.read)
    from_day = asked.day or asked.tracker.today
    found = next((each for each in held if each.day >= from_day), None)
    return {"committee": found.committee, "day": found.day.isoformat()} if found else {}


def _new_meeting(asked: Asked) -> dict[str, str]:
    return {"day": asked.day.isoformat()} if asked.day else {}


def _ref(asked: Asked) -> dict[str, Any]:
    return {"ref": asked.refs}


def _asked_for(asked: Asked) -> dict[str, str]:
    """Return the milestone that came in as asked for, to begin with."""
    return {"wording": asked.came_in.asks} if asked.came_in and asked.came_in.asks else {}


def _deferral(asked: Asked) -> dict[str, Any]:
    decided = ("rating", "status", "text")
    return {"ref": asked.refs, "review": asked.day, "nothing_new": False, **dict.fromkeys(decided)}


def _until(asked: Asked) -> dict[str, str]:
    """Return the next day on which papers close, to begin with."""
    meeting = asked.tracker.scope().next_meeting
    day = meeting and (meeting.deadline or meeting.day)
    return {"until": day.isoformat()} if day and day >= asked.tracker.today else {}


def _of_update(asked: Asked) -> dict[str, Any]:
    return {"number": asked.came_in.number if asked.came_in else 0, "review": asked.day}


def _what_came_in(asked: Asked) -> list[Piece]:
    """Return what goes back, as it came."""
    found = asked.came_in
    return [(found.handle or "", "bold"), (f"  {found.text or 'No text.'}", "$quiet")] if found else []


def _what_is_unplaced(asked: Asked) -> list[Piece]:
    """Return an update that has no action, whole, with where it comes from and what is odd about it."""
    found = asked.came_in
    if found is None:
        return []
    told: list[Piece] = [
        (f"Update {found.number}  ", "bold"),
        (found.source or "", "$quiet"),
        (f"\n{found.text}", ""),
    ]
    return [*told, (f"\n{found.note}", "$warning")] if found.note else told


def _put_off(asked: Asked) -> list[Piece]:
    return [
        (f"Put off {', '.join(asked.handles[:8])}; it comes up again on the day that is given.", "$quiet")
    ]


def _minuted(asked: Asked) -> dict[str, Any]:
    return {"ref": asked.refs or None}


def _asked_in(asked: Asked) -> dict[str, str]:
    """Return the meeting, the action's first lead, and the day on which papers for the next meeting close, to begin with."""
    from jatui.commands.minutes import held_last, next_after

    read, scope = asked.tracker.read, asked.tracker.scope()
    found = {"meeting": asked.meeting}
    if not asked.meeting and (held := held_last(read, scope)):
        found["meeting"] = f"{held.committee} {held.day}"
    if asked.actions and (named := read.actions(asked.actions[:1], scope)) and named[0]["leads"]:
        found["lead"] = named[0]["leads"][0]["name"]
    if following := next_after(read, found["meeting"]):
        found["due"] = (following.deadline or following.day).isoformat()
    return found


def _told_minutes(asked: Asked) -> list[Piece]:
    """Return what meetings have asked and decided of the action so far."""
    from jatui.domain.minutes import headline, state
    from jatui.store.minutes import minutes

    told: list[Piece] = [(asked.refs or "Of no action", "bold")]
    for each in minutes(asked.tracker.read, None, actions=asked.actions[:1]) if asked.actions else ():
        told += [(f"\n{headline(each)}  ", "$meeting"), (each["text"], ""), (f"  {state(each)}", "$quiet")]
    return told


def _waiting(asked: Asked) -> dict[str, str]:
    """Return the number of the question that waits longest, of the action or at large."""
    from jatui.store.minutes import minutes

    found = minutes(
        asked.tracker.read, asked.tracker.scope().plan, actions=asked.actions[:1], unanswered=True
    )
    return {"number": str(found[-1]["number"])} if found else {}


FORMS: dict[str, Form] = {
    "review": Form("triage", _deferral, _until, _put_off),
    "place": Form(
        "returns",
        lambda asked: {"number": asked.came_in.number if asked.came_in else 0},
        about=_what_is_unplaced,
        by_number=True,
    ),
    "return": Form("triage", _of_update, about=_what_came_in, by_number=True),
    "milestone move": Form("milestones", _ref, _asked_for, _wording, _live_move),
    "milestone correct": Form("milestones", _ref, _suggested, _wording, _live_reading),
    "milestone leave": Form("milestones", _ref, about=_wording),
    "milestone met": Form("milestones", _ref, about=_wording),
    "committee rate": Form("committees", _ref, _overseen, _rated),
    "meeting ask": Form("minutes", _minuted, _asked_in, _told_minutes),
    "meeting decide": Form("minutes", _minuted, _asked_in, _told_minutes),
    "meeting answer": Form("minutes", begin=_waiting, about=_told_minutes, by_number=True),
    "meeting add": Form("meetings", begin=_new_meeting, live=_live_meeting),
    "meeting change": Form("meetings", begin=_of_meeting, live=_live_meeting),
    "meeting cancel": Form("meetings", begin=_of_meeting),
}
"""The forms by the name of their command."""
