"""What the words after a ref say: a day, a rating, a status, a wish, and the text that remains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from jatui.domain.asks import asked, read_wording
from jatui.domain.beginnings import DAY
from jatui.domain.days import short_day, whole_day
from jatui.domain.errors import Misused
from jatui.domain.headings import labelled
from jatui.domain.ratings import LONGEST, Judgement, at_end, in_part, take
from jatui.domain.text import in_quotes

_DAY_HERE: Final = re.compile(
    rf"[\s–—|:;,.*_-]*(?:[(\[]\s*(?:as (?:at|of|on)\s+|updated\s+)?(?P<bracketed>{DAY})\s*[)\]]|"
    rf"(?:as (?:at|of|on)\s+)?(?P<plain>{DAY})\s*(?=[:|\t–—]|-\s|[(\[]|$))",
    re.IGNORECASE,
)
_YEARLESS: Final = re.compile(r"names a day without a year")
_EDGE: Final = " \t\u00a0–—|:;,*_-"
_PARTS: Final = 4
"""How many of day, rating and status may stand before the text."""


@dataclass(slots=True)
class Said:
    """What is gathered of one answer, and the sentences about it."""

    text: str = ""
    rating: str | None = None
    status: str | None = None
    asks: str | None = None
    day: date | None = None
    by: str | None = None
    nothing_new: bool = False
    doubts: list[str] = field(default_factory=list)
    _several: set[str] = field(default_factory=set)

    def judged(self, found: Judgement | None) -> None:
        """Take what a judgement says; two that differ leave neither."""
        if found is None:
            return
        self.doubt(found.sentence)
        self.nothing_new = self.nothing_new or found.nothing_new
        for name, value in (("rating", found.rating), ("status", found.status)):
            stands = getattr(self, name)
            if value is None or name in self._several:
                continue
            if stands not in (None, value):
                self._several.add(name)
                self.doubt(f"It gives the {name} {stands} and then {value}, so none was taken.")
                value = None
            setattr(self, name, value)

    def doubt(self, sentence: str | None) -> None:
        """Keep a sentence, once."""
        if sentence and sentence not in self.doubts:
            self.doubts.append(sentence)

    def dated(self, text: str, today: date | None) -> bool:
        """Take the day that a text names; tell whether it names one."""
        day, sentence = read_day(text, today)
        if day is None and sentence is None:
            return False
        self.day = day or self.day
        self.doubt(sentence)
        return True

    def finish(self) -> Said:
        """Settle what depends on everything that was said."""
        if self.nothing_new and (self.rating or self.status or self.text or self.asks):
            self.nothing_new = False
            self.text = self.text or "Nothing new."
        return self


def read_said(lines: Sequence[str], today: date | None, day: str | None = None) -> Said:
    """Return what the lines of an answer say; the first is what follows its ref, `day` what stood before it."""
    found = Said()
    if day is not None and not found.dated(day, today):
        found.doubt(f"{in_quotes(day)} is not read as a day.")
    kept = [_first(lines[0], today, found) if lines else ""]
    kept += [line for each in lines[1:] if (line := _further(each, today, found)) is not None]
    found.text = "\n".join(kept).strip(" \t\n\u00a0")
    if found.rating is None and "rating" not in found._several and lines:
        found.judged(at_end(lines[0].rstrip()) or in_part(lines[0]))
    if found.asks is None:
        wish = asked(found.text)
        found.asks = wish.wording
        found.doubt(wish.doubt)
    return found.finish()


def read_cells(cells: Sequence[tuple[str, str, str]], today: date | None) -> Said:
    """Return what the cells of a row say; each is given with what its column is about and its heading."""
    found = Said()
    texts: list[tuple[str, str]] = []
    for about, heading, cell in cells:
        value = cell.strip()
        if not value:
            continue
        if about in ("rating", "status"):
            judgement, rest = take(value, "rating" if about == "rating" else "status")
            found.judged(judgement)
            if rest.strip(_EDGE + ".") and not (
                judgement and judgement.taken is False and len(value) <= LONGEST
            ):
                texts.append((heading, rest.strip(_EDGE)))
        elif about == "day":
            if not found.dated(value, today):
                found.doubt(f"{in_quotes(value)} under {in_quotes(heading)} is not read as a day.")
        elif about == "by":
            found.by = value if found.by is None else f"{found.by}, {value}"
        elif about == "asks":
            _wished(value, found)
        elif about == "text":
            texts.append((heading, value))
    if found.rating is None and texts and "rating" not in found._several:
        judgement, rest = take(texts[0][1])
        found.judged(judgement)
        texts[0] = texts[0][0], rest.strip(_EDGE + "." if judgement and judgement.taken else " ")
        texts = [each for each in texts if each[1]]
    several = len(texts) > 1
    found.text = "\n".join(
        f"{heading}: {text}" if several and place else text for place, (heading, text) in enumerate(texts)
    )
    if found.asks is None:
        wish = asked(found.text)
        found.asks = wish.wording
        found.doubt(wish.doubt)
    return found.finish()


def _wished(value: str, found: Said) -> None:
    """Take what stands where a new milestone is asked for."""
    if value.casefold().strip(" .") in (
        "no",
        "none",
        "n/a",
        "na",
        "-",
        "–",
        "not needed",
        "not required",
        "nil",
    ):
        return
    wish = read_wording(value)
    if wish is None:
        wish = asked(value).wording
    if wish is None:
        found.doubt(f"{in_quotes(value)} is asked for, but it is not read as a milestone.")
    found.asks = wish


def _first(line: str, today: date | None, found: Said) -> str:
    """Take what stands before the text of the first line, and return that text."""
    rest = line
    for _ in range(_PARTS):
        if (here := _DAY_HERE.match(rest[:120])) and found.dated(here["bracketed"] or here["plain"], today):
            rest = rest[here.end() :]
            continue
        judgement, after = take(rest)
        if judgement and not judgement.taken and found.rating:
            break
        found.judged(judgement)
        if judgement is None or not judgement.taken or after == rest:
            rest = after
            break
        rest = after
    return rest.strip(_EDGE) if rest != line else line.strip(_EDGE)


def _further(line: str, today: date | None, found: Said) -> str | None:
    """Take what a later line says under a label, and return the line's text, or None where nothing of it remains."""
    label = labelled(line)
    if label is None:
        return line.rstrip()
    about, _, value = label
    value = value.strip(" \t*_")
    if not value:
        return line.rstrip() if about == "own" else None if about != "text" else ""
    if about in ("rating", "status"):
        judgement, rest = take(value, "rating" if about == "rating" else "status")
        found.judged(judgement)
        return rest.strip(_EDGE + ".") or None
    if about == "day" and found.dated(value, today):
        return None
    if about == "by" and len(value) <= LONGEST:
        found.by = value
        return None
    if about == "asks":
        _wished(value, found)
        return line.rstrip() if found.asks is None else None
    return value if about == "text" else line.rstrip()


def read_day(text: str, today: date | None) -> tuple[date | None, str | None]:
    """Return the day that a text names and a sentence about it where it needs one; neither where it names none.

    A day without a year is the one nearest to today, which is said. A day that lies in the future is left out.
    """
    day, sentence = _day(" ".join(text.split()).rstrip("."), today)
    if day is not None and today is not None and day > today:
        return None, f"{in_quotes(text)} is a day in the future ({short_day(day)}), so the day was left out."
    return day, sentence


@lru_cache(maxsize=4096)
def _day(text: str, today: date | None) -> tuple[date | None, str | None]:
    try:
        return whole_day(text), None
    except Misused as problem:
        if not _YEARLESS.search(str(problem)) or len(text) > 40:
            return None, None
    if today is None:
        return None, f"{in_quotes(text)} names no year, so the day was left out."
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := _in_year(text, year))]
    day = min(near, key=lambda each: abs(each - today), default=None)
    if day is None or abs(day - today) > timedelta(days=183):
        return None, None
    return day, f"{in_quotes(text)} was taken for {short_day(day)}."


def _in_year(text: str, year: int) -> date | None:
    try:
        return whole_day(f"{text} {year}")
    except Misused:
        return None
