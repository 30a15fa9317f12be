"""Say why a wording has no due day."""

from __future__ import annotations

from jatui.domain.milestones.mentions import Mention, Script

CONDITION = "It waits on a condition, so it has no due day."
_KINDS = {
    "half": "half-year",
    "term": "school-term",
    "weekof": "week",
    "nthday": "day",
    "festival": "event",
    "years": "range",
    "unsure": "none",
    "now": "relative",
}
_YEARS = {"financial": "financial-year", "school": "school-year", "municipal": "municipal-year"}


def kind_without_days(script: Script, partial: list[Mention]) -> str:
    """Return the kind of a wording that gives no days."""
    said = script.said
    if script.lengths:
        return "relative"
    if partial and "wait" not in said:
        return kind_of_partial(partial)
    if "wait" in said:
        return "event" if "event" in said else "dependent"
    if "event" in said:
        return "event"
    if said & {"done", "begun", "progress", "held", "moved"}:
        return "status"
    if said & {"none", "soon", "label"}:
        return "none"
    if any(not mention.first.broken for mention in script.mentions):
        return "none"
    if script.unknown or script.numbers or script.mentions:
        return "unreadable"
    return "none"


def kind_of_partial(partial: list[Mention]) -> str:
    """Return the kind of periods whose days are not known."""
    first = partial[0]
    if first.first.shape == "event":
        return "event"
    if len(partial) > 1:
        return "list"
    if first.last is not None:
        return "range"
    if first.cue in ("from", "since"):
        return "onwards"
    if first.cue in ("after", "earliest"):
        return "not-before"
    if first.cue in ("until", "before") or first.first.closing:
        return "until"
    if first.first.shape == "year":
        return _YEARS.get(
            first.first.basis,
            "financial-year" if first.first.year and first.first.year.pair else "calendar-year",
        )
    if first.first.shape == "month" and first.first.part:
        return "part-of-month"
    return _KINDS.get(first.first.shape, first.first.shape)


def why_no_day(script: Script, partial: list[Mention], kind: str) -> list[str]:
    """Return the sentences that say why there is no due day."""
    said = script.said
    reasons = []
    if any(m.first.year is None and m.first.shape not in ("unsure", "event") for m in partial):
        reasons.append("No year is written, so it has no due day.")
    if any(m.role == "thing" for m in script.mentions):
        reasons.append("The year names a thing and not the time of the work.")
    if any(m.role == "unsure" and m.first.year is not None for m in partial):
        reasons.append("Nobody can say whether the date is the one on which the work is due.")
    if any(m.role == "not" for m in script.mentions):
        reasons.append("The wording says that this is not the date.")
    if kind == "event" or "wait" in said:
        reasons.append(CONDITION if "wait" in said else "It waits on an event whose day is not written.")
    if kind == "relative":
        reasons.append("From which day it is counted is not written, so it has no due day.")
    if kind == "status":
        reasons.append("It is a status and not a date.")
    if kind == "none" and not reasons:
        reasons.append("No date is written.")
    return reasons


def plural_doubt(ends: list[Mention]) -> list[str]:
    """Return what is doubtful about several dates: nothing between them, or an `or`."""
    said = []
    for mention in ends[1:]:
        if not mention.gap:
            said.append("Two dates stand beside each other with nothing between them; both are read.")
        if "OR" in mention.gap:
            said.append("Two dates are offered; the later one is taken.")
    return said
