"""Every irregularity of the data, each with its place in the papers and what a person made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jatui.domain.errors import Ambiguous, NotFound
from jatui.domain.findings import Finding, Ruled, in_order
from jatui.domain.match import fold, nearest
from jatui.domain.moves import quoted
from jatui.store.cited import Sources, sources
from jatui.store.doubtful_actions import of_actions
from jatui.store.doubtful_figures import of_figures
from jatui.store.doubtful_names import of_names
from jatui.store.doubtful_papers import of_papers
from jatui.store.reader import Reader
from jatui.store.scope import Scope
from jatui.store.values import day_or_none

ALL = "all"
"""The name under which every plan is looked at."""

_OWN = """
    SELECT f.plan_id, f.number, f.about, f.text, f.paper_id, f.line, f.against_id, f.against_line FROM finding f
    ORDER BY f.plan_id, f.number
"""


def findings(read: Reader, scope: Scope) -> list[Finding]:
    """Return what is found in the plan that is looked at, or in all, the gravest first.

    What a person ruled on and is no longer found comes last, as settled.
    """
    places = sources(read)
    found = list(_ruled(read, places, scope, _found(read, places, scope.plan)))
    if scope.plan is not None:
        found = [each for each in found if scope.slug in (each.plan, *each.others)]
    return in_order(found, list(places.plans.values()))


def _found(
    read: Reader, places: Sources, plan: int | None, wanted: Callable[[str], bool] = lambda kind: True
) -> list[Finding]:
    """Return everything irregular; of actions only in a plan, or in all, and only of the kinds that are wanted."""
    return [
        *of_actions(read, places, plan, wanted),
        *of_figures(read, places),
        *of_names(read, places),
        *of_papers(read, places),
        *_own(read, places),
    ]


def find_finding(read: Reader, scope: Scope, key: str) -> Finding:
    """Return the finding of a key, in any case and perhaps behind its plan; of the plan looked at, else of any other.

    Raises NotFound with those near it, and Ambiguous where plans share the key.
    """
    wanted = fold(key)
    places = sources(read)
    begins = (f"{fold(slug)} " for slug in places.plans.values())
    bare = next((wanted.removeprefix(begin) for begin in begins if wanted.startswith(begin)), wanted)
    everywhere = replace(scope, plan=None, slug=ALL)
    looked_at = _found(read, places, None, lambda kind: bare.startswith(kind))
    known = list(_ruled(read, places, everywhere, looked_at))
    same = [each for each in known if key in (each.key, f"{each.plan} {each.key}")]
    same = same or [each for each in known if wanted in (fold(each.key), fold(f"{each.plan} {each.key}"))]
    here = [each for each in same if scope.plan is None or scope.slug == each.plan] or same
    if len(here) == 1:
        return here[0]
    if here:
        plans = " and ".join(each.plan for each in here)
        raise Ambiguous(f"{here[0].key} is found in {plans}. Choose one with --plan; nothing was changed.")
    near = nearest(key, dict.fromkeys(each.key for each in findings(read, everywhere)))
    hint = f"near it: {', '.join(near)}" if near else "`jatui check --findings` lists them"
    raise NotFound(f"There is no finding {quoted(key)!r}; {hint}. Nothing was changed.")


def next_number(read: Reader, plan: int) -> int:
    """Return the number of the next finding that a person adds to a plan."""
    return int(read.value("SELECT coalesce(max(number), 0) + 1 FROM finding WHERE plan_id = ?", (plan,)))


def number_of(read: Reader, plan: int, said: Mapping[str, Any]) -> int | None:
    """Return the number of a finding that a person added with just these columns, None where there is none."""
    columns = " AND ".join(f"{'paper_id' if name == 'paper' else name} IS :{name}" for name in said)
    sql = f"SELECT number FROM finding WHERE plan_id = :plan AND {columns} LIMIT 1"
    number = read.value(sql, {**said, "plan": plan})
    return None if number is None else int(number)


def ruling_row(read: Reader, finding: Finding) -> tuple[int, int | None]:
    """Return the plan of a finding and the row of the ruling on it, None where there is none."""
    plan = read.value("SELECT id FROM plan WHERE slug = ?", (finding.plan,))
    row = read.value("SELECT id FROM ruling WHERE plan_id = ? AND finding = ?", (plan, finding.key))
    return int(plan), row


def _own(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield what persons saw themselves."""
    for plan, number, about, text, paper, line, against, against_line in read.rows(_OWN):
        yield Finding(
            f"finding {number}",
            places.plans[plan],
            "own",
            f"{about}: {text}",
            places.at(paper, line),
            places.at(against, against_line),
        )


def _ruled(read: Reader, places: Sources, scope: Scope, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with the rulings on them, then the rulings on what is no longer found."""
    rulings = {
        (places.plans[plan], key): Ruled(ruling, day_or_none(day), reason, said_by)
        for plan, key, ruling, day, reason, said_by in read.rows(
            "SELECT plan_id, finding, ruling, day, reason, said_by FROM ruling ORDER BY plan_id, finding"
        )
    }
    for each in found:
        ruled = rulings.pop((each.plan, each.key), None)
        yield replace(each, ruled=ruled) if ruled and each.ruled is None else each
    for (plan, key), ruled in rulings.items():
        if scope.plan is None or plan == scope.slug:
            yield Finding(key, plan, "settled", "This is no longer found.", ruled=ruled)
