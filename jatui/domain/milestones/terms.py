"""Turn tokens into terms: a word or phrase with every part of speech that it can play."""

from __future__ import annotations

from dataclasses import dataclass

from jatui.domain.milestones.tokens import Token
from jatui.domain.milestones.words import INDEX, Meaning

_MARKS: dict[str, dict[str, Meaning]] = {
    "-": {"DASH": None},
    "/": {"SLASH": None},
    "+": {"PLUS": None},
    ",": {"COMMA": None},
    ";": {"SEMI": None},
    "|": {"SEMI": None},
    ":": {"COLON": None},
    ".": {"DOT": None},
    "(": {"OPEN": None},
    "[": {"OPEN": None},
    ")": {"SHUT": None},
    "]": {"SHUT": None},
    "\n": {"LINE": None},
    "\u2022": {"LINE": None},
    "?": {"DOUBT": None},
    "'": {"APOS": None},
    '"': {"QUOTE": None},
    "~": {"ABOUT": None},
    "✓": {"DONE": None},
    "✔": {"DONE": None},
    "☑": {"DONE": None},
    "✅": {"DONE": None},
    "<": {"BEFORE": None},
    ">": {"ARROW": None},
    "->": {"ARROW": None},
    "=>": {"ARROW": None},
    "-->": {"ARROW": None},
}
_MARK: dict[str, Meaning] = {"MARK": None}
_WORD: dict[str, Meaning] = {"WORD": None}
_NUM: dict[str, Meaning] = {"NUM": None}
_DATED = frozenset(("MONTH", "SEASON", "QUARTER", "PART", "WEEKDAY", "TERM"))
_HOW_OFTEN = frozenset(("yearly", "annual", "annually", "monthly", "weekly"))
_ENDINGS = frozenset(("st", "nd", "rd", "th"))


@dataclass(slots=True)
class Term:
    """One word, phrase, number or mark: its parts of speech, and the place of its characters."""

    parts: dict[str, Meaning]
    low: str
    text: str
    start: int
    end: int
    glued: bool
    value: int = -1
    ordinal: bool = False

    def __contains__(self, part: str) -> bool:
        """Return whether the term can play a part of speech."""
        return part in self.parts


def _phrase_at(tokens: list[Token], at: int) -> tuple[dict[str, Meaning], int] | None:
    """Return the parts of the longest known phrase that begins at a token, and the token after it."""
    count = len(tokens)
    first = "and" if tokens[at].text == "&" else tokens[at].low
    for rest, parts in INDEX.get(first, ()):
        place = at + 1
        for word in rest:
            if place < count and _is_hyphen(tokens, place):
                place += 1
            if place >= count or (tokens[place].low != word and (word, tokens[place].text) != ("and", "&")):
                break
            place += 1
        else:
            return parts, place
    return None


def _is_hyphen(tokens: list[Token], at: int) -> bool:
    """Return whether a dash may join two words of a phrase; with spaces on both sides it parts them, but in `half - yearly`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = after is not None and (after.glued or after.low in _HOW_OFTEN)
    return tokens[at].text == "-" and (tokens[at].glued or joined)


def _is_in_a_name(tokens: list[Token], at: int) -> bool:
    """Return whether an ampersand stands inside a name such as S&R and joins no dates."""
    if not tokens[at].glued or at + 1 >= len(tokens) or not tokens[at + 1].glued:
        return False
    for token in (tokens[at - 1], tokens[at + 1]):
        known = INDEX.get(token.low, ())
        if not token.text[0].isalpha() or any(_DATED & parts.keys() for _, parts in known):
            return False
    return True


def _is_wrapped(tokens: list[Token], at: int, terms: list[Term]) -> bool:
    """Return whether a line breaks in the middle of a date: behind its month or quarter, or behind its day."""
    before, after = terms[-1], tokens[at + 1]
    if "NUM" in before.parts:
        named = any("MONTH" in parts for _, parts in INDEX.get(after.low, ()))
        return len(before.text) <= 2 and (named or (len(before.text) == 1 and len(after.text) == 4))
    return bool(_DATED & before.parts.keys()) and (after.is_number or after.text == "'")


def find_terms(tokens: list[Token], plain: str) -> list[Term]:
    """Return the terms of a wording in order; a number takes the ordinal ending that belongs to it."""
    terms: list[Term] = []
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if token.is_number:
            term = Term(_NUM, token.low, token.text, token.start, token.end, token.glued)
            term.value = int(token.text[:9])
            at += 1
            if at < count and tokens[at].low in _ENDINGS and len(token.text) <= 2:
                term.ordinal = True
                term.end = tokens[at].end
                at += 1
            terms.append(term)
            continue
        if token.text == "\n" and terms and at + 1 < count and _is_wrapped(tokens, at, terms):
            at += 1
            continue
        found = _phrase_at(tokens, at)
        if found is not None:
            parts, after = found
        else:
            parts, after = _MARKS.get(token.text) or (_WORD if token.text[0].isalpha() else _MARK), at + 1
        if token.text == "&" and _is_in_a_name(tokens, at):
            parts = _MARK
        end = tokens[after - 1].end
        text = plain[token.start : end]
        terms.append(Term(parts, text.lower(), text, token.start, end, token.glued))
        at = after
    return terms
