"""What a request sheet says of one action, and what it asks: its milestone in words, how it stands, what was said last."""

from __future__ import annotations

from datetime import date

from jatui.domain.days import show_day
from jatui.domain.stages import Standing
from jatui.domain.words import count
from jatui.papers.sheets import AskedAction
from jatui.store.requests import Asked, Spoken


def ask(asked: Asked, lead: str, today: date, meeting: date, last_meeting: date | None) -> AskedAction:
    """Return what a lead is told of an action and asked for a meeting; `last_meeting` is the one before it, if known."""
    values = asked.values
    others = [each for each in values["leads"] if each["name"] != lead]
    told = [
        f"Milestone: {milestone_words(asked, today)}",
        _moved(asked),
        f"Committees: {', '.join(values['committees']) or '(none)'}",
        f"Also asked: {', '.join(map(_named, others))}" if others else "",
        f"It stands at: {values['rating'] or 'not rated'}; {values['status']}",
        f"Last update, {said_words(asked.last)}" if asked.last else "",
        f"Came in and not yet taken up: {_quoted(asked.waiting)}" if asked.waiting else "",
        _silence(asked, last_meeting),
    ]
    return AskedAction(
        values["handle"], values["text"], tuple(filter(None, told)), _question(asked, today, meeting)
    )


def _named(lead: dict[str, str]) -> str:
    return lead["name"] if lead["kind"] == "officer" else f"{lead['name']} ({lead['kind']})"


def milestone_words(asked: Asked, today: date) -> str:
    """Return the milestone as printed, and its days in words."""
    told = [asked.values["milestone"]["text"] or "(empty)"]
    if asked.read_as is not None and asked.read_as != asked.values["milestone"]["text"]:
        told.append(f"read as {asked.read_as or '(empty)'}")
    stages = [_stage(stage, len(asked.stages) > 1, today) for stage in asked.stages]
    due = asked.values["milestone"]["due"]
    if not stages and due:
        stages = [_due(date.fromisoformat(due), today)]
    if stages and asked.values["milestone"]["precision"] == "approximate":
        stages[-1] += " (the day is approximate)"
    told += stages or ["no due day is read from it"]
    return "; ".join(told)


def _stage(stage: Standing, named: bool, today: date) -> str:
    """Return a stage with its day, and whether it was met or has passed."""
    name = f"{stage.label}: " if named and stage.label else ""
    if stage.met:
        return f"{name}by {show_day(stage.due)}, met on {show_day(stage.met)}"
    return name + _due(stage.due, today)


def _due(due: date, today: date) -> str:
    return f"by {show_day(due)}" + (", which has passed" if due < today else "")


def _moved(asked: Asked) -> str:
    """Return how often and how far the milestone was moved."""
    return f"It was moved {count(asked.moves, 'time')}: {asked.moved}" if asked.moves else ""


def said_words(last: Spoken) -> str:
    """Return what was said last, with its day and by whom."""
    day = show_day(last.day) if last.day else "of no known day"
    by = f", by {last.by}" if last.by else ""
    return f"{day}{by}: {_words(last)}"


def _quoted(said: Spoken) -> str:
    return f"{show_day(said.day)}: {_words(said)}" if said.day else _words(said)


def _words(said: Spoken) -> str:
    """Return what was said, with its rating."""
    text = said.text.strip() or ("nothing new" if said.nothing_new else "(no text)")
    return f"{text} [{said.rating}]" if said.rating else text


def _silence(asked: Asked, last_meeting: date | None) -> str:
    """Return that nothing was said since the last meeting, or ever; nothing where something was."""
    if asked.last is None and asked.waiting is None:
        return "Nothing has been said of it yet."
    days = [said.day for said in (asked.last, asked.waiting) if said and said.day]
    if last_meeting and not any(day >= last_meeting for day in days):
        return f"Nothing has been said of it since the meeting on {show_day(last_meeting)}."
    return ""


def _question(asked: Asked, today: date, meeting: date) -> str:
    """Return what is asked of the lead."""
    day = asked.values["milestone"]["due"]
    due = date.fromisoformat(day) if day else None
    if due is not None and due < today:
        return (
            "What is asked: its day has passed. Is it complete, and what shows that? "
            "If not: how is it rated, what has been done, which new date is needed, and why?"
        )
    if due is not None and due <= meeting:
        return (
            "What is asked: it is due before the meeting. Will it be complete, and what shows that? "
            "How is it rated, what has been done, and is a new date needed, and why?"
        )
    return "What is asked: how is it rated, what has been done since, and is a new date needed, and why?"
