"""What a lead asks for in an update: another milestone, taken only where it is plainly asked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from jatui.domain.text import in_quotes

LONGEST: Final = 300
"""Characters of a sentence in which something may be asked; a longer one is looked at no further."""

_HINT: Final = re.compile(r"exten|milestone|deadline|\bdate|push|move|defer|until|put back", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^\n.!?;]+(?:\.(?=[^\s])[^\n.!?;]*)*")
_TILL: Final = r"(?:to|until|till|for|up to)\s+(?:the\s+)?(?:end\s+of\s+(?=the\b))?"
_ASKED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:the\s+)?(?:new|revised|proposed|amended|requested)\s+(?:\w+\s+)?(?:milestone|date|deadline)"
        r"(?:\s+(?:requested|proposed|needed|sought))?\s*(?::|=|[–—-]\s|\s(?:of|is|to|would be)\s|\s)\s*(?P<wording>\S.*)$",
        r"\b(?:need|request|propose|suggest|ask for|would like)\s+an?\s+(?:new|revised)\s+(?:\w+\s+)?(?:milestone|date)"
        r"\s*(?::|=|[–—-]\s|\s(?:of|to)\s)\s*(?P<wording>\S.*)$",
        rf"^(?:\W*)(?:an?\s+|the\s+)?(?:further\s+|short\s+)?extension\s+(?:(?:is\s+)?(?:requested|required|needed|sought|please)\s+)?"
        rf"{_TILL}(?P<wording>\S.*)$",
        rf"\b(?:request(?:s|ed|ing)?|ask(?:s|ed|ing)?(?:\s+for)?|need|needs|seek|seeking|want|wants|would\s+like|require|requires|"
        rf"please\s+(?:grant|agree|give|approve|allow)(?:\s+\w+)?|grateful\s+for|could\s+(?:we|i)\s+have|can\s+(?:we|i)\s+have)\s+"
        rf"(?:an?\s+|the\s+)?(?:further\s+|short\s+)?extension\s+{_TILL}(?P<wording>\S.*)$",
        rf"^(?:\W*)(?:please\s+)?extend\s+(?:(?:it|this|the\s+\w+|milestone|date|deadline)\s+)?{_TILL}(?P<wording>\S.*)$",
        rf"\bplease\s+(?:extend|move|push|put|change|defer|postpone)\s+(?:\w+\s+){{0,3}}?(?:back\s+)?{_TILL}(?P<wording>\S.*)$",
        rf"^(?:\W*)(?:can|could|may)\s+(?:we|i)\s+(?:please\s+)?(?:have\s+(?:it\s+|this\s+)?{_TILL}|(?:move|push|extend|defer)\s+"
        rf"(?:\w+\s+){{0,3}}?(?:back\s+)?{_TILL})(?P<wording>\S.*)$",
    )
)
_MAYBE: Final = re.compile(
    r"\b(?:if|unless|may|might|whether|depending|possibly|perhaps|otherwise)\b", re.IGNORECASE
)
_NOT: Final = re.compile(
    r"\b(?:no|not|never|without|nor|don't|doesn't|won't|isn't|refused|rejected)\b", re.IGNORECASE
)
_TRAIL: Final = re.compile(
    r"[\s,;:.!?()–—-]*(?:(?:if\s+(?:that\s+is\s+)?(?:possible|ok(?:ay)?)|please|pls|thanks|thank\s+you)[\s,;:.!?()–—-]*)*$",
    re.IGNORECASE,
)
_REASON: Final = re.compile(
    r"\s*(?:,|\(|\s[–—-]\s|\bas\b|\bbecause\b|\bdue\s+to\b|\bso\s+that\b|\bsince\b|\bowing\s+to\b|\bfor\b|\bto\s+allow\b|"
    r"\bwhen\b|\bin\s+order\b|\bin\s+light\b|\bfollowing\b|\bplease\b).*$",
    re.IGNORECASE,
)


_WORD: Final = re.compile(r"[^\W_]+")


class Asked(NamedTuple):
    """The milestone that is asked for, as it was written, or why none was taken."""

    wording: str | None = None
    doubt: str | None = None


def asked(text: str) -> Asked:
    """Return the milestone that a text asks for.

    A wording counts that is read as a milestone with a day. Nothing is taken, and a doubt says so, where two are
    asked for, where it hangs on a condition, or where the wording is not read.
    """
    if not _HINT.search(text):
        return Asked()
    wordings: dict[str, None] = {}
    doubts: list[str] = []
    for sentence in _SENTENCE.finditer(text):
        if len(sentence[0]) > LONGEST or not _HINT.search(sentence[0]):
            continue
        found = _asked_in(sentence[0].strip())
        if found.wording:
            wordings[found.wording] = None
        if found.doubt:
            doubts.append(found.doubt)
    if len(wordings) == 1 and not doubts:
        return Asked(next(iter(wordings)))
    if len(wordings) > 1:
        named = " and ".join(in_quotes(each) for each in list(wordings)[:3])
        return Asked(doubt=f"It asks for {named}, so no milestone was taken.")
    return Asked(doubt=doubts[0]) if doubts else Asked()


def read_wording(text: str) -> str | None:
    """Return a milestone wording with nothing beside it but a politeness or a reason, or None where it is not read."""
    plain = _TRAIL.sub("", text.strip())
    for wording in (plain, _TRAIL.sub("", _REASON.sub("", plain))):
        if wording and _is_dated(wording):
            return wording
    return None


def _asked_in(sentence: str) -> Asked:
    """Return what one sentence asks for."""
    for pattern in _ASKED:
        found = pattern.search(sentence)
        if not found:
            continue
        before = sentence[: found.start("wording")]
        if _NOT.search(before):
            return Asked()
        wording = read_wording(found["wording"])
        if wording is None:
            if any(character.isdigit() for character in found["wording"]):
                return Asked(
                    doubt=f"{in_quotes(found['wording'])} is not read as a milestone, so none was taken."
                )
            return Asked()
        if _MAYBE.search(before) or _MAYBE.search(found["wording"].replace("if possible", "")):
            return Asked(doubt=f"{in_quotes(sentence)} may ask for another milestone, so none was taken.")
        return Asked(wording)
    return Asked()


@lru_cache(maxsize=4096)
def _is_dated(wording: str) -> bool:
    """Tell whether a wording is read whole as a milestone that has a day."""
    from jatui.domain.milestones import read

    reading = read(wording)
    if reading.due is None or not reading.readable or reading.ambiguous or reading.unread:
        return False
    rest = wording
    for stage in reading.stages:
        rest = rest.replace(stage.text, " ", 1)
    beside = _WORD.findall(rest.casefold())
    return len(beside) <= 4 if len(reading.stages) > 1 else set(beside) <= {"by", "the", "end", "of"}
