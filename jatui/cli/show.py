"""How actions, calendars and readings look as plain lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jatui.cli.output import cut, line, out, out_fact, out_table, width_of, wrapped
from jatui.domain.days import short_day, told_day
from jatui.domain.minutes import headline, state
from jatui.domain.said import asides
from jatui.domain.schedule import tell
from jatui.domain.words import NO_PAPER, count, sign

if TYPE_CHECKING:
    from jatui.store.facets import Facet
    from jatui.store.scope import Meeting, Scope
    from jatui.store.sources import Part

LABEL = 12
"""Columns that a field's name takes before its value."""

WHOLE = ("Plan", "Ref", "Theme", "Theme name", "Action", "Committees", "Leads", "Milestone", "Due", "Schedule", "Status",
         "Rating", "Ratings by committees")  # fmt: skip
"""The headings of actions in a file."""


def rating(word: str | None) -> str:
    """Return a rating as shape, letter and word."""
    return f"{sign(word)} {word or 'not rated'}"


def due(milestone: dict[str, Any]) -> str:
    """Return a milestone's due day in words."""
    if milestone["due"] is None:
        return "no due day"
    about = ", approximately" if milestone["precision"] == "approximate" else ""
    return f"by {told_day(milestone['due'])}{about}"


def actions(found: Sequence[dict[str, Any]], own: Sequence[Sequence[str]], scope: Scope) -> None:
    """Print actions one a line; `own` are the ratings by committees of each that differ from the officer's."""
    rows = [
        (
            each["handle"],
            sign(each["rating"], committees),
            each["status"],
            each["milestone"]["due"] or "",
            each["milestone"]["text"],
            ", ".join(_held(lead) for lead in each["leads"]),
            each["text"],
        )
        for each, committees in zip(found, own, strict=True)
    ]
    headings = ("Ref", "R", "Status", "Due", "Milestone", "Leads", "Action")
    plans = [each["plan"] for each in found] if scope.plan is None else None
    out_table(headings, rows, flexible=(4, 5, 6), record=("Action", 0), plans=plans)


def actions_whole(found: Sequence[dict[str, Any]], own: Sequence[Sequence[str]]) -> None:
    """Put actions into a list for a file, with all that a line has no room for."""
    rows = [
        (
            each["plan"],
            each["handle"],
            each["theme"]["code"],
            each["theme"]["name"],
            each["text"],
            "; ".join(each["committees"]),
            "; ".join(_held(lead) for lead in each["leads"]),
            each["milestone"]["text"],
            each["milestone"]["due"] or "",
            each["schedule"],
            each["status"],
            rating(each["rating"]),
            "; ".join(map(rating, committees)),
        )
        for each, committees in zip(found, own, strict=True)
    ]
    out_table(WHOLE, rows)


def action(found: dict[str, Any], source: dict[str, Any], scope: Scope, key: str) -> None:
    """Print one action whole, with the key of its plan's ratings."""
    milestone = found["milestone"]
    out(f"{found['handle']}  {line(found['theme']['name'])}")
    out(wrapped(found["text"]))
    out()
    if scope.plan is None:
        _field("Plan", found["plan"])
    _field("Milestone", f"{milestone['text'] or '(empty)'}  ({due(milestone)})")
    if found["read_as"] is not None:
        left = found["read_as"] == milestone["text"]
        _field("Read as", "printed; a person left it so" if left else found["read_as"])
    for part in milestone["unread"]:
        _field("Not read", part)
    if milestone["suggestion"]:
        _field("Perhaps", f"{milestone['suggestion']} (not applied)")
    for warning in milestone["warnings"]:
        _field("Note", warning)
    _field("Schedule", _schedule(found, scope))
    for number, stage in enumerate(_told_stages(found["stages"])):
        _field("" if number else "Stages", _stage(stage))
    _field("Rating", rating(found["rating"]))
    for each in found["committee_ratings"]:
        said = f": {each['text']}" if each["text"] else ""
        _field("", f"{rating(each['rating'])}  {each['committee']}, {told_day(each['day'])}{said}")
    _field("Key", key)
    _field("Status", found["status"])
    _field("Committees", ", ".join(found["committees"]) or "(none)")
    _field("Leads", ", ".join(_lead(lead) for lead in found["leads"]) or "(none)")
    if source.get("paper"):
        place = f"; {source['file']} line {source['line']}" if source["file"] and source["line"] else ""
        _field("Source", f"{source['paper']}, {told_day(source['day'])}{place}")
    for number, served in enumerate(found["commitments"]):
        by = f", says {served['by']}" if served["by"] else ""
        said = f"{served['number']} of {served['plan']} ({served['kind']}, {served['sure']}{by}): {served['text']}"
        _field("" if number else "Serves", said)
    for move in found["moves"]:
        _move(move)
    for each in found["minutes"]:
        _minute(each)
    out()
    out(count(len(found["updates"]), "update") if found["updates"] else "No update yet.")
    for update in found["updates"]:
        _update(update)


def sources(found: Sequence[Part]) -> None:
    """Print where an action and everything that belongs to it is read."""
    out()
    out(f"Sources of {count(len(found), 'record')}:")
    for part in found:
        place = part.source.told if part.source else NO_PAPER
        out(wrapped(f"{part.kind} {part.name}: {place}", "    ", "  "))


def _minute(found: dict[str, Any]) -> None:
    """Print what a meeting asked or decided, and the answer."""
    out()
    out(line("; ".join(part for part in (headline(found), state(found)) if part)))
    out(wrapped(found["text"]))
    if found["answer"]:
        out(wrapped(f"Answer: {found['answer']}"))


def named(found: dict[str, Any], scope: Scope) -> str:
    """Return an action's handle, behind its plan where several are looked at, as every verb takes it."""
    return found["handle"] if scope.plan is not None else f"{found['plan']}/{found['handle']}"


def _schedule(found: dict[str, Any], scope: Scope) -> str:
    """Return where an action stands against the day and the next meeting."""
    meeting = scope.next_meeting
    given = found["milestone"]["due"]
    return tell(
        found["schedule"],
        date.fromisoformat(given) if given else None,
        scope.today,
        (meeting.committee, meeting.day, meeting.deadline) if meeting else None,
    )


def _told_stages(stages: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return the stages to print: all, but nothing for the one that the due day tells already."""
    return [] if len(stages) == 1 and stages[0]["met"] is None else stages


def _stage(stage: dict[str, Any]) -> str:
    """Return a stage in words."""
    name = f"{stage['label']}: " if stage["label"] else ""
    state = f"met {told_day(stage['met'])}" if stage["met"] else stage["state"]
    return f"{name}by {told_day(stage['due'])}  {state}"


def _move(move: dict[str, Any]) -> None:
    """Print how a milestone was moved."""
    out()
    meeting = move["meeting"]
    approved = f", approved by {meeting['committee']} {told_day(meeting['day'])}" if meeting else ""
    out(wrapped(f"{told_day(move['day'])}  milestone moved{approved}: {move['slip']}", "    ", "  "))
    out(wrapped(f"from {move['former'] or '(empty)'} to {move['wording'] or '(empty)'}", "    "))
    out(wrapped(move["reason"], "    "))


def _lead(lead: dict[str, str]) -> str:
    held = f", held by {lead['holder']}" if "holder" in lead else ""
    return lead["name"] if lead["kind"] == "officer" else f"{lead['name']} ({lead['kind']}{held})"


def _held(lead: dict[str, str]) -> str:
    """Return a lead's name, with who holds the post that day."""
    return f"{lead['name']} ({lead['holder']})" if "holder" in lead else lead["name"]


def _field(name: str, value: str) -> None:
    out_fact(name, value, LABEL)


def _update(update: dict[str, Any]) -> None:
    """Print what was said on a day."""
    out()
    said = [
        told_day(update["day"]),
        "" if update["state"] == "accepted" else f"[{update['state']}]",
        "nothing new" if update["kind"] == "nothing new" else "",
        rating(update["rating"]) if update["rating"] else "",
        update["status"] or "",
        update["by"] or "",
    ]
    out("  " + "  ".join(line(part) for part in said if part))
    if update["text"]:
        out(wrapped(update["text"], "    "))
    for name, text in asides(update):
        out(wrapped(f"{name}: {text}", "    "))


def calendar(
    months: Sequence[Facet],
    meetings: Sequence[Meeting],
    found: Sequence[dict[str, Any]],
    scope: Scope,
) -> None:
    """Print what falls due month by month, with the meetings, and at the end what has no date."""
    by_month: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        by_month.setdefault((each["milestone"]["due"] or "none")[:7], []).append(each)
    held: dict[str, list[str]] = {}
    for meeting in meetings:
        closing = f", papers close {short_day(meeting.deadline)}" if meeting.deadline else ""
        said = f"{meeting.committee} meets {short_day(meeting.day)}{closing}"
        held.setdefault(meeting.day.isoformat()[:7], []).append(said)
    counted = {month.key: month for month in months}
    keys = [*sorted({*held, *counted} - {"none"}), *(["none"] if "none" in counted else [])]
    handles = max((len(named(each, scope)) for each in found), default=0)
    for place, key in enumerate(keys):
        if place:
            out()
        month = counted.get(key)
        title = f"{date.fromisoformat(key + '-01'):%B %Y}" if key != "none" else "No date"
        passed = f", {month.passed} passed and open" if month and month.passed else ""
        out(f"{title}: {count(month.count if month else 0, 'action')}{passed}")
        for said in held.get(key, []):
            out(f"  ◇ {line(said)}")
        for each in by_month.get(key, []):
            begin = f"  {sign(each['rating'])} {named(each, scope):{handles}}  "
            waits = "waiting; " if each["schedule"] == "waiting" else ""
            end = f"  ({waits}{line(each['milestone']['text']) or 'no milestone'})"
            out(begin + cut(each["text"], width_of(begin + end)) + end)


def reading(found: dict[str, Any]) -> None:
    """Print how a wording is read."""
    out(line(found["text"]) or "(empty)")
    parts = [("kind", found["kind"])]
    parts += [(name, found[name]) for name in ("start", "end") if found[name]]
    parts += [("due", found["due"] or "no due day")]
    parts += [(name, found[name]) for name in ("precision", "recurrence", "suggestion") if found[name]]
    parts += [("not read", part) for part in found["unread"]]
    parts += [("note", warning) for warning in found["warnings"]]
    for name, value in parts:
        out(f"  {name:{LABEL}}{line(value)}".rstrip())
