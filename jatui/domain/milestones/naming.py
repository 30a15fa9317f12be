"""Find the periods that a wording names: days, months, quarters, halves, seasons, terms, weeks and years.

    year     = 2021 | '21 | 21/22 | 2021/22 | 2021-2022 | 21 (only beside a month, quarter, season or term)
    day      = [weekday] number [st] [of] month [year] | month number st [year] | 31/12/2021 | 2021-12-31
    month    = month [year] | year month | 12/2021
    quarter  = Q number [year] | ordinal quarter [year] | year Q number       half likewise
    season   = season [year]        term = season term [year]
    week     = w/c day | w/e day | ordinal week of month
    part     = (early | mid | late | end of | first half of) (month | year | season | term | quarter)

A rule looks a fixed number of terms ahead, so that reading takes time in proportion to the wording.
"""

from __future__ import annotations

from typing import cast

from jatui.domain.milestones.periods import Period, Year
from jatui.domain.milestones.spelling import like, near
from jatui.domain.milestones.terms import Term

Item = Term | Period
Found = tuple[list[Item], int]
_NOTHING = Term({}, "", "", 0, 0, False)
FIRST_YEAR, LAST_YEAR = 1900, 2200
_LONGEST_DAY_LIST = 12


class Namer:
    """Finds the periods of one wording, from left to right."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def at(self, place: int) -> Term:
        """Return the term at a place, or one that is nothing."""
        return self.terms[place] if 0 <= place < len(self.terms) else _NOTHING

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
            named, after = found
            if isinstance(named[0], Period):
                named[0].glued = self.terms[place].glued
            items.extend(named)
            place = after
        return items

    def period_at(self, place: int) -> Found | None:
        """Return the period that begins at a term, and the place after it."""
        term = self.terms[place]
        for part, rule in _RULES:
            if part in term.parts:
                found = rule(self, place)
                if found is not None:
                    first, last = found[0][0], found[0][-1]
                    if isinstance(first, Period):
                        first.start = term.start
                    if isinstance(last, Period):
                        last.end = self.terms[found[1] - 1].end
                    return found
        return None

    # ---- years

    def year_at(self, place: int, short: bool = False) -> tuple[Year, int] | None:
        """Return a year or pair of years; two bare digits count only where `short` says that a year is meant."""
        first = self._one_year(place, short)
        if first is None:
            return None
        year, after = first
        mark = self.at(after)
        if "SLASH" in mark.parts or "DASH" in mark.parts:
            second = self._second_year(after + 1)
            if second is not None and second[0] == (year + 1) % (100 if second[2] else 10000):
                return Year(year, True), second[1]
        return Year(year), after

    def _one_year(self, place: int, short: bool) -> tuple[int, int] | None:
        """Return a single year and the place after it."""
        term = self.at(place)
        if "APOS" in term.parts:
            digits = self.at(place + 1)
            if "NUM" in digits.parts and digits.glued and len(digits.text) in (2, 4) and not digits.ordinal:
                if len(digits.text) == 4:
                    return self._one_year(place + 1, False)
                return 2000 + digits.value, place + 2
            return None
        if "NUM" not in term.parts or term.ordinal:
            return None
        if len(term.text) == 4 and FIRST_YEAR <= term.value <= LAST_YEAR:
            return term.value, place + 1
        if len(term.text) == 2 and (short or self._short_pair(place)):
            return 2000 + term.value, place + 1
        return None

    def _short_pair(self, place: int) -> bool:
        """Return whether two numbers such as 21/22 can only be a pair of years."""
        mark, second = self.at(place + 1), self.at(place + 2)
        return (
            ("SLASH" in mark.parts or "DASH" in mark.parts)
            and mark.glued
            and "NUM" in second.parts
            and len(second.text) == 2
            and second.value > 12
            and (second.value == self.at(place).value + 1)
            and "UNIT" not in self.at(place + 3).parts
            and "MONTH" not in self.at(place + 3).parts
        )

    def _second_year(self, place: int) -> tuple[int, int, bool] | None:
        """Return the second of a pair of years: its number, the place after it, and whether it has two digits."""
        term = self.at(place)
        if "APOS" in term.parts:
            place += 1
            term = self.at(place)
        if "NUM" not in term.parts or term.ordinal or len(term.text) not in (2, 4):
            return None
        after = self.at(place + 1)
        if len(term.text) == 2 and ("MONTH" in after.parts and not self._is_modal(place + 1)):
            return None
        return term.value, place + 1, len(term.text) == 2

    def year_after(self, place: int, period: Period, short: bool = True) -> int:
        """Give a period the year that follows it, with the kind of year; return the place after what was taken."""
        start = place
        for _ in range(3):
            term = self.at(place)
            if "COMMA" in term.parts or "FILL" in term.parts and term.low in _BEFORE_YEAR:
                short = short and "COMMA" not in term.parts
                place += 1
            else:
                break
        basis = ""
        term = self.at(place)
        for part, name in _BASES:
            if part in term.parts:
                basis = name
                place += 1
                short = True
                break
        if not basis and term.low in ("year", "yr"):
            place += 1
        opened = "OPEN" in self.at(place).parts
        found = self.year_at(place + opened, short and not opened)
        if found is None:
            return start
        year, after = found
        if opened:
            if "SHUT" not in self.at(after).parts:
                return start
            after += 1
        period.year = year
        if basis:
            period.basis = basis
            return after
        return self.basis_after(after, period)

    def basis_after(self, place: int, period: Period) -> int:
        """Give a period the kind of year that is named behind it (2021/22 financial year)."""
        term = self.at(place)
        for part, name in _BASES:
            if part in term.parts:
                period.basis = name
                return place + 1
        return place

    # ---- months and days

    def month_at(self, place: int) -> Found | None:
        """Return a month or a day that begins with the month's name."""
        if self._is_modal(place):
            return None
        month = cast(int, self.terms[place].parts["MONTH"])
        after = self._dot(place + 1)
        if "HALFTERM" in self.at(after).parts:
            return None
        day = self._day_after_month(after)
        if day is not None:
            period = Period("day", month=month, day=day[0])
            return [period], self.year_after(day[1], period, False)
        period = Period("month", month=month)
        return [period], self._year_of_month(after, period)

    def _is_modal(self, place: int) -> bool:
        """Return whether `may` or `march` is a verb here: no year, number or time word stands beside it."""
        term = self.at(place)
        if term.low != "may":
            return False
        after, before = self.at(place + 1), self.at(place - 1)
        return ("WORD" in after.parts or after.low in _AFTER_MODAL) and (
            term.text == "may" or "WORD" in before.parts
        )

    def _dot(self, place: int) -> int:
        """Return the place after a full stop that ends an abbreviation."""
        return place + 1 if "DOT" in self.at(place).parts and self.at(place).glued else place

    def _day_after_month(self, place: int) -> tuple[int, int] | None:
        """Return the day in `December 21st` and `December 21, 2021`, and the place after it."""
        term = self.at(place)
        if "NUM" not in term.parts or len(term.text) > 2:
            return None
        if term.ordinal:
            return term.value, place + 1
        comma = "COMMA" in self.at(place + 1).parts
        year = self.at(place + 1 + comma)
        whole = "NUM" in year.parts and len(year.text) == 4
        if not whole and "APOS" in year.parts and not comma:
            whole = "NUM" in self.at(place + 2).parts
        found = self.year_at(place + 1 + comma) if whole else None
        if found is None or found[0].pair:
            return None
        return term.value, place + 1

    def _year_of_month(self, place: int, period: Period) -> int:
        """Give a month the year behind it, which a dash, slash or dot may join; return the place after."""
        term = self.at(place)
        if "NUM" in term.parts and len(term.text) in (1, 2, 3) or len(term.text) > 4 and "NUM" in term.parts:
            return self._digits_of_month(place, period)
        if "DASH" in term.parts or "SLASH" in term.parts or "APOS" in term.parts:
            found = self.year_at(place + ("APOS" not in term.parts), term.glued or "DASH" in term.parts)
            if found is not None and ("APOS" in term.parts or not self._begins_day(place + 1)):
                period.year = found[0]
                return self.basis_after(found[1], period)
            return place
        if "NUM" in term.parts and not FIRST_YEAR <= term.value <= LAST_YEAR:
            period.broken = f"The year {term.text} is outside {FIRST_YEAR} to {LAST_YEAR}."
            return place + 1
        return self.year_after(place, period)

    def _digits_of_month(self, place: int, period: Period) -> int:
        """Read the digits right behind a month: two are a year, any other count is not understood."""
        term = self.at(place)
        if term.ordinal:
            return place
        if len(term.text) == 2:
            found = self.year_at(place, True)
            if found is not None:
                period.year = found[0]
                return self.basis_after(found[1], period)
        period.broken = f"The digits {term.text} behind the month are neither a year nor a day."
        return place + 1

    def _begins_day(self, place: int) -> bool:
        """Return whether a number is the day of the month that follows it."""
        term, after = self.at(place), self.at(place + 1)
        return "NUM" in term.parts and len(term.text) <= 2 and "MONTH" in after.parts

    def number_at(self, place: int) -> Found | None:
        """Return what begins with digits: a day, a numeric date, an ordinal quarter, a year."""
        term = self.terms[place]
        if len(term.text) <= 2:
            found = self._days_at(place) or self._numeric_at(place) or self.ordinal_at(place)
            if found is not None:
                return found
        elif len(term.text) == 4:
            found = self._iso_at(place)
            if found is not None:
                return found
        return self.year_period_at(place)

    def _days_at(self, place: int) -> Found | None:
        """Return one day or several that share a month: 6 and 20 September 2021."""
        items: list[Item] = []
        weekday = -1
        for _ in range(_LONGEST_DAY_LIST):
            term = self.at(place)
            if "WEEKDAY" in term.parts:
                weekday = cast(int, term.parts["WEEKDAY"])
                place = self._dot(place + 1)
                place += "COMMA" in self.at(place).parts or self.at(place).low == "the"
                term = self.at(place)
            if self.at(place).low == "the":
                place += 1
                term = self.at(place)
            if "NUM" not in term.parts or len(term.text) > 2:
                return None
            items.append(Period("day", term.start, term.end, day=term.value, weekday=weekday))
            weekday = -1
            place += 1
            found = self._month_of_days(place, items)
            if found is not None:
                return found
            joiner = self.at(place)
            if not any(part in joiner.parts for part in ("COMMA", "AND", "DASH", "TO", "SLASH", "OR")):
                return None
            items.append(joiner)
            place += 1
        return None

    def _month_of_days(self, place: int, items: list[Item]) -> Found | None:
        """Give the days so far the month that follows, if one does."""
        term = self.at(place)
        if term.low == "of" or (
            ("DASH" in term.parts or "SLASH" in term.parts or "DOT" in term.parts) and term.glued
        ):
            place += 1
            glue = self.at(place).glued or term.low == "of"
            if not glue:
                return None
        if "MONTH" not in self.at(place).parts:
            return None
        month = cast(int, self.at(place).parts["MONTH"])
        last = cast(Period, items[-1])
        after = self._year_of_month(self._dot(place + 1), last)
        for item in items:
            if isinstance(item, Period):
                item.month = month
                item.year = last.year
                item.broken = last.broken or _bad_day(item.day, month)
        return items, after

    def _numeric_at(self, place: int) -> Found | None:
        """Return a date of numbers, day first: 31/12/2021, 31.12.21, 12/2021, 03/22."""
        first, mark, second = self.at(place), self.at(place + 1), self.at(place + 2)
        kinds = [part for part in ("SLASH", "DOT", "DASH") if part in mark.parts]
        if not kinds or "NUM" not in second.parts or second.ordinal:
            return None
        again, third = self.at(place + 3), self.at(place + 4)
        glued = mark.glued and second.glued
        if (
            kinds[0] in again.parts
            and "NUM" in third.parts
            and len(third.text) in (2, 4)
            and len(second.text) <= 2
        ):
            if (glued and again.glued and third.glued) or kinds[0] == "SLASH":
                value = third.value if len(third.text) == 4 else 2000 + third.value
                return [_numeric_day(first.value, second.value, value)], place + 5
        if not glued or kinds[0] == "DOT":
            return None
        return self._two_numbers(place, first, second)

    def _two_numbers(self, place: int, first: Term, second: Term) -> Found | None:
        """Return what two numbers name: a month and a year, a day without a year, or a doubt."""
        after = place + 3
        if "UNIT" in self.at(after).parts or "MONTH" in self.at(after).parts:
            return None
        if len(second.text) == 4 and FIRST_YEAR <= second.value <= LAST_YEAR:
            period = Period("month", month=first.value, year=Year(second.value))
            period.broken = "" if 1 <= first.value <= 12 else f"There is no month {first.value}."
            return [period], after
        if len(second.text) > 2 or self._short_pair(place):
            return None
        slash = "SLASH" in self.at(place + 1).parts
        if 1 <= first.value <= 12 and second.value > 12 and len(second.text) == 2:
            period = Period("month", month=first.value, year=Year(2000 + second.value))
            period.notes.append(f"{first.text}/{second.text} is read as a month and a year.")
            return [period], after
        if not slash:
            return None
        year = self.year_at(after)
        if year is not None and not year[0].pair:
            return [_numeric_day(first.value, second.value, year[0].first)], year[1]
        if first.value > 12 and 1 <= second.value <= 12:
            return [Period("day", month=second.value, day=first.value)], after
        period = Period("day", broken=f"{first.text}/{second.text} may be a day, a month or a pair of years.")
        return [period], after

    def _iso_at(self, place: int) -> Found | None:
        """Return a date of numbers that begins with its year: 2021-12-31, 2021-09."""
        first, mark, second = self.at(place), self.at(place + 1), self.at(place + 2)
        if not ("DASH" in mark.parts or "SLASH" in mark.parts or "DOT" in mark.parts) or not mark.glued:
            return None
        if "NUM" not in second.parts or not second.glued or len(second.text) > 2:
            return None
        again, third = self.at(place + 3), self.at(place + 4)
        if (
            mark.low == again.low
            and again.glued
            and third.glued
            and "NUM" in third.parts
            and len(third.text) <= 2
        ):
            return [_numeric_day(third.value, second.value, first.value)], place + 5
        consecutive = second.value == (first.value + 1) % 100
        if "DASH" in mark.parts and len(second.text) == 2 and 1 <= second.value <= 12 and not consecutive:
            period = Period("month", month=second.value, year=Year(first.value))
            period.notes.append(f"{first.text}-{second.text} is read as a year and a month.")
            return [period], place + 3
        return None

    def weekday_at(self, place: int) -> Found | None:
        """Return a day that begins with its weekday."""
        return self._days_at(place)

    # ---- quarters, halves, seasons, terms

    def quarter_at(self, place: int) -> Found | None:
        """Return Q3, H1, quarter 3, with the year behind it; several may share it: Q1-Q2, Q3/4."""
        term = self.terms[place]
        shape = "quarter" if "QUARTER" in term.parts else "half"
        most = 4 if shape == "quarter" else 2
        digit = self.at(place + 1)
        if "DOT" in digit.parts and digit.glued:
            place += 1
            digit = self.at(place + 1)
        value = digit.value
        if "NUMBER" in digit.parts:
            value = cast(int, digit.parts["NUMBER"])
        elif "NUM" not in digit.parts or len(digit.text) > 1 or (term.low == "h" and not digit.glued):
            return None
        if not 1 <= value <= most:
            return None
        period = Period(shape, number=value, end=digit.end)
        place += 2
        mark, second = self.at(place), self.at(place + 1)
        joins = any(part in mark.parts for part in ("DASH", "SLASH", "AND", "TO", "COMMA", "OR"))
        follows = "NUM" in second.parts and len(second.text) == 1 and value < second.value <= most
        if joins and follows and "UNIT" not in self.at(place + 2).parts:
            other = Period(shape, second.start, number=second.value)
            after = self._year_of_quarter(place + 2, other)
            period.basis = other.basis
            return [period, mark, other], after
        return [period], self._year_of_quarter(place, period)

    def _year_of_quarter(self, place: int, period: Period) -> int:
        """Give a quarter the year behind it, which a dash or slash may join."""
        mark = self.at(place)
        if "DASH" in mark.parts or "SLASH" in mark.parts or "COLON" in mark.parts:
            after = self.year_after(place + 1, period, False)
            return after if period.year is not None else place
        return self.year_after(place, period)

    def ordinal_at(self, place: int) -> Found | None:
        """Return `third quarter of`, `second half of`, `first week of`, with what they are of."""
        term = self.terms[place]
        value = cast(int, term.parts["ORDINAL"]) if "ORDINAL" in term.parts else term.value
        if "NUM" in term.parts and not term.ordinal:
            return None
        noun = self.at(place + 1)
        after = place + 2
        if noun.low in ("calendar", "financial"):
            noun, after = self.at(place + 2), place + 3
        if "QUARTER" in noun.parts and noun.low != "q" and (value == -1 or 1 <= value <= 4):
            period = Period("quarter", number=4 if value == -1 else value)
            return [period], self._year_of_quarter(after, period)
        if "HALF" in noun.parts and noun.low == "half" and value in (1, 2, -1):
            return self._half_at(after, "first" if value == 1 else "second")
        if noun.low in ("week", "wk") and (value == -1 or 1 <= value <= 5):
            return self._week_of_month(after, value)
        return None

    def _half_at(self, place: int, part: str) -> Found | None:
        """Return the half of a month, or of a year."""
        while self.at(place).low in ("of", "the", "in", "of the"):
            place += 1
        if "MONTH" in self.at(place).parts:
            period = Period("month", month=cast(int, self.at(place).parts["MONTH"]), part=part)
            return [period], self._year_of_month(self._dot(place + 1), period)
        period = Period("half", number=1 if part == "first" else 2)
        after = self.year_after(place, period, False)
        if period.basis in ("school", "municipal"):
            return None
        return [period], after

    def _week_of_month(self, place: int, number: int) -> Found | None:
        """Return a numbered week of a month."""
        while self.at(place).low in ("of", "the", "in", "of the"):
            place += 1
        if "MONTH" not in self.at(place).parts:
            return None
        period = Period("weekof", number=number, month=cast(int, self.at(place).parts["MONTH"]))
        return [period], self._year_of_month(self._dot(place + 1), period)

    def season_at(self, place: int) -> Found | None:
        """Return a season, or a school term that is named by one."""
        number = cast(int, self.terms[place].parts["SEASON"])
        term = self.at(place + 1)
        if term.low in _HOLIDAYS:
            return None
        if "TERM" in term.parts and number < 4:
            period = Period("term", number=number)
            return [period], self._year_of_quarter(place + 2, period)
        period = Period("season", number=number)
        after = self._year_of_quarter(place + 1, period)
        if "TERM" in self.at(after).parts and number < 4 and period.year is not None:
            period.shape = "term"
            after += 1
        return [period], after

    def festival_at(self, place: int) -> Found | None:
        """Return a festival with its year."""
        period = Period("festival", part=cast(str, self.terms[place].parts["FESTIVAL"]))
        after = self.year_after(place + 1, period)
        return [period], after

    # ---- misspelt words

    def misspelt_at(self, place: int) -> Found | None:
        """Return a period that cannot be read, where a word that is nearly one of time stands."""
        word = self.terms[place]
        if not word.low.isalpha():
            return None
        after = self._dot(place + 1)
        joined = "DASH" in self.at(after).parts or "SLASH" in self.at(after).parts
        year = self.year_at(after + joined, True)
        if year is not None and "UNIT" in self.at(year[1]).parts:
            year = None
        names = near(word.low, year is not None)
        if not names:
            return None
        after = year[1] if year is not None else place + 1
        period = Period("month", broken="is not read", year=year[0] if year else None)
        if len(names) == 1:
            written = like(names[0], word.text)
            period.fix = written
        return [period], after

    # ---- weeks, parts, years

    def week_at(self, place: int) -> Found | None:
        """Return the week that begins or ends on a day."""
        side = cast(str, self.terms[place].parts["WEEKOF"])
        place += 1
        while "COLON" in self.at(place).parts or self.at(place).low in ("the", "on"):
            place += 1
        found = self.period_at(place) if place < len(self.terms) else None
        if found is None or not isinstance(found[0][0], Period) or found[0][0].shape != "day":
            return None
        for item in found[0]:
            if isinstance(item, Period):
                item.shape, item.part = "week", side
        return found

    def part_at(self, place: int) -> Found | None:
        """Return the early, middle or late part of a period; two parts may be joined: mid to late 2022."""
        part = cast(str, self.terms[place].parts["PART"])
        part_to = ""
        after = place + 1
        joiner = self.at(after)
        if any(mark in joiner.parts for mark in ("DASH", "TO", "SLASH", "AND", "OR")):
            if "PART" in self.at(after + 1).parts:
                part_to = cast(str, self.at(after + 1).parts["PART"])
                after += 2
            elif "DASH" in joiner.parts:
                after += 1
        return self._parted(place, after, part, part_to)

    def _parted(self, place: int, after: int, part: str, part_to: str) -> Found | None:
        """Give the period that follows its part."""
        while (
            "FILL" in self.at(after).parts
            and self.at(after).low in _BEFORE_YEAR
            or "DASH" in self.at(after).parts
        ):
            after += 1
        found = self.period_at(after) if after < len(self.terms) else None
        if found is None:
            return self._short_part(after, part, part_to)
        period = found[0][0]
        if not isinstance(period, Period) or period.part or period.shape not in _PARTED:
            return None
        period.part, period.part_to = part, part_to
        period.start = self.terms[place].start
        return found

    def _short_part(self, after: int, part: str, part_to: str) -> Found | None:
        """Return `mid 22`: two digits behind a part can only be a year."""
        year = self.year_at(after, True) if "NUM" in self.at(after).parts else None
        if year is None or part == "" or "UNIT" in self.at(year[1]).parts:
            return None
        return [Period("year", year=year[0], part=part, part_to=part_to)], year[1]

    def end_at(self, place: int) -> Found | None:
        """Return the period whose end is named: end of December 2021, by end Q3."""
        after = place + 1
        while (
            "DASH" in self.at(after).parts
            or "FILL" in self.at(after).parts
            and self.at(after).low in _BEFORE_YEAR
        ):
            after += 1
        found = self.period_at(after) if after < len(self.terms) else None
        if found is None or not isinstance(found[0][0], Period) or found[0][0].shape == "day":
            return None
        for item in found[0]:
            if isinstance(item, Period):
                item.closing = True
        found[0][0].start = self.terms[place].start
        return found

    def year_end_at(self, place: int) -> Found | None:
        """Return the end of a year: `year end 2021/22`."""
        period = Period("year", closing=True)
        after = self.year_after(place + 1, period)
        if period.year is None:
            return None
        if not period.year.pair and not period.basis:
            period.basis = "financial"
        return [period], after

    def basis_at(self, place: int) -> Found | None:
        """Return a year behind the name of its kind: FY 2021/22, academic year 2021/22."""
        period = Period("year")
        after = self.year_after(place, period)
        if period.year is None:
            return None
        if "YEAREND" in self.at(after).parts or self.at(after).low == "end":
            period.closing = True
            after += 1
        return [period], after

    def year_period_at(self, place: int) -> Found | None:
        """Return a year, or what a year stands before: 2021/22 Q3, 2021 autumn term, 2021 December."""
        found = self.year_at(place)
        if found is None:
            return None
        year, after = found
        behind = self._behind_year(after)
        if behind is not None:
            period = behind[0][0]
            if isinstance(period, Period) and period.year is None and len(behind[0]) == 1:
                period.year = year
                return behind
        span = self._years_at(year, after)
        if span is not None:
            return span
        period = Period("year", year=year)
        after = self.basis_after(after, period)
        if "YEAREND" in self.at(after).parts and (year.pair or period.basis):
            period.closing = True
            after += 1
        return [period], after

    def _behind_year(self, place: int) -> Found | None:
        """Return a quarter, half, season, term or month that stands behind its year."""
        mark = self.at(place)
        if "DASH" in mark.parts or "COMMA" in mark.parts or "COLON" in mark.parts:
            if "QUARTER" not in self.at(place + 1).parts:
                return None
            place += 1
        term = self.at(place)
        for part in ("QUARTER", "HALF"):
            if part in term.parts:
                return self.quarter_at(place)
        if "SEASON" in term.parts:
            return self.season_at(place)
        if "MONTH" in term.parts and "WORD" not in self.at(place + 1).parts:
            return self.month_at(place)
        return None

    def _years_at(self, year: Year, place: int) -> Found | None:
        """Return a run of years such as 2022-2025 or 2022-25."""
        mark = self.at(place)
        if year.pair or not ("DASH" in mark.parts or "SLASH" in mark.parts):
            return None
        second = self._second_year(place + 1)
        if second is None or second[0] <= year.first % (100 if second[2] else 10000):
            return None
        if second[2] and not (self.at(place + 1).glued or "APOS" in self.at(place + 1).parts):
            return None
        last = second[0] + (2000 if second[2] else 0)
        return [Period("years", year=year, until=Year(last))], second[1]


_BEFORE_YEAR = frozenset(("of", "in", "the", "of the", "in the", "year of", "for the"))
_AFTER_MODAL = frozenset(("be", "have", "not", "also", "will be", "need"))
_HOLIDAYS = frozenset(("holidays", "holiday", "recess", "break"))
_PARTED = frozenset(("month", "year", "season", "term", "quarter"))
_BASES = (
    ("FINANCIAL", "financial"),
    ("SCHOOL", "school"),
    ("MUNICIPAL", "municipal"),
    ("CALENDAR", "calendar"),
)
_RULES = (
    ("MONTH", Namer.month_at),
    ("WORD", Namer.misspelt_at),
    ("NUM", Namer.number_at),
    ("APOS", Namer.year_period_at),
    ("QUARTER", Namer.quarter_at),
    ("HALF", Namer.quarter_at),
    ("ORDINAL", Namer.ordinal_at),
    ("SEASON", Namer.season_at),
    ("WEEKDAY", Namer.weekday_at),
    ("WEEKOF", Namer.week_at),
    ("PART", Namer.part_at),
    ("END", Namer.end_at),
    ("YEAREND", Namer.year_end_at),
    ("FESTIVAL", Namer.festival_at),
    ("FINANCIAL", Namer.basis_at),
    ("SCHOOL", Namer.basis_at),
    ("MUNICIPAL", Namer.basis_at),
    ("CALENDAR", Namer.basis_at),
)


def _bad_day(day: int, month: int) -> str:
    """Return why a day cannot be in a month of any year, or nothing."""
    most = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return "" if 1 <= day <= most else f"There is no day {day} in that month."


def _numeric_day(day: int, month: int, year: int) -> Period:
    """Return the day that three numbers name, broken where there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Period("day", broken=f"The year {year} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    if not 1 <= month <= 12:
        return Period("day", broken=f"There is no month {month}.")
    return Period("day", day=day, month=month, year=Year(year), broken=_bad_day(day, month))
