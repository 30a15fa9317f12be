"""A return held against the plan before anything is stored: which action each answer meets, and what is odd about it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

from jatui.domain.beginnings import compact
from jatui.domain.days import short_day
from jatui.domain.errors import Refused
from jatui.domain.match import compose
from jatui.domain.refs import split_handle
from jatui.domain.returns import Answer
from jatui.domain.text import clean, clean_lines
from jatui.domain.words import count
from jatui.papers.returns import Return
from jatui.store import Reader
from jatui.store.deliveries import Delivery, Placeable, delivered, placeable, plan_of, read_before
from jatui.store.schemes import levels_of
from jatui.store.scope import Scope

MOST_OFFERED: Final = 5
"""How many actions are offered for an answer that meets none."""
MOST_SOUGHT: Final = 50
"""For how many unknown refs of one return the nearest are looked for."""
_MENTIONED: Final = re.compile(r"(?<![\w.])[A-Za-z]{1,5}\.?\d{1,3}(?:\.\d{1,3})*(?:#\d{1,2})?(?!\w)")
_LOOKED_AT: Final = 2000


@dataclass(slots=True)
class Line:
    """One answer of a return as it meets the plan.

    `fate` is `new` (it meets the action `action`), `unplaced` (it will wait without one; `offers` are handles that it
    may be for), `repeat` (it came in before) or `silent` (a ref under which nothing is said); the last two are not
    stored, and `told` says why. `doubts` are all sentences about it.
    """

    source: str
    answer: Answer
    action: int | None = None
    handle: str | None = None
    offers: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    fate: str = "new"
    told: str = ""
    rating: str | None = None
    mark: str = ""

    @property
    def text(self) -> str:
        """The text as it is stored: what is said, or all that stands there where no action is met."""
        answer = self.answer
        if self.handle is not None:
            return clean_lines(answer.text)
        extra = answer.text if "".join(answer.text.split()) not in "".join(answer.printed.split()) else ""
        return clean_lines(f"{answer.printed}\n{extra}".strip("\n") if extra else answer.printed)

    def as_json(self) -> dict[str, Any]:
        """Return the line as `returns read --json` prints it."""
        answer = self.answer
        return {
            "line": answer.line,
            "source": self.source,
            "printed": answer.printed,
            "ref": answer.ref,
            "handle": self.handle,
            "offers": list(self.offers),
            "rating": self.rating,
            "status": answer.status,
            "text": answer.text,
            "asks": answer.asks,
            "day": answer.day.isoformat() if answer.day else None,
            "by": answer.by,
            "nothing_new": answer.nothing_new,
            "doubts": list(self.doubts),
            "fate": self.fate,
            "told": self.told or None,
        }


@dataclass
class Preview:
    """What a return says and what would become of it; `before` is the return of the same bytes that was read already."""

    found: Return
    lines: list[Line] = field(default_factory=list)
    before: Delivery | None = None

    @property
    def name(self) -> str:
        """What the return is called."""
        return self.found.name

    @property
    def notes(self) -> list[str]:
        """Sentences about the return as a whole."""
        return self.found.notes

    @cached_property
    def stored(self) -> list[Line]:
        """The lines that are added when the return is taken in."""
        return [] if self.before else [line for line in self.lines if line.fate in ("new", "unplaced")]

    def sentence(self) -> str:
        """Return in a few words what the return adds."""
        if self.before:
            return (
                f"read on {short_day(self.before.day)} already (return {self.before.number}); it adds nothing"
            )
        fates = Counter(line.fate for line in self.lines)
        told = [f"{count(fates['new'], 'update')}" if fates["new"] or not fates["unplaced"] else ""]
        told += [f"{count(fates['unplaced'], 'line')} without an action" if fates["unplaced"] else ""]
        told += [
            f"{count(fates['repeat'], 'answer')} not added, since read before" if fates["repeat"] else ""
        ]
        told += [f"{count(fates['silent'], 'ref')} without a word" if fates["silent"] else ""]
        return ", ".join(each for each in told if each)


def hold_against(read: Reader, scope: Scope, found: Return) -> Preview:
    """Return what becomes of each answer of a return in the plan that is looked at."""
    plan = plan_of(read, scope)
    _refuse_other_plans(read, plan, found)
    preview = Preview(found, before=delivered(read, plan, found.digest))
    index = _Index(placeable(read, plan))
    levels = levels_of(read, plan)
    meeting = scope.next_meeting.day if scope.next_meeting else None
    for part in found.parts:
        for answer in part.answers:
            line = Line(f"{part.name}, {part.unit} {answer.line}", answer, doubts=answer.doubts)
            index.place(line)
            _rate(line, levels)
            line.mark = mark(line, answer.meeting or meeting)
            preview.lines.append(line)
    _tell_repeats(preview.lines, read_before(read, plan, (line.mark for line in preview.lines)))
    _tell_doubles(preview.lines)
    return preview


def _refuse_other_plans(read: Reader, plan: int, found: Return) -> None:
    """Raise Refused where a return answers a request sheet of another plan, whose refs may be the same."""
    slug = str(read.value("SELECT slug FROM plan WHERE id = ?", (plan,)))
    for other in found.plans:
        if other != slug.lower():
            shown = clean(other)[:60]
            raise Refused(
                f"{clean(found.name)} answers a request sheet of the plan {shown}, and {slug} is looked at. "
                f"Choose it with --plan {shown}; nothing was changed."
            )


def refs_of(read: Reader, scope: Scope) -> list[str]:
    """Return the handles of the plan that a return is read for."""
    return [each.handle for each in placeable(read, plan_of(read, scope))]


def mark(line: Line, meeting: date | None) -> str:
    """Return what tells an answer that comes in twice for one meeting, whoever sends it and in whichever file."""
    answer = line.answer
    said = (
        meeting.isoformat() if meeting else "",
        line.handle or "",
        line.rating or "",
        answer.status or "",
        answer.day.isoformat() if answer.day else "",
        compose(answer.asks or ""),
        "nothing new" if answer.nothing_new else "",
        compose(line.text).casefold(),
    )
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Index:
    """The actions of a plan by their refs."""

    def __init__(self, actions: Sequence[Placeable]) -> None:
        self.by_key: dict[str, list[Placeable]] = {}
        for each in actions:
            self.by_key.setdefault(compact(each.ref), []).append(each)
        self.handles = [each.handle for each in actions]
        self.near: dict[str, tuple[str, ...]] = {}

    def meets(self, ref: str) -> list[Placeable]:
        """Return the actions that a ref stands for, as `Reader.find_ref` does."""
        bare, number = split_handle(re.sub(r"\s*#\s*", "#", ref))
        found = self.by_key.get(compact(bare), [])
        just_so = [each for each in found if each.ref.upper() == bare.upper()]
        return [each for each in just_so or found if number is None or split_handle(each.handle)[1] == number]

    def place(self, line: Line) -> None:
        """Let an answer meet its action, or say why it meets none and what it may be for."""
        answer = line.answer
        silent = not (
            answer.text.strip() or answer.rating or answer.status or answer.asks or answer.nothing_new
        )
        if answer.ref is None:
            line.fate, line.offers = "unplaced", self._mentioned(answer)
            return
        met = self.meets(answer.ref)
        if silent and not answer.doubts:
            line.fate, line.told = "silent", "nothing is said under this ref"
        elif len(met) != 1:
            line.fate = "unplaced"
        if len(met) == 1:
            line.action, line.handle = met[0].id, met[0].handle
            return
        shown = clean(answer.ref)[:60]
        if met:
            line.offers = tuple(each.handle for each in met[:MOST_OFFERED])
            doubt = f"{shown} stands for {' and '.join(line.offers)}; say which one it is for."
        else:
            line.offers = self._nearest(answer.ref)
            near = f"; near it: {', '.join(line.offers)}" if line.offers else ""
            doubt = f"There is no action {shown!r} in this plan{near}."
        if line.fate == "unplaced":
            line.doubts = (*line.doubts, doubt)

    def _nearest(self, ref: str) -> tuple[str, ...]:
        if ref not in self.near and len(self.near) < MOST_SOUGHT:
            letters = re.match(r"[A-Za-z]*", ref)
            kin = [each for each in self.handles if letters and each.upper().startswith(letters[0].upper())]
            near = get_close_matches(ref.upper(), (kin or self.handles)[:5000], n=3, cutoff=0.5)
            self.near[ref] = tuple(near)
        return self.near.get(ref, ())

    def _mentioned(self, answer: Answer) -> tuple[str, ...]:
        """Return the handles of the actions whose refs stand somewhere within an answer that begins with none."""
        words = " ".join((answer.printed[:_LOOKED_AT], *answer.doubts))
        met = (each.handle for ref in _MENTIONED.findall(words) if "." in ref for each in self.meets(ref))
        return tuple(dict.fromkeys(met))[:MOST_OFFERED]


def _rate(line: Line, levels: Sequence[str]) -> None:
    """Take the rating of an answer if the plan's scheme has it."""
    rating = line.answer.rating
    line.rating = rating if rating in levels else None
    if rating and line.rating is None:
        line.doubts = (*line.doubts, f"The plan's scheme has no {rating}; it has {', '.join(levels)}.")


def _tell_repeats(lines: Iterable[Line], known: dict[str, tuple[int, str]]) -> None:
    """Say which answers came in before, or stand twice in this return."""
    seen: dict[str, Line] = {}
    for line in lines:
        if line.fate == "silent":
            continue
        if line.mark in known:
            number, state = known[line.mark]
            line.fate, line.told = "repeat", f"came in before as update {number} ({state})"
        elif line.mark in seen:
            line.fate, line.told = "repeat", f"is the same as {seen[line.mark].source}"
        else:
            seen[line.mark] = line


def _tell_doubles(lines: Sequence[Line]) -> None:
    """Say where several answers speak of one action in different words."""
    of: dict[int, list[Line]] = {}
    for line in lines:
        if line.fate == "new" and line.action is not None:
            of.setdefault(line.action, []).append(line)
    for same in of.values():
        if len(same) > 1:
            places = ", ".join(each.source.rpartition(", ")[2] for each in same[:6]) + (
                " ..." if len(same) > 6 else ""
            )
            for line in same:
                line.doubts = (
                    *line.doubts,
                    f"{line.handle} is spoken of {len(same)} times in this return: {places}.",
                )
