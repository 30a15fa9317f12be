"""Decide what a wording as a whole says, from its mentions and the other words of time in it."""

from __future__ import annotations

from datetime import date

from jatui.domain.milestones.mentions import Mention, Script
from jatui.domain.milestones.periods import Span, resolve
from jatui.domain.milestones.reading import Reading, Repeat, Stage


def span_of(mention: Mention) -> Span | None:
    """Return the days of a mention, a range as one."""
    first = resolve(mention.first)
    if mention.last is None:
        return first
    last = resolve(mention.last)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    return Span("range", first.start, last.end, first.exact and last.exact)


def judge(text: str, script: Script, paper: date | None) -> Reading:
    """Return the reading of a wording."""
    spans = [(mention, span) for mention in script.mentions if (span := span_of(mention)) is not None]
    broken = [m.first for m in script.mentions if m.first.broken]
    unread = tuple(script.plain[period.start : period.end] for period in broken)
    stages = tuple(Stage(script.plain[m.start : m.end], m.label, s.start, s.end, s.end) for m, s in spans)
    warnings = tuple(f"{part!r} is not read." for part in unread)
    fixes = [
        script.plain[p.start : p.end].replace(script.plain[p.start : p.end].split()[0], p.fix)
        for p in broken
        if p.fix
    ]
    if script.often is not None:
        first = spans[0][1].end if spans else None
        repeat = Repeat(script.often.every, script.often.unit, first)
        return Reading(text, "recurring", spans[0][1].start if spans else None, repeat=repeat, stages=stages)
    if "wait" in script.said:
        return Reading(text, "dependent", warnings=("It waits on a condition, so it has no due day.",))
    if "phased" in script.said or not spans:
        kind = "phased" if "phased" in script.said else "none" if "none" in script.said else "unreadable"
        return Reading(text, kind, unread=() if kind != "unreadable" else (text,))
    mention, span = spans[-1]
    kind = "list" if len(spans) > 1 or unread else span.kind
    start, end = spans[0][1].start, span.end
    if mention.cue == "until":
        kind, start = "until", None
    if len(spans) > 1 and not mention.joined:
        warnings += ("Two periods stand beside each other with nothing between them.",)
    return Reading(
        text,
        kind,
        start,
        None if unread else end,
        None if unread else end,
        "exact" if span.exact else "approximate",
        unread=unread,
        warnings=warnings,
        suggestion=fixes[0] if len(fixes) == 1 else None,
        stages=stages,
    )
