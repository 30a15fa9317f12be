"""How reports tell an action, its milestone and the state that they are of, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import takewhile
from typing import Any, Final

from jatui.commands.questions import milestone_words, said_words
from jatui.domain.days import days_in_full, show_day
from jatui.domain.moments import tell_hour
from jatui.domain.moves import quoted
from jatui.domain.records import KINDS
from jatui.papers.progress import NO_LEAD, Action
from jatui.store import Reader
from jatui.store.requests import Asked
from jatui.store.scope import Scope

_ORDER: Final = {kind: place for place, kind in enumerate(KINDS)}


def state_facts(read: Reader, scope: Scope) -> list[tuple[str, str]]:
    """Return of which day and of which state a report is."""
    at, revision = read.state()
    recorded = days_in_full(tell_hour(datetime.fromisoformat(at)))
    state = f"revision {revision:,} of the plan, recorded on {recorded}" if revision else "an empty plan"
    return [("As at", show_day(scope.today)), ("State", state)]


def papers_of(read: Reader, scope: Scope) -> list[dict[str, Any]]:
    """Return the papers that a plan was read from; records come by kind, and none behind the papers is asked for."""
    last = _ORDER["paper"]
    found = takewhile(lambda record: _ORDER[record[0]] <= last, read.records(scope.plan))
    return [values for kind, values in found if kind == "paper"]


def theme_called(scope: Scope, plan: str, code: str, name: str) -> str:
    """Return what a theme is called; with its plan where several are told."""
    return f"{code} {name}" if scope.plan is not None else f"{plan}: {code} {name}"


def told_action(
    asked: Asked, scope: Scope, *, overdue: bool, silent: bool, committees_say: tuple[str, ...]
) -> Action:
    """Return an action as reports tell it."""
    values = asked.values
    due = values["milestone"]["due"]
    return Action(
        handle=handle_called(scope, values),
        text=values["text"],
        theme=theme_called(scope, values["plan"], values["theme"]["code"], values["theme"]["name"]),
        leads="; ".join(map(lead_called, values["leads"])) or NO_LEAD,
        milestone="; ".join([milestone_words(asked, scope.today), *unread(values["milestone"])]),
        status=values["status"],
        rating=values["rating"],
        committees_say=committees_say,
        said=_said(asked),
        overdue=(scope.today - date.fromisoformat(due)).days if overdue else None,
        silent=silent,
    )


def handle_called(scope: Scope, values: Mapping[str, Any]) -> str:
    """Return the handle of an action; with its plan where several are told."""
    return str(values["handle"]) if scope.plan is not None else f"{values['plan']} {values['handle']}"


def lead_called(lead: Mapping[str, str]) -> str:
    """Return the name of a lead, with who holds the post that day."""
    return f"{lead['name']} ({lead['holder']})" if lead.get("holder") else lead["name"]


def _said(asked: Asked) -> str:
    """Return what was said last; where that is nothing new, since what."""
    if asked.last is None:
        return "nothing yet"
    told = said_words(asked.last)
    return f"{told}, since {said_words(asked.worded)}" if asked.last.nothing_new and asked.worded else told


def unread(milestone: Mapping[str, Any]) -> list[str]:
    """Return which parts of a milestone are not read."""
    return [f"{quoted(part)!r} is not read" for part in milestone["unread"]]


def dated(wording: str, due: str | None) -> str:
    """Return a wording with the day that it is due by."""
    return f"{wording or '(empty)'}; {by_day(due)}"


def by_day(due: str | None) -> str:
    """Return by which day something is due, or that there is none."""
    return f"by {show_day(date.fromisoformat(due))}" if due else "no due day"


def when(move: Mapping[str, Any]) -> str:
    """Return on which day a milestone was moved, and which meeting approved that."""
    meeting = move["meeting"]
    day = show_day(date.fromisoformat(move["day"]))
    if meeting is None:
        return f"on {day}"
    return f"on {day}, approved by {meeting['committee']} on {show_day(date.fromisoformat(meeting['day']))}"
