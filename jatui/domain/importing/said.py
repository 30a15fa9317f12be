"""What a row of a paper says of how an action stands: an update in the paper's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jatui.domain.importing.items import Item
from jatui.domain.match import fold
from jatui.domain.ratings import disc_of, judge
from jatui.domain.statements import read_day
from jatui.domain.words import rating_word

_NOTHING: Final = frozenset(("-", "–", "—", "n/a", "na", "nil", "none"))


@dataclass(slots=True)
class Progress:
    """What is said: its text, the rating and status that it plainly gives, its day, who says it, and sentences about it.

    `coloured` says that the rating is the colour of a cell, and no word.
    """

    text: str = ""
    rating: str | None = None
    status: str | None = None
    day: date | None = None
    by: str | None = None
    coloured: bool = False
    notes: list[str] = field(default_factory=list)


def progress_of(item: Item, levels: Mapping[str, str], today: date) -> Progress | None:
    """Return what a row says of how its action stands, None where it says nothing; `levels` are the scheme's ratings.

    A status stays in its own words; a rating that the scheme has by its name or colour is that, and any other is kept as words.
    """
    found = Progress()
    texts: list[tuple[str, str]] = []
    for part, heading, text in item.said:
        if part == "fact" or text.strip().casefold() in _NOTHING:
            continue
        if part == "rating":
            if not _rate(found, text, levels):
                texts.append((heading, text))
        elif part == "status":
            _judge_status(found, text, levels)
            texts.append((heading, text))
        elif part == "day":
            found.day, sentence = read_day(text, today)
            if found.day is None:
                texts.append((heading, text))
            if sentence:
                found.notes.append(sentence)
        elif part == "by":
            found.by = " ".join(text.split())
        else:
            texts.append((heading, text))
    if found.rating is None and len(item.colours) == 1 and item.colours <= set(levels.values()):
        (found.rating,), found.coloured = item.colours, True
    if not texts and found.rating is None:
        return None
    alone = len(texts) == 1 and not any(part == "revised" for part, _, _ in item.said)
    found.text = texts[0][1] if alone else "\n".join(f"{heading}: {text}" for heading, text in texts)
    return found


def _rate(found: Progress, text: str, levels: Mapping[str, str]) -> bool:
    """Take the rating of a cell, and tell whether the cell holds nothing but it."""
    named = levels.get(fold(text)) or rating_word(text.strip())
    if named in levels.values():
        found.rating = named
        return True
    judgement = judge(text, "rating")
    if judgement and judgement.rating in levels.values() and judgement.taken:
        found.rating = judgement.rating
        if judgement.sentence:
            found.notes.append(judgement.sentence)
    return False


def _judge_status(found: Progress, text: str, levels: Mapping[str, str]) -> None:
    """Take what a status plainly says; one that is the name of a rating, or begins with its disc, is a rating too."""
    named = levels.get(fold(text)) or disc_of(text)
    judgement = judge(text, "status")
    if named in levels.values() and found.rating is None:
        found.rating = named
    if judgement and judgement.rating in levels.values() and judgement.taken and found.rating is None:
        found.rating = judgement.rating
        if judgement.sentence:
            found.notes.append(judgement.sentence)
    if judgement and judgement.status and judgement.taken:
        found.status = judgement.status
        if judgement.sentence:
            found.notes.append(judgement.sentence)
