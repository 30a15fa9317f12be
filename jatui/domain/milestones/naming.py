"""Find the periods that a wording names: days, months, quarters, halves, seasons, terms, weeks and years.

    year     = 2021 | '21 | 21/22 | 2021/22 | 2021-2022 | 21 (only beside a month, quarter, season or term)
    day      = [weekday] number [st] [of] month [year] | month number st [year] | 31/12/2021 | 2021-12-31
    month    = month [year] | year month | 12/2021
    quarter  = Q number [year] | ordinal quarter [year] | year Q number       half likewise
    season   = season [year]        term = season term [year]
    week     = w/c day | w/e day | ordinal week of month | week number of month
    part     = (early | mid | late | end of | first half of) (month | year | season | term | quarter)

A rule looks a fixed number of terms ahead, so that reading takes time in proportion to the wording.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.quarters import Quarters
from jatui.domain.milestones.spelling import is_torn, like, near
from jatui.domain.milestones.terms import Term
from jatui.domain.milestones.years import BEFORE_YEAR, Found, Item

_PARTED = frozenset(("month", "year", "season", "term", "quarter"))
_NUMBERED = frozenset(("year", "yr", "month", "week", "wk"))


def _first(found: Found) -> Period:
    """Return the first of what was found, which is always a period."""
    first, *_ = found[0]
    return cast(Period, first)


class Namer(Quarters):
    """Finds the periods of one wording, from left to right."""

    def find(self) -> list[Item]:
        """Return the terms with each period in the place of the terms that name it."""
        items: list[Item] = []
        place, count = 0, len(self.terms)
        while place < count:
            found = self.period_at(place)
            if found is None:
                items.append(self.terms[place])
                place += 1
                continue
            first = _first(found)
            if first.shape == "misspelt" and items:
                before = items[-1]
                if isinstance(before, Term) and "NUM" in before and len(before.text) <= 2:
                    first.start = before.start
                    items.pop()
            items.extend(found[0])
            place = found[1]
        return items

    def period_at(self, place: int) -> Found | None:
        """Return the period that begins at a term, and the place after it."""
        for part in self.terms[place].parts:
            rule = _RULES.get(part)
            found = rule(self, place) if rule is not None else None
            if found is not None:
                _first(found).start = self.terms[place].start
                cast(Period, found[0][-1]).end = self.terms[found[1] - 1].end
                return found
        return None

    def number_at(self, place: int) -> Found | None:
        """Return what begins with digits: a day, a numeric date, an ordinal quarter, a year."""
        term = self.terms[place]
        if len(term.text) <= 2:
            before = self.at(place - 1)
            if term.glued and "DOT" in before and before.glued and "NUM" in self.at(place - 2):
                return None
            label = "WORD" in before and term.glued and len(before.text) <= 2 and before.text.isupper()
            if label or "LABELNOUN" in before or before.low in _NUMBERED:
                return self.year_period_at(place)
            found = self.days_at(place) or self.numeric_at(place) or self.ordinal_at(place)
            if found is not None:
                return found
        elif len(term.text) == 4:
            found = self.iso_at(place)
            if found is not None:
                return found
        return self.year_period_at(place)

    # Misspelt words.

    def misspelt_at(self, place: int) -> Found | None:
        """Return a period that is not read, where a word stands that is nearly one of time."""
        word = self.terms[place]
        after = self.dot(place + 1)
        joined = "DASH" in self.at(after) or "SLASH" in self.at(after)
        year = self.year_at(after + joined, True)
        dated = self._begins_day(after + joined)
        tied = self.at(after).glued and self.at(after + 1).glued
        if year is not None and ("UNIT" in self.at(year[1]) or (dated and not tied)):
            year = None
        names = near(word.low, year is not None)
        if year is None and (not names or word.low in names):
            return None
        if not names and not is_torn(word.low):
            return None
        after = year[1] if year is not None else place + 1
        period = Period("misspelt", word.start, broken="it is not a word of time")
        period.month, period.number = word.start, word.end
        period.until = year[0] if year and (not dated or self._is_pair(place + 1)) else None
        period.fix = like(*names, word.text) if len(names) == 1 else ""
        return [period], after

    # Weeks, parts and years.

    def week_at(self, place: int) -> Found | None:
        """Return the week that begins or ends on a day."""
        side = cast(str, self.terms[place].parts["WEEKOF"])
        place += 1
        while "COLON" in self.at(place) or self.at(place).low in ("the", "on"):
            place += 1
        found = None
        if "WEEKDAY" in self.at(place) or "NUM" in self.at(place) or "MONTH" in self.at(place):
            found = self.period_at(place)
        if found is None or _first(found).shape != "day":
            return None
        for item in found[0]:
            if isinstance(item, Period):
                item.shape, item.part = "week", side
        return found

    def part_at(self, place: int) -> Found | None:
        """Return the early, middle or late part of a period; two parts may be joined: mid to late 2022."""
        part = cast(str, self.terms[place].parts["PART"])
        part_to, after = "", place + 1
        joiner = self.at(after)
        if any(mark in joiner for mark in ("DASH", "TO", "SLASH", "AND", "OR")):
            ahead = 1
            while "TO" in self.at(after + ahead) or "DASH" in self.at(after + ahead):
                ahead += 1
            if "PART" in self.at(after + ahead):
                part_to = cast(str, self.at(after + ahead).parts["PART"])
                after += ahead + 1
            elif "DASH" in joiner and self.at(after + 1).glued:
                after += 1
        if part_to and "second" in (part, part_to):
            return None
        after = self._skip(after)
        after += "DASH" in self.at(after) and self.at(after).glued
        if "PART" in self.at(after) or "END" in self.at(after):
            return None
        if self.at(after).low in ("year", "yr"):
            whole = Period("year", part=part, part_to=part_to)
            return [whole], self.year_after(after + 1, whole)
        found = self.period_at(after) if after < len(self.terms) else None
        if found is None:
            return self._short_part(after, part, part_to)
        period = _first(found)
        if period.part or period.shape not in _PARTED:
            return None
        period.part, period.part_to = part, part_to
        return found

    def _short_part(self, after: int, part: str, part_to: str) -> Found | None:
        """Return `mid 22`: two digits behind a part can only be a year."""
        year = self.year_at(after, True)
        if year is None or "UNIT" in self.at(year[1]):
            return None
        mark = self.at(year[1])
        joined = any(part in mark for part in ("DASH", "SLASH", "TO", "AND"))
        if joined and self._is_lone_number(year[1] + 1):
            return None
        return [Period("year", year=year[0], part=part, part_to=part_to)], year[1]

    def end_at(self, place: int) -> Found | None:
        """Return the period whose end is named: end of December 2021, by end Q3, end of the financial year."""
        after = place + 1
        while "DASH" in self.at(after) or self.at(after).low in BEFORE_YEAR:
            after += 1
        term = self.at(after)
        if "END" in term or "WEEKOF" in term:
            return None
        found = self.period_at(after) if after < len(self.terms) else None
        if found is None:
            return self._end_of_this(after)
        if _first(found).shape == "misspelt":
            return None
        for item in found[0]:
            if isinstance(item, Period):
                item.closing = True
        return found

    def _end_of_this(self, place: int) -> Found | None:
        """Return the end of a month, quarter or year that only the day of the paper can place."""
        term = self.at(place)
        if "TERM" in term:
            whole = Period("term", closing=True)
            after = self.year_after(place + 1, whole)
            return [whole if whole.year is not None else Period("event")], after
        unit = "quarter" if "QUARTER" in term else term.parts.get("UNIT")
        if unit not in ("week", "month", "quarter", "year") or "NUM" in self.at(place + 1):
            return None
        return [Period("now", part=str(unit), closing=True)], place + 1

    def year_end_at(self, place: int) -> Found | None:
        """Return the end of a year: `year end 2021/22`, `end of year 1 (2021/22)`.

        In a council's papers a bare one is the financial year's.
        """
        period = Period("year", closing=True)
        numbered = len(self.at(place + 1).text) == 1 and "OPEN" in self.at(place + 2)
        after = self.year_after(place + 1 + numbered, period)
        low = self.terms[place].low.replace("-", " ")
        if period.year is None or low.startswith("f") or low == "year end":
            period.basis = period.basis or "financial"
        return [period], after

    def basis_at(self, place: int) -> Found | None:
        """Return a year behind the name of its kind (FY 2021/22), or a kind of year that no number follows."""
        period = Period("year")
        after = self.year_after(place, period)
        if period.year is None:
            basis, after = self._basis_at(place)
            if self.at(place).low == "calendar":
                return self._calendar_quarter(place)
            period.basis = basis
            if "NUM" in self.at(after):
                return None
        behind = self._behind_year(after, period)
        if behind is not None:
            return behind
        if "YEAREND" in self.at(after) or self.at(after).low == "end":
            period.closing = True
            after += 1
        return [period], after

    def _calendar_quarter(self, place: int) -> Found | None:
        """Return a quarter or half that is said to be of the calendar year: calendar Q3 2021."""
        if "QUARTER" not in self.at(place + 1) and "HALF" not in self.at(place + 1):
            return None
        found = self.quarter_at(place + 1)
        if found is not None:
            for item in found[0]:
                if isinstance(item, Period):
                    item.basis = "calendar"
        return found

    def year_period_at(self, place: int) -> Found | None:
        """Return a year, or what a year stands before: 2021/22 Q3, 2021 autumn term, 2021 December."""
        found = self.year_at(place)
        if found is None:
            return None
        year, after = found
        if self._is_numbered(after):
            return None
        period = Period("year", year=year)
        behind = self._behind_year(after, period) or self.span_of_years(year, after)
        if behind is not None:
            return behind
        after = self.basis_after(after, period)
        ends = "YEAREND" in self.at(after) and (year.pair or period.basis)
        if ends or self.at(after).low == "end":
            period.closing = True
            after += 1
        return [period], after

    def _is_numbered(self, place: int) -> bool:
        """Return whether a running number is stuck behind a year, which is then a reference: 2021/22-014."""
        mark, digits = self.at(place), self.at(place + 1)
        glued = mark.glued and digits.glued and "NUM" in digits
        return (
            glued and ("DASH" in mark or "SLASH" in mark) and (len(digits.text) == 3 or len(digits.text) > 4)
        )

    def _behind_year(self, place: int, whole: Period) -> Found | None:
        """Return what stands behind its year, with the year and its kind, where it has no year of its own.

        No part can be told of a pair of years that is called a calendar year.
        """
        if whole.basis == "calendar" and whole.year is not None and whole.year.pair:
            return None
        behind = self._part_behind(place)
        named = [item for item in behind[0] if isinstance(item, Period)] if behind is not None else []
        if any(period.year is not None for period in named):
            return None
        for period in named:
            period.year, period.basis = whole.year, whole.basis or period.basis
        return behind

    def _part_behind(self, place: int) -> Found | None:
        """Return a quarter, half, season, term, month or week of a month that stands behind its year."""
        mark = self.at(place)
        if "DASH" in mark or "COMMA" in mark or "COLON" in mark or "SLASH" in mark:
            place += 1
            if "SLASH" in mark and "QUARTER" not in self.at(place):
                return None
        place += "FINANCIAL" in self.at(place) and "QUARTER" in self.at(place + 1)
        term = self.at(place)
        if "QUARTER" in term or "HALF" in term:
            return self.quarter_at(place)
        if "SEASON" in term:
            return self.season_at(place)
        if "ORDINAL" in term or "NUM" in term:
            return self.ordinal_at(place)
        if "MONTH" in term and "WORD" not in self.at(place + 1):
            return self.month_at(place)
        return None


_RULES: dict[str, Callable[[Namer, int], Found | None]] = {
    "MONTH": lambda namer, place: namer.month_at(place) or namer.event_at(place),
    "EVENT": Namer.event_at,
    "HALFTERM": Namer.event_at,
    "WORD": Namer.misspelt_at,
    "NUM": Namer.number_at,
    "APOS": Namer.year_period_at,
    "QUARTER": Namer.quarter_at,
    "HALF": Namer.quarter_at,
    "ORDINAL": Namer.ordinal_at,
    "SEASON": lambda namer, place: namer.season_at(place) or namer.event_at(place),
    "WEEKDAY": Namer.weekday_at,
    "WEEKOF": Namer.week_at,
    "UNIT": Namer.unit_at,
    "TERM": Namer.term_at,
    "PART": Namer.part_at,
    "END": Namer.end_at,
    "YEAREND": Namer.year_end_at,
    "FESTIVAL": lambda namer, place: namer.festival_at(place) or namer.event_at(place),
    "FINANCIAL": Namer.basis_at,
    "SCHOOL": Namer.basis_at,
    "MUNICIPAL": Namer.basis_at,
    "CALENDAR": Namer.basis_at,
}
