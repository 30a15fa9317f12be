"""The verbs that show indicators, how they stand and what sets they are in, and the groups of those that change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from jatui.cli.complete import complete_indicator, complete_set, complete_words
from jatui.cli.context import AS_JSON, Session, as_file, session
from jatui.cli.output import apart, line, out, out_fact, out_json, out_table, say, terminal_columns
from jatui.cli.verbs import INDICATOR_VERBS, SET_VERBS, Verbs
from jatui.domain.days import short_day
from jatui.domain.errors import Misused
from jatui.domain.indicators import SCALES
from jatui.domain.moves import quoted
from jatui.domain.words import count, sign

if TYPE_CHECKING:
    from jatui.domain.scorecard import Entry, Standing
    from jatui.store.indicators import KeptSet

LABEL = 13
"""Columns that a label takes before its value."""

BARS = "▁▂▃▄▅▆▇█"
"""The heights of a sparkline."""

GAP = "·"
"""What stands in a sparkline for a value that is no figure."""


@click.group("indicator", cls=Verbs, sections=INDICATOR_VERBS)
def indicator() -> None:
    """Show one indicator, record what was measured, and keep the sets that committees watch."""


@click.group("set", cls=Verbs, sections=SET_VERBS)
def indicator_set() -> None:
    """Propose a set of indicators, fill it, and record that a committee approved it."""


@click.command("indicators")
@click.option(
    "--scale",
    metavar="|".join(SCALES),
    shell_complete=complete_words(SCALES),
    help="Only those of a level of performance: strategic, operational or individual.",
)
@click.option(
    "--set",
    "in_set",
    metavar="NAME",
    shell_complete=complete_set,
    help="Only those of a set, in its version in force.",
)
@click.option("--rated/--unrated", default=None, help="Only those that somebody has rated, or nobody.")
@AS_JSON
@as_file
@session
def indicators(
    given: Session, scale: str | None, in_set: str | None, rated: bool | None, as_json: bool
) -> None:
    """Show the indicators: latest value, target, judged rating, and beside it what target and tolerance propose.

    Directions are of the last two values and of the last four; whether up is better is told by the polarity alone.
    """
    from jatui.cli.schemes import say_key
    from jatui.commands.indicator_sets import find_set
    from jatui.store.indicators import standing

    if scale is not None and scale not in SCALES:
        raise Misused(f"--scale: {quoted(scale)!r} is no scale. It is one of: {', '.join(SCALES)}.")
    tracker = given.tracker
    scope = tracker.scope()
    chosen = find_set(tracker.read, scope, in_set) if in_set is not None else None
    found = standing(tracker.read, scope, scale=scale, in_set=chosen, rated=rated)
    if as_json:
        out_json([each.as_json() for each in found])
        return
    several = scope.plan is None and len({each.plan for each in found}) > 1
    if found:
        _table(found, several)
    if chosen is not None:
        say(f"{_told_set(chosen)}.")
    say(_counted(found))
    if not found and scope.plan is not None and scale is None and in_set is None and rated is None:
        say(f"{scope.name} has none. `jatui --plan all indicators` shows those of every plan.")
    if found:
        say_key(tracker.read, scope.plan)


def _table(found: Sequence[Standing], several: bool) -> None:
    """Print indicators one a line, with their plans where there are several; a narrow terminal has fewer columns."""
    width = terminal_columns()
    narrow = width is not None and width < WIDE
    shown = [
        (heading, told)
        for heading, told in COLUMNS.items()
        if (several or heading != "Plan") and not (narrow and heading in LEFT_OUT)
    ]
    headings = [heading for heading, _ in shown]
    flexible = [headings.index(name) for name in ("Value", "Target", "Name")]
    rows = [[told(each) for _, told in shown] for each in found]
    out_table(headings, rows, flexible=flexible, record=("Indicator", headings.index("Number")))
    if narrow:
        say(f"Left out for want of room: {', '.join(LEFT_OUT)}; `jatui indicator show` tells them.")


def rating_words(each: Standing) -> str:
    """Return the judged rating, with the period that it is of where a newer value has outrun it."""
    return f"{sign(each.rating)} {each.judged.when}" if each.outrun and each.judged else sign(each.rating)


def value_words(each: Standing) -> str:
    """Return the latest value as printed, or in words that there is none."""
    if each.latest is None or each.latest.text is None:
        return "no data" if each.latest else "no value"
    return each.latest.text


COLUMNS: Mapping[str, Callable[[Standing], str]] = {
    "Plan": lambda each: each.plan,
    "Number": lambda each: each.number,
    "R": rating_words,
    "Value": value_words,
    "Of": lambda each: each.latest.when if each.latest else "",
    "Target": lambda each: each.target_text or "none",
    "Said": lambda each: each.outcome or "",
    "Proposed": lambda each: each.proposal.brief,
    "Short": lambda each: each.short.brief,
    "Long": lambda each: each.long.brief,
    "Age": lambda each: each.age.brief,
    "Name": lambda each: each.name or "",
}
"""The columns of the scorecard."""

LEFT_OUT = ("Of", "Said", "Long")
"""The columns that a narrow terminal has no room for."""

WIDE = 110
"""Columns of a terminal from which all are shown."""


def _counted(found: Sequence[Standing]) -> str:
    """Return how many there are and how they are rated; those that nobody rated are said to be so."""
    rated = [each.rating for each in found if each.rating]
    told = [f"{rated.count(word)} {word}" for word in ("red", "amber", "green", "blue") if word in rated]
    return (
        f"{count(len(found), 'indicator')}: {', '.join([*told, f'{len(found) - len(rated):,} not rated'])}."
    )


@click.command("show")
@click.argument(
    "number",
    shell_complete=complete_indicator,
    help="The indicator's number, such as NI 197; NI 01 and NI1 are NI 1.",
)
@AS_JSON
@session
def show(given: Session, number: str, as_json: bool) -> None:
    """Show one indicator whole: what it is, every value with who rated it how, and what follows from them."""
    from jatui.store.indicators import one

    tracker = given.tracker
    found = one(tracker.read, tracker.scope(), number)
    if as_json:
        out_json(found[0].as_json() if len(found) == 1 else [each.as_json() for each in found])
        return
    for each in apart(found):
        _whole(each, len(found) > 1)


def _whole(each: Standing, several: bool) -> None:
    """Print one indicator, with its plan where its number stands in several."""
    plan = f"  ({each.plan})" if several else ""
    out(line(f"{each.number}  {each.name or '(no name)'}{plan}"))
    facts = (
        ("Printed", each.printed),
        ("Theme", f"{each.theme} {each.theme_name}" if each.theme else None),
        ("Scale", each.scale),
        ("Unit", each.unit),
        ("Better is", each.polarity or "not said"),
        ("Baseline", each.baseline),
        ("Target", each.target_text or "none is set"),
        ("Tolerance", each.tolerance),
        ("Measured", each.frequency),
        ("Owner", each.owner or "nobody is named"),
        ("Committee", each.committee),
        ("Values from", each.source),
        ("Lag", count(each.lag, "day") if each.lag is not None else None),
        ("Sets", ", ".join(each.sets)),
        ("Note", each.note),
        ("Source", f"{each.paper}{f' line {each.line}' if each.line else ''}" if each.paper else None),
    )
    for name, value in facts:
        if value:
            _fact(name, value)
    out()
    judged = each.judged
    of = f", judged for {judged.when}" if judged and judged.when else ""
    newer = "; the newer value is not rated" if each.outrun else ""
    _fact("Rating", f"{sign(each.rating)} {each.rating or 'not rated'}{of}{newer}")
    _fact("Proposed", f"{sign(each.proposal.rating)} {each.proposal.words}")
    if each.outcome:
        _fact("Said to have", f"{each.outcome} its target")
    _fact("Value", value_words(each))
    _fact("Last two", each.short.words)
    _fact("Last four", each.long.words)
    _fact("Forecast", each.forecast.words)
    if each.year_forecast:
        _fact("Year's end", each.year_forecast.words)
    _fact("Age", each.age.words)
    if shape := sparkline(each):
        _fact("Shape", shape)
    out()
    out(count(len(each.series), "measurement") if each.series else "Nothing was measured yet.")
    for entry in reversed(each.series):
        _entry(entry)


def sparkline(each: Standing) -> str:
    """Return the figures of an indicator as bars, with a gap for each that is none, and the lowest and the highest in words."""
    known = [figure for figure in each.figures if figure is not None]
    if len(known) < 2:
        return ""
    least, most = min(known), max(known)
    bars = "".join(
        GAP if figure is None else BARS[int((figure - least) / (most - least) * 7) if most > least else 3]
        for figure in each.figures
    )
    texts = {figure: entry.text for figure, entry in zip(each.figures, each.series, strict=True)}
    return f"{bars} from {texts[least]} to {texts[most]}, the oldest first"


def _entry(entry: Entry) -> None:
    """Print one measurement."""
    value = entry.value
    said = [entry.text or ("no data" if entry.kind else "no value")]
    if entry.target_text:
        said.append(f"target {entry.target_text}")
    said += [
        each
        for each in (f"{sign(entry.rating)} {entry.rating}" if entry.rating else "", entry.outcome)
        if each
    ]
    if entry.data_day:
        said.append(f"data of {short_day(entry.data_day)}")
    if entry.day:
        said.append(f"reported {short_day(entry.day)}")
    if entry.said_by:
        said.append(entry.said_by)
    if entry.paper:
        said.append(f"{entry.paper}{f' line {entry.line}' if entry.line else ''}")
    if value and value.unread:
        said.append("not read as a figure")
    out_fact(f"  {entry.number}  {entry.period or 'no period'}", line(", ".join(said)), 22)
    if entry.said:
        out_fact("", entry.said, 22)


@click.command("sets")
@AS_JSON
@session
def indicator_sets(given: Session, as_json: bool) -> None:
    """Show the sets of indicators: every version, its state, its limits and what it holds."""
    from jatui.store.indicators import sets

    tracker = given.tracker
    found = sets(tracker.read, tracker.scope())
    if as_json:
        out_json([each.as_json() for each in found])
        return
    for each in found:
        out(line(_told_set(each)))
        if each.members:
            out(f"  {line(', '.join(each.members))}")
    say(f"{count(len(found), 'version')} of {count(len({(each.plan, each.name) for each in found}), 'set')}.")


def _told_set(kept: KeptSet) -> str:
    """Return a version of a set in words, with what keeps it from being approved."""
    from jatui.commands.indicator_sets import size_fault

    approved = f" by {kept.committee}" if kept.committee and kept.approved else ""
    day = f" on {short_day(kept.approved)}" if kept.approved else ""
    fault = size_fault(kept)
    held = f"; {fault}" if fault else f"; it holds {count(len(kept.members), 'indicator')}"
    return f"{kept.label} of {kept.plan}: {kept.state}{approved}{day}{held}"


def _fact(name: str, value: str) -> None:
    out_fact(name, value if "\n" in value else line(value), LABEL)
