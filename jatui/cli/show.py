"""How actions, calendars and readings look as plain lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jatui.cli.output import out, out_table, wrapped
from jatui.domain.days import short_day
from jatui.domain.words import LETTERS, SHAPES, count

if TYPE_CHECKING:
    from jatui.store.facets import Facet
    from jatui.store.scope import Scope


def rating(word: str | None) -> str:
    """Return a rating as shape, letter and word."""
    return f"{SHAPES[word]} {LETTERS[word]} {word}" if word else "· – not rated"


def due(milestone: dict[str, Any]) -> str:
    """Return a milestone's due day in words."""
    if milestone["due"] is None:
        return "no due day"
    day = f"by {short_day(date.fromisoformat(milestone['due']))}"
    return f"{day}, approximately" if milestone["precision"] == "approximate" else day


def actions(found: Sequence[dict[str, Any]]) -> None:
    """Print actions one a line."""
    rows = []
    for each in found:
        leads = [lead["name"] for lead in each["leads"]]
        rows.append(
            (
                each["handle"],
                each["milestone"]["text"],
                each["milestone"]["due"] or "",
                f"{SHAPES[each['rating']]} {LETTERS[each['rating']]}",
                each["status"],
                each["text"],
                ", ".join(leads),
            )
        )
    out_table(("Ref", "Milestone", "Due", "R", "Status", "Action", "Leads"), rows, flexible=5)


def action(found: dict[str, Any], source: dict[str, Any], scope: Scope) -> None:
    """Print one action whole."""
    milestone = found["milestone"]
    out(f"{found['handle']}  {found['theme']['code']} {found['theme']['name']}")
    out(wrapped(found["text"]))
    out()
    lines = [("Milestone", f"{milestone['text'] or '(empty)'}  ({due(milestone)})")]
    if milestone["unread"]:
        lines.append(("Not read", "; ".join(milestone["unread"])))
    if milestone["suggestion"]:
        lines.append(("Perhaps", f"{milestone['suggestion']} (not applied)"))
    lines += [("Note", warning) for warning in milestone["warnings"]]
    lines += [
        ("Schedule", found["schedule"]),
        ("Rating", rating(found["rating"])),
        ("Status", found["status"]),
        ("Committees", ", ".join(found["committees"]) or "(none)"),
        ("Leads", ", ".join(f"{lead['name']}" for lead in found["leads"]) or "(none)"),
    ]
    if source.get("paper"):
        place = f"{source['paper']}, {source['day'] or 'no day'}"
        lines.append(
            ("Source", f"{place}; {source['file']} line {source['line']}" if source["line"] else place)
        )
    for name, value in lines:
        out(f"{name:11}{value}")
    out()
    out(count(len(found["updates"]), "update") if found["updates"] else "No update yet.")
    for update in found["updates"]:
        day = short_day(date.fromisoformat(update["day"])) if update["day"] else "no day"
        state = "" if update["state"] == "accepted" else f"  [{update['state']}]"
        said = (
            "nothing new"
            if update["kind"] == "nothing new"
            else rating(update["rating"])
            if update["rating"]
            else ""
        )
        out(
            "  ".join(
                part for part in (f"{day}{state}", said, update["status"] or "", update["by"] or "") if part
            )
        )
        if update["text"]:
            out(wrapped(update["text"], "    "))
        if update["source"]:
            out(wrapped(f"Source: {update['source']}", "    "))
        if update["note"]:
            out(wrapped(f"Note: {update['note']}", "    "))


def calendar(
    months: Sequence[Facet],
    meetings: Sequence[tuple[str, str, str | None]],
    found: Sequence[dict[str, Any]],
    scope: Scope,
) -> None:
    """Print what falls due month by month, with the meetings, and at the end what has no date."""
    by_month: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        by_month.setdefault((each["milestone"]["due"] or "none")[:7], []).append(each)
    held: dict[str, list[str]] = {}
    for committee, day, deadline in meetings:
        closing = f", papers close {short_day(date.fromisoformat(deadline))}" if deadline else ""
        held.setdefault(day[:7], []).append(
            f"{committee} meets {short_day(date.fromisoformat(day))}{closing}"
        )
    counted = {month.key: month for month in months}
    for key in [*sorted({*held, *counted} - {"none"}), *(["none"] if "none" in counted else [])]:
        title = f"{date.fromisoformat(key + '-01'):%B %Y}" if key != "none" else "No date"
        month = counted.get(key)
        passed = f", {month.passed} passed and open" if month and month.passed else ""
        out(f"{title}: {count(month.count if month else 0, 'action')}{passed}")
        for line in held.get(key, []):
            out(f"  ◇ {line}")
        for each in by_month.get(key, []):
            mark = "" if each["milestone"]["due"] else f"  [{each['schedule']}]"
            out(
                f"  {SHAPES[each['rating']]} {each['handle']:7}{each['milestone']['text']:24}{mark} {each['text']}"
            )
        out()


def reading(found: dict[str, Any]) -> None:
    """Print how a wording is read."""
    out(f"{found['text']}")
    parts = [("kind", found["kind"])]
    parts += [
        (name, found[name])
        for name in ("start", "end", "due", "precision", "recurrence", "suggestion")
        if found[name]
    ]
    parts += [("unread", part) for part in found["unread"]] + [
        ("note", warning) for warning in found["warnings"]
    ]
    if not found["due"]:
        parts.append(("due", "no due day"))
    for name, value in parts:
        out(f"  {name:11}{value}")
