"""What is odd about an update, told to the person who records or accepts it; they may have it so all the same.

Each rule stands on something that committees asked of trackers like this one. None of them changes anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import Final, NamedTuple

from jatui.domain.days import short_day
from jatui.domain.words import FINISHED

NO_TEXT: Final = "no text"
ONGOING: Final = "ongoing"
SAME_TEXT: Final = "same text"
GREEN_BUT_PASSED: Final = "green but passed"
AMBER_AGAIN: Final = "amber again"
NO_EVIDENCE: Final = "no evidence"

MOST_AMBER: Final = 3
"""How many times running an action is amber, this time with them, before that is odd."""

LEAST_DONE: Final = 2
"""How many words of its own a text needs to say what was done."""

_GOING_ON: Final = frozenset({"ongoing", "going", "continuing", "continues", "continuous"})
_ABOUT_IT: Final = frozenset(
    ("a", "action", "all", "an", "and", "are", "at", "be", "been", "being", "by", "currently", "for", "from", "has",
     "have", "i", "in", "is", "it", "its", "no", "now", "of", "on", "our", "quite", "remains", "so", "still", "task",
     "that", "the", "this", "to", "was", "we", "were", "work", "works", "yes")
)  # fmt: skip
"""Words that say nothing of an action by themselves."""

_CLAIMS: Final = frozenset(
    ("100%", "achieved", "blue", "closed", "complete", "completed", "completion", "concluded", "delivered", "done",
     "ended", "finalised", "finished", "fully", "implemented", "met", "ok")
)  # fmt: skip
"""Words that only say again that something is complete."""

_DAYS: Final = re.compile(
    r"[0-9]+(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|today|yesterday|week"
)
_RECORD: Final = re.compile(
    r"https?://|\bwww\.|\b(?:minutes?|reports?|papers?|decisions?|agenda|resolution|register|certificate|contract|"
    r"invoice|receipt|licen[cs]e|deed|notice|photo(?:graph)?s?|audit)\b|\.(?:pdf|docx?|odt|jpe?g|png)\b",
    re.IGNORECASE,
)
"""A source at which a thing done can be looked up, other than the mail or sheet in which somebody says so."""


class Said(NamedTuple):
    """What is about to be said of an action."""

    rating: str | None
    status: str | None
    text: str
    nothing_new: bool = False
    source: str | None = None


class Former(NamedTuple):
    """What was accepted of the action before; `kind` is `update` or `nothing new`."""

    rating: str | None
    text: str
    kind: str


class Standing(NamedTuple):
    """How an action stands: its next open due day, the day it is, and what was accepted before, the newest first."""

    due: date | None
    today: date
    rating: str | None
    status: str
    former: Sequence[Former] = ()


class Doubt(NamedTuple):
    """Something odd: a short name that is recorded where it is overruled, and a sentence for the person."""

    name: str
    sentence: str


def doubts(said: Said, standing: Standing) -> list[Doubt]:
    """Return everything that is odd about what is said, in the order of the rules.

    That there is nothing new is never odd: it judges nothing anew, and it takes one key.
    """
    if said.nothing_new:
        return []
    return [
        Doubt(name, sentence)
        for name, rule in RULES.items()
        if (sentence := rule(said, standing)) is not None
    ]


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, punctuation, blanks or forms of letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return tuple("".join(each if _counts(each) else " " for each in folded).split())


def _counts(character: str) -> bool:
    return character == "%" or unicodedata.category(character)[0] not in "PZC"


def _no_text(said: Said, standing: Standing) -> str | None:
    """Tell of a rating that nobody explains.

    Members want comments with every action, since a colour alone leaves them nothing to ask about.
    """
    if said.rating is None or words_of(said.text):
        return None
    return f"It is rated {said.rating} without a text: say in a few words why."


def _ongoing(said: Said, standing: Standing) -> str | None:
    """Tell of "ongoing" in the place of news.

    Scrutiny members could not tell from "ongoing" how likely an action was to be achieved.
    """
    status = words_of(said.status or "")
    if not any(_goes_on(words) for words in (words_of(said.text), status)):
        return None
    return '"Ongoing" is no status: ask for the next step and the day on which it will be reviewed.'


def _goes_on(words: Sequence[str]) -> bool:
    """Tell whether words say that something goes on and nothing else."""
    telling = [word for word in words if word not in _ABOUT_IT]
    if "going" in telling and "on" not in words:
        return False
    return bool(telling) and _GOING_ON.issuperset(telling)


def _same_text(said: Said, standing: Standing) -> str | None:
    """Tell of the text of last time, sent again.

    Committees complain of updates carried over from paper to paper; where all stands, "nothing new" says so.
    """
    words = words_of(said.text)
    last = next(filter(None, (words_of(each.text) for each in standing.former)), None)
    if not words or words != last:
        return None
    return "The text is the same as last time: ask what has changed, or record that there is nothing new."


def _green_but_passed(said: Said, standing: Standing) -> str | None:
    """Tell of a green action whose day has passed and whose work is not finished.

    Members have had such ratings lowered themselves; a text alone that lets a green rating stand is as odd.
    """
    rating = said.rating or standing.rating
    late = standing.due is not None and standing.due < standing.today
    if rating != "green" or not late or (said.status or standing.status) in FINISHED:
        return None
    assert standing.due is not None
    begin = "It is rated green" if said.rating else "It stays green"
    return f"{begin}, but it was due by {short_day(standing.due)}: lower the rating, move the milestone, or say it is done."


def _amber_again(said: Said, standing: Standing) -> str | None:
    """Tell of an action that is rated amber for the third time running, or more.

    A committee asked for realistic days instead of one more extension at each meeting. What was accepted without a
    rating let the one before stand: it neither counts nor breaks the run.
    """
    if said.rating != "amber":
        return None
    rated = (each.rating for each in standing.former if each.rating is not None)
    times = 1 + sum(1 for _ in takewhile(lambda rating: rating == "amber", rated))
    if times < MOST_AMBER:
        return None
    return f"It is amber {times} times running: ask what would make it green, or whether it is red."


def _no_evidence(said: Said, standing: Standing) -> str | None:
    """Tell of an action that becomes complete although nothing says what was done.

    One council shows nothing as achieved before it is; others have committees agree before an action leaves the
    list. Evidence is a text with two words or more of its own, besides the claim and days, or a source at which
    the thing can be looked up. What stands as complete already is not asked for again.
    """
    newly_blue = said.rating == "blue" and standing.rating != "blue"
    newly_complete = said.status == "complete" and standing.status != "complete"
    if not (newly_blue or newly_complete):
        return None
    if len(list(_own(words_of(said.text)))) >= LEAST_DONE or _RECORD.search(said.source or ""):
        return None
    return "It becomes complete without evidence: say what was done, or name a source that shows it."


def _own(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that say more than that something is complete, and when."""
    idle = _ABOUT_IT | _CLAIMS | _GOING_ON
    return (word for word in words if word not in idle and not _DAYS.fullmatch(word))


RULES: Final[dict[str, Callable[[Said, Standing], str | None]]] = {
    NO_TEXT: _no_text,
    ONGOING: _ongoing,
    SAME_TEXT: _same_text,
    GREEN_BUT_PASSED: _green_but_passed,
    AMBER_AGAIN: _amber_again,
    NO_EVIDENCE: _no_evidence,
}
"""The rules by the names that are recorded, in the order in which they are told."""
