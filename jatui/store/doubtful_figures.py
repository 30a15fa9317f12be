"""Figures that want a person's eye: counts and amounts that do not agree, sets of a wrong size, unmeasured indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jatui.domain.days import short_day
from jatui.domain.findings import Finding, cited, listed, told_size
from jatui.domain.match import fold
from jatui.domain.moves import quoted
from jatui.domain.words import count
from jatui.store.cited import Sources
from jatui.store.reader import Reader
from jatui.store.values import day_or_none

_COUNTED = ("theme", "commitment", "action", "indicator")
_HELD = " ".join(
    f"WHEN '{kind}' THEN (SELECT count(*) FROM {kind} x WHERE x.plan_id = s.plan_id"
    + (" AND (s.theme_id IS NULL OR x.theme_id = s.theme_id))" if kind != "theme" else ")")
    for kind in _COUNTED
)
_CLAIMS = f"""
    SELECT s.plan_id, s.number, s.counts, s.claimed, CASE s.counts {_HELD} END, t.code, s.text, s.paper_id, s.line
    FROM statement s LEFT JOIN theme t ON t.id = s.theme_id
    WHERE s.kind = 'claim' AND s.counts IS NOT NULL AND s.claimed IS NOT NULL ORDER BY s.plan_id, s.number
"""
_AMOUNTS = """
    SELECT m.plan_id, m.about, m.printed, m.pounds, m.paper_id, m.line FROM amount m JOIN plan p ON p.id = m.plan_id
    WHERE m.about IS NOT NULL ORDER BY p.position, p.slug, m.number
"""
_SETS = """
    SELECT s.plan_id, s.name, s.version, s.state, s.least, s.most,
        (SELECT count(*) FROM set_member m WHERE m.indicator_set_id = s.id), s.note, s.paper_id, s.line
    FROM indicator_set s WHERE s.state <> 'superseded' ORDER BY s.plan_id, s.name, s.version
"""
_INDICATORS = """
    SELECT i.plan_id, i.number, i.target IS NOT NULL OR EXISTS (
            SELECT 1 FROM measurement m WHERE m.indicator_id = i.id AND m.target IS NOT NULL),
        i.polarity IS NOT NULL, i.owner_id IS NOT NULL,
        EXISTS (SELECT 1 FROM measurement m WHERE m.indicator_id = i.id AND m.rating IS NOT NULL),
        EXISTS (SELECT 1 FROM measurement m WHERE m.indicator_id = i.id),
        (SELECT m.kind FROM measurement m WHERE m.indicator_id = i.id ORDER BY m.number DESC LIMIT 1) IS 'no data',
        EXISTS (SELECT 1 FROM measurement m WHERE m.indicator_id = i.id AND m.rating IS NOT NULL
            AND m.data_day IS NULL AND m."end" IS NULL AND m.period IS NULL),
        i.paper_id, i.line
    FROM indicator i ORDER BY i.plan_id, i.position, i.number
"""
_OLD = """
    SELECT i.plan_id, i.number, m.number, m.data_day, m.day, i.frequency, i.lag, m.rating, m.paper_id, m.line
    FROM measurement m JOIN indicator i ON i.id = m.indicator_id WHERE m.data_day < m.day
    ORDER BY i.plan_id, i.position, i.number, m.number
"""
_DAYS = {"monthly": 31, "quarterly": 92, "half-yearly": 184, "yearly": 366}


class _Indicator(NamedTuple):
    """What an indicator has of what it is judged by, and what is known of it."""

    number: str
    target: bool
    polarity: bool
    owner: bool
    rated: bool
    measured: bool
    no_data: bool
    ageless: bool
    paper: int | None
    line: int | None


def of_figures(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield what is found of counts, amounts, sets and indicators."""
    yield from _claims(read, places)
    yield from _amounts(read, places)
    yield from _sets(read, places)
    yield from _indicators(read, places)
    yield from _old_data(read, places)


def _claims(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each claim of a paper that does not agree with the count; both stand."""
    for plan, number, kind, claimed, held, theme, text, *place in read.rows(_CLAIMS):
        if claimed != held:
            within = f" in {theme}" if theme else ""
            told = f"The paper says {count(claimed, kind)} ({cited(text)!r}), and {held} {'is' if held == 1 else 'are'}"
            yield Finding(
                f"count {kind} {number}",
                places.plans[plan],
                "count",
                f"{told} there{within}.",
                places.at(*place),
            )


def _amounts(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each thing of which papers give different amounts, across plans too."""
    of: dict[str, list[tuple[int, str, str, int, int | None, int | None]]] = {}
    for row in read.rows(_AMOUNTS):
        of.setdefault(fold(row[1]), []).append(row)
    for about, same in of.items():
        first = same[0]
        other = next((row for row in same if row[3] != first[3]), None)
        if other is not None:
            plans = dict.fromkeys(places.plans[row[0]] for row in same)
            printed = " and ".join(dict.fromkeys(row[2] for row in same))
            yield Finding(
                f"figures {about}",
                places.plans[first[0]],
                "figures",
                f"Of {quoted(first[1])} the papers say {printed}.",
                places.at(*first[4:]),
                places.at(*other[4:]),
                others=tuple(plans)[1:],
            )


def _sets(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each set in force or proposed that has more or fewer indicators than it is to have."""
    for plan, name, version, state, least, most, held, note, *place in read.rows(_SETS):
        if size := told_size(held, least, most):
            also = f" {note}" if note else ""
            has = f"{count(held, 'indicator')}, and it is to have {size}"
            yield Finding(
                f"set {name} {version}",
                places.plans[plan],
                "set",
                f"Version {version} of the set {name}, {state}, has {has}.{also}",
                places.at(*place),
            )


def _indicators(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield what indicators of a plan lack, counted: what they are judged by, a rating, data, the day of their data."""
    of: dict[int, list[_Indicator]] = {}
    for plan, *row in read.rows(_INDICATORS):
        of.setdefault(plan, []).append(_Indicator._make(row))
    for plan, rows in of.items():
        for key, kind, told, without in _lacking(rows):
            first = without[0] if len(without) < len(rows) else None
            place = places.at(first.paper, first.line) if first else places.of(plan)
            yield Finding(key, places.plans[plan], kind, told, place)


def _lacking(rows: Sequence[_Indicator]) -> Iterator[tuple[str, str, str, Sequence[_Indicator]]]:
    """Yield key, kind and sentence of what indicators lack, with those that lack it."""
    total = count(len(rows), "indicator")
    for name in ("target", "polarity", "owner"):
        without = [row for row in rows if not getattr(row, name)]
        what = f"{'an' if name == 'owner' else 'a'} {name}"
        if len(without) == len(rows):
            yield f"none {name}", "none", f"None of {total} has {what}; none was made up.", without
        elif without:
            numbers = listed([row.number for row in without])
            yield f"lacks {name}", "lacks", f"{len(without)} of {total} lack {what}: {numbers}.", without
    if unrated := [row for row in rows if not row.rated]:
        named = sum(not row.measured for row in unrated)
        told = (
            f"{len(unrated)} of {total} are not rated: {len(unrated) - named} with something said of them, "
            f"{named} only named. Unrated is neither green nor missed."
        )
        yield "unrated indicators", "unrated", told, unrated
    if nothing := [row for row in rows if row.no_data]:
        numbers = listed([row.number for row in nothing])
        told = f"Of {len(nothing)} of {total} there are no data: {numbers}. No data is no miss."
        yield "no data", "unrated", told, nothing
    if ageless := [row for row in rows if row.ageless]:
        numbers = listed([row.number for row in ageless])
        told = f"Of {count(len(ageless), 'rating')} no day of the data is told, so their age is not known: {numbers}."
        yield "age of data", "old data", told, ageless


def _old_data(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield measurements whose data are older than their report by more than their frequency and lag explain."""
    for plan, indicator, number, data, day, frequency, lag, rating, *place in read.rows(_OLD):
        since, reported = day_or_none(data), day_or_none(day)
        if since is None or reported is None:
            continue
        if (reported - since).days > _DAYS.get(frequency, 0) + (lag or 0):
            keeps = f", and it is rated {rating} by them" if rating else ""
            told = f"The data of {indicator} are of {short_day(since)}, the report of {short_day(reported)}{keeps}."
            yield Finding(
                f"old data {indicator} {number}", places.plans[plan], "old data", told, places.at(*place)
            )
