"""Request sheets sent back: the answers in a reply, told from the sheet's own words however a mail program bent them.

A sheet is made of parts, each with a mark in front that holds codes of the lines printed after it, fields with fixed
names where people answer, and a mark at the end of each action. What has neither mark, code nor name of a field is
a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import dropwhile

from jatui.domain.asides import read_asides
from jatui.domain.courtesies import header_end, signature_end
from jatui.domain.fields import Answered, compose
from jatui.domain.mailed import WRAPPED, Mail, printed_of, read_mail, written
from jatui.domain.marks import LONGEST, Mark, agrees, extend, find_marks, key
from jatui.domain.refs import ref_key
from jatui.domain.returns import Answer

FIELDS = {
    "rating": "rating",
    "done": "what has been done since",
    "date": "new date, if one is needed, and why",
    "evidence": "evidence, if complete",
}
"""The fields of an action on a sheet, and how they are called there after its handle."""

MOST_BETWEEN = 200
"""How many lines may stand between two lines of the sheet before the second is taken to be gone."""

_OWN_SIGNS = frozenset("-–—_.,;:!()[]{}<>|*#/\\\"'“”‘’«»•·…=+~`^")
"""Signs that may be left of a line of the sheet where mail programs bend it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was read: the answers, and of the sheets the plans, the days, the one lead, and how many actions they ask about.

    `lead` is None where there are sheets of several leads, or the name was changed.
    """

    answers: list[Answer]
    plans: tuple[str, ...]
    meetings: tuple[date, ...]
    lead: str | None
    asked: int
    untouched: int


@dataclass(slots=True)
class _Section:
    """What is asked of one action, and the words that a person put there, by field (`` before the first)."""

    mark: Mark
    words: dict[str, list[int]] = field(default_factory=dict)
    doubtful: list[int] = field(default_factory=list)
    lead: str | None = None


def label(handle: str, name: str, letters: str = "") -> str:
    """Return how a field of an action is called on its sheet; `letters` are the ratings to choose from."""
    chosen = f", {letters}" if letters else ""
    return f"{handle} {FIELDS[name]}{chosen}:"


def options(letters: str) -> str:
    """Return the line by whose code the ratings to choose from are known again when nobody chose."""
    return f"{FIELDS['rating']} {letters}"


def has_marks(text: str) -> bool:
    """Tell whether a text holds a request sheet, whole or in part, whatever a mail program made of it."""
    lowered = text.lower()
    if "jatui" not in lowered and "jatui" not in lowered.replace("=\r\n", "").replace("=\n", ""):
        return False
    return bool(find_marks(read_mail(text).words))


def read_reply(text: str) -> list[Answer]:
    """Return the answers in a reply to request sheets, in the order in which they stand.

    What a person wrote that belongs to no action for certain has no ref and says why; what the sheets themselves
    say is never an answer, nor is an action where nothing was filled in.
    """
    return read_sheets(text).answers


def read_sheets(text: str) -> Reply:
    """Return what a reply to request sheets says, and what it is a reply to."""
    mail = read_mail(text)
    own = bytearray(len(mail.words))
    sections = list(_sections(mail, own))
    begun = [section.mark for section in sections]
    days = sorted({mark.day for mark in begun if mark.day})
    leads = {section.lead for section in sections}
    said = [list(_answers(mail, section)) for section in sections]
    untouched = sum(not each for each in said)
    only = begun[0].handle if len(begun) == untouched == 1 else None
    day = days[0] if len(days) == 1 else None
    found = [answer for each in said for answer in each]
    found += read_asides(mail, own, [mark.handle for mark in begun], day, only)
    found.sort(key=lambda answer: answer.line)
    return Reply(
        answers=_once(found),
        plans=tuple(dict.fromkeys(mark.plan for mark in begun if mark.sound)),
        meetings=tuple(days),
        lead=leads.pop() if len(leads) == 1 else None,
        asked=len(sections),
        untouched=untouched,
    )


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Return answers, each once where a mail holds the same answered sheet several times."""
    return list({replace(answer, line=0, printed=""): answer for answer in reversed([*answers])}.values())[
        ::-1
    ]


def _sections(mail: Mail, own: bytearray) -> Iterator[_Section]:
    """Yield the actions that are asked about, and mark in `own` every word that is a sheet's or answers an action."""
    marks = [replace(mark, first=_bulleted(mail, mark.first)) for mark in find_marks(mail.words)]
    consumed = 0
    lead: str | None = None
    for number, mark in enumerate(marks):
        if mark.first < consumed:
            continue
        _take(mail, own, range(mark.first, mark.after))
        consumed = mark.after
        if mark.kind == "end":
            continue
        later = marks[number + 1 :]
        limit = next((each.first for each in later if each.kind != "end"), len(mail.words))
        if mark.kind == "sheet":
            matched = _match(mail, own, mark.after, limit, mark.codes)
            consumed = matched.after
            lead = _lead(mail, matched)
            continue
        end = next((each for each in later if _ends(each, mark)), None)
        bound = min(limit, end.first) if end else limit
        matched = _match(mail, own, mark.after, bound, mark.codes[:-1])
        end = next((each for each in later if each.first >= matched.after and _ends(each, mark)), None)
        limit = next(
            (each.first for each in later if each.first >= matched.after and each.kind != "end"),
            len(mail.words),
        )
        closed = end is not None and end.first <= limit
        bound = end.first if end is not None and closed else limit
        section = _Section(mark, doubtful=matched.doubtful, lead=lead)
        _fill(mail, own, section, matched.after, bound)
        consumed = bound
        if end is not None and closed:
            _take(mail, own, range(end.first, end.after))
            consumed = _after_end(mail, own, section, end.after, limit)
        yield section


def _ends(mark: Mark, begun: Mark) -> bool:
    return mark.kind == "end" and ref_key(mark.handle) == ref_key(begun.handle)


def _take(mail: Mail, own: bytearray, words: range) -> None:
    """Take some words for the sheet's, and the bullet or other signs that stand before them on their line."""
    for word in range(_bulleted(mail, words.start), words.stop):
        own[word] = 1


def _bulleted(mail: Mail, begin: int) -> int:
    """Return the first of the signs that stand before a word on its line, or the word itself where none do."""
    line = mail.line_of[begin]
    while begin and mail.line_of[begin - 1] == line and set(mail.words[begin - 1]) <= _OWN_SIGNS:
        begin -= 1
    return begin


@dataclass(slots=True)
class _Matched:
    """Where a sheet's lines were found: each as its words, in order; and the words among them that may be changed lines."""

    after: int
    pieces: list[range] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    missing: bool = False


def _match(mail: Mail, own: bytearray, start: int, limit: int, codes: Iterable[int]) -> _Matched:
    """Find the lines of a sheet by their codes from a word on, in order, whatever was written among them."""
    found = _Matched(start)
    for code in codes:
        piece = _at(mail, found.after, code)
        if piece is None:
            piece = next(
                (each for begin in _begins(mail, found.after, limit) if (each := _at(mail, begin, code))),
                None,
            )
        if piece is None:
            found.missing = True
            continue
        if found.missing:
            found.doubtful += [word for word in range(found.after, piece.start) if not own[word]]
        _take(mail, own, piece)
        found.pieces.append(piece)
        found.missing = False
        found.after = _signs_after(mail, own, piece.stop)
    return found


def _begins(mail: Mail, start: int, limit: int) -> Iterator[int]:
    """Yield the words at which a line may begin, after a bullet too."""
    last = mail.line_of[start] + MOST_BETWEEN if start < limit else 0
    for word in range(start, limit):
        if mail.line_of[word] > last:
            return
        if mail.begins_line(word):
            yield word


def _at(mail: Mail, begin: int, code: int) -> range | None:
    """Return the words from one on that a code is of, if there are such."""
    hashed = length = 0
    for word in range(begin, len(mail.words)):
        for char in mail.keys[word]:
            hashed = extend(hashed, char)
        length += len(mail.keys[word])
        if length > LONGEST:
            return None
        if length and agrees(hashed, code):
            return range(begin, word + 1)
    return None


def _signs_after(mail: Mail, own: bytearray, word: int) -> int:
    """Take the signs that end a line of the sheet, and return the word after them."""
    while word < len(mail.words) and mail.line_of[word] == mail.line_of[word - 1]:
        if not set(mail.words[word]) <= _OWN_SIGNS:
            break
        own[word] = 1
        word += 1
    return word


def _lead(mail: Mail, matched: _Matched) -> str | None:
    """Return whom a sheet is for, as its first line says."""
    if not matched.pieces:
        return None
    _, _, name = " ".join(mail.words[word] for word in matched.pieces[0]).partition(" ")
    return re.sub(r"\s*\((?:post|body)\)$", "", name, flags=re.IGNORECASE).strip() or None


def _fill(mail: Mail, own: bytearray, section: _Section, start: int, bound: int) -> None:
    """Sort what stands in an action's part into its fields."""
    doubtful = set(section.doubtful)
    labels = sorted(_labels(mail, section.mark, section.mark.after, bound, own))
    for first, last, _ in labels:
        _take(mail, own, range(first, last))
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
    return _at(mail, name.stop - 1, code)


def _after_end(mail: Mail, own: bytearray, section: _Section, start: int, limit: int) -> int:
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
    said = dropwhile(lambda word: set(mail.words[word]) <= _OWN_SIGNS, taken)
    section.words.setdefault("after", []).extend(said)
    return after


def _closes(mail: Mail, line: int) -> bool:
    """Tell whether a signature or the headers of an answered mail begin at a line."""
    return signature_end(mail.texts, line) > line or header_end(mail.texts, line) > line


def _line_end(mail: Mail, start: int, limit: int, line: int) -> int:
    """Return the first word from one on that is not on a line."""
    return next((word for word in range(start, limit) if mail.line_of[word] != line), limit)


def _answers(mail: Mail, section: _Section) -> Iterator[Answer]:
    """Yield what a person answered of one action, and apart from it what may be a changed line of the sheet."""
    mark = section.mark
    parts = {name: written(mail, words) for name, words in section.words.items()}
    answered = compose(parts, lambda letters: _untouched(mark, letters))
    spoken = sorted(word for words in section.words.values() for word in words)
    if answered is not None:
        line, printed = printed_of(mail, spoken)
        yield _answer(section, answered, line, printed)
    if section.doubtful:
        line, printed = printed_of(mail, section.doubtful)
        doubt = f"This stands where the sheet says what {mark.handle} is, and may be a line of it that was changed."
        yield Answer(line, printed, None, meeting=mark.day, doubts=(doubt,))


def _answer(section: _Section, answered: Answered, line: int, printed: str) -> Answer:
    """Return what was answered as an answer to the action, or to none where its mark was changed."""
    mark = section.mark
    doubts = answered.doubts
    if not mark.sound:
        doubts = (f"The mark of {mark.handle} was changed, so it is not certain what this answers.", *doubts)
    return Answer(
        line=line,
        printed=printed,
        ref=mark.handle if mark.sound else None,
        text=answered.text,
        rating=answered.rating,
        status=answered.status,
        asks=answered.asks,
        nothing_new=answered.nothing_new,
        meeting=mark.day if mark.sound else None,
        doubts=doubts,
    )


def _untouched(mark: Mark, letters: str) -> bool:
    """Tell whether these are the ratings that the sheet had printed to choose from."""
    hashed = 0
    for char in key(options(letters)):
        hashed = extend(hashed, char)
    return bool(mark.codes) and agrees(hashed, mark.codes[-1])
