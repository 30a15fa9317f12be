"""Find months and days in a wording, named or in numbers, day first."""

from __future__ import annotations

from typing import cast

from jatui.domain.milestones.periods import Period, Year
from jatui.domain.milestones.years import (
    FIRST_YEAR,
    LAST_YEAR,
    Found,
    Item,
    Years,
    bad_day,
    numeric_day,
)

_LONGEST_DAY_LIST = 31
_JOINERS = ("COMMA", "AND", "DASH", "TO", "SLASH", "OR")
_TITLES = frozenset(("cllr", "councillor", "mr", "mrs", "ms", "miss", "dr"))
_MODAL_NEXT = frozenset(("have", "also", "need"))


class Dates(Years):
    """Finds months and days."""

    def month_at(self, place: int) -> Found | None:
        """Return a month or a day that begins with the month's name."""
        if self._is_modal(place):
            return None
        month = cast(int, self.terms[place].parts["MONTH"])
        after = self.dot(place + 1)
        if "HALFTERM" in self.at(after):
            return None
        after += self.at(after).low == "the"
        days = self._days_after_month(after, month)
        if days is not None:
            return days
        day = self._day_after_month(after)
        if day is not None:
            period = Period("day", month=month, day=day, broken=bad_day(day, month))
            return [period], self.year_after(after + 1, period, False)
        period = Period("month", month=month)
        if self.at(after).low.replace("-", " ") in ("end", "month end") and self.year_at(after + 1, True):
            period.closing = True
            after += 1
        return [period], self.year_of_month(after, period)

    def _is_modal(self, place: int) -> bool:
        """Return whether a month is none here: `may` is a verb, `march` a walk, or a title stands before a name."""
        term, after = self.at(place), self.at(place + 1)
        if term.low == "march":
            return term.text == "march" and self.at(place - 1).low == "to" and "WORD" in after
        if term.low != "may":
            return False
        if self.at(place - 1).low in _TITLES:
            return True
        return after.low in _MODAL_NEXT or "FUTURE" in after or (term.text == "may" and "WORD" in after)

    def dot(self, place: int) -> int:
        """Return the place after a full stop that ends an abbreviation; one behind a space does so before a year."""
        mark = self.at(place)
        ends = "DOT" in mark and (mark.glued or self.year_at(place + 1) is not None)
        return place + ends

    def _days_after_month(self, place: int, month: int) -> Found | None:
        """Return two days behind their month, with its year: December 29-31, 2021."""
        first, mark, second = (self.at(place + ahead) for ahead in range(3))
        if not ("DASH" in mark or "TO" in mark or "AND" in mark) or len(second.text) > 2:
            return None
        found = self.year_at(place + 3 + ("COMMA" in self.at(place + 3)))
        if found is None or not 0 < first.value < second.value:
            return None
        items: list[Item] = []
        for term in (first, second):
            day, broken = term.value, bad_day(term.value, month)
            items.append(
                Period("day", term.start, term.end, month=month, day=day, year=found[0], broken=broken)
            )
        return [items[0], mark, items[1]], found[1]

    def _day_after_month(self, place: int) -> int | None:
        """Return the day in `December 21st` and `December 21, 2021`."""
        term = self.at(place)
        if "NUM" not in term or len(term.text) > 2:
            return None
        if term.ordinal:
            return term.value
        found = self.year_at(place + 1 + ("COMMA" in self.at(place + 1)))
        return None if found is None or found[0].pair else term.value

    def year_of_month(self, place: int, period: Period) -> int:
        """Give a month the year behind it, which a dash, slash or apostrophe may join; return the place after."""
        term = self.at(place)
        if "NUM" in term and len(term.text) != 4:
            return self._digits_of_month(place, period)
        if "APOS" in term or "DASH" in term or "SLASH" in term:
            joined = "APOS" not in term
            found = self.year_at(place + joined, joined)
            if found is not None and not (
                joined and self._begins_day(place + 1) and not self._is_pair(place)
            ):
                period.year = found[0]
                return self.basis_after(found[1], period)
            loose = self._is_loose_year(place) and not self._begins_day(place + 1)
            return self._digits_of_month(place + 1, period) if loose else place
        if "NUM" in term and not FIRST_YEAR <= term.value <= LAST_YEAR:
            period.broken = f"the year {term.text} is outside {FIRST_YEAR} to {LAST_YEAR}"
            return place + 1
        return self.year_after(place, period)

    def _digits_of_month(self, place: int, period: Period) -> int:
        """Read the digits right behind a month: two are a year, any other count is not understood."""
        term, after = self.at(place), self.at(place + 1)
        if term.ordinal or "UNIT" in after:
            return place
        found = self.year_at(place, True)
        if found is not None and not self._is_torn(place):
            period.year = found[0]
            return self.basis_after(found[1], period)
        if len(term.text) == 1 and ("COLON" in after or "SHUT" in after or "DOT" in after):
            return place
        period.broken = f"the digits {term.text} behind the month are neither a year nor a day"
        return place + 1

    def _is_torn(self, place: int) -> bool:
        """Return whether two digits behind a month are no year: Dec 21st half read, Dec 20 21, Dec 20 and 21st."""
        after = self.at(place + 1)
        if after.glued and "WORD" in after:
            return True
        if self.at(place).text == "20" and len(after.text) == 2 and self._is_lone_number(place + 1):
            return True
        day = place + 1 + any(part in after for part in _JOINERS)
        return self.at(day).ordinal and not self.at(day + 1).text.isalpha()

    def _is_loose_year(self, place: int) -> bool:
        """Return whether a space parts an apostrophe from the two digits of its year: Dec' 21."""
        digits = self.at(place + 1)
        return "NUM" in digits and len(digits.text) == 2

    def _is_pair(self, place: int) -> bool:
        """Return whether a dash joins a month to its year as it joins the next one to its: Dec-21 Mar-22."""
        mark, digits, again, more = (self.at(place + ahead) for ahead in (0, 1, 3, 4))
        glued = mark.glued and digits.glued and again.glued and more.glued
        return glued and "DASH" in mark and "DASH" in again

    def _is_lone_number(self, place: int) -> bool:
        """Return whether a number stands by itself: no hour, no day, no unit."""
        behind = self.at(place + 1)
        return "NUM" in self.at(place) and not behind.parts.keys() & {"COLON", "MONTH", "UNIT", "FILL"}

    def _begins_day(self, place: int) -> bool:
        """Return whether a number is the day of the month that follows it, and no year before a month."""
        return len(self.at(place).text) != 4 and "MONTH" in self.at(place + 1)

    def weekday_at(self, place: int) -> Found | None:
        """Return a weekday with its day, or with several days: Mon 20/9/2021, Monday 6 and Friday 10 September 2021."""
        number = self.dot(place + 1)
        number += "COMMA" in self.at(number)
        digits = self.at(number)
        if "NUM" in digits:
            found = self.iso_at(number) if len(digits.text) == 4 else self.numeric_at(number)
            if found is not None:
                [day] = cast(list[Period], found[0])
                day.weekday = cast(int, self.at(place).parts["WEEKDAY"])
                return found
        return self.days_at(place)

    def days_at(self, place: int) -> Found | None:
        """Return one day or several that share a month: 6 and 20 September 2021."""
        items: list[Item] = []
        for _ in range(_LONGEST_DAY_LIST):
            weekday = -1
            begin = self.at(place).start
            if "WEEKDAY" in self.at(place):
                weekday = cast(int, self.at(place).parts["WEEKDAY"])
                place = self.dot(place + 1)
                place += "COMMA" in self.at(place)
            place += self.at(place).low == "the"
            term = self.at(place)
            if "NUM" not in term or len(term.text) > 2:
                return None
            items.append(Period("day", begin, term.end, day=term.value, weekday=weekday))
            place += 1
            if "DOT" in self.at(place) and (term.ordinal or (place == 1 and term.value > 1)):
                place += "MONTH" in self.at(place + 1)
            found = self._month_of_days(place, items)
            if found is not None:
                return found
            joiner = self.at(place)
            if not any(part in joiner for part in _JOINERS):
                return None
            items.append(joiner)
            place += 1
        return None

    def _month_of_days(self, place: int, items: list[Item]) -> Found | None:
        """Give the days so far the month that follows, if one does."""
        mark = self.at(place)
        if mark.low == "of":
            place += 1
        elif "DASH" in mark or "SLASH" in mark or "DOT" in mark:
            place += 1
            if not self.at(place).glued:
                return None
        if "MONTH" not in self.at(place):
            return None
        month = cast(int, self.at(place).parts["MONTH"])
        last = cast(Period, items[-1])
        after = self.year_of_month(self.dot(place + 1), last)
        for item in items:
            if isinstance(item, Period):
                item.month = month
                item.year = last.year
                item.broken = last.broken or bad_day(item.day, month)
        return items, after

    def numeric_at(self, place: int) -> Found | None:
        """Return a date of numbers, day first: 31/12/2021, 31.12.21, 12/2021, 03/22."""
        first, mark, second, again, third = (self.at(place + ahead) for ahead in range(5))
        kind = next((part for part in ("SLASH", "DOT", "DASH") if part in mark), "")
        if not kind or "NUM" not in second or second.ordinal:
            return None
        glued = mark.glued and second.glued
        three = kind in again and "NUM" in third and len(third.text) in (2, 4) and len(second.text) <= 2
        if three and (kind == "SLASH" or len(third.text) == 4 or (glued and again.glued and third.glued)):
            year = third.value if len(third.text) == 4 else 2000 + third.value
            return [numeric_day(first.value, second.value, year)], place + 5
        torn = kind == "SLASH" and kind in again and "NUM" in third and third.glued
        if torn and again.glued and len(third.text) != 1 and len(second.text) <= 2:
            return [Period("day", broken=f"{third.text} is no year")], place + 5
        return self._two_numbers(place) if glued and kind != "DOT" else None

    def _two_numbers(self, place: int) -> Found | None:
        """Return what two numbers name: a month and a year, a day without a year, or a doubt."""
        first, second, after = self.at(place), self.at(place + 2), place + 3
        if "UNIT" in self.at(after) or "MONTH" in self.at(after) or "REPEAT" in self.at(after):
            return None
        if len(second.text) == 4 and FIRST_YEAR <= second.value <= LAST_YEAR:
            broken = "" if 1 <= first.value <= 12 else f"there is no month {first.value}"
            if "SLASH" in self.at(place - 1) and first.glued and not self.at(place - 2).low.isalpha():
                broken = broken or "the numbers before it are not a day"
            return [Period("month", month=first.value, year=Year(second.value), broken=broken)], after
        if len(second.text) > 2 or self.is_short_pair(place):
            return None
        said = f"{first.text}/{second.text}"
        before = self.at(place - 1)
        if "WORD" in before and before.text.isupper() and len(first.text) == 1:
            return None
        if 1 <= first.value <= 12 < second.value:
            period = Period("month", month=first.value, year=Year(2000 + second.value))
            period.notes.append(f"{said} is read as a month and a year.")
            return [period], after
        if "SLASH" not in self.at(place + 1):
            return None
        year = self.year_at(after)
        if year is not None and not year[0].pair:
            return [numeric_day(first.value, second.value, year[0].first)], year[1]
        if first.value > 12 >= second.value >= 1:
            return [
                Period("day", month=second.value, day=first.value, broken=bad_day(first.value, second.value))
            ], after
        if first.value > 12:
            return [Period("day", broken="the numbers are neither a day, a month nor a pair of years")], after
        return [
            Period("unsure", notes=[f"{said} may be a day of a month, a month of a year or a pair of years."])
        ], after

    def iso_at(self, place: int) -> Found | None:
        """Return a date of numbers that begins with its year: 2021-12-31, 2021-09."""
        first, mark, second, again, third = (self.at(place + ahead) for ahead in range(5))
        if (
            "NUM" not in second
            or len(second.text) > 2
            or not ("DASH" in mark or "SLASH" in mark or "DOT" in mark)
        ):
            return None
        glued = mark.glued and second.glued
        if mark.low == again.low and "NUM" in third and len(third.text) <= 2:
            apart = "DOT" not in mark or "WORD" not in self.at(place + 5)
            spaced = apart and 1 <= second.value <= 12 and not self._begins_day(place + 4)
            if (glued and third.glued) or spaced:
                return [numeric_day(third.value, second.value, first.value)], place + 5
        if not glued:
            return None
        consecutive = second.value == (first.value + 1) % 100
        month_like = len(second.text) == 2 and 1 <= second.value <= 12 and not self._begins_day(place + 2)
        if "DASH" in mark and month_like and not consecutive and FIRST_YEAR <= first.value <= LAST_YEAR:
            if second.value > first.value % 100:
                return [
                    Period("unsure", notes=[f"{first.text}-{second.text} may be a month or a run of years."])
                ], place + 3
            period = Period("month", month=second.value, year=Year(first.value))
            period.notes.append(f"{first.text}-{second.text} is read as a year and a month.")
            return [period], place + 3
        if (
            "DOT" not in mark
            and not consecutive
            and second.value <= first.value % 100
            and not self._begins_day(place + 2)
        ):
            note = f"{first.text}{mark.text}{second.text} is neither a pair of years nor surely a month."
            return [Period("unsure", notes=[note])], place + 3
        return None
