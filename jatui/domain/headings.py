"""What the columns and labels of a return or a plan are about, however a council words them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from jatui.domain.match import words

Field = Literal["ref", "rating", "status", "text", "asks", "day", "by", "own"]
"""What a heading is about; `own` is what the plan says itself, so that a return has nothing to add to it."""

Part = Literal[
    "ref", "theme", "recommendation", "action", "milestone", "committee", "lead", "rating", "status", "update",
    "revised", "day", "by", "fact",
]  # fmt: skip
"""What a column of a plan holds; a `fact` is said of the action and has no field of its own."""

_WORDED: Final[dict[Field, str]] = {
    "ref": "ref; refs; reference; ref no; ref number; reference no; reference number; action ref; action reference; action no; "
    "action number; action id; no; number; id; item; item no; item ref; handle; plan ref; unique ref; action ref no; "
    "ref id; key; nr",
    "rating": "rag; brag; rag rating; rag status; brag rating; brag status; rating; colour; current rag; rag now; new rag; "
    "current rating; rag colour; rag this month; rag this quarter; performance rag; traffic light; proposed rag; "
    "overall rag; overall rating; officer rag; officer rating; rag r a g; rag r a g b; rag rating r a g; this rag; "
    "updated rag; latest rag; r a g; r a g b; b r a g",
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
    "own": "target; previous update; last update; previous rag; last rag; previous rating; last rating; previous comments; "
    "plan; former update; previous status; last status; start date",
}
_PLANNED: Final[dict[Part, str]] = {
    "ref": "action ref no; rec no; rec ref; recommendation no; recommendation number; recommendation ref; id no; serial no; "
    "s no; ap ref; row; line; min no; rec; minute no; minute number; minute ref",
    "theme": "theme; themes; priority theme; priorities; workstream; work stream; pillar; ambition; strategic priority; "
    "corporate priority; council priority; priority area; strategic theme; outcome area; strategic objective; "
    "theme or priority; programme; strand; focus area; area of focus",
    "recommendation": "recommendation; recommendations; objective; objectives; commitment; commitments; aim; aims; goal; "
    "goals; finding; peer recommendation; recommendation text; agreed recommendation; key recommendation; pledge",
    "action": "action; actions; wording; description; action text; action wording; action description; year 1 action; "
    "action required; actions required; key action; key actions; activity; activities; key activity; key activities; task; "
    "tasks; initiative; what we will do; what will we do; what; deliverable; deliverables; project; agreed action; "
    "agreed actions; proposed action; proposed actions; planned action; planned actions; action to be taken; "
    "actions to be taken; management action; action activity; action title; action and milestone; improvement action; "
    "action plan; management response; officer response; service response; agreed response; council response; "
    " response to recommendation; detailed action; specific action; what are we going to do; what we are going to do; "
    "what needs to be done; what needs to happen; what will be done; what we will deliver; how we will do it; improvement; "
    "improvements; improvement required; we will; we shall; what will we deliver",
    "milestone": "milestone; milestones; original milestone; current milestone; due; due date; due by; target; target date; "
    "original date; deadline; completion date; timescale; timescales; end date; delivery date; by when; time scale; "
    "time scales; timeframe; time frame; timeframes; timeline; timelines; timing; when; target completion; "
    "target completion date; completion target; planned completion; planned completion date; completion; expected completion; "
    "expected completion date; estimated completion; estimated completion date; implementation date; date due; "
    "target timescale; target dates; original target date; original due date; date for completion; to be completed by; "
    "proposed completion date; deadline date; finish date; target deadline; target delivery date; expected date; "
    "expected delivery; expected delivery date; key milestone; key milestones; key milestones and dates; delivery timescale; "
    "target end date; due when; finish; end; completion by; target date for completion; target date of completion; "
    "milestone date; complete by; complete by when; completed by when; done by; to be done by; deliver by; "
    "delivered by",
    "committee": "committee; committees; lead committee; responsible committee; service committee; policy committee; "
    "relevant committee; accountable committee; committee or board; board; oversight; scrutiny committee; "
    "reporting committee; committee s; governance board",
    "lead": "lead; leads; lead officer; lead officers; owner; owners; responsible officer; responsible; action owner; "
    "lead name; accountable officer; lead s; lead officer s; officer; officers; responsibility; responsibilities; "
    "person responsible; responsible person; responsible officers; responsible owner; responsible lead; who; "
    "who is responsible; lead department; lead service; lead directorate; lead organisation; lead partner; lead agency; "
    "assigned to; assignee; accountable; senior responsible officer; sro; lead director; responsible director; "
    "officer lead; action lead; delivery lead; project lead; project manager; owner s; accountable lead; lead body; "
    "lead officer or body; officer responsible; by whom; led by; lead responsible officer; lead and partners; lead owner; "
    "action owners; officer s responsible; action by; by whom and when",
    "fact": "outcome; outcomes; evidence; risks and issues; issues; next steps; plan; start date; author; from; contact; key; "
    "name; response; summary; note; notes",
}
_OWN: Final[tuple[Part, ...]] = ("theme", "recommendation", "action", "milestone", "committee")
"""What a plan says itself, so that a return has nothing to add to it."""

_FIELDS: Final[dict[str, Field]] = {
    **{phrase.strip(): "own" for part in _OWN for phrase in _PLANNED[part].split(";")},
    **{phrase.strip(): field for field, phrases in _WORDED.items() for phrase in phrases.split(";")},
}
_AS_PART: Final[dict[Field, Part]] = {
    "ref": "ref",
    "rating": "rating",
    "status": "status",
    "text": "update",
    "asks": "revised",
    "day": "day",
    "by": "by",
    "own": "fact",
}
"""What a column that a return may have holds in a plan."""

_PARTS: Final[dict[str, Part]] = {
    **{phrase: _AS_PART[field] for phrase, field in _FIELDS.items()},
    **{phrase.strip(): part for part, phrases in _PLANNED.items() for phrase in phrases.split(";")},
}
LONGEST: Final = 60
"""Characters beyond which words are no heading."""

_MOST_WORDS: Final = 7
"""Words beyond which no single one tells what a heading is about."""

_TOLD_BY: Final[tuple[tuple[Part, str], ...]] = (
    ("fact", "outcome outcomes measure measures success criteria risk risks impact cost costs budget resource resources "
     "funding priority evidence kpi kpis benefit benefits meeting actual completed previous last start category source "
     "accepted partners partner dependencies raised opened created logged received"),
    ("revised", "revised amended extended extension"),
    ("update", "progress update updates comment comments commentary position taken achieved"),
    ("rating", "rag brag"),
    ("status", "status"),
    ("milestone", "timescale timescales deadline deadlines timeframe timeframes timeline due target date when "
     "milestone milestones completion"),
    ("lead", "lead leads owner owners responsible responsibility officer officers whom accountable"),
    ("committee", "committee committees"),
    ("recommendation", "recommendation recommendations objective objectives commitment"),
    ("action", "action actions activity activities task tasks response deliverable deliverables"),
)  # fmt: skip
"""Words that tell what a heading is about, those first that decide where it has several."""

_TELLING: Final = tuple((part, frozenset(told.split())) for part, told in _TOLD_BY)

_MOST_BLANKS: Final = 8
"""Blanks beyond which words are no heading of a plan."""

_SIGNS: Final = ("#", "№", "Nº", "N°")
"""Signs that head a column of numbers."""

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WHERE_NEEDED: Final = re.compile(
    r"\s(?:if|where|when)\s(?:needed|required|applicable|necessary|relevant|changed|different)\W*$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?:proposed|agreed|current|key|our|the|planned|latest|main|named)\s+", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s*[/&\n]\s*|\s+(?:and|or)\s+", re.IGNORECASE)
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


@lru_cache(maxsize=4096)
def part_of(heading: str) -> Part | None:
    """Return what a column of a plan holds, or None where its heading is not known.

    Two headings in one, as in "Owner / Lead", count where both are of the same.
    """
    if len(heading) > LONGEST or heading.count(" ") > _MOST_BLANKS:
        return None
    if heading.strip() in _SIGNS:
        return "ref"
    bare = _ASIDE.sub(" ", heading)
    for each in (heading, bare, _WHERE_NEEDED.sub("", bare), _BEFORE.sub("", bare.strip())):
        if (found := _PARTS.get(" ".join(words(each)))) is not None:
            return found
    several = parts_in(bare)
    return several.pop() if len(several) == 1 else None


def parts_in(heading: str) -> set[Part | None]:
    """Return what each of the words is about that a heading joins, as "Milestone / Deliverable" does."""
    return {_PARTS.get(" ".join(words(each))) for each in _JOINED.split(heading[:LONGEST])}


def likely_part(heading: str) -> Part | None:
    """Return what a column most likely holds by a word in its heading, where the whole of it is not known."""
    found = words(heading)
    if not found or len(found) > _MOST_WORDS:
        return None
    return next((part for part, telling in _TELLING if telling & set(found)), None)


def labelled(line: str) -> tuple[Field, str, str] | None:
    """Return what a line's label is about, the label, and what stands after it; None where it begins with none."""
    found = _LABEL.match(line[:80])
    field = field_of(found[1]) if found else None
    return (field, found[1], line[found.end() :]) if found and field else None
