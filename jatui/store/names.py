"""The names in a filter against those that a plan has: written as the plan writes them, or said to be missing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from jatui.domain.match import compose, fold, is_named, nearest
from jatui.domain.query import Query, Term, mapped, terms_of
from jatui.domain.query.reading import Known, read_words
from jatui.domain.words import NONE
from jatui.store.reader import Reader
from jatui.store.scope import Scope

NAMES = {
    "theme": (
        "SELECT name FROM (SELECT code AS name, 0 AS with_plan, 0 AS plan, position FROM theme "
        "WHERE :plan IS NULL OR plan_id = :plan "
        "UNION ALL SELECT p.slug || '/' || t.code, 1, p.position, t.position FROM theme t JOIN plan p ON p.id = t.plan_id "
        "WHERE :plan IS NULL) ORDER BY with_plan, plan, position"
    ),
    "committee": "SELECT code FROM committee ORDER BY code",
    "lead": (
        "SELECT name FROM lead o WHERE EXISTS (SELECT 1 FROM action_lead l JOIN action a ON a.id = l.action_id "
        "WHERE l.lead_id IN (SELECT o.id UNION ALL SELECT h.post_id FROM holder h WHERE h.officer_id = o.id) "
        "AND (:plan IS NULL OR a.plan_id = :plan)) ORDER BY name"
    ),
    "plan": "SELECT slug FROM plan WHERE :plan IS NULL OR id = :plan ORDER BY position",
}
"""How the names that a plan has for a field are listed."""

MOST_NAMED = 12
"""How many names a sentence lists where none is near."""

_OFFICERS = NAMES["lead"].replace("WHERE EXISTS", "WHERE o.kind = 'officer' AND EXISTS")
_COMMITTEES = "SELECT code FROM committee WHERE kind <> 'every' ORDER BY code"


def settle(query: Query, scope: Scope, read: Reader) -> Query:
    """Return a query as it is meant: bare words read, and each name in full written as the plan writes it."""
    return understand(query, scope, read)[0]


def understand(query: Query, scope: Scope, read: Reader) -> tuple[Query, list[str]]:
    """Return a query as it is meant, and the terms that bare words of it were read as."""
    listed = cache(lambda sql: [name for (name,) in read.rows(sql, {"plan": scope.plan})])
    known = Known(
        lambda word: len(word) <= 40 and bool(read.find_ref(word, scope.plan)),
        lambda: listed(_COMMITTEES),
        lambda: listed(_OFFICERS),
    )
    query, notes = read_words(query, known)

    def settled(term: Term) -> Term:
        if term.field not in NAMES:
            return term
        names = {fold(name): compose(name) for name in listed(NAMES[term.field])}
        values = dict.fromkeys(names.get(fold(value), value) for value in term.values)
        return replace(term, values=tuple(values))

    return mapped(query, settled), notes


def unknown(query: Query, scope: Scope, read: Reader) -> str | None:
    """Return in a sentence the first name of a query that the plan lacks, and what is near it."""
    for term in terms_of(query):
        for value in term.values:
            if problem := _unknown_value(term.field, value, scope, read):
                return problem
    return None


def _unknown_value(field: str, value: str, scope: Scope, read: Reader) -> str | None:
    if field in ("due", "when", "said", "since"):
        for word, meeting in (("next-meeting", scope.next_meeting), ("last-meeting", scope.last_meeting)):
            if word in value and meeting is None:
                return f"There is no {word.replace('-', ' ')} of {scope.name}; `jatui meetings` lists those there are."
    if field == "ref" and not read.find_ref(value, scope.plan):
        return f"There is no ref {_brief(value)} in {scope.name}{_near_refs(value, scope, read)}."
    if field not in NAMES or (value == NONE and field in ("committee", "lead")):
        return None
    names = [name for (name,) in read.rows(NAMES[field], {"plan": scope.plan})]
    if any(fold(name) == fold(value) or (field == "lead" and is_named(name, value)) for name in names):
        return None
    more = "; --plan all looks at every plan" if field == "plan" and scope.plan is not None else ""
    return f"There is no {field} {_brief(value)} in {scope.name}; {_hint(value, names)}{more}."


def _near_refs(value: str, scope: Scope, read: Reader) -> str:
    near = read.near_refs(value, scope.plan)
    return f"; near it: {', '.join(near)}" if near else ""


def _hint(value: str, names: list[str]) -> str:
    """Return the names near a value, or else some of those that there are."""
    if near := nearest(value, names):
        return f"near it: {', '.join(near)}"
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"there are {', '.join(names[:MOST_NAMED]) or 'none'}{more}"


def _brief(value: str) -> str:
    """Return as much of a value as a sentence can bear, in quotes."""
    return repr(value if len(value) <= 60 else f"{value[:59]}…")
