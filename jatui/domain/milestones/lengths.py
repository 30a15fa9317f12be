"""Lengths of time and repetitions: within 6 months, over 2 years, every quarter, twice a year, six-monthly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from jatui.domain.milestones.mentions import Length, Often
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.terms import Term
from jatui.domain.milestones.words import SEASONS

if TYPE_CHECKING:
    from jatui.domain.milestones.gather import Gatherer
    from jatui.domain.milestones.years import Item

_BETWEEN_NUMBERS = ("DASH", "TO", "OR", "SLASH")


def begins_length(g: Gatherer) -> bool:
    """Return whether what is still to come may begin a length of time: 6 months, month, a month."""
    ahead = g.sees("FILL")
    return any(g.sees(part, ahead) for part in ("NUM", "NUMBER", "UNIT"))


def _number(item: Item | None) -> int:
    """Return the number that a term is, or -1."""
    if not isinstance(item, Term) or item.ordinal:
        return -1
    return cast(int, item.parts["NUMBER"]) if "NUMBER" in item else item.value


def _unit(item: Item | None) -> str:
    """Return the unit of time that a term is, or nothing."""
    if not isinstance(item, Term):
        return ""
    if "UNIT" in item:
        return cast(str, item.parts["UNIT"])
    return "quarter" if "QUARTER" in item and item.low != "q" else "term" if "TERM" in item else ""


def take_length(g: Gatherer, term: Term) -> bool:
    """Take a number with its unit: 6 months, 3-6 months, six-monthly, 3 times a year."""
    number = _number(term)
    if number < 0:
        return False
    if g.sees("TIMES"):
        return _take_times(g, number)
    ahead = 0
    if any(g.sees(part) for part in _BETWEEN_NUMBERS):
        second = _number(g.peek(1))
        ahead = 2 if second > 0 else 1
        number = max(number, second)
    following = g.peek(ahead)
    if number and isinstance(following, Term) and following.low in ("monthly", "weekly", "yearly"):
        g.script.often = Often(number, cast(tuple[int, str], following.parts["REPEAT"])[1])
        g.place += ahead + 1
        return True
    unit = _unit(following)
    if not unit:
        return False
    g.place += ahead + 1
    _keep_length(g, Length(number, unit, g.way))
    return True


def take_one(g: Gatherer, term: Term) -> bool:
    """Take a unit without a number: within a month, over the next year."""
    if "UNIT" in term and (g.sees("NUM") or g.sees("NUMBER")):
        g.place += 1
        g.script.said.add("label")
        return True
    if not g.way or isinstance(g.peek(), Period):
        return False
    _keep_length(g, Length(1, _unit(term), g.way))
    return True


def _keep_length(g: Gatherer, length: Length) -> None:
    """Keep a length; a period behind `of`, `from` or `after` is the one it is counted from."""
    g.script.lengths.append(length)
    g.way = ""
    if g.word == "by" and g.moved:
        g.script.said.add("moved by")
        g.now = False
    if g.cue == "until":
        g.cue = ""
    last = g.last()
    if last is not None and length.way.startswith("for") and g.bare() and not (last.cue or last.last):
        last.cue = "from"
    if g.gap[-1:] == ["PLUS"]:
        g.script.said.add("moved by")
    following = g.peek()
    if not isinstance(following, Term):
        return
    backward = "BEFORE" in following
    if following.low.partition(" ")[0] in ("of", "from") or "AFTER" in following or backward:
        length.then = -1 if backward else 1
        g.place += 1
        skip = 0
        while g.sees("FILL", skip):
            skip += 1
        if isinstance(g.peek(skip), Period):
            g.length = length
        elif g.wait < 0:
            g.wait = g.depth


def take_way(g: Gatherer, term: Term) -> bool:
    """Take `within`, `over the next`: it says how the length behind it is meant."""
    ahead = 0
    named = g.peek()
    if term.low.endswith("next") and isinstance(named, Period) and named.year is None:
        g.nth = 1
        return True
    if isinstance(named, Term) and named.low in ("the", "a", "an"):
        ahead = 1
    if not any(g.sees(part, ahead) for part in ("NUM", "NUMBER", "UNIT", "QUARTER")):
        return len(term.parts) == 1
    if not _unit(g.peek(ahead)) and not _counts(g, ahead):
        return len(term.parts) == 1
    g.way = term.low
    return True


def _counts(g: Gatherer, ahead: int) -> bool:
    """Return whether a number that is still to come has a unit behind it."""
    joiner = g.peek(ahead + 1)
    if isinstance(joiner, Term) and any(part in joiner for part in _BETWEEN_NUMBERS):
        return bool(_unit(g.peek(ahead + 3))) or bool(_unit(g.peek(ahead + 2)))
    return bool(_unit(joiner))


def take_every(g: Gatherer, term: Term) -> bool:
    """Take `every`, `each`: every 2 years, every March, each quarter, at each meeting."""
    every = cast(int, term.parts["EVERY"])
    number = _number(g.peek())
    ahead = 0
    if number >= 0:
        every, ahead = number, 1
    following = g.peek(ahead)
    if isinstance(following, Period):
        return _take_every_period(g, following, ahead)
    while isinstance(following, Term) and any(part in following for part in ("WORD", "AND", "THING")):
        ahead += 1
        following = g.peek(ahead)
    if not isinstance(following, Term):
        return False
    unit = _unit(following)
    if "MEETING" in following or "council" in following.low:
        unit = "meeting"
    if "WEEKDAY" in following:
        unit = "week"
    if not unit or ("UNIT" in following and following.low.endswith("s") and number < 0):
        return False
    g.place += ahead + 1
    g.status = ""
    _keep_often(g, every, unit)
    return True


def _keep_often(g: Gatherer, every: int, unit: str, times: int = 1) -> None:
    """Keep how often something comes round; a few times, or every few months, is only ongoing."""
    if not every or not times:
        g.script.said.add("ongoing")
        return
    sizes = {"fortnight": (2, "week"), "quarter": (3, "month"), "working day": (1, "day")}
    size, counted = sizes.get(unit, (1, unit))
    g.script.often = Often(every * size, counted, times)


def _take_every_period(g: Gatherer, period: Period, ahead: int) -> bool:
    """Take `every March`, `each autumn`, `every financial year`; the period itself is then no mention."""
    if period.year is not None or period.shape not in (
        "month",
        "season",
        "term",
        "year",
        "quarter",
        "festival",
    ):
        return False
    g.place += ahead + 1
    if period.shape == "season":
        g.script.often = Often(1, SEASONS[period.number - 1])
    else:
        g.script.often = Often(1, "year", 1, (period.month,) if period.shape == "month" else ())
    return True


def take_often(g: Gatherer, term: Term) -> bool:
    """Take `quarterly`, `annually`."""
    every, unit = cast(tuple[int, str], term.parts["REPEAT"])
    g.script.often = Often(every, unit)
    g.status = ""
    if g.cue == "until":
        g.cue = ""
    last = g.last()
    if last is not None and last.cue == "until" and last.word != "to" and "AND" in g.gap and g.bare():
        last.cue = "from"
    return True


def take_annual(g: Gatherer, term: Term) -> bool:
    """Take `annual`: on its own it comes round; an `annual report` with a date of its own is that date."""
    g.name_thing()
    g.script.said.add("annual")
    if (
        g.peek() is None
        or isinstance(g.peek(), Period)
        or any(g.sees(part) for part in ("DASH", "COMMA", "OPEN", "COLON", "FROM"))
    ):
        g.script.often = Often(1, "year")
    return True


def take_doubtful(g: Gatherer, term: Term) -> bool:
    """Take `bi-monthly`, which half of all readers take for the one and half for the other."""
    g.script.doubtful = cast(str, term.parts["DOUBTFUL"])
    return True


def take_weekly(g: Gatherer, term: Term) -> bool:
    """Take `Mondays`."""
    g.script.often = Often(1, "week")
    return True


def take_once(g: Gatherer, term: Term) -> bool:
    """Take `twice a year`, `once every two years`."""
    return _take_times(g, cast(int, term.parts["ONCE"]), 0)


def _take_times(g: Gatherer, times: int, ahead: int = 1) -> bool:
    """Take so many times in a unit."""
    number = _number(g.peek(ahead))
    every = 1 if number < 0 else number
    ahead += number >= 0
    following = g.peek(ahead)
    unit = _unit(following)
    if isinstance(following, Term) and "REPEAT" in following:
        every, unit = cast(tuple[int, str], following.parts["REPEAT"])
    if isinstance(following, Period) and following.shape == "year" and following.year is None:
        unit = "year"
    if not unit:
        return False
    g.place += ahead + 1
    _keep_often(g, every, unit, times)
    return True


LENGTH_RULES: dict[str, Callable[[Gatherer, Term], bool]] = {
    "EVERY": take_every,
    "ONCE": take_once,
    "REPEAT": take_often,
    "WEEKLY": take_weekly,
    "DOUBTFUL": take_doubtful,
    "ANNUAL": take_annual,
    "WAY": take_way,
    "NUMBER": take_length,
    "UNIT": take_one,
    "QUARTER": take_one,
}
