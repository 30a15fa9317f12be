"""What in the data of plans does not agree, is lacking or may mislead: each a finding, with its place in the papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from jatui.domain.match import fold, says
from jatui.domain.sources import Source
from jatui.domain.text import clean

Ruling = Literal["accepted", "corrected", "left"]

RULINGS: Final[tuple[Ruling, ...]] = ("accepted", "corrected", "left")
"""What a person may make of a finding: it is so and known, it was put right, or it is left as it is."""

GRADES: Final = ("grave", "misleading", "to know", "settled")
"""How much a finding matters: whoever misses it loses or falsifies something, is misled, or lacks a piece of knowledge."""

KINDS: Final = {
    "twice": ("grave", "a ref stands for several actions"),
    "unread": ("grave", "a milestone could not be read whole"),
    "dangling": ("grave", "a link or alignment leads to what is not there"),
    "count": ("grave", "a paper claims another number than is there"),
    "figures": ("grave", "amounts of one thing differ"),
    "initials": ("grave", "several bodies have the same initials"),
    "own": ("misleading", "a person saw it"),
    "self-clearance": ("misleading", "an author cleared their own paper"),
    "set": ("misleading", "a set of indicators is not of its size"),
    "clearance": ("misleading", "a clearance lacks its answer or its officer"),
    "unanswered": ("misleading", "a question of the form has no answer"),
    "key decision": ("misleading", "what is said of a key decision does not agree"),
    "doubtful": ("misleading", "a milestone can be read in several ways"),
    "wording": ("misleading", "one theme has several wordings"),
    "old data": ("misleading", "data are older than their report, or of no day that is told"),
    "unrated": ("misleading", "indicators without a rating or without data"),
    "no date": ("misleading", "a milestone names no date"),
    "no lead": ("misleading", "an action has nobody who leads it"),
    "no committee": ("misleading", "an action has no committee"),
    "lacks": ("misleading", "indicators lack what they are judged by"),
    "none": ("to know", "a plan says nothing of something at all"),
    "names": ("to know", "one thing goes by several names"),
    "contacts": ("to know", "contacts of an older paper"),
    "unlinked": ("to know", "commitments with no action linked"),
    "settled": ("settled", "a ruling on what is no longer found"),
}
"""The kinds of findings, the gravest first: how much each matters, and what it is."""

_ORDER: Final = {kind: place for place, kind in enumerate(KINDS)}
_SMALL: Final = frozenset({"a", "and", "for", "in", "of", "on", "the", "to"})
_SHORT: Final = re.compile(r"[A-Z]{2,6}")
LEAST_INITIALS: Final = 3
"""Words that a name has at least whose initials are taken for it."""
LONGEST_CITED: Final = 160
"""Characters of a text that a finding cites."""
MOST_LISTED: Final = 12
"""Names that a finding lists."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person made of a finding. The day is unknown of a milestone that was left, which its own record says."""

    ruling: Ruling
    day: date | None = None
    reason: str | None = None
    said_by: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the ruling as `check --findings --json` prints it."""
        day = self.day.isoformat() if self.day else None
        return {"ruling": self.ruling, "day": day, "reason": self.reason, "said_by": self.said_by}


@dataclass(frozen=True, slots=True)
class Finding:
    """One irregularity: the key by which people name it, where it stands, and what was made of it.

    `against` is the other place where two do not agree. `others` are further plans that it concerns, `action` the handle
    of the action that it is about, and `of_milestone` tells whether the commands for milestones settle it.
    """

    key: str
    plan: str
    kind: str
    sentence: str
    source: Source | None = None
    against: Source | None = None
    ruled: Ruled | None = None
    others: tuple[str, ...] = ()
    action: str | None = None
    of_milestone: bool = False

    @property
    def grade(self) -> str:
        """How much it matters, one of `GRADES`."""
        return KINDS[self.kind][0]

    @property
    def title(self) -> str:
        """What its kind is, in a few words."""
        return KINDS[self.kind][1]

    @property
    def is_open(self) -> bool:
        """Whether nobody has ruled on it yet."""
        return self.ruled is None

    @property
    def places(self) -> str:
        """Where it stands, in words; empty where no paper says it."""
        first, other = self.source, self.against
        if first and other and other.line and (first.paper, first.file) == (other.paper, other.file):
            return f"{first.place} against line {other.line}"
        return " against ".join(each.place for each in (first, other) if each)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as `check --findings --json` prints it."""
        return {
            "key": self.key,
            "plan": self.plan,
            "others": list(self.others),
            "kind": self.kind,
            "grade": self.grade,
            "sentence": self.sentence,
            "action": self.action,
            "source": self.source.as_json() if self.source else None,
            "against": self.against.as_json() if self.against else None,
            "ruling": self.ruled.as_json() if self.ruled else None,
        }


def in_order(found: Iterable[Finding], plans: Sequence[str]) -> list[Finding]:
    """Return findings with the gravest first; of one kind by plan, and within a plan as they were found."""
    places = {plan: place for place, plan in enumerate(plans)}
    return sorted(found, key=lambda each: (_ORDER[each.kind], places.get(each.plan, len(places))))


def told_milestone(
    wording: str,
    read_as: str | None,
    readable: bool,
    ambiguous: bool,
    unread: Sequence[str],
    warnings: Sequence[str],
    suggestion: str | None,
) -> str:
    """Return in a sentence what is doubtful about the reading of a milestone."""
    told = [text.rstrip(".") for text in warnings]
    parts = [part for part in unread if not any(part in text for text in told)]
    said = [f"{part!r} is not read" for part in parts] or ([] if readable or told else ["it is not read"])
    said += told or (["it can be read in several ways"] if ambiguous else [])
    if read_as == wording:
        return f"The milestone {wording!r} was left as printed: {'; '.join(said)}."
    hint = f" Perhaps {suggestion} is meant." if suggestion else ""
    other = f", read as {read_as!r}" if read_as is not None else ""
    return f"The milestone {wording!r}{other}: {'; '.join(said)}.{hint}"


def initials(name: str) -> str | None:
    """Return the initials that may stand for a body: those that are its name, or those of three words and more."""
    if _SHORT.fullmatch(name):
        return name
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", name) if fold(word) not in _SMALL]
    if len(words) < LEAST_INITIALS or not all(word[0].isupper() for word in words):
        return None
    return "".join(word[0] for word in words)


def are_mixed_up(bodies: Iterable[tuple[str, str]]) -> bool:
    """Tell whether bodies of the same initials, each by its name and plan, may be taken for one though nothing says so.

    Within one plan initials are taken to stand for the name, and a name that is written out says by itself who it is.
    """
    known = set(bodies)
    names = {fold(name) for name, _ in known}
    return len({plan for _, plan in known}) > 1 and (
        len(names) > 1 or any(_SHORT.fullmatch(name) for name, _ in known)
    )


def different(wordings: Iterable[str]) -> list[str]:
    """Return those of some wordings that say different things, each once; what stands within a longer one says the same.

    Case, accents, blanks and a last full stop do not count.
    """
    by_words: dict[str, str] = {}
    for each in wordings:
        by_words.setdefault(fold(each).rstrip("."), each)
    return [
        text
        for words, text in by_words.items()
        if not any(words != other and words in other for other in by_words)
    ]


def cited(text: str) -> str:
    """Return a text as a finding cites it: on one line, with nothing that steers, cut where it is very long."""
    shown = clean(" ".join(text[: LONGEST_CITED * 4].split()))
    return shown if len(shown) <= LONGEST_CITED else f"{shown[: LONGEST_CITED - 1]}…"


def clears_own(officer: str, authors: Iterable[str]) -> bool:
    """Tell whether the officer of a clearance is among those who sent the paper or answer for it."""
    return any(says(author, officer, whole=True) for author in authors)


def told_size(held: int, least: int | None, most: int | None) -> str | None:
    """Return in words which size a set of so many misses, or None where it has the one that it is to have."""
    if (least is None or held >= least) and (most is None or held <= most):
        return None
    if least is not None and most is not None:
        return f"{least} to {most}"
    return f"at least {least}" if least is not None else f"at most {most}"


def listed(names: Sequence[str]) -> str:
    """Return names in a row, the first of them where there are many."""
    more = f" and {len(names) - MOST_LISTED:,} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more
