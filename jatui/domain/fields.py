"""What was written in the fields of a request sheet, put together into one answer with nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jatui.domain.asks import asked, read_wording
from jatui.domain.courtesies import signature_end
from jatui.domain.marks import key
from jatui.domain.ratings import About, Judgement, judge, take
from jatui.domain.words import rating_word

_AFTER = re.compile(r"^[\s.,;:!)\]–—*_-]+")
_ITEM = re.compile(
    r"\W*(?P<box>\[\s*\]|\(\s*\))?\W*?\b(?P<rating>red|amber|green|blue|[ragb])\b", re.IGNORECASE
)
_CHOICES = re.compile(
    r"(?:[^\w\n/:]|\b[x]\b)*(?:red|amber|green|blue|[ragb])\b(?:[^\w\n/:]|\bx\b)*"
    r"(?:/(?:[^\w\n/:]|\bx\b)*(?:red|amber|green|blue|[ragb])\b(?:[^\w\n/:]|\bx\b)*)+",
    re.IGNORECASE,
)
_NO = frozenset(
    (
        "no",
        "none",
        "na",
        "nil",
        "notneeded",
        "notrequired",
        "notapplicable",
        "nonewdate",
        "nochange",
        "asplanned",
    )
)
_REASON = re.compile(
    r"[;,(\n]|\.\s|\s[-–—]+\s|\s(?:as|because|while|pending|after|subject to)\s", re.IGNORECASE
)
_YES = re.compile(
    r"(?:yes|please|ok)\b[\s,.:;–—-]*|(?:by|until|till|now|move(?:d)? to|extend(?:ed)? to|to)\s+", re.I
)
_KEEPS = re.compile(r"[\w✓✔☑?]")


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: what was said, how it is judged, which milestone is asked for, and what could not be taken."""

    text: str = ""
    rating: str | None = None
    status: str | None = None
    asks: str | None = None
    nothing_new: bool = False
    doubts: tuple[str, ...] = ()


def is_nothing_new(text: str) -> bool:
    """Tell whether a text says that there is nothing new, and nothing else."""
    found = judge(text)
    return bool(found and found.nothing_new) or key(text) in ("na", "none", "nothing", "notapplicable")


def leading(text: str, about: About | None = None) -> tuple[Judgement, str]:
    """Return the rating or status that a text begins with, and the text after it; the whole text where there is none."""
    found, rest = take(text, about)
    return found or Judgement(), _AFTER.sub("", rest, count=1).strip() if found and found.taken else text


def rating_field(text: str, untouched: Callable[[str], bool]) -> tuple[Judgement, str]:
    """Return the rating chosen in its field, with a doubt where the choice is not one, and what else stands there.

    A choice is a mark at one of the ratings printed, the one that was left of them, or a rating after them;
    `untouched` tells whether some letters are those that were printed.
    """
    text = text.strip().lstrip(",:").strip()
    choices = _CHOICES.match(text)
    if choices is None:
        return leading(text, "rating") if text else (Judgement(), "")
    printed = choices[0]
    shown = " ".join(printed.split())
    rest = text[choices.end() :].lstrip(" :\t").strip()
    items = list(_items(printed))
    marked = [rating for rating, chosen in items if chosen]
    if len(marked) > 1:
        return _doubt(f'Of the ratings "{shown}" more than one is marked.'), rest
    if not marked and not untouched(" / ".join(rating[0] for rating, _ in items)):
        return _doubt(f'"{shown}" names more than one rating, so none was taken.'), rest
    after, remainder = leading(rest, "rating") if rest else (Judgement(), "")
    if marked and after.rating not in (None, marked[0]):
        return _doubt(f"Two ratings are given: {marked[0]} is marked, and {after.rating} is written."), rest
    return (Judgement(marked[0]) if marked else after), remainder


def _doubt(sentence: str) -> Judgement:
    return Judgement(sentence=sentence, taken=False)


def _items(printed: str) -> Iterator[tuple[str, bool]]:
    """Yield the ratings printed to choose from, each with whether it is marked."""
    for item in printed.split("/"):
        found = _ITEM.search(item)
        rating = rating_word(found["rating"]) if found else None
        if rating is None:
            continue
        signs = re.sub(r"\[\s*\]|\(\s*\)", "", item)
        signs = re.sub(r"\b(?:red|amber|green|blue|[ragb])\b", "", signs, count=1, flags=re.IGNORECASE)
        yield rating, bool(re.sub(r"[\s,.|\\]", "", signs))


def compose(parts: Mapping[str, str], untouched: Callable[[str], bool]) -> Answered | None:
    """Return what the fields of an action say together, or None where nothing was filled in."""
    said = {name: _unsigned(text) for name, text in parts.items() if _KEEPS.search(text)}
    judged, beside = rating_field(said.get("rating", ""), untouched)
    texts = {
        "": said.get("", ""),
        "rating": beside,
        "done": said.get("done", ""),
        "after": said.get("after", ""),
    }
    judged = _judged_elsewhere(judged, texts)
    told = [text for text in texts.values() if _KEEPS.search(text)]
    asks, reason, doubt = new_date(said.get("date", ""))
    if asks is None and doubt is None:
        asks, doubt = asked("\n".join(told))
    doubts = tuple(each for each in (judged.sentence, doubt) if each)
    evidence = said.get("evidence", "")
    nothing = judged.nothing_new or (bool(told) and all(map(is_nothing_new, told)))
    if is_none(evidence):
        nothing, evidence = nothing or not told, ""
    nothing = nothing or (not told and is_none(said.get("date", "")))
    more = bool(judged.rating or judged.status or asks or reason or evidence or doubts)
    if nothing and not more and all(map(is_nothing_new, told)):
        return Answered(nothing_new=True)
    told += [f"New date: {reason}"] if reason else []
    told += [f"Evidence: {evidence}"] if evidence else []
    if not (told or more):
        return None
    return Answered("\n".join(told), judged.rating, judged.status, asks, doubts=doubts)


def _judged_elsewhere(judged: Judgement, texts: dict[str, str]) -> Judgement:
    """Return the rating that was given outside its field where that has none, and take it out of the text there."""
    if judged.rating or judged.sentence:
        whole = judge(texts["done"]) if judged.rating and texts["done"] else None
        return (
            judged._replace(status=whole.status) if whole and whole.status and not judged.status else judged
        )
    for name in ("", "done", "after"):
        if texts[name] and not is_nothing_new(texts[name]):
            found, rest = leading(texts[name])
            if found.taken and (found.rating or found.status):
                texts[name] = rest
            if found.rating or found.status or found.sentence:
                return found
    return judged


def is_none(text: str) -> bool:
    """Tell whether a field was answered with a word for no."""
    return key(text) in _NO or is_nothing_new(text)


def new_date(text: str) -> tuple[str | None, str, str | None]:
    """Return the milestone that a field asks for, its text where it says more, and a doubt where it is not read."""
    if not key(text) or is_none(text):
        return None, "", None
    given = _YES.sub("", text.strip(), count=2)
    for wording in (given, *(given[: cut.start()] for cut in _REASON.finditer(given))):
        if found := read_wording(wording):
            return found, "" if found == text.strip(" .") else text, None
    return (
        None,
        text,
        "What stands where a new date is asked for is not read as a milestone, so none was taken.",
    )


def _unsigned(text: str) -> str:
    """Return a text without the signature that ends it."""
    lines = text.split("\n")
    for place in range(1, len(lines)):
        if signature_end(lines, place) == len(lines):
            return "\n".join(lines[:place]).strip()
    return text.strip()
