"""The one printer of the filter language: reading what it prints gives the same query."""

from __future__ import annotations

from collections.abc import Iterable

from jatui.domain.query.fields import widens
from jatui.domain.query.model import Either, Node, Query, Term
from jatui.domain.query.parse import KEYWORDS, WORD
from jatui.domain.query.quotes import DOUBLE, QUOTES, quoted, quoted_if_needed


def show(query: Query) -> str:
    """Return a query as it is written; reading that gives the same query."""
    if len(query.terms) == 1 and isinstance(node := query.terms[0], Either) and not node.negated:
        return _choices(node)
    return _all(query)


def show_term(term: Term) -> str:
    """Return a term as it is written."""
    sign = "-" if term.negated else ""
    if term.field:
        return f"{sign}{term.field}:{','.join(quoted_if_needed(value) for value in term.values)}"
    (word,) = term.values
    if term.quoted or word.casefold() in KEYWORDS or not WORD.fullmatch(word):
        return sign + quoted(word)
    return f"not -{word}" if not sign and word.startswith("-") and word != "-" else sign + word


def from_arguments(arguments: Iterable[str]) -> str:
    """Return the filter that a shell has parted into arguments, with the quotes put back that it took away.

    `lead:"Tom Kelly"` reaches a program as `lead:Tom Kelly`, which would be a lead and a word.
    """
    return " ".join(_requoted(argument) for argument in arguments)


def _requoted(argument: str) -> str:
    sign = "-" if argument.startswith("-") else ""
    name, colon, value = argument.removeprefix("-").partition(":")
    names = name.casefold() in ("lead", "committee", "theme", "status", "schedule", "by", "inbox", "text")
    plain = colon and not any(char in value for char in f":,(){DOUBLE}")
    if names and plain and " " in value.strip() and value.strip()[0] not in QUOTES:
        return f"{sign}{name}:{quoted(value.strip())}"
    return argument


def _choices(node: Either) -> str:
    return " or ".join(_all(choice) for choice in node.choices)


def _all(query: Query) -> str:
    """Return what must all hold, with `and` where blanks would widen a field."""
    parts: list[str] = []
    seen: set[tuple[str, bool]] = set()
    for node in query.terms:
        if isinstance(node, Term) and widens(node.field, node.values):
            key = (node.field, node.negated)
            if key in seen:
                parts.append("and")
                seen.clear()
            seen.add(key)
        parts.append(_node(node))
    return " ".join(parts)


def _node(node: Node) -> str:
    if isinstance(node, Term):
        return show_term(node)
    return f"{'-' if node.negated else ''}({_choices(node)})"
