"""A filter as SQL: each term one condition on `action a`, its values always parameters and never text of the query."""

from __future__ import annotations

import re

from jatui.domain.errors import NotFound
from jatui.domain.match import fold, forms, words
from jatui.domain.query import ANY, Either, Query, Term, parse
from jatui.domain.query.fields import number_bounds
from jatui.domain.refs import ref_key, split_handle
from jatui.domain.spans import Anchors, Unanchored, span
from jatui.domain.words import NONE
from jatui.store import conditions as sql
from jatui.store.names import settle, unknown
from jatui.store.reader import Reader
from jatui.store.scope import ORDER, Scope, Selection

_REF = re.compile(r"[^\W\d_]+\.\d[\w.]*(?:#[0-9]+)?|[^\W_]*\d[\w.]*#[0-9]+")
_REF_OR_WORD = re.compile(r"[^\W_]*\d[\w.]*")
_THEME = re.compile(r"[^\W\d_]+\.")
LONGEST_REF = 40
"""How many characters a word may have that is taken for a ref."""


def select(text: str, scope: Scope, read: Reader | None = None) -> Selection:
    """Return what a filter's text lets through; raises FilterError where it is not one.

    With a reader, bare words are read as a person means them, and NotFound is raised where the filter names something
    that the plan does not have.
    """
    query = parse(text)
    if read is not None:
        query = settle(query, scope, read)
        if problem := unknown(query, scope, read):
            raise NotFound(problem)
    return compile_query(query, scope)


def compile_query(query: Query, scope: Scope) -> Selection:
    """Return a query as SQL, as of the scope's day and in the plan's order.

    Actions named by ref come first, then those whose wordings hold the words, then those that have them elsewhere.
    """
    return _Compiler(scope).selection(query)


def anchors(scope: Scope) -> Anchors:
    """Return what days are told from in a scope."""
    last, following = scope.last_meeting, scope.next_meeting
    return Anchors(scope.today, last.day if last else None, following.day if following else None)


def looks_like_ref(word: str) -> bool:
    """Tell whether a word may be a ref, with or without its dot."""
    word = word.partition("/")[2] or word
    return len(word) <= LONGEST_REF and bool(_REF.fullmatch(word) or _REF_OR_WORD.fullmatch(word))


class _Compiler:
    """Turns terms into conditions, gathering their parameters."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._anchors = anchors(scope)
        meeting = self._anchors.next_meeting
        self._parameters: dict[str, object] = {
            "plan": scope.plan,
            "today": scope.today.isoformat(),
            "meeting": meeting.isoformat() if meeting else None,
        }
        self._refs: list[str] = []
        self._worded: list[str] = []
        self._narrower: dict[str, str] = {}
        self._depth = 0

    def selection(self, query: Query) -> Selection:
        """Return the whole of a query."""
        conditions = [] if self._scope.plan is None else ["a.plan_id = :plan"]
        conditions += [self._node(node) for node in query.terms]
        order, ahead = ORDER, ""
        if self._worded:
            order = f"{' AND '.join(f'a.id IN ({worded})' for worded in self._worded)} DESC, {order}"
            narrowed = [self._narrower.get(each, each) for each in conditions]
            if sum(map(str.__ne__, narrowed, conditions)) == len(self._worded) and not self._refs:
                ahead = " AND ".join(narrowed)
        if self._refs:
            order = f"a.id IN ({' UNION ALL '.join(self._refs)}) DESC, {order}"
        return Selection(" AND ".join(conditions) or "1", self._parameters, order, ahead)

    def _node(self, node: Term | Either) -> str:
        if isinstance(node, Term):
            return self._term(node)
        self._depth += 1
        condition = " OR ".join(
            f"({' AND '.join(self._node(each) for each in choice.terms) or '1'})" for choice in node.choices
        )
        self._depth -= 1
        return f"({condition}) IS NOT TRUE" if node.negated else f"({condition})"

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
                return sql.IS[value]
            case "schedule":
                return sql.SCHEDULE[value]
            case "inbox":
                return sql.INBOX[value]
            case "rating":
                return "a.rating IS NULL" if value == NONE else f"a.rating = {self._give(value)}"
            case "status":
                return sql.STATUS.get(value) or f"a.status = {self._give(value)}"
            case "kind":
                return f"a.milestone_kind = {self._give(value)}"
            case "due" | "when" | "said" | "since":
                return self._days(field, value)
            case "slips":
                return self._slips(value)
            case "ref":
                return f"a.id IN ({self._ref(value)})"
            case "text" | "milestone" | "update" | "by" | "asks":
                return self._worded_in(field, value)
            case _:
                return self._named(field, value)

    def _named(self, field: str, value: str) -> str:
        """Return that an action belongs to what has a name."""
        if value == NONE and field in ("committee", "lead"):
            return sql.UNSEEN if field == "committee" else sql.UNLED
        condition = {
            "theme": sql.THEMED,
            "plan": sql.PLANNED,
            "committee": sql.OVERSEEN_BY,
            "lead": sql.LED_BY,
        }[field]
        return condition.format(self._give(fold(value)))

    def _days(self, field: str, value: str) -> str:
        """Return that days lie in a stretch or touch it; nothing where a meeting that they are told from is not there."""
        first, last = sql.DAYS[field]
        try:
            days = span(value, self._anchors)
        except Unanchored:
            return "0"
        if days is None:
            return f"{first} IS NULL AND {last} IS NULL"
        bounds = [(last, ">=", days.first)]
        bounds += [] if field == "since" else [(first, "<=", days.last)]
        told = [f"{name} {sign} {self._give(day.isoformat())}" for name, sign, day in bounds if day]
        return " AND ".join(told) or f"{first} IS NOT NULL"

    def _slips(self, value: str) -> str:
        """Return that as many moves put the due day off."""
        least, most = number_bounds(value)
        if least == 0:
            return "1" if most is None else f"a.id NOT IN ({sql.SLIPS} > {most:d})"
        return f"a.id IN ({sql.SLIPS} BETWEEN {least:d} AND {least + 10**9 if most is None else most:d})"

    def _worded_in(self, field: str, value: str) -> str:
        """Return that words stand in one place alone; those without a letter or a digit ask for nothing."""
        if field == "asks" and value in (ANY, NONE):
            return f"a.id {'IN' if value == ANY else 'NOT IN'} ({sql.ASKS})"
        if not words(value):
            return "1"
        if field == "asks":
            return f"a.id IN ({sql.ASKS} AND says(asks, {self._give(value)}, 0))"
        if field == "by":
            each = " ".join(f'"{word}"*' for word in words(value))
            return f"a.id IN ({sql.UPDATED.format(self._give(f'said_by : ({each})'))})"
        column = "text" if field == "update" else field
        query = self._give(f"{column} : {_match(value, whole=False)}")
        return f"a.id IN ({(sql.UPDATED if field == 'update' else sql.WORDED).format(query)})"

    def _word(self, term: Term) -> str:
        """Return what a word, a phrase or a ref stands for."""
        (word,) = term.values
        if term.quoted:
            return self._said(term, whole=True)
        if len(word) > LONGEST_REF:
            return self._said(term)
        if _REF.fullmatch(word):
            return f"a.id IN ({self._ref(word)})"
        if _REF_OR_WORD.fullmatch(word) or ("/" in word and looks_like_ref(word)):
            ref = self._ref(word)
            self._refs += [] if term.negated or self._depth else [ref]
            return f"a.id IN ({ref}) OR (NOT EXISTS ({ref}) AND {self._said(term)})"
        if _THEME.fullmatch(word):
            code = self._give(fold(word[:-1]))
            return (
                f"CASE WHEN EXISTS (SELECT 1 FROM theme WHERE fold(code) = {code}) "
                f"THEN {sql.THEMED.format(code)} ELSE {self._said(term)} END"
            )
        return self._said(term)

    def _ref(self, given: str) -> str:
        """Return the query for the actions of a ref or a handle, alone or, as peer-challenge/PC.1, with its plan."""
        plan, _, own = given.partition("/")
        refs = self._handled(given)
        if not own:
            return refs
        return f"{sql.OF_PLAN.format(plan=self._give(plan), refs=self._handled(own))} UNION ALL {refs}"

    def _handled(self, given: str) -> str:
        ref, number = split_handle(given)
        handle = "" if number is None else f" AND handle = ref || {self._give(f'#{number}')}"
        return sql.REFERRED.format(
            key=self._give(ref_key(ref)), printed=self._give(ref.upper()), handle=handle
        )

    def _said(self, term: Term, *, whole: bool = False) -> str:
        """Return that a text stands in the wording, the updates or a name.

        A text without a letter or a digit asks for nothing.
        """
        (text,) = term.values
        if not words(text):
            return "1"
        looked_for = [text] if whole else forms(text)
        fts = self._give(" OR ".join(_match(form, whole) for form in looked_for))
        said = f"a.id IN ({sql.SAID.format(fts=fts, word=self._give(text), whole=int(whole))})"
        if not term.negated and not self._depth:
            worded = sql.WORDED.format(fts)
            self._worded.append(worded)
            self._narrower[f"({said})"] = f"a.id IN ({worded})"
        return said


def _match(text: str, whole: bool) -> str:
    """Return the full-text query for a text as a phrase, its last word begun or (`whole`) complete.

    Nothing in it can act as syntax: it is one string, without the quotes and the codes that could end it.
    """
    plain = "".join(char if char.isprintable() and char != '"' else " " for char in text)
    return f'"{plain}"' if whole else f'"{plain}"*'
