"""What a filter is once it is read: terms, choices between them, and what is said of a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jatui.domain.errors import Misused
from jatui.domain.query.fields import read_value, widens


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: one of the values of a field; or, where `field` is empty, a word (a phrase if `quoted`)."""

    field: str
    values: tuple[str, ...]
    negated: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """That one of several queries holds; or, `negated`, none of them (then there may be one alone)."""

    choices: tuple[Query, ...]
    negated: bool = False


Node = Term | Either


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: terms and choices that must all hold. An empty one lets everything through."""

    terms: tuple[Node, ...] = ()


class FilterError(Misused):
    """A filter that cannot be understood; its text says where and what to write instead.

    `place` is where the word stands that is not understood, counted from 0, or None where it stands nowhere.
    """

    def __init__(self, text: str, place: int | None = None) -> None:
        super().__init__(text if place is None else f"At {place + 1}: {text[:1].lower()}{text[1:]}")
        self.place = place


def facet(query: Query, field: str) -> tuple[str, ...]:
    """Return the values that a query lets through for a field; none where it does not say, or says it within a choice."""
    return tuple(value for term in _of(query, field) if not term.negated for value in term.values)


def with_facet(query: Query, field: str, values: Sequence[str]) -> Query:
    """Return a query with these values (or, without any, nothing) said of a field, in place of what it said.

    What is said within a choice stays. Raises FilterError where a value is none of the field's.
    """
    mine = _of(query, field)
    place = next((n for n, node in enumerate(query.terms) if node in mine), len(query.terms))
    try:
        chosen = [Term(field, distinct(read_value(field, value) for value in values))] if values else []
    except ValueError as error:
        raise FilterError(str(error)) from None
    before = [node for node in query.terms[:place] if node not in mine]
    after = [node for node in query.terms[place:] if node not in mine]
    return Query((*before, *chosen, *after))


def _of(query: Query, field: str) -> list[Term]:
    return [node for node in query.terms if isinstance(node, Term) and node.field == field]


def terms_of(query: Query) -> Iterator[Term]:
    """Yield every term of a query, those within choices too."""
    for node in query.terms:
        if isinstance(node, Term):
            yield node
        else:
            for choice in node.choices:
                yield from terms_of(choice)


def mapped(query: Query, change: Callable[[Term], Term]) -> Query:
    """Return a query with each of its terms changed, those within choices too."""
    return Query(
        tuple(
            change(node)
            if isinstance(node, Term)
            else replace(node, choices=tuple(mapped(choice, change) for choice in node.choices))
            for node in query.terms
        )
    )


def all_of(runs: Iterable[Iterable[Node]]) -> Query:
    """Return the query that all nodes must hold; within a run, values of the same field widen each other."""
    found: list[Node] = []
    for run in runs:
        found += [node for node in _merged(run) if node not in found]
    return Query(tuple(found))


def either(choices: Iterable[Query]) -> Query:
    """Return the query that one of several must hold."""
    flat: list[Query] = []
    for choice in choices:
        inner = choice.terms[0] if len(choice.terms) == 1 else None
        parts = inner.choices if isinstance(inner, Either) and not inner.negated else (choice,)
        flat += [part for part in parts if part not in flat]
    return flat[0] if len(flat) == 1 else Query((Either(tuple(flat)),))


def negation(query: Query) -> Query:
    """Return the query that lets through what another does not."""
    if len(query.terms) != 1:
        return Query((Either((query,), negated=True),))
    (node,) = query.terms
    if isinstance(node, Either) and node.negated and len(node.choices) == 1:
        return node.choices[0]
    return Query((replace(node, negated=not node.negated),))


def _merged(run: Iterable[Node]) -> list[Node]:
    """Return nodes with the values of each field gathered where it first stands, but for those that narrow."""
    found: list[Node] = []
    places: dict[tuple[str, bool], int] = {}
    for node in run:
        if not isinstance(node, Term) or not widens(node.field, node.values):
            if node not in found:
                found.append(node)
        elif (place := places.get((node.field, node.negated))) is not None:
            earlier = found[place]
            assert isinstance(earlier, Term)
            found[place] = replace(earlier, values=distinct((*earlier.values, *node.values)))
        else:
            places[node.field, node.negated] = len(found)
            found.append(node)
    return found


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return values in their order, each once."""
    return tuple(dict.fromkeys(values))
