"""The parts of a request sheet in a reply: which action each asks about, and what a person wrote in each field of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import Final

from jatui.domain.courtesies import header_end, signature_end
from jatui.domain.mailed import WRAPPED, Mail
from jatui.domain.marks import Mark, find_marks, key
from jatui.domain.pieces import OWN_SIGNS, Matched, at, bulleted, match_lines, take
from jatui.domain.refs import ref_key

FIELDS: Final = {
    "rating": "rating",
    "done": "what has been done since",
    "date": "new date, if one is needed, and why",
    "evidence": "evidence, if complete",
}
"""The fields of an action on a sheet, and how they are called there after its handle."""

MOST_ABOVE: Final = 15
"""How many lines above the fields of an action what the sheet says of it begins."""

_LABEL: Final = re.compile(
    r"[\s>*•·–-]{0,8}(?P<handle>(?=\S*\s?\d)\S{1,20}(?: \d{1,4})?)\s+(?:rating\s?[,:]|what has been done since\b|"
    r"new date, if one is needed\b|evidence, if complete\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Section:
    """What is asked of one action, and the words that a person put there, by field (`` before the first)."""

    mark: Mark
    words: dict[str, list[int]] = field(default_factory=dict)
    doubtful: list[int] = field(default_factory=list)
    lead: str | None = None


def find_sections(mail: Mail, own: bytearray) -> Iterator[Section]:
    """Yield the actions that are asked about, and mark in `own` every word that is a sheet's or answers an action."""
    marks = [replace(mark, first=bulleted(mail, mark.first)) for mark in find_marks(mail.words)]
    consumed = 0
    lead: str | None = None
    for number, mark in enumerate(marks):
        if mark.first < consumed:
            continue
        take(mail, own, range(mark.first, mark.after))
        consumed = mark.after
        if mark.kind == "sheet":
            limit, _ = _bounds(mail, marks, number, consumed)
            matched = match_lines(mail, own, consumed, limit, mark.codes)
            consumed = matched.after
            lead = _lead(mail, matched)
        elif mark.kind == "action":
            limit, end = _bounds(mail, marks, number, consumed)
            matched = match_lines(mail, own, consumed, end.first if end else limit, mark.codes[:-1])
            limit, end = _bounds(mail, marks, number, matched.after)
            section = Section(mark, doubtful=matched.doubtful, lead=lead)
            consumed = end.first if end else _closing(mail, matched.after, limit)
            _fill(mail, own, section, matched, consumed)
            if end:
                take(mail, own, range(end.first, end.after))
                consumed = _after_end(mail, own, section, end.after, limit)
            yield section
    yield from _unmarked(mail, own)


def _bounds(mail: Mail, marks: Sequence[Mark], number: int, start: int) -> tuple[int, Mark | None]:
    """Return where the next part of a sheet begins after a word, and the mark that ends this part before it, if one does."""
    end: Mark | None = None
    for place in range(number + 1, len(marks)):
        mark = marks[place]
        if mark.first < start:
            continue
        if mark.kind != "end":
            return mark.first, end
        if end is None and ref_key(mark.handle) == ref_key(marks[number].handle):
            end = mark
    return len(mail.words), end


def _closing(mail: Mail, start: int, limit: int) -> int:
    """Return the first word of the headers of an answered mail, where an action's part has lost the mark that ends it."""
    for word in range(start, limit):
        line = mail.line_of[word]
        if (word == 0 or mail.line_of[word - 1] != line) and header_end(mail.texts, line) > line:
            return word
    return limit


def has_fields(mail: Mail) -> bool:
    """Tell whether a line of a mail begins with the name of a field of a sheet."""
    return any(_LABEL.match(text) for text in mail.texts)


def _unmarked(mail: Mail, own: bytearray) -> Iterator[Section]:
    """Yield the actions of which only the fields are left, since a person took the marks away."""
    first: dict[int, int] = {}
    for word in range(len(own) - 1, -1, -1):
        first[mail.line_of[word]] = word
    begun: list[tuple[int, str]] = []
    for line in sorted(first):
        found = _LABEL.match(mail.texts[line]) if not own[first[line]] else None
        if found and (not begun or ref_key(begun[-1][1]) != ref_key(found["handle"])):
            begun.append((first[line], found["handle"]))
    for place, (word, handle) in enumerate(begun):
        limit = begun[place + 1][0] if place + 1 < len(begun) else len(own)
        limit = next((each for each in range(word, limit) if own[each]), limit)
        mark = Mark("action", handle, "", None, (), word, word)
        section = Section(mark)
        above = _above(mail, own, first, mail.line_of[word], handle)
        if above is not None:
            section.doubtful = [each for each in range(above, word) if not own[each]]
            for each in section.doubtful:
                own[each] = 1
        _fill(mail, own, section, Matched(word), _closing(mail, word, limit))
        yield section


def _above(mail: Mail, own: bytearray, first: dict[int, int], line: int, handle: str) -> int | None:
    """Return the first word of what the sheet says of an action above its fields, where that begins with the handle."""
    for above in range(line - 1, max(line - MOST_ABOVE, -1), -1):
        word = first.get(above)
        if word is None:
            continue
        if own[word]:
            return None
        if mail.keys[word] == key(handle):
            return word
    return None


def _lead(mail: Mail, matched: Matched) -> str | None:
    """Return whom a sheet is for, as its first line says."""
    if not matched.pieces:
        return None
    _, _, name = " ".join(mail.words[word] for word in matched.pieces[0]).partition(" ")
    return re.sub(r"\s*\((?:post|body)\)$", "", name, flags=re.IGNORECASE).strip() or None


def _fill(mail: Mail, own: bytearray, section: Section, matched: Matched, bound: int) -> None:
    """Sort what stands in an action's part into its fields."""
    doubtful = set(section.doubtful)
    labels = sorted(_labels(mail, section.mark, section.mark.after, bound, own))
    if matched.missing:
        fields = labels[0][0] if labels else bound
        doubtful |= {word for word in range(matched.after, fields) if not own[word]}
    section.doubtful = sorted(doubtful)
    for first, last, _ in labels:
        take(mail, own, range(first, last))
    name = ""
    ahead = iter([*labels, (bound, bound, "")])
    upcoming = next(ahead)
    for word in range(section.mark.after, bound):
        if word >= upcoming[1]:
            name, upcoming = upcoming[2], next(ahead)
        if own[word]:
            continue
        own[word] = 1
        if word not in doubtful:
            section.words.setdefault(name, []).append(word)


def _labels(mail: Mail, mark: Mark, start: int, bound: int, own: bytearray) -> Iterator[tuple[int, int, str]]:
    """Yield where the fields of an action begin: the words of the name, and which field it is; each at most once."""
    for name, called in FIELDS.items():
        wanted = key(f"{mark.handle} {called}")
        found = [
            each
            for word in range(start, bound)
            if not own[word] and (each := _named(mail, word, bound, wanted))
        ]
        if name == "rating":
            chosen = [each for each in found if mark.codes and _at_rating(mail, each, mark.codes[-1])]
            found = chosen or [each for each in found if mail.begins_line(each.start)]
        if found:
            yield found[0].start, found[0].stop, name


def _named(mail: Mail, begin: int, bound: int, wanted: str) -> range | None:
    """Return the words from one on that are the name of a field."""
    if not mail.keys[begin] or not wanted.startswith(mail.keys[begin]):
        return None
    said = ""
    for word in range(begin, bound):
        said += mail.keys[word]
        if said == wanted:
            return range(begin, word + 1)
        if not wanted.startswith(said):
            return None
    return None


def _at_rating(mail: Mail, name: range, code: int) -> range | None:
    """Return the name of the field of the rating with the ratings to choose from, if nobody chose among them."""
    return at(mail, name.stop - 1, code)


def _after_end(mail: Mail, own: bytearray, section: Section, start: int, limit: int) -> int:
    """Take what was written on the line of an action's end, or right under it with room before the next mark."""
    line = mail.line_of[start - 1]
    after = at = _line_end(mail, start, limit, line)
    while at < limit and mail.line_of[at] - line <= 1 and not _closes(mail, mail.line_of[at]):
        wrapped = start < after == at and len(mail.lines[line].printed) >= WRAPPED
        line = mail.line_of[at]
        at = _line_end(mail, at, limit, line)
        after = at if wrapped else after
    if limit < len(mail.words) and mail.line_of[at] - line > 1:
        after = at
    taken = range(start, after)
    for word in taken:
        own[word] = 1
    said = dropwhile(lambda word: set(mail.words[word]) <= OWN_SIGNS, taken)
    section.words.setdefault("after", []).extend(said)
    return after


def _closes(mail: Mail, line: int) -> bool:
    """Tell whether a signature or the headers of an answered mail begin at a line."""
    return signature_end(mail.texts, line) > line or header_end(mail.texts, line) > line


def _line_end(mail: Mail, start: int, limit: int, line: int) -> int:
    """Return the first word from one on that is not on a line."""
    return next((word for word in range(start, limit) if mail.line_of[word] != line), limit)
