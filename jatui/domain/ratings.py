"""Ratings and statuses as people write them: letters, colours and other words, and what none of them can be taken for.

A colour or its letter is a rating, a status's own name is that status. Other words that councils use in one sense
are taken too, and what they were taken for is said; words that may mean two things give nothing but a doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from jatui.domain.match import fold
from jatui.domain.text import in_quotes
from jatui.domain.words import RATINGS, STATUSES, rating_word

LONGEST: Final = 60
"""Characters beyond which words are prose and no judgement."""

About = Literal["rating", "status"]


class Judgement(NamedTuple):
    """What some words say: a rating, a status, that there is nothing new; and a sentence where they need one.

    `taken` tells whether the sentence is of something that was taken for what it says, rather than of a doubt.
    """

    rating: str | None = None
    status: str | None = None
    nothing_new: bool = False
    sentence: str | None = None
    taken: bool = True


_LETTERS: Final = {each[0]: each for each in RATINGS}
_DISCS: Final = {"🔴": "red", "🟠": "amber", "🟡": "amber", "🟢": "green", "🔵": "blue"}
_SHAPES: Final = str.maketrans("", "", "■▲●◆·\ufe0f")
_OTHER_RATINGS: Final = {
    **dict.fromkeys(
        ("on track", "on target", "on schedule", "on course", "back on track", "fully on track"), "green"
    ),
    "at risk": "amber",
    **dict.fromkeys(("off track", "off target", "off course"), "red"),
}
_FINISHED: Final = ("complete", "completed", "done", "finished", "delivered", "achieved", "fully achieved")
_OTHER_STATUSES: Final = {
    **dict.fromkeys(_FINISHED[1:], "complete"),
    **dict.fromkeys(
        ("underway", "under way", "started", "in hand", "work in progress", "wip"), "in progress"
    ),
    **dict.fromkeys(("on hold", "paused"), "waiting"),
    **dict.fromkeys(("not yet started", "yet to start", "not begun", "not commenced"), "not started"),
    **dict.fromkeys(("withdrawn", "superseded", "carried forward"), "closed"),
}
_TWO_WAYS: Final = frozenset(
    ["behind", "behind schedule", "behind target", "delayed", "delay", "delays", "some delay", "some delays", "minor delay",
     "minor delays", "slipped", "slipping", "some slippage", "slippage", "off schedule", "late", "overdue", "issues",
     "some issues", "minor issues", "slightly off track", "slightly behind", "yellow", "orange", "partially on track",
     "mostly on track", "partly on track", "broadly on track"]
)  # fmt: skip
"""Words that stand between two ratings, or for either."""

_ONGOING: Final = frozenset(("ongoing", "on going", "continuing", "going on"))
_NO_RATING: Final = frozenset(
    ("grey", "gray", "not rated", "unrated", "none", "n/a", "na", "tbc", "tbd", "tba", "white")
)
_SINCE: Final = (
    r"(?: (?:since|from|on|to|at) (?:the )?(?:last|previous|former|my last|our last)(?: \w{1,12}){0,3})?"
)
_NOTHING: Final = re.compile(
    rf"(?:there (?:is|has been) )?(?:nothing (?:new|further|to (?:report|add|update))(?: to (?:report|add))?|nil return|nil|"
    rf"no (?:further |new |other )?(?:changes?|updates?|news|progress to report)(?: to (?:report|add|last update))?|n/c|"
    rf"as (?:before|last time|per last (?:update|report|time)|previously reported|previous)|unchanged){_SINCE}"
)
_EDGES: Final = " \t\n\r\f\v\u00a0*_~`#\"'“”‘’()[]{}<>.,:;|-–—"
_JOIN: Final = re.compile(r"[\s_\-‐‑–—]+")
_COLOUR: Final = re.compile(r"\b(?:red|amber|green|blue)\b")
_SEVERAL_LETTERS: Final = re.compile(r"[ragb](?:\s*[/\\|,&+–—-]\s*[ragb]|\s+(?:to|or|and)\s+[ragb]|[ragb])+")
_SEVERAL: Final = re.compile(
    r"\b(?:red|amber|green|blue|[ragb])\s*[/\\|&+–—-]\s*(?:red|amber|green|blue|[ragb])\b", re.IGNORECASE
)
_HEDGED: Final = re.compile(
    r"(?:likely|probably|possibly|maybe|nearly|almost|not|towards?|moving|heading|provisional(?:ly)?|was|formerly|previously)\b"
    r"|.*\b(?:tbc|provisional(?:ly)?|pending|if|unless|but)\b"
)
_NOW: Final = re.compile(
    r"^(?:(?:now|still|currently|remains?|remaining|stays?|rated|overall|is|at)\s+){1,3}"
)


def disc_of(words: str) -> str | None:
    """Return the rating of the coloured disc that words begin with, None where they begin with none."""
    return _DISCS.get(words.lstrip()[:1])


@lru_cache(maxsize=4096)
def judge(words: str, about: About | None = None) -> Judgement | None:
    """Return what some words say by themselves, or None where they are text.

    `about` is what they were written under: what stands in a column of ratings and is none is doubtful, and
    "complete" there is the rating blue, while anywhere else it is the status.
    """
    if len(words) > LONGEST * 4:
        return None
    bare = words.strip(_EDGES)
    if bare.isascii() and len(bare) > LONGEST and "  " not in bare:
        return None
    shown = in_quotes(words)
    bare = bare.translate(_SHAPES).strip(_EDGES)
    if not bare.isascii():
        if bare in _DISCS:
            rating = _DISCS[bare]
            return Judgement(rating, sentence=None if bare != "🟡" else _took(shown, "the rating amber"))
        for disc in _DISCS:
            bare = bare.replace(disc, "")
    plain = _JOIN.sub(" ", fold(bare.strip(_EDGES))).strip()
    if not plain:
        return None
    if colour := rating_word(plain.rstrip("!")):
        return Judgement(colour)
    if len(plain) > LONGEST:
        return None
    bare_words = plain.rstrip("! ")
    return (
        _named(bare_words, shown, about)
        or _named(_NOW.sub("", bare_words), shown, about)
        or _coloured(plain, fold(bare), shown, about)
    )


def _named(plain: str, shown: str, about: About | None) -> Judgement | None:
    """Return what a phrase says that stands in one of the tables."""
    if rating := rating_word(plain) if len(plain) > 1 else None:
        return Judgement(rating, sentence=_took(shown, f"the rating {rating}"))
    if about == "rating" and plain in _FINISHED:
        return Judgement("blue", sentence=_took(shown, "the rating blue (complete)"))
    if plain in STATUSES:
        told = _took(shown, f"the status {plain}, and gives no rating") if about == "rating" else None
        return Judgement(status=plain, sentence=told)
    if status := _OTHER_STATUSES.get(plain):
        return Judgement(status=status, sentence=_took(shown, f"the status {status}"))
    if rating := _OTHER_RATINGS.get(plain):
        return Judgement(rating, sentence=_took(shown, f"the rating {rating}"))
    if plain in _ONGOING:
        return Judgement(sentence=f"{shown} is no status and no rating.", taken=False)
    if plain in _TWO_WAYS:
        return Judgement(
            sentence=f"{shown} may stand for more than one rating, so none was taken.", taken=False
        )
    if _NOTHING.fullmatch(plain):
        return Judgement(nothing_new=True)
    if about and plain in _NO_RATING:
        return Judgement(sentence=f"{shown} is no {about}.", taken=False)
    return None


def _coloured(plain: str, folded: str, shown: str, about: About | None) -> Judgement | None:
    """Return what a phrase says that holds colours or their letters beside something else."""
    colours = set(_COLOUR.findall(plain))
    several = len(colours) > 1 and (about or len(plain.split()) <= 6)
    if several or _SEVERAL_LETTERS.fullmatch(folded.strip("()[] ")):
        return Judgement(sentence=f"{shown} names more than one rating, so none was taken.", taken=False)
    first = plain.partition(" ")[0]
    bare = first.rstrip("?")
    if (plain.endswith("?") and rating_word(plain.rstrip("? "))) or (first != bare and rating_word(bare)):
        return Judgement(
            sentence=f"{shown} is written with a question mark, so no rating was taken.", taken=False
        )
    if about is None:
        return None
    if len(colours) == 1 and plain.startswith(tuple(RATINGS)) and not _HEDGED.match(plain):
        (rating,) = colours
        rest = plain.removeprefix(rating).strip(_EDGES)
        other = judge(rest) if rest else None
        if other and other.rating not in (None, rating):
            return Judgement(sentence=f"{shown} names more than one rating, so none was taken.", taken=False)
        if other or not any(map(str.isalnum, rest)):
            return Judgement(
                rating, other.status if other else None, sentence=_took(shown, f"the rating {rating}")
            )
    return Judgement(sentence=f"{shown} is no {about} that is known.", taken=False)


def _took(shown: str, what: str) -> str:
    return f"{shown} was taken for {what}."


_LABEL: Final = re.compile(
    r"(?:(?:current|overall|latest|proposed|new|progress|brag|rag|status)\s+){0,3}(?P<name>brag|rag|rating|status|progress)"
    r"\s*(?P<sign>[:=|\t]|[–—]|-(?=\s)|(?=[\[(]))\s*",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"[\[({]\s*([^\[\](){}\n]{1,60}?)\s*[\])}]")
_END: Final = re.compile(r"\s+(?=[–—-])[–—-]+(?=\s|$)|\s*[–—|\t;:,.!](?!\d)|-(?=\s)|\s*(?=[(\[])|\s*$")
_SKIP: Final = re.compile(r"[\s–—|\t;:,.!*_-]*")
_GOES_ON: Final = re.compile(
    r"(?:as|because|since|due|but|for|with|until|and|on|still|now|we|the|this|no|not|all|it|after|following|given|"
    r"although|however|at|there|i|our)\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[*_\s]*(?P<first>[A-Za-z]+)[*_]*(?P<gap>\s+)(?P<next>\S+)")
_UNSURE: Final = re.compile(
    r"\W{0,4}(?:tbc|t\.b\.c|to be confirmed|provisional(?:ly)?|pending|possibly|probably)\b\)?", re.I
)
HEAD: Final = 300
"""Characters at the beginning of a text in which a judgement is looked for."""


def take(text: str, about: About | None = None) -> tuple[Judgement | None, str]:
    """Return what a text begins with, a rating or a status, and the rest of it; the whole text where it does not.

    A lone letter or colour is taken where a sign parts it from what follows, or it stands in brackets or after the
    word "RAG"; where it may as well begin a sentence ("G. Beasley has met", "Green belt review") there is a doubt,
    and the text keeps it.
    """
    head = text[:HEAD]
    lead = _SKIP.match(head)
    begin = lead.end() if lead else 0
    if label := _LABEL.match(head, begin):
        about = "status" if label["name"].casefold() in ("status", "progress") else "rating"
        begin = label.end()
    if (bracket := _BRACKET.match(head, begin)) and (found := judge(bracket[1], about)):
        return found, text[bracket.end() :] if found.taken else text
    if disc := next((each for each in _DISCS if head.startswith(each, begin)), None):
        return judge(disc), text[begin + len(disc) :]
    end = _END.search(head, begin)
    phrase = head[begin : end.start()] if end else ""
    if end is None or not phrase.strip():
        return None, text
    found = judge(phrase, about)
    if found is None:
        return _unparted(text, head, begin)
    if about is None and _may_be_prose(phrase, head, end):
        return _may_begin(phrase), text
    if found.rating and (unsure := _UNSURE.match(head, end.end())):
        return Judgement(
            sentence=f"{in_quotes(head[begin : unsure.end()])} is not said for certain, so no rating was taken.",
            taken=False,
        ), text
    if found.taken:
        return found, text[end.end() :]
    return (None if about == "status" else found), text[begin:] if label else text


def _may_begin(words: str) -> Judgement:
    return Judgement(
        sentence=f"{in_quotes(words)} may be a rating or begin the text, so none was taken.", taken=False
    )


def _may_be_prose(phrase: str, head: str, end: re.Match[str]) -> bool:
    """Tell whether a letter before a full stop or a comma may be an initial or a word, and not a rating."""
    bare = phrase.strip(_EDGES)
    if len(bare) != 1 or bare.casefold() not in _LETTERS:
        return False
    sign = end[0].strip()
    rest = head[end.end() :].strip()
    if head[end.start() : end.start() + 1] == ")" or not sign:
        return bool(rest)
    return sign in ".,;" and bool(rest) and not (sign == "." and rest[:1].islower())


def _unparted(text: str, head: str, begin: int) -> tuple[Judgement | None, str]:
    """Return what a text begins with where no sign parts the rating from the words after it."""
    found = _WORDS.match(head, begin)
    if not found:
        return None, text
    first, following = found["first"], found["next"]
    rating = rating_word(first)
    if rating is None:
        return None, text
    if len(first) == 1:
        if first in "Aa" and not following[:1].isupper():
            return None, text
        sure = first.isupper() and following[:1].islower()
    else:
        sure = rating == "amber" or bool(_GOES_ON.match(following))
    after = head[found.end() :].strip().casefold()
    if following.casefold() in ("to", "or", "and", "/") and rating_word(
        after.partition(" ")[0].strip(_EDGES)
    ):
        several = in_quotes(head[begin : begin + 40])
        return Judgement(
            sentence=f"{several} names more than one rating, so none was taken.", taken=False
        ), text
    if sure:
        return Judgement(rating, sentence=_took(in_quotes(first), f"the rating {rating}")), text[
            found.end("gap") :
        ]
    return _may_begin(first), text


_AT_END: Final = re.compile(
    r"[\[(]\s*(?:(?:b?rag|rating|status)\s*[:=-]?\s*)?([^\[\]()]{1,30})\s*[\])]\s*\.?\s*$", re.IGNORECASE
)
_SAID_AT_END: Final = re.compile(
    r"\b(?:b?rag(?:\s+(?:rating|status))?|rating)\s*(?:[:=-]|is|remains)?\s*(\w+)\s*\.?\s*$", re.IGNORECASE
)


def at_end(text: str) -> Judgement | None:
    """Return the rating with which a text ends in brackets or after the word "RAG", which is said; None without one."""
    tail = text[-80:]
    for pattern in (_AT_END, _SAID_AT_END):
        if (found := pattern.search(tail)) and (rating := rating_word(found[1].strip(_EDGES))):
            return Judgement(rating, sentence=_took(in_quotes(found[0]), f"the rating {rating}"))
    return None


_PARTING: Final = re.compile(r"\t|\s[|–—-]\s|[:.;]\s+")
_LONGEST_PART: Final = 30


def in_part(text: str) -> Judgement | None:
    """Return the rating that is one whole part of a line, which is said, or a doubt where one part names several.

    Parts are parted by tabs, bars, dashes and full stops; a lone letter counts between tabs, bars and dashes alone.
    """
    head = text[: HEAD * 2]
    places = [0, *(found.end() for found in _PARTING.finditer(head))][:12]
    parts = [part for start in places if (part := _PARTING.split(head[start:], maxsplit=1)[0].strip(_EDGES))]
    rated = {
        rating: part
        for part in parts
        if (rating := rating_word(part)) and (len(part) > 1 or re.search(r"\t|\s[|–—-]\s", head))
    }
    if len(rated) == 1 and len(parts) > 1:
        rating, part = rated.popitem()
        return Judgement(rating, sentence=_took(in_quotes(part), f"the rating {rating}"))
    if len(rated) > 1:
        return Judgement(
            sentence=f"{in_quotes(' and '.join(rated.values()))} are several ratings, so none was taken.",
            taken=False,
        )
    doubts = (judge(part) for part in parts[1:] if len(part) <= _LONGEST_PART and _SEVERAL.search(part))
    return next((each for each in doubts if each and not each.taken), None)
