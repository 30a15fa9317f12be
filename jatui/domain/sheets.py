"""Request sheets sent back: the answers in a reply, told from the sheet's own words however a mail program bent them.

A sheet is made of parts, each with a mark in front that holds codes of the lines printed after it, fields with fixed
names where people answer, and a mark at the end of each action. What has neither mark, code nor name of a field is
a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from jatui.domain.asides import read_asides
from jatui.domain.fields import Answered, compose
from jatui.domain.mailed import Mail, printed_of, read_mail, written
from jatui.domain.marks import Mark, agrees, extend, find_marks, key
from jatui.domain.returns import Answer
from jatui.domain.sections import FIELDS, Section, find_sections, has_fields

_NAMES = ("done since", " rating:", " rating, ", "if complete", "if one is needed")
"""Parts of the names of fields, one of which is left where the marks of a sheet were taken away."""

MOST_TRIED = 20
"""How many places where a mark may begin are looked at by themselves before the whole text is."""

LONGEST_MARK = 1000
"""Characters of a text in which a mark that begins there is looked for."""


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
    if not any(sign in each for each in (lowered, _unwrapped(lowered)) for sign in ("jatui", *_NAMES)):
        return False
    for found in islice(re.finditer("jatui", text, re.IGNORECASE), MOST_TRIED):
        if find_marks(read_mail(text[found.start() : found.start() + LONGEST_MARK]).words):
            return True
    mail = read_mail(text)
    return bool(find_marks(mail.words)) or has_fields(mail)


def _unwrapped(text: str) -> str:
    """Return a text without the line ends that quoted-printable puts into it."""
    return text.replace("=\r\n", "").replace("=\n", "")


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
    sections = list(find_sections(mail, own))
    begun = [section.mark for section in sections]
    days = sorted({mark.day for mark in begun if mark.day})
    leads = {section.lead for section in sections if section.mark.day}
    day = days[0] if len(days) == 1 else None
    said = [list(_answers(mail, section, day)) for section in sections]
    untouched = sum(not each for each in said)
    only = begun[0].handle if len(begun) == untouched == 1 else None
    found = [answer for each in said for answer in each]
    lead = leads.pop() if len(leads) == 1 else None
    found += read_asides(mail, own, [mark.handle for mark in begun], day, only, lead)
    found.sort(key=lambda answer: answer.line)
    return Reply(
        answers=_once(found),
        plans=tuple(dict.fromkeys(mark.plan for mark in begun if mark.sound and mark.plan)),
        meetings=tuple(days),
        lead=lead,
        asked=len(sections),
        untouched=untouched,
    )


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Return answers, each once where a mail holds the same answered sheet several times."""
    seen: dict[Answer, Answer] = {}
    for answer in answers:
        printed = "" if answer.ref else " ".join(answer.printed.split())
        seen.setdefault(replace(answer, line=0, printed=printed), answer)
    return list(seen.values())


def _answers(mail: Mail, section: Section, day: date | None) -> Iterator[Answer]:
    """Yield what a person answered of one action, and apart from it what may be a changed line of the sheet."""
    mark = section.mark
    parts = {name: written(mail, words) for name, words in section.words.items()}
    answered = compose(parts, lambda letters: _untouched(mark, letters))
    meeting = (mark.day or day) if mark.sound else None
    if answered is not None:
        spoken = sorted(word for words in section.words.values() for word in words)
        yield _answer(mark, answered, meeting, *printed_of(mail, spoken))
    if section.doubtful:
        line, printed = printed_of(mail, section.doubtful)
        doubt = f"This stands where the sheet says what {mark.handle} is, and may be a line of it that was changed."
        yield Answer(line, printed, None, meeting=meeting, doubts=(doubt,))


def _answer(mark: Mark, answered: Answered, meeting: date | None, line: int, printed: str) -> Answer:
    """Return what was answered as an answer to the action, or to none where its mark was changed."""
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
        meeting=meeting,
        doubts=doubts,
    )


def _untouched(mark: Mark, letters: str) -> bool:
    """Tell whether these are the ratings that the sheet had printed to choose from; without its mark, three or more."""
    if not mark.codes:
        return letters.count("/") > 1
    hashed = 0
    for char in key(options(letters)):
        hashed = extend(hashed, char)
    return agrees(hashed, mark.codes[-1])
