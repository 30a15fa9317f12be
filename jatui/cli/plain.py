"""Text for screen readers: one fact a line, each a sentence, signs told in words, nothing lined up in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jatui.domain.days import told_day
from jatui.domain.text import clean
from jatui.domain.words import LETTERS, SHAPES

_WORDS = {letter: rating or "not rated" for rating, letter in LETTERS.items()}
_SIGN = re.compile(
    f"[{''.join(SHAPES.values())}] ([{''.join(LETTERS.values())}])(?:/([{''.join(LETTERS.values())}]+))?"
    "(?: +(?:not rated|none|[a-z]+ed\\b|red|amber|green|blue))?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GAP = re.compile(r" {2,}")
_MARKS = re.compile("^[◇×✓»‹›▫!?] *")
_RULE = re.compile(r"[─━│┃┄┈═╭╮╰╯├┤┬┴┼+|=_-]{3,}")
_HEADINGS = {"R": "Rating", "No": "Number", "Ref": "Ref"}


def sentence_of(text: str) -> str:
    """Return a line as it is read aloud: signs in words, wide gaps as punctuation, and an end."""
    words = told(clean(text).strip())
    words = _MARKS.sub("", words)
    if _RULE.fullmatch(words):
        return ""
    head, gap, rest = words.partition("  ")
    if gap:
        mark = " " if rest.lstrip().startswith("(") else ", " if head.endswith((":", ".", ",")) else ": "
        words = head + mark + _GAP.sub(lambda found: ", ", rest.strip()).replace(", (", " (")
    return _ended(words)


def told(text: str) -> str:
    """Return a text with each rating's shape and letter in words; a day by itself as people say it."""
    if _DAY.fullmatch(text):
        return told_day(text)
    return _SIGN.sub(_told_sign, text)


def _told_sign(found: re.Match[str]) -> str:
    own = f"; by a committee {', '.join(_WORDS[each] for each in found[2])}" if found[2] else ""
    return _WORDS[found[1]] + own


def fact(name: str, value: str) -> str:
    """Return a named value as a sentence; one that is not there is said to be none."""
    words = told(" ".join(clean(value.replace("\n", " ")).split()))
    return _ended(f"{_HEADINGS.get(name, name)}: {words or 'none'}")


def head(noun: str, name: str, place: int, total: int) -> str:
    """Return what stands over a record."""
    return f"{' '.join(part for part in (noun, clean(name).strip()) if part)}, {place:,} of {total:,}."


def records(
    headings: Sequence[str], rows: Iterable[Sequence[str]], record: tuple[str, int] | None
) -> Iterator[str]:
    """Yield the lines of a table: each row headed by what it is, then its cells one a line, and an empty line between."""
    table = [list(row) for row in rows]
    noun, column = record or _naming(headings, table)
    for place, row in enumerate(table, 1):
        if place > 1:
            yield ""
        yield head(noun, row[column], place, len(table))
        for number, (name, cell) in enumerate(zip(headings, row, strict=True)):
            if name and number != column:
                yield fact(name, cell)


def _naming(headings: Sequence[str], table: Sequence[Sequence[str]]) -> tuple[str, int]:
    """Return what the rows of a table are called and which column names them, where nobody says so."""
    counted = all(row[0].strip().isdigit() for row in table)
    if counted and "Name" in headings:
        return "", headings.index("Name")
    return _HEADINGS.get(headings[0], headings[0]), 0


def _ended(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!", ":")) else f"{words}."
