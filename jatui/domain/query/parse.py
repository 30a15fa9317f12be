"""The one parser of the filter language.

Terms parted by blanks must all hold; so must what `and` joins, without widening each other. `or` parts choices,
`not` or a minus turns what follows it round, parentheses group. A term is a word, a "quoted phrase", a ref, or
`field:value`. Several values of a field, after commas or in terms of their own, widen it; what would be senseless
so narrows: two `is:` terms, and two bounds of days.
"""

from __future__ import annotations

import re
import unicodedata

from jatui.domain.match import nearest
from jatui.domain.query.fields import ALIASES, FIELDS, read_value
from jatui.domain.query.model import FilterError, Node, Query, Term, all_of, distinct, either, negation
from jatui.domain.query.quotes import BRIEF, QUOTES, VALUE, is_apostrophe, quoted, unquoted

MOST = 100
"""How many words and values a filter may have."""

LONGEST = 10_000
"""How many characters a filter may have."""

DEEPEST = 20
"""How deep parentheses may stand within each other."""

KEYWORDS = ("and", "or", "not")
"""The words that join terms; in quotes they are words like any other."""

WORD = re.compile(r"(?:[^\s()]|\([^\s()]*\))+")
"""A word without quotes: up to a blank or a parenthesis that stands alone."""

_MEANT = {"officer": "lead", "owner": "lead", "rag": "rating", "date": "due", "state": "status"}
_MEANT |= {"window": "when", "month": "when", "wording": "text", "move": "slips", "moves": "slips"}
_FIELD = re.compile(r"([^\W\d][\w-]*):")


def parse(text: str) -> Query:
    """Return the query that a text stands for; raises FilterError with where and what to write instead."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST:
        raise FilterError(f"The filter is longer than {LONGEST:,} characters. Leave some out.")
    parser = _Parser(text)
    return parser.whole()


class _Parser:
    """Reads a text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._size = 0
        self._opened: list[int] = []

    def whole(self) -> Query:
        """Return the query of the whole text."""
        self._skip()
        if self._place == len(self._text):
            return Query()
        return self._query()

    def _skip(self) -> None:
        while self._place < len(self._text) and self._text[self._place].isspace():
            self._place += 1

    def _keyword(self) -> str:
        """Return the keyword that stands next, or nothing."""
        self._skip()
        word = WORD.match(self._text, self._place)
        folded = word[0].casefold() if word else ""
        return folded if folded in KEYWORDS else ""

    def _take(self, keyword: str) -> bool:
        """Go past a keyword if it stands next."""
        if self._keyword() != keyword:
            return False
        self._place += len(keyword)
        return True

    def _query(self) -> Query:
        """Return choices up to the end or to the parenthesis that closes them."""
        choices = [self._all()]
        while self._take("or"):
            choices.append(self._all())
        if self._place < len(self._text) and not self._opened:
            raise FilterError("This ) closes nothing. Leave it out, or put the word in quotes.", self._place)
        return either(choices)

    def _all(self) -> Query:
        """Return what must all hold, up to an `or`, the end or a closing parenthesis."""
        runs: list[list[Node]] = [[]]
        self._item(runs)
        while True:
            if self._take("and"):
                runs.append([])
                self._item(runs)
                continue
            if self._place == len(self._text) or self._text[self._place] == ")" or self._keyword() == "or":
                return all_of(runs)
            self._item(runs)

    def _item(self, runs: list[list[Node]]) -> None:
        """Add a term or a group, which stands in a run of its own, to the runs."""
        turned = False
        while self._take("not"):
            turned = not turned
        self._skip()
        place = self._place
        if place == len(self._text) or self._text[place] == ")" or self._keyword():
            raise FilterError(self._missing(), min(place, max(0, len(self._text) - 1)))
        after = self._text[place + 1 : place + 2]
        if self._text[place] == "-" and after and not after.isspace() and after != ")":
            turned = not turned
            self._place += 1
            if word := self._keyword():
                raise FilterError(
                    f"{word} joins terms. Put it in quotes to look for the word: -{quoted(word)}.", place
                )
        if self._text[self._place] == "(":
            group = self._group()
            runs += [list((negation(group) if turned else group).terms), []]
            return
        term = self._term()
        runs[-1].append(Term(term.field, term.values, turned, term.quoted))

    def _missing(self) -> str:
        """Return what to say where a term was to stand and none does."""
        before = self._text[: self._place].split()
        last = before[-1] if before else ""
        word = self._keyword()
        if last.casefold().lstrip("(") in KEYWORDS:
            return f"Nothing follows {last.lstrip('(')}. Write a term behind it, or put it in quotes to look for the word."
        if word:
            return f"Nothing stands before {word}. Write a term before it, or put it in quotes to look for the word."
        return "Nothing stands between the parentheses. Write terms in them, or leave them out."

    def _group(self) -> Query:
        """Return what stands between parentheses."""
        self._opened.append(self._place)
        if len(self._opened) > DEEPEST:
            raise FilterError(f"More than {DEEPEST} parentheses stand within each other.", self._place)
        self._place += 1
        found = self._query()
        opened = self._opened.pop()
        if self._place == len(self._text):
            raise FilterError("This ( is not closed. Close it, or put the word in quotes.", opened)
        self._place += 1
        return found

    def _term(self) -> Term:
        """Return the term that stands next."""
        text, place = self._text, self._place
        if found := _FIELD.match(text, place):
            field = self._field(found[1])
            self._place = found.end()
            return Term(field, distinct(self._values(field)))
        self._count(place)
        if text[place] in QUOTES and not is_apostrophe(text, place):
            phrase, self._place = unquoted(text, place)
            phrase = " ".join(phrase.split())
            if not phrase:
                raise FilterError(
                    "There is nothing between the quotes. Write words in them, or leave them out.", place
                )
            return Term("", (phrase,), quoted=True)
        word = WORD.match(text, place)
        assert word is not None
        self._place = word.end()
        return Term("", (word[0].lstrip(QUOTES),))

    def _count(self, place: int) -> None:
        self._size += 1
        if self._size > MOST:
            raise FilterError(f"The filter has more than {MOST} words and values. Leave some out.", place)

    def _field(self, given: str) -> str:
        """Return the field of that name; raises FilterError with the nearest."""
        field = ALIASES.get(given.casefold(), given.casefold())
        if field in FIELDS:
            return field
        brief = given if len(given) <= BRIEF else f"{given[:BRIEF]}…"
        near = _MEANT.get(field) or next(iter(nearest(field, FIELDS, 1)), None)
        hint = f"{near}:" if near else f"one of {', '.join(f'{each}:' for each in FIELDS)}"
        word = WORD.match(self._text, self._place)
        literal = quoted(word[0] if word and len(word[0]) <= 2 * BRIEF else brief)
        raise FilterError(
            f"There is no field {brief}: in the filter. Write {hint}, or put a word in quotes: {literal}.",
            self._place,
        )

    def _values(self, field: str) -> list[str]:
        """Return the values that stand next, in their one form."""
        found: list[str] = []
        while True:
            begin = self._place
            self._count(begin)
            if begin < len(self._text) and self._text[begin] in QUOTES:
                raw, self._place = unquoted(self._text, begin)
            else:
                match = VALUE.match(self._text, begin)
                raw, self._place = (match[0], match.end()) if match else ("", begin)
            try:
                found.append(read_value(field, raw))
            except ValueError as error:
                raise FilterError(str(error), min(begin, len(self._text) - 1)) from None
            if self._text[self._place : self._place + 1] != ",":
                return found
            self._place += 1
