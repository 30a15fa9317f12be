"""How bare words are read that mean more than words: a month, a word of `is:`, a rating, a committee, an officer.

What is read so is told, and in quotes each word stands for itself.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable
from dataclasses import dataclass, replace

from jatui.domain.match import fold, words
from jatui.domain.query.fields import IS_WORDS
from jatui.domain.query.model import Either, Node, Query, Term, all_of, terms_of
from jatui.domain.query.show import show_term
from jatui.domain.words import RATINGS

MONTHS = {name[:3].lower(): number for number, name in enumerate(month_name) if number}
"""The months by their first three letters."""

ALONE = ("open", "done", "waiting", "rated", *RATINGS)
"""Words that are common in wordings too: they act only where no other word stands in the filter."""

_MONTH = re.compile(r"([a-z]{3,9})\.?")
_YEAR = re.compile(r"(?:20)?([0-9]{2})")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})[.'’/-]*((?:20)?[0-9]{2})")
_ISO_MONTH = re.compile(r"2[0-9]{3}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan knows by name: whether a word is a ref, and the codes and names that a text may be."""

    is_ref: Callable[[str], bool]
    committees: Callable[[], list[str]]
    officers: Callable[[], list[str]]


def read_words(query: Query, known: Known) -> tuple[Query, list[str]]:
    """Return a query with its bare words read as a person means them, and each that was as `term (from words)`."""
    reader = _Reader(known, alone=sum(_is_bare(term) for term in terms_of(query)) == 1)
    return reader.query(query), reader.notes


def literal(query: Query) -> Query:
    """Return a query whose bare words stand for themselves and nothing else."""

    def nodes(query: Query) -> Query:
        return Query(
            tuple(
                (replace(node, quoted=True) if _is_bare(node) else node)
                if isinstance(node, Term)
                else replace(node, choices=tuple(nodes(choice) for choice in node.choices))
                for node in query.terms
            )
        )

    return nodes(query)


def _is_bare(term: Term) -> bool:
    return not term.field and not term.quoted


class _Reader:
    def __init__(self, known: Known, *, alone: bool) -> None:
        self._known = known
        self._alone = alone
        self.notes: list[str] = []

    def query(self, query: Query) -> Query:
        """Return what must all hold, read."""
        found: list[Node] = []
        nodes = list(query.terms)
        changed = False
        while nodes:
            node = nodes.pop(0)
            if isinstance(node, Either):
                found.append(replace(node, choices=tuple(self.query(choice) for choice in node.choices)))
                continue
            if not _is_bare(node):
                found.append(node)
                continue
            following = nodes[0] if nodes else None
            second = (
                following
                if isinstance(following, Term) and _is_bare(following) and not following.negated
                else None
            )
            (word,) = node.values
            if second and (field := self._pair(word, second.values[0])):
                nodes.pop(0)
                found.append(self._told(node, field, f"{word} {second.values[0]}"))
                changed = True
            elif field := self._single(word):
                found.append(self._told(node, field, word))
                changed = True
            else:
                found.append(node)
        return all_of([found]) if changed else Query(tuple(found))

    def _told(self, node: Term, read: tuple[str, str], said: str) -> Term:
        term = Term(read[0], (read[1],), node.negated)
        self.notes.append(show_term(term))
        return term

    def _pair(self, first: str, second: str) -> tuple[str, str] | None:
        """Return what two words that follow each other stand for, as a field and its value."""
        month, year = _MONTH.fullmatch(first.casefold()), _YEAR.fullmatch(second)
        if month and year and (number := _month(month[1])):
            return "when", f"20{year[1]}-{number:02}"
        wanted = [*words(first), *words(second)]
        name = next((name for name in self._known.officers() if words(name) == wanted), None)
        return ("lead", name) if name else None

    def _single(self, word: str) -> tuple[str, str] | None:
        """Return what a word stands for, as a field and its value."""
        folded = fold(word)
        if self._known.is_ref(word):
            return None
        if folded in IS_WORDS and (self._alone or folded not in ALONE):
            return "is", folded
        if folded in RATINGS and self._alone:
            return "rating", folded
        if _ISO_MONTH.fullmatch(word):
            return "when", word
        if (found := _MONTH_YEAR.fullmatch(folded)) and (number := _month(found[1])):
            return "when", f"20{found[2][-2:]}-{number:02}"
        for code in self._known.committees():
            if fold(code) == folded:
                return "committee", code
        parts = words(word)
        if len(parts) == 1 and len(folded) > 1:
            named = [name for name in self._known.officers() if words(name)[-1:] == parts]
            if named:
                return "lead", named[0] if len(named) == 1 else word
        return None


def _month(name: str) -> int | None:
    """Return the number of a month by its name or a beginning of it that has three letters at least."""
    number = MONTHS.get(name[:3])
    full = month_name[number].lower() if number else ""
    return number if full.startswith(name) or name == "sept" else None
