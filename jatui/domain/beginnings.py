"""Where an answer begins in a text: a line that names refs before it says anything, told from a ref within prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from jatui.domain.refs import ref_key, split_handle

HEAD: Final = 300
"""Characters at the beginning of a line in which refs are looked for."""

MOST: Final = 50
"""How many refs one line may name."""

MONTHS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY: Final = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s{1,3})?(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?!\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}{MONTHS}(?:,?\s{{1,3}}'?\d{{4}}|\s{{1,3}}['’]?\d\d(?!\d))?)"
)
"""A day as it is written, with a year or without."""

_LEAD: Final = re.compile(r"[\s>»|*•·▪◦‣●○■□–—\-_#~`\"'“‘(\[{]*")
_NUMBERING: Final = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s+[*_\s(\[]*")
_DAY_FIRST: Final = re.compile(
    rf"[(\[]?({DAY})[)\]]?(?:\s*[:,|\t–—]\s*|\s*-\s+|\s+)[*_\s(\[]*", re.IGNORECASE
)
_WORD_FIRST: Final = re.compile(
    r"(?:(?:the\s+)?(?:update|position|progress)\s+(?:on|for|of)\s+(?:action\s+)?|(?:action|item|handle)\s*(?:ref(?:erence)?|no|number)?|"
    r"ref(?:erence)?\s*(?:no|number)?|re|regarding)\b[\s.:#*_–—-]*[(\[]?",
    re.IGNORECASE,
)
_REF: Final = re.compile(
    r"(?P<letters>[A-Za-z]{1,5})(?P<gap>\s?[.\-]?\s?)(?P<number>\d{1,3}(?:[.\-/]\d{1,3})*[a-z]?)(?:\s?#\s?\d{1,2})?(?![\w#])"
)
_TOKEN: Final = re.compile(r"[^\s:|,;()\[\]{}*]{1,30}")
_AND: Final = re.compile(r"[\])*_]*\s*(?:[,;&+/]\s*(?:and\s+|&\s*)?|\band\s+)[*_(\[]*\s*", re.IGNORECASE)
_UNTIL: Final = re.compile(r"[\])*_]*\s*(?:[–—-]|\bto\b|\bthrough\b)\s*[*_(\[]*\s*", re.IGNORECASE)
_CLOSE: Final = re.compile(r"[\])}*_`\"'”’ ]*")
_SIGN: Final = re.compile(r"[:=–—|\t\[(>→]|-(?=\s|$)|[.,;](?=\s|$)|$")
_LEANING: Final = re.compile(
    r"\b(?:under|in|see|and|or|with|for|of|to|per|on|from|by|the|as|at|action|than)\s*$", re.IGNORECASE
)
_ENDED: Final = re.compile(r"[.!?:;,)\]\"'”’*]\s*$")
_SHORT: Final = 45
"""A line shorter than this was not wrapped by a mail program."""


class Known:
    """The refs of a plan, as far as they help to tell a ref from other words; none where no plan is known."""

    def __init__(self, refs: Iterable[str] = ()) -> None:
        self.keys = {each for ref in refs for each in (ref_key(split_handle(ref)[0]), compact(ref))}
        self.letters = {re.match(r"[A-Z]*", key)[0] for key in self.keys}  # type: ignore[index]

    def has(self, ref: str) -> bool:
        """Tell whether the plan has a ref, however it is spaced."""
        return compact(ref) in self.keys


class Beginning(NamedTuple):
    """The refs that a line begins with: their texts, where each of them ends, and what stands around them.

    `rest` is where what is said of them begins, `day` the day written before them; `span` tells that they are the two
    ends of a range, and `quoted` that the line is quoted from another text.
    """

    refs: tuple[str, ...]
    ends: tuple[int, ...]
    rest: int
    day: str | None = None
    span: bool = False
    quoted: bool = False


def compact(ref: str) -> str:
    """Return the key by which a ref is found, however it was spaced: `E 1`, `e-1` and `E.1` are one."""
    return ref_key(re.sub(r"[\s\-_.]+", "", split_handle(re.sub(r"\s*#\s*", "#", ref))[0]))


def beginning(line: str, known: Known, before: str = "") -> Beginning | None:
    """Return the refs with which a line begins, or None where it names none or only within a sentence.

    `before` is the line before it: a ref that stands first in a line only because a sentence was wrapped there
    begins nothing, unless a sign such as a colon follows it.
    """
    if not any(map(str.isdigit, line[:HEAD])):
        return None
    head = line[:HEAD]
    lead = _LEAD.match(head)
    place = lead.end() if lead else 0
    quoted = ">" in head[:place]
    for start, day in _starts(head, place):
        found = _refs(head, start, known)
        if found is None:
            continue
        refs, ends, span = found
        close = _CLOSE.match(head, ends[-1])
        end = close.end() if close else ends[-1]
        sign = _SIGN.match(head, end)
        if sign is None and not _may_begin(refs, head, end, known, before):
            return None
        if sign is not None and not span and not _is_sure(refs[0], sign[0], known):
            return None
        if sign and sign[0] and sign[0] not in "[(":
            end = sign.end()
        return Beginning(refs, ends, end, day, span, quoted)
    return None


def _starts(head: str, place: int) -> Iterable[tuple[int, str | None]]:
    """Yield where refs may begin: at once, after a number of a list, after a day, after a word such as "Action"."""
    yield place, None
    if numbering := _NUMBERING.match(head, place):
        place = numbering.end()
        yield place, None
    if word := _WORD_FIRST.match(head, place):
        yield word.end(), None
    if day := _DAY_FIRST.match(head, place):
        yield day.end(), day[1]
        if word := _WORD_FIRST.match(head, day.end()):
            yield word.end(), day[1]


def _refs(head: str, place: int, known: Known) -> tuple[tuple[str, ...], tuple[int, ...], bool] | None:
    """Return the refs that stand at a place, one after the other, and whether they are the ends of a range."""
    refs: list[str] = []
    ends: list[int] = []
    while len(refs) < MOST and (found := _ref(head, place, known)):
        end, ref = found
        refs.append(ref)
        ends.append(end)
        more = _AND.match(head, end)
        if more is None:
            break
        place = more.end()
    until = _UNTIL.match(head, ends[0]) if len(refs) == 1 else None
    last = _ref(head, until.end(), known) if until else None
    if last and last[1] != refs[0]:
        return (refs[0], last[1]), (ends[0], last[0]), True
    return (tuple(refs), tuple(ends), False) if refs else None


def _ref(head: str, place: int, known: Known) -> tuple[int, str] | None:
    """Return where the ref that stands at a place ends, and the ref as it is written."""
    if found := _REF.match(head, place):
        letters, gap = found["letters"], found["gap"]
        if known.has(found[0]):
            return found.end(), found[0]
        if "." in gap or not gap:
            of_plan = letters.upper() in known.letters or not known.keys
            if of_plan or ("." in gap and letters.isupper() and len(letters) <= 3):
                return found.end(), found[0]
    if (token := _TOKEN.match(head, place)) and any(map(str.isdigit, token[0])):
        ref = token[0].rstrip(".-–—>'\"”’")
        if ref_key(split_handle(ref)[0]) in known.keys:
            return place + len(ref), ref
    return None


def _is_sure(ref: str, sign: str, known: Known) -> bool:
    """Tell whether a sign after a ref makes it the beginning of an answer; a bare number wants a clear one."""
    if ref[:1].isdigit():
        return sign in (":", "=", "–", "—", "|", "\t", "-", "[", "")
    if "." not in ref and not known.has(ref):
        return sign not in (",", ";", ".")
    return True


def _may_begin(refs: tuple[str, ...], head: str, end: int, known: Known, before: str) -> bool:
    """Tell whether refs begin an answer that no sign parts from what follows."""
    if refs[0][:1].isdigit() or not head[end - 1 : end].isspace() or not known_or_dotted(refs[0], known):
        return False
    if not before.strip():
        return True
    if _LEANING.search(before[-40:]):
        return False
    return bool(_ENDED.search(before[-10:])) or len(before) < _SHORT


def known_or_dotted(ref: str, known: Known) -> bool:
    """Tell whether a ref is the plan's own and written in capitals, or has the dot that no other word has."""
    return "." in ref or (known.has(ref) and ref[:1].isupper())
