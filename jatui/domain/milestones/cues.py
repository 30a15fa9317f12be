"""What each part of speech does while a wording is read: one small rule for each.

A rule returns whether it took the term; a term that its first part does not fit is offered to its next.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, cast

from jatui.domain.milestones.lengths import LENGTH_RULES, begins_length, take_length
from jatui.domain.milestones.mentions import Often
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.states import STATE_RULES
from jatui.domain.milestones.terms import Term

if TYPE_CHECKING:
    from jatui.domain.milestones.gather import Gatherer

Rule = Callable[["Gatherer", Term], bool]
_TO_AFTER = frozenset(("FILL", "ABOUT", "THIS", "DASH"))
_TO_DUE = frozenset(("DASH", "COLON", "UNTIL", "FILL"))
_NOUNS = frozenset(("WORD", "THING", "EVENT", "MEETING", "FUTURE"))
_RESUMES = (["COMMA"], ["DASH"])


def _always(g: Gatherer, term: Term) -> bool:
    """Take a term that only stands between others."""
    return True


def _cue(name: str) -> Rule:
    """Return the rule that keeps a cue for the next period."""

    def take(g: Gatherer, term: Term) -> bool:
        """Keep the cue; behind a comma, `by` takes up the main clause after a condition."""
        if name == "until" and g.gap[-1:] in _RESUMES and g.wait == g.depth:
            g.wait = -1
        if g.denied and name == "until":
            g.negated = True
        if name == "until" and g.moved and g.cue != "earliest":
            g.now = True
        g.cue, g.word = name, term.low
        return True

    return take


def take_to(g: Gatherer, term: Term) -> bool:
    """Take `to` or `until`: the end of a range, a deadline, or the day to which something was moved."""
    if g.moved:
        g.now, g.cause, g.cue, g.status = True, False, "", ""
        return True
    if g.denied:
        g.cue, g.word = "earliest", term.low
        return True
    if g.status == "held":
        g.cue = "earliest"
        return True
    g.cue, g.word = "until", "to"
    return True


def take_due(g: Gatherer, term: Term) -> bool:
    """Take `due` or `deadline`; the next due day of something that comes round is no end of it.

    A year before it is a part of its name where the date is written behind it (2030 target: Dec 2021).
    """
    g.cue, g.word = "until", "due"
    g.future = True
    dated = g.period_ahead(_TO_DUE)
    if dated is not None and (dated.year is not None or dated.shape in ("day", "month")):
        g.name_thing(True)
    if g.gap[-1:] in _RESUMES and g.wait == g.depth:
        g.wait = -1
    return True


def take_from(g: Gatherer, term: Term) -> bool:
    """Take `from`: a start, or the day from which something was moved."""
    if g.moved and term.low == "from":
        g.former = True
        return True
    g.cue, g.word = "from", term.low
    return True


def take_after(g: Gatherer, term: Term) -> bool:
    """Take `after`: of a period it is a start, of anything else a condition."""
    period = g.period_ahead(_TO_AFTER)
    if period is not None and not _noun_behind(g, period):
        g.cue, g.word = "after", term.low
        return True
    if term.low == "post" and period is None and not (g.sees("DASH") or g.sees("EVENT")):
        return False
    return take_wait(g, term)


def take_before(g: Gatherer, term: Term) -> bool:
    """Take `before`: of a period it is a deadline, of anything else an event that nobody has dated."""
    period = g.period_ahead(_TO_AFTER)
    if period is not None and not _noun_behind(g, period):
        g.cue, g.word = "earliest" if g.denied else "before", term.low
        return True
    if begins_length(g):
        return False
    g.script.said.add("event")
    return take_wait(g, term)


def _noun_behind(g: Gatherer, period: Period) -> bool:
    """Return whether a noun follows a period, so that not the period is meant but what it names (May 2022 elections)."""
    ahead = next(ahead for ahead in count() if g.peek(ahead) is period)
    item = g.peek(ahead + 1)
    return isinstance(item, Term) and any(part in _NOUNS for part in item.parts)


def take_between(g: Gatherer, term: Term) -> bool:
    """Take `between`: the `and` behind its period makes a range."""
    g.between = True
    return True


def take_first(g: Gatherer, term: Term) -> bool:
    """Take `first` or `next due`: what follows is the first day of something that comes round."""
    if "annual" in g.script.said and g.script.often is None:
        g.script.often = Often(1, "year")
    if g.script.often is None and not g.script.doubtful:
        return False
    g.cue, g.word = "from", term.low
    return True


def take_onward(g: Gatherer, term: Term) -> bool:
    """Take `onwards`: the period before it is a start."""
    last = g.last()
    if last is None or not g.bare():
        return False
    last.cue = last.cue if last.cue in ("after", "earliest") else "from"
    return True


def take_plus(g: Gatherer, term: Term) -> bool:
    """Take a plus: a joiner between two periods, and `onwards` behind a last one."""
    if term.glued and g.gap != ["OPEN"] and not isinstance(g.peek(), Period):
        return take_onward(g, term)
    return True


def take_arrow(g: Gatherer, term: Term) -> bool:
    """Take an arrow: what stands before it was, what stands behind it is; between phases it only leads on, and
    alone before or behind a date it is open.
    """
    if g.peek() is None:
        return take_onward(g, term)
    last = g.last()
    if "phased" not in g.script.said:
        if last is not None:
            last.role = "former"
        if last is None and not g.moved and not g.script.unknown:
            g.cue, g.word = "after", term.low
        else:
            g.now = True
    return True


def take_break(g: Gatherer, term: Term) -> bool:
    """Take what ends a clause. A line may break in the middle of a range or list."""
    if "LINE" in term and (g.gap[-1:] in (["DASH"], ["TO"], ["AND"]) or g.cue):
        return True
    g.close()
    g.wait = -1
    g.clause += 1
    g.moved = False
    g.label_start = term.end
    return True


def take_dot(g: Gatherer, term: Term) -> bool:
    """Take a full stop: it ends a sentence, unless it ends an abbreviation or stands in a number."""
    following = g.peek()
    if not (isinstance(following, Term) and following.glued):
        if g.gap[-1:] == ["ABOUT"]:
            return True
        take_break(g, term)
    return True


def take_joiner(g: Gatherer, term: Term) -> bool:
    """Take a joiner: `at the earliest` before it belongs to the period before it, and it ends a denial."""
    g.denied = False
    last = g.last()
    if last is not None and not last.cue and g.gap in (["EARLIEST"], ["LATEST"], ["UNTIL"]):
        last.cue, last.word = g.cue, g.word
        g.cue = ""
    return True


def take_open(g: Gatherer, term: Term) -> bool:
    """Take an opening bracket."""
    g.depth += 1
    g.planned = False
    return True


def take_shut(g: Gatherer, term: Term) -> bool:
    """Take a closing bracket: what was left over inside belongs to the period before it."""
    if g.wait >= g.depth:
        g.wait = -1
    g.depth = max(0, g.depth - 1)
    last = g.last()
    if last is not None:
        g.give_back(last)
        if g.status in ("done", "begun") and last.role == "plan":
            last.role = g.status
    else:
        g.script.said.add(g.status)
    if last is not None or g.status:
        g.fresh()
    return True


def take_wait(g: Gatherer, term: Term) -> bool:
    """Take a condition; `when:` is only a label."""
    if g.sees("COLON") and term.low == "when":
        return True
    if g.wait < 0:
        g.wait = g.depth
    if "LABELNOUN" in g.gap and g.script.mentions and g.script.mentions[-1].role == "plan":
        g.script.said.add("open end")
    g.script.said.add("wait")
    return True


def take_thing(g: Gatherer, term: Term) -> bool:
    """Take `budget`, `plan`: a whole year beside it names the thing and not a time (2022/23 budget)."""
    g.name_thing(True)
    g.script.unknown = True
    if g.cue == "until":
        g.cue = ""
    return True


def take_label(g: Gatherer, term: Term) -> bool:
    """Take `phase 2`: a number behind such a word is a label."""
    if g.sees("NUM") or g.sees("NUMBER"):
        g.place += 1
        g.script.said.add("label")
        g.gap.append("WORD")
        if g.cue == "until":
            g.cue = ""
    else:
        g.take_word()
    return True


def take_event(g: Gatherer, term: Term) -> bool:
    """Take an event whose day is not written; a year right before it only names it (2022 AGM)."""
    g.name_thing(True, True)
    g.script.said.add("event")
    if g.cue == "until":
        g.cue = ""
    return True


def _say(name: str) -> Rule:
    """Return the rule that only notes that something was said."""

    def take(g: Gatherer, term: Term) -> bool:
        """Note it."""
        g.script.said.add(name)
        return True

    return take


def take_through(g: Gatherer, term: Term) -> bool:
    """Take `throughout`: of a period it says nothing more, of nothing it is ongoing."""
    if g.period_ahead(frozenset(("FILL",))) is None:
        g.script.said.add("ongoing")
    return True


def take_review(g: Gatherer, term: Term) -> bool:
    """Take `review`, which of what is ongoing is not its end; behind `review by` stands a deadline."""
    if term.low == "review by":
        g.cue, g.word = "until", term.low
    g.review = True
    g.script.said.add("event")
    g.gap.append("WORD")
    return True


def take_ready(g: Gatherer, term: Term) -> bool:
    """Take `for` or `in time for`: a year behind `for` is what the work is for, not when it is done."""
    if g.moved and "FOR" in term:
        g.now = True
    elif "READY" in term or _is_year(g.peek()):
        g.ready = True
    return True


def _is_year(item: object) -> bool:
    """Return whether an item is a whole year."""
    return isinstance(item, Period) and item.shape in ("year", "years") and not item.part and not item.closing


def take_doubt(g: Gatherer, term: Term) -> bool:
    """Take a question mark."""
    last = g.last()
    if last is not None and "WORD" not in g.gap:
        last.about = True
        g.script.said.add("question")
    return True


def take_this(g: Gatherer, term: Term) -> bool:
    """Take `this` or `next` before a period that only the day of the paper can place."""
    following = g.peek()
    nth = cast(int, term.parts["THIS"])
    if (
        isinstance(following, Period)
        and following.year is None
        and following.shape not in ("misspelt", "day")
    ):
        g.nth = nth
        return True
    if isinstance(following, Term):
        unit = "quarter" if "QUARTER" in following else following.parts.get("UNIT")
        if unit in ("week", "month", "quarter", "year"):
            g.place += 1
            g.take_period(Period("now", term.start, following.end, number=nth, part=str(unit)))
            return True
    if nth == 1 and (term.low != "following" or g.gap):
        for ahead in range(6):
            if g.sees("MEETING", ahead):
                g.script.said.add("event")
                return True
    return False


def take_number(g: Gatherer, term: Term) -> bool:
    """Take a number: of a length of time, or of nothing."""
    if not take_length(g, term):
        g.script.numbers = True
    return True


RULES: dict[str, Rule] = {
    **LENGTH_RULES,
    **STATE_RULES,
    "THIS": take_this,
    "FIRST": take_first,
    "EARLIEST": _cue("earliest"),
    "UNTIL": _cue("until"),
    "LATEST": _cue("until"),
    "DUE": take_due,
    "TO": take_to,
    "BEFORE": take_before,
    "FROM": take_from,
    "SINCE": _cue("since"),
    "AFTER": take_after,
    "BETWEEN": take_between,
    "ONWARD": take_onward,
    "WAIT": take_wait,
    "EVENT": take_event,
    "ONGOING": _say("ongoing"),
    "THROUGH": take_through,
    "PHASED": _say("phased"),
    "SOON": _say("soon"),
    "REVIEW": take_review,
    "READY": take_ready,
    "FOR": take_ready,
    "THING": take_thing,
    "LABELNOUN": take_label,
    "OPEN": take_open,
    "SHUT": take_shut,
    "SEMI": take_break,
    "LINE": take_break,
    "DOT": take_dot,
    "PLUS": take_plus,
    "ARROW": take_arrow,
    "DOUBT": take_doubt,
    "NUM": take_number,
    **dict.fromkeys(("AND", "COMMA", "DASH"), take_joiner),
    **dict.fromkeys(("OR", "SLASH", "COLON", "QUOTE", "APOS", "MARK", "FILL"), _always),
}
"""Each part of speech and its rule, in the order in which a term's parts are tried."""
