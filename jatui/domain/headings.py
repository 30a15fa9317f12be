"""What the columns and labels of a return are about, however a council words them."""

from __future__ import annotations

import re
from typing import Final, Literal

from jatui.domain.match import words

Field = Literal["ref", "rating", "status", "text", "asks", "day", "by", "own"]
"""What a heading is about; `own` is what the plan says itself, so that a return has nothing to add to it."""

_WORDED: Final[dict[Field, str]] = {
    "ref": "ref; refs; reference; ref no; ref number; reference no; reference number; action ref; action reference; action no; "
    "action number; action id; no; number; id; item; item no; item ref; handle; plan ref; unique ref; action ref no; "
    "ref id; key; nr",
    "rating": "rag; brag; rag rating; rag status; brag rating; brag status; rating; colour; current rag; rag now; new rag; "
    "current rating; rag colour; rag this month; rag this quarter; performance rag; traffic light; proposed rag; "
    "overall rag; overall rating; officer rag; officer rating; rag r a g; rag r a g b; rag rating r a g; this rag; "
    "updated rag; latest rag",
    "status": "status; progress status; current status; action status; delivery status; stage; state; overall status; "
    "latest status; new status",
    "text": "update; updates; progress; progress update; progress updates; comment; comments; commentary; position; "
    "current position; "
    "latest update; latest position; narrative; note; notes; text; officer update; officer comments; lead comments; "
    "lead update; progress to date; progress this quarter; progress since last meeting; response; latest progress; "
    "your update; new update; summary; progress and comments; update comments; status update; position statement; "
    "supporting commentary; what has happened; what has been done; achievements; lead officer update; update text; "
    "progress comments; comments progress; outcome; evidence; risks and issues; issues; next steps; reason for rag",
    "asks": "new date; extension; extension to; extension requested; extension until; revised milestone; revised date; "
    "revised deadline; revised target date; new milestone; new deadline; new target date; proposed date; "
    "proposed milestone; requested date; requested milestone; proposed new date; new due date; revised due date; "
    "extension date; extension request; amended date; revised completion date; new milestone if needed; "
    "new date if needed; extension if needed",
    "day": "date; day; date of update; update date; as at; as of; date updated; updated; last updated; date completed form; "
    "date of return; updated on; position at; position as at; date of comment",
    "by": "officer; officers; lead; leads; lead officer; lead officers; updated by; by; name; owner; completed by; from; "
    "responsible officer; responsible; action owner; lead name; reporting officer; author; contact; update by; "
    "provided by; accountable officer; lead s",
    "own": "action; actions; wording; description; action text; action wording; action description; milestone; milestones; "
    "original milestone; current milestone; due; due date; due by; target; target date; original date; deadline; "
    "completion date; committee; committees; lead committee; theme; themes; priority theme; previous update; "
    "last update; previous rag; last rag; previous rating; last rating; previous comments; timescale; timescales; "
    "year 1 action; recommendation; commitment; objective; plan; former update; previous status; last status; "
    "end date; start date; delivery date; by when",
}
_FIELDS: Final[dict[str, Field]] = {
    phrase.strip(): field for field, phrases in _WORDED.items() for phrase in phrases.split(";")
}
LONGEST: Final = 60
"""Characters beyond which words are no heading."""

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WHERE_NEEDED: Final = re.compile(
    r"\s(?:if|where|when)\s(?:needed|required|applicable|necessary|relevant|changed|different)\W*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"[\s>*_#•·\-–—]{0,8}([A-Za-z][A-Za-z /()&.'-]{0,50}?)[*_\s]{0,6}(?::|\t|\s=\s)[*_]{0,3}[ \t]*"
)


def field_of(heading: str) -> Field | None:
    """Return what a heading is about, or None where it is not known."""
    if len(heading) > LONGEST:
        return None
    bare = _ASIDE.sub(" ", heading)
    found = (_FIELDS.get(" ".join(words(each))) for each in (heading, bare, _WHERE_NEEDED.sub("", bare)))
    return next((each for each in found if each), None)


def labelled(line: str) -> tuple[Field, str, str] | None:
    """Return what a line's label is about, the label, and what stands after it; None where it begins with none."""
    found = _LABEL.match(line[:80])
    field = field_of(found[1]) if found else None
    return (field, found[1], line[found.end() :]) if found and field else None
