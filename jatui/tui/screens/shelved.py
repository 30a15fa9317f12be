"""A line of the archive, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from jatui.commands.shelf import Shelved
from jatui.domain.moments import tell_hour
from jatui.domain.sizes import told_size
from jatui.domain.words import count
from jatui.tui.widgets.table_source import Row
from jatui.tui.widgets.text import pieces, shown

LABEL = 13
"""Cells of the names of what is told of a line."""

LEAST = 20
"""Cells that a text is given at least."""

NOT_YET, SINCE, BROKEN = "not yet", "changed since", "NOT INTACT"
"""What stands where the day of a verification would, if there is none that holds."""


def cells(kept: Shelved, *, held: bool) -> Row:
    """Return a line as a row of the list."""
    style = "rating-red" if kept.problem else "dim"
    return [
        (f"{'=' if held else ' '} {kept.name}", "rating-red" if kept.problem else "strong"),
        (tell_hour(kept.moment) if kept.moment else "", "dim"),
        (told_size(kept.size) if kept.size else "", "dim"),
        (kept.problem or kept.holds, style),
        _verified(kept),
    ]


def _verified(kept: Shelved) -> tuple[str, str]:
    if kept.proof is None:
        return NOT_YET, "dim"
    if kept.written_since:
        return SINCE, "passed"
    return (tell_hour(kept.proof.at), "") if kept.proof.holds else (BROKEN, "rating-red")


def told(kept: Shelved, width: int, in_keys: Callable[[str], str]) -> list[Content]:
    """Return everything that is known of a line, folded to a width; `in_keys` puts a person's keys into words."""
    facts = [("verified", _proved(kept, in_keys))]
    if kept.problem:
        facts.append(("wrong", kept.problem))
    facts += kept.facts
    if kept.sha256:
        facts.append(("sha256", kept.sha256))
    if kept.counts:
        facts.append(
            ("holds", ", ".join(count(n, kind.replace("_", " ")) for kind, n in kept.counts.items()))
        )
    facts.append(("where", str(kept.path)))
    lines: list[Content] = [pieces([(kept.name, "bold $accent"), (f"  {kept.kind}", "bold")]), Content("")]
    for name, text in facts:
        first, *rest = shown(text).wrap(max(LEAST, width - LABEL - 1)) or [Content("")]
        lines.append(pieces([(name.ljust(LABEL), "$quiet")]) + first)
        lines += [Content(" " * LABEL) + each for each in rest]
    return lines


def _proved(kept: Shelved, in_keys: Callable[[str], str]) -> str:
    """Return in words when something was verified, and what came of it."""
    if kept.proof is None:
        return in_keys("Not on this computer. {verify} reads every byte of it.")
    since = " It was written to since." if kept.written_since else ""
    return f"{tell_hour(kept.proof.at)}: {(kept.proof.problem or 'intact').rstrip('.')}.{since}"
