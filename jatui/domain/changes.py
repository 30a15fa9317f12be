"""What changed in an action between two moments: computed from how it stood at each, and told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from jatui.domain.days import short_day, told_day
from jatui.domain.differences import Part, compare, is_alike
from jatui.domain.moves import length, months_between, quoted
from jatui.domain.words import FINISHED, count, sentence

COMPLETED: Final = "completed"
NEWLY_RED: Final = "newly red"
SLIPPED: Final = "slipped"
ASKED: Final = "extension asked"
NEW: Final = "new"
WITHDRAWN: Final = "withdrawn"
REOPENED: Final = "reopened"
WORSE: Final = "rating worse"
BETTER: Final = "rating better"
RATED: Final = "rated"
STATUS: Final = "status"
FORWARD: Final = "brought forward"
MILESTONE: Final = "milestone reworded"
MET: Final = "stage met"
OWN_RATING: Final = "committee's rating"
REWORDED: Final = "reworded"
LEAD: Final = "lead changed"
COMMITTEE: Final = "committee changed"
THEME: Final = "theme changed"
RENUMBERED: Final = "renumbered"
SETTLED: Final = "request settled"
UPDATED: Final = "updated"
SILENT: Final = "no update given"

KINDS: Final = (
    COMPLETED, NEWLY_RED, SLIPPED, ASKED, NEW, WITHDRAWN, REOPENED, WORSE, BETTER, RATED, STATUS, FORWARD, MILESTONE,
    MET, OWN_RATING, REWORDED, LEAD, COMMITTEE, THEME, RENUMBERED, SETTLED, UPDATED, SILENT,
)  # fmt: skip
"""The kinds of change, in the order in which they are told: first what a committee asks for first."""

WAITS: Final = "waits for triage"
"""What is said beside that no update was given, where one came in that is not accepted yet."""

_RANK: Final = {"red": 0, "amber": 1, "green": 2, "blue": 3}


class Said(NamedTuple):
    """An accepted update: the plan's number of it, its day, its text (None for nothing new), and who said it."""

    number: int
    day: date | None
    text: str | None
    by: str | None


class Asked(NamedTuple):
    """An update that waits and asks for another milestone: the plan's number of it, and the wording asked for."""

    number: int
    wording: str


class Rated(NamedTuple):
    """A committee's own rating: its number among the action's, the committee and the rating."""

    number: int
    committee: str
    rating: str


class State(NamedTuple):
    """An action as it stood at a moment, as far as changes of it are told.

    Of `said`, `asks`, `met` and `rated` it is enough to hold what may differ between the two moments.
    """

    handle: str
    text: str
    theme: str
    milestone: str
    due: date | None
    status: str
    closed_as: str | None = None
    rating: str | None = None
    committees: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    said: frozenset[Said] = frozenset()
    asks: frozenset[Asked] = frozenset()
    met: frozenset[date] = frozenset()
    rated: frozenset[Rated] = frozenset()


class Change(NamedTuple):
    """One thing that changed in an action: its kind, and in words what it was and what it is now.

    `note` is what the sentence adds; `said` the update that it tells of. Where no update was given, `before` is the day
    of the last one and `after` says whether one waits.
    """

    kind: str
    action: int
    handle: str
    before: str | None = None
    after: str | None = None
    note: str = ""
    said: Said | None = None

    @property
    def sentence(self) -> str:
        """What changed, as a sentence that does not name the action."""
        return sentence(_SENTENCES[self.kind](self) if self.kind in _SENTENCES else _became(self))


def changes_between(action: int, before: State | None, after: State | None) -> list[Change]:
    """Return what changed in an action, in the order in which it is told; None stands for an action that is not there.

    Of an action that came or went nothing else is told. Equal states give nothing, and different ones something.
    """
    if before == after:
        return []
    if before is None or after is None:
        there = before or after
        assert there is not None
        kind, old, new = (NEW, None, there.text) if before is None else (WITHDRAWN, there.text, None)
        return [Change(kind, action, there.handle, old, new)]
    more = before[:5] != after[:5] or before[8:10] != after[8:10] or before[11:] != after[11:]
    found = [
        Change(kind, action, after.handle, was, now, note)
        for tell in (_standing, *(_BESIDES if more else ()))
        for kind, was, now, note in tell(before, after)
    ]
    if before.said != after.said:
        found.append(_said(action, before, after))
    return sorted(found, key=lambda change: KINDS.index(change.kind)) if len(found) > 1 else found


Told = tuple[str, str | None, str | None, str]


def _standing(before: State, after: State) -> Iterator[Told]:
    """Yield what changed in status and rating; an action is completed by either of them."""
    blue = after.rating == "blue" != before.rating
    done = after.status == "complete" != before.status
    if done or blue:
        yield COMPLETED, _stood(before), _stood(after), ""
    elif before.rating != after.rating:
        yield _rating_kind(before.rating, after.rating), before.rating, after.rating, ""
    if not done and (before.status, before.closed_as) != (after.status, after.closed_as):
        was, now = _status(before), _status(after)
        if after.status == "closed" != before.status:
            yield WITHDRAWN, was, now, ""
        elif before.status in FINISHED and after.status not in FINISHED:
            yield REOPENED, was, now, ""
        else:
            yield STATUS, was, now, ""


def _rating_kind(before: str | None, after: str | None) -> str:
    if after == "red":
        return NEWLY_RED
    if before is None or after is None:
        return RATED
    return BETTER if _RANK[after] > _RANK[before] else WORSE


def _stood(state: State) -> str:
    return f"{_status(state)}, rated {state.rating}" if state.rating else _status(state)


def _status(state: State) -> str:
    return f"closed ({state.closed_as})" if state.closed_as else state.status


def _milestone(before: State, after: State) -> Iterator[Told]:
    """Yield what became of the milestone: where the wording stays, a day that differs is another reading and no slip."""
    if (before.milestone, before.due) == (after.milestone, after.due):
        return
    was, now = before.due, after.due
    days = f"{_by(now)}, before {_by(was)}" if was != now else f"still {_by(now)}"
    if before.milestone == after.milestone:
        yield MILESTONE, before.milestone, after.milestone, f"read otherwise: {days}"
    elif was is None or now is None or was == now:
        yield MILESTONE, before.milestone, after.milestone, days
    else:
        far = length(months_between(was, now), (now - was).days)
        yield SLIPPED if now > was else FORWARD, before.milestone, after.milestone, far


def _by(due: date | None) -> str:
    return f"due by {short_day(due)}" if due else "without a due day"


def _asks(before: State, after: State) -> Iterator[Told]:
    """Yield the milestones that are asked for since, and those that no longer are."""
    if before.asks == after.asks:
        return
    former = {ask.number: ask.wording for ask in before.asks}
    for ask in sorted(after.asks - before.asks):
        yield ASKED, former.pop(ask.number, None) or after.milestone, ask.wording, ""
    for ask in sorted(before.asks - after.asks):
        if ask.number in former:
            yield SETTLED, ask.wording, None, ""


def _words(before: State, after: State) -> Iterator[Told]:
    if before.text != after.text:
        yield REWORDED, before.text, after.text, ""
    if before.theme != after.theme:
        yield THEME, before.theme, after.theme, ""
    if before.handle != after.handle:
        yield RENUMBERED, before.handle, after.handle, ""


def _names(before: State, after: State) -> Iterator[Told]:
    for kind, former, later in (
        (LEAD, before.leads, after.leads),
        (COMMITTEE, before.committees, after.committees),
    ):
        if former != later:
            yield kind, ", ".join(former) or "none", ", ".join(later) or "none", ""


def _met(before: State, after: State) -> Iterator[Told]:
    for due in sorted(after.met ^ before.met):
        word = "met" if due in after.met else "no longer met"
        yield MET, None, word, f"the stage due by {short_day(due)} is {word}"


def _rated(before: State, after: State) -> Iterator[Told]:
    if before.rated == after.rated:
        return
    former = {each.number: each for each in before.rated - after.rated}
    for each in sorted(after.rated - before.rated):
        was = former.pop(each.number, None)
        yield OWN_RATING, was.rating if was else None, each.rating, f"{each.committee} rates it {each.rating}"
    for each in sorted(former.values()):
        yield OWN_RATING, each.rating, None, f"{each.committee} no longer rates it {each.rating}"


_BESIDES: Final = (_milestone, _asks, _words, _names, _met, _rated)
"""What is told besides status, rating and what was said, which is nearly all that ever changes."""


def _said(action: int, before: State, after: State) -> Change:
    """Return what was said since: the newest of it, and how much more there is."""
    new, gone = after.said - before.said, before.said - after.said
    newest = max(new or gone, key=lambda said: (said.day or date.min, said.number))
    former = next((said for said in gone if said.number == newest.number), None)
    note = f"{len(new):,} updates" if len(new) > 1 else ""
    return Change(
        UPDATED,
        action,
        after.handle,
        spoken(former) if former else None,
        spoken(newest) if new else None,
        note,
        newest,
    )


def spoken(said: Said) -> str:
    """Return what an update says, or that it says nothing."""
    return "nothing new" if said.text is None else said.text or "no text"


def _became(change: Change) -> str:
    return f"{change.kind}: {change.before or 'none'} became {change.after or 'none'}"


def _completed(change: Change) -> str:
    return f"completed: {change.after}; before: {change.before}"


def _newly_red(change: Change) -> str:
    return f"rated red, {'not rated' if change.before is None else change.before} before"


def _new(change: Change) -> str:
    return f"new: {quoted(change.after or '')}"


def _withdrawn(change: Change) -> str:
    if change.after is None:
        return f"taken out of the plan: {quoted(change.before or '')}"
    return f"withdrawn: {change.after}, {change.before} before"


def _rating(change: Change) -> str:
    if change.after is None:
        return f"no longer rated, {change.before} before"
    return f"rated {change.after}, {'not rated' if change.before is None else change.before} before"


def _moved(change: Change) -> str:
    word = "slips" if change.kind == SLIPPED else "brought forward"
    return f"{word} {change.note}: {_pair(change)}"


def _pair(change: Change) -> str:
    return f"{quoted(change.before or '')!r} became {quoted(change.after or '')!r}"


def _milestone_words(change: Change) -> str:
    if change.before == change.after:
        return f"the milestone {quoted(change.after or '')!r} is {change.note}"
    return f"the milestone {_pair(change)}, {change.note}"


def _asked(change: Change) -> str:
    return f"asks for {quoted(change.after or '')!r} instead of {quoted(change.before or '')!r}"


def _settled(change: Change) -> str:
    return f"the request for {quoted(change.before or '')!r} no longer waits"


def _reworded(change: Change) -> str:
    former, later = compare(change.before or "", change.after or "")
    if not is_alike(former, later):
        return f"reworded: {_pair(change)}"
    out, came = _changed(former), _changed(later)
    if out and came:
        return f"reworded: {quoted(out)!r} became {quoted(came)!r}"
    return f"reworded: {quoted(out or came)!r} {'left out' if out else 'added'}"


def _changed(parts: Sequence[Part]) -> str:
    return " … ".join(part.text.strip() for part in parts if part.changed)


def _update(change: Change) -> str:
    said = change.said
    day = f" on {short_day(said.day)}" if said and said.day else ""
    by = f" by {quoted(said.by)}" if said and said.by else ""
    if change.after is None:
        return f"what was said{day}{by} is taken back: {quoted(change.before or '')}"
    if change.before is not None:
        return f"what was said{day}{by} was changed: {quoted(change.after)}"
    more = f"{change.note}, the last" if change.note else "said"
    return f"{more}{day}{by}: {quoted(change.after)}"


def _silent(change: Change) -> str:
    last = f"the last is of {told_day(change.before)}" if change.before else "there is none yet"
    return f"no update was {'accepted' if change.after else 'given'}; {f'one {WAITS}; ' if change.after else ''}{last}"


def _noted(change: Change) -> str:
    return change.note


_SENTENCES: Final = {
    COMPLETED: _completed,
    NEWLY_RED: _newly_red,
    SLIPPED: _moved,
    ASKED: _asked,
    NEW: _new,
    WITHDRAWN: _withdrawn,
    WORSE: _rating,
    BETTER: _rating,
    RATED: _rating,
    FORWARD: _moved,
    MILESTONE: _milestone_words,
    MET: _noted,
    OWN_RATING: _noted,
    REWORDED: _reworded,
    SETTLED: _settled,
    UPDATED: _update,
    SILENT: _silent,
}
"""How a change of each kind is told; of the others it is said what became of what."""


def summary(changes: Sequence[Change]) -> str:
    """Return how many actions have changes of each kind, in the order in which they are told."""
    kinds: dict[str, set[int]] = {}
    for change in changes:
        kinds.setdefault(change.kind, set()).add(change.action)
    told = [f"{len(kinds[kind]):,} {kind}" for kind in KINDS if kind in kinds]
    return (
        f"{count(len(set().union(*kinds.values())), 'action')}: {', '.join(told)}"
        if told
        else "Nothing changed"
    )
