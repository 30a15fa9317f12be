"""Find quarters, halves, weeks of a month, seasons, school terms, festivals and events in a wording."""

from __future__ import annotations

from typing import cast

from jatui.domain.milestones.dates import Dates
from jatui.domain.milestones.periods import Period
from jatui.domain.milestones.terms import Term
from jatui.domain.milestones.years import BEFORE_YEAR, Found

_HOLIDAYS = frozenset(("holidays", "holiday", "recess", "break", "hols", "half term", "half-term"))


class Quarters(Dates):
    """Finds the parts of years and months that have a name or a number."""

    def quarter_at(self, place: int) -> Found | None:
        """Return Q3, H1, quarter 3, with the year behind it; several may share it: Q1-Q2, Q3/4."""
        term = self.terms[place]
        shape = "quarter" if "QUARTER" in term else "half"
        most = 4 if shape == "quarter" else 2
        digit = self.at(place + 1)
        if "DOT" in digit and digit.glued:
            place += 1
            digit = self.at(place + 1)
        if len(term.low) > 1 and self.year_at(place + 1) is not None and "EVERY" not in self.at(place - 1):
            unsure = Period("unsure", notes=[f"Which {shape} of the year is meant is not written."])
            return [unsure], self.year_after(place + 1, unsure)
        value = cast(int, digit.parts["NUMBER"]) if "NUMBER" in digit else digit.value
        if "NUM" in digit and len(digit.text) > 1 and not digit.glued:
            return None
        if not 1 <= value <= most or (term.low == "h" and not digit.glued):
            return None
        period = Period(shape, term.start, digit.end, number=value)
        place += 2
        mark, second = self.at(place), self.at(place + 1)
        joins = any(part in mark for part in ("DASH", "SLASH", "AND", "TO", "COMMA", "OR"))
        follows = len(second.text) == 1 and value < second.value <= most
        if joins and follows and "UNIT" not in self.at(place + 2):
            other = Period(shape, second.start, number=second.value)
            after = self.year_of_quarter(place + 2, other)
            return [period, mark, other], after
        return [period], self.year_of_quarter(place, period)

    def year_of_quarter(self, place: int, period: Period) -> int:
        """Give a quarter or season the year behind it, which a dash, slash or colon may join."""
        mark = self.at(place)
        if "DASH" in mark or "SLASH" in mark or "COLON" in mark:
            after = self.year_after(place + 1, period, mark.glued)
            return after if period.year is not None else place
        return self.year_after(place, period)

    def ordinal_at(self, place: int) -> Found | None:
        """Return `third quarter of`, `second half of`, `first week of`, with what they are of."""
        term = self.terms[place]
        if (
            "NUM" in term
            and not term.ordinal
            and not (self.at(place + 1).glued and "QUARTER" in self.at(place + 1))
        ):
            return None
        value = cast(int, term.parts["ORDINAL"]) if "ORDINAL" in term else term.value
        dash = self.at(place + 1)
        place += "DASH" in dash and dash.glued and self.at(place + 2).glued
        noun, after, basis = self.at(place + 1), place + 2, ""
        if noun.low in ("calendar", "financial"):
            noun, after, basis = self.at(place + 2), place + 3, noun.low
        if "QUARTER" in noun and (noun.low != "q" or noun.glued) and (value == -1 or 1 <= value <= 4):
            period = Period("quarter", number=4 if value == -1 else value, basis=basis)
            return [period], self.year_of_quarter(after, period)
        if noun.low == "half" and value in (1, 2, -1):
            return self._half_at(after, 1 if value == 1 else 2)
        if "WEEKDAY" in noun or noun.low in ("day", "working day"):
            return self._nth_day(after, value, noun)
        return self._week_of_month(after, value) if noun.low in ("week", "wk", "week of") else None

    def _skip(self, place: int) -> int:
        """Return the place after words such as `of the`."""
        while self.at(place).low in BEFORE_YEAR:
            place += 1
        return place

    def _half_at(self, place: int, number: int) -> Found | None:
        """Return the half of a month, or of a year."""
        place = self._skip(place)
        if "MONTH" in self.at(place):
            part = "first" if number == 1 else "second"
            period = Period("month", month=cast(int, self.at(place).parts["MONTH"]), part=part)
            return [period], self.year_of_month(self.dot(place + 1), period)
        if "SEASON" in self.at(place):
            return None
        period = Period("half", number=number)
        after = self.year_after(place, period, False)
        if period.basis in ("school", "municipal"):
            said = f"Where half of a {period.basis} year ends nobody can say."
            return [Period("unsure", notes=[said])], after
        return [period], after

    def _nth_day(self, place: int, number: int, noun: Term) -> Found | None:
        """Return the second Tuesday or the first day of a month; which working day it is the holidays decide."""
        place = self._skip(place)
        weekday = cast(int, noun.parts["WEEKDAY"]) if "WEEKDAY" in noun else -1
        if "MONTH" in self.at(place):
            period = Period("nthday", number=number, weekday=weekday, part=noun.low)
            period.month = cast(int, self.at(place).parts["MONTH"])
            after = self.year_of_month(self.dot(place + 1), period)
        else:
            period = Period("nthday", part="working day")
            after = self.year_after(place, period, False)
            if period.year is None:
                return None
        return [period], after

    def _week_of_month(self, place: int, number: int) -> Found | None:
        """Return a numbered week of a month."""
        place = self._skip(place)
        if "MONTH" not in self.at(place):
            return None
        period = Period("weekof", number=number, month=cast(int, self.at(place).parts["MONTH"]))
        if number == 0 or number > 5:
            period.broken = f"no month has a week {number}"
        return [period], self.year_of_month(self.dot(place + 1), period)

    def unit_at(self, place: int) -> Found | None:
        """Return `week 2 of September 2021`, and a numbered week or month of a year, which nobody can place."""
        digit, low = self.at(place + 1), self.terms[place].low
        if "NUM" not in digit or len(digit.text) == 4:
            return None
        if low in ("year", "yr"):
            return self._numbered_year(place + 2)
        if low not in ("week", "wk", "month"):
            return None
        if low != "month" and (digit.value <= 5 or self.at(place + 2).low == "of"):
            found = self._week_of_month(place + 2, digit.value)
            if found is not None:
                return found
        said = f"Nobody can say in which month {low} {digit.text} of a year falls."
        unsure = Period("unsure", notes=[said])
        after = self.year_after(place + 2, unsure, False)
        return ([unsure], after) if unsure.year is not None else None

    def _numbered_year(self, place: int) -> Found | None:
        """Return the year behind the number that a plan gives it: Year 2 (2022/23)."""
        period = Period("year")
        after = self.year_after(place, period, False)
        known = period.year is not None and ("OPEN" in self.at(place) or period.year.pair)
        return ([period], after) if known else None

    def season_at(self, place: int) -> Found | None:
        """Return a season, or a school term that is named by one."""
        number = cast(int, self.terms[place].parts["SEASON"])
        term = self.at(place + 1)
        if term.low in _HOLIDAYS or "HALFTERM" in term or "THING" in term:
            return None
        half = self.at(place + 1 + ("TERM" in term))
        if half.text in ("1", "2") and number < 4:
            found = self.term_at(place + ("TERM" in term))
            if found is not None:
                return found
        if "TERM" in term and number < 4:
            period = Period("term", number=number)
            return [period], self.year_of_quarter(place + 2, period)
        period = Period("season", number=number)
        after = self.year_of_quarter(place + 1, period)
        if "TERM" in self.at(after) and number < 4:
            period.shape = "term"
            after += 1
        return [period], after

    def term_at(self, place: int) -> Found | None:
        """Return `term 2` or the half of a term with its year: from when to when it lasts the school says."""
        digit = self.at(place + 1)
        if "NUM" not in digit or len(digit.text) > 1 or digit.ordinal:
            return None
        period = Period("term")
        after = self.year_of_quarter(place + 2, period)
        return ([period], after) if period.year is not None else None

    def festival_at(self, place: int) -> Found | None:
        """Return a festival with its year."""
        if self.at(place + 1).low in _HOLIDAYS or "TERM" in self.at(place + 1):
            return None
        period = Period("festival", part=cast(str, self.terms[place].parts["FESTIVAL"]))
        return [period], self.year_after(place + 1, period)

    def event_at(self, place: int) -> Found | None:
        """Return an event with its year, which has no day of its own: local elections 2022, October half term 2021."""
        after = place + 1
        if "HALFTERM" in self.at(after) or self.at(after).low in _HOLIDAYS:
            after += 1
        elif "EVENT" not in self.terms[place] and "HALFTERM" not in self.terms[place]:
            return None
        period = Period("event")
        after = self.year_after(after, period, False)
        if period.year is None and "EVENT" in self.terms[place]:
            return None
        period.year = None
        return [period], after
