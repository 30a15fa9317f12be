"""A filter as SQL: each term one condition on `action a`, its values always parameters and never text of the query."""

from __future__ import annotations

import re
from dataclasses import replace

from jatui.domain.errors import NotFound
from jatui.domain.match import compose, fold, is_named, nearest, words
from jatui.domain.query import Query, Term, parse
from jatui.domain.refs import ref_key, split_handle
from jatui.domain.spans import span
from jatui.domain.words import NONE
from jatui.store.reader import Reader
from jatui.store.scope import OPEN, ORDER, OVERDUE, Scope, Selection

_REF = re.compile(r"[^\W\d_]+\.\d[\w.]*(?:#[0-9]+)?|[^\W_]*\d[\w.]*#[0-9]+")
_REF_OR_WORD = re.compile(r"[^\W_]*\d[\w.]*")
_THEME = re.compile(r"[^\W\d_]+\.")
_STATUS = {"open": OPEN, "done": f"NOT ({OPEN})"}
_IS = {
    "overdue": OVERDUE,
    "silent": "NOT EXISTS (SELECT 1 FROM \"update\" u WHERE u.action_id = a.id AND u.state = 'accepted')",
    "rated": "a.rating IS NOT NULL",
    "unrated": "a.rating IS NULL",
    **_STATUS,
    "waiting": "a.status = 'waiting'",
    "undated": "a.due IS NULL",
    "unreadable": "(NOT a.readable OR a.unread <> '[]')",
    "ambiguous": "a.ambiguous",
    "duplicate": (
        "EXISTS (SELECT 1 FROM action b WHERE upper(replace(b.ref, '.', '')) = upper(replace(a.ref, '.', '')) "
        "AND b.ref = a.ref AND b.plan_id = a.plan_id AND b.id <> a.id)"
    ),
}
_NAMES = {
    "theme": "SELECT code FROM theme WHERE :plan IS NULL OR plan_id = :plan ORDER BY position",
    "committee": "SELECT code FROM committee ORDER BY code",
    "lead": (
        "SELECT name FROM lead o WHERE EXISTS (SELECT 1 FROM action_lead l JOIN action a ON a.id = l.action_id "
        "WHERE l.lead_id = o.id AND (:plan IS NULL OR a.plan_id = :plan)) ORDER BY name"
    ),
}
"""How the names that a plan has for a field are listed."""

MOST_NAMED = 12
"""How many names a sentence lists where none is near."""

_WAITS = "a.milestone_kind IN ('dependent', 'event')"
_SCHEDULE = {
    "passed": "a.due < :today",
    "next": "a.due BETWEEN :today AND :meeting",
    "later": "(a.due >= :today AND (:meeting IS NULL OR a.due > :meeting))",
    NONE: f"(a.due IS NULL AND NOT {_WAITS})",
    "waiting": f"(a.due IS NULL AND {_WAITS})",
}
_REFERRED = (
    "SELECT id FROM action WHERE upper(replace(ref, '.', '')) = {key}{handle} AND (upper(ref) = {printed} OR NOT EXISTS "
    "(SELECT 1 FROM action WHERE upper(replace(ref, '.', '')) = {key} AND upper(ref) = {printed}))"
)
_UNLED = "NOT EXISTS (SELECT 1 FROM action_lead l WHERE l.action_id = a.id)"
_LED_BY = (
    "a.id IN (SELECT action_id FROM action_lead WHERE lead_id IN (SELECT id FROM lead WHERE CASE "
    "WHEN EXISTS (SELECT 1 FROM lead WHERE fold(name) = {0}) THEN fold(name) = {0} ELSE is_named(name, {0}) END))"
)
_OVERSEEN_BY = (
    "a.id IN (SELECT action_id FROM action_committee WHERE committee_id IN "
    "(SELECT id FROM committee WHERE fold(code) = {0} OR kind = 'every'))"
)
_SAID = (
    "SELECT rowid FROM action_words WHERE action_words MATCH {fts} "
    'UNION ALL SELECT u.action_id FROM update_words w JOIN "update" u ON u.id = w.rowid '
    "WHERE update_words MATCH {fts} AND u.state <> 'sent back' AND u.action_id IS NOT NULL "
    "UNION ALL SELECT action_id FROM action_lead WHERE lead_id IN (SELECT id FROM lead WHERE says(name, {word}, {whole})) "
    "UNION ALL SELECT action_id FROM action_committee WHERE committee_id IN "
    "(SELECT id FROM committee WHERE says(code, {word}, {whole})) "
    "UNION ALL SELECT id FROM action WHERE theme_id IN (SELECT id FROM theme WHERE says(name, {word}, {whole}))"
)


def select(text: str, scope: Scope, read: Reader | None = None) -> Selection:
    """Return what a filter's text lets through; raises FilterError where it is not one.

    With a reader, raises NotFound too where it names a theme, committee or lead that the plan does not have.
    """
    query = parse(text)
    if read is not None and (problem := unknown(query, scope, read)):
        raise NotFound(problem)
    return compile_query(query, scope)


def compile_query(query: Query, scope: Scope) -> Selection:
    """Return a query as SQL, as of the scope's day and in the plan's order; actions named by ref come first."""
    return _Compiler(scope).selection(query)


def settle(query: Query, scope: Scope, read: Reader) -> Query:
    """Return a query with each theme, committee and lead that it names in full written as the plan writes it."""

    def settled(term: Term) -> Term:
        names = {fold(name): compose(name) for name in _names(term.field, scope, read)}
        return replace(
            term, values=tuple(dict.fromkeys(names.get(fold(value), value) for value in term.values))
        )

    return Query(tuple(settled(term) if term.field in _NAMES else term for term in query.terms))


def unknown(query: Query, scope: Scope, read: Reader) -> str | None:
    """Return in a sentence the first theme, committee or lead of a query that the plan lacks, and what is near it."""
    for term in query.terms:
        if term.field not in _NAMES:
            continue
        names = _names(term.field, scope, read)
        for value in term.values:
            absent = value == NONE and term.field != "theme"
            if not absent and not any(_fits(term.field, name, value) for name in names):
                return f"There is no {term.field} {value!r} in {scope.name}; {_hint(value, names)}."
    return None


def _hint(value: str, names: list[str]) -> str:
    """Return the names near a value, or else some of those that there are."""
    if near := nearest(value, names):
        return f"near it: {', '.join(near)}"
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"there are {', '.join(names[:MOST_NAMED]) or 'none'}{more}"


def _names(field: str, scope: Scope, read: Reader) -> list[str]:
    return [name for (name,) in read.rows(_NAMES[field], {"plan": scope.plan})]


def _fits(field: str, name: str, given: str) -> bool:
    """Tell whether a name is the one given; a lead may be given by a part of its name."""
    return fold(name) == fold(given) or (field == "lead" and is_named(name, given))


class _Compiler:
    """Turns terms into conditions, gathering their parameters."""

    def __init__(self, scope: Scope) -> None:
        meeting = scope.next_meeting.day.isoformat() if scope.next_meeting else None
        self._scope = scope
        self._parameters: dict[str, object] = {
            "plan": scope.plan,
            "today": scope.today.isoformat(),
            "meeting": meeting,
        }
        self._refs: list[str] = []

    def selection(self, query: Query) -> Selection:
        """Return the whole of a query."""
        conditions = [] if self._scope.plan is None else ["a.plan_id = :plan"]
        conditions += [self._term(term) for term in query.terms]
        order = ORDER
        if self._refs:
            order = f"a.id IN ({' UNION ALL '.join(self._refs)}) DESC, {order}"
        return Selection(" AND ".join(conditions) or "1", self._parameters, order)

    def _term(self, term: Term) -> str:
        if term.field:
            condition = " OR ".join(f"({self._value(term.field, value)})" for value in term.values)
        else:
            condition = self._word(term)
        return f"({condition}) IS NOT TRUE" if term.negated else f"({condition})"

    def _give(self, value: str) -> str:
        """Return the name of a parameter that holds a value, without the half characters that no database takes."""
        name = f"f{len(self._parameters)}"
        self._parameters[name] = value.encode("utf-8", "replace").decode()
        return f":{name}"

    def _value(self, field: str, value: str) -> str:
        """Return the condition that one value of a field stands for."""
        match field:
            case "is":
                return _IS[value]
            case "schedule":
                return _SCHEDULE[value]
            case "rating":
                return "a.rating IS NULL" if value == NONE else f"a.rating = {self._give(value)}"
            case "status":
                return _STATUS.get(value) or f"a.status = {self._give(value)}"
            case "due":
                return self._due(value)
            case "theme":
                return self._theme(value)
            case "committee":
                return self._committee(value)
            case _:
                return _UNLED if value == NONE else _LED_BY.format(self._give(fold(value)))

    def _due(self, value: str) -> str:
        """Return that the due day lies in a stretch of days."""
        days = span(value)
        if days is None:
            return "a.due IS NULL"
        bounds = ((">=", days.first), ("<=", days.last))
        return " AND ".join(f"a.due {sign} {self._give(day.isoformat())}" for sign, day in bounds if day)

    def _theme(self, code: str) -> str:
        return f"a.theme_id IN (SELECT id FROM theme WHERE fold(code) = {self._give(fold(code))})"

    def _committee(self, code: str) -> str:
        """Return that a committee oversees the action, as the body that stands for every committee does too."""
        if code == NONE:
            return "NOT EXISTS (SELECT 1 FROM action_committee l WHERE l.action_id = a.id)"
        return _OVERSEEN_BY.format(self._give(fold(code)))

    def _word(self, term: Term) -> str:
        """Return what a word, a phrase or a ref stands for."""
        (word,) = term.values
        if term.quoted:
            return self._said(word, whole=True)
        if _REF.fullmatch(word):
            return f"a.id IN ({self._ref(word)})"
        if _REF_OR_WORD.fullmatch(word):
            ref = self._ref(word)
            self._refs += [] if term.negated else [ref]
            return self._said(word, ref)
        if _THEME.fullmatch(word):
            code = self._give(fold(word[:-1]))
            return (
                f"CASE WHEN EXISTS (SELECT 1 FROM theme WHERE fold(code) = {code}) "
                f"THEN {self._theme(word[:-1])} ELSE {self._said(word)} END"
            )
        return self._said(word)

    def _ref(self, given: str) -> str:
        """Return the query for the actions of a ref or a handle; where a ref is printed just so, no other spelling of it."""
        ref, number = split_handle(given)
        handle = "" if number is None else f" AND handle = ref || {self._give(f'#{number}')}"
        return _REFERRED.format(key=self._give(ref_key(ref)), printed=self._give(ref.upper()), handle=handle)

    def _said(self, text: str, *others: str, whole: bool = False) -> str:
        """Return that a text stands in the wording, the updates or a name, or that others name the action.

        A text without a letter or a digit asks for nothing.
        """
        if not words(text):
            return "1"
        said = _SAID.format(fts=self._give(_match(text, whole)), word=self._give(text), whole=int(whole))
        return f"a.id IN ({' UNION ALL '.join((said, *others))})"


def _match(text: str, whole: bool) -> str:
    """Return the full-text query for a text as a phrase, its last word begun or (`whole`) complete.

    Nothing in it can act as syntax: it is one string, without the quotes and the codes that could end it.
    """
    plain = "".join(char if char.isprintable() and char != '"' else " " for char in text)
    return f'"{plain}"' if whole else f'"{plain}"*'
