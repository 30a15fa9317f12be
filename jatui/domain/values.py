"""Values and targets of indicators as papers print them: figures with units, levels, what is missing, and words.

    figure = [bound] [up | down] [sign] [£] digits [k | m | million | bn] [unit] [arrow] [on 2005] [provisional]

What is read is read whole or not at all: beside a figure that is understood in part stands no number, since a false number is
worse than none. "7.33% ↓ on 2005" and "down 3%" are changes and carry their sign; an arrow alone says where a figure went.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

Kind = Literal["number", "level", "text", "no data", "not set"]
Bound = Literal["at least", "more than", "at most", "less than"]
Way = Literal["up", "down", "same"]

LONGEST: Final = 120
"""Characters beyond which a text is prose and no value."""

_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,9})?|\.[0-9]{1,9}"
_NO_DATA: Final = frozenset(
    ("no data", "no data yet", "no data available", "no data supplied", "no new data", "no return", "data not available",
     "data unavailable", "data not yet available", "awaiting data", "data awaited", "awaited", "not available",
     "not yet available", "unavailable", "not collected", "not measured", "not reported", "not known", "unknown", "missing",
     "n/a", "na", "n.a", "#n/a", "-", "--", "---", "..", "...", "nd", "n/k")
)  # fmt: skip
_NOT_SET: Final = frozenset(
    ("", "tbc", "tbd", "tba", "to be confirmed", "to be decided", "to be determined", "to be agreed", "to be announced",
     "to be set", "not set", "not yet set", "none set", "no target", "no target set", "not agreed", "not yet agreed",
     "under review", "being reviewed", "target under review")
)  # fmt: skip
_LATER: Final = re.compile(
    r"(?:no (?:new |more recent )?data|(?:data )?not (?:yet )?available|n/a|data awaited|awaiting)"
    r"(?: (?:until|till|from|for|yet|as|because|due|since|at|data|results?|figures?|this)\b| ?[(,;:-]).*"
)
"""That there are no data, and until when or why; "no data breaches" is another matter."""
_LEVEL: Final = re.compile(rf"(?:level|lvl|stage|tier|band|grade)[ -]?({_DIGITS})")
_ARROWS: Final = {
    **dict.fromkeys("↑▲⬆↗⇧", "up"),
    **dict.fromkeys("↓▼⬇↘⇩", "down"),
    **dict.fromkeys("→↔►", "same"),
}
_UP: Final = r"up(?: by)?|(?:an? )?(?:increase|rise|growth)(?: of)?|increased by|rose by|risen by"
_DOWN: Final = (
    r"down(?: by)?|(?:an? )?(?:decrease|fall|drop|reduction|decline)(?: of)?|"
    r"(?:decreased|fell|fallen|reduced) by"
)
_BOUNDS: Final[dict[str, Bound]] = {
    **dict.fromkeys(("at least", ">=", "≥", "=>", "minimum", "minimum of", "min", "no less than", "not less than"), "at least"),
    **dict.fromkeys(("at most", "<=", "≤", "=<", "maximum", "maximum of", "max", "no more than", "not more than"), "at most"),
    **dict.fromkeys(("within", "not exceeding"), "at most"),
    **dict.fromkeys(("more than", ">", "above", "over", "greater than"), "more than"),
    **dict.fromkeys(("less than", "<", "below", "under", "fewer than"), "less than"),
}  # fmt: skip
_AFTER: Final[dict[str, Bound]] = {
    **dict.fromkeys(("or more", "or above", "or higher", "or over", "or better", "minimum", "+"), "at least"),
    **dict.fromkeys(("or less", "or below", "or lower", "or under", "or fewer", "maximum"), "at most"),
}
_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_NOTES: Final = (
    "provisional", "provisionally", "prov", "p", "r", "revised", "estimate", "estimated", "est", "e", "unaudited", "approx",
    "approximately", "about", "circa", "c", "ca", "around", "roughly", "forecast", "projected", "to date", "ytd",
    "year to date", "outturn", "actual", "cumulative",
)  # fmt: skip
_NO_RESULT: Final = frozenset(("forecast", "projected"))
_NOUNS: Final = (
    r"(?:(?:working|calendar|clear|bed) )?days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|seconds?|secs?|"
    r"people|persons?|residents?|households?|homes?|dwellings?|properties|children|young people|older people|adults?|pupils?|"
    r"students?|learners?|clients?|carers?|patients?|cases?|incidents?|offences?|crimes?|accidents?|collisions?|casualties|"
    r"deaths?|births?|visits?|visitors?|calls?|complaints?|compliments?|applications?|businesses|employers?|employees?|jobs?|"
    r"staff|fte|ftes|posts?|schools?|places?|sites?|trees?|tonnes?|t|kt|kg|g|km|km2|metres?|miles?|hectares?|ha|acres?|"
    r"kwh|mwh|gwh|kw|mw|co2e?|tco2e?|ktco2e?|litres?|points?|percentage points?|ppts?|pp|pence|pounds?"
)
_UNIT: Final = (
    rf"%|per ?cent(?![a-z])|percent(?![a-z])|(?:{_NOUNS})(?![a-z0-9])(?: of co2e?)?(?: per [a-z]+(?: [a-z]+){{0,3}})?"
    r"|per (?:[0-9][0-9,]{0,12} ?)?(?:[a-z]+(?: [a-z]+){0,3})?"
)
_BASE: Final = (
    r"(?:on|from|since|against|over|compared (?:to|with)|relative to) (?:the )?"
    r"(?P<base>[a-z]* ?(?:[0-9]{4}(?:[/-][0-9]{2,4})?|baseline|(?:last|previous) (?:year|quarter))[a-z ]{0,20})"
)
_FIGURE: Final = re.compile(
    rf"(?P<before>{'|'.join(sorted(map(re.escape, _BOUNDS), key=len, reverse=True))})? ?"
    rf"(?:(?P<up>{_UP})(?= ?[£€$0-9.])|(?P<down>{_DOWN})(?= ?[£€$0-9.]))? ?"
    rf"(?P<sign>[-+])? ?(?P<money>[£€$])? ?(?P<late_sign>[-+])?(?P<open>\()?(?P<digits>{_DIGITS})"
    r"(?: ?(?P<scale>k|mn?|million|bn|billion|thousand)(?![a-z]))?(?P<close>\))?"
    rf"(?: ?(?P<unit>{_UNIT}))?"
    rf" ?(?P<after>\+|(?<= )(?:{'|'.join(_AFTER.keys() - {'+'})}))?"
    r"(?: ?(?P<word>up|down|higher|lower|increase|decrease|reduction|fall|rise))?"
    rf"(?: {_BASE})?"
)
_SHARE: Final = re.compile(rf"(?P<part>{_DIGITS}) (?:in|out of)(?: every)? (?P<whole>{_DIGITS})")
_PLAIN: Final = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(%?)")
_DASHES: Final = str.maketrans("−–—‐‑﹣－", "-------")
_BRACKETED: Final = re.compile(r"(.+?) ?[(\[]([^()\[\]]+)[)\]]")
_WITH_TARGET: Final = re.compile(
    r"(.+?)[\s,;]*[(\[]\s*(?:against\s+)?(?:an?\s+|the\s+)?target(?:\s+of|\s+is|\s+was)?\s*[:=]?\s*(.+?)\s*[)\]]\s*",
    re.IGNORECASE | re.DOTALL,
)
_PER_CENT: Final = ("%", "per cent", "percent", "percentage")
_SHORT: Final = {
    **dict.fromkeys(("pp", "ppt", "ppts", "percentage point", "percentage points"), "points"),
    "hr": "hours",
    "hrs": "hours",
    "min": "minutes",
    "mins": "minutes",
    "sec": "seconds",
    "secs": "seconds",
    "t": "tonnes",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value or target as printed and as read.

    `number` is a figure or the number of a level; of a change it carries the sign, and `base` says against what. `bound` says
    that it is no single figure; `way` is what an arrow beside it says. `unread` holds what could not be read.
    """

    text: str
    kind: Kind
    number: Decimal | None = None
    unit: str | None = None
    change: bool = False
    base: str | None = None
    bound: Bound | None = None
    way: Way | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def exact(self) -> Decimal | None:
        """The figure, where it is one that can be reckoned with: neither a bound nor somebody's forecast."""
        if self.kind != "number" or self.bound or any(note in _NO_RESULT for note in self.notes):
            return None
        return self.number

    @property
    def measure(self) -> str:
        """What it is measured in, in words: values of two measures are never compared."""
        if self.kind == "level":
            return "levels"
        if not self.change:
            return self.unit or "a bare number"
        return f"a change in {self.unit or 'number'}" + (f" on {self.base}" if self.base else "")


def read_value(text: str, unit: str | None = None) -> Value:
    """Return how a printed value or target is read; `unit` is its indicator's, for what is printed without one."""
    return _read(text.strip(), _unit_of(unit))


def same_measure(one: Value, other: Value) -> bool:
    """Tell whether two values may be compared: both levels, or both figures in one unit and of one kind of change."""
    if one.kind != other.kind or one.kind not in ("number", "level"):
        return False
    return one.kind == "level" or (one.unit, one.change, one.base) == (other.unit, other.change, other.base)


def plain(number: Decimal) -> str:
    """Return a number as it is typed: without an exponent, and without noughts that say nothing."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown and len(shown.partition(".")[2]) > 6 else shown


def told(number: Decimal, measure: Value) -> str:
    """Return a number as it is read beside a value: with thousands parted and in that one's measure."""
    sign, size = ("−" if number < 0 else ""), abs(number)
    digits = f"{round(size, 2) if size.as_tuple().exponent < -2 else size:,f}"  # type: ignore[operator]
    if measure.kind == "level":
        return f"{sign}{digits} {'level' if size == 1 else 'levels'}"
    unit = _singular(measure.unit or "") if size == 1 else measure.unit or ""
    if unit[:1] in "£€$" and unit:
        return f"{sign}{unit[0]}{digits}{unit[1:]}"
    return f"{sign}{digits}{unit}" if unit == "%" else f"{sign}{digits} {unit}".rstrip()


def _singular(unit: str) -> str:
    """Return a unit as it stands behind a one."""
    noun, per, rest = unit.partition(" per ")
    return f"{noun[:-1]}{per}{rest}" if re.fullmatch(_NOUNS, noun[:-1]) and noun.endswith("s") else unit


def told_distance(by: Decimal, measure: Value) -> str:
    """Return how far a value went: of percentages in points."""
    size = abs(by)
    if measure.unit == "%" and measure.kind == "number":
        digits = told(size, Value("", "number", size))
        return f"{digits} {'point' if size == 1 else 'points'}"
    return told(size, measure)


def part_target(text: str) -> tuple[str, str | None]:
    """Return the value and the target of a cell that prints both, as "47% (target 45%)" does; else the text and None."""
    found = _WITH_TARGET.fullmatch(text)
    if found is None or "target" in found[2].casefold():
        return text, None
    return found[1].strip(), found[2]


@lru_cache(maxsize=65536)
def _read(text: str, unit: str | None) -> Value:
    if plain := _PLAIN.fullmatch(text):
        return Value(text, "number", Decimal(plain[1]), "%" if plain[2] else unit)
    if len(text) > LONGEST:
        return _words(text)
    folded = " ".join(text.casefold().translate(_DASHES).split())
    bare = folded.strip(" .,;:*()[]'\"") if folded.strip(".-") else folded
    if bare in _NO_DATA or folded in _NO_DATA or _LATER.fullmatch(bare):
        return Value(text, "no data")
    if bare in _NOT_SET or re.fullmatch(r"(?:tbc|tbd|tba)\b.*", bare):
        return Value(text, "not set")
    if level := _LEVEL.fullmatch(bare):
        return Value(text, "level", _decimal(level[1]))
    return _figure(text, folded, unit) or _words(text)


def _words(text: str) -> Value:
    """Return a text that is no figure; one with digits, or an error of a spreadsheet, was meant as one and was not read."""
    meant = text.startswith("#") or any(map(str.isnumeric, text))
    return Value(text, "text", unread=(text,) if meant else ())


def _figure(text: str, folded: str, unit: str | None) -> Value | None:
    """Return a figure, with what stands beside it, or None where any part of it is not understood."""
    words, notes = _without_notes(folded)
    way: Way | None = None
    for sign in [character for character in words if character in _ARROWS]:
        if way is not None:
            return None
        way = _ARROWS[sign]  # type: ignore[assignment]
    words = " ".join("".join(" " if character in _ARROWS else character for character in words).split())
    words = words.rstrip(" *.,;")
    if share := _SHARE.fullmatch(words):
        return _share(text, share, way, notes)
    own = unit.casefold() if unit else None
    if own and own not in ("%", "£") and words.endswith(f" {own}"):
        words = words[: -len(own) - 1]
    elif own is None or own in ("%", "£"):
        own = None
    found = _FIGURE.fullmatch(words)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    return _told(text, found, way, notes, unit)


def _told(
    text: str, found: re.Match[str], way: Way | None, notes: tuple[str, ...], unit: str | None
) -> Value | None:
    """Return the figure that was matched, or None where its parts do not go together."""
    signs = [sign for sign in (found["sign"], found["late_sign"]) if sign]
    if (
        len(signs) > 1
        or (found["open"] and (signs or not found["money"]))
        or (found["before"] and found["after"])
    ):
        return None
    if found["scale"] in ("m", "mn") and not found["money"]:
        return None
    number = _decimal(found["digits"]) * 10 ** _SCALES.get(found["scale"] or "", 0)
    if found["scale"] and number == number.to_integral_value():
        number = number.to_integral_value()
    if "-" in signs or found["open"]:
        number = -number
    printed = _unit_of(found["unit"])
    if found["money"] and printed is not None:
        if not printed.startswith("per "):
            return None
        printed = f"{found['money']} {printed}"
    own = printed or found["money"] or unit
    turned: Way | None = "up" if found["up"] else "down" if found["down"] else None
    if found["word"]:
        if turned or (found["word"] in ("up", "down", "higher", "lower") and not found["base"]):
            return None
        turned = "up" if found["word"] in ("up", "higher", "increase", "rise") else "down"
    base = found["base"]
    if base is not None:
        turned = turned or (way if way != "same" else None)
        if turned is None and not signs:
            return None
    change = turned is not None or base is not None
    if turned and signs:
        return None
    bound = _BOUNDS.get(found["before"] or "") or _AFTER.get(found["after"] or "")
    if change and bound and turned == "down":
        return None
    return Value(
        text,
        "number",
        -number if turned == "down" else number,
        own,
        change,
        base,
        bound,
        way or turned,
        notes,
    )


def _share(text: str, found: re.Match[str], way: Way | None, notes: tuple[str, ...]) -> Value | None:
    """Return "1 in 4" as the per cent that it is."""
    part, whole = _decimal(found["part"]), _decimal(found["whole"])
    if not whole or part > whole:
        return None
    return Value(text, "number", part * 100 / whole, "%", way=way, notes=notes)


def _without_notes(words: str) -> tuple[str, tuple[str, ...]]:
    """Return words without what says how firm they are, and that."""
    notes: list[str] = []
    while (found := _BRACKETED.fullmatch(words)) and (note := found[2].strip(" .")) in _NOTES:
        words = found[1]
        notes.append(note)
    for note in _NOTES:
        if len(note) < 3:
            continue
        if words.startswith(f"{note} "):
            words = words[len(note) + 1 :]
            notes.append(note)
        if words.endswith(f" {note}"):
            words = words[: -len(note) - 1].rstrip(" ,;")
            notes.append(note)
    if found := re.match(r"(?:(?:c|ca)\.? ?|~ ?)(?=[-£0-9.])", words):
        words = words[found.end() :]
        notes.append("circa")
    return words, tuple(notes)


@lru_cache(maxsize=1024)
def _unit_of(unit: str | None) -> str | None:
    """Return a unit in its one form (`per cent` is `%`, `day` is `days`), None for none."""
    plain = " ".join((unit or "").casefold().split())
    if not plain:
        return None
    if plain in _PER_CENT or plain.startswith("% of "):
        return "%"
    noun, per, rest = plain.partition(" per ")
    noun = _SHORT.get(noun, noun)
    if re.fullmatch(_NOUNS, noun) and re.fullmatch(_NOUNS, f"{noun}s"):
        noun += "s"
    return noun + per + rest


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
