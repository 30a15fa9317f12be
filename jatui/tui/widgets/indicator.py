"""One indicator in words: all that its plot shows and what was measured, each value with who says so and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from jatui.domain.days import short_day
from jatui.domain.scorecard import Entry, Standing
from jatui.domain.words import count, sign
from jatui.tui.widgets.plot import sparkline
from jatui.tui.widgets.text import Piece, pieces

LABEL = 10
"""Cells that the name of a fact takes."""

MOST_BARS = 24
"""How many values the row of bars shows."""

LEAST = 12
"""Cells that what is told of it is given at least."""


def value_words(each: Standing) -> str:
    """Return the latest value as printed, or in words that there is none."""
    if each.latest is not None:
        return each.latest.text or "no data"
    return each.outcome or "no value"


def told(each: Standing, unseen: Callable[[str], str], width: int) -> list[Content]:
    """Return an indicator as lines of so many cells; `unseen` takes out of a text what is not to be seen here."""
    name = unseen(each.name or "(no name is printed)")
    lines = pieces([(f"{each.number}  ", "bold $accent"), (name, "bold")]).wrap(width)
    for label, said in _facts(each, unseen):
        lines += _folded(pieces([(f"{label:{LABEL}}", "$quiet")]), pieces(said), width)
    number = count(len(each.series), "measurement") if each.series else "Nothing was measured yet."
    lines += [Content(""), pieces([(number, "bold")])]
    for entry in reversed(each.series):
        lines += _folded(pieces([(f"{entry.number:>2}  ", "$quiet")]), _measured(entry, unseen), width)
    return lines


def _folded(label: Content, said: Content, width: int) -> list[Content]:
    """Return words behind a label, those of further lines below the first."""
    indent = label.cell_length
    first, *rest = said.wrap(max(LEAST, width - indent))
    return [label + first, *(Content(" " * indent) + line for line in rest)]


def _facts(each: Standing, unseen: Callable[[str], str]) -> Iterator[tuple[str, list[Piece]]]:
    """Yield what is known of an indicator and what follows from it, each under its label."""
    judged, proposal = each.judged, each.proposal
    of = f", judged for {judged.when}" if judged and judged.when else ""
    of += "; a newer value is not rated" if each.outrun else ""
    rated = f"$rating-{each.rating}" if each.rating else "$quiet"
    yield "Rated", [(f"{sign(each.rating)} {each.rating or 'not rated'}", rated), (unseen(of), "$quiet")]
    mark = f"({sign(proposal.rating)}) " if proposal.rating else ""
    yield "Proposed", [(f"{mark}{proposal.words}", "$quiet")]
    if each.outcome:
        yield "Said", [(f"to have {each.outcome} its target", "")]
    when = f" of {each.latest.when}" if each.latest and each.latest.when else ""
    yield "Value", [(unseen(value_words(each)), "bold"), (unseen(when), "$quiet")]
    better = f"; better is {each.polarity}" if each.polarity else "; what is better is not said"
    beside = f", tolerance {each.tolerance}" if each.tolerance else ""
    target = each.target.text if each.target else "none is set"
    yield "Target", [(unseen(f"{target}{beside}"), ""), (better, "$quiet")]
    if shape := sparkline(each, MOST_BARS):
        yield "Values", [(shape, "$accent"), (f"  {unseen(_span(each))}", "$quiet")]
    if each.baseline:
        yield "Baseline", [(unseen(each.baseline), "")]
    yield "Short", [(each.short.words, "")]
    yield "Long", [(each.long.words, "")]
    yield "Forecast", [(each.forecast.words, "$quiet")]
    if each.year_forecast:
        yield "Year end", [(each.year_forecast.words, "$quiet")]
    yield "Data", [(each.age.words, "$passed" if each.age.late else "")]
    kept = (("measured", each.frequency), ("owner", each.owner), ("committee", each.committee), ("scale", each.scale),
            ("from", each.source), ("in", ", ".join(each.sets)))  # fmt: skip
    if facts := " · ".join(f"{name} {unseen(value)}" for name, value in kept if value):
        yield "Kept", [(facts, "$quiet")]
    if each.note:
        yield "Note", [(unseen(each.note), "$quiet")]
    if each.paper:
        yield "Source", [(_place(each.paper, each.line), "$quiet")]


def _span(each: Standing) -> str:
    """Return the lowest and the highest figure that was measured, and when."""
    known = [(entry.number_value, entry) for entry in each.series if entry.number_value is not None]
    low, high = (edge(known, key=lambda one: one[0])[1] for edge in (min, max))
    if low is high:
        return "one figure"
    return f"lowest {low.text} {low.when}, highest {high.text} {high.when}"


def _place(paper: str, line: int | None) -> str:
    return f"{paper}{f' line {line}' if line else ''}"


def _measured(entry: Entry, unseen: Callable[[str], str]) -> Content:
    """Return a measurement: its value, rating, days, and who says so where."""
    value = entry.text or ("no data" if entry.kind else "no value")
    parts: list[Piece] = [(unseen(value), "bold" if entry.text else "$quiet")]
    if entry.target_text:
        parts.append((f", target {entry.target_text}", ""))
    if entry.rating:
        parts += [("  ", ""), (f"{sign(entry.rating)} {entry.rating}", f"$rating-{entry.rating}")]
    if entry.outcome:
        parts.append((f"  {entry.outcome} its target", ""))
    days = [
        unseen(entry.period) if entry.period else "",
        f"data of {short_day(entry.of)}" if entry.of else "",
    ]
    days += [
        f"reported {short_day(entry.day)}" if entry.day else "",
        f"by {unseen(entry.said_by)}" if entry.said_by else "",
    ]
    days += [_place(entry.paper, entry.line) if entry.paper else ""]
    parts.append((f"  {' · '.join(each for each in days if each)}", "$quiet"))
    if entry.said:
        parts.append((f"\n{unseen(entry.said)}", ""))
    return pieces(parts)
