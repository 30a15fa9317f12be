"""The indicators that a report tells to a committee, with what changed of each since its last meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jatui.commands.told import papers_of
from jatui.domain.days import days_in_full
from jatui.domain.scorecard import Entry, Standing
from jatui.papers.measured import Indicator, Measured
from jatui.store import Reader
from jatui.store.indicators import standing, touched_since
from jatui.store.scope import Scope

_FIELDS = ("value", "target", "rating")
"""What of a measurement is told where it was corrected."""


def measured(read: Reader, scope: Scope, committee: str | None, revision: int) -> Measured:
    """Return the indicators of a plan, or those of a committee, with what changed of them after a revision."""
    found = standing(read, scope)
    if not found:
        return Measured()
    touched = touched_since(read, revision)
    titles = {each["slug"]: each["title"] for each in papers_of(read, scope)}
    told = [each for each in found if committee is None or each.committee == committee]
    several = scope.plan is None
    return Measured([_told(each, titles, touched, several=several) for each in told], len(found) - len(told))


def _told(
    each: Standing,
    titles: Mapping[str, str],
    touched: Mapping[tuple[str, int], Mapping[str, Any] | None],
    *,
    several: bool,
) -> Indicator:
    """Return an indicator in words."""
    latest = each.latest
    target = (latest.target_text if latest else None) or each.target_text
    return Indicator(
        number=f"{each.plan} {each.number}" if several else each.number,
        name=each.name or "",
        value=None if latest is None else _value(latest),
        of=latest.when if latest else "",
        target=target,
        outcome=each.outcome,
        rating=each.rating,
        rated_for=each.judged.when if each.outrun and each.judged else None,
        direction=each.short.brief,
        age=days_in_full(each.age.words),
        changed="; ".join(_changes(each, touched)),
        source=_source(each, titles),
    )


def _value(entry: Entry) -> str:
    return entry.text or "no data"


def _source(each: Standing, titles: Mapping[str, str]) -> str:
    """Return where the values come from, and which paper prints the latest."""
    latest = each.latest
    told = [each.source] if each.source else []
    slug, line = (latest.paper, latest.line) if latest and latest.paper else (each.paper, each.line)
    if slug is not None:
        told.append(f"{titles.get(slug, slug)}{f', line {line}' if line else ''}")
    return "; ".join(told) or "no source"


def _changes(each: Standing, touched: Mapping[tuple[str, int], Mapping[str, Any] | None]) -> Iterator[str]:
    """Yield what changed of an indicator: its target, what was measured or corrected, and what was taken away."""
    if ("indicator", each.id) in touched:
        before = touched["indicator", each.id]
        if before is None:
            yield "new"
        elif before["target"] != each.target_text:
            yield f"the target was {before['target'] or 'none'}"
    for entry in each.series:
        if ("measurement", entry.id) not in touched:
            continue
        before = touched["measurement", entry.id]
        if before is None:
            told = [
                *([_value(entry)] if entry.has_value else []),
                *([f"rated {entry.rating}"] if entry.rating else []),
            ]
            yield f"{', '.join(told) or 'a note'}{_of(entry.when)}"
            continue
        now = {"value": entry.text, "target": entry.target_text, "rating": entry.rating}
        for name in _FIELDS:
            if before[name] != now[name]:
                yield f"the {name}{_of(entry.when)} was {before[name] or 'none'}"
    there = {entry.id for entry in each.series}
    for (entity, row), before in touched.items():
        if entity == "measurement" and row not in there and before and before["indicator_id"] == each.id:
            yield f"taken away: {before['value'] or 'no value'}{_of(before['period'])}"


def _of(period: str | None) -> str:
    return f" for {period}" if period else ""
