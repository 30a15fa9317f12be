"""Names and ties that want a person's eye: wordings of a theme, names of one body, initials of two, links to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jatui.domain.findings import Finding, are_mixed_up, cited, different, initials
from jatui.domain.links import NO_ACTION, NO_THEME
from jatui.domain.moves import quoted
from jatui.domain.words import count
from jatui.store.cited import Sources
from jatui.store.reader import Reader

_SAID = """
    SELECT s.plan_id, t.code, coalesce(t.{of}, t.name, p.name), t.paper_id, t.line, s.text, s.paper_id, s.line
    FROM statement s JOIN plan p ON p.id = s.plan_id LEFT JOIN theme t ON t.id = s.theme_id WHERE s.kind = :kind
    ORDER BY s.plan_id, t.position, t.code, s.number
"""
_BODIES = """
    SELECT o.name, a.plan_id, min(a.position), a.handle, a.paper_id, a.line FROM action_lead l
    JOIN lead o ON o.id = l.lead_id AND o.kind = 'body' JOIN action a ON a.id = l.action_id GROUP BY o.id, a.plan_id
"""
_CONTACTS = (
    "SELECT body, paper_id, min(position), line FROM contact WHERE body IS NOT NULL GROUP BY body, paper_id"
)
_LINKS = """
    SELECT c.plan_id, c.number, l.to_plan, l.to_action, p.id IS NOT NULL, l.paper_id, l.line
    FROM link l JOIN commitment c ON c.id = l.commitment_id LEFT JOIN plan p ON p.slug = l.to_plan
    WHERE NOT EXISTS (SELECT 1 FROM action a WHERE a.plan_id = p.id AND a.handle = l.to_action)
    GROUP BY c.id, l.to_plan, l.to_action ORDER BY c.plan_id, c.position, l.to_plan, l.to_action
"""
_ALIGNED = f"""
    SELECT t.plan_id, t.code, g.to_plan, g.to_theme, p.id IS NOT NULL, g.paper_id, g.line
    FROM alignment g JOIN theme t ON t.id = g.theme_id LEFT JOIN plan p ON p.slug = g.to_plan
    WHERE p.id IS NULL
        OR (g.to_theme <> '{NO_THEME}' AND NOT EXISTS (SELECT 1 FROM theme x WHERE x.plan_id = p.id AND x.code = g.to_theme))
    ORDER BY t.plan_id, t.position, g.to_plan, g.to_theme
"""
_UNLINKED = """
    SELECT c.plan_id, count(*), sum(NOT EXISTS (SELECT 1 FROM link l WHERE l.commitment_id = c.id))
    FROM commitment c GROUP BY c.plan_id
"""


def of_names(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield what is found of wordings, names, initials, links and alignments."""
    yield from _wordings(read, places)
    yield from _aliases(read, places)
    yield from _initials(read, places)
    yield from _dangling(read, places)
    for plan, total, without in read.rows(_UNLINKED):
        if without:
            have = "has" if without == 1 else "have"
            told = f"{without} of {count(total, 'commitment')} {have} {NO_ACTION}; that does not say that nothing is done."
            yield Finding("unlinked commitments", places.plans[plan], "unlinked", told, places.of(plan))


def _wordings(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each theme of which papers give different wordings."""
    rows = read.rows(_SAID.format(of="caption"), {"kind": "wording"})
    for (plan, code), group in groupby(rows, key=lambda row: row[:2]):
        said = list(group)
        own = [(said[0][2], *said[0][3:5])] if code else []
        places_of = {text: place for text, *place in [*(row[5:] for row in reversed(said)), *own]}
        wordings = different([text for text, *_ in own] + [row[5] for row in said])
        if len(wordings) > 1:
            about = f"theme {code}" if code else "the plan"
            told = " and ".join(repr(cited(text)) for text in wordings)
            yield Finding(
                f"wording {code or 'of the plan'}",
                places.plans[plan],
                "wording",
                f"The wordings of {about} differ: {told}.",
                places.at(*places_of[wordings[0]]),
                places.at(*places_of[wordings[1]]),
            )


def _aliases(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each theme, and each plan, that papers call by several names."""
    rows = read.rows(_SAID.format(of="name"), {"kind": "alias"})
    for (plan, code), group in groupby(rows, key=lambda row: row[:2]):
        said = list(group)
        names = ", ".join(repr(quoted(text)) for text in dict.fromkeys(row[5] for row in said))
        begin = f"{code}, {quoted(said[0][2])!r}, goes" if code else f"{quoted(said[0][2])!r} goes"
        own = places.at(*said[0][3:5]) if code else None
        yield Finding(
            f"names {code or 'of the plan'}",
            places.plans[plan],
            "names",
            f"{begin} by other names too: {names}.",
            own or places.at(*said[0][6:]),
            places.at(*said[0][6:]) if own else None,
        )


def _initials(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield each run of initials under which bodies of different plans may be taken for one."""
    of: dict[str, list[tuple[str, str, str, int | None, int | None]]] = {}
    for name, plan, _, handle, *place in read.rows(_BODIES):
        if short := initials(name):
            of.setdefault(short, []).append((name, places.plans[plan], f" ({handle})", *place))
    for name, paper, _, line in read.rows(_CONTACTS):
        if short := initials(name):
            of.setdefault(short, []).append((name, places.home(paper), "", paper, line))
    order = list(places.plans.values())
    for short in sorted(of):
        bodies = sorted(of[short], key=lambda each: order.index(each[1]))
        if are_mixed_up((name, plan) for name, plan, *_ in bodies):
            other = next(each for each in bodies if each[1] != bodies[0][1])
            told = " or ".join(f"{quoted(name)} of {plan}{where}" for name, plan, where, *_ in bodies)
            yield Finding(
                f"initials {short}",
                bodies[0][1],
                "initials",
                f"{short} may stand for {told}; they are kept apart, since initials do not say that it is one body.",
                places.at(*bodies[0][3:]),
                places.at(*other[3:]),
                others=tuple(dict.fromkeys(each[1] for each in bodies))[1:],
            )


def _dangling(read: Reader, places: Sources) -> Iterator[Finding]:
    """Yield links to actions and alignments with themes that are not there, or whose plan is not."""
    for plan, number, to_plan, to_action, known, *place in read.rows(_LINKS):
        why = f"{to_plan} has no such action" if known else f"{to_plan} is not here"
        told = f"Commitment {number} is linked to {to_plan} {to_action}, but {why}."
        yield Finding(
            f"link {number} {to_plan} {to_action}", places.plans[plan], "dangling", told, places.at(*place)
        )
    for plan, code, to_plan, to_theme, known, *place in read.rows(_ALIGNED):
        why = f"{to_plan} has no such theme" if known else f"{to_plan} is not here"
        told = f"Theme {code} is aligned with {to_plan} {to_theme}, but {why}."
        yield Finding(
            f"alignment {code} {to_plan} {to_theme}", places.plans[plan], "dangling", told, places.at(*place)
        )
