"""Plans in words: what each has, what one without actions has instead, and what of a filter holds in another plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.content import Content

from jatui.commands.tracker import Tracker
from jatui.domain.days import show_day
from jatui.domain.query import Either, Query, facet, show, terms_of, with_facet
from jatui.domain.words import count
from jatui.store.plans import Held
from jatui.store.scope import Scope
from jatui.tui.view import PARTS, View
from jatui.tui.widgets.text import Piece, pieces

ELSEWHERE: Final = (("commitment", "{commitments}"), ("indicator", "{scorecard}"))
"""What a plan may have besides actions, and the key that leads there."""

OWN: Final = (*PARTS, "ref")
"""The fields that name something of one plan: in another the same name means something else, or nothing."""


def has(counts: dict[str, int], kinds: Sequence[str] = ("action", "commitment", "indicator", "theme")) -> str:
    """Return how many of each kind a plan has, without those that it has none of."""
    return " · ".join(count(counts[kind], kind) for kind in kinds if counts.get(kind)) or "nothing yet"


def instead(held: Sequence[Held]) -> str:
    """Return what plans without an action have instead, a line for each, with the names of the keys that lead there."""
    told = [f"{held[0].name if len(held) == 1 else 'All plans'}: no actions."]
    for kind, key in ELSEWHERE:
        if number := sum(each.counts[kind] for each in held):
            told += ["", f"{key}  shows {count(number, kind)}."]
    return "\n".join([*told, "", "{plan}  changes to another plan."])


def introduction(
    plan: Held, themes: Sequence[tuple[str, str, int, int]], in_keys: Callable[[str], str]
) -> Content:
    """Return a plan without actions as its card: what it is called, where it stands, and what it holds by theme."""
    told: list[Piece] = [(plan.name, "bold")]
    facts = [
        ("as of", show_day(plan.day) if plan.day else ""),
        ("paper", plan.paper or ""),
        ("paper of", show_day(plan.paper_day) if plan.paper_day and plan.paper_day != plan.day else ""),
        ("goes to", plan.committee or ""),
    ]
    told.append(("\n", ""))
    for name, value in facts:
        if value:
            told += [(f"\n{name}  ", "$quiet"), (value, "")]
    told += [("\n\nIt holds\n", "$quiet"), (f"{count(plan.counts['theme'], 'theme')}", "")]
    for kind, key in ELSEWHERE:
        if number := plan.counts[kind]:
            told += [(f"\n{count(number, kind)}  ", ""), (in_keys(key), "bold $accent")]
    told.append(("\n", ""))
    for code, name, commitments, indicators in themes:
        held = {"commitment": commitments, "indicator": indicators}
        told += [(f"\n{code}  ", "$accent"), (name, ""), (f"\n   {has(held)}", "$quiet")]
    return pieces(told)


def carried(query: Query, before: Scope, tracker: Tracker) -> tuple[View, str]:
    """Return what of a filter holds in the plan that a tracker looks at, and in a sentence what does not.

    What names a theme, a plan or a ref means something else in another plan, so it goes over only from all plans to its
    own. A filter that lets nothing through there, or names what is not there, stays behind whole.
    """
    scope = tracker.scope()
    kept = query
    for field in OWN:
        values = [own for each in facet(query, field) if (own := _own(each, before, scope))]
        kept = with_facet(kept, field, values)
    view = View.of(tracker, show(kept))
    if not query.terms or (
        _is_free(kept) and not view.complaint(tracker) and tracker.read.count(view.selection)
    ):
        if not query.terms or view.text == show(query):
            return view, ""
        left = "narrows nothing here" if not view.text else f"is {view.text} here"
        return view, f"The filter {show(query)} {left}."
    return View.of(tracker), f"The filter {show(query)} stays behind: nothing here answers it."


def _is_free(query: Query) -> bool:
    """Tell whether no choice within a query names what is of one plan."""
    return not any(
        term.field in OWN
        for node in query.terms
        if isinstance(node, Either)
        for term in terms_of(Query((node,)))
    )


def _own(value: str, before: Scope, scope: Scope) -> str:
    """Return the name of a theme or a ref as its plan has it, where all plans were looked at; else nothing."""
    plan, _, name = value.partition("/")
    return name if before.plan is None and plan == scope.slug else ""
