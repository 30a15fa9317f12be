"""What words of state do while a wording is read: status, plans, moves, negations and what is still to be dated.

A rule returns whether it took the term; a term that its first part does not fit is offered to its next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.terms import Term

if TYPE_CHECKING:
    from jatui.domain.milestones.gather import Gatherer

_TO_PERIOD = frozenset(
    (
        "FILL",
        "COLON",
        "UNTIL",
        "DUE",
        "ABOUT",
        "TO",
        "FOR",
        "DASH",
        "APOS",
        "QUOTE",
        "LATEST",
        "FROM",
        "AFTER",
        "OPEN",
    )
)
_UNDATED = frozenset(("to be confirmed", "to be determined", "to be advised"))
_DATELESS = ("no ", "none", "nil", "undated", "not set", "date not set")
_BESIDE = frozenset(("OPEN", "DASH"))
_TO_AFTER = frozenset(("FILL", "ABOUT", "THIS", "DASH"))


def take_struck(g: Gatherer, term: Term) -> bool:
    """Take the mark of struck-out words: they are what the wording was."""
    g.struck = not g.struck
    return True


def take_about(g: Gatherer, term: Term) -> bool:
    """Take a word that makes a day approximate; what is expected is not yet done."""
    g.about = g.future = True
    return True


def take_done(g: Gatherer, term: Term) -> bool:
    """Take a status word; beside a start it names the end, and `complete the review` is an order."""
    first = not g.script.mentions and not g.gap
    if first and any(g.sees(part) for part in ("COMMA", "SEMI", "DOT", "DASH", "LINE")):
        g.script.said.add("all done")
    if g.future or g.gap[-1:] == ["MARK"]:
        return True
    if term.low == "complete" and (g.sees("WORD") or g.sees("THING") or g.sees("REVIEW")):
        return True
    ordered = term.low == "complete" and g.period_ahead(_TO_AFTER) is not None
    begins = ordered and g.cue == "from"
    if begins or (term.low.startswith("complete") and _is_started(g, ordered)):
        g.cue, g.word = "until", "due"
        return True
    last = g.script.mentions[-1] if g.script.mentions else None
    if last is not None and last.word == "due":
        g.planned = False
    g.status = "done"
    return True


def _is_started(g: Gatherer, ordered: bool) -> bool:
    """Return whether a start is written before a `complete`: before an order any plan is one."""
    roles = ("begun", "plan") if ordered else ("begun",)
    return any(mention.cue in ("from", "since") or mention.role in roles for mention in g.script.mentions)


def take_begun(g: Gatherer, term: Term) -> bool:
    """Take a word for work that has begun."""
    if not g.future:
        g.status = "begun"
    return True


def take_past(g: Gatherer, term: Term) -> bool:
    """Take `approved`, `published`: beside the date behind it, nobody can say whether it was or is to be so."""
    if g.last() is None or "COMMA" in g.gap:
        g.status = g.status or "past"
    g.gap.append("WORD")
    g.script.unknown = True
    if g.cue == "until":
        g.cue = ""
    return True


def take_update(g: Gatherer, term: Term) -> bool:
    """Take `update` before a date and a colon: the date is that of a note on how far the work is."""
    if not isinstance(g.peek(), Period) or not (g.sees("COLON", 1) or g.sees("DASH", 1)):
        return False
    g.status = "past"
    return True


def take_progress(g: Gatherer, term: Term) -> bool:
    """Take a word for work that goes on: a date in its clause is still to come."""
    g.script.said.add("progress")
    return take_future(g, term)


def take_held(g: Gatherer, term: Term) -> bool:
    """Take `on hold`: a day behind it is the day on which work goes on."""
    g.status = "held"
    g.script.said.add("held")
    return True


def take_future(g: Gatherer, term: Term) -> bool:
    """Take `to be`, `will`: what follows is not yet done."""
    g.future = True
    g.status = ""
    return True


def take_cause(g: Gatherer, term: Term) -> bool:
    """Take `due to`, `because of`: a date behind it is a reason."""
    g.cause = True
    return True


def take_now(g: Gatherer, term: Term) -> bool:
    """Take `now`, `revised to`: the period behind it, or before it in brackets, is the present one."""
    g.cause = False
    if term.low not in ("now", "currently") and isinstance(start := g.peek(), Term) and start.low == "from":
        return take_moved(g, term)
    is_start = term.low == "now" and g.sees("TO") and g.last() is None
    if g.period_ahead(_TO_PERIOD) is not None and not is_start:
        g.now = True
        return True
    following = g.peek()
    ends = following is None or (
        isinstance(following, Term) and ("SHUT" in following or "COLON" in following)
    )
    if g.last() is not None and ends:
        g.now = True
        return True
    return False


def take_was(g: Gatherer, term: Term) -> bool:
    """Take `was`, `originally`, `instead of`: the period behind it, or before it in brackets, is the former one."""
    if g.period_ahead(_TO_PERIOD) is not None:
        g.former = True
        return True
    following = g.peek()
    ends = following is None or (
        isinstance(following, Term) and ("SHUT" in following or "COLON" in following)
    )
    if g.last() is not None and ends and g.gap[-1:] == ["OPEN"]:
        g.former = True
        return True
    return False


def take_moved(g: Gatherer, term: Term) -> bool:
    """Take `delayed`, `extended`: `to` leads to the present day and `from` to the former one."""
    g.moved = True
    g.script.said.add("moved")
    return True


def take_not(g: Gatherer, term: Term) -> bool:
    """Take `not`: the period behind it is none of the milestone's."""
    if g.period_ahead(frozenset(("FILL", "UNTIL", "FROM"))) is not None:
        g.negated = True
        return True
    g.denied = g.future = True
    g.gap.append("WORD")
    return True


def take_none(g: Gatherer, term: Term) -> bool:
    """Take `TBC`: beside a date it makes it approximate; joined to one it is a stage still to be dated.

    Behind `no date` a period is not one on which anything is due.
    """
    if term.low.startswith("see"):
        g.cause = True
        g.script.said.add("none")
        return True
    if term.low.startswith("to be ") and term.low not in _UNDATED:
        if g.period_ahead(frozenset(("FILL", "UNTIL"))) is not None:
            g.future = True
            return False
    elif g.sees("FILL") or g.sees("UNTIL"):
        g.ready = True
    elif term.low.startswith(_DATELESS):
        g.ready = g.period_ahead(_BESIDE) is not None
    last = g.last()
    joined = g.gap[-1:] in (["AND"], ["TO"], ["PLUS"])
    if last is not None and joined:
        g.script.said.add("open end")
    elif last is not None:
        last.about = True
    else:
        g.about = True
    if "LABELNOUN" in g.gap and g.script.mentions:
        g.script.said.add("open end")
    g.script.said.add("none")
    g.future = True
    return True


STATE_RULES: dict[str, Callable[[Gatherer, Term], bool]] = {
    "STRUCK": take_struck,
    "ABOUT": take_about,
    "DONE": take_done,
    "BEGUN": take_begun,
    "PAST": take_past,
    "UPDATE": take_update,
    "PROGRESS": take_progress,
    "HELD": take_held,
    "FUTURE": take_future,
    "CAUSE": take_cause,
    "NOW": take_now,
    "WAS": take_was,
    "MOVED": take_moved,
    "NOT": take_not,
    "NONE": take_none,
}
"""Each part of speech that speaks of a state, and its rule."""
