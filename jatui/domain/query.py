"""The filter language: its one parser and its one printer.

Terms parted by blanks must all hold. A term is a word, a "quoted phrase", a ref, or `field:value`; a minus
before it turns it round. Several values of a field, after commas or in terms of their own, widen it; what
would be senseless so narrows: two `is:` terms, and two bounds of `due:`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jatui.domain.errors import Misused
from jatui.domain.match import compose, nearest
from jatui.domain.spans import due_text
from jatui.domain.words import NONE, RATINGS, STATUSES, rating_word

STATUS_GROUPS = ("open", "done")
"""Words for several statuses: not finished, and finished."""

SCHEDULE_WORDS = {
    "passed": "passed",
    "next": "due before next meeting",
    "later": "later",
    NONE: "no date",
    "waiting": "waiting",
}
"""The words of `schedule:`, each with what it stands for."""

IS_WORDS = {
    "overdue": "the due day has passed and the work is not finished",
    "silent": "no update was ever accepted",
    "rated": "has a rating",
    "unrated": "has no rating",
    "open": "not finished",
    "done": "complete or closed",
    "waiting": "its status is waiting",
    "undated": "has no due day",
    "unreadable": "its milestone is not read whole",
    "ambiguous": "its milestone can be read in several ways",
    "duplicate": "its ref stands twice",
}
"""The words of `is:`, each with what it says of an action."""

FIELDS = {
    "theme": "a theme's code, as in theme:E",
    "rating": f"{', '.join(RATINGS)} or none",
    "status": f"{', '.join(STATUSES)}, open or done",
    "committee": "a committee's code, as in committee:S&R, or none",
    "lead": 'a name or a part of one, as in lead:"Tom Kelly", or none',
    "due": "a month, day or year, as in due:2021-12, due:<2021-12 or due:2021-09..2021-12, or none",
    "is": ", ".join(IS_WORDS),
    "schedule": ", ".join(SCHEDULE_WORDS),
}
"""The fields in their order, each with what may be written for it."""

MOST = 100
"""How many words and values a filter may have."""

_MEANT = {"officer": "lead", "owner": "lead", "rag": "rating", "date": "due", "by": "due", "state": "status"}
_DOUBLE = '"“”„‟'
_SINGLE = "'‘’‚‛"
_QUOTES = _DOUBLE + _SINGLE
_FIELD = re.compile(r"([^\W\d][\w-]*):")
_WORD = re.compile(r"\S+")
_VALUE = re.compile(r"[^\s,]+")


class FilterError(Misused):
    """A filter that cannot be understood; its text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: one of the values of a field; or, where `field` is empty, a word (a phrase if `quoted`)."""

    field: str
    values: tuple[str, ...]
    negated: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A filter: terms that must all hold. An empty one lets everything through."""

    terms: tuple[Term, ...] = ()


def parse(text: str) -> Query:
    """Return the query that a text stands for; raises FilterError with what to write instead."""
    text = unicodedata.normalize("NFC", text)
    terms: list[Term] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        term, place = _term(text, place)
        terms.append(term)
    if sum(len(term.values) for term in terms) > MOST:
        raise FilterError(f"The filter has more than {MOST} words and values. Leave some out.")
    return Query(_merged(terms))


def show(query: Query) -> str:
    """Return a query as it is written; reading that gives the same query."""
    return " ".join(_shown(term) for term in query.terms)


def facet(query: Query, field: str) -> tuple[str, ...]:
    """Return the values that a query lets through for a field; none where it does not say."""
    return tuple(
        value for term in query.terms if term.field == field and not term.negated for value in term.values
    )


def with_facet(query: Query, field: str, values: Sequence[str]) -> Query:
    """Return a query with these values (or, without any, nothing) said of a field, in place of what it said."""
    place = next((n for n, term in enumerate(query.terms) if term.field == field), len(query.terms))
    chosen = [Term(field, _distinct(_value(field, value) for value in values))] if values else []
    before = [term for term in query.terms[:place] if term.field != field]
    after = [term for term in query.terms[place:] if term.field != field]
    return Query((*before, *chosen, *after))


def from_arguments(arguments: Iterable[str]) -> str:
    """Return the filter that a shell has parted into arguments, with the quotes put back that it took away.

    `lead:"Tom Kelly"` reaches a program as `lead:Tom Kelly`, which would be a lead and a word.
    """
    return " ".join(_requoted(argument) for argument in arguments)


def _requoted(argument: str) -> str:
    sign = "-" if argument.startswith("-") else ""
    name, colon, value = argument.removeprefix("-").partition(":")
    names = name.casefold() in ("lead", "committee", "theme", "status", "schedule")
    plain = colon and not any(char in value for char in f":,{_DOUBLE}")
    if names and plain and " " in value.strip():
        return f"{sign}{name}:{_quoted(value.strip())}"
    return argument


def _term(text: str, place: int) -> tuple[Term, int]:
    """Return the term that begins at a place, and where it ends."""
    after = text[place + 1 : place + 2]
    negated = text[place] == "-" and bool(after) and not after.isspace()
    place += negated
    if found := _FIELD.match(text, place):
        field = _field(found[1], text[place:])
        raw, place = _raw_values(text, found.end(), field)
        return Term(field, _distinct(_value(field, each) for each in raw), negated), place
    if text[place] in _QUOTES and not _is_apostrophe(text, place):
        phrase, place = _unquoted(text, place)
        phrase = " ".join(phrase.split())
        if not phrase:
            raise FilterError("There is nothing between the quotes. Write words in them, or leave them out.")
        return Term("", (phrase,), negated, quoted=True), place
    word = _WORD.match(text, place)
    assert word is not None
    return Term("", (word[0].lstrip(_QUOTES),), negated), word.end()


def _field(given: str, rest: str) -> str:
    """Return the field of that name; raises FilterError with the nearest."""
    field = given.casefold()
    if field in FIELDS:
        return field
    word = _WORD.match(rest)
    near = _MEANT.get(field) or next(iter(nearest(field, FIELDS, 1)), None)
    hint = f"{near}:" if near else f"one of {', '.join(f'{each}:' for each in FIELDS)}"
    literal = _quoted(word[0] if word else given)
    raise FilterError(
        f"There is no field {given}: in the filter. Write {hint}, or put a word in quotes: {literal}."
    )


def _raw_values(text: str, place: int, field: str) -> tuple[list[str], int]:
    """Return the values after a field's colon as they are written, and where they end."""
    found: list[str] = []
    while True:
        if place < len(text) and text[place] in _QUOTES:
            value, place = _unquoted(text, place)
        else:
            match = _VALUE.match(text, place)
            value, place = (match[0], match.end()) if match else ("", place)
        if not value.strip():
            raise FilterError(f"{field}: is without a value. Write {FIELDS[field]}.")
        found.append(value)
        if text[place : place + 1] != ",":
            return found, place
        place += 1


def _unquoted(text: str, start: int) -> tuple[str, int]:
    """Return what stands between the quotes that open at a place, and where they end.

    Straight and curly quotes close each other. A quote within is doubled or follows a backslash; a single
    quote that a letter follows is an apostrophe.
    """
    quotes = _DOUBLE if text[start] in _DOUBLE else _SINGLE
    kept: list[str] = []
    place = start + 1
    while place < len(text):
        char, after = text[place], text[place + 1 : place + 2]
        if after and ((char == "\\" and after in f"\\{_QUOTES}") or (char in quotes and after == char)):
            kept.append(after)
            place += 2
        elif char in quotes and (quotes is _DOUBLE or not after or after.isspace() or after == ","):
            return "".join(kept), place + 1
        else:
            kept.append(char)
            place += 1
    raise FilterError(
        f"The quote before {text[start + 1 : start + 20].strip()!r} is not closed. Close it or leave it out."
    )


def _is_apostrophe(text: str, place: int) -> bool:
    """Tell whether a single quote stands before the digits of a year, as in `Dec '21`, and closes nowhere."""
    if text[place] not in _SINGLE or not text[place + 1 : place + 2].isdigit():
        return False
    try:
        _unquoted(text, place)
    except FilterError:
        return True
    return False


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms with the values of each field gathered where it first stands, but for those that narrow."""
    found: list[Term] = []
    places: dict[tuple[str, bool], int] = {}
    for term in terms:
        key = (term.field, term.negated)
        if not _widens(term):
            if term not in found:
                found.append(term)
        elif key in places:
            earlier = found[places[key]]
            found[places[key]] = Term(term.field, _distinct((*earlier.values, *term.values)), term.negated)
        else:
            places[key] = len(found)
            found.append(term)
    return tuple(found)


def _widens(term: Term) -> bool:
    """Tell whether another term of the same field adds values to this one rather than a condition."""
    if term.field == "due":
        return not all(value.startswith(("<", ">")) for value in term.values)
    return term.field not in ("", "is")


def _value(field: str, raw: str) -> str:
    """Return a field's value in its one form; raises FilterError with what to write instead."""
    value = compose(raw)
    if not value:
        raise FilterError(f"{field}: is without a value. Write {FIELDS[field]}.")
    return _READ[field](value)


def _name(value: str) -> str:
    return NONE if value.casefold() == NONE else value


def _rating(value: str) -> str:
    found = NONE if value.casefold() == NONE else rating_word(value)
    if found is None:
        raise _unknown("rating", value, (*RATINGS, NONE))
    return found


def _status(value: str) -> str:
    return _begun("status", value.replace("-", " "), {word: word for word in (*STATUSES, *STATUS_GROUPS)})


def _schedule(value: str) -> str:
    known = {word: word for word in SCHEDULE_WORDS} | {long: word for word, long in SCHEDULE_WORDS.items()}
    return _begun("schedule", value.replace("-", " "), known)


def _begun(field: str, value: str, known: dict[str, str]) -> str:
    """Return what the one known word stands for that a value is or begins."""
    folded = value.casefold()
    if folded in known:
        return known[folded]
    found = sorted({meant for word, meant in known.items() if word.startswith(folded)})
    if len(found) > 1:
        raise FilterError(f"{field}:{value} may be {' or '.join(found)}. Write more of it.")
    if not found:
        raise _unknown(field, value, known)
    return found[0]


def _is(value: str) -> str:
    if value.casefold() not in IS_WORDS:
        raise _unknown("is", value, IS_WORDS)
    return value.casefold()


def _due(value: str) -> str:
    try:
        return due_text(value)
    except ValueError as error:
        raise FilterError(
            f"due:{value}: {error}. Write due:2021-12, due:<2021-12 or due:2021-09..2021-12."
        ) from None


def _unknown(field: str, value: str, known: Iterable[str]) -> FilterError:
    near = nearest(value, known, 1)
    hint = f"Write {field}:{_quoted_if_needed(near[0])}" if near else f"Write {FIELDS[field]}"
    return FilterError(f"{field}: does not know {value!r}. {hint}.")


_READ: dict[str, Callable[[str], str]] = {
    "theme": lambda value: value,
    "rating": _rating,
    "status": _status,
    "committee": _name,
    "lead": _name,
    "due": _due,
    "is": _is,
    "schedule": _schedule,
}


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _shown(term: Term) -> str:
    """Return a term as it is written."""
    sign = "-" if term.negated else ""
    if term.field:
        return f"{sign}{term.field}:{','.join(_quoted_if_needed(value) for value in term.values)}"
    return sign + (_quoted(term.values[0]) if term.quoted else term.values[0])


def _quoted_if_needed(value: str) -> str:
    match = _VALUE.fullmatch(value)
    return value if match and value[0] not in _QUOTES else _quoted(value)


def _quoted(text: str) -> str:
    """Return text in quotes, those within it and backslashes marked."""
    return '"' + "".join(f"\\{char}" if char in f"\\{_DOUBLE}" else char for char in text) + '"'
